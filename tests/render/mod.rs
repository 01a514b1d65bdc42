//! Tests of `render`.

mod pdf_card;
mod pdf_documents;
mod pdf_letters;
mod pdf_list;
mod tools;
