//! How grave an error is, for whoever must act on it: a shell by the exit code, a browser by the status.

/// What kind of thing stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// What was given cannot be used: arguments, configuration, data.
    Input,
    /// What is named is not there.
    Missing,
    /// Whoever asks has no say there.
    Outside,
    /// The law, the clock or the state of things forbids it.
    State,
    /// Others are at work; the same may succeed a little later.
    Busy,
    /// The database, the disk or the network failed, or the program itself.
    Environment,
}

impl Class {
    /// The exit code of a command: 2 arguments or data, 3 forbidden, 4 the surroundings.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Input | Self::Missing => 2,
            Self::Outside | Self::State => 3,
            Self::Busy | Self::Environment => 4,
        }
    }

    /// The status of an answer (RFC 9110). Who has no say is not told that there is something.
    pub fn status(self) -> u16 {
        match self {
            Self::Input => 422,
            Self::Missing | Self::Outside => 404,
            Self::State => 409,
            Self::Busy => 503,
            Self::Environment => 500,
        }
    }
}
