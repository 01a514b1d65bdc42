//! The files of one posted area beside those of drafts: rows and chain as they are digested, and, of the version that
//! changed it, the supplementary list, the cards of those added and the list of cards to take back.

use super::OutputError;
use super::job::Job;
use super::lines::line;
use super::names::{CHAIN, ROWS};
use super::options::Format;
use super::place::Place;
use crate::changes::{Issue, Supplement};
use crate::lists::ListsError;
use crate::lists::history::AreaHistory;
use crate::render::documents::{self, AreaPaper, AreaPlace, ListVersion};
use crate::render::html::Document;
use crate::render::pdf::{ListCopy, PdfError, Printer};
use crate::render::{csv, forms, html, xlsx};
use crate::roll::{Entry, Totals};
use crate::territory::{Area, AreaKind};

/// What posted lists have beside drafts: the rows and the chain as they are digested, and the supplement of the version.
pub(super) fn area_files(
    job: &Job<'_>,
    place: &Place<'_>,
    area: &Area,
    history: &AreaHistory,
    entries: &[Entry],
) -> Result<(), OutputError> {
    let Some(source) = job.source.posted() else { return Ok(()) };
    let unwritable = |_| ListsError::Document { what: "row" };
    let folder = format!("{}/{}", place.folder, area.area_code);
    if job.wants(Format::Jsonl) {
        job.place.folder.write(&format!("{folder}/{ROWS}"), |out| {
            for entry in entries {
                line(out, &serde_json::to_string(entry).map_err(unwritable)?)?;
            }
            Ok::<(), OutputError>(())
        })?;
        job.place.folder.write(&format!("{folder}/{CHAIN}"), |out| {
            for version in source.chain(history) {
                line(out, &serde_json::to_string(&version).map_err(unwritable)?)?;
            }
            Ok::<(), OutputError>(())
        })?;
    }
    if source.supplements {
        supplement_files(job, place, area, history, Totals::of(entries))?;
    }
    Ok(())
}

/// The supplementary list of the version in its forms, the cards of those added, and the list of cards to take back.
fn supplement_files(
    job: &Job<'_>,
    place: &Place<'_>,
    area: &Area,
    history: &AreaHistory,
    totals: Totals,
) -> Result<(), OutputError> {
    let Some(source) = job.source.posted() else { return Ok(()) };
    let Some(list) = history.version_at(source.version) else { return Ok(()) };
    let edits = history.changed.iter().filter(|row| row.version == source.version);
    let supplement = Supplement::new(
        area.area_code.clone(),
        Issue {
            version: list.version,
            occasion: history.occasion(list.version),
            at: list.at,
            digest: list.digest.to_string(),
            totals,
        },
        edits.map(|row| (row.change.kind, row.change.rule, row.edit.clone())),
    );
    if supplement.rows.is_empty() {
        return Ok(());
    }
    let posted = supplement.posted();
    let version = ListVersion::of(&supplement);
    let of_area = place.of_area(job.source, area, &version);
    let name = |file: &str| format!("changes/{}/{}/{}/{file}", source.version, place.folder, area.area_code);
    let is_public = area.kind != AreaKind::Military;
    let failed = |source: PdfError| OutputError::Pdf { area: area.area_code.to_string(), source };
    if let Some(printer) = job.printer {
        let mut copies = vec![("supplement-official.pdf", ListCopy::Official, &supplement)];
        if is_public {
            copies.push(("supplement.pdf", job.list_copy(), &posted));
        }
        for (file, copy, shown) in copies {
            let Some(document) = documents::supplement(&of_area, shown, copy) else { continue };
            job.place.folder.print(&name(file), |out| printer.print(&document, out).map_err(failed))?;
        }
        if supplement.cards_to_hand_out().next().is_some() {
            hand_out(job, printer, &of_area, &supplement, &name)?;
        }
    }
    if let (Some(printer), Some(document)) = (job.printer, documents::returned(&of_area, &supplement)) {
        job.place
            .folder
            .print(&name("cards-to-take-back.pdf"), |out| printer.print(&document, out).map_err(failed))?;
    }
    if supplement.cards_to_take_back().next().is_some() {
        job.place.folder.write(&name("cards-to-take-back.csv"), |out| csv::returned(&supplement, out))?;
    }
    if !is_public || posted.rows.is_empty() {
        return Ok(());
    }
    if job.wants(Format::Csv) {
        let form = &forms::of(job.basis().election.form_profile).list;
        job.place.folder.write(&name("supplement.csv"), |out| csv::supplement(form, &posted, out))?;
    }
    if job.wants(Format::Xlsx)
        && let Some(document) = documents::supplement(&of_area, &posted, ListCopy::PostedOmitted)
    {
        job.place.folder.write(&name("supplement.xlsx"), |out| xlsx::supplement(&document, out))?;
    }
    if job.wants(Format::Html)
        && let Some(page) = html::supplement(&job.frame(), &of_area, &posted, None)?
    {
        job.text(&name("supplement.html"), page)?;
    }
    Ok(())
}

/// The cards of those added, and the sheet they are signed for on.
fn hand_out(
    job: &Job<'_>,
    printer: &Printer,
    of_area: &AreaPlace<'_>,
    supplement: &Supplement,
    name: &dyn Fn(&str) -> String,
) -> Result<(), OutputError> {
    let failed = |source: PdfError| OutputError::Pdf { area: of_area.area.area_code.to_string(), source };
    if job.options.papers.contains(&AreaPaper::Cards) {
        let cards = documents::cards(of_area, supplement.cards_to_hand_out(), job.basis().profile.card_id);
        job.place
            .folder
            .print(&name(Document::Cards.file_name()), |out| printer.print(&cards, out).map_err(failed))?;
    }
    if job.options.papers.contains(&AreaPaper::Handover) {
        let totals = Totals::of(supplement.cards_to_hand_out());
        let sheet = documents::handover(of_area, supplement.cards_to_hand_out(), totals);
        job.place
            .folder
            .print(&name(Document::Handover.file_name()), |out| printer.print(&sheet, out).map_err(failed))?;
    }
    Ok(())
}
