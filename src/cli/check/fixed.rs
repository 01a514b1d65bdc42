//! What `--fix` wrote, in words.

use crate::render::Language;
use crate::tasks::fix::FixReport;

pub(super) fn words(fix: &FixReport, language: Language) -> String {
    let number = |count| language.number(count);
    let (made, accepted, open, astray) =
        (number(fix.made), number(fix.accepted), number(fix.open), number(fix.astray));
    let corrections = fix.corrections.display();
    let extract = fix.extract.as_ref().map(|folder| folder.display().to_string());
    let columns = fix.unsettled.join(", ");
    let mut lines = match language {
        Language::Vietnamese => vec![
            "\nSửa dữ liệu".to_owned(),
            format!(
                "Đã sửa {made} ô chỉ có một cách hiểu và {accepted} ô đã được chấp nhận; còn {open} ô chờ trả lời."
            ),
            format!("Danh sách các chỗ sửa: {corrections}"),
            match extract {
                Some(folder) => format!("Dữ liệu đã sửa: {folder}"),
                None => format!(
                    "Chưa ghi dữ liệu đã sửa: ngày và tháng trong cột {columns} có lẽ bị đảo; hãy trả lời mọi dòng của cột đó rồi chạy lại với --accept."
                ),
            },
        ],
        Language::English => vec![
            "\nCorrections".to_owned(),
            format!(
                "{made} cells that can be read in one way only and {accepted} accepted ones were corrected; {open} wait for an answer."
            ),
            format!("All corrections: {corrections}"),
            match extract {
                Some(folder) => format!("The corrected extract: {folder}"),
                None => format!(
                    "The corrected extract was not written: days and months of {columns} seem exchanged; answer every line of it and run again with --accept."
                ),
            },
        ],
    };
    if fix.astray > 0 {
        lines.push(match language {
            Language::Vietnamese => {
                format!("{astray} câu trả lời không khớp với ô nào nữa nên không được dùng.")
            }
            Language::English => format!("{astray} answers agree with no cell any more and were not used."),
        });
    }
    lines.join("\n") + "\n"
}
