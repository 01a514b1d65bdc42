//! Names and other texts: what is legible stays as it is; one name has one place however its letters are put together; a garbled
//! text's reading has lost no letter; and no text is a formula in a file that is written.

use cutri::people::{
    SortKey, folder_fault, garbled, index_letter, inert, is_formula, is_plain, legible, legible_code, live,
    match_key, nfc, printable, unmarked,
};

/// Holds of any text.
pub fn holds(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let normal = nfc(text);
    assert_eq!(nfc(&normal), normal, "normal twice");
    is_one_name(text, &normal);
    is_legible(text);
    is_read_as_it_was_meant(text);
    is_inert(text);
    if let Ok(printed) = printable(text) {
        assert_eq!(printable(&printed).as_ref(), Ok(&printed), "printable twice");
        assert_eq!(printed, normal);
    }
    if folder_fault(text).is_none() && !text.is_empty() {
        assert!(text.is_ascii() && !text.ends_with('.'), "{text:?} names a folder everywhere");
    }
    assert_eq!(unmarked(&unmarked(text)), unmarked(text), "without marks twice");
}

/// Names come in normal form; spaces between their parts are one space.
fn is_one_name(text: &str, normal: &str) {
    if !text.split_whitespace().eq(normal.split_whitespace()) {
        return;
    }
    assert_eq!(SortKey::of_name(normal), SortKey::of_name(text), "one place in the index: {text:?}");
    assert_eq!(SortKey::of_text(normal), SortKey::of_text(text), "{text:?}");
    assert_eq!(match_key(normal), match_key(text), "one name: {text:?}");
    assert_eq!(index_letter(normal), index_letter(text), "one heading: {text:?}");
    assert_eq!(index_letter(text).is_none(), normal.is_empty());
}

fn is_legible(text: &str) {
    for read in [legible, legible_code] {
        let meant = read(text);
        let again = read(&meant.text);
        assert_eq!(again.text, meant.text, "legible twice: {text:?}");
        assert!(
            meant.taken.iter().all(|taken| text.contains(*taken)),
            "{text:?}: only what stood there is taken"
        );
    }
    if is_plain(text) {
        assert_eq!(
            (legible(text).text.as_str(), nfc(text).as_str()),
            (text, text),
            "plain is as it is meant"
        );
    }
}

fn is_read_as_it_was_meant(text: &str) {
    let found = garbled(text);
    assert_eq!(found, garbled(text));
    let Some(likely) = found.and_then(|found| found.likely) else { return };
    assert!(!likely.contains(char::REPLACEMENT_CHARACTER), "{text:?}: {likely:?} has lost no letter");
    assert_ne!(likely, text, "a reading is another text");
}

fn is_inert(text: &str) {
    let cell = inert(text);
    assert!(!is_formula(&cell) || cell.starts_with('\''), "{text:?} runs");
    assert_eq!(live(&cell), if is_formula(text) { text } else { live(text) }, "{text:?} is found again");
}
