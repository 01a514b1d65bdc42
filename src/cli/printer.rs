//! The one place that prints: data to standard output, words to standard error.

use super::visible;
use std::io::{self, IsTerminal, Write};

/// The fewest letters that a line is folded to.
const WIDTH_MIN: usize = 40;

/// Prints for a person or a pipe.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    colour: bool,
}

impl Printer {
    /// Colours are used on a terminal, unless `NO_COLOR` is set.
    pub fn of_terminal() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { colour: wanted && io::stderr().is_terminal() }
    }

    /// How many letters a line of standard output holds: as many as anybody likes, unless a terminal shows it.
    pub fn width() -> usize {
        let size = terminal_size::terminal_size_of(io::stdout());
        size.map_or(usize::MAX, |(width, _)| usize::from(width.0)).max(WIDTH_MIN)
    }

    /// Words for a person: to standard output, with what steers a terminal shown as signs.
    ///
    /// # Errors
    /// [`io::Error`] as [`Self::data`].
    pub fn words(&self, text: &str) -> io::Result<()> {
        self.data(&visible::words(text))
    }

    /// Data, as they are: to standard output. A reader that has gone away is no error.
    ///
    /// # Errors
    /// [`io::Error`] if standard output fails otherwise, such as on a full disk.
    pub fn data(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    /// A document as indented JSON: to standard output.
    ///
    /// # Errors
    /// [`io::Error`] as [`Self::data`].
    pub fn json(&self, document: &impl serde::Serialize) -> io::Result<()> {
        self.data(&format!("{}\n", visible::json(&serde_json::to_string_pretty(document)?)))
    }

    /// A line of words: to standard error.
    pub fn say(&self, text: &str) {
        // There is nowhere to tell of a standard error that fails.
        drop(writeln!(io::stderr().lock(), "{}", visible::words(text)));
    }

    /// A warning: the command is done all the same.
    pub fn warn(&self, text: &str) {
        let word = if self.colour { "\u{1b}[1;33mlưu ý / warning:\u{1b}[0m" } else { "lưu ý / warning:" };
        self.say(&format!("{word} {text}"));
    }

    /// An error with what caused it.
    pub fn error(&self, error: &anyhow::Error) {
        self.failed(&error.to_string());
    }

    /// What went wrong.
    pub fn failed(&self, text: &str) {
        let word = if self.colour { "\u{1b}[1;31mlỗi / error:\u{1b}[0m" } else { "lỗi / error:" };
        drop(writeln!(io::stderr().lock(), "{word} {}", visible::words(text)));
    }
}
