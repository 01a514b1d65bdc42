//! `summary.html` at the top of an output: the nation, or whatever the input holds.

use super::map::Map;
use super::overview::{Head, Parts, PlaceTemplate, parts_table};
use super::printing::Papers;
use super::{ConstituencyRow, Document, Figures, Frame, HtmlError, PlaceRow};
use crate::render::words::Words;

/// The page of the whole input.
#[derive(Debug, Clone, Copy)]
pub struct NationPage<'a> {
    pub figures: &'a Figures,
    /// The provinces in the order of codes.
    pub provinces: &'a [PlaceRow<'a>],
    /// The constituencies of the National Assembly.
    pub constituencies: &'a [ConstituencyRow<'a>],
    /// The files beside the page.
    pub documents: &'a [Document],
}

impl NationPage<'_> {
    /// The page's HTML.
    ///
    /// # Errors
    /// [`HtmlError`] if the sums do not agree, or the template fails.
    pub fn render(&self, frame: &Frame) -> Result<String, HtmlError> {
        const PLACE: &str = "the whole input";
        let words = Words(frame.language);
        let table = parts_table(frame, PLACE, self.figures, words.province(), self.provinces)?;
        let parts = Parts {
            id: "provinces",
            heading: words.provinces(),
            table,
            map: Map::new(self.provinces, words),
            bars: None,
        };
        let here = words.whole_input().to_owned();
        let head = Head::new(frame, words.page_of_input().to_owned(), Vec::new(), here);
        PlaceTemplate::new(frame, head, self.figures, parts, Papers::of(self.documents, words))
            .with_constituencies(frame, self.constituencies)
            .page(PLACE)
    }
}
