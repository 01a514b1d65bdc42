//! Certificates to vote where another office keeps the list (Art. 34).

use super::lists::*;
use crate::render::tools::Printed;
use crate::support::program::{Ran, cutri, text};
use cutri::lists::ListsError;
use cutri::people::CommuneCode;
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::certificate::{Destination, Issued, OtherOffice, Request, issue};
use cutri::tasks::undo::Undo;

const THERE: &str = "phường Bến Thành, Thành phố Hồ Chí Minh";
const LATER: &str = "2026-02-21T10:00:00";

fn beyond(words: &str, code: Option<&str>) -> Result<Destination, TaskError> {
    let code = code.map(|code| CommuneCode::parse(code).unwrap());
    Ok(Destination::Beyond(OtherOffice::parse(words, code)?))
}

fn issue_to(lists: &Lists, to: &Destination, at: &str, has_not_voted: bool) -> Result<Issued, TaskError> {
    let request = Request { person: number(PLAIN), to, document_no: None, channel: None, has_not_voted };
    let actor = lists.actor(at);
    lists.on(async |database| issue(database, request, &actor).await)
}

#[test]
fn article_34_the_own_row_is_marked_and_the_voter_goes_out_of_the_books() {
    let there = beyond(THERE, None).unwrap();
    for lists in Lists::both() {
        let before = lists.now();
        let issued = issue_to(&lists, &there, SOON, false).unwrap();
        assert_eq!(issued.certificate.certificate_id, "0001/GCN-98103");
        assert_eq!(told(&issued.changes), [("mark", "R8")]);
        let now = lists.now();
        assert_eq!(now.place(PLAIN), None, "no row here gives a ballot");
        let rows = now.rows_of(PLAIN);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].status, rows[0].ballots.is_empty()), (Status::Marked, true));
        assert_eq!(rows[0].remarks, ["Bỏ phiếu ở nơi khác".into()]);
        let books = now.areas[&area("98103-01")].books;
        let out =
            [books.voters, books.national, books.provincial, books.communal].map(|it| it.transferred_out);
        assert_eq!(out, [1; 4]);
        let current = before.areas[&area("98103-01")].books.voters.current;
        assert_eq!(books.voters.current, current - 1);
        let again = issue_to(&lists, &there, LATER, false).unwrap();
        assert_eq!((again.certificate, again.version), (issued.certificate, None), "it is out already");
        lists.verified();
    }
}

#[test]
fn article_34_undoing_it_gives_the_ballots_back() {
    let lists = Lists::posted();
    let before = lists.now();
    let issued = issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
    let id = issued.changes[0].change.change_id.clone();
    let undone = lists.undo(Undo::Change(&id), LATER).unwrap();
    let now = lists.now();
    assert_eq!((now.place(PLAIN), now.current()), (before.place(PLAIN), before.current()));
    assert_eq!(now.rows_of(PLAIN)[0].status, Status::Listed);
    assert!(now.open(MatterKind::Certificate, PLAIN).is_empty());
    lists.verified();
    let id = undone.changes[0].change.change_id.clone();
    lists.undo(Undo::Change(&id), "2026-02-22T10:00:00").unwrap();
    assert_eq!(lists.now().rows_of(PLAIN)[0].status, Status::Marked);
    lists.verified();
}

#[test]
fn a_later_delta_that_does_not_know_the_certificate_keeps_it() {
    for lists in Lists::both() {
        issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
        let renamed = Delta::of(&[PLAIN]).set("persons", PLAIN, &[("full_name", "Lê Thị Tên Mới")]);
        let updated = lists.update(&renamed, LATER);
        assert!(updated.waiting.is_empty(), "{:?}", updated.waiting);
        assert_eq!(told(&updated.changes), [("correct", "R11")]);
        let now = lists.now();
        let row = now.rows_of(PLAIN)[0];
        assert_eq!((row.status, row.full_name.as_ref()), (Status::Marked, "Lê Thị Tên Mới"));
        lists.verified();
    }
}

/// At home in a commune of another office.
fn moved_out() -> Delta {
    Delta::of(&[PLAIN]).dated("2026-02-21").set(
        "residences",
        PLAIN,
        &[("commune_code", "97001"), ("hamlet_code", "")],
    )
}

#[test]
fn article_30_3_a_marked_voter_who_moves_away_is_given_up_to_the_new_office() {
    for lists in Lists::both() {
        issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
        let before = lists.now();
        let updated = lists.update(&moved_out(), LATER);
        assert_eq!(told(&updated.changes), [("transfer", "R2")]);
        let now = lists.now();
        let row = now.rows_of(PLAIN)[0];
        assert_eq!((row.status, now.current()), (Status::Struck, before.current()));
        let waiting = &updated.waiting[0];
        assert_eq!(
            waiting.from.as_ref().map(|place| place.number),
            Some(row.number),
            "the own row is told of"
        );
        assert_eq!(updated.changes[0].change.pair_id.as_ref(), Some(&waiting.waiting_id));
        lists.verified();
        let notices = lists.export(None);
        let said = Printed::new(&std::fs::read(notices[0].with_extension("pdf")).unwrap()).text();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "khoản 3 Điều 30",
            "Nơi cư trú mới:",
            "mã 97001",
            "7 giờ 00 ngày 14 tháng 03 năm 2026",
            "Thu lại giấy chứng nhận để cử tri tham gia bỏ phiếu ở nơi khác số 0001/GCN-98103",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let id = updated.changes[0].change.change_id.clone();
        lists.undo(Undo::Change(&id), "2026-02-22T10:00:00").unwrap();
        let now = lists.now();
        assert_eq!(now.rows_of(PLAIN)[0].status, Status::Marked);
        assert!(now.open(MatterKind::Suspense, PLAIN).is_empty(), "no office is told of it");
        lists.verified();
    }
}

#[test]
fn article_29_4_a_marked_voter_who_moves_away_too_late_keeps_the_row() {
    let lists = Lists::posted();
    issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
    let updated = lists.update(&moved_out(), TOO_LATE);
    assert!(updated.changes.is_empty());
    let waiting = &updated.waiting[0];
    assert!(waiting.why_told().contains("C4"), "{}", waiting.why_told());
    assert_eq!(lists.now().rows_of(PLAIN)[0].status, Status::Marked);
    lists.verified();
}

#[test]
fn article_30_5_the_marked_row_of_a_voter_who_died_is_struck() {
    let lists = Lists::posted();
    issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
    let died = Delta::of(&[PLAIN]).set("persons", PLAIN, &[("vital_status", "dead")]);
    let updated = lists.update(&died, LATER);
    assert!(updated.waiting.is_empty(), "{:?}", updated.waiting);
    assert_eq!(updated.changes.iter().map(|row| row.change.rule.id()).collect::<Vec<_>>(), ["R6"]);
    assert_eq!(lists.now().rows_of(PLAIN)[0].status, Status::Struck);
    lists.verified();
}

#[test]
fn article_34_another_certificate_leads_to_a_list_here() {
    let lists = Lists::posted();
    issue_to(&lists, &beyond(THERE, None).unwrap(), SOON, false).unwrap();
    let here = Destination::parse("98205-01").unwrap();
    let moved = issue_to(&lists, &here, LATER, false).unwrap();
    assert_eq!(moved.certificate.certificate_id, "0002/GCN-98103");
    assert_eq!(lists.now().place(PLAIN).unwrap().0, "98205-01");
    lists.verified();
}

#[test]
fn a_certificate_names_commune_and_province_and_no_commune_of_this_database() {
    let lists = Lists::posted();
    for words in ["phường Bến Thành", "", ", Thành phố Hồ Chí Minh"] {
        assert!(beyond(words, None).unwrap_err().to_string().contains("form 11"), "{words}");
    }
    let here = beyond("xã Nà Pheo, tỉnh Lai Châu", Some("98205")).unwrap();
    let refused = issue_to(&lists, &here, SOON, false).unwrap_err();
    assert!(refused.to_string().contains("98205 is of this database"), "{refused}");
    assert!(issue_to(&lists, &beyond(THERE, Some("26740")).unwrap(), SOON, false).is_ok());
}

#[test]
fn article_34_a_certificate_while_the_own_area_votes_asks_whether_the_voter_has_voted() {
    let lists = Lists::posted();
    let there = beyond(THERE, None).unwrap();
    let during = "2026-03-15T08:00:00";
    let asked = issue_to(&lists, &there, during, false).unwrap_err();
    assert!(
        matches!(&asked, TaskError::Lists(ListsError::VotingRuns { area, .. }) if area.as_str() == "98103-01")
    );
    issue_to(&lists, &there, during, true).unwrap();
    lists.verified();
}

#[test]
fn the_program_issues_prints_and_explains_it() {
    let lists = Lists::posted();
    let run = |arguments: &[&str]| -> Ran { cutri(&[arguments, &["--db", &lists.url]].concat()) };
    let papers = lists.folder.path().join("papers");
    let issue =
        ["certificate", "issue", PLAIN, "--to-text", THERE, "--document-no", "31/GCN", "--at", "20/02/2026"];
    run(&[&issue[..], &["--as", "an"]].concat()).ended(0);
    run(&["certificate", "print", "31/GCN", "--out", text(&papers)]).ended(0);
    let paper = std::fs::read_dir(&papers).unwrap().next().unwrap().unwrap().path();
    let said = Printed::new(&std::fs::read(paper).unwrap()).text();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Số: 31/GCN", "xã/phường/đặc khu: phường Bến Thành, tỉnh/thành phố: Thành phố Hồ Chí Minh"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let explained = run(&["explain", PLAIN]).ended(0).out;
    assert!(explained.contains("bỏ phiếu ở nơi khác theo giấy chứng nhận"), "{explained}");
    assert!(explained.contains("Bến Thành"), "{explained}");
}
