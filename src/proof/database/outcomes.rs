//! Who stands on no list: the outcomes of now, led back through the log of every act to those that were first kept, whose
//! digest the audit has.

use super::super::Problem;
use super::super::audit::Registers;
use super::super::filing::as_written;
use super::facts::place;
use crate::lists::ListsError;
use crate::lists::digests::{OUTCOMES, OUTCOMES_CHANGED};
use crate::lists::outcomes::{OutcomeChange, changes, line_of, logged, outcomes_digest};
use crate::roll::Unlisted;
use crate::roll::chain::Texts;
use crate::store::{self, Tx};
use std::collections::BTreeMap;

/// The outcomes of one commune, or of none.
pub(super) struct Outcomes<'a> {
    pub roll_id: &'a str,
    /// `""` for no commune.
    pub commune_code: &'a str,
    /// What the audit keeps.
    pub registers: &'a Registers,
    /// The last line of the audit that counts: what came later is taken back and not judged.
    pub until: u64,
}

/// A row of the log.
struct Logged {
    sequence: u64,
    position: u64,
    version: u64,
    document: String,
    change: OutcomeChange,
}

/// What was found of the outcomes of a commune.
#[derive(Default)]
pub(super) struct Found {
    pub problems: Vec<Problem>,
    /// Nothing says what the outcomes were when they were first kept.
    pub is_unknown: bool,
    /// The last line of the audit that their log tells of.
    pub last_line: u64,
}

impl Found {
    fn problem(&mut self, of: &Outcomes<'_>, message: impl Into<String>) {
        let file = format!("outcomes of {}", place(of.commune_code));
        self.problems.push(Problem { file, line: None, message: message.into() });
    }
}

impl Outcomes<'_> {
    /// Checks the outcomes.
    pub async fn check(&self, tx: &mut Tx) -> Result<Found, ListsError> {
        let mut found = Found::default();
        let page = store::outcome::filed(tx, self.roll_id, self.commune_code).await?;
        let mut now: BTreeMap<String, String> = BTreeMap::new();
        for line in page.documents() {
            match self.read(line) {
                Some(person) => drop(now.insert(person, line.to_owned())),
                None => found.problem(self, "an outcome is not filed as it says"),
            }
        }
        let log = self.log(tx, &mut found).await?;
        found.last_line = log.last().map_or(0, |row| row.sequence);
        if !self.take_back(&log, &mut now, &mut found) {
            return Ok(found);
        }
        self.compare(&log, &mut found);
        let first = self.registers.all(self.roll_id, &format!("{OUTCOMES}{}", self.commune_code)).first();
        match first {
            None => found.is_unknown = true,
            Some(kept) if kept.digest != outcomes_digest(now.values().map(String::as_str)).to_string() => {
                let message =
                    format!("they do not lead back to those that line {} of the audit kept", kept.sequence);
                found.problem(self, message);
            }
            Some(_) => {}
        }
        Ok(found)
    }

    /// The person of an outcome, if its columns say what its document says.
    fn read(&self, line: &str) -> Option<String> {
        let mut parts = line.splitn(3, ' ');
        let (person, kind, document) = (parts.next()?, parts.next()?, parts.next()?);
        let read = as_written::<Unlisted>(document)?;
        let code = read.commune_code.as_ref().map_or("", crate::people::CommuneCode::as_str);
        let fits = read.personal_id.as_str() == person && read.outcome() == kind && code == self.commune_code;
        fits.then(|| person.to_owned())
    }

    async fn log(&self, tx: &mut Tx, found: &mut Found) -> Result<Vec<Logged>, ListsError> {
        let page = store::outcome_change::filed(tx, self.roll_id, self.commune_code).await?;
        let mut log = Vec::new();
        for line in page.documents() {
            let mut parts = line.splitn(4, ' ');
            let mut number = || parts.next().and_then(|part| part.parse().ok()).unwrap_or_default();
            let (sequence, position, version) = (number(), number(), number());
            let document = parts.next().unwrap_or_default().to_owned();
            match as_written::<OutcomeChange>(&document) {
                Some(change) => log.push(Logged { sequence, position, version, document, change }),
                None => found.problem(self, format!("the log of line {sequence} is not as it was filed")),
            }
        }
        Ok(log)
    }

    /// Takes back what every act did, the last first; false where the log does not lead back.
    fn take_back(&self, log: &[Logged], now: &mut BTreeMap<String, String>, found: &mut Found) -> bool {
        let line = |person: &Option<Unlisted>| person.as_ref().and_then(|person| line_of(person).ok());
        for row in log.iter().rev() {
            let person = row.change.personal_id.as_str();
            if now.remove(person) != line(&row.change.after) {
                let message = format!("an outcome is not what the act of line {} left", row.sequence);
                found.problem(self, message);
                return false;
            }
            now.extend(line(&row.change.before).map(|line| (person.to_owned(), line)));
        }
        true
    }

    /// The log of each act against what its line keeps.
    fn compare(&self, log: &[Logged], found: &mut Found) {
        let mut digests: BTreeMap<u64, Texts> = BTreeMap::new();
        for row in log.iter().filter(|row| row.sequence <= self.until) {
            let digest = digests.entry(row.sequence).or_insert_with(changes);
            *digest = logged(digest.clone(), row.position, row.version, &row.document);
        }
        let name = format!("{OUTCOMES_CHANGED}{}", self.commune_code);
        for kept in self.registers.all(self.roll_id, &name) {
            let digest = digests.remove(&kept.sequence).map(|digest| digest.finish().to_string());
            if digest.as_ref() != Some(&kept.digest) {
                let message = format!("their log is not as line {} of the audit left it", kept.sequence);
                found.problem(self, message);
            }
        }
        for sequence in digests.keys() {
            found.problem(self, format!("their log tells of line {sequence}, which tells nothing of them"));
        }
    }
}
