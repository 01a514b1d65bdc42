//! `cutri approve`: a batch that a tripwire stopped, looked at, approved or refused.

use super::acting::{Acting, Opened, actor, place};
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::update::tell;
use super::waiting::tripped_words;
use super::{Exit, Printer, told};
use crate::clock::present;
use crate::people::MatterId;
use crate::render::Language;
use crate::tasks::update::{Shown, UpdateOptions, approve, refuse, show};
use clap::Args;

/// `approve`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri approve B-1a2b3c4d --show --db rolls/cutri.db\n  cutri approve B-1a2b3c4d --as Binh --db \
                  rolls/cutri.db\n  cutri approve B-1a2b3c4d --refuse 'sai nguồn' --as Binh --db rolls/cutri.db\n\nA delta that was \
                  refused is taken out of the database and may be sent again."
)]
pub(super) struct Approve {
    /// The batch, as `cutri update` named it
    pub batch: MatterId,
    /// Tell whom it would remove and what else it would do, and change nothing; this names people and is never posted
    #[arg(long)]
    pub show: bool,
    /// Refuse it instead, and say why
    #[arg(long, value_name = "REASON", conflicts_with = "show")]
    pub refuse: Option<String>,
    /// The number of the decision on voting areas, where it did not come with the delta
    #[arg(long, value_name = "NUMBER", conflicts_with = "refuse")]
    pub decision: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Approve, printer: &Printer) -> anyhow::Result<Exit> {
    match &options.refuse {
        _ if options.show => look(options, printer).await,
        Some(reason) => say_no(options, reason, printer).await,
        None => say_yes(options, printer).await,
    }
}

async fn say_yes(options: &Approve, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let bars = Bars::new(Language::English);
    let how = UpdateOptions { decision_no: options.decision.as_deref(), ..UpdateOptions::default() };
    let updated = approve(&opened.database, options.batch.as_str(), &actor, how, &bars).await;
    opened.close(printer).await;
    tell(&updated?, false, options.format, printer)
}

async fn say_no(options: &Approve, reason: &str, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let refused = refuse(&opened.database, options.batch.as_str(), reason, &actor).await;
    opened.close(printer).await;
    let batch = refused?;
    match options.format {
        TableFormat::Json => printer.json(&batch)?,
        TableFormat::Table | TableFormat::Csv => {}
    }
    printer.say(&format!(
        "đã từ chối đợt {id}, chưa danh sách nào thay đổi; bản thay đổi đã bỏ khỏi cơ sở dữ liệu, có thể gửi lại / batch {id} was \
         refused, no list was changed; its delta is out of the database and may be sent again",
        id = batch.batch_id
    ));
    Ok(Exit::Done)
}

async fn look(options: &Approve, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.acting.database).await?;
    let bars = Bars::new(Language::English);
    let at = options.acting.at.unwrap_or_else(present);
    let shown = show(&opened.database, options.batch.as_str(), at, &bars).await;
    opened.close(printer).await;
    let shown = shown?;
    match options.format {
        TableFormat::Json => printer.json(&shown)?,
        TableFormat::Table => printer.data(&told::shown(&shown.changes))?,
        TableFormat::Csv => printer.data(&table(&shown).text(TableFormat::Csv))?,
    }
    if !shown.waiting.is_empty() && options.format == TableFormat::Table {
        printer.data(&format!("\nSẽ chờ người giải quyết:\n{}", told::waiting(&shown.waiting)))?;
    }
    printer.say(&summary(&shown));
    Ok(Exit::Done)
}

/// One line a person, those who go first.
fn table(shown: &Shown) -> Table {
    let columns =
        &["kind", "rule", "full_name", "birth_date", "personal_id", "household", "address", "from", "to"];
    let mut table = Table::new(columns);
    for change in &shown.changes {
        table.row([
            change.kind.as_str().to_owned(),
            change.rule.id().to_owned(),
            change.full_name.to_string(),
            change.birth_date.printed(),
            change.personal_id.to_string(),
            change.household.as_deref().unwrap_or_default().to_owned(),
            change.address.as_deref().unwrap_or_default().to_owned(),
            place(change.from.as_ref()),
            place(change.to.as_ref()),
        ]);
    }
    table
}

fn summary(shown: &Shown) -> String {
    let number = |count| Language::Vietnamese.number(count);
    let batch = &shown.batch;
    let reasons: Vec<String> =
        batch.tripped.iter().map(|tripped| format!("  {}", tripped_words(tripped))).collect();
    format!(
        "đợt {} lúc {}, do {} yêu cầu, bị dừng vì:\n{}\nsẽ xét lại {} người: {} thay đổi, {} việc chờ giải quyết; chưa thay đổi \
         gì\nngười khác phê duyệt: cutri approve {} --as TÊN; hoặc từ chối: --refuse LÝ-DO",
        batch.batch_id,
        batch.since.format("%d/%m/%Y %H:%M"),
        batch.by,
        reasons.join("\n"),
        number(shown.persons),
        number(shown.changes.len() as u64),
        number(shown.waiting.len() as u64),
        batch.batch_id,
    )
}
