//! The names of workers: unlike those of all others, and telling of a worker on this machine whether it lives.

use super::super::error::TaskError;
use std::path::Path;

/// The machine's name, the process's number, and a random part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerName(String);

impl WorkerName {
    /// A name for work of this process.
    ///
    /// # Errors
    /// [`TaskError::Worker`] if the system gives no random bytes.
    pub fn of_this_process() -> Result<Self, TaskError> {
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(|error| TaskError::Worker(error.to_string()))?;
        let random = u32::from_be_bytes(random);
        Ok(Self(format!("{}:{}:{random:08x}", host(), std::process::id())))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a worker is known to have ended: one of this machine whose process is gone. Should a machine of the same name be
/// meant, it is no harm: only the attempt that holds a claim can end it.
pub(super) fn has_ended(worker: &str) -> bool {
    let mut parts = worker.rsplitn(3, ':');
    let (_, process, machine) = (parts.next(), parts.next(), parts.next());
    let processes = Path::new("/proc/self");
    machine == Some(host().as_str())
        && processes.exists()
        && process.is_some_and(|process| !processes.with_file_name(process).exists())
}

fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_of_this_machine_ends_with_its_process() {
        let own = WorkerName::of_this_process().expect("a name");
        assert!(!has_ended(own.as_str()));
        // Process numbers end at 4,194,304.
        assert!(has_ended(&format!("{}:9999999:00000000", host())));
        assert!(!has_ended("elsewhere.example:9999999:00000000"));
        assert!(!has_ended(""));
    }
}
