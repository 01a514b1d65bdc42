//! Why a place on a disk cannot be worked in.

use crate::class::Class;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing can be written at a place. Nothing was changed there.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Another run fills it.
    #[error("{} is being written by another run: {run}; nothing was changed: wait for it, or choose another folder", place.display())]
    InUse { place: PathBuf, run: String },
    /// A folder of somebody else has the name of the one that work is done in.
    #[error(
        "{} was not made by cutri, which works in a folder of this name; nothing was changed: rename it, or choose \
         another folder",
        folder.display()
    )]
    Foreign { folder: PathBuf },
    /// The place cannot be swapped in one step.
    #[error(
        "a disk or volume is mounted at {}, so that the folder cannot appear whole; nothing was changed: name a folder \
         inside it, such as {}",
        place.display(),
        place.join("rolls").display()
    )]
    MountPoint { place: PathBuf },
    /// What stands there belongs to another user.
    #[error(
        "{} belongs to another user and may not be replaced; nothing was changed: choose another folder, or ask its \
         owner",
        place.display()
    )]
    NotOurs { place: PathBuf },
    /// The disk or its rights.
    #[error(
        "{}: {source}; nothing was changed: see that its folder may be written and the disk has room, or choose another \
         folder",
        path.display()
    )]
    Disk { path: PathBuf, source: io::Error },
}

impl PlaceError {
    /// Names the file or folder in an error of the disk.
    pub fn disk(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Disk { path, source }
    }
}

impl PlaceError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "place.in_use",
            Self::Foreign { .. } => "place.foreign",
            Self::MountPoint { .. } => "place.mount_point",
            Self::NotOurs { .. } => "place.not_ours",
            Self::Disk { .. } => "place.disk",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::InUse { .. } | Self::Foreign { .. } | Self::MountPoint { .. } | Self::NotOurs { .. } => {
                Class::State
            }
            Self::Disk { .. } => Class::Environment,
        }
    }
}
