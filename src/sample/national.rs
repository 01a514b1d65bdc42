//! The real territory of the election of 15 March 2026, with invented hamlets and voting areas in their true proportions.
//!
//! Names of units are those of the country built in; populations, constituencies and deputies of the National Assembly are public
//! facts too (`data/SOURCES.md`). How a province's people are spread over its communes, and everything below the communes, is drawn.

use super::draw::Draw;
use super::facilities;
use super::household::MEAN_SIZE_TENTHS;
use super::plan::{
    self, Area, Assembly, Commune, Hamlet, Part, Plan, Province, Terrain, Upper, share_out, whole,
};
use crate::territory::{AreaKind, CommuneKind, CommuneName, Country, SmallReason};
use chrono::NaiveDate;
use std::collections::BTreeMap;

const POPULATIONS: &str = include_str!("data/populations.csv");
const CONSTITUENCIES: &str = include_str!("data/constituencies.csv");
const CONSTITUENCY_PARTS: &str = include_str!("data/constituency_parts.csv");

/// The day whose names the communes bear.
const ELECTION_DAY: NaiveDate =
    NaiveDate::from_ymd_opt(2026, 3, 15).expect("15 March is a day of every year");

/// Communes of the nation.
pub(super) const COMMUNES_OF_NATION: u32 = 3_321;
/// Voting areas of homes: all 72,195 without those of their own for units and facilities.
const RESIDENTIAL_AREAS: u64 = 68_600;
/// Hamlets of a commune that two digits can number; what is more is split by houses.
const MOST_HAMLETS: u32 = 60;
/// The most deputies of a provincial constituency are five; so many each leave room for the greatest remainders.
const SEATS_OF_PROVINCIAL: u64 = 3;

/// Of a hundred communes (*xã*) of a province, about how many lie in mountains; of those not named, none.
const MOUNTAINS: [(u32, u32); 24] = [
    (4, 100),
    (8, 90),
    (11, 100),
    (12, 100),
    (14, 95),
    (15, 90),
    (19, 55),
    (20, 100),
    (22, 50),
    (25, 40),
    (24, 15),
    (38, 40),
    (40, 40),
    (42, 20),
    (44, 40),
    (46, 30),
    (48, 30),
    (51, 60),
    (52, 75),
    (56, 25),
    (66, 70),
    (68, 65),
    (75, 10),
    (91, 5),
];

/// The rows of a table of the program's own, without its header.
fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        std::array::from_fn(|_| cells.next().expect("every row of the program's own tables has all columns"))
    })
}

fn number(text: &str) -> u32 {
    text.parse().expect("codes and counts of the program's own tables are numbers")
}

/// Shares `people` out over the real communes and invented hamlets and areas.
pub(super) fn plan(draw: &mut Draw, people: u64) -> Plan {
    let mut plan = Plan { provinces: Vec::new(), communes: Vec::new(), facilities: Vec::new() };
    let mut by_province: BTreeMap<&str, Vec<&CommuneName>> = BTreeMap::new();
    for commune in Country::built_in().communes(ELECTION_DAY) {
        by_province.entry(commune.province_code.as_str()).or_default().push(commune);
    }
    let constituencies: BTreeMap<&str, u32> =
        rows(CONSTITUENCY_PARTS).map(|[commune, constituency]| (commune, number(constituency))).collect();
    // What really lives in each commune, and where it belongs.
    let mut residents = Vec::new();
    for [code, population] in rows(POPULATIONS) {
        let first = plan.communes.len();
        let mut assembly = assembly(code);
        let known = by_province.remove(code).unwrap_or_default();
        let name = known.first().map_or_else(String::new, |commune| commune.province_name.clone());
        for commune in known {
            let (at, own) = (plan.communes.len(), commune.commune_code.as_str());
            let constituency = constituencies.get(own);
            if let Some(of) = assembly.iter_mut().find(|of| Some(&of.number) == constituency) {
                of.communes.push(at);
            }
            let (province, mountains) = (plan.provinces.len(), mountains(number(code)));
            plan.communes.push(unit(draw, number(own), &commune.name, province, mountains));
        }
        let population = u64::from(number(population));
        let weights: Vec<u32> = plan.communes[first..].iter().map(|commune| weight(draw, commune)).collect();
        let shares = share_out(population, &weights);
        let communes = first..plan.communes.len();
        let council = council(population, number(code), &shares, first);
        residents.extend(shares);
        let upper = Some(Upper { population, assembly, council });
        plan.provinces.push(Province { code: number(code), name, communes, upper });
    }
    let areas = share_out(RESIDENTIAL_AREAS, &residents);
    let people = share_out(people, &residents);
    for ((commune, areas), people) in plan.communes.iter_mut().zip(areas).zip(people) {
        settle(draw, commune, areas.max(2), people);
    }
    facilities::place(&mut plan);
    plan
}

/// The constituencies of the National Assembly in a province, still without their communes.
fn assembly(province: &str) -> Vec<Assembly> {
    let own = rows(CONSTITUENCIES).filter(|[code, ..]: &[&str; 3]| *code == province);
    own.map(|[_, at, seats]| Assembly { number: number(at), seats: number(seats), communes: Vec::new() })
        .collect()
}

/// Of a hundred communes of a province, how many lie in mountains.
fn mountains(province: u32) -> u32 {
    MOUNTAINS.iter().find(|(code, _)| *code == province).map_or(0, |(_, share)| *share)
}

fn unit(draw: &mut Draw, code: u32, name: &str, province: usize, mountains: u32) -> Commune {
    let kinds = [
        ("Phường ", CommuneKind::Ward),
        ("Đặc khu ", CommuneKind::SpecialZone),
        ("Xã ", CommuneKind::Commune),
    ];
    let found = kinds.into_iter().find_map(|(word, kind)| Some((name.strip_prefix(word)?, kind)));
    let (name, kind) = found.unwrap_or((name, CommuneKind::Commune));
    let terrain = match kind {
        CommuneKind::Ward => Terrain::Lowland,
        CommuneKind::SpecialZone => Terrain::Island,
        CommuneKind::Commune if draw.below(100) < mountains => Terrain::Highland,
        CommuneKind::Commune => Terrain::Lowland,
    };
    Commune {
        code,
        province,
        name: name.to_owned(),
        kind,
        terrain,
        council_elected: true,
        predecessors: 0,
        hamlets: Vec::new(),
        areas: Vec::new(),
    }
}

/// Wards hold far more people than communes, and communes of the plains more than those of mountains and islands.
fn weight(draw: &mut Draw, commune: &Commune) -> u32 {
    let usual = match (commune.kind, commune.terrain) {
        (CommuneKind::Ward, _) => 42,
        (_, Terrain::Highland) => 11,
        (_, Terrain::Island) => 7,
        (CommuneKind::Commune | CommuneKind::SpecialZone, Terrain::Lowland) => 25,
    };
    usual * draw.between(60, 160).unsigned_abs()
}

/// The constituencies of a province's council: whole communes one after the other, with about as many people for each deputy.
fn council(population: u64, province: u32, residents: &[u32], first: usize) -> Vec<Assembly> {
    // Hanoi and Ho Chi Minh City have councils of their own size (Law on local government 72/2025/QH15).
    let seats = match province {
        1 | 79 => 125,
        _ => (50 + population.saturating_sub(1_000_000) / 50_000).min(85),
    };
    let parts = usize::try_from(seats / SEATS_OF_PROVINCIAL).unwrap_or(1).clamp(1, residents.len().max(1));
    let mut found: Vec<Assembly> =
        (1..=parts).map(|at| Assembly { number: whole(at), seats: 0, communes: Vec::new() }).collect();
    let mut before = 0_u64;
    for (at, people) in residents.iter().enumerate() {
        // Every constituency has a commune, whatever the others hold.
        let left = residents.len() - at;
        let by_people = usize::try_from(before * parts as u64 / population.max(1)).unwrap_or(0);
        let part = by_people.min(parts - 1).max(parts.saturating_sub(left));
        found[part].communes.push(first + at);
        before += u64::from(*people);
    }
    found.retain(|of| !of.communes.is_empty());
    let people: Vec<u32> = found
        .iter()
        .map(|of| of.communes.iter().map(|at| residents[at - first]).sum::<u32>().max(1))
        .collect();
    let shares = share_out(seats, &people);
    for (number, (of, seats)) in (1..).zip(found.iter_mut().zip(shares)) {
        (of.number, of.seats) = (number, seats.clamp(1, 5));
    }
    found
}

/// Gives a commune its areas, the hamlets they serve, and its people.
fn settle(draw: &mut Draw, commune: &mut Commune, areas: u32, people: u32) {
    // Every fourth area of a commune that is not populous serves two hamlets; in populous ones hamlets have two areas or more.
    let hamlets = (areas + areas / 4).min(MOST_HAMLETS);
    let weights: Vec<u32> = (0..hamlets).map(|_| draw.between(70, 130).unsigned_abs()).collect();
    let split = share_out(u64::from(areas.max(hamlets)), &vec![1; hamlets as usize]);
    let scaled: Vec<u32> = weights.iter().zip(&split).map(|(weight, parts)| weight * parts).collect();
    commune.hamlets = share_out(u64::from(people), &scaled)
        .into_iter()
        .zip(&split)
        .map(|(people, parts)| Hamlet {
            people,
            houses: (people * 10).div_ceil(MEAN_SIZE_TENTHS).max(*parts).max(1),
        })
        .collect();
    let small = match commune.terrain {
        Terrain::Highland => Some(SmallReason::Mountain),
        Terrain::Island => Some(SmallReason::Island),
        Terrain::Lowland => None,
    };
    let mut joined = hamlets.saturating_sub(areas);
    let mut at = 0;
    while at < commune.hamlets.len() {
        let houses = commune.hamlets[at].houses;
        let parts: Vec<Vec<Part>> = match split[at] {
            1 if joined > 0 && at + 1 < commune.hamlets.len() => {
                joined -= 1;
                vec![vec![plan::hamlet_whole(at), plan::hamlet_whole(at + 1)]]
            }
            1 => vec![vec![plan::hamlet_whole(at)]],
            count => plan::ranges(at, houses, count).into_iter().map(|part| vec![part]).collect(),
        };
        at += parts.first().map_or(1, Vec::len);
        let reason = small.filter(|_| draw.chance(60_000));
        commune.areas.extend(parts.into_iter().map(|parts| Area {
            kind: AreaKind::Residential,
            small_reason: reason,
            parts,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nation_is_that_of_the_election_of_2026() {
        let plan = plan(&mut Draw::new(1, 0), 200_000);
        assert_eq!((plan.provinces.len(), plan.communes.len()), (34, COMMUNES_OF_NATION as usize));
        let upper = || plan.provinces.iter().filter_map(|province| province.upper.as_ref());
        let assembly: Vec<&Assembly> = upper().flat_map(|upper| &upper.assembly).collect();
        let seats: u32 = assembly.iter().map(|of| of.seats).sum();
        assert_eq!((assembly.len(), seats), (182, 500));
        assert_eq!(assembly.iter().map(|of| of.communes.len()).sum::<usize>(), plan.communes.len());
        let council: Vec<&Assembly> = upper().flat_map(|upper| &upper.council).collect();
        assert!((700..1_000).contains(&council.len()), "{}", council.len());
        assert!(council.iter().all(|of| (1..=5).contains(&of.seats) && !of.communes.is_empty()));
        assert_eq!(council.iter().map(|of| of.communes.len()).sum::<usize>(), plan.communes.len());
        let areas: usize = plan.communes.iter().map(|commune| commune.areas.len()).sum();
        assert!((71_000..73_500).contains(&areas), "{areas}");
        assert_eq!(plan.people(&(0..plan.communes.len())), 200_000);
        let wards = |kind| plan.communes.iter().filter(|commune| commune.kind == kind).count();
        assert_eq!(
            [CommuneKind::Commune, CommuneKind::Ward, CommuneKind::SpecialZone].map(wards),
            [2_621, 687, 13]
        );
    }

    #[test]
    fn every_hamlet_belongs_to_an_area_and_ranges_of_houses_go_forward() {
        let plan = plan(&mut Draw::new(7, 0), 20_000);
        for commune in &plan.communes {
            assert!(commune.hamlets.len() <= 99 && !commune.hamlets.is_empty(), "{}", commune.code);
            let parts: Vec<&Part> = commune.areas.iter().flat_map(|area| &area.parts).collect();
            for hamlet in 0..commune.hamlets.len() {
                let own: Vec<&&Part> = parts.iter().filter(|part| part.hamlet == hamlet).collect();
                let is_whole = own.iter().any(|part| part.from.is_none() && part.to.is_none());
                assert!(is_whole && own.len() == 1 || own.len() > 1 && own.last().unwrap().to.is_none());
            }
            assert!(parts.iter().all(|part| part.from.unwrap_or(1) <= part.to.unwrap_or(u32::MAX)));
        }
    }
}
