//! One random person with several rows of each kind.

use super::super::NaiveElection;
use super::Random;
use super::moments::{birth, day_near_decision, near_decision, partial, recorded};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use cutri::people::{
    Absence, AreaCode, Beyond, Channel, CommuneCode, Doubts, FacilityCode, HamletCode, PartialDate, Person,
    PersonFacts, PersonalNumber, Residence, ResidenceKind, Sex, Status, StatusKind, Stay, StayKind,
    VitalStatus, Wish, WishKind,
};
use cutri::territory::{Facility, Units};

/// A random person; the facts lie around the decisive days of the election.
pub fn person(random: &mut Random, units: &Units, election: &NaiveElection) -> PersonFacts {
    let person = Person {
        personal_id: PersonalNumber::parse(&format!("{:012}", random.below(1_000_000_000_000))).unwrap(),
        full_name: "Nguyễn Văn A".into(),
        birth_date: birth(random, election),
        sex: *random.pick(Sex::ALL),
        nationality: nationality(random),
        ethnicity: None,
        occupation: None,
        household_id: None,
        household_role: None,
        vital_status: match random.below(60) {
            0 => VitalStatus::Dead,
            1 => VitalStatus::Missing,
            _ => VitalStatus::Alive,
        },
        vital_status_on: None,
        old_id: None,
        updated_at: None,
    };
    let own = commune(random, units);
    let mut facts = PersonFacts {
        person,
        residences: residences(random, units, election, &own),
        absences: absences(random, election),
        stays: stays(random, units, election),
        statuses: statuses(random, election),
        wishes: Vec::new(),
        doubts: Doubts::default(),
    };
    facts.wishes = wishes(random, units, election, &facts.residences);
    facts
}

/// Seldom what whoever read the rows was not sure of: no file holds it.
pub fn doubts(random: &mut Random, person: &Person) -> Doubts {
    let exchanged = NaiveDate::from_ymd_opt(
        person.birth_date.year(),
        person.birth_date.first().day(),
        person.birth_date.first().month(),
    );
    Doubts {
        unread: if random.below(30) == 0 { vec!["residences".into()] } else { Vec::new() },
        swapped_birth_date: exchanged.filter(|_| random.below(3) == 0).map(PartialDate::full),
        same_as: if random.below(40) == 0 { vec![person.personal_id] } else { Vec::new() },
    }
}

/// Makes some certificates such as lead to another office, or come from one: no file tells of it.
pub fn beyond(random: &mut Random, wishes: &mut [Wish]) {
    for wish in wishes.iter_mut().filter(|wish| wish.kind == WishKind::VoteElsewhereCertificate) {
        let days = TimeDelta::days(*random.pick(&[-1, 0, 0, 1, 40]));
        let issued_on = wish.recorded_at.date() - days;
        wish.beyond = match random.below(5) {
            0 => Some(Beyond::To("xã Xa, tỉnh Ngoài".into())),
            1 | 2 => Some(Beyond::From { office: "xã Xa, tỉnh Ngoài".into(), issued_on }),
            _ => None,
        };
    }
}

/// Makes some residences such as may lie in several communes.
pub fn ambiguous(random: &mut Random, units: &Units, residences: &mut [Residence]) {
    for home in residences {
        if random.happens(4) {
            let other = random.pick(&units.communes).commune_code.clone();
            home.may_mean = vec![home.commune_code.clone(), other];
        }
    }
}

fn nationality(random: &mut Random) -> Vec<Box<str>> {
    let codes: &[&str] = match random.below(40) {
        0 => &["XXX"],
        1 => &["LAO"],
        2 => &["VNM", "XXX"],
        3 => &["LAO", "VNM"],
        _ => &["VNM"],
    };
    codes.iter().map(|&code| code.into()).collect()
}

/// A commune, seldom a predecessor, one with two successors, or one that nobody knows.
fn commune(random: &mut Random, units: &Units) -> CommuneCode {
    match random.below(20) {
        0 => CommuneCode::parse("99999").unwrap(),
        1 => CommuneCode::parse("20099").unwrap(),
        2 => CommuneCode::parse(random.pick::<&str>(&["10091", "20091", "20092"])).unwrap(),
        _ => random.pick(&units.communes).commune_code.clone(),
    }
}

/// The person's own commune, or another one.
fn same_or_other(random: &mut Random, units: &Units, own: &CommuneCode) -> CommuneCode {
    if random.happens(40) { own.clone() } else { commune(random, units) }
}

/// Mostly the commune of one of the homes.
fn home_or_other(random: &mut Random, units: &Units, homes: &[Residence]) -> CommuneCode {
    match homes.is_empty() || random.happens(30) {
        true => commune(random, units),
        false => random.pick(homes).commune_code.clone(),
    }
}

fn residences(
    random: &mut Random,
    units: &Units,
    election: &NaiveElection,
    own: &CommuneCode,
) -> Vec<Residence> {
    let mut rows = Vec::new();
    for _ in 0..random.count(75, 2) {
        let code = if random.happens(60) { own.clone() } else { commune(random, units) };
        rows.push(residence(random, units, election, ResidenceKind::Permanent, code));
    }
    for _ in 0..random.count(55, 2) {
        let code = same_or_other(random, units, own);
        add_chain(random, units, election, code, &mut rows);
    }
    for _ in 0..random.count(35, 2) {
        let code = same_or_other(random, units, own);
        rows.push(residence(random, units, election, ResidenceKind::Current, code));
    }
    for at in (1..rows.len()).rev() {
        let other = random.below(at as u64 + 1);
        rows.swap(at, usize::try_from(other).unwrap());
    }
    rows
}

/// A temporary residence, often with earlier rows that end about when the next begins.
fn add_chain(
    random: &mut Random,
    units: &Units,
    election: &NaiveElection,
    code: CommuneCode,
    rows: &mut Vec<Residence>,
) {
    let mut row = residence(random, units, election, ResidenceKind::Temporary, code);
    for _ in 0..random.count(50, 2) {
        let mut before = row.clone();
        rows.push(row.clone());
        let Some(begun) = &row.registered_on else { break };
        let begun = super::super::calendar::days(begun).first;
        let gap = TimeDelta::days(*random.pick(&[-1, 0, 1, 1, 2, 3, 10, 29, 30, 31, 32, 40]));
        let end = Some(partial(random, begun - gap));
        (before.ended_on, before.expires_on) = if random.happens(50) { (end, None) } else { (None, end) };
        let length = TimeDelta::days(*random.pick(&[1, 30, 200, 365, 366, 730]));
        before.registered_on = random.happens(90).then(|| partial(random, begun - gap - length));
        let codes = ["20091", "20092", "20099"];
        if random.happens(30) {
            before.commune_code = CommuneCode::parse(random.pick::<&str>(&codes)).unwrap();
        }
        row = before;
    }
    rows.push(row);
}

fn residence(
    random: &mut Random,
    units: &Units,
    election: &NaiveElection,
    kind: ResidenceKind,
    commune_code: CommuneCode,
) -> Residence {
    let hamlet = match random.below(20) {
        0 => None,
        1 => Some("nowhere".to_owned()),
        2 => Some(random.pick(&units.hamlets).hamlet_code.to_string()),
        _ => Some(format!("{commune_code}-{}", random.pick(&[1, 1, 2, 2, 2, 3, 4]))),
    };
    let houses = [1, 10, 11, 14, 15, 20, 21, 29, 30, 40, 41, 99];
    let old = kind != ResidenceKind::Temporary && random.happens(50);
    let registered_on = match old {
        true => PartialDate::parse(&format!("{}", 2005 + random.below(15))).unwrap(),
        false => near_decision(random, election),
    };
    let near =
        |random: &mut Random, percent| random.happens(percent).then(|| near_decision(random, election));
    Residence {
        kind,
        hamlet_code: hamlet.map(|code| HamletCode::parse(&code).unwrap()),
        address: None,
        house_order: random.happens(85).then(|| *random.pick(&houses)),
        registered_on: random.happens(88).then_some(registered_on),
        expires_on: near(random, if kind == ResidenceKind::Temporary { 35 } else { 5 }),
        ended_on: near(random, if kind == ResidenceKind::Temporary { 15 } else { 7 }),
        facility_code: premises(random, units, &commune_code),
        may_mean: Vec::new(),
        commune_code,
    }
}

/// Seldom the premises of a facility, mostly of one in the commune.
fn premises(random: &mut Random, units: &Units, commune: &CommuneCode) -> Option<FacilityCode> {
    let here = |facility: &&Facility| facility.commune_code == *commune;
    let near: Vec<&Facility> = units.facilities.iter().filter(here).collect();
    let found = match near.is_empty() || random.happens(10) {
        true => random.pick(&units.facilities),
        false => *random.pick(&near),
    };
    random.happens(25).then(|| found.facility_code.clone())
}

fn absences(random: &mut Random, election: &NaiveElection) -> Vec<Absence> {
    let count = random.count(15, 2);
    let row = |_| Absence {
        declared_on: near_decision(random, election),
        from: near_decision(random, election),
        until: random.happens(40).then(|| near_decision(random, election)),
        destination_commune_code: None,
    };
    (0..count).map(row).collect()
}

fn stays(random: &mut Random, units: &Units, election: &NaiveElection) -> Vec<Stay> {
    let count = random.count(22, 3);
    let mut rows = Vec::new();
    for _ in 0..count {
        let facility = random.pick(&units.facilities);
        let kind = match StayKind::parse(&facility.kind) {
            Some(kind) if random.happens(80) => kind,
            _ => *random.pick(StayKind::ALL),
        };
        let facility_code = if random.happens(4) {
            FacilityCode::parse("nowhere").unwrap()
        } else {
            facility.facility_code.clone()
        };
        rows.push(Stay {
            kind,
            facility_code,
            from: near_decision(random, election),
            until: random.happens(25).then(|| near_decision(random, election)),
        });
    }
    rows
}

fn statuses(random: &mut Random, election: &NaiveElection) -> Vec<Status> {
    let count = random.count(15, 3);
    let row = |_| Status {
        kind: match random.below(3) {
            0 => StatusKind::Imprisonment,
            1 => *random.pick(&[StatusKind::SentencePostponed, StatusKind::ConditionalRelease]),
            _ => *random.pick(StatusKind::ALL),
        },
        from: near_decision(random, election),
        until: random.happens(30).then(|| near_decision(random, election)),
        document_no: random.happens(60).then(|| "12/QĐ".into()),
        issuer: None,
    };
    (0..count).map(row).collect()
}

fn wishes(random: &mut Random, units: &Units, election: &NaiveElection, homes: &[Residence]) -> Vec<Wish> {
    let mut rows: Vec<Wish> = Vec::new();
    for _ in 0..random.count(70, 4) {
        let area_code = match random.below(10) {
            0 => Some(AreaCode::parse("nowhere").unwrap()),
            1..=3 => Some(random.pick(&units.areas).area_code.clone()),
            _ => None,
        };
        let again = rows.last().map(|wish| wish.recorded_at).filter(|_| random.happens(25));
        rows.push(Wish {
            kind: if random.happens(25) { WishKind::VoteAtTemporary } else { *random.pick(WishKind::ALL) },
            commune_code: random.happens(65).then(|| home_or_other(random, units, homes)),
            area_code,
            recorded_at: again.unwrap_or_else(|| moment(random, election)),
            channel: random.happens(50).then(|| *random.pick(Channel::ALL)),
            document_no: random.happens(60).then(|| "7/GCN".into()),
            beyond: None,
        });
    }
    rows
}

/// A moment of the clock, or midnight of a decisive day, so that absences are declared at the same moment.
fn moment(random: &mut Random, election: &NaiveElection) -> NaiveDateTime {
    if random.happens(80) {
        return recorded(random, election);
    }
    day_near_decision(random, election).and_hms_opt(0, 0, 0).unwrap()
}
