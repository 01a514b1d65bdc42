//! `cutri review`: settles what no rule names.

use super::acting::{Acting, Opened, actor};
use super::undo::tell;
use super::{Exit, Printer};
use crate::changes::Event;
use crate::people::MatterId;
use crate::tasks::review::{Verdict, settle};
use clap::Args;

/// `review`.
#[derive(Debug, Args)]
#[command(
    after_help = "`cutri waiting --kind review` lists what waits, with both decisions side by side; `--kind late` what came too late, which \
                  --keep closes: it waits no more."
)]
pub(super) struct Review {
    /// What waits, as `cutri waiting` names it
    pub id: MatterId,
    /// Make the change, under this event (R1 to R21)
    #[arg(long, value_name = "EVENT", conflicts_with = "keep", required_unless_present = "keep")]
    pub accept: Option<String>,
    /// Keep the list as it is
    #[arg(long)]
    pub keep: bool,
    /// Why
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

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
