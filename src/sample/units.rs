//! Writes the reference tables of a plan: provinces, communes, hamlets, facilities, areas, constituencies.

use super::draw::Draw;
use super::plan::{Commune, Plan, Province, Terrain, Upper, whole};
use super::tables::Tables;
use super::{Calendar, SampleError};
use crate::territory::{AreaKind, CommuneKind, SmallReason};
use chrono::Days;
use std::ops::Range;

/// People for one National Assembly constituency.
const PEOPLE_OF_NATIONAL: u64 = 600_000;
/// Areas of 100,000 that vote before election day: 218 of 72,195 in 2026.
const EARLY_AREAS: u32 = 302;
/// Communes in one provincial constituency.
const COMMUNES_OF_PROVINCIAL: usize = 8;

/// Writes every reference table.
pub(super) fn write(
    plan: &Plan,
    calendar: Calendar,
    draw: &mut Draw,
    tables: &mut Tables,
) -> Result<(), SampleError> {
    for province in &plan.provinces {
        tables.provinces.text(format!("{:02}", province.code))?.text(&province.name)?.end()?;
    }
    for commune in &plan.communes {
        write_commune(plan, commune, tables)?;
        let is_real = plan.provinces[commune.province].upper.is_some();
        write_areas(commune, is_real.then_some(calendar), draw, tables)?;
    }
    for facility in &plan.facilities {
        let commune = &plan.communes[facility.commune];
        let area = facility.area.map(|number| commune.area_code(number)).unwrap_or_default();
        let row = tables.facilities.text(facility.code(plan))?.text(facility.kind.as_str())?;
        row.text(facility.name())?.text(format!("{:05}", commune.code))?.text(area)?.end()?;
    }
    write_upper_constituencies(plan, draw, tables)?;
    for commune in plan.communes.iter().filter(|commune| commune.council_elected) {
        let is_real = plan.provinces[commune.province].upper.is_some();
        write_communal_constituencies(commune, is_real, draw, tables)?;
    }
    Ok(())
}

fn write_commune(plan: &Plan, commune: &Commune, tables: &mut Tables) -> Result<(), SampleError> {
    let code = format!("{:05}", commune.code);
    let predecessors: Vec<String> =
        (1..=commune.predecessors).map(|at| format!("{:05}", commune.code + at)).collect();
    let row = tables.communes.text(&code)?.text(format!("{:02}", plan.provinces[commune.province].code))?;
    let row = row.text(full_name(commune))?.text(commune.kind_word())?;
    let council = if commune.council_elected { "true" } else { "false" };
    row.text(council)?.text(predecessors.join(";"))?.end()?;
    let word = match commune.kind {
        CommuneKind::Ward => "Tổ dân phố",
        CommuneKind::Commune | CommuneKind::SpecialZone => "Thôn",
    };
    for at in 0..commune.hamlets.len() {
        let name = format!("{word} {}", at + 1);
        tables
            .hamlets
            .text(commune.hamlet_code(at))?
            .text(&code)?
            .text(name)?
            .number(whole(at + 1))?
            .end()?;
    }
    Ok(())
}

/// The name as the official catalogue writes it, kind first.
fn full_name(commune: &Commune) -> String {
    let kind = match commune.kind {
        CommuneKind::Commune => "Xã",
        CommuneKind::Ward => "Phường",
        CommuneKind::SpecialZone => "Đặc khu",
    };
    format!("{kind} {}", commune.name)
}

/// Writes the areas of a commune; of a real one, with the calendar, a few vote early.
fn write_areas(
    commune: &Commune,
    calendar: Option<Calendar>,
    draw: &mut Draw,
    tables: &mut Tables,
) -> Result<(), SampleError> {
    // Somewhere between the far south and the far north, in hundred-thousandths of a degree.
    let (latitude, longitude) = (draw.between(900_000, 2_280_000), draw.between(10_400_000, 10_860_000));
    for (number, area) in (1..).zip(&commune.areas) {
        let code = commune.area_code(number);
        let (kind, place) = match area.kind {
            AreaKind::Residential => ("residential", "Nhà văn hóa"),
            AreaKind::Military => ("military", "Hội trường đơn vị"),
            AreaKind::Care => ("care", "Nhà sinh hoạt chung"),
            AreaKind::Custody => ("custody", "Phòng bỏ phiếu"),
            AreaKind::Organisation => ("organisation", "Hội trường"),
        };
        let reason = match area.small_reason {
            Some(SmallReason::Mountain) => "mountain",
            Some(SmallReason::Island) => "island",
            Some(SmallReason::Dispersed) => "dispersed",
            Some(SmallReason::Separate) => "separate",
            None => "",
        };
        let usual = if commune.terrain == Terrain::Island { "05:00" } else { "" };
        let early = calendar.filter(|_| draw.chance(EARLY_AREAS));
        let opens_at = early.map_or_else(|| usual.to_owned(), |calendar| early_opening(draw, calendar));
        let row = tables.areas.text(&code)?.text(format!("{:05}", commune.code))?.number(whole(number))?;
        let row = row.text(format!("Khu vực bỏ phiếu số {number}"))?.text(place)?.text(kind)?.text(reason)?;
        let row = row.text(opens_at)?.text(degrees(latitude + draw.between(0, 5_000)))?;
        row.text(degrees(longitude + draw.between(0, 5_000)))?.text("")?.text("")?.end()?;
        for part in &area.parts {
            let row = tables.area_parts.text(&code)?.text(commune.hamlet_code(part.hamlet))?;
            let end = |end: Option<u32>| end.map(|house| house.to_string()).unwrap_or_default();
            row.text(end(part.from))?.text(end(part.to))?.end()?;
        }
    }
    Ok(())
}

/// A morning of the two weeks before election day.
fn early_opening(draw: &mut Draw, calendar: Calendar) -> String {
    let day = calendar.election_day - Days::new(1) - draw.days(17);
    let hour = if draw.chance(30_000) { "06:00" } else { "07:00" };
    format!("{day}T{hour}")
}

fn degrees(hundred_thousandths: i32) -> String {
    format!("{}.{:05}", hundred_thousandths / 100_000, hundred_thousandths % 100_000)
}

/// National Assembly and provincial constituencies are whole communes (T3).
fn write_upper_constituencies(plan: &Plan, draw: &mut Draw, tables: &mut Tables) -> Result<(), SampleError> {
    for province in &plan.provinces {
        if let Some(upper) = &province.upper {
            write_real_constituencies(plan, province, upper, tables)?;
            continue;
        }
        let national = plan.people(&province.communes).div_ceil(PEOPLE_OF_NATIONAL);
        let national = usize::try_from(national).unwrap_or(usize::MAX);
        let provincial = province.communes.len().div_ceil(COMMUNES_OF_PROVINCIAL);
        let levels = [("national", "QH", national, 2, 3), ("provincial", "HDT", provincial, 3, 5)];
        for (level, letters, count, fewest, most) in levels {
            for (number, communes) in (1..).zip(split(&province.communes, count)) {
                let code = format!("{:02}-{letters}-{number}", province.code);
                let row = tables.constituencies.text(&code)?.text(level)?.number(number)?;
                let seats = draw.between(fewest, most).unsigned_abs();
                row.text(format!("Đơn vị bầu cử số {number}"))?.number(seats)?.end()?;
                for commune in &plan.communes[communes] {
                    let row = tables.constituency_parts.text(&code)?;
                    row.text(format!("{:05}", commune.code))?.text("")?.end()?;
                }
            }
        }
    }
    Ok(())
}

/// The constituencies of a real province: from the nation down, whole communes each.
fn write_real_constituencies(
    plan: &Plan,
    province: &Province,
    upper: &Upper,
    tables: &mut Tables,
) -> Result<(), SampleError> {
    for (level, letters, all) in [("national", "QH", &upper.assembly), ("provincial", "HDT", &upper.council)]
    {
        for of in all {
            let code = format!("{:02}-{letters}-{}", province.code, of.number);
            let row = tables.constituencies.text(&code)?.text(level)?.number(of.number)?;
            row.text(format!("Đơn vị bầu cử số {}", of.number))?.number(of.seats)?.end()?;
            for at in &of.communes {
                let row = tables.constituency_parts.text(&code)?;
                row.text(format!("{:05}", plan.communes[*at].code))?.text("")?.end()?;
            }
        }
    }
    Ok(())
}

/// Communal constituencies are made of areas, two or more where there are enough.
fn write_communal_constituencies(
    commune: &Commune,
    is_real: bool,
    draw: &mut Draw,
    tables: &mut Tables,
) -> Result<(), SampleError> {
    let areas = commune.areas.len();
    // The nation has about six and a half a commune.
    let count = if is_real { (areas * 35 / 100).clamp(3.min(areas), 10) } else { (areas / 2).clamp(1, 8) };
    for (number, areas) in (1..).zip(split(&(0..commune.areas.len()), count)) {
        let code = format!("{:05}-HDX-{number}", commune.code);
        let row = tables.constituencies.text(&code)?.text("communal")?.number(number)?;
        let seats = draw.between(3, 5).unsigned_abs();
        row.text(format!("Đơn vị bầu cử số {number}"))?.number(seats)?.end()?;
        for area in areas {
            let row = tables.constituency_parts.text(&code)?.text("")?;
            row.text(commune.area_code(area + 1))?.end()?;
        }
    }
    Ok(())
}

/// A range in `count` parts of nearly equal length, none of them empty.
fn split(range: &Range<usize>, count: usize) -> impl Iterator<Item = Range<usize>> {
    let (start, length) = (range.start, range.len());
    let count = count.clamp(1, length.max(1));
    (0..count).map(move |at| start + at * length / count..start + (at + 1) * length / count)
}
