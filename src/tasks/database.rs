//! `db init`: a database made ready by its owner, for those who write and read it.

use super::error::TaskError;
use crate::store::role;
pub use crate::store::role::{Form, Rights};
use crate::store::{Database, DatabaseUrl, SCHEMA_VERSION, StoreError, Unfolded};

/// What a database is to be made ready for.
#[derive(Debug, Clone, Default)]
pub struct InitOptions {
    /// Roles that load, derive, post and change.
    pub writers: Vec<String>,
    /// Roles that read.
    pub readers: Vec<String>,
    /// Whether the tables are to be distributed by commune.
    pub distributed: bool,
}

/// A database that is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    pub place: String,
    pub schema: i64,
    /// The server's version; `None` for a file.
    pub server: Option<String>,
    pub form: Form,
    /// Who may do what, the owner first; nobody for a file.
    pub roles: Vec<(String, Rights)>,
    /// A file's log lies beside it.
    pub unfolded: Option<Unfolded>,
}

/// Makes a database ready: brings the schema up to date, distributes the tables if that is asked for, and gives roles
/// what they need. May be run again.
///
/// # Errors
/// [`TaskError::Store`] if the database cannot be used, a role is not there, this user does not own the tables, or they
/// hold something already and should be distributed.
pub async fn init(url: &DatabaseUrl, options: &InitOptions) -> Result<Ready, TaskError> {
    let place = url.to_string();
    let wants_server = options.distributed || !options.writers.is_empty() || !options.readers.is_empty();
    if wants_server && url.path().is_some() {
        let reason = "roles and distribution are of PostgreSQL, and this is a file";
        return Err(StoreError::Url { reason }.into());
    }
    let database = Database::open(url, 1).await?;
    let mut tx = database.begin().await?;
    let server = role::server(&mut tx, &place).await?;
    if options.distributed {
        role::distribute(&mut tx).await?;
    }
    let writers = options.writers.iter().map(|role| (role, Rights::Writer));
    let readers = options.readers.iter().map(|role| (role, Rights::Reader));
    for (name, rights) in readers.chain(writers) {
        role::grant(&mut tx, &place, name, rights).await?;
    }
    let form = role::form(&mut tx).await?;
    let roles = match server {
        Some(_) => role::list(&mut tx).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    let unfolded = database.close().await.err();
    Ok(Ready { place, schema: SCHEMA_VERSION, server, form, roles, unfolded })
}
