//! `cutri books`.

use super::acting::{OfDatabase, Opened};
use super::parse::{area, commune, constituency};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::changes::Account;
use crate::people::{AreaCode, CommuneCode, ConstituencyCode};
use crate::render::Language;
use crate::tasks::books::{BooksRow, PlaceLevel, Scope, Told, books};
use clap::Args;

/// `books`.
#[derive(Debug, Args)]
#[command(
    after_help = "posted + added + transferred in − removed − transferred out = current, of everything asked for: books that do not \
                  balance are an error.\n\nThese are official figures: they count the voters of armed units and are never posted."
)]
pub(super) struct Books {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this area
    #[arg(long, value_name = "CODE", value_parser = area, conflicts_with = "commune")]
    pub area: Option<AreaCode>,
    /// Only this constituency, of any level, and its communes or areas
    #[arg(long, value_name = "CODE", value_parser = constituency, conflicts_with_all = ["commune", "area"])]
    pub constituency: Option<ConstituencyCode>,
    /// Only this commune and its areas
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
    /// How the books are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Books, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let scope = match (&options.area, &options.commune, &options.constituency) {
        (Some(area), ..) => Scope::Area(area.clone()),
        (None, Some(commune), _) => Scope::Commune(commune.clone()),
        (None, None, Some(constituency)) => Scope::Constituency(constituency.clone()),
        (None, None, None) => Scope::Nation,
    };
    let told = books(&opened.database, &scope).await;
    opened.close(printer).await;
    let told = told?;
    match options.format {
        TableFormat::Json => printer.json(&told)?,
        TableFormat::Csv => printer.data(&csv(&told).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&page(&told))?,
    }
    Ok(Exit::Done)
}

fn columns(account: &Account) -> [u64; 6] {
    let Account { posted, added, transferred_in, removed, transferred_out, current } = *account;
    [posted, added, transferred_in, removed, transferred_out, current]
}

fn csv(told: &Told) -> Table {
    let mut table = Table::new(&[
        "level",
        "code",
        "name",
        "account",
        "posted",
        "added",
        "transferred_in",
        "removed",
        "transferred_out",
        "current",
    ]);
    for line in &told.lines {
        for (account, books) in line.books.accounts() {
            let place = [line.level.as_str(), &line.code, &line.name, account].map(str::to_owned);
            table.row(place.into_iter().chain(columns(&books).map(|count| count.to_string())));
        }
    }
    table
}

fn page(told: &Told) -> String {
    let mut table = Table::new(&[
        "Nơi",
        "",
        "Niêm yết",
        "+ Bổ sung",
        "+ Chuyển đến",
        "− Xóa tên",
        "− Chuyển đi",
        "= Hiện nay",
    ]);
    let accounts = ["Cử tri", "  Đại biểu Quốc hội", "  HĐND cấp tỉnh", "  HĐND cấp xã"];
    let whole = told.lines.first().map_or(PlaceLevel::Nation, |line| line.level);
    for line in &told.lines {
        for (at, ((_, books), account)) in line.books.accounts().into_iter().zip(accounts).enumerate() {
            let place = if at == 0 { place(line, whole) } else { String::new() };
            let counts = columns(&books).map(|count| Language::Vietnamese.number(count));
            table.row([place, account.to_owned()].into_iter().chain(counts));
        }
    }
    format!(
        "Sổ cân đối cử tri, phiên bản {}. Số liệu chính thức, gồm cả lực lượng vũ trang: không niêm yết.\n\n{}",
        told.version,
        table.text(TableFormat::Table)
    )
}

/// Parts stand to the right of their whole.
fn place(line: &BooksRow, whole: PlaceLevel) -> String {
    let above = [PlaceLevel::Nation, PlaceLevel::Constituency, PlaceLevel::Province, PlaceLevel::Commune];
    let depth = |level: PlaceLevel| above.iter().filter(|one| **one < level).count();
    let indent = "  ".repeat(depth(line.level) - depth(whole).min(depth(line.level)));
    match line.level {
        PlaceLevel::Nation => "Tổng cộng".to_owned(),
        PlaceLevel::Constituency | PlaceLevel::Province | PlaceLevel::Commune | PlaceLevel::Area => {
            format!("{indent}{}  {}", line.code, line.name)
        }
    }
}
