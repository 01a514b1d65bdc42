//! Whether a word is a syllable that Vietnamese is written with: what a text in another encoding hardly ever is.

use super::name::split_tone;

/// The letters a syllable begins with, the longest first, so that the first that fits is taken.
const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "r", "s", "t", "v", "x", "",
];

/// What may follow, by its first letter, without tones.
const RIMES: [&str; 12] = [
    "a ac ach ai am an ang anh ao ap at au ay",
    "ăc ăm ăn ăng ăp ăt",
    "âc âm ân âng âp ât âu ây",
    "e ec em en eng eo ep et",
    "ê êch êm ên ênh êp êt êu",
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu",
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot",
    "ô ôc ôi ôm ôn ông ôp ôt",
    "ơ ơi ơm ơn ơp ơt",
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn \
     uynh uyt uyu",
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu",
    "y ych yêm yên yêng yêt yêu ym yn ynh yt yu",
];

/// The tones that a syllable ending in `c`, `ch`, `p` or `t` has.
const TONES_BEFORE_STOPS: [u8; 2] = [4, 5];

/// Whether a word is a Vietnamese syllable: its letters, its tone, and small, large or large only at the front.
///
/// ```
/// use cutri::people::is_syllable;
/// assert!(["Nguyễn", "THỊ", "quốc", "giêng", "Ý"].iter().all(|word| is_syllable(word)));
/// assert!(["NguyÔn", "Hoaøng", "Thuyt", "kông", "Niê", ""].iter().all(|word| !is_syllable(word)));
/// ```
pub fn is_syllable(word: &str) -> bool {
    if !is_of_one_case(word) {
        return false;
    }
    let (mut plain, mut tone, mut tones) = (String::with_capacity(16), 0, 0);
    for letter in word.chars().flat_map(char::to_lowercase) {
        let (base, found) = split_tone(letter);
        if found > 0 {
            (tone, tones) = (found, tones + 1);
        }
        plain.push(base);
    }
    let stops = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    tones <= 1
        && (!stops || TONES_BEFORE_STOPS.contains(&tone))
        && ONSETS.iter().any(|onset| plain.strip_prefix(onset).is_some_and(|rime| agree(onset, rime)))
}

/// Whether what follows these first letters is a rime, spelt as they want it.
fn agree(onset: &str, rime: &str) -> bool {
    let Some(first) = rime.chars().next() else { return false };
    let is_front = matches!(first, 'i' | 'e' | 'ê' | 'y');
    let fits = match onset {
        "k" | "gh" | "ngh" => is_front,
        "c" | "ng" => !is_front,
        "g" => !matches!(first, 'e' | 'ê' | 'y'),
        _ => true,
    };
    let of_letter = RIMES.iter().find(|rimes| rimes.starts_with(first));
    fits && of_letter.is_some_and(|rimes| rimes.split_ascii_whitespace().any(|known| known == rime))
}

fn is_of_one_case(word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    let small = |c: char| c.is_lowercase();
    let large = |c: char| c.is_uppercase();
    (small(first) || large(first)) && rest.chars().all(small) || large(first) && rest.chars().all(large)
}
