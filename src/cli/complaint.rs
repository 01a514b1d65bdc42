//! `cutri complaint`: the register of complaints.

use super::acting::{Acting, OfDatabase, Opened, PrintPaper, PrintRegister, actor, print, tell_letters};
use super::parse::{birth_date, day, personal_number};
use super::table::{Table, TableFormat};
use super::undo::DONE_BEFORE;
use super::{Exit, Printer, told};
use crate::changes::{Complaint, ComplaintOutcome, ComplaintSubject, is_lunar_new_year};
use crate::output::letters::Paper;
use crate::people::{AreaCode, MatterId, PartialDate, Sex};
use crate::render::Language;
use crate::tasks::complaint::{self, About, Brought, Correction, Decided, Entered, Judged};
use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};

/// `complaint`.
#[derive(Debug, Subcommand)]
pub(super) enum ComplaintCommand {
    /// Enter a complaint in the register (Art. 33)
    Open(OpenComplaint),
    /// Settle a complaint: one that is upheld changes the list
    Settle(Settle),
    /// Take back an open complaint: withdrawn by the complainant, or entered by mistake
    Withdraw(Withdraw),
    /// Note that a settled complaint was brought before the court
    Sue(Sue),
    /// Enter the court's judgment: final, obeyed at once
    Judge(Judge),
    /// Show the register
    List(ListComplaints),
    /// Print the receipt of a complaint, the notice and the decision of what was decided, and what a judgment asks for
    Print(PrintPaper),
    /// Print the register of a commune
    Register(PrintRegister),
}

/// `complaint open`.
#[derive(Debug, Args)]
pub(super) struct OpenComplaint {
    /// The personal number of whom the list has wrong, where the complainant knows it
    #[arg(required_unless_present_any = ["row", "name"], conflicts_with_all = ["row", "name"])]
    pub person: Option<String>,
    /// The row of the list that is complained of: anybody may complain of a row
    #[arg(long, value_name = "NUMBER", conflicts_with = "name")]
    pub row: Option<u32>,
    /// The name of somebody who is missing and whose personal number is not known
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What is known of the birth date of somebody who is missing
    #[arg(long, value_name = "DATE", value_parser = birth_date, requires = "name")]
    pub born: Option<PartialDate>,
    /// The area whose list it is about
    #[arg(long, value_name = "CODE")]
    pub area: String,
    /// What is wrong: somebody is missing, stands there wrongly, or a row says something wrong
    #[arg(long)]
    pub about: ComplaintSubject,
    /// Who complains
    #[arg(long, value_name = "NAME")]
    pub by_whom: String,
    /// Where the complainant lives
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// What is said
    #[arg(long, default_value = "")]
    pub statement: String,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint settle`.
#[derive(Debug, Args)]
pub(super) struct Settle {
    /// The complaint, as the register names it
    pub complaint: MatterId,
    /// Whether it is upheld
    #[arg(long)]
    pub outcome: ComplaintOutcome,
    /// What is decided, in words
    #[arg(long)]
    pub decision: String,
    /// The personal number of the person who was missing, where the complaint gave a name alone
    #[arg(long, value_name = "NUMBER")]
    pub person: Option<String>,
    /// The name as it should be
    #[arg(long)]
    pub full_name: Option<String>,
    /// The birth date as it should be
    #[arg(long, value_parser = birth_date)]
    pub birth_date: Option<PartialDate>,
    /// The sex as it should be: nam or nữ
    #[arg(long)]
    pub sex: Option<String>,
    /// The ethnicity as it should be
    #[arg(long)]
    pub ethnicity: Option<String>,
    /// The permanent residence as it should be
    #[arg(long)]
    pub permanent_residence: Option<String>,
    /// The temporary residence as it should be
    #[arg(long)]
    pub temporary_residence: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint withdraw`.
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    /// The complaint, as the register names it
    pub complaint: MatterId,
    /// Why: the complainant takes it back, or it was entered by mistake
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint sue`.
#[derive(Debug, Args)]
pub(super) struct Sue {
    /// The complaint, as the register names it
    pub complaint: MatterId,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint judge`.
#[derive(Debug, Args)]
pub(super) struct Judge {
    #[command(flatten)]
    pub settle: Settle,
    /// The number of the judgment
    #[arg(long)]
    pub judgment: String,
    /// The court, such as "Tòa án nhân dân khu vực 3 – Thu Giang"
    #[arg(long, value_name = "NAME")]
    pub court: Option<String>,
    /// The day of the judgment, such as 09/03/2026
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub judgment_day: Option<NaiveDate>,
}

/// `complaint list`.
#[derive(Debug, Args)]
pub(super) struct ListComplaints {
    #[command(flatten)]
    pub database: OfDatabase,
    /// How the register is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

impl ValueEnum for ComplaintSubject {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for ComplaintOutcome {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

pub(super) async fn run(command: &ComplaintCommand, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        ComplaintCommand::Open(options) => open(options, printer).await,
        ComplaintCommand::Settle(options) => settle(options, None, printer).await,
        ComplaintCommand::Judge(options) => settle(&options.settle, Some(options), printer).await,
        ComplaintCommand::Withdraw(options) => {
            let actor = actor(&options.acting)?;
            tell_letters([options.reason.as_str()], printer);
            let opened = Opened::to_write(&options.acting.database).await?;
            let id = options.complaint.as_str();
            let entered = complaint::withdraw(&opened.database, id, &options.reason, &actor).await;
            opened.close(printer).await;
            tell(&entered?, printer)
        }
        ComplaintCommand::Sue(options) => {
            let actor = actor(&options.acting)?;
            let opened = Opened::to_write(&options.acting.database).await?;
            let entered = complaint::sue(&opened.database, options.complaint.as_str(), &actor).await;
            opened.close(printer).await;
            tell(&entered?, printer)
        }
        ComplaintCommand::List(options) => {
            let opened = Opened::to_read(&options.database).await?;
            let complaints = complaint::list(&opened.database).await;
            opened.close(printer).await;
            let complaints = complaints?;
            match options.format {
                TableFormat::Table => printer.data(&told::complaints(&complaints))?,
                TableFormat::Json | TableFormat::Csv => {
                    printer.data(&table(&complaints).text(options.format))?;
                }
            }
            Ok(Exit::Done)
        }
        ComplaintCommand::Print(options) => {
            let paper = Paper::Complaint(options.id.to_string());
            print(&options.database, &paper, None, &options.out, printer).await
        }
        ComplaintCommand::Register(options) => {
            let paper = Paper::Register(options.commune.clone());
            print(&options.database, &paper, options.dated, &options.out, printer).await
        }
    }
}

async fn open(options: &OpenComplaint, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let brought = Brought {
        area_code: AreaCode::parse(options.area.trim())?,
        about: about(options)?,
        subject: options.about,
        complainant: &options.by_whom,
        address: options.address.as_deref(),
        statement: &options.statement,
    };
    let said = [options.by_whom.as_str(), &options.statement].into_iter();
    tell_letters(said.chain(options.address.as_deref()).chain(options.name.as_deref()), printer);
    let opened = Opened::to_write(&options.acting.database).await?;
    let entered = complaint::open(&opened.database, brought, &actor).await;
    opened.close(printer).await;
    tell(&entered?, printer)
}

/// Whom the complaint is about.
fn about(options: &OpenComplaint) -> anyhow::Result<About<'_>> {
    Ok(match (&options.person, options.row, &options.name) {
        (_, Some(number), _) => About::Row(number),
        (_, None, Some(full_name)) => About::Unknown { full_name, birth_date: options.born },
        (person, None, None) => About::Person(personal_number(person.as_deref().unwrap_or_default())?),
    })
}

async fn settle(options: &Settle, judge: Option<&Judge>, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let sex = |word: &String| Sex::parse(word.trim()).ok_or_else(|| anyhow::anyhow!("--sex is nam or nữ"));
    let decided = Decided {
        outcome: options.outcome,
        decision: &options.decision,
        correction: Correction {
            full_name: options.full_name.clone(),
            birth_date: options.birth_date,
            sex: options.sex.as_ref().map(sex).transpose()?,
            ethnicity: options.ethnicity.clone(),
            permanent_residence: options.permanent_residence.clone(),
            temporary_residence: options.temporary_residence.clone(),
        },
        judgment: judge.map(|judge| Judged {
            number: &judge.judgment,
            court: judge.court.as_deref(),
            given_on: judge.judgment_day,
        }),
        person: options.person.as_deref().map(personal_number).transpose()?,
    };
    let corrected =
        [&options.full_name, &options.ethnicity, &options.permanent_residence, &options.temporary_residence];
    let texts = corrected.into_iter().flatten().map(String::as_str);
    let judgment =
        judge.into_iter().flat_map(|judge| [Some(judge.judgment.as_str()), judge.court.as_deref()]);
    tell_letters(texts.chain([options.decision.as_str()]).chain(judgment.flatten()), printer);
    let opened = Opened::to_write(&options.acting.database).await?;
    let settled = complaint::settle(&opened.database, options.complaint.as_str(), decided, &actor).await;
    opened.close(printer).await;
    tell(&settled?, printer)
}

fn tell(entered: &Entered, printer: &Printer) -> anyhow::Result<Exit> {
    printer.data(&told::complaints([&entered.complaint]))?;
    if !entered.changes.is_empty() {
        printer.data(&format!("\n{}", told::changes(&entered.changes)))?;
    }
    if entered.known {
        printer.say(&format!("{}: {DONE_BEFORE}", entered.complaint.complaint_id));
    }
    if entered.is_nobodys_number {
        printer.say(&format!(
            "không ai trong cơ sở dữ liệu này có số định danh đó. Ghi nhầm số thì rút lại: `cutri complaint withdraw {id}`; đúng số thì người \
             bị sót chưa có trong cơ sở dữ liệu: ghi bằng `cutri event newcomer` trước khi giải quyết / no person of that number in this \
             database: is it a slip? Then withdraw the complaint; else enter the person before it is settled",
            id = entered.complaint.complaint_id
        ));
    }
    let due = entered.complaint.due_on;
    if entered.complaint.settlement().is_none() && is_lunar_new_year(due) {
        printer.say(&format!(
            "hạn giải quyết {} rơi vào Tết Nguyên đán, thời hạn không trừ ngày nghỉ: cần giải quyết trước Tết / the last day \
             falls into the lunar new year",
            Language::Vietnamese.date(due)
        ));
    }
    match entered.late {
        true => {
            printer
                .say("giải quyết sau thời hạn 5 ngày (C2, Điều 33) / settled after its five days were over");
            Ok(Exit::Findings)
        }
        false => Ok(Exit::Done),
    }
}

fn table<'c>(complaints: impl IntoIterator<Item = &'c Complaint>) -> Table {
    let columns = &[
        "complaint",
        "area",
        "personal_id",
        "about",
        "by",
        "opened",
        "due",
        "state",
        "outcome",
        "settled",
        "changes",
    ];
    let mut table = Table::new(columns);
    for complaint in complaints {
        let moment = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        table.row([
            complaint.complaint_id.clone(),
            complaint.area_code.to_string(),
            complaint.whom(),
            complaint.subject.as_str().to_owned(),
            complaint.complainant.clone(),
            moment(complaint.opened_at),
            complaint.due_on.to_string(),
            complaint.state.as_str().to_owned(),
            complaint.standing_outcome().map_or("–", ComplaintOutcome::as_str).to_owned(),
            complaint.settled_at.map(moment).unwrap_or_default(),
            complaint.change_ids.join(" "),
        ]);
    }
    table
}
