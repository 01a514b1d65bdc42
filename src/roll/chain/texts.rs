//! One digest over many texts that are never together in memory: dossiers of a commune, revisions of a delta.

use super::Digest;
use super::digest::Hasher;

/// A digest in the making over texts in their order. Each is hashed with its length, so that none runs into the next.
///
/// ```
/// use cutri::roll::chain::Texts;
/// let of = |texts: &[&str]| texts.iter().fold(Texts::labelled("cutri-example-1"), |all, text| all.with(text)).finish();
/// assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
/// assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
/// ```
#[derive(Clone)]
pub struct Texts(Hasher);

impl Texts {
    /// Begins with a label such as `cutri-dossiers-1`, which no other use has.
    pub fn labelled(label: &'static str) -> Self {
        Self(Hasher::labelled(label))
    }

    /// The same with one more text.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        Self(self.0.text(text))
    }

    /// Adds one more text.
    pub fn add(&mut self, text: &str) {
        self.0.add_text(text);
    }

    /// The digest over the texts so far.
    pub fn finish(self) -> Digest {
        self.0.finish()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}
