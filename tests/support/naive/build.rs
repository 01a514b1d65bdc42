//! A plain voter, to say in a test only what the test is about. Empty texts are unknown.

use chrono::NaiveDateTime;
use cutri::people::{
    Absence, AreaCode, Beyond, Channel, CommuneCode, Doubts, FacilityCode, HamletCode, PartialDate, Person,
    PersonFacts, PersonalNumber, Residence, ResidenceKind, Sex, Status, StatusKind, Stay, StayKind,
    VitalStatus, Wish, WishKind,
};

fn commune(code: &str) -> CommuneCode {
    CommuneCode::parse(code).unwrap()
}

fn partial(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

fn known(text: &str) -> Option<PartialDate> {
    (!text.is_empty()).then(|| partial(text))
}

/// `2026-01-01..` or `2026-01-01..2026-03-14`, both days inclusive.
fn span(text: &str) -> (PartialDate, Option<PartialDate>) {
    let (from, until) = text.split_once("..").unwrap();
    (partial(from), known(until))
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

/// Builds the facts of a person. Empty texts are unknown.
#[derive(Clone)]
pub struct Builder(PersonFacts);

/// A Vietnamese citizen born in 1980 with no residence at all.
pub fn homeless() -> Builder {
    let person = Person {
        personal_id: PersonalNumber::parse("010080000001").unwrap(),
        full_name: "Trần Thị B".into(),
        birth_date: partial("1980-05-05"),
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
    };
    Builder(PersonFacts {
        person,
        residences: Vec::new(),
        absences: Vec::new(),
        stays: Vec::new(),
        statuses: Vec::new(),
        wishes: Vec::new(),
        doubts: Doubts::default(),
    })
}

/// A plain voter: as [`homeless`], with a permanent residence in area `A` of commune `10001` since 2010.
pub fn person() -> Builder {
    homeless().home("permanent", "10001", "2010-01-01").house("H1", 10)
}

impl Builder {
    pub fn born(mut self, date: &str) -> Self {
        self.0.person.birth_date = partial(date);
        self
    }

    pub fn nationality(mut self, codes: &[&str]) -> Self {
        self.0.person.nationality = codes.iter().map(|&code| code.into()).collect();
        self
    }

    pub fn vital(mut self, status: VitalStatus) -> Self {
        self.0.person.vital_status = status;
        self
    }

    /// Adds a residence: kind, commune, registered on.
    pub fn home(mut self, kind: &str, in_commune: &str, registered_on: &str) -> Self {
        self.0.residences.push(Residence {
            kind: ResidenceKind::parse(kind).unwrap(),
            commune_code: commune(in_commune),
            hamlet_code: None,
            address: None,
            house_order: None,
            registered_on: known(registered_on),
            expires_on: None,
            ended_on: None,
            facility_code: None,
            may_mean: Vec::new(),
        });
        self
    }

    /// Puts the last residence into a hamlet, without a house.
    pub fn hamlet(mut self, hamlet: &str) -> Self {
        self.0.residences.last_mut().unwrap().hamlet_code = HamletCode::parse(hamlet).ok();
        self
    }

    /// Puts the last residence into a house of a hamlet.
    pub fn house(mut self, hamlet: &str, house: u32) -> Self {
        let row = self.0.residences.last_mut().unwrap();
        row.hamlet_code = HamletCode::parse(hamlet).ok();
        row.house_order = Some(house);
        self
    }

    /// Says that the last residence is a dwelling on the premises of a facility.
    pub fn on_premises(mut self, facility: &str) -> Self {
        self.0.residences.last_mut().unwrap().facility_code = FacilityCode::parse(facility).ok();
        self
    }

    /// Lets the last residence expire after this day.
    pub fn expires(mut self, day: &str) -> Self {
        self.0.residences.last_mut().unwrap().expires_on = known(day);
        self
    }

    /// Ends the last residence on this day.
    pub fn ended(mut self, day: &str) -> Self {
        self.0.residences.last_mut().unwrap().ended_on = known(day);
        self
    }

    pub fn absent(mut self, declared_on: &str, days: &str) -> Self {
        let (from, until) = span(days);
        let declared_on = partial(declared_on);
        self.0.absences.push(Absence { declared_on, from, until, destination_commune_code: None });
        self
    }

    pub fn stay(mut self, kind: &str, facility: &str, days: &str) -> Self {
        let (from, until) = span(days);
        let facility_code = FacilityCode::parse(facility).unwrap();
        self.0.stays.push(Stay { kind: StayKind::parse(kind).unwrap(), facility_code, from, until });
        self
    }

    pub fn status(mut self, kind: &str, days: &str, document: &str) -> Self {
        let (from, until) = span(days);
        let document_no = (!document.is_empty()).then(|| document.into());
        let kind = StatusKind::parse(kind).unwrap();
        self.0.statuses.push(Status { kind, from, until, document_no, issuer: None });
        self
    }

    /// Adds a wish: kind, commune, recorded at.
    pub fn wish(mut self, kind: &str, in_commune: &str, at: &str) -> Self {
        self.0.wishes.push(Wish {
            kind: WishKind::parse(kind).unwrap(),
            commune_code: CommuneCode::parse(in_commune).ok(),
            area_code: None,
            recorded_at: moment(at),
            channel: None,
            document_no: None,
            beyond: None,
        });
        self
    }

    /// Names the area of the last wish.
    pub fn area(mut self, area: &str) -> Self {
        self.0.wishes.last_mut().unwrap().area_code = AreaCode::parse(area).ok();
        self
    }

    /// Gives the last wish a document number.
    pub fn document(mut self, number: &str) -> Self {
        self.0.wishes.last_mut().unwrap().document_no = Some(number.into());
        self
    }

    /// Says that the last certificate leads to another office.
    pub fn sent_to_another_office(mut self) -> Self {
        self.0.wishes.last_mut().unwrap().beyond = Some(Beyond::To("xã Xa, tỉnh Ngoài".into()));
        self
    }

    /// Says that another office issued the last certificate on a day.
    pub fn of_another_office(mut self, day: &str) -> Self {
        let issued_on = day.parse().unwrap();
        let office = "xã Xa, tỉnh Ngoài".into();
        self.0.wishes.last_mut().unwrap().beyond = Some(Beyond::From { office, issued_on });
        self
    }

    /// Says that the office itself issued the last wish.
    pub fn by_the_office(mut self) -> Self {
        self.0.wishes.last_mut().unwrap().channel = Some(Channel::Office);
        self
    }

    pub fn build(self) -> PersonFacts {
        self.0
    }
}
