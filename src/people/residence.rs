//! When a dated fact holds: the one place in which its first and last days are read.

use super::{CommuneCode, PartialDate, Residence, ResidenceKind, add_months};
use chrono::{Days, NaiveDate};

/// Whether something holds on a day that runs from `from` (its first possible day; `None`: always) until `until` (its last
/// possible day, inclusive; `None`: open).
pub fn is_in_force(from: Option<PartialDate>, until: Option<PartialDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from.first() <= day) && until.is_none_or(|until| day <= until.last())
}

impl Residence {
    /// A residence in a commune of which nothing more is known.
    pub fn new(kind: ResidenceKind, commune_code: CommuneCode) -> Self {
        Self {
            kind,
            commune_code,
            hamlet_code: None,
            address: None,
            house_order: None,
            registered_on: None,
            expires_on: None,
            ended_on: None,
            facility_code: None,
            may_mean: Vec::new(),
        }
    }

    /// Whether the registration began by a day; one without a day has begun.
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.registered_on.is_none_or(|on| on.first() <= day)
    }

    /// Whether the residence was ended by a day: `ended_on` is the first day on which it no longer holds.
    pub fn has_ended(&self, day: NaiveDate) -> bool {
        self.ended_on.is_some_and(|on| on.last() <= day)
    }

    /// The last day of a registration that nobody ends: the one it expires on, or of a temporary one without it the day
    /// `lapse_months` after its registration (Residence Law Art. 27); `None`: without any date it holds.
    pub fn lapses_after(&self, lapse_months: u32) -> Option<NaiveDate> {
        let without_renewal = || match self.kind {
            ResidenceKind::Temporary => {
                self.registered_on.map(|start| add_months(start.last(), lapse_months))
            }
            ResidenceKind::Permanent | ResidenceKind::Current => None,
        };
        self.expires_on.map(|day| day.last()).or_else(without_renewal)
    }

    /// Whether the registration ran out before a day without being renewed.
    pub fn has_lapsed(&self, day: NaiveDate, lapse_months: u32) -> bool {
        self.lapses_after(lapse_months).is_some_and(|last| last < day)
    }

    /// Whether the residence holds on a day: begun, not ended, not lapsed.
    ///
    /// ```
    /// use cutri::people::{PartialDate, Residence, ResidenceKind};
    /// let day = |text| PartialDate::parse(text).map(|date| date.first());
    /// let held = Residence {
    ///     registered_on: Some(PartialDate::parse("2024-05-10")?),
    ///     ..Residence::new(ResidenceKind::Temporary, cutri::people::CommuneCode::parse("00001")?)
    /// };
    /// assert!(held.is_in_force(day("2026-05-10")?, 24));
    /// assert!(!held.is_in_force(day("2026-05-11")?, 24), "lapsed after two years");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_in_force(&self, day: NaiveDate, lapse_months: u32) -> bool {
        self.has_begun(day) && !self.has_ended(day) && !self.has_lapsed(day, lapse_months)
    }

    /// The first day on which it no longer held: the one it was ended on, or the day after it ran out, whichever is first;
    /// `None`: it has no end.
    pub fn end(&self, lapse_months: u32) -> Option<NaiveDate> {
        let ended = self.ended_on.map(|on| on.last());
        let ran_out = self.lapses_after(lapse_months).map(|last| last + Days::new(1));
        [ended, ran_out].into_iter().flatten().min()
    }
}
