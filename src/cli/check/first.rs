//! What an office mends first: the gravest and most frequent, each with a place to begin at.

use crate::people::Severity;
use crate::render::Language;
use crate::tasks::check::{Checked, FirstPlace};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many steps are told.
const STEPS: usize = 5;

/// What was found by one rule, wherever.
pub(super) struct OfRule<'a> {
    pub severity: Severity,
    pub rule: &'a str,
    pub message: &'a str,
    pub count: u64,
    /// In how many communes.
    pub communes: u64,
    pub first: Option<&'a FirstPlace>,
}

/// What was found, rule by rule: the gravest first, then the most frequent.
pub(super) fn by_rule(checked: &Checked) -> Vec<OfRule<'_>> {
    let mut rules: BTreeMap<&str, OfRule<'_>> = BTreeMap::new();
    for line in &checked.findings {
        let of = rules.entry(&line.rule).or_insert(OfRule {
            severity: line.severity,
            rule: &line.rule,
            message: &line.message,
            count: 0,
            communes: 0,
            first: None,
        });
        of.count += line.count;
        of.communes += u64::from(line.commune_code.is_some());
        of.first = [of.first, line.first.as_ref()].into_iter().flatten().min();
    }
    let mut rules: Vec<_> = rules.into_values().collect();
    rules.sort_by_key(|of| (of.severity, Reverse(of.count), of.rule));
    rules
}

/// A place in a file.
pub(super) fn place(first: Option<&FirstPlace>, language: Language) -> Option<String> {
    let FirstPlace { file, line } = first?;
    let line = language.number(*line);
    Some(match language {
        Language::Vietnamese => format!("{file}, dòng {line}"),
        Language::English => format!("{file}, line {line}"),
    })
}

/// The first steps, numbered: rejected rows, persons without a number, errors, then warnings.
pub(super) fn steps(checked: &Checked, language: Language) -> String {
    let mut steps = Vec::new();
    let rejected = checked.rejects.len() as u64 + checked.more_rejects;
    if let Some(first) = checked.rejects.first() {
        let at = FirstPlace { file: first.file.clone(), line: first.line };
        let (count, at) = (language.number(rejected), place(Some(&at), language).unwrap_or_default());
        steps.push(match language {
            Language::Vietnamese => format!("{count} dòng bị loại, không được tính; bắt đầu từ {at}"),
            Language::English => format!("{count} rejected rows, which do not count; begin at {at}"),
        });
    }
    for of in by_rule(checked).into_iter().filter(|of| of.severity != Severity::Info) {
        let (count, meaning) = (language.number(of.count), language.half(of.message));
        let begin = place(of.first, language);
        let begin = begin.map(|at| match language {
            Language::Vietnamese => format!(" Bắt đầu từ {at}."),
            Language::English => format!(" Begin at {at}."),
        });
        steps.push(format!("{count} × {meaning}{}", begin.unwrap_or_default()));
    }
    let numbered = steps.iter().take(STEPS).zip(1..);
    numbered.map(|(step, number)| format!("  {number}. {step}\n")).collect()
}
