//! A server that goes away while it keeps a transaction, and does not tell whether it did.

use super::fixture::{Fixture, run, snapshot};
use cutri::store::{StoreError, Tx, snapshot as snapshots};

/// Ends the session of whoever commits a snapshot, in the middle of it.
const DIES: &str = "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; \
     CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON snapshot DEFERRABLE INITIALLY DEFERRED \
     FOR EACH ROW EXECUTE FUNCTION dies()";

#[test]
fn a_commit_whose_answer_is_lost_is_not_known_and_may_be_tried_again() {
    run(&Fixture::postgres(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        let meddle = async |text: &'static str| {
            let mut tx = database.begin().await.unwrap();
            let Tx::Postgres(connection) = &mut tx else { panic!("a server") };
            sqlx::raw_sql(text).execute(&mut **connection).await.unwrap();
            tx.commit().await.unwrap();
        };
        let add = async || {
            let mut tx = database.begin().await?;
            snapshots::insert(&mut tx, &snapshot("s1")).await?;
            tx.commit().await
        };
        meddle(DIES).await;
        let error: Result<(), StoreError> = add().await;
        let error = error.unwrap_err();
        assert_eq!((error.code(), error.is_transient()), ("store.commit_unknown", true));
        let told = error.to_string();
        assert!(told.contains("whether it was done is not known; run the same command again"), "{told}");
        assert!(!told.contains("check the address"), "{told}");
        meddle("DROP TRIGGER dies ON snapshot").await;
        add().await.unwrap();
    });
}
