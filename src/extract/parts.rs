//! The parts of a workbook, looked at before a library opens it: a few packed bytes may claim, or unpack to, more than any
//! memory holds. Nothing is kept, so that looking costs no memory.

use super::error::ExtractError;
use super::markup::{self, Trouble};
use super::schema::TABLES;
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
/// How a file begins that a spreadsheet program locked by a password.
const LOCKED: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

type Archive = ZipArchive<BufReader<File>>;

/// What a workbook may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A sheet may have the name of a table.
    Tables,
    /// No sheet has.
    NoTable,
}

/// Runs what a library does with a file that anybody may have made: where it panics, the file is named.
///
/// # Errors
/// [`ExtractError::Workbook`] if it panics.
pub(super) fn caught<T>(shown: &str, run: impl FnOnce() -> T) -> Result<T, ExtractError> {
    catch_unwind(AssertUnwindSafe(run))
        .map_err(|_| wrong(shown, "a part of it is not what a workbook may hold"))
}

fn wrong(shown: &str, what: &str) -> ExtractError {
    ExtractError::Workbook { file: shown.into(), what: what.into() }
}

/// Looks whether a workbook may hold a table, and if so at all its parts.
///
/// # Errors
/// [`ExtractError`] if it cannot be opened, or a part is larger, claims more or is made otherwise than a workbook's may be.
pub(super) fn check(path: &Path, shown: &str) -> Result<Holds, ExtractError> {
    let unreadable = |source| ExtractError::Unreadable { path: path.into(), source };
    let mut file = BufReader::with_capacity(1 << 16, crate::given::open(path).map_err(unreadable)?);
    if file.fill_buf().map_err(unreadable)?.starts_with(&LOCKED) {
        return Err(wrong(shown, "it is locked by a password, or of an old form"));
    }
    caught(shown, || {
        let mut archive = ZipArchive::new(file).map_err(|_| damaged(shown))?;
        match names_a_table(&mut archive, shown)? {
            true => all_parts(&mut archive, shown).map(|()| Holds::Tables),
            false => Ok(Holds::NoTable),
        }
    })?
}

/// Looks at all parts of a workbook, whatever its sheets are called.
///
/// # Errors
/// [`ExtractError`] as [`check`].
pub fn check_parts(path: &Path, shown: &str) -> Result<(), ExtractError> {
    let unreadable = |source| ExtractError::Unreadable { path: path.into(), source };
    let file = BufReader::with_capacity(1 << 16, crate::given::open(path).map_err(unreadable)?);
    caught(shown, || {
        let mut archive = ZipArchive::new(file).map_err(|_| damaged(shown))?;
        all_parts(&mut archive, shown)
    })?
}

fn damaged(shown: &str) -> ExtractError {
    wrong(shown, "the archive is damaged or cut short")
}

/// Whether the list of sheets holds the name of a table.
fn names_a_table(archive: &mut Archive, shown: &str) -> Result<bool, ExtractError> {
    let lists = |name: &str| file_of(name).starts_with("workbook") && name.ends_with(".xml");
    let names = names(archive, shown)?;
    for (at, _) in names.iter().enumerate().filter(|(_, name)| lists(&name.to_lowercase())) {
        let part = archive.by_index(at).map_err(|_| damaged(shown))?;
        let mut text = Vec::new();
        part.take(NAMES_LIMIT + 1).read_to_end(&mut text).map_err(|_| damaged(shown))?;
        if text.len() as u64 > NAMES_LIMIT {
            return Err(wrong(shown, "the list of its sheets unpacks to more than 8 MiB"));
        }
        let text = String::from_utf8_lossy(&text).to_lowercase();
        if TABLES.iter().any(|table| text.contains(table.name)) {
            return Ok(true);
        }
    }
    Ok(false)
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
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        match name.ends_with(".xml") {
            true if name.contains("sharedstrings") => Self::Texts,
            true if name.contains("worksheets") || file_of(&name).starts_with("sheet") => Self::Sheet,
            true | false => Self::Other,
        }
    }

    fn limit(self) -> u64 {
        match self {
            Self::Texts => TEXTS_LIMIT,
            Self::Sheet => SHEET_LIMIT,
            Self::Other => OTHER_LIMIT,
        }
    }
}

/// Unpacks every part once, and keeps nothing of it.
fn all_parts(archive: &mut Archive, shown: &str) -> Result<(), ExtractError> {
    let names = names(archive, shown)?;
    let sheets = names.iter().filter(|name| Kind::of(name) == Kind::Sheet).count();
    if archive.len() > PARTS_MAX || sheets > SHEETS_MAX {
        let what =
            format!("it has {} parts and {sheets} sheets, more than {SHEETS_MAX} sheets", archive.len());
        return Err(wrong(shown, &what));
    }
    for (at, name) in names.iter().enumerate() {
        let part = archive.by_index(at).map_err(|_| damaged(shown))?;
        let (kind, claimed) = (Kind::of(name), part.size());
        if claimed > kind.limit() {
            let what = format!("its part {name:.60?} unpacks to {claimed} bytes, more than {}", kind.limit());
            return Err(wrong(shown, &what));
        }
        // One byte more than it claims tells that it lies.
        let mut text = BufReader::with_capacity(1 << 16, part.take(claimed + 1));
        let looked = match kind {
            Kind::Other => io::copy(&mut text, &mut io::sink()).map(drop).map_err(Trouble::from),
            Kind::Texts | Kind::Sheet => markup::look(&mut text).and_then(|found| {
                let likely = found.texts.saturating_mul(2).saturating_add(1_000);
                match found.claimed {
                    Some(claimed) if claimed > likely => Err(Trouble::Claim { claimed, texts: found.texts }),
                    Some(_) | None if found.texts > TEXTS_MAX => Err(Trouble::Texts(found.texts)),
                    Some(_) | None => Ok(()),
                }
            }),
        };
        looked.map_err(|trouble| wrong(shown, &format!("{trouble} (in its part {name:.60?})")))?;
        if text.into_inner().limit() == 0 {
            let what =
                format!("its part {name:.60?} unpacks to more than the {claimed} bytes that it claims");
            return Err(wrong(shown, &what));
        }
    }
    Ok(())
}
