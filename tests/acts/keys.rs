//! An office that changes its key between versions: what is signed with each is told, and both together are verified.

use super::lists::*;
use crate::support::actor::signatory;
use crate::support::program::{cutri, text};
use cutri::progress::Unwatched;
use cutri::proof::{Checking, verify_database};
use cutri::roll::chain::{PublicKey, SigningKey};
use cutri::tasks::update::{UpdateOptions, update};

fn other() -> SigningKey {
    SigningKey::from_seed([8; 32])
}

/// The lists, posted under one key and changed under another.
fn changed() -> Lists {
    let lists = Lists::signed();
    let folder = every_kind().write(&lists.snapshot_id());
    let actor = signatory("an", moment(SOON), Some(other()));
    let options = UpdateOptions::default();
    let updated = lists
        .on(async |database| update(database, &folder.path().into(), &actor, options, &Unwatched).await)
        .unwrap();
    assert_eq!(updated.version, Some(2));
    lists
}

/// What is wrong with the versions when these keys are trusted.
fn told(lists: &Lists, trusted: &[PublicKey]) -> Vec<(Option<u64>, String)> {
    let checking = Checking { trusted: trusted.to_vec(), jobs: 1, witness: None };
    let verified = lists.on(async |database| verify_database(database, &checking, &Unwatched).await.unwrap());
    verified.problems.into_iter().map(|problem| (problem.line, problem.message)).collect()
}

#[test]
fn versions_signed_with_two_keys_are_verified_with_both_and_told_with_either() {
    let lists = changed();
    let (first, second) = (key().public(), other().public());
    let signed = |found: &PublicKey, trusted: &PublicKey| {
        format!("signed with key {}, not with {}", found.id(), trusted.id())
    };
    assert_eq!(told(&lists, &[first]), [(Some(2), signed(&second, &first))]);
    assert_eq!(told(&lists, &[second]), [(Some(1), signed(&first, &second))]);
    assert_eq!(told(&lists, &[first, second]), []);
    let stranger = SigningKey::from_seed([9; 32]).public();
    assert_eq!(told(&lists, &[stranger]).len(), 2);
}

#[test]
fn an_act_without_a_key_is_told_beside_the_keys_that_might_have_signed_it() {
    let lists = changed();
    let unsigned = Lists { is_signed: false, ..lists.copied() };
    unsigned.undo(cutri::tasks::undo::Undo::Change("2-1"), "2026-02-21T10:00:00").unwrap();
    let (first, second) = (key().public(), other().public());
    let message = format!("not signed with key {} or {}", first.id(), second.id());
    assert_eq!(told(&unsigned, &[first, second]), [(Some(3), message)]);
}

#[test]
fn the_command_takes_each_key_of_the_office() {
    let lists = changed();
    let files = [(key(), "one.pub.pem"), (other(), "other.pub.pem")].map(|(key, name)| {
        let file = lists.folder.path().join(name);
        std::fs::write(&file, key.public().to_pem()).unwrap();
        file
    });
    let [one, another] = files.each_ref().map(|file| text(file));
    let told = cutri(&["verify", "--db", &lists.url, "--public-key", one]).ended(1);
    assert!(told.out.contains(&other().public().id()), "{}", told.out);
    cutri(&["verify", "--db", &lists.url, "--public-key", one, "--public-key", another]).ended(0);
}
