//! Armed units, custody facilities and care homes of an invented extract, and the separate areas of some of them.

use super::plan::{Area, Plan, whole};
use crate::people::StayKind;
use crate::territory::{AreaKind, SmallReason};

/// A facility of the plan.
#[derive(Debug)]
pub(super) struct Facility {
    pub(super) kind: StayKind,
    pub(super) commune: usize,
    /// Its number among those of its kind in the province, from 1.
    pub(super) number: usize,
    /// The number of its area in the commune; some have none.
    pub(super) area: Option<usize>,
}

/// How common a kind of facility is.
struct Custom {
    kind: StayKind,
    /// People of 100,000 who stay in such facilities; what the registers draw.
    residents: u64,
    /// Residents of one facility.
    size: u64,
    area: AreaKind,
    /// Residents below which a facility has no area of its own (care: Art. 11 asks for 50 voters).
    least: u64,
}

const CUSTOMS: [Custom; 6] = [
    Custom { kind: StayKind::Military, residents: 330, size: 150, area: AreaKind::Military, least: 0 },
    Custom { kind: StayKind::Detention, residents: 80, size: 200, area: AreaKind::Custody, least: 0 },
    Custom {
        kind: StayKind::CompulsoryEducation,
        residents: 8,
        size: 100,
        area: AreaKind::Custody,
        least: 10,
    },
    Custom {
        kind: StayKind::CompulsoryRehabilitation,
        residents: 50,
        size: 200,
        area: AreaKind::Custody,
        least: 0,
    },
    Custom { kind: StayKind::Care, residents: 95, size: 110, area: AreaKind::Care, least: 70 },
    Custom {
        kind: StayKind::Organisation,
        residents: 260,
        size: 650,
        area: AreaKind::Organisation,
        least: 70,
    },
];

/// Places the facilities of every province. Every fifth has no area.
pub(super) fn place(plan: &mut Plan) {
    for province in 0..plan.provinces.len() {
        let communes = plan.provinces[province].communes.clone();
        let real = plan.provinces[province].upper.as_ref().map(|upper| upper.population);
        let people = real.unwrap_or_else(|| plan.people(&communes));
        for (kind_at, custom) in CUSTOMS.iter().enumerate() {
            let residents = people * custom.residents / 100_000;
            let count = (residents / custom.size).max(1);
            for at in 0..usize::try_from(count).unwrap_or(usize::MAX) {
                let commune = communes.start + (at * 7 + kind_at * 3) % communes.len();
                let own_area = at % 5 != 4 && residents / count >= custom.least;
                let area = own_area.then(|| {
                    let areas = &mut plan.communes[commune].areas;
                    areas.push(Area {
                        kind: custom.area,
                        small_reason: Some(SmallReason::Separate),
                        parts: Vec::new(),
                    });
                    areas.len()
                });
                plan.facilities.push(Facility { kind: custom.kind, commune, number: at + 1, area });
            }
        }
    }
}

impl Facility {
    /// The code, such as `01-TG-2`.
    pub(super) fn code(&self, plan: &Plan) -> String {
        let province = plan.provinces[plan.communes[self.commune].province].code;
        format!("{province:02}-{}-{}", self.letters(), self.number)
    }

    /// The name; units and facilities are numbered, as their names must not tell more.
    pub(super) fn name(&self) -> String {
        let (kind, number) = (self.kind_name(), whole(self.number));
        format!("{kind} số {number}")
    }

    fn letters(&self) -> &'static str {
        match self.kind {
            StayKind::Military => "QS",
            StayKind::Detention | StayKind::TemporaryCustody => "TG",
            StayKind::CompulsoryEducation => "GD",
            StayKind::CompulsoryRehabilitation => "CN",
            StayKind::Care => "CS",
            StayKind::Organisation => "TC",
        }
    }

    fn kind_name(&self) -> &'static str {
        match self.kind {
            StayKind::Military => "Đơn vị",
            StayKind::Detention | StayKind::TemporaryCustody => "Trại tạm giam",
            StayKind::CompulsoryEducation => "Cơ sở giáo dục bắt buộc",
            StayKind::CompulsoryRehabilitation => "Cơ sở cai nghiện bắt buộc",
            StayKind::Care => "Trung tâm chăm sóc người cao tuổi",
            StayKind::Organisation => "Ký túc xá",
        }
    }
}

/// The facilities of every province by kind, to find one for somebody.
pub(super) struct Directory {
    places: Vec<Vec<usize>>,
}

impl Directory {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut places = vec![Vec::new(); plan.provinces.len() * CUSTOMS.len()];
        for (at, facility) in plan.facilities.iter().enumerate() {
            let province = plan.communes[facility.commune].province;
            places[province * CUSTOMS.len() + kind_place(facility.kind)].push(at);
        }
        Self { places }
    }

    /// The facilities of a province where somebody stays for `kind`; there is always one.
    pub(super) fn of(&self, province: usize, kind: StayKind) -> &[usize] {
        &self.places[province * CUSTOMS.len() + kind_place(kind)]
    }
}

fn kind_place(kind: StayKind) -> usize {
    match kind {
        StayKind::Military => 0,
        StayKind::Detention | StayKind::TemporaryCustody => 1,
        StayKind::CompulsoryEducation => 2,
        StayKind::CompulsoryRehabilitation => 3,
        StayKind::Care => 4,
        StayKind::Organisation => 5,
    }
}
