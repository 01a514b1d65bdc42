//! Changes, waiting halves and complaints told to a person: with names, in words, in eighty columns.

use super::waiting::postponed_words;
use super::{fold, visible};
use crate::changes::{Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Event, Kind, Place};
use crate::render::Language;
use crate::tasks::update::{ChangedRow, ShownChange, Waiting};
use std::collections::BTreeMap;

/// The width of a terminal that nobody made wider.
const WIDTH: usize = 80;
/// How far the lines under the first are moved in.
const INDENT: &str = "    ";

/// The changes, some lines each: what and when, who and where, and why.
pub(super) fn changes<'c>(rows: impl IntoIterator<Item = &'c ChangedRow>) -> String {
    let mut text = String::new();
    let mut last = "";
    for row in rows {
        let change = &row.change;
        if change.change_id == last {
            continue;
        }
        last = &change.change_id;
        let at = change.at.format("%d/%m/%Y %H:%M");
        let head =
            format!("{}  {at}  {} ({}), {}", change.change_id, kind(change.kind), change.rule, change.by);
        let person = format!(
            "{} {}{}",
            row.edit.after.full_name,
            change.personal_id,
            sides(change.from.as_ref(), change.to.as_ref())
        );
        text += &block([head, person, change.reason.clone()]);
    }
    text
}

/// How many changes there are of each kind and event, in words, and the sum.
pub(super) fn counts<'c>(rows: impl IntoIterator<Item = &'c ChangedRow>) -> String {
    let mut counts: BTreeMap<(Kind, Event), u64> = BTreeMap::new();
    let mut last = "";
    for row in rows {
        if row.change.change_id != last {
            *counts.entry((row.change.kind, row.change.rule)).or_default() += 1;
        }
        last = &row.change.change_id;
    }
    let mut text = String::new();
    for ((of, event), count) in counts {
        let count = Language::Vietnamese.number(count);
        let why = format!("{event}: {}", event.reason(of));
        text += &block([format!("{count:>6}  {:<18}  {why}", kind(of))]);
    }
    text
}

/// What waits, some lines each.
pub(super) fn waiting<'w>(items: impl IntoIterator<Item = &'w Waiting>) -> String {
    let block_of = |item: &Waiting| {
        let event = item.event.map_or("chưa rõ sự kiện".to_owned(), |event| {
            format!("{} ({event})", event.reason(item.kind))
        });
        block([
            format!("{}  {}  {event}", item.waiting_id, item.since.format("%d/%m/%Y %H:%M")),
            format!("{}{}", item.personal_id, sides(item.from.as_ref(), item.to.as_ref())),
            postponed_words(&item.why),
        ])
    };
    items.into_iter().map(block_of).collect()
}

/// What a batch would do, some lines a person: what, who and where.
pub(super) fn shown<'s>(changes: impl IntoIterator<Item = &'s ShownChange>) -> String {
    let block_of = |change: &ShownChange| {
        let home = |what: &str, value: &Option<Box<str>>| value.as_ref().map(|it| format!("{what} {it}"));
        let mut lines = vec![
            format!("{}, sinh {}, {}", change.full_name, change.birth_date.printed(), change.personal_id),
            format!(
                "{} ({}){}",
                kind(change.kind),
                change.rule,
                sides(change.from.as_ref(), change.to.as_ref())
            ),
        ];
        let at: Vec<String> =
            [home("hộ", &change.household), home("ở", &change.address)].into_iter().flatten().collect();
        lines.extend((!at.is_empty()).then(|| at.join(", ")));
        block(lines)
    };
    changes.into_iter().map(block_of).collect()
}

/// Complaints, some lines each.
pub(super) fn complaints<'c>(complaints: impl IntoIterator<Item = &'c Complaint>) -> String {
    let block_of = |complaint: &Complaint| {
        let day = |day| Language::Vietnamese.date(day);
        let mut lines = vec![
            format!(
                "{}  nhận {}, hạn {}  {}",
                complaint.complaint_id,
                day(complaint.opened_at.date()),
                day(complaint.due_on),
                state(complaint.state)
            ),
            format!(
                "{}: {}, khu vực {}, người được nêu {}",
                complaint.complainant,
                subject(complaint.subject),
                complaint.area_code,
                complaint.whom()
            ),
        ];
        lines.extend(complaint.row.map(|number| format!("về số thứ tự {number} trong danh sách")));
        lines.extend(
            complaint.withdrawal.as_ref().map(|withdrawal| {
                format!("đã rút ngày {}: {}", day(withdrawal.at.date()), withdrawal.reason)
            }),
        );
        lines.extend(complaint.settlement().map(|own| format!("{}: {}", outcome(own.outcome), own.decision)));
        lines.extend(complaint.judgment().map(|judgment| {
            format!("Bản án số {}, {}: {}", judgment.number, outcome(judgment.outcome), judgment.decision)
        }));
        let ids = complaint
            .change_ids
            .iter()
            .chain(complaint.judgment.iter().flat_map(|judgment| &judgment.change_ids));
        let ids: Vec<&str> = ids.map(String::as_str).collect();
        lines.extend((!ids.is_empty()).then(|| format!("thay đổi: {}", ids.join(", "))));
        block(lines)
    };
    complaints.into_iter().map(block_of).collect()
}

/// What a change is called.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Add => "bổ sung",
        Kind::Remove => "xóa tên",
        Kind::Correct => "sửa thông tin",
        Kind::Mark => "bỏ phiếu nơi khác",
        Kind::Transfer => "chuyển danh sách",
    }
}

fn subject(subject: ComplaintSubject) -> &'static str {
    match subject {
        ComplaintSubject::Missing => "thiếu tên",
        ComplaintSubject::Wrongly => "ghi tên không đúng",
        ComplaintSubject::Mistake => "sai thông tin",
    }
}

fn state(state: ComplaintState) -> &'static str {
    match state {
        ComplaintState::Open => "đang giải quyết",
        ComplaintState::Settled => "đã giải quyết",
        ComplaintState::Sued => "đã khởi kiện",
        ComplaintState::Judged => "Tòa án đã xét xử",
        ComplaintState::Withdrawn => "đã rút",
    }
}

fn outcome(outcome: ComplaintOutcome) -> &'static str {
    match outcome {
        ComplaintOutcome::Upheld => "khiếu nại đúng",
        ComplaintOutcome::Rejected => "khiếu nại không đúng",
    }
}

/// Where from and where to, such as ": 98103-01 số 217 → 98205-01".
fn sides(from: Option<&Place>, to: Option<&Place>) -> String {
    // A row that is not written yet has no number.
    let side = |place: &Place| match place.number {
        0 => place.area_code.to_string(),
        number => format!("{} số {number}", place.area_code),
    };
    match (from, to) {
        (Some(from), Some(to)) if from.area_code == to.area_code => format!(": {}", side(to)),
        (Some(from), Some(to)) => format!(": {} → {}", side(from), side(to)),
        (Some(from), None) => format!(": {} →", side(from)),
        (None, Some(to)) => format!(": → {}", side(to)),
        (None, None) => String::new(),
    }
}

/// Lines of an item: the first at the margin, the others moved in, none wider than a terminal.
fn block(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for (at, line) in lines.into_iter().enumerate() {
        let lead = if at == 0 { "" } else { INDENT };
        text += &fold::line(&format!("{lead}{}", visible::value(&line)), WIDTH, INDENT);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, block};

    #[test]
    fn no_line_is_wider_than_a_terminal_and_nothing_is_lost() {
        let long = "một dòng rất dài ".repeat(20);
        let told = block([long.clone(), long.clone()]);
        assert!(told.lines().all(|line| line.chars().count() <= WIDTH), "{told}");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&told), words(&[long.clone(), long].concat()));
    }
}
