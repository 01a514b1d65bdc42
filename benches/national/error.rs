//! Why a measurement could not be made.

use cutri::cli::Exit;
use cutri::store::{StoreError, Unfolded};
use std::io;
use std::path::PathBuf;

/// Why a measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The database holds something, which a measurement could disturb and which could disturb it.
    #[error(
        "{place} holds snapshots already; name an empty database: everything that is measured is loaded into it and stays there"
    )]
    Occupied { place: String },
    /// A command of this program failed.
    #[error("`cutri {command}` ended with exit code {code}, the measurement ends here:\n{said}")]
    Command { command: String, code: String, said: String },
    /// A program could not be started.
    #[error("cannot start {}: {source}", program.display())]
    Start { program: PathBuf, source: io::Error },
    /// A file could not be read or written.
    #[error("cannot use {}: {source}; free some space there or name another folder", path.display())]
    File { path: PathBuf, source: io::Error },
    /// A file of results is not one.
    #[error("{} does not hold results of `cutri-bench national --results`: {reason}", path.display())]
    Results { path: PathBuf, reason: String },
    /// The database failed while people were looked up.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The measured file is not one file.
    #[error(transparent)]
    Unfolded(#[from] Unfolded),
}

impl BenchError {
    /// How a measurement ends with this error.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Occupied { .. } => Exit::Refused,
            Self::Results { .. } => Exit::Usage,
            Self::Store(error) => Exit::of_class(error.class()),
            Self::Unfolded(_) | Self::Command { .. } | Self::Start { .. } | Self::File { .. } => {
                Exit::Environment
            }
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
