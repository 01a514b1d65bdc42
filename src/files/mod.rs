//! \[shell\] A disk that several runs, users and machines share: where a folder really is, who works in it, and who may read
//! what is made. It knows nothing of what the files hold.

mod error;
mod place;
mod rights;
mod scratch;
mod tray;
mod workshop;

pub use error::PlaceError;
pub use place::{is_mount_point, may_move, move_folder, real};
pub use rights::{Umask, mode, take};
pub use scratch::Scratch;
pub use tray::Tray;
pub use workshop::{NAME, Stopped, Workshop, remove, stop};
