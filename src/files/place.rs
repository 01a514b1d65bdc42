//! Where a folder really is.

use super::error::PlaceError;
use rustix::fs::{Access, AtFlags, CWD, StatxAttributes, StatxFlags};
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Links that lead to one another, as the system follows.
const LINKS_MAX: usize = 40;

/// The path without links of what stands at a place, or will once it is made: a link may lead to a folder that is not there
/// yet.
///
/// # Errors
/// [`PlaceError::Disk`] if links lead in a circle, or a folder on the way cannot be looked into.
pub fn real(path: &Path) -> Result<PathBuf, PlaceError> {
    let absolute = std::path::absolute(path).map_err(PlaceError::disk(path))?;
    followed(&absolute, LINKS_MAX).map_err(PlaceError::disk(path))
}

fn followed(path: &Path, links: usize) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        found => return found,
    }
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let parent = followed(parent, links)?;
    match (parent.join(name).read_link(), links) {
        (Ok(_), 0) => Err(io::Error::other("too many links lead to one another")),
        (Ok(target), _) => followed(&parent.join(target), links - 1),
        (Err(_), _) => Ok(parent.join(name)),
    }
}

/// Whether a disk or volume is mounted at a folder: nothing can take its place.
///
/// # Errors
/// [`PlaceError::Disk`] if the folder cannot be looked at.
pub fn is_mount_point(folder: &Path) -> Result<bool, PlaceError> {
    let Some(parent) = folder.parent() else { return Ok(true) };
    let disk = |path: &Path| std::fs::metadata(path).map(|found| found.dev()).map_err(PlaceError::disk(path));
    Ok(disk(folder)? != disk(parent)? || is_mount_root(folder))
}

/// The same of a folder of one disk that is mounted at another of its folders, where the system tells.
fn is_mount_root(folder: &Path) -> bool {
    let told = rustix::fs::statx(CWD, folder, AtFlags::empty(), StatxFlags::empty());
    told.is_ok_and(|told| told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// Whether a folder may be moved into another: it may be written, or its owner runs this.
pub fn may_move(folder: &Path) -> bool {
    let is_ours = |found: std::fs::Metadata| found.uid() == rustix::process::geteuid().as_raw();
    rustix::fs::access(folder, Access::WRITE_OK).is_ok() || std::fs::metadata(folder).is_ok_and(is_ours)
}

/// Moves a folder to a place on the same disk, one that may not be written too, if its owner runs this.
///
/// # Errors
/// [`io::Error`] if the disk or its rights forbid it; the folder is then as it was.
pub fn move_folder(folder: &Path, to: &Path) -> io::Result<()> {
    match std::fs::rename(folder, to) {
        // A folder that goes into another is written: it knows which one it lies in.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let before = std::fs::metadata(folder)?.permissions();
            let mode = before.mode() | 0o700;
            std::fs::set_permissions(folder, Permissions::from_mode(mode))?;
            std::fs::rename(folder, to).inspect_err(|_| drop(std::fs::set_permissions(folder, before)))
        }
        moved => moved,
    }
}
