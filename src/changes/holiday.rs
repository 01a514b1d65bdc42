//! The days of the lunar new year (*Tết Nguyên đán*), on which offices are closed and the law's days run on.

use chrono::{Days, NaiveDate};

/// The first day of the lunar year, by Vietnam's calendar.
const FIRST_DAYS: [(i32, u32, u32); 10] = [
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
    (2031, 1, 23),
    (2032, 2, 11),
    (2033, 1, 31),
    (2034, 2, 19),
];

/// Whether a day lies between the last day of the old lunar year and the fourth of the new one (Labour Code Art. 112: five
/// days). Of years that the table does not know nothing is said.
///
/// ```
/// use cutri::changes::is_lunar_new_year;
/// assert!(is_lunar_new_year("2026-02-17".parse().unwrap()));
/// assert!(!is_lunar_new_year("2026-02-22".parse().unwrap()));
/// ```
pub fn is_lunar_new_year(day: NaiveDate) -> bool {
    let first = |(year, month, date): (i32, u32, u32)| NaiveDate::from_ymd_opt(year, month, date);
    let within = |first: NaiveDate| (first - Days::new(1)..=first + Days::new(3)).contains(&day);
    FIRST_DAYS.into_iter().filter_map(first).any(within)
}
