//! `cutri prove`.

use super::acting::Opened;
use super::listing::Prove;
use super::parse::personal_number;
use super::{Exit, Printer};
use crate::tasks::TaskError;
use crate::tasks::prove::prove;

pub(super) async fn run(options: &Prove, printer: &Printer) -> anyhow::Result<Exit> {
    let person = personal_number(&options.person)?;
    let opened = Opened::to_read(&options.database).await?;
    let proof = prove(&opened.database, person).await;
    opened.close(printer).await;
    let proof = proof?;
    let text = format!("{}\n", serde_json::to_string_pretty(&proof)?);
    match &options.out {
        None => printer.data(&text)?,
        Some(path) => {
            std::fs::write(path, text).map_err(TaskError::write(path))?;
            let statement = proof.statement();
            printer.say(&format!(
                "row {} of area {}, version {}",
                proof.number(),
                proof.area_code(),
                statement.version
            ));
        }
    }
    Ok(Exit::Done)
}
