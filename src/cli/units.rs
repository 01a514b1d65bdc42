//! `--units`: which list of the country's communes codes are read by.

use crate::given::{self, SMALL};
use crate::territory::Country;
use clap::Args;
use std::path::Path;
use std::sync::Arc;

/// The list that somebody names instead of the program's own.
#[derive(Debug, Args)]
pub(super) struct UnitsArgument {
    /// Read codes by this CSV of the country's communes, with the columns of the program's own  [default: built in]
    #[arg(long = "units", value_name = "FILE", value_parser = country)]
    country: Option<Arc<Country>>,
}

impl UnitsArgument {
    /// The list that is named, if one is.
    pub(super) fn country(&self) -> Option<Arc<Country>> {
        self.country.clone()
    }
}

fn country(path: &str) -> Result<Arc<Country>, String> {
    let text = given::read_text(Path::new(path), SMALL).map_err(|error| error.to_string())?;
    Country::parse(&text).map(Arc::new).map_err(|error| error.to_string())
}
