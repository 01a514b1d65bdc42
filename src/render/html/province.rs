//! `<province>/summary.html`.

use super::map::Map;
use super::overview::{Head, Parts, PlaceTemplate, parts_table};
use super::printing::Papers;
use super::table::Link;
use super::{ConstituencyRow, Document, Figures, Frame, HtmlError, PlaceRow};
use crate::render::place::province_in_sentence;
use crate::render::words::Words;
use crate::territory::Province;

/// The page of a province or centrally run city.
#[derive(Debug, Clone, Copy)]
pub struct ProvincePage<'a> {
    pub province: &'a Province,
    pub figures: &'a Figures,
    /// The communes in the order of codes.
    pub communes: &'a [PlaceRow<'a>],
    /// The constituencies of the National Assembly and of the province's council.
    pub constituencies: &'a [ConstituencyRow<'a>],
    /// The files beside the page.
    pub documents: &'a [Document],
}

impl ProvincePage<'_> {
    /// The page's HTML.
    ///
    /// # Errors
    /// [`HtmlError`] if the sums do not agree, or the template fails.
    pub fn render(&self, frame: &Frame) -> Result<String, HtmlError> {
        let words = Words(frame.language);
        let place = self.province.province_code.as_str();
        let table = parts_table(frame, place, self.figures, words.commune(), self.communes)?;
        let parts = Parts {
            id: "communes",
            heading: words.communes(),
            table,
            map: Map::new(self.communes, words),
            bars: None,
        };
        let crumbs = vec![way_up("../summary.html", words.whole_input())];
        let name = self.province.name.clone();
        let head = Head::new(frame, words.page_of_place(&province_in_sentence(self.province)), crumbs, name);
        PlaceTemplate::new(frame, head, self.figures, parts, Papers::of(self.documents, words))
            .with_constituencies(frame, self.constituencies)
            .page(place)
    }
}

/// A link of the path to a page.
pub(super) fn way_up(href: &str, text: &str) -> Link {
    Link { href: href.to_owned(), text: text.to_owned(), about: String::new() }
}
