//! `cutri event`: what happened to one person, entered at a desk.

use super::acting::{Acting, Opened, actor};
use super::parse::{birth_date, choice, commune, day, facility, hamlet, personal_number, sex, status, stay};
use super::progress::Bars;
use super::table::TableFormat;
use super::update::tell;
use super::{Exit, Printer};
use crate::clock::present;
use crate::people::{
    Channel, CommuneCode, FacilityCode, HamletCode, PartialDate, ResidenceKind, Sex, StatusKind, StayKind,
    WishKind,
};
use crate::render::Language;
use crate::tasks::event::{Entered, Happened, Home, Names, Newcomer, enter};
use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Subcommand};

/// `event`.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Examples:\n  cutri event death 001070000123 --on 06/02/2026 --document 05/TKT --db rolls/cutri.db\n  cutri event move \
                  001070000123 --to 00004 --hamlet 00004-02 --address 'Số 5' --on 10/02/2026 --db rolls/cutri.db\n\nThe person's facts in the \
                  database, changed by what happened, go through the law, the clock and the tripwires as a delta does; \
                  --dry-run tells what would change. The next delta builds on the snapshot that `cutri status` then names."
)]
pub(super) enum EventCommand {
    /// Qua đời: somebody died (R6)
    Death(OnDay),
    /// Chuyển nơi thường trú: the permanent residence is another one, here or elsewhere (R2, R19)
    Move(Move),
    /// Đăng ký tạm trú: a temporary residence, with the wish to vote there or without (R3)
    Temporary(Temporary),
    /// Mất quyền bầu cử: sentenced, deprived of the right, without legal capacity (R6)
    LosesRight(LosesRight),
    /// Được khôi phục quyền bầu cử: the sentence ended, the capacity is restored (R1)
    RegainsRight(RegainsRight),
    /// Vào cơ sở: taken into custody, joined a unit, entered a home or an organisation (R5, R12, R13)
    Enters(Enters),
    /// Rời cơ sở: released, discharged, left (R4, R12, R13)
    Leaves(Leaves),
    /// Thôi quốc tịch Việt Nam: the nationality is lost (R17)
    LosesNationality(LosesNationality),
    /// Có quốc tịch Việt Nam: the nationality is gained (R17)
    GainsNationality(OfPerson),
    /// Khai báo tạm vắng: declared absent (R15)
    Absent(Absent),
    /// Nguyện vọng bầu cử: where the voter wishes to vote, or that it is not here (R9, R14, R15)
    Wish(Wishes),
    /// Cải chính: name, birth date or sex were wrong (R11)
    Correct(Correct),
    /// Người mới: somebody whom the database does not hold (R2, R7)
    Newcomer(Comes),
}

/// Whom it happened to, how it is proved, and who enters it.
#[derive(Debug, Args)]
pub(super) struct OfPerson {
    /// The personal number
    pub person: String,
    /// The paper that proves it, for the audit
    #[arg(long, value_name = "NUMBER")]
    pub document: Option<String>,
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
    #[command(flatten)]
    pub acting: Acting,
}

/// Something that holds from a day on.
#[derive(Debug, Args)]
pub(super) struct OnDay {
    #[command(flatten)]
    pub of: OfPerson,
    /// The first day on which it holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: NaiveDate,
}

/// A place to live.
#[derive(Debug, Args)]
pub(super) struct At {
    /// The commune
    #[arg(long = "to", value_name = "COMMUNE", value_parser = commune)]
    pub commune: CommuneCode,
    /// The hamlet
    #[arg(long, value_name = "CODE", value_parser = hamlet)]
    pub hamlet: Option<HamletCode>,
    /// House and street
    #[arg(long)]
    pub address: Option<String>,
    /// The place of the house along its hamlet or street
    #[arg(long, value_name = "NUMBER")]
    pub house_order: Option<u32>,
}

/// `event move`.
#[derive(Debug, Args)]
pub(super) struct Move {
    #[command(flatten)]
    pub on: OnDay,
    #[command(flatten)]
    pub at: At,
}

/// `event temporary`.
#[derive(Debug, Args)]
pub(super) struct Temporary {
    #[command(flatten)]
    pub on: OnDay,
    #[command(flatten)]
    pub at: At,
    /// The last day of the registration
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<NaiveDate>,
    /// The voter wishes to vote there
    #[arg(long)]
    pub votes_there: bool,
}

/// `event loses-right`.
#[derive(Debug, Args)]
pub(super) struct LosesRight {
    /// imprisonment, vote_deprived, death_sentence, incapacity or mental_illness_confirmed
    #[arg(long, value_parser = status)]
    pub kind: StatusKind,
    /// Who issued the document
    #[arg(long)]
    pub issuer: Option<String>,
    #[command(flatten)]
    pub on: OnDay,
}

/// `event regains-right`.
#[derive(Debug, Args)]
pub(super) struct RegainsRight {
    /// What ended: imprisonment, vote_deprived, death_sentence, incapacity or mental_illness_confirmed
    #[arg(long, value_parser = status)]
    pub kind: StatusKind,
    #[command(flatten)]
    pub on: OnDay,
}

/// `event enters`.
#[derive(Debug, Args)]
pub(super) struct Enters {
    /// detention, temporary_custody, compulsory_education, compulsory_rehabilitation, military, care or organisation
    #[arg(long, value_parser = stay)]
    pub kind: StayKind,
    /// The facility
    #[arg(long, value_name = "CODE", value_parser = facility)]
    pub facility: FacilityCode,
    #[command(flatten)]
    pub on: OnDay,
}

/// `event leaves`.
#[derive(Debug, Args)]
pub(super) struct Leaves {
    /// detention, temporary_custody, compulsory_education, compulsory_rehabilitation, military, care or organisation
    #[arg(long, value_parser = stay)]
    pub kind: StayKind,
    #[command(flatten)]
    pub on: OnDay,
}

/// `event loses-nationality`.
#[derive(Debug, Args)]
pub(super) struct LosesNationality {
    /// The nationality that is left or gained, three letters, such as FRA
    #[arg(long, value_name = "CODE")]
    pub other: Option<String>,
    #[command(flatten)]
    pub of: OfPerson,
}

/// `event absent`.
#[derive(Debug, Args)]
pub(super) struct Absent {
    /// The first day of the absence
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: NaiveDate,
    /// The last day  [default: open]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<NaiveDate>,
    #[command(flatten)]
    pub of: OfPerson,
}

/// `event wish`.
#[derive(Debug, Args)]
pub(super) struct Wishes {
    /// vote_at_temporary, vote_at_current, vote_at_permanent or not_here
    #[arg(long, value_parser = choice)]
    pub kind: WishKind,
    /// The commune that is meant, where it is not the only one
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
    /// A relative said so, not the voter
    #[arg(long)]
    pub by_relative: bool,
    #[command(flatten)]
    pub of: OfPerson,
}

/// `event correct`.
#[derive(Debug, Args)]
pub(super) struct Correct {
    /// The whole name as it should be
    #[arg(long)]
    pub name: Option<String>,
    /// The birth date as it should be
    #[arg(long, value_name = "DATE", value_parser = birth_date)]
    pub birth_date: Option<PartialDate>,
    /// The sex as it should be: nam or nữ
    #[arg(long, value_parser = sex)]
    pub sex: Option<Sex>,
    #[command(flatten)]
    pub of: OfPerson,
}

/// `event newcomer`.
#[derive(Debug, Args)]
pub(super) struct Comes {
    #[command(flatten)]
    pub on: OnDay,
    /// The whole name
    #[arg(long)]
    pub name: String,
    /// The birth date, or what is known of it
    #[arg(long, value_name = "DATE", value_parser = birth_date)]
    pub birth_date: PartialDate,
    /// nam or nữ
    #[arg(long, value_parser = sex)]
    pub sex: Sex,
    /// The ethnicity
    #[arg(long)]
    pub ethnicity: Option<String>,
    #[command(flatten)]
    pub at: At,
    /// The residence here is a temporary one
    #[arg(long)]
    pub temporary: bool,
    /// The commune that the person came from, whose list the person may stand on  [default: from abroad, or nobody knows]
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub from: Option<CommuneCode>,
}

impl At {
    fn home(&self) -> Home {
        Home {
            commune: self.commune.clone(),
            hamlet: self.hamlet.clone(),
            address: self.address.as_deref().map(Into::into),
            house_order: self.house_order,
        }
    }
}

impl EventCommand {
    fn of(&self) -> &OfPerson {
        match self {
            Self::Death(it) => &it.of,
            Self::Move(Move { on, .. })
            | Self::Temporary(Temporary { on, .. })
            | Self::LosesRight(LosesRight { on, .. })
            | Self::RegainsRight(RegainsRight { on, .. })
            | Self::Enters(Enters { on, .. })
            | Self::Leaves(Leaves { on, .. })
            | Self::Newcomer(Comes { on, .. }) => &on.of,
            Self::LosesNationality(it) => &it.of,
            Self::GainsNationality(of) => of,
            Self::Absent(it) => &it.of,
            Self::Wish(it) => &it.of,
            Self::Correct(it) => &it.of,
        }
    }

    /// What happened, entered at a moment.
    fn happened(&self, at: NaiveDateTime) -> anyhow::Result<Happened> {
        Ok(match self {
            Self::Death(it) => Happened::Died { on: it.on },
            Self::Move(it) => Happened::Moved { home: it.at.home(), on: it.on.on },
            Self::Temporary(it) => Happened::LivesFor {
                home: it.at.home(),
                on: it.on.on,
                until: it.until,
                wishes_to_vote: it.votes_there.then_some(at),
            },
            Self::LosesRight(it) => {
                let document =
                    it.on.of.document.as_deref().map(str::trim).filter(|number| !number.is_empty());
                let document = document.ok_or_else(|| {
                    anyhow::anyhow!(
                        "--document: không có bản án, quyết định thì cử tri vẫn có tên trong danh sách (Điều 30) / without the judgment's or \
                         decision's number the voter stays listed (Art. 30)"
                    )
                })?;
                Happened::LostRight {
                    kind: it.kind,
                    on: it.on.on,
                    document: document.into(),
                    issuer: it.issuer.as_deref().map(Into::into),
                }
            }
            Self::RegainsRight(it) => Happened::RegainedRight { kind: it.kind, on: it.on.on },
            Self::Enters(it) => {
                Happened::Entered { kind: it.kind, facility: it.facility.clone(), on: it.on.on }
            }
            Self::Leaves(it) => Happened::Left { kind: it.kind, on: it.on.on },
            Self::LosesNationality(it) => Happened::LostNationality {
                other: it.other.as_deref().map(|code| code.trim().to_uppercase().into()),
            },
            Self::GainsNationality(_) => Happened::GainedNationality,
            Self::Absent(it) => {
                Happened::DeclaredAbsent { from: it.from, until: it.until, declared: at.date() }
            }
            Self::Wish(it) => Happened::Wishes {
                kind: it.kind,
                commune: it.commune.clone(),
                at,
                channel: if it.by_relative { Channel::Relative } else { Channel::InPerson },
            },
            Self::Correct(it) => Happened::Corrected(Names {
                full_name: it.name.as_deref().map(Into::into),
                birth_date: it.birth_date,
                sex: it.sex,
            }),
            Self::Newcomer(it) => Happened::Came(Newcomer {
                full_name: it.name.as_str().into(),
                birth_date: it.birth_date,
                sex: it.sex,
                ethnicity: it.ethnicity.as_deref().map(Into::into),
                home: it.at.home(),
                kind: if it.temporary { ResidenceKind::Temporary } else { ResidenceKind::Permanent },
                on: it.on.on,
                from: it.from.clone(),
            }),
        })
    }
}

pub(super) async fn run(command: &EventCommand, printer: &Printer) -> anyhow::Result<Exit> {
    let of = command.of();
    let actor = actor(&of.acting)?;
    let entered = Entered {
        person: personal_number(&of.person)?,
        happened: command.happened(of.acting.at.unwrap_or_else(present))?,
        document: of.document.as_deref(),
        dry_run: of.dry_run,
    };
    let opened = Opened::to_write(&of.acting.database).await?;
    let updated = enter(&opened.database, &entered, &actor, &Bars::new(Language::Vietnamese)).await;
    opened.close(printer).await;
    tell(&updated?, of.dry_run, of.format, printer)
}
