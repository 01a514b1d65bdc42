//! The work of one print shop: a folder of documents, and the job ticket that counts them.

use super::super::OutputError;
use super::super::job::Job;
use super::paper::Paper;
use crate::people::{SPREADSHEET_MARK, inert};
use crate::render::commune_name;

const COLUMNS: [&str; 9] =
    ["file", "commune_code", "commune", "area_code", "area_number", "paper", "pages", "sheets", "sha256"];

/// Puts documents into the folder `name`, and their job ticket beside it; its last line has the sums.
pub(super) fn write<'p>(
    job: &Job<'_>,
    name: &str,
    papers: impl Iterator<Item = &'p Paper>,
) -> Result<(), OutputError> {
    let mut lines = Vec::new();
    let (mut pages, mut sheets) = (0, 0);
    for paper in papers {
        let digest = job.folder.put(&paper.path, &format!("{name}/{}", paper.file))?;
        let commune = job.basis.territory.commune(&paper.commune).map(commune_name).unwrap_or_default();
        pages += paper.pages;
        sheets += paper.sheets;
        lines.push([
            paper.file.clone(),
            paper.commune.to_string(),
            commune,
            paper.area.as_ref().map(|(code, _)| code.to_string()).unwrap_or_default(),
            paper.area.as_ref().map(|(_, number)| number.to_string()).unwrap_or_default(),
            paper.kind.clone(),
            paper.pages.to_string(),
            paper.sheets.to_string(),
            digest,
        ]);
    }
    let none = String::new;
    let sums = [
        "total".to_owned(),
        none(),
        none(),
        none(),
        none(),
        none(),
        pages.to_string(),
        sheets.to_string(),
        none(),
    ];
    lines.push(sums);
    let name = format!("{name}.csv");
    job.folder.write(&name, |out| {
        let failed =
            |error: csv::Error| OutputError::Write { path: job.folder.path(&name), source: error.into() };
        out.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|error| failed(error.into()))?;
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(COLUMNS).map_err(failed)?;
        for line in &lines {
            csv.write_record(line.iter().map(|cell| inert(cell))).map_err(failed)?;
        }
        csv.flush().map_err(|error| failed(error.into()))
    })?;
    Ok(())
}
