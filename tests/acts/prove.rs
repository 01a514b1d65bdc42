//! Proofs of one row, through the program.

use super::lists::*;
use crate::support::program::{Ran, cutri, text};

fn pem(lists: &Lists, seed: u8) -> std::path::PathBuf {
    let path = lists.folder.path().join(format!("key-{seed}.pub.pem"));
    let key = cutri::roll::chain::SigningKey::from_seed([seed; 32]);
    std::fs::write(&path, key.public().to_pem()).unwrap();
    path
}

impl Lists {
    fn prove(&self, person: &str) -> std::path::PathBuf {
        let out = self.folder.path().join(format!("{person}.json"));
        cutri(&["prove", person, "--db", &self.url, "--out", text(&out)]).ended(0);
        out
    }
}

fn check(proof: &std::path::Path, key: Option<&std::path::Path>) -> Ran {
    let mut arguments = vec!["verify", "--proof", text(proof)];
    arguments.extend(key.iter().flat_map(|key| ["--public-key", text(key)]));
    cutri(&arguments)
}

#[test]
fn a_row_that_stands_was_struck_or_was_marked_is_proved() {
    let lists = Lists::signed();
    lists.update(&every_kind(), SOON);
    lists.issue(PLAIN, "98205-01", "2026-02-21T10:00:00").unwrap();
    let key = pem(&lists, 7);
    let expected = [
        ("098189680232", "row 5 of area 98103-01, version 3: written in version 1, it stands so"),
        (HEAD, "row 1 of area 98103-01, version 3: written in version 2, it stands so"),
        (PLAIN, "of area 98205-01, version 3: written in version 3, it stands so"),
        (NEWCOMER, "written in version 2, it stands so"),
    ];
    for (person, words) in expected {
        let proof = lists.prove(person);
        for key in [None, Some(key.as_path())] {
            let told = check(&proof, key).ended(0);
            assert!(
                told.err.contains(words) && told.err.contains("signed with key"),
                "{words}: {}",
                told.err
            );
        }
    }
    let document = |person| -> serde_json::Value {
        let proof: serde_json::Value =
            serde_json::from_slice(&std::fs::read(lists.prove(person)).unwrap()).unwrap();
        serde_json::from_str(proof["document"].as_str().unwrap()).unwrap()
    };
    assert_eq!((&document(HEAD)["s"], &document(PLAIN)["s"]), (&"struck".into(), &"listed".into()));
    // Once the certificate's row is taken back, the marked row alone is left of the two.
    lists.undo(cutri::tasks::undo::Undo::Change("3-1"), "2026-02-22T10:00:00").unwrap();
    assert_eq!(document(PLAIN)["a"], "98103-01");
    cutri(&["prove", NOT_HERE, "--db", &lists.url]).ended(2);
}

#[test]
fn a_forged_proof_is_found() {
    let lists = Lists::signed();
    lists.update(&every_kind(), SOON);
    let (own, other) = (pem(&lists, 7), pem(&lists, 8));
    let proof = lists.prove(HEAD);
    check(&proof, Some(&other)).ended(1);
    let text = std::fs::read_to_string(&proof).unwrap();
    let forged = lists.folder.path().join("forged.json");
    let mut altered = 0;
    for (at, mask) in (0..text.len()).step_by(83).zip([1, 0x80].into_iter().cycle()) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= mask;
        std::fs::write(&forged, bytes).unwrap();
        let told = check(&forged, Some(&own)).ended(1);
        assert!(!told.err.contains("generate the output again"), "byte {at}: {}", told.err);
        altered += 1;
    }
    assert!(altered > 20, "{altered} bytes");
    let broken: [&[u8]; 5] = [b"", b"{", b"[]", &text.as_bytes()[..text.len() / 2], &[0xff; 9]];
    for bytes in broken {
        std::fs::write(&forged, bytes).unwrap();
        let told = check(&forged, Some(&own)).ended(1);
        assert!(told.err.contains("this is no proof") && told.err.contains("cutri prove"), "{}", told.err);
    }
    check(&lists.folder.path().join("nowhere.json"), None).ended(2);
    // A row that nobody wrote, in place of the one that stands.
    std::fs::write(&forged, text.replace("struck", "listed")).unwrap();
    check(&forged, None).ended(1);
}
