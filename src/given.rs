//! Files that somebody names, read whole: regular files alone, since a pipe never ends and a device holds what it likes, and
//! none longer than what is read so may be.

use std::fs::{self, File, FileType};
use std::io::{self, BufRead, Read};
use std::path::Path;

/// The most bytes of a file that people write by hand, such as an election's terms.
pub const SMALL: u64 = 16 << 20;

/// Opens a regular file to read it.
///
/// # Errors
/// [`io::Error`] if it cannot be opened, or is something else, which the error names.
pub fn open(path: &Path) -> io::Result<File> {
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {}, no file", name_of(kind))));
    }
    File::open(path)
}

/// The bytes of a regular file.
///
/// # Errors
/// As [`open`], and [`io::Error`] if it is longer than `limit`.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("it is longer than the {} MiB that are read of such a file", limit >> 20),
        )),
        false => Ok(bytes),
    }
}

/// The text of a regular file.
///
/// # Errors
/// As [`read`], and [`io::Error`] if it is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not text in UTF-8"))
}

/// Reads what a stream has ready, as far as there is room: how whatever gives its bytes piece by piece is read.
///
/// # Errors
/// [`io::Error`] if the stream fails.
pub fn read_ready(stream: &mut impl BufRead, room: &mut [u8]) -> io::Result<usize> {
    let ready = stream.fill_buf()?;
    let length = ready.len().min(room.len());
    room[..length].copy_from_slice(&ready[..length]);
    stream.consume(length);
    Ok(length)
}

fn name_of(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe (FIFO)";
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() { "a folder" } else { "something special" }
}
