//! Counts as Vietnamese documents write them: figures grouped by dots, and words.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS: [&str; 3] = ["", " nghìn", " triệu"];

/// A count in figures, its thousands parted by dots.
///
/// ```
/// use cutri::render::pdf::in_figures;
/// assert_eq!(in_figures(79), "79");
/// assert_eq!(in_figures(76_424_016), "76.424.016");
/// ```
pub fn in_figures(count: u64) -> String {
    let digits = count.to_string();
    let mut figures = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            figures.push('.');
        }
        figures.push(digit);
    }
    figures
}

/// A count in Vietnamese words.
///
/// ```
/// use cutri::render::pdf::in_words;
/// assert_eq!(in_words(0), "không");
/// assert_eq!(in_words(15), "mười lăm");
/// assert_eq!(in_words(21), "hai mươi mốt");
/// assert_eq!(in_words(1_005), "một nghìn không trăm linh năm");
/// ```
pub fn in_words(count: u64) -> String {
    const BILLION: u64 = 1_000_000_000;
    match (count / BILLION, count % BILLION) {
        (0, 0) => DIGITS[0].to_owned(),
        (0, rest) => below_billion(rest, false),
        (billions, 0) => format!("{} tỷ", in_words(billions)),
        (billions, rest) => format!("{} tỷ {}", in_words(billions), below_billion(rest, true)),
    }
}

/// The words of 1–999,999,999; `follows` tells whether higher words stand before them.
fn below_billion(count: u64, follows: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    for (power, name) in [(1_000_000, GROUPS[2]), (1_000, GROUPS[1]), (1, GROUPS[0])] {
        let group = count / power % 1000;
        if group > 0 {
            words.push(format!("{}{name}", below_thousand(group, follows || !words.is_empty())));
        }
    }
    words.join(" ")
}

/// The words of 1–999; after higher words the hundreds and tens are always said.
fn below_thousand(count: u64, follows: bool) -> String {
    let [hundreds, tens, ones] = [count / 100, count / 10 % 10, count % 10].map(|digit| digit as usize);
    let mut words = Vec::new();
    if hundreds > 0 || follows {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && !words.is_empty() => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        tens => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        (_, ones) => words.push(DIGITS[ones]),
    }
    words.join(" ")
}
