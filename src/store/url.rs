//! Where a database is.

use super::StoreError;
use sqlx::postgres::PgConnectOptions;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The address of a database: a file for SQLite, or a server's for PostgreSQL.
///
/// ```
/// use cutri::store::DatabaseUrl;
/// assert_eq!(DatabaseUrl::parse("sqlite:rolls/cutri.db")?.to_string(), "rolls/cutri.db");
/// assert_eq!(DatabaseUrl::parse("rolls/cutri.db")?.to_string(), "rolls/cutri.db");
/// let server = DatabaseUrl::parse("postgres://an:secret@db.example/rolls")?;
/// assert_eq!(server.to_string(), "postgres://an@db.example:5432/rolls");
/// assert!(DatabaseUrl::parse("mysql://db.example/rolls").is_err());
/// # Ok::<(), cutri::store::StoreError>(())
/// ```
#[derive(Clone)]
pub struct DatabaseUrl(pub(super) Address);

#[derive(Clone)]
pub(super) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl DatabaseUrl {
    /// Reads `postgres://…` or `postgresql://…`, `sqlite:PATH`, or a bare path.
    ///
    /// # Errors
    /// [`StoreError::Url`] if the text is empty, has another scheme, or is a server's address that cannot be read.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(text)
                .map_err(|_| StoreError::Url { reason: "the server's address cannot be read" })?;
            return Ok(Self(Address::Postgres(Box::new(options))));
        }
        let path = text.strip_prefix("sqlite:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
        match path.unwrap_or(text) {
            "" => Err(StoreError::Url { reason: "it is empty" }),
            ":memory:" => Err(StoreError::Url { reason: "a database in memory cannot be shared or kept" }),
            other if path.is_none() && other.contains("://") => {
                Err(StoreError::Url { reason: "it begins with neither postgres:// nor sqlite:" })
            }
            file => Ok(Self::file(file)),
        }
    }

    /// The SQLite database in a file, which need not exist yet.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self(Address::Sqlite(path.as_ref().to_owned()))
    }

    /// The file of a SQLite database; `None` for a server.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Address::Sqlite(path) => Some(path),
            Address::Postgres(_) => None,
        }
    }
}

/// Without the password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Address::Sqlite(path) => write!(f, "{}", path.display()),
            Address::Postgres(options) => {
                let database = options.get_database().unwrap_or(options.get_username());
                match options.get_socket() {
                    Some(socket) => {
                        let (user, socket) = (options.get_username(), socket.display());
                        write!(f, "postgres://{user}@/{database}?host={socket}")
                    }
                    None => {
                        let (user, host, port) =
                            (options.get_username(), options.get_host(), options.get_port());
                        write!(f, "postgres://{user}@{host}:{port}/{database}")
                    }
                }
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}
