//! All that an output holds, of drafts as of posted lists: the files of its communes, those above them, and the manifest.

use super::commune_files::CommuneFiles;
use super::job::{Job, manifest_of, reused};
use super::manifest::{Manifest, VersionLine};
use super::reuse::Reused;
use super::source::Source;
use super::{OutputError, constituencies, delivery, pages, posted_files, workers};
use crate::lists::RollVersion;
use crate::people::{CommuneCode, digest};
use crate::render::summary::Summary;
use std::collections::BTreeMap;

/// What was written, and the manifest of it, which is not.
pub(super) struct Contents {
    pub manifest: Manifest,
    pub areas: u64,
    /// Printed pages.
    pub pages: u64,
    pub reused: Option<Reused>,
}

impl Contents {
    /// Writes every file but the manifest.
    pub fn write(job: &Job<'_>) -> Result<Self, OutputError> {
        let Job { source, .. } = *job;
        job.progress.begin("render", source.areas_known());
        let communes = workers::communes(job)?;
        job.progress.end();
        delivery::constituencies(job)?;
        let sums = constituencies::sums(job, &communes);
        if source.is_whole() {
            constituencies::tables(job, &sums)?;
            constituencies::pages(job, &communes, &sums)?;
        }
        if source.tells_persons() {
            let tally = source.tally(&communes)?;
            sums.check(&tally.totals())?;
            let summary = Summary::new(&job.basis().territory, source.communes(), &tally, &sums);
            job.place.folder.write("summary.json", |out| pages::json(&summary, out))?;
            pages::write(job, &communes, &sums)?;
        }
        if let Source::Posted(posted) = source {
            posted_files::write(job, posted, &communes)?;
        }
        delivery::divide(job, &communes)?;
        Ok(Self {
            manifest: manifest_of(job, versions(source, &communes)),
            areas: communes.values().map(|files| files.digests.len() as u64).sum(),
            pages: job.place.folder.pages().values().sum(),
            reused: reused(job, &communes),
        })
    }
}

/// The versions of lists that the manifest names: of drafts one, over the rows of all areas.
fn versions(source: Source<'_>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Vec<VersionLine> {
    match source {
        Source::Draft(_) => {
            let digests: BTreeMap<_, _> = communes.values().flat_map(|files| &files.digests).collect();
            let lines: String = digests.iter().map(|(area, digest)| format!("{area} {digest}\n")).collect();
            vec![VersionLine { version: 0, state: "draft".to_owned(), digest: digest(lines.as_bytes()) }]
        }
        Source::Posted(posted) => {
            let line = |version: &RollVersion| VersionLine {
                version: version.statement.version,
                state: "posted".to_owned(),
                digest: version.statement.nation.to_string(),
            };
            posted.versions.iter().map(line).collect()
        }
    }
}
