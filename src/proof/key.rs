//! Key files: the key that signs statements is made and read, its public key published and read.

use crate::class::Class;
use crate::files;
use crate::roll::chain::{KeyFault, PublicKey, SigningKey, Zeroizing};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Of what is no key file no more is read.
const BYTES_MAX: u64 = 1 << 20;

/// Why a key file cannot be used or made. No sentence tells of a key's bytes.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("{path}: {source}; check that the key's file is there and may be read")]
    Unreadable { path: PathBuf, source: io::Error },
    /// The file holds no such key.
    #[error("{path}: {source}")]
    Unfit { path: PathBuf, source: KeyFault },
    /// Others than its owner may read or change the private key.
    #[error(
        "{path} holds a private key, and its rights ({mode:03o}) open it to others; nothing was signed: run \
         `chmod 600 {path}`, and make a new key if somebody may have read it"
    )]
    Open { path: PathBuf, mode: u32 },
    /// A key would be lost.
    #[error("{path} is there already and may hold a key; nothing was changed: choose another file")]
    Exists { path: PathBuf },
    /// The file cannot be written.
    #[error("{path}: {source}; no key was made: free the disk or choose another folder")]
    Write { path: PathBuf, source: io::Error },
    /// There is no randomness to make a key from.
    #[error("this system gives no random bytes ({0}); no key was made: make it on another machine")]
    Random(#[from] getrandom::Error),
}

impl KeyError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "key.unreadable",
            Self::Unfit { .. } => "key.unfit",
            Self::Open { .. } => "key.open",
            Self::Exists { .. } => "key.exists",
            Self::Write { .. } => "key.write",
            Self::Random(_) => "key.random",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Unreadable { .. } | Self::Unfit { .. } => Class::Input,
            Self::Open { .. } | Self::Exists { .. } => Class::State,
            Self::Write { .. } | Self::Random(_) => Class::Environment,
        }
    }
}

/// A key that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    pub public_key: PublicKey,
    /// Where the public key was written.
    pub public_file: PathBuf,
}

/// Reads the key that signs: PKCS#8 in PEM or DER.
///
/// # Errors
/// [`KeyError::Unreadable`] if the file cannot be read, [`KeyError::Unfit`] if it is not an Ed25519 private key without a
/// password, [`KeyError::Open`] if others than its owner may read or change it.
pub fn signing_key(path: &Path) -> Result<SigningKey, KeyError> {
    let file = crate::given::open(path).map_err(unreadable(path))?;
    let key = SigningKey::read(&bytes(path, &file)?).map_err(unfit(path))?;
    let mode = files::mode(&file).map_err(unreadable(path))?;
    match mode & 0o077 {
        0 => Ok(key),
        _ => Err(KeyError::Open { path: path.to_owned(), mode }),
    }
}

/// Reads a public key, or the public part of a private one, in PEM or DER.
///
/// # Errors
/// [`KeyError::Unreadable`] if the file cannot be read, [`KeyError::Unfit`] if it is neither key.
pub fn public_key(path: &Path) -> Result<PublicKey, KeyError> {
    let bytes = bytes(path, &crate::given::open(path).map_err(unreadable(path))?)?;
    match SigningKey::read(&bytes) {
        Ok(key) => Ok(key.public()),
        // In DER nothing tells which of the two a key is.
        Err(KeyFault::Public | KeyFault::Unreadable) => PublicKey::read(&bytes).map_err(unfit(path)),
        Err(fault @ (KeyFault::OtherKind | KeyFault::OtherForm | KeyFault::Locked | KeyFault::Private)) => {
            Err(unfit(path)(fault))
        }
    }
}

/// Makes a new key: the private one in `path`, for its owner alone to read, the public one beside it as `NAME.pub.pem`.
///
/// # Errors
/// [`KeyError::Exists`] if either file exists, [`KeyError::Write`] if one cannot be written, [`KeyError::Random`] if the
/// system gives no randomness. Neither file is left then.
pub fn create(path: &Path) -> Result<Created, KeyError> {
    let public_file = public_file(path);
    // The private key is not written if the public one has no place.
    if public_file.symlink_metadata().is_ok() {
        return Err(KeyError::Exists { path: public_file });
    }
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *seed)?;
    let key = SigningKey::from_seed(*seed);
    write_new(path, key.to_pem().as_bytes(), &mut secret())?;
    if let Err(error) = write_new(&public_file, key.public().to_pem().as_bytes(), &mut OpenOptions::new()) {
        // The error told is the first one; a file left over is seen by the next run.
        drop(std::fs::remove_file(path));
        return Err(error);
    }
    Ok(Created { public_key: key.public(), public_file })
}

/// `signing.pub.pem` beside `signing.pem`.
fn public_file(path: &Path) -> PathBuf {
    let is_pem = path.extension().is_some_and(|extension| extension == "pem");
    let name = if is_pem { path.file_stem() } else { path.file_name() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(".pub.pem");
    path.with_file_name(name)
}

/// The bytes of a file that is open already: what was asked of its rights holds for them.
fn bytes(path: &Path, file: &File) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(BYTES_MAX).read_to_end(&mut bytes).map_err(unreadable(path))?;
    Ok(bytes)
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> KeyError + use<> {
    let path = path.to_owned();
    move |source| KeyError::Unreadable { path, source }
}

fn unfit(path: &Path) -> impl FnOnce(KeyFault) -> KeyError + use<> {
    let path = path.to_owned();
    move |source| KeyError::Unfit { path, source }
}

/// A file that only its owner reads.
fn secret() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file that must not be there before; it is there whole or not at all.
fn write_new(path: &Path, bytes: &[u8], options: &mut OpenOptions) -> Result<(), KeyError> {
    let file = options.write(true).create_new(true).open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyError::Exists { path: path.to_owned() },
        _ => KeyError::Write { path: path.to_owned(), source },
    })?;
    fill(file, bytes).map_err(|source| {
        drop(std::fs::remove_file(path));
        KeyError::Write { path: path.to_owned(), source }
    })
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}
