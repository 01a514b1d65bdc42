//! The files above the communes: pages of the provinces and of the whole input, the report of those with no commune, and
//! the official export of decisions.

use super::OutputError;
use super::commune::{append_decisions, decisions_part};
use super::commune_files::CommuneFiles;
use super::job::Job;
use super::options::Format;
use super::outcomes::{self, Outcomes};
use super::{office_work, tables};
use crate::lists::ListsError;
use crate::people::{CommuneCode, ProvinceCode};
use crate::render::Language;
use crate::render::csv;
use crate::render::html::{
    self, Books, ConstituencyRow, Document, Figures, NationPage, PlaceRow, ProvincePage,
};
use crate::render::summary_table::{SummaryTable, TableOf};
use crate::roll::{Constituencies, Totals};
use crate::store;
use crate::territory::{AreaKind, Commune, Level, Province, Shape, Shapes};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Write};
use tokio::runtime::Handle;

/// Writes a value as indented JSON with a line feed at the end.
pub(super) fn json<T: Serialize>(value: &T, mut out: &mut dyn Write) -> Result<(), OutputError> {
    let unwritable = |_| ListsError::Document { what: "summary" };
    serde_json::to_writer_pretty(&mut out, value).map_err(unwritable)?;
    out.write_all(b"\n").map_err(|source| OutputError::Write { path: "summary.json".into(), source })
}

/// A province and what its communes showed.
struct ProvinceFigures<'c> {
    province: Province,
    figures: Figures,
    communes: Vec<(Commune, Figures)>,
    /// With armed units.
    official: Vec<Totals>,
    constituencies: Constituencies<'c>,
}

/// Writes everything above the communes.
pub(super) fn write(
    job: &Job<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
    constituencies: &Constituencies<'_>,
) -> Result<(), OutputError> {
    let shapes = shapes(job)?;
    let provinces = provinces(job, communes, constituencies);
    for province in provinces.values() {
        province_files(job, province, &shapes)?;
    }
    let adrift = adrift(job)?;
    nation_files(job, &provinces, adrift, &shapes)?;
    join_decisions(job, communes)
}

fn provinces<'c>(
    job: &Job<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
    constituencies: &Constituencies<'c>,
) -> BTreeMap<ProvinceCode, ProvinceFigures<'c>> {
    let mut provinces = BTreeMap::new();
    for (code, files) in communes {
        let Some(commune) = job.basis().territory.commune(code) else { continue };
        let of_province = provinces.entry(commune.province_code.clone()).or_insert_with(|| ProvinceFigures {
            province: job.basis().territory.named_province_of(commune),
            figures: Figures::default(),
            communes: Vec::new(),
            official: Vec::new(),
            constituencies: constituencies.of_province(&job.basis().territory, &commune.province_code),
        });
        of_province.figures += &files.figures;
        of_province.communes.push((commune.clone(), files.figures.clone()));
        of_province.official.push(files.totals.values().fold(Totals::default(), |mut sum, totals| {
            sum += *totals;
            sum
        }));
    }
    provinces
}

fn place_row<'a>(code: &'a str, name: &'a str, figures: &Figures, shape: Option<&'a Shape>) -> PlaceRow<'a> {
    PlaceRow { code, name, books: figures.books, totals: figures.totals, shape }
}

/// The outlines that the database keeps for the snapshot.
fn shapes(job: &Job<'_>) -> Result<Shapes, OutputError> {
    if !job.wants(Format::Html) {
        return Ok(Shapes::default());
    }
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    let found = handle.block_on(store::shapes::find(&mut tx, &job.basis().snapshot_id))?;
    handle.block_on(tx.rollback())?;
    let Some(text) = found else { return Ok(Shapes::default()) };
    Ok(serde_json::from_str(&text).map_err(|_| ListsError::Document { what: "shapes" })?)
}

/// The outline of a province: its own, or those of its communes together.
fn shape_of_province(of: &ProvinceFigures<'_>, shapes: &Shapes) -> Option<Shape> {
    let own = shapes.provinces.get(&of.province.province_code).cloned();
    own.or_else(|| {
        let communes =
            of.communes.iter().filter_map(|(commune, _)| shapes.communes.get(&commune.commune_code));
        let joined = Shape(communes.flat_map(|shape| shape.0.iter().cloned()).collect());
        Some(joined).filter(|shape| !shape.0.is_empty())
    })
}

fn province_files(job: &Job<'_>, of: &ProvinceFigures<'_>, shapes: &Shapes) -> Result<(), OutputError> {
    let folder = format!("{}/", of.province.province_code);
    let mut documents = tables::write(job, &folder, &province_tables(job, of))?;
    if !job.wants(Format::Html) {
        return Ok(());
    }
    documents.push(tables::page(job, &folder, &province_table(job, of, job.options.language))?);
    documents.sort();
    let constituencies: Vec<_> =
        of.constituencies.rows().filter(|row| row.level() != Level::Communal).collect();
    let constituencies = ConstituencyRow::of_public(constituencies, "");
    let rows: Vec<PlaceRow<'_>> = of
        .communes
        .iter()
        .map(|(commune, figures)| {
            let code = &commune.commune_code;
            place_row(code.as_str(), &commune.name, figures, shapes.communes.get(code))
        })
        .collect();
    let page = ProvincePage {
        province: &of.province,
        figures: &of.figures,
        communes: &rows,
        constituencies: &constituencies,
        documents: &documents,
    };
    job.text(&format!("{folder}summary.html"), page.render(&job.frame())?)
}

fn province_table<'a>(job: &Job<'a>, of: &'a ProvinceFigures<'_>, language: Language) -> SummaryTable<'a> {
    let (election, profile) = (&job.basis().election, &job.basis().profile);
    let totals = of.communes.iter().map(|(commune, figures)| (commune, figures.totals));
    SummaryTable::of_province(election, profile, &of.province, totals)
        .with_constituencies(&of.constituencies, language)
}

/// The summary tables of a province: by commune, with armed units where there are some, and by constituency of its council.
fn province_tables<'a>(job: &Job<'a>, of: &'a ProvinceFigures<'_>) -> Vec<SummaryTable<'a>> {
    let (election, profile) = (&job.basis().election, &job.basis().profile);
    let language = Language::Vietnamese;
    let mut tables = vec![province_table(job, of, language)];
    let territory = &job.basis().territory;
    let has_units = |commune: &Commune| {
        territory.areas_of(&commune.commune_code).iter().any(|area| area.kind == AreaKind::Military)
    };
    if of.communes.iter().any(|(commune, _)| has_units(commune)) {
        let totals = of.communes.iter().map(|(commune, _)| commune).zip(of.official.iter().copied());
        let table = SummaryTable::official_of_province(election, profile, &of.province, totals);
        tables.push(table.with_constituencies(&of.constituencies, language));
    }
    let own = of.constituencies.of_level(Level::Provincial).filter(|row| html::is_public(row));
    let own: Vec<_> = own.map(|row| (row, None)).collect();
    if !own.is_empty() {
        let table = SummaryTable::of_constituencies(
            election,
            profile,
            TableOf::Province(&of.province),
            Level::Provincial,
            language,
            own,
        );
        tables.push(table.with_constituencies(&of.constituencies, language));
    }
    let office = territory.province_office(&of.province.province_code);
    tables.into_iter().map(|table| table.signed_by(office)).collect()
}

/// The persons of no commune: their report, and what the page of the whole input shows of them.
fn adrift(job: &Job<'_>) -> Result<Figures, OutputError> {
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    // Of constituencies alone nobody without a commune is told.
    let outcomes = match job.source.selection() {
        Some(_) => Outcomes::default(),
        None => job.outcomes(&handle, &mut tx, "")?,
    };
    append_decisions(job, "", &outcomes)?;
    handle.block_on(tx.rollback())?;
    job.place.folder.write("not-listed.csv", |out| csv::not_listed(&outcomes.unlisted, out))?;
    office_work::write_all(job, &outcomes.unlisted)?;
    let counts = job.source.adrift();
    let mut figures = Figures {
        books: Books {
            persons: counts.persons,
            listed: counts.listed,
            not_eligible: counts.not_eligible,
            no_list: counts.no_list,
            queue: counts.queue,
        },
        totals: Totals::default(),
        quality: job.source.quality().map(|known| known.without_commune).unwrap_or_default(),
        findings: job
            .source
            .findings()
            .map(|found| found.counts.of(None, job.options.language))
            .unwrap_or_default(),
        ..Figures::default()
    };
    outcomes::add_reasons(&outcomes.unlisted, &mut figures);
    Ok(figures)
}

fn nation_files(
    job: &Job<'_>,
    provinces: &BTreeMap<ProvinceCode, ProvinceFigures<'_>>,
    adrift: Figures,
    shapes: &Shapes,
) -> Result<(), OutputError> {
    let mut documents = tables::write(job, "", &nation_tables(job, provinces))?;
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
    documents.push(Document::SummaryJson);
    documents.extend(office_work::documents(job));
    if job.wants(Format::Csv) {
        documents.extend([Document::Constituencies, Document::ConstituenciesOfficial]);
    }
    if job.source.findings().is_some() {
        documents.extend([Document::Rejects, Document::Findings]);
    }
    documents.push(Document::Manifest);
    let national = provinces.values().flat_map(|of| {
        let rows: Vec<_> = of.constituencies.of_level(Level::National).collect();
        let name = if provinces.len() > 1 { of.province.name.as_str() } else { "" };
        ConstituencyRow::of_public(rows, name)
    });
    let national: Vec<ConstituencyRow<'_>> = national.collect();
    let page =
        NationPage { figures: &figures, provinces: &rows, constituencies: &national, documents: &documents };
    job.text("summary.html", page.render(&job.frame())?)
}

/// The summary table of the National Assembly's constituencies, where there is more than one province: the table of a province
/// tells its own.
fn nation_tables<'a>(
    job: &Job<'a>,
    provinces: &BTreeMap<ProvinceCode, ProvinceFigures<'_>>,
) -> Vec<SummaryTable<'a>> {
    let national = provinces.values().flat_map(|of| {
        let rows = of.constituencies.of_level(Level::National).filter(|row| html::is_public(row));
        rows.map(|row| (row, Some(of.province.name.clone())))
    });
    let national: Vec<_> = national.collect();
    if provinces.len() < 2 || national.is_empty() {
        return Vec::new();
    }
    let (election, profile) = (&job.basis().election, &job.basis().profile);
    let (level, language) = (Level::National, Language::Vietnamese);
    vec![SummaryTable::of_constituencies(election, profile, TableOf::Nation, level, language, national)]
}

/// Joins the parts of `decisions.jsonl`, in the order of communes, persons of no commune last.
fn join_decisions(job: &Job<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Result<(), OutputError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    job.place.folder.write("decisions.jsonl", |mut out| -> Result<(), OutputError> {
        for commune in communes.keys().map(CommuneCode::as_str).chain([""]) {
            let path = decisions_part(job, commune);
            match File::open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(OutputError::write(&path)(error)),
                Ok(part) => {
                    io::copy(&mut BufReader::new(part), &mut out).map_err(OutputError::write(&path))?;
                    std::fs::remove_file(&path).map_err(OutputError::write(&path))?;
                }
            }
        }
        Ok(())
    })?;
    Ok(())
}
