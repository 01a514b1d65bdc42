//! `cutri undo`.

use super::acting::{Acting, Opened, actor};
use super::{Exit, Printer, told};
use crate::people::ChangeId;
use crate::tasks::undo::{Done, Undo, undo};
use clap::Args;

/// `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri undo 3-12 --reason 'nhầm người' --db rolls/cutri.db\n  cutri undo --removals 3 --reason 'sai \
                  nguồn' --db rolls/cutri.db\n\nNothing is rewritten: a new version strikes what was added and reinstates what was \
                  struck, under its number."
)]
pub(super) struct UndoChange {
    /// The change, as `cutri changes` names it
    #[arg(required_unless_present = "removals")]
    pub change: Option<ChangeId>,
    /// All removals of this version instead
    #[arg(long, value_name = "VERSION", conflicts_with = "change")]
    pub removals: Option<u32>,
    /// Why
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

pub(super) async fn run(options: &UndoChange, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let what = match (&options.change, options.removals) {
        (Some(id), _) => Undo::Change(id.as_str()),
        (None, Some(version)) => Undo::Removals(version),
        (None, None) => anyhow::bail!("name a change, or a version with --removals"),
    };
    let done = undo(&opened.database, what, &options.reason, &actor).await;
    opened.close(printer).await;
    tell(&done?, printer)
}

/// What is told where nothing was left to do.
pub(super) const DONE_BEFORE: &str =
    "đã thực hiện từ trước, không có gì thay đổi / done before, nothing was changed";

/// Tells what a command changed.
pub(super) fn tell(done: &Done, printer: &Printer) -> anyhow::Result<Exit> {
    if !done.changes.is_empty() {
        printer.data(&told::changes(&done.changes))?;
    }
    printer.say(&match done.version {
        Some(version) => format!("phiên bản {version} / version {version}"),
        None if done.known => DONE_BEFORE.to_owned(),
        None => "không danh sách nào thay đổi / no list changed".to_owned(),
    });
    Ok(Exit::Done)
}
