//! The known word that is nearest to a misspelt one.

/// The word that the fewest changes of a letter make out of `text`; of several, the first.
pub(super) fn nearest(text: &str, known: impl Iterator<Item = &'static str>) -> &'static str {
    let text: String = text.chars().take(64).flat_map(char::to_lowercase).collect();
    known.min_by_key(|word| changes(&text, word)).unwrap_or_default()
}

/// How many letters must be put in, taken out or replaced to make `b` of `a`.
fn changes(a: &str, b: &str) -> usize {
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
