//! The facts behind a decision in words.

use super::super::language::Language;
use super::super::place::place_name;
use super::{Told, choose};
use crate::law::{FactReference, FactTable};
use crate::people::{
    Absence, Beyond, CommuneCode, PartialDate, Person, Residence, ResidenceKind, Status, StatusKind, Stay,
    StayKind, VitalStatus, Wish, WishKind,
};
use crate::territory::Territory;

/// A line for each fact, beginning with where it is found.
pub(super) fn lines(told: Told<'_>, language: Language) -> Vec<String> {
    let own = choose(language, "bảng dân cư", "register of persons");
    let mut lines = vec![format!("{own}: {}", person(&told.facts.person, language))];
    let others = told.decision.facts.iter().filter(|fact| fact.table != FactTable::Persons);
    lines.extend(
        others.filter_map(|fact| {
            Some(format!("{}: {}", place_of(*fact, language), line(told, *fact, language)?))
        }),
    );
    lines
}

/// Where a fact is found: the table, and which of the person's rows there, as the extract has them one after the other.
fn place_of(fact: FactReference, language: Language) -> String {
    let (vietnamese, english) = match fact.table {
        FactTable::Persons => ("bảng dân cư", "register of persons"),
        FactTable::Residences => ("bảng cư trú", "residences"),
        FactTable::Absences => ("bảng tạm vắng", "absences"),
        FactTable::Stays => ("bảng lưu trú tại cơ sở, đơn vị", "stays"),
        FactTable::Statuses => ("bảng tình trạng pháp lý", "statuses"),
        FactTable::Wishes => ("bảng nguyện vọng, giấy chứng nhận", "wishes"),
    };
    let row = fact.row;
    choose(
        language,
        format!("{vietnamese}, dòng thứ {row} của người này"),
        format!("{english}, row {row} of the person"),
    )
}

fn line(told: Told<'_>, fact: FactReference, language: Language) -> Option<String> {
    let (facts, territory) = (told.facts, told.territory);
    match fact.table {
        FactTable::Persons => None,
        FactTable::Residences => fact.of(&facts.residences).map(|fact| residence(fact, territory, language)),
        FactTable::Absences => fact.of(&facts.absences).map(|fact| absence(fact, language)),
        FactTable::Stays => fact.of(&facts.stays).map(|fact| stay(fact, language)),
        FactTable::Statuses => fact.of(&facts.statuses).map(|fact| status(fact, language)),
        FactTable::Wishes => fact.of(&facts.wishes).map(|fact| wish(fact, territory, language)),
    }
}

fn person(person: &Person, language: Language) -> String {
    let born = person.birth_date.printed();
    let vital = match person.vital_status {
        VitalStatus::Alive => "",
        VitalStatus::Dead => choose(language, ", đã chết", ", dead"),
        VitalStatus::Missing => choose(language, ", bị tuyên bố mất tích", ", declared missing"),
        VitalStatus::Removed => {
            choose(language, ", đã đưa ra khỏi cơ sở dữ liệu", ", taken out of the database")
        }
    };
    let nationality = person.nationality.join(", ");
    choose(
        language,
        format!("sinh {born}, quốc tịch {nationality}{vital}"),
        format!("born {born}, nationality {nationality}{vital}"),
    )
}

/// `from … until …`, as far as known.
fn span(from: Option<PartialDate>, until: Option<PartialDate>, language: Language) -> String {
    let mut words = String::new();
    if let Some(from) = from {
        words += &format!(" {} {}", choose(language, "từ", "from"), from.printed());
    }
    if let Some(until) = until {
        words += &format!(" {} {}", choose(language, "đến", "until"), until.printed());
    }
    words
}

fn place(code: &CommuneCode, territory: &Territory) -> String {
    place_name(territory, code).unwrap_or_else(|| code.to_string())
}

fn residence(residence: &Residence, territory: &Territory, language: Language) -> String {
    let kind = match residence.kind {
        ResidenceKind::Permanent => choose(language, "thường trú tại", "permanent residence in"),
        ResidenceKind::Temporary => choose(language, "tạm trú tại", "temporary residence in"),
        ResidenceKind::Current => choose(language, "nơi ở hiện tại:", "current place in"),
    };
    let hamlet = residence.hamlet_code.as_ref().and_then(|code| territory.hamlet(code));
    let hamlet = hamlet.map(|hamlet| format!("{}, ", territory.hamlet_name(hamlet))).unwrap_or_default();
    let commune = where_it_is(residence, territory, language);
    let dates = span(residence.registered_on, residence.expires_on, language);
    let ended = residence.ended_on.map(|day| {
        choose(language, format!(", chấm dứt {}", day.printed()), format!(", ended {}", day.printed()))
    });
    format!("{kind} {hamlet}{commune}{dates}{}", ended.unwrap_or_default())
}

/// The commune of a residence; of one that may lie in several, all of them, and the code that does not tell which.
fn where_it_is(residence: &Residence, territory: &Territory, language: Language) -> String {
    let code = &residence.commune_code;
    let Some((last, others)) = residence.may_mean.split_last() else { return place(code, territory) };
    let named = |code: &CommuneCode| format!("{} ({code})", place(code, territory));
    let others = others.iter().map(named).collect::<Vec<_>>().join(", ");
    let (others, last) = (others.as_str(), named(last));
    choose(
        language,
        format!("{others} hoặc {last}, vì mã xã {code} trong dữ liệu có thể là một trong các nơi này"),
        format!("{others} or {last}, for the code {code} in the data may be any of these"),
    )
}

fn absence(absence: &Absence, language: Language) -> String {
    let declared = absence.declared_on.printed();
    let dates = span(Some(absence.from), absence.until, language);
    choose(
        language,
        format!("khai báo tạm vắng ngày {declared}:{dates}"),
        format!("absence declared on {declared}:{dates}"),
    )
}

fn stay(stay: &Stay, language: Language) -> String {
    let (vietnamese, english) = match stay.kind {
        StayKind::Military => ("phục vụ tại đơn vị vũ trang", "serves in an armed unit"),
        StayKind::Detention => ("bị tạm giam", "in detention"),
        StayKind::TemporaryCustody => ("bị tạm giữ", "in temporary custody"),
        StayKind::CompulsoryEducation => ("giáo dục bắt buộc", "compulsory education"),
        StayKind::CompulsoryRehabilitation => ("cai nghiện bắt buộc", "compulsory rehabilitation"),
        StayKind::Care => ("ở cơ sở chăm sóc, điều trị", "in a care home or hospital"),
        StayKind::Organisation => {
            ("đăng ký bỏ phiếu theo tổ chức, đơn vị", "registered to vote through an organisation")
        }
    };
    format!("{}{}", choose(language, vietnamese, english), span(Some(stay.from), stay.until, language))
}

fn status(status: &Status, language: Language) -> String {
    let (vietnamese, english) = match status.kind {
        StatusKind::VoteDeprived => ("bị tước quyền bầu cử", "deprived of the right to vote"),
        StatusKind::DeathSentence => ("bị kết án tử hình", "sentenced to death"),
        StatusKind::Imprisonment => ("chấp hành hình phạt tù", "serving imprisonment"),
        StatusKind::SuspendedImprisonment => ("được hưởng án treo", "suspended sentence"),
        StatusKind::Incapacity => ("mất năng lực hành vi dân sự", "lost civil act capacity"),
        StatusKind::MentalIllnessConfirmed => ("bệnh tâm thần đã được xác nhận", "mental illness confirmed"),
        StatusKind::SentencePostponed => {
            ("được hoãn, tạm đình chỉ chấp hành án", "sentence postponed or interrupted")
        }
        StatusKind::ConditionalRelease => ("tha tù trước thời hạn có điều kiện", "conditional early release"),
        StatusKind::Other => ("tình trạng khác", "another status"),
    };
    let document = status.document_no.as_deref().map_or_else(
        || choose(language, ", không có văn bản", ", without a document").to_owned(),
        |number| format!(", {} {number}", choose(language, "văn bản số", "document")),
    );
    format!(
        "{}{}{document}",
        choose(language, vietnamese, english),
        span(Some(status.from), status.until, language)
    )
}

fn wish(wish: &Wish, territory: &Territory, language: Language) -> String {
    let (vietnamese, english) = match wish.kind {
        WishKind::VoteAtTemporary => ("muốn bỏ phiếu ở nơi tạm trú", "wishes to vote at the temporary place"),
        WishKind::VoteAtCurrent => ("muốn bỏ phiếu ở nơi đang sinh sống", "wishes to vote where they live"),
        WishKind::VoteAtPermanent => {
            ("muốn bỏ phiếu ở nơi thường trú", "wishes to vote at the permanent place")
        }
        WishKind::NotHere => ("báo không bầu cử tại đây", "said not to vote here"),
        WishKind::VoteAtPermanentByCertificate => {
            ("giấy chứng nhận của chỉ huy đơn vị", "the commander's certificate")
        }
        WishKind::VoteElsewhereCertificate => {
            ("giấy chứng nhận bỏ phiếu nơi khác", "certificate to vote elsewhere")
        }
    };
    let beyond = wish.beyond.as_ref().map(|beyond| match beyond {
        Beyond::To(place) => format!(" ({place})"),
        Beyond::From { office, issued_on } => {
            let day = language.date(*issued_on);
            choose(
                language,
                format!(" của {office} cấp ngày {day}, nơi người này có tên trong danh sách"),
                format!(" of {office} of {day}, on whose list the person stands"),
            )
        }
    });
    let commune = || wish.commune_code.as_ref().map(|code| format!(" ({})", place(code, territory)));
    let commune = beyond.or_else(commune);
    let at = wish.recorded_at.format("%d/%m/%Y %H:%M");
    let recorded = choose(language, format!(", ghi nhận {at}"), format!(", recorded {at}"));
    format!("{}{}{recorded}", choose(language, vietnamese, english), commune.unwrap_or_default())
}
