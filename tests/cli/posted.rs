//! What is read of posted lists: `clock`, `books`, `audit`, `waiting`, and `explain` as of a snapshot; on both databases.

mod audit;
mod left_open;

use crate::support::output::sample;
use crate::support::postgres;
use crate::support::program::{Ran, cutri, text};
use cutri::changes::{Complaint, ComplaintState, ComplaintSubject};
use cutri::people::{AreaCode, PersonalNumber};
use cutri::store::{self, Database, DatabaseUrl, matter};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// When the delta is applied: in time for everything, or after the last moment of additions and transfers.
const IN_TIME: &str = "2026-02-20T10:00";
const LATE: &str = "2026-03-14T08:00";

/// A database with the sample's lists, posted, and a delta of them.
struct Lists {
    url: String,
    folder: TempDir,
}

impl Lists {
    /// The sample's lists as drafts in a new database of each kind.
    fn drafts() -> [Self; 2] {
        let lists = [None, Some(postgres::server().database())].map(|url| {
            let folder = tempfile::tempdir().unwrap();
            let url = url.unwrap_or_else(|| folder.path().join("lists.db").to_str().unwrap().to_owned());
            Self { url, folder }
        });
        for one in &lists {
            one.generate("rolls", &["--as", "bình"]).ended(1);
        }
        lists
    }

    fn posted(at: &str) -> [Self; 2] {
        let lists = Self::drafts();
        for one in &lists {
            one.run(&["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"]).ended(0);
            let delta = one.folder.path().join("delta");
            let invent = ["sample", "--delta-of", text(sample()), "--changes", "60", "--out", text(&delta)];
            cutri(&invent).ended(0);
            let updated = one.run(&["update", text(&delta), "--at", at, "--as", "an"]);
            assert!(matches!(updated.code, Some(0 | 1)), "{}", updated.err);
        }
        lists
    }

    fn generate(&self, out: &str, more: &[&str]) -> Ran {
        let out = self.folder.path().join(out);
        let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl"];
        self.run(&[&arguments, more].concat())
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        cutri(&[arguments, &["--db", &self.url]].concat())
    }

    fn json(&self, arguments: &[&str], code: i32) -> Value {
        let told = self.run(&[arguments, &["--format", "json"]].concat()).ended(code);
        serde_json::from_str(&told.out).unwrap()
    }

    /// The header and the rows of a command's CSV.
    fn csv(&self, arguments: &[&str], code: i32) -> (Vec<String>, Vec<Vec<String>>) {
        let told = self.run(&[arguments, &["--format", "csv"]].concat()).ended(code);
        let mut reader = csv::Reader::from_reader(told.out.as_bytes());
        let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect();
        let header = cells(reader.headers().unwrap());
        (header, reader.records().map(|row| cells(&row.unwrap())).collect())
    }

    /// Changes the database behind the program's back.
    fn tamper(&self, statements: &str) {
        let lifted = match self.is_postgres() {
            true => "ALTER TABLE audit DISABLE TRIGGER audit_stays;",
            false => "DROP TRIGGER audit_stays_update; DROP TRIGGER audit_stays_delete;",
        };
        block_on(async {
            use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, raw_sql};
            let sql = AssertSqlSafe(format!("{lifted}{statements}"));
            match self.is_postgres() {
                true => {
                    let mut connection = PgConnection::connect(&self.url).await.unwrap();
                    raw_sql(sql).execute(&mut connection).await.map(drop).unwrap();
                }
                false => {
                    let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
                    raw_sql(sql).execute(&mut connection).await.map(drop).unwrap();
                    connection.close().await.unwrap();
                }
            }
        });
    }

    fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// Enters a complaint in the register, without the audit.
    fn complain(&self, complaint: &Complaint) {
        let matter = matter::Matter {
            kind: matter::Kind::Complaint,
            matter_id: complaint.complaint_id.clone(),
            commune_code: "98103".to_owned(),
            personal_id: complaint.whom(),
            state: complaint.state.as_str().to_owned(),
            document: serde_json::to_string(complaint).unwrap(),
        };
        block_on(async {
            let database = Database::open(&DatabaseUrl::parse(&self.url).unwrap(), 2).await.unwrap();
            let mut tx = database.begin().await.unwrap();
            let roll = store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
            matter::put(&mut tx, &roll, &[matter]).await.unwrap();
            tx.commit().await.unwrap();
            database.close().await.unwrap();
        });
    }
}

fn block_on<T>(body: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(body)
}

fn complaint() -> Complaint {
    Complaint {
        complaint_id: "K-98103-0001".to_owned(),
        area_code: AreaCode::parse("98103-01").unwrap(),
        personal_id: Some(PersonalNumber::parse("098308000101").unwrap()),
        row: None,
        unknown: None,
        subject: ComplaintSubject::Mistake,
        complainant: "người khiếu nại".to_owned(),
        address: None,
        statement: "sai ngày sinh".to_owned(),
        opened_at: "2026-02-10T09:00:00".parse().unwrap(),
        opened_by: "an".to_owned(),
        due_on: "2026-02-15".parse().unwrap(),
        state: ComplaintState::Open,
        settled_at: None,
        sued_at: None,
        settled_by: None,
        outcome: None,
        decision: None,
        judgment_no: None,
        change_ids: Vec::new(),
        judgment: None,
        withdrawal: None,
    }
}

fn array<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no {key}: {value}"))
}

#[test]
fn books_are_sums_of_the_areas_and_balance_for_every_account() {
    for lists in Lists::posted(IN_TIME) {
        let told = lists.json(&["books"], 0);
        let lines = array(&told, "lines");
        let of = |level: &str| lines.iter().filter(|line| line["level"] == level).collect::<Vec<_>>();
        assert_eq!(["nation", "province", "commune", "area"].map(|level| of(level).len()), [1, 2, 4, 11]);
        let mut moved = 0;
        for account in ["voters", "national", "provincial", "communal"] {
            let get = |line: &Value, key: &str| line["books"][account][key].as_u64().unwrap();
            for line in lines {
                let [posted, added, came, removed, went, current] =
                    ["posted", "added", "transferred_in", "removed", "transferred_out", "current"]
                        .map(|key| get(line, key));
                assert_eq!(posted + added + came, current + removed + went, "{line}");
                moved += came;
            }
            for level in ["province", "commune", "area"] {
                let sum: u64 = of(level).iter().map(|line| get(line, "current")).sum();
                assert_eq!(sum, get(of("nation")[0], "current"), "{account} of {level}");
            }
        }
        assert!(moved > 0, "the delta transfers somebody");
        let (header, rows) = lists.csv(&["books", "--commune", "98205"], 0);
        assert_eq!(
            header.join(","),
            "level,code,name,account,posted,added,transferred_in,removed,transferred_out,current"
        );
        assert_eq!(rows.len(), 3 * 4, "the commune and its two areas");
        let table = lists.run(&["books", "--area", "98103-01"]).ended(0).out;
        assert!(
            table.contains("= Hiện nay") && table.contains("98103-01  Khu vực bỏ phiếu số 01"),
            "{table}"
        );
        lists.run(&["books", "--area", "98103-99"]).ended(2);
        lists.run(&["books", "--commune", "00000"]).ended(2);
    }
}

#[test]
fn drafts_have_a_clock_and_no_books() {
    for lists in Lists::drafts() {
        lists.run(&["books"]).ended(3);
        let far = lists.json(&["clock", "--at", "2026-01-10"], 0);
        assert!(array(&far, "due").is_empty(), "posting is weeks ahead");
        let near = lists.json(&["clock", "--at", "2026-02-03T20:00"], 0);
        assert!(array(&near, "due").iter().all(|due| due["duty"] == "posting" && due["days_left"] == 0));
        let over = lists.run(&["clock", "--at", "2026-02-05", "--commune", "98103"]).ended(1);
        assert!(over.out.contains("QUÁ HẠN 2 ngày") && over.out.contains("chưa niêm yết"), "{}", over.out);
    }
}

#[test]
fn section_5_the_clock_of_15_3_2026_and_of_an_area_that_votes_early() {
    for lists in Lists::posted(IN_TIME) {
        let (header, rows) = lists.csv(&["clock", "--at", "2026-03-06T10:00"], 0);
        assert_eq!(
            header.join(","),
            "kind,commune_code,area_code,rule,article,id,from,until,standing,age_days,days_left"
        );
        let term = |commune: &str, area: &str, rule: &str| {
            let found = rows.iter().find(|row| row[1] == commune && row[2] == area && row[3] == rule);
            let row = found.unwrap_or_else(|| panic!("{commune} {area} {rule}"));
            [row[7].clone(), row[8].clone()]
        };
        assert_eq!(term("98103", "", "C1"), ["2026-02-03", "over"]);
        assert_eq!(term("98103", "", "C2"), ["2026-03-05", "over"]);
        assert_eq!(term("98103", "", "C3"), ["2026-03-10", "running"]);
        assert_eq!(term("98103", "", "C4"), ["2026-03-14 07:00", "running"]);
        assert_eq!(term("98103", "", "C7"), ["2026-03-15 19:00", "ahead"]);
        assert_eq!(term("98307", "98307-01", "C4"), ["2026-03-07 05:00", "running"]);
        assert_eq!(term("98307", "98307-01", "C7"), ["2026-03-08 19:00", "ahead"]);
        let own: Vec<_> = rows.iter().filter(|row| row[0] == "term" && !row[2].is_empty()).collect();
        assert_eq!(own.len(), 7, "one area alone opens at another moment");
        let table = lists.run(&["clock", "--at", "2026-03-06T10:00"]).ended(0).out;
        for words in
            ["niêm yết 8 giờ 00 ngày 03/02/2026", "Khu vực bỏ phiếu số 01, đặc khu Hòn Nhạn", "C4  Bổ sung"]
        {
            assert!(table.contains(words), "{words}: {table}");
        }
        lists.run(&["clock", "--commune", "00000"]).ended(2);
    }
}

#[test]
fn article_33_a_complaint_is_due_for_five_days_and_overdue_after() {
    for lists in Lists::posted(IN_TIME) {
        lists.complain(&complaint());
        let due = |at: &str, code: i32| {
            let told = lists.json(&["clock", "--at", at], code);
            array(&told, "due").iter().find(|due| due["duty"] == "complaint").cloned().unwrap()
        };
        let running = due("2026-02-14T23:00", 0);
        assert_eq!([&running["days_left"], &running["age_days"]], [1, 4]);
        assert_eq!(due("2026-02-15T23:59", 0)["overdue"], false);
        assert_eq!(due("2026-02-16", 1)["days_left"], -1);
        let told = lists.run(&["waiting", "--kind", "complaint", "--at", "2026-02-12"]).ended(0).out;
        assert!(told.contains("K-98103-0001") && told.contains("sai thông tin"), "{told}");
        let settled = Complaint { state: ComplaintState::Settled, ..complaint() };
        lists.complain(&settled);
        let told = lists.json(&["waiting", "--kind", "complaint"], 0);
        assert_eq!(told, Value::Array(Vec::new()));
        assert_eq!(lists.json(&["waiting", "--kind", "complaint", "--all"], 0)[0]["why"], "mistake");
    }
}

#[test]
fn what_came_too_late_waits_with_both_sides_and_its_age() {
    for lists in Lists::posted(LATE) {
        let (header, rows) = lists.csv(&["waiting", "--at", "2026-03-16"], 0);
        assert_eq!(
            header.join(","),
            "id,kind,state,commune_code,personal_id,why,rule,from,to,since,age_days"
        );
        assert!(rows.len() > 10 && rows.iter().all(|row| row[1..3] == ["late", "open"] && row[10] == "2"));
        let told = lists.json(&["waiting", "--commune", "98103", "--kind", "late"], 0);
        let told = told.as_array().unwrap();
        assert!(told.len() < rows.len() && told.iter().all(|item| item["commune_code"] == "98103"));
        let transfer = told.iter().find(|item| item["rule"] == "R2").unwrap();
        assert_ne!(transfer["from"]["area_code"], transfer["to"]["area_code"]);
        assert_ne!(transfer["document"]["before"], transfer["document"]["after"], "both decisions");
        assert_eq!(lists.json(&["waiting", "--kind", "suspense"], 0), Value::Array(Vec::new()));
        let table = lists.run(&["waiting"]).ended(0).out;
        assert!(table.starts_with(&format!("Thay đổi đến sau thời hạn ({})\n", rows.len())), "{table}");
        let clock = lists.json(&["clock", "--at", "2026-03-16"], 0);
        assert_eq!(array(&clock, "due").iter().filter(|due| due["duty"] == "late").count(), rows.len());
        lists.run(&["waiting", "--kind", "nothing"]).ended(2);
    }
}

#[test]
fn explain_tells_the_facts_of_a_day_the_rows_and_the_changes() {
    for lists in Lists::posted(IN_TIME) {
        let (_, rows) = lists.csv(&["changes"], 0);
        let change = rows.iter().find(|row| row[3] == "transfer" && row[4] == "R2").unwrap();
        let (id, person) = (&change[0], &change[6]);
        let area = |side: &str| side.split(' ').next().unwrap().to_owned();
        let explain = |more: &[&str]| -> Value {
            let told = lists.run(&[&["explain", person, "--json"], more].concat()).ended(0);
            serde_json::from_str(&told.out).unwrap()
        };
        let now = explain(&[]);
        assert_eq!(now["decision"]["outcome"]["area"], area(&change[8]));
        assert_eq!((&now["differs"], &now["as_of"]), (&false.into(), &"2026-02-19".into()));
        let statuses: Vec<&Value> = array(&now, "rows").iter().map(|row| &row["status"]).collect();
        assert_eq!(statuses, ["listed", "struck"]);
        assert!(array(&now, "rows").iter().all(|row| row["version"] == 2));
        assert_eq!(array(&now, "changes")[0]["change_id"], *id);
        let text = now["text"].as_str().unwrap();
        for words in ["Theo dữ liệu ngày 19/02/2026", "đã xóa tên", "chuyển danh sách – R2", id]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        let before = explain(&["--at", "2026-02-18", "--lang", "en"]);
        assert_eq!(before["decision"]["outcome"]["area"], area(&change[7]));
        assert!(before["text"].as_str().unwrap().starts_with("By the data of 2026-01-20"));
        let root = before["snapshot_id"].as_str().unwrap();
        for same in [root, &root[..6]] {
            assert_eq!(explain(&["--at", same])["decision"], before["decision"], "{same}");
        }
        for unknown in [&root[..5], "ffffffff", "2025-12-31", "12/3/2026"] {
            let refused = lists.run(&["explain", person, "--at", unknown]).ended(2);
            assert!(refused.err.contains(unknown) && !refused.err.contains(person.as_str()));
        }
    }
}

#[test]
fn explain_says_that_posted_lists_wait_to_follow_the_facts() {
    for lists in Lists::posted(LATE) {
        let waiting = lists.json(&["waiting"], 0);
        let late = waiting.as_array().unwrap().iter().find(|item| item["rule"] == "R2").unwrap();
        let (id, person) = (late["id"].as_str().unwrap(), late["personal_id"].as_str().unwrap());
        for (language, words) in [
            ("vi", "Danh sách đã niêm yết khác với kết quả dưới đây"),
            ("en", "The posted lists say other than what follows"),
        ] {
            let told = lists.run(&["explain", person, "--lang", language]).ended(0).out;
            assert!(told.contains(words) && told.contains(id), "{told}");
        }
        let told = lists.run(&["explain", person, "--at", "2026-02-03", "--json"]).ended(0);
        let told: Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!((&told["differs"], &told["waiting"][0]["id"]), (&false.into(), &id.into()));
    }
}

#[test]
fn a_database_that_is_not_there_holds_no_roll() {
    for name in ["clock", "books", "audit", "waiting"] {
        let missing = Path::new("/nowhere/cutri.db");
        let refused = cutri(&[name, "--db", text(missing)]);
        assert!(matches!(refused.code, Some(2 | 4)) && refused.out.is_empty(), "{name}: {}", refused.err);
    }
}
