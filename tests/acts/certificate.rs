//! Certificates to vote elsewhere (Art. 34).

use super::lists::*;
use crate::support::program::{Ran, cutri, text};
use cutri::law::{Flag, Rule};
use cutri::lists::ListsError;
use cutri::output::OutputError;
use cutri::output::letters::{Paper, write};
use cutri::roll::Status;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::certificate::{Destination, Issued, Request, issue};

impl Lists {
    pub fn issue(&self, person: &str, to: &str, at: &str) -> Result<Issued, TaskError> {
        let to = Destination::parse(to).unwrap();
        let request = Request {
            person: number(person),
            to: &to,
            document_no: None,
            channel: None,
            has_not_voted: true,
        };
        let actor = self.actor(at);
        self.on(async |database| issue(database, request, &actor).await)
    }
}

#[test]
fn article_34_the_own_row_is_marked_and_a_row_with_the_upper_ballots_added() {
    for lists in Lists::both() {
        let before = lists.now();
        let issued = lists.issue(PLAIN, "98205-01", SOON).unwrap();
        assert_eq!(issued.certificate.certificate_id, "0001/GCN-98103");
        assert_eq!(told(&issued.changes), [("mark", "R8")]);
        let now = lists.now();
        assert_eq!(now.place(PLAIN), Some(("98205-01".to_owned(), "national+provincial".to_owned())));
        let own = now.rows_of(PLAIN).into_iter().find(|row| row.area_code == area("98103-01")).unwrap();
        assert_eq!((own.status, own.ballots.is_empty()), (Status::Marked, true));
        assert!(
            own.remarks.iter().any(|remark| remark.as_ref() == "Bỏ phiếu ở nơi khác"),
            "{:?}",
            own.remarks
        );
        let books = |code: &str| now.areas[&area(code)].books;
        let [own, other] = ["98103-01", "98205-01"].map(books);
        assert_eq!([own.voters, own.national, own.communal].map(|it| it.transferred_out), [1, 1, 1]);
        assert_eq!([other.voters, other.national, other.communal].map(|it| it.transferred_in), [1, 1, 0]);
        assert_eq!(now.rows.len(), before.rows.len() + 1);
        lists.verified();
    }
}

#[test]
fn form_11_a_certificate_names_a_commune_which_chooses_the_area() {
    for lists in Lists::both() {
        let issued = lists.issue(PLAIN, "98205", SOON).unwrap();
        assert_eq!(issued.certificate.commune_code.as_ref().map(|code| code.as_str()), Some("98205"));
        assert_eq!(issued.certificate.area_code, None);
        let now = lists.now();
        let rows = now.rows_of(PLAIN);
        let there = rows.iter().find(|row| row.rule == Rule::R8 && row.status == Status::Listed).unwrap();
        assert_eq!(there.commune_code.as_str(), "98205");
        assert!(there.flags.contains(&Flag::AreaByDefault), "{:?}", there.flags);
        assert_eq!(there.remarks, ["Cử tri không cư trú ở địa phương".into()]);
        let again = lists.issue(PLAIN, "98205", SOON).unwrap();
        assert_eq!(again.version, None, "it is out already");
        let refused = lists.issue(PLAIN, "99999", SOON).unwrap_err();
        assert!(refused.to_string().contains("no such commune"), "{refused}");
        lists.verified();
    }
}

#[test]
fn article_34_a_certificate_that_would_move_nobody_is_refused() {
    let lists = Lists::posted();
    let before = lists.now();
    let refused = [
        (PLAIN, "98103-01", SOON, "own area"),
        (NOT_HERE, "98205-01", SOON, "stands on no posted list"),
        (PLAIN, "98103-99", SOON, "no such area"),
        (PLAIN, "98205-01", "2026-03-16T00:00:00", "C6"),
    ];
    for (person, to, at, why) in refused {
        let error = lists.issue(person, to, at).unwrap_err();
        assert!(error.to_string().contains(why), "{to} {at}: {error}");
    }
    let unknown = lists.issue("098085999999", "98205-01", SOON).unwrap_err();
    assert!(matches!(unknown, TaskError::Lists(ListsError::UnknownPerson)), "{unknown}");
    assert_eq!(lists.now(), before, "nothing was kept");
    lists.issue(PLAIN, "98205-01", "2026-03-15T12:00:00").unwrap();
}

#[test]
fn article_34_a_second_certificate_moves_the_row_to_the_other_area() {
    let lists = Lists::posted();
    lists.issue(PLAIN, "98205-01", SOON).unwrap();
    let moved = lists.issue(PLAIN, "98307-02", "2026-02-21T10:00:00").unwrap();
    assert_eq!(moved.certificate.certificate_id, "0002/GCN-98103");
    let now = lists.now();
    assert_eq!(now.place(PLAIN).unwrap().0, "98307-02");
    let mut statuses: Vec<(String, Status)> =
        now.rows_of(PLAIN).iter().map(|row| (row.area_code.to_string(), row.status)).collect();
    statuses.sort_by(|one, other| one.0.cmp(&other.0));
    let expected = [("98103-01", Status::Marked), ("98205-01", Status::Struck), ("98307-02", Status::Listed)];
    assert_eq!(statuses, expected.map(|(area, status)| (area.to_owned(), status)));
    let same = lists.issue(PLAIN, "98307-02", "2026-02-22T10:00:00").unwrap();
    assert_eq!((same.certificate, same.version), (moved.certificate, None), "it is out already");
    let back = lists.issue(PLAIN, "98205-01", "2026-02-22T10:00:00").unwrap();
    assert!(back.version.is_some(), "the first one is not the latest word");
    lists.verified();
}

#[test]
fn a_later_delta_that_does_not_know_the_certificate_keeps_it() {
    for lists in Lists::both() {
        lists.issue(PLAIN, "98205-01", SOON).unwrap();
        let renamed = Delta::of(&[PLAIN]).set("persons", PLAIN, &[("full_name", "Lê Thị Tên Mới")]);
        let updated = lists.update(&renamed, "2026-02-21T10:00:00");
        assert!(updated.waiting.is_empty());
        let now = lists.now();
        assert_eq!(now.place(PLAIN).unwrap().0, "98205-01");
        assert_eq!(now.open(MatterKind::Certificate, PLAIN).len(), 1);
        assert!(now.rows_of(PLAIN).iter().all(|row| row.full_name.as_ref() == "Lê Thị Tên Mới"), "both rows");
        lists.verified();
    }
}

#[test]
fn the_papers_of_a_certificate_tell_who_votes_where() {
    let lists = Lists::posted();
    let issued = lists.issue(PLAIN, "98205-01", SOON).unwrap();
    let name = lists.now().rows_of(PLAIN)[0].full_name.to_string();
    let out = lists.folder.path().join("papers");
    let paper = Paper::Certificate(issued.certificate.certificate_id.clone());
    let dated = "2026-02-20".parse().unwrap();
    let written = lists.on(async |database| write(database, &paper, dated, &out).await.unwrap());
    let pdf = written.iter().find(|path| path.extension().is_some_and(|it| it == "pdf")).unwrap();
    let check = std::process::Command::new("qpdf").arg("--check").arg(pdf).output().unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    let text = crate::render::tools::Printed::new(&std::fs::read(pdf).unwrap()).text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        &name,
        &issued.certificate.certificate_id,
        PLAIN,
        "thuộc khu vực bỏ phiếu số: 01, xã/phường/đặc khu: phường Mai Lĩnh",
        "Nay đăng ký bỏ phiếu tại xã/phường/đặc khu: xã Nà Pheo",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn article_31_the_commanders_certificate_names_unit_and_residence_and_nobody_else_has_one() {
    let lists = Lists::posted();
    let out = lists.folder.path().join("papers");
    let print = |person: &str| {
        let paper = Paper::Serviceman(number(person));
        let dated = "2026-02-20".parse().unwrap();
        lists.on(async |database| write(database, &paper, dated, &out).await)
    };
    let written = print("098098000331").unwrap();
    let said = crate::render::tools::Printed::new(&std::fs::read(&written[0]).unwrap()).drawn();
    for words in [
        "Mẫu số 12/HĐBC",
        "ĐƠN VỊ SỐ 1",
        "Số: 11/GXN",
        "Là quân nhân tại đơn vị: Đơn vị số 1",
        "xã/phường/đặc khu: xã Nà Pheo",
        "Nay đăng ký bỏ phiếu tại xã/phường/đặc khu: phường Mai Lĩnh",
        "CHỈ HUY TRƯỞNG",
    ] {
        assert!(said.contains(&words.split_whitespace().collect::<String>()), "{words}: {said}");
    }
    let refused = print(PLAIN).unwrap_err();
    assert!(
        matches!(&refused, OutputError::Lists(ListsError::Refused { why }) if why.contains("31.2")),
        "{refused}"
    );
    let program = ["certificate", "serviceman", "098098000331", "--dated", "2026-02-20", "--db", &lists.url];
    cutri(&[&program[..], &["--out", text(&out)]].concat()).ended(0);
}

#[test]
fn the_program_issues_prints_and_lists_certificates() {
    let lists = Lists::posted();
    let run = |arguments: &[&str]| -> Ran { cutri(&[arguments, &["--db", &lists.url]].concat()) };
    let papers = lists.folder.path().join("papers");
    let issue = ["certificate", "issue", PLAIN, "--to", "98205-01", "--at", "2026-02-20T10:00", "--as", "an"];
    run(&issue).ended(0);
    let again = run(&issue).ended(0);
    assert!(again.err.contains("0001/GCN-98103: đã thực hiện từ trước"), "{}", again.err);
    let listed = run(&["waiting", "--kind", "certificate", "--all"]).ended(0).out;
    assert!(listed.contains("0001/GCN-98103"), "{listed}");
    run(&["certificate", "print", "0001/GCN-98103", "--out", text(&papers)]).ended(0);
    assert!(std::fs::read_dir(&papers).unwrap().count() > 0);
}
