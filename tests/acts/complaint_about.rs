//! Whom a complaint is about: a row, somebody unknown, a number that nobody has; and one that is taken back.

use super::complaint::upheld;
use super::lists::*;
use crate::support::program::cutri;
use ComplaintSubject::{Missing, Mistake, Wrongly};
use cutri::changes::{ComplaintState, ComplaintSubject};
use cutri::people::PartialDate;
use cutri::tasks::TaskError;
use cutri::tasks::complaint::{About, Decided};

#[test]
fn article_33_anybody_complains_of_a_row_without_knowing_the_number() {
    for lists in Lists::both() {
        let now = lists.now();
        let row = now.rows_of(HEAD)[0].clone();
        let about = (About::Row(row.number), "98103-01");
        let entered = lists.complain_of(Wrongly, about, SOON).unwrap().complaint;
        assert_eq!(entered.personal_id, Some(number(HEAD)));
        assert_eq!(entered.row, Some(row.number));
        let again = lists.complain_of(Wrongly, about, SOON).unwrap();
        assert!(again.known, "the same complaint is entered once");
        let settled = lists.settle(&entered.complaint_id, upheld(), SOON).unwrap();
        assert_eq!(settled.changes.len(), 1);
        let struck = lists.complain_of(Wrongly, about, SOON).unwrap_err().to_string();
        assert!(struck.contains("struck already"), "{struck}");
        for (subject, number, why) in
            [(Mistake, 99_999, "has no row 99999"), (Missing, row.number, "somebody stands in row")]
        {
            let refused = lists.complain_of(subject, (About::Row(number), "98103-01"), SOON).unwrap_err();
            assert!(refused.to_string().contains(why), "{refused}");
        }
    }
}

#[test]
fn somebody_who_is_missing_is_named_and_found_later() {
    for lists in Lists::both() {
        let birth_date = Some(PartialDate::parse("1999").unwrap());
        let about = |full_name| (About::Unknown { full_name, birth_date }, "98103-01");
        let entered = lists.complain_of(Missing, about("Trần Thị Mơ"), SOON).unwrap().complaint;
        assert_eq!((entered.personal_id, entered.whom()), (None, "Trần Thị Mơ, sinh 1999".to_owned()));
        assert!(lists.complain_of(Missing, about("Trần Thị Mơ"), SOON).unwrap().known);
        assert!(!lists.complain_of(Missing, about("Trần Thị Mận"), SOON).unwrap().known);
        let nobody = lists.settle(&entered.complaint_id, upheld(), SOON).unwrap_err();
        assert!(matches!(nobody, TaskError::NobodyFound { .. }), "{nobody}");
        let found = Decided { person: Some(number(NOT_HERE)), ..upheld() };
        let settled = lists.settle(&entered.complaint_id, found, SOON).unwrap();
        assert_eq!(settled.complaint.personal_id, Some(number(NOT_HERE)));
        assert_eq!(settled.changes.len(), 1);
        for (subject, full_name) in [(Wrongly, "Trần Thị Mơ"), (Mistake, "Trần Thị Mơ"), (Missing, " ")]
        {
            assert!(lists.complain_of(subject, about(full_name), SOON).is_err(), "{subject:?}");
        }
    }
}

#[test]
fn a_number_that_nobody_has_stands_wrongly_on_no_list() {
    for lists in Lists::both() {
        for subject in [Wrongly, Mistake] {
            let refused =
                lists.complain(subject, ("123456789012", "98103-01"), SOON).unwrap_err().to_string();
            assert!(refused.contains("theo họ tên") && refused.contains("by name"), "{refused}");
        }
    }
}

#[test]
fn article_33_who_is_missing_may_be_nobody_here_which_is_told_and_can_be_taken_back() {
    for lists in Lists::both() {
        let of_nobody = ("123456789012", "98103-01");
        let entered = lists.complain(Missing, of_nobody, SOON).unwrap();
        assert!(entered.is_nobodys_number && !entered.known, "such a person may be missing, or it is a slip");
        let again = lists.complain(Missing, of_nobody, SOON).unwrap();
        assert!(again.is_nobodys_number && again.known, "told as often as it is asked");
        let withdrawn = lists.withdraw(&entered.complaint.complaint_id, "nhầm số", SOON).unwrap();
        assert_eq!(withdrawn.complaint.state, ComplaintState::Withdrawn);
        assert!(!lists.complain(Missing, (NOT_HERE, "98103-01"), SOON).unwrap().is_nobodys_number);
        lists.verified();
    }
}

#[test]
fn the_program_asks_whether_a_number_that_nobody_has_is_a_slip() {
    let lists = Lists::posted();
    let open = ["complaint", "open", "123456789012", "--area", "98103-01", "--about", "missing"];
    let how =
        ["--by-whom", "Trần Văn Hai", "--statement", "bị sót", "--at", "20/02/2026 10:00", "--as", "an"];
    let told = cutri(&[&open[..], &how, &["--db", &lists.url]].concat()).ended(0).err;
    assert!(told.contains("cutri complaint withdraw K-98103-0001"), "{told}");
    assert!(told.contains("is it a slip?"), "{told}");
}

#[test]
fn a_complaint_that_was_entered_by_mistake_is_taken_back_with_its_line() {
    for lists in Lists::both() {
        let id = lists.complain(Wrongly, (HEAD, "98103-01"), SOON).unwrap().complaint.complaint_id;
        let withdrawn = lists.withdraw(&id, "ghi nhầm người", SOON).unwrap();
        assert_eq!(withdrawn.complaint.state, ComplaintState::Withdrawn);
        assert!(lists.withdraw(&id, "ghi nhầm người", SOON).unwrap().known, "done before");
        let line = lists.audit().pop().unwrap();
        assert_eq!((line.action.as_str(), line.reason.as_str()), ("complaint withdraw", "ghi nhầm người"));
        assert!(lists.settle(&id, upheld(), SOON).is_err() && lists.sue(&id, SOON).is_err());
        let other = lists.complain(Wrongly, (HEAD, "98103-01"), SOON).unwrap();
        assert!(!other.known, "the same may be complained of again");
        let id = lists.uphold(Missing, (NOT_HERE, "98103-01")).unwrap().complaint.complaint_id;
        assert!(lists.withdraw(&id, "thôi", SOON).is_err(), "what is settled stays");
    }
}
