//! The reference tables: provinces, communes, hamlets, facilities, areas and constituencies.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::finding::FindingRule;
use super::odd::{self, Stands};
use super::package::Extract;
use super::record::{self, Cells, Refusal};
use super::reject::Cause;
use super::schema::{self, Kind, TABLES, Table};
use super::table::{self, Intake, Progress};
use super::texts::{self, Told};
use super::{facts, moment};
use crate::people::{
    AreaCode, CommuneCode, ConstituencyCode, FacilityCode, HamletCode, ProvinceCode, folder_fault,
};
use crate::territory::{
    Area, AreaKind, AreaPart, Commune, CommuneKind, CommuneOffice, Constituency, ConstituencyPart, Facility,
    Hamlet, Level, Office, OpensAt, Province, ProvinceOffice, SignerRole, SmallReason, Units,
};
use std::collections::BTreeMap;

/// Reads all reference tables.
///
/// # Errors
/// [`ExtractError`] if one of the tables cannot be read.
pub(super) fn read(
    extract: &Extract,
    book: &mut Book,
    progress: &mut dyn FnMut(Progress),
) -> Result<Units, ExtractError> {
    let mut units = Units::default();
    for (at, place) in &extract.located.tables {
        if facts::is_of_persons(*at) {
            continue;
        }
        let mut intake = UnitIntake { at: *at, table: TABLES[*at], units, seen: BTreeMap::new() };
        table::read(place.as_ref(), *at, book, progress, &mut intake)?;
        units = intake.units;
    }
    Ok(units)
}

struct UnitIntake {
    at: usize,
    table: &'static Table,
    units: Units,
    /// The rows before, by their codes, or by all they say where the table has no key.
    seen: BTreeMap<String, String>,
}

impl Intake for UnitIntake {
    fn accept(
        &mut self,
        book: &mut Book,
        line: u64,
        record: &[u8],
    ) -> Result<Result<(), Refusal>, ExtractError> {
        let table = self.table.name;
        let damaged = || ExtractError::ScratchDamaged { table };
        let mut cells = Cells::of(record).ok_or_else(damaged)?;
        cells.number().ok_or_else(damaged)?;
        let code = cells.text().ok_or_else(damaged)?;
        let (texts, rest) = record::texts(self.table, record).ok_or_else(damaged)?;
        // Texts hold no unit separator, so no two rows are taken for one.
        let said = texts.join("\u{1f}");
        let key = if self.table.key.is_empty() { said.clone() } else { code.to_owned() };
        if let Some(before) = self.seen.get(&key) {
            let is_same = *before == said;
            let rule = if is_same { FindingRule::RowRepeated } else { FindingRule::DuplicateCode };
            book.note(Note { rule, table: self.at, line, commune: None, subject: code, value: code })?;
            let duplicate = Refusal { column: Some(0), cause: Cause::Duplicate };
            return Ok(if is_same { Ok(()) } else { Err(duplicate) });
        }
        self.seen.insert(key, said);
        // The code of an area names its folder.
        if let Some(fault) = folder_fault(code).filter(|_| self.table.name == schema::AREAS.name) {
            return Ok(Err(Refusal { column: Some(0), cause: Cause::Folder(fault) }));
        }
        if self.table.name == schema::CONSTITUENCY_PARTS.name {
            let mut rest = cells;
            let commune = rest.optional().ok_or_else(damaged)?;
            match (commune, rest.optional().ok_or_else(damaged)?) {
                (None, None) => return Ok(Err(Refusal { column: Some(1), cause: Cause::NoPart })),
                (Some(value), Some(_)) => {
                    let rule = FindingRule::PartNamesBoth;
                    book.note(Note { rule, table: self.at, line, commune: None, subject: code, value })?;
                }
                _ => {}
            }
        }
        self.add(code, cells).ok_or_else(damaged)?;
        self.tell(book, line, code, cells)?;
        let commune = self.table.columns.iter().position(|column| column.name == "commune_code");
        let commune = commune.and_then(|at| CommuneCode::parse(texts.get(at)?).ok());
        let stands = Stands { table: self.at, line, commune: commune.as_ref(), subject: code };
        for odd in odd::rest(rest).ok_or_else(damaged)? {
            odd::note(&odd, self.table, stands, book)?;
        }
        Ok(Ok(()))
    }
}

impl UnitIntake {
    /// Tells what is odd in the texts of a row; `cells` are those behind the code.
    fn tell(&self, book: &mut Book, line: u64, code: &str, mut cells: Cells<'_>) -> Result<(), ExtractError> {
        let table = self.table.name;
        let commune_at = self.table.columns.iter().position(|column| column.name == "commune_code");
        let texts = self.table.columns.iter().skip(1).map(|_| cells.text());
        let texts: Vec<&str> = texts.collect::<Option<_>>().ok_or(ExtractError::ScratchDamaged { table })?;
        let commune = match commune_at {
            Some(0) => Some(code),
            Some(at) => texts.get(at - 1).copied(),
            None => None,
        };
        let commune = commune.and_then(|code| CommuneCode::parse(code).ok());
        // The names of hamlets stand in addresses alone, those of other units in the heads of papers.
        let in_cells = [schema::HAMLETS.name, schema::FACILITIES.name].contains(&table);
        let printed = if in_cells { texts::CELL_PRINTED } else { texts::HEAD_PRINTED };
        for (column, text) in self.table.columns.iter().skip(1).zip(texts) {
            if matches!(column.kind, Kind::Text | Kind::Texts) {
                let commune = commune.as_ref();
                let column = column.name;
                let told = Told { table: self.at, line, commune, subject: code, column, text, printed };
                texts::note(told, book)?;
            }
        }
        Ok(())
    }

    /// Adds a unit of the table at hand; `None` if the cells are not what the schema promises.
    fn add(&mut self, code: &str, mut cells: Cells<'_>) -> Option<()> {
        let units = &mut self.units;
        match self.table.name {
            "provinces" => units.provinces.push(province(code, &mut cells)?),
            "communes" => units.communes.push(commune(code, &mut cells)?),
            "hamlets" => units.hamlets.push(hamlet(code, &mut cells)?),
            "facilities" => units.facilities.push(facility(code, &mut cells)?),
            "areas" => units.areas.push(area(code, &mut cells)?),
            "area_parts" => units.area_parts.push(area_part(code, &mut cells)?),
            "offices" => units.offices.push(commune_office(code, &mut cells)?),
            "province_offices" => units.province_offices.push(province_office(code, &mut cells)?),
            "constituencies" => units.constituencies.push(constituency(code, &mut cells)?),
            _ => units.constituency_parts.push(constituency_part(code, &mut cells)?),
        }
        Some(())
    }
}

fn owned(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn whole(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn commune_code(text: &str) -> Option<CommuneCode> {
    CommuneCode::parse(text).ok()
}

fn area_code(text: &str) -> Option<AreaCode> {
    AreaCode::parse(text).ok()
}

fn province(code: &str, cells: &mut Cells<'_>) -> Option<Province> {
    Some(Province { province_code: ProvinceCode::parse(code).ok()?, name: cells.text()?.into() })
}

fn commune(code: &str, cells: &mut Cells<'_>) -> Option<Commune> {
    Some(Commune {
        commune_code: commune_code(code)?,
        province_code: ProvinceCode::parse(cells.text()?).ok()?,
        name: cells.text()?.into(),
        kind: match cells.text()? {
            "xã" => CommuneKind::Commune,
            "phường" => CommuneKind::Ward,
            "đặc khu" => CommuneKind::SpecialZone,
            _ => return None,
        },
        council_elected: cells.text()? == "true",
        predecessors: match cells.optional()? {
            None => Vec::new(),
            Some(codes) => codes.split(';').map(commune_code).collect::<Option<_>>()?,
        },
    })
}

fn hamlet(code: &str, cells: &mut Cells<'_>) -> Option<Hamlet> {
    Some(Hamlet {
        hamlet_code: HamletCode::parse(code).ok()?,
        commune_code: commune_code(cells.text()?)?,
        name: cells.text()?.into(),
        list_order: cells.optional_as(whole)?,
    })
}

fn facility(code: &str, cells: &mut Cells<'_>) -> Option<Facility> {
    Some(Facility {
        facility_code: FacilityCode::parse(code).ok()?,
        kind: cells.text()?.into(),
        name: cells.text()?.into(),
        commune_code: commune_code(cells.text()?)?,
        area_code: cells.optional_as(area_code)?,
    })
}

fn area(code: &str, cells: &mut Cells<'_>) -> Option<Area> {
    Some(Area {
        area_code: area_code(code)?,
        commune_code: commune_code(cells.text()?)?,
        number: whole(cells.text()?)?,
        name: cells.optional_as(owned)?,
        polling_place: cells.optional_as(owned)?,
        kind: match cells.text()? {
            "residential" => AreaKind::Residential,
            "military" => AreaKind::Military,
            "care" => AreaKind::Care,
            "custody" => AreaKind::Custody,
            "organisation" => AreaKind::Organisation,
            _ => return None,
        },
        small_reason: cells.optional_as(|text| {
            Some(match text {
                "mountain" => SmallReason::Mountain,
                "island" => SmallReason::Island,
                "dispersed" => SmallReason::Dispersed,
                "separate" => SmallReason::Separate,
                _ => return None,
            })
        })?,
        opens_at: cells.optional_as(|text| match moment::hour(text) {
            Some(hour) => Some(OpensAt::Hour(hour)),
            None => moment::moment(text).map(OpensAt::Moment),
        })?,
        latitude: cells.optional_as(|text| text.parse().ok())?,
        longitude: cells.optional_as(|text| text.parse().ok())?,
        arrivals: cells.optional()? == Some("true"),
        posting_places: cells
            .optional()?
            .into_iter()
            .flat_map(|texts| texts.split(';'))
            .map(String::from)
            .collect(),
    })
}

fn area_part(code: &str, cells: &mut Cells<'_>) -> Option<AreaPart> {
    Some(AreaPart {
        area_code: area_code(code)?,
        hamlet_code: HamletCode::parse(cells.text()?).ok()?,
        house_from: cells.optional_as(whole)?,
        house_to: cells.optional_as(whole)?,
    })
}

fn constituency(code: &str, cells: &mut Cells<'_>) -> Option<Constituency> {
    let level = cells.text()?;
    Some(Constituency {
        constituency_code: ConstituencyCode::parse(code).ok()?,
        level: Level::ALL.into_iter().find(|known| known.as_str() == level)?,
        number: whole(cells.text()?)?,
        name: cells.optional_as(owned)?,
        seats: whole(cells.text()?)?,
    })
}

fn commune_office(code: &str, cells: &mut Cells<'_>) -> Option<CommuneOffice> {
    Some(CommuneOffice { commune_code: commune_code(code)?, office: office(cells)? })
}

fn province_office(code: &str, cells: &mut Cells<'_>) -> Option<ProvinceOffice> {
    Some(ProvinceOffice { province_code: ProvinceCode::parse(code).ok()?, office: office(cells)? })
}

fn office(cells: &mut Cells<'_>) -> Option<Office> {
    Some(Office {
        signer_name: cells.optional_as(owned)?,
        signer_role: cells
            .optional_as(|text| SignerRole::ALL.into_iter().find(|role| role.as_str() == text))?,
        place: cells.optional_as(owned)?,
        drafted_by: cells.optional_as(owned)?,
        document_prefix: cells.optional_as(owned)?,
        address: cells.optional_as(owned)?,
        phone: cells.optional_as(owned)?,
    })
}

fn constituency_part(code: &str, cells: &mut Cells<'_>) -> Option<ConstituencyPart> {
    Some(ConstituencyPart {
        constituency_code: ConstituencyCode::parse(code).ok()?,
        commune_code: cells.optional_as(commune_code)?,
        area_code: cells.optional_as(area_code)?,
    })
}
