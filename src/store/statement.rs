//! SQL with a name and a sentence, so that one test can prepare all of it and an error can say which failed.

/// The databases a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The same text on both.
    Both,
    /// SQLite alone, where the two have no common way.
    Sqlite,
    /// PostgreSQL alone.
    Postgres,
}

/// One statement of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Such as `roll::find`; errors name it.
    pub name: &'static str,
    /// What it does, as a sentence.
    pub purpose: &'static str,
    /// Where it runs.
    pub target: Target,
    /// The text. Values are `$1`, `$2`, …; a partition's statements hold `{partition}` and `{id}` besides.
    pub sql: &'static str,
}

/// Declares statements as constants, and the list of them.
macro_rules! statements {
    ($($constant:ident = $target:ident $name:literal, $purpose:literal, $sql:expr;)+) => {
        $(const $constant: $crate::store::Statement = $crate::store::Statement {
            name: $name,
            purpose: $purpose,
            target: $crate::store::Target::$target,
            sql: $sql,
        };)+
        /// All statements of this file.
        pub(super) const STATEMENTS: &[$crate::store::Statement] = &[$($constant,)+];
    };
}

pub(super) use statements;

/// Every statement the store runs, but for the transaction's own.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    [
        super::database::STATEMENTS,
        super::clock::STATEMENTS,
        super::migration::STATEMENTS,
        super::role::STATEMENTS,
        super::partition::STATEMENTS,
        super::snapshot::STATEMENTS,
        super::deciding::STATEMENTS,
        super::shapes::STATEMENTS,
        super::dossier::STATEMENTS,
        super::found::STATEMENTS,
        super::roll::STATEMENTS,
        super::entry::STATEMENTS,
        super::outcome::STATEMENTS,
        super::outcome_change::STATEMENTS,
        super::standing::STATEMENTS,
        super::claim::STATEMENTS,
        super::commune_result::STATEMENTS,
        super::revision::STATEMENTS,
        super::posting::STATEMENTS,
        super::version::STATEMENTS,
        super::change::STATEMENTS,
        super::change_page::STATEMENTS,
        super::matter::STATEMENTS,
        super::matter_page::STATEMENTS,
        super::audit::STATEMENTS,
        super::stray::STATEMENTS,
        super::measure::STATEMENTS,
        super::copied::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}
