//! How a form names the election under its own name.

use crate::law::Election;
use crate::territory::{Level, Levels};

/// How the election's title and term are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titles {
    /// As `election.toml` has them, a line each.
    AsTold,
    /// In capitals, broken before "VÀ BẦU CỬ", the term at the end of the last line.
    TermOnLine,
    /// The same with the term on a line of its own.
    TermBelow,
}

/// Between the National Assembly's part of the title and the councils'.
const AND: &str = " VÀ ";
const ELECTION: &str = "BẦU CỬ ";
const NATIONAL: &str = "QUỐC HỘI";
const COUNCILS: &str = "HỘI ĐỒNG NHÂN DÂN";
const TERM: &str = "NHIỆM KỲ";

impl Titles {
    /// The lines that name the election.
    pub fn lines(self, election: &Election) -> Vec<String> {
        if self == Self::AsTold {
            let lines = [&election.title, &election.term].into_iter().filter(|line| !line.is_empty());
            return lines.cloned().collect();
        }
        let title = election.title.trim().to_uppercase();
        let mut lines = bodies(&title, election.levels);
        let term = term(&election.term);
        if !term.is_empty() && !title.contains(TERM) {
            match lines.last_mut().filter(|_| self == Self::TermOnLine) {
                Some(last) => *last = format!("{last} {term}"),
                None => lines.push(term),
            }
        }
        lines
    }
}

/// The title in two lines where it names the National Assembly and the councils, each only if it is elected; a title of
/// another kind, such as a by-election's, stays whole.
fn bodies(title: &str, levels: Levels) -> Vec<String> {
    let Some((first, second)) = title.split_once(AND) else { return vec![title.to_owned()] };
    let second = match second.starts_with(ELECTION) {
        true => second.to_owned(),
        false => format!("{ELECTION}{second}"),
    };
    if !first.contains(NATIONAL) || !second.contains(COUNCILS) {
        return vec![title.to_owned()];
    }
    let councils = levels.contains(Level::Provincial) || levels.contains(Level::Communal);
    match (levels.contains(Level::National), councils) {
        (true, false) => vec![first.to_owned()],
        (false, _) => vec![second],
        (true, true) => vec![first.to_owned(), format!("VÀ {second}")],
    }
}

/// The term in capitals, its years parted by a hyphen: "NHIỆM KỲ 2026-2031".
fn term(term: &str) -> String {
    let term = term.trim().to_uppercase().replace(" – ", "-").replace(" - ", "-").replace('–', "-");
    match term.is_empty() || term.starts_with(TERM) {
        true => term,
        false => format!("{TERM} {term}"),
    }
}
