//! Codes that name folders: on every disk, in every archive, beside the files that the program writes there.

/// The endings of files that the program writes.
const ENDINGS: [&str; 10] = ["csv", "db", "geojson", "html", "json", "jsonl", "pdf", "sig", "xlsx", "zip"];
/// Names of devices, with any ending, that Windows gives to no folder
/// (<https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file>).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Such names that a digit follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Why a code cannot name a folder everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderFault {
    /// A letter or digit that is not one of English: others look alike, or are written in several ways.
    Letter,
    /// A full stop at its end, which Windows leaves away.
    LastStop,
    /// A device of Windows.
    Device,
    /// The ending of a file that the program writes.
    Ending,
}

/// Why a code cannot name a folder; `None` if it can.
///
/// ```
/// use cutri::people::{FolderFault, folder_fault};
/// assert_eq!(folder_fault("98103-01"), None);
/// assert_eq!(folder_fault("summary.html"), Some(FolderFault::Ending));
/// ```
pub fn folder_fault(code: &str) -> Option<FolderFault> {
    let lower = code.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    let is_numbered = |device: &&str| {
        let rest = stem.strip_prefix(*device).unwrap_or_default();
        rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit())
    };
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !code.is_ascii() {
        Some(FolderFault::Letter)
    } else if code.ends_with('.') {
        Some(FolderFault::LastStop)
    } else if DEVICES.contains(&stem) || NUMBERED_DEVICES.iter().any(is_numbered) {
        Some(FolderFault::Device)
    } else if ENDINGS.contains(&ending) {
        Some(FolderFault::Ending)
    } else {
        None
    }
}
