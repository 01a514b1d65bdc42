//! Who acts, and when: the present comes from the command line or the clock, once.

use super::error::TaskError;
use super::key;
use crate::people::printable;
use crate::roll::chain::SigningKey;
use crate::store::{Database, StoreError, Tx};
use chrono::NaiveDateTime;
use std::path::Path;
use std::time::Duration;

/// Who acts, when, and with which key versions are signed.
pub struct Actor {
    /// Local time, +07:00, to the second.
    pub at: NaiveDateTime,
    pub by: String,
    pub key: Option<SigningKey>,
}

impl Actor {
    /// The moment given or the present one, the name given or the system's for the user, and the key in a file.
    ///
    /// # Errors
    /// [`TaskError::Key`] if the file is no signing key; [`TaskError::Nobody`] if no name is given and the system has none;
    /// [`TaskError::Text`] if it cannot be printed.
    pub fn new(
        at: Option<NaiveDateTime>,
        by: Option<&str>,
        key_file: Option<&Path>,
    ) -> Result<Self, TaskError> {
        Ok(Self {
            at: at.unwrap_or_else(present),
            by: printable(&name(by).ok_or(TaskError::Nobody)?)?,
            key: key_file.map(key::signing_key).transpose()?,
        })
    }
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
pub fn name_or_dash(given: Option<&str>) -> String {
    name(given).unwrap_or_else(|| "–".to_owned())
}

/// The user of this process, as the system's `id` calls it, where the environment does not say.
fn user_of_the_process() -> Option<String> {
    let told = std::process::Command::new("id").arg("-un").output().ok()?;
    String::from_utf8(told.stdout).ok().filter(|_| told.status.success())
}

/// The present moment, local time, to the second.
pub fn present() -> NaiveDateTime {
    let now = crate::clock::now().naive_local();
    now.format("%Y-%m-%dT%H:%M:%S").to_string().parse().unwrap_or(now)
}

/// How often a transaction is tried while another process writes; each try waits some seconds by itself.
const TRIES: u32 = 24;

/// Begins a transaction that writes, and waits for other processes that do.
///
/// # Errors
/// [`TaskError::Store`] if no connection can be had, or others write for minutes.
pub(super) async fn begin(database: &Database) -> Result<Tx, TaskError> {
    for _ in 1..TRIES {
        match database.begin().await {
            Err(StoreError::Locked { .. }) => tokio::time::sleep(Duration::from_millis(50)).await,
            begun => return Ok(begun?),
        }
    }
    Ok(database.begin().await?)
}
