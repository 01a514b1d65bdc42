//! What a decision does to rows of a list, in sentences that somebody can carry out: who, which number, from what to what.

use super::residence;
use crate::changes::RowEdit;
use crate::people::{PartialDate, Sex};
use crate::roll::{Entry, Status};

/// How a person is addressed in the middle of a sentence.
pub(super) fn addressed(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "ông",
        Sex::Female => "bà",
    }
}

/// Such as "sinh ngày 02/03/1990", by what is known.
pub(super) fn born(date: PartialDate) -> String {
    let printed = date.printed();
    let word = match printed.matches('/').count() {
        2 => "sinh ngày",
        1 => "sinh tháng",
        _ => "sinh năm",
    };
    format!("{word} {printed}")
}

/// What some edits do, a sentence each, without its full stop.
pub(super) fn remedies(edits: &[RowEdit]) -> Vec<String> {
    edits.iter().filter_map(remedy).collect()
}

fn remedy(edit: &RowEdit) -> Option<String> {
    let row = &edit.after;
    let who = format!("{} {}, {}", addressed(row.sex), row.full_name, born(row.birth_date));
    let number = row.number;
    let stood = edit.before.as_ref().filter(|before| before.status == Status::Listed);
    match (stood, row.status) {
        (Some(_), Status::Struck) => Some(format!(
            "Xóa tên {who}, số thứ tự {number} trong danh sách cử tri; thu hồi thẻ cử tri số {number}"
        )),
        (None, Status::Listed) => Some(format!(
            "Ghi tên {who}, vào danh sách cử tri, số thứ tự {number}; phát thẻ cử tri số {number}"
        )),
        (Some(before), Status::Listed) => {
            let changes = corrections(before, row);
            let person = format!("{} {}", addressed(before.sex), before.full_name);
            (!changes.is_empty())
                .then(|| format!("Sửa thông tin của {person}, số thứ tự {number}: {}", changes.join("; ")))
        }
        (_, Status::Marked | Status::Struck) => None,
    }
}

/// What differs between two states of a row, such as "ngày sinh từ 01/02/1980 thành 02/01/1980".
fn corrections(before: &Entry, after: &Entry) -> Vec<String> {
    let sex = |entry: &Entry| match entry.sex {
        Sex::Male => "nam".to_owned(),
        Sex::Female => "nữ".to_owned(),
    };
    let quoted = |text: &str| format!("“{text}”");
    let optional = |text: &Option<Box<str>>| text.as_deref().map_or("(để trống)".to_owned(), quoted);
    let sides = [
        ("họ và tên", quoted(&before.full_name), quoted(&after.full_name)),
        ("ngày sinh", before.birth_date.printed(), after.birth_date.printed()),
        ("giới tính", sex(before), sex(after)),
        ("dân tộc", optional(&before.ethnicity), optional(&after.ethnicity)),
        ("nơi thường trú", optional(&before.permanent_residence), optional(&after.permanent_residence)),
        ("nơi tạm trú", optional(&before.temporary_residence), optional(&after.temporary_residence)),
        ("nơi ở hiện tại", optional(&before.current_place), optional(&after.current_place)),
    ];
    let differing = sides.into_iter().filter(|(_, from, to)| from != to);
    differing.map(|(what, from, to)| format!("{what} từ {from} thành {to}")).collect()
}

/// Whose card is taken back, and its number.
pub(super) fn card_taken_back(edits: &[RowEdit]) -> Option<u32> {
    let was = |edit: &&RowEdit| edit.before.as_ref().is_some_and(|row| row.status == Status::Listed);
    let struck = edits.iter().filter(was).find(|edit| edit.after.status == Status::Struck);
    struck.map(|edit| edit.after.number)
}

/// Where the person of some edits is written to.
pub(super) fn written_to(edits: &[RowEdit]) -> Option<&str> {
    edits.first().map(|edit| residence(&edit.after)).filter(|text| !text.is_empty())
}
