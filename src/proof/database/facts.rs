//! The facts that lists were decided from: snapshots as the audit keeps them, the dossiers of full ones and the revisions of
//! deltas under the digests of their snapshots.

use super::super::Problem;
use super::super::audit::{Kept, Told};
use super::findings::Findings;
use crate::law::RuleProfile;
use crate::lists::digests::{
    self, REVISIONS, SHAPES, SNAPSHOT, TOUCHED, facts_of, facts_upon, terms_of, tripwires_of,
};
use crate::lists::{ListsError, found_by, snapshot};
use crate::roll::chain::{Digest, Texts};
use crate::store::dossier::Commune;
use crate::store::revision::Touched;
use crate::store::snapshot::Snapshot;
use crate::store::{self, Database, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Revisions read at once.
const PAGE: u32 = 1_000;

/// What a snapshot says, as a statement repeats it.
pub(super) struct Stated {
    pub terms: Digest,
    pub facts: String,
    pub tripwires: BTreeMap<String, u32>,
    pub base: Option<String>,
}

/// The dossiers of a commune, to be digested again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dossiers {
    pub snapshot_id: String,
    pub commune_code: String,
    pub dossiers: u64,
    pub digest: String,
    /// Whether what finds persons is kept; an earlier edition kept nothing.
    pub finds: bool,
}

/// Every snapshot, and the dossiers that are to be digested again.
#[derive(Default)]
pub(super) struct Facts {
    pub snapshots: BTreeMap<String, Stated>,
    pub dossiers: Vec<Dossiers>,
}

/// Checks snapshots, revisions, where deltas touch persons, and outlines.
pub(super) async fn check(
    tx: &mut Tx,
    told: &mut Told,
    findings: &mut Findings,
) -> Result<Facts, ListsError> {
    let mut facts = Facts::default();
    let mut roots: BTreeMap<String, Root> = BTreeMap::new();
    for id in store::snapshot::all(tx).await? {
        let file = format!("snapshot {}", short(&id));
        let Some(found) = findings.read(&file, snapshot(tx, &id).await)? else { continue };
        let root = roots.entry(found.root.clone()).or_default();
        root.is_registered &= register(told, &found, findings);
        match &found.base {
            None => dossiers(tx, &found, &mut facts.dossiers, findings).await?,
            Some(base) => {
                root.places.insert(found.sequence);
                let before = facts.snapshots.get(base).map(|base| base.facts.clone());
                revisions(tx, &found, before, findings).await?;
            }
        }
        let profile = serde_json::from_str::<RuleProfile>(&found.profile);
        let profile = profile.map_err(|_| ListsError::Document { what: "rule profile" });
        if let Some(profile) = findings.read(&file, profile)? {
            let tripwires = tripwires_of(&profile);
            let (terms, base) = (terms_of(&found), found.base);
            facts.snapshots.insert(id, Stated { terms, facts: found.facts, tripwires, base });
        }
    }
    let last_words = told.registers.take_all(SNAPSHOT).into_iter();
    for gone in last_words.filter(|kept| kept.digest != digests::GONE) {
        let id = gone.name.trim_start_matches(SNAPSHOT);
        findings.audit(gone.sequence, format!("snapshot {} is gone", short(id)));
    }
    for (root, of) in &roots {
        touched(tx, root, of, told, findings).await?;
        outlines(tx, root, of, told, findings).await?;
    }
    for kept in [TOUCHED, SHAPES].into_iter().flat_map(|prefix| told.registers.take_all(prefix)) {
        findings.audit(kept.sequence, format!("the snapshot of {} is gone", named(&kept.name)));
    }
    for (root, id) in store::revision::snapshots(tx).await? {
        if facts.snapshots.get(&id).is_none_or(|it| it.base.is_none()) || !roots.contains_key(&root) {
            findings
                .add("revisions", format!("revisions of snapshot {}, which is no delta here", short(&id)));
        }
    }
    Ok(facts)
}

/// A full snapshot and the deltas upon it.
struct Root {
    /// Whether the audit keeps all of them: an earlier edition kept none.
    is_registered: bool,
    places: BTreeSet<u64>,
}

impl Default for Root {
    fn default() -> Self {
        Self { is_registered: true, places: BTreeSet::new() }
    }
}

/// Whether the audit keeps a snapshot; and if so, it must be as a line left it.
fn register(told: &mut Told, found: &Snapshot, findings: &mut Findings) -> bool {
    let (name, digest) = digests::register_of_snapshot(found);
    let id = short(&found.snapshot_id);
    match told.registers.take("", &name) {
        Some(kept) => {
            if kept.digest != digest {
                findings.audit(kept.sequence, format!("snapshot {id} is not as this line left it"));
            }
            true
        }
        None if told.tells(|record| record.source == found.snapshot_id) => {
            findings.remark(format!(
                "snapshot {id} was loaded by an earlier edition: its terms and facts stand under no digest"
            ));
            false
        }
        None => {
            findings.add(&format!("snapshot {id}"), "no line of the audit tells who loaded it");
            true
        }
    }
}

/// The digests of a full snapshot's dossiers against that of its facts.
async fn dossiers(
    tx: &mut Tx,
    found: &Snapshot,
    pieces: &mut Vec<Dossiers>,
    findings: &mut Findings,
) -> Result<(), ListsError> {
    let id = &found.snapshot_id;
    let communes = store::dossier::digests(tx, id).await?;
    if found.facts.is_empty() {
        return Ok(());
    }
    let finds = store::found::is_kept(tx, id).await?;
    if !finds {
        findings.remark(format!(
            "snapshot {} was loaded by an earlier edition, which did not keep what finds persons by name",
            short(id)
        ));
    }
    let file = format!("facts of snapshot {}", short(id));
    if facts_of(&communes).to_string() != found.facts {
        findings.add(&file, "the digests of the communes' dossiers are not those that were loaded");
    }
    let known: BTreeSet<&str> = communes.iter().map(|commune| commune.commune_code.as_str()).collect();
    for code in store::stray::dossiers(tx, id).await? {
        if !known.contains(code.as_str()) {
            findings.add(&file, format!("there are dossiers of {}, and none were loaded", place(&code)));
        }
    }
    pieces.extend(communes.into_iter().map(|Commune { commune_code, dossiers, digest }| Dossiers {
        snapshot_id: id.clone(),
        commune_code,
        dossiers,
        digest,
        finds,
    }));
    Ok(())
}

/// The dossiers of a commune against their digest, and what finds persons against the dossiers.
pub(super) async fn digest_again(database: &Database, of: &Dossiers) -> Result<Vec<Problem>, ListsError> {
    let mut tx = database.read_at_length().await?;
    let columns = |document: &str| if of.finds { columns(document) } else { NOTHING.to_owned() };
    let found = store::dossier::digest_of(&mut tx, &of.snapshot_id, &of.commune_code, columns).await?;
    tx.rollback().await?;
    let (dossiers, misfiled) = (found.dossiers, found.misfiled);
    let place = place(&of.commune_code);
    let mut messages = Vec::new();
    if dossiers != of.dossiers {
        messages.push(format!("there are {dossiers} dossiers of {place}, {} were loaded", of.dossiers));
    } else if found.digest.to_string() != of.digest {
        messages.push(format!("the dossiers of {place} are not those that were loaded"));
    }
    if misfiled > 0 {
        messages.push(format!(
            "{misfiled} dossiers of {place} are not found by the name or old number they have"
        ));
    }
    let file = format!("facts of snapshot {}", short(&of.snapshot_id));
    let problem = |message| Problem { file: file.clone(), line: None, message };
    Ok(messages.into_iter().map(problem).collect())
}

/// What finds persons where nothing does.
const NOTHING: &str = "|";

/// What finds a person, as the columns beside a document; nothing for a document that is none.
fn columns(document: &str) -> String {
    found_by(document)
        .map_or_else(|_| String::new(), |found_by| format!("{}|{}", found_by.name_year, found_by.old_number))
}

/// The revisions of a delta against the digest of its facts.
async fn revisions(
    tx: &mut Tx,
    found: &Snapshot,
    before: Option<String>,
    findings: &mut Findings,
) -> Result<(), ListsError> {
    let file = format!("facts of snapshot {}", short(&found.snapshot_id));
    // Of deltas upon a root that an earlier edition loaded, nobody is sought by name.
    let finds = store::found::is_kept(tx, &found.root).await?;
    let (mut digest, mut after) = (Texts::labelled(REVISIONS), String::new());
    let (mut misfiled, mut unfound) = (0_u64, 0_u64);
    loop {
        let page = store::revision::filed(tx, &found.root, &found.snapshot_id, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        for line in page.documents() {
            let mut parts = line.splitn(5, '|');
            let mut next = || parts.next().unwrap_or_default();
            let (person, sequence) = (next(), next());
            let (kept, document) = (format!("{}|{}", next(), next()), next());
            misfiled += u64::from(sequence.parse() != Ok(found.sequence));
            unfound += u64::from(finds && kept != columns(document));
            digest.add(person);
            digest.add(document);
        }
        last.clone_into(&mut after);
    }
    if unfound > 0 {
        findings.add(&file, format!("{unfound} persons are not found by the name or old number they have"));
    }
    if misfiled > 0 {
        findings.add(&file, format!("{misfiled} revisions are not in force as their delta is"));
    }
    let Some(before) = before.filter(|_| !found.facts.is_empty()) else { return Ok(()) };
    if facts_upon(&before, digest).to_string() != found.facts {
        findings.add(&file, "the revisions of the delta are not those that it brought");
    }
    Ok(())
}

/// Where the deltas of a root touch persons, against what the audit keeps.
async fn touched(
    tx: &mut Tx,
    root: &str,
    of: &Root,
    told: &mut Told,
    findings: &mut Findings,
) -> Result<(), ListsError> {
    let mut places: BTreeMap<u64, Vec<Touched>> = BTreeMap::new();
    for it in store::revision::touched(tx, root).await? {
        places.entry(it.sequence).or_default().push(it);
    }
    let file = format!("persons touched by deltas upon snapshot {}", short(root));
    let in_force = of.places.iter().copied().filter(|place| *place > 0);
    for place in in_force {
        let found = places.remove(&place).unwrap_or_default();
        let (name, digest) = digests::register_of_touched(root, place, &found);
        match told.registers.take("", &name) {
            Some(Kept { sequence, digest: kept, .. }) if kept != digest => {
                findings.add(&file, format!("those of delta {place} are not as line {sequence} left them"));
            }
            None if of.is_registered => {
                findings.add(&file, format!("no line of the audit tells of those of delta {place}"));
            }
            Some(_) | None => {}
        }
    }
    for place in places.into_keys().filter(|place| *place > 0 || of.is_registered) {
        findings.add(&file, format!("there is no delta {place} that touched them"));
    }
    Ok(())
}

/// The outlines of a root against what the audit keeps.
async fn outlines(
    tx: &mut Tx,
    root: &str,
    of: &Root,
    told: &mut Told,
    findings: &mut Findings,
) -> Result<(), ListsError> {
    let found = store::shapes::find(tx, root).await?;
    let (name, digest) = digests::register_of_shapes(root, found.as_deref());
    let file = format!("outlines of snapshot {}", short(root));
    match told.registers.take("", &name) {
        Some(kept) if kept.digest != digest => {
            findings.add(&file, format!("they are not as line {} of the audit left them", kept.sequence));
        }
        None if found.is_some() && of.is_registered => {
            findings.add(&file, "no line of the audit tells of them");
        }
        Some(_) | None => {}
    }
    Ok(())
}

/// An id as it is told of.
pub(super) fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

/// A commune as it is told of.
pub(super) fn place(code: &str) -> String {
    match code {
        "" => "no commune".to_owned(),
        code => format!("commune {code}"),
    }
}

/// What a register is of, as it is told of.
fn named(name: &str) -> String {
    let (kind, id) = name.split_once('/').unwrap_or((name, ""));
    format!("{kind} {}", short(id))
}
