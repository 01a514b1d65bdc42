//! The names of files that an output folder has besides the documents of its places.

/// The database's file in an output folder; it is no part of the output.
pub const DATABASE: &str = "cutri.db";
/// The official export of every decision.
pub const DECISIONS: &str = "decisions.jsonl";
/// The page of a place.
pub(super) const PAGE: &str = "summary.html";
/// The versions of a roll, one statement a line.
pub const VERSIONS: &str = "versions.jsonl";
/// The rows of an area's list as they are digested.
pub const ROWS: &str = "rows.jsonl";
/// The versions of an area's list, and what each changed.
pub const CHAIN: &str = "chain.jsonl";
/// The signature over the manifest.
pub const SIGNATURE: &str = "manifest.sig";
/// The folder of the print shops' work.
pub const PRINTERS: &str = "printers/";
