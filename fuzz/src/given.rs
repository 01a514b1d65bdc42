//! A small extract of invented people, and what a reading of it gives: every row accepted or rejected, every person once.

use cutri::extract::schema::Table;
use cutri::extract::{
    self, Count, ElectionTerms, Extract, ExtractError, Finding, FindingRule, Opened, Options, ReadError,
    Reading, Reject, Source,
};
use cutri::people::PersonFacts;
use cutri::territory::Shapes;
use std::convert::Infallible;
use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The files that are needed, and what they say.
pub const FILES: [(&str, &str); 11] = [
    ("provinces", "province_code,name\n31,Tỉnh Xuân Hòa\n"),
    (
        "communes",
        "commune_code,province_code,name,kind,council_elected,predecessors\n11386,31,Xã An Bình,xã,true,11001;11002\n",
    ),
    (
        "hamlets",
        "hamlet_code,commune_code,name,list_order\n11386-01,11386,Thôn Một,1\n11386-02,11386,Thôn Hai,2\n",
    ),
    (
        "facilities",
        "facility_code,kind,name,commune_code,area_code\nTG01,custody,Trại tạm giam,11386,11386-K9\n",
    ),
    ("areas", "area_code,commune_code,number,kind\n11386-K1,11386,1,residential\n11386-K9,11386,9,custody\n"),
    (
        "area_parts",
        "area_code,hamlet_code,house_from,house_to\n11386-K1,11386-01,,\n11386-K1,11386-02,1,50\n",
    ),
    (
        "constituencies",
        "constituency_code,level,number,seats\nQH1,national,1,3\nT1,provincial,1,4\nX1,communal,1,3\n",
    ),
    ("constituency_parts", "constituency_code,commune_code,area_code\nQH1,11386,\nT1,11386,\nX1,,11386-K1\n"),
    (
        "persons",
        "personal_id,full_name,birth_date,sex,nationality,vital_status\n031080000001,Nguyễn Văn An,1980-05-04,nam,VNM,alive\n",
    ),
    (
        "residences",
        "personal_id,kind,commune_code,hamlet_code,house_order\n031080000001,permanent,11386,11386-01,5\n",
    ),
    (
        "wishes",
        "personal_id,kind,commune_code,recorded_at\n031080000001,vote_at_permanent,11386,2026-01-15T09:30\n",
    ),
];

pub const ELECTION: &str = "id = \"bau-cu-2026\"\ntitle = \"BẦU CỬ ĐẠI BIỂU QUỐC HỘI\"\nterm = \"nhiệm kỳ 2026–2031\"\n\
     election_day = 2026-03-15\n";

pub const DESCRIPTOR: &str = r#"{"cutri": {"as_of": "2026-01-20", "mode": "full"}, "resources": []}"#;

/// A folder for what one run of a subject writes, the same each time.
pub struct Folder(OnceLock<TempDir>);

impl Folder {
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The folder, with the small extract in it.
    pub fn extract(&self) -> &Path {
        let filled = || {
            let folder = tempfile::tempdir().expect("a scratch folder");
            for (table, text) in FILES {
                put(folder.path(), &format!("{table}.csv"), text);
            }
            put(folder.path(), "election.toml", ELECTION);
            put(folder.path(), "datapackage.json", DESCRIPTOR);
            folder
        };
        self.0.get_or_init(filled).path()
    }

    /// The folder, empty until something is put into it.
    pub fn empty(&self) -> &Path {
        self.0.get_or_init(|| tempfile::tempdir().expect("a scratch folder")).path()
    }
}

pub fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), bytes).expect("the scratch folder can be written");
}

/// The terms of the small extract.
pub fn terms() -> ElectionTerms {
    static TERMS: OnceLock<ElectionTerms> = OnceLock::new();
    static FOLDER: Folder = Folder::new();
    let read = || extract::terms_in(&FOLDER.extract().join("election.toml")).expect("the terms are right");
    TERMS.get_or_init(read).clone()
}

/// A table in memory.
#[derive(Debug)]
pub struct InMemory {
    pub table: &'static Table,
    pub shown: String,
    pub bytes: Vec<u8>,
}

impl Source for InMemory {
    fn shown(&self) -> &str {
        &self.shown
    }

    fn open(&self) -> Result<Opened, ExtractError> {
        let stream = Box::new(Cursor::new(self.bytes.clone()));
        let damaged = |source| ExtractError::Damaged { file: self.shown.clone(), line: 0, source };
        Opened::text_as_found(stream, Count::of_rows(), self.table).map_err(damaged)
    }
}

/// What a reading gave, in the order in which reports have it.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub snapshot_id: String,
    pub facts: Vec<PersonFacts>,
    pub rejects: Vec<Reject>,
    pub findings: Vec<Finding>,
    pub shapes: Option<Shapes>,
}

/// How much memory and how many threads a reading has: what it gives does not depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Means {
    pub memory: usize,
    pub threads: usize,
}

pub const FEW: Means = Means { memory: 1 << 12, threads: 1 };
pub const MANY: Means = Means { memory: 1 << 22, threads: 2 };

/// Reads an extract, and counts what was read again.
pub fn read(extract: &Extract, means: Means) -> Result<Outcome, ExtractError> {
    static FOLDER: Folder = Folder::new();
    let mut facts: Vec<PersonFacts> = Vec::new();
    let sink = |person: &PersonFacts, _: &[u8]| {
        facts.push(person.clone());
        Ok::<(), Infallible>(())
    };
    let options = Options { memory: means.memory, threads: means.threads, ..Options::new(FOLDER.empty()) };
    let mut reading = match extract::read(extract, options, &mut |_| {}, sink) {
        Ok(reading) => reading,
        Err(ReadError::Extract(error)) => return Err(error),
        Err(ReadError::Sink(never)) => match never {},
    };
    let is_once = facts.windows(2).all(|pair| pair[0].person.personal_id < pair[1].person.personal_id);
    assert!(is_once && facts.len() as u64 == reading.persons, "every person once, in order");
    let rejects: Vec<Reject> = reading.rejects.iter()?.collect::<Result<_, _>>()?;
    let findings: Vec<Finding> = reading.findings.iter()?.collect::<Result<_, _>>()?;
    balance(&reading, &rejects, &findings);
    Ok(Outcome { snapshot_id: reading.snapshot_id, facts, rejects, findings, shapes: reading.shapes })
}

/// No row is lost: each was accepted or rejected, each that was rejected is told of, and each person that was accepted was given
/// out, once.
fn balance(reading: &Reading, rejects: &[Reject], findings: &[Finding]) {
    for count in &reading.counts {
        assert_eq!(count.read, count.accepted + count.rejected, "{}", count.file);
        let told = rejects.iter().filter(|reject| reject.file == count.file).count() as u64;
        assert_eq!(count.rejected, told, "rejects of {}", count.file);
    }
    let persons = reading.counts.iter().find(|count| count.table == "persons");
    let is_repeated = |found: &&Finding| {
        found.rule == FindingRule::RowRepeated && persons.is_some_and(|count| count.file == found.file)
    };
    let repeated = findings.iter().filter(is_repeated).count() as u64;
    assert_eq!(persons.map_or(0, |count| count.accepted), reading.persons + reading.removed + repeated);
    assert!(rejects.iter().all(|reject| !reject.message.is_empty() && !reject.rule.is_empty()));
    assert!(findings.iter().all(|found| !found.message().is_empty()));
}
