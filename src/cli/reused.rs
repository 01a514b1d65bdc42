//! What a run into an output that was there already says of it.

use super::Printer;
use crate::output::Reused;
use crate::output::stage::Place;
use crate::render::Language;

/// Files that are named one by one; of more only the number is told.
const NAMED: usize = 5;

/// Tells what became of the areas, and which files somebody had changed.
pub(super) fn tell(reused: Option<&Reused>, language: Language, printer: &Printer) {
    let Some(Reused { kept, written, removed, mended }) = reused else { return };
    let [kept, written, removed] = [kept, written, removed].map(|count| language.number(*count));
    printer.say(&match language {
        Language::Vietnamese => {
            format!("khu vực bỏ phiếu: {kept} giữ nguyên, {written} ghi mới, {removed} bỏ")
        }
        Language::English => format!("areas: {kept} kept, {written} written, {removed} removed"),
    });
    for name in mended.iter().take(NAMED) {
        printer.say(&match language {
            Language::Vietnamese => {
                format!("{name}: tệp đã bị sửa hoặc xóa sau khi ghi; khu vực này được ghi lại")
            }
            Language::English => {
                format!("{name}: the file was changed or taken away since; its area was written anew")
            }
        });
    }
    if let Some(more) = mended.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let more = language.number(more as u64);
        printer.say(&match language {
            Language::Vietnamese => format!("… và {more} khu vực khác cũng vậy"),
            Language::English => format!("… and so in {more} areas more"),
        });
    }
}

/// Tells where the output lies that was replaced, if it could not be removed.
pub(super) fn tell_former(former: &Place, printer: &Printer) {
    match former {
        Place::Clear => {}
        Place::Left(folder) => printer.say(&format!(
            "{}: không xóa được kết quả cũ; hãy xóa thư mục này / the former output could not be removed; remove this folder",
            folder.display()
        )),
    }
}
