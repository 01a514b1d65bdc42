//! Workbooks of texts in the forms that no library of ours writes, byte by byte, as small as programs that read them allow.

mod ods;
mod xls;
mod xlsb;

pub use ods::{ods, ods_of_content};
pub use xls::{far_apart, locked, xls};
pub use xlsb::xlsb;

/// A sheet of texts.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheet that a text of CSV stands for.
    pub fn of_csv(name: &str, text: &str) -> Self {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        Self { name: name.to_owned(), rows: rows.collect() }
    }

    /// The cells that hold something, with row and column.
    fn cells(&self) -> impl Iterator<Item = (u32, u32, &str)> {
        (0_u32..).zip(&self.rows).flat_map(|(row, cells)| {
            (0_u32..)
                .zip(cells)
                .filter(|(_, text)| !text.is_empty())
                .map(move |(column, text)| (row, column, text.as_str()))
        })
    }
}

/// An archive of stored parts.
fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
