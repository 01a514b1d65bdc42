//! What a row says: ballots, marks, remarks, occupation, residences, and whom the summary counts apart.

use super::{Rules, list, row};
use crate::support::builders::{AWAY, FAR, HOME, ISLAND, PersonBuilder, commune, person, resident, units};
use cutri::law::{Mark, Rule};
use cutri::people::{HamletCode, HouseholdRole, StatusKind, StayKind, WishKind};
use cutri::roll::{Dwelling, Entry, Status, Totals};
use cutri::territory::{Level, Levels};

fn remarks(entry: &Entry) -> Vec<&str> {
    entry.remarks.iter().map(|words| &**words).collect()
}

/// A serviceman of the unit in `AWAY`, at home in `HOME`.
fn serviceman() -> PersonBuilder {
    resident().occupation("kỹ sư, Trung đoàn 5").stay(StayKind::Military, "unit", "2025-01-01", None)
}

fn certified() -> PersonBuilder {
    serviceman().wish(WishKind::VoteAtPermanentByCertificate, "2026-01-10").document("1/GXN")
}

/// A voter of `HOME` with a certificate to vote in `A-01`.
fn elsewhere() -> PersonBuilder {
    resident().wish(WishKind::VoteElsewhereCertificate, "2026-02-10").wish_area("A-01").document("2/GCN")
}

#[test]
fn p3_the_units_row_is_marked_and_keeps_its_number_without_ballots_or_total() {
    let other = serviceman().id("010186000002").born("1990-01-01");
    let rows = list(AWAY, "A-02", &[certified(), other]);
    let [marked, standing] = rows.as_slice() else { panic!("two rows") };
    assert_eq!((marked.number, standing.number), (1, 2));
    assert_eq!((marked.status, standing.status), (Status::Marked, Status::Listed));
    assert_eq!((marked.ballots, standing.ballots), (Levels::NONE, Levels::UPPER));
    assert_eq!(marked.marks, [Mark::VotesAtResidence]);
    assert_eq!(remarks(marked), ["Bỏ phiếu ở nơi cư trú"]);
    assert_eq!((marked.rule, standing.rule), (Rule::P3, Rule::P2));
    let totals = Totals::of(&rows);
    assert_eq!((totals.voters.total, totals.national.total, totals.communal.total), (1, 1, 0));
}

#[test]
fn p3_article_31_2_the_standing_row_is_at_home_with_all_three_ballots() {
    let entry = row(HOME, "H-01", certified());
    assert_eq!((entry.status, entry.ballots, entry.rule), (Status::Listed, Levels::ALL, Rule::P3));
    assert!(entry.marks.is_empty());
    assert_eq!(remarks(&entry), [""; 0], "no list tells of the certificate");
}

#[test]
fn r8_article_34_the_own_row_stays_marked_at_its_place_and_counts_nowhere() {
    let neighbour = resident().id("010186000002").at(Some("H1"), Some(20));
    let rows = list(HOME, "H-01", &[neighbour, elsewhere()]);
    assert_eq!(rows[0].marks, [Mark::VotesElsewhere], "house 10 comes before house 20");
    assert_eq!((rows[0].number, rows[0].status, rows[0].ballots), (1, Status::Marked, Levels::NONE));
    assert_eq!(remarks(&rows[0]), ["Bỏ phiếu ở nơi khác"]);
    assert_eq!(Totals::of(&rows).voters.total, 1);
    let there = row(AWAY, "A-01", elsewhere());
    assert_eq!((there.status, there.ballots, there.rule), (Status::Listed, Levels::UPPER, Rule::R8));
    assert_eq!(there.also, [Rule::P8]);
    assert_eq!(there.articles(), ["Art. 34", "Art. 29.1", "Art. 29.2"]);
}

#[test]
fn a_marked_person_is_counted_once_where_the_ballots_are() {
    let rules = Rules::of(units());
    for (person, marked, standing) in [(certified(), AWAY, HOME), (elsewhere(), HOME, AWAY)] {
        let persons = |code: &str| rules.roll(code, [&person.0]).tally.persons;
        assert_eq!((persons(marked), persons(standing)), (0, 1), "{person:?}");
        assert_eq!(rules.roll(marked, [&person.0]).tally.totals(), Totals::default());
    }
}

#[test]
fn remarks_tell_since_when_a_temporary_resident_is_registered_of_older_years_the_year() {
    let cases = [
        ("2026-01-10", "Tạm trú từ 10/01/2026"),
        ("2026-01", "Tạm trú từ 01/2026"),
        ("2026", "Tạm trú từ 2026"),
        ("2025-12-31", "Tạm trú từ năm 2025"),
        ("2024-05", "Tạm trú từ năm 2024"),
    ];
    for (since, expected) in cases {
        let person = resident().temporary(AWAY, since).expires("2027-01-01");
        let person = person.wish(WishKind::VoteAtTemporary, "2026-01-15").wish_in(AWAY);
        assert_eq!(remarks(&row(AWAY, "A-01", person)), [expected], "since {since}");
    }
    let unknown = resident().temporary(AWAY, "").wish(WishKind::VoteAtTemporary, "2026-01-15");
    assert_eq!(remarks(&row(AWAY, "A-01", unknown)), [""; 0]);
}

#[test]
fn the_joined_registrations_begin_tells_the_remark() {
    let person = resident().temporary(AWAY, "2024-01-01").ended("2026-01-05").temporary(AWAY, "2026-01-05");
    let person = person.wish(WishKind::VoteAtTemporary, "2026-01-15");
    assert_eq!(remarks(&row(AWAY, "A-01", person)), ["Tạm trú từ năm 2024"]);
}

#[test]
fn article_29_5_a_facilitys_list_tells_in_the_laws_words_why_each_is_there() {
    let cases = [
        (StayKind::Detention, "Người đang bị tạm giam"),
        (StayKind::TemporaryCustody, "Người đang bị tạm giữ"),
        (StayKind::CompulsoryEducation, "Người đang chấp hành biện pháp giáo dục bắt buộc"),
        (StayKind::CompulsoryRehabilitation, "Người đang chấp hành biện pháp cai nghiện bắt buộc"),
    ];
    for (kind, expected) in cases {
        let entry = row(AWAY, "A-03", resident().stay(kind, "camp", "2026-01-01", None));
        assert_eq!(remarks(&entry), [expected]);
        assert_eq!(entry.ballots, Levels::UPPER);
    }
}

#[test]
fn section_2_no_list_tells_of_a_sentence_a_status_or_a_care_home() {
    let documented = Some("9/QĐ");
    let plain = resident();
    let with = |kind, document| plain.clone().status(kind, "2025-01-01", None, document);
    let listed = [
        with(StatusKind::SuspendedImprisonment, documented),
        with(StatusKind::Other, documented),
        with(StatusKind::Imprisonment, None),
        with(StatusKind::Incapacity, None),
        with(StatusKind::MentalIllnessConfirmed, None),
        with(StatusKind::Imprisonment, documented).status(
            StatusKind::ConditionalRelease,
            "2025-06-01",
            None,
            documented,
        ),
    ];
    let expected = row(HOME, "H-01", plain.clone());
    for person in listed {
        let entry = row(HOME, "H-01", person);
        assert!(!entry.flags.is_empty() || entry.rule == Rule::P8);
        assert_eq!(entry.remarks, expected.remarks);
        assert_eq!(
            (entry.permanent_residence, entry.temporary_residence, entry.occupation),
            (expected.permanent_residence.clone(), None, None)
        );
    }
    let care = row(AWAY, "A-04", plain.stay(StayKind::Care, "home", "2025-01-01", None));
    assert_eq!(remarks(&care), [""; 0]);
}

#[test]
fn section_2_who_is_excluded_is_simply_not_there() {
    let kinds = [
        StatusKind::VoteDeprived,
        StatusKind::DeathSentence,
        StatusKind::Imprisonment,
        StatusKind::Incapacity,
        StatusKind::MentalIllnessConfirmed,
    ];
    for kind in kinds {
        let person = resident().status(kind, "2025-01-01", None, Some("9/QĐ"));
        let roll = Rules::of(units()).roll(HOME, [&person.0]);
        assert!(roll.entries.is_empty(), "{kind:?}");
        assert_eq!((roll.tally.persons, roll.tally.not_eligible), (1, 1), "{kind:?}");
        assert!(!roll.unlisted[0].may_vote(), "{kind:?}");
    }
}

#[test]
fn section_7_a_serviceman_is_of_the_armed_forces_and_lives_in_the_commune() {
    let living = |entry: &Entry| {
        let words = |value: &Option<Box<str>>| value.as_deref().unwrap_or("-").to_owned();
        [words(&entry.occupation), words(&entry.permanent_residence), words(&entry.temporary_residence)]
    };
    let home = serviceman().address("Số 7, phố Dài").temporary(AWAY, "2025-01-01").address("Doanh trại");
    let expected = |code: &str| ["lực lượng vũ trang".to_owned(), format!("xã {code}"), "-".to_owned()];
    assert_eq!(living(&row(AWAY, "A-02", home.clone())), expected(AWAY));
    let certified = home.wish(WishKind::VoteAtPermanentByCertificate, "2026-01-10").document("1/GXN");
    assert_eq!(living(&row(HOME, "H-01", certified.clone())), expected(HOME));
    assert_eq!(living(&row(AWAY, "A-02", certified)), expected(AWAY));
}

#[test]
fn section_7_a_serviceman_with_a_certificate_to_vote_elsewhere_is_told_no_more_of() {
    let person = serviceman().wish(WishKind::VoteElsewhereCertificate, "2026-02-10").wish_area("F-01");
    let person = person.document("2/GCN");
    let entry = row(FAR, "F-01", person);
    assert_eq!((entry.rule, &*entry.also), (Rule::R8, &[Rule::P2][..]));
    assert_eq!(entry.occupation.as_deref(), Some("lực lượng vũ trang"));
    assert_eq!(entry.temporary_residence, None);
    assert!(entry.permanent_residence.is_some_and(|words| words.starts_with("xã ") && !words.contains(',')));
}

#[test]
fn others_keep_the_occupation_of_the_source() {
    let entry = row(HOME, "H-01", resident().occupation("Thợ  mộc"));
    assert_eq!(entry.occupation.as_deref(), Some("Thợ  mộc"));
}

#[test]
fn residences_name_what_the_list_does_not_say_already() {
    let words = |entry: &Entry| entry.permanent_residence.clone().unwrap_or_default();
    let own = resident().address("Số 7");
    assert_eq!(&*words(&row(HOME, "H-01", own)), "Số 7, H1");
    let nothing = person().permanent(ISLAND).at(None, None);
    assert_eq!(&*words(&row(ISLAND, "I-01", nothing)), "xã 10003");
    let at_temporary = |person: PersonBuilder, code: &str, area| {
        let person = person.temporary(code, "2025-01-01").address("Nhà trọ");
        row(code, area, person.wish(WishKind::VoteAtTemporary, "2026-01-10"))
    };
    let away = at_temporary(resident().address("Số 7"), AWAY, "A-01");
    assert_eq!(&*words(&away), "Số 7, H1, xã 10001");
    assert_eq!(away.temporary_residence.as_deref(), Some("Nhà trọ"));
    let far = at_temporary(resident().address("Số 7"), FAR, "F-01");
    assert_eq!(&*words(&far), "Số 7, H1, xã 10001, tỉnh 10");
}

#[test]
fn p6_the_place_of_actual_living_stands_where_the_temporary_one_does() {
    let person = resident().current(AWAY).address("Lán 3").wish(WishKind::VoteAtCurrent, "2026-01-10");
    let entry = row(AWAY, "A-01", person);
    assert_eq!(entry.rule, Rule::P6);
    assert_eq!(entry.temporary_residence.as_deref(), Some("Lán 3"));
    assert_eq!(remarks(&entry), [""; 0]);
}

#[test]
fn first_time_voters_are_born_between_the_profiles_two_days() {
    let cases = [
        ("2007-03-15", false),
        ("2007-03-16", true),
        ("2008-03-15", true),
        ("2007-03", false),
        ("2007-04", true),
        ("2008", true),
        ("2007", false),
    ];
    for (born, expected) in cases {
        assert_eq!(row(HOME, "H-01", resident().born(born)).first_time, expected, "born {born}");
    }
}

#[test]
fn over_80_is_80_completed_years_on_election_day() {
    let cases = [
        ("1946-03-14", true),
        ("1946-03-15", true),
        ("1946-03-16", false),
        ("1946", true),
        ("1946-04", false),
        ("1920-02-29", true),
    ];
    for (born, expected) in cases {
        assert_eq!(row(HOME, "H-01", resident().born(born)).elderly, expected, "born {born}");
    }
}

#[test]
fn article_29_a_commune_without_a_council_gives_no_communal_ballot() {
    let entry = row(ISLAND, "I-01", person().permanent(ISLAND));
    assert!(!entry.ballots.contains(Level::Communal));
    assert_eq!(entry.commune_code, commune(ISLAND));
}

#[test]
fn a_row_knows_the_household_it_is_ordered_by_unless_it_is_of_a_facility() {
    let at_home = row(HOME, "H-01", resident().household("HK-1", HouseholdRole::Spouse));
    assert_eq!(at_home.dwelling.household.as_deref(), Some("HK-1"));
    assert_eq!(at_home.dwelling.role, Some(HouseholdRole::Spouse));
    assert_eq!(at_home.dwelling.hamlet.as_ref().map(HamletCode::as_str), Some("H1"));
    let in_unit = row(AWAY, "A-02", serviceman().household("HK-1", HouseholdRole::Head));
    assert_eq!(in_unit.dwelling, Dwelling::default(), "a barrack is no home");
}
