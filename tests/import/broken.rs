//! Sixty workbooks, each broken in its own way: the books balance, everybody is taken or told of, and what a person must decide
//! is asked.

use super::book::{Book, form_31, persons, questions, rows, sheet, told};
use cutri::import::{Aside, Drawn, Outcome, Told};

/// A way to break form 31, and what must come of it.
struct Mutation {
    name: &'static str,
    change: fn(&mut Book),
    /// How many of the six people are taken as persons.
    taken: usize,
    /// What is told, beside what is told of the list as it was.
    told: &'static [Told],
    /// Whether a person must answer something.
    asks: bool,
}

const fn mutation(name: &'static str, change: fn(&mut Book), told: &'static [Told]) -> Mutation {
    Mutation { name, change, taken: 6, told, asks: false }
}

const fn asking(name: &'static str, change: fn(&mut Book), told: &'static [Told]) -> Mutation {
    Mutation { name, change, taken: 6, told, asks: true }
}

const fn taking(taken: usize, name: &'static str, change: fn(&mut Book), told: &'static [Told]) -> Mutation {
    Mutation { name, change, taken, told, asks: false }
}

/// The first row of headings, the first person, and the row of sums, by their places.
const HEAD: usize = 5;
const FIRST: usize = 8;
const SUM: usize = 14;

fn all(book: &mut Book) -> &mut Vec<Vec<String>> {
    &mut book.0[0].rows
}

fn set(book: &mut Book, row: usize, column: usize, text: &str) {
    let row = &mut all(book)[row];
    if row.len() <= column {
        row.resize(column + 1, String::new());
    }
    row[column] = text.into();
}

fn insert(book: &mut Book, at: usize, text: &str) {
    let row = rows(text).remove(0);
    all(book).insert(at, row);
}

/// Gives every person of the list another cell in a column.
fn each(book: &mut Book, column: usize, change: fn(&str) -> String) {
    for row in FIRST..FIRST + 6 {
        let text = change(all(book)[row].get(column).map_or("", String::as_str));
        set(book, row, column, &text);
    }
}

fn swap(book: &mut Book, one: usize, other: usize) {
    for row in &mut all(book)[HEAD..=SUM] {
        row.resize(14, String::new());
        row.swap(one, other);
    }
}

/// Takes a column out, from the headings down.
fn take_out(book: &mut Book, column: usize) {
    for row in &mut all(book)[HEAD..=SUM] {
        row.resize(14, String::new());
        row.remove(column);
    }
}

const MUTATIONS: [Mutation; 65] = [
    mutation("as it was", |_| {}, &[]),
    // Rows that are gone or added.
    mutation("without the form's number", |book| drop(all(book).remove(0)), &[]),
    mutation("without numbering", |book| drop(all(book).remove(7)), &[]),
    mutation("without sums", |book| drop(all(book).drain(SUM..SUM + 3)), &[]),
    mutation("without signatures", |book| all(book).truncate(SUM + 3), &[]),
    asking("without the title that names the election", |book| drop(all(book).remove(3)), &[]),
    taking(5, "without a person", |book| drop(all(book).remove(FIRST + 1)), &[Told::SumDiffers]),
    mutation("a title more", |book| insert(book, 0, "PHỤ LỤC|||kèm theo công văn số 12/UBND"), &[]),
    mutation("blank rows among people", |book| insert(book, FIRST + 2, " | | "), &[]),
    mutation("a line of a hamlet", |book| insert(book, FIRST, "Thôn Đông"), &[]),
    mutation("a line of a household", |book| insert(book, FIRST, "Hộ số 1"), &[]),
    mutation("a line of the area", |book| insert(book, FIRST, "KV 22"), &[]),
    mutation(
        "headings again, as at the top of a page",
        |book| {
            let head: Vec<_> = all(book)[HEAD..HEAD + 3].to_vec();
            let at = FIRST + 3;
            drop(all(book).splice(at..at, head));
        },
        &[],
    ),
    mutation("the page's number", |book| insert(book, FIRST + 3, "||||||||||||2"), &[]),
    mutation(
        "a note among people",
        |book| insert(book, FIRST + 3, "|||||||xem trang sau"),
        &[Told::LineBroken],
    ),
    mutation(
        "sums above the people",
        |book| {
            let sum = all(book).remove(SUM);
            all(book).insert(FIRST, sum);
        },
        &[Told::SumDiffers],
    ),
    mutation(
        "signatures before the sums",
        |book| {
            let line = all(book).remove(SUM + 3);
            all(book).insert(SUM, line);
        },
        &[],
    ),
    taking(
        7,
        "somebody added below the signatures",
        |book| {
            let row = "7|Bùi Văn Ích|1990|X||031090000007|Kinh|Số 8, Thôn Tây|0|0|X|X|X|";
            let end = all(book).len();
            insert(book, end, row);
        },
        &[],
    ),
    mutation(
        "ordinals for people to come",
        |book| {
            insert(book, FIRST + 6, "8|||||||0|0|0");
            insert(book, FIRST + 6, "7");
        },
        &[],
    ),
    // Columns that stand elsewhere, or not at all.
    mutation("name and birth swapped", |book| swap(book, 1, 2), &[]),
    mutation("number first", |book| swap(book, 0, 5), &[]),
    mutation("male and female swapped", |book| swap(book, 3, 4), &[]),
    mutation("without ordinals", |book| take_out(book, 0), &[]),
    mutation("without peoples", |book| take_out(book, 6), &[]),
    mutation("without notes", |book| take_out(book, 13), &[Told::TemporaryUndated]),
    asking("without numbers", |book| take_out(book, 5), &[Told::NoNumber]),
    asking("without births", |book| take_out(book, 2), &[Told::NoBirth]),
    mutation(
        "a column of telephone numbers",
        |book| {
            set(book, HEAD, 14, "Điện thoại");
            each(book, 14, |_| "0290 000 001".into());
        },
        &[Told::ColumnUnused],
    ),
    mutation("a column of no heading", |book| each(book, 14, |_| "đã ký".into()), &[]),
    asking(
        "two columns of numbers",
        |book| {
            set(book, HEAD, 14, "Số định danh cá nhân");
            each(book, 14, |_| "031080000001".into());
        },
        &[Told::ColumnUnused],
    ),
    // Headings that are written otherwise.
    mutation("headings in capitals", |book| set(book, HEAD, 1, "HỌ VÀ TÊN"), &[]),
    mutation("headings without marks", |book| set(book, HEAD, 1, "Ho va ten"), &[]),
    mutation(
        "headings of decomposed letters",
        |book| set(book, HEAD, 1, "Ho\u{323} va\u{300} te\u{302}n"),
        &[],
    ),
    mutation("headings of two lines", |book| set(book, HEAD, 1, "Họ và\ntên cử tri"), &[]),
    mutation("the name's heading misspelt", |book| set(book, HEAD, 1, "Họ và tênn"), &[Told::HeadingNear]),
    mutation(
        "the number's heading misspelt",
        |book| set(book, HEAD, 5, "Số cắn cướcc"),
        &[Told::HeadingNear],
    ),
    mutation("the birth's heading misspelt", |book| set(book, HEAD, 2, "Ngàyy sinhh"), &[Told::HeadingNear]),
    asking("no heading of names", |book| set(book, HEAD, 1, "?"), &[Told::PersonAside]),
    asking("no headings at all", |book| drop(all(book).drain(HEAD..HEAD + 3)), &[Told::PersonAside]),
    mutation(
        "headings in one row",
        |book| {
            for (column, text) in
                [(7, "Thường trú"), (8, "Tạm trú"), (9, "Nơi ở hiện tại"), (11, "Tỉnh"), (12, "Xã")]
            {
                set(book, HEAD, column, text);
            }
            drop(all(book).remove(HEAD + 1));
        },
        &[],
    ),
    // Marks.
    mutation("marks with points", |book| each(book, 10, |_| " x.".into()), &[]),
    mutation(
        "noughts for no mark",
        |book| each(book, 4, |text| if text.is_empty() { "O".into() } else { text.into() }),
        &[],
    ),
    mutation("a mark that is none", |book| set(book, FIRST, 10, "?"), &[Told::MarkUnread, Told::SumDiffers]),
    mutation("a ballot too few", |book| set(book, FIRST, 12, ""), &[Told::MarksUnusual, Told::SumDiffers]),
    mutation(
        "a ballot too many, after less than twelve months",
        |book| set(book, FIRST + 3, 12, "X"),
        &[Told::MarksUnusual, Told::SumDiffers],
    ),
    mutation("both sexes", |book| set(book, FIRST, 4, "X"), &[Told::BothSexes, Told::SumDiffers]),
    mutation("no sex", |book| set(book, FIRST, 3, ""), &[Told::NoSex, Told::SumDiffers]),
    // Cells of people.
    mutation("a number of eleven digits", |book| set(book, FIRST, 5, "#31080000001"), &[Told::NumberMended]),
    mutation("a number that lost more", |book| set(book, FIRST, 5, "31080"), &[Told::NumberDamaged]),
    mutation("a number rounded", |book| set(book, FIRST, 5, "3.108E+10"), &[Told::NumberDamaged]),
    mutation("numbers with spaces", |book| set(book, FIRST, 5, "031 080 000 001"), &[Told::NumberSpaced]),
    mutation("no number", |book| set(book, FIRST, 5, ""), &[Told::NoNumber]),
    mutation("a number twice", |book| set(book, FIRST, 5, "031182000002"), &[Told::NumberTwice]),
    mutation("no birth", |book| set(book, FIRST, 2, ""), &[Told::NoBirth]),
    mutation("a birth that is none", |book| set(book, FIRST, 2, "31/02/1980"), &[Told::BirthUnread]),
    mutation("a year in a cell of dates", |book| set(book, FIRST, 2, "@1980"), &[Told::BirthYearAsDate]),
    mutation("a birth of short year", |book| set(book, FIRST, 2, "5/3/80"), &[Told::BirthFormed]),
    mutation("no name", |book| set(book, FIRST, 1, ""), &[Told::NoName]),
    mutation("a name in capitals", |book| set(book, FIRST, 1, "NGUYỄN VĂN AN"), &[]),
    mutation("no place, and the list of the area", |book| set(book, FIRST, 7, ""), &[]),
    mutation(
        "a name broken over two rows",
        |book| {
            set(book, FIRST, 1, "Nguyễn");
            insert(book, FIRST + 1, "|Văn An");
        },
        &[Told::LineBroken],
    ),
    // Sums.
    mutation("sums that are wrong", |book| set(book, SUM, 10, "#7"), &[Told::SumDiffers]),
    mutation("sums in other words", |book| set(book, SUM + 1, 0, "Tổng cộng: 06 cử tri"), &[]),
    // Sheets.
    mutation("the sheet renamed", |book| book.0[0].name = "Sheet1".into(), &[]),
    mutation(
        "sheets that explain and sum up",
        |book| {
            book.0.push(sheet("Hướng dẫn", "Cách ghi sổ|xem trang đầu"));
            book.0.push(sheet("Thống kê", "Khu vực|Số cử tri\n22|6"));
        },
        &[],
    ),
];

const NAMES: [&str; 6] = ["An", "Bình", "CHÂU", "Dung", "Giang", "Hùng"];

#[test]
fn sixty_broken_workbooks_lose_nobody() {
    let wrong: Vec<String> = MUTATIONS.iter().filter_map(|mutation| tried(mutation).err()).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Draws a broken workbook, and says what is not as it must be.
fn tried(mutation: &Mutation) -> Result<(), String> {
    let Mutation { name, change, taken, told: expected, asks } = mutation;
    let mut book = form_31();
    change(&mut book);
    let drawn = book.draw();
    let found: Vec<Told> = told(&drawn).into_iter().map(|(_, told)| told).collect();
    let asked = questions(&drawn);
    if asked.is_empty() == *asks {
        return Err(format!("{name}: asks {asked:?}, tells {found:?}"));
    }
    if !found.contains(&Told::PersonAside) && drawn.taken("persons") != *taken {
        return Err(format!("{name}: {} taken, tells {found:?}", drawn.taken("persons")));
    }
    // A name in capitals and a residence of long ago are in the list as it was.
    let is_usual = |told: &Told| matches!(told, Told::CapitalName | Told::TemporaryRenewed);
    let missing: Vec<_> = expected.iter().filter(|told| !found.contains(told)).collect();
    let besides: Vec<_> = found.iter().filter(|told| !expected.contains(told) && !is_usual(told)).collect();
    if !missing.is_empty() || !besides.is_empty() {
        return Err(format!("{name}: does not tell {missing:?}, and tells {besides:?} besides"));
    }
    nobody_is_lost(name, &book, &drawn)
}

/// Everybody's row is taken, or says why not, or is behind a question.
fn nobody_is_lost(name: &str, book: &Book, drawn: &Drawn) -> Result<(), String> {
    let taken = persons(drawn);
    for (number, row) in (1..).zip(&book.0[0].rows) {
        let is_person = row.iter().any(|cell| NAMES.iter().any(|given| cell.ends_with(given)));
        let is_listed = row.iter().any(|cell| cell.starts_with("031") || cell.starts_with("31"));
        if !is_person || !is_listed || taken.contains(&number) {
            continue;
        }
        let told = drawn.sheets[0].rows.iter().find(|row| row.number == number).unwrap();
        let is_aside =
            matches!(told.outcome, Outcome::Aside(Aside::SheetAside | Aside::Unclear | Aside::Broken));
        if !is_aside || (told.remarks.is_empty() && drawn.questions.is_empty()) {
            return Err(format!("{name}: row {number} is lost"));
        }
    }
    Ok(())
}
