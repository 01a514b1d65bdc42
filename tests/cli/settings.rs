//! The page of settings names every parameter with its value.

use cutri::extract::CLOCK_KEYS;
use cutri::law::RuleProfile;
use std::collections::BTreeMap;

/// The second column of the page's tables by the names in the first.
fn told() -> BTreeMap<String, String> {
    let page = include_str!("../../docs/settings.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    cells.map(|cells| (cells[1].trim_matches('`').to_owned(), cells[2].to_owned())).collect()
}

#[test]
fn the_page_of_settings_names_every_parameter_with_its_value() {
    let told = told();
    let profile = serde_json::to_value(RuleProfile::named("2026").unwrap()).unwrap();
    for key in CLOCK_KEYS {
        let value = match &profile[key] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        assert_eq!(told.get(key), Some(&value), "{key} in docs/settings.md");
    }
}
