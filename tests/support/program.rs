//! The real program, as a person or a script runs it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// How the program ended and what it said.
#[derive(Debug)]
pub struct Ran {
    /// None if a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A command for the program, with no setting of its own from the environment.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cutri"));
    for name in ["CUTRI_DB", "CUTRI_LOG", "NO_COLOR"] {
        command.env_remove(name);
    }
    // The elections of tests are over: their moments are told.
    command.env("CUTRI_BACKDATED", "true");
    command.stdin(Stdio::null());
    command
}

/// Runs the program with these arguments.
pub fn cutri(arguments: &[&str]) -> Ran {
    ran(command().args(arguments))
}

/// Runs the program with so many seconds of a processor: work out of proportion ends it, on however busy a machine.
pub fn cutri_within(seconds: u32, arguments: &[&str]) -> Ran {
    let plain = command();
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("ulimit -t {seconds}; exec \"$@\""), "sh"]).arg(plain.get_program());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    ran(limited.args(arguments).stdin(Stdio::null()))
}

/// Runs a command to its end.
pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program()));
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran { code: status.code(), out: text(stdout), err: text(stderr) }
}

impl Ran {
    /// Asserts how it ended.
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("the paths of tests are UTF-8")
}

/// Waits until something holds: looks so often that only what never comes is given up.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    const LOOKS: u32 = 12_000;
    let came = (0..LOOKS).any(|_| {
        let holds = holds();
        if !holds {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        holds
    });
    assert!(came, "{what} never came");
}

/// How often something is tried at a time of chance: as `CUTRI_SOAK` in the environment says, else so often.
pub fn soak(few: u64) -> u64 {
    std::env::var("CUTRI_SOAK").ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// Sends a signal, such as `INT`, to a process that the test started.
pub fn signal(name: &str, process: u32) {
    let sent =
        Command::new("kill").args(["-s", name, &process.to_string()]).output().expect("every Unix has kill");
    assert!(sent.status.success(), "{}", String::from_utf8_lossy(&sent.stderr));
}

/// Runs a shell script in mounts of its own, which end with it; `None` where this system lets nobody have them.
pub fn in_own_mounts(script: &str, arguments: &[&OsStr]) -> Option<Ran> {
    let allowed = Command::new("unshare").args(["-m", "true"]).output().is_ok_and(|it| it.status.success());
    if !allowed {
        super::skip::note("private mounts need root");
        return None;
    }
    Some(ran(Command::new("unshare").args(["-m", "sh", "-euc", script, "sh"]).args(arguments)))
}
