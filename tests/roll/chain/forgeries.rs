//! No forged proof checks.

use super::{Roll, key, roll, signed};
use cutri::roll::chain::{Fate, Proof, ProofError, SigningKey, Statement, row_digest};
use serde_json::{Value, json};

/// The proof of row 2 of the first list, changed in version 2; and that of row 1 as posted, changed in version 4.
fn proofs() -> [Value; 2] {
    let roll = roll();
    let area = &roll.areas[0];
    let proofs = [(2, &area.versions[0].1[0].1), (1, &area.posted[0])];
    proofs.map(|(number, row)| serde_json::to_value(roll.prove(area, number, row).unwrap()).unwrap())
}

fn later() -> Value {
    proofs()[0].clone()
}

fn posted() -> Value {
    proofs()[1].clone()
}

/// What a changed proof is refused with, by somebody who trusts the authority's key.
fn refused(proof: &Value) -> ProofError {
    let proof: Proof =
        serde_json::from_value(proof.clone()).unwrap_or_else(|error| panic!("{error}: {proof}"));
    match proof.check(Some(&key().public())) {
        Ok(proved) => panic!("{proof:?} proves {proved:?}"),
        Err(error) => error,
    }
}

/// The proof, with the statement signed again by whoever has this key.
fn signed_again(mut proof: Value, key: &SigningKey) -> Value {
    let statement: Statement = serde_json::from_value(proof["statement"].clone()).unwrap();
    proof["signed"] = serde_json::to_value(signed(key, &statement)).unwrap();
    proof
}

#[test]
fn the_proofs_are_good_before_they_are_forged() {
    for proof in proofs() {
        let proof: Proof = serde_json::from_value(proof).unwrap();
        proof.check(Some(&key().public())).unwrap();
    }
}

#[test]
fn another_row_is_refused() {
    for mut proof in proofs() {
        let document = proof["document"].as_str().unwrap().to_owned();
        proof["document"] = json!(document.replace("Cử tri", "Cử tri giả"));
        assert!(matches!(refused(&proof), ProofError::Nation | ProofError::Place { .. }));
        proof["document"] = json!(document.replace("\"n\":", "\"n\":1"));
        assert!(matches!(refused(&proof), ProofError::Row { .. }));
        proof["document"] = json!(document.replace("10000-00", "10000-04"));
        assert!(matches!(refused(&proof), ProofError::Row { .. }));
        proof["document"] = json!("nothing");
        assert!(matches!(refused(&proof), ProofError::Row { .. }));
        proof["document"] = json!(document);
        proof["number"] = json!(3);
        assert!(matches!(refused(&proof), ProofError::Row { .. }));
        proof["document"] = json!(r#"{"a":"10000-00","n":3}"#);
        assert!(matches!(refused(&proof), ProofError::Place { .. }));
    }
}

#[test]
fn the_same_row_of_another_version_is_refused() {
    let [mut later, mut posted] = proofs();
    let area = &roll().areas[0];
    later["document"] = json!(area.posted[1].text());
    assert!(matches!(refused(&later), ProofError::Place { .. }));
    posted["document"] = json!(area.versions[1].1[0].1.text());
    assert_eq!(refused(&posted), ProofError::Nation);
}

#[test]
fn the_document_of_another_row_is_refused() {
    let [mut later, mut posted] = proofs();
    (later["document"], posted["document"]) = (posted["document"].clone(), later["document"].clone());
    for proof in [later, posted] {
        assert!(matches!(refused(&proof), ProofError::Row { .. }));
    }
}

#[test]
fn a_hidden_later_change_is_refused() {
    let mut proof = posted();
    assert_eq!(proof["later"].as_array().unwrap().len(), 2);
    proof["later"].as_array_mut().unwrap().pop();
    assert_eq!(refused(&proof), ProofError::Nation, "the change left out");
    proof = posted();
    proof["later"][1]["edits"] = json!([]);
    assert_eq!(refused(&proof), ProofError::Nation, "the row left out of the change");
    proof = posted();
    proof["later"][1]["edits"][0]["number"] = json!(3);
    assert_eq!(refused(&proof), ProofError::Nation, "the change given to another row");
    proof = posted();
    let first = proof["later"][0].clone();
    proof["later"][1] = first;
    assert!(matches!(refused(&proof), ProofError::Chain(_)), "a version twice");
}

#[test]
fn a_list_of_another_time_or_place_is_refused() {
    let mut proof = posted();
    proof["written"]["posted"]["version"] = json!(0);
    assert_eq!(refused(&proof), ProofError::Nation);
    proof = later();
    proof["written"]["later"]["previous"]["version"] = json!(0);
    assert_eq!(refused(&proof), ProofError::Nation);
    proof = later();
    proof["written"]["later"]["previous"]["digest"] = proof["statement"]["nation"].clone();
    assert_eq!(refused(&proof), ProofError::Nation);
    proof = later();
    proof["written"] = posted()["written"].clone();
    assert!(matches!(refused(&proof), ProofError::Place { .. }), "the path of another row");
    proof = posted();
    proof["written"]["posted"]["path"]["size"] = json!(4);
    assert!(matches!(refused(&proof), ProofError::Nation | ProofError::Path(_)), "a list of another length");
    proof = posted();
    proof["written"]["posted"]["path"]["siblings"].as_array_mut().unwrap().pop();
    assert_eq!(refused(&proof), ProofError::Path("in the posted list"));
    proof = later();
    proof["written"]["later"]["version"]["edits"].as_array_mut().unwrap().reverse();
    assert!(matches!(refused(&proof), ProofError::Chain(_)), "rows out of order");
}

#[test]
fn the_path_of_another_tree_is_refused() {
    let roll = roll();
    for (place, path, code) in [
        (4, "in_commune", "area_code"),
        (2, "in_province", "commune_code"),
        (1, "in_nation", "province_code"),
    ] {
        let area = &roll.areas[place];
        let other = serde_json::to_value(roll.prove(area, 2, &area.posted[1]).unwrap()).unwrap();
        let mut proof = later();
        assert_ne!(proof[path], other[path]);
        proof[path] = other[path].clone();
        assert_eq!(refused(&proof), ProofError::Nation, "{path}");
        if code != "area_code" {
            proof[code] = other[code].clone();
            assert_eq!(refused(&proof), ProofError::Nation, "{path} and {code}");
        }
        proof[path]["siblings"].as_array_mut().unwrap().clear();
        assert_eq!(refused(&proof), ProofError::Path(path));
        proof[path]["index"] = proof[path]["size"].clone();
        assert_eq!(refused(&proof), ProofError::Path(path));
    }
}

#[test]
fn another_statement_is_refused() {
    for (key, value) in [
        ("roll_id", json!("other")),
        ("version", json!(9)),
        ("at", json!("2026-02-03T08:00:01+07:00")),
        ("snapshot_id", json!("other")),
        ("nation", json!(row_digest(b"other"))),
        ("previous", json!(row_digest(b"other"))),
    ] {
        let mut proof = later();
        proof["statement"][key] = value;
        assert!(matches!(refused(&proof), ProofError::Signature(_)), "{key}");
    }
}

#[test]
fn a_good_statement_of_another_roll_or_version_is_refused() {
    let mut other = roll();
    other.areas[6].posted.pop();
    let mut proof = later();
    proof["statement"] = serde_json::to_value(other.statement()).unwrap();
    assert_eq!(refused(&signed_again(proof, &key())), ProofError::Nation);
    let mut proof = posted();
    proof["statement"] = serde_json::to_value(Statement { version: 3, ..roll().statement() }).unwrap();
    assert_eq!(refused(&signed_again(proof, &key())), ProofError::Later { list: 4, statement: 3 });
    let mut proof = posted();
    proof["statement"]["roll_id"] = json!("other");
    assert_eq!(refused(&signed_again(proof, &key())), ProofError::Nation, "the list is that of its roll");
}

#[test]
fn another_key_or_none_is_refused_where_a_key_is_trusted() {
    let other = SigningKey::from_seed([8; 32]);
    let proof = signed_again(later(), &other);
    let (trusted, found) = (key().public().id(), other.public().id());
    assert_eq!(refused(&proof), ProofError::OtherKey { trusted: trusted.clone(), found });
    let mut renamed = proof.clone();
    renamed["signed"]["public_key"] = json!(key().public());
    assert!(
        matches!(refused(&renamed), ProofError::Signature(_)),
        "the trusted key's name on another's signature"
    );
    let mut unsigned = proof;
    unsigned["signed"] = Value::Null;
    assert_eq!(refused(&unsigned), ProofError::Unsigned { trusted });
    let unsigned: Proof = serde_json::from_value(unsigned).unwrap();
    assert_eq!(unsigned.check(None).unwrap().signer, None, "without a trusted key it agrees with itself");
}

#[test]
fn a_wrong_signature_is_refused_though_no_key_is_trusted() {
    let mut proof = later();
    proof["statement"]["snapshot_id"] = json!("other");
    let proof: Proof = serde_json::from_value(proof).unwrap();
    assert!(matches!(proof.check(None), Err(ProofError::Signature(_))));
}

#[test]
fn a_row_is_proved_as_it_was_by_the_statement_of_that_time_and_no_later_one() {
    let now = roll();
    let mut before = Roll { areas: now.areas[..1].to_vec(), ..now.clone() };
    before.areas[0].versions.pop();
    let area = &before.areas[0];
    let proof = before.prove(area, 1, &area.posted[0]).unwrap();
    assert_eq!(proof.check(Some(&key().public())).unwrap().fate, Fate::Stands);
    assert_eq!(proof.statement().version, 2, "whoever asks for today looks at the version");
    let mut forged = serde_json::to_value(&proof).unwrap();
    forged["statement"] = serde_json::to_value(now.statement()).unwrap();
    assert_eq!(refused(&signed_again(forged, &key())), ProofError::Nation);
}

/// The value with one thing inside it changed, for every thing there is.
fn changed(value: &Value) -> Vec<Value> {
    let other = |at: usize, from: &[Value], instead: Option<Value>| {
        let mut items = from.to_vec();
        match instead {
            Some(item) => items[at] = item,
            None => drop(items.remove(at)),
        }
        Value::Array(items)
    };
    match value {
        Value::Null => vec![json!(0), json!("0".repeat(64))],
        Value::Bool(it) => vec![json!(!it)],
        Value::Number(it) => {
            let number = it.as_u64().unwrap();
            vec![json!(number + 1), json!(number.checked_sub(1)), Value::Null]
        }
        Value::String(it) => {
            let places = it.char_indices().map(|(at, c)| {
                let instead = if c == '0' { "1" } else { "0" };
                json!(format!("{}{instead}{}", &it[..at], &it[at + c.len_utf8()..]))
            });
            places.chain([json!(format!("{it} ")), json!("")]).collect()
        }
        Value::Array(items) => {
            let places = items.iter().enumerate();
            let inside = places.clone().flat_map(|(at, item)| {
                changed(item).into_iter().map(move |item| other(at, items, Some(item)))
            });
            let fewer = places.clone().map(|(at, _)| other(at, items, None));
            let twice = places.map(|(at, item)| {
                let mut items = items.clone();
                items.insert(at, item.clone());
                Value::Array(items)
            });
            inside.chain(fewer).chain(twice).collect()
        }
        Value::Object(map) => {
            let inside = map.iter().flat_map(|(key, item)| {
                changed(item).into_iter().map(move |item| {
                    let mut map = map.clone();
                    map.insert(key.clone(), item);
                    Value::Object(map)
                })
            });
            let fewer = map.keys().map(|key| {
                let mut map = map.clone();
                map.remove(key);
                Value::Object(map)
            });
            let mut more = map.clone();
            more.insert("surprise".into(), json!(1));
            inside.chain(fewer).chain([Value::Object(more)]).collect()
        }
    }
}

#[test]
fn a_proof_changed_anywhere_is_refused() {
    let trusted = key().public();
    for value in proofs() {
        let good: Proof = serde_json::from_value(value.clone()).unwrap();
        let forged = changed(&value);
        assert!(forged.len() > 900, "{}", forged.len());
        for value in forged {
            // A key that is null may be left out: the proof is the same.
            let Ok(proof) = serde_json::from_value::<Proof>(value.clone()) else { continue };
            assert!(proof == good || proof.check(Some(&trusted)).is_err(), "{value}");
        }
    }
}
