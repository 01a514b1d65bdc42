//! What stands under digests beside the lists: what the audit keeps of snapshots, rolls and their sums, and what a statement
//! says of the terms. One place computes them, for those who write and for those who check.

use super::error::ListsError;
use super::matter::Recorded;
use crate::law::RuleProfile;
use crate::people::digest;
use crate::roll::chain::{Digest, Texts};
use crate::store::dossier;
use crate::store::revision::Touched;
use crate::store::roll::Roll;
use crate::store::snapshot::Snapshot;
use std::collections::BTreeMap;

/// How the names begin that the audit gives to what it keeps of a snapshot, a roll, the sums of a roll's communes, outlines,
/// outcomes as they were first kept, what an act did to outcomes, and where a delta first touched persons.
pub(crate) const SNAPSHOT: &str = "snapshot/";
pub(crate) const ROLL: &str = "roll/";
pub(crate) const SUMS: &str = "sums/";
pub(crate) const SHAPES: &str = "shapes/";
pub(crate) const OUTCOMES: &str = "outcomes/";
pub(crate) const OUTCOMES_CHANGED: &str = "outcomes-changed/";
pub(crate) const TOUCHED: &str = "touched/";

/// The digest over all that a snapshot decides by; when it was loaded is left out, so that equal data has equal statements.
pub(crate) fn terms_of(snapshot: &Snapshot) -> Digest {
    let Snapshot {
        snapshot_id,
        as_of,
        base,
        root,
        sequence,
        persons,
        election,
        profile,
        units,
        quality,
        counts,
        loaded_at: _,
        state: _,
        facts,
    } = snapshot;
    let (as_of, sequence, persons) = (as_of.to_string(), sequence.to_string(), persons.to_string());
    let base = base.as_ref().map_or_else(String::new, |base| format!("base {base}"));
    [snapshot_id, &as_of, &base, root, &sequence, &persons, election, profile, units, quality, counts, facts]
        .into_iter()
        .fold(Texts::labelled("cutri-terms-1"), |all, text| all.with(text))
        .finish()
}

/// What the audit keeps of a snapshot: every column.
pub(crate) fn register_of_snapshot(snapshot: &Snapshot) -> Recorded {
    let loaded_at = snapshot.loaded_at.to_rfc3339();
    let whole = Texts::labelled("cutri-snapshot-1")
        .with(&terms_of(snapshot).to_string())
        .with(&loaded_at)
        .with(snapshot.state.as_str());
    (format!("{SNAPSHOT}{}", snapshot.snapshot_id), whole.finish().to_string())
}

/// What stands for the digest of what a line took away.
pub(crate) const GONE: &str = "";

/// What the audit keeps of a delta's snapshot that was taken out of the database.
pub(crate) fn register_of_gone_snapshot(snapshot_id: &str) -> Recorded {
    (format!("{SNAPSHOT}{snapshot_id}"), GONE.to_owned())
}

/// What the audit keeps of a roll: every column.
pub(crate) fn register_of_roll(roll: &Roll) -> Recorded {
    let Roll { roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary } = roll;
    let created_at = created_at.to_rfc3339();
    let whole = [roll_id, snapshot_id, election_id, rule_profile, state.as_str(), &created_at, summary]
        .into_iter()
        .fold(Texts::labelled("cutri-roll-1"), |all, text| all.with(text));
    (format!("{ROLL}{roll_id}"), whole.finish().to_string())
}

/// What the audit keeps of the sums of a roll's communes: codes and documents, by code.
pub(crate) fn register_of_sums(roll_id: &str, sums: &[Recorded]) -> Recorded {
    let whole = sums
        .iter()
        .fold(Texts::labelled("cutri-sums-1"), |all, (code, document)| all.with(code).with(document));
    (format!("{SUMS}{roll_id}"), whole.finish().to_string())
}

/// What the audit keeps of where a delta first touched persons.
pub(crate) fn register_of_touched(root: &str, sequence: u64, touched: &[Touched]) -> Recorded {
    let whole = touched
        .iter()
        .fold(Texts::labelled("cutri-touched-1"), |all, it| all.with(&it.commune_code).with(&it.personal_id));
    (format!("{TOUCHED}{root}/{sequence}"), whole.finish().to_string())
}

/// What the audit keeps of outlines; of none, the digest of nothing.
pub(crate) fn register_of_shapes(root: &str, document: Option<&str>) -> Recorded {
    (format!("{SHAPES}{root}"), digest(document.unwrap_or_default().as_bytes()))
}

/// The digest of a full snapshot's facts, over the dossiers of its communes.
pub(crate) fn facts_of(communes: &[dossier::Commune]) -> Digest {
    let whole = communes.iter().fold(Texts::labelled("cutri-facts-1"), |all, commune| {
        all.with(&commune.commune_code).with(&commune.dossiers.to_string()).with(&commune.digest)
    });
    whole.finish()
}

/// What the digest over a delta's revisions begins with: each adds its personal number and its document.
pub(crate) const REVISIONS: &str = "cutri-revisions-1";

/// The digest of the facts as of a delta: those of its base, and its revisions.
pub(crate) fn facts_upon(base: &str, revisions: Texts) -> Digest {
    let revisions = revisions.finish().to_string();
    Texts::labelled("cutri-facts-2").with(base).with(&revisions).finish()
}

/// The tripwires of a rule profile, by their names there.
pub(crate) fn tripwires_of(profile: &RuleProfile) -> BTreeMap<String, u32> {
    [
        ("tripwire_batch_removals", profile.tripwire_batch_removals),
        ("tripwire_area_percent", profile.tripwire_area_percent),
        ("tripwire_area_floor", profile.tripwire_area_floor),
        ("tripwire_household", profile.tripwire_household),
        ("tripwire_hamlet", profile.tripwire_hamlet),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The digest over who acted, by which command, why and from what.
pub(crate) fn act_of(by: &str, action: &str, reason: &str, source: &str) -> Digest {
    [by, action, reason, source]
        .into_iter()
        .fold(Texts::labelled("cutri-act-1"), |all, text| all.with(text))
        .finish()
}

/// The digest over what changes did to rows, in the order of the log.
pub(crate) fn log_of<'d>(documents: impl IntoIterator<Item = &'d str>) -> Digest {
    documents.into_iter().fold(Texts::labelled("cutri-log-1"), |all, document| all.with(document)).finish()
}

/// A digest as a column or a register keeps it.
pub(crate) fn parsed(text: &str) -> Result<Digest, ListsError> {
    text.parse().map_err(|_| ListsError::Document { what: "digest" })
}
