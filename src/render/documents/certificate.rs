//! Certificates: to vote elsewhere (form 11/HĐBC, Art. 34), and for a serviceman who votes at the residence (form 12/HĐBC,
//! Art. 31.2).

use super::{AreaPlace, CommunePlace, day_in_words, day_of_form, residence};
use crate::people::{CommuneCode, Sex, digest};
use crate::render::commune_name;
use crate::render::forms::{Blank, CertificateForm, Signer, fill};
use crate::render::pdf::{LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle, Signature};
use crate::render::place::{numbered, province_in_sentence};
use crate::roll::Entry;
use crate::territory::{Area, Level, Levels};
use chrono::NaiveDate;
use std::borrow::Cow;

/// What a certificate certifies.
#[derive(Clone, Copy)]
pub struct Certificate<'a> {
    /// Such as "12/GCN-UBND".
    pub document_no: &'a str,
    pub dated: NaiveDate,
    /// The list the bearer stands on, and their row on it.
    pub own: AreaPlace<'a>,
    pub entry: &'a Entry,
    /// Where the bearer votes.
    pub to: VotesAt<'a>,
    /// The unit, of a serviceman alone.
    pub unit: Option<&'a str>,
}

/// Where the bearer of a certificate votes.
#[derive(Clone, Copy)]
pub enum VotesAt<'a> {
    /// In an area of this database, by a row of its list.
    Row { place: CommunePlace<'a>, area: &'a Area, row: &'a Entry },
    /// Where another office keeps the list: the place in words, the province behind the last comma.
    Beyond { place: &'a str, code: Option<&'a CommuneCode>, ballots: Levels },
}

impl VotesAt<'_> {
    fn commune(&self) -> Cow<'_, str> {
        match self {
            Self::Row { place, .. } => commune_name(place.commune).into(),
            Self::Beyond { place, .. } => {
                place.rsplit_once(',').map_or(*place, |(commune, _)| commune.trim()).into()
            }
        }
    }

    fn province(&self) -> Cow<'_, str> {
        match self {
            Self::Row { place, .. } => province_in_sentence(place.province).into(),
            Self::Beyond { place, .. } => {
                place.rsplit_once(',').map_or("", |(_, province)| province.trim()).into()
            }
        }
    }

    fn area(&self) -> String {
        match self {
            Self::Row { area, .. } => numbered(area.number),
            Self::Beyond { .. } => "……".to_owned(),
        }
    }

    fn ballots(&self) -> Levels {
        match self {
            Self::Row { row, .. } => row.ballots,
            Self::Beyond { ballots, .. } => *ballots,
        }
    }

    /// The code of the area, or of the commune if that is all that is known.
    fn code(&self) -> &str {
        match self {
            Self::Row { area, .. } => area.area_code.as_str(),
            Self::Beyond { code, .. } => code.map_or("-", CommuneCode::as_str),
        }
    }

    /// The day of voting there.
    fn day(&self, own: &AreaPlace<'_>) -> NaiveDate {
        match self {
            Self::Row { area, .. } => super::opening(own.election, area).date(),
            Self::Beyond { .. } => own.election.election_day,
        }
    }
}

/// The certificate to vote elsewhere as a document, on A5 landscape.
pub fn certificate<'a>(certificate: &Certificate<'a>) -> LetterDocument<'a> {
    document(certificate, &certificate.own.forms().elsewhere)
}

/// The certificate of a serviceman as a document, on A5 landscape. It names the unit: it is handed to the person, and never
/// posted.
pub fn serviceman_certificate<'a>(certificate: &Certificate<'a>) -> LetterDocument<'a> {
    document(certificate, &certificate.own.forms().serviceman)
}

fn document<'a>(certificate: &Certificate<'a>, form: &'static CertificateForm) -> LetterDocument<'a> {
    let Certificate { document_no, dated, own, .. } = certificate;
    let name = form.about.first().copied().unwrap_or_default();
    LetterDocument {
        page: LetterPage::A5Landscape,
        form: form.number,
        title: format!("{} {}", form.name, name).to_lowercase().into(),
        date: *dated,
        committee: match (form.signer, certificate.unit) {
            (Signer::Commander, Some(unit)) => vec![unit.to_uppercase().into()],
            (Signer::Committee | Signer::Commander, _) => own.committee(),
        },
        document_no: match document_no.is_empty() {
            true => "".into(),
            false => format!("Số: {document_no}").into(),
        },
        date_at: LetterDate::Signature,
        name: form.name.into(),
        about: form.about.iter().map(|line| Cow::Borrowed(*line)).collect(),
        fields: fields(certificate, form),
        signature: signature(certificate, form),
        recipients: Vec::new(),
        running: match form.signer {
            Signer::Committee => format!("Giấy chứng nhận số {document_no} – {}", own.of_province()).into(),
            Signer::Commander => "".into(),
        },
        qr: qr_text(certificate).into(),
    }
}

/// The form's lines with their blanks filled.
fn fields(certificate: &Certificate<'_>, form: &'static CertificateForm) -> Vec<LetterField<'static>> {
    let Certificate { own, entry, to, .. } = certificate;
    let sex = match entry.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let (birth_date, card) = (entry.birth_date.printed(), entry.number.to_string());
    let (own_area, to_area) = (numbered(own.area.number), to.area());
    let (commune, province) = (commune_name(own.commune), province_in_sentence(own.province));
    let (to_commune, to_province) = (to.commune(), to.province());
    let (bodies, day) = (bodies(to.ballots()), day_in_words(to.day(own)));
    let lives_at = residence(match (form.signer, to) {
        (Signer::Commander, VotesAt::Row { row, .. }) => row,
        (Signer::Commander, VotesAt::Beyond { .. }) | (Signer::Committee, _) => entry,
    });
    let blank = |name, value| Blank { name, value };
    let blanks = [
        blank("full_name", &*entry.full_name),
        blank("birth_date", &birth_date),
        blank("sex", sex),
        blank("personal_id", entry.personal_id.as_str()),
        blank("residence", lives_at),
        blank("unit", certificate.unit.unwrap_or_default()),
        blank("number", &card),
        blank("area", &own_area),
        blank("commune", &commune),
        blank("province", &province),
        blank("to_commune", &to_commune),
        blank("to_province", &to_province),
        blank("to_area", &to_area),
        blank("bodies", &bodies),
        blank("election_day", &day),
    ];
    let field = |line: &crate::render::forms::CertificateLine| LetterField {
        label: line.label.into(),
        value: fill(line.text, &blanks).into(),
        style: if line.strong { LetterStyle::Strong } else { LetterStyle::Plain },
    };
    form.lines.iter().map(field).collect()
}

fn signature<'a>(certificate: &Certificate<'a>, form: &'static CertificateForm) -> Signature<'a> {
    let committee = certificate.own.signature_of(certificate.dated);
    let place_and_date = match form.dated {
        "" => committee.place_and_date.clone(),
        words => day_of_form(words, certificate.dated).into(),
    };
    let signed = Signature { place_and_date, note: form.signed, ..committee };
    match form.signer {
        Signer::Committee => signed,
        Signer::Commander => Signature { lines: vec!["CHỈ HUY TRƯỞNG".into()], name: None, ..signed },
    }
}

/// Election, own area and row, the other area, and eight hexadecimal digits over these and the roll.
fn qr_text(certificate: &Certificate<'_>) -> String {
    let Certificate { own, entry, to, .. } = certificate;
    let text = format!("{};{};{};{}", own.election.id, own.area.area_code, entry.number, to.code());
    let check = digest(format!("{};{text}", own.roll_id).as_bytes());
    format!("cutri;{text};{}", &check[..8])
}

/// Such as "đại biểu Quốc hội và đại biểu Hội đồng nhân dân cấp tỉnh".
fn bodies(ballots: Levels) -> String {
    let body = |level: Level| match level {
        Level::National => "đại biểu Quốc hội",
        Level::Provincial => "đại biểu Hội đồng nhân dân cấp tỉnh",
        Level::Communal => "đại biểu Hội đồng nhân dân cấp xã",
    };
    let mut bodies: Vec<&str> = ballots.iter().map(body).collect();
    match bodies.pop() {
        Some(last) if bodies.is_empty() => last.to_owned(),
        Some(last) => format!("{} và {last}", bodies.join(", ")),
        None => String::new(),
    }
}
