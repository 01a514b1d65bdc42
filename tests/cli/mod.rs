//! Tests of `cli`.

mod bench;
mod broken;
mod check;
mod commands;
mod delta;
mod diff;
mod explain;
mod fault;
mod former_forms;
mod help;
mod key;
mod log;
mod posted;
mod privacy;
mod readme;
mod rights;
mod settings;
mod terminal;
mod texts;
mod verify;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder that holds `samples`, as the project's own does, where commands may write.
fn workplace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(project().join("samples"), folder.path().join("samples")).unwrap();
    folder
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a line as a shell does, with `cutri` on the path.
fn shell(line: &str, folder: &Path) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_cutri"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(program.parent().unwrap().to_owned()).chain(std::env::split_paths(&path));
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env_remove("CUTRI_DB")
        .env_remove("CUTRI_LOG")
        .output()
        .unwrap_or_else(|error| panic!("{line}: {error}"))
}
