//! `cutri key`: a key is made once, kept from others, and its public part printed.

use crate::support::program::{cutri, text};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

#[test]
fn key_new_makes_a_secret_file_and_the_public_key_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("signing.pem");
    let made = cutri(&["key", "new", text(&file)]).ended(0);
    assert_eq!(made.out, "", "words go to standard error");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let public_file = folder.path().join("signing.pub.pem");
    let public = fs::read_to_string(&public_file).unwrap();
    assert!(public.starts_with("-----BEGIN PUBLIC KEY-----\n"), "{public}");
    assert!(made.err.contains(text(&file)) && made.err.contains(text(&public_file)), "{}", made.err);

    let told = cutri(&["key", "public", text(&file)]).ended(0);
    assert_eq!(told.out, public);
    let id = told.err.trim_end().strip_prefix("key ").expect("the id");
    assert!(id.len() == 16 && made.err.contains(id), "{}{}", made.err, told.err);
    let again = cutri(&["key", "public", text(&public_file)]).ended(0);
    assert_eq!((again.out, again.err), (told.out, told.err), "of a public key it is the key itself");
    let openssl = Command::new("openssl").args(["pkey", "-pubout", "-in"]).arg(&file).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&openssl.stdout), public);
}

#[test]
fn every_key_is_new_and_a_name_without_pem_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let made = ["key.v1", "key.v2"].map(|name| {
        cutri(&["key", "new", text(&folder.path().join(name))]).ended(0);
        fs::read_to_string(folder.path().join(format!("{name}.pub.pem"))).unwrap()
    });
    assert_ne!(made[0], made[1]);
}

#[test]
fn key_new_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, public_file) = (folder.path().join("signing.pem"), folder.path().join("signing.pub.pem"));
    for (there, other) in [(&file, &public_file), (&public_file, &file)] {
        fs::write(there, "years of signatures").unwrap();
        let refused = cutri(&["key", "new", text(&file)]).ended(3);
        assert!(refused.err.contains(text(there)), "{}", refused.err);
        assert_eq!(fs::read_to_string(there).unwrap(), "years of signatures");
        assert!(!other.exists(), "nothing is left beside it");
        fs::remove_file(there).unwrap();
    }
}

#[test]
fn a_key_that_cannot_be_written_or_used_is_named_and_never_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere/signing.pem");
    let refused = cutri(&["key", "new", text(&nowhere)]).ended(4);
    assert!(refused.err.contains(text(&nowhere)), "{}", refused.err);
    let refused = cutri(&["key", "public", text(&nowhere)]).ended(2);
    assert!(refused.err.contains(text(&nowhere)), "{}", refused.err);

    let file = folder.path().join("signing.pem");
    cutri(&["key", "new", text(&file)]).ended(0);
    let pem = fs::read_to_string(&file).unwrap();
    let secret = pem.lines().nth(1).unwrap();
    let damages = [
        pem.replacen(secret, &secret[..secret.len() - 4], 1),
        pem.replace(secret, &secret.replacen('M', "?", 1)),
        pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
        pem.replace("PRIVATE KEY", "OPENSSH PRIVATE KEY"),
        secret.to_owned(),
    ];
    for damaged in damages {
        fs::write(&file, &damaged).unwrap();
        let refused = cutri(&["key", "public", text(&file)]).ended(2);
        assert_eq!(refused.out, "");
        assert!(refused.err.contains(text(&file)), "{}", refused.err);
        assert!(!refused.err.contains(&secret[20..40]), "the key is quoted");
    }
}

#[test]
fn key_without_a_file_or_a_verb_is_a_matter_of_usage() {
    for arguments in [&["key"][..], &["key", "new"], &["key", "public"], &["key", "surprise", "file"]] {
        let refused = cutri(arguments).ended(2);
        assert_eq!(refused.out, "", "{arguments:?}");
        assert!(refused.err.contains("Usage"), "{}", refused.err);
    }
}

#[test]
fn the_help_of_each_verb_has_an_example() {
    for arguments in [&["key", "--help"][..], &["key", "new", "--help"], &["key", "public", "--help"]] {
        let help = cutri(arguments).ended(0).out;
        assert!(help.contains("Example") && help.contains("  cutri key "), "{help}");
    }
}
