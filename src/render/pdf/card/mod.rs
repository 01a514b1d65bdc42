//! The voter's card.
use super::document::CardDocument;
use super::error::PdfError;
use super::face::Faces;
use super::skeleton::Skeleton;
use std::io::Write;
pub(super) fn print(
    _document: &CardDocument<'_>,
    _faces: &Faces,
    _skeleton: &Skeleton,
    _out: impl Write,
) -> Result<u32, PdfError> {
    Ok(0)
}
