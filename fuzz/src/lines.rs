//! Lines: wherever the buffer ends and in whatever encoding, the same cells are read; written again they are read again; and
//! where a text is lawful, another reader reads the same.

use cutri::extract::schema::{RESIDENCES, Table};
use cutri::extract::{Count, LineRead, Opened, lines};
use std::io::{BufReader, Cursor};

const TABLE: &Table = &RESIDENCES;

/// Holds of any bytes.
pub fn holds(bytes: &[u8]) {
    let read = read(bytes, 1 << 16);
    let capacity = 1 + bytes.len() % 7;
    assert_eq!(read, self::read(bytes, capacity), "read {capacity} bytes at once");
    let Ok(found) = read else {
        assert!(std::str::from_utf8(bytes).is_err(), "text in UTF-8 is always read to its end");
        return;
    };
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(found.windows(2).all(|pair| pair[0].number < pair[1].number), "each line once");
    assert!(found.iter().all(|line| (1..=ends + 1).contains(&line.number)), "no line that is not there");
    are_written_and_read_again(&found);
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        are_the_same_in_utf_16(text, &found);
        are_the_same_to_another_reader(text, &found);
    }
}

fn read(bytes: &[u8], capacity: usize) -> Result<Vec<LineRead>, String> {
    let stream = BufReader::with_capacity(capacity, Cursor::new(bytes.to_vec()));
    let opened = Opened::text_as_found(Box::new(stream), Count::of_rows(), TABLE);
    opened
        .map_err(|error| error.to_string())
        .and_then(|text| lines(text, "residences.csv").map_err(|error| error.to_string()))
}

fn are_written_and_read_again(found: &[LineRead]) {
    let rows: Vec<&Vec<String>> = found.iter().filter_map(|line| line.cells.as_ref()).collect();
    // A NUL tells of UTF-16.
    if rows.iter().any(|row| row.iter().any(|cell| cell.contains('\0'))) {
        return;
    }
    let mut csv =
        csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    csv.write_record(TABLE.columns.iter().map(|column| column.name)).expect("memory takes all");
    rows.iter().for_each(|row| csv.write_record(*row).expect("memory takes all"));
    let written = csv.into_inner().expect("memory takes all");
    let again = read(&written, 1 << 16).expect("what was written is read");
    let again: Vec<&Vec<String>> = again[1..].iter().filter_map(|line| line.cells.as_ref()).collect();
    assert_eq!(rows, again, "written and read again");
}

fn are_the_same_in_utf_16(text: &str, found: &[LineRead]) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(order).collect();
        assert_eq!(read(&bytes, 1 << 16).as_deref(), Ok(found), "in UTF-16");
    }
}

/// Compares with the `csv` crate where nothing stands in the text that the two are meant to read in different ways.
fn are_the_same_to_another_reader(text: &str, found: &[LineRead]) {
    let is_other = [";", "\t", "\r", "\u{feff}", " \"", "\" "].iter().any(|part| text.contains(part));
    let is_told = text.to_ascii_lowercase().contains("sep=");
    let rows: Option<Vec<&Vec<String>>> = found.iter().map(|line| line.cells.as_ref()).collect();
    let Some(rows) = rows.filter(|_| !is_other && !is_told) else { return };
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.into_records().map(|record| record.expect("text in UTF-8"));
    let records: Vec<Vec<String>> = records
        .map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>())
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    assert_eq!(rows, records.iter().collect::<Vec<_>>(), "the csv crate reads the same");
}
