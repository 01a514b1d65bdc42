//! The rules, tried on documents made by hand: sound ones pass, and each spoilt one is told what is wrong.

use super::super::tools::Printed;
use super::draft::{Draft, sound, text};
use super::faults;
use lopdf::dictionary;

#[test]
fn a_sound_document_has_no_faults_however_it_is_written() {
    assert_eq!(faults(&sound().bytes()), Vec::<String>::new());
    let mut long = sound();
    long.long = true;
    long.pages[0][2] = "/P /Named BDC BT /F 9 Tf 50 650 Td (Some) Tj ET EMC".into();
    assert_eq!(faults(&long.bytes()), Vec::<String>::new());
}

#[test]
fn the_structure_is_told_with_its_text() {
    let told = Printed::new(&sound().bytes()).structure();
    let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[..5], ["Document", "H1 (block)", "\"Voters\"", "P (block)", "\"Some\""], "{told}");
    assert!(!told.contains("Head\""), "an artifact is told:\n{told}");
}

/// What is changed, how, and what must be said of it.
type Case = (&'static str, fn(&mut Draft), &'static [&'static str]);

fn check(cases: &[Case]) {
    for (name, spoil, expected) in cases {
        let mut draft = sound();
        spoil(&mut draft);
        let found = faults(&draft.bytes());
        for part in *expected {
            assert!(found.iter().any(|fault| fault.contains(part)), "{name}: {part:?} is not in {found:#?}");
        }
        let unexpected: Vec<&String> =
            found.iter().filter(|fault| !expected.iter().any(|part| fault.contains(part))).collect();
        assert!(unexpected.is_empty(), "{name}: also {unexpected:#?}");
    }
}

#[test]
fn what_is_painted_and_not_marked_is_found() {
    check(&[
        ("a line", |it| it.pages[1].push("0 0 m 9 9 l S".into()), &["page 2: 1 things are painted outside"]),
        ("a word", |it| it.pages[0].push("BT /F 9 Tf (x) Tj ET".into()), &["page 1: 1 things"]),
        ("a form", |it| it.pages[1].push("/Form Do".into()), &["page 2: 1 things are painted outside"]),
        (
            "a mark without id",
            |it| it.pages[0].push("/Span BMC 0 0 9 9 re f EMC".into()),
            &["page 1: 1 things"],
        ),
        ("no such form", |it| it.pages[0].push("/Artifact BMC /Lost Do EMC".into()), &["is not there"]),
        (
            "an open end",
            |it| it.pages[1].push("/Artifact BMC".into()),
            &["page 2: a marked sequence does not end"],
        ),
        ("an end too many", |it| it.pages[1].push("EMC".into()), &["ends that did not begin"]),
        (
            "across a text's edge",
            |it| it.pages[1].push("/Artifact BMC BT /F 9 Tf (x) Tj EMC ET".into()),
            &["two sides of a text object's edge"],
        ),
        (
            "across two texts",
            |it| it.pages[1].push("BT /Artifact BMC ET BT /F 9 Tf (x) Tj EMC ET".into()),
            &["two sides of a text object's edge"],
        ),
        (
            "in an artifact",
            |it| it.pages[0][2] = format!("/Artifact BMC {} EMC", text("P", 1, "x")),
            &["mark 1 lies inside an artifact"],
        ),
        (
            "an artifact inside",
            |it| it.pages[0][3] = "/Figure <</MCID 2>> BDC /Artifact BMC 9 9 9 9 re f EMC EMC".into(),
            &["an artifact lies inside marked content"],
        ),
        (
            "one mark in another",
            |it| {
                let inner = text("P", 1, "x");
                it.pages[0].remove(2);
                it.pages[0][1] = format!("/H1 <</MCID 0>> BDC {inner} EMC");
            },
            &["mark 1 lies inside another"],
        ),
        (
            "a mark in a form",
            |it| it.form = "/P <</MCID 3>> BDC 0 0 9 9 re f EMC",
            &["stands in a form", "mark 3 lies inside an artifact", "mark 3 of page 2 belongs to no element"],
        ),
        ("unreadable content", |it| it.pages[1].push("<< ( [".into()), &["cannot be read", "of page 2"]),
    ]);
}

#[test]
fn marks_without_elements_and_elements_without_marks_are_found() {
    check(&[
        ("lost element", |it| it.orphan(2), &["mark 1 of page 1 belongs to no element"]),
        ("lost mark", |it| drop(it.pages[0].remove(2)), &["is not painted"]),
        ("mark twice", |it| it.pages[1].push(text("P", 2, "again")), &["mark 2 is given twice"]),
        (
            "two owners",
            |it| it.elements[2].marks.push((0, 0)),
            &["mark 0 of page 1 belongs to two elements", "has element", "is read after"],
        ),
        ("another parent", |it| it.parents[0][1] = Some(1), &["mark 1 of page 1 has element"]),
        ("no parent", |it| it.parents[0][1] = None, &["mark 1 of page 1 is not in the parent tree"]),
        (
            "a parent too many",
            |it| it.parents[1].push(Some(2)),
            &["names mark 3 of page 2, which is not painted"],
        ),
        (
            "one key twice",
            |it| it.keys[1] = 0,
            &["has another page's key", "has element", "of page 2, which is not painted"],
        ),
        ("another claimed", |it| it.elements[2].claimed = Some(3), &["names another parent"]),
    ]);
}

#[test]
fn what_the_document_does_not_say_is_found() {
    check(&[
        ("no tree", |it| it.tree = false, &["has no structure tree"]),
        ("not marked", |it| it.marked = false, &["does not say that it is marked"]),
        ("no language", |it| it.language = false, &["does not say its language"]),
        ("another top", |it| it.elements[0].kind = "Sect", &["instead of one Document"]),
        ("no words", |it| it.elements[3].alt = None, &["says nothing in words"]),
        ("blank words", |it| it.elements[3].alt = Some(" "), &["says nothing in words"]),
        ("an invented kind", |it| it.elements[2].kind = "Sentences", &["Sentences is no kind"]),
        ("no heading", |it| it.elements[1].kind = "P", &["there are 0 first headings"]),
        ("two first headings", |it| it.elements[2].kind = "H1", &["there are 2 first headings"]),
        (
            "a level left out",
            |it| it.elements[2].kind = "H3",
            &["a heading of level 3 follows one of level 1"],
        ),
    ]);
}

#[test]
fn an_order_other_than_that_of_the_pages_is_found() {
    check(&[
        ("two pieces", |it| it.pages[0].swap(1, 2), &["mark 1 of page 1 (P) is read after mark 0 of page 1"]),
        ("two cells", |it| it.pages[0].swap(8, 9), &["(TD) is read after"]),
        (
            "a page ahead",
            |it| {
                it.elements[1].marks = vec![(1, 2)];
                it.elements[19].marks = vec![(0, 0)];
                it.parents[0][0] = Some(19);
                it.parents[1][2] = Some(1);
            },
            &["mark 1 of page 1 (P) is read after mark 2 of page 2", "mark 0 of page 1 (P) is read after"],
        ),
    ]);
}

#[test]
fn tables_with_holes_and_heads_without_scope_are_found() {
    check(&[
        ("no scope", |it| drop(it.elements[9].attributes.remove(b"Scope")), &["does not say its scope"]),
        ("no table's scope", |it| it.elements[9].attributes.set("O", "Layout"), &["does not say its scope"]),
        (
            "an unknown scope",
            |it| it.elements[9].attributes.set("Scope", "Wide"),
            &["does not say its scope"],
        ),
        ("a cell too few", |it| it.orphan(17), &["row 4 is 2 columns wide, the first 3"]),
        (
            "a head too narrow",
            |it| drop(it.elements[7].attributes.remove(b"ColSpan")),
            &["row 2 is 3 columns wide, the first 2", "row 3 is 3", "row 4 is 3"],
        ),
        (
            "a head too low",
            |it| drop(it.elements[6].attributes.remove(b"RowSpan")),
            &["row 2 is 2 columns wide, the first 3"],
        ),
        (
            "below the end",
            |it| it.elements[18].attributes = dictionary! { "O" => "Table", "RowSpan" => 2 },
            &["reaches below the last row"],
        ),
        (
            "over another",
            |it| {
                it.elements[7].attributes.remove(b"ColSpan");
                it.elements[6].attributes.remove(b"RowSpan");
                it.elements[7].attributes.set("RowSpan", 2);
                it.elements[9].attributes.set("ColSpan", 2);
                it.orphan(10);
                it.pages[0].remove(7);
                it.parents[0][6] = None;
            },
            &["lies over another", "row 3 is 3 columns wide, the first 2", "row 4 is 3"],
        ),
        (
            "no width",
            |it| it.elements[7].attributes.set("ColSpan", 0),
            &["spans nothing", "row 2 is 3 columns wide, the first 1", "row 3", "row 4"],
        ),
        ("a cell outside", |it| it.elements[19].kind = "TD", &["TD", "stands in Document"]),
        (
            "words between rows",
            |it| it.elements[11].kind = "P",
            &["P", "stands in Table", "TD", "stands in P"],
        ),
        (
            "words of a row",
            |it| {
                it.elements[11].marks.push((0, 7));
                it.elements[12].marks.clear();
                it.parents[0][7] = Some(11);
            },
            &["TR", "holds content of its own"],
        ),
        (
            "no head",
            |it| [6, 7, 9, 10].into_iter().for_each(|at| it.elements[at].kind = "TD"),
            &["has no head"],
        ),
    ]);
}
