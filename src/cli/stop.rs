//! What happens when somebody stops the program: Ctrl-C, SIGTERM, or a terminal that closes.

use super::Printer;
use crate::files;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The exit code of a program that was stopped.
pub(super) const STOPPED: i32 = 130;

/// The signals by which somebody asks the program to stop. From here on they do not end it by themselves.
pub(super) struct Signals {
    interrupt: Option<Signal>,
    terminate: Option<Signal>,
    hangup: Option<Signal>,
}

impl Signals {
    /// Listens for them, before anything is begun that they must not leave half done.
    pub(super) fn listen() -> Self {
        Self {
            interrupt: signal(SignalKind::interrupt()).ok(),
            terminate: signal(SignalKind::terminate()).ok(),
            hangup: if outlives_terminal() { None } else { signal(SignalKind::hangup()).ok() },
        }
    }

    /// Waits for one, and tells which.
    pub(super) async fn received(mut self) -> &'static str {
        tokio::select! {
            () = next(&mut self.interrupt) => "Ctrl-C",
            () = next(&mut self.terminate) => "SIGTERM",
            () = next(&mut self.hangup) => "SIGHUP",
        }
    }
}

/// Waits for a signal; one that cannot be listened for ends the program by itself.
async fn next(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Whether the program was begun so that it goes on when the terminal closes, as `nohup` does: where the system tells.
fn outlives_terminal() -> bool {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = told.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // The first bit is that of SIGHUP, which is signal 1.
    ignored.is_some_and(|mask| mask & 1 == 1)
}

/// Ends the program when it is stopped, after what it was filling is taken away. It is a task of its own: reading and
/// rendering hold the thread of the one that asked for them, which could not look up until they are done.
pub(super) fn watch(printer: Printer) {
    let signals = Signals::listen();
    tokio::spawn(async move {
        let signal = signals.received().await;
        let held = files::stop();
        printer.say(&match held.unfinished {
            true => format!(
                "\nđã dừng ({signal}); thư mục kết quả không thay đổi, chạy lại để hoàn tất / stopped by {signal}; the output \
                 folder is unchanged, run again to complete"
            ),
            false => format!("\nđã dừng / stopped by {signal}"),
        });
        end(held);
    });
}

/// Ends the program at once: its other threads cannot be interrupted, and nothing they do is finished any more.
fn end(_held: files::Stopped) -> ! {
    std::process::exit(STOPPED)
}
