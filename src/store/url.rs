//! Where a database is.

use super::StoreError;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
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
    /// What a server's address leaves out comes from the environment, as for PostgreSQL's own programs: `PGHOST`, `PGPORT`,
    /// `PGUSER`, `PGDATABASE`, `PGSSLMODE`, `PGSSLROOTCERT`, `PGSSLCERT`, `PGSSLKEY`; the password from the file that
    /// `CUTRI_DB_PASSWORD_FILE` names, else from `PGPASSWORD`, `PGPASSFILE` or `~/.pgpass`.
    ///
    /// # Errors
    /// [`StoreError::Url`] if the text is empty, has another scheme, or is a server's address that cannot be read;
    /// [`StoreError::PasswordFile`] if the file with the password cannot.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self(Address::Postgres(Box::new(server(text)?))));
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

    /// Refuses a file without a byte, where lists should be: opened to be written, it would be taken for a new database.
    ///
    /// # Errors
    /// [`StoreError::Empty`] if the file is there and is empty.
    pub fn refuse_empty(&self) -> Result<(), StoreError> {
        let length = self.path().and_then(|path| std::fs::metadata(path).ok()).map(|file| file.len());
        match length {
            Some(0) => Err(StoreError::Empty { place: self.to_string() }),
            Some(_) | None => Ok(()),
        }
    }
}

/// The parameters of an address that are understood. Others are refused: a driver would log them with their values.
const PARAMETERS: &[&str] = &[
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "application_name",
    "options",
];
/// Names the file that holds a password and nothing else, as a mounted secret does.
const PASSWORD_FILE: &str = "CUTRI_DB_PASSWORD_FILE";

fn server(text: &str) -> Result<PgConnectOptions, StoreError> {
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let keys = || query.split('&').filter_map(|pair| pair.split('=').next()).filter(|key| !key.is_empty());
    if keys().any(|key| !PARAMETERS.contains(&key)) {
        let reason = "the server's address has a parameter beside host, port, dbname, user, password, sslmode, \
                      sslrootcert, sslcert, sslkey, application_name and options";
        return Err(StoreError::Url { reason });
    }
    let mut options = PgConnectOptions::from_str(&with_host(text))
        .map_err(|_| StoreError::Url { reason: "the server's address cannot be read" })?;
    let has_password =
        userinfo(text).is_some_and(|(_, user)| user.contains(':')) || keys().any(|key| key == "password");
    if !has_password && let Some(path) = std::env::var_os(PASSWORD_FILE) {
        options = options.password(&password(Path::new(&path))?);
    }
    // A socket of this machine needs no encryption, and no server offers it there.
    Ok(if options.get_socket().is_some() { options.ssl_mode(PgSslMode::Disable) } else { options })
}

/// What stands before the `@` of a server's address, and where the `@` is.
fn userinfo(text: &str) -> Option<(usize, &str)> {
    let begin = text.find("://")? + 3;
    let end = text[begin..].find(['/', '?', '#']).map_or(text.len(), |at| begin + at);
    let at = begin + text[begin..end].rfind('@')?;
    Some((at, &text[begin..at]))
}

/// The address with a host where it names none after its user, as `postgres://an@/rolls?host=/run/postgresql` does.
fn with_host(text: &str) -> String {
    match userinfo(text) {
        Some((at, _)) if text[at + 1..].is_empty() || text[at + 1..].starts_with(['/', '?']) => {
            let host = encoded(PgConnectOptions::new_without_pgpass().get_host());
            format!("{}{host}{}", &text[..=at], &text[at + 1..])
        }
        Some(_) | None => text.to_owned(),
    }
}

/// The password in a file, without the line break that editors put after it.
fn password(path: &Path) -> Result<String, StoreError> {
    let failed = |detail: String| StoreError::PasswordFile { path: path.display().to_string(), detail };
    let text =
        crate::given::read_text(path, crate::given::SMALL).map_err(|error| failed(error.to_string()))?;
    let password =
        text.strip_suffix('\n').map_or(text.as_str(), |line| line.strip_suffix('\r').unwrap_or(line));
    match password {
        "" => Err(failed("it is empty".to_owned())),
        lines if lines.contains('\n') => Err(failed("it holds more than one line".to_owned())),
        password => Ok(password.to_owned()),
    }
}

/// A part of an address, with what would end or divide it written as `%` and its bytes.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Without the password, as it can be given back to [`DatabaseUrl::parse`].
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options = match &self.0 {
            Address::Sqlite(path) => return write!(f, "{}", path.display()),
            Address::Postgres(options) => options,
        };
        let user = encoded(options.get_username());
        let database = encoded(options.get_database().unwrap_or(options.get_username()));
        let (host, port) = (options.get_host(), options.get_port());
        match (options.get_socket(), port) {
            (Some(socket), 5432) => write!(f, "postgres://{user}@/{database}?host={}", socket.display()),
            (Some(socket), port) => {
                write!(f, "postgres://{user}@/{database}?host={}&port={port}", socket.display())
            }
            (None, port) if host.contains(':') => write!(f, "postgres://{user}@[{host}]:{port}/{database}"),
            (None, port) => write!(f, "postgres://{user}@{host}:{port}/{database}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}
