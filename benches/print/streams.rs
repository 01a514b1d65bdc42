//! The least that printing can cost: the compression of the same streams, and nothing else.

use super::usage::cpu_seconds;
use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress};
use std::error::Error;
use std::io::Read;

/// A compressed stream of a file.
pub struct Stream {
    raw: Vec<u8>,
    packed: Vec<u8>,
}

/// The streams of a file that the other file does not hold as well: faces and profile are compressed once a run.
pub fn own_streams(file: &[u8], other: &[u8]) -> Vec<Stream> {
    let shared: Vec<Vec<u8>> = streams(other).map(|stream| stream.packed).collect();
    streams(file).filter(|stream| !shared.contains(&stream.packed)).collect()
}

fn streams(file: &[u8]) -> impl Iterator<Item = Stream> {
    const BEGIN: &[u8] = b">>stream\n";
    let starts = (0..file.len()).filter(|at| file[*at..].starts_with(BEGIN)).map(|at| at + BEGIN.len());
    // What does not inflate is not compressed: the description of the file.
    starts.filter_map(|start| {
        let mut decoder = ZlibDecoder::new(&file[start..]);
        let mut raw = Vec::new();
        decoder.read_to_end(&mut raw).ok()?;
        let end = start + usize::try_from(decoder.total_in()).ok()?;
        Some(Stream { raw, packed: file[start..end].to_vec() })
    })
}

/// The CPU seconds that their compression takes, at the level that gives the same bytes.
pub fn deflate_seconds(streams: &[Stream], at_least: f64) -> Result<f64, Box<dyn Error>> {
    let mut states: Vec<Compress> =
        (1..=9).map(|level| Compress::new(Compression::new(level), true)).collect();
    let mut out = Vec::new();
    let mut tasks = Vec::with_capacity(streams.len());
    for stream in streams {
        let mut same =
            |state: &mut Compress| deflate(state, &stream.raw, &mut out).map(|()| out == stream.packed);
        let level = (0..states.len()).find(|level| same(&mut states[*level]).unwrap_or(false));
        tasks.push((level.ok_or("no level of compression gives the bytes of the file")?, &stream.raw));
    }
    let (start, mut rounds) = (cpu_seconds()?, 0);
    while cpu_seconds()? - start < at_least {
        for (level, raw) in &tasks {
            deflate(&mut states[*level], raw, &mut out)?;
        }
        rounds += 1;
    }
    Ok((cpu_seconds()? - start) / f64::from(rounds))
}

fn deflate(state: &mut Compress, raw: &[u8], out: &mut Vec<u8>) -> Result<(), flate2::CompressError> {
    state.reset();
    out.clear();
    // More than deflate ever needs, so that one call is enough.
    out.reserve(raw.len() + raw.len() / 8 + 512);
    state.compress_vec(raw, out, FlushCompress::Finish).map(drop)
}
