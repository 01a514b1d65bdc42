//! Documents from rolls: PDF, HTML, XLSX, CSV, JSON. Knows no SQL; bytes depend on the arguments alone.

pub mod explanation;
pub mod html;
pub mod jsonl;
pub mod language;
pub mod manifest;
pub mod pdf;
pub mod summary;

pub use language::Language;
