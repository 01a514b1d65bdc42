//! \[shell\] The only SQL: one text for SQLite and PostgreSQL.
//!
//! A [`Database`] gives transactions; [`snapshot`], [`deciding`], [`dossier`], [`revision`], [`roll`], [`entry`], [`outcome`], [`outcome_change`],
//! [`commune_result`], [`posting`], [`version`], [`change`], [`matter`] and [`audit`] are verbs on a [`Tx`] that decide
//! nothing; [`found`] tells who has a name; [`standing`] asks in one statement, for those who ask for one person. Documents are JSON text; the store knows which columns
//! find them and not what they say. Who calls decides what belongs into one transaction, and whether to try again.
//!
//! Views of somebody else's database, named as the tables of an extract, are read by [`Views`], which writes nothing.
//!
//! Large tables are written first and indexed after: a load writes dossiers in the order of their key and then calls
//! [`dossier::index`]; a derivation writes one commune a transaction and then calls [`entry::build_index`] and
//! [`outcome::build_index`]. Before that, everything can be read already, but a person is found slowly, and on PostgreSQL a
//! row written twice goes unnoticed until then.

pub mod audit;
mod bulk;
pub mod change;
pub mod change_page;
pub mod claim;
pub mod clock;
pub mod commune_result;
mod connecting;
mod copied;
mod database;
pub mod deciding;
pub mod dossier;
pub mod entry;
mod error;
pub mod found;
mod list;
pub mod matter;
pub mod matter_page;
pub mod measure;
mod memory;
mod migration;
pub mod outcome;
pub mod outcome_change;
mod page;
mod partition;
mod patience;
pub mod posting;
pub mod revision;
pub mod role;
pub mod roll;
pub mod shapes;
pub mod snapshot;
pub mod standing;
mod statement;
pub mod stray;
mod time;
mod traffic;
mod transaction;
mod unfolded;
mod url;
pub mod version;
mod views;

pub use copied::Reader as ViewText;
pub use database::Database;
pub use error::StoreError;
pub use migration::SCHEMA_VERSION;
pub use page::Page;
pub use partition::expand;
pub use patience::{MayPass, Patience, patiently};
pub use statement::{Statement, Target, all as statements};
pub use transaction::Tx;
pub use unfolded::Unfolded;
pub use url::DatabaseUrl;
pub use views::{Changed, Selected, View, ViewColumn, ViewFault, Views, ViewsUrl, Whose};
