//! How much two words differ, to name what somebody may have meant.

/// How many letters must be put in, taken out or replaced to make `b` of `a`.
///
/// ```
/// use cutri::people::letters_apart;
/// assert_eq!(letters_apart("01-QH-3", "01-QH-31"), 1);
/// assert_eq!(letters_apart("", "ab"), 2);
/// ```
pub fn letters_apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
