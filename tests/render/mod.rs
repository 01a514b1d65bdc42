//! Tests of `render`.

mod csv;
mod html;
mod html_browser;
mod place;
mod xlsx;
