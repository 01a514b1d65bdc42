//! What places are called in documents.

use super::words::Words;
use crate::territory::{Area, AreaKind, Commune, CommuneKind};

/// A commune with its kind: `xã Xuân Hòa`. A name that already begins with the kind is left as it is.
pub fn commune_name(commune: &Commune) -> String {
    let kind = match commune.kind {
        CommuneKind::Commune => "xã",
        CommuneKind::Ward => "phường",
        CommuneKind::SpecialZone => "đặc khu",
    };
    match commune.name.to_lowercase().starts_with(&format!("{kind} ")) {
        true => commune.name.clone(),
        false => format!("{kind} {}", commune.name),
    }
}

/// An area by its number, with its name where it has one. The name of an armed unit's area is never told.
pub fn area_name(area: &Area, language: super::Language) -> String {
    let numbered = Words(language).area_numbered(area.number);
    match area.name.as_deref().filter(|_| area.kind != AreaKind::Military) {
        Some(name) if !name.is_empty() => format!("{numbered} – {name}"),
        _ => numbered,
    }
}

/// The text with its first letter large.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
