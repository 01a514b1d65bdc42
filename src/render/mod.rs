//! Documents from rolls: PDF, HTML, XLSX, CSV, JSON. Knows no SQL; bytes depend on the arguments alone.

pub mod html;
pub mod pdf;
