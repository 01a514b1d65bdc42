//! What places are called in documents.

use super::words::Words;
use crate::people::CommuneCode;
use crate::territory::{Area, AreaKind, Commune, CommuneKind, Constituency, Level, Province, Territory};

/// A commune with its kind: `xã Xuân Hòa`. A name that already begins with the kind says it once.
pub fn commune_name(commune: &Commune) -> String {
    format!("{} {}", kind_of(commune), bare_commune_name(commune))
}

fn kind_of(commune: &Commune) -> &'static str {
    match commune.kind {
        CommuneKind::Commune => "xã",
        CommuneKind::Ward => "phường",
        CommuneKind::SpecialZone => "đặc khu",
    }
}

/// A commune's own name without its kind: `Xuân Hòa`.
pub(super) fn bare_commune_name(commune: &Commune) -> &str {
    let (name, kind) = (commune.name.as_str(), kind_of(commune));
    let own =
        name.split_at_checked(kind.len() + 1).filter(|(first, _)| first.to_lowercase().trim_end() == kind);
    own.map_or(name, |(_, own)| own)
}

/// The commune of a code inside a sentence, with its province where the extract does not hold it: `xã Xuân Hòa`, `phường Ba
/// Đình, thành phố Hà Nội`. `None` for a code that nobody knows.
pub fn place_name(territory: &Territory, code: &CommuneCode) -> Option<String> {
    let outside = || {
        let found = territory.outside(code)?;
        Some(format!("{}, {}", in_sentence(&found.name), in_sentence(&found.province_name)))
    };
    territory.current_commune(code).map(commune_name).or_else(outside)
}

/// The name of a unit behind other words.
fn in_sentence(name: &str) -> String {
    let kinds = ["Xã ", "Phường ", "Đặc khu ", "Tỉnh ", "Thành phố "];
    let kind = kinds.into_iter().find(|kind| name.starts_with(kind)).unwrap_or_default();
    kind.to_lowercase() + &name[kind.len()..]
}

/// A province inside a sentence: `tỉnh Xuân An`, `thành phố Huế`; another name is left as it is.
pub(super) fn province_in_sentence(province: &Province) -> String {
    in_sentence(&province.name)
}

/// A commune with its province: `xã Xuân Hòa, tỉnh Ninh Bình`.
pub fn commune_of_province(commune: &Commune, province: &Province) -> String {
    format!("{}, {}", commune_name(commune), province_in_sentence(province))
}

/// The number of an area as papers have it: `01`.
pub(super) fn numbered(number: u32) -> String {
    format!("{number:02}")
}

/// An area by its number, with its name where it has one that says more. The name of an armed unit's area is never told.
pub fn area_name(area: &Area, language: super::Language) -> String {
    let numbered = Words(language).area_numbered(area.number);
    let says_more = |name: &&str| !name.is_empty() && !name.to_lowercase().starts_with("khu vực bỏ phiếu");
    match area.name.as_deref().filter(|_| area.kind != AreaKind::Military).filter(says_more) {
        Some(name) => format!("{numbered} – {name}"),
        None => numbered,
    }
}

/// A constituency with what it elects: `Đơn vị bầu cử đại biểu Quốc hội số 3`.
pub fn constituency_name(constituency: &Constituency) -> String {
    let elects = match constituency.level {
        Level::National => "đại biểu Quốc hội",
        Level::Provincial => "đại biểu Hội đồng nhân dân cấp tỉnh",
        Level::Communal => "đại biểu Hội đồng nhân dân cấp xã",
    };
    format!("Đơn vị bầu cử {elects} số {}", constituency.number)
}

/// The text with its first letter large.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
