//! The summary tables of a place: as pages, workbooks and on paper.

use super::OutputError;
use super::commune::AreaFiles;
use super::job::Job;
use super::options::Format;
use super::place::Place;
use crate::render::Language;
use crate::render::documents;
use crate::render::html::{self, Document};
use crate::render::summary_table::{RowsOf, SummaryTable, TableOf};
use crate::render::xlsx;
use crate::roll::{Constituencies, Numbers};
use crate::territory::{AreaKind, Level};

/// The workbook and the paper of a table.
fn documents_of(table: &SummaryTable<'_>) -> [Document; 2] {
    match (table.rows_of, table.numbers) {
        (RowsOf::Places, Numbers::Public) => [Document::SummaryTableXlsx, Document::SummaryTablePdf],
        (RowsOf::Places, Numbers::Official) => {
            [Document::SummaryTableOfficialXlsx, Document::SummaryTableOfficialPdf]
        }
        (RowsOf::Constituencies(_), _) => [Document::ConstituencyTableXlsx, Document::ConstituencyTablePdf],
    }
}

/// The summary tables of a commune: by area, with armed units where there are some, and by constituency of its council.
pub(super) fn of_commune<'a>(
    job: &Job<'a>,
    place: &Place<'a>,
    rows: &[AreaFiles<'_>],
    constituencies: &Constituencies<'_>,
) -> Vec<SummaryTable<'a>> {
    let (election, profile, language) = (&job.basis().election, &job.basis().profile, Language::Vietnamese);
    let Place { commune, province, .. } = *place;
    let areas = || rows.iter().map(|(area, totals, _)| (*area, *totals));
    let table = SummaryTable::of_commune(election, profile, commune, province, areas(), language);
    let mut tables = vec![table.with_constituencies(constituencies, language)];
    if rows.iter().any(|(area, ..)| area.kind == AreaKind::Military) {
        let table =
            SummaryTable::official_of_commune(election, profile, commune, province, areas(), language);
        tables.push(table.with_constituencies(constituencies, language));
    }
    let own: Vec<_> = constituencies.of_level(Level::Communal).filter(|row| html::is_public(row)).collect();
    if !own.is_empty() {
        let of = TableOf::Commune { commune, province };
        let rows = own.into_iter().map(|row| (row, None));
        tables.push(SummaryTable::of_constituencies(election, profile, of, Level::Communal, language, rows));
    }
    let office = job.basis().territory.office(&commune.commune_code);
    tables.into_iter().map(|table| table.signed_by(office)).collect()
}

/// Writes workbooks and papers of tables, which are in Vietnamese whatever the language of pages, into a folder that is empty or
/// ends with `/`, and names them.
pub(super) fn write(
    job: &Job<'_>,
    folder: &str,
    tables: &[SummaryTable<'_>],
) -> Result<Vec<Document>, OutputError> {
    let mut written = Vec::new();
    for table in tables {
        let [workbook, paper] = documents_of(table);
        if job.wants(Format::Xlsx) {
            let name = format!("{folder}{}", workbook.file_name());
            job.place
                .folder
                .write(&name, |out| xlsx::summary_table(table, job.basis().election.posted_on, out))?;
            written.push(workbook);
        }
        if job.printer.is_some() {
            let name = format!("{folder}{}", paper.file_name());
            job.print(&name, folder.trim_end_matches('/'), &documents::summary_table(table))?;
            written.push(paper);
        }
    }
    Ok(written)
}

/// Writes the page of a table into a folder that ends with `/`, and names it.
pub(super) fn page(job: &Job<'_>, folder: &str, table: &SummaryTable<'_>) -> Result<Document, OutputError> {
    let name = format!("{folder}{}", Document::SummaryTable.file_name());
    job.text(&name, html::summary_table(&job.frame(), table)?)?;
    Ok(Document::SummaryTable)
}
