//! What sheets leave open: the commune, the day, columns that a list cannot do without, the areas of hamlets. What they tell is
//! taken, what a person chose goes before it, and the rest is asked.

use super::drawn::{Question, RowBook};
use super::election::{self, Settings};
use super::extract::Gathered;
use super::grid::{Grid, letters};
use super::mapping::{Mapping, Place, sheet_key};
use super::outcome::Told;
use super::person::Person;
use super::place::{Places, hamlet_key};
use super::take::{self, Taken};
use super::template::forms;
use super::words::Field;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The commune and its province: as chosen, as the template says, or as the words above a list name it.
pub(super) fn place(
    gathered: &Gathered,
    mapping: &Mapping,
    places: &Places,
    questions: &mut Vec<Question>,
) -> Place {
    let setting = |key: &str| gathered.settings.get(key).cloned().unwrap_or_default();
    let own = |chosen: &str, key: &str| if chosen.is_empty() { setting(key) } else { chosen.to_owned() };
    let mut place = Place {
        commune_code: own(&mapping.place.commune_code, "commune_code"),
        commune_name: own(&mapping.place.commune_name, "commune_name"),
        province_code: own(&mapping.place.province_code, "province_code"),
        province_name: own(&mapping.place.province_name, "province_name"),
    };
    let titles: Vec<&str> = gathered.lists.values().map(|list| list.titles.as_str()).collect();
    let titles = titles.join(" ");
    let mut likely = Vec::new();
    if place.commune_code.is_empty() {
        let words = if place.commune_name.is_empty() {
            titles
        } else {
            format!("{} {}", place.commune_name, place.province_name)
        };
        match places.in_text(&words).as_slice() {
            [only] => place.commune_code.clone_from(&only.code),
            several => likely.extend(
                several
                    .iter()
                    .take(12)
                    .map(|commune| format!("{} ({}, {})", commune.code, commune.name, commune.province_name)),
            ),
        }
    }
    if let Some(commune) = places.commune(&place.commune_code) {
        let fill = |text: &mut String, known: &str| {
            if text.is_empty() {
                known.clone_into(text)
            }
        };
        fill(&mut place.commune_name, &commune.name);
        fill(&mut place.province_code, &commune.province_code);
        fill(&mut place.province_name, &commune.province_name);
    }
    if place.province_code.is_empty() && place.commune_code.len() == 5 {
        likely.clear();
    }
    questions.extend(missing(&place, &likely));
    place
}

/// What is not known of a place, with what it likely is.
fn missing(place: &Place, likely: &[String]) -> Vec<Question> {
    let needed = [
        ("commune_code", &place.commune_code, "mã xã, phường, đặc khu", "the commune's code"),
        ("commune_name", &place.commune_name, "tên xã, phường, đặc khu", "the commune's name"),
        ("province_code", &place.province_code, "mã tỉnh, thành phố", "the province's code"),
        ("province_name", &place.province_name, "tên tỉnh, thành phố", "the province's name"),
    ];
    let open = needed.into_iter().filter(|(_, text, _, _)| text.is_empty());
    open.map(|(key, _, vietnamese, english)| {
        let (some, also) = match likely.is_empty() || key != "commune_code" {
            true => (String::new(), String::new()),
            false => {
                (format!("; có lẽ là {}", likely.join(", ")), format!("; perhaps {}", likely.join(", ")))
            }
        };
        Question {
            key: key.into(),
            vietnamese: format!("Sổ không cho biết {vietnamese}{some}."),
            english: format!("The workbook does not tell {english}{also}."),
        }
    })
    .collect()
}

pub(super) fn as_of(
    gathered: &Gathered,
    mapping: &Mapping,
    questions: &mut Vec<Question>,
) -> Option<NaiveDate> {
    let setting = gathered.settings.get("as_of").and_then(|text| text.parse().ok());
    let day = mapping.as_of.or(setting).or_else(|| gathered.lists.values().filter_map(|list| list.day).max());
    if day.is_none() {
        questions.push(Question {
            key: "as_of".into(),
            vietnamese: "Sổ không ghi ngày lập danh sách; ghi ngày mà số liệu còn đúng.".into(),
            english: "The workbook bears no day; write the day of its data.".into(),
        });
    }
    day
}

/// What each list leaves open: columns that it cannot do without, columns that say the same.
pub(super) fn ask_of_lists(
    grids: &[Grid],
    gathered: &Gathered,
    mapping: &Mapping,
    questions: &mut Vec<Question>,
) {
    ask_of_columns(grids, gathered, mapping, questions);
    ask_of_rows_aside(grids, gathered, questions);
    ask_of_what_lacks(grids, gathered, mapping, questions);
}

/// Lists without numbers, and columns that say the same.
fn ask_of_columns(grids: &[Grid], gathered: &Gathered, mapping: &Mapping, questions: &mut Vec<Question>) {
    for (at, list) in gathered.lists.iter().filter(|(_, list)| !list.persons.is_empty()) {
        let (file, sheet) = (&grids[*at].file, &grids[*at].sheet);
        let key = sheet_key(file, sheet);
        if !mapping.sheet(file, sheet).columns.is_empty() {
            continue;
        }
        if !list.has(Field::Number) {
            questions.push(Question { key: key.clone(), vietnamese: format!(
                    "Trang «{sheet}» không có cột số căn cước; ghi cột nào là \"Số căn cước\", hoặc giữ nguyên để xét riêng từng người."
                ), english: format!(
                    "The sheet {sheet:?} has no column of personal numbers; name it, or leave all to be settled by hand."
                ) });
        }
        for column in list.heads.iter().flat_map(|head| &head.columns) {
            if let (Some(first), Some(field)) = (column.same_as, column.field) {
                let (here, there) = (letters(column.at), letters(first));
                questions.push(Question { key: key.clone(), vietnamese: format!(
                        "Trang «{sheet}»: cột {there} và cột {here} đều là «{}»; chọn một cột, cột kia để trống.",
                        field.label()
                    ), english: format!(
                        "Sheet {sheet:?}: columns {there} and {here} both seem to be {:?}; choose one.",
                        field.label()
                    ) });
            }
        }
    }
}

/// Sheets whose rows look like people, and have no headings.
fn ask_of_rows_aside(grids: &[Grid], gathered: &Gathered, questions: &mut Vec<Question>) {
    for (grid, book) in grids.iter().zip(&gathered.books) {
        let is_likely = |row: &RowBook| row.remarks.iter().any(|remark| remark.told == Told::PersonAside);
        if book.rows.iter().any(is_likely) {
            questions.push(Question { key: sheet_key(&grid.file, &grid.sheet), vietnamese: format!(
                    "Trang «{}» có dòng giống người nhưng không tìm thấy dòng đầu đề; ghi use = \"persons\", head = số dòng đầu đề và [sheets.columns], hoặc giữ use = \"aside\" để bỏ qua.",
                    grid.sheet
                ), english: format!(
                    "The sheet {:?} has rows that look like people and no headings; say use, head and columns, or leave it aside.",
                    grid.sheet
                ) });
        }
    }
}

/// What no list tells: births, sexes, nationalities, or anybody at all.
fn ask_of_what_lacks(grids: &[Grid], gathered: &Gathered, mapping: &Mapping, questions: &mut Vec<Question>) {
    let lists = || gathered.lists.values().filter(|list| !list.persons.is_empty());
    let births = [Field::Birth, Field::BirthOfMale, Field::BirthOfFemale];
    let sexes = [Field::Sex, Field::Male, Field::Female, Field::BirthOfMale];
    let lacks = |list: &Taken, fields: &[Field]| !fields.iter().any(|field| list.has(*field));
    if mapping.from_number.is_none() && lists().any(|list| lacks(list, &births) || lacks(list, &sexes)) {
        questions.push(Question {
            key: "from_number".into(),
            vietnamese:
                "Danh sách không có cột ngày sinh hoặc giới tính; ghi true nếu đồng ý lấy theo số căn cước."
                    .into(),
            english:
                "The list has no column of births or sexes; write true to take them from the personal number."
                    .into(),
        });
    }
    let is_open = |list: &Taken| !list.is_of_voters() && !list.has(Field::Nationality);
    if mapping.nationality.is_none() && lists().any(is_open) {
        questions.push(Question {
            key: "nationality".into(),
            vietnamese:
                "Danh sách không có cột quốc tịch; ghi \"VNM\" nếu mọi người đều có quốc tịch Việt Nam."
                    .into(),
            english: "The list has no column of nationalities; write \"VNM\" if all are Vietnamese.".into(),
        });
    }
    if lists().next().is_none() {
        let likely = grids.iter().map(take::likely_people).sum::<usize>();
        questions.push(Question { key: "sheets".into(), vietnamese: format!(
                "Không tìm thấy danh sách người nào (có {likely} dòng giống người); ghi head = số dòng đầu đề và columns ở trang đó."
            ), english: format!(
                "No list of people was found ({likely} rows look like people); say head and columns of the sheet."
            ) });
    }
}

/// The election: as chosen, as the template says, or that of 2026 where the words above the lists name it.
pub(super) fn election_of(gathered: &Gathered, mapping: &Mapping, questions: &mut Vec<Question>) -> Settings {
    let mut election = election::of_2026();
    let titles: Vec<&str> = gathered.lists.values().map(|list| list.titles.as_str()).collect();
    let is_known = gathered.settings.contains_key("election_day")
        || mapping.election.contains_key("election_day")
        || election::speaks_of_2026(&titles.join(" "))
        || gathered.lists.values().all(|list| !list.is_of_voters());
    for setting in &election::SETTINGS {
        let own = gathered.settings.get(setting.key).filter(|text| !text.is_empty());
        if let Some(value) = mapping.election.get(setting.key).or(own) {
            election.insert(setting.key, value.clone());
        }
    }
    let is_posted = |key: &str| {
        mapping.election.contains_key(key) || gathered.settings.get(key).is_some_and(|day| !day.is_empty())
    };
    if is_posted("election_day") && !is_posted("posted_on") {
        let day = election.get("election_day").and_then(|day| day.parse().ok());
        if let Some(day) = day {
            election.insert("posted_on", election::posted_on(day).to_string());
        }
    }
    let missing = election::NEEDED.iter().any(|key| election.get(key).is_none_or(String::is_empty));
    if !is_known || missing {
        questions.push(Question {
            key: "election".into(),
            vietnamese: "Chưa rõ danh sách này của cuộc bầu cử nào; ghi election_day trong [election]."
                .into(),
            english: "It is not clear which election the list is for; write election_day into [election]."
                .into(),
        });
    }
    election
}

/// The hamlets of lists that name no areas, each with the area that was chosen.
pub(super) fn areas(
    gathered: &Gathered,
    mapping: &Mapping,
    questions: &mut Vec<Question>,
) -> BTreeMap<String, Option<u32>> {
    let mut areas: BTreeMap<String, Option<u32>> =
        mapping.areas.iter().map(|(hamlet, area)| (hamlet.clone(), Some(*area))).collect();
    if gathered.rows(&forms::HAMLETS).next().is_some() {
        return areas;
    }
    let known: BTreeSet<String> = areas.keys().map(|name| hamlet_key(name)).collect();
    let mut open: BTreeMap<String, String> = BTreeMap::new();
    let persons = gathered.lists.values().flat_map(|list| &list.persons);
    for (name, area) in persons.flat_map(Person::homes) {
        if let (Some(name), None) = (name, area) {
            open.entry(hamlet_key(name)).or_insert_with(|| name.to_owned());
        }
    }
    for (_, name) in open.into_iter().filter(|(key, _)| !known.contains(key)) {
        questions.push(Question {
            key: format!("areas.{name}"),
            vietnamese: format!("{name} thuộc khu vực bỏ phiếu số mấy? Chưa biết thì ghi 0."),
            english: format!("Which voting area does {name} belong to? 0: not known yet."),
        });
        areas.insert(name, None);
    }
    areas
}
