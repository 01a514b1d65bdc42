//! Values of arguments: read from text, and chosen from a few.

use crate::law::PostedCopy;
use crate::output::Format;
use crate::people::{
    AreaCode, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, PartialDate, PersonalNumber, Sex,
    StatusKind, StayKind, WishKind, YEARS,
};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::store::DatabaseUrl;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;

/// A whole day, as papers or computers write it.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let date = PartialDate::parse(text.trim()).map_err(|error| error.to_string())?;
    match date.first() == date.last() {
        true => Ok(date.first()),
        false => Err("the day is needed, such as 09/03/2026".to_owned()),
    }
}

pub(super) fn birth_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text.trim()).map_err(|error| error.to_string())
}

pub(super) fn area(text: &str) -> Result<AreaCode, String> {
    AreaCode::parse(text.trim()).map_err(|error| error.to_string())
}

pub(super) fn commune(text: &str) -> Result<CommuneCode, String> {
    CommuneCode::parse(text.trim()).map_err(|error| error.to_string())
}

pub(super) fn constituency(text: &str) -> Result<ConstituencyCode, String> {
    ConstituencyCode::parse(text.trim()).map_err(|error| error.to_string())
}

/// Reads a moment to the minute or second, or a bare day, which is its beginning, as papers or computers write it.
pub(super) fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let text = text.trim().trim_end_matches("+07:00").replace(' ', "T");
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d/%m/%YT%H:%M:%S", "%d/%m/%YT%H:%M"];
    let moment = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
    let midnight = || day(&text).ok().map(|day| day.and_time(chrono::NaiveTime::MIN));
    let is_date = |moment: &NaiveDateTime| YEARS.contains(&moment.year());
    moment
        .or_else(midnight)
        .filter(is_date)
        .ok_or_else(|| "write a moment as 2026-02-20T10:00 or 20/02/2026 10:00, local time".to_owned())
}

/// Reads a personal number; an argument that is none is not repeated in the error, as the parser of arguments would.
pub(super) fn personal_number(text: &str) -> anyhow::Result<PersonalNumber> {
    Ok(PersonalNumber::parse(text.trim()).map_err(crate::tasks::TaskError::from)?)
}

/// Reads a database's URL.
pub(super) fn database(text: &str) -> anyhow::Result<DatabaseUrl> {
    Ok(DatabaseUrl::parse(text).map_err(crate::tasks::TaskError::from)?)
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Vietnamese, Self::English]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.tag()))
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

/// How many work at once: as many as asked for, or as there are cores.
pub(super) fn jobs(asked: Option<NonZeroUsize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    asked.map_or_else(cores, usize::from)
}

/// What was asked for; everything if nothing was.
pub(super) fn chosen<T: Copy + Ord>(asked: &[T], all: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    match asked {
        [] => all.into_iter().collect(),
        asked => asked.iter().copied().collect(),
    }
}

impl ValueEnum for AreaPaper {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for PostedCopy {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.as_str());
        // The word of earlier editions.
        Some(if *self == Self::WithoutNumber { value.alias("omitted") } else { value })
    }
}

/// What takes the right to vote.
pub(super) fn status(text: &str) -> Result<StatusKind, String> {
    let takes_the_right = |kind: &StatusKind| {
        matches!(
            kind,
            StatusKind::VoteDeprived
                | StatusKind::DeathSentence
                | StatusKind::Imprisonment
                | StatusKind::Incapacity
                | StatusKind::MentalIllnessConfirmed
        )
    };
    let kind = StatusKind::parse(text.trim()).filter(takes_the_right);
    kind.ok_or_else(|| {
        "write imprisonment, vote_deprived, death_sentence, incapacity or mental_illness_confirmed".to_owned()
    })
}

/// A kind of stay in a facility.
pub(super) fn stay(text: &str) -> Result<StayKind, String> {
    let words = || StayKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    StayKind::parse(text.trim()).ok_or_else(|| format!("write one of {}", words()))
}

/// Where a voter wishes to vote, but for certificates.
pub(super) fn choice(text: &str) -> Result<WishKind, String> {
    let is_choice = |kind: &WishKind| {
        !matches!(kind, WishKind::VoteAtPermanentByCertificate | WishKind::VoteElsewhereCertificate)
    };
    let kind = WishKind::parse(text.trim()).filter(is_choice);
    kind.ok_or_else(|| "write vote_at_temporary, vote_at_current, vote_at_permanent or not_here".to_owned())
}

/// A hamlet's code.
pub(super) fn hamlet(text: &str) -> Result<HamletCode, String> {
    HamletCode::parse(text.trim()).map_err(|error| error.to_string())
}

/// A facility's code.
pub(super) fn facility(text: &str) -> Result<FacilityCode, String> {
    FacilityCode::parse(text.trim()).map_err(|error| error.to_string())
}

/// nam or nữ.
pub(super) fn sex(text: &str) -> Result<Sex, String> {
    Sex::parse(text.trim()).ok_or_else(|| "write nam or nữ".to_owned())
}
