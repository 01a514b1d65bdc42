//! The constituencies that are rendered alone.

use super::OutputError;
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, letters_apart};
use crate::territory::{Constituency, Territory};
use std::collections::BTreeSet;

/// As many codes as an error names.
const NAMED: usize = 3;

/// Constituencies that were asked for, with their areas.
#[derive(Debug, Clone)]
pub struct Selection {
    codes: Vec<ConstituencyCode>,
    communes: BTreeSet<CommuneCode>,
    areas: BTreeSet<AreaCode>,
    /// Whether areas of these communes are left out.
    is_part: bool,
}

impl Selection {
    /// The constituencies of these codes; `None` if none is named.
    ///
    /// # Errors
    /// [`OutputError::UnknownConstituency`] with codes near one that is not known; [`OutputError::EmptyConstituency`] if one has no
    /// area.
    pub fn of(territory: &Territory, codes: &[ConstituencyCode]) -> Result<Option<Self>, OutputError> {
        if codes.is_empty() {
            return Ok(None);
        }
        let (mut communes, mut areas) = (BTreeSet::new(), BTreeSet::new());
        for code in codes {
            find_constituency(territory, code)?;
            let own = territory.areas_of_constituency(code);
            if own.is_empty() {
                return Err(OutputError::EmptyConstituency { code: code.to_string() });
            }
            communes.extend(territory.communes_of_constituency(code).into_iter().cloned());
            areas.extend(own.iter().map(|area| area.area_code.clone()));
        }
        let all = communes.iter().flat_map(|code| territory.areas_of(code));
        let is_part = all.into_iter().any(|area| !areas.contains(&area.area_code));
        Ok(Some(Self { codes: codes.to_vec(), communes, areas, is_part }))
    }

    /// The codes, as they were asked for.
    pub fn codes(&self) -> &[ConstituencyCode] {
        &self.codes
    }

    /// The communes they lie in.
    pub fn communes(&self) -> &BTreeSet<CommuneCode> {
        &self.communes
    }

    /// Whether an area is of one of them.
    pub fn holds(&self, area: &AreaCode) -> bool {
        self.areas.contains(area)
    }

    /// Whether some areas of their communes are left out: then nothing is told of the persons of a commune.
    pub fn is_part(&self) -> bool {
        self.is_part
    }
}

/// The constituency of a code.
///
/// # Errors
/// [`OutputError::UnknownConstituency`] with the codes nearest to it.
pub fn find_constituency<'t>(
    territory: &'t Territory,
    code: &ConstituencyCode,
) -> Result<&'t Constituency, OutputError> {
    territory.constituency(code).ok_or_else(|| {
        let mut known: Vec<(usize, &str)> = territory
            .constituencies()
            .into_iter()
            .map(|row| row.constituency_code.as_str())
            .map(|known| (letters_apart(&code.as_str().to_lowercase(), &known.to_lowercase()), known))
            .collect();
        known.sort_unstable();
        let near: Vec<&str> = known.into_iter().take(NAMED).map(|(_, known)| known).collect();
        let near = if near.is_empty() { "–".to_owned() } else { near.join(", ") };
        OutputError::UnknownConstituency { code: code.to_string(), near }
    })
}
