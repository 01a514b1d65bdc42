//! No word runs over a line of its table, over another word, or off the page.

use super::pdf_documents::{list, print_list};
use super::pdf_list_rows::hard;
use super::pictures::Picture;
use super::tools::{Printed, Word};

/// Dots an inch: two a point.
const SCALE: u32 = 144;
/// As dark as a line is at least.
const DARK: u8 = 150;
/// As long as no stroke of a letter is, in dots.
const LONG: usize = 60;
/// Room at the page's edges that printers need, in points.
const EDGE: f64 = 17.0;

/// A straight stretch of dark dots: its place across, and where it begins and ends.
struct Stretch {
    across: f64,
    from: f64,
    to: f64,
}

/// The long dark stretches of lines of dots, in points.
fn stretches(lines: impl Iterator<Item = Vec<u8>>) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (line, across) in lines.zip(0_u32..) {
        let mut start = 0;
        for at in 0..=line.len() {
            if line.get(at).is_some_and(|dot| *dot < DARK) {
                continue;
            }
            if at - start >= LONG {
                found.push(Stretch {
                    across: f64::from(across) / 2.0,
                    from: start as f64 / 2.0,
                    to: at as f64 / 2.0,
                });
            }
            start = at + 1;
        }
    }
    found
}

/// What is wrong with the words of a page.
fn faults(words: &[Word], picture: &Picture) -> Vec<String> {
    let lines: Vec<&[u8]> = picture.dots.chunks(picture.width).collect();
    let across = stretches(lines.iter().map(|line| line.to_vec()));
    let down = stretches((0..picture.width).map(|at| lines.iter().map(|line| line[at]).collect()));
    let (width, height) = (picture.width as f64 / 2.0, lines.len() as f64 / 2.0);
    let mut faults = Vec::new();
    for (word, [left, top, right, bottom]) in words {
        let middle = f64::midpoint(*top, *bottom);
        if *left < EDGE || *top < EDGE || *right > width - EDGE || *bottom > height - EDGE {
            faults.push(format!("{word:?} stands at the page's edge"));
        }
        let beside: Vec<&Stretch> =
            down.iter().filter(|line| line.from < middle && middle < line.to).collect();
        if beside.iter().any(|line| left + 0.8 < line.across && line.across < right - 0.8) {
            faults.push(format!("{word:?} runs over a line between columns"));
        }
        let cut = |line: &&Stretch| line.from < right - 0.5 && left + 0.5 < line.to;
        let struck =
            across.iter().filter(cut).any(|line| (line.across - middle).abs() < (bottom - top) / 5.0);
        if struck {
            faults.push(format!("a line runs through {word:?}"));
        }
        if let [first, .., last] = &beside[..]
            && (*left < first.across || *right > last.across + 0.5)
        {
            faults.push(format!("{word:?} stands outside the table"));
        }
    }
    for (at, (word, one)) in words.iter().enumerate() {
        let over = |other: &[f64; 4]| {
            let overlap = |from: usize, to: usize| one[to].min(other[to]) - one[from].max(other[from]);
            overlap(0, 2) > 0.8 && overlap(1, 3) > (one[3] - one[1]) / 2.0
        };
        if let Some((other, _)) = words[at + 1..].iter().find(|(_, other)| over(other)) {
            faults.push(format!("{word:?} and {other:?} stand on one another"));
        }
    }
    faults
}

/// What is wrong on the pages, each with its number.
fn all_faults(printed: &Printed, pages: impl Iterator<Item = u32>) -> Vec<String> {
    let words = printed.page_words();
    pages
        .flat_map(|page| {
            let picture = Picture::read(&printed.picture(page, SCALE));
            let found = faults(&words[page as usize - 1], &picture);
            found.into_iter().map(move |fault| format!("page {page}: {fault}"))
        })
        .collect()
}

#[test]
fn hard_names_and_addresses_stay_between_the_lines_of_their_cells() {
    let (pages, printed) = print_list(&hard()).expect("hard names print");
    assert_eq!(all_faults(&printed, 1..=pages), Vec::<String>::new());
}

#[test]
fn numbers_of_four_digits_stay_between_the_lines_of_their_cells() {
    let (pages, printed) = print_list(&list(9_999)).expect("a long list prints");
    assert_eq!(all_faults(&printed, [1, pages - 1, pages].into_iter()), Vec::<String>::new());
}

#[test]
fn words_over_lines_over_words_and_off_the_page_are_found() {
    let (_, printed) = print_list(&list(12)).expect("a plain list prints");
    let (words, picture) = (printed.page_words().remove(0), Picture::read(&printed.picture(1, SCALE)));
    assert_eq!(faults(&words, &picture), Vec::<String>::new());
    let moved = |text: &str, by: [f64; 2]| {
        let mut words = words.clone();
        let word = words.iter_mut().find(|(word, _)| word == text).expect("the word is on the page");
        word.1 = [word.1[0] + by[0], word.1[1] + by[1], word.1[2] + by[0], word.1[3] + by[1]];
        faults(&words, &picture).join("; ")
    };
    for (text, by, expected) in [
        ("02/02/1941", [25.0, 0.0], "runs over a line between columns"),
        ("02/02/1941", [-400.0, 0.0], "stands at the page's edge"),
        ("02/02/1941", [0.0, -8.0], "a line runs through"),
        ("Bình", [-12.0, 0.0], "stand on one another"),
        ("STT", [-27.0, 0.0], "stands outside the table"),
    ] {
        let found = moved(text, by);
        assert!(found.contains(expected), "{text} moved by {by:?}: {expected:?} is not in {found:?}");
    }
}
