//! Where an office's papers go: into a folder, or one of them to whatever is written to.

use super::OutputError;
use crate::files::Tray;
use std::io::{BufWriter, Write};

/// Where papers go.
pub(super) enum Sink<'o> {
    Tray(&'o mut Tray),
    /// The file of this name alone; the names of the others, until it was there.
    One {
        file: &'o str,
        out: &'o mut (dyn Write + Send),
        others: Option<Vec<String>>,
    },
}

impl Sink<'_> {
    /// Begins a paper; `None` if it is not wanted.
    pub fn create(&mut self, name: &str) -> Result<Option<Box<dyn Write + '_>>, OutputError> {
        match self {
            Self::Tray(tray) => Ok(Some(Box::new(BufWriter::new(tray.create(name)?)))),
            Self::One { file, out, others } if *file == name => {
                *others = None;
                Ok(Some(Box::new(&mut **out)))
            }
            Self::One { others, .. } => {
                others.iter_mut().for_each(|others| others.push(name.to_owned()));
                Ok(None)
            }
        }
    }
}
