//! Charts as inline SVG: whole widths in percent, so that bars follow the screen and letters keep their size. Each
//! chart has a title, a description and a table with the same figures.

mod areas;
mod ballots;
mod coverage;
mod findings;
mod pyramid;

pub(super) use areas::AreaBars;
pub(super) use ballots::{Ballots, ballots_table};
pub(super) use coverage::{Coverage, books_table};
pub(super) use findings::{FindingsChart, severity_class, severity_label};
pub(super) use pyramid::Pyramid;

/// `part` of `whole` as a percentage of `span`, with two decimals; nothing of nothing is nothing.
fn percent_of(part: u64, whole: u64, span: u64) -> String {
    let hundredths = match whole {
        0 => 0,
        _ => u128::from(part) * u128::from(span) * 100 / u128::from(whole),
    };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::percent_of;

    #[test]
    fn widths_are_fixed_decimals() {
        assert_eq!(percent_of(1, 3, 100), "33.33%");
        assert_eq!(percent_of(1, 1, 70), "70.00%");
        assert_eq!(percent_of(0, 0, 100), "0.00%");
        assert_eq!(percent_of(5, 10_000, 100), "0.05%");
    }
}
