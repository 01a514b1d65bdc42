//! What happens when somebody stops the program: Ctrl-C, SIGTERM, or a terminal that closes.

use super::Printer;
use crate::files;
use tokio::signal::unix::{SignalKind, signal};

/// The exit code of a program that was stopped.
pub(super) const STOPPED: i32 = 130;

/// Waits until somebody asks the program to stop, and tells by what.
pub(super) async fn stopped() -> &'static str {
    tokio::select! {
        () = received(SignalKind::interrupt()) => "Ctrl-C",
        () = received(SignalKind::terminate()) => "SIGTERM",
        () = received(SignalKind::hangup()), if !outlives_terminal() => "SIGHUP",
    }
}

async fn received(kind: SignalKind) {
    match signal(kind) {
        Ok(mut signals) => drop(signals.recv().await),
        // The signal ends the program by itself then.
        Err(_) => std::future::pending().await,
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
    tokio::spawn(async move {
        let signal = stopped().await;
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
