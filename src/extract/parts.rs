//! The parts of a workbook, looked at before a library opens it: a few packed bytes may claim, or unpack to, more than any
//! memory holds. Nothing is kept, so that looking costs no memory.

use super::compound;
use super::error::{BookFault, ExtractError};
use super::markup::{self, Trouble};
use super::schema::TABLES;
use super::workbook::BookForm;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use zip::ZipArchive;

/// The most parts of an archive, and the most sheets among them.
const PARTS_MAX: usize = 10_000;
const SHEETS_MAX: usize = 1_000;
/// The most bytes of the part that names the sheets, of shared texts, of a sheet, and of any other part.
const NAMES_LIMIT: u64 = 8 << 20;
const TEXTS_LIMIT: u64 = 384 << 20;
const SHEET_LIMIT: u64 = 16 << 30;
const OTHER_LIMIT: u64 = 64 << 20;
/// The most shared texts.
const TEXTS_MAX: u64 = 8_000_000;
/// The most bytes of the content of an OpenDocument workbook, which stands in memory whole, and the most cells of it.
const CONTENT_LIMIT: u64 = 512 << 20;
const CELLS_MAX: u64 = 8 << 20;

type Archive = ZipArchive<BufReader<File>>;

/// What a workbook may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// A sheet may have the name of a table.
    Tables,
    /// No sheet has: these are their names.
    NoTable(Vec<String>),
}

/// A workbook that was looked at.
#[derive(Debug)]
pub(super) struct Looked {
    pub form: BookForm,
    pub holds: Holds,
}

/// Runs what a library does with a file that anybody may have made: where it panics, the file is named.
///
/// # Errors
/// [`ExtractError::Workbook`] if it panics.
pub(super) fn caught<T>(shown: &str, run: impl FnOnce() -> T) -> Result<T, ExtractError> {
    catch_unwind(AssertUnwindSafe(run))
        .map_err(|_| ExtractError::Workbook { file: shown.into(), fault: BookFault::Odd })
}

fn wrong(shown: &str, what: &str) -> ExtractError {
    ExtractError::Workbook { file: shown.into(), fault: BookFault::Limit(what.into()) }
}

/// Looks what form a workbook really has, whether it may hold a table, and if so, or if it is `wanted`, at all its parts.
///
/// # Errors
/// [`ExtractError`] if it cannot be opened, is no workbook, or a part is larger, claims more or is made otherwise than a
/// workbook's may be.
pub(super) fn check(path: &Path, shown: &str, wanted: bool) -> Result<Looked, ExtractError> {
    let unreadable = |source| ExtractError::Unreadable { path: path.into(), source };
    let mut file = BufReader::with_capacity(1 << 16, crate::given::open(path).map_err(unreadable)?);
    let head = file.fill_buf().map_err(unreadable)?;
    if head.starts_with(&compound::MARK) {
        caught(shown, || compound::check(file, shown))??;
        return Ok(Looked { form: BookForm::Xls, holds: Holds::Tables });
    }
    if !head.starts_with(b"PK") {
        return Err(match looks_like_text(head) {
            true => ExtractError::TextAsWorkbook { file: shown.into(), is_html: looks_like_html(head) },
            false => damaged(shown),
        });
    }
    caught(shown, || {
        let mut archive = ZipArchive::new(file).map_err(|_| damaged(shown))?;
        let has = |name: &str| archive.index_for_name(name).is_some();
        let form = match (has("content.xml"), has("xl/workbook.bin")) {
            (true, _) => BookForm::Ods,
            (false, true) => BookForm::Xlsb,
            (false, false) => BookForm::Xlsx,
        };
        let listed = if form == BookForm::Xlsx { listed_sheets(&mut archive, shown)? } else { Vec::new() };
        let names_a_table = listed.iter().any(|name| is_table(name));
        let holds = match form == BookForm::Xlsx && !listed.is_empty() && !names_a_table && !wanted {
            true => Holds::NoTable(listed),
            false => all_parts(&mut archive, form, shown).map(|()| Holds::Tables)?,
        };
        Ok(Looked { form, holds })
    })?
}

/// Looks at all parts of a workbook, whatever its sheets are called, and tells its form.
///
/// # Errors
/// [`ExtractError`] if it cannot be opened, is no workbook, or a part is larger, claims more or is made otherwise than a
/// workbook's may be.
pub fn check_parts(path: &Path, shown: &str) -> Result<BookForm, ExtractError> {
    check(path, shown, true).map(|looked| looked.form)
}

fn damaged(shown: &str) -> ExtractError {
    ExtractError::Workbook { file: shown.into(), fault: BookFault::Damaged }
}

fn is_table(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    TABLES.iter().any(|table| table.name == name)
}

/// Whether a file begins as text does.
fn looks_like_text(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    !head.is_empty() && !head.contains(&0)
        || head.starts_with(&[0xff, 0xfe])
        || head.starts_with(&[0xfe, 0xff])
}

/// Whether a text begins as a page of the web does, which some programs call a workbook.
fn looks_like_html(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(4096)]).replace('\0', "").to_lowercase();
    text.contains("<html") || text.contains("<table") || text.contains("<?xml")
}

/// The names of the sheets of an `.xlsx`, by the part that lists them.
fn listed_sheets(archive: &mut Archive, shown: &str) -> Result<Vec<String>, ExtractError> {
    let lists = |name: &str| file_of(name).starts_with("workbook") && name.ends_with(".xml");
    let names = names(archive, shown)?;
    let mut sheets = Vec::new();
    for (at, _) in names.iter().enumerate().filter(|(_, name)| lists(&name.to_lowercase())) {
        let part = archive.by_index(at).map_err(|_| damaged(shown))?;
        let mut text = Vec::new();
        part.take(NAMES_LIMIT + 1).read_to_end(&mut text).map_err(|_| damaged(shown))?;
        if text.len() as u64 > NAMES_LIMIT {
            return Err(wrong(
                shown,
                "danh sách trang tính khi giải nén dài hơn 8 MiB / the list of its sheets unpacks to more than 8 MiB",
            ));
        }
        sheets.extend(markup::sheet_names(&String::from_utf8_lossy(&text)));
    }
    Ok(sheets)
}

/// The names of all parts, in their order.
fn names(archive: &Archive, shown: &str) -> Result<Vec<String>, ExtractError> {
    let names = archive.file_names().map(|name| name.map(|name| name.into_owned()));
    names.collect::<Result<_, _>>().map_err(|_| damaged(shown))
}

/// The name of a part without its folders.
fn file_of(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What a part is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Texts,
    Sheet,
    /// The sheets of an OpenDocument workbook.
    Content,
    Other,
}

impl Kind {
    fn of(form: BookForm, name: &str) -> Self {
        let name = name.to_lowercase();
        let is_sheet = name.contains("worksheets") || file_of(&name).starts_with("sheet");
        match (form, name.ends_with(".xml"), name.ends_with(".bin")) {
            (BookForm::Ods, true, _) if name == "content.xml" => Self::Content,
            (BookForm::Xlsx, true, _) | (BookForm::Xlsb, _, true) if name.contains("sharedstrings") => {
                Self::Texts
            }
            (BookForm::Xlsx, true, _) | (BookForm::Xlsb, _, true) if is_sheet => Self::Sheet,
            _ => Self::Other,
        }
    }

    fn limit(self) -> u64 {
        match self {
            Self::Texts => TEXTS_LIMIT,
            Self::Sheet => SHEET_LIMIT,
            Self::Content => CONTENT_LIMIT,
            Self::Other => OTHER_LIMIT,
        }
    }
}

/// Unpacks every part once, and keeps nothing of it.
fn all_parts(archive: &mut Archive, form: BookForm, shown: &str) -> Result<(), ExtractError> {
    let names = names(archive, shown)?;
    let sheets = names.iter().filter(|name| Kind::of(form, name) == Kind::Sheet).count();
    if archive.len() > PARTS_MAX || sheets > SHEETS_MAX {
        let what = format!(
            "tệp có {0} phần và {sheets} trang tính, quá {SHEETS_MAX} trang / it has {0} parts and {sheets} sheets, more than {SHEETS_MAX} sheets",
            archive.len()
        );
        return Err(wrong(shown, &what));
    }
    for (at, name) in names.iter().enumerate() {
        let part = archive.by_index(at).map_err(|_| damaged(shown))?;
        let (kind, claimed) = (Kind::of(form, name), part.size());
        if claimed > kind.limit() {
            let what = format!(
                "phần {name:.60?} giải nén ra {claimed} byte, quá {0} / its part {name:.60?} unpacks to {claimed} bytes, more than {0}",
                kind.limit()
            );
            return Err(wrong(shown, &what));
        }
        // One byte more than it claims tells that it lies.
        let mut text = BufReader::with_capacity(1 << 16, part.take(claimed + 1));
        look(kind, form, &mut text).map_err(|trouble| {
            wrong(
                shown,
                &format!(
                    "{} (ở phần {name:.60?}) / {trouble} (in its part {name:.60?})",
                    vietnamese(&trouble)
                ),
            )
        })?;
        if text.into_inner().limit() == 0 {
            let what = format!(
                "phần {name:.60?} giải nén ra nhiều hơn {claimed} byte mà tệp khai / its part {name:.60?} unpacks to more than the {claimed} bytes that it claims"
            );
            return Err(wrong(shown, &what));
        }
    }
    Ok(())
}

/// The Vietnamese words of what makes a part unfit to be read.
fn vietnamese(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Io(_) => "tệp hỏng hoặc bị cắt cụt".to_owned(),
        Trouble::Text => "có một đoạn chữ dài hơn 1 MiB".to_owned(),
        Trouble::Tag => "có một thẻ XML dài hơn 1 MiB".to_owned(),
        Trouble::Nesting => "XML hỏng: các thẻ không đóng đúng cặp".to_owned(),
        Trouble::Depth => "XML lồng nhau quá sâu".to_owned(),
        Trouble::Declaration => "XML khai kiểu tài liệu, điều không bảng tính nào có".to_owned(),
        Trouble::Claim { claimed, texts } => format!("tệp khai {claimed} đoạn chữ nhưng chỉ có {texts}"),
        Trouble::Texts(texts) => format!("tệp có {texts} đoạn chữ, quá 8 triệu"),
        Trouble::Cells(cells) => {
            format!("các trang tính trải ra {cells} ô, quá 8 triệu: hãy lưu dạng .xlsx hoặc CSV")
        }
    }
}

/// Looks at a part to its end.
fn look(kind: Kind, form: BookForm, text: &mut impl BufRead) -> Result<(), Trouble> {
    // A binary part is read record by record, and claims nothing.
    if kind == Kind::Other || form == BookForm::Xlsb {
        return Ok(io::copy(text, &mut io::sink()).map(drop)?);
    }
    let found = markup::look(text)?;
    let likely = found.texts.saturating_mul(2).saturating_add(1_000);
    match found.claimed {
        Some(claimed) if claimed > likely => Err(Trouble::Claim { claimed, texts: found.texts }),
        Some(_) | None if found.texts > TEXTS_MAX => Err(Trouble::Texts(found.texts)),
        Some(_) | None if found.cells > CELLS_MAX => Err(Trouble::Cells(found.cells)),
        Some(_) | None => Ok(()),
    }
}
