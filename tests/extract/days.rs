//! Dates as registers and spreadsheets write them.

use super::builder::{Folder, small};
use cutri::extract::FindingRule;
use cutri::people::PartialDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// A birth of 1950 in the small extract, under a number that tells the year.
fn born(written: &str) -> Folder {
    let row = format!("031050000009,Lê Văn Ân,\"{written}\",nam,VNM,,,,,alive,,,\n");
    small().append("persons.csv", &row)
}

#[test]
fn dates_that_can_be_read_in_one_way_only_are_read_and_told() {
    let cases = [
        ("00/00/1950", "1950"),
        ("0/0/1950", "1950"),
        ("1950-00-00", "1950"),
        ("00/03/1950", "1950-03"),
        ("1950-03-00", "1950-03"),
        ("03/1950", "1950-03"),
        ("3/1950", "1950-03"),
        ("tháng 3 năm 1950", "1950-03"),
        ("năm 1950", "1950"),
        ("1950.", "1950"),
        ("1950.0", "1950"),
        ("'1950", "1950"),
        ("11.03.1950", "1950-03-11"),
        ("11 / 3 / 1950", "1950-03-11"),
        ("1950/03/11", "1950-03-11"),
        ("ngày 11 tháng 3 năm 1950", "1950-03-11"),
        ("1950-03-11 00:00:00", "1950-03-11"),
        ("1950-03-11T00:00:00.000", "1950-03-11"),
        ("11/03/1950 0:00", "1950-03-11"),
        ("3/11/1950 12:00:00 AM", "1950-11-03"),
        ("1950-03-11T00:00:00+07:00", "1950-03-11"),
        ("1950-03-11T00:00:00Z", "1950-03-11"),
        // Midnight of Vietnam, written in the zone of Greenwich.
        ("1950-03-10T17:00:00Z", "1950-03-11"),
        ("1950-00-00 00:00:00", "1950"),
    ];
    for (written, read) in cases {
        let outcome = born(written).outcome();
        let told = format!("cell_mended persons.csv:6 031050000009 birth_date: {written} → {read}");
        assert_eq!(outcome.finding_texts(), [told], "{written}");
        let births: Vec<String> =
            outcome.facts.iter().map(|facts| facts.person.birth_date.to_string()).collect();
        assert!(births.contains(&read.to_owned()), "{written}");
    }
}

#[test]
fn what_is_likely_is_told_and_never_taken() {
    let cases = [
        ("28//1950", "1950"),
        ("xx/03/1950", "1950-03"),
        ("5/7/50", "1950-07-05"),
        ("05/28/1950", "1950-05-28"),
        ("19500311", "1950-03-11"),
        ("11031950", "1950-03-11"),
        ("1950-03-11 08:30:00", "1950-03-11"),
        ("31/02/1950", "1950-02"),
        ("11/00/1950", "1950"),
        ("1950-02-30", "1950-02"),
        ("1950-13-01", "1950-01-13"),
    ];
    for (written, likely) in cases {
        let outcome = born(written).outcome();
        assert_eq!(outcome.reject_texts(), ["persons.csv:6 birth_date date"], "{written}");
        let message = &outcome.rejects[0].message;
        assert!(message.contains(&format!("giá trị đúng có lẽ là {likely},")), "{written}: {message}");
    }
    for unknown in ["xưa", "0000", "32/01/1950/1", "//", "12:30", "-"] {
        let outcome = born(unknown).outcome();
        assert_eq!(outcome.reject_texts(), ["persons.csv:6 birth_date date"], "{unknown}");
        assert!(!outcome.rejects[0].message.contains("có lẽ"), "{unknown}: {}", outcome.rejects[0].message);
    }
}

#[test]
fn a_day_of_registration_with_an_hour_is_that_day() {
    let outcome = small().replace("residences.csv", "2001-01-01", "2001-01-01 08:30:00").outcome();
    let told = "cell_mended residences.csv:2 031080000001 registered_on: 2001-01-01 08:30:00 → 2001-01-01";
    assert_eq!(outcome.finding_texts(), [told]);
}

/// The small extract with its persons in a workbook, changed there.
fn workbook(change: impl Fn(&mut Worksheet)) -> Folder {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("persons").unwrap();
    let text = small().text("persons.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        for (column, text) in (0..).zip(record.unwrap().iter()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    change(sheet);
    let bytes = workbook.save_to_buffer().unwrap();
    small().without("persons.csv").with("persons.xlsx", bytes)
}

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

#[test]
fn a_year_in_a_cell_of_dates_is_that_year() {
    let form = Format::new().set_num_format("dd/mm/yyyy");
    let typed = |serial: f64, number: &str| {
        let number = number.to_owned();
        let folder = workbook(|sheet| {
            sheet.write_string(1, 0, &number).unwrap();
            sheet.write_number_with_format(1, 2, serial, &form).unwrap();
        });
        let outcome = folder.outcome();
        let births: Vec<String> = outcome
            .facts
            .iter()
            .filter(|facts| facts.person.personal_id.as_str() == number)
            .map(|facts| facts.person.birth_date.to_string())
            .collect();
        let told = outcome.findings.iter().any(|found| found.rule == FindingRule::CellMended);
        (births.first().cloned(), told)
    };
    // The number tells the year that was typed, or nothing of both.
    assert_eq!(typed(1980.0, "031080000001"), (Some("1980".into()), true));
    assert_eq!(typed(1950.0, "031080000001"), (Some("1950".into()), true));
    // A child of 2010 is no voter of 120 years: where the number says so it is read, else nobody guesses.
    assert_eq!(typed(2010.0, "031210000001"), (Some("2010".into()), true));
    assert_eq!(typed(2010.0, "031080000001"), (None, false));
    // Somebody of 1905 whose number says so.
    assert_eq!(typed(1950.0, "031005000001"), (Some("1905-05-03".into()), true));
}

#[test]
fn a_number_of_a_day_without_its_form_is_that_day_where_the_personal_number_tells_the_year() {
    let outcome = workbook(|sheet| {
        sheet.write_number(1, 2, 29_345.0).unwrap();
    })
    .outcome();
    let told = "cell_mended persons.xlsx#persons:2 031080000001 birth_date: 29345 → 1980-05-04";
    assert_eq!(outcome.finding_texts(), [told]);
    assert_eq!(outcome.facts, small().outcome().facts);
}

#[test]
fn a_column_whose_days_and_months_a_spreadsheet_exchanged_is_told_and_whose_age_it_decides() {
    let form = Format::new().set_num_format("dd/mm/yyyy");
    let folder = |third: ExcelDateTime| {
        workbook(|sheet| {
            sheet.write_string(1, 2, "25/12/1980").unwrap();
            sheet.write_datetime_with_format(2, 2, day(1982, 4, 3), &form).unwrap();
            sheet.write_datetime_with_format(3, 2, &third, &form).unwrap();
            sheet.write_string(4, 2, "1955").unwrap();
        })
    };
    // Born on 4 March 2008, and so 18 on 15 March 2026; the spreadsheet made the 3rd of April of it.
    let outcome = folder(day(2008, 4, 3)).outcome();
    let told = [
        "days_and_months_swapped persons.xlsx#persons:0 persons birth_date: 2",
        "doubtful_date persons.xlsx#persons:4 031208000003 2008-04-03 / 2008-03-04",
    ];
    assert_eq!(outcome.finding_texts(), told);
    let swapped: Vec<Option<PartialDate>> =
        outcome.facts.iter().map(|facts| facts.doubts.swapped_birth_date).collect();
    let other = Some(PartialDate::parse("2008-03-04").unwrap());
    assert_eq!(
        swapped.iter().filter(|date| date.is_some()).collect::<Vec<_>>(),
        [&other],
        "nobody else is in doubt"
    );
    let doubtful = outcome.findings.iter().find(|found| found.rule == FindingRule::DoubtfulDate).unwrap();
    assert_eq!(doubtful.commune_code.as_ref().map(|code| code.as_str()), Some("11386"));

    // A date cell with a day that is no month: nothing was exchanged.
    let outcome = folder(day(2008, 4, 13)).outcome();
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
}

#[test]
fn a_column_of_texts_with_the_month_first_here_and_there_is_told() {
    let folder = small()
        .replace("persons.csv", "2008-03-15", "04/03/2008")
        .replace("residences.csv", "2005-06-07", "06/27/2005")
        .replace("residences.csv", "2001-01-01", "02/03/2001");
    // The births are all of one kind; the days of registration are not.
    let outcome = folder.outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "days_and_months_swapped residences.csv:0 residences registered_on: 1",
            "fact_in_doubt residences.csv:3 031182000002 registered_on: 06/27/2005 → ∅ (2005-06-27?)",
        ]
    );
    let row = "031080000009,Lê Văn Ân,05/28/1980,nam,VNM,,,,,alive,,,\n";
    let outcome = folder.append("persons.csv", row).outcome();
    let doubtful: Vec<&str> = outcome
        .findings
        .iter()
        .filter(|found| found.rule == FindingRule::DoubtfulDate)
        .map(|found| found.value.as_str())
        .collect();
    assert_eq!(doubtful, ["2008-03-04 / 2008-04-03"]);
}
