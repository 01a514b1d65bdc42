//! Tests of `render`.

mod books;
mod complaints;
mod csv;
mod html;
mod html_browser;
mod index_order;
mod office;
mod papers;
mod pdf_card;
mod pdf_documents;
mod pdf_letters;
mod pdf_list;
mod place;
mod supplement;
mod supplement_posted;
pub mod tools;
mod voters;
mod world;
mod xlsx;
