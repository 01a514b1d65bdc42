//! One paper printed alone has the bytes that it has in a folder.

use super::lists::*;
use cutri::changes::ComplaintSubject;
use cutri::output::letters::{self, OneLetter, Paper};
use cutri::output::paper::{self, OnePaper};
use cutri::output::{Format, Wanted};
use cutri::people::CommuneCode;
use cutri::render::documents::AreaPaper;
use cutri::render::pdf::Layout;
use std::collections::BTreeSet;

impl Lists {
    fn one_paper(&self, at_area: &str, paper: AreaPaper, version: Option<u32>) -> Result<Vec<u8>, String> {
        let area = area(at_area);
        let asked = OnePaper { area, paper, version, layout: Layout::default(), posted_copy: None };
        let mut bytes = Vec::new();
        let printed = self.on(async |database| paper::print(database, &asked, &mut bytes).await);
        printed.map(|_| bytes).map_err(|error| error.to_string())
    }
}

#[test]
fn every_paper_of_a_list_is_printed_alone_as_in_its_folder() {
    let lists = Lists::posted();
    lists.issue(PLAIN, "98205-01", SOON).unwrap();
    for version in [1, 2] {
        let out = lists.folder.path().join(format!("version-{version}"));
        lists.render(&out, (Wanted::Lists(Some(version)), &[Format::Pdf], 2));
        let mut printed = BTreeSet::new();
        for place in ["98/98103/98103-01", "98/98205/98205-02"] {
            let code = place.rsplit('/').next().unwrap();
            for paper in AreaPaper::ALL {
                let file = out.join(place).join(paper.document().file_name());
                let alone = lists.one_paper(code, paper, Some(version));
                match std::fs::read(&file) {
                    Ok(bytes) => {
                        assert!(alone.unwrap() == bytes, "{} of {code}, version {version}", paper.as_str());
                        printed.insert(paper);
                    }
                    Err(_) => assert!(alone.unwrap_err().contains("has no paper"), "{}", paper.as_str()),
                }
            }
        }
        assert_eq!(printed, BTreeSet::from(AreaPaper::ALL));
    }
    assert!(lists.one_paper("98103-01", AreaPaper::List, Some(9)).unwrap_err().contains("no version 9"));
}

#[test]
fn every_paper_of_an_office_is_printed_alone_as_in_its_folder() {
    let lists = Lists::posted();
    let certificate = lists.issue(PLAIN, "98205-01", SOON).unwrap().certificate.certificate_id;
    let complaint = lists.uphold(ComplaintSubject::Wrongly, (HEAD, "98103-01")).unwrap().complaint;
    let papers = [
        (Paper::Certificate(certificate), 1),
        (Paper::Complaint(complaint.complaint_id), 3),
        (Paper::Register(CommuneCode::parse("98103").unwrap()), 3),
    ];
    for (paper, least) in papers {
        let (out, dated) = (lists.folder.path().join("papers"), "2026-02-20".parse().unwrap());
        let written = lists.on(async |database| letters::write(database, &paper, dated, &out).await.unwrap());
        assert!(written.len() >= least, "{paper:?}: {written:?}");
        let alone = |file: &str| {
            let mut bytes = Vec::new();
            let asked = OneLetter { paper: &paper, dated, file };
            let printed = lists.on(async |database| letters::print(database, asked, &mut bytes).await);
            printed.map(|()| bytes).map_err(|error| error.to_string())
        };
        for path in &written {
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(alone(name).unwrap() == std::fs::read(path).unwrap(), "{name}");
        }
        let refused = alone("thư.pdf").unwrap_err();
        let first = written[0].file_name().unwrap().to_str().unwrap();
        assert!(refused.contains(first), "it names what there is: {refused}");
    }
}
