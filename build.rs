//! Names the source the program is built from, so that an output tells which program made each of its files.

use std::fs;
use std::path::{Path, PathBuf};

/// Everything that the bytes of a document depend on.
const SOURCE: [&str; 4] = ["src", "templates", "Cargo.toml", "Cargo.lock"];

fn main() {
    let mut files = Vec::new();
    for place in SOURCE {
        println!("cargo::rerun-if-changed={place}");
        add(Path::new(place), &mut files);
    }
    files.sort();
    let mut digest = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        let content = fs::read(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        for bytes in [name.as_bytes(), &content.len().to_le_bytes(), &content] {
            digest = follow(digest, bytes);
        }
    }
    println!("cargo::rustc-env=CUTRI_SOURCE={digest:016x}");
}

/// Every file below a path.
fn add(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        return files.push(path.to_owned());
    }
    for item in fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
        add(&item.expect("an item of the source").path(), files);
    }
}

/// FNV-1a: nobody forges a source against themselves.
fn follow(digest: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(digest, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
