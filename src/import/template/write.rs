//! Writes the template as an `.xlsx` workbook; equal offices have equal bytes.

use super::forms::{self, Cells, Column, FORMS, Form};
use super::values::{self, Value};
use crate::import::election::{Holds, SETTINGS, Setting};
use crate::import::grid::letters;
use crate::import::place::Commune;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

/// The rows of a sheet that a list to choose from reaches.
const ROWS: u32 = 5_000;
/// The row of headings, behind the title and what the sheet is for.
const HEAD: u32 = 2;

/// The faces of the workbook.
struct Styles {
    title: Format,
    about: Format,
    heading: Format,
    needed: Format,
    example: Format,
    text: Format,
    label: Format,
    filled: Format,
    note: Format,
}

impl Styles {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Times New Roman").set_font_size(12);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00A6_A6A6));
        let heading = boxed.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        let heading = heading.set_align(FormatAlign::VerticalCenter);
        Self {
            title: plain.clone().set_bold().set_font_size(15),
            about: plain.clone().set_italic().set_text_wrap().set_align(FormatAlign::Top),
            heading: heading.clone().set_background_color(Color::RGB(0x00E2_E8F0)),
            needed: heading.set_background_color(Color::RGB(0x00FC_E4B4)),
            example: boxed.clone().set_italic().set_font_color(Color::RGB(0x0070_7070)).set_num_format("@"),
            // Texts, so that leading zeros stay and nothing is made a date or a formula; no borders, which would print empty pages.
            text: plain.clone().set_num_format("@"),
            label: boxed.clone().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            filled: boxed.clone().set_num_format("@").set_background_color(Color::RGB(0x00FF_FBEB)),
            note: plain.set_italic().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// Writes the template; of an office whose commune is known with its names and codes in it.
///
/// # Errors
/// [`XlsxError`] if a sheet breaks a limit of the format.
pub fn write(commune: Option<&Commune>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    let properties = DocProperties::new().set_title("Sổ nhân khẩu và bầu cử").set_author("cutri");
    book.set_properties(&properties.set_creation_datetime(&made));
    let styles = Styles::new();
    guide(book.add_worksheet(), &styles)?;
    election(book.add_worksheet(), &styles, commune)?;
    for form in FORMS {
        sheet(book.add_worksheet(), &styles, form)?;
    }
    lists(book.add_worksheet(), &styles)?;
    book.save_to_buffer()
}

/// A4 on its long side, one page wide.
fn page(sheet: &mut Worksheet) {
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_landscape();
    sheet.set_footer("&L&A&RTrang &P/&N");
}

const GUIDE: [&str; 12] = [
    "1. Trang «Bầu cử»: ghi mã và tên xã, tỉnh, ngày của số liệu. Cuộc bầu cử ngày 15/03/2026 đã ghi sẵn.",
    "2. Trang «Thôn, tổ dân phố»: mỗi thôn một dòng, kèm số khu vực bỏ phiếu của thôn.",
    "3. Trang «Khu vực bỏ phiếu» và «Đơn vị bầu cử»: ghi theo quyết định đã ban hành.",
    "4. Trang «Nhân khẩu»: mỗi người một dòng, xếp theo hộ, theo thứ tự nhà. Đây là trang chính.",
    "5. Các trang còn lại chỉ ghi khi có: đơn vị vũ trang, người bị tạm giam, người bị tước quyền bầu cử, người khai báo tạm vắng, nguyện vọng.",
    "6. Cột có đầu đề màu vàng là cột bắt buộc. Đưa chuột lên đầu đề để xem cách ghi.",
    "7. Ô có mũi tên: chọn trong danh sách. Chữ hoa, chữ thường, viết tắt thông dụng đều đọc được.",
    "8. Số căn cước đã đặt dạng chữ để không mất số 0 ở đầu. Khi dán từ sổ khác, chọn «Dán giá trị» (Paste values).",
    "9. Ngày sinh ghi ngày/tháng/năm, ví dụ 05/03/1980. Không rõ ngày, tháng thì chỉ ghi năm.",
    "10. Dòng ghi «Ví dụ» ở cột STT không được đọc; có thể xóa hoặc để nguyên.",
    "11. Ghi xong, lưu lại rồi nhập sổ này vào chương trình. Báo cáo bao-cao-nhap.xlsx cho biết từng dòng được nhận hay để lại, vì sao.",
    "12. Sổ này chứa dữ liệu cá nhân: chỉ lưu trên máy của cơ quan, không gửi qua mạng xã hội, không đưa lên kho lưu trữ công cộng.",
];

fn guide(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(forms::GUIDE)?.set_column_width(0, 110)?;
    sheet.write_with_format(0, 0, "Sổ nhân khẩu và bầu cử của xã, phường, đặc khu", &styles.title)?;
    sheet.set_row_height(0, 26)?;
    for (row, line) in (2..).zip(GUIDE) {
        sheet.write_string_with_format(row, 0, line, &styles.note)?;
        sheet.set_row_height(row, if line.chars().count() > 105 { 36 } else { 19 })?;
    }
    page(sheet);
    Ok(())
}

fn election(sheet: &mut Worksheet, styles: &Styles, commune: Option<&Commune>) -> Result<(), XlsxError> {
    sheet.set_name(forms::ELECTION)?;
    for (column, width) in [(0, 36), (1, 62), (2, 54)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_with_format(0, 0, "Xã và cuộc bầu cử", &styles.title)?;
    sheet.set_row_height(0, 26)?;
    for (at, heading) in (0..).zip(["Mục", "Nội dung", "Cách ghi"]) {
        sheet.write_with_format(HEAD, at, heading, &styles.heading)?;
    }
    for (row, setting) in (HEAD + 1..).zip(&SETTINGS) {
        sheet.write_with_format(row, 0, setting.label, &styles.label)?;
        sheet.write_string_with_format(row, 1, filled(setting, commune), &styles.filled)?;
        sheet.write_string_with_format(row, 2, setting.note, &styles.note)?;
        if let Holds::One(values) = setting.holds {
            choose(sheet, values, [row, row], 1)?;
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    page(sheet);
    Ok(())
}

/// What stands beside a setting already.
fn filled<'a>(setting: &'a Setting, commune: Option<&'a Commune>) -> &'a str {
    let Some(commune) = commune else { return setting.filled };
    match setting.key {
        "commune_code" => &commune.code,
        "commune_name" => &commune.name,
        "province_code" => &commune.province_code,
        "province_name" => &commune.province_name,
        _ => setting.filled,
    }
}

fn sheet(sheet: &mut Worksheet, styles: &Styles, form: &Form) -> Result<(), XlsxError> {
    sheet.set_name(form.name)?;
    sheet.write_with_format(0, 0, form.name, &styles.title)?;
    sheet.set_row_height(0, 26)?;
    let last = u16::try_from(form.columns.len() - 1).unwrap_or(u16::MAX);
    sheet.merge_range(1, 0, 1, last.min(9), form.about, &styles.about)?;
    sheet.set_row_height(1, 34)?;
    sheet.set_row_height(HEAD, 50)?;
    for (at, column) in (0..).zip(form.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.set_column_format(at, &styles.text)?;
        let heading = if column.needed { &styles.needed } else { &styles.heading };
        sheet.write_with_format(HEAD, at, column.label, heading)?;
        if !column.note.is_empty() {
            let note = Note::new(column.note).add_author_prefix(false).set_width(260).set_height(76);
            sheet.insert_note(HEAD, at, &note)?;
        }
        sheet.write_string_with_format(HEAD + 1, at, column.example, &styles.example)?;
        rule(sheet, column, at)?;
    }
    sheet.set_freeze_panes(HEAD + 1, frozen(form))?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    page(sheet);
    Ok(())
}

/// The columns that stay in sight: up to the name of who or what a row tells of.
fn frozen(form: &Form) -> u16 {
    let name = form.columns.iter().position(|column| column.label == "Họ và tên");
    name.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(1)
}

/// What may be chosen in a column.
fn rule(sheet: &mut Worksheet, column: &Column, at: u16) -> Result<(), XlsxError> {
    let rows = [HEAD + 1, HEAD + ROWS];
    match column.cells {
        Cells::One(values) => choose(sheet, values, rows, at),
        Cells::Hamlet => choose_from(sheet, &forms::HAMLETS, [rows, [u32::from(at); 2]]),
        Cells::Area => choose_from(sheet, &forms::AREAS, [rows, [u32::from(at); 2]]),
        Cells::Facility => choose_from(sheet, &forms::FACILITIES, [rows, [u32::from(at); 2]]),
        Cells::Text | Cells::Digits | Cells::Date | Cells::Whole => Ok(()),
    }
}

fn choose(
    sheet: &mut Worksheet,
    values: &[Value],
    [first, last]: [u32; 2],
    at: u16,
) -> Result<(), XlsxError> {
    let Some(place) = LISTS.iter().position(|list| list.values == values) else { return Ok(()) };
    let letter = letters(place);
    let range = format!("='{}'!${letter}$2:${letter}${}", forms::LISTS, values.len() + 1);
    let rule = DataValidation::new().allow_list_formula(Formula::new(range));
    sheet.add_data_validation(first, at, last, at, &hint(rule))?;
    Ok(())
}

/// The lists to choose from, a column each: words with commas in them cannot stand in a cell's own rule.
struct List {
    heading: &'static str,
    values: &'static [Value],
}

const LISTS: [List; 13] = [
    List { heading: "Giới tính", values: values::SEXES },
    List { heading: "Quan hệ với chủ hộ", values: values::ROLES },
    List { heading: "Tình trạng", values: values::LIVES },
    List { heading: "Quốc tịch", values: values::NATIONALITIES },
    List { heading: "Loại khu vực", values: values::AREA_KINDS },
    List { heading: "Lý do dưới 300 cử tri", values: values::SMALL_REASONS },
    List { heading: "Cấp", values: values::LEVELS },
    List { heading: "Loại đơn vị, cơ sở", values: values::STAYS },
    List { heading: "Tình trạng pháp lý", values: values::STATUSES },
    List { heading: "Nguyện vọng", values: values::WISHES },
    List { heading: "Qua", values: values::CHANNELS },
    List { heading: "Chức vụ người ký", values: values::SIGNERS },
    List { heading: "Có, không", values: values::TRUTHS },
];

fn lists(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(forms::LISTS)?;
    for (at, list) in (0..).zip(&LISTS) {
        sheet.set_column_width(at, 30)?;
        sheet.write_with_format(0, at, list.heading, &styles.heading)?;
        for (row, value) in (1..).zip(list.values) {
            sheet.write_string_with_format(row, at, value.shown, &styles.text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    page(sheet);
    Ok(())
}

/// A choice among what another sheet lists in its second column.
fn choose_from(
    sheet: &mut Worksheet,
    of: &Form,
    [[first, last], [at, _]]: [[u32; 2]; 2],
) -> Result<(), XlsxError> {
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    let range = format!("='{}'!$B${}:$B${}", of.name, HEAD + 3, HEAD + 400);
    let rule = DataValidation::new().allow_list_formula(Formula::new(range));
    sheet.add_data_validation(first, at, last, at, &hint(rule))?;
    Ok(())
}

/// What is typed otherwise is kept: it is read, or told, when the workbook is imported.
fn hint(rule: DataValidation) -> DataValidation {
    rule.ignore_blank(true).show_error_message(false)
}
