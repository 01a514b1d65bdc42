//! The files above the communes: pages of the provinces and of the whole input, the report of those with no commune, and
//! the official export of decisions.

use super::super::error::TaskError;
use super::commune::{
    CommuneFiles, add_reasons, append_decisions, decisions_part, print_summary, quality_of,
};
use super::outcomes;
use super::{Format, Job};
use crate::people::{CommuneCode, ProvinceCode};
use crate::render::html::{self, Books, Document, Figures, NationPage, PlaceRow, ProvincePage};
use crate::render::summary_table::SummaryTable;
use crate::render::{csv, xlsx};
use crate::roll::Totals;
use crate::store;
use crate::territory::{Commune, Province, Shape, Shapes};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Write};
use tokio::runtime::Handle;

/// Writes a value as indented JSON with a line feed at the end.
pub(super) fn json<T: Serialize>(value: &T, mut out: &mut dyn Write) -> Result<(), TaskError> {
    let unwritable = |_| TaskError::Document { what: "summary" };
    serde_json::to_writer_pretty(&mut out, value).map_err(unwritable)?;
    out.write_all(b"\n").map_err(|source| TaskError::Write { path: "summary.json".into(), source })
}

/// A province and what its communes showed.
struct ProvinceFigures {
    province: Province,
    figures: Figures,
    communes: Vec<(Commune, Figures)>,
}

/// Writes everything above the communes.
pub(super) fn write(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Result<(), TaskError> {
    let shapes = shapes(job)?;
    let provinces = provinces(job, communes);
    for province in provinces.values() {
        province_files(job, province, &shapes)?;
    }
    let adrift = adrift(job)?;
    nation_files(job, &provinces, adrift, &shapes)?;
    join_decisions(job, communes)
}

fn provinces(
    job: &Job<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
) -> BTreeMap<ProvinceCode, ProvinceFigures> {
    let mut provinces = BTreeMap::new();
    for (code, files) in communes {
        let Some(commune) = job.basis.territory.commune(code) else { continue };
        let of_province = provinces.entry(commune.province_code.clone()).or_insert_with(|| ProvinceFigures {
            province: super::commune::province_of(job, commune),
            figures: Figures::default(),
            communes: Vec::new(),
        });
        of_province.figures += &files.figures;
        of_province.communes.push((commune.clone(), files.figures.clone()));
    }
    provinces
}

fn place_row<'a>(code: &'a str, name: &'a str, figures: &Figures, shape: Option<&'a Shape>) -> PlaceRow<'a> {
    PlaceRow { code, name, books: figures.books, totals: figures.totals, shape }
}

/// The outlines that the database keeps for the snapshot.
fn shapes(job: &Job<'_>) -> Result<Shapes, TaskError> {
    if !job.wants(Format::Html) {
        return Ok(Shapes::default());
    }
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    let found = handle.block_on(store::shapes::find(&mut tx, &job.basis.snapshot_id))?;
    handle.block_on(tx.rollback())?;
    let Some(text) = found else { return Ok(Shapes::default()) };
    serde_json::from_str(&text).map_err(|_| TaskError::Document { what: "shapes" })
}

/// The outline of a province: its own, or those of its communes together.
fn shape_of_province(of: &ProvinceFigures, shapes: &Shapes) -> Option<Shape> {
    let own = shapes.provinces.get(&of.province.province_code).cloned();
    own.or_else(|| {
        let communes =
            of.communes.iter().filter_map(|(commune, _)| shapes.communes.get(&commune.commune_code));
        let joined = Shape(communes.flat_map(|shape| shape.0.iter().cloned()).collect());
        Some(joined).filter(|shape| !shape.0.is_empty())
    })
}

fn province_files(job: &Job<'_>, of: &ProvinceFigures, shapes: &Shapes) -> Result<(), TaskError> {
    let basis = job.basis;
    let folder = &of.province.province_code;
    let totals = of.communes.iter().map(|(commune, figures)| (commune, figures.totals));
    let table = SummaryTable::of_province((&basis.election, &basis.profile), &of.province, totals);
    let mut documents = Vec::new();
    if job.wants(Format::Xlsx) {
        let name = format!("{folder}/{}", Document::SummaryTableXlsx.file_name());
        job.folder.write(&name, |out| xlsx::summary_table(&table, basis.election.posted_on, out))?;
        documents.push(Document::SummaryTableXlsx);
    }
    if job.printer.is_some() {
        print_summary(job, &table, folder.as_str())?;
        documents.push(Document::SummaryTablePdf);
    }
    if !job.wants(Format::Html) {
        return Ok(());
    }
    let name = format!("{folder}/{}", Document::SummaryTable.file_name());
    job.text(&name, html::summary_table(&job.frame(), &table)?)?;
    documents.push(Document::SummaryTable);
    documents.sort();
    let rows: Vec<PlaceRow<'_>> = of
        .communes
        .iter()
        .map(|(commune, figures)| {
            let code = &commune.commune_code;
            place_row(code.as_str(), &commune.name, figures, shapes.communes.get(code))
        })
        .collect();
    let page =
        ProvincePage { province: &of.province, figures: &of.figures, communes: &rows, documents: &documents };
    job.text(&format!("{folder}/summary.html"), page.render(&job.frame())?)
}

/// The persons of no commune: their report, and what the page of the whole input shows of them.
fn adrift(job: &Job<'_>) -> Result<Figures, TaskError> {
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    let outcomes = outcomes::of_commune(job, &handle, &mut tx, "")?;
    append_decisions(job, "", &outcomes)?;
    handle.block_on(tx.rollback())?;
    job.folder.write("not-listed.csv", |out| csv::not_listed(&outcomes.unlisted, out))?;
    let counts = &job.derived.adrift;
    let mut figures = Figures {
        books: Books {
            persons: counts.persons,
            listed: counts.listed,
            not_eligible: counts.not_eligible,
            no_list: counts.no_list,
            queue: counts.queue,
        },
        totals: Totals::default(),
        quality: job.quality.map(|quality| quality_of(&quality.without_commune)).unwrap_or_default(),
        findings: job.findings.of(None, job.options.language),
        ..Figures::default()
    };
    add_reasons(&outcomes.unlisted, &mut figures);
    Ok(figures)
}

fn nation_files(
    job: &Job<'_>,
    provinces: &BTreeMap<ProvinceCode, ProvinceFigures>,
    adrift: Figures,
    shapes: &Shapes,
) -> Result<(), TaskError> {
    if !job.wants(Format::Html) {
        return Ok(());
    }
    let mut figures = adrift;
    for province in provinces.values() {
        figures += &province.figures;
    }
    let outlines: Vec<Option<Shape>> = provinces.values().map(|of| shape_of_province(of, shapes)).collect();
    let rows: Vec<PlaceRow<'_>> = provinces
        .values()
        .zip(&outlines)
        .map(|(of, shape)| {
            let Province { province_code, name } = &of.province;
            place_row(province_code.as_str(), name, &of.figures, shape.as_ref())
        })
        .collect();
    let mut documents = vec![Document::SummaryJson, Document::NotListed];
    if job.posted.is_none() {
        documents.extend([Document::Rejects, Document::Findings]);
    }
    documents.push(Document::Manifest);
    let page = NationPage { figures: &figures, provinces: &rows, documents: &documents };
    job.text("summary.html", page.render(&job.frame())?)
}

/// Joins the parts of `decisions.jsonl`, in the order of communes, persons of no commune last.
fn join_decisions(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Result<(), TaskError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    job.folder.write("decisions.jsonl", |mut out| -> Result<(), TaskError> {
        for commune in communes.keys().map(CommuneCode::as_str).chain([""]) {
            let path = decisions_part(job, commune);
            match File::open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(TaskError::write(&path)(error)),
                Ok(part) => {
                    io::copy(&mut BufReader::new(part), &mut out).map_err(TaskError::write(&path))?;
                    std::fs::remove_file(&path).map_err(TaskError::write(&path))?;
                }
            }
        }
        Ok(())
    })?;
    Ok(())
}
