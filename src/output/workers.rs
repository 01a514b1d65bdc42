//! The workers of an output: communes are rendered several at once.

use super::OutputError;
use super::commune;
use super::commune_files::CommuneFiles;
use super::delivery;
use super::job::Job;
use crate::people::CommuneCode;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;

/// Renders every commune, several at once, in any order.
pub(super) fn communes(job: &Job<'_>) -> Result<BTreeMap<CommuneCode, CommuneFiles>, OutputError> {
    let next = AtomicUsize::new(0);
    let handle = Handle::current();
    let work = |handle: Handle| -> Result<Vec<(CommuneCode, CommuneFiles)>, OutputError> {
        // A transaction that an error drops gives its connection back on the runtime.
        let _entered = handle.enter();
        let mut done = Vec::new();
        while let Some(code) = job.source.communes().get(next.fetch_add(1, Ordering::Relaxed)) {
            let files = commune::render(job, &handle, code).and_then(|files| {
                files.as_ref().map_or(Ok(()), |files| delivery::pack(job, code, files)).map(|()| files)
            });
            let files = files.inspect_err(|_| next.store(job.source.communes().len(), Ordering::Relaxed))?;
            done.extend(files.map(|files| (code.clone(), files)));
        }
        Ok(done)
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..job.options.jobs.max(1))
            .map(|_| {
                let handle = handle.clone();
                scope.spawn(|| work(handle))
            })
            .collect();
        let mut all = BTreeMap::new();
        for worker in workers {
            let done = worker.join().map_err(|_| OutputError::Worker("a thread panicked".to_owned()))??;
            all.extend(done);
        }
        Ok(all)
    })
}
