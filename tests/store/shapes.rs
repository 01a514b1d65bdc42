use super::fixture::{on_both, snapshot};
use cutri::store::shapes::{find, replace};
use cutri::store::snapshot::{Snapshot, State, insert};

on_both! {
    async fn outlines_go_with_a_snapshot_and_the_deltas_upon_it(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &snapshot("s1")).await.unwrap();
        let delta = Snapshot {
            base: Some("s1".to_owned()), root: "s1".to_owned(), sequence: 1, state: State::Complete, ..snapshot("s2")
        };
        insert(&mut tx, &delta).await.unwrap();
        assert_eq!(find(&mut tx, "s1").await.unwrap(), None);
        for document in [Some("{\"đảo\":1}"), Some("{}"), None, Some("{}")] {
            replace(&mut tx, "s1", document).await.unwrap();
            for id in ["s1", "s2"] {
                assert_eq!(find(&mut tx, id).await.unwrap().as_deref(), document, "{id}");
            }
        }
        assert_eq!(find(&mut tx, "s3").await.unwrap(), None);
    }
}
