//! A binary workbook of Excel 2007: records (BIFF12) in an archive.

use super::{Sheet, archive};

/// The sheets as an `.xlsb` of texts.
pub fn xlsb(sheets: &[Sheet]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |at: usize| {
        format!(
            "<Relationship Id=\"rId{at}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{at}.bin\"/>"
        )
    };
    let relations: String = (1..=sheets.len()).map(relation).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        (
            "_rels/.rels".to_owned(),
            format!("<Relationships><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>")
                .into_bytes(),
        ),
        (
            "xl/_rels/workbook.bin.rels".to_owned(),
            format!("<Relationships>{relations}</Relationships>").into_bytes(),
        ),
        ("xl/workbook.bin".to_owned(), workbook(sheets)),
    ];
    for (at, sheet) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{at}.bin"), cells(sheet)));
    }
    archive(&parts)
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    match u8::try_from(kind) {
        Ok(kind) if kind < 0x80 => bytes.push(kind),
        _ => bytes.extend([u8::try_from(kind & 0x7F).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]),
    }
    let mut length = body.len();
    while length > 0x7F {
        bytes.push(u8::try_from(length & 0x7F).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    bytes.extend(body);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut bytes = record(0x0083, &[]);
    bytes.extend(record(0x0099, &[0; 12]));
    bytes.extend(record(0x008F, &[]));
    for (at, sheet) in (1_u32..).zip(sheets) {
        let mut body = [0_u32.to_le_bytes(), at.to_le_bytes()].concat();
        body.extend(wide(&format!("rId{at}")));
        body.extend(wide(&sheet.name));
        bytes.extend(record(0x009C, &body));
    }
    bytes.extend(record(0x0090, &[]));
    bytes.extend(record(0x0084, &[]));
    bytes
}

fn cells(sheet: &Sheet) -> Vec<u8> {
    let last_row = u32::try_from(sheet.rows.len()).unwrap().saturating_sub(1);
    let mut bytes = record(0x0081, &[]);
    let bounds = [0, last_row, 0, 100];
    bytes
        .extend(record(0x0094, &bounds.iter().flat_map(|word: &u32| word.to_le_bytes()).collect::<Vec<_>>()));
    bytes.extend(record(0x0091, &[]));
    let mut current = None;
    for (row, column, text) in sheet.cells() {
        if current != Some(row) {
            current = Some(row);
            let mut body = row.to_le_bytes().to_vec();
            body.resize(17, 0);
            bytes.extend(record(0x0000, &body));
        }
        let mut body = column.to_le_bytes().to_vec();
        body.extend([0; 4]);
        body.extend(wide(text));
        bytes.extend(record(0x0006, &body));
    }
    bytes.extend(record(0x0092, &[]));
    bytes.extend(record(0x0082, &[]));
    bytes
}
