//! Every page in a real browser: WCAG 2.2 AA by axe-core, light and dark, phone and desktop, and no network.

use super::place::pages;
use cutri::render::Language;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::{env, fs};

fn browser_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn run(program: &str, arguments: &[&str], hint: &str) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(browser_folder())
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}): {hint}"))
}

/// Installs the locked packages where they are missing, once for all tests.
fn install() {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    if browser_folder().join("node_modules/axe-core/axe.min.js").exists() {
        return;
    }
    let output = run("npm", &["ci", "--no-audit", "--no-fund"], "install the Debian packages nodejs and npm");
    assert!(output.status.success(), "npm ci failed: {}", String::from_utf8_lossy(&output.stderr));
}

fn check(folder: &Path) -> Output {
    let mut arguments = vec!["check.mjs", folder.to_str().unwrap()];
    let pictures = env::var("CUTRI_SCREENSHOTS").ok();
    arguments.extend(pictures.as_deref());
    run("node", &arguments, "install the Debian package nodejs")
}

fn write(folder: &Path, language: Language) {
    // One commune stands for all: the others differ in numbers only.
    for (path, page) in pages(language)
        .into_iter()
        .filter(|(path, _)| path.matches('/').count() < 2 || path.contains("/11386/"))
        .filter(|(path, _)| !path.contains("constituencies/") || path.ends_with("-1.html"))
    {
        let path = folder.join(language.tag()).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, page).unwrap();
    }
}

#[test]
fn every_page_passes_wcag_in_a_browser_in_both_languages() {
    install();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), Language::Vietnamese);
    write(folder.path(), Language::English);
    let output = check(folder.path());
    assert!(
        output.status.success(),
        "the browser found:\n{}{}\n(Debian package: chromium)",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_browser_check_can_fail() {
    install();
    let folder = tempfile::tempdir().unwrap();
    let broken = pages(Language::Vietnamese)["summary.html"].replace("lang=\"vi\"", "");
    fs::write(folder.path().join("broken.html"), broken).unwrap();
    let output = check(folder.path());
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("html-has-lang"), "{told}");
}
