//! Who may read what is made: nobody but its owner, unless somebody says otherwise.

use rustix::fs::Mode;
use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::str::FromStr;

/// What others may not do with the files and folders that this process makes, as in `umask`. The system applies it to
/// whatever makes a file: a database's log and a scratch file too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Umask(u32);

impl Umask {
    /// The group and others may do nothing.
    pub const OWNER_ALONE: Self = Self(0o077);

    /// Holds for everything that the process makes from now on.
    pub fn set(self) {
        rustix::process::umask(Mode::from_raw_mode(self.0));
    }
}

/// Three octal digits, as in `umask 022`; a zero may stand before them.
impl FromStr for Umask {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.len() <= 4 && text.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
        let mask = u32::from_str_radix(text, 8).ok().filter(|mask| digits && *mask <= 0o777);
        // The owner must read what is made, and enter its folders.
        let mask = mask.filter(|mask| mask & 0o700 == 0);
        mask.map(Self)
            .ok_or_else(|| "write octal digits that leave the owner all rights, such as 022 or 027".into())
    }
}

/// What the owner, the group and others may do with an open file, as octal digits tell it.
///
/// # Errors
/// [`io::Error`] if the file cannot be asked.
pub fn mode(file: &File) -> io::Result<u32> {
    Ok(file.metadata()?.mode() & 0o777)
}

/// Puts a file in a second place too: as one file, or as a copy where that cannot be or the file would be open to others than
/// the folder is. `root` is the folder that was made for it, and tells who may read.
///
/// # Errors
/// [`io::Error`] if the file can neither be linked nor copied.
pub fn take(source: &Path, path: &Path, root: &Path) -> io::Result<()> {
    // Who may enter the folder may read the file.
    let wanted = std::fs::metadata(root)?.mode() & 0o666;
    let has = std::fs::metadata(source)?.mode() & 0o777;
    if has == wanted && std::fs::hard_link(source, path).is_ok() {
        return Ok(());
    }
    std::fs::copy(source, path)?;
    std::fs::set_permissions(path, Permissions::from_mode(wanted))
}
