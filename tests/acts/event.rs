//! What happened to one person, entered at a desk.

use super::lists::*;
use crate::support::program::{Ran, cutri};
use cutri::lists::ListsError;
use cutri::people::ResidenceKind;
use cutri::people::{
    Channel, CommuneCode, FacilityCode, HamletCode, PartialDate, Sex, StatusKind, StayKind, WishKind,
};
use cutri::progress::Unwatched;
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::event::{Entered, Happened, Home, Names, Newcomer, enter};
use cutri::tasks::update::Updated;

fn day(of_february: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 2, of_february).unwrap()
}

fn home(commune: &str, hamlet: Option<&str>) -> Home {
    Home {
        commune: CommuneCode::parse(commune).unwrap(),
        hamlet: hamlet.map(|code| HamletCode::parse(code).unwrap()),
        address: Some("Số 5".into()),
        house_order: Some(5),
    }
}

fn newcomer(from: Option<&str>) -> Happened {
    Happened::Came(Newcomer {
        full_name: "Trịnh Văn Mới".into(),
        birth_date: PartialDate::parse("1985-07-09").unwrap(),
        sex: Sex::Male,
        ethnicity: None,
        home: home("98103", Some("98103-T01")),
        kind: ResidenceKind::Permanent,
        on: day(19),
        from: from.map(|code| CommuneCode::parse(code).unwrap()),
    })
}

impl Lists {
    fn enter(&self, person: &str, happened: Happened, of_february: u32) -> Result<Updated, TaskError> {
        let entered = Entered { person: number(person), happened, document: Some("05/TKT"), dry_run: false };
        let actor = self.actor(&format!("2026-02-{of_february}T10:00:00"));
        self.on(async |database| enter(database, &entered, &actor, &Unwatched).await)
    }
}

#[test]
fn articles_29_and_30_each_event_of_a_life_is_the_change_the_law_names() {
    let custody = || StayKind::Detention;
    let facility = || FacilityCode::parse("TG-01").unwrap();
    let at = |of_february: u32| moment(&format!("2026-02-{of_february}T10:00:00"));
    let sentence = || Happened::LostRight {
        kind: StatusKind::Imprisonment,
        on: day(21),
        document: "12/HS-ST".into(),
        issuer: None,
    };
    let wishes = |kind| Happened::Wishes { kind, commune: None, at: at(27), channel: Channel::InPerson };
    let renamed = Names { full_name: Some("Nguyễn Thị Thắm".into()), ..Names::default() };
    let life: [(Happened, (&str, &str), Option<&str>); 9] = [
        (
            Happened::Entered { kind: custody(), facility: facility(), on: day(18) },
            ("transfer", "R5"),
            Some("98103-04"),
        ),
        (Happened::Left { kind: custody(), on: day(20) }, ("transfer", "R4"), Some("98103-01")),
        (sentence(), ("remove", "R6"), None),
        (
            Happened::RegainedRight { kind: StatusKind::Imprisonment, on: day(22) },
            ("add", "R1"),
            Some("98103-01"),
        ),
        (
            Happened::Moved { home: home("98205", Some("98205-T01")), on: day(23) },
            ("transfer", "R2"),
            Some("98205-01"),
        ),
        (Happened::Corrected(renamed), ("correct", "R11"), Some("98205-01")),
        (Happened::DeclaredAbsent { from: day(24), until: None, declared: day(24) }, ("remove", "R15"), None),
        (wishes(WishKind::VoteAtPermanent), ("add", "R9"), Some("98205-01")),
        (Happened::Died { on: day(27) }, ("remove", "R6"), None),
    ];
    for lists in Lists::both() {
        for (of_february, (happened, change, area)) in (20..).zip(life.clone()) {
            let name = happened.told();
            let updated =
                lists.enter(PLAIN, happened, of_february).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(told(&updated.changes), [change], "{name}: {:?}", updated.waiting);
            let now = lists.now();
            assert_eq!(now.place(PLAIN).map(|(area, _)| area).as_deref(), area, "{name}");
        }
        let last = lists.audit().pop().unwrap();
        assert!(last.reason.starts_with("event: died (05/TKT): "), "{}", last.reason);
        lists.verified();
    }
}

#[test]
fn what_the_database_knows_already_is_no_event() {
    let lists = Lists::posted();
    lists.enter(PLAIN, Happened::Died { on: day(18) }, 20).unwrap();
    let before = lists.now();
    let left = Happened::Left { kind: StayKind::Military, on: day(20) };
    for (person, happened, why) in [
        (PLAIN, Happened::Died { on: day(18) }, "say so already"),
        (HEAD, left, "nothing of this kind"),
        (HEAD, newcomer(None), "holds this person already"),
    ] {
        let error = lists.enter(person, happened, 21).unwrap_err();
        assert!(error.to_string().contains(why), "{why}: {error}");
    }
    let unknown = lists.enter(NEWCOMER, Happened::Died { on: day(18) }, 21).unwrap_err();
    assert!(matches!(unknown, TaskError::Lists(ListsError::UnknownPerson)), "{unknown}");
    assert_eq!(lists.now(), before);
}

#[test]
fn article_30_3_who_comes_from_or_goes_to_another_office_waits_for_it() {
    let lists = Lists::posted();
    let came = lists.enter(NEWCOMER, newcomer(Some("00004")), 20).unwrap();
    assert_eq!((came.changes.len(), came.waiting.len()), (0, 1), "the other office strikes first");
    let gone = lists.enter(PLAIN, Happened::Moved { home: home("00004", None), on: day(20) }, 21).unwrap();
    assert_eq!((told(&gone.changes), gone.waiting.len()), (vec![("transfer", "R2")], 1));
    assert_eq!(lists.now().open(MatterKind::Suspense, PLAIN).len(), 1);
    lists.verified();
}

#[test]
fn article_29_4_a_newcomer_from_nowhere_known_is_added() {
    for lists in Lists::both() {
        let updated = lists.enter(NEWCOMER, newcomer(None), 20).unwrap();
        assert_eq!(told(&updated.changes), [("add", "R7")]);
        assert_eq!(lists.now().place(NEWCOMER).unwrap().0, "98103-01");
        lists.verified();
    }
}

#[test]
fn an_event_keeps_the_certificate_of_the_register() {
    let lists = Lists::posted();
    lists.issue(PLAIN, "98205-01", SOON).unwrap();
    let renamed = Names { full_name: Some("Nguyễn Thị Thắm".into()), ..Names::default() };
    lists.enter(PLAIN, Happened::Corrected(renamed), 21).unwrap();
    assert_eq!(lists.now().place(PLAIN).unwrap().0, "98205-01");
    lists.verified();
}

#[test]
fn the_program_enters_a_death_and_asks_for_the_judgment_of_a_sentence() {
    let lists = Lists::posted();
    let run = |arguments: &[&str]| -> Ran {
        cutri(
            &[&["event"], arguments, &["--db", &lists.url, "--as", "an", "--at", "20/02/2026 10:00"]]
                .concat(),
        )
    };
    let sentence = ["loses-right", PLAIN, "--kind", "imprisonment", "--on", "18/02/2026"];
    let refused = run(&sentence).ended(2);
    assert!(refused.err.contains("Điều 30"), "{}", refused.err);
    let death = ["death", PLAIN, "--on", "18/02/2026", "--document", "05/TKT"];
    run(&[&death[..], &["--dry-run"]].concat()).ended(0);
    assert!(lists.now().place(PLAIN).is_some(), "nothing was written");
    run(&death).ended(0);
    assert_eq!(lists.now().place(PLAIN), None);
}
