use crate::support::builders::*;
use cutri::people::StatusKind::{self, *};

const DOCUMENT: Option<&str> = Some("12/2025/HS-ST");

fn with(kind: StatusKind, document: Option<&str>) -> String {
    told(&resident().status(kind, "2025-01-01", None, document).decided())
}

#[test]
fn article_30_1_a_documented_status_excludes() {
    let cases = [
        (VoteDeprived, "X1 not eligible"),
        (DeathSentence, "X2 not eligible"),
        (Imprisonment, "X3 not eligible"),
        (Incapacity, "X4 not eligible"),
        (MentalIllnessConfirmed, "X5 not eligible [manual_decision]"),
    ];
    for (kind, expected) in cases {
        assert_eq!(with(kind, DOCUMENT), expected, "{kind:?}");
    }
}

#[test]
fn article_30_1_without_a_document_the_right_to_vote_is_the_default() {
    for kind in [VoteDeprived, DeathSentence, Imprisonment, Incapacity, MentalIllnessConfirmed] {
        assert_eq!(with(kind, None), "P8 H-01 NPC [undocumented_status]", "{kind:?}");
    }
}

#[test]
fn article_30_1_other_statuses_leave_the_right_to_vote() {
    for document in [DOCUMENT, None] {
        for kind in [SuspendedImprisonment, Other] {
            assert_eq!(with(kind, document), "P8 H-01 NPC", "{kind:?}");
        }
        for kind in [SentencePostponed, ConditionalRelease] {
            assert_eq!(with(kind, document), "P8 H-01 NPC [confirm_sentence]", "{kind:?}");
        }
    }
}

#[test]
fn article_30_1_a_status_counts_if_it_is_in_force_on_election_day() {
    let cases = [
        ("2026-03-15", None, "X3 not eligible"),
        ("2026-03-16", None, "P8 H-01 NPC"),
        ("2020-01-01", Some("2026-03-15"), "X3 not eligible"),
        ("2020-01-01", Some("2026-03-14"), "P8 H-01 NPC"),
        ("2026-03", None, "X3 not eligible"),
        ("2026", None, "X3 not eligible"),
        ("2026-04", None, "P8 H-01 NPC"),
        ("2020", Some("2026-03"), "X3 not eligible"),
        ("2020", Some("2026"), "X3 not eligible"),
        ("2020", Some("2026-02"), "P8 H-01 NPC"),
    ];
    for (from, until, expected) in cases {
        let decision = resident().status(Imprisonment, from, until, DOCUMENT).decided();
        assert_eq!(told(&decision), expected, "{from} – {until:?}");
    }
}

#[test]
fn article_30_1_a_documented_postponement_or_release_lifts_the_sentence_and_asks_for_confirmation() {
    for kind in [SentencePostponed, ConditionalRelease] {
        let sentenced = resident().status(Imprisonment, "2024-05-01", None, DOCUMENT);
        let after = sentenced.clone().status(kind, "2025-01-01", None, Some("7/QĐ"));
        assert_eq!(told(&after.decided()), "P8 H-01 NPC [confirm_sentence]");
        let same_day = sentenced.clone().status(kind, "2024-05-01", None, Some("7/QĐ"));
        assert_eq!(told(&same_day.decided()), "P8 H-01 NPC [confirm_sentence]");
        let before = sentenced.clone().status(kind, "2024-04-30", None, Some("7/QĐ"));
        assert_eq!(told(&before.decided()), "X3 not eligible [confirm_sentence]");
        let ended = sentenced.clone().status(kind, "2025-01-01", Some("2026-03-14"), Some("7/QĐ"));
        assert_eq!(told(&ended.decided()), "X3 not eligible");
        let undocumented = sentenced.clone().status(kind, "2025-01-01", None, None);
        assert_eq!(told(&undocumented.decided()), "X3 not eligible [confirm_sentence]");
    }
}

#[test]
fn article_30_1_remand_that_secures_a_sentence_is_p1_and_asks_for_confirmation() {
    use cutri::people::StayKind::{Detention, TemporaryCustody};
    let cases = [
        (Detention, "2026-01-01", None, "P1 A-03 NP [undocumented_status confirm_sentence]"),
        (Detention, "2026-03-16", DOCUMENT, "P1 A-03 NP [confirm_sentence]"),
        (Detention, "2026-03-16", None, "P1 A-03 NP [confirm_sentence]"),
        (Detention, "2026-03-15", DOCUMENT, "X3 not eligible"),
        (TemporaryCustody, "2026-01-01", None, "P1 A-03 NP [undocumented_status]"),
    ];
    for (kind, from, document, expected) in cases {
        let held = resident().stay(kind, "camp", "2025-12-01", None);
        let told = told(&held.status(Imprisonment, from, None, document).decided());
        let sorted = |text: &str| {
            let mut words: Vec<String> = text.split([' ', '[', ']']).map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(&told), sorted(expected), "{kind:?} from {from}, {document:?}");
    }
}

#[test]
fn article_30_1_a_suspended_sentence_never_lifts_another() {
    let person = resident().status(Imprisonment, "2024-05-01", None, DOCUMENT);
    let person = person.status(SuspendedImprisonment, "2025-01-01", None, Some("9"));
    assert_eq!(told(&person.decided()), "X3 not eligible");
}
