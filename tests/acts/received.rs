//! Certificates that voters bring from another office, whose list another database holds (Art. 34).

use super::lists::*;
use crate::support::program::{Ran, cutri};
use cutri::law::{Flag, Rule};
use cutri::lists::ListsError;
use cutri::people::{PartialDate, Sex};
use cutri::progress::Unwatched;
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::certificate::{Destination, OtherOffice, Paper, Received, receive};
use cutri::tasks::event::Identity;
use cutri::tasks::undo::Undo;

const OFFICE: &str = "phường Bến Thành, Thành phố Hồ Chí Minh";
const GUEST: &str = "079185000123";
const NAME: &str = "Trần Thị Khách";
const LATER: &str = "2026-02-21T10:00:00";
const LATEST: &str = "2026-02-22T10:00:00";

/// A paper of the other office.
#[derive(Clone, Copy)]
struct Brought<'a> {
    person: &'a str,
    name: &'a str,
    born: &'a str,
    office: &'a str,
    document_no: &'a str,
    issued_on: &'a str,
    to: &'a str,
}

fn brought() -> Brought<'static> {
    Brought {
        person: GUEST,
        name: NAME,
        born: "1985-07-09",
        office: OFFICE,
        document_no: "31/GCN",
        issued_on: "2026-02-18",
        to: "98205-01",
    }
}

impl Lists {
    fn receive(&self, brought: Brought<'_>, at: &str) -> Result<Received, TaskError> {
        let bearer = Identity {
            full_name: brought.name.into(),
            birth_date: PartialDate::parse(brought.born).unwrap(),
            sex: Sex::Female,
        };
        let paper = Paper {
            person: number(brought.person),
            bearer: &bearer,
            office: &OtherOffice::parse(brought.office, None)?,
            document_no: brought.document_no,
            issued_on: brought.issued_on.parse().unwrap(),
            to: &Destination::parse(brought.to).unwrap(),
        };
        let actor = self.actor(at);
        self.on(async |database| receive(database, paper, &actor, &Unwatched).await)
    }
}

#[test]
fn article_34_the_bearer_is_added_for_the_upper_ballots_and_nobody_here_is_marked() {
    for lists in Lists::both() {
        let before = lists.now();
        let received = lists.receive(brought(), SOON).unwrap();
        assert_eq!(received.certificate.certificate_id, "0001/TN-98205");
        assert_eq!((told(&received.changes), received.was_known), (vec![("add", "R8")], false));
        let change = &received.changes[0].change;
        assert!(change.articles.iter().any(|it| it.contains("34")), "{:?}", change.articles);
        let now = lists.now();
        assert_eq!(now.place(GUEST), Some(("98205-01".to_owned(), "national+provincial".to_owned())));
        let rows = now.rows_of(GUEST);
        assert_eq!((rows.len(), rows[0].rule, rows[0].also.is_empty()), (1, Rule::R8, true));
        assert_eq!(rows[0].remarks, ["Cử tri không cư trú ở địa phương".into()]);
        assert_eq!(rows[0].number, before.areas[&area("98205-01")].last_number + 1);
        let books = now.areas[&area("98205-01")].books;
        let added = [books.voters, books.national, books.provincial, books.communal].map(|it| it.added);
        assert_eq!(added, [1, 1, 1, 0]);
        let again = lists.receive(brought(), LATER).unwrap();
        assert_eq!((again.certificate, again.version), (received.certificate, None), "received already");
        let line = lists.audit().pop().unwrap();
        assert_eq!(line.action, "certificate receive");
        assert!(line.reason.contains("0001/TN-98205"), "{}", line.reason);
        lists.verified();
    }
}

#[test]
fn form_11_the_paper_names_a_commune_which_chooses_the_area() {
    let lists = Lists::posted();
    lists.receive(Brought { to: "98205", ..brought() }, SOON).unwrap();
    let now = lists.now();
    let row = now.rows_of(GUEST)[0];
    assert_eq!(row.commune_code.as_str(), "98205");
    assert!(row.flags.contains(&Flag::AreaByDefault));
    lists.verified();
}

#[test]
fn a_later_delta_about_the_bearer_keeps_the_certificate() {
    for lists in Lists::both() {
        lists.receive(brought(), SOON).unwrap();
        let person = [
            ("full_name", "Trần Thị Khách Mới"),
            ("birth_date", "1985-07-09"),
            ("sex", "nữ"),
            ("nationality", "VNM"),
            ("vital_status", "alive"),
        ];
        let home = [("kind", "permanent"), ("commune_code", "26740"), ("registered_on", "2001-01-01")];
        let delta = Delta::of(&[]).dated("2026-02-21");
        let delta = delta.add("persons", GUEST, &person).add("residences", GUEST, &home);
        let updated = lists.update(&delta, LATER);
        assert!(updated.waiting.is_empty(), "{:?}", updated.waiting);
        assert_eq!(told(&updated.changes), [("correct", "R11")]);
        let now = lists.now();
        assert_eq!(now.place(GUEST).unwrap().0, "98205-01");
        assert_eq!(now.rows_of(GUEST)[0].full_name.as_ref(), "Trần Thị Khách Mới");
        lists.verified();
        let dead = [&person[..4], &[("vital_status", "dead")]].concat();
        let dead = Delta::of(&[]).dated("2026-02-22").add("persons", GUEST, &dead);
        let updated = lists.update(&dead, LATEST);
        assert_eq!(told(&updated.changes), [("remove", "R6")]);
        lists.verified();
    }
}

#[test]
fn article_30_3_the_bearer_who_comes_to_live_here_has_all_ballots() {
    let lists = Lists::posted();
    lists.receive(Brought { to: "98103-01", ..brought() }, SOON).unwrap();
    let person = [
        ("full_name", NAME),
        ("birth_date", "1985-07-09"),
        ("sex", "nữ"),
        ("nationality", "VNM"),
        ("vital_status", "alive"),
    ];
    let home = [&[("kind", "permanent")], &home("98103", "98103-T01")[..]].concat();
    let delta = Delta::of(&[]).dated("2026-02-21");
    let delta = delta.add("persons", GUEST, &person).add("residences", GUEST, &home);
    let updated = lists.update(&delta, LATER);
    assert!(updated.waiting.is_empty(), "{:?}", updated.waiting);
    assert_eq!(updated.changes[0].change.rule.id(), "R2");
    let (_, ballots) = lists.now().place(GUEST).unwrap();
    assert_eq!(ballots, "national+provincial+communal");
    lists.verified();
}

#[test]
fn article_34_taking_the_receipt_back_strikes_the_row_and_the_paper_may_come_again() {
    for lists in Lists::both() {
        let received = lists.receive(brought(), SOON).unwrap();
        let id = received.changes[0].change.change_id.clone();
        let undone = lists.undo(Undo::Change(&id), LATER).unwrap();
        assert_eq!(told(&undone.changes), [("remove", "R8")]);
        let now = lists.now();
        assert_eq!((now.place(GUEST), now.rows_of(GUEST)[0].status), (None, Status::Struck));
        assert!(now.open(MatterKind::Certificate, GUEST).is_empty());
        lists.verified();
        let again = lists.receive(Brought { to: "98307-02", ..brought() }, LATEST).unwrap();
        assert_eq!((again.certificate.certificate_id.as_str(), again.was_known), ("0001/TN-98307", true));
        assert_eq!(lists.now().place(GUEST).unwrap().0, "98307-02");
        lists.verified();
    }
}

#[test]
fn article_34_who_is_known_here_and_stands_on_no_list_is_listed_by_the_paper() {
    for lists in Lists::both() {
        let person = Delta::of(&[NOT_HERE]);
        let said = |column: &str| person.value("persons", NOT_HERE, column);
        let paper =
            Brought { person: NOT_HERE, name: &said("full_name"), born: &said("birth_date"), ..brought() };
        let received = lists.receive(paper, SOON).unwrap();
        assert_eq!((told(&received.changes), received.was_known), (vec![("add", "R8")], true));
        assert_eq!(lists.now().place(NOT_HERE).unwrap().0, "98205-01");
        lists.verified();
        let other = Brought { name: "Trần Thị Khác", document_no: "32/GCN", ..paper };
        let refused = lists.receive(other, LATER).unwrap_err().to_string();
        assert!(refused.contains("another name or birth date"), "{refused}");
    }
}

#[test]
fn article_29_2_who_stands_on_a_list_here_is_told_where_the_certificate_is_issued() {
    let lists = Lists::posted();
    let before = lists.now();
    let row = before.rows_of(PLAIN)[0];
    let born = row.birth_date.to_string();
    let paper = Brought { person: PLAIN, name: &row.full_name, born: &born, ..brought() };
    let refused = lists.receive(paper, SOON).unwrap_err().to_string();
    assert!(refused.contains("nên giấy do nơi đó cấp") && refused.contains("98103-01"), "{refused}");
    assert!(!refused.contains(PLAIN), "an error names nobody");
    assert_eq!(lists.now(), before, "nothing was kept");
}

#[test]
fn a_paper_that_cannot_be_right_is_refused_and_leaves_nothing() {
    let lists = Lists::posted();
    let before = lists.now();
    let refused = [
        (Brought { issued_on: "2026-02-21", ..brought() }, SOON, "of a later day"),
        (Brought { office: "xã Nà Pheo, tỉnh Xuân Hòa", ..brought() }, SOON, "are in this database"),
        (Brought { office: "phường Bến Thành", ..brought() }, SOON, "mẫu số 11"),
        (Brought { document_no: " ", ..brought() }, SOON, "không có số"),
        (Brought { to: "98205-99", ..brought() }, SOON, "no such area"),
        (Brought { born: "2010-01-01", ..brought() }, SOON, "check the birth date"),
    ];
    for (paper, at, why) in refused {
        let error = lists.receive(paper, at).unwrap_err().to_string();
        assert!(error.contains(why), "{why}: {error}");
    }
    let late = lists.receive(brought(), "2026-03-15T19:01:00").unwrap_err();
    assert!(matches!(&late, TaskError::Lists(ListsError::Late(late)) if late.rule.id() == "C6"), "{late}");
    assert_eq!(lists.now(), before);
    lists.receive(brought(), "2026-03-15T12:00:00").unwrap();
    let other = Brought { person: "079185000124", document_no: "31/gcn", ..brought() };
    let error = lists.receive(other, "2026-03-15T12:01:00").unwrap_err().to_string();
    assert!(error.contains("for somebody else"), "{error}");
    let moved = lists.receive(Brought { to: "98307-02", ..brought() }, "2026-03-15T12:02:00").unwrap_err();
    assert!(moved.to_string().contains("take that change back"), "{moved}");
    let issued = lists.issue(GUEST, "98103-01", "2026-03-15T12:03:00").unwrap_err().to_string();
    assert!(issued.contains("only that office"), "{issued}");
    lists.verified();
}

#[test]
fn a_delta_of_units_decides_the_bearer_anew() {
    let lists = Lists::posted();
    lists.receive(Brought { to: "98205", ..brought() }, SOON).unwrap();
    let place = lists.now().place(GUEST).unwrap().0;
    let updated = lists.update(&Delta::of(&[]).dated("2026-02-21").opening(&place, "06:00"), LATER);
    assert!(updated.persons > 1_000, "everybody is decided anew: {}", updated.persons);
    assert_eq!(lists.now().place(GUEST).unwrap().0, place);
    lists.verified();
}

#[test]
fn the_program_receives_lists_and_explains_it() {
    let lists = Lists::posted();
    let run = |arguments: &[&str]| -> Ran { cutri(&[arguments, &["--db", &lists.url]].concat()) };
    let paper =
        ["certificate", "receive", GUEST, "--name", NAME, "--birth-date", "09/07/1985", "--sex", "nữ"];
    let issued = ["--office", OFFICE, "--document-no", "31/GCN", "--issued-on", "18/02/2026"];
    let how = ["--to", "98205", "--at", "20/02/2026 10:00", "--as", "an"];
    let receive = [&paper[..], &issued, &how].concat();
    let received = run(&receive).ended(0);
    assert!(received.err.contains("0001/TN-98205"), "{}", received.err);
    assert!(received.err.contains("chưa có trong cơ sở dữ liệu"), "{}", received.err);
    let again = run(&receive).ended(0);
    assert!(again.err.contains("đã thực hiện từ trước"), "{}", again.err);
    let listed = run(&["waiting", "--kind", "certificate"]).ended(0).out;
    assert!(listed.contains(&format!("số 31/GCN của {OFFICE} ngày 18/02/2026")), "{listed}");
    let explained = run(&["explain", GUEST]).ended(0).out;
    assert!(explained.contains("Điều 34") && explained.contains(OFFICE), "{explained}");
    let papers = lists.folder.path().join("papers");
    let out = crate::support::program::text(&papers);
    let print = run(&["certificate", "print", "0001/TN-98205", "--out", out]);
    assert!(print.err.contains("cấp, nơi đó in"), "{}", print.err);
}
