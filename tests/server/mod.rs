//! PostgreSQL as it is in production: roles, encryption, passwords, a pooler, limits, versions, distribution by commune.

mod distribution;
mod limits;
mod passwords;
mod pooler;
mod rights;
pub mod story;
mod tls;
mod versions;
