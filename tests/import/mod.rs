//! An office's own workbooks: every layout that communes use, broken in every way that they break, and the template.

mod book;
mod broken;
mod excel;
mod layouts;
mod random;
mod template;
mod whole;
