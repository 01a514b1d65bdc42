//! Many threads, processes and machines at one derivation.

use super::{COMMUNES, Loaded, assert_rows, wait};
use crate::support::program::{cutri, signal, wait_until};
use cutri::store::claim::{self, State};
use cutri::store::{Database, DatabaseUrl, roll};
use serde_json::Value;
use std::time::Duration;

fn status(loaded: &Loaded) -> Value {
    let told = cutri(&["status", "--db", &loaded.url, "--format", "json"]).ended(0);
    serde_json::from_str(&told.out).expect("JSON")
}

#[test]
fn one_thread_and_four_leave_the_same_rows_on_both_databases() {
    for loaded in [Loaded::sqlite(), Loaded::postgres()] {
        loaded.derive(&["--jobs", "4"]).ended(0);
        assert_rows("four threads", &loaded.rows());
    }
    let loaded = Loaded::postgres();
    loaded.derive(&["--jobs", "1"]).ended(0);
    assert_rows("one thread on PostgreSQL", &loaded.rows());
}

#[test]
fn processes_that_share_the_work_leave_the_same_rows_and_all_of_it_is_done_once() {
    for loaded in [Loaded::sqlite(), Loaded::postgres()] {
        // Whichever comes first begins.
        let mut fleet: Vec<_> = (0..3).map(|_| loaded.start(&["--resume", "--jobs", "1"])).collect();
        for process in &mut fleet {
            assert!(process.wait().expect("it ends").success());
        }
        assert_rows("three processes", &loaded.rows());
        let told = status(&loaded);
        assert_eq!(told[0]["state"], "complete");
        assert_eq!(told[0]["steps"]["done"], COMMUNES as u64 + 2);
        let shared: u64 =
            told[0]["workers"].as_array().expect("workers").iter().filter_map(|it| it["done"].as_u64()).sum();
        assert_eq!(shared, COMMUNES as u64 + 2);
    }
}

#[test]
fn a_worker_ends_what_another_began_and_died_of() {
    for loaded in [Loaded::sqlite(), Loaded::postgres()] {
        begin(&loaded);
        cutri(&["derive", "--worker", "--db", &loaded.url]).ended(0);
        assert_rows("ended by a worker", &loaded.rows());
    }
}

/// Begins a derivation by a process that is killed before it ends.
fn begin(loaded: &Loaded) {
    let mut process = loaded.start(&["--jobs", "1", "--as", "an"]);
    wait_until("a claim", || loaded.claims().iter().any(|claim| claim.state != State::Open));
    process.kill().expect("it still runs");
    process.wait().expect("it ends");
}

#[test]
fn a_derivation_under_way_is_refused_unless_it_is_resumed() {
    let loaded = Loaded::postgres();
    begin(&loaded);
    let refused = loaded.derive(&[]).ended(3);
    assert!(refused.err.contains("--resume") && refused.err.contains("of 26 steps"), "{}", refused.err);
    let told = status(&loaded);
    let derivation = told.as_array().and_then(|all| all.last()).expect("a derivation");
    assert_eq!(derivation["state"], "deriving");
    loaded.derive(&["--resume"]).ended(0);
    assert_rows("resumed", &loaded.rows());
    // A roll that is whole is read.
    let again = loaded.derive(&["--format", "json"]).ended(0);
    let figures: Value = serde_json::from_str(&again.out).expect("JSON");
    assert_eq!(figures["persons"], 4000);
}

#[test]
fn a_worker_that_is_asked_to_stop_gives_back_what_it_holds() {
    let loaded = Loaded::postgres();
    let process = loaded.start(&["--jobs", "2"]);
    while loaded.claims().iter().all(|claim| claim.state != State::Claimed) {
        std::thread::sleep(Duration::from_millis(2));
    }
    signal("TERM", process.id());
    let ended = process.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(130));
    let held = loaded.claims().into_iter().filter(|claim| claim.state == State::Claimed).count();
    assert_eq!(held, 0);
    loaded.derive(&["--resume"]).ended(0);
    assert_rows("stopped and resumed", &loaded.rows());
}

#[test]
fn what_a_machine_held_that_is_gone_is_taken_over_after_its_lease() {
    let loaded = Loaded::postgres();
    begin(&loaded);
    let until = wait(async {
        let database =
            Database::open(&DatabaseUrl::parse(&loaded.url).expect("a URL"), 1).await.expect("it opens");
        let mut tx = database.begin().await.expect("a transaction");
        let roll = roll::deriving(&mut tx).await.expect("rolls").remove(0);
        let now = cutri::store::clock::now(&mut tx).await.expect("the time");
        let claims = claim::list(&mut tx, &roll.roll_id).await.expect("claims");
        let open = claims.iter().find(|claim| claim.state == State::Open).expect("an open commune");
        let until = now + 2_500;
        let held = claim::take(&mut tx, &roll.roll_id, open, "elsewhere:1:0", now, until).await;
        assert!(held.expect("it is asked").is_some());
        tx.commit().await.expect("it is taken");
        until
    });
    let told = status(&loaded);
    let workers = told[0]["workers"].to_string();
    assert!(workers.contains("elsewhere:1:0"), "{workers}");
    loaded.derive(&["--resume"]).ended(0);
    assert_rows("taken over", &loaded.rows());
    let now = wait(async {
        let database = super::open(&loaded.url).await;
        let mut tx = database.read().await.expect("a transaction");
        cutri::store::clock::now(&mut tx).await.expect("the time")
    });
    assert!(now > until, "the lease was not waited for");
}
