//! The known word that is nearest to a misspelt one.

use crate::people::letters_apart;

/// The word that the fewest changes of a letter make out of `text`; of several, the first.
pub(super) fn nearest(text: &str, known: impl Iterator<Item = &'static str>) -> &'static str {
    let text: String = text.chars().take(64).flat_map(char::to_lowercase).collect();
    known.min_by_key(|word| letters_apart(&text, word)).unwrap_or_default()
}
