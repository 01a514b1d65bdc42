//! `cutri transfer`: notices between offices.

use super::acting::{Opened, actor};
use super::office::TransferCommand;
use super::undo::tell;
use super::visible;
use super::{Exit, Printer};
use crate::tasks::{TaskError, key, transfer};

pub(super) async fn run(command: &TransferCommand, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        TransferCommand::Export(options) => {
            let signing = options.key.as_deref().map(key::signing_key).transpose();
            let signing = signing.map_err(TaskError::from)?;
            let opened = Opened::to_read(&options.database).await?;
            let written = transfer::export(&opened.database, &options.out, signing.as_ref()).await;
            opened.close(printer).await;
            let written = written?;
            for path in &written.files {
                printer.words(&format!("{}\n", path.display()))?;
            }
            for id in &written.skipped {
                printer.say(&format!(
                    "{}: bỏ qua, mã này không đặt tên tệp được / left out, this id names no file; ask the other office \
                     for its notice again",
                    visible::value(id)
                ));
            }
            Ok(if written.skipped.is_empty() { Exit::Done } else { Exit::Findings })
        }
        TransferCommand::Import(options) => {
            let actor = actor(&options.acting)?;
            let trusted = options.word.trust.as_deref().map(key::public_key).transpose();
            let trusted = trusted.map_err(TaskError::from)?;
            let opened = Opened::to_write(&options.acting.database).await?;
            let imported =
                transfer::import(&opened.database, &options.notice, trusted.as_ref(), &actor).await;
            opened.close(printer).await;
            let imported = imported?;
            printer.say(&format!("{}: {}", imported.pair_id, serde_json::to_string(&imported.matched)?));
            tell(&imported.done, printer)
        }
        TransferCommand::Release(options) => {
            let actor = actor(&options.acting)?;
            let opened = Opened::to_write(&options.acting.database).await?;
            let done =
                transfer::release(&opened.database, options.id.as_str(), &options.reason, &actor).await;
            opened.close(printer).await;
            tell(&done?, printer)
        }
    }
}
