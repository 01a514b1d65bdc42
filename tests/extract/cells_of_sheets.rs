//! Cells of a workbook that do not hold what their columns need, in rows that are read all the same.

use super::workbook::persons;
use rust_xlsxwriter::{Format, Worksheet};

#[test]
fn cells_of_columns_that_no_decision_needs_are_emptied() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let odd = |change: &dyn Fn(&mut Worksheet)| persons(change).outcome().finding_texts();
    let told = |value| [format!("cell_emptied persons.xlsx#Persons:2 031080000001 {value}")];
    let a_date = odd(&|sheet| {
        sheet.write_number_with_format(1, 11, 29_345.0, &date).unwrap();
    });
    assert_eq!(a_date, told("old_id: 1980-05-04 → ∅"));
    let a_fraction = odd(&|sheet| {
        sheet.write_number(1, 11, 31_234_567.5).unwrap();
    });
    assert_eq!(a_fraction, told("old_id: 31234567.5 → ∅"));
}

#[test]
fn a_formulas_error_empties_a_cell_that_no_decision_needs_and_rejects_another() {
    let error = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
    let outcome = persons(|sheet| {
        sheet.write_formula(1, 5, error.clone()).unwrap();
    })
    .outcome();
    let told = "cell_emptied persons.xlsx#Persons:2 031080000001 ethnicity: #DIV/0! → ∅";
    assert_eq!(outcome.finding_texts(), [told]);
    let outcome = persons(|sheet| {
        sheet.write_formula(1, 1, error.clone()).unwrap();
    })
    .outcome();
    assert_eq!(outcome.reject_texts(), ["persons.xlsx#Persons:2 full_name spreadsheet_error"]);
}
