//! Where invented people are registered: permanent, temporary and current residences, and earlier ones that ended.

use super::SampleError;
use super::draw::Draw;
use super::household::Member;
use super::people::{House, Person, Population};
use super::plan::{Commune, Terrain};
use super::tables::TableFile;
use crate::people::{ResidenceKind, add_months};
use crate::territory::CommuneKind;
use chrono::{Datelike, Days, NaiveDate};

const STREETS: [&str; 16] = [
    "Hoa Sen",
    "Hoa Mai",
    "Bờ Sông",
    "Chợ Cũ",
    "Ga Mới",
    "Cầu Đá",
    "Giếng Làng",
    "Cây Gạo",
    "Bến Xe",
    "Trường Làng",
    "Đồi Thông",
    "Hồ Sen",
    "Vườn Trầu",
    "Ruộng Cao",
    "Đê Mới",
    "Lò Gốm",
];

/// How a household lives where it lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settlement {
    /// Registered permanently.
    Permanent,
    /// Registered temporarily, and nowhere else.
    TemporaryOnly,
    /// Known to live here, and registered nowhere.
    CurrentOnly,
    /// Registered temporarily, and permanently in a commune that the extract does not hold.
    FromOutside,
}

/// A commune of the extract in which somebody is registered temporarily or lives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Elsewhere {
    pub(super) house: House,
    pub(super) kind: ResidenceKind,
}

/// Draws how a household lives: 95 in a hundred are registered permanently.
pub(super) fn settlement(draw: &mut Draw) -> Settlement {
    match draw.below(1_000) {
        ..956 => Settlement::Permanent,
        956..988 => Settlement::TemporaryOnly,
        988..996 => Settlement::CurrentOnly,
        _ => Settlement::FromOutside,
    }
}

impl Population<'_> {
    /// Writes somebody's residences, and tells of one in another commune.
    pub(super) fn write_residences(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        settlement: Settlement,
        file: &mut TableFile,
    ) -> Result<Option<Elsewhere>, SampleError> {
        let Person { number, member } = person;
        match settlement {
            Settlement::Permanent => {
                self.write_permanent(draw, house, person, file)?;
                return self.write_elsewhere(draw, house, person, file);
            }
            Settlement::TemporaryOnly => self.write_temporary(draw, house, person, file)?,
            Settlement::CurrentOnly => {
                self.write_row(draw, number, ResidenceKind::Current, house, file)?
                    .text("")?
                    .text("")?
                    .text("")?;
                file.text("")?.end()?;
            }
            Settlement::FromOutside => {
                let code = format!("99{:03}", draw.below(1_000));
                file.text(number)?.text("permanent")?.text(code)?.text("")?.text("")?.text("")?;
                file.date(Some(permanent_since(draw, member, self.calendar.as_of)))?
                    .text("")?
                    .text("")?
                    .text("")?
                    .end()?;
                self.write_temporary(draw, house, person, file)?;
            }
        }
        Ok(None)
    }

    fn write_permanent(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let Person { number, member } = person;
        let since = permanent_since(draw, member, self.calendar.as_of);
        if draw.chance(3_000) {
            let earlier = self.somewhere(draw, house.commune);
            let before = since.checked_sub_days(draw.days(6_000)).unwrap_or(since);
            let row = self.write_row(draw, number, ResidenceKind::Permanent, earlier, file)?;
            row.date(Some(before.max(member.birth)))?.text("")?.date(Some(since))?.text("")?.end()?;
        }
        let unknown_since = draw.chance(6_000);
        let row = self.write_row(draw, number, ResidenceKind::Permanent, house, file)?;
        row.date((!unknown_since).then_some(since))?.text("")?.text("")?.text("")?.end()
    }

    /// Every fifth of the young is registered, or lives, in another commune too.
    fn write_elsewhere(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        file: &mut TableFile,
    ) -> Result<Option<Elsewhere>, SampleError> {
        let Person { number, member } = person;
        let share = match member.age {
            ..17 => 2_500,
            17..41 => 19_000,
            41..60 => 5_000,
            60.. => 1_500,
        };
        let roll = draw.below(100_000);
        if roll < share {
            let house = self.somewhere(draw, house.commune);
            self.write_temporary(draw, house, person, file)?;
            return Ok(Some(Elsewhere { house, kind: ResidenceKind::Temporary }));
        }
        if roll < share + 900 {
            let house = self.somewhere(draw, house.commune);
            self.write_row(draw, number, ResidenceKind::Current, house, file)?
                .text("")?
                .text("")?
                .text("")?;
            file.text("")?.end()?;
            return Ok(Some(Elsewhere { house, kind: ResidenceKind::Current }));
        }
        Ok(None)
    }

    /// Two years at a time, most of them renewed; now and then the row follows one that ended, or lacks its dates.
    fn write_temporary(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let Person { number, member } = person;
        let ago = draw.days(1_150);
        let since = (self.calendar.as_of - ago).max(member.birth);
        if draw.chance(5_000) {
            let before = since - draw.days(400);
            let row = self.write_row(draw, number, ResidenceKind::Temporary, house, file)?;
            row.date(Some(before.max(member.birth)))?.text("")?.date(Some(since))?.text("")?.end()?;
        }
        let mut expires = add_months(since, 24);
        if expires < self.calendar.election_day && draw.chance(92_000) {
            expires = add_months(expires, 24);
        }
        let row = self.write_row(draw, number, ResidenceKind::Temporary, house, file)?;
        match draw.below(100) {
            ..2 => row.text("")?,
            2 => row.number(since.year().unsigned_abs())?,
            3 => row.text(since.format("%Y-%m").to_string())?,
            _ => row.date(Some(since))?,
        };
        let dated = draw.chance(94_000);
        row.date(dated.then_some(expires))?.text("")?.text("")?.end()
    }

    /// The first six fields of a residence.
    fn write_row<'t>(
        &self,
        draw: &mut Draw,
        number: &[u8; 12],
        kind: ResidenceKind,
        house: House,
        file: &'t mut TableFile,
    ) -> Result<&'t mut TableFile, SampleError> {
        let commune = &self.plan.communes[house.commune];
        // A few rows were never brought from the code of the old commune to that of the new one.
        let predecessor = match commune.predecessors > 0 && draw.chance(300) {
            true => draw.below(commune.predecessors) + 1,
            false => 0,
        };
        let mut code = [0; 5];
        super::numbers::write_digits(&mut code, u64::from(commune.code + predecessor));
        let hamlet = match draw.chance(200) {
            true => [0; 9],
            false => hamlet_code(commune.code, house.hamlet),
        };
        let hamlet = if hamlet[0] == 0 { &[][..] } else { &hamlet[..] };
        file.text(number)?.text(kind.as_str())?.text(code)?.text(hamlet)?;
        file.text(address(commune, house))?.number(house.order)
    }

    /// A house somewhere, mostly in the same province and in another commune.
    pub(super) fn somewhere(&self, draw: &mut Draw, from: usize) -> House {
        let province = &self.plan.provinces[self.plan.communes[from].province];
        let mut commune = match draw.chance(60_000) {
            true => province.communes.start + draw.index(province.communes.len()),
            false => draw.index(self.plan.communes.len()),
        };
        if commune == from && draw.chance(90_000) {
            commune = (commune + 1) % self.plan.communes.len();
        }
        let hamlets = &self.plan.communes[commune].hamlets;
        let hamlet = draw.index(hamlets.len());
        House { commune, hamlet, order: draw.below(hamlets[hamlet].houses) + 1 }
    }
}

/// Since birth, or since a move.
fn permanent_since(draw: &mut Draw, member: &Member, as_of: NaiveDate) -> NaiveDate {
    let days = u32::try_from((as_of - member.birth).num_days()).unwrap_or(0);
    let at = if draw.chance(55_000) { draw.below(days.min(60)) } else { draw.below(days) };
    member.birth + Days::new(u64::from(at))
}

fn hamlet_code(commune: u32, hamlet: usize) -> [u8; 9] {
    let mut code = *b"00000-T00";
    super::numbers::write_digits(&mut code[0..5], u64::from(commune));
    super::numbers::write_digits(&mut code[7..9], hamlet as u64 + 1);
    code
}

fn address(commune: &Commune, house: House) -> String {
    let street = STREETS[(house.hamlet + commune.code as usize) % STREETS.len()];
    match (commune.kind, commune.terrain) {
        (CommuneKind::Ward, _) => format!("Số {}, đường {street}", house.order),
        (_, Terrain::Highland) => format!("Nhóm {street}"),
        (CommuneKind::Commune | CommuneKind::SpecialZone, Terrain::Lowland | Terrain::Island) => {
            format!("Số {}, xóm {street}", house.order)
        }
    }
}
