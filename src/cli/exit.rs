//! How a command ended.

use crate::bench::BenchError;
use crate::extract::ExtractError;
use crate::files::PlaceError;
use crate::sample::SampleError;
use crate::tasks::TaskError;
use crate::tasks::import::ImportError;
use crate::tasks::key::KeyError;
use crate::tasks::output::OutputError;
use std::io;
use std::process::ExitCode;

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, and there are findings somebody should look at.
    Findings,
    /// The arguments, the configuration or the extract cannot be used.
    Usage,
    /// The law, the state or a role forbids it.
    Refused,
    /// The database, the disk or the network failed.
    Environment,
}

impl Exit {
    /// The code the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Environment => 4,
        }
    }

    /// How a command ends with an error.
    pub fn of(error: &anyhow::Error) -> Self {
        if let Some(error) = error.downcast_ref::<TaskError>() {
            return Self::of_task(error);
        }
        if let Some(error) = error.downcast_ref::<BenchError>() {
            return Self::of_bench(error);
        }
        match error.downcast_ref::<SampleError>() {
            Some(SampleError::Place(error)) => Self::of_place(error),
            Some(
                SampleError::Write { .. }
                | SampleError::Extract(
                    ExtractError::Scratch(_)
                    | ExtractError::Unwritable { .. }
                    | ExtractError::Lost { .. }
                    | ExtractError::Source { .. },
                ),
            ) => Self::Environment,
            Some(_) => Self::Usage,
            // What is left is said by commands of their arguments, unless a stream failed.
            None if error.is::<io::Error>() => Self::Environment,
            None => Self::Usage,
        }
    }

    fn of_place(error: &PlaceError) -> Self {
        match error {
            PlaceError::InUse { .. }
            | PlaceError::Foreign { .. }
            | PlaceError::MountPoint { .. }
            | PlaceError::NotOurs { .. } => Self::Refused,
            PlaceError::Disk { .. } => Self::Environment,
        }
    }

    fn of_bench(error: &BenchError) -> Self {
        match error {
            BenchError::Occupied { .. } => Self::Refused,
            BenchError::Results { .. } => Self::Usage,
            BenchError::Store(error) if error.code() == "store.url" => Self::Usage,
            BenchError::Store(_)
            | BenchError::Unfolded(_)
            | BenchError::Command { .. }
            | BenchError::Start { .. }
            | BenchError::File { .. } => Self::Environment,
        }
    }

    fn of_task(error: &TaskError) -> Self {
        match error {
            TaskError::Extract(
                ExtractError::Scratch(_)
                | ExtractError::Unwritable { .. }
                | ExtractError::Lost { .. }
                | ExtractError::Source { .. },
            ) => Self::Environment,
            TaskError::Extract(_)
            | TaskError::Profile(_)
            | TaskError::Election(_)
            | TaskError::UnknownCommune { .. }
            | TaskError::UnknownArea { .. }
            | TaskError::UnknownConstituency { .. }
            | TaskError::EmptyConstituency { .. }
            | TaskError::NoWatermark
            | TaskError::Gone { .. }
            | TaskError::OtherUnits { .. }
            | TaskError::NoRoll { .. }
            | TaskError::NoSnapshot { .. }
            | TaskError::Number(_)
            | TaskError::UnknownPerson
            | TaskError::UnknownSnapshot { .. }
            | TaskError::WrongBase { .. }
            | TaskError::AmbiguousSnapshot { .. }
            | TaskError::NoMatter { .. }
            | TaskError::Text(_)
            | TaskError::Nobody
            | TaskError::NoChange { .. }
            | TaskError::Notice { .. }
            | TaskError::FixInside { .. }
            | TaskError::Key(KeyError::Unreadable { .. } | KeyError::Unfit { .. }) => Self::Usage,
            TaskError::Import(error) => match error {
                ImportError::Read(_)
                | ImportError::Mapping(_)
                | ImportError::UnknownCommune { .. }
                | ImportError::Asks { .. } => Self::Usage,
                ImportError::Foreign { .. } | ImportError::Exists { .. } | ImportError::Unbalanced(_) => {
                    Self::Refused
                }
                ImportError::Template(_) => Self::Environment,
            },
            TaskError::Place(error) => Self::of_place(error),
            TaskError::Key(KeyError::Exists { .. } | KeyError::Open { .. })
            | TaskError::Occupied { .. }
            | TaskError::Books(_)
            | TaskError::Html(_)
            | TaskError::LeftOpen(_)
            | TaskError::Waits { .. }
            | TaskError::Over { .. }
            | TaskError::NotPosted { .. }
            | TaskError::Posted { .. }
            | TaskError::Underway { .. }
            | TaskError::Derivation { .. }
            | TaskError::OutOfOrder { .. }
            | TaskError::Altered { .. }
            | TaskError::Chain(_)
            | TaskError::Unbalanced(_)
            | TaskError::Late(_)
            | TaskError::Superseded { .. }
            | TaskError::Refused { .. }
            | TaskError::SamePerson { .. } => Self::Refused,
            TaskError::Store(error) => match error.code() {
                "store.url" => Self::Usage,
                _ => Self::Environment,
            },
            TaskError::Document { .. }
            | TaskError::Pdf { .. }
            | TaskError::Xlsx(_)
            | TaskError::Csv(_)
            | TaskError::Write { .. }
            | TaskError::Vanished { .. }
            | TaskError::Output(OutputError::Content { .. } | OutputError::Place { .. })
            | TaskError::Key(KeyError::Write { .. } | KeyError::Random(_))
            | TaskError::Worker(_) => Self::Environment,
            TaskError::Output(OutputError::File { source, .. }) => match source.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Usage,
                _ => Self::Environment,
            },
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
