//! How fast documents are printed, by the CPU time the kernel counts, and with what memory.
//!
//! `cargo bench --bench print` tells of the official list of 1,000 voters, of their cards, and of all that is printed for
//! their area. `cargo bench --bench print -- --write FOLDER` writes that list as `list.pdf` and as data, `list.json`, and
//! reports as `benches/peers/run` wants it.

#[path = "print/documents.rs"]
mod documents;
#[path = "print/peer.rs"]
mod peer;
#[path = "print/streams.rs"]
mod streams;
#[path = "print/usage.rs"]
mod usage;
#[path = "print/writing.rs"]
mod writing;

use cutri::render::pdf::{Layout, ListCopy, PdfError, Printer, Tags};
use documents::Paper;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::thread;
use usage::{cpu_seconds, peak_memory};

/// How long each figure is measured, in seconds.
const LONG: f64 = 2.0;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo says `--bench` to every benchmark.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => measure(),
        ["--write", folder] => write(Path::new(folder)),
        _ => Err("the only option is --write FOLDER".into()),
    }
}

/// Writes the official list into a folder, as PDF and as data.
fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let list = documents::list(ListCopy::Official);
    fs::write(folder.join("list.json"), serde_json::to_vec(&writing::data(&list))?)?;
    let (paper, printer) = (Paper::List(list), Printer::new()?);
    peer::report(|| Ok(paper.print(&printer, BufWriter::new(File::create(folder.join("list.pdf"))?))?))
}

/// Documents printed together.
struct Set {
    what: &'static str,
    papers: Vec<Paper>,
}

impl Set {
    /// Prints every document and tells the number of pages.
    fn print(&self, printer: &Printer, mut out: impl Write) -> Result<u32, PdfError> {
        self.papers.iter().map(|paper| paper.print(printer, &mut out)).sum()
    }
}

fn sets() -> [Set; 3] {
    let list = |copy| Paper::List(documents::list(copy));
    let cards = || Paper::Cards(documents::cards());
    [
        Set { what: "official list", papers: vec![list(ListCopy::Official)] },
        Set { what: "cards, one a page", papers: vec![cards()] },
        Set {
            what: "both lists and cards",
            papers: vec![list(ListCopy::PostedOmitted), list(ListCopy::Official), cards()],
        },
    ]
}

fn measure() -> Result<(), Box<dyn Error>> {
    for (words, tags) in [("tagged", Tags::Written), ("untagged", Tags::LeftOut)] {
        println!("{words}");
        measure_with(&Printer::of(Layout { tags, ..Layout::default() })?)?;
    }
    Ok(())
}

fn measure_with(printer: &Printer) -> Result<(), Box<dyn Error>> {
    let sets = sets();
    let mut peaks = Vec::new();
    for set in &sets {
        // Makes the kernel forget the peak so far; where it may not, a peak is that of all until then.
        let _ = fs::write("/proc/self/clear_refs", "5");
        set.print(printer, io::sink())?;
        peaks.push(peak_memory()?);
    }
    let cores = thread::available_parallelism()?.get();
    println!(
        "{:<22}{:>7}{:>13}{:>16}{:>17}{:>16}{:>10}",
        "1,000 voters",
        "pages",
        "bytes a page",
        "pages/s a core",
        format!("on {cores} cores"),
        "CPU / deflate's",
        "peak MB"
    );
    for (set, peak) in sets.iter().zip(peaks) {
        let mut file = Vec::new();
        let pages = set.print(printer, &mut file)?;
        let seconds = seconds_a_round(set, printer)?;
        let deflate = streams::deflate_seconds(&own_streams(set, printer)?, LONG)?;
        println!(
            "{:<22}{pages:>7}{:>13}{:>16.0}{:>17.0}{:>16.2}{:>10.1}",
            set.what,
            file.len() / pages as usize,
            f64::from(pages) / seconds,
            on_cores(cores, set, printer)?,
            seconds / deflate,
            peak as f64 / 1e6,
        );
    }
    Ok(())
}

/// The CPU seconds of printing the documents once.
fn seconds_a_round(set: &Set, printer: &Printer) -> Result<f64, Box<dyn Error>> {
    let (start, mut rounds) = (cpu_seconds()?, 0);
    while cpu_seconds()? - start < LONG {
        set.print(printer, io::sink())?;
        rounds += 1;
    }
    Ok((cpu_seconds()? - start) / f64::from(rounds))
}

/// Pages a second of all cores together, each printing the documents again and again. A core's second is one of its thread's
/// CPU time, so that other programs on the machine do not count.
fn on_cores(cores: usize, set: &Set, printer: &Printer) -> Result<f64, Box<dyn Error>> {
    let alone = || -> Result<f64, String> {
        let seconds = seconds_a_round(set, printer).map_err(|error| error.to_string())?;
        let pages = set.print(printer, io::sink()).map_err(|error| error.to_string())?;
        Ok(f64::from(pages) / seconds)
    };
    let total = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(alone)).collect();
        let ended = threads.into_iter().map(|thread| thread.join().expect("printing does not panic"));
        ended.sum::<Result<f64, String>>()
    })?;
    Ok(total)
}

/// The streams compressed for these documents, without those that every document has.
fn own_streams(set: &Set, printer: &Printer) -> Result<Vec<streams::Stream>, Box<dyn Error>> {
    let printed = |paper: &Paper| -> Result<Vec<u8>, PdfError> {
        let mut file = Vec::new();
        paper.print(printer, &mut file)?;
        Ok(file)
    };
    let mut own = Vec::new();
    for paper in &set.papers {
        let other = match paper {
            Paper::List(_) => Paper::Cards(documents::cards()),
            Paper::Cards(_) => Paper::List(documents::list(ListCopy::Official)),
        };
        own.extend(streams::own_streams(&printed(paper)?, &printed(&other)?));
    }
    Ok(own)
}
