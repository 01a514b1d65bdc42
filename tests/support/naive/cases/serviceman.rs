//! P3, Art. 31.2 and form 12: the commander's certificate to vote at the residence outside the unit.

use super::super::NaiveProfile;
use super::super::build::{Builder, homeless, person};
use super::{hold, hold_in, under, worked};

const MARK: &str = "vote_at_permanent_by_certificate";
const AT: &str = "2026-02-20 08:00:00";

/// A serviceman of the unit in `10001` with a numbered certificate that names this commune, or none.
fn certified(person: Builder, commune: &str) -> Builder {
    person.stay("military", "camp", "2025-02-01..").wish(MARK, commune, AT).document("7")
}

fn temporary(commune: &str, since: &str) -> Builder {
    homeless().home("temporary", commune, since)
}

#[test]
fn form_12_note_2_the_certificate_leads_to_a_temporary_residence_too() {
    let both = || person().home("temporary", "20003", "2024-06-01");
    hold(vec![
        worked(
            "form 12, note 2: temporary residence, 12 months",
            certified(temporary("10002", "2024-06-01"), ""),
            "listed P3+P4 C np [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "form 31: temporary residence of 12 months gives all three ballots",
            certified(temporary("20003", "2024-06-01"), ""),
            "listed P3+P4 D npc [not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "form 31: temporary residence of less gives two",
            certified(temporary("20003", "2025-06-01"), ""),
            "listed P3+P5 D np [not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "P5: the start is unknown",
            certified(temporary("20003", ""), ""),
            "listed P3+P5 D np [not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "P0: 12 months between posting and election day",
            certified(temporary("20003", "2025-03-15"), ""),
            "listed P3+P4 D npc [crosses_12_months not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "settled: in the wish's commune",
            certified(both(), "20003"),
            "listed P3+P4 D npc [not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "settled: without a commune the permanent one",
            certified(both(), ""),
            "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "settled: in the wish's commune the permanent one before the temporary",
            certified(person().home("temporary", "10001", "2025-06-01").house("H2", 1), "10001"),
            "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "settled: without a commune the latest temporary one",
            certified(temporary("20003", "2024-06-01").home("temporary", "10002", "2025-06-01"), ""),
            "listed P3+P5 C np [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "settled: the temporary residence leads to no area",
            certified(temporary("20004", "2025-06-01"), ""),
            "queue P3+P5 no_area 20004 [no_area not_nearby]",
        ),
    ]);
}

#[test]
fn form_12_note_2_the_residence_lies_outside_the_unit() {
    hold(vec![
        worked(
            "settled, last: a number, but nothing registered in the commune it names",
            certified(person(), "10002"),
            "listed P2 CAMP np [certificate_ignored]",
        ),
        worked(
            "settled, last: a number, but no residence at all",
            certified(homeless(), ""),
            "listed P2 CAMP np [certificate_ignored]",
        ),
        worked(
            "settled, last: a place of actual living is no residence",
            certified(homeless().home("current", "20003", "2024-06-01"), ""),
            "listed P2 CAMP np [certificate_ignored]",
        ),
        worked(
            "form 12, note 2: registered at the unit itself",
            certified(temporary("10001", "2024-06-01").on_premises("camp"), ""),
            "listed P2 CAMP np [certificate_ignored]",
        ),
        worked(
            "form 12, note 2: else by house, in the area of the unit",
            homeless()
                .home("permanent", "20003", "2010-01-01")
                .house("Q2", 1)
                .stay("military", "fort", "2025-02-01..")
                .wish(MARK, "", AT)
                .document("7"),
            "listed P2 FORT np [certificate_ignored]",
        ),
        worked(
            "form 12, note 2: permanent at the unit, temporary outside",
            certified(person().on_premises("camp").home("temporary", "20003", "2024-06-01"), ""),
            "listed P3+P4 D npc [not_nearby] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "form 12, note 2: the premises of another unit lie outside this one",
            certified(person().on_premises("fort"), ""),
            "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "Art. 31.2: the unit votes with the homes around it, and one of them is the man's own",
            person().stay("military", "guard", "2025-02-01..").wish(MARK, "", AT).document("7"),
            "listed P3 A npc []",
        ),
        worked(
            "settled: the latest numbered certificate replaces the one before, even if it leads nowhere",
            certified(person(), "").wish(MARK, "10002", "2026-02-21 08:00:00").document("8"),
            "listed P2 CAMP np [certificate_ignored]",
        ),
        worked(
            "settled: without a number it is another flag",
            homeless().stay("military", "camp", "2025-02-01..").wish(MARK, "", AT),
            "listed P2 CAMP np [certificate_without_document]",
        ),
    ]);
}

#[test]
fn article_29_4_a_commanders_certificate_is_late_by_the_area_it_leads_to() {
    let at = |moment| {
        let serving = temporary("10002", "2024-06-01").stay("military", "camp", "2025-02-01..");
        serving.wish(MARK, "", moment).document("7")
    };
    hold(vec![
        worked(
            "C4: area C opens at 5:00",
            at("2026-03-14 05:00:00"),
            "listed P3+P4 C np [] CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "law, section 5: after the area's cut-off, before the general one",
            at("2026-03-14 05:00:01"),
            "listed P2 CAMP np [after_area_cutoff late_wish]",
        ),
    ]);
}

#[test]
fn certificate_at_temporary_is_a_setting() {
    let off = under(NaiveProfile { certificate_at_temporary: false, ..NaiveProfile::default() });
    let both = || person().home("temporary", "20003", "2024-06-01");
    hold_in(
        &off,
        vec![
            worked(
                "off: a temporary residence does not do",
                certified(temporary("20003", "2024-06-01"), ""),
                "listed P2 CAMP np [certificate_ignored]",
            ),
            worked(
                "off: nor in the commune it names",
                certified(both(), "20003"),
                "listed P2 CAMP np [certificate_ignored]",
            ),
            worked(
                "off: the permanent one does",
                certified(both(), ""),
                "listed P3 A npc [] CAMP: Bỏ phiếu ở nơi cư trú",
            ),
        ],
    );
}
