//! Vietnamese letters from an extract to paper, whether its source writes them whole or as a letter and its marks.

use crate::render::tools::Printed;
use crate::support::output::{Tree, copy, difference, options, run, sample, sample_output, tree};
use cutri::people::CommuneCode;
use cutri::render::jsonl::EntryLine;
use std::fs;
use unicode_normalization::{UnicodeNormalization, is_nfc, is_nfd};

/// An area of the sample with enough voters for every letter.
const AREA: &str = "98/98307/98307-01";

/// Names that hold every Vietnamese letter, small and capital.
fn names() -> Vec<String> {
    let base = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
    let toned = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    let small: Vec<char> = [base, toned].concat().chars().collect();
    let word = |letters: &[char]| {
        let capital: String = letters.iter().flat_map(|letter| letter.to_uppercase()).collect();
        format!("{capital} {}", letters.iter().collect::<String>())
    };
    small.chunks(6).map(word).collect()
}

/// The output of the area's commune where its first voters have the names, every text of the extract written in a form.
fn output(form: fn(&str) -> String) -> Tree {
    let folder = tempfile::tempdir().expect("a folder");
    let extract = folder.path().join("extract");
    copy(sample(), &extract);
    fs::remove_dir_all(extract.join("expected")).expect("the sample's output is kept beside it");
    let entries = fs::read_to_string(sample_output().join(AREA).join("entries.jsonl")).expect("entries");
    let mut persons = fs::read_to_string(extract.join("persons.csv")).expect("persons");
    for (line, name) in entries.lines().zip(names()) {
        let entry: EntryLine<'_> = serde_json::from_str(line).expect("an entry");
        let old = format!("{},{},", entry.personal_id.as_str(), entry.full_name);
        assert!(persons.contains(&old), "a voter is a person");
        persons = persons.replace(&old, &format!("{},{name},", entry.personal_id.as_str()));
    }
    fs::write(extract.join("persons.csv"), persons).expect("persons are written");
    for name in ["persons", "residences", "areas", "communes", "hamlets", "facilities", "provinces"] {
        let path = extract.join(name).with_extension("csv");
        let text = form(&fs::read_to_string(&path).expect("a table"));
        fs::write(&path, text).expect("the table is written");
    }
    let mut options = options(&extract, &folder.path().join("rolls"));
    options.communes = [CommuneCode::parse("98307").expect("a code")].into();
    run(&options).expect("an output");
    tree(&options.out)
}

#[test]
fn every_letter_comes_to_paper_alike_whole_or_in_parts() {
    let whole = output(|text| text.nfc().collect());
    let parts = output(|text| {
        let parts: String = text.nfd().collect();
        assert!(is_nfd(&parts) && parts != text, "a table without Vietnamese letters");
        parts
    });
    assert_eq!(difference(&whole, &parts), None);
    let list = Printed::new(&parts[&format!("{AREA}/list-official.pdf")]).text();
    assert!(is_nfc(&list));
    for name in names() {
        assert!(list.contains(&name), "{name} is not on the list");
    }
}
