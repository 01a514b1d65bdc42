//! `cutri waiting`.

use super::acting::{OfDatabase, Opened, place};
use super::parse::{commune, moment};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::changes::{ComplaintSubject, Counterpart, Event, LocalGroup, Place, Postponed, Tripped};
use crate::clock::present;
use crate::lists::NoticeSays;
use crate::people::{Beyond, CommuneCode};
use crate::render::Language;
use crate::tasks::waiting::{Held, Item, Register, Wanted, waiting};
use chrono::NaiveDateTime;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// `waiting`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri waiting --db rolls/cutri.db\n  cutri waiting --db rolls/cutri.db --kind suspense --commune 98103 \
                  --format csv\n\nThese are official registers: they name persons and events and are never posted."
)]
pub(super) struct Waiting {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this register
    #[arg(long)]
    pub kind: Option<Register>,
    /// What was settled too
    #[arg(long)]
    pub all: bool,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// The moment that ages are counted to, local time  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// How the registers are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

impl ValueEnum for Register {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

pub(super) async fn run(options: &Waiting, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let wanted = Wanted {
        register: options.kind,
        settled: options.all,
        communes: options.commune.iter().cloned().collect(),
    };
    let at = options.at.unwrap_or_else(present);
    let items = waiting(&opened.database, &wanted, at).await;
    opened.close(printer).await;
    let items = items?;
    match options.format {
        TableFormat::Json => printer.json(&items)?,
        TableFormat::Csv => printer.data(&csv(&items).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&page(&items))?,
    }
    Ok(Exit::Done)
}

fn csv(items: &[Item]) -> Table {
    let mut table = Table::new(&[
        "id",
        "kind",
        "state",
        "commune_code",
        "personal_id",
        "why",
        "rule",
        "from",
        "to",
        "since",
        "age_days",
    ]);
    for item in items {
        let (from, to) = item.sides();
        table.row([
            item.id.clone(),
            item.register.as_str().to_owned(),
            item.state.to_string(),
            item.commune_code.clone(),
            item.personal_id.map(|number| number.to_string()).unwrap_or_default(),
            item.why().to_owned(),
            item.event().map_or("", Event::id).to_owned(),
            place(from),
            place(to),
            item.since.map(|since| since.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default(),
            item.age_days.map(|days| days.to_string()).unwrap_or_default(),
        ]);
    }
    table
}

fn page(items: &[Item]) -> String {
    if items.is_empty() {
        return "Không có việc nào chờ xử lý.\n".to_owned();
    }
    let mut text = String::new();
    for register in Register::ALL {
        let of_it: Vec<&Item> = items.iter().filter(|item| item.register == register).collect();
        if of_it.is_empty() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        text += &format!("{gap}{} ({})\n", register_words(register), of_it.len());
        text += &table(&of_it).text(TableFormat::Table);
    }
    text
}

fn table(items: &[&Item]) -> Table {
    let mut table = Table::new(&[
        "Số",
        "Xã",
        "Số định danh",
        "Sự kiện",
        "Đang ở",
        "Theo dữ liệu",
        "Từ ngày",
        "Số ngày",
        "Tình trạng",
        "Lý do",
    ]);
    let dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    for item in items {
        let (from, to) = item.sides();
        let id = match &item.held {
            // The id of a place that is held is the person's number, which stands beside it.
            Held::Hold(hold) => &hold.by,
            _ => &item.id,
        };
        table.row([
            id.clone(),
            dash(item.commune_code.clone()),
            dash(item.personal_id.map(|number| number.to_string()).unwrap_or_default()),
            item.event().map_or("–", Event::id).to_owned(),
            dash(side(from)),
            dash(side(to)),
            item.since.map_or_else(|| "–".to_owned(), |since| since.format("%d/%m/%Y").to_string()),
            item.age_days.map_or_else(|| "–".to_owned(), |days| days.to_string()),
            state_words(item).to_owned(),
            why_words(item),
        ]);
    }
    table
}

fn side(place: Option<&Place>) -> String {
    // A row that is not written yet has no number.
    place.map_or_else(String::new, |place| match place.number {
        0 => place.area_code.to_string(),
        number => format!("{} số {number}", place.area_code),
    })
}

fn register_words(register: Register) -> &'static str {
    match register {
        Register::Complaint => "Khiếu nại về danh sách cử tri",
        Register::Batch => "Đợt cập nhật chờ người thứ hai phê duyệt",
        Register::Late => "Thay đổi đến sau thời hạn",
        Register::Review => "Cần người có thẩm quyền xem xét",
        Register::Suspense => "Chuyển danh sách còn thiếu một nửa",
        Register::Notice => "Thông báo chuyển danh sách từ nơi khác",
        Register::Certificate => "Giấy chứng nhận bỏ phiếu ở nơi khác",
        Register::Hold => "Nơi ghi tên theo quyết định của cán bộ hoặc bản án",
    }
}

fn state_words(item: &Item) -> &str {
    match (item.state.as_str(), item.register) {
        ("open", Register::Certificate | Register::Hold) => "có hiệu lực",
        ("open", _) => "đang chờ",
        ("superseded", _) => "đã thay thế",
        ("approved", _) => "đã phê duyệt",
        ("refused", _) => "đã từ chối",
        ("settled", _) => "đã giải quyết",
        ("sued", _) => "đã khởi kiện",
        ("judged", _) => "Tòa án đã phán quyết",
        ("withdrawn", _) => "đã rút",
        ("received", _) => "đã nhận",
        ("released", _) => "đã giải phóng",
        (other, _) => other,
    }
}

fn why_words(item: &Item) -> String {
    match &item.held {
        Held::Waiting(waiting) => {
            let until = item.until.map(|until| format!("; chậm nhất {} (C4)", until.printed()));
            postponed_words(&waiting.why) + &until.unwrap_or_default()
        }
        Held::Batch(batch) => {
            let reasons: Vec<String> = batch.tripped.iter().map(tripped_words).collect();
            let ended = batch.ended.as_ref().map(|ended| format!("; {}: {}", ended.by, ended.why));
            format!("{} yêu cầu; {}{}", batch.by, reasons.join("; "), ended.unwrap_or_default())
        }
        Held::Complaint(complaint) => {
            let subject = match complaint.subject {
                ComplaintSubject::Missing => "thiếu tên",
                ComplaintSubject::Wrongly => "ghi tên không đúng",
                ComplaintSubject::Mistake => "sai thông tin",
            };
            let due = complaint.due_on.format("%d/%m/%Y");
            format!("{subject}, khu vực {}, giải quyết chậm nhất ngày {due}", complaint.area_code)
        }
        Held::Certificate(certificate) => {
            let to = match (&certificate.area_code, &certificate.commune_code) {
                (Some(area), _) => format!("khu vực {area}"),
                (None, Some(commune)) => format!("xã {commune}"),
                (None, None) => String::new(),
            };
            let number = &certificate.document_no;
            match &certificate.beyond {
                None => format!("số {number}, bỏ phiếu ở {to}"),
                Some(Beyond::To(place)) => format!("số {number}, bỏ phiếu ở {place}"),
                Some(Beyond::From { office, issued_on }) => format!(
                    "số {number} của {office} ngày {}, bỏ phiếu ở {to}",
                    Language::Vietnamese.date(*issued_on)
                ),
            }
        }
        Held::Hold(hold) => hold.reason.clone(),
        Held::Notice(notice) => match notice.says {
            NoticeSays::GivenUp => "nơi khác báo đã xóa tên, người này chưa đến".to_owned(),
            NoticeSays::Received => "nơi khác báo đã ghi tên".to_owned(),
        },
    }
}

/// Why a change waits, in words.
pub(super) fn postponed_words(why: &Postponed) -> String {
    match why {
        Postponed::Late(late) => {
            let early = if late.after_area_cutoff {
                " (khu vực này mở cửa bỏ phiếu sớm hơn)"
            } else {
                ""
            };
            let until = late.until.printed();
            format!("quá hạn {} đối với khu vực {}: {until}{early}", late.rule, late.area_code)
        }
        Postponed::Unnamed => "luật không nêu trường hợp này".to_owned(),
        Postponed::Unread => "dòng dữ liệu của người này bị loại, giữ thông tin cũ".to_owned(),
        Postponed::ByHand => "nơi ghi tên đã được quyết định".to_owned(),
        Postponed::Incoming(from) => format!("đến từ {}, ngoài cơ sở dữ liệu này", office(from)),
        Postponed::Outgoing(to) => format!("đi đến {}, ngoài cơ sở dữ liệu này", office(to)),
    }
}

pub(super) fn tripped_words(tripped: &Tripped) -> String {
    match tripped {
        Tripped::Area { area_code, voters, removals, percent } => {
            format!("khu vực {area_code} sẽ mất {removals} trên {voters} cử tri, quá {percent} %")
        }
        Tripped::Batch { removals, limit } => format!("xóa tên {removals} người trong một đợt, quá {limit}"),
        Tripped::Undecided { rows } => {
            format!("{rows} người thay đổi do điều chỉnh khu vực bỏ phiếu, chưa có số quyết định")
        }
        Tripped::Unread { rows } => format!("{rows} dòng không dùng được, không rõ của ai"),
        Tripped::All { area_code, group, removals } => {
            let group = match group {
                LocalGroup::Household => "hộ",
                LocalGroup::Hamlet => "thôn, tổ dân phố",
            };
            format!("khu vực {area_code} sẽ mất cả một {group} gồm {removals} cử tri")
        }
    }
}

fn office(counterpart: &Counterpart) -> String {
    match counterpart {
        Counterpart { commune_code: Some(code), .. } => format!("xã {code}"),
        Counterpart { facility_code: Some(code), .. } => format!("cơ sở {code}"),
        Counterpart { commune_code: None, facility_code: None } => "nơi chưa rõ".to_owned(),
    }
}
