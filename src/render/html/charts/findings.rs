//! How many findings there are of each severity.

use super::percent_of;
use crate::people::Severity;
use crate::render::html::Figures;
use crate::render::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;

#[derive(Template)]
#[template(path = "charts/findings.svg", whitespace = "minimize")]
pub(in crate::render::html) struct FindingsChart {
    title: &'static str,
    description: String,
    bars: Vec<Bar>,
}

struct Bar {
    class: &'static str,
    label: &'static str,
    value: String,
    text_from_top: usize,
    bar_from_top: usize,
    width: String,
}

impl HtmlSafe for FindingsChart {}

impl FindingsChart {
    pub(in crate::render::html) fn new(figures: &Figures, words: Words) -> Self {
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| (severity, figures.findings_of(severity)));
        let longest = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let bars: Vec<Bar> = counts
            .into_iter()
            .enumerate()
            .map(|(at, (severity, count))| Bar {
                class: severity_class(severity),
                label: severity_label(severity, words),
                value: words.0.number(count),
                text_from_top: 40 * at + 14,
                bar_from_top: 40 * at + 20,
                width: percent_of(count, longest, 100),
            })
            .collect();
        let told: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
        Self { title: words.findings(), description: told.join("; "), bars }
    }
}

/// The CSS class of a severity.
pub(in crate::render::html) fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "information",
    }
}

/// The word for a severity.
pub(in crate::render::html) fn severity_label(severity: Severity, words: Words) -> &'static str {
    match severity {
        Severity::Error => words.error(),
        Severity::Warning => words.warning(),
        Severity::Info => words.information(),
    }
}
