//! Writes the invented people of a hamlet, household by household: their rows of `persons.csv`, then their registers.

use super::draw::{Draw, Weighted};
use super::facilities::Directory;
use super::household::{Households, Member};
use super::numbers::{Numbers, write_digits};
use super::plan::{Plan, Terrain};
use super::tables::{TableFile, Tables};
use super::{Calendar, SampleError};
use crate::people::Sex;
use crate::territory::CommuneKind;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Ethnic groups by terrain, in the rough proportions of the census of 2019 (General Statistics Office).
const LOWLAND_GROUPS: &[(&str, u32)] =
    &[("Kinh", 960), ("Hoa", 10), ("Khmer", 16), ("Chăm", 3), ("Tày", 4), ("Mường", 4), ("Nùng", 3)];
const HIGHLAND_GROUPS: &[(&str, u32)] = &[
    ("Kinh", 400),
    ("Tày", 130),
    ("Thái", 125),
    ("Mường", 95),
    ("Mông", 90),
    ("Nùng", 70),
    ("Dao", 55),
    ("Gia Rai", 30),
    ("Ê Đê", 22),
];

const TOWN_WORK: &[(&str, u32)] = &[
    ("công nhân", 26),
    ("buôn bán", 16),
    ("nhân viên văn phòng", 14),
    ("lao động tự do", 13),
    ("cán bộ, công chức", 6),
    ("giáo viên", 6),
    ("kỹ sư", 5),
    ("lái xe", 5),
    ("nội trợ", 5),
    ("thợ xây", 3),
    ("y tá", 1),
];
const VILLAGE_WORK: &[(&str, u32)] = &[
    ("làm ruộng", 45),
    ("công nhân", 22),
    ("lao động tự do", 10),
    ("buôn bán", 7),
    ("thợ xây", 5),
    ("nội trợ", 4),
    ("giáo viên", 3),
    ("lái xe", 3),
    ("cán bộ, công chức", 1),
];
const ISLAND_WORK: &[(&str, u32)] =
    &[("ngư dân", 50), ("buôn bán", 14), ("nuôi trồng thủy sản", 14), ("nội trợ", 8), ("giáo viên", 3)];

/// A house of a hamlet.
#[derive(Debug, Clone, Copy)]
pub(super) struct House {
    pub(super) commune: usize,
    pub(super) hamlet: usize,
    /// Its place along the hamlet, from 1.
    pub(super) order: u32,
}

/// Somebody, by the number issued.
#[derive(Clone, Copy)]
pub(super) struct Person<'m> {
    pub(super) number: &'m [u8; 12],
    pub(super) member: &'m Member,
}

/// What the members of a household share in `persons.csv`.
#[derive(Clone, Copy)]
struct Household<'i> {
    id: &'i [u8],
    /// The ethnic group.
    group: &'static str,
}

/// The people of a plan, being written.
pub(super) struct Population<'a> {
    pub(super) plan: &'a Plan,
    pub(super) calendar: Calendar,
    pub(super) directory: Directory,
    numbers: Numbers,
    households: Households,
    groups: [Weighted<&'static str>; 2],
    work: [Weighted<&'static str>; 3],
    members: Vec<Member>,
    name: String,
}

impl<'a> Population<'a> {
    pub(super) fn new(plan: &'a Plan, calendar: Calendar, draw: &mut Draw) -> Self {
        Self {
            plan,
            calendar,
            directory: Directory::new(plan),
            numbers: Numbers::new(draw),
            households: Households::new(calendar.as_of),
            groups: [Weighted::new(LOWLAND_GROUPS), Weighted::new(HIGHLAND_GROUPS)],
            work: [Weighted::new(TOWN_WORK), Weighted::new(VILLAGE_WORK), Weighted::new(ISLAND_WORK)],
            members: Vec::new(),
            name: String::new(),
        }
    }

    /// Writes exactly as many people as the plan gives the hamlet, and returns how many.
    pub(super) fn write_hamlet(
        &mut self,
        draw: &mut Draw,
        commune: usize,
        hamlet: usize,
        tables: &mut Tables,
    ) -> Result<u64, SampleError> {
        let place = &self.plan.communes[commune];
        let people = place.hamlets[hamlet].people as usize;
        let highland = place.terrain == Terrain::Highland;
        let mut household_id = *b"00000-00-00000";
        write_digits(&mut household_id[0..5], u64::from(place.code));
        write_digits(&mut household_id[6..8], hamlet as u64 + 1);
        let mut house = House { commune, hamlet, order: 0 };
        let mut members = std::mem::take(&mut self.members);
        let (mut written, mut households) = (0, 0);
        while written < people {
            let group = self.groups[usize::from(highland)].draw(draw);
            self.households.compose(draw, highland && group != "Kinh", &mut members);
            members.truncate(people - written);
            households += 1;
            write_digits(&mut household_id[9..14], households);
            // One household in twenty shares the house of the one before it.
            if house.order == 0 || !draw.chance(5_000) {
                house.order += 1;
            }
            let household = Household { id: &household_id, group };
            self.write_household(draw, house, household, &members, tables)?;
            written += members.len();
        }
        self.members = members;
        Ok(written as u64)
    }

    fn write_household(
        &mut self,
        draw: &mut Draw,
        house: House,
        household: Household<'_>,
        members: &[Member],
        tables: &mut Tables,
    ) -> Result<(), SampleError> {
        let settlement = super::moves::settlement(draw);
        for member in members {
            let number = self.issue_number(draw, house.commune, member);
            let person = Person { number: &number, member };
            self.write_person(draw, house.commune, person, household, &mut tables.persons)?;
            self.write_facts(draw, house, person, settlement, tables)?;
        }
        Ok(())
    }

    /// Mostly of the province of residence. One number in five thousand tells the other sex, which is legal (D1).
    fn issue_number(&mut self, draw: &mut Draw, commune: usize, member: &Member) -> [u8; 12] {
        let province = &self.plan.provinces[self.plan.communes[commune].province];
        let place = match draw.chance(88_000) {
            true => province.code,
            false => draw.below(96) + 1,
        };
        let sex = match (draw.chance(20), member.sex) {
            (false, sex) => sex,
            (true, Sex::Male) => Sex::Female,
            (true, Sex::Female) => Sex::Male,
        };
        self.numbers.issue(place as usize, sex, member.birth.year())
    }

    fn write_person(
        &mut self,
        draw: &mut Draw,
        commune: usize,
        person: Person<'_>,
        household: Household<'_>,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let Person { number, member } = person;
        member.name.write_to(&mut self.name);
        let occupation = self.occupation(draw, commune, member.age);
        file.text(number)?.text(&self.name)?;
        write_birth_date(draw, member.birth, file)?;
        let row = file
            .text(member.sex.as_str())?
            .text(nationality(draw))?
            .text(household.group)?
            .text(occupation)?;
        row.text(household.id)?.text(member.role.as_str())?;
        write_vital_status(draw, member.age, self.calendar.as_of, file)?;
        let mut old = [0; 9];
        let old_id = if member.birth.year() < 1999 && draw.chance(85_000) {
            write_digits(&mut old, u64::from(draw.below(390_000_000)) + 10_000_000);
            &old[..]
        } else {
            &[]
        };
        let day = self.calendar.as_of - draw.days(1_500);
        let updated = moment(draw, day);
        file.text(old_id)?.moment(updated)?.end()
    }

    fn occupation(&self, draw: &mut Draw, commune: usize, age: i32) -> &'static str {
        let place = &self.plan.communes[commune];
        let work = match (place.terrain, place.kind) {
            (Terrain::Island, _) => &self.work[2],
            (_, CommuneKind::Ward) => &self.work[0],
            (Terrain::Lowland | Terrain::Highland, CommuneKind::Commune | CommuneKind::SpecialZone) => {
                &self.work[1]
            }
        };
        match age {
            ..6 => "",
            6..18 => "học sinh",
            18..23 if draw.chance(40_000) => "sinh viên",
            62.. if draw.chance(70_000) => "hưu trí",
            80.. => "",
            18.. => work.draw(draw),
        }
    }
}

/// Of some of the old, only the year or the month of birth is known.
fn write_birth_date(draw: &mut Draw, birth: NaiveDate, file: &mut TableFile) -> Result<(), SampleError> {
    let (year_only, month_only) = match birth.year() {
        ..1955 => (22_000, 5_000),
        1955..1975 => (4_000, 1_000),
        1975.. => (60, 40),
    };
    match draw.below(100_000) {
        roll if roll < year_only => file.number(birth.year().unsigned_abs())?,
        roll if roll < year_only + month_only => file.text(format!("{}", birth.format("%Y-%m")))?,
        _ => file.date(Some(birth))?,
    };
    Ok(())
}

fn nationality(draw: &mut Draw) -> &'static str {
    match draw.below(100_000) {
        ..40 => "XXX",
        40..100 => "VNM;USA",
        100..130 => "VNM;FRA",
        130..140 => "LAO",
        _ => "VNM",
    }
}

/// The dead of the last weeks, and a few who were declared missing, are still in the database.
fn write_vital_status(
    draw: &mut Draw,
    age: i32,
    as_of: NaiveDate,
    file: &mut TableFile,
) -> Result<(), SampleError> {
    let dead = match age {
        ..50 => 40,
        50..70 => 250,
        70..80 => 900,
        80.. => 2_500,
    };
    let days = draw.days(120);
    let (status, since) = match draw.below(100_000) {
        roll if roll < dead => ("dead", Some(as_of - days)),
        roll if roll < dead + 15 => ("missing", Some(as_of - days)),
        _ => ("alive", None),
    };
    file.text(status)?.date(since)?;
    Ok(())
}

/// A moment of office hours on a day.
pub(super) fn moment(draw: &mut Draw, day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(draw.between(7 * 60 + 30, 17 * 60)))
}
