//! What a row says: ballots, marks, remarks, occupation, residences, and whom the summary counts apart.

use super::{Rules, list, row};
use crate::support::builders::{
    AWAY, FAR, HOME, ISLAND, PersonBuilder, UNKNOWN, commune, election, person, resident, units,
};
use cutri::law::{Election, FormProfile, Mark, Rule};
use cutri::people::{HamletCode, HouseholdRole, ProvinceCode, StatusKind, StayKind, WishKind};
use cutri::roll::{Dwelling, Entry, Status, Totals};
use cutri::territory::{AreaKind, CommuneName, Level, Levels};

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
    assert_eq!(there.articles(), ["Art. 34", "Form 11/HĐBC", "Art. 29.1", "Art. 29.2"]);
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
fn form_31_column_11_tells_since_when_a_temporary_resident_is_registered_the_year_alone_up_to_e_minus_2() {
    let cases = [
        ("2026-01-10", "Tạm trú từ 01/2026"),
        ("2026-01", "Tạm trú từ 01/2026"),
        ("2026", "Tạm trú từ năm 2026"),
        ("2025-12-31", "Tạm trú từ 12/2025"),
        ("2025-01-01", "Tạm trú từ 01/2025"),
        ("2024-12-31", "Tạm trú từ năm 2024"),
        ("2023-05", "Tạm trú từ năm 2023"),
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
    let person = resident().temporary(AWAY, "2024-02-01").ended("2026-01-05").temporary(AWAY, "2026-01-05");
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

/// The residence of a row in the columns (7a), (7b) and (7c).
fn places(entry: &Entry) -> [&str; 3] {
    [&entry.permanent_residence, &entry.temporary_residence, &entry.current_place]
        .map(|place| place.as_deref().unwrap_or("-"))
}

#[test]
fn form_31_column_7_a_serviceman_in_the_unit_lives_in_the_commune_and_with_a_certificate_at_home() {
    let home = serviceman().address("Số 7, phố Dài").temporary(AWAY, "2025-01-01").address("Doanh trại");
    let commune = format!("xã {AWAY}");
    assert_eq!(places(&row(AWAY, "A-02", home.clone())), ["-", &commune, "-"]);
    let certified = home.wish(WishKind::VoteAtPermanentByCertificate, "2026-01-10").document("1/GXN");
    assert_eq!(places(&row(HOME, "H-01", certified.clone())), ["Số 7, phố Dài, H1", "-", "-"]);
    assert_eq!(places(&row(AWAY, "A-02", certified)), ["-", &commune, "-"]);
    let of_the_commune = person().permanent(AWAY).stay(StayKind::Military, "unit", "2025-01-01", None);
    assert_eq!(places(&row(AWAY, "A-02", of_the_commune)), [&*commune, "-", "-"]);
}

#[test]
fn article_34_a_voter_from_elsewhere_is_of_the_receiving_commune_and_does_not_live_there() {
    let person = serviceman().wish(WishKind::VoteElsewhereCertificate, "2026-02-10").wish_area("F-01");
    let entry = row(FAR, "F-01", person.document("2/GCN"));
    assert_eq!((entry.rule, &*entry.also), (Rule::R8, &[Rule::P2][..]));
    assert_eq!(places(&entry), ["-", &format!("xã {FAR}"), "-"]);
    assert_eq!(remarks(&entry), ["Cử tri không cư trú ở địa phương"]);
}

#[test]
fn form_31_column_7_names_the_facility_and_the_organisation_in_their_own_list_alone() {
    let held = resident().stay(StayKind::Detention, "camp", "2025-12-01", None);
    assert_eq!(places(&row(AWAY, "A-03", held)), ["-", "cơ sở", "-"]);
    let cared = resident().stay(StayKind::Care, "home", "2025-01-01", None);
    assert_eq!(places(&row(AWAY, "A-04", cared)), ["-", "cơ sở", "-"]);
    let registered =
        person().permanent(AWAY).premises("home").stay(StayKind::Care, "home", "2025-01-01", None);
    assert_eq!(places(&row(AWAY, "A-04", registered)), ["cơ sở", "-", "-"]);
    let mut units = units();
    units.areas.iter_mut().filter(|area| area.area_code.as_str() == "A-03").for_each(|area| {
        area.kind = AreaKind::Residential;
    });
    let held = resident().stay(StayKind::Detention, "camp", "2025-12-01", None);
    let entries = Rules::of(units).roll(AWAY, [&held.0]).entries;
    assert_eq!(places(&entries[0]), ["-", &format!("xã {AWAY}"), "-"], "neighbours must not read it");
    assert_eq!(remarks(&entries[0]), [""; 0]);
}

#[test]
fn form_31_has_no_occupation() {
    let entry = row(HOME, "H-01", resident().occupation("Thợ mộc"));
    assert_eq!(entry.occupation, None);
}

#[test]
fn form_31_column_7_only_the_address_of_the_place_where_somebody_votes_is_written() {
    let own = resident().address("Số 7").temporary(AWAY, "2025-01-01").address("Nhà trọ");
    assert_eq!(places(&row(HOME, "H-01", own)), ["Số 7, H1", "-", "-"]);
    let nothing = person().permanent(ISLAND).at(None, None);
    assert_eq!(places(&row(ISLAND, "I-01", nothing)), ["xã 10003", "-", "-"]);
    let at_temporary = |person: PersonBuilder, code: &str, area| {
        let person = person.temporary(code, "2025-01-01").address("Nhà trọ");
        row(code, area, person.wish(WishKind::VoteAtTemporary, "2026-01-10"))
    };
    assert_eq!(places(&at_temporary(resident(), AWAY, "A-01")), ["-", "Nhà trọ", "-"]);
    let mut units = units();
    units.hamlets[0].name = "Thôn Bãi Lau".into();
    let entries = Rules::of(units).roll(HOME, [&resident().address("Số 7").0]).entries;
    assert_eq!(places(&entries[0])[0], "Số 7, thôn Bãi Lau", "small letters behind other words");
}

#[test]
fn a_roll_of_the_drafts_keeps_their_columns() {
    let rules = Rules {
        election: Election { form_profile: FormProfile::Draft2026, ..election() },
        ..Rules::of(units())
    };
    let only = |code: &str, person: PersonBuilder| rules.roll(code, [&person.0]).entries.remove(0);
    let said = |entry: &Entry| {
        let occupation = entry.occupation.as_deref().unwrap_or("-").to_owned();
        (occupation, places(entry).map(str::to_owned), remarks(entry).join("; "))
    };
    let expected = |occupation: &str, places: [&str; 3], remark: &str| {
        (occupation.to_owned(), places.map(str::to_owned), remark.to_owned())
    };
    let moved = resident().occupation("Thợ mộc").address("Số 7").temporary(AWAY, "2025-12-01");
    let moved = moved.address("Nhà trọ").wish(WishKind::VoteAtTemporary, "2026-01-10");
    let row = only(AWAY, moved);
    assert_eq!(
        said(&row),
        expected("Thợ mộc", ["Số 7, H1, xã 10001", "Nhà trọ", "-"], "Tạm trú từ năm 2025")
    );
    let served = only(AWAY, serviceman());
    assert_eq!(said(&served), expected("lực lượng vũ trang", [&format!("xã {AWAY}"), "-", "-"], ""));
}

#[test]
fn form_31_column_7c_the_place_of_actual_living_is_never_empty() {
    let person = resident().current(AWAY).address("Lán 3");
    let entry = row(AWAY, "A-01", person.clone().wish(WishKind::VoteAtCurrent, "2026-01-10"));
    assert_eq!((entry.rule, places(&entry)), (Rule::P6, ["-", "-", "Lán 3"]));
    assert_eq!(remarks(&entry), [""; 0]);
    let named = person.wish(WishKind::VoteAtCurrent, "2026-01-10").wish_area("A-01");
    assert_eq!(places(&row(AWAY, "A-01", named)), ["-", "-", "Lán 3"], "a wish that names the area");
    let nowhere = resident().wish(WishKind::VoteAtCurrent, "2026-01-10").wish_area("A-01");
    assert_eq!(places(&row(AWAY, "A-01", nowhere)), ["-", "-", &format!("xã {AWAY}")]);
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

#[test]
fn a_place_outside_the_extract_is_printed_by_its_name_and_one_nobody_knows_by_its_code() {
    let mut units = units();
    units.outside.push(CommuneName {
        commune_code: commune("00004"),
        name: "Phường Ba Đình".into(),
        province_code: ProvinceCode::parse("01").unwrap(),
        province_name: "Thành phố Hà Nội".into(),
    });
    let rules = Rules {
        election: Election { form_profile: FormProfile::Draft2026, ..election() },
        ..Rules::of(units)
    };
    let permanent = |of: &str| {
        let person =
            person().permanent(of).address("Số 7").temporary(HOME, "2025-01-01").at(Some("H1"), Some(1));
        let person = person.wish(WishKind::VoteAtTemporary, "2026-01-10");
        rules.list(HOME, "H-01", &[person])[0].permanent_residence.clone().unwrap()
    };
    assert_eq!(&*permanent("00004"), "Số 7, phường Ba Đình, thành phố Hà Nội");
    assert_eq!(&*permanent(UNKNOWN), "Số 7, 99999");
}
