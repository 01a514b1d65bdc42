//! The kinds of changes, how common they are, and to whom they can happen.

use super::super::draw::Draw;
use super::super::names::Names;
use super::super::people::moment;
use super::places::{Places, Reach};
use super::{corrections, moves, registers};
use crate::people::{
    PersonFacts, PersonalNumber, Residence, ResidenceKind, StayKind, VitalStatus, anniversary,
};
use crate::territory::Units;
use chrono::{NaiveDate, NaiveDateTime};

/// What can happen to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Kind {
    MoveWithinCommune,
    MoveWithinProvince,
    MoveToProvince,
    /// A new temporary residence and the wish to vote there.
    NewTemporary,
    Wish,
    Absence,
    NotHere,
    Death,
    Imprisonment,
    IntoCustody,
    OutOfCustody,
    IntoUnit,
    OutOfUnit,
    IntoCare,
    OutOfCare,
    #[default]
    CorrectName,
    CorrectBirth,
    CorrectAddress,
    Removed,
    /// Somebody new, back from abroad.
    Returned,
}

/// Of a thousand changes. Moves and temporary residences make up most of what a commune's police enter, as their yearly
/// numbers do against deaths and sentences; custody, units and care are more common here than in life, to be met at all.
pub(super) const SHARES: [(Kind, u32); 20] = [
    (Kind::MoveWithinCommune, 150),
    (Kind::MoveWithinProvince, 150),
    (Kind::MoveToProvince, 100),
    (Kind::NewTemporary, 150),
    (Kind::Wish, 80),
    (Kind::Absence, 60),
    (Kind::NotHere, 30),
    (Kind::Death, 60),
    (Kind::Imprisonment, 10),
    (Kind::IntoCustody, 15),
    (Kind::OutOfCustody, 10),
    (Kind::IntoUnit, 20),
    (Kind::OutOfUnit, 15),
    (Kind::IntoCare, 8),
    (Kind::OutOfCare, 5),
    (Kind::CorrectName, 40),
    (Kind::CorrectBirth, 25),
    (Kind::CorrectAddress, 52),
    (Kind::Removed, 10),
    (Kind::Returned, 10),
];

/// What changes turn on: places, days and names.
pub(super) struct Scene {
    pub places: Places,
    pub names: Names,
    first: NaiveDate,
    /// The day the delta tells of.
    pub as_of: NaiveDate,
    /// The number of the change among all.
    pub serial: u64,
}

impl Scene {
    /// A scene between the day of an extract and that of the delta on it.
    pub(super) fn new(units: &Units, base: NaiveDate, as_of: NaiveDate) -> Self {
        let first = base.succ_opt().unwrap_or(base).min(as_of);
        Self { places: Places::new(units), names: Names::new(), first, as_of, serial: 0 }
    }

    /// A day after the extract's, up to the delta's.
    pub(super) fn day(&self, draw: &mut Draw) -> NaiveDate {
        let days = u32::try_from((self.as_of - self.first).num_days()).unwrap_or(0);
        self.first + draw.days(days + 1)
    }

    /// Office hours of such a day.
    pub(super) fn moment(&self, draw: &mut Draw) -> NaiveDateTime {
        let day = self.day(draw);
        moment(draw, day)
    }
}

/// Somebody's facts after a change; `None` if it cannot happen to the person. `previous` is the number before the person's
/// in the extract.
pub(super) fn change(
    kind: Kind,
    facts: &PersonFacts,
    previous: Option<PersonalNumber>,
    scene: &Scene,
    draw: &mut Draw,
) -> Option<PersonFacts> {
    let is_alive = facts.person.vital_status == VitalStatus::Alive;
    if needs_life(kind) && !is_alive {
        return None;
    }
    let mut changed = match kind {
        Kind::MoveWithinCommune => moves::permanent(facts, None, scene, draw),
        Kind::MoveWithinProvince => moves::permanent(facts, Some(Reach::Province), scene, draw),
        Kind::MoveToProvince => moves::permanent(facts, Some(Reach::Nation), scene, draw),
        Kind::NewTemporary => moves::temporary(facts, scene, draw),
        Kind::Returned => moves::returned(facts, previous?, scene, draw),
        Kind::Wish => registers::wish(facts, scene, draw),
        Kind::Absence => registers::absence(facts, scene, draw),
        Kind::NotHere => registers::not_here(facts, scene, draw),
        Kind::Death => Some(registers::death(facts, scene, draw)),
        Kind::Imprisonment => registers::imprisonment(facts, scene, draw),
        Kind::IntoCustody => registers::enter(facts, StayKind::Detention, 18..90, scene, draw),
        Kind::OutOfCustody => {
            registers::leave(facts, &[StayKind::Detention, StayKind::TemporaryCustody], scene, draw)
        }
        Kind::IntoUnit => registers::enter(facts, StayKind::Military, 18..26, scene, draw),
        Kind::OutOfUnit => registers::leave(facts, &[StayKind::Military], scene, draw),
        Kind::IntoCare => registers::enter(facts, StayKind::Care, 65..120, scene, draw),
        Kind::OutOfCare => registers::leave(facts, &[StayKind::Care], scene, draw),
        Kind::CorrectName => Some(corrections::name(facts, scene, draw)),
        Kind::CorrectBirth => corrections::birth(facts, draw),
        Kind::CorrectAddress => corrections::address(facts, scene, draw),
        Kind::Removed => Some(corrections::removed(facts)),
    }?;
    changed.person.updated_at = Some(scene.moment(draw));
    Some(changed)
}

/// Whether it happens to the living only.
fn needs_life(kind: Kind) -> bool {
    match kind {
        Kind::CorrectName | Kind::CorrectBirth | Kind::CorrectAddress | Kind::Removed => false,
        Kind::MoveWithinCommune
        | Kind::MoveWithinProvince
        | Kind::MoveToProvince
        | Kind::NewTemporary
        | Kind::Wish
        | Kind::Absence
        | Kind::NotHere
        | Kind::Death
        | Kind::Imprisonment
        | Kind::IntoCustody
        | Kind::OutOfCustody
        | Kind::IntoUnit
        | Kind::OutOfUnit
        | Kind::IntoCare
        | Kind::OutOfCare
        | Kind::Returned => true,
    }
}

/// The place of the permanent residence that has not ended, the latest row.
pub(super) fn permanent_at(facts: &PersonFacts) -> Option<usize> {
    let is_open = |row: &Residence| row.kind == ResidenceKind::Permanent && row.ended_on.is_none();
    facts.residences.iter().rposition(is_open)
}

/// Whether somebody has completed `from` years and not `until`.
pub(super) fn is_aged(facts: &PersonFacts, years: &std::ops::Range<u32>, on: NaiveDate) -> bool {
    let born = facts.person.birth_date.last();
    anniversary(born, years.start) <= on && on < anniversary(born, years.end)
}
