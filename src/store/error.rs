//! What can go wrong with a database, each with a stable code and what to do.
//!
//! The errors carry the database's own first line, never its details: those quote the values of a row.

use crate::class::Class;
use sqlx::postgres::PgDatabaseError;

/// Why the store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The text does not name a database. The text itself may hold a password and is not repeated.
    #[error("this is no database: {reason}; write a path, sqlite:PATH or postgres://user@host/database")]
    Url { reason: &'static str },
    /// The file cannot be opened, or the server cannot be spoken to as the address says.
    #[error("cannot reach the database {place}: {detail}; check the address")]
    Unreachable { place: String, detail: String },
    /// No server answers, it was lost on the way, or it is starting or stopping.
    #[error("cannot reach the database {place}: {detail}; check the address and that the server runs")]
    Away { place: String, detail: String },
    /// The server's certificate is not one to trust, as the address asks for.
    #[error(
        "the certificate of {place} is not trusted: {detail}; name its authority with sslrootcert, \
         and the host as the certificate does"
    )]
    Untrusted { place: String, detail: String },
    /// The server has no connection left.
    #[error(
        "the server of {place} has no connection left: {detail}; let fewer work at once, or raise the server's limit"
    )]
    Crowded { place: String, detail: String },
    /// The server refuses the user or the password, or the user lacks a right.
    #[error("{place} refuses the user: {detail}; check user name, password and rights")]
    Refused { place: String, detail: String },
    /// The user may not do this with the tables.
    #[error("{place}: {detail}; the owner of the database grants what a role needs")]
    NoRights { place: String, detail: String },
    /// The schema that should hold views is not there.
    #[error(
        "{place} has no schema {schema}; name the one that holds the views, as in postgres://…/DATABASE?schema=NAME"
    )]
    NoSchema { place: String, schema: String },
    /// The user may not look into the schema that holds views.
    #[error(
        "{place}: the user may not look into the schema {schema}; its owner grants it: GRANT USAGE ON SCHEMA {schema} TO \
         ROLE; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO ROLE"
    )]
    NoRightToLook { place: String, schema: String },
    /// A role that should be given rights is not there.
    #[error("{place} has no role {role}; make it first: CREATE ROLE {role} LOGIN")]
    NoRole { place: String, role: String },
    /// The server is older than any on which this program is tested.
    #[error("the server of {place} is PostgreSQL {found}; this program needs {needed} or later")]
    OldServer { place: String, found: String, needed: i64 },
    /// The database cannot keep every name.
    #[error("the database {place} keeps text as {found}; make one that keeps it as UTF8")]
    Encoding { place: String, found: String },
    /// What was asked for must come before the first load.
    #[error("{place}: {detail}; make an empty database for it")]
    NotEmpty { place: String, detail: String },
    /// A limit of the server or of the user ended the work.
    #[error("{place}: {detail}; raise {setting} for this user, or run when the server is less busy")]
    TimedOut { place: String, setting: &'static str, detail: String },
    /// The file with the password cannot be used.
    #[error("the password file {path} cannot be used: {detail}")]
    PasswordFile { path: String, detail: String },
    /// The server has no such database, or there is no such file.
    #[error("there is no database {place}; create it first, or correct the name")]
    NoDatabase { place: String },
    /// The file is damaged, or is something else.
    #[error("{place} is not a whole SQLite database: {detail}; restore it, or name another file")]
    Damaged { place: String, detail: String },
    /// The disk of the database is full.
    #[error(
        "the disk is full ({place}): {detail}; the step under way was undone and what was kept before it stays; make room \
         and run again"
    )]
    Full { place: String, detail: String },
    /// The database cannot be written.
    #[error("the database cannot be written ({place}): {detail}; check the rights of file and folder")]
    ReadOnly { place: String, detail: String },
    /// A process was killed while it wrote, and whoever reads may not undo what it left.
    #[error(
        "a process was killed while it wrote {place}, and this user may not undo what it left half done ({detail}); let \
         somebody who may write the file and its folder open it once"
    )]
    Interrupted { place: String, detail: String },
    /// The database went away while a transaction was being kept, and did not tell whether it was.
    #[error(
        "the connection was lost while the work was being kept: {detail}; whether it was done is not known; run the same \
         command again: what is done is known and left as it is"
    )]
    CommitUnknown { detail: String },
    /// Two transactions were in each other's way, and this one had to give way.
    #[error(
        "another transaction was in the way ({place}): {detail}; the step under way was undone and what was kept before it \
         stays; run again"
    )]
    Conflict { place: String, detail: String },
    /// Another process holds the database.
    #[error("another process uses the database ({place}): {detail}; wait for it to end and run again")]
    Locked { place: String, detail: String },
    /// The tables are of an earlier version of this program, and who opened the database may not change them.
    #[error(
        "the database {place} has schema {found}, this program needs schema {needed}; its owner brings it up to date"
    )]
    OlderSchema { place: String, found: i64, needed: i64 },
    /// The database holds nothing: none of this program's tables.
    #[error(
        "the database {place} is empty: nothing was ever kept here, or all of it is gone; name another database, or restore \
         this one from a copy"
    )]
    Empty { place: String },
    /// The tables are of a later version of this program.
    #[error("the database {place} has schema {found}, this program knows {known}; use a newer cutri")]
    NewerSchema { place: String, found: i64, known: i64 },
    /// A row would stand twice.
    #[error("{statement}: a row with the same key is there already ({detail})")]
    Duplicate { statement: &'static str, detail: String },
    /// A row was given that the store cannot keep, or is kept that it cannot read.
    #[error("{statement}: {reason}")]
    Value { statement: &'static str, reason: String },
    /// Anything else the database says.
    #[error("{place}: the database answered {code}: {detail}")]
    Other { place: String, code: String, detail: String },
}

impl StoreError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Url { .. } => "store.url",
            Self::Unreachable { .. } | Self::Away { .. } => "store.unreachable",
            Self::Untrusted { .. } => "store.untrusted",
            Self::Crowded { .. } => "store.crowded",
            Self::Refused { .. } => "store.refused",
            Self::NoRights { .. } => "store.no_rights",
            Self::NoSchema { .. } => "store.no_schema",
            Self::NoRightToLook { .. } => "store.no_right_to_look",
            Self::NoRole { .. } => "store.no_role",
            Self::OldServer { .. } => "store.old_server",
            Self::Encoding { .. } => "store.encoding",
            Self::NotEmpty { .. } => "store.not_empty",
            Self::TimedOut { .. } => "store.timed_out",
            Self::PasswordFile { .. } => "store.password_file",
            Self::NoDatabase { .. } => "store.no_database",
            Self::Damaged { .. } => "store.damaged",
            Self::Full { .. } => "store.full",
            Self::ReadOnly { .. } => "store.read_only",
            Self::Locked { .. } => "store.locked",
            Self::Interrupted { .. } => "store.interrupted",
            Self::CommitUnknown { .. } => "store.commit_unknown",
            Self::Conflict { .. } => "store.conflict",
            Self::OlderSchema { .. } => "store.older_schema",
            Self::Empty { .. } => "store.empty",
            Self::NewerSchema { .. } => "store.newer_schema",
            Self::Duplicate { .. } => "store.duplicate",
            Self::Value { .. } => "store.value",
            Self::Other { .. } => "store.other",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Url { .. } => Class::Input,
            error if error.is_transient() => Class::Busy,
            _ => Class::Environment,
        }
    }

    /// Whether the same transaction, run again a little later, may succeed: the server was away or crowded, or another
    /// transaction was in the way. [`patiently`](super::patiently) does so.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Away { .. }
            | Self::Crowded { .. }
            | Self::CommitUnknown { .. }
            | Self::Conflict { .. }
            | Self::Locked { .. } => true,
            Self::Url { .. }
            | Self::Unreachable { .. }
            | Self::Untrusted { .. }
            | Self::Refused { .. }
            | Self::NoRights { .. }
            | Self::NoSchema { .. }
            | Self::NoRightToLook { .. }
            | Self::NoRole { .. }
            | Self::OldServer { .. }
            | Self::Encoding { .. }
            | Self::NotEmpty { .. }
            | Self::TimedOut { .. }
            | Self::PasswordFile { .. }
            | Self::NoDatabase { .. }
            | Self::Damaged { .. }
            | Self::Full { .. }
            | Self::ReadOnly { .. }
            | Self::Interrupted { .. }
            | Self::OlderSchema { .. }
            | Self::Empty { .. }
            | Self::NewerSchema { .. }
            | Self::Duplicate { .. }
            | Self::Value { .. }
            | Self::Other { .. } => false,
        }
    }

    /// Reads what happened while opening `place`.
    pub(super) fn opening(place: &str, error: &sqlx::Error) -> Self {
        Self::read(place, None, error)
    }

    /// Reads what happened while a transaction was being kept: a connection that was lost does not tell whether it was.
    pub(super) fn committing(error: &sqlx::Error) -> Self {
        match Self::running("commit", error) {
            Self::Away { detail, .. } => Self::CommitUnknown { detail },
            known => known,
        }
    }

    /// Reads what happened while running a statement.
    pub(super) fn running(statement: &'static str, error: &sqlx::Error) -> Self {
        Self::read(statement, Some(statement), error)
    }

    fn read(place: &str, statement: Option<&'static str>, error: &sqlx::Error) -> Self {
        let place = place.to_owned();
        match error {
            sqlx::Error::Database(answer) => {
                let code = answer.code().unwrap_or_default().into_owned();
                let detail = answer.message().to_owned();
                match answer.try_downcast_ref::<PgDatabaseError>() {
                    Some(_) => Self::of_postgres(place, statement, code, detail),
                    None => Self::of_sqlite(place, statement, code, detail),
                }
            }
            // The encryption's own errors come as invalid data.
            sqlx::Error::Io(cause) if cause.kind() == std::io::ErrorKind::InvalidData => {
                Self::Untrusted { place, detail: cause.to_string() }
            }
            sqlx::Error::Io(cause) => Self::Away { place, detail: cause.to_string() },
            sqlx::Error::Tls(cause) => Self::Unreachable { place, detail: cause.to_string() },
            sqlx::Error::PoolTimedOut => {
                Self::Away { place, detail: "no connection could be had in time".to_owned() }
            }
            other => Self::Other { place, code: "sqlx".to_owned(), detail: other.to_string() },
        }
    }

    fn of_postgres(place: String, statement: Option<&'static str>, code: String, detail: String) -> Self {
        match (code.as_str(), statement) {
            ("3D000", _) => Self::NoDatabase { place },
            ("53100", _) => Self::Full { place, detail },
            ("25006", _) => Self::ReadOnly { place, detail },
            ("40001" | "40P01", _) => Self::Conflict { place, detail },
            ("55P03", _) => Self::TimedOut { place, setting: "lock_timeout", detail },
            ("57014", _) => Self::TimedOut { place, setting: "statement_timeout", detail },
            ("25P03", _) => Self::TimedOut { place, setting: "idle_in_transaction_session_timeout", detail },
            ("25P04", _) => Self::TimedOut { place, setting: "transaction_timeout", detail },
            ("CT001", _) => Self::NotEmpty { place, detail },
            ("42501", _) => Self::NoRights { place, detail },
            ("23505", Some(statement)) => Self::Duplicate { statement, detail },
            ("28000" | "28P01", _) => Self::Refused { place, detail },
            ("53300", _) => Self::Crowded { place, detail },
            ("57P01" | "57P02" | "57P03" | "57P05", _) => Self::Away { place, detail },
            (class, _) if class.starts_with("08") => Self::Away { place, detail },
            _ => Self::Other { place, code, detail },
        }
    }

    /// SQLite's extended result codes end in a byte that is the plain one: <https://www.sqlite.org/rescode.html>.
    fn of_sqlite(place: String, statement: Option<&'static str>, code: String, detail: String) -> Self {
        match (code.parse::<u32>().map(|extended| (extended & 0xff, extended)), statement) {
            (Ok((5 | 6, _)), _) => Self::Locked { place, detail },
            // SQLITE_READONLY_RECOVERY and SQLITE_READONLY_ROLLBACK.
            (Ok((8, 264 | 776)), _) => Self::Interrupted { place, detail },
            (Ok((3 | 8, _)), _) => Self::ReadOnly { place, detail },
            (Ok((13, _)), _) => Self::Full { place, detail },
            (Ok((14, _)), _) => Self::Unreachable { place, detail },
            (Ok((11 | 26, _)), _) => Self::Damaged { place, detail },
            (Ok((19, 1555 | 2067)), Some(statement)) => Self::Duplicate { statement, detail },
            _ => Self::Other { place, code, detail },
        }
    }
}
