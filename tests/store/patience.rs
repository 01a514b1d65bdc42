//! A server that is away for a while, and a transaction that is tried until it is back.

use super::fixture::{Fixture, run, snapshot};
use crate::support::postgres::{Server, Setup};
use cutri::store::{Database, DatabaseUrl, Patience, StoreError, patiently, snapshot as snapshots};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const QUICK: Patience = Patience {
    first: Duration::from_millis(20),
    longest: Duration::from_millis(200),
    altogether: Duration::from_secs(60),
};

fn away() -> StoreError {
    StoreError::Away { place: "postgres://an@db.example/rolls".to_owned(), detail: "gone".to_owned() }
}

#[test]
fn what_may_pass_is_tried_until_it_succeeds() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let mut tries = 0;
        let done = patiently(QUICK, || {
            tries += 1;
            std::future::ready(if tries < 4 { Err(away()) } else { Ok(tries) })
        });
        assert_eq!(done.await, Ok(4));
    });
}

#[test]
fn what_cannot_pass_is_tried_once() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let full = || StoreError::Full { place: "entry".to_owned(), detail: "no space".to_owned() };
        let mut tries = 0;
        let done: Result<(), StoreError> = patiently(QUICK, || {
            tries += 1;
            std::future::ready(Err(full()))
        })
        .await;
        assert_eq!((done, tries), (Err(full()), 1));
    });
}

#[test]
fn patience_ends() {
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let patience = Patience { altogether: Duration::from_millis(100), ..QUICK };
        let mut tries = 0;
        let done: Result<(), StoreError> = patiently(patience, || {
            tries += 1;
            std::future::ready(Err(away()))
        })
        .await;
        assert_eq!(done, Err(away()));
        // Pauses of 10 to 20 ms, 20 to 40 and 40 to 80: what comes after is more than 100 ms altogether.
        assert!((3..=5).contains(&tries), "{tries} tries");
    });
}

/// Adds a snapshot unless it is there: the same when it is run twice.
async fn add(database: &Database, id: &str) -> Result<(), StoreError> {
    let mut tx = database.begin().await?;
    if snapshots::find(&mut tx, id).await?.is_none() {
        snapshots::insert(&mut tx, &snapshot(id)).await?;
    }
    tx.commit().await
}

/// Restarts a server under transactions of several workers, over the socket or over TCP.
fn a_restart_loses_nothing(listens: bool, mode: &str) {
    // What was committed must outlive a crash, which the other tests have no need of.
    let settings = &[("synchronous_commit", "on")];
    let server = Server::new(&Setup { listens, settings, ..Setup::default() });
    server.sql("CREATE DATABASE rolls");
    let url = match listens {
        true => {
            server.sql("CREATE ROLE an LOGIN SUPERUSER");
            format!("postgres://an@127.0.0.1:{}/rolls", server.port())
        }
        false => server.url("cutri", "rolls"),
    };
    let url = DatabaseUrl::parse(&url).unwrap();
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let database = std::sync::Arc::new(Database::open(&url, 4).await.unwrap());
        let tries = std::sync::Arc::new(AtomicU32::new(0));
        let workers: Vec<_> = (0..3)
            .map(|worker| {
                let (database, tries) = (database.clone(), tries.clone());
                tokio::spawn(async move {
                    for at in 0..40 {
                        let id = format!("s{worker}-{at}");
                        let attempt = || {
                            tries.fetch_add(1, Ordering::Relaxed);
                            add(&database, &id)
                        };
                        patiently(QUICK, attempt).await.unwrap();
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(200)).await;
        tokio::task::block_in_place(|| {
            server.stop(mode);
            std::thread::sleep(Duration::from_millis(500));
            server.start();
        });
        for worker in workers {
            worker.await.unwrap();
        }
        let mut tx = database.read().await.unwrap();
        for id in (0..3).flat_map(|worker| (0..40).map(move |at| format!("s{worker}-{at}"))) {
            assert!(snapshots::find(&mut tx, &id).await.unwrap().is_some(), "{id} is lost");
        }
        // A refused connection is tried again for some seconds before anybody hears of it.
        assert!(listens || tries.load(Ordering::Relaxed) > 120, "nobody noticed that the server was away");
    });
}

#[test]
fn a_restart_loses_nothing_over_the_socket() {
    a_restart_loses_nothing(false, "fast");
}

#[test]
fn a_crash_loses_nothing_over_the_network() {
    a_restart_loses_nothing(true, "immediate");
}
