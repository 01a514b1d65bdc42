//! Whether a statement can run on tables distributed by a column, read from the statement's syntax.
//!
//! The rules are Citus': a statement is routed to one server where it fixes the column; two distributed tables are joined
//! only where the column is the same; a row never moves
//! (<https://docs.citusdata.com/en/stable/develop/reference_workarounds.html>).

use sqlparser::ast::{
    Assignment, AssignmentTarget, BinaryOperator, CopySource, Delete, Expr, FromTable, InTarget, Insert,
    JoinConstraint, JoinOperator, ObjectName, OnConflictAction, OnInsert, Query, Select, SetExpr, Statement,
    TableFactor, TableObject, TableWithJoins, Update, Value, visit_expressions,
};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The distributed tables and the column of each.
pub type Distribution = BTreeMap<String, String>;

/// How much of a cluster a statement asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Small tables alone, or none.
    Small,
    /// One value of the column.
    One,
    /// Every part of these tables.
    Everywhere(Vec<String>),
}

/// Reads a statement.
///
/// # Errors
/// Why it cannot run on distributed tables at all.
pub fn reach(sql: &str, distribution: &Distribution) -> Result<Reach, String> {
    // What follows a COPY is read as its rows.
    let parsed = Parser::parse_sql(&PostgreSqlDialect {}, sql).map_err(|error| error.to_string())?;
    let [statement] = parsed.as_slice() else { return Err("it is not one statement".to_owned()) };
    let mut check = Check { distribution, one: false, everywhere: Vec::new() };
    match statement {
        Statement::Query(query) => check.query(query, false)?,
        Statement::Insert(insert) => check.insert(insert)?,
        Statement::Update(update) => check.update(update)?,
        Statement::Delete(delete) => check.delete(delete)?,
        Statement::Copy { source: CopySource::Table { table_name, columns }, to: false, .. } => {
            let columns: Vec<String> = columns.iter().map(|it| it.value.clone()).collect();
            check.given(&name(table_name), &columns)?;
        }
        other => return Err(format!("it is none of what the store runs: {other}")),
    }
    Ok(match (check.everywhere, check.one) {
        (tables, _) if !tables.is_empty() => Reach::Everywhere(tables),
        (_, true) => Reach::One,
        (_, false) => Reach::Small,
    })
}

struct Check<'d> {
    distribution: &'d Distribution,
    one: bool,
    everywhere: Vec<String>,
}

/// A distributed table of a `FROM`, and how the statement calls it.
struct Source {
    table: String,
    alias: String,
}

impl Check<'_> {
    /// A query; `within` another's condition or columns that is about a distributed table.
    fn query(&mut self, query: &Query, within: bool) -> Result<(), String> {
        for table in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.query(&table.query, false)?;
        }
        self.body(&query.body, within)
    }

    fn body(&mut self, body: &SetExpr, within: bool) -> Result<(), String> {
        match body {
            SetExpr::Select(select) => self.select(select, within),
            SetExpr::Query(query) => self.query(query, within),
            SetExpr::SetOperation { left, right, .. } => {
                self.body(left, within)?;
                self.body(right, within)
            }
            SetExpr::Values(_) => Ok(()),
            other => Err(format!("it holds what no rule is about: {other}")),
        }
    }

    fn select(&mut self, select: &Select, within: bool) -> Result<(), String> {
        let mut conditions: Vec<&Expr> = select.selection.iter().collect();
        let sources = self.sources(&select.from, &mut conditions)?;
        self.bound(&sources, &conditions, within)?;
        let columns = select.projection.iter();
        let mut nested = Vec::new();
        let _ = visit_expressions(&(columns.cloned().collect::<Vec<_>>()), |expr| collect(expr, &mut nested));
        let _ = visit_expressions(&select.selection, |expr| collect(expr, &mut nested));
        let within = within || !sources.is_empty() || !select.from.is_empty();
        nested.iter().try_for_each(|query| self.query(query, within))
    }

    /// The distributed tables of a `FROM`; the conditions of its joins are added to those given.
    fn sources<'e>(
        &mut self,
        from: &'e [TableWithJoins],
        conditions: &mut Vec<&'e Expr>,
    ) -> Result<Vec<Source>, String> {
        let mut sources = Vec::new();
        for item in from {
            self.source(&item.relation, &mut sources)?;
            for join in &item.joins {
                self.source(&join.relation, &mut sources)?;
                match &join.join_operator {
                    JoinOperator::Join(JoinConstraint::On(on))
                    | JoinOperator::Inner(JoinConstraint::On(on)) => {
                        conditions.push(on);
                    }
                    JoinOperator::CrossJoin(_) => {}
                    other => return Err(format!("no rule is about this join: {other:?}")),
                }
            }
        }
        Ok(sources)
    }

    fn source(&mut self, factor: &TableFactor, sources: &mut Vec<Source>) -> Result<(), String> {
        match factor {
            TableFactor::Table { name: table, alias, args: None, .. } => {
                let table = name(table);
                let alias = alias.as_ref().map_or_else(|| table.clone(), |alias| alias.name.value.clone());
                if self.distribution.contains_key(&table) {
                    sources.push(Source { table, alias });
                }
                Ok(())
            }
            // A function's rows are everywhere the same.
            TableFactor::Table { .. } | TableFactor::Function { .. } => Ok(()),
            TableFactor::Derived { subquery, .. } => self.query(subquery, false),
            other => Err(format!("no rule is about this table: {other}")),
        }
    }

    /// Whether conditions fix the column of every table, or make it the same.
    fn bound(&mut self, sources: &[Source], conditions: &[&Expr], within: bool) -> Result<(), String> {
        let equalities: Vec<(&Expr, &Expr)> = conditions.iter().flat_map(|it| equalities(it)).collect();
        let column = |source: &Source, expr: &Expr| {
            let wanted = &self.distribution[&source.table];
            match expr {
                Expr::Identifier(column) => sources.len() == 1 && &column.value == wanted,
                Expr::CompoundIdentifier(path) => {
                    matches!(path.as_slice(), [table, column] if table.value == source.alias && &column.value == wanted)
                }
                _ => false,
            }
        };
        let fixed = |source: &Source| {
            equalities.iter().find_map(|(left, right)| match (column(source, left), column(source, right)) {
                (true, _) => parameter(right),
                (_, true) => parameter(left),
                (false, false) => None,
            })
        };
        let values: Vec<Option<String>> = sources.iter().map(fixed).collect();
        let joined = sources.windows(2).all(|pair| {
            let same = |(left, right): &(&Expr, &Expr)| {
                column(&pair[0], left) && column(&pair[1], right)
                    || column(&pair[1], left) && column(&pair[0], right)
            };
            equalities.iter().any(same)
        });
        let same_value = values.windows(2).all(|pair| pair[0].is_some() && pair[0] == pair[1]);
        if sources.len() > 1 && !joined && !same_value {
            return Err("it joins distributed tables whose columns are not the same".to_owned());
        }
        let free = values.iter().all(Option::is_none);
        if free && within && !sources.is_empty() {
            return Err(format!("its subselect asks every part of {}", sources[0].table));
        }
        match free {
            true => self.everywhere.extend(sources.iter().map(|source| source.table.clone())),
            false => self.one = true,
        }
        Ok(())
    }

    /// Rows are given with the column.
    fn given(&mut self, table: &str, columns: &[String]) -> Result<(), String> {
        match self.distribution.get(table) {
            Some(column) if !columns.contains(column) => {
                Err(format!("it gives {table} rows without {column}"))
            }
            Some(_) => {
                self.one = true;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn insert(&mut self, insert: &Insert) -> Result<(), String> {
        let TableObject::TableName(table) = &insert.table else {
            return Err("it inserts into no table".to_owned());
        };
        let table = name(table);
        let columns: Vec<String> = insert.columns.iter().map(name).collect();
        self.given(&table, &columns)?;
        if let Some(OnInsert::OnConflict(conflict)) = &insert.on
            && let OnConflictAction::DoUpdate(update) = &conflict.action
        {
            self.stays(&table, &update.assignments)?;
        }
        insert.source.iter().try_for_each(|query| self.query(query, self.distribution.contains_key(&table)))
    }

    fn update(&mut self, update: &Update) -> Result<(), String> {
        let mut conditions: Vec<&Expr> = update.selection.iter().collect();
        let sources = self.sources(std::slice::from_ref(&update.table), &mut conditions)?;
        for source in &sources {
            self.stays(&source.table, &update.assignments)?;
        }
        self.changed(&sources, &conditions, update.selection.as_ref())
    }

    fn delete(&mut self, delete: &Delete) -> Result<(), String> {
        let FromTable::WithFromKeyword(from) = &delete.from else {
            return Err("it deletes from no table".to_owned());
        };
        let mut conditions: Vec<&Expr> = delete.selection.iter().collect();
        let sources = self.sources(from, &mut conditions)?;
        self.changed(&sources, &conditions, delete.selection.as_ref())
    }

    fn changed(
        &mut self,
        sources: &[Source],
        conditions: &[&Expr],
        selection: Option<&Expr>,
    ) -> Result<(), String> {
        self.bound(sources, conditions, false)?;
        let mut nested = Vec::new();
        let _ = visit_expressions(&selection.cloned(), |expr| collect(expr, &mut nested));
        nested.iter().try_for_each(|query| self.query(query, true))
    }

    /// A row stays where it is.
    fn stays(&self, table: &str, assignments: &[Assignment]) -> Result<(), String> {
        let Some(column) = self.distribution.get(table) else { return Ok(()) };
        let moved = assignments.iter().any(|assignment| match &assignment.target {
            AssignmentTarget::ColumnName(target) => &name(target) == column,
            AssignmentTarget::Tuple(targets) => targets.iter().any(|target| &name(target) == column),
        });
        if moved { Err(format!("it moves rows of {table}: it changes {column}")) } else { Ok(()) }
    }
}

/// The last part of a name.
fn name(of: &ObjectName) -> String {
    of.0.last().and_then(|part| part.as_ident()).map(|ident| ident.value.clone()).unwrap_or_default()
}

fn collect(expr: &Expr, nested: &mut Vec<Query>) -> ControlFlow<()> {
    match expr {
        Expr::Subquery(query)
        | Expr::Exists { subquery: query, .. }
        | Expr::In { target: InTarget::Subquery(query), .. } => {
            nested.push((**query).clone());
        }
        _ => {}
    }
    ControlFlow::Continue(())
}

/// The equalities that a condition demands; what stands under an `OR` demands nothing.
fn equalities(condition: &Expr) -> Vec<(&Expr, &Expr)> {
    match condition {
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
            [equalities(left), equalities(right)].concat()
        }
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => vec![(left, right)],
        Expr::Nested(inner) => equalities(inner),
        _ => Vec::new(),
    }
}

/// A parameter, such as `$2`.
fn parameter(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Value(value) => match &value.value {
            Value::Placeholder(name) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}
