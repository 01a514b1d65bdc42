//! What is remarked in an area's list, counted: never whom it is about, and nothing that a posted list does not say itself.

use crate::law::Flag;
use crate::render::words::Words;
use crate::roll::{Entry, Status};
use std::collections::BTreeMap;

/// How often each thing is remarked in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaNotes {
    remarks: BTreeMap<Note, u64>,
}

/// What is counted. Many flags of a decision hint at a sentence, an illness or a case in court, and stay in official copies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Note {
    Temporary,
    /// A remark on where somebody votes, as the list prints it.
    Printed(Box<str>),
    Struck,
    /// The birth date is known in part.
    PartialBirthDate,
    /// Reaches 12 months of temporary residence between posting and election day.
    Crosses12Months,
}

impl AreaNotes {
    /// What the rows of a list remark.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut notes = Self::default();
        for entry in entries {
            if entry.status == Status::Struck {
                notes.add(Note::Struck);
                continue;
            }
            for remark in &entry.remarks {
                // The day differs from row to row.
                if remark.starts_with("Tạm trú") {
                    notes.add(Note::Temporary);
                } else if remark.starts_with("Bỏ phiếu") {
                    notes.add(Note::Printed(remark.clone()));
                }
                // What a facility's list says of custody stands in that list alone.
            }
            if !entry.birth_date.is_full() {
                notes.add(Note::PartialBirthDate);
            }
            if entry.flags.contains(&Flag::Crosses12Months) {
                notes.add(Note::Crosses12Months);
            }
        }
        notes
    }

    fn add(&mut self, note: Note) {
        *self.remarks.entry(note).or_default() += 1;
    }

    /// Each remark in words, and how often it is made.
    pub(super) fn lines(&self, words: Words) -> impl Iterator<Item = (String, u64)> {
        self.remarks.iter().map(move |(note, count)| {
            let text = match note {
                Note::Temporary => words.note_temporary().to_owned(),
                Note::Printed(remark) => remark.to_string(),
                Note::Struck => words.note_struck().to_owned(),
                Note::PartialBirthDate => words.note_birth_date().to_owned(),
                Note::Crosses12Months => words.note_twelve_months().to_owned(),
            };
            (text, *count)
        })
    }
}
