use super::fixture::{on_both, snapshot};
use cutri::store::dossier::{self, Row, Writer};
use cutri::store::{Database, Tx, snapshot as snapshots};

/// A dossier's key and document.
type Owned = (String, String, String);

fn owned(commune: &str, person: u64) -> Owned {
    let document = format!(r#"{{"n":"Nguyễn Thị \"Ánh\" {person}","a":"tổ 7\n\\ 𝟙 ữ"}}"#);
    (commune.to_owned(), format!("{person:012}"), document)
}

fn rows(dossiers: &[Owned]) -> Vec<Row<'_>> {
    dossiers
        .iter()
        .map(|(commune_code, personal_id, document)| Row {
            commune_code,
            personal_id,
            name_year: "nguyenthianh 1990",
            old_number: "",
            document,
        })
        .collect()
}

/// Loads dossiers in batches of 700 and commits.
async fn load(database: &Database, id: &str, dossiers: &[Owned]) {
    let mut tx = database.begin().await.unwrap();
    snapshots::insert(&mut tx, &snapshot(id)).await.unwrap();
    let mut writer = Writer::new(id);
    for batch in dossiers.chunks(700) {
        writer.write(&mut tx, &rows(batch)).await.unwrap();
    }
    let counted: u64 = writer.finish(&mut tx).await.unwrap().iter().map(|commune| commune.dossiers).sum();
    assert_eq!(counted, dossiers.len() as u64);
    dossier::index(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
}

/// All documents of a commune, read in pages.
async fn read_all(tx: &mut Tx, id: &str, commune: &str, limit: u32) -> Vec<String> {
    let (mut documents, mut after) = (Vec::new(), String::new());
    loop {
        let page = dossier::read(tx, id, commune, &after, limit).await.unwrap();
        let Some(last) = page.last() else { return documents };
        documents.extend(page.documents().map(str::to_owned));
        after = last.to_owned();
    }
}

fn documents(dossiers: &[Owned], commune: &str) -> Vec<String> {
    dossiers.iter().filter(|row| row.0 == commune).map(|row| row.2.clone()).collect()
}

on_both! {
    async fn pages_of_any_size_give_a_commune_in_the_written_order(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> = ["", "00011", "11386"]
            .iter()
            .flat_map(|commune| (0..1_000).map(move |person| owned(commune, person * 3)))
            .collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read().await.unwrap();
        for limit in [1_u32, 7, 999, 1_000, 5_000] {
            let read = read_all(&mut tx, "s1", "00011", limit).await;
            assert_eq!(read, documents(&given, "00011"), "pages of {limit}");
        }
        assert_eq!(read_all(&mut tx, "s1", "", 300).await, documents(&given, ""));
        assert!(read_all(&mut tx, "s1", "99999", 300).await.is_empty());
    }

    async fn all_of_a_commune_come_one_by_one_in_the_written_order(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> = ["", "00011", "11386"]
            .iter()
            .flat_map(|commune| (0..2_500).map(move |person| owned(commune, person * 3)))
            .collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read_at_length().await.unwrap();
        for commune in ["00011", "", "99999"] {
            let mut read = Vec::new();
            let take = |dossier: serde_json::Value| read.push(dossier);
            dossier::each(&mut tx, "s1", commune, take).await.unwrap();
            let written: Vec<serde_json::Value> = documents(&given, commune)
                .iter()
                .map(|document| serde_json::from_str(document).unwrap())
                .collect();
            assert!(read == written, "commune {commune:?}: {} of {}", read.len(), written.len());
        }
    }

    async fn a_dossier_of_another_shape_ends_the_reading_and_not_the_transaction(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> = (0..2_500).map(|person| owned("00011", person)).collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read_at_length().await.unwrap();
        let error = dossier::each(&mut tx, "s1", "00011", |_: u32| ()).await.unwrap_err();
        assert_eq!(error.code(), "store.value");
        assert!(!error.to_string().contains("Nguyễn"), "{error}");
        assert_eq!(read_all(&mut tx, "s1", "00011", 999).await, documents(&given, "00011"));
    }

    async fn communes_are_listed_in_order_with_their_counts(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> =
            [("", 2_u64), ("00011", 701), ("11386", 1)].iter()
            .flat_map(|&(commune, persons)| (0..persons).map(move |person| owned(commune, person))).collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read().await.unwrap();
        let communes = dossier::communes(&mut tx, "s1").await.unwrap();
        assert_eq!(communes, [("".to_owned(), 2), ("00011".to_owned(), 701), ("11386".to_owned(), 1)]);
        assert!(dossier::communes(&mut tx, "s2").await.unwrap().is_empty());
    }

    async fn a_person_is_found_by_number_and_in_one_snapshot_alone(fixture: &Fixture) {
        let database = fixture.open().await;
        load(&database, "s1", &[owned("00011", 1), owned("00011", 2), owned("11386", 1)]).await;
        load(&database, "s2", &[owned("00011", 2)]).await;
        let mut tx = database.read().await.unwrap();
        let found = dossier::find(&mut tx, "s1", "000000000001").await.unwrap();
        assert_eq!(found, Some(owned("", 1).2));
        assert_eq!(dossier::find(&mut tx, "s2", "000000000001").await.unwrap(), None);
        assert_eq!(read_all(&mut tx, "s2", "00011", 10).await, [owned("", 2).2]);
    }

    async fn keys_are_ordered_as_bytes_whatever_the_servers_language(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> = ["B", "Z", "a", "b", "Đ", "đ", "ế"]
            .iter().map(|person| ("00011".to_owned(), (*person).to_owned(), format!("{person:?}"))).collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read().await.unwrap();
        assert_eq!(read_all(&mut tx, "s1", "00011", 2).await, documents(&given, "00011"));
    }

    async fn a_load_dropped_before_commit_leaves_nothing(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap();
        let mut writer = Writer::new("s1");
        let given: Vec<_> = (0..20_000).map(|person| owned("00011", person)).collect();
        writer.write(&mut tx, &rows(&given)).await.unwrap();
        writer.finish(&mut tx).await.unwrap();
        dossier::index(&mut tx, "s1").await.unwrap();
        drop(tx);
        let mut tx = database.read().await.unwrap();
        assert_eq!(snapshots::find(&mut tx, "s1").await.unwrap(), None);
        assert!(dossier::communes(&mut tx, "s1").await.unwrap().is_empty());
        assert!(read_all(&mut tx, "s1", "00011", 10).await.is_empty());
        drop(tx);
        load(&database, "s1", &given).await;
    }

    async fn rows_out_of_order_or_twice_are_refused_without_naming_the_person(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap();
        let mut writer = Writer::new("s1");
        let (first, second) = (owned("00011", 1), owned("00011", 2));
        writer.write(&mut tx, &rows(&[first.clone(), second.clone()])).await.unwrap();
        for wrong in [first, second] {
            let error = writer.write(&mut tx, &rows(&[wrong])).await.unwrap_err();
            assert_eq!(error.code(), "store.value");
            assert!(error.to_string().contains("00011") && !format!("{error:?}").contains("00000000000"));
        }
    }

    async fn a_document_that_would_break_a_page_is_refused(fixture: &Fixture) {
        let database = fixture.open().await;
        for document in ["", "{\n}"] {
            let mut tx = database.begin().await.unwrap();
            snapshots::insert(&mut tx, &snapshot("s1")).await.unwrap();
            let row = Row {
                commune_code: "00011",
                personal_id: "000000000001",
                name_year: "",
                old_number: "",
                document,
            };
            let error = Writer::new("s1").write(&mut tx, &[row]).await.unwrap_err();
            assert_eq!(error.code(), "store.value", "{document:?}");
            drop(tx);
        }
    }

    async fn a_hundred_thousand_rows_come_back_whole(fixture: &Fixture) {
        let database = fixture.open().await;
        let given: Vec<_> = (0..100_000)
            .map(|person| {
                let (commune, id, document) = owned(&format!("{:05}", person / 30_000), person);
                (commune, id, document.replace('}', &format!(r#","x":"{}"}}"#, "ợ".repeat(person as usize % 400))))
            })
            .collect();
        load(&database, "s1", &given).await;
        let mut tx = database.read().await.unwrap();
        for commune in ["00000", "00001", "00002", "00003"] {
            assert!(read_all(&mut tx, "s1", commune, 1_000).await == documents(&given, commune), "{commune}");
        }
    }

    async fn a_reader_sees_one_state_while_another_snapshot_is_loaded(fixture: &Fixture) {
        let database = fixture.open().await;
        load(&database, "s1", &[owned("00011", 1)]).await;
        let mut reader = database.read().await.unwrap();
        assert_eq!(read_all(&mut reader, "s1", "00011", 10).await.len(), 1);
        load(&database, "s2", &[owned("00011", 2)]).await;
        assert_eq!(snapshots::find(&mut reader, "s2").await.unwrap(), None);
        drop(reader);
        let mut later = database.read().await.unwrap();
        assert!(snapshots::find(&mut later, "s2").await.unwrap().is_some());
    }
}
