//! Progress bars on a terminal, silence in a pipe.

use super::Printer;
use crate::people::Severity;
use crate::progress::Progress;
use crate::render::Language;
use crate::tasks::check::FindingLine;
use crate::tasks::import::table_name;
use crate::tasks::update::DeltaProgress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Shows one bar a phase.
#[derive(Debug)]
pub struct Bars {
    language: Language,
    shown: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    /// Bars on standard error, if that is a terminal.
    pub fn new(language: Language) -> Self {
        Self { language, shown: std::io::stderr().is_terminal(), bar: Mutex::default() }
    }

    fn with(&self, change: impl FnOnce(&ProgressBar)) {
        if let Some(bar) = &*self.bar.lock().unwrap_or_else(PoisonError::into_inner) {
            change(bar);
        }
    }

    fn begin_of(&self, phase: &'static str, total: Option<u64>, steps: Steps) {
        self.end();
        tracing::info!(phase, total, "begins");
        if !self.shown {
            return;
        }
        let style = style(total, steps, self.language);
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_style(style);
        bar.set_prefix(self.name(phase));
        bar.enable_steady_tick(Duration::from_millis(200));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    }

    fn name(&self, phase: &'static str) -> &'static str {
        let (vietnamese, english) = match phase {
            "facts" => ("Ghép dữ liệu từng người", "Joining facts"),
            "dossiers" => ("Ghi hồ sơ", "Writing dossiers"),
            "index" => ("Lập chỉ mục", "Indexing"),
            "derive" => ("Lập danh sách cử tri", "Deriving rolls"),
            "render" => ("In tài liệu", "Rendering areas"),
            "files" => ("Kiểm tra tệp", "Checking files"),
            "lists" => ("Kiểm tra danh sách", "Checking lists"),
            "areas" => ("So sánh khu vực", "Comparing areas"),
            "post" => ("Niêm yết danh sách", "Posting lists"),
            "changes" => ("Xác định thay đổi", "Deciding changes"),
            "people" => ("Tạo dữ liệu mẫu", "Inventing people"),
            table => (table_name(table), table),
        };
        match self.language {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        }
    }
}

/// What the steps of a phase are.
#[derive(Debug, Clone, Copy)]
enum Steps {
    /// Rows, persons, areas.
    Counted,
    /// Bytes of a file.
    Bytes,
}

impl Steps {
    /// So many steps, as a person reads them.
    fn words(self, count: u64, language: Language) -> String {
        match self {
            Self::Counted => language.number(count),
            Self::Bytes => {
                let tenths = count / 100_000;
                let point = if language == Language::Vietnamese { ',' } else { '.' };
                format!("{}{point}{} MB", language.number(tenths / 10), tenths % 10)
            }
        }
    }

    /// So many steps in a second.
    fn rate(self, per_second: f64, language: Language) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate is shown in whole steps"
        )]
        let whole = per_second.clamp(0.0, 1e15) as u64;
        let second = if language == Language::Vietnamese { "giây" } else { "s" };
        format!("{}/{second}", self.words(whole, language))
    }
}

/// What a bar shows: name, bar, counts, rate and time left; without a total, name, count and time.
fn style(total: Option<u64>, steps: Steps, language: Language) -> ProgressStyle {
    let template = match total {
        Some(_) => "{prefix:<28} {bar:24} {count:>12}/{all:<12} {rate:>16} ⏱ {eta}",
        None => "{prefix:<28} {spinner} {count:>12} {elapsed}",
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style
        .with_key("count", move |state: &ProgressState, out: &mut dyn Write| {
            let _ = out.write_str(&steps.words(state.pos(), language));
        })
        .with_key("all", move |state: &ProgressState, out: &mut dyn Write| {
            let _ = out.write_str(&steps.words(state.len().unwrap_or_default(), language));
        })
        .with_key("rate", move |state: &ProgressState, out: &mut dyn Write| {
            let _ = out.write_str(&steps.rate(state.per_sec(), language));
        })
}

impl Progress for Bars {
    fn begin(&self, phase: &'static str, total: Option<u64>) {
        self.begin_of(phase, total, Steps::Counted);
    }

    fn begin_file(&self, phase: &'static str, bytes: Option<u64>) {
        self.begin_of(phase, bytes, Steps::Bytes);
    }

    fn reach(&self, done: u64) {
        self.with(|bar| bar.set_position(done));
    }

    fn advance(&self, steps: u64) {
        self.with(|bar| bar.inc(steps));
    }

    fn end(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

impl DeltaProgress for Bars {
    fn found(&self, findings: &[FindingLine]) {
        self.end();
        let mut by_rule: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
        for line in findings.iter().filter(|line| line.severity != Severity::Info) {
            let message = self.language.half(&line.message);
            by_rule.entry(&line.rule).or_insert((0, message)).0 += line.count;
        }
        let printer = Printer::of_terminal();
        for (rule, (count, message)) in by_rule {
            printer.say(&format!("{count} × {rule}: {message}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_in_units_and_figures_of_the_language() {
        assert_eq!(Steps::Bytes.words(7_195_583, Language::Vietnamese), "7,1 MB");
        assert_eq!(Steps::Bytes.words(1_234_567_890, Language::English), "1,234.5 MB");
        assert_eq!(Steps::Bytes.rate(66_124_410.572_73, Language::Vietnamese), "66,1 MB/giây");
        assert_eq!(Steps::Counted.words(1_500, Language::Vietnamese), "1.500");
        assert_eq!(Steps::Counted.rate(172_345.9, Language::English), "172,345/s");
        assert_eq!(Steps::Counted.rate(f64::NAN, Language::English), "0/s");
    }
}
