//! An OpenDocument workbook.

use super::{Sheet, archive, escaped};

/// The sheets as an `.ods`: texts as texts, dates as dates, the rest of a column's width as repeated empty cells.
pub fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let mut content = String::new();
    for sheet in sheets {
        content += &format!("<table:table table:name=\"{}\">", escaped(&sheet.name));
        for row in &sheet.rows {
            content += "<table:table-row>";
            for text in row {
                content += &cell(text);
            }
            content += "<table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>";
        }
        content += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
                    table:number-columns-repeated=\"1024\"/></table:table-row></table:table>";
    }
    ods_of_content(&content)
}

fn cell(text: &str) -> String {
    let is_day = text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    match (text.is_empty(), is_day) {
        (true, _) => "<table:table-cell/>".to_owned(),
        (false, true) => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{text}\"><text:p>{text}</text:p></table:table-cell>"
        ),
        (false, false) => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escaped(text)
        ),
    }
}

/// An `.ods` of these tables.
pub fn ods_of_content(tables: &str) -> Vec<u8> {
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<office:document-content {names}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    archive(&[
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml".to_owned(), b"<manifest:manifest/>".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}
