//! TCVN3, VNI and VIQR, as they look where their bytes are taken for Latin-1. The tables are those of the npm package
//! `vietnamese-conversion` 2.0.0 (MIT), with VNI's rule written out.

use unicode_normalization::UnicodeNormalization;

/// Letters of TCVN3, each before what it means.
const TCVN3: &str = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{AD}ư®đµà¸á·ã¶ả¹ạÊấÇầÈẩÉẫËậ¾ắ»ằ¼ẳ½ẵÆặÌèÐéÎẻÏẽÑẹÕếÒềÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõ\
                     äọèốåồæổçỗéộíớêờëởìỡîợïùóúñủòũôụøứõừöử÷ữùựúỳýýûỷüỹþỵ";

/// Accents that Vietnamese has in common with TCVN3, where they mean something else.
const SHARED: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";

/// A text of TCVN3 in Unicode; `None` if it holds letters that TCVN3 has not, or none that only TCVN3 would have there.
pub(super) fn tcvn3(text: &str) -> Option<String> {
    if !is_old(text)
        || !text.chars().any(|c| !c.is_ascii() && !SHARED.contains(c)) && !has_capitals_inside(text)
    {
        return None;
    }
    let read = |letter: char| {
        let mut pairs = TCVN3.chars();
        while let (Some(old), Some(new)) = (pairs.next(), pairs.next()) {
            if old == letter {
                return new;
            }
        }
        letter
    };
    let likely: String = text.chars().map(read).collect();
    // Fonts of capitals, such as .VnTimeH, draw the same small letters large.
    let capitals = text.chars().filter(char::is_ascii_alphabetic).all(|c| c.is_ascii_uppercase());
    let several = text.chars().filter(char::is_ascii_uppercase).count() > text.split_whitespace().count();
    Some(if capitals && several { likely.to_uppercase() } else { likely })
}

/// Whether a capital stands behind a small letter, as in `NguyÔn`.
fn has_capitals_inside(text: &str) -> bool {
    text.chars()
        .zip(text.chars().skip(1))
        .any(|(before, letter)| before.is_lowercase() && letter.is_uppercase())
}

/// Signs of VNI that stand behind a vowel, and the marks they are.
const VNI_MARKS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Letters of VNI that stand alone, each before what it means.
const VNI_LETTERS: &str = "ôơöưñđæỉóĩòịîỵÔƠÖƯÑĐÆỈÓĨÒỊÎỴ";

/// A text of VNI in Unicode; `None` if it holds letters that VNI has not.
pub(super) fn vni(text: &str) -> Option<String> {
    if !is_old(text) {
        return None;
    }
    let (mut likely, mut vowel) = (String::with_capacity(text.len()), false);
    for letter in text.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let marks = VNI_MARKS.iter().find(|(sign, _)| vowel && *sign == small);
        match marks {
            Some((_, marks)) => likely.push_str(marks),
            None => {
                let alone = VNI_LETTERS.chars().position(|old| old == letter).filter(|at| at % 2 == 0);
                likely.push(alone.and_then(|at| VNI_LETTERS.chars().nth(at + 1)).unwrap_or(letter));
            }
        }
        vowel = marks.is_none() && matches!(small, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ô' | 'ö');
    }
    Some(likely.nfc().collect())
}

/// Whether a text holds nothing but what a font of one byte a letter has.
fn is_old(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|letter| u32::from(letter) < 0x100)
}

/// A text of VIQR in Unicode; `None` if it is not all ASCII.
pub(super) fn viqr(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let mut likely = String::with_capacity(text.len());
    // The vowel that marks may follow, and whether it has its shape and its tone.
    let (mut vowel, mut shaped, mut toned) = (' ', false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let shape = match letter {
            '^' if matches!(vowel, 'a' | 'e' | 'o') => Some('\u{302}'),
            '(' if vowel == 'a' => Some('\u{306}'),
            '+' | '*' if matches!(vowel, 'o' | 'u') => Some('\u{31B}'),
            _ => None,
        };
        let tone = match letter {
            '`' => Some('\u{300}'),
            '\'' => Some('\u{301}'),
            '?' => Some('\u{309}'),
            '~' => Some('\u{303}'),
            '.' => Some('\u{323}'),
            _ => None,
        };
        match (shape, tone) {
            (Some(mark), _) if !shaped && !toned => {
                likely.push(mark);
                shaped = true;
            }
            (_, Some(mark)) if vowel != ' ' && !toned => {
                likely.push(mark);
                toned = true;
            }
            _ if letter.eq_ignore_ascii_case(&'d')
                && letters.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'d')) =>
            {
                letters.next();
                likely.push(if letter == 'd' { 'đ' } else { 'Đ' });
                vowel = ' ';
            }
            _ => {
                likely.push(letter);
                let small = letter.to_ascii_lowercase();
                vowel = if matches!(small, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') { small } else { ' ' };
                (shaped, toned) = (false, false);
            }
        }
    }
    Some(likely.nfc().collect())
}
