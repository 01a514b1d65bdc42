//! Communes by their codes and names, and what addresses say of them.

use super::fold::{begins, end_of, folded};
use std::collections::BTreeMap;

/// A commune of the present list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    pub code: String,
    /// With its kind: `Phường Ba Đình`.
    pub name: String,
    pub province_code: String,
    pub province_name: String,
}

/// The communes that are known.
#[derive(Debug, Clone, Default)]
pub struct Places {
    communes: BTreeMap<String, Commune>,
    /// The folded names, each with the codes of those that bear it.
    named: BTreeMap<String, Vec<String>>,
}

/// Which commune an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// None, or the office's own, or one of before that is not in the list.
    None,
    Other(String),
    /// One of several that bear the name.
    Several,
}

/// How the kinds of communes begin, folded; the last three are short forms.
const KINDS: [&str; 6] = ["dac khu", "phuong", "thi tran", "xa", "p", "x"];

impl Places {
    pub fn new(communes: impl IntoIterator<Item = Commune>) -> Self {
        let communes: BTreeMap<_, _> =
            communes.into_iter().map(|commune| (commune.code.clone(), commune)).collect();
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (code, commune) in &communes {
            named.entry(folded(&commune.name)).or_default().push(code.clone());
        }
        Self { communes, named }
    }

    pub fn commune(&self, code: &str) -> Option<&Commune> {
        self.communes.get(code)
    }

    /// The communes whose name a text holds, those of a province that it names too before others; the longest names win.
    pub(super) fn in_text(&self, text: &str) -> Vec<&Commune> {
        let words = folded(text);
        let holds = |name: &str| end_of(&words, name).is_some();
        let mut found: Vec<&Commune> = Vec::new();
        let named: Vec<_> = self.named.iter().filter(|(name, _)| holds(name)).collect();
        let longest = named.iter().map(|(name, _)| name.len()).max();
        for (_, codes) in named.iter().filter(|(name, _)| Some(name.len()) == longest) {
            found.extend(codes.iter().filter_map(|code| self.communes.get(code)));
        }
        let in_province = |commune: &&&Commune| {
            holds(&folded(&commune.province_name)) || holds(bare(&commune.province_name).as_str())
        };
        let narrowed: Vec<&Commune> = found.iter().filter(in_province).copied().collect();
        if narrowed.is_empty() { found } else { narrowed }
    }

    /// Which other commune than `own` an address names.
    pub(super) fn named(&self, address: &str, own: &str) -> Named {
        let own = folded(own);
        let parts: Vec<String> = address.split([',', ';', '-', '–']).map(folded).collect();
        let is_commune =
            |part: &&String| KINDS.iter().any(|kind| begins(part, kind) && part.len() > kind.len() + 1);
        let Some(part) = parts.iter().rev().find(is_commune) else { return Named::None };
        let name = bare(part);
        if bare(&own) == name {
            return Named::None;
        }
        let rest = parts.join(" ");
        let bears = |commune: &&Commune| bare(&commune.name) == name;
        let in_province = |commune: &&&Commune| end_of(&rest, &bare(&commune.province_name)).is_some();
        let all: Vec<&Commune> = self.communes.values().filter(bears).collect();
        let narrowed: Vec<&Commune> = all.iter().filter(in_province).copied().collect();
        match (narrowed.as_slice(), all.len()) {
            ([commune], _) => Named::Other(commune.code.clone()),
            ([], 1) => Named::Other(all[0].code.clone()),
            ([], 0) => Named::None,
            _ => Named::Several,
        }
    }
}

/// Whether two texts name one place: `phường Bến Nước` and `P. Bến Nước` do.
pub(super) fn is_same_place(one: &str, other: &str) -> bool {
    folded(one) == folded(other) || (bare(one) == bare(other) && folded(one) != bare(one))
}

/// A folded name without the word for its kind.
fn bare(name: &str) -> String {
    let name = folded(name);
    let kinds = ["thanh pho", "tinh", "tp"].into_iter().chain(KINDS);
    let rest = kinds.into_iter().find_map(|kind| name.strip_prefix(kind)?.strip_prefix(' '));
    rest.map_or(name.clone(), str::to_owned)
}

/// A hamlet's name as hamlets are compared: `Tổ 5`, `TDP số 5` and `Tổ dân phố 5` are one.
pub(super) fn hamlet_key(name: &str) -> String {
    let name = folded(name);
    let words = ["to dan pho", "tdp", "to"];
    let short =
        words.iter().find_map(|word| begins(&name, word).then(|| format!("to{}", &name[word.len()..])));
    let name = short.unwrap_or(name).replace(" so ", " ");
    let number = |word: &str| word.trim_start_matches('0').to_owned();
    let is_number = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit());
    name.split(' ')
        .map(|word| if is_number(word) { number(word) } else { word.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The part of an address that is a hamlet's name.
pub(super) fn hamlet_in(address: &str) -> Option<&str> {
    address.split([',', ';', '–']).map(str::trim).find(|part| super::title::is_hamlet(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let commune = |code: &str, name: &str, province: &str| Commune {
            code: code.into(),
            name: name.into(),
            province_code: code[..2].into(),
            province_name: province.into(),
        };
        Places::new([
            commune("31001", "Xã An Bình", "Tỉnh Xuân Hòa"),
            commune("32001", "Xã An Bình", "Tỉnh Thu Giang"),
            commune("31002", "Phường Bến Nước", "Tỉnh Xuân Hòa"),
        ])
    }

    #[test]
    fn a_commune_is_found_by_its_name_and_province() {
        let places = places();
        let codes =
            |text: &str| places.in_text(text).iter().map(|commune| commune.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes("ỦY BAN NHÂN DÂN XÃ AN BÌNH tỉnh Thu Giang"), ["32001"]);
        assert_eq!(codes("thuộc xã An Bình"), ["31001", "32001"]);
        assert_eq!(codes("Phường Bến Nước"), ["31002"]);
    }

    #[test]
    fn an_address_names_another_commune_or_none() {
        let places = places();
        assert_eq!(places.named("Số 5, Thôn Một", "Xã An Bình"), Named::None);
        assert_eq!(places.named("Số 5, xã An Bình", "Xã An Bình"), Named::None);
        assert_eq!(
            places.named("Tổ 1, phường Bến Nước, Xuân Hòa", "Xã An Bình"),
            Named::Other("31002".into())
        );
        assert_eq!(places.named("xã An Bình", "Phường Bến Nước"), Named::Several);
        // A commune of before the mergers says nothing of another place.
        assert_eq!(places.named("Thôn 2, xã Cũ Xưa", "Xã An Bình"), Named::None);
    }

    #[test]
    fn hamlets_are_one_however_their_names_are_written() {
        assert_eq!(hamlet_key("Tổ 05"), hamlet_key("Tổ dân phố số 5"));
        assert_ne!(hamlet_key("Thôn 5"), hamlet_key("Tổ 5"));
        assert_eq!(hamlet_in("Số 5, Thôn Đông, xã An Bình"), Some("Thôn Đông"));
    }
}
