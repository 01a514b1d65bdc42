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

/// A word and its left, top, right and bottom side.
pub type Word = (String, [f64; 4]);

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
        self.drawn_pages().concat()
    }

    /// As [`Printed::drawn`], page by page.
    pub fn drawn_pages(&self) -> Vec<String> {
        let text = self.text_with(&["-raw"]);
        let mut pages: Vec<String> =
            text.split('\u{C}').map(|page| page.split_whitespace().collect()).collect();
        pages.pop();
        pages
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
    pub fn words(&self) -> Vec<Word> {
        self.page_words().concat()
    }

    /// As [`Printed::words`], page by page.
    pub fn page_words(&self) -> Vec<Vec<Word>> {
        let side = |line: &str, name: &str| -> f64 {
            let (_, rest) = line.split_once(&format!("{name}=\"")).expect("a word has four sides");
            rest.split_once('"').expect("a side is quoted").0.parse().expect("a side is a number")
        };
        let word = |line: &str| {
            let text = line.split_once('>').and_then(|(_, rest)| rest.split_once("</word>"));
            let sides = ["xMin", "yMin", "xMax", "yMax"].map(|name| side(line, name));
            (text.expect("a word has a text").0.to_owned(), sides)
        };
        let text = self.text_with(&["-bbox"]);
        let pages = text.split("<page ").skip(1);
        pages.map(|page| page.lines().filter(|line| line.contains("<word ")).map(word).collect()).collect()
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

    /// A page, counted from 1, as a picture of so many dots an inch.
    pub fn picture(&self, page: u32, dots: u32) -> Vec<u8> {
        self.picture_by("pdftoppm", &["-gray"], page, dots)
    }

    /// As [`Printed::picture`], by another program or with other options.
    pub fn picture_by(&self, program: &str, options: &[&str], page: u32, dots: u32) -> Vec<u8> {
        let (path, picture) = (self.path(), self.folder.path().join("page"));
        let (page, dots) = (page.to_string(), dots.to_string());
        let given = ["-r", &dots, "-png", "-singlefile", "-f", &page, "-l", &page];
        let options = given.iter().chain(options).map(OsStr::new);
        let arguments: Vec<&OsStr> = options.chain([path.as_os_str(), picture.as_os_str()]).collect();
        succeeded(program, run(program, "poppler-utils", &arguments));
        std::fs::read(picture.with_extension("png")).expect("the picture was written")
    }

    /// What a QR reader sees on a page, counted from 1, printed at 200 dots an inch.
    pub fn qr(&self, page: u32) -> String {
        let picture = self.folder.path().join("qr.png");
        std::fs::write(&picture, self.picture(page, 200)).expect("the picture is written");
        let arguments = [OsStr::new("--quiet"), OsStr::new("--raw"), picture.as_os_str()];
        let seen = succeeded("zbarimg", run("zbarimg", "zbar-tools", &arguments));
        String::from_utf8(seen).expect("the QR text is UTF-8").trim_end().to_owned()
    }

    /// What a QR reader sees on each page, printed at 200 dots an inch: fewer than any office's printer has.
    pub fn qrs(&self) -> Vec<Vec<String>> {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder for the pictures");
        let (path, prefix) = (self.path(), folder.path().join("page"));
        let options = ["-r", "200", "-mono"].map(OsStr::new);
        let arguments: Vec<&OsStr> =
            options.into_iter().chain([path.as_os_str(), prefix.as_os_str()]).collect();
        succeeded("pdftoppm", run("pdftoppm", "poppler-utils", &arguments));
        let read = std::fs::read_dir(folder.path()).expect("the pictures' folder");
        let mut pictures: Vec<PathBuf> = read.map(|entry| entry.expect("a picture").path()).collect();
        // Numbers are padded, so that names sort as pages do.
        pictures.sort();
        // Every second line of dots is enough: a module of a symbol is more than two dots wide.
        let options = [
            "--quiet",
            "--nodbus",
            "--xml",
            "-Sdisable",
            "-Sqrcode.enable",
            "-Sx-density=3",
            "-Sy-density=3",
        ]
        .map(OsStr::new);
        let arguments: Vec<&OsStr> =
            options.into_iter().chain(pictures.iter().map(|path| path.as_os_str())).collect();
        let output = run("zbarimg", "zbar-tools", &arguments);
        // 4: some page has no symbol.
        assert!(matches!(output.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&output.stderr));
        let seen = String::from_utf8(output.stdout).expect("the QR texts are UTF-8");
        let texts = |source: &str| {
            let symbols = source.split("<![CDATA[").skip(1);
            symbols.filter_map(|symbol| symbol.split_once("]]>")).map(|(text, _)| text.to_owned()).collect()
        };
        let mut pages = vec![Vec::new(); pictures.len()];
        for source in seen.split("<source href='").skip(1) {
            let (name, symbols) = source.split_once('\'').expect("a name is quoted");
            let page =
                pictures.iter().position(|picture| picture.as_os_str() == name).expect("a picture of a page");
            pages[page] = texts(symbols);
        }
        pages
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
