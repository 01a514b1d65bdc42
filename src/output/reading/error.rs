//! Why an output folder cannot be read, and how grave that is.

use crate::class::Class;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// A file cannot be read.
    #[error("{path}: {source}; check that the folder is an output of this program and may be read")]
    File { path: PathBuf, source: io::Error },
    /// A file is not what its name says.
    #[error("{path}, line {line}: {message}; the file was changed or is damaged: generate the output again")]
    Content { path: PathBuf, line: u64, message: String },
    /// What lies at the place of a file is none.
    #[error("{path}: {flaw}; put the file itself there")]
    Place { path: PathBuf, flaw: &'static str },
}

impl ReadingError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "output.file",
            Self::Content { .. } => "output.content",
            Self::Place { .. } => "output.place",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::File { source, .. } => match source.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Class::Input,
                _ => Class::Environment,
            },
            Self::Content { .. } | Self::Place { .. } => Class::Environment,
        }
    }

    /// Names the file that cannot be read.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    /// The error of a line: a byte that is no text is a fault of the file and none of the disk.
    pub fn line(path: &Path, line: u64) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::InvalidData => {
                Self::Content { path, line, message: "this is no text in UTF-8".to_owned() }
            }
            _ => Self::File { path, source },
        }
    }
}
