//! A workbook of Excel 97: records (BIFF8) in a compound file.

use super::Sheet;

const SECTOR: usize = 512;
const FREE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;
const LIST: u32 = 0xFFFF_FFFC;

/// The sheets as an `.xls` of texts.
pub fn xls(sheets: &[Sheet]) -> Vec<u8> {
    compound("Workbook", &stream(sheets))
}

/// A workbook that a spreadsheet program locked by a password.
pub fn locked() -> Vec<u8> {
    compound("EncryptedPackage", &[0; 5000])
}

/// A workbook of two cells, as far from one another as they can be, on each of so many sheets.
pub fn far_apart(sheets: usize) -> Vec<u8> {
    let mut row = vec![String::new(); 256];
    row[255] = "x".to_owned();
    let mut rows = vec![Vec::new(); 65_536];
    rows[65_535] = row;
    rows[0] = vec!["x".to_owned()];
    let sheet = |at: usize| Sheet {
        name: if at == 0 { "absences".to_owned() } else { format!("s{at}") },
        rows: rows.clone(),
    };
    xls(&(0..sheets).map(sheet).collect::<Vec<_>>())
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap().to_le_bytes();
    [kind.to_le_bytes().as_slice(), &length, body].concat()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn begin(kind: u16) -> Vec<u8> {
    let words = [0x0600_u16, kind, 0x0DBB, 0x07CC, 0, 0, 6, 0];
    record(0x0809, &words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>())
}

fn texts(sheet: &Sheet) -> Vec<u8> {
    let mut bytes = begin(0x0010);
    for (row, column, text) in sheet.cells() {
        let length = u16::try_from(text.encode_utf16().count()).unwrap();
        let mut body = Vec::new();
        for number in [u16::try_from(row).unwrap(), u16::try_from(column).unwrap(), 0, length] {
            body.extend(number.to_le_bytes());
        }
        body.push(1);
        body.extend(wide(text));
        bytes.extend(record(0x0204, &body));
    }
    bytes.extend(record(0x000A, &[]));
    bytes
}

fn stream(sheets: &[Sheet]) -> Vec<u8> {
    let listed = |sheet: &Sheet, at: u32| {
        let length = u8::try_from(sheet.name.encode_utf16().count()).unwrap();
        let mut body = at.to_le_bytes().to_vec();
        body.extend([0, 0, length, 1]);
        body.extend(wide(&sheet.name));
        record(0x0085, &body)
    };
    let before = begin(0x0005);
    let code_page = record(0x0042, &1200_u16.to_le_bytes());
    let lists: usize = sheets.iter().map(|sheet| listed(sheet, 0).len()).sum();
    let mut at = before.len() + code_page.len() + lists + 4;
    let mut bytes = [before, code_page].concat();
    let bodies: Vec<Vec<u8>> = sheets.iter().map(texts).collect();
    for (sheet, body) in sheets.iter().zip(&bodies) {
        bytes.extend(listed(sheet, u32::try_from(at).unwrap()));
        at += body.len();
    }
    bytes.extend(record(0x000A, &[]));
    bytes.extend(bodies.concat());
    bytes.resize(bytes.len().max(4096), 0);
    bytes
}

/// A compound file of one stream: header, tables, directory, stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR);
    // The sectors of the table: 109 in the header, more in sectors that list 127 each and the next of their kind.
    let (mut tables, mut lists) = (1, 0);
    while tables * (SECTOR / 4) < tables + lists + 1 + sectors {
        tables += 1;
        lists = tables.saturating_sub(109).div_ceil(SECTOR / 4 - 1);
    }
    let number = |number: usize| u32::try_from(number).unwrap();
    let mut next = vec![TABLE; tables];
    next.resize(tables + lists, LIST);
    next.push(END);
    let directory_at = tables + lists;
    let first = directory_at + 1;
    next.extend(
        (first..first + sectors).map(|at| if at + 1 < first + sectors { number(at + 1) } else { END }),
    );
    next.resize(tables * (SECTOR / 4), FREE);
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    for word in [0x003E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        header.extend(word.to_le_bytes());
    }
    let first_list = if lists > 0 { number(tables) } else { END };
    for word in [0, number(tables), number(directory_at), 0, 4096, END, 0, first_list, number(lists)] {
        header.extend(word.to_le_bytes());
    }
    let table = |at: usize| if at < tables { number(at) } else { FREE }.to_le_bytes();
    header.extend((0..109).flat_map(table));
    let mut listed = Vec::new();
    for list in 0..lists {
        let begin = 109 + list * (SECTOR / 4 - 1);
        listed.extend((begin..begin + SECTOR / 4 - 1).flat_map(table));
        let more = if list + 1 < lists { number(tables + list + 1) } else { END };
        listed.extend(more.to_le_bytes());
    }
    let entry = |name: &str, kind: u8, child: u32, first: u32, length: usize| {
        let mut entry: Vec<u8> = wide(name);
        entry.resize(64, 0);
        entry.extend(u16::try_from(wide(name).len() + 2).unwrap().to_le_bytes());
        entry.extend([kind, 1]);
        for word in [FREE, FREE, child] {
            entry.extend(word.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(first.to_le_bytes());
        entry.extend(u64::try_from(length).unwrap().to_le_bytes());
        entry
    };
    let mut directory = entry("Root Entry", 5, 1, END, 0);
    directory.extend(entry(name, 2, FREE, number(first), stream.len()));
    directory.resize(SECTOR, 0);
    let mut bytes = header;
    bytes.extend(next.iter().flat_map(|word| word.to_le_bytes()));
    bytes.extend(listed);
    bytes.extend(directory);
    bytes.extend_from_slice(stream);
    bytes.resize(bytes.len().div_ceil(SECTOR) * SECTOR, 0);
    bytes
}
