//! A decision told so that a citizen understands it: the outcome, the rule with its articles, the facts behind it, and
//! what somebody should look into.

/// A table of sentences, in Vietnamese and English.
macro_rules! sentences {
    ($of:ident { $($variant:ident: $vietnamese:literal / $english:literal,)+ }) => {
        fn told(of: $of) -> (&'static str, &'static str) {
            match of { $($of::$variant => ($vietnamese, $english),)+ }
        }
    };
}

mod facts;
mod flags;
mod posted;
mod rules;

pub use flags::sentence as flag_sentence;
pub use posted::{ListedRow, OnLists, Waits};

use super::language::Language;
use super::place::{commune_name, numbered, province_in_sentence};
use super::words::Words;
use crate::law::{Decision, Election, Outcome};
use crate::people::{AreaCode, PersonFacts};
use crate::territory::{Level, Levels, Territory};
use std::fmt::Write as _;

/// What a decision is told from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub facts: &'a PersonFacts,
    pub decision: &'a Decision,
    pub election: &'a Election,
    pub territory: &'a Territory,
    /// The row on the list, if the person stands on one.
    pub number: Option<u32>,
}

/// One of two texts.
fn choose<T>(language: Language, vietnamese: T, english: T) -> T {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}

/// The whole explanation: some lines of text, ending with a line feed.
pub fn explain(told: Told<'_>, language: Language) -> String {
    let mut text = outcome(told, language);
    text.push_str("\n\n");
    let rules: Vec<_> =
        std::iter::once(told.decision.rule).chain(told.decision.also.iter().copied()).collect();
    text.push_str(choose(language, "Vì sao:\n", "Why:\n"));
    for rule in rules {
        let articles = Words(language).citations(rule.citations().iter().map(|citation| citation.told()));
        let sentence = rules::sentence(rule, told.election, language);
        writeln!(text, "  {rule}  {sentence} ({articles})").expect("writing to a string cannot fail");
    }
    push_section(&mut text, choose(language, "Căn cứ:", "Facts:"), facts::lines(told, language));
    let flags =
        told.decision.flags.iter().map(|flag| format!("{flag}  {}", flags::sentence(*flag, language)));
    push_section(&mut text, choose(language, "Lưu ý:", "Note:"), flags.collect());
    text
}

fn push_section(text: &mut String, title: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    text.push('\n');
    text.push_str(title);
    text.push('\n');
    for line in lines {
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    }
}

/// The first sentence: whether the person is on a list, where, and with which ballots.
fn outcome(told: Told<'_>, language: Language) -> String {
    let name = &told.facts.person.full_name;
    match &told.decision.outcome {
        Outcome::Listed { area, ballots, .. } => {
            let place = area_words(told.territory, area, language);
            let row = match (told.number, language) {
                (Some(number), Language::Vietnamese) => format!(", số thứ tự {number}"),
                (Some(number), Language::English) => format!(", row {number}"),
                (None, _) => String::new(),
            };
            let ballots = ballot_words(*ballots, language);
            choose(
                language,
                format!("{name} có tên trong danh sách cử tri của {place}{row}, được bầu {ballots}."),
                format!("{name} is on the voter list of {place}{row}, and votes for {ballots}."),
            )
        }
        Outcome::NotEligible { .. } => choose(
            language,
            format!("{name} không được ghi tên vào danh sách cử tri của cuộc bầu cử này."),
            format!("{name} may not be listed as a voter of this election."),
        ),
        Outcome::NoList { marked, .. } if !marked.is_empty() => choose(
            language,
            format!(
                "{name} bỏ phiếu ở nơi khác theo giấy chứng nhận; tên vẫn giữ trong danh sách cử tri nơi cấp giấy, ghi chú “Bỏ phiếu \
                 ở nơi khác”."
            ),
            format!(
                "{name} votes elsewhere by a certificate; the name stays on the list of the place that issued it, marked."
            ),
        ),
        Outcome::NoList { .. } => choose(
            language,
            format!("{name} có quyền bầu cử nhưng hiện không có tên trong danh sách nào."),
            format!("{name} may vote, and is on no list at present."),
        ),
        Outcome::Queue { .. } => choose(
            language,
            format!("{name} có quyền bầu cử và đang chờ xác định nơi ghi tên."),
            format!("{name} may vote, and waits until the place is found out."),
        ),
    }
}

/// The area with its commune and province.
fn area_words(territory: &Territory, code: &AreaCode, language: Language) -> String {
    let Some(area) = territory.area(code) else { return code.to_string() };
    let commune = territory.commune(&area.commune_code);
    let province = commune.and_then(|commune| territory.province(&commune.province_code));
    let mut words = match language {
        Language::Vietnamese => format!("khu vực bỏ phiếu số {}", numbered(area.number)),
        Language::English => format!("voting area {}", area.number),
    };
    for name in commune.map(commune_name).into_iter().chain(province.map(province_in_sentence)) {
        words.push_str(", ");
        words.push_str(&name);
    }
    words
}

fn ballot_words(ballots: Levels, language: Language) -> String {
    let word = |level| match level {
        Level::National => choose(language, "đại biểu Quốc hội", "the National Assembly"),
        Level::Provincial => choose(language, "đại biểu HĐND cấp tỉnh", "the provincial People's Council"),
        Level::Communal => choose(language, "đại biểu HĐND cấp xã", "the communal People's Council"),
    };
    let words: Vec<&str> = ballots.iter().map(word).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{} {} {last}", rest.join(", "), choose(language, "và", "and"))
        }
        _ => words.concat(),
    }
}
