//! The chain of versions of each list: nothing in it changes unseen, and a version costs its changes alone.

use super::{Roll, Row, roll, rolls};
use cutri::people::{AreaCode, CommuneCode, ProvinceCode};
use cutri::roll::chain::{
    AreaLink, ChainError, Digest, RowEdit, commune_digest, nation_digest, next, posted, province_digests,
    row_digest,
};
use proptest::prelude::*;
use proptest::sample::Index;

fn edit(number: u32, text: &str) -> RowEdit {
    RowEdit { number, row: row_digest(text.as_bytes()) }
}

#[test]
fn a_version_is_made_from_the_link_before_and_the_rows_it_writes_and_no_other() {
    let rows: Vec<Digest> = (0_u32..4_000).map(|row| row_digest(&row.to_be_bytes())).collect();
    let link = posted("roll", &AreaCode::parse("A-01").unwrap(), 1, &rows);
    drop(rows);
    // What the store keeps of 4,000 rows is one line.
    let kept = serde_json::to_string(&link).unwrap();
    assert!(kept.len() < 100, "{kept}");
    let link: AreaLink = serde_json::from_str(&kept).unwrap();
    let later = next(&link, 2, &[edit(17, "changed"), edit(4_001, "appended")]).unwrap();
    assert_eq!(later.version, 2);
    assert_ne!(later.digest, link.digest);
    assert_eq!(next(&link, 2, &[edit(17, "changed"), edit(4_001, "appended")]), Ok(later));
}

#[test]
fn versions_and_numbers_that_do_not_rise_are_refused() {
    let link = posted("roll", &AreaCode::parse("A-01").unwrap(), 2, &[]);
    let numbers = |numbers: &[u32]| {
        let edits: Vec<RowEdit> = numbers.iter().map(|number| edit(*number, "row")).collect();
        next(&link, 3, &edits).map(|link| link.version)
    };
    assert_eq!(numbers(&[1, 2, 9]), Ok(3));
    for (wrong, number) in [(&[2, 1][..], 1), (&[1, 1], 1), (&[0], 0), (&[3, 4, 4], 4)] {
        assert_eq!(numbers(wrong), Err(ChainError::Number { version: 3, number }), "{wrong:?}");
    }
    for version in [0, 1, 2] {
        let refused = Err(ChainError::Version { previous: 2, version });
        assert_eq!(next(&link, version, &[edit(1, "row")]), refused);
    }
}

#[test]
fn a_link_knows_its_roll_its_area_and_its_version() {
    let row = [row_digest(b"row")];
    let area = |code| AreaCode::parse(code).unwrap();
    let links = [
        posted("roll", &area("A-01"), 1, &row),
        posted("roll", &area("A-02"), 1, &row),
        posted("other", &area("A-01"), 1, &row),
        posted("roll", &area("A-01"), 2, &row),
        posted("rollA", &area("01"), 1, &row),
        posted("roll", &area("A-01"), 1, &[row[0], row[0]]),
    ];
    for (at, link) in links.iter().enumerate() {
        assert!(links[..at].iter().all(|other| other.digest != link.digest), "{at}");
    }
}

/// Every row ever written.
fn rows(roll: &mut Roll) -> Vec<&mut Row> {
    let mut rows = Vec::new();
    for area in &mut roll.areas {
        rows.extend(&mut area.posted);
        rows.extend(area.versions.iter_mut().flat_map(|(_, rows)| rows.iter_mut().map(|(_, row)| row)));
    }
    rows
}

/// Changes one bit of a text that is not empty.
fn flip(bytes: &mut [u8], at: Index, bit: u8) {
    bytes[at.index(bytes.len())] ^= 1 << bit;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn one_bit_of_one_row_ever_written_changes_the_nations_digest(
        mut roll in rolls(), row: Index, at: Index, bit in 0_u8..8
    ) {
        let nation = roll.nation();
        let count = rows(&mut roll).len();
        prop_assume!(count > 0);
        let row = row.index(count);
        flip(&mut rows(&mut roll)[row].document, at, bit);
        prop_assert_ne!(roll.nation(), nation);
    }

    #[test]
    fn two_rows_in_each_others_place_change_the_nations_digest(mut roll in rolls(), one: Index, other: Index) {
        let nation = roll.nation();
        let mut rows = rows(&mut roll);
        prop_assume!(rows.len() > 1);
        let (one, other) = (one.index(rows.len()), other.index(rows.len()));
        prop_assume!(one != other);
        let row = rows[one].clone();
        *rows[one] = std::mem::replace(rows[other], row);
        prop_assert_ne!(roll.nation(), nation);
    }

    #[test]
    fn a_row_or_a_version_more_or_less_changes_the_nations_digest(roll in rolls(), area: Index, at: Index) {
        let (nation, area) = (roll.nation(), area.index(roll.areas.len()));
        let mut fewer = roll.clone();
        if fewer.areas[area].posted.pop().is_some() {
            prop_assert_ne!(fewer.nation(), nation);
        }
        let mut more = roll.clone();
        let row = Row::of(&more.areas[area].area, 99, 1);
        more.areas[area].posted.push(row.clone());
        prop_assert_ne!(more.nation(), nation);
        let mut none = roll.clone();
        none.areas.remove(area);
        prop_assert_ne!(none.nation(), nation);
        let versions = roll.areas[area].versions.len();
        if versions > 0 {
            let at = at.index(versions);
            let mut fewer = roll.clone();
            fewer.areas[area].versions.remove(at);
            prop_assert_ne!(fewer.nation(), nation);
            let mut more = roll.clone();
            more.areas[area].versions[at].1.push((99, row));
            prop_assert_ne!(more.nation(), nation);
        }
    }

    #[test]
    fn a_number_or_a_version_of_an_edit_changes_the_nations_digest(roll in rolls(), area: Index, at: Index) {
        let (nation, area) = (roll.nation(), area.index(roll.areas.len()));
        let mut posted_later = roll.clone();
        posted_later.areas[area].posted_version = 0;
        prop_assert_ne!(posted_later.nation(), nation);
        let versions = roll.areas[area].versions.len();
        prop_assume!(versions > 0);
        let mut renumbered = roll.clone();
        // The last row of a version takes the number after its own.
        renumbered.areas[area].versions[at.index(versions)].1.last_mut().unwrap().0 += 1;
        prop_assert_ne!(renumbered.nation(), nation);
        let mut later = roll.clone();
        later.areas[area].versions.last_mut().unwrap().0 += 1;
        prop_assert_ne!(later.nation(), nation);
    }

    #[test]
    fn the_code_of_a_unit_or_the_id_of_the_roll_changes_the_nations_digest(roll in rolls(), area: Index) {
        let (nation, area) = (roll.nation(), area.index(roll.areas.len()));
        let changes: [fn(&mut Roll, usize); 4] = [
            |roll, area| roll.areas[area].area = AreaCode::parse("Z-99").unwrap(),
            |roll, area| roll.areas[area].commune = CommuneCode::parse("99999").unwrap(),
            |roll, area| roll.areas[area].province = ProvinceCode::parse("99").unwrap(),
            |roll, _| roll.roll_id.push('0'),
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut changed = roll.clone();
            change(&mut changed, area);
            prop_assert_ne!(changed.nation(), nation, "change {}", at);
        }
    }
}

#[test]
fn the_version_of_a_link_cannot_be_told_otherwise() {
    let roll = roll();
    let area = &roll.areas[2];
    let (mut links, mut communes) = (roll.links(&area.commune), roll.communes());
    let link = area.link(&roll.roll_id);
    let told = AreaLink { version: link.version + 1, ..link };
    links.insert(area.area.clone(), told);
    communes.get_mut(&area.province).unwrap().insert(area.commune.clone(), commune_digest(&links));
    assert_ne!(nation_digest(&province_digests(&communes)), roll.nation());
}
