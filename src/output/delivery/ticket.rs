//! The work of one print shop: a folder of documents, and the job ticket that counts them.

use super::super::OutputError;
use super::super::job::Job;
use super::paper::Paper;
use crate::render::{commune_name, csv};

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
        let digest = job.place.folder.put(&paper.path, &format!("{name}/{}", paper.file))?;
        let commune = job.basis().territory.commune(&paper.commune).map(commune_name).unwrap_or_default();
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
    let mut sums = ["total", "", "", "", "", "", "", "", ""].map(str::to_owned);
    (sums[6], sums[7]) = (pages.to_string(), sheets.to_string());
    lines.push(sums);
    job.place
        .folder
        .write(&format!("{name}.csv"), |out| csv::write("job ticket", COLUMNS, lines, out))
        .map(drop)
}
