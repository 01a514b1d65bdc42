//! What to do next about errors of the database, the disk, files of keys, extracts and workbooks.

use super::both;
use super::of_lists;
use crate::extract::ExtractError;
use crate::files::PlaceError;
use crate::output::OutputError;
use crate::proof::key::KeyError;
use crate::roll::chain::KeyFault;
use crate::store::StoreError;
use crate::tasks::import::ImportError;

pub(super) fn of_store(error: &StoreError) -> Option<String> {
    match error {
        StoreError::Crowded { .. } => both("giảm --jobs", "use fewer --jobs"),
        StoreError::NoRights { .. } => both(
            "chủ cơ sở dữ liệu chạy: cutri db init --db URL --writer ROLE --reader ROLE",
            "its owner runs: cutri db init --db URL --writer ROLE --reader ROLE",
        ),
        StoreError::OlderSchema { place, .. } => both(
            &format!("chủ cơ sở dữ liệu chạy: cutri db init --db {place}"),
            &format!("its owner runs: cutri db init --db {place}"),
        ),
        StoreError::Interrupted { place, .. } => both(
            &format!("người có quyền ghi chạy một lệnh bất kỳ, như: cutri status --db {place}"),
            &format!("whoever may write it runs any command, such as: cutri status --db {place}"),
        ),
        StoreError::Encoding { .. } => {
            both("tạo bằng: createdb --encoding=UTF8", "make it with: createdb --encoding=UTF8")
        }
        _ => None,
    }
}

pub(super) fn of_output(error: &OutputError) -> Option<String> {
    match error {
        OutputError::Write { .. } | OutputError::Occupied { .. } => another_folder(),
        OutputError::Place(error) => of_place(error),
        OutputError::Lists(error) => of_lists(error),
        OutputError::Store(error) => of_store(error),
        _ => None,
    }
}

pub(super) fn of_place(error: &PlaceError) -> Option<String> {
    match error {
        PlaceError::MountPoint { place } => {
            let inside = place.join("rolls");
            let option = format!("--out {}", inside.display());
            both(&option, &option)
        }
        PlaceError::InUse { .. }
        | PlaceError::Foreign { .. }
        | PlaceError::NotOurs { .. }
        | PlaceError::Disk { .. } => another_folder(),
    }
}

fn another_folder() -> Option<String> {
    both("chọn thư mục khác bằng --out", "choose another folder with --out")
}

pub(super) fn of_key(error: &KeyError) -> Option<String> {
    let KeyError::Unfit { source, .. } = error else { return None };
    match source {
        KeyFault::Unreadable | KeyFault::OtherKind | KeyFault::OtherForm => {
            both("tạo khóa bằng `cutri key new TỆP`", "make a key with `cutri key new FILE`")
        }
        KeyFault::Private => {
            both("`cutri key public TỆP` in khóa công khai", "`cutri key public FILE` prints the public key")
        }
        KeyFault::Locked | KeyFault::Public => None,
    }
}

pub(super) fn of_extract(error: &ExtractError) -> Option<String> {
    match error {
        ExtractError::DeltaUnsupported { .. } => both(
            "dùng `cutri update` để cập nhật danh sách đã niêm yết, `cutri check` để xem",
            "let posted lists follow it with `cutri update`, look at it with `cutri check`",
        ),
        ExtractError::NoElection { .. } => both("chỉ tệp bằng --election", "name the file with --election"),
        ExtractError::NoDay { .. } => both("thêm --as-of 2026-01-20", "give --as-of 2026-01-20"),
        _ => None,
    }
}

pub(super) fn of_import(error: &ImportError) -> Option<String> {
    match error {
        ImportError::UnknownCommune { .. } => both("xem lại --commune", "see --commune"),
        ImportError::Asks { workbook, .. } => both(
            &format!("chạy `cutri import {workbook} --out THƯ-MỤC`, trả lời trong mapping.toml"),
            &format!("run `cutri import {workbook} --out FOLDER`, and answer in mapping.toml"),
        ),
        ImportError::Read(_)
        | ImportError::Mapping(_)
        | ImportError::Unbalanced(_)
        | ImportError::Foreign { .. }
        | ImportError::Exists { .. }
        | ImportError::Template(_) => None,
    }
}
