//! What processes cost, as Linux counts it under `/proc`; on other systems nothing is known and nothing is told.

use std::fs;

/// Hundredths of a second: the unit of processor time in `/proc`, the same on every Linux this program runs on.
const TICKS: f64 = 100.0;

/// Processor time and memory of one process at a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Process {
    parent: u32,
    /// Seconds of this process.
    own: f64,
    /// Seconds of its children that have ended.
    ended: f64,
}

impl Process {
    /// Of a process that runs, or has ended and was not yet waited for.
    pub(crate) fn of(id: u32) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
    }

    /// Reads a line of `/proc/…/stat`: the name in brackets may hold anything, numbers follow its last bracket.
    fn parse(stat: &str) -> Option<Self> {
        let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
        let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some(Self {
            parent: fields.get(1)?.parse().ok()?,
            own: (ticks(11)? + ticks(12)?) / TICKS,
            ended: (ticks(13)? + ticks(14)?) / TICKS,
        })
    }

    /// Seconds of processor time of the process alone.
    pub(crate) fn seconds(self) -> f64 {
        self.own
    }
}

/// The most memory that was resident at once, in bytes, of a process that still runs.
pub(crate) fn peak_memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    field(&status, "VmHWM:")
}

/// A field of `/proc/…/status`, in bytes.
fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// The processes of a PostgreSQL server on this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Server {
    main: u32,
}

impl Server {
    /// The server to which a backend belongs, if the backend's process is one of this machine.
    pub(crate) fn of_backend(id: u32) -> Option<Self> {
        let is_server = |id: u32| {
            let name = fs::read_to_string(format!("/proc/{id}/comm"));
            name.is_ok_and(|name| name.trim_end().starts_with("postgres"))
        };
        let main = Process::of(id)?.parent;
        (is_server(id) && is_server(main)).then_some(Self { main })
    }

    fn processes(self) -> Vec<(u32, Process)> {
        let names = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.file_name());
        let ids = names.filter_map(|name| name.to_str()?.parse::<u32>().ok());
        let all = ids.filter_map(|id| Some((id, Process::of(id)?)));
        all.filter(|(id, process)| *id == self.main || process.parent == self.main).collect()
    }

    /// Seconds of processor time of all its processes, those that have ended too.
    pub(crate) fn seconds(self) -> f64 {
        self.processes().iter().map(|(_, process)| process.own + process.ended).sum()
    }

    /// The memory in use now, in bytes: what each process has for itself, and what they share once.
    pub(crate) fn memory(self) -> u64 {
        let (mut own, mut shared) = (0, 0);
        for (id, _) in self.processes() {
            let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
            own += field(&status, "RssAnon:").unwrap_or(0);
            shared = shared.max(field(&status, "RssShmem:").unwrap_or(0));
        }
        own + shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_read_whatever_its_name_holds() {
        let stat = "7 (post) gres) S 3 7 7 0 -1 4194560 1 2 3 4 250 50 1000 25 20 0 1 0 5 6 7";
        let expected = Process { parent: 3, own: 3.0, ended: 10.25 };
        assert_eq!(Process::parse(stat), Some(expected));
        assert_eq!(Process::parse("7 (postgres) S"), None);
    }

    #[test]
    fn memory_is_read_in_bytes() {
        let status = "Name:\tcutri\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\n";
        assert_eq!(field(status, "VmHWM:"), Some(2 << 20));
        assert_eq!(field(status, "RssAnon:"), None);
    }
}
