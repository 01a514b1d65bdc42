//! Who may do what with a database on a server, and whether its tables are distributed.

use super::migration;
use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

/// What a role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rights {
    /// Read everything.
    Reader,
    /// Load, derive, post and change; never make or alter a table, nor change what is only ever added to.
    Writer,
    /// Everything; bring the schema up to date.
    Owner,
}

/// How the tables lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// On one server.
    Single,
    /// On one server, in the form that can be distributed.
    Distributable,
    /// Distributed by Citus.
    Citus,
}

statements! {
    EXISTS = Postgres "role::exists", "Tells whether the server has a role.",
        "SELECT count(*) FROM pg_roles WHERE rolname = $1";
    GRANT_WRITER = Postgres "role::grant", "Gives a role what a writer needs.",
        "SELECT cutri_grant($1, true)";
    GRANT_READER = Postgres "role::grant", "Gives a role what a reader needs.",
        "SELECT cutri_grant($1, false)";
    LIST = Postgres "role::list", "Lists the roles that own the tables, may write them or may read them.",
        "SELECT r.rolname::text, CASE WHEN r.oid = c.relowner THEN 'owner' \
         WHEN EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee = r.oid AND a.privilege_type = 'INSERT') \
         THEN 'writer' ELSE 'reader' END \
         FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner \
         OR EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee = r.oid AND a.privilege_type = 'SELECT') \
         WHERE c.oid = to_regclass('audit') ORDER BY r.oid <> c.relowner, 2 DESC, 1";
    FORM = Postgres "role::form", "Tells how the tables lie.",
        "SELECT cutri_form()";
    DISTRIBUTE = Postgres "role::distribute", "Gives empty tables the distributed form, and distributes them where Citus is.",
        "SELECT cutri_distribute()";
}

/// Gives a role what a writer or a reader needs; an owner needs nothing.
///
/// # Errors
/// [`StoreError::NoRole`] if there is no such role; [`StoreError::NoRights`] if this user does not own the tables; another
/// if the database fails.
pub async fn grant(tx: &mut Tx, place: &str, role: &str, rights: Rights) -> Result<(), StoreError> {
    let found: Option<(i64,)> = tx.fetch_optional(&EXISTS, &[Value::Text(role)]).await?;
    if found.is_none_or(|(count,)| count == 0) {
        return Err(StoreError::NoRole { place: place.to_owned(), role: role.to_owned() });
    }
    let statement = match rights {
        Rights::Owner => return Ok(()),
        Rights::Writer => &GRANT_WRITER,
        Rights::Reader => &GRANT_READER,
    };
    tx.execute(statement, &[Value::Text(role)]).await.map(drop)
}

/// The roles that own the tables, may write them or may read them.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<(String, Rights)>, StoreError> {
    let rows: Vec<(String, String)> = tx.fetch(&LIST, &[]).await?;
    let read = |(role, rights): (String, String)| match rights.as_str() {
        "owner" => (role, Rights::Owner),
        "writer" => (role, Rights::Writer),
        _ => (role, Rights::Reader),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How the tables lie; a file always on one place.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn form(tx: &mut Tx) -> Result<Form, StoreError> {
    match tx {
        Tx::Sqlite(_) => Ok(Form::Single),
        Tx::Postgres(_) => Ok(read(tx.fetch_optional(&FORM, &[]).await?)),
    }
}

/// Gives empty tables the distributed form, and distributes them where Citus is. May be asked for again.
///
/// # Errors
/// [`StoreError::NotEmpty`] if there is a snapshot already; [`StoreError::NoRights`] if this user does not own the tables
/// or may not make the extension; another if the database fails.
pub async fn distribute(tx: &mut Tx) -> Result<Form, StoreError> {
    Ok(read(tx.fetch_optional(&DISTRIBUTE, &[]).await?))
}

fn read(found: Option<(String,)>) -> Form {
    match found.as_ref().map(|(form,)| form.as_str()) {
        Some("citus") => Form::Citus,
        Some("form") => Form::Distributable,
        Some(_) | None => Form::Single,
    }
}

/// The server's version, such as `15.8`; `None` for a file.
///
/// # Errors
/// [`StoreError::OldServer`] or [`StoreError::Encoding`] if this program cannot use it; another if the database fails.
pub async fn server(tx: &mut Tx, place: &str) -> Result<Option<String>, StoreError> {
    match tx {
        Tx::Sqlite(_) => Ok(None),
        Tx::Postgres(_) => migration::server(tx, place).await.map(Some),
    }
}
