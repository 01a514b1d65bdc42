//! PostgreSQL as it is in production: roles, encryption, passwords, a pooler, limits, versions, distribution by commune.

mod passwords;
mod rights;
pub mod story;
mod tls;
