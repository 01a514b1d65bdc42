//! Who signs in an invented extract: a chairman in most communes, a deputy in others, and some that leave it open.

use super::SampleError;
use super::draw::Draw;
use super::names::Names;
use super::plan::Plan;
use super::tables::{TableFile, Tables};
use crate::people::Sex;

/// Of 100,000 communes: those where a deputy signs, those that leave open who signs.
const DEPUTY: u32 = 20_000;
const OPEN: u32 = 5_000;
const OPEN_OR_DEPUTY: u32 = OPEN + DEPUTY;
/// When officials were born, by whole years from the first to the last.
const BORN: (i32, i32) = (1966, 1988);

/// Writes both tables of offices.
pub(super) fn write(plan: &Plan, draw: &mut Draw, tables: &mut Tables) -> Result<(), SampleError> {
    let names = Names::new();
    for province in &plan.provinces {
        let code = format!("{:02}", province.code);
        let role = if draw.chance(DEPUTY) { "deputy" } else { "chairman" };
        let signed = Signed { code: &code, place: bare(&province.name), role };
        write_office(&mut tables.province_offices, signed, &names, draw)?;
    }
    for commune in &plan.communes {
        let code = format!("{:05}", commune.code);
        let role = match draw.below(100_000) {
            ..OPEN => "",
            OPEN..OPEN_OR_DEPUTY => "deputy",
            OPEN_OR_DEPUTY.. => "chairman",
        };
        let signed = Signed { code: &code, place: &commune.name, role };
        write_office(&mut tables.offices, signed, &names, draw)?;
    }
    Ok(())
}

/// The name of a province without its kind, which the place before a date does without.
fn bare(province: &str) -> &str {
    let kinds = ["Tỉnh ", "Thành phố "];
    kinds.iter().find_map(|kind| province.strip_prefix(kind)).unwrap_or(province)
}

/// Of which unit, where, and as what somebody signs; an empty role leaves it open.
struct Signed<'a> {
    code: &'a str,
    place: &'a str,
    role: &'a str,
}

fn write_office(
    file: &mut TableFile,
    signed: Signed<'_>,
    names: &Names,
    draw: &mut Draw,
) -> Result<(), SampleError> {
    let Signed { code, place, role } = signed;
    let mut name = || {
        let sex = if draw.chance(75_000) { Sex::Male } else { Sex::Female };
        let family = names.family(draw, false);
        let mut text = String::new();
        let born = draw.between(BORN.0, BORN.1);
        names.name(draw, family, sex, born).write_to(&mut text);
        text
    };
    let (signer, drafter) = (name(), name());
    let signer = if role.is_empty() { String::new() } else { signer };
    file.text(code)?.text(signer)?.text(role)?.text(place)?.text(drafter)?.text("UBND")?;
    file.text("")?.text("")?.end()
}
