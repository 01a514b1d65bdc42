//! Who acts at the command line, and when: the name, the moment and the key that options give, or the system.

use super::acting::Acting;
use crate::clock::present;
use crate::lists::{Actor, Channel, Jurisdiction, When};
use crate::people::printable;
use crate::proof::key;
use crate::tasks::TaskError;
use anyhow::bail;
use chrono::{NaiveDateTime, TimeDelta};

/// How far back a moment may be told without saying that it is meant.
const BACK: TimeDelta = TimeDelta::days(1);

/// Who acts: for the whole nation, as whoever may write to the database may.
///
/// # Errors
/// If no name is given and the system has none, it cannot be printed, the file is no signing key, or the moment is in the
/// future or longer past than meant.
pub(super) fn actor(acting: &Acting) -> anyhow::Result<Actor> {
    let name = name(acting.by.as_deref()).ok_or(TaskError::Nobody)?;
    Ok(Actor {
        account: None,
        name: printable(&name).map_err(TaskError::from)?,
        place: Jurisdiction::Nation,
        channel: Channel::CommandLine,
        when: when(acting.at, acting.backdated, present())?,
        key: acting.key.as_deref().map(key::signing_key).transpose().map_err(TaskError::from)?,
    })
}

/// The moment of an act: the one that is told, if the clock bears it out, or now.
fn when(told: Option<NaiveDateTime>, backdated: bool, now: NaiveDateTime) -> anyhow::Result<When> {
    let Some(at) = told else { return Ok(When::Now { received: now }) };
    let moment = |at: NaiveDateTime| at.format("%d/%m/%Y %H:%M");
    let (told, present) = (moment(at), moment(now));
    if at > now {
        bail!(
            "--at {told}: chưa đến thời điểm này, bây giờ là {present}; không làm gì cả: sửa lại --at, hoặc đồng hồ của máy / \
             this moment is yet to come, it is {present} now; nothing was done: correct --at, or the clock of this machine"
        );
    }
    if now - at > BACK && !backdated {
        bail!(
            "--at {told}: đã qua hơn một ngày, bây giờ là {present}; không làm gì cả: nếu đúng là ghi lùi ngày, thêm --backdated; cả hai \
             thời điểm được ghi vào nhật ký / more than a day ago, it is {present} now; nothing was done: if it is meant, add \
             --backdated; the audit keeps both moments"
        );
    }
    Ok(When::Told { at, recorded: now })
}

/// The name given, or the system's for the user, if there is one.
fn name(given: Option<&str>) -> Option<String> {
    let system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let name = given
        .map(str::to_owned)
        .or_else(system)
        .or_else(user_of_the_process)
        .map(|name| name.trim().to_owned());
    name.filter(|name| !name.is_empty())
}

/// Who the audit says loaded or derived: the name given, or the system's for the user, or `–`. What is no change of posted
/// lists does not fail for want of a name.
pub(super) fn name_or_dash(given: Option<&str>) -> String {
    name(given).unwrap_or_else(|| "–".to_owned())
}

/// The user of this process, as the system's `id` calls it, where the environment does not say.
fn user_of_the_process() -> Option<String> {
    let told = std::process::Command::new("id").arg("-un").output().ok()?;
    String::from_utf8(told.stdout).ok().filter(|_| told.status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_moment_that_is_told_is_borne_out_by_the_clock() {
        let now = at("2026-02-20T10:00:00");
        let told = |text: &str, backdated| when(Some(at(text)), backdated, now);
        assert_eq!(when(None, false, now).unwrap(), When::Now { received: now });
        let yesterday = When::Told { at: at("2026-02-19T10:00:00"), recorded: now };
        assert_eq!(told("2026-02-19T10:00:00", false).unwrap(), yesterday);
        assert!(told("2026-02-20T10:00:01", false).is_err() && told("2026-02-20T10:00:01", true).is_err());
        let earlier = told("2026-02-19T09:59:59", false).unwrap_err().to_string();
        assert!(earlier.contains("--backdated"), "{earlier}");
        assert!(told("2026-01-01T00:00:00", true).is_ok());
    }
}
