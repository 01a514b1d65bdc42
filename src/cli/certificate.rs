//! `cutri certificate issue`.

use super::acting::{Opened, actor, changes_table};
use super::arguments::{CertificateCommand, personal_number};
use super::{Exit, Printer};
use crate::people::AreaCode;
use crate::tasks::certificate::issue;

pub(super) async fn run(command: &CertificateCommand, printer: &Printer) -> anyhow::Result<Exit> {
    let CertificateCommand::Issue(options) = command;
    let actor = actor(&options.acting)?;
    let what = (
        personal_number(&options.person)?,
        AreaCode::parse(options.to.trim())?,
        options.document_no.as_deref(),
    );
    let opened = Opened::to_write(&options.acting.database).await?;
    let issued = issue(&opened.database, &opened.name, what, &actor).await;
    opened.close().await?;
    let issued = issued?;
    printer.data(&changes_table(&issued.changes).text(super::table::TableFormat::Table))?;
    printer.say(&format!("certificate {}, version {}", issued.certificate.certificate_id, issued.version));
    Ok(Exit::Done)
}
