//! What the person said: where each wish leads, whether it came in time (C4), which choice counts, and what forbids the
//! usual place (P7).

use super::Flags;
use super::calendar::days;
use super::desk::Desk;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use cutri::people::{Residence, ResidenceKind, Stay, StayKind, Wish, WishKind};
use cutri::territory::{Area, AreaKind, OpensAt};

/// A wish and its place among the rows: "of two equal moments the later row counts".
type Said<'a> = (NaiveDateTime, usize, &'a Wish);

/// "Never lead into an area of kind `military` or `custody`."
pub fn takes_others(area: &Area) -> bool {
    ![AreaKind::Military, AreaKind::Custody].contains(&area.kind)
}

impl<'a> Desk<'a> {
    fn said(&self) -> impl Iterator<Item = Said<'a>> {
        self.facts.wishes.iter().enumerate().map(|(at, wish)| (wish.recorded_at, at, wish))
    }

    /// When voting starts in an area, or at the general hour of E where there is none.
    pub fn voting_starts(&self, area: Option<&Area>) -> NaiveDateTime {
        match area.and_then(|area| area.opens_at) {
            Some(OpensAt::Moment(moment)) => moment,
            Some(OpensAt::Hour(hour)) => self.day().and_time(hour),
            None => self.day().and_time(self.election.opens_at),
        }
    }

    /// C4: so many hours before the voting of an area starts.
    fn cut_off(&self, area: Option<&Area>) -> NaiveDateTime {
        self.voting_starts(area) - TimeDelta::hours(self.profile().cut_off_hours)
    }

    fn is_in_time(&self, wish: &Wish) -> bool {
        wish.recorded_at <= self.cut_off(self.leads_to(wish))
    }

    /// Flags the wishes that came after the cut-off of their area, and those of them that the general hour would allow.
    pub fn flag_late(&self, flags: &mut Flags) {
        let choices = self.facts.wishes.iter().filter(|wish| wish.kind != WishKind::VoteElsewhereCertificate);
        for late in choices.filter(|wish| !self.is_in_time(wish)) {
            flags.insert("late_wish".to_owned());
            if late.recorded_at <= self.cut_off(None) {
                flags.insert("after_area_cutoff".to_owned());
            }
        }
    }

    /// The area whose list a wish is about.
    fn leads_to(&self, wish: &Wish) -> Option<&'a Area> {
        let home = match wish.kind {
            WishKind::VoteAtTemporary => self.temporary_meant(wish),
            WishKind::VoteAtPermanent => self.permanent(),
            WishKind::VoteAtPermanentByCertificate => {
                self.outside_the_unit(self.latest_stay(|stay| stay.kind == StayKind::Military), wish)
            }
            WishKind::NotHere => self.usual_home(),
            WishKind::VoteAtCurrent => return self.area_of_living(wish),
            WishKind::VoteElsewhereCertificate => return None,
        };
        home.and_then(|home| self.house_area(home))
    }

    /// Where somebody stands of whom nothing is said: the permanent, else the temporary residence.
    pub fn usual_home(&self) -> Option<&'a Residence> {
        self.permanent().or_else(|| self.temporary())
    }

    /// "The latest counts, whatever its kind"; what came too late does not count.
    pub fn choice(&self) -> Option<&'a Wish> {
        self.last_choice().map(|(_, _, wish)| wish)
    }

    fn last_choice(&self) -> Option<Said<'a>> {
        let kinds = [WishKind::VoteAtTemporary, WishKind::VoteAtCurrent, WishKind::VoteAtPermanent];
        let choices = self.said().filter(|(_, _, wish)| kinds.contains(&wish.kind) && self.is_in_time(wish));
        choices.max_by_key(|(moment, at, _)| (*moment, *at))
    }

    /// The commune a wish names, as it is now.
    pub fn commune_named(&self, wish: &Wish) -> Option<String> {
        wish.commune_code.as_ref().map(|code| self.now(code))
    }

    /// The temporary residence in force in the commune of the wish; "with no commune it means the latest".
    pub fn temporary_meant(&self, wish: &Wish) -> Option<&'a Residence> {
        match self.commune_named(wish) {
            Some(commune) => self.temporary_in(&commune),
            None => self.temporary(),
        }
    }

    /// P6: the commune of the area the wish names, else the commune it names, else that of the latest current place.
    pub fn commune_of_living(&self, wish: &Wish) -> Option<String> {
        let area = self.area_named(wish).map(|area| area.commune_code.to_string());
        area.or_else(|| self.commune_named(wish)).or_else(|| self.current().map(|home| self.commune_of(home)))
    }

    /// P6: "the wish's area, else the area of the current residence in the wish's commune"; never one of soldiers or of
    /// people in custody.
    pub fn area_of_living(&self, wish: &Wish) -> Option<&'a Area> {
        let by_house = || {
            let home = self.current_in(&self.commune_of_living(wish)?)?;
            self.house_area(home)
        };
        self.area_named(wish).or_else(by_house).filter(|area| takes_others(area))
    }

    /// The area a wish names, if there is such an area.
    pub fn area_named(&self, wish: &Wish) -> Option<&'a Area> {
        self.area(wish.area_code.as_ref()?.as_str())
    }

    /// P3: the residence outside the unit that a commander's certificate leads to: "in the wish's commune if it names one,
    /// there the permanent one before the temporary; else the permanent one, else the latest temporary".
    pub fn outside_the_unit(&self, unit: Option<&Stay>, wish: &Wish) -> Option<&'a Residence> {
        let commune = self.commune_named(wish);
        let here = |home: &Residence| commune.as_ref().is_none_or(|named| *named == self.commune_of(home));
        let fits = |home: &Residence| here(home) && !unit.is_some_and(|unit| self.is_inside(home, unit));
        let temporary = || {
            let allowed = self.profile().certificate_at_temporary;
            self.latest_home(|home| allowed && home.kind == ResidenceKind::Temporary && fits(home))
        };
        self.permanent().filter(|home| fits(home)).or_else(temporary)
    }

    /// A dwelling of the unit: by the facility that the row names, else by house, if it belongs to the unit's own area.
    fn is_inside(&self, home: &Residence, unit: &Stay) -> bool {
        let own = self.area_of_facility(&unit.facility_code).filter(|area| area.kind == AreaKind::Military);
        match &home.facility_code {
            Some(named) => *named == unit.facility_code,
            None => own.is_some() && self.house_area(home) == own,
        }
    }

    /// The commander's certificates that came in time.
    pub fn certificates_in_time(&self) -> Vec<&'a Wish> {
        let kind = WishKind::VoteAtPermanentByCertificate;
        let mut said: Vec<Said> = self.said().filter(|(_, _, wish)| wish.kind == kind).collect();
        said.sort_by_key(|(moment, at, _)| (*moment, *at));
        said.into_iter().map(|(_, _, wish)| wish).filter(|wish| self.is_in_time(wish)).collect()
    }

    /// The certificates to vote elsewhere, the latest first.
    pub fn certificates_elsewhere(&self) -> Vec<&'a Wish> {
        let kind = WishKind::VoteElsewhereCertificate;
        let mut said: Vec<Said> = self.said().filter(|(_, _, wish)| wish.kind == kind).collect();
        said.sort_by_key(|(moment, at, _)| std::cmp::Reverse((*moment, *at)));
        said.into_iter().map(|(_, _, wish)| wish).collect()
    }

    /// P7: why the person does not stand at this home. A choice of the permanent place "lifts an earlier `not_here` and an
    /// absence declared before it".
    pub fn kept_away(&self, home: &Residence) -> Option<&'static str> {
        let lift = self.last_choice().filter(|(_, _, wish)| wish.kind == WishKind::VoteAtPermanent);
        let not_here = self.said().any(|(moment, at, wish)| {
            let binds = self.commune_named(wish).is_none_or(|commune| commune == self.commune_of(home));
            let lifted = lift.is_some_and(|(lifted_at, row, _)| (moment, at) < (lifted_at, row));
            wish.kind == WishKind::NotHere && binds && !lifted && self.is_in_time(wish)
        });
        let absent = self.facts.absences.iter().any(|absence| {
            let declared = days(&absence.declared_on).first.and_time(NaiveTime::MIN);
            let lifted = lift.is_some_and(|(lifted_at, _, _)| declared <= lifted_at);
            self.covers_election_day(&absence.from, absence.until.as_ref()) && !lifted
        });
        match (not_here, absent && home.kind == ResidenceKind::Permanent) {
            (true, _) => Some("not_here"),
            (false, true) => Some("absent"),
            (false, false) => None,
        }
    }
}
