//! `cutri approve`.

use super::acting::{Opened, actor};
use super::listing::Approve;
use super::progress::Bars;
use super::update::tell;
use super::{Exit, Printer};
use crate::render::Language;
use crate::tasks::update::{UpdateOptions, approve};

pub(super) async fn run(options: &Approve, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let bars = Bars::new(Language::English);
    let how =
        UpdateOptions { at: actor.at, by: &actor.by, key: actor.key.as_ref(), dry_run: false, report: None };
    let updated = approve(&opened.database, &opened.name, options.batch.as_str(), how, &bars).await;
    opened.close(printer).await;
    tell(&updated?, (false, options.format), printer)
}
