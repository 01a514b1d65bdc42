//! Workers killed at any moment, and a server that restarts under them. Kills at every named step are in `acts::killed`; those
//! here come at any time, few unless `CUTRI_SOAK` asks for more.

use super::{Loaded, assert_rows};
use crate::support::naive::random::Random;
use crate::support::postgres::{Server, Setup};
use crate::support::program::{cutri, soak, wait_until};
use cutri::store::claim::State;
use std::process::{Child, Stdio};
use std::time::Duration;

/// Kills on each database, unless more are asked for; the moments are drawn from the seed.
const KILLS: u64 = 8;
const SEED: u64 = 20_260_315;
/// The longest that a process of the soak lives.
const LIFE: u64 = 250;

/// Kills processes that derive until so many were killed, on one database after another, each derived to its end.
fn kill_all(fresh: fn() -> Loaded) {
    let wanted = soak(KILLS);
    let mut random = Random::new(SEED);
    let mut kills = 0;
    while kills < wanted {
        let loaded = fresh();
        let mut tries = 0;
        loop {
            let mut process = loaded.start(&["--resume", "--jobs", "2"]);
            std::thread::sleep(Duration::from_millis(random.below(LIFE)));
            if process.try_wait().expect("it is asked").is_some_and(|status| status.success()) {
                break;
            }
            process.kill().expect("it still runs");
            process.wait().expect("it ends");
            kills += 1;
            tries += 1;
            if kills == wanted || tries == 25 {
                loaded.derive(&["--resume"]).ended(0);
                break;
            }
        }
        assert_rows(&format!("after {kills} kills, seed {SEED}"), &loaded.rows());
        // Every sum again from the entries.
        cutri(&["verify", "--db", &loaded.url]).ended(0);
    }
}

#[test]
fn kills_at_any_time_change_no_byte_on_sqlite() {
    kill_all(Loaded::sqlite);
}

#[test]
fn kills_at_any_time_change_no_byte_on_postgresql() {
    kill_all(Loaded::postgres);
}

fn is_running(process: &mut Child) -> bool {
    process.try_wait().expect("it is asked").is_none()
}

#[test]
fn a_server_that_restarts_in_the_middle_ends_no_worker() {
    let server = Server::new(&Setup::default());
    let loaded = Loaded::on(&server);
    let mut command = loaded.command();
    command.args(["--jobs", "2"]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("the program starts");
    for mode in ["immediate", "fast"] {
        let done = loaded.claims().iter().filter(|claim| claim.state == State::Done).count();
        wait_until("another commune done", || {
            let claims = loaded.claims();
            !is_running(&mut process)
                || claims.iter().filter(|claim| claim.state == State::Done).count() != done
        });
        server.stop(mode);
        server.start();
    }
    let ended = process.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{said}");
    assert!(said.contains("trying again"), "the restart came too late to be felt: {said}");
    assert_rows("after two restarts", &loaded.rows());
}
