//! The only reader of the time. Everything else is given its moment as an argument.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, SubsecRound, Utc};

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
