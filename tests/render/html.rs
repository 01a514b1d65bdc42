//! What pages say, escape and refuse.

use super::place::{
    area, day, election, pages, place, places, profile, province, render_commune, sum, voters,
};
use cutri::people::{Severity, Sex};
use cutri::render::html::{
    AgePyramid, AreaRow, AreaTroubleKind, CommunePage, Document, Figures, FindingKind, Frame, HtmlError,
    NationPage, Paper, PlaceRow, Readiness, summary_table,
};
use cutri::render::summary_table::{RowsOf, SummaryRow, SummaryTable, TableOf};
use cutri::render::{Language, commune_name};
use cutri::roll::Numbers;
use cutri::territory::{AreaKind, CommuneKind, Levels, SmallReason};

const LIST: Paper = Paper { document: Document::List, pages: Some(3) };
const HOSTILE: &str = "<script>alert('1')</script> \" & Đường Nguyễn Thị Minh Khai";

pub fn with_frame<T>(language: Language, use_frame: impl FnOnce(&Frame) -> T) -> T {
    let (election, profile) = (election(), profile());
    let roll_id = "3f9a1c77d2e04b5c8890aa12bb34cc56";
    use_frame(&Frame { language, election: &election, profile: &profile, as_of: day("2026-01-20"), roll_id })
}

#[test]
fn every_text_that_comes_in_is_escaped() {
    let mut place = place("11386", HOSTILE, CommuneKind::Commune, &[400]);
    place.areas[0].0.name = Some(HOSTILE.into());
    let kind = FindingKind { severity: Severity::Error, rule: HOSTILE.into(), meaning: HOSTILE.into() };
    place.figures.findings.insert(kind, 3);
    let mut province = province();
    province.name = HOSTILE.into();
    let (mut election, profile) = (election(), profile());
    election.title = HOSTILE.into();
    election.term = HOSTILE.into();
    let frame = Frame {
        language: Language::Vietnamese,
        election: &election,
        profile: &profile,
        as_of: day("2026-01-20"),
        roll_id: "<b>",
    };
    let areas = [AreaRow { area: &place.areas[0].0, totals: place.areas[0].1, papers: &[LIST] }];
    let page = CommunePage {
        province: &province,
        commune: &place.commune,
        figures: &place.figures,
        areas: &areas,
        constituencies: &[],
        papers: &[],
        posted: None,
    };
    let table = SummaryTable {
        election: &election,
        profile: &profile,
        of: TableOf::Commune { commune: &place.commune, province: &province },
        rows_of: RowsOf::Places,
        numbers: Numbers::Public,
        office: None,
        constituencies: Vec::new(),
        rows: vec![SummaryRow { under: None, label: HOSTILE.into(), totals: place.areas[0].1, seats: None }],
    };
    for page in [page.render(&frame).unwrap(), summary_table(&frame, &table).unwrap()] {
        assert!(!page.contains("<script"), "a script came through");
        assert!(!page.contains("<b>"));
        assert!(page.contains("&#60;script&#62;alert(&#39;1&#39;)"), "the text is gone");
    }
}

#[test]
fn pages_are_self_contained_and_say_their_language() {
    for language in [Language::Vietnamese, Language::English] {
        for (path, page) in pages(language) {
            assert!(page.starts_with("<!doctype html>"), "{path}");
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())), "{path}");
            assert_eq!(page.matches("<h1>").count(), 1, "{path}");
            // Patterns of a map are on the page itself.
            let page = page.replace("url(#", "(#");
            for outside in ["http:", "https:", "<script", "<link", "<img", "url(", "@import"] {
                assert!(!page.contains(outside), "{path} holds {outside}");
            }
        }
    }
}

#[test]
fn numbers_are_grouped_as_each_language_groups_them() {
    let vietnamese = &pages(Language::Vietnamese)["summary.html"];
    assert!(vietnamese.contains(">12.449<") && !vietnamese.contains("12,449"));
    let english = &pages(Language::English)["summary.html"];
    assert!(english.contains(">12,449<") && !english.contains("12.449"));
}

#[test]
fn every_link_of_a_page_leads_to_a_page_or_a_named_document() {
    let pages = pages(Language::Vietnamese);
    let documents = ["pdf", "csv", "xlsx", "json", "bieu-tong-hop.html"];
    for (path, page) in &pages {
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(page.contains(&format!("id=\"{anchor}\"")), "{path}: no {link}");
                continue;
            }
            let mut folder: Vec<&str> = path.split('/').collect();
            folder.pop();
            for step in link.split('/') {
                if step == ".." {
                    folder.pop().expect("inside the output");
                } else {
                    folder.push(step)
                }
            }
            let target = folder.join("/");
            let known = pages.contains_key(&target) || documents.iter().any(|end| target.ends_with(end));
            assert!(known, "{path} leads to {target}");
        }
    }
}

#[test]
fn the_clock_holds_the_dates_of_the_election_of_2026() {
    let page = &pages(Language::Vietnamese)["31/11386/summary.html"];
    for words in [
        "ngày 03/02/2026 (chậm nhất ngày 03/02/2026)",
        "từ ngày 03/02/2026 đến ngày 05/03/2026; giải quyết trong 5 ngày",
        "chậm nhất ngày 10/03/2026",
        "đến 7 giờ 00 ngày 14/03/2026",
        "đến 7 giờ 00 ngày 15/03/2026",
        "từ ngày 03/02/2026 đến ngày 15/03/2026",
        "từ 7 giờ 00 đến 19 giờ 00 ngày 15/03/2026",
    ] {
        assert!(page.contains(words), "the clock lacks: {words}");
    }
}

#[test]
fn areas_of_armed_units_stand_on_no_page_and_in_no_sum() {
    let place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[1_204]);
    let mut barracks = area(&place.commune, 9, AreaKind::Military);
    barracks.name = Some("Trung đoàn 777".into());
    let (totals, _) = voters(612);
    let (election, profile, province) = (election(), profile(), province());
    with_frame(Language::Vietnamese, |frame| {
        let areas = [
            AreaRow { area: &place.areas[0].0, totals: place.areas[0].1, papers: &[LIST] },
            AreaRow { area: &barracks, totals, papers: &[LIST] },
        ];
        let page = CommunePage {
            province: &province,
            commune: &place.commune,
            figures: &place.figures,
            areas: &areas,
            constituencies: &[],
            papers: &[],
            posted: None,
        };
        let of_areas = areas.iter().map(|row| (row.area, row.totals));
        let table = SummaryTable::of_commune(
            &election,
            &profile,
            &place.commune,
            &province,
            of_areas,
            frame.language,
        );
        assert_eq!(table.sum(), place.figures.totals);
        for page in [page.render(frame).unwrap(), summary_table(frame, &table).unwrap()] {
            for secret in ["777", "11386-09", "số 9", ">612<", ">1.816<"] {
                assert!(!page.contains(secret), "the page tells {secret}");
            }
        }
    });
}

#[test]
fn figures_that_hold_armed_units_are_refused() {
    let mut place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[1_204]);
    place.figures.books.persons += 612;
    place.figures.books.listed += 612;
    let error = commune_error(&place.figures, &place);
    assert!(matches!(error, HtmlError::Listed { listed: 1_816, voters: 1_204, .. }), "{error}");
}

fn commune_error(figures: &Figures, place: &super::place::Place) -> HtmlError {
    with_frame(Language::Vietnamese, |frame| {
        let areas: Vec<AreaRow> =
            place.areas.iter().map(|(area, totals)| AreaRow { area, totals: *totals, papers: &[] }).collect();
        let page = CommunePage {
            province: &province(),
            commune: &place.commune,
            figures,
            areas: &areas,
            constituencies: &[],
            papers: &[],
            posted: None,
        };
        page.render(frame).expect_err("sums differ")
    })
}

#[test]
fn sums_that_do_not_agree_are_refused_with_both_numbers() {
    let place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[1_204, 800]);
    let mut figures = place.figures.clone();
    figures.books.persons += 1;
    assert!(matches!(commune_error(&figures, &place), HtmlError::Books { .. }));
    let mut figures = place.figures.clone();
    figures.ages.add(30, Sex::Male);
    assert!(matches!(commune_error(&figures, &place), HtmlError::Ages { by_age: 2_005, voters: 2_004, .. }));
    let mut figures = place.figures.clone();
    figures.missing.clear();
    assert!(matches!(commune_error(&figures, &place), HtmlError::Missing { by_cause: 0, .. }));
    let mut figures = place.figures.clone();
    figures.totals.communal.male += 1;
    assert!(matches!(commune_error(&figures, &place), HtmlError::Parts { .. }));
}

#[test]
fn parts_that_exceed_their_place_are_refused() {
    let places = places();
    let figures = sum(&places);
    let mut books = figures.books;
    books.not_eligible += 5;
    books.persons += 5;
    let rows = [PlaceRow { code: "31", name: "Tỉnh Xuân An", books, totals: figures.totals, shape: None }];
    let page = NationPage { figures: &figures, provinces: &rows, constituencies: &[], documents: &[] };
    let error = with_frame(Language::Vietnamese, |frame| page.render(frame).expect_err("parts exceed"));
    assert!(matches!(error, HtmlError::PartsExceed { .. }), "{error}");
}

#[test]
fn persons_of_no_known_place_make_a_row_of_their_own() {
    let page = &pages(Language::Vietnamese)["summary.html"];
    assert!(page.contains("<th scope=\"row\">Không rõ địa bàn</th><td class=\"number\">4</td>"));
    assert!(!pages(Language::Vietnamese)["31/summary.html"].contains("Không rõ địa bàn"));
}

#[test]
fn article_11_areas_are_told_as_errors_and_warnings() {
    let commune = super::place::commune("11386", "Xuân Hòa", CommuneKind::Commune);
    let cases = [
        (AreaKind::Residential, None, 4_001, Some(AreaTroubleKind::Over)),
        (AreaKind::Residential, None, 4_000, None),
        (AreaKind::Residential, None, 300, None),
        (AreaKind::Residential, None, 299, Some(AreaTroubleKind::Small)),
        (AreaKind::Residential, Some(SmallReason::Island), 299, None),
        (AreaKind::Residential, Some(SmallReason::Island), 0, Some(AreaTroubleKind::Empty)),
        (AreaKind::Custody, None, 12, None),
        (AreaKind::Care, None, 50, None),
        (AreaKind::Care, Some(SmallReason::Separate), 49, Some(AreaTroubleKind::Small)),
        (AreaKind::Military, None, 4_500, None),
    ];
    for (kind, reason, voters, expected) in cases {
        let mut area = area(&commune, 1, kind);
        area.small_reason = reason;
        let mut readiness = Readiness::default();
        readiness.check(&area, &commune, voters, &profile());
        let found = readiness.troubles.first().map(|trouble| trouble.kind);
        assert_eq!(found, expected, "{kind:?} {reason:?} {voters}");
        assert_eq!(readiness.areas, u64::from(kind != AreaKind::Military));
    }
}

#[test]
fn a_level_that_is_not_elected_has_no_column() {
    let place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[400]);
    let (mut election, profile) = (election(), profile());
    election.levels = Levels::UPPER;
    let frame = Frame {
        language: Language::Vietnamese,
        election: &election,
        profile: &profile,
        as_of: day("2026-01-20"),
        roll_id: "3f9a",
    };
    let page = render_commune(&frame, &place);
    assert!(page.contains("HĐND cấp tỉnh") && !page.contains("HĐND cấp xã"));
}

#[test]
fn a_place_where_all_is_well_says_so() {
    let mut place = place("11386", "Xuân Hòa", CommuneKind::Commune, &[400]);
    place.figures.books.persons -= place.figures.books.no_list + place.figures.books.queue;
    place.figures.books.no_list = 0;
    place.figures.books.queue = 0;
    place.figures.missing.clear();
    place.figures.findings.clear();
    let page = with_frame(Language::Vietnamese, |frame| render_commune(frame, &place));
    assert!(page.contains("Không có khu vực bỏ phiếu nào cần xem lại."));
    assert!(page.contains("Mọi người đủ điều kiện đều có tên trong danh sách cử tri."));
    assert!(page.contains("Không có phát hiện nào."));
}

#[test]
fn an_empty_input_makes_a_page() {
    let figures = Figures::default();
    let page = NationPage { figures: &figures, provinces: &[], constituencies: &[], documents: &[] };
    let page = with_frame(Language::Vietnamese, |frame| page.render(frame)).expect("nothing sums to nothing");
    assert!(page.contains("<strong>0</strong>"));
}

#[test]
fn the_pyramid_counts_completed_years_on_election_day() {
    let voter = |born: &str, number| {
        let mut entry = super::place::entry(number, "Nguyễn Văn An");
        entry.birth_date = cutri::people::PartialDate::parse(born).unwrap();
        entry
    };
    let mut expected = AgePyramid::default();
    for (age, sex) in [(18, Sex::Male), (19, Sex::Female), (20, Sex::Male), (100, Sex::Female)] {
        expected.add(age, sex);
    }
    let rows =
        [voter("2008-03-15", 1), voter("2006-03-16", 2), voter("2006-03-15", 3), voter("1926-03-15", 4)];
    assert_eq!(AgePyramid::of(&rows, day("2026-03-15")), expected);
}

#[test]
fn a_commune_says_its_kind_once() {
    let named = |name, kind| commune_name(&super::place::commune("11386", name, kind));
    assert_eq!(named("Xuân Hòa", CommuneKind::Commune), "xã Xuân Hòa");
    assert_eq!(named("Xã Xuân Hòa", CommuneKind::Commune), "xã Xuân Hòa");
    assert_eq!(named("Phường Bến Nghé", CommuneKind::Ward), "phường Bến Nghé");
    assert_eq!(named("Xã Tắc", CommuneKind::Ward), "phường Xã Tắc");
    assert_eq!(named("Đặc khu Côn Đảo", CommuneKind::SpecialZone), "đặc khu Côn Đảo");
}

#[test]
fn equal_input_gives_equal_bytes() {
    assert_eq!(pages(Language::Vietnamese), pages(Language::Vietnamese));
}
