//! A small territory that a test changes: one province, one commune with one hamlet and one area, and a constituency of
//! each level.

use cutri::people::{AreaCode, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, ProvinceCode};
use cutri::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, Constituency, ConstituencyPart, Facility, Hamlet, Level,
    Province, Territory, Units,
};

pub fn commune_code(code: &str) -> CommuneCode {
    CommuneCode::parse(code).unwrap()
}

pub fn hamlet_code(code: &str) -> HamletCode {
    HamletCode::parse(code).unwrap()
}

pub fn area_code(code: &str) -> AreaCode {
    AreaCode::parse(code).unwrap()
}

/// Builds units. Every method adds a row.
#[derive(Clone, Default)]
pub struct Builder(pub Units);

/// Nothing at all.
pub fn empty() -> Builder {
    Builder::default()
}

/// Commune `10001` with hamlet `T1`, which area `A` (number 1) has whole, in one constituency of each level.
pub fn small() -> Builder {
    let builder = empty().province("10").commune("10001", true, &[]).hamlet("T1", "10001");
    let builder = builder.area("A", "10001", 1).part("A", "T1", None, None);
    builder
        .constituency("QH", Level::National, 3)
        .of_commune("QH", "10001")
        .constituency("TINH", Level::Provincial, 5)
        .of_commune("TINH", "10001")
        .constituency("XA", Level::Communal, 5)
        .of_area("XA", "A")
}

impl Builder {
    pub fn province(mut self, code: &str) -> Self {
        let province_code = ProvinceCode::parse(code).unwrap();
        self.0.provinces.push(Province { province_code, name: format!("Tỉnh {code}") });
        self
    }

    pub fn commune(mut self, code: &str, council_elected: bool, predecessors: &[&str]) -> Self {
        self.0.communes.push(Commune {
            commune_code: commune_code(code),
            province_code: ProvinceCode::parse(&code[..2]).unwrap(),
            name: format!("Xã {code}"),
            kind: CommuneKind::Commune,
            council_elected,
            predecessors: predecessors.iter().map(|code| commune_code(code)).collect(),
        });
        self
    }

    pub fn hamlet(mut self, code: &str, commune: &str) -> Self {
        let (hamlet_code, name) = (hamlet_code(code), code.to_owned());
        self.0.hamlets.push(Hamlet {
            hamlet_code,
            commune_code: commune_code(commune),
            name,
            list_order: None,
        });
        self
    }

    pub fn area(mut self, code: &str, commune: &str, number: u32) -> Self {
        self.0.areas.push(Area {
            area_code: area_code(code),
            commune_code: commune_code(commune),
            number,
            name: None,
            polling_place: None,
            kind: AreaKind::Residential,
            small_reason: None,
            opens_at: None,
            latitude: None,
            longitude: None,
            arrivals: false,
            posting_places: Vec::new(),
        });
        self
    }

    /// Makes the last area one of this kind.
    pub fn kind(mut self, kind: AreaKind) -> Self {
        self.0.areas.last_mut().unwrap().kind = kind;
        self
    }

    pub fn part(mut self, area: &str, hamlet: &str, house_from: Option<u32>, house_to: Option<u32>) -> Self {
        let (area_code, hamlet_code) = (area_code(area), hamlet_code(hamlet));
        self.0.area_parts.push(AreaPart { area_code, hamlet_code, house_from, house_to });
        self
    }

    pub fn facility(mut self, code: &str, commune: &str, area: Option<&str>) -> Self {
        self.0.facilities.push(Facility {
            facility_code: FacilityCode::parse(code).unwrap(),
            kind: "care".to_owned(),
            name: code.to_owned(),
            commune_code: commune_code(commune),
            area_code: area.map(area_code),
        });
        self
    }

    pub fn constituency(mut self, code: &str, level: Level, seats: u32) -> Self {
        let constituency_code = ConstituencyCode::parse(code).unwrap();
        self.0.constituencies.push(Constituency { constituency_code, level, number: 1, name: None, seats });
        self
    }

    fn belongs(mut self, code: &str, commune: Option<&str>, area: Option<&str>) -> Self {
        self.0.constituency_parts.push(ConstituencyPart {
            constituency_code: ConstituencyCode::parse(code).unwrap(),
            commune_code: commune.map(commune_code),
            area_code: area.map(area_code),
        });
        self
    }

    pub fn of_commune(self, code: &str, commune: &str) -> Self {
        self.belongs(code, Some(commune), None)
    }

    pub fn of_area(self, code: &str, area: &str) -> Self {
        self.belongs(code, None, Some(area))
    }

    pub fn of_nothing(self, code: &str) -> Self {
        self.belongs(code, None, None)
    }

    /// Takes every constituency and its parts away.
    pub fn without_constituencies(mut self) -> Self {
        self.0.constituencies.clear();
        self.0.constituency_parts.clear();
        self
    }

    pub fn build(self) -> Territory {
        Territory::new(self.0)
    }
}
