//! What to do next about an error, in terms of the command line: its commands and options. The errors themselves name
//! neither, for other front ends tell them too.

mod edges;

use crate::lists::ListsError;
use crate::sample::SampleError;
use crate::tasks::{BaseStanding, TaskError};
use edges::{of_extract, of_import, of_key, of_output, of_place, of_store};

/// What to do next, in Vietnamese and in English; none where the error says all.
pub(super) fn of(error: &anyhow::Error) -> Option<String> {
    let of_sample = |error: &SampleError| match error {
        SampleError::Extract(error) => of_extract(error),
        SampleError::Place(error) => of_place(error),
        _ => None,
    };
    let task = error.downcast_ref().map(of_task);
    let lists = || error.downcast_ref().map(of_lists);
    let sample = || error.downcast_ref().map(of_sample);
    task.or_else(lists).or_else(sample).flatten()
}

/// A hint in both languages.
fn both(vietnamese: &str, english: &str) -> Option<String> {
    Some(format!("{vietnamese} / {english}"))
}

fn of_task(error: &TaskError) -> Option<String> {
    match error {
        TaskError::Extract(error) => of_extract(error),
        TaskError::Lists(error) => of_lists(error),
        TaskError::Store(error) => of_store(error),
        TaskError::Place(error) => of_place(error),
        TaskError::Output(error) => of_output(error),
        TaskError::Key(error) => of_key(error),
        TaskError::Import(error) => of_import(error),
        TaskError::FixInside { .. } => both("chọn thư mục khác cho --fix", "choose another folder for --fix"),
        TaskError::FixOffice { .. } => both(
            "chạy `cutri import` để có bản trích, rồi --fix trên bản trích đó; hoặc sửa ngay trong sổ",
            "run `cutri import`, then --fix on what it writes; or mend the workbook itself",
        ),
        TaskError::NoWatermark => both(
            "thêm --db với cơ sở dữ liệu của danh sách, hoặc --changed-from",
            "name the lists' database with --db, or the day with --changed-from",
        ),
        TaskError::Gone { .. } => both(
            "thêm --db với cơ sở dữ liệu của danh sách, hoặc giữ họ trong persons với vital_status = removed",
            "name the lists' database with --db, or keep them in persons with vital_status = removed",
        ),
        TaskError::OtherUnits { .. } => both(
            "thêm --with-units để ghi kèm trọn các bảng này, hoặc nạp lại toàn bộ dữ liệu bằng `cutri load`",
            "bring these tables too with --with-units, or load all anew with `cutri load`",
        ),
        TaskError::LeftOpen(_) => {
            both("nếu vẫn niêm yết thì thêm --anyway", "to post all the same, add --anyway")
        }
        error => of_name(error).or_else(|| of_state(error)),
    }
}

/// What is named is not there, or nobody is named.
fn of_name(error: &TaskError) -> Option<String> {
    match error {
        TaskError::UnknownCommune { .. } => both("xem lại --commune", "check --commune"),
        TaskError::UnknownArea { .. } => both(
            "xem lại --area; `cutri books` nêu mọi khu vực",
            "check --area; `cutri books` names all areas",
        ),
        TaskError::Number(_) => both(
            "chưa biết số thì tìm theo họ tên bằng `cutri find`",
            "where the number is not known, look for the name with `cutri find`",
        ),
        TaskError::NoChange { .. } => {
            both("`cutri changes` liệt kê các thay đổi", "`cutri changes` lists them")
        }
        TaskError::NobodyFound { .. } => both(
            "khi cơ sở dữ liệu đã có người đó, nêu số bằng --person",
            "when the database holds the person, name the number with --person",
        ),
        TaskError::Nobody => both("thêm --as TÊN", "give --as NAME"),
        TaskError::SamePerson { .. } => {
            both("người thứ hai nêu tên bằng --as", "the second person gives a name with --as")
        }
        TaskError::NoSnapshot { .. } => both("chạy `cutri load` trước", "run `cutri load` first"),
        _ => None,
    }
}

/// What stands in the way is how things are.
fn of_state(error: &TaskError) -> Option<String> {
    match error {
        TaskError::Waits { batch_id: Some(id), .. } => both(
            &format!("xem đợt này bằng `cutri approve {id} --show`"),
            &format!("look at it with `cutri approve {id} --show`"),
        ),
        TaskError::WrongBase { standing: BaseStanding::Waits, .. } => both(
            "`cutri waiting --kind batch` cho biết đợt cần phê duyệt trước",
            "`cutri waiting --kind batch` names the batch to approve first",
        ),
        TaskError::Posted { .. } => both(
            "in bằng `cutri render`, cập nhật bằng `cutri update`, hoặc lập danh sách dự thảo vào cơ sở dữ liệu khác với --db",
            "print them with `cutri render`, let them follow a delta with `cutri update`, or derive drafts into another \
             database with --db",
        ),
        TaskError::Underway { .. } => both(
            "làm tiếp với --resume; `cutri status` cho biết đã đến đâu",
            "go on with --resume, see how far it is with `cutri status`",
        ),
        _ => None,
    }
}

/// Where the database is to be checked against its own history.
fn verify() -> Option<String> {
    both("đối chiếu bằng `cutri verify --db`", "run `cutri verify --db`")
}

fn of_lists(error: &ListsError) -> Option<String> {
    match error {
        ListsError::Store(error) => of_store(error),
        ListsError::NoRoll { .. } => {
            both("lập danh sách bằng `cutri generate` trước", "run `cutri generate` first")
        }
        ListsError::NotPosted { .. } => both("niêm yết bằng `cutri post` trước", "run `cutri post` first"),
        ListsError::UnknownSnapshot { .. } => both(
            "`cutri audit` và các tệp manifest.json nêu những bản trích đã có",
            "`cutri audit` and the files manifest.json name those it has",
        ),
        ListsError::UnknownPerson => both(
            "xem lại 12 chữ số, hoặc tìm theo họ tên bằng `cutri find`",
            "check the 12 digits, or look for the name with `cutri find`",
        ),
        ListsError::NoMatter { kind, .. } => both(
            &format!("xem danh sách bằng `{}`", lister(kind)),
            &format!("`{}` lists those there are", lister(kind)),
        ),
        ListsError::OutOfOrder { .. } => {
            both("nêu thời điểm sau đó bằng --at", "give a later moment with --at")
        }
        ListsError::ElectionOver { .. } => both("xem lại --at", "see --at"),
        ListsError::VotingRuns { .. } => both(
            "nếu cử tri chưa bỏ phiếu, thêm --has-not-voted",
            "add --has-not-voted if the voter has not voted",
        ),
        ListsError::Disagrees { .. } | ListsError::Altered { .. } | ListsError::Chain(_) => verify(),
        ListsError::Document { .. }
        | ListsError::OutsidePlace { .. }
        | ListsError::Unbalanced(_)
        | ListsError::Late(_)
        | ListsError::Refused { .. } => None,
    }
}

/// The command that lists matters of a kind.
fn lister(kind: &str) -> &'static str {
    match kind {
        "complaint" => "cutri complaint list",
        _ => "cutri waiting",
    }
}

#[cfg(test)]
mod tests;
