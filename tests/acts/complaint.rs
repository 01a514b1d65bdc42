//! Complaints about lists (Art. 33), suits and judgments.

use super::lists::*;
use cutri::changes::{ComplaintOutcome, ComplaintState, ComplaintSubject};
use cutri::lists::ListsError;
use cutri::people::Sex;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::complaint::{self, About, Brought, Correction, Decided, Entered, Judged};

impl Lists {
    pub fn complain(
        &self,
        subject: ComplaintSubject,
        (person, at_area): (&str, &str),
        at: &str,
    ) -> Result<Entered, TaskError> {
        self.complain_of(subject, (About::Person(number(person)), at_area), at)
    }

    pub(super) fn complain_of(
        &self,
        subject: ComplaintSubject,
        (about, at_area): (About<'_>, &str),
        at: &str,
    ) -> Result<Entered, TaskError> {
        let brought = Brought {
            area_code: area(at_area),
            about,
            subject,
            complainant: "Lê Văn Kiện",
            address: None,
            statement: "danh sách sai",
        };
        let actor = self.actor(at);
        self.on(async |database| complaint::open(database, brought, &actor).await)
    }

    pub(super) fn withdraw(&self, id: &str, reason: &str, at: &str) -> Result<Entered, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| complaint::withdraw(database, id, reason, &actor).await)
    }

    pub fn settle(&self, id: &str, decided: Decided<'_>, at: &str) -> Result<Entered, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| complaint::settle(database, id, decided, &actor).await)
    }

    pub fn sue(&self, id: &str, at: &str) -> Result<Entered, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| complaint::sue(database, id, &actor).await)
    }

    /// A complaint that is opened and upheld on the same day.
    pub fn uphold(&self, subject: ComplaintSubject, about: (&str, &str)) -> Result<Entered, TaskError> {
        let id = self.complain(subject, about, SOON).unwrap().complaint.complaint_id;
        self.settle(&id, upheld(), SOON)
    }
}

const JUDGED: Judged<'static> =
    Judged { number: "05/2026/HC-ST", court: Some("Tòa án nhân dân khu vực 3"), given_on: None };

pub fn upheld() -> Decided<'static> {
    Decided {
        outcome: ComplaintOutcome::Upheld,
        decision: "đúng như khiếu nại",
        correction: Correction::default(),
        judgment: None,
        person: None,
    }
}

pub fn rejected() -> Decided<'static> {
    Decided { outcome: ComplaintOutcome::Rejected, decision: "không có căn cứ", ..upheld() }
}

pub fn judged() -> Decided<'static> {
    Decided { judgment: Some(JUDGED), decision: "theo bản án", ..upheld() }
}

use ComplaintSubject::{Missing, Mistake, Wrongly};

#[test]
fn article_33_complaints_are_heard_to_the_last_minute_of_the_thirtieth_day() {
    for lists in Lists::both() {
        let first = lists.complain(Missing, (NOT_HERE, "98103-01"), "2026-03-05T23:59:00").unwrap().complaint;
        assert_eq!((first.complaint_id.as_str(), first.state), ("K-98103-0001", ComplaintState::Open));
        assert_eq!(first.due_on.to_string(), "2026-03-10");
        let late = lists.complain(Missing, (NOT_HERE, "98103-01"), "2026-03-06T00:00:00").unwrap_err();
        assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
        let unknown = lists.complain(Missing, (NOT_HERE, "98103-77"), SOON).unwrap_err();
        assert!(matches!(unknown, TaskError::Lists(ListsError::NotPosted { .. })), "{unknown}");
        let ids: Vec<String> = [("98103-02", SOON), ("98205-01", SOON)]
            .map(|(area, at)| lists.complain(Missing, (NOT_HERE, area), at).unwrap().complaint.complaint_id)
            .into();
        assert_eq!(ids, ["K-98103-0002", "K-98205-0001"], "each commune keeps a register");
        let all = lists.on(async |database| complaint::list(database).await.unwrap());
        assert_eq!(all.len(), 3);
        lists.verified();
    }
}

#[test]
fn article_33_settling_after_the_fifth_day_is_told() {
    let lists = Lists::posted();
    let opened = |about| lists.complain(Wrongly, about, "2026-02-10T09:00:00").unwrap().complaint;
    let one = opened((HEAD, "98103-01"));
    assert_eq!(one.due_on.to_string(), "2026-02-15");
    let two = opened((SPOUSE, "98103-01"));
    assert!(!lists.settle(&one.complaint_id, rejected(), "2026-02-15T23:59:00").unwrap().late);
    assert!(lists.settle(&two.complaint_id, rejected(), "2026-02-16T00:00:00").unwrap().late);
    let again = lists.settle(&one.complaint_id, upheld(), SOON).unwrap_err();
    assert!(matches!(again, TaskError::Lists(ListsError::Refused { .. })), "{again}");
    let none = lists.settle("K-98103-0099", upheld(), SOON).unwrap_err();
    assert!(matches!(none, TaskError::Lists(ListsError::NoMatter { .. })), "{none}");
    lists.verified();
}

/// Where somebody is added, what the facts say of the place, and the ballots of section 3.
#[test]
fn article_29_who_was_missing_is_added_with_the_ballots_of_the_place() {
    let lists = Lists::posted();
    let stay = |since: &'static str| {
        [
            ("kind", "temporary"),
            ("commune_code", "98307"),
            ("hamlet_code", "98307-T02"),
            ("registered_on", since),
        ]
    };
    let persons = ["098085000384", "098085000386"];
    let delta = Delta::of(&persons).add("residences", persons[0], &stay("2025-03-15")).add(
        "residences",
        persons[1],
        &stay("2025-03-16"),
    );
    lists.update(&delta, SOON);
    let upper = "national+provincial";
    let all = "national+provincial+communal";
    let cases = [
        (NOT_HERE, "98103-02", all, "permanent in the commune"),
        (persons[0], "98307-02", all, "temporary for twelve months"),
        (persons[1], "98307-02", upper, "temporary for less"),
        ("098085000388", "98205-01", upper, "neither"),
    ];
    let before = lists.now();
    for (person, area, ballots, what) in cases {
        assert_eq!(before.place(person), None, "{what}");
        let last = before.areas[&super::lists::area(area)].last_number;
        let entered = lists.uphold(Missing, (person, area)).unwrap();
        assert_eq!(told(&entered.changes), [("add", "R10")], "{what}");
        let change = &entered.changes[0].change;
        assert_eq!(change.evidence, entered.complaint.complaint_id, "{what}");
        assert_eq!(entered.complaint.change_ids, std::slice::from_ref(&change.change_id));
        let now = lists.now();
        assert_eq!(now.place(person), Some((area.to_owned(), ballots.to_owned())), "{what}");
        assert!(now.rows_of(person)[0].number > last, "{what}: appended");
        assert_eq!(now.open(MatterKind::Hold, person).len(), 1, "{what}: held");
    }
    lists.verified();
}

#[test]
fn who_stands_wrongly_is_removed_and_held() {
    for lists in Lists::both() {
        let entered = lists.uphold(Wrongly, (HEAD, "98103-01")).unwrap();
        assert_eq!((told(&entered.changes), entered.version), (vec![("remove", "R10")], Some(2)));
        assert_eq!(entered.complaint.state, ComplaintState::Settled);
        assert_eq!(lists.now().place(HEAD), None);
        // The registers still list the person: what they say of the place goes to somebody's eye.
        let renamed = Delta::of(&[HEAD]).set("persons", HEAD, &[("full_name", "Phạm Văn Cương")]);
        let updated = lists.update(&renamed, "2026-02-21T10:00:00");
        assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 1));
        let now = lists.now();
        assert_eq!((now.place(HEAD), now.open(MatterKind::Review, HEAD).len()), (None, 1));
        lists.verified();
    }
}

#[test]
fn article_33_each_mistake_of_a_row_is_corrected() {
    let lists = Lists::posted();
    let before = lists.now().rows_of(HEAD)[0].clone();
    let correction = |change: fn(&mut Correction)| {
        let mut correction = Correction::default();
        change(&mut correction);
        correction
    };
    let text = |value: &str| Some(value.to_owned());
    let all = [
        correction(|it| it.full_name = Some("Phạm Văn Cường Anh".to_owned())),
        correction(|it| it.birth_date = cutri::people::PartialDate::parse("1968-06").ok()),
        correction(|it| it.sex = Some(Sex::Female)),
        correction(|it| it.ethnicity = Some("Mường".to_owned())),
        correction(|it| it.permanent_residence = Some("Số 2, đường Chợ Cũ".to_owned())),
        correction(|it| it.temporary_residence = Some("Số 3, đường Chợ Cũ".to_owned())),
    ];
    for correction in all {
        let id = lists.complain(Mistake, (HEAD, "98103-01"), SOON).unwrap().complaint.complaint_id;
        let entered = lists.settle(&id, Decided { correction, ..upheld() }, SOON).unwrap();
        assert_eq!(told(&entered.changes), [("correct", "R10")]);
    }
    let row = lists.now().rows_of(HEAD)[0].clone();
    assert_eq!(row.full_name.as_ref(), "Phạm Văn Cường Anh");
    assert_eq!((row.birth_date.to_string().as_str(), row.sex), ("1968-06", Sex::Female));
    assert_eq!(row.ethnicity.as_deref(), Some("Mường"));
    assert_eq!(row.permanent_residence.as_deref(), text("Số 2, đường Chợ Cũ").as_deref());
    assert_eq!(row.temporary_residence.as_deref(), text("Số 3, đường Chợ Cũ").as_deref());
    assert_eq!((row.number, row.ballots), (before.number, before.ballots), "place and ballots stay");
    let id = lists.complain(Mistake, (HEAD, "98103-01"), SOON).unwrap().complaint.complaint_id;
    let nothing = lists.settle(&id, upheld(), SOON).unwrap_err();
    assert!(matches!(nothing, TaskError::Lists(ListsError::Refused { .. })), "{nothing}");
    lists.verified();
}

#[test]
fn article_29_2_a_complaint_changes_only_the_list_it_is_about() {
    let lists = Lists::posted();
    let refused = [
        (Missing, (HEAD, "98103-02"), "stands on a list already"),
        (Missing, (HEAD, "98205-01"), "stands on a list already"),
        (Wrongly, (NOT_HERE, "98103-01"), "stands on no list"),
        (Mistake, (NOT_HERE, "98103-01"), "stands on no list"),
        (Wrongly, (HEAD, "98103-02"), "stands on the list of area 98103-01"),
        (Mistake, (HEAD, "98205-01"), "stands on the list of area 98103-01"),
    ];
    let before = lists.now();
    for (subject, about, why) in refused {
        let error = lists.uphold(subject, about).unwrap_err();
        assert!(error.to_string().contains(why), "{about:?}: {error}");
    }
    let unknown = lists.uphold(Missing, ("098085999999", "98103-01")).unwrap_err();
    assert!(matches!(unknown, TaskError::Lists(ListsError::UnknownPerson)), "{unknown}");
    let now = lists.now();
    assert_eq!((now.rows, now.areas), (before.rows, before.areas));
    lists.verified();
}

#[test]
fn law_93_2015_suits_are_brought_to_the_fifth_day_before_and_judgments_obeyed_until_voting_starts() {
    for lists in Lists::both() {
        let open = |person| {
            lists
                .complain(Wrongly, (person, "98103-01"), "2026-03-05T09:00:00")
                .unwrap()
                .complaint
                .complaint_id
        };
        let (one, two, add) = (open(HEAD), open(SPOUSE), {
            let about = (NOT_HERE, "98103-01");
            lists.complain(Missing, about, "2026-03-05T09:00:00").unwrap().complaint.complaint_id
        });
        let early = lists.sue(&one, "2026-03-06T09:00:00").unwrap_err();
        assert!(
            matches!(early, TaskError::Lists(ListsError::Refused { .. })),
            "nothing is decided yet: {early}"
        );
        for id in [&one, &two, &add] {
            lists.settle(id, rejected(), "2026-03-07T09:00:00").unwrap();
        }
        let unsued = lists.settle(&one, judged(), "2026-03-08T09:00:00").unwrap_err();
        assert!(
            matches!(unsued, TaskError::Lists(ListsError::Refused { .. })),
            "no suit, no judgment: {unsued}"
        );
        assert_eq!(lists.sue(&one, "2026-03-10T23:59:00").unwrap().complaint.state, ComplaintState::Sued);
        lists.sue(&add, "2026-03-10T23:59:00").unwrap();
        let late = lists.sue(&two, "2026-03-11T00:00:00").unwrap_err();
        assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
        let dated = |on: &str| Decided {
            judgment: Some(Judged { given_on: Some(on.parse().expect("a day")), ..JUDGED }),
            ..judged()
        };
        for (wrong, said) in [("2026-03-09", "suit of 10/03/2026"), ("2026-03-16", "16/03/2026")] {
            let refused = lists.settle(&one, dated(wrong), "2026-03-15T07:00:00").unwrap_err();
            assert!(
                matches!(refused, TaskError::Lists(ListsError::Refused { .. }))
                    && refused.to_string().contains(said),
                "{refused}"
            );
        }
        let after = lists.settle(&one, judged(), "2026-03-15T07:01:00").unwrap_err();
        assert!(matches!(after, TaskError::Lists(ListsError::Late(_))), "voting has started: {after}");
        let entered = lists.settle(&add, judged(), "2026-03-14T23:00:00").unwrap();
        assert_eq!(told(&entered.changes), [("add", "R10")], "C4 is over, the court is obeyed");
        let entered = lists.settle(&one, judged(), "2026-03-15T07:00:00").unwrap();
        assert_eq!(entered.complaint.state, ComplaintState::Judged);
        assert_eq!(entered.complaint.judgment_no.as_deref(), Some("05/2026/HC-ST"));
        let own = entered.complaint.settlement().expect("the office's own decision stays");
        assert_eq!((own.outcome, own.decision), (ComplaintOutcome::Rejected, "không có căn cứ"));
        assert_eq!(entered.complaint.standing_outcome(), Some(ComplaintOutcome::Upheld));
        assert_eq!(entered.changes[0].change.evidence, format!("{one}; 05/2026/HC-ST"));
        assert_eq!((lists.now().place(HEAD), lists.now().place(NOT_HERE).is_some()), (None, true));
        lists.verified();
    }
}

#[test]
fn article_30_an_office_adds_nobody_after_the_cut_off_but_strikes_until_voting_starts() {
    let lists = Lists::posted();
    let add = lists.complain(Missing, (NOT_HERE, "98103-01"), "2026-03-05T09:00:00").unwrap().complaint;
    let strike = lists.complain(Wrongly, (HEAD, "98103-01"), "2026-03-05T09:00:00").unwrap().complaint;
    let late = lists.settle(&add.complaint_id, upheld(), TOO_LATE).unwrap_err();
    assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
    assert!(lists.settle(&strike.complaint_id, upheld(), TOO_LATE).unwrap().late);
    lists.verified();
}

#[test]
fn article_33_each_step_of_a_complaint_lies_after_the_one_before() {
    let lists = Lists::posted();
    let refused = |done: Result<Entered, TaskError>, moments: [&str; 2]| {
        let error = done.expect_err("out of order");
        let told = error.to_string();
        assert!(matches!(error, TaskError::Lists(ListsError::OutOfOrder { .. })), "{told}");
        assert!(moments.iter().all(|moment| told.contains(&moment.replace('T', " "))), "{told}");
    };
    let about = (HEAD, "98103-01");
    refused(lists.complain(Wrongly, about, "2025-01-01T00:00:00"), ["2025-01-01T00:00:00", POSTED]);
    let id = lists.complain(Wrongly, about, SOON).unwrap().complaint.complaint_id;
    let before = lists.now();
    refused(lists.settle(&id, rejected(), "2026-02-20T09:59:00"), ["2026-02-20T09:59:00", SOON]);
    lists.settle(&id, rejected(), "2026-02-22T10:00:00").unwrap();
    refused(lists.sue(&id, "2026-02-21T10:00:00"), ["2026-02-21T10:00:00", "2026-02-22T10:00:00"]);
    lists.sue(&id, "2026-02-24T10:00:00").unwrap();
    refused(
        lists.settle(&id, judged(), "2026-02-23T10:00:00"),
        ["2026-02-23T10:00:00", "2026-02-24T10:00:00"],
    );
    assert_eq!(lists.now().rows, before.rows);
    lists.verified();
}
