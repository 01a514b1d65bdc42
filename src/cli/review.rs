//! `cutri review`: settles what no rule names.

use super::acting::{Opened, actor};
use super::office::Review;
use super::undo::tell;
use super::{Exit, Printer};
use crate::changes::Event;
use crate::tasks::review::{Verdict, settle};

pub(super) async fn run(options: &Review, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let verdict = match &options.accept {
        None => Verdict::Keep,
        Some(id) => Verdict::Accept(
            Event::parse(id.trim()).ok_or_else(|| anyhow::anyhow!("--accept names an event, R1 to R21"))?,
        ),
    };
    let opened = Opened::to_write(&options.acting.database).await?;
    let done = settle(&opened.database, options.id.as_str(), verdict, &options.reason, &actor).await;
    opened.close(printer).await;
    tell(&done?, printer)
}
