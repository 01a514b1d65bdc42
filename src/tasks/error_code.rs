//! What programs call the errors of tasks, and how grave they are.

use super::TaskError;
use crate::class::Class;

impl TaskError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Extract(error) => error.code(),
            Self::Lists(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Place(error) => error.code(),
            Self::Output(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Import(error) => error.code(),
            Self::Profile(_) => "task.profile",
            Self::Election(_) => "task.election",
            Self::UnknownCommune { .. } => "task.unknown_commune",
            Self::UnknownArea { .. } => "task.unknown_area",
            Self::Books(_) => "task.books",
            Self::FixInside { .. } => "task.fix_inside",
            Self::FixOffice { .. } => "task.fix_office",
            Self::NoWatermark => "task.no_watermark",
            Self::Gone { .. } => "task.gone",
            Self::OtherUnits { .. } => "task.other_units",
            Self::Number(_) => "task.number",
            Self::AmbiguousSnapshot { .. } => "task.ambiguous_snapshot",
            Self::Waits { .. } => "task.waits",
            Self::WrongBase { .. } => "task.wrong_base",
            Self::Over { .. } => "task.over",
            Self::Posted { .. } => "task.posted",
            Self::LeftOpen(_) => "task.left_open",
            Self::NoChange { .. } => "task.no_change",
            Self::Superseded { .. } => "task.superseded",
            Self::Notice { .. } => "task.notice",
            Self::Text(_) => "task.text",
            Self::NoName => "task.no_name",
            Self::NobodyFound { .. } => "task.nobody_found",
            Self::Nobody => "task.nobody",
            Self::SamePerson { .. } => "task.same_person",
            Self::Underway { .. } => "task.underway",
            Self::Derivation { .. } => "task.derivation",
            Self::NoSnapshot { .. } => "task.no_snapshot",
            Self::Worker(_) => "task.worker",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Extract(error) => error.class(),
            Self::Lists(error) => error.class(),
            Self::Store(error) => error.class(),
            Self::Place(error) => error.class(),
            Self::Output(error) => error.class(),
            Self::Key(error) => error.class(),
            Self::Import(error) => error.class(),
            Self::Profile(_)
            | Self::Election(_)
            | Self::NoWatermark
            | Self::Gone { .. }
            | Self::OtherUnits { .. }
            | Self::Number(_)
            | Self::WrongBase { .. }
            | Self::AmbiguousSnapshot { .. }
            | Self::Text(_)
            | Self::Nobody
            | Self::NoName
            | Self::Notice { .. }
            | Self::FixInside { .. }
            | Self::FixOffice { .. } => Class::Input,
            Self::UnknownCommune { .. }
            | Self::UnknownArea { .. }
            | Self::NoSnapshot { .. }
            | Self::NoChange { .. } => Class::Missing,
            Self::Books(_)
            | Self::Waits { .. }
            | Self::Over { .. }
            | Self::Posted { .. }
            | Self::LeftOpen(_)
            | Self::NobodyFound { .. }
            | Self::Superseded { .. }
            | Self::SamePerson { .. }
            | Self::Underway { .. }
            | Self::Derivation { .. } => Class::State,
            Self::Worker(_) => Class::Environment,
        }
    }
}
