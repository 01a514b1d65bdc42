//! How a program that prints the list reports to `benches/peers/run`: one line after the first list, one after many.

use super::usage::{cpu_seconds, peak_memory};
use std::error::Error;

/// CPU seconds for the lists after the first.
const FURTHER: f64 = 1.0;

/// Prints the list once, then again and again, and tells what each took; `print` tells the number of pages.
pub fn report(mut print: impl FnMut() -> Result<u32, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let start = cpu_seconds()?;
    let pages = print()?;
    let first = cpu_seconds()?;
    let peak = peak_memory()?;
    println!("{}", serde_json::json!({"pages": pages, "start": start, "first": first - start, "peak": peak}));
    let mut lists = 0;
    while cpu_seconds()? - first < FURTHER {
        print()?;
        lists += 1;
    }
    println!("{}", serde_json::json!({"further": (cpu_seconds()? - first) / f64::from(lists)}));
    Ok(())
}
