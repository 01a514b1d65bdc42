//! The checks: each gives what is wrong as `file:line: what`.

use super::paths::{crate_paths, module_of, tokens};
use super::rules::{ARROWS, Place};
use super::source::Source;

/// Uses that no arrow allows.
pub fn arrow_faults(source: &Source) -> Vec<String> {
    let module = module_of(&source.path);
    let Some(own) = module.first() else { return Vec::new() };
    let Some((_, arrows)) = ARROWS.iter().find(|(name, _)| name == own) else {
        return vec![format!("{}: the module {own} has no arrows; write down what it may use", source.path)];
    };
    let mut faults = inline_modules(source);
    for path in crate_paths(source) {
        let allowed = match path.parts.as_slice() {
            [] => false,
            [to, ..] if to == own => true,
            [to, rest @ ..] => arrows.iter().any(|arrow| {
                let item = || rest.first().map_or("", String::as_str);
                arrow.to == to && (arrow.only.is_empty() || arrow.only.contains(&item()))
            }),
        };
        if !allowed {
            let used = path.parts.join("::");
            faults.push(format!("{}:{}: {own} may not use crate::{used}", source.path, path.line));
        }
    }
    faults
}

/// Modules inside a file would let `super` mean something else.
fn inline_modules(source: &Source) -> Vec<String> {
    let tokens = tokens(&source.code);
    let inline = tokens.windows(3).filter(|three| three[0].text == "mod" && three[2].text == "{");
    inline.map(|three| format!("{}:{}: a module inside a file", source.path, three[0].line)).collect()
}

/// Words that stand where they do not belong.
pub fn token_faults(source: &Source, words: &[(&[&str], Place, &str)]) -> Vec<String> {
    let tokens = tokens(&source.code);
    let mut faults = Vec::new();
    for (words, place, reason) in words {
        let begins = |with: &&str| source.path.starts_with(*with);
        let welcome = match place {
            Place::Only(places) => places.iter().any(&begins),
            Place::NotIn(places) => !places.iter().any(&begins),
        };
        if welcome {
            continue;
        }
        for word in *words {
            let parts: Vec<String> = super::paths::tokens(word).into_iter().map(|token| token.text).collect();
            let found = tokens
                .windows(parts.len())
                .filter(|window| window.iter().map(|token| &token.text).eq(parts.iter()));
            faults.extend(found.map(|at| format!("{}:{}: `{word}`: {reason}", source.path, at[0].line)));
        }
    }
    faults
}

/// String literals outside the store that are SQL.
pub fn literal_faults(source: &Source) -> Vec<String> {
    if source.path.starts_with("src/store/") {
        return Vec::new();
    }
    let sql = source.literals.iter().filter(|(_, literal)| is_sql(literal));
    sql.map(|(line, _)| format!("{}:{line}: SQL outside the store", source.path)).collect()
}

/// Whether a text reads as a statement.
fn is_sql(literal: &str) -> bool {
    let upper = literal.to_uppercase();
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    // English says "select … from" too, but with an article.
    let has = |word: &str| words.contains(&word);
    match words.as_slice() {
        ["SELECT", "A" | "AN" | "THE" | "ONE", ..] => false,
        ["SELECT", ..] => has("FROM"),
        ["WITH", ..] => has("SELECT"),
        ["INSERT", "INTO", ..] | ["DELETE", "FROM", ..] | ["PRAGMA", _, ..] => true,
        ["UPDATE", _, "SET", ..] => true,
        ["COPY", _, "FROM" | "TO", ..] => true,
        ["CREATE" | "ALTER" | "DROP", rest @ ..] => {
            rest.iter().take(2).any(|word| matches!(*word, "TABLE" | "INDEX" | "VIEW" | "SCHEMA"))
        }
        _ => false,
    }
}

/// String literals outside the command line that name its options, or its commands.
pub fn front_end_faults(source: &Source, commands: &[String]) -> Vec<String> {
    if source.path.starts_with("src/cli/") {
        return Vec::new();
    }
    let named = source.literals.iter().filter(|(_, literal)| names_command_line(literal, commands));
    let fault =
        |line| format!("{}:{line}: the words of the command line belong to src/cli/hint", source.path);
    named.map(|(line, _)| fault(line)).collect()
}

/// Whether a text names an option such as `--out`, or a command such as `cutri post`.
fn names_command_line(literal: &str, commands: &[String]) -> bool {
    let is_option = |(at, _): (usize, &str)| {
        let before = literal[..at].chars().next_back();
        let after = literal[at + 2..].chars().next();
        let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        is_apart && after.is_some_and(|c| c.is_ascii_lowercase())
    };
    let is_command = |(at, _): (usize, &str)| {
        let rest = &literal[at + "cutri ".len()..];
        let word = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
        commands.iter().any(|command| Some(command.as_str()) == word)
    };
    literal.match_indices("--").any(is_option) || literal.match_indices("cutri ").any(is_command)
}

/// Most lines of a file.
const MOST_LINES: usize = 700;
/// Most lines of a file without a reason to be longer.
const USUAL_LINES: usize = 400;

/// Files that are too long, and reasons that nothing needs.
pub fn length_faults(sources: &[Source], reasons: &[(&str, &str)]) -> Vec<String> {
    let has_reason = |source: &Source| reasons.iter().any(|(path, _)| *path == source.path);
    let mut faults = Vec::new();
    for source in sources {
        let lines = source.lines;
        if lines > MOST_LINES || lines > USUAL_LINES && !has_reason(source) {
            faults.push(format!("{}: {lines} lines; split it by subjects", source.path));
        }
    }
    for (path, _) in reasons {
        if !sources.iter().any(|source| source.path == *path && source.lines > USUAL_LINES) {
            faults.push(format!("{path}: no long file any more; take it off the list"));
        }
    }
    faults
}

/// Parameters that are tuples: what belongs together has a name, and what does not is an argument of its own.
pub fn pair_faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, _) in source.code.match_indices("fn ") {
        let head = &source.code[at..];
        let Some((name, parameters)) = head_of(head) else { continue };
        if parameters.iter().any(|parameter| is_pair(parameter)) {
            let line = source.code[..at].matches('\n').count() + 1;
            faults.push(format!("{}:{line}: {name} takes a tuple; give what is in it names", source.path));
        }
    }
    faults
}

/// The name of a function and its parameters, from where its head begins.
fn head_of(head: &str) -> Option<(&str, Vec<&str>)> {
    let rest = head.strip_prefix("fn ")?;
    let name =
        rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())?;
    let (mut generics, mut depth, mut from, mut parameters) = (0_i32, 0_i32, None, Vec::new());
    for (at, c) in rest.char_indices() {
        match c {
            '>' if rest[..at].ends_with(['-', '=']) => {}
            '<' if from.is_none() => generics += 1,
            '>' if from.is_none() => generics -= 1,
            '(' if from.is_none() && generics == 0 => (from, depth) = (Some(at + 1), 1),
            _ if from.is_none() => {}
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' if depth == 1 => {
                parameters.push(&rest[from?..at]);
                from = Some(at + 1);
            }
            _ => {}
        }
        if from.is_some() && depth == 0 {
            parameters.push(&rest[from?..at]);
            return Some((name, parameters));
        }
    }
    None
}

/// Whether a parameter is taken apart in the head, or its type is a tuple of two things or more.
fn is_pair(parameter: &str) -> bool {
    if parameter.trim().starts_with('(') {
        return true;
    }
    let of_type = parameter.split_once(':').map(|(_, of_type)| of_type.trim());
    let is_of_lifetime = |word: &&str| word.starts_with('\'') || word.starts_with('&') && !word.contains('(');
    let of_type = of_type.map(|it| it.split(' ').skip_while(is_of_lifetime).collect::<Vec<_>>().join(" "));
    of_type.is_some_and(|it| it.trim_start_matches('&').starts_with('(') && it.contains(','))
}
