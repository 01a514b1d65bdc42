//! The words a row prints, by the rules of form 31/HĐBC: the residence in its column, and the remarks.

use super::draft;
use crate::law::{Decision, FormProfile, Mark, Rule, Terms, is_on_premises, permanent_residence};
use crate::people::{
    CommuneCode, FacilityCode, PartialDate, PersonFacts, Residence, ResidenceKind, StayKind,
};
use crate::territory::{Area, AreaKind, Territory};
use chrono::{Datelike, NaiveDate};

/// The place by which a person votes, in the column where form 31 has it: (7a), (7b) or (7c). The others stay empty.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PrintedPlace {
    column: ResidenceKind,
    words: Box<str>,
}

/// What a row says in the columns of its form that are not the person's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PrintedColumns {
    pub occupation: Option<Box<str>>,
    pub permanent_residence: Option<Box<str>>,
    pub temporary_residence: Option<Box<str>>,
    pub current_place: Option<Box<str>>,
    pub remarks: Vec<Box<str>>,
}

/// What a row is printed for.
#[derive(Clone, Copy)]
pub(super) struct Printing<'a> {
    pub facts: &'a PersonFacts,
    pub decision: &'a Decision,
    pub terms: Terms<'a>,
    /// The area in whose list the row stands.
    pub area: &'a Area,
    pub mark: Option<Mark>,
}

/// By what a row's person votes there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// The house of a residence.
    House,
    /// The commune of an armed unit, or the one that a certificate to vote elsewhere names: nothing more is told.
    Commune,
    /// The facility that holds the person, or through which the person is registered.
    Facility,
}

impl Printing<'_> {
    /// The rule of the row's own place: a certificate to vote elsewhere stands before it in the decision.
    fn own_rule(&self) -> Rule {
        let Decision { rule, also, .. } = self.decision;
        if self.mark.is_some() { rule.own(also) } else { *rule }
    }

    fn by(&self) -> By {
        // Of the area's kind alone it may follow that somebody is held: elsewhere the facility is not named.
        let facility = || match self.area.kind {
            AreaKind::Custody | AreaKind::Care | AreaKind::Organisation => By::Facility,
            AreaKind::Residential | AreaKind::Military => By::Commune,
        };
        match (self.mark, self.own_rule()) {
            (Some(Mark::VotesAtResidence), _) | (_, Rule::P2) => By::Commune,
            (_, Rule::P1 | Rule::P11) => facility(),
            (_, Rule::R8) if self.area.kind.is_of_organisation() => By::Facility,
            (_, Rule::R8) => By::Commune,
            (_, _) => By::House,
        }
    }

    /// What the row says in the columns of the election's form.
    pub(super) fn columns(&self) -> PrintedColumns {
        match self.terms.election.form_profile {
            FormProfile::Draft2026 => draft::columns(self),
            FormProfile::Council2026 => self.council_columns(),
        }
    }

    /// Form 31: only the address of the place where the person votes is written, in its column.
    fn council_columns(&self) -> PrintedColumns {
        let PrintedPlace { column, words } = self.place();
        let mut columns = PrintedColumns { remarks: self.remarks(), ..PrintedColumns::default() };
        let place = match column {
            ResidenceKind::Permanent => &mut columns.permanent_residence,
            ResidenceKind::Temporary => &mut columns.temporary_residence,
            ResidenceKind::Current => &mut columns.current_place,
        };
        *place = Some(words);
        columns
    }

    /// Whether the person votes there by a facility, a unit or a certificate, and not by a house.
    pub(super) fn is_without_house(&self) -> bool {
        self.by() != By::House
    }

    /// The place by which the person votes, and the column of form 31 it stands in.
    fn place(&self) -> PrintedPlace {
        let territory = self.terms.territory;
        match self.by() {
            By::House => self.house(),
            By::Commune => PrintedPlace {
                column: self
                    .column(|home| territory.commune_now(&home.commune_code) == &self.area.commune_code),
                words: commune_name(territory, &self.area.commune_code).into(),
            },
            By::Facility => {
                let facility = self.facility();
                let is_there = |home: &Residence| is_on_premises(territory, home, facility, Some(self.area));
                let name = facility.and_then(|code| territory.facility(code)).map(|known| known.name.clone());
                let commune = || commune_name(territory, &self.area.commune_code);
                let words = name.unwrap_or_else(commune).into();
                PrintedPlace { column: self.column(is_there), words }
            }
        }
    }

    /// A house; somebody whose house nobody knows lives in the commune.
    fn house(&self) -> PrintedPlace {
        let territory = self.terms.territory;
        match self.decision.residences(self.facts).next() {
            Some(home) => {
                PrintedPlace { column: home.kind, words: address(territory, home, &self.area.commune_code) }
            }
            None => PrintedPlace {
                column: ResidenceKind::Current,
                words: commune_name(territory, &self.area.commune_code).into(),
            },
        }
    }

    /// (7a) where the permanent residence is at the place, else (7b).
    fn column(&self, is_there: impl Fn(&Residence) -> bool) -> ResidenceKind {
        match permanent_residence(self.facts, self.terms).is_some_and(is_there) {
            true => ResidenceKind::Permanent,
            false => ResidenceKind::Temporary,
        }
    }

    /// The facility of the stay that decides, else the one whose area it is.
    fn facility(&self) -> Option<&FacilityCode> {
        let stay = self.decision.stays(self.facts).next();
        let of_area = || {
            let facilities = self.terms.territory.units().facilities.iter();
            let there = facilities.filter(|known| known.area_code.as_ref() == Some(&self.area.area_code));
            // Of several the first by its code, in whatever order the table has them.
            there.min_by(|one, other| one.facility_code.cmp(&other.facility_code))
        };
        match (self.own_rule(), stay) {
            (Rule::P1 | Rule::P11, Some(stay)) => Some(&stay.facility_code),
            (_, _) => of_area().map(|known| &known.facility_code),
        }
    }

    /// The remarks of column (11), fit for posting where the area's list is posted.
    fn remarks(&self) -> Vec<Box<str>> {
        if let Some(mark) = self.mark {
            return vec![mark.as_str().into()];
        }
        if self.decision.rule == Rule::R8 {
            return vec!["Cử tri không cư trú ở địa phương".into()];
        }
        let since = self.decision.temporary_since.map(|since| {
            format!("Tạm trú từ {}", since_words(since, self.terms.election.election_day)).into()
        });
        since.into_iter().chain(self.custody_remark()).collect()
    }

    /// Why somebody is held, in the facility's own list alone (Art. 29.5).
    pub(super) fn custody_remark(&self) -> Option<Box<str>> {
        let held = self.decision.rule == Rule::P1 && self.area.kind == AreaKind::Custody;
        self.decision.stays(self.facts).find_map(|stay| custody_words(stay.kind)).filter(|_| held)
    }
}

/// Where to look for somebody on no list: a residence that the decision rests on, else the permanent one before the temporary
/// before the current one, of each the latest registered.
pub(super) fn best_known<'a>(facts: &'a PersonFacts, decision: &Decision) -> Option<&'a Residence> {
    let rank = |home: &Residence| match home.kind {
        ResidenceKind::Permanent => 2,
        ResidenceKind::Temporary => 1,
        ResidenceKind::Current => 0,
    };
    let latest = |home: &Residence| home.registered_on.map(|day| day.last());
    let deciding = decision.residences(facts).next();
    deciding.or_else(|| facts.residences.iter().max_by_key(|home| (rank(home), latest(home))))
}

/// The name of a commune, of one outside the extract too; its code where nobody knows it.
pub(super) fn commune_name(territory: &Territory, code: &CommuneCode) -> String {
    let own = territory.current_commune(code).map(|commune| &commune.name);
    let outside = || territory.outside(code).map(|commune| &commune.name);
    own.or_else(outside).map_or_else(|| code.to_string(), Clone::clone)
}

/// House, hamlet, and the commune and province where they are not the list's own.
pub(super) fn address(territory: &Territory, residence: &Residence, list_commune: &CommuneCode) -> Box<str> {
    let hamlet = residence.hamlet_code.as_ref().and_then(|code| territory.hamlet(code));
    let hamlet = hamlet.map(|hamlet| territory.hamlet_name(hamlet));
    let mut parts: Vec<&str> = residence.address.as_deref().into_iter().chain(hamlet).collect();
    let commune = territory.current_commune(&residence.commune_code);
    let is_own = commune.is_some_and(|commune| &commune.commune_code == list_commune);
    let elsewhere = commune_name(territory, &residence.commune_code);
    if !is_own || parts.is_empty() {
        parts.push(&elsewhere);
    }
    if !is_own {
        parts.extend(other_province(territory, &residence.commune_code, list_commune));
    }
    let (first, others) = parts.split_first().expect("a commune at least");
    let others = others.iter().map(|part| in_sentence(part));
    std::iter::once((*first).to_owned()).chain(others).collect::<Vec<_>>().join(", ").into()
}

/// The province of a commune, where it is not that of the list's.
fn other_province<'a>(
    territory: &'a Territory,
    commune: &CommuneCode,
    list_commune: &CommuneCode,
) -> Option<&'a str> {
    let list_province = territory.commune(list_commune).map(|commune| &commune.province_code);
    let named = |code| territory.province(code).map(|province| &*province.name);
    let (code, name) = match (territory.current_commune(commune), territory.outside(commune)) {
        (Some(own), _) => (&own.province_code, named(&own.province_code)?),
        (None, outside) => outside.map(|outside| (&outside.province_code, &*outside.province_name))?,
    };
    (list_province != Some(code)).then_some(name)
}

/// What places are called by, which stands in small letters behind other words.
const KINDS_OF_PLACES: [&str; 16] = [
    "Thôn",
    "Tổ",
    "Khu",
    "Khóm",
    "Ấp",
    "Bản",
    "Xóm",
    "Buôn",
    "Bon",
    "Làng",
    "Tiểu khu",
    "Xã",
    "Phường",
    "Đặc khu",
    "Tỉnh",
    "Thành phố",
];

/// A place behind other words: "thôn Bãi Lau", "xã Nà Pheo".
fn in_sentence(name: &str) -> String {
    let is_kind = |kind: &&str| name.strip_prefix(*kind).is_some_and(|rest| rest.starts_with(' '));
    let mut letters = name.chars();
    match (KINDS_OF_PLACES.iter().any(is_kind), letters.next()) {
        (true, Some(first)) => first.to_lowercase().chain(letters).collect(),
        (_, _) => name.to_owned(),
    }
}

/// When a temporary residence began: the year alone up to two years before the election's, later the month too.
fn since_words(since: PartialDate, election_day: NaiveDate) -> String {
    let is_long_ago = since.year() + 2 <= election_day.year();
    match since.month().filter(|_| !is_long_ago) {
        Some(month) => format!("{month:02}/{:04}", since.year()),
        None => format!("năm {:04}", since.year()),
    }
}

/// The words of the facility's own list (section 7).
fn custody_words(kind: StayKind) -> Option<Box<str>> {
    match kind {
        StayKind::Detention => Some("Người đang bị tạm giam".into()),
        StayKind::TemporaryCustody => Some("Người đang bị tạm giữ".into()),
        StayKind::CompulsoryEducation => Some("Người đang chấp hành biện pháp giáo dục bắt buộc".into()),
        StayKind::CompulsoryRehabilitation => {
            Some("Người đang chấp hành biện pháp cai nghiện bắt buộc".into())
        }
        StayKind::Military | StayKind::Care | StayKind::Organisation => None,
    }
}
