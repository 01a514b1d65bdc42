//! `cutri clock`.

use super::acting::{OfDatabase, Opened};
use super::parse::{commune, moment};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::clock::present;
use crate::law::{ClockRule, Limit, Standing};
use crate::people::CommuneCode;
use crate::render::Language;
use crate::tasks::timetable::{Clock as Told, Due, Duty, PlaceTerms, TermAt, clock};
use chrono::NaiveDateTime;
use clap::Args;

/// `clock`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri clock --db rolls/cutri.db\n  cutri clock --db rolls/cutri.db --commune 98103 --at \
                  2026-03-14T06:00\n\nExit code 1 tells that something is overdue."
)]
pub(super) struct Clock {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// The moment, local time, such as 2026-02-20T10:00  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// How the clock is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// Names of communes with one timetable that a heading tells.
const NAMED: usize = 4;

/// Duties of one kind that are told one by one; more are told by commune.
const FEW: usize = 8;

pub(super) async fn run(options: &Clock, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let communes = options.commune.iter().cloned().collect();
    let at = options.at.unwrap_or_else(present);
    let told = clock(&opened.database, &communes, at).await;
    opened.close(printer).await;
    let told = told?;
    match options.format {
        TableFormat::Json => printer.json(&told)?,
        TableFormat::Csv => printer.data(&csv(&told).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&page(&told))?,
    }
    let overdue = told.due.iter().any(|due| due.overdue);
    Ok(if overdue { Exit::Findings } else { Exit::Done })
}

/// The columns of that table.
const COLUMNS: &[&str] = &[
    "kind",
    "commune_code",
    "area_code",
    "rule",
    "article",
    "id",
    "from",
    "until",
    "standing",
    "age_days",
    "days_left",
];

/// Terms and duties in one table: a spreadsheet takes one.
fn csv(told: &Told) -> Table {
    let mut table = Table::new(COLUMNS);
    let moment = |at: Option<NaiveDateTime>| {
        at.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default()
    };
    let days = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
    for place in &told.places {
        for term in &place.terms {
            table.row([
                "term".to_owned(),
                place.commune_code.to_string(),
                place.area_code.as_ref().map(ToString::to_string).unwrap_or_default(),
                term.rule.id().to_owned(),
                term.article.to_owned(),
                String::new(),
                moment(term.from),
                term.until.to_string(),
                standing_key(term.standing).to_owned(),
                String::new(),
                String::new(),
            ]);
        }
    }
    for due in &told.due {
        table.row([
            due.duty.as_str().to_owned(),
            due.commune_code.clone(),
            String::new(),
            String::new(),
            String::new(),
            due.id.clone().unwrap_or_default(),
            moment(due.since),
            due.due_on.map(|day| day.to_string()).unwrap_or_default(),
            if due.overdue { "overdue" } else { "due" }.to_owned(),
            days(due.age_days),
            days(due.days_left),
        ]);
    }
    table
}

fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Ahead => "ahead",
        Standing::Running => "running",
        Standing::Over => "over",
    }
}

fn page(told: &Told) -> String {
    let mut text = format!(
        "{}, ngày {}\nTính đến {}\n",
        told.election,
        told.election_day.format("%d/%m/%Y"),
        told.at.format("%-H giờ %M ngày %d/%m/%Y")
    );
    for (places, terms) in groups(&told.places) {
        let posted_at = places.first().and_then(|place| place.posted_at);
        text +=
            &format!("\n{}\n{}", heading(&places), terms_table(terms, posted_at).text(TableFormat::Table));
    }
    text += &format!("\n{}", duties(&told.due));
    text
}

/// Places with the same timetable together, in the order of the first of each.
fn groups(places: &[PlaceTerms]) -> Vec<(Vec<&PlaceTerms>, &[TermAt])> {
    let mut groups: Vec<(Vec<&PlaceTerms>, &[TermAt])> = Vec::new();
    for place in places {
        let is_same = |first: &&PlaceTerms| {
            first.area_code.is_none() && place.area_code.is_none() && first.posted_at == place.posted_at
        };
        let group = groups
            .iter_mut()
            .find(|(group, terms)| *terms == place.terms.as_slice() && group.first().is_some_and(is_same));
        match group {
            Some((group, _)) => group.push(place),
            None => groups.push((vec![place], &place.terms)),
        }
    }
    groups
}

fn heading(places: &[&PlaceTerms]) -> String {
    let name = |place: &PlaceTerms| match place.area_number {
        Some(number) => format!("khu vực bỏ phiếu số {number:02}, {}", place.commune),
        None => place.commune.clone(),
    };
    let mut names: Vec<String> = places.iter().take(NAMED).map(|place| name(place)).collect();
    if places.len() > NAMED {
        let rest = u64::try_from(places.len() - NAMED).unwrap_or(u64::MAX);
        names.push(format!("và {} nơi khác", Language::Vietnamese.number(rest)));
    }
    let posted = match places.first().and_then(|place| place.posted_at) {
        Some(at) => format!("niêm yết {}", at.format("%-H giờ %M ngày %d/%m/%Y")),
        None => "chưa niêm yết".to_owned(),
    };
    let names = names.join(", ");
    let mut letters = names.chars();
    let names: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!("{names}: {posted}")
}

fn terms_table(terms: &[TermAt], posted_at: Option<NaiveDateTime>) -> Table {
    let mut table = Table::new(&["", "Việc", "Từ", "Đến hết", "Tình trạng", "Căn cứ"]);
    for term in terms {
        let from = match (term.rule, term.from) {
            (ClockRule::C1, None) => "–".to_owned(),
            (ClockRule::C7, Some(from)) => Limit::Moment(from).printed(),
            (_, Some(from)) => Limit::Day(from.date()).printed(),
            (_, None) => "khi niêm yết".to_owned(),
        };
        let standing = match (term.rule, posted_at) {
            (ClockRule::C1, Some(at)) if term.until.is_past(at) => "đã niêm yết, muộn",
            (ClockRule::C1, Some(_)) => "đã niêm yết",
            (_, _) => standing_words(term.standing),
        };
        table.row([
            term.rule.id().to_owned(),
            rule_words(term.rule).to_owned(),
            from,
            term.until.printed(),
            standing.to_owned(),
            basis_words(term.rule).to_owned(),
        ]);
    }
    table
}

fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Ahead => "chưa đến",
        Standing::Running => "đang trong hạn",
        Standing::Over => "đã hết hạn",
    }
}

fn rule_words(rule: ClockRule) -> &'static str {
    match rule {
        ClockRule::C1 => "Niêm yết danh sách cử tri",
        ClockRule::C2 => "Khiếu nại về danh sách",
        ClockRule::C3 => "Khởi kiện ra Tòa án nhân dân",
        ClockRule::C4 => "Bổ sung, chuyển, ghi tên lại",
        ClockRule::C5 => "Xóa tên người mất quyền bầu cử",
        ClockRule::C6 => "Giấy chứng nhận bỏ phiếu ở nơi khác",
        ClockRule::C7 => "Bỏ phiếu",
    }
}

fn basis_words(rule: ClockRule) -> &'static str {
    match rule {
        ClockRule::C1 => "Điều 32",
        ClockRule::C2 => "Điều 33",
        ClockRule::C3 => "Điều 116, 199, 202 Luật Tố tụng hành chính",
        ClockRule::C4 => "Điều 29, 30",
        ClockRule::C5 => "khoản 5 Điều 30",
        ClockRule::C6 => "Điều 34",
        ClockRule::C7 => "Điều 71, 72",
    }
}

fn duties(due: &[Due]) -> String {
    if due.is_empty() {
        return "Không có việc nào đến hạn hoặc chờ xử lý.\n".to_owned();
    }
    let mut table = Table::new(&["Việc phải làm", "Số", "Xã", "Từ ngày", "Đã chờ", "Thời hạn", "Còn lại"]);
    let dash = || "–".to_owned();
    for alike in alike(due) {
        let number = Language::Vietnamese.number(alike.len() as u64);
        let Some(first) = alike.first() else { continue };
        let (id, commune) = match (alike.len(), first.duty) {
            (1, _) => (first.id.clone().unwrap_or_else(dash), first.commune_code.clone()),
            (_, Duty::Posting) => (dash(), format!("{number} xã")),
            (_, _) => (format!("{number} việc"), first.commune_code.clone()),
        };
        let since = alike.iter().filter_map(|due| due.since).min();
        let age = alike.iter().filter_map(|due| due.age_days).max();
        table.row([
            duty_words(first.duty).to_owned(),
            id,
            if commune.is_empty() { dash() } else { commune },
            since.map_or_else(dash, |since| since.format("%d/%m/%Y").to_string()),
            age.map_or_else(dash, |days| format!("{days} ngày")),
            first.due_on.map_or_else(dash, |day| day.format("%d/%m/%Y").to_string()),
            first.days_left.map_or_else(dash, left_words),
        ]);
    }
    format!("{}Xem từng việc: cutri waiting\n", table.text(TableFormat::Table))
}

/// Duties of a kind, each for itself where they are few, else those of one commune and day together (and of drafts, those of
/// one day).
fn alike(due: &[Due]) -> Vec<Vec<&Due>> {
    let mut groups: Vec<Vec<&Due>> = Vec::new();
    for one in due {
        let is_many = due.iter().filter(|other| other.duty == one.duty).count() > FEW;
        let is_alike = |other: &Due| {
            let is_there = one.duty == Duty::Posting || other.commune_code == one.commune_code;
            is_many && other.duty == one.duty && other.due_on == one.due_on && is_there
        };
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| is_alike(first))) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

fn left_words(days: i64) -> String {
    match days {
        ..0 => format!("QUÁ HẠN {} ngày", days.unsigned_abs()),
        0 => "hôm nay".to_owned(),
        1.. => format!("{days} ngày"),
    }
}

fn duty_words(duty: Duty) -> &'static str {
    match duty {
        Duty::Posting => "Niêm yết danh sách",
        Duty::Complaint => "Giải quyết khiếu nại",
        Duty::Suit => "Chờ Tòa án phán quyết",
        Duty::Batch => "Phê duyệt đợt cập nhật",
        Duty::Review => "Xem xét, quyết định",
        Duty::Late => "Thay đổi đến sau thời hạn",
        Duty::Suspense => "Chuyển danh sách thiếu một nửa",
    }
}
