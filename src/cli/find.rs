//! `cutri find`.

use super::acting::{OfDatabase, Opened};
use super::parse::{birth_date, commune};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::people::{CommuneCode, PartialDate};
use crate::render::{Language, reason_of};
use crate::roll::Status;
use crate::tasks::search::{Found, Namesake, SHOWN_MAX, Stands, Wanted, search};
use clap::Args;

/// `find`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri find \"nguyen thi ly\" --born 1990 --db rolls/cutri.db\n  cutri find \"Thị Lý\" --commune 98103 \
                  --db rolls/cutri.db\n\nMarks count where they are typed. The whole name is sought; with --commune a part of it \
                  does too. Exit code 1 tells that nobody was found, or more than are shown."
)]
pub(super) struct Find {
    /// The name, with or without marks
    pub name: String,
    /// What is known of the birth date: a year, a month or a day
    #[arg(long, value_name = "DATE", value_parser = birth_date)]
    pub born: Option<PartialDate>,
    /// Look in this commune only; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    #[command(flatten)]
    pub database: OfDatabase,
    /// How those who are found are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Find, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let communes = options.commune.iter().cloned().collect();
    let wanted = Wanted { full_name: &options.name, birth_date: options.born, communes: &communes };
    let found = search(&opened.database, wanted).await;
    opened.close(printer).await;
    let found = found?;
    match options.format {
        TableFormat::Json => printer.json(&found)?,
        TableFormat::Csv => printer.data(&csv(&found).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&page(&found))?,
    }
    Ok(if found.persons.is_empty() || found.more { Exit::Findings } else { Exit::Done })
}

/// Those of a name as an official reads of them; without their whole numbers.
pub(super) fn page(found: &Found) -> String {
    if found.persons.is_empty() {
        return match found.more {
            true => TOO_MANY.to_owned(),
            false => NOBODY.to_owned(),
        };
    }
    let mut table = Table::new(&["Số định danh", "Họ và tên", "Sinh", "Xã, phường", "Danh sách cử tri"]);
    for person in &found.persons {
        table.row([
            person.personal_id.masked(),
            person.full_name.clone(),
            person.birth_date.printed(),
            person.commune.clone().unwrap_or_else(|| "–".to_owned()),
            stands(person),
        ]);
    }
    let mut text = table.text(TableFormat::Table);
    if found.more {
        text += &format!(
            "Chỉ hiện {} người đầu; thêm --born (ngày, tháng hoặc năm sinh) hoặc --commune để tìm hẹp hơn.\n",
            found.persons.len().min(SHOWN_MAX)
        );
    }
    text
}

const NOBODY: &str = "Không có ai mang tên này trong cơ sở dữ liệu. Hãy kiểm tra chính tả, hoặc gõ không dấu; chỉ nhớ một phần của \
                      tên thì thêm --commune để tìm trong một xã.\n";
const TOO_MANY: &str =
    "Quá nhiều người trùng tên này; thêm --born (ngày, tháng hoặc năm sinh) hoặc --commune để tìm hẹp hơn.\n";

/// Where a person stands, in a phrase.
fn stands(person: &Namesake) -> String {
    match &person.stands {
        Stands::Listed { area, number, status, .. } => {
            let row = format!("{area}, số thứ tự {number}");
            match status {
                Status::Listed => row,
                Status::Marked => format!("{row} (bỏ phiếu ở nơi khác)"),
                Status::Struck => format!("{row} (đã xóa tên)"),
            }
        }
        Stands::Unlisted { reason } => match reason {
            Some(reason) => format!("Không có tên: {}", reason_of(*reason, Language::Vietnamese)),
            None => "Không có tên".to_owned(),
        },
        Stands::Nowhere => "Xã, phường này chưa lập danh sách".to_owned(),
        Stands::TakenOut { on } => {
            format!("Đã đưa ra khỏi cơ sở dữ liệu (số liệu đến ngày {})", Language::Vietnamese.date(*on))
        }
    }
}

fn csv(found: &Found) -> Table {
    let mut table = Table::new(&[
        "personal_id",
        "full_name",
        "birth_date",
        "commune_code",
        "stands",
        "area_code",
        "number",
    ]);
    for person in &found.persons {
        let (word, area, number) = match &person.stands {
            Stands::Listed { area_code, number, status, .. } => {
                (word_of(*status), area_code.clone(), number.to_string())
            }
            Stands::Unlisted { .. } => ("unlisted", String::new(), String::new()),
            Stands::Nowhere => ("nowhere", String::new(), String::new()),
            Stands::TakenOut { .. } => ("taken_out", String::new(), String::new()),
        };
        table.row([
            person.personal_id.to_string(),
            person.full_name.clone(),
            person.birth_date.to_string(),
            person.commune_code.as_ref().map(ToString::to_string).unwrap_or_default(),
            word.to_owned(),
            area,
            number,
        ]);
    }
    table
}

fn word_of(status: Status) -> &'static str {
    match status {
        Status::Listed => "listed",
        Status::Marked => "marked",
        Status::Struck => "struck",
    }
}
