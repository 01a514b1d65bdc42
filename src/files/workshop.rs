//! The folder in which a run works on a place, and by which no other run does: it bears a mark that this program made it,
//! and the mark is locked as long as the run lives.

use super::error::PlaceError;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The name of a workshop inside the folder it is for; one beside a folder has that folder's name before it.
pub const NAME: &str = ".cutri";
/// The mark: only folders that hold it are ever removed.
const MARK: &str = "made-by-cutri";
/// What is being filled.
const NEW: &str = "new";
/// What stood at the place before.
const FORMER: &str = "former";
/// What the names of formers begin with that could not be removed.
const KEPT: &str = "former-";
/// The ending of what a stopped run takes out of the way of its own threads.
const GONE: &str = "gone";
/// How often a workshop is tried that other runs take away while it is entered.
const TRIES: usize = 20;
/// The longest mark that is read.
const MARK_MAX: u64 = 1024;

/// What is to be done with a folder when the program is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// A workshop: it is left.
    Leave,
    /// Something is being filled there: it is removed.
    Unfinished,
    /// Nobody needs it any more: it is removed.
    Rest,
}

/// The folders of this process, in the order of their paths: a workshop stands before what is in it.
type Open = BTreeMap<PathBuf, Duty>;

static OPEN: Mutex<Open> = Mutex::new(Open::new());

/// A workshop that this run holds.
#[derive(Debug)]
pub struct Workshop {
    folder: PathBuf,
    /// Locked while the workshop is held.
    _mark: File,
}

impl Workshop {
    /// Enters the workshop beside a place, which need not be there: `.<name>.cutri`. `place` is a real one, and `command` what
    /// other runs are told of this one.
    ///
    /// # Errors
    /// [`PlaceError::InUse`] if another run is at work there, [`PlaceError::Foreign`] if the workshop's name is taken,
    /// [`PlaceError::Disk`] if the folder it lies in cannot be written.
    pub fn beside(place: &Path, command: &str) -> Result<Self, PlaceError> {
        let mut name = OsString::from(".");
        name.push(place.file_name().unwrap_or_default());
        name.push(NAME);
        Self::enter(place.with_file_name(name), place, command)
    }

    /// Enters the workshop inside a folder, which is made: for what is filled where it stands.
    ///
    /// # Errors
    /// As [`Workshop::beside`].
    pub fn inside(place: &Path, command: &str) -> Result<Self, PlaceError> {
        std::fs::create_dir_all(place).map_err(PlaceError::disk(place))?;
        Self::enter(place.join(NAME), place, command)
    }

    fn enter(folder: PathBuf, place: &Path, command: &str) -> Result<Self, PlaceError> {
        // A program that is stopped right now takes away what is made here, or nothing is made any more.
        let mut open = open();
        for _ in 0..TRIES {
            if let Some(mut mark) = lock(&folder, place)? {
                sign(&mut mark, command)
                    .inspect_err(|_| leave(&folder))
                    .map_err(PlaceError::disk(&folder))?;
                open.insert(folder.clone(), Duty::Leave);
                return Ok(Self { folder, _mark: mark });
            }
        }
        Err(PlaceError::InUse { place: place.to_owned(), run: "others begin and end there".to_owned() })
    }

    /// What stood at the place before, while it is replaced, or since a run was killed that replaced it.
    pub fn former(&self) -> PathBuf {
        self.folder.join(FORMER)
    }

    /// Moves a former out of the way that cannot be removed. Somebody must have been told of it.
    ///
    /// # Errors
    /// [`io::Error`] if the disk or its rights forbid it.
    pub fn set_aside(&self) -> io::Result<()> {
        let names = (1..).map(|number| self.folder.join(format!("{KEPT}{number}")));
        let free = names.into_iter().find(|path| !path.exists());
        free.map_or(Ok(()), |path| std::fs::rename(self.former(), path))
    }

    /// An empty folder to fill. What a run that was killed left there is removed.
    ///
    /// # Errors
    /// [`PlaceError::Disk`] if the disk or its rights forbid it.
    pub fn begin(&self) -> Result<PathBuf, PlaceError> {
        let items = self.folder.read_dir().map_err(PlaceError::disk(&self.folder))?.flatten();
        for item in items.filter(|item| item.file_name() != MARK && item.file_name() != FORMER) {
            match remove(&item.path()) {
                // It could not be removed before.
                Err(_) if item.file_name().to_string_lossy().starts_with(KEPT) => {}
                removed => removed.map_err(PlaceError::disk(&item.path()))?,
            }
        }
        let new = self.folder.join(NEW);
        let mut open = open();
        std::fs::create_dir(&new).map_err(PlaceError::disk(&new))?;
        open.insert(new.clone(), Duty::Unfinished);
        Ok(new)
    }

    /// Runs what must not be half done when the program is stopped. Once it is done, what was filled has its place, and the
    /// former is no more than a rest.
    ///
    /// # Errors
    /// What `work` answers.
    pub fn settle<E>(&self, work: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let mut open = open();
        work()?;
        open.remove(&self.folder.join(NEW));
        open.insert(self.former(), Duty::Rest);
        Ok(())
    }
}

/// Leaves the workshop with what was being filled there. A former that could not be removed stays, with the mark.
impl Drop for Workshop {
    fn drop(&mut self) {
        let new = self.folder.join(NEW);
        // What cannot be removed now is removed by the next run.
        drop(remove(&new));
        forget(&[&new, &self.former(), &self.folder]);
        leave(&self.folder);
    }
}

/// Writes into a mark who is at work.
fn sign(mark: &mut File, command: &str) -> io::Result<()> {
    let user = ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    let user = user.unwrap_or_else(|| rustix::process::getuid().as_raw().to_string());
    let since = crate::clock::now().format("%Y-%m-%d %H:%M:%S");
    let process = std::process::id();
    mark.set_len(0)?;
    mark.write_all(format!("process {process}, user {user}, cutri {command}, since {since}\n").as_bytes())
}

/// Locks the mark of a workshop; `None` if the workshop was taken away meanwhile.
fn lock(folder: &Path, place: &Path) -> Result<Option<File>, PlaceError> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(PlaceError::disk(folder)(error));
        }
        Ok(()) | Err(_) => {}
    }
    let Some(is_own) = is_own(folder).map_err(PlaceError::disk(folder))? else { return Ok(None) };
    if !is_own {
        return Err(PlaceError::Foreign { folder: folder.to_owned() });
    }
    let path = folder.join(MARK);
    let mut mark = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(PlaceError::disk(&path))?,
    };
    match mark.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(PlaceError::InUse { place: place.to_owned(), run: told(&mut mark) });
        }
        Err(TryLockError::Error(source)) => return Err(PlaceError::Disk { path, source }),
    }
    // A run that ended just now may have taken the mark away before this one locked it.
    let is_same = |now: std::fs::Metadata| {
        mark.metadata().is_ok_and(|locked| (locked.dev(), locked.ino()) == (now.dev(), now.ino()))
    };
    let stands = std::fs::symlink_metadata(&path).is_ok_and(is_same);
    Ok(stands.then_some(mark))
}

/// Whether a folder is a workshop, or an empty one that is about to be; `None` if it is gone.
fn is_own(folder: &Path) -> io::Result<Option<bool>> {
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    match folder.symlink_metadata() {
        Err(error) if gone(&error) => return Ok(None),
        Err(error) => return Err(error),
        Ok(found) if !found.is_dir() => return Ok(Some(false)),
        Ok(_) => {}
    }
    if folder.join(MARK).symlink_metadata().is_ok_and(|mark| mark.is_file()) {
        return Ok(Some(true));
    }
    match folder.read_dir() {
        Err(error) if gone(&error) => Ok(None),
        items => Ok(Some(items?.next().is_none())),
    }
}

/// What the run that holds a mark wrote into it.
fn told(mark: &mut File) -> String {
    let mut text = String::new();
    // It may have been made this very moment.
    let read = mark.rewind().and_then(|()| mark.take(MARK_MAX).read_to_string(&mut text));
    match text.lines().next().filter(|line| read.is_ok() && !line.is_empty()) {
        Some(line) => line.to_owned(),
        None => "it has just begun".to_owned(),
    }
}

/// Removes a folder, one that may not be written too: its owner is who runs this. Nothing is no error.
///
/// # Errors
/// [`io::Error`] if it belongs to somebody else, or the disk fails.
pub fn remove(folder: &Path) -> io::Result<()> {
    let removed = match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_up(folder)?;
            std::fs::remove_dir_all(folder)
        }
        removed => removed,
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Gives the owner all rights on a folder and those below it.
fn open_up(folder: &Path) -> io::Result<()> {
    if folder.symlink_metadata()?.is_dir() {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        for item in folder.read_dir()? {
            open_up(&item?.path())?;
        }
    }
    Ok(())
}

/// Takes a workshop's mark and then the folder away, unless something else lies there: that keeps its mark.
fn leave(folder: &Path) {
    let items =
        folder.read_dir().map(|items| items.flatten().map(|item| item.file_name()).collect::<Vec<_>>());
    if items.is_ok_and(|items| items == [MARK]) {
        // What cannot be removed now is removed by the next run.
        drop(std::fs::remove_file(folder.join(MARK)));
        drop(std::fs::remove_dir(folder));
    }
}

fn open() -> MutexGuard<'static, Open> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells what is to be done with a folder when the program is stopped.
pub(super) fn register(folder: &Path, duty: Duty) {
    open().insert(folder.to_owned(), duty);
}

/// Nothing more is to be done with folders. A program that is being stopped gets no further than here.
pub(super) fn forget(folders: &[&Path]) {
    let mut open = open();
    for folder in folders {
        open.remove(*folder);
    }
}

/// A program that was stopped: until this goes, nothing is finished, and nothing that was taken away is missed.
#[derive(Debug)]
pub struct Stopped {
    _held: MutexGuard<'static, Open>,
    /// Whether an output was being filled that is taken away now.
    pub unfinished: bool,
}

/// Takes away what this process was filling, while its threads may still be at it. The process must end then.
pub fn stop() -> Stopped {
    let held = open();
    for (folder, duty) in held.iter().rev() {
        match duty {
            Duty::Leave => leave(folder),
            Duty::Unfinished | Duty::Rest => {
                // Threads make files by their paths, so that none comes into a folder that has another name.
                let gone = folder.with_added_extension(GONE);
                let path = if std::fs::rename(folder, &gone).is_ok() { &gone } else { folder };
                // What cannot be removed now is removed by the next run.
                drop(remove(path));
            }
        }
    }
    let unfinished = held.values().any(|duty| *duty == Duty::Unfinished);
    Stopped { _held: held, unfinished }
}
