//! Where a row says that a person lives: the three kinds of residence, their hamlets and dates, and since when, as notes say.

use super::election;
use super::grid::Cell;
use super::outcome::Told;
use super::person::{Person, Reader};
use super::words::Field;
use super::{mark, place};

/// Where a person is registered or lives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stand {
    pub address: String,
    /// The hamlet that the row itself names.
    pub hamlet: Option<String>,
    /// The code of another commune than the office's.
    pub commune: Option<String>,
    /// The address names another commune, and it is not clear which.
    pub is_unclear: bool,
    pub from: String,
    pub until: String,
}

impl Reader<'_> {
    pub(super) fn places(&mut self, person: &mut Person) {
        // A list of its own columns for each residence says which hamlet is whose; another has one for all.
        let has_own = self.how.head.has(Field::TemporaryHamlet);
        let hamlet = if has_own { Field::Hamlet } else { Field::Unused };
        if !has_own {
            person.hamlet = Some(self.text(Field::Hamlet)).filter(|name| !name.is_empty());
        }
        person.permanent = self.stand(Field::Permanent, hamlet, [Field::PermanentFrom, Field::Unused]);
        person.temporary = self.stand(
            Field::Temporary,
            Field::TemporaryHamlet,
            [Field::TemporaryFrom, Field::TemporaryUntil],
        );
        person.current = self.stand(Field::Current, Field::CurrentHamlet, [Field::Unused, Field::Unused]);
        let elsewhere = self.text(Field::PermanentCommune);
        if !elsewhere.is_empty() {
            let code = format!("{elsewhere:0>5}");
            person.permanent.get_or_insert_default().commune = Some(code);
        }
        // An address of no kind, or a hamlet alone, is that of the registered home where a row has no other.
        if person.permanent.is_none() && person.temporary.is_none() && person.current.is_none() {
            let address = self.stand(Field::Address, Field::Unused, [Field::Unused, Field::Unused]);
            person.permanent = address.or_else(|| person.hamlet.is_some().then(Stand::default));
        }
        let from_notes = self.notes();
        if let Some(temporary) = &mut person.temporary {
            if temporary.from.is_empty() {
                temporary.from = from_notes.clone().unwrap_or_default();
            }
            if temporary.from.is_empty() {
                self.tell(Told::TemporaryUndated, Field::Temporary, "");
            }
        }
    }

    /// Where a person stands by one kind of residence; a nought is none.
    fn stand(&mut self, field: Field, hamlet: Field, dates: [Field; 2]) -> Option<Stand> {
        let is_said = |cell: &Cell| !cell.is_empty() && mark::marked(cell) != Some(false);
        let (cell, named) = (self.cell(field), self.cell(hamlet));
        if !is_said(cell) && !is_said(named) {
            return None;
        }
        let is_crossed = mark::marked(cell) == Some(true);
        let address = if is_said(cell) && !is_crossed { cell.text().into_owned() } else { String::new() };
        let hamlet = Some(named.text().into_owned()).filter(|name| !name.is_empty());
        let hamlet = hamlet.or_else(|| place::hamlet_in(&address).map(str::to_owned));
        let [from, until] = dates.map(|field| self.date(field));
        Some(Stand { address, hamlet, commune: None, is_unclear: false, from, until })
    }

    fn date(&mut self, field: Field) -> String {
        if field == Field::Unused || self.cell(field).is_empty() {
            return String::new();
        }
        let date = election::date(self.cell(field));
        if date.is_none() {
            self.tell(Told::DateUnread, field, "");
        }
        date.map(|date| date.to_string()).unwrap_or_default()
    }

    /// Since when a temporary residence stands, as notes say it; other notes are told.
    fn notes(&mut self) -> Option<String> {
        let notes = self.text(Field::Notes);
        if notes.is_empty() {
            return None;
        }
        let words = super::fold::folded(&notes);
        let is_since = ["tam tru", "tu thang", "tu nam", "tu ngay", "tu"]
            .iter()
            .any(|word| super::fold::begins(&words, word));
        let found = since(&notes).filter(|_| is_since || !self.text(Field::Temporary).is_empty());
        if found.is_none() {
            self.tell(Told::NoteUnused, Field::Notes, "");
        }
        found
    }
}

/// The date in a note: «tạm trú từ 2024», «từ tháng 3 năm 2025», «từ 03/2025».
fn since(notes: &str) -> Option<String> {
    let words = super::fold::folded(notes);
    let words: Vec<&str> = words.split(' ').collect();
    let year =
        |at: usize| words.get(at).filter(|word| word.len() == 4 && word.starts_with(['1', '2'])).copied();
    let number =
        |at: usize| words.get(at).filter(|word| word.len() <= 2).and_then(|word| word.parse::<u32>().ok());
    let at = (0..words.len()).find(|at| year(*at).and_then(|word| word.parse::<u32>().ok()).is_some())?;
    let year = year(at)?;
    // Words between the numbers say which is which; without them they stand in the order of day, month, year.
    let before: Vec<u32> = (0..at)
        .rev()
        .filter(|at| !matches!(words[*at], "nam" | "thang" | "ngay"))
        .map_while(number)
        .collect();
    let text = match before.as_slice() {
        [] => year.to_owned(),
        [month] => format!("{year}-{month:02}"),
        [month, day, ..] => format!("{year}-{month:02}-{day:02}"),
    };
    crate::people::PartialDate::parse(&text).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::since;

    #[test]
    fn notes_tell_since_when() {
        let cases = [
            ("Tạm trú từ 2024", "2024"),
            ("từ tháng 3 năm 2025", "2025-03"),
            ("Tạm trú từ 03/2025", "2025-03"),
            ("tạm trú từ ngày 5/3/2025", "2025-03-05"),
            ("từ ngày 5 tháng 3 năm 2025", "2025-03-05"),
        ];
        for (notes, expected) in cases {
            assert_eq!(since(notes).as_deref(), Some(expected), "{notes}");
        }
        assert_eq!(since("Người đang bị tạm giam"), None);
    }
}
