//! Progress bars on a terminal, silence in a pipe.

use super::Printer;
use super::check::half;
use crate::extract::Severity;
use crate::render::Language;
use crate::tasks::check::FindingLine;
use crate::tasks::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
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
            table => (table, table),
        };
        match self.language {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        }
    }
}

/// What a bar shows: name, bar, counts, rate and time left; without a total, name and counts.
fn style(total: Option<u64>) -> ProgressStyle {
    let template = match total {
        Some(_) => "{prefix:<28} {bar:24} {human_pos:>12}/{human_len:<12} {per_sec:>14} ⏱ {eta}",
        None => "{prefix:<28} {spinner} {elapsed}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bars {
    fn begin(&self, phase: &'static str, total: Option<u64>) {
        self.end();
        tracing::info!(phase, total, "begins");
        if !self.shown {
            return;
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_style(style(total));
        bar.set_prefix(self.name(phase));
        bar.enable_steady_tick(Duration::from_millis(200));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
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

    fn found(&self, findings: &[FindingLine]) {
        self.end();
        let mut by_rule: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
        for line in findings.iter().filter(|line| line.severity != Severity::Info) {
            let message = half(&line.message, self.language);
            by_rule.entry(&line.rule).or_insert((0, message)).0 += line.count;
        }
        let printer = Printer::new();
        for (rule, (count, message)) in by_rule {
            printer.say(&format!("{count} × {rule}: {message}"));
        }
    }
}
