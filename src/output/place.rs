//! A commune as an output places it.

use super::source::Source;
use crate::render;
use crate::render::documents::{AreaPlace, ListVersion};
use crate::territory::{Area, Commune, Levels, Province};

/// A commune with its province and folder.
pub(super) struct Place<'a> {
    pub(super) province: &'a Province,
    pub(super) commune: &'a Commune,
    pub(super) levels: Levels,
    pub(super) folder: String,
}

impl<'a> Place<'a> {
    pub(super) fn new(source: Source<'_>, province: &'a Province, commune: &'a Commune) -> Self {
        let Commune { commune_code, province_code, .. } = commune;
        let levels = source
            .basis()
            .territory
            .levels_elected(commune_code)
            .intersection(source.basis().election.levels);
        Self { province, commune, levels, folder: format!("{province_code}/{commune_code}") }
    }

    /// Its name with that of its province.
    pub(super) fn name(&self) -> String {
        render::commune_of_province(self.commune, self.province)
    }

    /// One of its areas, with the version of the list that is printed.
    pub(super) fn of_area(
        &self,
        source: Source<'a>,
        area: &'a Area,
        version: &'a ListVersion,
    ) -> AreaPlace<'a> {
        AreaPlace {
            election: &source.basis().election,
            roll_id: source.roll_id(),
            province: self.province,
            commune: self.commune,
            office: source.basis().territory.office(&self.commune.commune_code),
            area,
            levels: self.levels,
            version,
        }
    }
}
