//! What other authorities know of invented people: stays, statuses, declared absences, wishes and certificates.

use super::SampleError;
use super::draw::Draw;
use super::moves::{Elsewhere, Settlement};
use super::people::{House, Person, Population, moment};
use super::tables::{TableFile, Tables};
use crate::people::{ResidenceKind, Sex, StatusKind, StayKind, WishKind};
use chrono::{NaiveDate, NaiveDateTime};

/// A wish to be written.
struct Wish {
    kind: WishKind,
    commune: Option<usize>,
    /// The number of an area of the commune.
    area: Option<usize>,
    at: NaiveDateTime,
    document: bool,
}

impl Population<'_> {
    /// Writes somebody's rows of every table but `persons.csv`.
    pub(super) fn write_facts(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        settlement: Settlement,
        tables: &mut Tables,
    ) -> Result<(), SampleError> {
        let Person { number, member } = person;
        let elsewhere = self.write_residences(draw, house, person, settlement, &mut tables.residences)?;
        if member.age < 16 {
            return Ok(());
        }
        let stay = self.write_stay(draw, house, person, &mut tables.stays)?;
        self.write_statuses(draw, person, &mut tables.statuses)?;
        let absence = if elsewhere.is_some() { 9_000 } else { 500 };
        if draw.chance(absence) {
            self.write_absence(draw, number, elsewhere, &mut tables.absences)?;
        }
        let wish = match stay {
            Some(StayKind::Military) => self.commander_certificate(draw),
            _ => self.wish(draw, house, settlement, elsewhere),
        };
        match wish {
            Some(wish) => self.write_wishes(draw, number, wish, &mut tables.wishes),
            None => Ok(()),
        }
    }

    fn write_stay(
        &self,
        draw: &mut Draw,
        house: House,
        person: Person<'_>,
        file: &mut TableFile,
    ) -> Result<Option<StayKind>, SampleError> {
        let Person { number, member } = person;
        let man = member.sex == Sex::Male;
        let military = match member.age {
            18..26 if man => 5_200,
            26..50 if man => 650,
            18..50 => 60,
            _ => 0,
        };
        let (custody, care) = match member.age {
            ..18 => (0, 0),
            18..60 => (if man { 200 } else { 40 }, 5),
            60..70 => (20, 150),
            70.. => (0, 1_500),
        };
        let students = if (18..24).contains(&member.age) { 2_500 } else { 0 };
        let roll = draw.below(100_000);
        let kind = match roll.checked_sub(military) {
            None => StayKind::Military,
            Some(rest) if rest < custody => custody_kind(draw),
            Some(rest) if rest < custody + care => StayKind::Care,
            Some(rest) if rest < custody + care + students => StayKind::Organisation,
            Some(_) => return Ok(None),
        };
        let province = self.plan.communes[house.commune].province;
        let facility = &self.plan.facilities[draw.pick(self.directory.of(province, kind))];
        let from = self.calendar.as_of - draw.days(700);
        let until = draw.chance(25_000).then(|| self.calendar.as_of + draw.days(120));
        let row = file.text(number)?.text(kind.as_str())?.text(facility.code(self.plan))?;
        row.date(Some(from))?.date(until)?.end()?;
        Ok(Some(kind))
    }

    /// At most one status, and now and then what lifts a sentence.
    fn write_statuses(
        &self,
        draw: &mut Draw,
        person: Person<'_>,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let Person { number, member } = person;
        let kind = match draw.below(100_000) {
            ..110 => StatusKind::Imprisonment,
            110..160 => StatusKind::SuspendedImprisonment,
            160..170 => StatusKind::VoteDeprived,
            170 => StatusKind::DeathSentence,
            171..250 => StatusKind::Incapacity,
            250..300 => StatusKind::MentalIllnessConfirmed,
            300..420 => StatusKind::Other,
            _ => return Ok(()),
        };
        if member.age < 18 {
            return Ok(());
        }
        let from = self.calendar.as_of - draw.days(2_000);
        self.write_status(draw, number, kind, from, file)?;
        if kind == StatusKind::Imprisonment && draw.chance(15_000) {
            let days = u32::try_from((self.calendar.as_of - from).num_days()).unwrap_or(0);
            let lifted = from + draw.days(days);
            let lifting = match draw.chance(65_000) {
                true => StatusKind::SentencePostponed,
                false => StatusKind::ConditionalRelease,
            };
            self.write_status(draw, number, lifting, lifted, file)?;
        }
        Ok(())
    }

    fn write_status(
        &self,
        draw: &mut Draw,
        number: &[u8; 12],
        kind: StatusKind,
        from: NaiveDate,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let until = draw.chance(30_000).then(|| self.calendar.as_of + draw.days(900));
        let document = match draw.chance(92_000) {
            true => format!("{}/{}", draw.below(900) + 1, from.format("%Y")),
            false => String::new(),
        };
        let issuer = match kind {
            StatusKind::MentalIllnessConfirmed => "Ủy ban nhân dân",
            StatusKind::SentencePostponed | StatusKind::ConditionalRelease => "Tòa án nhân dân tỉnh",
            StatusKind::VoteDeprived
            | StatusKind::DeathSentence
            | StatusKind::Imprisonment
            | StatusKind::SuspendedImprisonment
            | StatusKind::Incapacity
            | StatusKind::Other => "Tòa án nhân dân khu vực",
        };
        let row = file.text(number)?.text(kind.as_str())?.date(Some(from))?.date(until)?;
        row.text(document)?.text(issuer)?.end()
    }

    fn write_absence(
        &self,
        draw: &mut Draw,
        number: &[u8; 12],
        elsewhere: Option<Elsewhere>,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let declared = self.calendar.as_of - draw.days(150);
        let from = declared + draw.days(10);
        let until = draw.chance(75_000).then(|| from + draw.days(350));
        let destination = elsewhere.map(|place| self.plan.communes[place.house.commune].code);
        let destination = destination.map(|code| format!("{code:05}")).unwrap_or_default();
        let row = file.text(number)?.date(Some(declared))?.date(Some(from))?.date(until)?;
        row.text(destination)?.end()
    }

    fn commander_certificate(&self, draw: &mut Draw) -> Option<Wish> {
        let kind = WishKind::VoteAtPermanentByCertificate;
        draw.chance(15_000).then(|| Wish {
            kind,
            commune: None,
            area: None,
            at: self.recorded(draw),
            document: draw.chance(95_000),
        })
    }

    /// What somebody asked for, as people who live so ask.
    fn wish(
        &self,
        draw: &mut Draw,
        house: House,
        settlement: Settlement,
        elsewhere: Option<Elsewhere>,
    ) -> Option<Wish> {
        use WishKind::{NotHere, VoteAtCurrent, VoteAtPermanent, VoteAtTemporary};
        let roll = draw.below(1_000);
        let (kind, place) = match (settlement, elsewhere.map(|place| (place.kind, place.house))) {
            (Settlement::Permanent, Some((ResidenceKind::Current, place))) => match roll {
                ..450 => (VoteAtCurrent, Some(place)),
                450..530 => (NotHere, Some(house)),
                _ => return None,
            },
            (Settlement::Permanent, Some((ResidenceKind::Temporary | ResidenceKind::Permanent, place))) => {
                match roll {
                    ..380 => (VoteAtTemporary, Some(place)),
                    380..430 => (VoteAtTemporary, None),
                    430..460 => (VoteAtPermanent, None),
                    460..490 => (NotHere, Some(house)),
                    490..495 => (NotHere, None),
                    _ => return None,
                }
            }
            (Settlement::Permanent, None) => match roll {
                ..2 => (VoteAtCurrent, Some(self.somewhere(draw, house.commune))),
                2..4 => (NotHere, Some(house)),
                4 => return Some(self.elsewhere_certificate(draw, house)),
                5 if draw.chance(20_000) => (VoteAtTemporary, Some(self.somewhere(draw, house.commune))),
                _ => return None,
            },
            (Settlement::TemporaryOnly | Settlement::FromOutside, _) => match roll {
                ..400 => (VoteAtTemporary, Some(house)),
                400..415 => (NotHere, Some(house)),
                _ => return None,
            },
            (Settlement::CurrentOnly, _) => match roll {
                ..600 => (VoteAtCurrent, Some(house)),
                _ => return None,
            },
        };
        let area = place.filter(|_| kind == VoteAtCurrent && draw.chance(60_000));
        Some(Wish {
            kind,
            commune: place.map(|place| place.commune),
            area: area.and_then(|place| self.any_area(draw, place.commune)),
            at: self.recorded(draw),
            document: false,
        })
    }

    /// A certificate to vote elsewhere, from posting on (Art. 34).
    fn elsewhere_certificate(&self, draw: &mut Draw, house: House) -> Wish {
        let place = self.somewhere(draw, house.commune);
        let days = (self.calendar.election_day - self.calendar.posted_on).num_days();
        let day = self.calendar.posted_on + draw.days(u32::try_from(days).unwrap_or(0));
        Wish {
            kind: WishKind::VoteElsewhereCertificate,
            commune: Some(place.commune),
            area: self.any_area(draw, place.commune),
            at: moment(draw, day),
            document: draw.chance(96_000),
        }
    }

    fn any_area(&self, draw: &mut Draw, commune: usize) -> Option<usize> {
        match self.plan.communes[commune].residential_areas() {
            0 => None,
            count => Some(draw.index(count) + 1),
        }
    }

    /// Most wishes are recorded before the extract, a few until after the cut-off.
    fn recorded(&self, draw: &mut Draw) -> NaiveDateTime {
        let day = match draw.chance(99_000) {
            true => self.calendar.as_of - draw.days(60),
            false => self.calendar.election_day - draw.days(6),
        };
        moment(draw, day)
    }

    /// Writes the wish; one in fifty was preceded by another that it replaces.
    fn write_wishes(
        &self,
        draw: &mut Draw,
        number: &[u8; 12],
        wish: Wish,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let replaces = matches!(wish.kind, WishKind::VoteAtTemporary | WishKind::VoteAtCurrent);
        if replaces && draw.chance(2_000) {
            let at = wish.at - chrono::TimeDelta::days(1 + i64::from(draw.below(10)));
            let first =
                Wish { kind: WishKind::VoteAtPermanent, commune: None, area: None, at, document: false };
            self.write_wish(draw, number, &first, file)?;
        }
        self.write_wish(draw, number, &wish, file)
    }

    fn write_wish(
        &self,
        draw: &mut Draw,
        number: &[u8; 12],
        wish: &Wish,
        file: &mut TableFile,
    ) -> Result<(), SampleError> {
        let commune = wish.commune.map(|at| &self.plan.communes[at]);
        let code = commune.map(|commune| format!("{:05}", commune.code)).unwrap_or_default();
        let area = commune.zip(wish.area).map(|(commune, number)| commune.area_code(number));
        let channel = match wish.kind {
            WishKind::NotHere => draw.pick(&["relative", "phone", "in_person"]),
            WishKind::VoteAtPermanentByCertificate | WishKind::VoteElsewhereCertificate => "in_person",
            WishKind::VoteAtTemporary | WishKind::VoteAtCurrent | WishKind::VoteAtPermanent => {
                draw.pick(&["vneid", "vneid", "in_person", "phone"])
            }
        };
        let document = match wish.document {
            true => format!("{}/GCN", draw.below(9_000) + 1),
            false => String::new(),
        };
        let row = file.text(number)?.text(wish.kind.as_str())?.text(code)?;
        row.text(area.unwrap_or_default())?.moment(wish.at)?.text(channel)?.text(document)?.end()
    }
}

fn custody_kind(draw: &mut Draw) -> StayKind {
    match draw.below(100) {
        ..35 => StayKind::Detention,
        35..55 => StayKind::TemporaryCustody,
        55..62 => StayKind::CompulsoryEducation,
        _ => StayKind::CompulsoryRehabilitation,
    }
}
