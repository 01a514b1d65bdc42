//! Builders that default to a plain voter of a plain commune, so that a test states only what it is about.

mod units;

pub use units::{AWAY, DIVIDED, FAR, HOME, ISLAND, MERGED, UNKNOWN, units};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use cutri::law::{Decision, Election, FormProfile, RuleProfile, Terms, decide};
use cutri::people::{
    Absence, AreaCode, Beyond, CommuneCode, Doubts, FacilityCode, HamletCode, HouseholdRole, PartialDate,
    Person, PersonFacts, PersonalNumber, Residence, ResidenceKind, Sex, Status, StatusKind, Stay, StayKind,
    VitalStatus, Wish, WishKind,
};
use cutri::territory::{Levels, Territory};

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
        form_profile: FormProfile::LATEST,
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
        doubts: Doubts::default(),
    })
}

/// A plain voter with a permanent residence at house 10 of hamlet H1 of `HOME` since 2010.
pub fn resident() -> PersonBuilder {
    person().permanent(HOME)
}

#[derive(Debug, Clone)]
pub struct PersonBuilder(pub PersonFacts);

impl PersonBuilder {
    /// Somebody of another number, and so of another old number: plain voters of one house are not one person.
    pub fn id(mut self, number: &str) -> Self {
        self.0.person.personal_id = PersonalNumber::parse(number).expect("a test's number");
        self.0.person.old_id = Some(number[3..].into());
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
            facility_code: None,
            may_mean: Vec::new(),
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

    /// The organisation on whose premises the residence lies.
    pub fn premises(mut self, facility: &str) -> Self {
        self.last_residence().facility_code = Some(FacilityCode::parse(facility).expect("a test's facility"));
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
            beyond: None,
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

    /// Says that the last residence may lie in another commune too.
    pub fn or_in(mut self, code: &str) -> Self {
        let home = self.0.residences.last_mut().expect("a residence before");
        home.may_mean = vec![home.commune_code.clone(), commune(code)];
        self
    }

    /// Says that the last certificate leads to another office.
    pub fn sent_to_another_office(mut self) -> Self {
        self.0.wishes.last_mut().expect("a wish before").beyond =
            Some(Beyond::To("xã Xa, tỉnh Ngoài".into()));
        self
    }

    /// Says that another office issued the last certificate on a day.
    pub fn of_another_office(mut self, day: &str) -> Self {
        let issued_on = day.parse().expect("a test's day");
        self.0.wishes.last_mut().expect("a wish before").beyond =
            Some(Beyond::From { office: "xã Xa, tỉnh Ngoài".into(), issued_on });
        self
    }

    /// A row of a table that could not be read.
    pub fn unread(mut self, table: &str) -> Self {
        self.0.doubts.unread.push(table.into());
        self
    }

    /// The birth date if day and month were exchanged.
    pub fn or_born(mut self, on: &str) -> Self {
        self.0.doubts.swapped_birth_date = Some(date(on));
        self
    }

    /// Somebody with facts that only one person can have.
    pub fn same_as(mut self, number: &str) -> Self {
        self.0.doubts.same_as.push(PersonalNumber::parse(number).expect("a test's number"));
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
        decide(&self.0, Terms::new(election, &Territory::new(units()), &profile()))
    }
}

/// A decision in one line: `P8 H-01 NPC`, `P5 A-01 NP [flags]`, `X3 not eligible`, `P7 no list: not_here`.
pub fn told(decision: &Decision) -> String {
    use cutri::law::{MarkedRow, Outcome};
    let ballots =
        |levels: Levels| levels.iter().map(|level| &level.as_str()[..1]).collect::<String>().to_uppercase();
    let reason = decision.reason.map(|reason| reason.to_string()).unwrap_or_default();
    let outcome = match &decision.outcome {
        Outcome::Listed { area, ballots: set, marked } => {
            let mark = |row: &MarkedRow| format!(" marked {} {}", row.area, row.mark.as_str());
            format!("{area} {}{}", ballots(*set), marked.iter().map(mark).collect::<String>())
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
