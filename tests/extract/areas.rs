//! Codes of areas that cannot name a folder on every disk, or would be one of the program's own files.

use super::builder::small;
use crate::support::output::{names, quick_options, run, sample};
use crate::support::package::{Form, Package};
use cutri::people::{FolderFault, folder_fault};

#[test]
fn a_code_names_a_folder_on_every_disk_or_is_a_fault() {
    let faults = [
        ("98103-01", None),
        ("A_1.2", None),
        ("console", None),
        ("com10", None),
        ("html", None),
        ("v1.zip-old", None),
        ("CON", Some(FolderFault::Device)),
        ("nul.txt", Some(FolderFault::Device)),
        ("Com1", Some(FolderFault::Device)),
        ("lpt9.a.b", Some(FolderFault::Device)),
        ("a.", Some(FolderFault::LastStop)),
        ("a..", Some(FolderFault::LastStop)),
        ("98103-01", None),
        ("đ1", Some(FolderFault::Letter)),
        ("１２", Some(FolderFault::Letter)),
        ("א1", Some(FolderFault::Letter)),
        ("summary.html", Some(FolderFault::Ending)),
        ("not-listed.CSV", Some(FolderFault::Ending)),
        ("bieu-tong-hop.pdf", Some(FolderFault::Ending)),
        ("98103-niem-yet.zip", Some(FolderFault::Ending)),
    ];
    for (code, fault) in faults {
        assert_eq!(folder_fault(code), fault, "{code}");
    }
}

#[test]
fn every_file_beside_the_areas_has_an_ending_that_no_code_may_have() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let mut options = crate::support::output::options(sample(), &out);
    options.communes = [crate::support::builders::commune("98205")].into();
    (options.render.delivery.zip, options.render.delivery.merge) = (true, true);
    run(&options).unwrap();
    let commune = out.join("98/98205");
    let files: Vec<String> =
        names(&commune).into_iter().filter(|name| commune.join(name).is_file()).collect();
    assert!(files.len() > 5, "{files:?}");
    for name in files {
        assert_eq!(folder_fault(&name), Some(FolderFault::Ending), "{name}");
    }
}

#[test]
fn an_area_that_could_name_no_folder_is_rejected_with_what_to_do() {
    for code in ["summary.html", "CON", "a..", "Đ1", "１"] {
        let rows = format!("{code},97001,7,,,residential,,,,\n");
        let outcome = small().append("areas.csv", &rows).outcome();
        let told = outcome.reject_texts();
        assert!(told.len() == 1 && told[0].ends_with("area_code folder_name"), "{code}: {told:?}");
        assert!(outcome.rejects_csv.contains("in every table"), "{code}");
    }
}

#[test]
fn voters_of_an_area_named_like_a_file_wait_and_the_rest_is_printed() {
    let mut package = Package::read(sample());
    for rows in package.tables.values_mut() {
        for at in (0..rows.header.len()).filter(|at| rows.header[*at] == "area_code").collect::<Vec<_>>() {
            let of_area = rows.rows.iter_mut().filter(|row| row[at] == "98103-02");
            of_area.for_each(|row| row[at] = "summary.html".to_owned());
        }
    }
    let extract = package.write(Form::Csv);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let mut options = quick_options(extract.path(), &out);
    options.render.formats.insert(cutri::output::Format::Html);
    let generated = run(&options).unwrap();
    let tally = &generated.derived.tally;
    assert_eq!(tally.persons, tally.listed + tally.not_eligible + tally.no_list + tally.queue);
    assert!(tally.queue > 100, "who lives there waits: {}", tally.queue);
    assert!(out.join("98/98103/summary.html").is_file());
    assert!(std::fs::read_to_string(out.join("rejects.csv")).unwrap().contains("folder_name"));
}
