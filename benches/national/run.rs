//! A program run to its end, with what it cost.

use crate::BenchError;
use crate::usage::{Process, Server, peak_memory};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// The lines of words that an error repeats.
const SAID: usize = 12;

/// What something cost. Processor time and memory are `None` where the system does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Cost {
    pub seconds: f64,
    pub client_seconds: Option<f64>,
    pub server_seconds: Option<f64>,
    pub client_bytes: Option<u64>,
    pub server_bytes: Option<u64>,
}

/// A program that was run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub cost: Cost,
    /// The phases that the program told of, in their order: name, and cost without memory.
    pub phases: Vec<(String, Cost)>,
    pub output: String,
    /// The last words.
    pub said: String,
    pub code: Option<i32>,
}

/// Something read of the clocks.
#[derive(Debug, Clone, Copy)]
struct Reading {
    at: Instant,
    client: Option<f64>,
    server: Option<f64>,
}

impl Reading {
    fn now(client: u32, server: Option<Server>) -> Self {
        Self {
            at: Instant::now(),
            client: Process::of(client).map(Process::seconds),
            server: server.map(Server::seconds),
        }
    }

    fn until(self, end: Self) -> Cost {
        let difference = |from: Option<f64>, to: Option<f64>| Some(to? - from?);
        Cost {
            seconds: end.at.duration_since(self.at).as_secs_f64(),
            client_seconds: difference(self.client, end.client),
            server_seconds: difference(self.server, end.server),
            client_bytes: None,
            server_bytes: None,
        }
    }
}

/// Runs a program to its end. `server` is the database's, whose cost counts beside.
///
/// A program of ours tells its phases in its log (`CUTRI_LOG`), line by line on standard error.
pub(crate) fn run(command: &mut Command, server: Option<Server>) -> Result<Ran, BenchError> {
    let program = PathBuf::from(command.get_program());
    command.env("CUTRI_LOG", "cutri::cli::progress=info").stdin(Stdio::null());
    let start = Instant::now();
    let server_before = server.map(Server::seconds);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| BenchError::Start { program: program.clone(), source })?;
    let id = child.id();
    let first = Reading { at: start, client: Some(0.0), server: server_before };
    let heard = Mutex::new(Heard::default());
    let (mut output, said) = (child.stdout.take(), child.stderr.take());
    let (sender, ended) = mpsc::channel::<()>();
    let (last, text, peaks) = std::thread::scope(|scope| {
        let hearing = scope.spawn(|| {
            for line in said.into_iter().flat_map(|said| BufReader::new(said).lines()).map_while(Result::ok) {
                let phase = phase(&line).map(|name| (name.to_owned(), Reading::now(id, server)));
                heard.lock().expect("nobody panics while holding it").add(phase, line);
            }
        });
        let reading = scope.spawn(move || {
            let mut text = String::new();
            drop(output.as_mut().map(|output| output.read_to_string(&mut text)));
            text
        });
        let looking = scope.spawn(move || {
            let mut peaks = (None, None);
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(LOOK) {
                peaks.0 = peaks.0.max(peak_memory(id));
                peaks.1 = peaks.1.max(server.map(Server::memory));
            }
            peaks
        });
        // Both streams close when the process ends; until it is waited for, its cost can be read.
        hearing.join().expect("the listener does not panic");
        let text = reading.join().expect("the reader does not panic");
        let last = at_end(id, server);
        drop(sender);
        (last, text, looking.join().expect("the watcher does not panic"))
    });
    let status = child.wait().map_err(|source| BenchError::Start { program, source })?;
    let heard = heard.into_inner().expect("nobody panics while holding it");
    let mut cost = first.until(last);
    (cost.client_bytes, cost.server_bytes) = peaks;
    Ok(Ran {
        cost,
        phases: costs(&heard.phases, last),
        output: text,
        said: heard.words.join("\n"),
        code: status.code(),
    })
}

/// The clocks when a process has ended and was not waited for: then it still has what it cost.
fn at_end(id: u32, server: Option<Server>) -> Reading {
    let is_gone = || {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat"));
        stat.is_ok_and(|stat| stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('Z')))
    };
    let known = Path::new("/proc/self/stat").exists();
    while known && !is_gone() {
        std::thread::sleep(Duration::from_millis(1));
    }
    Reading::now(id, server)
}

#[derive(Debug, Default)]
struct Heard {
    phases: Vec<(String, Reading)>,
    words: Vec<String>,
}

impl Heard {
    fn add(&mut self, phase: Option<(String, Reading)>, line: String) {
        match phase {
            Some(begun) => self.phases.push(begun),
            None => {
                self.words.push(line);
                let surplus = self.words.len().saturating_sub(SAID);
                self.words.drain(..surplus);
            }
        }
    }
}

/// The phase that a line of the log says begins.
fn phase(line: &str) -> Option<&str> {
    line.split_once(": begins phase=\"")?.1.split('"').next()
}

/// Each phase from its beginning to the next one's; phases of one name are one.
fn costs(phases: &[(String, Reading)], last: Reading) -> Vec<(String, Cost)> {
    let mut costs: Vec<(String, Cost)> = Vec::new();
    for (at, (name, begun)) in phases.iter().enumerate() {
        let cost = begun.until(phases.get(at + 1).map_or(last, |(_, next)| *next));
        match costs.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum = sum.plus(cost),
            None => costs.push((name.clone(), cost)),
        }
    }
    costs
}

impl Cost {
    pub(crate) fn plus(self, other: Self) -> Self {
        let sum = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        Self {
            seconds: self.seconds + other.seconds,
            client_seconds: sum(self.client_seconds, other.client_seconds),
            server_seconds: sum(self.server_seconds, other.server_seconds),
            client_bytes: self.client_bytes.max(other.client_bytes),
            server_bytes: self.server_bytes.max(other.server_bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_heard_in_the_log_alone() {
        let line =
            "2026-11-25T02:53:24.118666Z  INFO cutri::cli::progress: begins phase=\"dossiers\" total=1129143";
        assert_eq!(phase(line), Some("dossiers"));
        assert_eq!(phase("lỗi / error: the phase=\"x\" is wrong"), None);
    }

    #[test]
    fn a_program_is_measured_with_its_words_and_its_end() {
        let script = "echo data; echo ' INFO log: begins phase=\"one\"' >&2; echo words >&2; \
                      i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exit 3";
        let ran = run(Command::new("sh").args(["-c", script]), None).expect("a shell starts");
        assert_eq!((ran.code, ran.output.as_str(), ran.said.as_str()), (Some(3), "data\n", "words"));
        assert_eq!(ran.phases.len(), 1);
        assert!(ran.cost.client_seconds.expect("Linux tells") > 0.0);
        assert!(ran.phases[0].1.seconds <= ran.cost.seconds);
        assert_eq!(ran.cost.server_seconds, None);
    }
}
