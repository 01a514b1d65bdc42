//! Print shops that get about as many pages each: communes stay together, unless one is more than a shop's share.

use std::collections::BTreeMap;

/// Something to be printed, and where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work<'a> {
    pub commune: &'a str,
    pub area: &'a str,
    /// No two works have one name.
    pub name: &'a str,
    pub pages: u64,
}

/// Works that go to one shop.
struct Parcel<'w, 'a> {
    works: Vec<&'w Work<'a>>,
    pages: u64,
}

impl<'w, 'a> Parcel<'w, 'a> {
    fn of(works: Vec<&'w Work<'a>>) -> Self {
        let pages = works.iter().map(|work| work.pages).sum();
        Self { works, pages }
    }

    fn first(&self) -> &str {
        self.works.iter().map(|work| work.name).min().unwrap_or_default()
    }
}

/// The works of each of so many printers, by name. The greatest parcel goes first, each to the printer with the fewest pages
/// so far; so the fullest has at most the pages of one parcel more than the emptiest.
///
/// ```
/// use cutri::output::{Work, shares};
/// let work = |commune, name, pages| Work { commune, area: name, name, pages };
/// let works = [work("1", "a", 3), work("1", "b", 4), work("2", "c", 6), work("3", "d", 1)];
/// let names: Vec<Vec<&str>> =
///     shares(&works, 2).iter().map(|share| share.iter().map(|work| work.name).collect()).collect();
/// assert_eq!(names, [vec!["a", "b"], vec!["c", "d"]]);
/// ```
pub fn shares<'w, 'a>(works: &'w [Work<'a>], printers: usize) -> Vec<Vec<&'w Work<'a>>> {
    let printers = printers.max(1);
    let all: u64 = works.iter().map(|work| work.pages).sum();
    let share = all.div_ceil(printers as u64);
    let mut parcels = Vec::new();
    for commune in grouped(works.iter().collect(), |work| work.commune) {
        if commune.pages <= share {
            parcels.push(commune);
            continue;
        }
        for area in grouped(commune.works, |work| work.area) {
            match area.pages <= share {
                true => parcels.push(area),
                false => parcels.extend(area.works.into_iter().map(|work| Parcel::of(vec![work]))),
            }
        }
    }
    parcels.sort_by(|one, other| other.pages.cmp(&one.pages).then_with(|| one.first().cmp(other.first())));
    let mut shops: Vec<Parcel<'w, 'a>> = (0..printers).map(|_| Parcel::of(Vec::new())).collect();
    for parcel in parcels {
        if let Some(emptiest) = shops.iter_mut().min_by_key(|shop| shop.pages) {
            emptiest.pages += parcel.pages;
            emptiest.works.extend(parcel.works);
        }
    }
    for shop in &mut shops {
        shop.works.sort_by_key(|work| work.name);
    }
    shops.into_iter().map(|shop| shop.works).collect()
}

fn grouped<'w, 'a>(works: Vec<&'w Work<'a>>, by: impl Fn(&Work<'a>) -> &'a str) -> Vec<Parcel<'w, 'a>> {
    let mut groups: BTreeMap<&str, Vec<&'w Work<'a>>> = BTreeMap::new();
    for work in works {
        groups.entry(by(work)).or_default().push(work);
    }
    groups.into_values().map(Parcel::of).collect()
}
