//! `cutri delta`.

use super::parse::database;
use super::{Exit, Printer};
use crate::people::SnapshotId;
use crate::render::Language;
use crate::store::ViewsUrl;
use crate::tasks::TaskError;
use crate::tasks::delta::{DeltaOptions, DeltaWritten, delta};
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// `delta`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  cutri delta --from 'postgres://reader@host/population?schema=cutri_export' --since 4be0… \\\n      \
                  --db rolls/cutri.db --as-of 2026-02-20 --out delta\n  cutri update delta --db rolls/cutri.db\n\nWho changed is told by the \
                  view changes (personal_id, changed_at), else by persons.updated_at; every row of each of them is written. Who is in \
                  changes and not in persons any more is taken out. Where hamlets, areas, constituencies or other reference tables are not those of the \
                  snapshot, nothing is written, unless --with-units brings them. See docs/sources.md."
)]
pub(super) struct Delta {
    /// The population database, as postgres://USER@HOST/DATABASE?schema=NAME or sqlite:FILE
    #[arg(long, value_name = "URL")]
    pub from: String,
    /// The snapshot that the delta builds on
    #[arg(long, value_name = "SNAPSHOT")]
    pub since: SnapshotId,
    /// The database of the lists, which knows the snapshot's day and who stood in it
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: Option<String>,
    /// The day from which on changes count  [default: the snapshot's]
    #[arg(long, value_name = "DATE")]
    pub changed_from: Option<NaiveDate>,
    /// The day that the delta tells of
    #[arg(long, value_name = "DATE")]
    pub as_of: NaiveDate,
    /// Write reference tables that are other than the snapshot's too, each whole
    #[arg(long)]
    pub with_units: bool,
    /// The folder to write: new or empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The language of the words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
}

pub(super) async fn run(options: &Delta, printer: &Printer) -> anyhow::Result<Exit> {
    let how = DeltaOptions {
        from: ViewsUrl::parse(&options.from).map_err(TaskError::from)?,
        since: options.since.clone(),
        lists: options.db.as_deref().map(database).transpose()?,
        changed_from: options.changed_from,
        as_of: options.as_of,
        with_units: options.with_units,
        out: options.out.clone(),
    };
    let written = delta(&how).await?;
    printer.words(&summary(&written, &options.out.display().to_string(), options.lang))?;
    Ok(Exit::Done)
}

fn summary(written: &DeltaWritten, out: &str, language: Language) -> String {
    let number = |count| language.number(count);
    let (persons, gone, rows) = (number(written.persons), number(written.gone), number(written.rows));
    let day = language.date(written.changed_from);
    let units = units(written.units.as_deref(), language);
    match language {
        Language::Vietnamese => format!(
            "{out}: {persons} người thay đổi từ {day} ({gone} người không còn), {rows} dòng. {units}Cập nhật danh sách bằng cutri \
             update {out}\n"
        ),
        Language::English => format!(
            "{out}: {persons} persons changed since {day} ({gone} gone), {rows} rows. {units}Let the lists follow with cutri update \
             {out}\n"
        ),
    }
}

/// What is to be told of the reference tables.
fn units(written: Option<&[&'static str]>, language: Language) -> String {
    match (written, language) {
        (Some([]), _) => String::new(),
        (Some(tables), Language::Vietnamese) => format!("Kèm trọn các bảng: {}. ", tables.join(", ")),
        (Some(tables), Language::English) => format!("With the tables {} whole. ", tables.join(", ")),
        (None, Language::Vietnamese) => {
            "Chưa so được thôn, khu vực bỏ phiếu và đơn vị bầu cử với bản trích trước (cần --db). ".to_owned()
        }
        (None, Language::English) => {
            "Hamlets, areas and constituencies were not compared with the snapshot's (--db is needed). "
                .to_owned()
        }
    }
}
