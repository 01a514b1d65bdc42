//! A fault of the program itself: told by its place alone, with an exit code of the table.

use super::{Exit, Printer};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

/// Runs the program; a panic in it, on whatever thread, is told by its place. What it says may tell of a person, and is not
/// repeated.
pub fn guarded(run: impl FnOnce() -> Exit) -> Exit {
    let printer = Printer::of_terminal();
    set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
        printer.failed(&format!(
            "{place}: đây là lỗi của chương trình, không phải của dữ liệu; hãy báo lại dòng này / this is a fault of the \
             program; please report this line"
        ));
    }));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or(Exit::Environment)
}
