//! Letters and numbers in print.

use super::pdf_documents::{list_of, print_list, row};
use super::pictures::Picture;
use cutri::people::Letter;
use cutri::render::pdf::in_words;
use proptest::prelude::*;

/// Prints the characters as names of eight, so that none wraps, and finds each name again.
fn assert_read_back(characters: impl Iterator<Item = char>) {
    let characters: Vec<char> = characters.collect();
    let names: Vec<String> = characters.chunks(8).map(|chunk| chunk.iter().collect()).collect();
    let rows = names.iter().zip(1..).map(|(name, number)| {
        let mut row = row(number);
        row.full_name = name.clone().into();
        row
    });
    let (_, printed) = print_list(&list_of(rows.collect())).expect("every letter has a glyph");
    let drawn = printed.drawn();
    for name in &names {
        assert!(drawn.contains(name.as_str()), "{name} is not read back");
    }
}

#[test]
fn every_vietnamese_letter_is_printed_and_read_back() {
    let base = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz";
    let toned = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    let letters = [base, toned].concat();
    assert_read_back(letters.chars().flat_map(|letter| [letter].into_iter().chain(letter.to_uppercase())));
}

#[test]
fn every_sign_of_the_latin_repertoire_is_printed_and_read_back() {
    let signs = ('!'..='~').chain('\u{A1}'..='\u{17F}');
    assert_read_back(signs.filter(|sign| *sign != '\u{AD}'));
}

#[test]
fn minority_names_and_punctuation_have_glyphs() {
    let mut minority = row(1);
    minority.full_name = "Y Ƀlŏ Êƀan".into();
    minority.permanent_residence = "Buôn Čư̆ Knĭa – ‘A’ “B” … № 5 • ñ".into();
    let (_, printed) = print_list(&list_of(vec![minority])).expect("every letter has a glyph");
    assert!(printed.text().contains("Y Ƀlŏ Êƀan"));
}

#[test]
fn a_letter_of_another_face_is_drawn_and_itself_where_it_is_read() {
    let mut foreign = row(2);
    foreign.full_name = "Nguyễn 李 An".into();
    foreign.ethnicity = "Ｗ\u{F0B7}ខ".into();
    foreign.occupation = "សុខ ភាព".into();
    let (_, printed) = print_list(&list_of(vec![row(1), foreign])).expect("other faces have them");
    let drawn = printed.drawn();
    assert!(drawn.contains("Nguyễn李An") && drawn.contains("Ｗ\u{FFFD}ខ"), "{drawn}");
    assert_eq!(printed.faults(), None);
}

#[test]
fn the_mark_of_a_letter_stands_over_it() {
    /// Dots a point.
    const DOTS: f64 = 5.0;
    /// Where the ink of a name is, from the left end of its word and from the top of its row.
    fn ink(name: &str) -> Vec<(usize, usize)> {
        let mut row = row(1);
        row.full_name = name.to_owned().into();
        let (_, printed) = print_list(&list_of(vec![row])).expect("it prints");
        let words = printed.words();
        let (_, [left, top, right, bottom]) =
            words.iter().find(|(word, _)| word.contains("ban")).expect("the name");
        let picture = Picture::read(&printed.picture(1, 72 * DOTS as u32));
        let [left, top, right, bottom] =
            [*left, top - 2.0, *right, *bottom].map(|points| (points * DOTS) as usize);
        let all = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        all.filter(|(x, y)| picture.dots[y * picture.width + x] < 128)
            .map(|(x, y)| (x - left, y - top))
            .collect()
    }
    let (plain, marked) = (ink("Êban"), ink("Ê\u{306}ban"));
    let right = |ink: &[(usize, usize)]| ink.iter().map(|(x, _)| *x).max();
    assert_eq!(right(&plain), right(&marked), "a mark takes no room");
    let top = |ink: &[(usize, usize)]| ink.iter().map(|(_, y)| *y).min().expect("there is ink");
    assert!(top(&marked) + 5 < top(&plain), "the breve stands over the circumflex");
    let breve: Vec<usize> = marked.iter().filter(|(_, y)| y + 1 < top(&plain)).map(|(x, _)| *x).collect();
    let middle = (breve.iter().min().expect("a breve") + breve.iter().max().expect("a breve")) / 2;
    // Ê takes 0.61 of 9.5 points: its middle is 2.9 points, or 14 dots, from its left.
    assert!((12..=17).contains(&middle), "{middle}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Letters in any order, also in orders that no language has, and marks on whatever stands before them.
    #[test]
    fn no_text_stops_a_list(
        khmer in "[\u{1780}-\u{17DD}\u{200B}a]{1,40}",
        thai in "[\u{E01}-\u{E3A}\u{E40}-\u{E5B}\u{E81}-\u{EDF}]{1,40}",
        marks in "[a-zÊơưČ \u{300}-\u{36F}]{1,40}",
        any in "\\PC{1,40}",
    ) {
        let mut row = row(1);
        (row.full_name, row.ethnicity) = (khmer.into(), thai.into());
        (row.permanent_residence, row.occupation) = (marks.into(), any.into());
        prop_assert!(print_list(&list_of(vec![row])).is_ok());
    }
}

#[test]
fn letters_that_nobody_sees_leave_no_trace_on_paper() {
    let names = ["Nguyễn\u{200B} Thị\u{FEFF} An", "Nguyễn Thị\u{202E} A\u{AD}n\u{2060}"];
    let rows = names.iter().zip(1..).map(|(name, number)| {
        let mut row = row(number);
        row.full_name = (*name).into();
        row
    });
    let (_, printed) = print_list(&list_of(rows.collect())).expect("they are left out");
    let [plain, other] = [printed.drawn(), printed.text()];
    assert_eq!(plain.matches("NguyễnThịAn").count(), 2, "{plain}");
    assert!(!other.contains(['\u{200B}', '\u{FEFF}', '\u{202E}', '\u{AD}', '\u{2060}']), "{other:?}");
}

#[test]
fn every_character_is_printed_as_the_one_rule_for_letters_says() {
    let all: Vec<char> = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
    let printed: String = all.iter().filter(|c| Letter::of(**c) != Letter::Control).collect();
    let mut long = row(1);
    // Every third plane is enough for the rare ones, and a cell shows as much as a page holds.
    long.full_name = printed.chars().filter(|c| u32::from(*c) < 0x3000).collect::<String>().into();
    print_list(&list_of(vec![long])).expect("no character stops a list");
    assert_read_back(all.into_iter().filter(|c| {
        Letter::of(*c) == Letter::Shown && !c.is_whitespace() && !('\u{300}'..='\u{331}').contains(c)
    }));
}

#[test]
fn numbers_are_said_as_vietnamese_says_them() {
    for (count, words) in [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1_000, "một nghìn"),
        (1_001, "một nghìn không trăm linh một"),
        (1_010, "một nghìn không trăm mười"),
        (1_072, "một nghìn không trăm bảy mươi hai"),
        (4_000, "bốn nghìn"),
        (10_500, "mười nghìn năm trăm"),
        (1_000_001, "một triệu không trăm linh một"),
        (76_424_016, "bảy mươi sáu triệu bốn trăm hai mươi bốn nghìn không trăm mười sáu"),
        (1_000_000_000, "một tỷ"),
        (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
    ] {
        assert_eq!(in_words(count), words, "{count}");
    }
}
