//! How a command ended.

use crate::class::Class;
use crate::sample::SampleError;
use crate::tasks::TaskError;
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
            return Self::of_class(error.class());
        }
        match error.downcast_ref::<SampleError>() {
            Some(SampleError::Place(error)) => Self::of_class(error.class()),
            Some(SampleError::Extract(error)) => Self::of_class(error.class()),
            Some(SampleError::Write { .. }) => Self::Environment,
            Some(_) => Self::Usage,
            // What is left is said by commands of their arguments, unless a stream failed.
            None if error.is::<io::Error>() => Self::Environment,
            None => Self::Usage,
        }
    }

    /// How a command ends with an error of this class.
    pub fn of_class(class: Class) -> Self {
        match class.exit_code() {
            2 => Self::Usage,
            3 => Self::Refused,
            _ => Self::Environment,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
