//! A document of each kind, for what must hold of all of them.

use super::complaints::{case, judged};
use super::pdf_documents::{card, cards_of, list, list_of, printed_as, row};
use super::place::{area, commune, day, election, entry, profile};
use super::voters;
use super::world::{World, area_names, complaints, corrected, full, struck as struck_row};
use cutri::changes::Event;
use cutri::people::{PartialDate, PersonalNumber, Sex};
use cutri::render::Language;
use cutri::render::documents::{self, AreaPaper, Certificate, ChangedBy, CommunePlace, ComplaintCase};
use cutri::render::documents::{TransferNotice, TransferSays};
use cutri::render::pdf::{
    CardSheets, Document, Edition, Layout, ListCopy, ListDocument, PaperSize, Tags, VoterPaper,
};
use cutri::render::summary_table::SummaryTable;
use cutri::roll::{Count, Status, Totals};
use cutri::territory::{AreaKind, CommuneKind, Levels};

/// A printed document of one kind.
pub struct Kind {
    pub name: &'static str,
    /// Whether it tells readers with assistive technology what is what.
    pub tagged: bool,
    pub bytes: Vec<u8>,
}

impl Kind {
    /// The usual layout.
    fn new<'d>(name: &'static str, document: impl Into<Document<'d>>) -> Self {
        Self::of(name, document, Layout::default())
    }

    fn of<'d>(name: &'static str, document: impl Into<Document<'d>>, layout: Layout) -> Self {
        Self { name, tagged: layout.tags == Tags::Written, bytes: printed_as(document, layout) }
    }
}

/// Every kind of document, in every layout that makes a difference.
pub fn kinds() -> Vec<Kind> {
    let mut kinds = lists();
    kinds.extend(changes());
    kinds.extend(of_office());
    kinds.extend(letters());
    kinds
}

/// Lists and cards of none, few and many.
fn lists() -> Vec<Kind> {
    let copy = |copy| ListDocument { copy, ..list(30) };
    let cards = cards_of((1..=12).map(card).collect());
    let usual = Layout::default();
    let untagged = Layout { tags: Tags::LeftOut, ..usual };
    let large = Layout { edition: Edition::Large, ..usual };
    let portrait = Layout { paper: PaperSize::A4Portrait, ..usual };
    let draft = Layout { draft: true, ..usual };
    let large_a3 = Layout { paper: PaperSize::A3, ..large };
    let four = Layout { cards: CardSheets::FourToA4, ..usual };
    let texts = Layout { cards: CardSheets::OnPrinted { right: 15, up: -20 }, ..usual };
    vec![
        Kind::new("list", &copy(ListCopy::Official)),
        Kind::new("list-masked", &copy(ListCopy::PostedMasked)),
        Kind::new("list-omitted", &copy(ListCopy::PostedOmitted)),
        Kind::new("list-struck", &struck()),
        Kind::new("list-foreign", &foreign()),
        Kind::of("list-foreign-untagged", &foreign(), untagged),
        Kind::new("list-empty", &list(0)),
        Kind::new("list-long", &list(300)),
        Kind::of("list-untagged", &struck(), untagged),
        Kind::of("list-portrait", &struck(), portrait),
        Kind::of("list-large", &struck(), large),
        Kind::of("list-large-a3", &struck(), large_a3),
        Kind::of("list-draft", &struck(), draft),
        Kind::of("list-draft-untagged", &struck(), Layout { draft: true, ..untagged }),
        Kind::of("cards-draft", &cards, draft),
        Kind::new("cards", &cards),
        Kind::of("cards-untagged", &cards, untagged),
        Kind::of("cards-four", &cards, four),
        Kind::of("cards-texts", &cards, texts),
        Kind::new("cards-none", &cards_of(Vec::new())),
    ]
}

/// What a version changed, and what complaints leave.
fn changes() -> Vec<Kind> {
    let (world, supplement, complaints) = (World::new(), full(), complaints());
    let place = world.place();
    let changed = |copy| documents::supplement(&place, &supplement, copy).expect("rows of all parts changed");
    let returned = documents::returned(&place, &supplement).expect("rows were struck");
    let register = documents::register(&world.commune_place(), &area_names(), &complaints, day("2026-03-05"));
    vec![
        Kind::new("supplement", &changed(ListCopy::Official)),
        Kind::new("supplement-omitted", &changed(ListCopy::PostedOmitted)),
        Kind::new("returned", &returned),
        Kind::new("register", &register),
    ]
}

/// The papers an office works with.
fn of_office() -> Vec<Kind> {
    let world = World::new();
    let (place, entries) = (world.place(), voters::rows());
    let (election, profile) = (election(), profile());
    let voters = Count { total: 1_204, male: 600, female: 604 };
    let totals =
        Totals { voters, national: voters, provincial: voters, communal: voters, ..Totals::default() };
    let table = SummaryTable::of_commune(
        &election,
        &profile,
        &world.commune,
        &world.province,
        [(&world.area, totals)],
        Language::Vietnamese,
    );
    let paper = |name, paper| Kind::new(name, &voters::document(paper, &place, &entries));
    vec![
        paper("handover", VoterPaper::Handover),
        paper("poll-book", VoterPaper::PollBook),
        paper("index", VoterPaper::Index),
        paper("door-to-door", VoterPaper::DoorToDoor),
        Kind::new("summary-table", &documents::summary_table(&table)),
        Kind::new("cover", &documents::cover(&place, &totals, &[(AreaPaper::List, 19)])),
    ]
}

/// Letters of one page.
fn letters() -> Vec<Kind> {
    let (world, complaints) = (World::new(), complaints());
    let (edits, by_court) =
        ([corrected(89, "Trần Văn Hoa", "Trần Văn Hòa")], [struck_row(89, "Trần Văn Hòa")]);
    let judged = judged(&complaints[1]);
    let settled = case(&world, &complaints[1], &edits);
    let judged = ComplaintCase { judged: &by_court, ..case(&world, &judged, &edits) };
    let told = documents::notice_to_voter(&settled, ChangedBy::Settlement);
    vec![
        Kind::new("receipt", &documents::receipt(&case(&world, &complaints[0], &[]))),
        Kind::new("notice", &documents::notice(&settled).expect("the complaint is settled")),
        Kind::new("decision", &documents::decision(&settled).expect("the complaint is settled")),
        Kind::new("notice-to-voter", &told.expect("the voter's row is corrected")),
        Kind::new("execution", &documents::execution(&judged).expect("a court has judged")),
        Kind::new("transfer-notice", &documents::transfer_notice(&transfer(&world, TransferSays::GivenUp))),
        certificate(&world),
    ]
}

pub fn transfer(world: &World, says: TransferSays) -> TransferNotice<'_> {
    TransferNotice {
        place: world.commune_place(),
        says,
        pair_id: "1a2b3c4d5e6f7788",
        full_name: "Hoàng Minh Đức",
        birth_date: PartialDate::parse("1990-05-02").expect("a date"),
        sex: Sex::Male,
        personal_id: PersonalNumber::parse("031090001234").expect("a number"),
        area: "khu vực bỏ phiếu số 01",
        number: 231,
        other: "phường Đông Phong",
        event: Event::R2,
        former_home: Some("Số 12, thôn Bãi Lau"),
        present_home: Some("Số 5, phường Đông Phong, tỉnh Hưng Yên"),
        certificate: None,
        at: day("2026-02-20").and_hms_opt(10, 0, 0).expect("a time"),
        until: day("2026-03-14").and_hms_opt(7, 0, 0).expect("a time"),
    }
}

/// A list with letters that no face shows, or that nobody sees, and texts that no page holds.
fn foreign() -> ListDocument<'static> {
    let mut rows: Vec<_> = (1..=4).map(row).collect();
    rows[0].full_name = "Nguyễn 李 \u{F0B7}\u{10FFFD} ខ្មែរ".into();
    rows[1].full_name = "Nay HʼBia\u{200B}\u{202E}\u{AD}".into();
    rows[2].full_name = "\u{200B}".into();
    rows[2].permanent_residence = "Buôn Čư\u{306} Êa, xã Ơ\u{306}i Ê\u{306}ban".into();
    rows[3].remark = "李 rất dài ".repeat(2_000).into();
    list_of(rows)
}

/// A list in which rows were struck, marked and cut in their ballots.
fn struck() -> ListDocument<'static> {
    let mut rows: Vec<_> = (1..=30).map(row).collect();
    rows[3].status = Status::Struck;
    rows[7].ballots = Levels::UPPER;
    rows[9].temporary_residence = "Tổ dân phố 4, phường Đông Phong, tỉnh Ninh Bình".into();
    rows[9].remark = "Bỏ phiếu nơi khác".into();
    list_of(rows)
}

fn certificate(world: &World) -> Kind {
    let there = commune("11389", "Đông Phong", CommuneKind::Ward);
    let (entry, area) = (entry(231, "Hoàng Minh Đức"), area(&there, 4, AreaKind::Residential));
    let there_entry = cutri::roll::Entry { ballots: Levels::UPPER, number: 88, ..entry.clone() };
    let certificate = Certificate {
        document_no: "12/GCN-UBND",
        dated: day("2026-03-10"),
        own: world.place(),
        entry: &entry,
        to: documents::VotesAt::Row {
            place: CommunePlace { commune: &there, ..world.commune_place() },
            area: &area,
            row: &there_entry,
        },
        unit: None,
    };
    Kind::new("certificate", &documents::certificate(&certificate))
}
