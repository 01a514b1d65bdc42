//! R10: complaints about a list (Art. 33) are settled in five days, and decided by hand.

use crate::support::builders::{area, day, moment, person, profile};
use cutri::changes::{Complaint, ComplaintState, ComplaintSubject, Event};
use cutri::law::settled_by;

fn complaint() -> Complaint {
    let opened_at = moment("2026-02-10T16:30");
    Complaint {
        complaint_id: "K-10001-0001".into(),
        area_code: area("H-01"),
        personal_id: Some(person().build().person.personal_id),
        row: None,
        unknown: None,
        subject: ComplaintSubject::Missing,
        complainant: "Người Mẫu".into(),
        address: None,
        statement: "không có tên".into(),
        opened_at,
        opened_by: "test".into(),
        due_on: settled_by(opened_at, &profile()),
        state: ComplaintState::Open,
        settled_at: None,
        settled_by: None,
        sued_at: None,
        outcome: None,
        decision: None,
        judgment_no: None,
        change_ids: Vec::new(),
        judgment: None,
        withdrawal: None,
    }
}

#[test]
fn article_33_a_complaint_is_overdue_after_its_fifth_day_while_nobody_decided() {
    let open = complaint();
    assert_eq!(open.due_on, day("2026-02-15"));
    assert!(!open.is_overdue(moment("2026-02-15T23:59")));
    assert!(open.is_overdue(moment("2026-02-16")));
    for state in ComplaintState::ALL.iter().filter(|state| **state != ComplaintState::Open) {
        let decided = Complaint { state: *state, ..complaint() };
        assert!(!decided.is_overdue(moment("2026-03-01")), "{state:?}");
    }
}

#[test]
fn article_33_what_is_upheld_adds_removes_or_corrects_r10() {
    assert_eq!(Complaint::EVENT, Event::R10);
}

#[test]
fn a_complaint_in_a_log_tells_of_nobody() {
    assert_eq!(format!("{:?}", complaint()), "Complaint(K-10001-0001 open)");
}
