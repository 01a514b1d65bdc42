//! Builders that default to a plain voter of a plain commune, so that a test states only what it is about.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use cutri::law::{Decision, Election, RuleProfile, decide};
use cutri::people::{
    Absence, AreaCode, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, HouseholdRole, PartialDate,
    Person, PersonFacts, PersonalNumber, ProvinceCode, Residence, ResidenceKind, Sex, Status, StatusKind,
    Stay, StayKind, VitalStatus, Wish, WishKind,
};
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Facility, Hamlet, Level,
    Levels, Province, Territory, Units,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test's date")
}

pub fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test's date")
}

pub fn moment(text: &str) -> NaiveDateTime {
    let formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
    let read = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    read.unwrap_or_else(|| day(text).and_time(NaiveTime::MIN))
}

pub fn commune(code: &str) -> CommuneCode {
    CommuneCode::parse(code).expect("a test's commune")
}

pub fn area(code: &str) -> AreaCode {
    AreaCode::parse(code).expect("a test's area")
}

pub fn profile() -> RuleProfile {
    RuleProfile::named("2026").expect("the profile that comes with the program")
}

/// The election of 15 March 2026, posted on 3 February.
pub fn election() -> Election {
    election_on("2026-03-15", "2026-02-03")
}

pub fn election_on(election_day: &str, posted_on: &str) -> Election {
    Election {
        id: "test".into(),
        title: "BẦU CỬ".into(),
        term: "nhiệm kỳ 2026–2031".into(),
        election_day: day(election_day),
        opens_at: NaiveTime::from_hms_opt(7, 0, 0).expect("seven o'clock"),
        closes_at: NaiveTime::from_hms_opt(19, 0, 0).expect("seven in the evening"),
        posted_on: day(posted_on),
        levels: Levels::ALL,
        rule_profile: "2026".into(),
    }
}

/// Two provinces: `HOME` with two areas split by houses, `AWAY` with one area, `ISLAND` without a council, `FAR` in
/// the other province; facilities of every kind in `AWAY`.
pub const HOME: &str = "10001";
pub const AWAY: &str = "10002";
pub const ISLAND: &str = "10003";
pub const FAR: &str = "20001";
/// Became a part of `AWAY` as a whole.
pub const MERGED: &str = "00901";
/// Was divided between `AWAY` and `ISLAND`.
pub const DIVIDED: &str = "00902";
pub const UNKNOWN: &str = "99999";

pub fn units() -> Units {
    let mut units = Units::default();
    for code in ["10", "20"] {
        let province_code = ProvinceCode::parse(code).expect("a test's province");
        units.provinces.push(Province { province_code, name: format!("tỉnh {code}") });
    }
    let predecessors = |code: &str| match code {
        AWAY => vec![commune(MERGED), commune(DIVIDED)],
        ISLAND => vec![commune(DIVIDED)],
        _ => vec![],
    };
    for code in [HOME, AWAY, ISLAND, FAR] {
        units.communes.push(Commune {
            commune_code: commune(code),
            province_code: ProvinceCode::parse(&code[..2]).expect("a test's province"),
            name: format!("xã {code}"),
            kind: CommuneKind::Commune,
            council_elected: code != ISLAND,
            predecessors: predecessors(code),
        });
    }
    for (code, of) in [("H1", HOME), ("H2", HOME), ("A1", AWAY), ("I1", ISLAND), ("F1", FAR)] {
        let hamlet_code = HamletCode::parse(code).expect("a test's hamlet");
        units.hamlets.push(Hamlet {
            hamlet_code,
            commune_code: commune(of),
            name: code.into(),
            list_order: Some(1),
        });
    }
    let areas = [
        ("H-01", HOME, 1, AreaKind::Residential),
        ("H-02", HOME, 2, AreaKind::Residential),
        ("A-01", AWAY, 1, AreaKind::Residential),
        ("A-02", AWAY, 2, AreaKind::Military),
        ("A-03", AWAY, 3, AreaKind::Custody),
        ("A-04", AWAY, 4, AreaKind::Care),
        ("I-01", ISLAND, 1, AreaKind::Residential),
        ("F-01", FAR, 1, AreaKind::Residential),
        ("F-02", FAR, 2, AreaKind::Military),
    ];
    for (code, of, number, kind) in areas {
        units.areas.push(Area {
            area_code: area(code),
            commune_code: commune(of),
            number,
            name: None,
            polling_place: None,
            kind,
            small_reason: None,
            opens_at: None,
            latitude: None,
            longitude: None,
        });
    }
    let parts = [("H-01", "H1", None, Some(50)), ("H-02", "H1", Some(51), None), ("H-02", "H2", None, None)];
    for (code, hamlet, house_from, house_to) in parts {
        let hamlet_code = HamletCode::parse(hamlet).expect("a test's hamlet");
        units.area_parts.push(AreaPart { area_code: area(code), hamlet_code, house_from, house_to });
    }
    let facilities = [
        ("unit", AWAY, Some("A-02")),
        ("far-unit", FAR, Some("F-02")),
        ("camp", AWAY, Some("A-03")),
        ("camp-without-area", AWAY, None),
        ("home", AWAY, Some("A-04")),
        ("home-without-area", AWAY, None),
    ];
    for (code, of, area_code) in facilities {
        units.facilities.push(Facility {
            facility_code: FacilityCode::parse(code).expect("a test's facility"),
            kind: "test".into(),
            name: "cơ sở".into(),
            commune_code: commune(of),
            area_code: area_code.map(area),
        });
    }
    add_constituencies(&mut units);
    units
}

fn add_constituencies(units: &mut Units) {
    let mut add = |code: String, level, communes: &[&str], areas: &[String]| {
        let constituency_code = ConstituencyCode::parse(&code).expect("a test's constituency");
        let row = Constituency { constituency_code, level, number: 1, name: None, seats: 3 };
        let part = |commune_code, area_code| ConstituencyPart {
            constituency_code: row.constituency_code.clone(),
            commune_code,
            area_code,
        };
        units.constituency_parts.extend(communes.iter().map(|code| part(Some(commune(code)), None)));
        units.constituency_parts.extend(areas.iter().map(|code| part(None, Some(area(code)))));
        units.constituencies.push(row);
    };
    for level in [Level::National, Level::Provincial] {
        add(format!("{}-10", level.as_str()), level, &[HOME, AWAY, ISLAND], &[]);
        add(format!("{}-20", level.as_str()), level, &[FAR], &[]);
    }
    let areas_of = |prefix: &str, last: u32| (1..=last).map(|n| format!("{prefix}-0{n}")).collect::<Vec<_>>();
    for (prefix, last) in [("H", 2), ("A", 4), ("F", 2)] {
        add(format!("communal-{prefix}"), Level::Communal, &[], &areas_of(prefix, last));
    }
}

/// A plain voter: a woman of 40, Vietnamese, alive, without any residence yet.
pub fn person() -> PersonBuilder {
    PersonBuilder(PersonFacts {
        person: Person {
            personal_id: PersonalNumber::parse("010186000001").expect("a test's number"),
            full_name: "Người Mẫu".into(),
            birth_date: date("1986-01-01"),
            sex: Sex::Female,
            nationality: vec!["VNM".into()],
            ethnicity: None,
            occupation: None,
            household_id: None,
            household_role: None,
            vital_status: VitalStatus::Alive,
            vital_status_on: None,
            old_id: None,
            updated_at: None,
        },
        residences: vec![],
        absences: vec![],
        stays: vec![],
        statuses: vec![],
        wishes: vec![],
    })
}

/// A plain voter with a permanent residence at house 10 of hamlet H1 of `HOME` since 2010.
pub fn resident() -> PersonBuilder {
    person().permanent(HOME)
}

#[derive(Debug, Clone)]
pub struct PersonBuilder(pub PersonFacts);

impl PersonBuilder {
    pub fn id(mut self, number: &str) -> Self {
        self.0.person.personal_id = PersonalNumber::parse(number).expect("a test's number");
        self
    }

    pub fn name(mut self, name: &str) -> Self {
        self.0.person.full_name = name.into();
        self
    }

    pub fn born(mut self, on: &str) -> Self {
        self.0.person.birth_date = date(on);
        self
    }

    pub fn sex(mut self, sex: Sex) -> Self {
        self.0.person.sex = sex;
        self
    }

    pub fn occupation(mut self, words: &str) -> Self {
        self.0.person.occupation = Some(words.into());
        self
    }

    pub fn nationality(mut self, codes: &[&str]) -> Self {
        self.0.person.nationality = codes.iter().map(|code| (*code).into()).collect();
        self
    }

    pub fn vital(mut self, status: VitalStatus) -> Self {
        self.0.person.vital_status = status;
        self
    }

    pub fn household(mut self, id: &str, role: HouseholdRole) -> Self {
        self.0.person.household_id = Some(id.into());
        self.0.person.household_role = Some(role);
        self
    }

    pub fn permanent(self, code: &str) -> Self {
        let hamlet = match code {
            HOME => Some("H1"),
            _ => None,
        };
        self.residence(ResidenceKind::Permanent, code, Some("2010-01-01")).at(hamlet, Some(10))
    }

    pub fn temporary(self, code: &str, registered_on: &str) -> Self {
        let registered_on = (!registered_on.is_empty()).then_some(registered_on);
        self.residence(ResidenceKind::Temporary, code, registered_on)
    }

    pub fn current(self, code: &str) -> Self {
        self.residence(ResidenceKind::Current, code, None)
    }

    fn residence(mut self, kind: ResidenceKind, code: &str, registered_on: Option<&str>) -> Self {
        self.0.residences.push(Residence {
            kind,
            commune_code: commune(code),
            hamlet_code: None,
            address: None,
            house_order: None,
            registered_on: registered_on.map(date),
            expires_on: None,
            ended_on: None,
        });
        self
    }

    fn last_residence(&mut self) -> &mut Residence {
        self.0.residences.last_mut().expect("a residence before")
    }

    /// The house of the last residence.
    pub fn at(mut self, hamlet: Option<&str>, house_order: Option<u32>) -> Self {
        self.last_residence().hamlet_code =
            hamlet.map(|code| HamletCode::parse(code).expect("a test's hamlet"));
        self.last_residence().house_order = house_order;
        self
    }

    /// The address of the last residence.
    pub fn address(mut self, words: &str) -> Self {
        self.last_residence().address = Some(words.into());
        self
    }

    pub fn expires(mut self, on: &str) -> Self {
        self.last_residence().expires_on = Some(date(on));
        self
    }

    pub fn ended(mut self, on: &str) -> Self {
        self.last_residence().ended_on = Some(date(on));
        self
    }

    pub fn absence(mut self, declared_on: &str, from: &str, until: Option<&str>) -> Self {
        let (declared_on, from, until) = (date(declared_on), date(from), until.map(date));
        self.0.absences.push(Absence { declared_on, from, until, destination_commune_code: None });
        self
    }

    pub fn stay(mut self, kind: StayKind, facility: &str, from: &str, until: Option<&str>) -> Self {
        let facility_code = FacilityCode::parse(facility).expect("a test's facility");
        self.0.stays.push(Stay { kind, facility_code, from: date(from), until: until.map(date) });
        self
    }

    pub fn status(
        mut self,
        kind: StatusKind,
        from: &str,
        until: Option<&str>,
        document_no: Option<&str>,
    ) -> Self {
        let document_no = document_no.map(Into::into);
        self.0.statuses.push(Status {
            kind,
            from: date(from),
            until: until.map(date),
            document_no,
            issuer: None,
        });
        self
    }

    pub fn wish(mut self, kind: WishKind, at: &str) -> Self {
        self.0.wishes.push(Wish {
            kind,
            commune_code: None,
            area_code: None,
            recorded_at: moment(at),
            channel: None,
            document_no: None,
        });
        self
    }

    pub fn wish_in(mut self, code: &str) -> Self {
        self.0.wishes.last_mut().expect("a wish before").commune_code = Some(commune(code));
        self
    }

    pub fn wish_area(mut self, code: &str) -> Self {
        self.0.wishes.last_mut().expect("a wish before").area_code = Some(area(code));
        self
    }

    pub fn document(mut self, number: &str) -> Self {
        self.0.wishes.last_mut().expect("a wish before").document_no = Some(number.into());
        self
    }

    pub fn build(self) -> PersonFacts {
        self.0
    }

    /// The decision for the election of 15 March 2026 in the territory of these tests.
    pub fn decided(&self) -> Decision {
        self.decided_for(&election())
    }

    pub fn decided_for(&self, election: &Election) -> Decision {
        decide(&self.0, election, &Territory::new(units()), &profile())
    }
}

/// A decision in one line: `P8 H-01 NPC`, `P5 A-01 NP [flags]`, `X3 not eligible`, `P7 no list: not_here`.
pub fn told(decision: &Decision) -> String {
    use cutri::law::Outcome;
    let ballots =
        |levels: Levels| levels.iter().map(|level| &level.as_str()[..1]).collect::<String>().to_uppercase();
    let reason = decision.reason.map(|reason| reason.to_string()).unwrap_or_default();
    let outcome = match &decision.outcome {
        Outcome::Listed { area, ballots: set, marked } => {
            let marked = marked.as_ref().map(|row| format!(" marked {} {}", row.area, row.mark.as_str()));
            format!("{area} {}{}", ballots(*set), marked.unwrap_or_default())
        }
        Outcome::NotEligible { .. } => "not eligible".to_owned(),
        Outcome::NoList { .. } => format!("no list: {reason}"),
        Outcome::Queue { commune } => {
            format!("queue: {reason} in {}", commune.as_ref().map_or("none", CommuneCode::as_str))
        }
    };
    let also: String = decision.also.iter().map(|rule| format!("+{rule}")).collect();
    let flags: Vec<&str> = decision.flags.iter().map(|flag| flag.as_str()).collect();
    let flags = if flags.is_empty() { String::new() } else { format!(" [{}]", flags.join(" ")) };
    format!("{}{also} {outcome}{flags}", decision.rule)
}
