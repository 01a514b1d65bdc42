//! What can happen to a person between two deltas of the population database (R1–R19), and what it makes of the facts: rows
//! end on the day, new ones begin on it, and nothing that was is forgotten.

use crate::lists::ListsError;
use crate::people::{
    Absence, AreaCode, Channel, CommuneCode, Doubts, FacilityCode, HamletCode, PartialDate, Person,
    PersonFacts, PersonalNumber, Residence, ResidenceKind, Sex, Status, StatusKind, Stay, StayKind,
    VitalStatus, Wish, WishKind,
};
use chrono::{Days, NaiveDate, NaiveDateTime};

/// What happened. `on` is the first day on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// R6.
    Died { on: NaiveDate },
    /// R2, R19: the permanent residence is another one.
    Moved { home: Home, on: NaiveDate },
    /// R3: a temporary residence, with the wish to vote there or without.
    LivesFor { home: Home, on: NaiveDate, until: Option<NaiveDate>, wishes_to_vote: Option<NaiveDateTime> },
    /// R6: a sentence, the right taken, capacity lost.
    LostRight { kind: StatusKind, on: NaiveDate, document: Box<str>, issuer: Option<Box<str>> },
    /// R1: it is over.
    RegainedRight { kind: StatusKind, on: NaiveDate },
    /// R5, R12, R13: into a custody facility, a unit, a care home, an organisation.
    Entered { kind: StayKind, facility: FacilityCode, on: NaiveDate },
    /// R4, R12, R13: out of it.
    Left { kind: StayKind, on: NaiveDate },
    /// R17: the Vietnamese nationality is lost, and this is the one that is left, if any.
    LostNationality { other: Option<Box<str>> },
    /// R17.
    GainedNationality,
    /// R15: a declared absence.
    DeclaredAbsent { from: NaiveDate, until: Option<NaiveDate>, declared: NaiveDate },
    /// R9, R14, R15: where the voter wishes to vote, or that it is not here.
    Wishes { kind: WishKind, commune: Option<CommuneCode>, at: NaiveDateTime, channel: Channel },
    /// R11.
    Corrected(Names),
    /// R7, R2: somebody whom the database does not hold.
    Came(Newcomer),
}

/// Where somebody lives.
#[derive(Clone, PartialEq, Eq)]
pub struct Home {
    pub commune: CommuneCode,
    pub hamlet: Option<HamletCode>,
    pub address: Option<Box<str>>,
    pub house_order: Option<u32>,
}

/// Tells the commune, not the address.
impl std::fmt::Debug for Home {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Home(in {})", self.commune)
    }
}

/// What is corrected; the rest is right.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Names {
    pub full_name: Option<Box<str>>,
    pub birth_date: Option<PartialDate>,
    pub sex: Option<Sex>,
}

/// Tells nothing of the person.
impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Names")
    }
}

/// Somebody as a paper names the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    pub sex: Sex,
}

/// Tells nothing of the person.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

/// Somebody whom the database does not hold yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Newcomer {
    pub full_name: Box<str>,
    pub birth_date: PartialDate,
    pub sex: Sex,
    pub ethnicity: Option<Box<str>>,
    pub home: Home,
    pub kind: ResidenceKind,
    pub on: NaiveDate,
    /// Where the permanent residence was before, or is, where this one is temporary.
    pub from: Option<CommuneCode>,
}

/// Tells nothing of the person.
impl std::fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Newcomer({:?})", self.home)
    }
}

impl Happened {
    /// What the audit calls it.
    pub fn told(&self) -> &'static str {
        match self {
            Self::Died { .. } => "event: died",
            Self::Moved { .. } => "event: moved",
            Self::LivesFor { .. } => "event: temporary residence",
            Self::LostRight { .. } => "event: lost the right to vote",
            Self::RegainedRight { .. } => "event: has the right to vote again",
            Self::Entered { .. } => "event: entered a facility",
            Self::Left { .. } => "event: left a facility",
            Self::LostNationality { .. } => "event: lost the nationality",
            Self::GainedNationality => "event: gained the nationality",
            Self::DeclaredAbsent { .. } => "event: declared absent",
            Self::Wishes { .. } => "event: choice of place",
            Self::Corrected(_) => "event: corrected",
            Self::Came(_) => "event: newcomer",
        }
    }

    /// What it makes of the facts that are held of the person.
    ///
    /// # Errors
    /// [`ListsError::UnknownPerson`] if nothing is held of anybody but a newcomer, and [`ListsError::Refused`] if the facts
    /// say so already, or say what cannot end.
    pub fn to(&self, person: PersonalNumber, held: Option<PersonFacts>) -> Result<PersonFacts, ListsError> {
        match (self, held) {
            (Self::Came(newcomer), None) => Ok(newcomer.facts(person)),
            (Self::Came(_), Some(_)) => Err(ListsError::refused(
                "the database holds this person already: enter the move, or the correction",
            )),
            (_, None) => Err(ListsError::UnknownPerson),
            (_, Some(facts)) => self.change(facts),
        }
    }

    fn change(&self, held: PersonFacts) -> Result<PersonFacts, ListsError> {
        let mut facts = held.clone();
        match self {
            Self::Died { on } => {
                facts.person.vital_status = VitalStatus::Dead;
                facts.person.vital_status_on = Some(PartialDate::full(*on));
            }
            Self::Moved { home, on } => {
                end_residences(&mut facts, ResidenceKind::Permanent, *on);
                facts.residences.push(home.residence(ResidenceKind::Permanent, *on, None));
            }
            Self::LivesFor { home, on, until, wishes_to_vote } => {
                facts.residences.push(home.residence(ResidenceKind::Temporary, *on, *until));
                facts.wishes.extend(wishes_to_vote.map(|at| Wish {
                    commune_code: Some(home.commune.clone()),
                    ..wish(WishKind::VoteAtTemporary, at, Channel::InPerson)
                }));
            }
            Self::LostRight { kind, on, document, issuer } => facts.statuses.push(Status {
                kind: *kind,
                from: PartialDate::full(*on),
                until: None,
                document_no: Some(document.clone()),
                issuer: issuer.clone(),
            }),
            Self::RegainedRight { kind, on } => {
                let of_kind = facts.statuses.iter_mut().filter(|row| row.kind == *kind);
                end_rows(of_kind.map(|row| Running { from: row.from, until: &mut row.until }), *on)?;
            }
            Self::Entered { kind, facility, on } => facts.stays.push(Stay {
                kind: *kind,
                facility_code: facility.clone(),
                from: PartialDate::full(*on),
                until: None,
            }),
            Self::Left { kind, on } => {
                let of_kind = facts.stays.iter_mut().filter(|row| row.kind == *kind);
                end_rows(of_kind.map(|row| Running { from: row.from, until: &mut row.until }), *on)?;
            }
            Self::LostNationality { other } => {
                facts.person.nationality.retain(|code| code.as_ref() != VIETNAM);
                facts.person.nationality.extend(other.clone());
                if facts.person.nationality.is_empty() {
                    facts.person.nationality.push(UNDETERMINED.into());
                }
            }
            Self::GainedNationality => {
                facts.person.nationality.retain(|code| code.as_ref() != UNDETERMINED);
                if !facts.person.nationality.iter().any(|code| code.as_ref() == VIETNAM) {
                    facts.person.nationality.insert(0, VIETNAM.into());
                }
            }
            Self::DeclaredAbsent { from, until, declared } => facts.absences.push(Absence {
                declared_on: PartialDate::full(*declared),
                from: PartialDate::full(*from),
                until: until.map(PartialDate::full),
                destination_commune_code: None,
            }),
            Self::Wishes { kind, commune, at, channel } => {
                facts.wishes.push(Wish { commune_code: commune.clone(), ..wish(*kind, *at, *channel) });
            }
            Self::Corrected(Names { full_name, birth_date, sex }) => {
                let person = &mut facts.person;
                person.full_name = full_name.clone().unwrap_or_else(|| person.full_name.clone());
                person.birth_date = birth_date.unwrap_or(person.birth_date);
                person.sex = sex.unwrap_or(person.sex);
            }
            Self::Came(_) => {}
        }
        match facts == held || is_told_twice(&facts) {
            true => Err(ListsError::refused("the facts in the database say so already")),
            false => Ok(facts),
        }
    }
}

const VIETNAM: &str = "VNM";
const UNDETERMINED: &str = "XXX";

impl Home {
    fn residence(&self, kind: ResidenceKind, on: NaiveDate, until: Option<NaiveDate>) -> Residence {
        Residence {
            kind,
            commune_code: self.commune.clone(),
            hamlet_code: self.hamlet.clone(),
            address: self.address.clone(),
            house_order: self.house_order,
            registered_on: Some(PartialDate::full(on)),
            expires_on: until.map(PartialDate::full),
            ended_on: None,
            facility_code: None,
            may_mean: Vec::new(),
        }
    }
}

impl Newcomer {
    fn facts(&self, person: PersonalNumber) -> PersonFacts {
        let former = self.from.iter().map(|commune| {
            let home = Home { commune: commune.clone(), hamlet: None, address: None, house_order: None };
            let held = home.residence(ResidenceKind::Permanent, self.on, None);
            // What was left ends; where only the stay here is temporary, it holds on.
            let ended_on = (self.kind == ResidenceKind::Permanent).then(|| PartialDate::full(self.on));
            Residence { registered_on: None, ended_on, ..held }
        });
        let residences = former.chain([self.home.residence(self.kind, self.on, None)]).collect();
        let named =
            Identity { full_name: self.full_name.clone(), birth_date: self.birth_date, sex: self.sex };
        let mut facts = PersonFacts { residences, ..named.facts(person) };
        facts.person.ethnicity = self.ethnicity.clone();
        facts
    }
}

impl Identity {
    /// The facts of a citizen of whom nothing else is known.
    pub(in super::super) fn facts(&self, person: PersonalNumber) -> PersonFacts {
        PersonFacts {
            person: Person {
                personal_id: person,
                full_name: self.full_name.clone(),
                birth_date: self.birth_date,
                sex: self.sex,
                nationality: vec![VIETNAM.into()],
                ethnicity: None,
                occupation: None,
                household_id: None,
                household_role: None,
                vital_status: VitalStatus::Alive,
                vital_status_on: None,
                old_id: None,
                updated_at: None,
            },
            residences: Vec::new(),
            absences: Vec::new(),
            stays: Vec::new(),
            statuses: Vec::new(),
            wishes: Vec::new(),
            doubts: Doubts::default(),
        }
    }
}

fn wish(kind: WishKind, recorded_at: NaiveDateTime, channel: Channel) -> Wish {
    let (commune_code, area_code): (Option<CommuneCode>, Option<AreaCode>) = (None, None);
    Wish {
        kind,
        commune_code,
        area_code,
        recorded_at,
        channel: Some(channel),
        document_no: None,
        beyond: None,
    }
}

/// Ends the residences of a kind that still hold on a day, from that day on.
fn end_residences(facts: &mut PersonFacts, kind: ResidenceKind, on: NaiveDate) {
    let holds = |row: &Residence| row.kind == kind && row.ended_on.is_none_or(|ended| ended.first() > on);
    for row in facts.residences.iter_mut().filter(|row| holds(row)) {
        row.ended_on = Some(PartialDate::full(on));
    }
}

/// A row that began on a day and may have an end.
struct Running<'r> {
    from: PartialDate,
    until: &'r mut Option<PartialDate>,
}

/// Ends the rows that run on a day: the day before is their last.
fn end_rows<'r>(rows: impl Iterator<Item = Running<'r>>, on: NaiveDate) -> Result<(), ListsError> {
    let runs = |row: &Running<'_>| row.from.first() < on && row.until.is_none_or(|until| until.last() >= on);
    let mut ended = 0;
    for row in rows.filter(runs) {
        *row.until = Some(PartialDate::full(on - Days::new(1)));
        ended += 1;
    }
    match ended {
        0 => Err(ListsError::refused("the database holds nothing of this kind that runs on that day")),
        _ => Ok(()),
    }
}

/// Whether the last row of a table says what the row before it says.
fn is_told_twice(facts: &PersonFacts) -> bool {
    fn twice<T: PartialEq>(rows: &[T]) -> bool {
        matches!(rows, [before @ .., last] if before.contains(last))
    }
    twice(&facts.residences)
        || twice(&facts.absences)
        || twice(&facts.stays)
        || twice(&facts.statuses)
        || twice(&facts.wishes)
}
