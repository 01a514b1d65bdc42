//! `mapping.toml`: what a person chose where a workbook leaves a doubt, and how the file is written for the next run.

use super::drawn::Question;
use super::grid::column;
use super::title::area_of_cell;
use super::words::Field;
use crate::people::PartialDate;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a person chose. Whatever is not chosen is found, or asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    pub(super) as_of: Option<NaiveDate>,
    pub(super) place: Place,
    /// The nationality of everybody whose row names none.
    pub(super) nationality: Option<String>,
    /// Whether sex and year of birth that are missing are those of the personal number.
    pub(super) from_number: Option<bool>,
    /// Whether a row that seems broken in two is made one.
    pub(super) join_broken_rows: bool,
    /// Whether one constituency of each level is made up.
    pub(super) placeholder_constituencies: bool,
    /// Keys of the election.
    pub(super) election: BTreeMap<String, String>,
    /// The area of each hamlet; 0: not known yet.
    pub(super) areas: BTreeMap<String, u32>,
    pub(super) sheets: Vec<SheetChoice>,
}

/// The commune and its province; what is empty is not chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub commune_code: String,
    pub commune_name: String,
    pub province_code: String,
    pub province_name: String,
}

/// What was chosen for a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetChoice {
    pub file: String,
    pub sheet: String,
    /// Whether it is left aside, though it may hold people; or read, though it may sum up.
    pub is_aside: Option<bool>,
    /// The row of the headings, from 1.
    pub head: Option<u32>,
    pub area: Option<u32>,
    pub hamlet: Option<String>,
    /// What columns tell; `None`: nothing.
    pub columns: BTreeMap<usize, Option<Field>>,
}

/// A mapping that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mapping.toml: {vietnamese} / {english}")]
pub struct MappingError {
    vietnamese: String,
    english: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Written {
    as_of: Option<toml::Value>,
    commune_code: String,
    commune_name: String,
    province_code: String,
    province_name: String,
    nationality: String,
    from_number: Option<bool>,
    join_broken_rows: bool,
    placeholder_constituencies: bool,
    election: BTreeMap<String, toml::Value>,
    areas: BTreeMap<String, toml::Value>,
    sheets: Vec<WrittenSheet>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenSheet {
    file: String,
    sheet: String,
    r#use: String,
    head: Option<u32>,
    area: Option<toml::Value>,
    hamlet: String,
    columns: BTreeMap<String, String>,
}

impl MappingError {
    fn new(vietnamese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { vietnamese: vietnamese.into(), english: english.into() }
    }

    /// What a key should say, in Vietnamese and in English.
    fn value(key: &str, value: &str, vietnamese: &str, english: &str) -> Self {
        Self::new(
            format!("{key} = {value:?} không dùng được; ghi {vietnamese}"),
            format!("{key} = {value:?} cannot be used; write {english}"),
        )
    }
}

impl Mapping {
    /// Reads the text of `mapping.toml`.
    ///
    /// # Errors
    /// [`MappingError`] if it is not TOML, or a key or value is none that is known.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wrong = |error: toml::de::Error| {
            let what = error.to_string();
            let what = what.trim_end();
            MappingError::new(format!("tệp viết sai: {what}"), "the file is not as it should be, see above")
        };
        let written: Written = toml::from_str(text).map_err(wrong)?;
        // What was left empty is still to be answered.
        let answered = written.areas.into_iter().filter(|(_, value)| !text_of(value).is_empty());
        let areas = answered.map(|(hamlet, value)| {
            let number = whole(&value).ok_or_else(|| {
                MappingError::value(
                    &hamlet,
                    &text_of(&value),
                    "số khu vực, ví dụ 1",
                    "an area's number such as 1",
                )
            })?;
            Ok((hamlet, number))
        });
        Ok(Self {
            as_of: written.as_of.map(|value| day(&value)).transpose()?.flatten(),
            place: Place {
                commune_code: digits("commune_code", &written.commune_code, 5)?,
                commune_name: written.commune_name.trim().to_owned(),
                province_code: digits("province_code", &written.province_code, 2)?,
                province_name: written.province_name.trim().to_owned(),
            },
            nationality: Some(written.nationality.trim().to_owned()).filter(|text| !text.is_empty()),
            from_number: written.from_number,
            join_broken_rows: written.join_broken_rows,
            placeholder_constituencies: written.placeholder_constituencies,
            election: written.election.into_iter().map(|(key, value)| (key, text_of(&value))).collect(),
            areas: areas.collect::<Result<_, _>>()?,
            sheets: written.sheets.into_iter().map(sheet).collect::<Result<_, _>>()?,
        })
    }

    /// The same, with a commune and a day that the command names.
    #[must_use]
    pub fn with(mut self, commune: Option<&str>, as_of: Option<NaiveDate>) -> Self {
        if let Some(code) = commune {
            self.place = Place { commune_code: code.to_owned(), ..self.place };
        }
        self.as_of = as_of.or(self.as_of);
        self
    }

    /// What was chosen for a sheet.
    pub(super) fn sheet(&self, file: &str, name: &str) -> SheetChoice {
        let is_it = |sheet: &&SheetChoice| {
            (sheet.file.is_empty() || sheet.file == file) && sheet.sheet.trim() == name.trim()
        };
        self.sheets.iter().find(is_it).cloned().unwrap_or_default()
    }
}

fn sheet(written: WrittenSheet) -> Result<SheetChoice, MappingError> {
    let is_aside = match written.r#use.trim() {
        "" => None,
        "persons" => Some(false),
        "aside" => Some(true),
        other => {
            return Err(MappingError::value(
                "use",
                other,
                "\"persons\" hoặc \"aside\"",
                "\"persons\" or \"aside\"",
            ));
        }
    };
    let columns = written.columns.iter().map(|(letters, label)| {
        let at = column(letters).ok_or_else(|| {
            MappingError::value(
                "columns",
                letters,
                "chữ của cột, ví dụ B",
                "the letter of a column, such as B",
            )
        })?;
        let field = match label.trim() {
            "" | "-" => None,
            label => Some(Field::labelled(label).ok_or_else(|| {
                MappingError::value(
                    letters,
                    label,
                    "tên một cột của sổ mẫu",
                    "the name of a column of the template",
                )
            })?),
        };
        Ok((at, field))
    });
    Ok(SheetChoice {
        is_aside,
        head: written.head,
        area: written.area.and_then(|value| area_of_cell(&text_of(&value))),
        hamlet: Some(written.hamlet.trim().to_owned()).filter(|hamlet| !hamlet.is_empty()),
        columns: columns.collect::<Result<_, _>>()?,
        file: written.file,
        sheet: written.sheet,
    })
}

fn text_of(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

fn whole(value: &toml::Value) -> Option<u32> {
    text_of(value).parse().ok()
}

fn day(value: &toml::Value) -> Result<Option<NaiveDate>, MappingError> {
    let text = text_of(value);
    if text.is_empty() {
        return Ok(None);
    }
    let date = PartialDate::parse(&text).ok().filter(PartialDate::is_full);
    date.map(|date| Some(date.first())).ok_or_else(|| {
        MappingError::value("as_of", &text, "một ngày, ví dụ \"2026-01-20\"", "a day such as \"2026-01-20\"")
    })
}

fn digits(key: &str, text: &str, count: usize) -> Result<String, MappingError> {
    let text = text.trim();
    match text.is_empty() || (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())) {
        true => Ok(text.to_owned()),
        false => Err(MappingError::value(
            key,
            text,
            &format!("đủ {count} chữ số trong ngoặc kép"),
            &format!("{count} digits in quotation marks"),
        )),
    }
}

/// A sheet as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetFound {
    pub file: String,
    pub sheet: String,
    pub is_aside: bool,
    pub head: Option<u32>,
    pub area: Option<u32>,
    pub hamlet: Option<String>,
    /// Columns: their letters, headings and fields.
    pub columns: Vec<(String, String, Option<Field>)>,
}

/// What stands in the file for the next run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub mapping: &'a Mapping,
    pub as_of: Option<NaiveDate>,
    pub place: &'a Place,
    pub areas: &'a BTreeMap<String, Option<u32>>,
    pub sheets: &'a [SheetFound],
    pub questions: &'a [Question],
}

/// Writes the file: what was chosen or found, and above each open key why it is asked.
pub(super) fn written(found: &Found<'_>) -> String {
    let mut text = String::from(
        "# Cách đọc sổ này. Sửa chỗ cần sửa, rồi nhập lại sổ cùng với tệp này.\n\
         # How this workbook is read. Mend what needs mending, then import the workbook again with this file.\n",
    );
    write_settings(&mut text, found);
    text += "\n# Cuộc bầu cử; để trống là ngày 15/03/2026. / The election; empty: that of 15 March 2026.\n[election]\n";
    for (key, value) in &found.mapping.election {
        let is_bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let key = if is_bare && !key.is_empty() { key.clone() } else { quoted(key) };
        text += &format!("{key} = {}\n", quoted(value));
    }
    text += "\n# Khu vực bỏ phiếu của mỗi thôn, tổ; 0: chưa biết, người ở đó chờ xếp. / The voting area of each hamlet; 0: not known yet.\n[areas]\n";
    for (hamlet, area) in found.areas {
        text += &asked(found.questions, &format!("areas.{hamlet}"));
        let value = area.map_or_else(|| quoted(""), |area| area.to_string());
        text += &format!("{} = {value}\n", quoted(hamlet));
    }
    for sheet in found.sheets {
        write_sheet(&mut text, sheet, found.questions);
    }
    text
}

/// What holds of the whole workbook.
fn write_settings(text: &mut String, found: &Found<'_>) {
    let mut line = |key: &str, value: String, about: &str| {
        *text += &format!("\n# {about}\n");
        *text += &asked(found.questions, key);
        *text += &format!("{key} = {value}\n");
    };
    let place = found.place;
    let as_of = found.as_of.map_or_else(String::new, |day| day.to_string());
    line("as_of", quoted(&as_of), "Ngày của số liệu, ví dụ \"2026-01-20\". / The day of the data.");
    line(
        "commune_code",
        quoted(&place.commune_code),
        "Mã xã, phường, đặc khu: 5 chữ số. / The commune's code.",
    );
    line(
        "commune_name",
        quoted(&place.commune_name),
        "Tên xã, có chữ Xã, Phường hoặc Đặc khu. / Its name, with its kind.",
    );
    line("province_code", quoted(&place.province_code), "Mã tỉnh: 2 chữ số. / The province's code.");
    line("province_name", quoted(&place.province_name), "Tên tỉnh, thành phố. / The province's name.");
    let nationality = found.mapping.nationality.as_deref().unwrap_or_default();
    line(
        "nationality",
        quoted(nationality),
        "Quốc tịch của người không ghi quốc tịch, ví dụ \"VNM\". / The nationality of rows without one.",
    );
    line(
        "from_number",
        found.mapping.from_number.unwrap_or(false).to_string(),
        "true: ô giới tính, ngày sinh trống thì lấy theo số căn cước. / true: what is missing is taken from the personal number.",
    );
    line(
        "join_broken_rows",
        found.mapping.join_broken_rows.to_string(),
        "true: nối những dòng bị ngắt khi chép. / true: join rows that were broken when copied.",
    );
    line(
        "placeholder_constituencies",
        found.mapping.placeholder_constituencies.to_string(),
        "true: tạm lập mỗi cấp một đơn vị bầu cử. / true: make up one constituency of each level.",
    );
}

/// The key of what is asked of a sheet.
pub(super) fn sheet_key(file: &str, sheet: &str) -> String {
    format!("sheets.{file}.{sheet}")
}

/// What is asked under a key, as comments.
fn asked(questions: &[Question], key: &str) -> String {
    let of_key = questions.iter().filter(|question| question.key == key);
    let comment = |question: &Question| {
        format!("# HỎI: {}\n# ASKED: {}\n", in_a_line(&question.vietnamese), in_a_line(&question.english))
    };
    of_key.map(comment).collect()
}

/// A text as a comment may hold it: what somebody typed may go over several lines.
fn in_a_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A text in quotation marks, as a key and as a value: in one line, whatever it holds.
fn quoted(text: &str) -> String {
    let escaped = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
        letter => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn write_sheet(text: &mut String, sheet: &SheetFound, questions: &[Question]) {
    *text += "\n[[sheets]]\n";
    *text += &asked(questions, &sheet_key(&sheet.file, &sheet.sheet));
    let used = if sheet.is_aside { "aside" } else { "persons" };
    *text += &format!("file = {}\nsheet = {}\nuse = {used:?}\n", quoted(&sheet.file), quoted(&sheet.sheet));
    if sheet.is_aside {
        return;
    }
    if let Some(head) = sheet.head {
        *text += &format!("head = {head}\n");
    }
    if let Some(area) = sheet.area {
        *text += &format!("area = {area}\n");
    }
    *text += &format!("hamlet = {}\n[sheets.columns]\n", quoted(sheet.hamlet.as_deref().unwrap_or_default()));
    for (letters, heading, field) in &sheet.columns {
        let label = field.map_or("", Field::label);
        *text += &format!("{letters} = {}  # {}\n", quoted(label), in_a_line(heading));
    }
}
