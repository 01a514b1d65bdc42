//! `cutri explain`.

use super::acting::Opened;
use super::parse::personal_number;
use super::reading::Explain;
use super::{Exit, Printer};
use crate::people::PersonalNumber;
use crate::tasks::explain::{ExplainOptions, Named, Namesake, explain, named};

pub(super) async fn run(options: &Explain, printer: &Printer) -> anyhow::Result<Exit> {
    // A name has letters and no figures; whatever else there is is read as a number, and refused as one.
    let has = |is: fn(char) -> bool| options.person.chars().any(is);
    let is_name = has(char::is_alphabetic) && !has(|letter| letter.is_ascii_digit());
    let number = if is_name { None } else { Some(personal_number(&options.person)?) };
    let opened = Opened::to_read(&options.database).await?;
    let person = match number {
        Some(number) => Ok(number),
        None => one_of_name(&opened, options).await?,
    };
    let person = match person {
        Ok(person) => person,
        Err(found) => {
            opened.close(printer).await;
            printer.words(&several(&found))?;
            return Ok(Exit::Findings);
        }
    };
    let how = ExplainOptions { person, at: options.at.as_deref(), language: options.lang };
    let explained = explain(&opened.database, how).await;
    opened.close(printer).await;
    let explained = explained?;
    match options.json {
        true => printer.json(&explained)?,
        false => printer.words(&explained.text)?,
    }
    Ok(Exit::Done)
}

/// The only person of the name, or all of them.
async fn one_of_name(
    opened: &Opened,
    options: &Explain,
) -> anyhow::Result<Result<PersonalNumber, Vec<Namesake>>> {
    let communes = options.commune.iter().cloned().collect();
    let wanted =
        Named { full_name: options.person.trim(), birth_date: options.birth_date, communes: &communes };
    let found = named(&opened.database, wanted).await?;
    Ok(match found.as_slice() {
        [only] => Ok(only.personal_id),
        _ => Err(found),
    })
}

/// Those of a name, without their whole numbers.
fn several(found: &[Namesake]) -> String {
    if found.is_empty() {
        return "Không có ai mang tên này trong cơ sở dữ liệu; hãy kiểm tra chính tả, hoặc dùng số định danh.\n".to_owned();
    }
    let mut text =
        format!("Có {} người mang tên này; thêm --birth-date, hoặc dùng số định danh:\n", found.len());
    for person in found {
        let Namesake { personal_id, full_name, birth_date, commune } = person;
        text +=
            &format!("  {}  {full_name}, sinh {}, {commune}\n", personal_id.masked(), birth_date.printed());
    }
    text
}
