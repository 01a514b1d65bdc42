//! The territory of an invented extract, planned whole before the first person is drawn: a few bytes a hamlet.

use super::draw::Draw;
use super::facilities::{self, Facility};
use super::household::MEAN_SIZE_TENTHS;
use crate::territory::{AreaKind, CommuneKind, SmallReason};

/// Communes in a province.
pub(super) const COMMUNES_OF_PROVINCE: usize = 100;
/// Provinces are numbered from 01; 99 stands for a province that the extract does not hold.
pub(super) const MOST_COMMUNES: u32 = 9_800;
/// People for about 1,000 voters.
const PEOPLE_OF_AREA: u32 = 1_390;
/// People for about 300 voters: fewer need a reason.
const PEOPLE_OF_SMALL_AREA: u32 = 440;

const FIRST: [&str; 20] = [
    "Xuân", "Hòa", "An", "Mai", "Thanh", "Tân", "Phú", "Đông", "Long", "Hạ", "Thu", "Liên", "Đức", "Bình",
    "Lạc", "Vĩnh", "Kim", "Sơn", "Trà", "Minh",
];
const SECOND: [&str; 20] = [
    "Lĩnh",
    "Giang",
    "Hòa",
    "Mơ",
    "Liễu",
    "Khê",
    "Phong",
    "Thạch",
    "Điền",
    "Sơn",
    "Trúc",
    "Hải",
    "Lâm",
    "Bồng",
    "Cát",
    "Đào",
    "Nghĩa",
    "Viên",
    "Thượng",
    "Lương",
];

/// How people live in a commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terrain {
    Lowland,
    Highland,
    Island,
}

/// A province and the range of its communes.
#[derive(Debug)]
pub(super) struct Province {
    /// Two digits; the last two of the place in personal numbers too.
    pub(super) code: u32,
    pub(super) name: String,
    pub(super) communes: std::ops::Range<usize>,
    /// Of a real province; those of invented ones are drawn when they are written.
    pub(super) upper: Option<Upper>,
}

/// What is known of a real province above its communes.
#[derive(Debug)]
pub(super) struct Upper {
    /// How many people really live there: units and facilities are as many as those need.
    pub(super) population: u64,
    /// The constituencies of the National Assembly.
    pub(super) assembly: Vec<Assembly>,
    /// Those of the province's council.
    pub(super) council: Vec<Assembly>,
}

/// A constituency of whole communes.
#[derive(Debug)]
pub(super) struct Assembly {
    pub(super) number: u32,
    pub(super) seats: u32,
    /// By their places in the plan.
    pub(super) communes: Vec<usize>,
}

/// A commune with its hamlets and voting areas.
#[derive(Debug)]
pub(super) struct Commune {
    /// Five digits; the codes of predecessors are the numbers right after it.
    pub(super) code: u32,
    pub(super) province: usize,
    pub(super) name: String,
    pub(super) kind: CommuneKind,
    pub(super) terrain: Terrain,
    pub(super) council_elected: bool,
    pub(super) predecessors: u32,
    pub(super) hamlets: Vec<Hamlet>,
    pub(super) areas: Vec<Area>,
}

/// A hamlet: its people, and about how many houses they need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hamlet {
    pub(super) people: u32,
    pub(super) houses: u32,
}

/// A voting area; its number is its place in the commune's list, from 1.
#[derive(Debug)]
pub(super) struct Area {
    pub(super) kind: AreaKind,
    pub(super) small_reason: Option<SmallReason>,
    pub(super) parts: Vec<Part>,
}

/// A hamlet, by its place in the commune's list, or a range of its houses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) hamlet: usize,
    pub(super) from: Option<u32>,
    pub(super) to: Option<u32>,
}

/// The whole territory.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) provinces: Vec<Province>,
    pub(super) communes: Vec<Commune>,
    pub(super) facilities: Vec<Facility>,
}

impl Plan {
    /// Shares `people` out over communes, hamlets and areas.
    pub(super) fn new(draw: &mut Draw, people: u64, communes: u32) -> Self {
        let weights: Vec<u32> = (0..communes).map(|_| draw.between(60, 160).unsigned_abs()).collect();
        let mut plan = Self { provinces: Vec::new(), communes: Vec::new(), facilities: Vec::new() };
        for (at, people) in share_out(people, &weights).into_iter().enumerate() {
            let province = at / COMMUNES_OF_PROVINCE;
            plan.communes.push(commune(draw, at, province, people));
        }
        let count = plan.communes.len();
        for (at, first) in (0..count).step_by(COMMUNES_OF_PROVINCE).enumerate() {
            plan.provinces.push(Province {
                code: whole(at) + 1,
                name: format!("Tỉnh {}", unit_name(at * 7 + 2)),
                communes: first..(first + COMMUNES_OF_PROVINCE).min(count),
                upper: None,
            });
        }
        facilities::place(&mut plan);
        plan
    }

    /// The people of some communes together.
    pub(super) fn people(&self, communes: &std::ops::Range<usize>) -> u64 {
        let hamlets = self.communes[communes.clone()].iter().flat_map(|commune| &commune.hamlets);
        hamlets.map(|hamlet| u64::from(hamlet.people)).sum()
    }
}

impl Commune {
    /// The code of its hamlet at a place of the list.
    pub(super) fn hamlet_code(&self, hamlet: usize) -> String {
        format!("{:05}-T{:02}", self.code, hamlet + 1)
    }

    /// The code of its area of a number.
    pub(super) fn area_code(&self, number: usize) -> String {
        format!("{:05}-{number:02}", self.code)
    }

    /// How many of its areas are residential; they come first.
    pub(super) fn residential_areas(&self) -> usize {
        self.areas.iter().filter(|area| area.kind == AreaKind::Residential).count()
    }

    /// The word before its name.
    pub(super) fn kind_word(&self) -> &'static str {
        match self.kind {
            CommuneKind::Commune => "xã",
            CommuneKind::Ward => "phường",
            CommuneKind::SpecialZone => "đặc khu",
        }
    }
}

fn commune(draw: &mut Draw, at: usize, province: usize, people: u32) -> Commune {
    let (kind, terrain) = match draw.below(100) {
        ..22 => (CommuneKind::Ward, Terrain::Lowland),
        22 => (CommuneKind::SpecialZone, Terrain::Island),
        23..48 => (CommuneKind::Commune, Terrain::Highland),
        _ => (CommuneKind::Commune, Terrain::Lowland),
    };
    let mean = match (kind, terrain) {
        (CommuneKind::Ward, _) => 1_100,
        (_, Terrain::Highland | Terrain::Island) => 420,
        (_, Terrain::Lowland) => 750,
    };
    let count = (people / mean).clamp(1, 99);
    let weights: Vec<u32> = (0..count)
        .map(|_| draw.between(50, 150).unsigned_abs() * if draw.chance(10_000) { 4 } else { 1 })
        .collect();
    let hamlets: Vec<Hamlet> = share_out(u64::from(people), &weights)
        .into_iter()
        .map(|people| Hamlet { people, houses: (people * 10).div_ceil(MEAN_SIZE_TENTHS).max(1) })
        .collect();
    Commune {
        code: whole(province + 1) * 1_000 + whole(at % COMMUNES_OF_PROVINCE) * 10,
        province,
        name: unit_name(at * 3 + province * 11),
        kind,
        terrain,
        council_elected: !draw.chance(4_000),
        predecessors: draw.below(5).saturating_sub(1),
        areas: residential_areas(&hamlets, terrain),
        hamlets,
    }
}

/// Areas of about 1,000 voters: small hamlets together in the order of the list, populous ones by ranges of houses.
fn residential_areas(hamlets: &[Hamlet], terrain: Terrain) -> Vec<Area> {
    let mut groups: Vec<(u32, Vec<Part>)> = Vec::new();
    let mut open: Option<(u32, Vec<Part>)> = None;
    for (at, hamlet) in hamlets.iter().enumerate() {
        if hamlet.people > PEOPLE_OF_AREA * 3 / 2 {
            groups.extend(open.take());
            let ranges = house_ranges(at, hamlet);
            let people = hamlet.people / whole(ranges.len());
            groups.extend(ranges.into_iter().map(|part| (people, vec![part])));
            continue;
        }
        let (people, parts) = open.get_or_insert_with(Default::default);
        *people += hamlet.people;
        parts.push(Part { hamlet: at, from: None, to: None });
        if *people >= PEOPLE_OF_AREA * 5 / 6 {
            groups.extend(open.take());
        }
    }
    match (open, groups.last_mut()) {
        (Some((people, parts)), Some(last)) if people < PEOPLE_OF_AREA / 2 => {
            last.0 += people;
            last.1.extend(parts);
        }
        (open, _) => groups.extend(open),
    }
    groups.into_iter().map(|(people, parts)| residential(people, parts, terrain)).collect()
}

fn house_ranges(at: usize, hamlet: &Hamlet) -> Vec<Part> {
    ranges(at, hamlet.houses, (hamlet.people + PEOPLE_OF_AREA / 2) / PEOPLE_OF_AREA)
}

/// A hamlet that belongs to an area whole.
pub(super) fn hamlet_whole(at: usize) -> Part {
    Part { hamlet: at, from: None, to: None }
}

/// The houses of a hamlet in so many ranges, of which the last has no end; there are no more ranges than houses.
pub(super) fn ranges(at: usize, houses: u32, count: u32) -> Vec<Part> {
    let width = houses / count;
    (0..count)
        .map(|part| Part {
            hamlet: at,
            from: Some(part * width + 1),
            to: (part + 1 < count).then_some((part + 1) * width),
        })
        .collect()
}

fn residential(people: u32, parts: Vec<Part>, terrain: Terrain) -> Area {
    let reason = match terrain {
        Terrain::Lowland => SmallReason::Dispersed,
        Terrain::Highland => SmallReason::Mountain,
        Terrain::Island => SmallReason::Island,
    };
    let small_reason = (people < PEOPLE_OF_SMALL_AREA).then_some(reason);
    Area { kind: AreaKind::Residential, small_reason, parts }
}

/// Whole numbers in the proportion of the weights that sum up to `total` exactly.
pub(super) fn share_out(total: u64, weights: &[u32]) -> Vec<u32> {
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let (mut weight, mut given) = (0_u128, 0_u128);
    weights
        .iter()
        .map(|next| {
            weight += u128::from(*next);
            let until = u128::from(total) * weight / sum;
            let share = until - given;
            given = until;
            u32::try_from(share).unwrap_or(u32::MAX)
        })
        .collect()
}

fn unit_name(at: usize) -> String {
    let (first, second) = (at % FIRST.len(), (at / FIRST.len() + at * 3) % SECOND.len());
    match FIRST[first] == SECOND[second] {
        true => format!("{} Bắc", FIRST[first]),
        false => format!("{} {}", FIRST[first], SECOND[second]),
    }
}

/// A count that the limits of the options keep far below four thousand million.
pub(super) fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
