//! The external programs that read printed documents, as strangers do.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Runs a program; a missing one fails with the Debian package that has it.
fn run(program: &str, package: &str, arguments: &[&OsStr]) -> Output {
    match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("{program} is missing: install the Debian package {package} to run this test")
        }
        Err(error) => panic!("{program} cannot be run: {error}"),
    }
}

fn succeeded(program: &str, output: Output) -> Vec<u8> {
    assert!(output.status.success(), "{program} failed: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A printed document in a folder of its own.
pub struct Printed {
    folder: TempDir,
}

impl Printed {
    /// Keeps the bytes as a file.
    pub fn new(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the document");
        std::fs::write(folder.path().join("document.pdf"), bytes).expect("the document is written");
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("document.pdf")
    }

    fn text_with(&self, options: &[&str]) -> String {
        let path = self.path();
        let mut arguments: Vec<&OsStr> = options.iter().map(OsStr::new).collect();
        arguments.extend([OsStr::new("-enc"), OsStr::new("UTF-8"), path.as_os_str(), OsStr::new("-")]);
        let text = succeeded("pdftotext", run("pdftotext", "poppler-utils", &arguments));
        String::from_utf8(text).expect("pdftotext writes UTF-8")
    }

    /// The text, as it stands on the pages.
    pub fn text(&self) -> String {
        self.text_with(&["-layout"])
    }

    /// The text of each page, as it stands there.
    pub fn pages(&self) -> Vec<String> {
        let text = self.text();
        let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
        pages.pop();
        pages
    }

    /// The text in the order it was drawn, cell after cell, without any white space.
    pub fn drawn(&self) -> String {
        self.text_with(&["-raw"]).split_whitespace().collect()
    }

    /// The elements of the document's structure, each with its text under it.
    pub fn structure(&self) -> String {
        let path = self.path();
        let arguments =
            [OsStr::new("-struct-text"), OsStr::new("-enc"), OsStr::new("UTF-8"), path.as_os_str()];
        let output = succeeded("pdfinfo", run("pdfinfo", "poppler-utils", &arguments));
        String::from_utf8(output).expect("pdfinfo writes UTF-8")
    }

    /// Every word with its left, top, right and bottom, in points from the upper left corner.
    pub fn words(&self) -> Vec<(String, [f64; 4])> {
        let side = |line: &str, name: &str| -> f64 {
            let (_, rest) = line.split_once(&format!("{name}=\"")).expect("a word has four sides");
            rest.split_once('"').expect("a side is quoted").0.parse().expect("a side is a number")
        };
        let page = self.text_with(&["-bbox"]);
        let lines = page.lines().filter(|line| line.contains("<word "));
        lines
            .map(|line| {
                let text = line.split_once('>').and_then(|(_, rest)| rest.split_once("</word>"));
                let sides = ["xMin", "yMin", "xMax", "yMax"].map(|name| side(line, name));
                (text.expect("a word has a text").0.to_owned(), sides)
            })
            .collect()
    }

    /// What `qpdf --check` says against the document; nothing if it is clean.
    pub fn faults(&self) -> Option<String> {
        let path = self.path();
        let output = run("qpdf", "qpdf", &[OsStr::new("--check"), path.as_os_str()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (!output.status.success() || !said.is_empty()).then_some(said)
    }

    /// All objects and streams uncompressed.
    pub fn uncompressed(&self) -> Vec<u8> {
        let path = self.path();
        let options = ["--qdf", "--object-streams=disable"].map(OsStr::new);
        let output = run("qpdf", "qpdf", &[options[0], options[1], path.as_os_str(), OsStr::new("-")]);
        succeeded("qpdf", output)
    }

    /// What a QR reader sees on a page, counted from 1, printed at 200 dots an inch.
    pub fn qr(&self, page: usize) -> String {
        let (path, picture) = (self.path(), self.folder.path().join("page"));
        let page = page.to_string();
        let options = ["-r", "200", "-png", "-singlefile", "-f", &page, "-l", &page].map(OsStr::new);
        let arguments: Vec<&OsStr> =
            options.into_iter().chain([path.as_os_str(), picture.as_os_str()]).collect();
        succeeded("pdftoppm", run("pdftoppm", "poppler-utils", &arguments));
        let picture = picture.with_extension("png");
        let arguments = [OsStr::new("--quiet"), OsStr::new("--raw"), picture.as_os_str()];
        let seen = succeeded("zbarimg", run("zbarimg", "zbar-tools", &arguments));
        String::from_utf8(seen).expect("the QR text is UTF-8").trim_end().to_owned()
    }

    /// A line of `pdfinfo`.
    pub fn property(&self, name: &str) -> String {
        let path = self.path();
        let output = succeeded("pdfinfo", run("pdfinfo", "poppler-utils", &[path.as_os_str()]));
        let text = String::from_utf8(output).expect("pdfinfo writes UTF-8");
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
        line.unwrap_or_else(|| panic!("pdfinfo tells no {name}")).trim().to_owned()
    }
}
