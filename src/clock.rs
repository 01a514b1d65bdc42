//! The only reader of the time. Everything else is given its moment as an argument.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, SubsecRound, Utc};
use std::time::Instant;

/// Vietnam's time zone, +07:00, without daylight saving.
pub fn vietnam() -> FixedOffset {
    FixedOffset::east_opt(7 * 3600).unwrap_or(Utc.fix())
}

/// The present moment in Vietnam's time zone, to the second, without the zone.
pub fn present() -> NaiveDateTime {
    now().naive_local().trunc_subsecs(0)
}

/// The present moment in Vietnam's time zone.
pub fn now() -> DateTime<FixedOffset> {
    Utc::now().with_timezone(&vietnam())
}

/// How long something takes, for the log: no result depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to measure.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Whole milliseconds since.
    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
