//! A document of each kind, for what must hold of all of them.

use super::pdf_documents::{Document, card, cards_of, list, list_of, print, row};
use super::place::{area, commune, day, entry};
use super::world::{World, area_names, complaints, full};
use cutri::render::documents::{self, Certificate, CommunePlace};
use cutri::render::pdf::{ListCopy, ListDocument};
use cutri::roll::Status;
use cutri::territory::{AreaKind, CommuneKind, Levels};

/// A printed document of one kind.
pub struct Kind {
    pub name: &'static str,
    /// Whether it tells readers with assistive technology what is what.
    pub tagged: bool,
    pub bytes: Vec<u8>,
}

/// Lists and cards of none, few and many; every paper.
pub fn kinds() -> Vec<Kind> {
    let (world, supplement, complaints) = (World::new(), full(), complaints());
    let (place, commune) = (world.place(), world.commune_place());
    let copy = |copy| Document::List(ListDocument { copy, ..list(30) });
    let changed = |copy| {
        Document::Supplement(
            documents::supplement(&place, &supplement, copy).expect("rows of all parts changed"),
        )
    };
    let returned = documents::returned(&place, &supplement).expect("rows were struck");
    let register = documents::register(&commune, &area_names(), &complaints, day("2026-03-05"));
    let notice = documents::notice(&commune, &world.area, &complaints[1]).expect("the complaint is settled");
    let kinds = [
        ("list", copy(ListCopy::Official)),
        ("list-masked", copy(ListCopy::PostedMasked)),
        ("list-omitted", copy(ListCopy::PostedOmitted)),
        ("list-struck", Document::List(struck())),
        ("list-empty", Document::List(list(0))),
        ("list-long", Document::List(list(300))),
        ("supplement", changed(ListCopy::Official)),
        ("supplement-omitted", changed(ListCopy::PostedOmitted)),
        ("cards", Document::Cards(cards_of((1..=12).map(card).collect()))),
        ("cards-none", Document::Cards(cards_of(Vec::new()))),
        ("returned", Document::Returned(returned)),
        ("register", Document::Register(register)),
        ("receipt", Document::Letter(documents::receipt(&commune, &world.area, &complaints[0]))),
        ("notice", Document::Letter(notice)),
    ];
    let print = |(name, document)| Kind {
        name,
        tagged: false,
        bytes: print(&document).expect("a plain document prints"),
    };
    let mut kinds: Vec<Kind> = kinds.into_iter().map(print).collect();
    kinds.push(certificate(&world));
    kinds
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
    let certificate = Certificate {
        document_no: "12/GCN-UBND",
        dated: day("2026-03-10"),
        own: world.place(),
        entry: &entry,
        elsewhere: CommunePlace { commune: &there, ..world.commune_place() },
        area: &area,
        ballots: Levels::UPPER,
    };
    let document = Document::Letter(documents::certificate(&certificate));
    Kind { name: "certificate", tagged: false, bytes: print(&document).expect("a certificate prints") }
}
