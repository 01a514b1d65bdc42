//! Rows that cannot be used: which, where, and how to mend them.

use super::row::Broken;
use super::schema::Kind;
use crate::people::{CommuneCode, FolderFault, PersonalNumber};
use std::fmt;

/// A row that was not accepted.
#[derive(Clone, PartialEq, Eq)]
pub struct Reject {
    /// The file or sheet, relative to the extract's folder.
    pub file: String,
    /// The line of a text file, the row of a sheet; counted from 1.
    pub line: u64,
    /// The number of the person whom the row tells of, where it can be read.
    pub personal_id: Option<PersonalNumber>,
    /// The commune of the row, or else of the person's residence.
    pub commune_code: Option<CommuneCode>,
    /// The first column that is wrong; empty where the row as a whole is.
    pub column: &'static str,
    /// What stands there, cut after 200 characters.
    pub value: String,
    /// A stable word for the rule that is broken.
    pub rule: String,
    /// How to mend it, in Vietnamese and English.
    pub message: String,
    /// The cells that hold something, by the names of the file's own columns: a JSON object of texts.
    pub row: String,
}

/// Tells where, not what: values of people stay out of logs and panics.
impl fmt::Debug for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reject({}:{} {} {})", self.file, self.line, self.column, self.rule)
    }
}

/// A table of causes that tell nothing but themselves: the stable word, and how to mend the row in Vietnamese and English, with
/// `{column}` where the column's name belongs.
macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal $vietnamese:literal / $english:literal,)+) => {
        /// Why a row is not accepted.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(super) enum Cause {
            $($(#[$doc])* $variant,)+
            /// The cell does not hold what its column needs; perhaps what it should hold is likely.
            Kind { kind: Kind, likely: Option<String> },
            /// More or fewer cells than the header names.
            FieldCount { expected: usize, found: usize },
            /// A code that names a folder, and cannot on every disk.
            Folder(FolderFault),
        }

        impl Cause {
            /// A stable word for the rule.
            pub(super) fn rule(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Kind { kind, .. } => word_of(*kind),
                    Self::FieldCount { .. } => "field_count",
                    Self::Folder(_) => "folder_name",
                }
            }

            /// How to mend it, in Vietnamese and English; `column` is empty where the row as a whole is wrong.
            pub(super) fn message(&self, column: &str) -> String {
                let of = |vi: &str, en: &str| (vi.replace("{column}", column), en.replace("{column}", column));
                let (vi, en) = match self {
                    $(Self::$variant => of($vietnamese, $english),)+
                    Self::Kind { kind, likely } => needed_or_likely(*kind, likely.as_deref(), column),
                    Self::FieldCount { expected, found } => counted(*expected, *found),
                    Self::Folder(fault) => {
                        let (vi, en) = folder(*fault);
                        of(vi, en)
                    }
                };
                format!("{vi} / {en}")
            }
        }
    };
}

causes! {
    /// A required cell is empty.
    Required = "required"
        "Ô bắt buộc đang để trống: điền giá trị vào cột {column}." /
        "A required cell is empty: fill in the column {column}.",
    /// Digits that a spreadsheet turned into something like `3.1E+10`.
    LostDigits = "lost_digits"
        "Bảng tính đã đổi số thành dạng lũy thừa và làm mất chữ số: lấy lại giá trị từ nguồn, định dạng cột {column} là văn bản." /
        "A spreadsheet wrote the number as a power of ten and lost digits: take the value from its source again, with the column {column} formatted as text.",
    /// Nine digits: the number of an old identity card.
    OldNumber = "old_number"
        "Chín chữ số là số chứng minh nhân dân cũ: điền số định danh cá nhân 12 chữ số vào cột {column}, số cũ để ở cột old_id." /
        "Nine digits are the number of an old identity card: give the personal number of 12 digits in {column}, and the old one in old_id.",
    /// A spreadsheet's date where none may be.
    SpreadsheetDate = "spreadsheet_date"
        "Bảng tính đã đổi ô thành ngày tháng: định dạng cột {column} là văn bản rồi nhập lại giá trị." /
        "A spreadsheet turned the cell into a date: format the column {column} as text and enter the value again.",
    /// A formula's error.
    SpreadsheetError = "spreadsheet_error"
        "Ô chứa lỗi của công thức: nhập giá trị vào cột {column} thay cho công thức." /
        "The cell holds a formula's error: put the value itself into the column {column}.",
    /// A formula that was never calculated.
    Uncalculated = "formula_without_value"
        "Ô chứa công thức chưa được tính: mở tệp bằng chương trình bảng tính rồi lưu lại, hoặc nhập giá trị vào cột {column}." /
        "The cell holds a formula that was never calculated: open the file in a spreadsheet program and save it, or put the value itself into the column {column}.",
    /// A character that cannot be printed, such as NUL.
    ControlCharacter = "control_character"
        "Ô chứa ký tự điều khiển không in được: xóa ký tự đó ở cột {column}." /
        "The cell holds a control character that cannot be printed: remove it from the column {column}.",
    /// A cell, or a row, that is too long.
    TooLong = "too_long"
        "Ô dài quá 64 KiB: rút ngắn, hoặc tìm dấu ngoặc kép hay dấu xuống dòng bị thiếu." /
        "A cell is longer than 64 KiB: shorten it, or look for a missing quotation mark or line break.",
    /// A quotation mark that is not closed or stands where none may.
    Quote = "quote"
        "Dấu ngoặc kép không được đóng hoặc đặt sai chỗ: đóng lại, và viết dấu ngoặc kép trong ô thành hai dấu." /
        "A quotation mark is not closed or misplaced: close it, and write a mark inside a cell twice.",
    /// The key stands in an earlier row.
    Duplicate = "duplicate"
        "Mã này đã có ở một dòng trước: giữ lại một dòng đúng cho mỗi mã ở cột {column}." /
        "An earlier row has this value: keep one right row for each value of {column}.",
    /// A constituency's part names neither a commune nor an area.
    NoPart = "no_part"
        "Dòng không nêu xã cũng không nêu khu vực bỏ phiếu: điền commune_code hoặc area_code." /
        "The row names neither a commune nor an area: fill in commune_code or area_code.",
    /// The person has more rows, or rows of more places, than anybody has.
    TooManyRows = "too_many_rows"
        "Người này có quá nhiều dòng trong bảng, hoặc ở quá nhiều nơi: có lẽ một số định danh được dùng cho nhiều người; kiểm tra ở nguồn." /
        "This person has too many rows in the table, or in too many places: perhaps one number was given to many; look at the source.",
}

impl From<Broken> for Cause {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Quote => Self::Quote,
            Broken::FieldCount { expected, found } => Self::FieldCount { expected, found },
            Broken::TooLong => Self::TooLong,
        }
    }
}

impl Cause {
    /// The same, with the value that the cell should likely hold.
    pub(super) fn with_likely(self, likely: Option<String>) -> Self {
        match self {
            Self::Kind { kind, .. } if likely.is_some() => Self::Kind { kind, likely },
            other => other,
        }
    }
}

fn word_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Texts => "texts",
        Kind::Digits(_) => "digits",
        Kind::Code => "code",
        Kind::Codes => "codes",
        Kind::Whole => "whole_number",
        Kind::Decimal => "decimal",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Moment => "moment",
        Kind::Hour => "hour",
        Kind::One(_) => "one_of",
        Kind::Nationality => "nationality",
    }
}

fn needed_or_likely(kind: Kind, likely: Option<&str>, column: &str) -> (String, String) {
    let (vi, en) = needed(kind, column);
    match likely {
        None => (format!("{vi}."), format!("{en}.")),
        Some(likely) => (
            format!("{vi}; giá trị đúng có lẽ là {likely}, hãy kiểm tra rồi sửa."),
            format!("{en}; the likely value is {likely}, check and correct it."),
        ),
    }
}

fn counted(expected: usize, found: usize) -> (String, String) {
    (
        format!(
            "Dòng có {found} ô nhưng tiêu đề có {expected} cột: thêm hoặc bớt dấu phẩy, hoặc đặt ô có dấu phẩy trong ngoặc kép."
        ),
        format!(
            "The row has {found} cells but the header names {expected}: add or remove commas, or put a cell with commas in quotation marks."
        ),
    )
}

/// What is wrong with a code that names a folder.
fn folder(fault: FolderFault) -> (&'static str, &'static str) {
    match fault {
        FolderFault::Letter => (
            "Mã này là tên thư mục, nên cột {column} chỉ nhận chữ cái không dấu a–z, A–Z và chữ số 0–9: đặt mã khác ở mọi bảng.",
            "The code names a folder, so that {column} takes only the letters a–z, A–Z and digits 0–9: give another code in every table.",
        ),
        FolderFault::LastStop => (
            "Mã này là tên thư mục, và Windows bỏ dấu chấm ở cuối: bỏ dấu chấm cuối ở cột {column} trong mọi bảng.",
            "The code names a folder, and Windows leaves a full stop at the end away: remove it from {column} in every table.",
        ),
        FolderFault::Device => (
            "Windows dành tên này cho thiết bị, không đặt được thư mục: đặt mã khác ở cột {column} trong mọi bảng.",
            "Windows keeps this name for a device, and no folder can have it: give another code in {column} in every table.",
        ),
        FolderFault::Ending => (
            "Mã này trùng dạng tên tệp mà chương trình ghi ra: đặt mã không có đuôi như .html, .pdf, .csv ở cột {column} trong mọi bảng.",
            "The code looks like a file that the program writes: give one without an ending such as .html, .pdf or .csv in {column} in every table.",
        ),
    }
}

/// What a column of a kind needs, in both languages, without a full stop.
fn needed(kind: Kind, column: &str) -> (String, String) {
    let (vi, en) = match kind {
        Kind::Digits(count) => {
            return (
                format!("Cột {column} cần đúng {count} chữ số, kể cả số 0 ở đầu"),
                format!("The column {column} needs exactly {count} digits, leading zeros included"),
            );
        }
        Kind::One(words) => {
            let words = words.join(", ");
            return (
                format!("Cột {column} chỉ nhận một trong các giá trị: {words}"),
                format!("The column {column} takes one of: {words}"),
            );
        }
        Kind::Text => ("văn bản", "text"),
        Kind::Texts => ("các đoạn văn bản cách nhau bằng ';'", "texts separated by ';'"),
        Kind::Code => (
            "một mã gồm chữ, số, '-', '_' hoặc '.', bắt đầu bằng chữ hoặc số, không quá 64 ký tự",
            "a code of letters, digits, '-', '_' or '.', that begins with a letter or digit and has at most 64",
        ),
        Kind::Codes => {
            ("các mã xã năm chữ số cách nhau bằng ';'", "commune codes of five digits separated by ';'")
        }
        Kind::Whole => ("một số nguyên từ 0 trở lên", "a whole number, 0 or more"),
        Kind::Decimal => {
            ("một số, phần thập phân viết sau dấu chấm", "a number, with a point before its decimals")
        }
        Kind::Boolean => ("true hoặc false", "true or false"),
        Kind::Date => (
            "một ngày có thật, viết như 2008-03-15, 2008-03, 2008 hoặc 15/03/2008",
            "a day of the calendar, written as 2008-03-15, 2008-03, 2008 or 15/03/2008",
        ),
        Kind::Moment => (
            "một thời điểm, viết như 2026-02-01T09:30 hoặc 2026-02-01",
            "a moment, written as 2026-02-01T09:30 or 2026-02-01",
        ),
        Kind::Hour => (
            "một giờ trong ngày như 07:00, hoặc một thời điểm như 2026-03-14T07:00",
            "an hour of the day such as 07:00, or a moment such as 2026-03-14T07:00",
        ),
        Kind::Nationality => (
            "các mã quốc tịch ba chữ cái cách nhau bằng ';', như VNM hoặc VNM;USA",
            "nationality codes of three letters separated by ';', such as VNM or VNM;USA",
        ),
    };
    (format!("Cột {column} cần {vi}"), format!("The column {column} needs {en}"))
}

/// A value as a report shows it: at most 200 characters, those that cannot be printed shown by a sign.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(200).map(|c| if c.is_control() { control_picture(c) } else { c }).collect()
}

fn control_picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}
