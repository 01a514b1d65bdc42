//! Documents from rolls: PDF, HTML, XLSX, CSV, JSON. Knows no SQL; bytes depend on the arguments alone.

pub mod books;
pub mod constituencies;
pub mod csv;
pub mod documents;
pub mod explanation;
pub mod forms;
pub mod html;
pub mod jsonl;
pub mod language;
pub mod pdf;
mod place;
pub mod summary;
pub mod summary_table;
pub mod words;
pub mod xlsx;

pub use language::Language;
pub use place::{area_name, commune_name, commune_of_province, constituency_name, place_name};
pub use words::reason_of;
