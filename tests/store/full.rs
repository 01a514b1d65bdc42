//! A server whose disk is full.

use super::fixture::{Fixture, run, snapshot};
use crate::support::postgres::{Server, Setup, has_small_disks};
use cutri::store::{Database, DatabaseUrl, Patience, StoreError, patiently, snapshot as snapshots};
use std::sync::atomic::{AtomicU32, Ordering};

/// Text that no server can make smaller.
fn incompressible(bytes: usize) -> String {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from((state >> 33) % 90).expect("below 90"))
    };
    (0..bytes).map(|_| next()).collect()
}

#[test]
fn a_full_disk_of_the_server_is_told_once_and_what_was_there_is_still_served() {
    if !has_small_disks() {
        return;
    }
    let server = Server::new(&Setup { small_disk: Some(24 << 10), ..Setup::default() });
    server.sql(&format!("CREATE TABLESPACE small LOCATION '{}'", server.small_disk()));
    server.sql("CREATE DATABASE rolls TABLESPACE small");
    let url = DatabaseUrl::parse(&server.url("cutri", "rolls")).unwrap();
    run(&Fixture::sqlite(), async |_: &Fixture| {
        let database = Database::open(&url, 2).await.unwrap();
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap();
        tx.commit().await.unwrap();
        let large = snapshots::Snapshot { units: incompressible(40 << 20), ..snapshot("s2") };
        let tries = AtomicU32::new(0);
        let add = async || {
            tries.fetch_add(1, Ordering::Relaxed);
            let mut tx = database.begin().await?;
            snapshots::insert(&mut tx, &large).await?;
            tx.commit().await
        };
        let error: Result<(), StoreError> = patiently(Patience::default(), add).await;
        let error = error.unwrap_err();
        assert_eq!(tries.load(Ordering::Relaxed), 1, "nobody waits for room");
        assert_eq!(error.code(), "store.full");
        assert!(error.to_string().contains("make room and run again"), "{error}");
        let mut tx = database.read().await.unwrap();
        assert!(snapshots::find(&mut tx, "s1").await.unwrap().is_some());
        assert!(snapshots::find(&mut tx, "s2").await.unwrap().is_none());
    });
}
