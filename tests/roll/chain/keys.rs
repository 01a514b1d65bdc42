//! Keys and signatures agree with RFC 8032 and with OpenSSL.

use cutri::roll::chain::{KeyFault, PublicKey, Signature, SigningKey};
use std::fs;
use std::path::Path;
use std::process::Command;

/// RFC 8032, section 7.1, test 1.
const SEED: [u8; 32] = [
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44,
    0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
];
const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const SIGNATURE: &str = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd\
                         25bf5f0595bbe24655141438e7a100b";

/// Runs openssl in a folder and gives its standard output.
fn openssl(folder: &Path, arguments: &str) -> Vec<u8> {
    let done = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output();
    let done = done.unwrap_or_else(|error| panic!("openssl: {error}; ./test --prepare installs it"));
    assert!(done.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

#[test]
fn rfc_8032_test_1_holds() {
    let key = SigningKey::from_seed(SEED);
    assert_eq!(key.public().to_string(), PUBLIC);
    let signature = key.sign(b"");
    assert_eq!(signature.to_string(), SIGNATURE);
    assert_eq!(key.public().verify(b"", &signature), Ok(()));
    assert_eq!(PUBLIC.parse(), Ok(key.public()));
    assert_eq!(SIGNATURE.parse(), Ok(signature));
    // printf d75a…511a | xxd -r -p | sha256sum
    assert_eq!(key.public().id(), "21fe31dfa154a261");
}

#[test]
fn a_signature_is_good_for_its_key_and_its_bytes_alone() {
    let (key, other) = (SigningKey::from_seed(SEED), SigningKey::from_seed([1; 32]));
    let signature = key.sign(b"message");
    assert!(key.public().verify(b"messagf", &signature).is_err());
    assert!(other.public().verify(b"message", &signature).is_err());
    for at in 0..64 {
        let mut bytes = *signature.as_bytes();
        bytes[at] ^= 1;
        assert!(key.public().verify(b"message", &Signature::from_bytes(bytes)).is_err(), "byte {at}");
    }
}

#[test]
fn a_public_key_under_which_anything_is_signed_is_refused() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert!(PublicKey::from_bytes(&neutral).is_err());
    assert!("00".repeat(32).parse::<PublicKey>().is_err());
    assert!("nothing".parse::<PublicKey>().is_err());
}

#[test]
fn a_key_is_read_as_it_is_written() {
    let key = SigningKey::from_seed(SEED);
    assert!(key.to_pem().starts_with("-----BEGIN PRIVATE KEY-----\n"));
    assert!(key.public().to_pem().starts_with("-----BEGIN PUBLIC KEY-----\n"));
    for file in [key.to_pem().as_bytes(), &key.to_der(), key.to_pem().replace('\n', "\r\n").as_bytes()] {
        let read = SigningKey::read(file).ok().map(|key| key.public());
        assert_eq!(read, Some(key.public()));
    }
    for file in [key.public().to_pem().as_bytes(), &key.public().to_der()] {
        assert_eq!(PublicKey::read(file), Ok(key.public()));
    }
    let json = serde_json::to_string(&key.public()).unwrap();
    assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key.public());
}

#[test]
fn openssl_makes_keys_that_are_read_and_checks_what_they_sign() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    openssl(path, "genpkey -algorithm ed25519 -out key.pem");
    openssl(path, "pkey -in key.pem -outform DER -out key.der");
    let public = openssl(path, "pkey -in key.pem -pubout");
    let Ok(key) = SigningKey::read(&fs::read(path.join("key.pem")).unwrap()) else { panic!("not read") };
    assert_eq!(key.public().to_pem().as_bytes(), public);
    assert_eq!(PublicKey::read(&public), Ok(key.public()));
    assert_eq!(fs::read(path.join("key.der")).unwrap(), *key.to_der());
    assert_eq!(fs::read(path.join("key.pem")).unwrap(), key.to_pem().as_bytes());

    fs::write(path.join("public.pem"), key.public().to_pem()).unwrap();
    fs::write(path.join("message"), "a statement").unwrap();
    fs::write(path.join("signature"), key.sign(b"a statement").as_bytes()).unwrap();
    let verified = "pkeyutl -verify -rawin -pubin -inkey public.pem -in message -sigfile signature";
    let verified = String::from_utf8(openssl(path, verified)).unwrap();
    assert!(verified.contains("Signature Verified Successfully"), "{verified}");

    openssl(path, "pkeyutl -sign -rawin -inkey key.pem -in message -out theirs");
    let theirs = Signature::from_bytes(fs::read(path.join("theirs")).unwrap().try_into().unwrap());
    assert_eq!(key.public().verify(b"a statement", &theirs), Ok(()));
}

#[test]
fn what_is_no_such_key_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    openssl(path, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out curve.pem");
    openssl(path, "pkey -in curve.pem -pubout -out curve.pub.pem");
    openssl(path, "pkey -in curve.pem -traditional -out traditional.pem");
    openssl(path, "genpkey -algorithm ed25519 -aes256 -pass pass:secret -out locked.pem");
    let file = |name: &str| fs::read(path.join(name)).unwrap();
    let key = SigningKey::from_seed(SEED);
    let pem = key.to_pem();
    let public = key.public().to_pem();
    let cut = &pem.as_bytes()[..pem.len() / 2];
    let private: [(&[u8], KeyFault); 9] = [
        (b"", KeyFault::Unreadable),
        (b"surprise", KeyFault::Unreadable),
        (cut, KeyFault::Unreadable),
        (&key.to_der()[..40], KeyFault::Unreadable),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\n", KeyFault::OtherForm),
        (&file("traditional.pem"), KeyFault::OtherForm),
        (&file("curve.pem"), KeyFault::OtherKind),
        (&file("locked.pem"), KeyFault::Locked),
        (public.as_bytes(), KeyFault::Public),
    ];
    for (file, fault) in private {
        assert_eq!(SigningKey::read(file).err(), Some(fault), "{}", String::from_utf8_lossy(file));
    }
    let unfit: [(&[u8], KeyFault); 4] = [
        (b"", KeyFault::Unreadable),
        (&key.to_der(), KeyFault::Unreadable),
        (&file("curve.pub.pem"), KeyFault::OtherKind),
        (pem.as_bytes(), KeyFault::Private),
    ];
    for (file, fault) in unfit {
        assert_eq!(PublicKey::read(file).err(), Some(fault), "{}", String::from_utf8_lossy(file));
    }
}
