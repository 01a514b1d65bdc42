//! A small valid extract as text, to be changed by a test, and what a reading of it gives.

use cutri::extract::{
    self, Base, BaseDifference, Extract, ExtractError, FileCount, Finding, FindingRule, ManualQueueRow, Mode,
    Options, Progress, QualityReport,
};
use cutri::extract::{ReadError, Reject};
use cutri::law::Election;
use cutri::people::PersonFacts;
use cutri::territory::{CommuneName, Shapes, Units};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The files of an extract by name.
#[derive(Debug, Clone)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

const FILES: [(&str, &str); 18] = [
    (
        "datapackage.json",
        r#"{"name": "small", "cutri": {"as_of": "2026-01-20", "mode": "full"}, "resources": []}"#,
    ),
    (
        "election.toml",
        "id = \"bau-cu-2026\"\ntitle = \"BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI\"\nterm = \"nhiệm kỳ 2026–2031\"\n\
         election_day = 2026-03-15\n",
    ),
    ("provinces.csv", "province_code,name\n31,Tỉnh Xuân Hòa\n"),
    (
        "communes.csv",
        "commune_code,province_code,name,kind,council_elected,predecessors\n\
         11386,31,Xã An Bình,xã,true,11001;11002\n11387,31,Phường Bến Nước,phường,true,11003;11002\n",
    ),
    (
        "hamlets.csv",
        "hamlet_code,commune_code,name,list_order\n11386-01,11386,Thôn Một,1\n11386-02,11386,Thôn Hai,2\n\
         11387-01,11387,Tổ dân phố 1,1\n",
    ),
    (
        "facilities.csv",
        "facility_code,kind,name,commune_code,area_code\nTG01,custody,Trại tạm giam,11387,11387-K9\n",
    ),
    (
        "areas.csv",
        "area_code,commune_code,number,name,polling_place,kind,small_reason,opens_at,latitude,longitude\n\
         11386-K1,11386,1,,Nhà văn hóa,residential,mountain,,21.05,105.5\n\
         11387-K1,11387,1,,Trường học,residential,,06:00,,\n11387-K9,11387,9,,Trại,custody,separate,,,\n",
    ),
    (
        "area_parts.csv",
        "area_code,hamlet_code,house_from,house_to\n11386-K1,11386-01,,\n11386-K1,11386-02,1,50\n11387-K1,11387-01,,\n",
    ),
    (
        "constituencies.csv",
        "constituency_code,level,number,name,seats\nQH1,national,1,Đơn vị 1,3\nT1,provincial,1,,4\nX1,communal,1,,3\n",
    ),
    (
        "constituency_parts.csv",
        "constituency_code,commune_code,area_code\nQH1,11386,\nQH1,11387,\nT1,11386,\nX1,,11386-K1\n",
    ),
    (
        "offices.csv",
        "commune_code,signer_name,signer_role,place,drafted_by,document_prefix,address,phone\n\
         11386,Lê Văn Ký,deputy,An Bình,Trần Thị Lập,UBND,\"Số 1, đường làng\",0123 456 789\n11387,,,,,,,\n",
    ),
    (
        "province_offices.csv",
        "province_code,signer_name,signer_role,place,drafted_by,document_prefix,address,phone\n\
         31,Đỗ Thị Son,chairman,Xuân Hòa,,,,\n",
    ),
    (
        "persons.csv",
        "personal_id,full_name,birth_date,sex,nationality,ethnicity,occupation,household_id,household_role,\
         vital_status,vital_status_on,old_id,updated_at\n\
         031080000001,Nguyễn Văn An,1980-05-04,nam,VNM,Kinh,Nông dân,H1,head,alive,,031234567,2026-01-05T10:00:00\n\
         031182000002,Trần Thị Bình,1982,nữ,VNM,Kinh,Giáo viên,H1,spouse,alive,,,2025-11-05\n\
         031208000003,Nguyễn Đức Cường,2008-03-15,nam,VNM;USA,Kinh,Học sinh,H1,child,alive,,,2025-03-05T08:30:00\n\
         031155000004,Lê Thị Dung,1955-02,nữ,VNM,Tày,,H2,head,alive,,,\n",
    ),
    (
        "residences.csv",
        "personal_id,kind,commune_code,hamlet_code,address,house_order,registered_on,expires_on,ended_on\n\
         031080000001,permanent,11386,11386-01,\"Số 5, đường làng\",5,2001-01-01,,\n\
         031182000002,permanent,11386,11386-01,\"Số 5, đường làng\",5,2005-06-07,,\n\
         031208000003,permanent,11386,11386-01,Số 5,5,2008-04-01,,\n\
         031208000003,temporary,11387,11387-01,Số 9,9,2025-02-01,2027-02-01,\n\
         031155000004,permanent,11387,11387-01,Số 12,12,,,\n",
    ),
    (
        "absences.csv",
        "personal_id,declared_on,from,until,destination_commune_code\n031155000004,2026-01-02,2026-01-05,2026-02-05,11386\n",
    ),
    ("stays.csv", "personal_id,kind,facility_code,from,until\n031080000001,detention,TG01,2026-01-10,\n"),
    (
        "statuses.csv",
        "personal_id,kind,from,until,document_no,issuer\n031155000004,other,2020-01-01,,12/QĐ,Tòa án\n",
    ),
    (
        "wishes.csv",
        "personal_id,kind,commune_code,area_code,recorded_at,channel,document_no\n\
         031208000003,vote_at_temporary,11387,,2026-01-15T09:30,vneid,\n",
    ),
];

/// The small valid extract.
pub fn small() -> Folder {
    Folder(FILES.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect())
}

impl Folder {
    pub fn with(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.0.insert(name.into(), bytes.as_ref().to_vec());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        assert!(self.0.remove(name).is_some(), "{name} is no file of the extract");
        self
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.0[name].clone()).unwrap()
    }

    /// Replaces `from`, which must be there, once.
    pub fn replace(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.text(name);
        assert!(text.contains(from), "{from} does not stand in {name}");
        self.with(name, text.replacen(from, to, 1))
    }

    pub fn append(self, name: &str, rows: &str) -> Self {
        let text = self.text(name) + rows;
        self.with(name, text)
    }

    pub fn write(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.0 {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    pub fn read(&self) -> Result<Outcome, ExtractError> {
        let folder = self.write();
        read(folder.path(), 64 << 20)
    }

    /// The reading of an extract that must be readable.
    pub fn outcome(&self) -> Outcome {
        self.read().unwrap_or_else(|error| panic!("{error}"))
    }
}

/// Everything a reading gives.
#[derive(Debug)]
pub struct Outcome {
    pub snapshot_id: String,
    pub facts: Vec<PersonFacts>,
    pub counts: Vec<FileCount>,
    pub persons: u64,
    pub removed: u64,
    pub rejects: Vec<Reject>,
    pub findings: Vec<Finding>,
    pub queue: Vec<ManualQueueRow>,
    pub quality: QualityReport,
    pub difference: Option<BaseDifference>,
    pub shapes: Option<Shapes>,
    pub outside: Vec<CommuneName>,
    pub units: Units,
    pub election: Option<Election>,
    pub progress: Vec<Progress>,
    pub rejects_csv: String,
    pub findings_csv: String,
}

/// How an extract is read.
#[derive(Debug, Clone, Copy)]
pub enum How<'a> {
    /// As a full one.
    Whole,
    /// As a delta, onto a base.
    Onto(Base<'a>),
    /// Whatever it is, by itself.
    Alone,
}

pub fn read(folder: &Path, memory: usize) -> Result<Outcome, ExtractError> {
    read_as(How::Whole, folder, memory)
}

pub fn read_as(how: How<'_>, folder: &Path, memory: usize) -> Result<Outcome, ExtractError> {
    let scratch = tempfile::tempdir().unwrap();
    let extract = extract::open(folder)?;
    read_with(how, &extract, Options { memory, ..Options::new(scratch.path()) })
}

pub fn read_with(how: How<'_>, extract: &Extract, options: Options<'_>) -> Result<Outcome, ExtractError> {
    let (mut facts, mut progress) = (Vec::new(), Vec::new());
    let sink = |person: &PersonFacts, _: &[u8]| {
        facts.push(person.clone());
        Ok::<(), Infallible>(())
    };
    let mut watch = |step| progress.push(step);
    let reader = match how {
        How::Whole => extract::start(extract, options, &mut watch),
        How::Onto(base) => extract::start_onto(extract, base, options, &mut watch),
        How::Alone => extract::start_alone(extract, options, &mut watch),
    }?;
    let (units, election) = (reader.territory().units().clone(), reader.election().cloned());
    let mut reading = match reader.read(&mut watch, sink) {
        Ok(reading) => reading,
        Err(ReadError::Extract(error)) => return Err(error),
        Err(ReadError::Sink(never)) => match never {},
    };
    let (mut rejects_csv, mut findings_csv) = (Vec::new(), Vec::new());
    extract::write_rejects(&mut reading.rejects, &mut rejects_csv)?;
    extract::write_findings(&mut reading.findings, &mut findings_csv)?;
    let outcome = Outcome {
        rejects: reading.rejects.iter()?.collect::<Result<_, _>>()?,
        findings: reading.findings.iter()?.collect::<Result<_, _>>()?,
        queue: reading.manual_queue.iter()?.collect::<Result<_, _>>()?,
        snapshot_id: reading.snapshot_id,
        counts: reading.counts,
        persons: reading.persons,
        removed: reading.removed,
        quality: reading.quality,
        rejects_csv: String::from_utf8(rejects_csv).unwrap(),
        findings_csv: String::from_utf8(findings_csv).unwrap(),
        facts,
        difference: reading.difference,
        shapes: reading.shapes,
        outside: reading.outside,
        units,
        election,
        progress,
    };
    let taken_out = if extract.mode == Mode::Full { 0 } else { outcome.removed };
    assert_eq!(outcome.persons + taken_out, outcome.facts.len() as u64);
    outcome.assert_nothing_is_lost();
    Ok(outcome)
}

impl Outcome {
    fn assert_nothing_is_lost(&self) {
        for count in &self.counts {
            assert_eq!(count.read, count.accepted + count.rejected, "{}", count.file);
            let told = self.rejects.iter().filter(|reject| reject.file == count.file).count() as u64;
            // A report tells so many of a file one by one, and counts the rest.
            assert_eq!(count.rejected.min(100_000), told, "rejects of {}", count.file);
        }
        let persons = self.counts.iter().find(|count| count.table == "persons");
        // A row of the persons that repeats another is accepted with it.
        let is_repeated = |finding: &&Finding| {
            finding.rule == FindingRule::RowRepeated
                && persons.is_some_and(|count| count.file == finding.file)
        };
        let repeated = self.findings.iter().filter(is_repeated).count() as u64;
        assert_eq!(persons.map_or(0, |count| count.accepted), self.persons + self.removed + repeated);
        assert!(self.facts.windows(2).all(|pair| pair[0].person.personal_id < pair[1].person.personal_id));
        assert_eq!(
            self.rejects_csv.lines().next(),
            Some("\u{FEFF}file,line,personal_id,commune_code,column,value,rule,message,row")
        );
        let header = "\u{FEFF}rule,severity,commune_code,file,line,subject,value,message";
        assert_eq!(self.findings_csv.lines().next(), Some(header));
    }

    /// The findings as `rule file:line subject value`.
    pub fn finding_texts(&self) -> Vec<String> {
        let text = |finding: &Finding| {
            let (rule, line) = (finding.rule.as_str(), finding.line.unwrap_or(0));
            format!("{rule} {}:{line} {} {}", finding.file, finding.subject, finding.value)
        };
        self.findings.iter().map(text).collect()
    }

    /// The rejects as `file:line column rule`.
    pub fn reject_texts(&self) -> Vec<String> {
        let text =
            |reject: &Reject| format!("{}:{} {} {}", reject.file, reject.line, reject.column, reject.rule);
        self.rejects.iter().map(text).collect()
    }
}
