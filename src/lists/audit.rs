//! The audit's chain: each line holds the digest of the one before. And the end of every act on lists: the version it made is
//! stated and signed together with the line that tells of it.

use super::acting::{Act, Why};
use super::digests::{act_of, log_of, parsed};
use super::error::ListsError;
use super::lists::{Lists, Made};
use super::matter::{Document, Recorded, Registered};
use super::order::in_order;
use super::outcomes;
use super::records::{AuditRecord, RollVersion};
use crate::people::digest;
use crate::roll::chain::{Digest, Grounds, Seal, Signed, Statement};
use crate::store::{self, Tx, matter::Matter};

/// Adds a line to the audit; its place and the digest before are found here.
pub(crate) async fn add(tx: &mut Tx, record: AuditRecord) -> Result<(), ListsError> {
    let record = placed(tx, record).await?;
    insert(tx, &record).await
}

/// A line at its place behind the last one, after which this transaction alone adds the next.
async fn placed(tx: &mut Tx, mut record: AuditRecord) -> Result<AuditRecord, ListsError> {
    let last = store::audit::last(tx).await?;
    record.sequence = last.as_ref().map_or(1, |line| line.sequence + 1);
    record.previous = last.map(|line| line.digest).unwrap_or_default();
    Ok(record)
}

async fn insert(tx: &mut Tx, record: &AuditRecord) -> Result<(), ListsError> {
    let document = document(record)?;
    let line =
        store::audit::Line { sequence: record.sequence, digest: digest(document.as_bytes()), document };
    store::audit::insert(tx, &line).await?;
    fail_point!("audit.line_written");
    Ok(())
}

fn document(record: &AuditRecord) -> Result<String, ListsError> {
    serde_json::to_string(record).map_err(|_| ListsError::Document { what: "line of the audit" })
}

/// Ends an act on lists: logs what it did to outcomes, states the version it made, if it changed lists, and adds its line to
/// the audit: why, from what, and the registers it wrote. Gives the version.
///
/// # Errors
/// [`ListsError::OutOfOrder`] if the act is before the latest version; [`ListsError::Altered`] if what decides is not what
/// that version states; another if the database fails.
pub(super) async fn acted(
    tx: &mut Tx,
    lists: &mut Lists,
    act: &Act<'_>,
    why: Why<'_>,
    registers: Vec<Recorded>,
) -> Result<Option<u32>, ListsError> {
    let made = lists.made.take();
    let version = made.as_ref().map(|_| lists.version() + 1);
    let record = AuditRecord {
        sequence: 0,
        at: act.at,
        by: act.by.to_owned(),
        action: act.action.to_owned(),
        recorded_at: act.recorded,
        account: act.account.map(str::to_owned),
        channel: act.channel.told().map(str::to_owned),
        reason: why.reason.to_owned(),
        source: why.source.to_owned(),
        roll_id: lists.roll_id().to_owned(),
        version,
        registers,
        previous: String::new(),
    };
    let mut record = placed(tx, record).await?;
    let in_force = version.unwrap_or(lists.version());
    let logged = outcomes::log(tx, lists, record.sequence, in_force.into()).await?;
    record.registers.extend(logged);
    if let Some(made) = made {
        let register = state_version(tx, lists, act, made, &record).await?;
        record.registers.push(register);
    }
    insert(tx, &record).await?;
    Ok(version)
}

/// States the next version of the roll over the communes' digests and what they rest on, seals it with the audit's line, and
/// signs both if there is a key. Gives what the line keeps of it.
async fn state_version(
    tx: &mut Tx,
    lists: &mut Lists,
    act: &Act<'_>,
    made: Made,
    record: &AuditRecord,
) -> Result<Recorded, ListsError> {
    let earlier = lists.last(tx).await?.map(|version| version.statement);
    if let Some(earlier) = &earlier {
        check_earlier(lists, act, earlier)?;
    }
    let terms = lists.terms.ok_or_else(|| ListsError::refused("these lists were taken to look at them"))?;
    let version = lists.version() + 1;
    let statement = Statement {
        roll_id: lists.roll_id().to_owned(),
        version,
        at: act.at,
        snapshot_id: lists.posting.snapshot_id.clone(),
        nation: lists.nation(),
        previous: earlier.map(|earlier| earlier.digest()),
        grounds: Some(Grounds {
            act: act_of(act.by, act.action, &record.reason, &record.source),
            log: log_of(made.log.iter().map(String::as_str)),
            terms,
            facts: match lists.facts.is_empty() {
                true => None,
                false => Some(parsed(&lists.facts)?),
            },
            tripwires: lists.judged.tripwires.clone(),
            tripped: lists.tripped.clone(),
        }),
    };
    let seal = Seal::new(line_digest(record)?, &statement, act.key);
    let signed = act.key.map(|key| Signed::new(key, &statement));
    let stated = RollVersion {
        statement,
        signed,
        action: act.action.to_owned(),
        by: act.by.to_owned(),
        changes: made.changes,
        seal: Some(seal),
    };
    let document = serde_json::to_string(&stated).map_err(|_| ListsError::Document { what: "version" })?;
    store::version::insert(tx, lists.roll_id(), version.into(), &document).await?;
    fail_point!("audit.version_stated");
    lists.posting.version = version.into();
    store::posting::update(tx, &lists.posting).await?;
    let written = [vec![document], made.log].concat().join("\n");
    Ok((version_name(version.into()), digest(written.as_bytes())))
}

/// Whether an act may follow a version: it is not before it, and judges by what that version stated.
fn check_earlier(lists: &Lists, act: &Act<'_>, earlier: &Statement) -> Result<(), ListsError> {
    in_order(act.at, "the latest version was made", earlier.at)?;
    match &earlier.grounds {
        Some(grounds)
            if earlier.snapshot_id == lists.judged.snapshot_id
                && Some(grounds.terms) != lists.judged.terms =>
        {
            Err(ListsError::Altered { snapshot_id: earlier.snapshot_id.clone(), version: earlier.version })
        }
        Some(_) | None => Ok(()),
    }
}

/// The digest of a line as it is before it takes its version's own digest in.
pub(crate) fn line_digest(record: &AuditRecord) -> Result<Digest, ListsError> {
    let registers = record.registers.iter().filter(|(name, _)| !name.starts_with(VERSION));
    let record = AuditRecord { registers: registers.cloned().collect(), ..record.clone() };
    parsed(&digest(document(&record)?.as_bytes()))
}

/// Writes matters into their register, and gives what the audit keeps of them.
pub(super) async fn put<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    matters: &[Registered<D>],
) -> Result<Vec<Recorded>, ListsError> {
    let kept = matters.iter().map(Registered::kept).collect::<Result<Vec<_>, _>>()?;
    store::matter::put(tx, roll_id, &kept).await?;
    Ok(kept.iter().map(register_of).collect())
}

/// What the audit keeps of a matter that was written: which, and the digest of what stands there.
pub(crate) fn register_of(matter: &Matter) -> Recorded {
    let Matter { kind, matter_id, commune_code, personal_id, state, document } = matter;
    let name = format!("{}/{matter_id}", kind.as_str());
    let whole = [kind.as_str(), matter_id, commune_code, personal_id, state, document].join("\n");
    (name, digest(whole.as_bytes()))
}

/// What the audit calls a version of a roll among the registers.
pub(crate) fn version_name(version: u64) -> String {
    format!("{VERSION}{version}")
}

/// How the names of versions begin.
pub(crate) const VERSION: &str = "version/";
