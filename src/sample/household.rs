//! Invented households: who lives together, of which ages, and with whose family name.

use super::ages::{self, Ages};
use super::draw::Draw;
use super::names::{Name, Names};
use crate::people::{HouseholdRole, Sex};
use chrono::{Datelike, NaiveDate};

/// Tenths of people in a house, on average; measured over what [`Households::compose`] draws.
pub(super) const MEAN_SIZE_TENTHS: u32 = 35;

/// Somebody of a household.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) name: Name,
    pub(super) sex: Sex,
    pub(super) birth: NaiveDate,
    /// Completed years on the day of the extract.
    pub(super) age: i32,
    pub(super) role: HouseholdRole,
}

/// A couple, or what death and parting left of it.
struct Couple {
    man: Option<i32>,
    woman: Option<i32>,
    /// The family name that the man's children bear.
    family: &'static str,
}

/// Composes households.
pub(super) struct Households {
    names: Names,
    ages: Ages,
}

impl Households {
    /// Households as they are on a day.
    pub(super) fn new(on: NaiveDate) -> Self {
        Self { names: Names::new(), ages: Ages::new(on) }
    }

    /// Fills `members` with one household, its head first.
    pub(super) fn compose(&self, draw: &mut Draw, minority: bool, members: &mut Vec<Member>) {
        members.clear();
        match draw.below(100) {
            ..10 => self.one_person(draw, minority, members),
            10..12 => self.siblings(draw, minority, members),
            12..78 => self.family(draw, minority, members),
            _ => self.three_generations(draw, minority, members),
        }
    }

    fn one_person(&self, draw: &mut Draw, minority: bool, members: &mut Vec<Member>) {
        let age = self.ages.of_single(draw);
        let woman = draw.chance(if age >= 60 { 72_000 } else { 48_000 });
        let sex = if woman { Sex::Female } else { Sex::Male };
        let family = self.names.family(draw, minority);
        members.push(self.member(draw, family, sex, age, HouseholdRole::Head));
    }

    fn siblings(&self, draw: &mut Draw, minority: bool, members: &mut Vec<Member>) {
        let family = self.names.family(draw, minority);
        let mut age = draw.between(19, 33);
        for at in 0..draw.between(2, 3) {
            let sex = ages::sex_at_birth(draw);
            let role = if at == 0 { HouseholdRole::Head } else { HouseholdRole::Sibling };
            members.push(self.member(draw, family, sex, age, role));
            age = (age - draw.between(1, 4)).max(15);
        }
    }

    fn family(&self, draw: &mut Draw, minority: bool, members: &mut Vec<Member>) {
        let woman = self.ages.of_couple(draw);
        let couple = self.couple(draw, minority, woman);
        let man_first = couple.woman.is_none() || couple.man.is_some() && draw.chance(78_000);
        let roles = match man_first {
            true => [HouseholdRole::Head, HouseholdRole::Spouse],
            false => [HouseholdRole::Spouse, HouseholdRole::Head],
        };
        self.push_couple(draw, minority, &couple, roles, members);
        if !man_first {
            members.reverse();
        }
        self.push_children(draw, woman, couple.family, HouseholdRole::Child, members);
    }

    /// A couple with its children in the household of the man's parents, or the parents in theirs.
    fn three_generations(&self, draw: &mut Draw, minority: bool, members: &mut Vec<Member>) {
        let woman = draw.between(24, 52);
        let couple = self.couple(draw, minority, woman);
        let grandmother = woman + draw.between(20, 38);
        let grandfather = grandmother + draw.between(-1, 6);
        let elders = Couple {
            man: (grandfather < 100 && !draw.chance(gone(grandfather) + 12_000)).then_some(grandfather),
            woman: (grandmother < 104 && !draw.chance(gone(grandmother) / 2)).then_some(grandmother),
            family: couple.family,
        };
        use HouseholdRole::{Child, Grandchild, Head, Other, Parent, Spouse};
        let elders_lead = (elders.man.is_some() || elders.woman.is_some()) && draw.chance(45_000);
        if elders_lead {
            let roles = if elders.man.is_some() { [Head, Spouse] } else { [Spouse, Head] };
            self.push_couple(draw, minority, &elders, roles, members);
            self.push_couple(draw, minority, &couple, [Child, Other], members);
            self.push_children(draw, woman, couple.family, Grandchild, members);
        } else {
            let roles = if couple.man.is_some() { [Head, Spouse] } else { [Spouse, Head] };
            self.push_couple(draw, minority, &couple, roles, members);
            self.push_couple(draw, minority, &elders, [Parent, Parent], members);
            self.push_children(draw, woman, couple.family, Child, members);
        }
    }

    fn couple(&self, draw: &mut Draw, minority: bool, woman: i32) -> Couple {
        let man = (woman + draw.between(-2, 6)).max(20);
        let man = (man < 100 && !draw.chance(gone(man))).then_some(man);
        let without_her = man.is_some() && draw.chance(gone(woman) / 3);
        Couple { man, woman: (!without_her).then_some(woman), family: self.names.family(draw, minority) }
    }

    fn push_couple(
        &self,
        draw: &mut Draw,
        minority: bool,
        couple: &Couple,
        [mans, womans]: [HouseholdRole; 2],
        members: &mut Vec<Member>,
    ) {
        if let Some(age) = couple.man {
            members.push(self.member(draw, couple.family, Sex::Male, age, mans));
        }
        if let Some(age) = couple.woman {
            let own = self.names.family(draw, minority);
            members.push(self.member(draw, own, Sex::Female, age, womans));
        }
    }

    /// The children that still live with their mother, the eldest first.
    fn push_children(
        &self,
        draw: &mut Draw,
        mother: i32,
        family: &'static str,
        role: HouseholdRole,
        members: &mut Vec<Member>,
    ) {
        let born = match (draw.below(100), mother) {
            (..6, _) => 0,
            (6..22, _) => 1,
            (22..70, ..60) => 2,
            (70..93, ..60) => 3,
            (93.., ..60) => 4,
            (22..50, 60..) => 2,
            (50..80, 60..) => 3,
            (80.., 60..) => 5,
        };
        let mut at_birth = 20 + draw.between(0, 5) + draw.between(0, 5);
        for _ in 0..born {
            let age = mother - at_birth;
            if age >= 0 && at_birth <= 44 && draw.chance(at_home(age)) {
                let sex = ages::sex_at_birth(draw);
                members.push(self.member(draw, family, sex, age, role));
            }
            at_birth += draw.between(2, 5);
        }
    }

    fn member(
        &self,
        draw: &mut Draw,
        family: &'static str,
        sex: Sex,
        age: i32,
        role: HouseholdRole,
    ) -> Member {
        let birth = self.ages.birthday(draw, age);
        let name = self.names.name(draw, family, sex, birth.year());
        Member { name, sex, birth, age, role }
    }
}

/// How many in 100,000 of an age are no longer there beside the other of the couple.
fn gone(age: i32) -> u32 {
    match age {
        ..50 => 6_000,
        50..60 => 10_000,
        60..70 => 20_000,
        70..80 => 42_000,
        80.. => 68_000,
    }
}

/// How many in 100,000 of an age live in their mother's household.
fn at_home(age: i32) -> u32 {
    match age {
        ..18 => 99_000,
        18..22 => 88_000,
        22..26 => 60_000,
        26..30 => 38_000,
        30..36 => 22_000,
        36.. => 9_000,
    }
}
