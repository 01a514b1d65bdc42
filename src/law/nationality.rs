//! Vietnamese nationality (Art. 29.1): E4.

/// Whether one of the nationalities is Vietnamese: dual nationals vote; people of Vietnamese origin with undetermined
/// nationality (`XXX`) hold a personal number and do not.
pub fn is_vietnamese<T: AsRef<str>>(nationality: &[T]) -> bool {
    nationality.iter().any(|code| code.as_ref() == "VNM")
}
