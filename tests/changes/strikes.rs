//! What a struck row tells: the clause, and nothing that accuses (section 7).

use super::scene::{Scene, scene};
use crate::support::builders::*;
use cutri::changes::{Event, Kind, Planned, RightEnds, Strike};
use cutri::people::StatusKind::Imprisonment;
use cutri::people::StayKind::{Detention, Military};
use cutri::people::{Sex, VitalStatus};
use cutri::roll::{Entry, Status};

/// The remark of the row that a change of facts strikes, and the reason of the log.
fn struck(scene: &Scene) -> (&'static str, &'static str) {
    let Planned::Change(draft) = scene.plan().planned else { panic!("a change") };
    let event = draft.event.expect("an event");
    let strike = Strike::of(event, draft.right_ends);
    (strike.remark(), event.reason_of(draft.difference.kind, draft.right_ends))
}

#[test]
fn article_30_5_only_who_lost_the_right_is_struck_by_clause_5() {
    let prison = resident().status(Imprisonment, "2026-02-04", None, Some("12/2026/HS-ST"));
    let (remark, reason) = struck(&scene(&resident(), &prison));
    assert_eq!(remark, "Xóa tên theo khoản 5 Điều 30");
    assert!(!reason.contains("chết"), "{reason}");
}

#[test]
fn article_2_a_corrected_birth_date_says_too_young_and_nothing_of_a_right_lost() {
    let (remark, reason) = struck(&scene(&resident(), &resident().born("2008-03-16")));
    assert_eq!(remark, "Xóa tên do chưa đủ 18 tuổi theo Điều 2");
    assert_eq!(reason, "chưa đủ 18 tuổi tính đến ngày bầu cử, theo ngày sinh đã sửa");
    let cited = Event::R6.citations_of(Some(RightEnds::Age)).iter().map(|citation| citation.told());
    assert_eq!(cited.collect::<Vec<_>>(), ["Art. 2"]);
}

#[test]
fn a_death_is_told_as_a_death() {
    let (remark, reason) = struck(&scene(&resident(), &resident().vital(VitalStatus::Dead)));
    assert_eq!((remark, reason), ("Xóa tên do đã chết", "đã chết"));
    let (remark, _) = struck(&scene(&resident(), &resident().vital(VitalStatus::Missing)));
    assert_eq!(remark, "Xóa tên do đã có tuyên bố mất tích");
}

#[test]
fn article_30_3_custody_and_an_armed_unit_read_as_every_move_does() {
    let remark = |after: &PersonBuilder| struck(&scene(&resident(), after)).0;
    let moved = remark(&person().permanent(AWAY));
    assert_eq!(moved, "Xóa tên theo khoản 3 Điều 30");
    assert_eq!(remark(&resident().stay(Detention, "camp", "2026-02-01", None)), moved);
    assert_eq!(remark(&resident().stay(Military, "unit", "2026-02-01", None)), moved);
}

#[test]
fn every_ground_is_told_by_its_words_and_hides_why_the_person_stood_there() {
    let row = |status, remark: &str| Entry { status, remarks: vec![remark.into()], ..a_row() };
    for strike in Strike::ALL {
        let mut struck = row(Status::Struck, "Người đang bị tạm giam");
        assert_eq!(Strike::told_by(&struck), None);
        strike.write(&mut struck);
        assert_eq!((Strike::told_by(&struck), struck.remarks.len()), (Some(strike), 1));
        let mut standing = row(Status::Listed, "Tạm trú từ năm 2024");
        strike.write(&mut standing);
        assert_eq!(&*standing.remarks[0], "Tạm trú từ năm 2024");
    }
}

#[test]
fn a_row_struck_again_by_an_act_taken_back_keeps_its_ground() {
    let mut row = Entry { status: Status::Struck, remarks: Vec::new(), ..a_row() };
    Strike::of(Event::R6, Some(RightEnds::Death)).write(&mut row);
    Strike::of(Event::R6, None).write(&mut row);
    assert_eq!(Strike::told_by(&row), Some(Strike::Death));
}

#[test]
fn every_event_has_a_ground_that_is_no_loss_of_the_right_but_r6() {
    for event in Event::ALL {
        let is_loss = Strike::of(*event, None) == Strike::LostRight;
        assert_eq!(is_loss, *event == Event::R6, "{event}");
        assert!(!event.reason(Kind::Remove).is_empty());
    }
}

fn a_row() -> Entry {
    let row = scene(&resident().sex(Sex::Female), &resident()).has().standing;
    row.expect("a resident stands")
}
