//! The audit's chain: each line holds the digest of the one before.

use super::super::error::TaskError;
use super::apply::Act;
use super::lists::Lists;
use super::records::AuditRecord;
use crate::render::manifest::digest;
use crate::store::{self, Tx, matter::Matter};

/// Adds a line to the audit; its place and the digest before are found here.
pub(in crate::tasks) async fn add(tx: &mut Tx, mut record: AuditRecord) -> Result<(), TaskError> {
    let last = store::audit::last(tx).await?;
    record.sequence = last.as_ref().map_or(1, |line| line.sequence + 1);
    record.previous = last.map(|line| line.digest).unwrap_or_default();
    let document =
        serde_json::to_string(&record).map_err(|_| TaskError::Document { what: "line of the audit" })?;
    let line =
        store::audit::Line { sequence: record.sequence, digest: digest(document.as_bytes()), document };
    store::audit::insert(tx, &line).await?;
    Ok(())
}

/// Adds the line of a command that acted on lists: why, from what, the registers it wrote and the version it made.
pub(in crate::tasks) async fn acted(
    tx: &mut Tx,
    lists: &Lists,
    act: &Act<'_>,
    (reason, source): (&str, &str),
    mut registers: Vec<(String, String)>,
    version: Option<u32>,
) -> Result<(), TaskError> {
    registers.extend(lists.made.clone());
    let record = AuditRecord {
        sequence: 0,
        at: act.at,
        by: act.by.to_owned(),
        action: act.action.to_owned(),
        reason: reason.to_owned(),
        source: source.to_owned(),
        roll_id: lists.roll_id().to_owned(),
        version,
        registers,
        previous: String::new(),
    };
    add(tx, record).await
}

/// What the audit keeps of a matter that was written: which, and the digest of what stands there.
pub(in crate::tasks) fn register_of(matter: &Matter) -> (String, String) {
    let Matter { kind, matter_id, commune_code, personal_id, state, document } = matter;
    let name = format!("{}/{matter_id}", kind.as_str());
    let whole = [kind.as_str(), matter_id, commune_code, personal_id, state, document].join("\n");
    (name, digest(whole.as_bytes()))
}

/// What the audit calls a version of a roll among the registers.
pub(in crate::tasks) fn version_name(version: u64) -> String {
    format!("{VERSION}{version}")
}

/// How the names of versions begin.
pub(in crate::tasks) const VERSION: &str = "version/";
