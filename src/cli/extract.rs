//! The arguments that name an extract.

use super::units::UnitsArgument;
use crate::tasks::source::Origin;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// What names an extract, of every command that reads one.
#[derive(Debug, Args)]
pub(super) struct OfExtract {
    /// The extract: a folder with datapackage.json and election.toml, a workbook with a sheet for each table, or views of a
    /// database, as postgres://USER@HOST/DATABASE?schema=NAME or sqlite:FILE
    #[arg(value_name = "EXTRACT")]
    extract: PathBuf,
    /// The day that the data are of, where the extract does not tell
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// The file that names the election, where the extract has none, such as election.toml
    #[arg(long, value_name = "FILE")]
    election: Option<PathBuf>,
    #[command(flatten)]
    units: UnitsArgument,
}

impl OfExtract {
    /// Where the extract comes from.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            typed: self.extract.clone(),
            as_of: self.as_of,
            election: self.election.clone(),
            country: self.units.country(),
        }
    }
}
