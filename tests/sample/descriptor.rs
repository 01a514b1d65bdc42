//! `datapackage.json` as it is written from the schema.

use cutri::extract::{Mode, datapackage, schema};
use serde_json::Value;

fn described(mode: &Mode, tables: &[&schema::Table]) -> Value {
    let text = datapackage::describe("2026-01-20".parse().unwrap(), mode, tables, &[]);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_table_and_column_of_the_schema_is_described() {
    let package = described(&Mode::Full, &schema::TABLES);
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), schema::TABLES.len());
    for (resource, table) in resources.iter().zip(schema::TABLES) {
        assert_eq!(resource["path"], format!("{}.csv", table.name));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let told: Vec<_> =
            fields.iter().map(|f| (f["name"].as_str(), f["constraints"]["required"].as_bool())).collect();
        let known: Vec<_> = table.columns.iter().map(|c| (Some(c.name), Some(c.required))).collect();
        assert_eq!(told, known, "{}", table.name);
        let key = resource["schema"].get("primaryKey").map_or(0, |key| key.as_array().unwrap().len());
        assert_eq!(key, table.key.len(), "{}", table.name);
    }
}

#[test]
fn a_full_extract_has_no_base_and_a_delta_names_it() {
    let full = described(&Mode::Full, &schema::TABLES);
    assert_eq!(full["cutri"], serde_json::json!({"as_of": "2026-01-20", "mode": "full"}));
    let delta = described(&Mode::Delta { base: "s-1".into() }, &schema::TABLES);
    assert_eq!(delta["cutri"], serde_json::json!({"as_of": "2026-01-20", "mode": "delta", "base": "s-1"}));
}

#[test]
fn a_relation_is_told_only_where_both_tables_are_present() {
    let keys = |tables: &[&schema::Table]| {
        let package = described(&Mode::Full, tables);
        package["resources"][0]["schema"].get("foreignKeys").cloned()
    };
    let told = keys(&[&schema::HAMLETS, &schema::COMMUNES]).expect("hamlets lie in communes");
    assert_eq!(told[0]["reference"]["resource"], "communes");
    assert_eq!(keys(&[&schema::HAMLETS, &schema::PERSONS]), None);
    assert_eq!(keys(&[&schema::RESIDENCES, &schema::COMMUNES, &schema::PERSONS]), None);
}
