//! The constituencies of an invented province, their sums and pages.

use super::place::{Place, area, day, election, places, profile, province, voters};
use cutri::people::{AreaCode, CommuneCode, ConstituencyCode, Severity};
use cutri::render::Language;
use cutri::render::constituencies::file_stem;
use cutri::render::csv::{self, CONSTITUENCIES_HEADER};
use cutri::render::html::{
    BoundPaper, ConstituencyCommune, ConstituencyPage, ConstituencyTrouble, Document, Frame, HtmlError,
    UnlistedCount, constituency_troubles,
};
use cutri::render::summary_table::{SummaryTable, TableOf};
use cutri::roll::{BooksError, Constituencies, ConstituencyTotals, Numbers, Tenths, Totals};
use cutri::territory::{
    Area, AreaKind, Constituency, ConstituencyPart, Level, Levels, Province, Territory, Units,
};
use std::collections::BTreeMap;

/// The communes of [`places`], in two constituencies of each level, and an armed unit in the first commune.
pub struct Seats {
    pub territory: Territory,
    pub totals: BTreeMap<AreaCode, Totals>,
    pub communes: Vec<CommuneCode>,
}

fn constituency(level: Level, number: u32, seats: u32) -> Constituency {
    let code = format!("{}-{number}", level.as_str().to_uppercase());
    Constituency {
        constituency_code: ConstituencyCode::parse(&code).unwrap(),
        level,
        number,
        name: Some(format!("Đơn vị bầu cử số {number}")),
        seats,
    }
}

fn whole(of: &Constituency, place: &Place) -> ConstituencyPart {
    let (constituency_code, commune_code) = (of.constituency_code.clone(), &place.commune.commune_code);
    ConstituencyPart { constituency_code, commune_code: Some(commune_code.clone()), area_code: None }
}

fn part(of: &Constituency, area: &Area) -> ConstituencyPart {
    let constituency_code = of.constituency_code.clone();
    ConstituencyPart { constituency_code, commune_code: None, area_code: Some(area.area_code.clone()) }
}

impl Seats {
    pub fn new() -> Self {
        Self::with(|_| ())
    }

    /// The same with other units.
    pub fn with(change: impl FnOnce(&mut Units)) -> Self {
        let places = places();
        let mut units = Units { provinces: vec![province()], ..Units::default() };
        let mut totals = BTreeMap::new();
        for place in &places {
            units.communes.push(place.commune.clone());
            for (area, sums) in &place.areas {
                units.areas.push(area.clone());
                totals.insert(area.area_code.clone(), *sums);
            }
        }
        let unit = area(&places[0].commune, 9, AreaKind::Military);
        totals.insert(unit.area_code.clone(), voters(57).0);
        units.areas.push(unit.clone());
        let upper = [Level::National, Level::Provincial]
            .map(|level| [constituency(level, 1, 3), constituency(level, 2, 2)]);
        for [first, second] in &upper {
            units.constituency_parts.extend(places[..2].iter().map(|place| whole(first, place)));
            units.constituency_parts.push(whole(second, &places[2]));
        }
        let own = [constituency(Level::Communal, 1, 4), constituency(Level::Communal, 2, 5)];
        let areas: Vec<&Area> = places[0].areas.iter().map(|(area, _)| area).chain([&unit]).collect();
        units.constituency_parts.extend(areas[..2].iter().map(|area| part(&own[0], area)));
        units.constituency_parts.extend(areas[2..].iter().map(|area| part(&own[1], area)));
        units.constituencies = upper.into_iter().flatten().chain(own).collect();
        change(&mut units);
        let communes = units.communes.iter().map(|commune| commune.commune_code.clone()).collect();
        Self { territory: Territory::new(units), totals, communes }
    }

    fn of(&self, code: &AreaCode) -> Totals {
        self.totals.get(code).copied().unwrap_or_default()
    }

    pub fn sums(&self) -> Constituencies<'_> {
        Constituencies::new(&self.territory, Levels::ALL, &self.communes, |code| self.of(code))
    }

    pub fn of_commune(&self, code: &CommuneCode) -> Constituencies<'_> {
        Constituencies::of_commune(&self.territory, Levels::ALL, code, |code| self.of(code))
    }

    /// The sum of a commune.
    fn sum_of(&self, commune: &str) -> Totals {
        let own = self.totals.iter().filter(|(code, _)| code.as_str().starts_with(commune));
        own.fold(Totals::default(), |mut sum, (_, totals)| {
            sum += *totals;
            sum
        })
    }

    fn nation(&self) -> Totals {
        self.totals.values().fold(Totals::default(), |mut sum, totals| {
            sum += *totals;
            sum
        })
    }
}

fn code(text: &str) -> ConstituencyCode {
    ConstituencyCode::parse(text).unwrap()
}

/// The pages of all constituencies, by path.
pub fn pages(frame: &Frame<'_>) -> BTreeMap<String, String> {
    let seats = Seats::new();
    let sums = seats.sums();
    let (province, places) = (province(), places());
    let bound = [BoundPaper { file_name: "x-danh-sach.pdf".into(), document: Document::List, pages: 1_208 }];
    let wrong = ConstituencyTrouble {
        severity: Severity::Error,
        text: "11386-01: Khu vực bỏ phiếu thuộc nhiều đơn vị bầu cử cùng cấp; chỉ giữ một.".into(),
    };
    let page = |row: &ConstituencyTotals<'_>| {
        let communes: Vec<ConstituencyCommune<'_>> = places
            .iter()
            .filter(|place| row.communes.contains(&&place.commune.commune_code))
            .map(|place| of_commune(place, row, &province))
            .collect();
        let mut troubles = constituency_troubles(row, frame);
        troubles.extend((row.constituency.number == 1).then(|| wrong.clone()));
        let is_national = row.level() == Level::National;
        let page = ConstituencyPage {
            totals: row,
            communes: &communes,
            troubles: &troubles,
            has_pages: true,
            papers: if is_national { &bound } else { &[] },
        };
        let stem = file_stem(row.level(), &row.constituency.constituency_code);
        (format!("constituencies/{stem}.html"), page.render(frame).expect("sums agree"))
    };
    sums.rows().map(page).collect()
}

fn of_commune<'a>(
    place: &'a Place,
    row: &ConstituencyTotals<'a>,
    province: &'a Province,
) -> ConstituencyCommune<'a> {
    let own = |area: &&Area| area.commune_code == place.commune.commune_code;
    let areas = row.areas(Numbers::Public).filter(|(area, _)| own(area)).copied();
    ConstituencyCommune {
        commune: &place.commune,
        province,
        areas: areas.collect(),
        unlisted: (row.level() != Level::Communal).then_some(UnlistedCount { no_list: 21, queue: 12 }),
    }
}

fn frame<R>(language: Language, with: impl FnOnce(&Frame<'_>) -> R) -> R {
    let (election, profile) = (election(), profile());
    with(&Frame {
        language,
        election: &election,
        profile: &profile,
        as_of: day("2026-01-20"),
        roll_id: "3f9a1c77d2e04b5c8890aa12bb34cc56",
    })
}

#[test]
fn constituencies_hold_the_voters_of_the_whole_and_areas_in_none_make_the_difference() {
    let seats = Seats::new();
    let (sums, whole) = (seats.sums(), seats.nation());
    assert_eq!(sums.check(&whole), Ok(()));
    let held = |level| sums.of_level(level).map(|row| row.voters(Numbers::Official).total).sum::<u64>();
    assert_eq!([held(Level::National), held(Level::Provincial)], [whole.national.total; 2]);
    let own: Totals = seats.sum_of("11386");
    assert_eq!(
        held(Level::Communal),
        own.communal.total,
        "two communes have no constituency of their council"
    );
    assert!(own.communal.total < whole.communal.total);
}

#[test]
fn sums_that_are_not_those_of_the_whole_are_refused_with_the_difference() {
    let seats = Seats::new();
    for forge in [
        (|whole| whole.national.total += 1) as fn(&mut Totals),
        |whole| whole.provincial.male += 1,
        |whole| whole.communal.female -= 1,
    ] {
        let mut whole = seats.nation();
        forge(&mut whole);
        assert!(matches!(seats.sums().check(&whole), Err(BooksError::Constituencies { .. })));
    }
    let mut whole = seats.nation();
    whole.communal.total += 3;
    let told = seats.sums().check(&whole).unwrap_err().to_string();
    for part in ["communal", "areas in none", "11389-01", &whole.communal.total.to_string()] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn an_area_in_two_constituencies_is_counted_in_both_and_told() {
    let seats = Seats::with(|units| {
        let area = units.areas[0].clone();
        let second = units.constituencies.iter().find(|row| row.constituency_code.as_str() == "COMMUNAL-2");
        let part = part(second.unwrap(), &area);
        units.constituency_parts.push(part);
    });
    let sums = seats.sums();
    assert_eq!(sums.check(&seats.nation()), Ok(()));
    let held: u64 = sums.of_level(Level::Communal).map(|row| row.voters(Numbers::Official).total).sum();
    let twice = seats.of(&AreaCode::parse("11386-01").unwrap()).communal.total;
    assert_eq!(held, seats.sum_of("11386").communal.total + twice);
}

#[test]
fn voters_a_seat_are_compared_with_the_mean_of_the_body_that_is_elected() {
    let seats = Seats::new();
    let sums = seats.sums();
    let row = |text| sums.find(&code(text)).unwrap();
    let (first, second) = (row("NATIONAL-1"), row("NATIONAL-2"));
    let voters = |row: &ConstituencyTotals<'_>| row.voters(Numbers::Official).total as f64;
    let mean = (voters(first) + voters(second)) / 5.0;
    for row in [first, second] {
        let each = voters(row) / f64::from(row.constituency.seats);
        let off = (each / mean - 1.0) * 100.0;
        let told = |tenths: Tenths| tenths.to_string().parse::<f64>().unwrap();
        assert!((told(row.voters_per_seat(Numbers::Official).unwrap()) - each).abs() <= 0.05);
        assert!((told(row.deviation(Numbers::Official).unwrap()) - off).abs() <= 0.05, "{off}");
    }
    assert!(first.is_far(25) && second.is_far(25) && !first.is_far(200));
    let alone = seats.of_commune(&CommuneCode::parse("11386").unwrap());
    let part = alone.find(&code("NATIONAL-1")).unwrap();
    assert!(part.is_partial && part.deviation(Numbers::Official).is_none(), "a part is not compared");
    assert!(alone.find(&code("COMMUNAL-1")).unwrap().deviation(Numbers::Public).is_some());
}

#[test]
fn numbers_of_armed_units_are_in_the_official_sums_alone() {
    let seats = Seats::new();
    let sums = seats.sums();
    let unit = seats.of(&AreaCode::parse("11386-09").unwrap());
    for of in ["NATIONAL-1", "PROVINCIAL-1", "COMMUNAL-2"] {
        let row = sums.find(&code(of)).unwrap();
        let (official, public) = (row.totals(Numbers::Official), row.totals(Numbers::Public));
        assert_eq!(official.voters.total - public.voters.total, unit.voters.total, "{of}");
        assert_eq!(row.areas(Numbers::Official).count() - row.areas(Numbers::Public).count(), 1, "{of}");
    }
}

fn table(numbers: Numbers) -> Vec<Vec<String>> {
    let seats = Seats::new();
    let mut bytes = Vec::new();
    csv::constituencies(&seats.sums(), numbers, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets need the mark");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_table_has_the_columns_of_the_format_and_a_row_for_every_constituency() {
    let rows = table(Numbers::Public);
    assert_eq!(rows[0], CONSTITUENCIES_HEADER);
    let first: Vec<&str> = rows[1].iter().map(String::as_str).collect();
    assert_eq!(first[..7], ["national", "NATIONAL-1", "1", "Đơn vị bầu cử số 1", "3", "2", "7"]);
    let number = |row: &[String], at: usize| row[at].parse::<u64>().unwrap();
    for row in &rows[1..] {
        assert_eq!(number(row, 7), number(row, 8) + number(row, 9), "{row:?}");
        assert!(number(row, 10) + number(row, 11) <= number(row, 7), "{row:?}");
    }
    let levels: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(levels, ["national", "national", "provincial", "provincial", "communal", "communal"]);
    assert_eq!(number(&table(Numbers::Official)[1], 7) - number(&rows[1], 7), 57);
}

#[test]
fn a_page_tells_voters_seats_places_and_what_is_missing_and_no_armed_unit() {
    frame(Language::Vietnamese, |frame| {
        let pages = pages(frame);
        let page = &pages["constituencies/national-NATIONAL-1.html"];
        for told in [
            "Đơn vị bầu cử đại biểu Quốc hội số\u{a0}1, tỉnh Xuân An",
            "Cử tri trên một đại biểu",
            "so với bình quân bầu cử đại biểu Quốc hội",
            "<a href=\"../31/11386/summary.html\">Xã Xuân Hòa</a>",
            "thuộc nhiều đơn vị bầu cử",
            "Số cử tri trên một đại biểu chênh lệch quá 25% so với bình quân",
            "1.208 trang",
        ] {
            assert!(page.contains(told), "{told}");
        }
        let page = &pages["constituencies/communal-COMMUNAL-2.html"];
        assert!(page.contains("../31/11386/11386-03/summary.html"));
        assert!(!page.contains("11386-09"), "the area of an armed unit is told");
    });
}

#[test]
fn a_page_whose_places_do_not_make_its_sum_is_not_written() {
    frame(Language::English, |frame| {
        let seats = Seats::new();
        let sums = seats.sums();
        let page = ConstituencyPage {
            totals: sums.find(&code("NATIONAL-2")).unwrap(),
            communes: &[],
            troubles: &[],
            has_pages: true,
            papers: &[],
        };
        assert!(matches!(page.render(frame), Err(HtmlError::Parts { .. })));
    });
}

#[test]
fn the_summary_table_has_rows_for_the_constituencies_of_each_level() {
    let (seats, places, province) = (Seats::new(), places(), province());
    let (election, profile) = (&election(), &profile());
    let (place, province) = (&places[0], &province);
    let areas = seats.territory.areas_of(&place.commune.commune_code);
    let areas = || areas.iter().map(|area| (*area, seats.of(&area.area_code)));
    let sums = seats.of_commune(&place.commune.commune_code);
    let (commune, language) = (&place.commune, Language::Vietnamese);
    let table = SummaryTable::of_commune(election, profile, commune, province, areas(), language)
        .with_constituencies(&sums, language);
    assert_eq!(table.rows.len(), 4, "without the armed unit");
    let under: Vec<_> = table.constituencies.iter().filter_map(|row| row.under.as_deref()).collect();
    assert_eq!(
        under,
        [
            "Theo đơn vị bầu cử đại biểu Quốc hội (phần thuộc địa bàn)",
            "Theo đơn vị bầu cử đại biểu HĐND cấp tỉnh (phần thuộc địa bàn)",
            "Theo đơn vị bầu cử đại biểu HĐND cấp xã",
            "Theo đơn vị bầu cử đại biểu HĐND cấp xã",
        ]
    );
    let communal = table.constituencies[2].totals.voters.total + table.constituencies[3].totals.voters.total;
    assert_eq!(communal, table.sum().voters.total);
    let official = SummaryTable::official_of_commune(election, profile, commune, province, areas(), language);
    assert_eq!(official.sum().voters.total - table.sum().voters.total, 57);
    let rows = sums.of_level(Level::Communal).map(|row| (row, None));
    let of = TableOf::Commune { commune, province };
    let table = SummaryTable::of_constituencies(election, profile, of, Level::Communal, language, rows);
    assert_eq!(table.rows[1].label, "Số 2 (bầu 5 đại biểu)");
}
