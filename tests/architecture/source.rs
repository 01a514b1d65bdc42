//! Sources as plain text: comments, literals and test modules blanked.

use std::fs;
use std::path::Path;

/// One source file.
pub struct Source {
    /// From the package's folder, with `/`.
    pub path: String,
    /// How many lines the file has.
    pub lines: usize,
    /// The code: comments and the insides of literals are gone, lines stay.
    pub code: String,
    /// The insides of the string literals, each with the line where it begins.
    pub literals: Vec<(usize, String)>,
}

impl Source {
    /// Reads a source from its text.
    pub fn new(path: String, text: &str) -> Self {
        let mut blanking = Blanking::new(text);
        blanking.run();
        let code = without_tests(&blanking.code);
        let mut literals = blanking.literals;
        // Where a test module was blanked, the quotes are gone too.
        literals.retain(|(line, _)| code.lines().nth(line - 1).is_some_and(|code| code.contains('"')));
        Self { path, lines: text.lines().count(), code, literals }
    }

    /// All sources under a folder of the package, in the order of their paths.
    pub fn of(folder: &str) -> Vec<Self> {
        let mut sources = Vec::new();
        collect(Path::new(env!("CARGO_MANIFEST_DIR")), folder, &mut sources);
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        sources
    }
}

fn collect(root: &Path, folder: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(root.join(folder)).expect("a folder of the package") {
        let entry = entry.expect("an entry of the folder");
        let name = entry.file_name().into_string().expect("names of sources are ASCII");
        let path = format!("{folder}/{name}");
        if entry.file_type().expect("the kind of an entry").is_dir() {
            if name != "node_modules" {
                collect(root, &path, sources);
            }
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(root.join(&path)).expect("a source is UTF-8");
            sources.push(Source::new(path, &text));
        }
    }
}

/// Blanks every module under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut code = code.to_owned();
    while let Some(start) = code.find("#[cfg(test)]") {
        let mut depth = 0;
        let end = code[start..].char_indices().find_map(|(at, c)| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            (c == '}' && depth == 0).then_some(start + at + 1)
        });
        let end = end.unwrap_or(code.len());
        let blank: String = code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
    }
    code
}

/// One pass over a text.
struct Blanking {
    text: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<(usize, String)>,
}

impl Blanking {
    fn new(text: &str) -> Self {
        Self { text: text.chars().collect(), at: 0, line: 1, code: String::new(), literals: Vec::new() }
    }

    fn peek(&self, ahead: usize) -> char {
        self.text.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// Steps over a sign, which stays in the code or leaves a blank.
    fn step(&mut self, kept: bool) {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.code.push(if kept || c == '\n' { c } else { ' ' });
        self.at += 1;
    }

    fn run(&mut self) {
        while self.at < self.text.len() {
            let after_word = self.at > 0 && is_word(self.text[self.at - 1]);
            match (self.peek(0), self.peek(1)) {
                ('/', '/') => self.skip_line(),
                ('/', '*') => self.skip_block(),
                ('"', _) => self.skip_string(),
                ('\'', _) => self.skip_sign(),
                ('r' | 'b' | 'c', _) if !after_word && self.raw_hashes().is_some() => self.skip_raw(),
                _ => self.step(true),
            }
        }
    }

    fn skip_line(&mut self) {
        while self.at < self.text.len() && self.peek(0) != '\n' {
            self.step(false);
        }
    }

    fn skip_block(&mut self) {
        let mut depth = 0;
        while self.at < self.text.len() {
            let (opens, closes) =
                ((self.peek(0), self.peek(1)) == ('/', '*'), (self.peek(0), self.peek(1)) == ('*', '/'));
            depth = depth + usize::from(opens) - usize::from(closes);
            if opens || closes {
                self.step(false);
            }
            self.step(false);
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        let (line, mut inside) = (self.line, String::new());
        self.step(true);
        while self.at < self.text.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                inside.push(self.peek(0));
                self.step(false);
            }
            inside.push(self.peek(0));
            self.step(false);
        }
        self.step(true);
        self.literals.push((line, inside));
    }

    /// A character literal; the apostrophe of a lifetime stays.
    fn skip_sign(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            ('\\', _) => (3..14).find(|ahead| self.peek(*ahead) == '\''),
            (_, '\'') => Some(2),
            _ => None,
        };
        self.step(true);
        if let Some(length) = length {
            for _ in 1..length {
                self.step(false);
            }
            self.step(true);
        }
    }

    /// How far it is to the quote of a raw string that begins here, and its number of `#`.
    fn raw_hashes(&self) -> Option<(usize, usize)> {
        let prefix = if self.peek(0) == 'r' { 1 } else { 2 };
        let raw = self.peek(prefix - 1) == 'r';
        let hashes = (prefix..).take_while(|ahead| self.peek(*ahead) == '#').count();
        (raw && self.peek(prefix + hashes) == '"').then_some((prefix + hashes, hashes))
    }

    fn skip_raw(&mut self) {
        let (quote, hashes) = self.raw_hashes().expect("a raw string begins here");
        let (line, mut inside) = (self.line, String::new());
        (0..=quote).for_each(|_| self.step(true));
        let ends = |text: &Self| text.peek(0) == '"' && (1..=hashes).all(|ahead| text.peek(ahead) == '#');
        while self.at < self.text.len() && !ends(self) {
            inside.push(self.peek(0));
            self.step(false);
        }
        (0..=hashes).for_each(|_| self.step(true));
        self.literals.push((line, inside));
    }
}

/// Whether a sign can stand in a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
