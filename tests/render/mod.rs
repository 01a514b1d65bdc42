//! Tests of `render`.

mod books;
mod complaints;
mod csv;
mod html;
mod html_browser;
mod html_glance;
mod index_order;
mod kinds;
mod office;
mod papers;
mod pdf_card;
mod pdf_documents;
mod pdf_letters;
mod pdf_list;
mod pdf_list_lines;
mod pdf_list_rows;
mod pictures;
mod place;
mod qr;
mod standard;
mod structure;
mod supplement;
mod supplement_posted;
pub mod tools;
mod voters;
mod world;
mod xlsx;
