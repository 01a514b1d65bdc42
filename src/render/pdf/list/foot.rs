//! The end of the list: total row, sums in figures and words, date and signature.

use super::super::document::ListDocument;
use super::super::error::{MissingGlyph, PdfError, Place};
use super::super::face::{Faces, Style};
use super::super::sheet::{Align, Sheet, Stroke, Text};
use super::super::units::{Hundredths, points};
use super::super::words::{in_figures, in_words};
use super::super::wrap::wrap;
use super::columns::{Column, Placed};
use super::{LEFT, RIGHT};
use crate::people::Sex;
use crate::roll::{Status, Totals};
use crate::territory::Level;

/// The height of the total row.
pub(super) const TOTAL_ROW: Hundredths = points(18);
const SUM: (Style, Hundredths) = (Style::Regular, points(12));
const SUM_LEADING: Hundredths = points(15);
/// The signature stands in the right part of this width.
const SIGNATURE: Hundredths = points(300);
/// Room for signature and seal.
const SEAL: Hundredths = points(56);

/// The foot laid out; the y of its texts and lines is measured from the bottom of the last row.
pub(super) struct Foot<'d> {
    pub(super) height: Hundredths,
    sheet: Sheet<'d>,
}

impl<'d> Foot<'d> {
    /// Puts the foot on a sheet with its top at `y`, and tells where the table ends.
    pub(super) fn place(&self, y: Hundredths, sheet: &mut Sheet<'d>) -> Hundredths {
        sheet.texts.extend(self.sheet.texts.iter().map(|text| Text { y: y + text.y, ..text.clone() }));
        for line in &self.sheet.lines {
            sheet.line(line.stroke, (line.from.0, y + line.from.1), (line.to.0, y + line.to.1));
        }
        y - TOTAL_ROW
    }
}

/// Refuses a document whose sums do not agree with the marks of its rows.
///
/// # Errors
/// [`PdfError::Totals`] with the first sum that differs.
pub(super) fn check_totals(document: &ListDocument<'_>) -> Result<(), PdfError> {
    let listed = || document.rows.iter().filter(|row| row.status == Status::Listed);
    let of_sex = |sex| listed().filter(|row| row.sex == sex).count();
    let of_level = |level| listed().filter(|row| row.ballots.contains(level)).count();
    let Totals { voters, national, provincial, communal, .. } = &document.totals;
    let sums = [
        ("voters", voters.total, listed().count()),
        ("men", voters.male, of_sex(Sex::Male)),
        ("women", voters.female, of_sex(Sex::Female)),
        ("voters for the National Assembly", national.total, of_level(Level::National)),
        ("voters for the provincial council", provincial.total, of_level(Level::Provincial)),
        ("voters for the communal council", communal.total, of_level(Level::Communal)),
    ];
    for (what, given, counted) in sums {
        let counted = counted as u64;
        if given != counted {
            return Err(PdfError::Totals { what, given, counted });
        }
    }
    Ok(())
}

/// Lays out the foot.
///
/// # Errors
/// [`PdfError::MissingGlyph`].
pub(super) fn lay<'d>(
    document: &'d ListDocument<'_>,
    columns: &[Placed],
    faces: &Faces,
) -> Result<Foot<'d>, PdfError> {
    let mut sheet = Sheet::default();
    total_row(&document.totals, columns, &mut sheet);
    let y = sums(document, faces, &mut sheet).map_err(|missing| missing.at(Place::Foot))?;
    let y = signature(document, faces, &mut sheet, y).map_err(|missing| missing.at(Place::Foot))?;
    Ok(Foot { height: -y, sheet })
}

/// "Tổng số" under the names, and the sums under sexes and ballots.
fn total_row(totals: &Totals, columns: &[Placed], sheet: &mut Sheet<'_>) {
    const BOLD: (Style, Hundredths) = (Style::Bold, 950);
    let y = points(6) - TOTAL_ROW;
    let mut counted_from = LEFT;
    for placed in columns {
        let count = match placed.column {
            Column::Male => totals.voters.male,
            Column::Female => totals.voters.female,
            Column::Ballot(level) => totals.ballot(level).total,
            Column::BirthDate => {
                counted_from = placed.right;
                continue;
            }
            Column::Number
            | Column::Name
            | Column::PersonalId
            | Column::Ethnicity
            | Column::Occupation
            | Column::Permanent
            | Column::Temporary
            | Column::Remark => continue,
        };
        sheet.text(BOLD, Align::Centre, (placed.centre(), y), in_figures(count));
    }
    let title = format!("Tổng số: {}", in_figures(totals.voters.total));
    sheet.text(BOLD, Align::Centre, ((LEFT + counted_from) / 2, y), title);
    for placed in columns.iter().filter(|placed| placed.left >= counted_from) {
        sheet.line(Stroke::Thin, (placed.left, 0), (placed.left, -TOTAL_ROW));
    }
}

/// The sums in figures and words; tells the y below them.
fn sums<'d>(
    document: &ListDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
) -> Result<Hundredths, MissingGlyph> {
    let said = |count: u64| format!("{} người ({} người)", in_figures(count), in_words(count));
    let totals = &document.totals;
    let mut lines = vec![
        format!("Tổng số cử tri: {}.", said(totals.voters.total)),
        format!("Trong đó: nam {}; nữ {}.", said(totals.voters.male), said(totals.voters.female)),
    ];
    for level in document.levels.iter() {
        let body = match level {
            Level::National => "Quốc hội",
            Level::Provincial => "Hội đồng nhân dân cấp tỉnh",
            Level::Communal => "Hội đồng nhân dân cấp xã",
        };
        lines.push(format!("Số cử tri bầu cử đại biểu {body}: {}.", said(totals.ballot(level).total)));
    }
    let mut y = -TOTAL_ROW - points(20);
    for line in &lines {
        for part in wrap(faces.get(SUM.0), line, SUM.1, RIGHT - LEFT)? {
            sheet.text(SUM, Align::Left, (LEFT, y), part.to_owned());
            y -= SUM_LEADING;
        }
    }
    Ok(y)
}

/// The right block: place and date, who signs, and room for it; tells the y below it.
fn signature<'d>(
    document: &'d ListDocument<'_>,
    faces: &Faces,
    sheet: &mut Sheet<'d>,
    sums: Hundredths,
) -> Result<Hundredths, MissingGlyph> {
    let mut y = sums - points(8);
    let x = RIGHT - SIGNATURE / 2;
    let signature = &document.signature;
    let date = [(Style::Italic, signature.place_and_date.as_ref())];
    let lines = signature.lines.iter().map(|line| (Style::Bold, line.as_ref()));
    for (style, text) in date.into_iter().chain(lines) {
        for part in wrap(faces.get(style), text, points(13), SIGNATURE)? {
            sheet.text((style, points(13)), Align::Centre, (x, y), part);
            y -= points(16);
        }
    }
    y -= SEAL;
    if let Some(name) = &signature.name {
        for part in wrap(faces.get(Style::Bold), name, points(13), SIGNATURE)? {
            sheet.text((Style::Bold, points(13)), Align::Centre, (x, y), part);
            y -= points(16);
        }
    }
    Ok(y)
}
