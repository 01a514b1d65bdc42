//! A person's situation in words, as the table of events writes it: `permanent HOME; temporary AWAY since 2025-08-01;
//! vote_at_temporary`. Phrases are parted by `; `, and begin with a word of the public format.

use crate::support::builders::*;
use cutri::people::{PersonFacts, ResidenceKind, Sex, StatusKind, StayKind, VitalStatus, WishKind};

/// The day of the first wish of a situation; each further one is a day later.
const FIRST_WISH: u32 = 5;

/// The words of one phrase behind its first: `since 2025-08-01`, or alone as `undocumented`.
struct Words<'t>(Vec<&'t str>);

impl<'t> Words<'t> {
    fn after(&self, word: &str) -> Option<&'t str> {
        let at = self.0.iter().position(|it| *it == word)?;
        self.0.get(at + 1).copied()
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word)
    }

    fn place(&self) -> &'t str {
        self.0.first().copied().unwrap_or_else(|| panic!("a place is missing"))
    }
}

/// The facts of a situation; none of `nobody`, whom the database does not hold.
pub fn facts(text: &str) -> Option<PersonFacts> {
    if text == "nobody" {
        return None;
    }
    let (mut it, mut wishes) = (person(), FIRST_WISH);
    for phrase in text.split("; ") {
        let mut words = phrase.split(' ');
        let first = words.next().unwrap_or_default();
        let words = Words(words.collect());
        it = match (ResidenceKind::parse(first), StayKind::parse(first), StatusKind::parse(first)) {
            (Some(kind), _, _) => residence(it, kind, &words),
            (_, Some(kind), _) => {
                let since = words.after("since").unwrap_or("2026-01-25");
                it.stay(kind, words.place(), since, words.after("until"))
            }
            (_, _, Some(kind)) => {
                let since = words.after("since").unwrap_or("2025-01-01");
                let document = (!words.has("undocumented")).then_some("12/QD");
                it.status(kind, since, words.after("until"), document)
            }
            (None, None, None) => match WishKind::parse(first) {
                Some(kind) => {
                    wishes += 1;
                    wish(it.wish(kind, &format!("2026-02-{:02}", wishes - 1)), &words)
                }
                None => said(it, first, &words),
            },
        };
    }
    Some(it.build())
}

fn place(word: &str) -> &str {
    match word {
        "HOME" => HOME,
        "AWAY" => AWAY,
        "ISLAND" => ISLAND,
        "FAR" => FAR,
        "MERGED" => MERGED,
        "UNKNOWN" => UNKNOWN,
        other => panic!("`{other}` is no commune of the table"),
    }
}

fn residence(it: PersonBuilder, kind: ResidenceKind, words: &Words<'_>) -> PersonBuilder {
    let code = place(words.place());
    let mut it = match kind {
        ResidenceKind::Permanent => it.permanent(code),
        ResidenceKind::Temporary => it.temporary(code, words.after("since").unwrap_or_default()),
        ResidenceKind::Current => it.current(code),
    };
    if let Some(hamlet) = words.after("hamlet") {
        it = it.at(Some(hamlet), Some(3));
    }
    if let Some(house) = words.after("house") {
        it = it.at(Some("H1"), Some(house.parse().expect("a house's number"))).address(house);
    }
    if let Some(facility) = words.after("premises") {
        it = it.premises(facility);
    }
    if let Some(on) = words.after("expires") {
        it = it.expires(on);
    }
    match words.after("ended") {
        Some(on) => it.ended(on),
        None => it,
    }
}

fn wish(mut it: PersonBuilder, words: &Words<'_>) -> PersonBuilder {
    if let Some(code) = words.after("in") {
        it = it.wish_in(place(code));
    }
    if let Some(code) = words.after("at") {
        it = it.wish_area(code);
    }
    match words.after("document") {
        Some(number) => it.document(number),
        None => it,
    }
}

fn said(it: PersonBuilder, first: &str, words: &Words<'_>) -> PersonBuilder {
    match first {
        "absent" => it.absence("2026-02-04", "2026-02-05", words.after("until")),
        "dead" => it.vital(VitalStatus::Dead),
        "missing" => it.vital(VitalStatus::Missing),
        "nationality" => it.nationality(&words.0),
        "born" => it.born(words.place()),
        "named" => it.name(&words.0.join(" ")),
        "sex" => it.sex(Sex::parse(words.place()).expect("a sex")),
        "occupation" => it.occupation(words.place()),
        other => panic!("`{other}` is no word of the table"),
    }
}
