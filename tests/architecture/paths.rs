//! The paths of a source that lead to modules of the crate.

use super::source::{Source, is_word};

/// A word or a sign of the code, and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub text: String,
}

/// The words and signs of a code; `::` is one sign.
pub fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        if !first.is_whitespace() {
            tokens.push(Token { line, text: text.to_owned() });
        }
        line += usize::from(first == '\n');
        rest = after;
    }
    tokens
}

/// A path from the crate's root: `crate::law::Rule` is `["law", "Rule"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CratePath {
    pub line: usize,
    pub parts: Vec<String>,
}

/// Every path from the crate's root, by `crate::`, by the library's name, or by enough `super::`. A `crate` that stands
/// for itself, as in `use crate as x`, is a path without parts.
pub fn crate_paths(source: &Source) -> Vec<CratePath> {
    let tokens = tokens(&source.code);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let depth = module_of(&source.path).len();
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let line = tokens[at].line;
        let root = match (text(at), text(at + 1)) {
            ("crate" | "cutri", "::") => Some(at + 2),
            ("crate", ")") => None,
            ("crate", _) => {
                paths.push(CratePath { line, parts: Vec::new() });
                None
            }
            ("super", "::") => {
                let supers = (at..).step_by(2).take_while(|at| text(*at) == "super" && text(at + 1) == "::");
                let supers = supers.count();
                let end = at + 2 * supers;
                at = end - 1;
                (supers >= depth).then_some(end)
            }
            _ => None,
        };
        if let Some(start) = root {
            let mut tree = Tree { tokens: &tokens, at: start, paths: Vec::new() };
            tree.read(&[]);
            paths.extend(tree.paths.into_iter().map(|parts| CratePath { line, parts }));
            at = tree.at.max(start);
        } else {
            at += 1;
        }
    }
    paths
}

/// What a file takes from elsewhere in the crate.
#[derive(Debug, Default)]
pub struct Taken {
    /// From the crate's root: by `crate::`, by `super::`, or by the name of a module that the file declares.
    pub used: Vec<Vec<String>>,
    /// What it passes on by `pub use`.
    pub passed_on: Vec<Vec<String>>,
}

/// Every path to another module, and every one that is passed on.
pub fn taken(source: &Source) -> Taken {
    let tokens = tokens(&source.code);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let module: Vec<String> = module_of(&source.path).into_iter().map(str::to_owned).collect();
    let declares = |name: &str| {
        tokens.windows(3).any(|at| at[0].text == "mod" && at[1].text == name && at[2].text == ";")
    };
    let mut taken = Taken::default();
    let (mut at, mut is_passed_on) = (0, false);
    while at < tokens.len() {
        match text(at) {
            "use" => {
                is_passed_on = at > 0 && matches!(text(at - 1), "pub" | ")");
                at += 1;
                // What a file declares itself may come in braces, or bare.
                continue;
            }
            ";" => is_passed_on = false,
            // Who may see something is no use of it: `pub(in crate::tasks)`.
            "in" if at > 0 && text(at - 1) == "(" => {
                while at < tokens.len() && text(at) != ")" {
                    at += 1;
                }
                continue;
            }
            _ => {}
        }
        let is_first = at == 0 || text(at - 1) != "::";
        let supers = (at..).step_by(2).take_while(|at| text(*at) == "super" && text(at + 1) == "::").count();
        let start = match text(at) {
            "crate" | "cutri" if is_first && text(at + 1) == "::" => Some((Vec::new(), at + 2)),
            "super" if is_first && supers > 0 => {
                Some((module[..module.len().saturating_sub(supers)].to_vec(), at + 2 * supers))
            }
            name if is_first && text(at + 1) == "::" && declares(name) => {
                let mut child = module.clone();
                child.push(name.to_owned());
                Some((child, at + 2))
            }
            _ => None,
        };
        let Some((prefix, start)) = start else {
            at += 1;
            continue;
        };
        let mut tree = Tree { tokens: &tokens, at: start, paths: Vec::new() };
        tree.read(&prefix);
        let end = tree.at.max(start);
        if is_passed_on { &mut taken.passed_on } else { &mut taken.used }.extend(tree.paths);
        at = end;
    }
    taken
}

/// The module a file holds: `src/law/age.rs` is `["law", "age"]`, `src/law/mod.rs` is `["law"]`.
pub fn module_of(path: &str) -> Vec<&str> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).collect()
}

/// A tree of paths, as after `use`.
struct Tree<'a> {
    tokens: &'a [Token],
    at: usize,
    paths: Vec<Vec<String>>,
}

impl Tree<'_> {
    fn next(&self) -> &str {
        self.tokens.get(self.at).map_or("", |token| token.text.as_str())
    }

    /// Reads on after `prefix`, which ended with `::`.
    fn read(&mut self, prefix: &[String]) {
        match self.next() {
            "{" => self.read_group(prefix),
            name if name == "*" || name.chars().all(is_word) && !name.is_empty() => {
                let path: Vec<String> = prefix.iter().cloned().chain([name.to_owned()]).collect();
                self.at += 1;
                if self.next() == "::" {
                    self.at += 1;
                    self.read(&path);
                } else {
                    self.paths.push(path);
                }
            }
            // Such as the `<` of `Levels::<T>`: the path is read.
            _ => self.paths.push(prefix.to_vec()),
        }
    }

    fn read_group(&mut self, prefix: &[String]) {
        self.at += 1;
        while !matches!(self.next(), "}" | "") {
            match self.next() {
                "," => self.at += 1,
                "as" => self.at += 2,
                _ => self.read(prefix),
            }
        }
        self.at += 1;
    }
}
