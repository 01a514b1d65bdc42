//! Papers of an office about posted lists: the register of complaints, receipts and notices, certificates.

mod certificate;

use super::OutputError;
use super::sink::Sink;
use crate::changes::{Complaint, RowEdit};
use crate::files::Tray;
use crate::lists::history::AreaHistory;
use crate::lists::{ChangedRow, Document, Lists, ListsError, Person, Registered, matter, rows_of_person};
use crate::people::{AreaCode, CommuneCode, PersonalNumber};
use crate::render::documents::{self, ChangedBy, CommunePlace, ComplaintCase, Concerned, ListVersion};
use crate::render::html::{self, Frame};
use crate::render::pdf::{LetterDocument, Printer};
use crate::render::{Language, area_name, csv};
use crate::store::matter::Kind as MatterKind;
use crate::store::{self, Database, Tx};
use crate::territory::{Area, Commune, Province};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What papers are written of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A complaint: its receipt, and the notice and the decision of what was decided.
    Complaint(String),
    /// The register of complaints of a commune.
    Register(CommuneCode),
    /// A certificate to vote elsewhere.
    Certificate(String),
    /// The certificate by which a serviceman votes at the residence.
    Serviceman(PersonalNumber),
}

/// Writes papers into a folder and gives their paths.
///
/// # Errors
/// [`OutputError`] if there is no such complaint, certificate or commune, the database fails or a file cannot be written.
pub async fn write(
    database: &Database,
    paper: &Paper,
    dated: NaiveDate,
    folder: &Path,
) -> Result<Vec<PathBuf>, OutputError> {
    let mut tray = Tray::begin(folder, "print")?;
    write_to(database, paper, dated, &mut Sink::Tray(&mut tray)).await?;
    Ok(tray.finish()?)
}

/// One of the papers that [`write()`] writes, by the name of its file there.
#[derive(Debug, Clone, Copy)]
pub struct OneLetter<'a> {
    pub paper: &'a Paper,
    pub dated: NaiveDate,
    pub file: &'a str,
}

/// Prints one paper, byte for byte as [`write()`] writes it into its file.
///
/// # Errors
/// As [`write()`]; [`ListsError::Refused`] if there is no such file among the papers.
pub async fn print(
    database: &Database,
    asked: OneLetter<'_>,
    out: &mut (dyn Write + Send),
) -> Result<(), OutputError> {
    let OneLetter { paper, dated, file } = asked;
    let mut sink = Sink::One { file, out, others: Some(Vec::new()) };
    write_to(database, paper, dated, &mut sink).await?;
    match sink {
        Sink::One { others: Some(others), .. } => {
            let why = format!("there is no paper {file}; there are {}", others.join(", "));
            Err(ListsError::Refused { why }.into())
        }
        Sink::One { others: None, .. } | Sink::Tray(_) => Ok(()),
    }
}

async fn write_to(
    database: &Database,
    paper: &Paper,
    dated: NaiveDate,
    sink: &mut Sink<'_>,
) -> Result<(), OutputError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let mut desk = Desk { lists: &lists, sink };
    match paper {
        Paper::Complaint(id) => {
            let complaint: Complaint = find(&mut tx, &lists, MatterKind::Complaint, id).await?;
            desk.complaint(&mut tx, &complaint).await?;
        }
        Paper::Register(commune) => {
            let (roll, kind) = (lists.roll_id(), MatterKind::Complaint);
            let of_commune = store::matter::of_communes(&mut tx, roll, kind, [commune.as_str()]).await?;
            let read = |kept| Ok::<Complaint, ListsError>(Registered::read(kept)?.document);
            let complaints = of_commune.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            desk.register(commune, &complaints, dated)?;
        }
        Paper::Certificate(id) => {
            let certificate = certificate::find(&mut tx, &lists, id).await?;
            desk.certificate(&mut tx, &certificate).await?;
        }
        Paper::Serviceman(number) => desk.serviceman(&mut tx, *number, dated).await?,
    }
    Ok(tx.rollback().await?)
}

async fn find<D: Document>(tx: &mut Tx, lists: &Lists, kind: MatterKind, id: &str) -> Result<D, ListsError> {
    let found: Option<Registered<D>> = matter::find(tx, lists.roll_id(), kind, id).await?;
    let found = found.ok_or_else(|| ListsError::NoMatter { kind: kind.as_str(), id: id.to_owned() })?;
    Ok(found.document)
}

/// Where papers are written.
struct Desk<'a, 's, 'o> {
    lists: &'a Lists,
    sink: &'s mut Sink<'o>,
}

impl<'a> Desk<'a, '_, '_> {
    fn place(&self, commune: &CommuneCode) -> Result<(&'a Commune, Province), OutputError> {
        let territory = &self.lists.basis.territory;
        let known = territory.commune(commune);
        let known = known.ok_or_else(|| ListsError::NotPosted { place: format!("commune {commune}") })?;
        Ok((known, territory.named_province_of(known)))
    }

    fn area(&self, code: &AreaCode) -> Result<&'a Area, OutputError> {
        let area = self.lists.basis.territory.area(code);
        Ok(area.ok_or_else(|| ListsError::NotPosted { place: format!("area {code}") })?)
    }

    fn commune_place<'p>(&self, province: &'p Province, commune: &'p Commune) -> CommunePlace<'p>
    where
        'a: 'p,
    {
        let basis = &self.lists.basis;
        let office = basis.territory.office(&commune.commune_code);
        CommunePlace { election: &basis.election, province, commune, office }
    }

    fn letter(
        &mut self,
        name: &str,
        document: &LetterDocument<'_>,
        area: &AreaCode,
    ) -> Result<(), OutputError> {
        let failed = OutputError::pdf(area);
        let printer = Printer::new().map_err(&failed)?;
        let Some(out) = self.sink.create(name)? else { return Ok(()) };
        printer.print(document, out).map(drop).map_err(failed)
    }

    /// The receipt; of what the office decided the notice and the decision; of a judgment the decision that carries it out;
    /// and a notice to the voter whose row was changed on somebody else's complaint.
    async fn complaint(&mut self, tx: &mut Tx, complaint: &Complaint) -> Result<(), OutputError> {
        let area = self.area(&complaint.area_code)?;
        let (commune, province) = self.place(&area.commune_code)?;
        let place = self.commune_place(&province, commune);
        let own = complaint.settlement().map_or(&[][..], |own| own.change_ids);
        let settled = edits_of(tx, self.lists, complaint, own).await?;
        let judgment = complaint.judgment();
        let by_court = judgment.as_ref().map_or(&[][..], |judgment| &judgment.change_ids);
        let judged = edits_of(tx, self.lists, complaint, by_court).await?;
        let (mut person, mut rows) = (None, Vec::new());
        if let Some(number) = complaint.personal_id {
            person = match Person::find(tx, self.lists, number).await {
                Ok(person) => Some(person),
                Err(ListsError::UnknownPerson) => None,
                Err(error) => return Err(error.into()),
            };
            rows = rows_of_person(tx, self.lists, number).await?;
        }
        let row = rows.iter().find(|row| row.area_code == complaint.area_code);
        let facts = person.as_ref().map(|person| &person.facts.person);
        let concerned = row
            .map(|row| (&*row.full_name, row.sex))
            .or(facts.map(|person| (&*person.full_name, person.sex)));
        let case = ComplaintCase {
            place,
            area,
            complaint,
            concerned: concerned.map(|(full_name, sex)| Concerned {
                full_name,
                sex,
                number: row.map(|row| row.number),
            }),
            settled: &settled,
            judged: &judged,
        };
        let papers = [
            ("bien-nhan", Some(documents::receipt(&case))),
            ("ket-qua", documents::notice(&case)),
            ("quyet-dinh", documents::decision(&case)),
            ("thong-bao-cu-tri", documents::notice_to_voter(&case, ChangedBy::Settlement)),
            ("thi-hanh-ban-an", documents::execution(&case)),
            ("thong-bao-cu-tri-theo-ban-an", documents::notice_to_voter(&case, ChangedBy::Judgment)),
        ];
        let name = file_name(&complaint.complaint_id);
        for (kind, paper) in papers {
            let Some(paper) = paper else { continue };
            self.letter(&format!("{name}-{kind}.pdf"), &paper, &area.area_code)?;
        }
        Ok(())
    }

    fn register(
        &mut self,
        code: &CommuneCode,
        complaints: &[Complaint],
        dated: NaiveDate,
    ) -> Result<(), OutputError> {
        let (commune, province) = self.place(code)?;
        let basis = &self.lists.basis;
        let areas: BTreeMap<AreaCode, String> = basis
            .territory
            .areas_of(code)
            .into_iter()
            .map(|area| (area.area_code.clone(), area_name(area, Language::Vietnamese)))
            .collect();
        let place = self.commune_place(&province, commune);
        let document = documents::register(&place, &areas, complaints, dated);
        let failed = OutputError::pdf(code);
        let printer = Printer::new().map_err(&failed)?;
        let name = format!("{code}-so-khieu-nai");
        if let Some(out) = self.sink.create(&format!("{name}.pdf"))? {
            printer.print(&document, out).map_err(failed)?;
        }
        if let Some(out) = self.sink.create(&format!("{name}.csv"))? {
            csv::register(complaints, out)?;
        }
        let frame = Frame {
            language: Language::Vietnamese,
            election: &basis.election,
            profile: &basis.profile,
            as_of: basis.as_of,
            roll_id: self.lists.roll_id(),
        };
        let page = html::register(&frame, commune, &areas, complaints)?;
        let name = format!("{name}.html");
        match self.sink.create(&name)? {
            Some(mut out) => out.write_all(page.as_bytes()).map_err(OutputError::write(Path::new(&name))),
            None => Ok(()),
        }
    }
}

/// What changes did to the list that a complaint is about.
async fn edits_of(
    tx: &mut Tx,
    lists: &Lists,
    complaint: &Complaint,
    ids: &[String],
) -> Result<Vec<RowEdit>, OutputError> {
    let mut edits = Vec::new();
    for id in ids {
        let rows = store::change::of_change(tx, lists.roll_id(), id).await?.parse::<ChangedRow>()?;
        let of_list = rows.into_iter().map(|row| row.edit);
        edits.extend(of_list.filter(|edit| edit.area() == &complaint.area_code));
    }
    Ok(edits)
}

fn latest(history: &AreaHistory) -> Option<ListVersion> {
    let list = history.versions.last()?;
    Some(ListVersion::new(list.version, &list.digest.to_string(), list.at.date()))
}

/// An id as a file's name.
fn file_name(id: &str) -> String {
    id.chars().map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { '-' }).collect()
}
