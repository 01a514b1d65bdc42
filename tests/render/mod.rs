//! Tests of `render`.

mod csv;
mod html;
mod html_browser;
mod pdf_card;
mod pdf_documents;
mod pdf_letters;
mod pdf_list;
mod place;
pub mod tools;
mod xlsx;
