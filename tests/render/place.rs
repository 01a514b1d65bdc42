//! An invented province with communes and areas, and figures that agree, for pages and sheets.

use super::constituencies::{self, Seats};
use chrono::{NaiveDate, NaiveTime};
use cutri::law::{Election, Flag, FormProfile, Group, Reason, Rule, RuleProfile};
use cutri::people::{
    AreaCode, CommuneCode, ConstituencyCode, PartialDate, PersonalNumber, ProvinceCode, Severity, Sex, Share,
};
use cutri::render::Language;
use cutri::render::documents::{AreaPlace, ListVersion};
use cutri::render::html::{
    AgePyramid, AreaNotes, AreaPage, AreaRow, Books, CommunePage, ConstituencyRow, Document, Figures,
    FindingKind, Frame, NationPage, Paper, PlaceRow, ProvincePage, Quality, summary_table,
};
use cutri::render::summary_table::SummaryTable;
use cutri::roll::{Count, Dwelling, Entry, OfThem, Status, Totals};
use cutri::territory::{
    Area, AreaKind, Commune, CommuneKind, Constituency, Level, Levels, Point, Polygon, Province, Ring, Shape,
    Shapes, SmallReason,
};
use std::collections::BTreeMap;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn election() -> Election {
    Election {
        id: "2026".into(),
        title: "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP".into(),
        term: "NHIỆM KỲ 2026–2031".into(),
        election_day: day("2026-03-15"),
        opens_at: NaiveTime::from_hms_opt(7, 0, 0).unwrap(),
        closes_at: NaiveTime::from_hms_opt(19, 0, 0).unwrap(),
        posted_on: day("2026-02-03"),
        levels: Levels::ALL,
        rule_profile: "2026".into(),
        form_profile: FormProfile::LATEST,
    }
}

pub fn profile() -> RuleProfile {
    RuleProfile::named("2026").unwrap()
}

pub fn province() -> Province {
    Province { province_code: ProvinceCode::parse("31").unwrap(), name: "Tỉnh Xuân An".into() }
}

pub fn commune(code: &str, name: &str, kind: CommuneKind) -> Commune {
    Commune {
        commune_code: CommuneCode::parse(code).unwrap(),
        province_code: ProvinceCode::parse("31").unwrap(),
        name: name.into(),
        kind,
        council_elected: true,
        predecessors: Vec::new(),
    }
}

pub fn area(commune: &Commune, number: u32, kind: AreaKind) -> Area {
    Area {
        area_code: AreaCode::parse(&format!("{}-{number:02}", commune.commune_code)).unwrap(),
        commune_code: commune.commune_code.clone(),
        number,
        name: None,
        polling_place: None,
        kind,
        small_reason: None,
        opens_at: None,
        latitude: None,
        longitude: None,
        arrivals: false,
        posting_places: Vec::new(),
    }
}

/// Voters spread over ages and sexes, so that pyramid and totals agree.
pub fn voters(many: u32) -> (Totals, AgePyramid) {
    let (mut totals, mut ages) = (Totals::default(), AgePyramid::default());
    for at in 0..many {
        let sex = if (at * 7 + at / 3) % 100 < 49 { Sex::Male } else { Sex::Female };
        let spread = (at * 37 % 101, at * 53 % 97);
        let age = 18 + (spread.0 * spread.1 * 88 / (101 * 97)).min(88);
        ages.add(age, sex);
        let one = match sex {
            Sex::Male => Count { total: 1, male: 1, female: 0 },
            Sex::Female => Count { total: 1, male: 0, female: 1 },
        };
        totals.voters += one;
        totals.national += one;
        totals.provincial += one;
        totals.communal += if at % 12 == 0 { Count::default() } else { one };
        totals.first_time += u64::from(age == 18);
        totals.elderly += u64::from(age >= 80);
        let of_them = OfThem { first_time: u64::from(age == 18), elderly: u64::from(age >= 80) };
        totals.of_national += of_them;
        totals.of_provincial += of_them;
        totals.of_communal += if at % 12 == 0 { OfThem::default() } else { of_them };
    }
    (totals, ages)
}

/// A commune with its areas and the figures of all that is public.
pub struct Place {
    pub commune: Commune,
    pub areas: Vec<(Area, Totals)>,
    pub figures: Figures,
}

pub fn place(code: &str, name: &str, kind: CommuneKind, sizes: &[u32]) -> Place {
    let commune = commune(code, name, kind);
    let mut figures = Figures::default();
    let mut areas = Vec::new();
    for (number, size) in (1..).zip(sizes) {
        let mut area = area(&commune, number, AreaKind::Residential);
        if number == 2 {
            area.name = Some("Nhà văn hóa thôn Đông Hạ".into());
            area.small_reason = Some(SmallReason::Dispersed);
        }
        let (totals, ages) = voters(*size);
        figures.totals += totals;
        figures.ages += &ages;
        figures.readiness.check(&area, &commune, totals.voters.total, &profile());
        areas.push((area, totals));
    }
    let listed = figures.totals.voters.total;
    let (no_list, queue, not_eligible) = (listed / 90, listed / 150, listed * 2 / 5);
    figures.books =
        Books { persons: listed + no_list + queue + not_eligible, listed, not_eligible, no_list, queue };
    figures.missing.insert((Group::NoList, Reason::NotHere), no_list);
    figures.missing.insert((Group::Queue, Reason::LapsedTemporary), queue - queue / 3);
    figures.missing.insert((Group::Queue, Reason::NoArea), queue / 3);
    let kind = |severity, rule: &str, meaning: &str| FindingKind {
        severity,
        rule: rule.into(),
        meaning: meaning.into(),
    };
    let meaning = "Hai nơi thường trú cùng còn hiệu lực";
    figures.findings.insert(kind(Severity::Error, "two_permanent_residences", meaning), listed / 700);
    let meaning = "Giới tính khác với chữ số thứ tư của số định danh cá nhân";
    figures.findings.insert(kind(Severity::Warning, "number_disagrees_with_sex", meaning), listed / 300);
    let meaning = "Thường trú theo mã của xã đã sắp xếp, nhập";
    figures.findings.insert(kind(Severity::Info, "predecessor_commune", meaning), listed / 40);
    let share = |missing: u64| Share { part: listed - listed / missing, whole: listed };
    figures.quality = Quality { correct: share(80), complete: share(20), clean: share(900), live: share(5) };
    Place { commune, areas, figures }
}

pub fn places() -> Vec<Place> {
    vec![
        place("11386", "Xuân Hòa", CommuneKind::Commune, &[1_204, 287, 968, 4_120]),
        place("11389", "Đông Phong", CommuneKind::Ward, &[2_310, 1_872, 1_455]),
        place("11392", "Đảo Ngọc", CommuneKind::SpecialZone, &[145, 88, 0]),
    ]
}

pub fn sum(places: &[Place]) -> Figures {
    places.iter().fold(Figures::default(), |mut sum, place| {
        sum += &place.figures;
        sum
    })
}

const AREA_PAPERS: [Paper; 5] = [
    Paper { document: Document::List, pages: Some(42) },
    Paper { document: Document::OfficialList, pages: Some(43) },
    Paper { document: Document::Cards, pages: Some(1_204) },
    Paper { document: Document::ListCsv, pages: None },
    Paper { document: Document::ListXlsx, pages: None },
];
const COMMUNE_PAPERS: [Paper; 3] = [
    Paper { document: Document::SummaryTable, pages: None },
    Paper { document: Document::SummaryTableXlsx, pages: None },
    Paper { document: Document::NotListed, pages: None },
];
const TOP_DOCUMENTS: [Document; 4] =
    [Document::SummaryJson, Document::Manifest, Document::Rejects, Document::Findings];

pub fn render_commune(frame: &Frame, place: &Place) -> String {
    let areas: Vec<AreaRow> = place
        .areas
        .iter()
        .map(|(area, totals)| AreaRow { area, totals: *totals, papers: &AREA_PAPERS })
        .collect();
    let seats = Seats::new();
    let sums = seats.of_commune(&place.commune.commune_code);
    let page = CommunePage {
        province: &province(),
        commune: &place.commune,
        figures: &place.figures,
        areas: &areas,
        constituencies: &ConstituencyRow::of_public(sums.rows(), ""),
        papers: &COMMUNE_PAPERS,
        posted: None,
    };
    page.render(frame).expect("sums agree")
}

/// Outlines of the communes: two side by side, and an island far off.
pub fn shapes() -> Shapes {
    let outline = |corners: &[(i32, i32)]| {
        Shape(vec![Polygon(vec![Ring(
            corners.iter().map(|(x, y)| Point(1_060_000 + x, 200_000 + y)).collect(),
        )])])
    };
    let communes = [
        ("11386", outline(&[(0, 0), (2_300, -400), (2_900, 1_700), (1_200, 2_600), (-300, 1_900)])),
        ("11389", outline(&[(2_300, -400), (4_300, 100), (4_600, 1_300), (2_900, 1_700)])),
        ("11392", outline(&[(40_000, -9_000), (40_600, -9_200), (40_500, -8_600)])),
    ];
    let communes = communes.map(|(code, shape)| (CommuneCode::parse(code).expect("a code"), shape));
    Shapes { communes: communes.into(), ..Shapes::default() }
}

/// The page of an area whose list remarks everything.
pub fn render_area(frame: &Frame, place: &Place, at: usize) -> Option<String> {
    let (area, _) = &place.areas[at];
    let (totals, ages) = voters(u32::try_from(place.areas[at].1.voters.total).expect("a few thousand"));
    let figures = Figures { totals, ages, ..Figures::default() };
    let rows = ["Tạm trú từ 12/2025", "Tạm trú từ năm 2021", "Bỏ phiếu ở nơi khác", "Người đang bị tạm giam"]
        .map(|remark| Entry {
            remarks: vec![remark.into()],
            flags: vec![Flag::Crosses12Months, Flag::UndocumentedStatus, Flag::ManualDecision],
            ..entry(1, "Nguyễn Văn An")
        });
    let constituencies = Level::ALL.map(|level| Constituency {
        constituency_code: ConstituencyCode::parse(level.as_str()).expect("a code"),
        level,
        number: 2,
        name: Some("Đơn vị bầu cử số 2".into()),
        seats: 3,
    });
    let page = AreaPage {
        place: AreaPlace {
            election: frame.election,
            roll_id: frame.roll_id,
            province: &province(),
            commune: &place.commune,
            office: None,
            area,
            levels: Levels::ALL,
            version: &ListVersion::new(2, "1a2b3c4d5e6f7788", day("2026-02-10")),
        },
        figures: &figures,
        notes: &AreaNotes::of(&rows),
        constituencies: &constituencies.each_ref(),
        papers: &AREA_PAPERS,
    };
    page.render(frame).expect("sums agree")
}

/// Every page of the province in one language, by path.
pub fn pages(language: Language) -> BTreeMap<String, String> {
    let (election, profile, province, places) = (election(), profile(), province(), places());
    let frame = Frame {
        language,
        election: &election,
        profile: &profile,
        as_of: day("2026-01-20"),
        roll_id: "3f9a1c77d2e04b5c8890aa12bb34cc56",
    };
    let figures = sum(&places);
    let shapes = shapes();
    let whole = Shape(shapes.communes.values().flat_map(|shape| shape.0.clone()).collect());
    let row = |place: &'_ Place| (place.figures.books, place.figures.totals);
    let communes: Vec<PlaceRow> = places
        .iter()
        .map(|place| {
            let (books, totals) = row(place);
            PlaceRow {
                code: place.commune.commune_code.as_str(),
                name: &place.commune.name,
                books,
                totals,
                shape: shapes.communes.get(&place.commune.commune_code),
            }
        })
        .collect();
    let mut nation = figures.clone();
    nation.books += Books { persons: 4, queue: 4, ..Books::default() };
    nation.missing.insert((Group::Queue, Reason::UnknownCommune), 4);
    let provinces = [PlaceRow {
        code: "31",
        name: &province.name,
        books: figures.books,
        totals: figures.totals,
        shape: Some(&whole),
    }];
    let seats = Seats::new();
    let sums = seats.sums();
    let mut pages = constituencies::pages(&frame);
    let page = NationPage {
        figures: &nation,
        provinces: &provinces,
        constituencies: &ConstituencyRow::of_public(sums.of_level(Level::National), "Tỉnh Xuân An"),
        documents: &TOP_DOCUMENTS,
    };
    pages.insert("summary.html".to_owned(), page.render(&frame).expect("sums agree"));
    let page = ProvincePage {
        province: &province,
        figures: &figures,
        communes: &communes,
        constituencies: &ConstituencyRow::of_public(sums.rows(), ""),
        documents: &[Document::SummaryTable, Document::SummaryTableXlsx],
    };
    pages.insert("31/summary.html".to_owned(), page.render(&frame).expect("sums agree"));
    let of_communes = places.iter().map(|place| (&place.commune, place.figures.totals));
    let table = SummaryTable::of_province(&election, &profile, &province, of_communes);
    pages.insert("31/bieu-tong-hop.html".to_owned(), summary_table(&frame, &table).expect("template"));
    for place in &places {
        let folder = format!("31/{}", place.commune.commune_code);
        pages.insert(format!("{folder}/summary.html"), render_commune(&frame, place));
        for (at, (area, _)) in place.areas.iter().enumerate() {
            let page = render_area(&frame, place, at).expect("the area is public");
            pages.insert(format!("{folder}/{}/summary.html", area.area_code), page);
        }
        let areas = place.areas.iter().map(|(area, totals)| (area, *totals));
        let table = SummaryTable::of_commune(&election, &profile, &place.commune, &province, areas, language);
        pages
            .insert(format!("{folder}/bieu-tong-hop.html"), summary_table(&frame, &table).expect("template"));
    }
    pages.extend(super::world::pages(&frame));
    pages
}

pub fn entry(number: u32, name: &str) -> Entry {
    Entry {
        area_code: AreaCode::parse("11386-01").unwrap(),
        commune_code: CommuneCode::parse("11386").unwrap(),
        number,
        personal_id: PersonalNumber::parse(&format!("0313080{number:05}")).unwrap(),
        full_name: name.into(),
        birth_date: PartialDate::parse("2008-03").unwrap(),
        sex: if number.is_multiple_of(2) { Sex::Female } else { Sex::Male },
        ethnicity: Some("Kinh".into()),
        occupation: None,
        permanent_residence: Some("Số 7, thôn Đông, xã Xuân Hòa".into()),
        temporary_residence: None,
        current_place: None,
        ballots: if number.is_multiple_of(3) { Levels::UPPER } else { Levels::ALL },
        rule: Rule::P8,
        also: Vec::new(),
        flags: vec![Flag::AssumedBirthDate],
        marks: Vec::new(),
        status: Status::Listed,
        remarks: Vec::new(),
        first_time: true,
        elderly: false,
        facts: Vec::new(),
        dwelling: Dwelling::default(),
    }
}

/// The ballot of a level, for tests that go through all.
pub fn ballots(totals: &Totals) -> [u64; 3] {
    Level::ALL.map(|level| totals.ballot(level).total)
}
