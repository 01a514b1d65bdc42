//! The edge where population extracts come in: data packages of CSV, compressed CSV and XLSX are read, checked and
//! told about. Knows files and forms, nothing of law or SQL.

pub mod datapackage;
pub mod schema;
