//! Papers of voters: card hand-over, poll book, index, door-to-door sheet. One layout; names and columns are data.

mod fields;
mod layouts;

use super::super::document::{VoterDocument, VoterPaper, VoterRow};
use super::super::error::PdfError;
use super::super::face::Style;
use super::super::sums::{self, Uncounted};
use super::super::table::{Paper, Row, TotalRow};
use super::super::words::{in_figures, in_words};
use crate::render::forms::DateAt;
use crate::roll::Status;
use fields::{Field, Placed};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows of a section that are kept on one page, at most.
const TOGETHER: usize = 8;
/// Room to write a number by hand.
const ROOM: &str = "……………";

/// The paper with its table.
///
/// # Errors
/// [`PdfError::Totals`] if the sums do not agree with the rows, each voter counted once.
pub(in crate::render::pdf) fn paper<'d>(document: &'d VoterDocument<'_>) -> Result<Paper<'d>, PdfError> {
    check(document)?;
    let layout = layouts::of(document.paper, document.levels);
    let columns = &layout.columns;
    let election = document.election.iter().map(|line| (Style::Bold, line.as_ref()));
    let about = Some((Style::Italic, document.about.as_ref())).filter(|(_, about)| !about.is_empty());
    let by_hand = |title: &str| total(columns, title.to_owned());
    let (page_total, total) = match document.paper {
        VoterPaper::PollBook => (Some(by_hand("Cộng trang")), Some(by_hand("Tổng cộng"))),
        VoterPaper::DoorToDoor => (None, Some(by_hand("Tổng cộng"))),
        VoterPaper::Handover | VoterPaper::Index => (None, None),
    };
    Ok(Paper {
        form: "",
        committee: &document.committee,
        name: layout.name,
        titles: election.chain([(Style::Regular, document.area.as_ref())]).chain(about).collect(),
        qr: &document.qr,
        running: format!("Tài liệu nội bộ – {} – {}", document.area, document.version),
        columns: columns.iter().map(|(_, column)| *column).collect(),
        rows: rows(document, columns),
        text: None,
        row_height: layout.row_height,
        total,
        page_total,
        sums: sentences(document),
        date_at: DateAt::Signature,
        signature: &document.signature,
    })
}

/// No row stands on the paper twice, and those that stand are as many as they should be.
fn check(document: &VoterDocument<'_>) -> Result<(), PdfError> {
    let rows = document.sections.iter().flat_map(|section| &section.rows);
    let numbers: BTreeSet<u32> = rows.clone().map(|row| row.number).collect();
    let (given, counted) = (rows.clone().count() as u64, numbers.len() as u64);
    if given != counted {
        return Err(PdfError::Totals { what: "rows", given, counted });
    }
    let standing = rows.filter(|row| row.status == Status::Listed);
    sums::check(&document.totals, standing.map(|row| (row.sex, row.ballots)))
}

fn rows<'d>(document: &'d VoterDocument<'_>, columns: &[Placed]) -> Vec<Row<'d>> {
    let mut rows = Vec::new();
    for section in &document.sections {
        let first = rows.len();
        let joins = section.together && section.rows.len() <= TOGETHER;
        rows.extend(section.rows.iter().enumerate().map(|(at, row)| line(row, columns, joins && at > 0)));
        let below = section.by_hand.iter().zip(section.rows.len()..);
        rows.extend(below.map(|(words, at)| by_hand(words, columns.len(), joins && at > 0)));
        if let Some(row) = rows.get_mut(first) {
            row.bands.extend(section.headings.iter().map(AsRef::as_ref));
        }
    }
    rows
}

fn line<'d>(row: &'d VoterRow<'_>, columns: &[Placed], joined: bool) -> Row<'d> {
    let cells = columns.iter().map(|(field, _)| field.cell(row)).collect();
    Row { struck: row.status == Status::Struck, joined, ..Row::new(row.number, cells) }
}

/// An empty line; its last column says what is written there.
fn by_hand<'d>(words: &'d str, columns: usize, joined: bool) -> Row<'d> {
    let mut cells = vec![Cow::Borrowed(""); columns];
    if let Some(last) = cells.last_mut() {
        *last = Cow::Borrowed(words);
    }
    Row { joined, ..Row::new(0, cells) }
}

/// A row whose title reaches up to the boxes, with room under them.
fn total(columns: &[Placed], title: String) -> TotalRow {
    let is_box = |placed: &Placed| matches!(placed.0, Field::Ballot(_) | Field::Tick);
    let span = columns.iter().take_while(|placed| !is_box(placed)).count();
    TotalRow { title, span, cells: vec![None; columns.len()] }
}

/// The sentences under the table: what it holds, and what is written into it by hand.
fn sentences<'d>(document: &VoterDocument<'_>) -> Vec<Cow<'d, str>> {
    let voters = document.totals.voters.total;
    let statuses = document.sections.iter().flat_map(|section| &section.rows).map(|row| row.status);
    let uncounted = Uncounted::of(statuses);
    let cards = format!("{} thẻ ({} thẻ)", in_figures(voters), in_words(voters));
    let mut lines = match document.paper {
        VoterPaper::Handover => vec![format!("Tổng số thẻ cử tri: {cards}.").into()],
        VoterPaper::PollBook => {
            let mut lines = sums::sentences(document.levels, &document.totals);
            lines.extend(uncounted.minutes(voters));
            lines
        }
        VoterPaper::Index | VoterPaper::DoorToDoor => {
            vec![format!("Tổng số cử tri: {}.", sums::people(voters)).into()]
        }
    };
    // On the way from door to door nobody meets whom the list has struck.
    lines.extend(uncounted.sentence());
    lines.extend(match document.paper {
        VoterPaper::Handover => Some(format!(
            "Số thẻ đã giao: {ROOM} thẻ; số thẻ chưa giao được: {ROOM} thẻ; lý do: {ROOM}{ROOM}{ROOM}{ROOM}"
        )),
        VoterPaper::PollBook => {
            Some(format!("Số cử tri đã tham gia bỏ phiếu: {ROOM} người; chưa bỏ phiếu: {ROOM} người."))
        }
        VoterPaper::DoorToDoor => Some(format!(
            "Số hộ đã rà soát: {ROOM} hộ; số cử tri đúng: {ROOM}; sai: {ROOM}; đã chuyển đi: {ROOM}; đã mất: {ROOM}; \
             số người bổ sung: {ROOM}"
        )),
        VoterPaper::Index => None,
    }
    .map(Cow::Owned));
    lines
}
