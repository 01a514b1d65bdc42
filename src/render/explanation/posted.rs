//! What posted lists say of a person, and what happened to the person's rows, in words.

use super::super::language::Language;
use super::super::words::Words;
use super::{area_words, ballot_words, choose, push_section};
use crate::changes::{Change, Kind, Place};
use crate::people::AreaCode;
use crate::roll::Status;
use crate::territory::{Levels, Territory};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

/// The register of places that an official decided.
const HOLD: &str = "hold";

/// A row of a person on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedRow {
    pub area_code: AreaCode,
    pub number: u32,
    pub status: Status,
    pub ballots: Levels,
    /// Whether the list is posted; else it is a draft.
    pub posted: bool,
    /// The version of the last change of the row; `None` if it stands as it was posted.
    pub version: Option<u32>,
}

/// Something that waits about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waits {
    /// The register, such as `late`.
    pub kind: &'static str,
    pub id: String,
}

/// What the lists say of a person, and since when.
#[derive(Debug, Clone, Copy)]
pub struct OnLists<'a> {
    /// The snapshot that the facts are told as of: its day and its id.
    pub as_of: (NaiveDate, &'a str),
    pub rows: &'a [ListedRow],
    /// Each change once, with its version.
    pub changes: &'a [(u32, &'a Change)],
    pub waits: &'a [Waits],
    /// Whether posted lists say other than the facts give now.
    pub differs: bool,
    pub territory: &'a Territory,
}

impl OnLists<'_> {
    /// What goes before the explanation: the day of the facts, and whether the lists say other.
    pub fn before(&self, language: Language) -> String {
        let (day, id) = self.as_of;
        let id = id.get(..12).unwrap_or(id);
        let day = self::day(day, language);
        let mut text = choose(
            language,
            format!("Theo dữ liệu {day} (bản {id}).\n"),
            format!("By the data of {day} (snapshot {id}).\n"),
        );
        if self.differs {
            text.push('\n');
            text.push_str(&self.difference(language));
            return text;
        }
        text.push('\n');
        text
    }

    fn difference(&self, language: Language) -> String {
        let standing = self.rows.iter().find(|row| row.posted && row.status == Status::Listed);
        let said = match standing {
            Some(row) => self.row(row, language),
            None => choose(language, "không có tên", "no row stands").to_owned(),
        };
        let words = |is_held: bool| -> Vec<String> {
            let of_it = self.waits.iter().filter(|waits| (waits.kind == HOLD) == is_held);
            of_it.map(|waits| waits_words(waits, language)).collect()
        };
        let mut why = words(true);
        why.extend(
            words(false)
                .into_iter()
                .map(|waits| choose(language, format!("chờ xử lý {waits}"), format!("{waits} waits"))),
        );
        if why.is_empty() {
            let unknown = choose(
                language,
                "không có việc nào chờ xử lý, hãy kiểm tra lại cơ sở dữ liệu",
                "nothing waits; let the database be verified",
            );
            why.push(unknown.to_owned());
        }
        let why = why.join("; ");
        choose(
            language,
            format!(
                "Danh sách đã niêm yết khác với kết quả dưới đây: {said}; {why}.\n\n\
                 Kết quả theo dữ liệu, chưa phải theo danh sách:\n"
            ),
            format!(
                "The posted lists say other than what follows: {said}; {why}.\n\n\
                 By the data, not by the lists:\n"
            ),
        )
    }

    /// What goes after the explanation: the rows, and the changes.
    pub fn after(&self, language: Language) -> String {
        let mut text = String::new();
        let (posted, drafts): (Vec<&ListedRow>, Vec<&ListedRow>) =
            self.rows.iter().partition(|row| row.posted);
        let lines = |rows: Vec<&ListedRow>| rows.into_iter().map(|row| self.row(row, language)).collect();
        push_section(
            &mut text,
            choose(language, "Trên danh sách đã niêm yết, hiện nay:", "On the posted lists, at present:"),
            lines(posted),
        );
        push_section(
            &mut text,
            choose(language, "Trên danh sách dự thảo:", "On draft lists:"),
            lines(drafts),
        );
        let changes = self.changes.iter().map(|(_, change)| self.change(change, language)).collect();
        push_section(
            &mut text,
            choose(language, "Thay đổi sau khi niêm yết:", "Changes after posting:"),
            changes,
        );
        if !self.differs {
            let waits = self.waits.iter().map(|waits| waits_words(waits, language)).collect();
            push_section(
                &mut text,
                choose(language, "Chờ xử lý, còn hiệu lực:", "Waiting, or in force:"),
                waits,
            );
        }
        text
    }

    fn row(&self, row: &ListedRow, language: Language) -> String {
        let place = area_words(self.territory, &row.area_code, language);
        let status = match row.status {
            Status::Listed => {
                let ballots = ballot_words(row.ballots, language);
                choose(
                    language,
                    format!("có tên, được bầu {ballots}"),
                    format!("stands, votes for {ballots}"),
                )
            }
            Status::Struck => choose(language, "đã xóa tên", "struck through").to_owned(),
            Status::Marked => choose(language, "bỏ phiếu ở nơi khác", "votes elsewhere").to_owned(),
        };
        let version = match (row.posted, row.version) {
            (false, _) => String::new(),
            (true, Some(version)) => choose(
                language,
                format!("; thay đổi lần cuối ở phiên bản {version}"),
                format!("; last changed in version {version}"),
            ),
            (true, None) => choose(language, "; như khi niêm yết", "; as it was posted").to_owned(),
        };
        let number = row.number;
        choose(
            language,
            format!("{place}, số thứ tự {number}: {status}{version}"),
            format!("{place}, row {number}: {status}{version}"),
        )
    }

    fn change(&self, change: &Change, language: Language) -> String {
        let articles = Words(language).citations(change.articles.iter().map(AsRef::as_ref));
        let kind = kind_words(change.kind, language);
        let side = |place: &Place| {
            let area = area_words(self.territory, &place.area_code, language);
            format!("{area}, {} {}", choose(language, "số", "row"), place.number)
        };
        let places = match (&change.from, &change.to) {
            (Some(from), Some(to)) if from.area_code != to.area_code => choose(
                language,
                format!("; từ {} đến {}", side(from), side(to)),
                format!("; from {} to {}", side(from), side(to)),
            ),
            (Some(place), _) | (None, Some(place)) => {
                choose(language, format!("; tại {}", side(place)), format!("; at {}", side(place)))
            }
            (None, None) => String::new(),
        };
        let (id, rule, at) = (&change.change_id, change.rule, moment(change.at, language));
        format!("{id}  {at}: {kind} – {rule}, {} ({articles}){places}", change.reason)
    }
}

fn day(day: NaiveDate, language: Language) -> String {
    choose(language, day.format("ngày %d/%m/%Y"), day.format("%Y-%m-%d")).to_string()
}

fn moment(at: NaiveDateTime, language: Language) -> String {
    choose(language, at.format("%-H giờ %M ngày %d/%m/%Y"), at.format("%Y-%m-%d %H:%M")).to_string()
}

fn kind_words(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Add => choose(language, "bổ sung", "added"),
        Kind::Remove => choose(language, "xóa tên", "removed"),
        Kind::Correct => choose(language, "đính chính", "corrected"),
        Kind::Mark => choose(language, "ghi chú bỏ phiếu ở nơi khác", "marked"),
        Kind::Transfer => choose(language, "chuyển danh sách", "transferred"),
    }
}

fn waits_words(waits: &Waits, language: Language) -> String {
    let kind = match waits.kind {
        "late" => choose(language, "thay đổi quá hạn", "a change that came too late"),
        "review" => choose(language, "việc cần xem xét", "a review"),
        "suspense" => choose(language, "một nửa của việc chuyển danh sách", "half of a transfer"),
        "notice" => choose(language, "thông báo chuyển danh sách", "a notice of a transfer"),
        HOLD => choose(
            language,
            "nơi ghi tên theo quyết định của cán bộ hoặc bản án",
            "a place decided by an official or a court",
        ),
        "complaint" => choose(language, "khiếu nại", "a complaint"),
        "certificate" => {
            choose(language, "giấy chứng nhận bỏ phiếu ở nơi khác", "a certificate to vote elsewhere")
        }
        other => other,
    };
    format!("{kind} {}", waits.id)
}
