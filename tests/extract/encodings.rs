//! Text in an encoding of letters of one byte stops the reading with an error that says what it looks like.

use super::builder::small;
use cutri::extract::{ExtractError, Looks, detect};

/// Letters with the bytes they have in TCVN3 and in VNI, as hexadecimal digits.
const LETTERS: &str = "à b5 61f8|á b8 61f9|â a9 61e2|ã b7 61f5|ả b6 61fb|ạ b9 61ef|ă a8 61ea|ắ be 61e9|ằ bb 61e8|ặ c6 61eb|\
    ấ ca 61e1|ầ c7 61e0|ẩ c8 61e5|ẫ c9 61e3|ậ cb 61e4|è cc 65f8|é d0 65f9|ê aa 65e2|ế d5 65e1|ề d2 65e0|ễ d4 65e3|\
    ệ d6 65e4|ì d7 ec|í dd ed|ị de f2|ò df 6ff8|ó e3 6ff9|ô ab 6fe2|õ e2 6ff5|ọ e4 6fef|ố e8 6fe1|ồ e5 6fe0|ộ e9 6fe4|ỗ e7 6fe3|\
    ơ ac f4|ớ ed f4f9|ờ ea f4f8|ợ ee f4ef|ù ef 75f8|ú f3 75f9|ũ f2 75f5|ụ f4 75ef|ủ f1 75fb|ư ad f6|ứ f8 f6f9|ừ f5 f6f8|\
    ữ f7 f6f5|ự f9 f6ef|ý fd 79f9|đ ae f1|Đ a7 d1|Ô a4 4fe2|Â a2 41e2";

fn hex(digits: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// The text with each letter's bytes from a column of [`LETTERS`].
fn encoded(text: &str, column: usize) -> Vec<u8> {
    text.chars()
        .flat_map(|letter| {
            let known = LETTERS.split('|').find(|row| row.starts_with(letter));
            match known {
                Some(row) => hex(row.split(' ').nth(column).unwrap()),
                None => {
                    assert!(letter.is_ascii(), "{letter} is not in the table");
                    vec![letter as u8]
                }
            }
        })
        .collect()
}

/// Windows-1258: circumflex, breve and horn are letters, tones are bytes of their own.
fn windows_1258(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let letters = "âăêôơưđĐÂÔ".chars().zip([0xe2, 0xe3, 0xea, 0xf4, 0xf5, 0xfd, 0xf0, 0xd0, 0xc2, 0xd4]);
    let letters: Vec<(char, u8)> = letters.collect();
    let tones =
        [('\u{300}', 0xcc), ('\u{309}', 0xd2), ('\u{303}', 0xde), ('\u{301}', 0xec), ('\u{323}', 0xf2)];
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let (tone, base): (Vec<char>, Vec<char>) =
            letter.nfd().partition(|part| tones.iter().any(|(tone, _)| tone == part));
        let base: char = base.into_iter().nfc().next().unwrap();
        let known = letters.iter().find(|(known, _)| *known == base);
        bytes.push(known.map_or(base as u8, |(_, byte)| *byte));
        bytes.extend(tone.iter().map(|tone| tones.iter().find(|(known, _)| known == tone).unwrap().1));
    }
    bytes
}

const TEXTS: [&str; 5] = [
    "Nguyễn Văn An",
    "Trần Thị Hồng",
    "Đỗ Đức Thắng,1980,nữ,VNM,Kinh,Nông dân",
    "Số 5, đường làng, xã Bến Nước, phường Thạnh Lộc, công nhân, giáo viên, học sinh",
    "Lê Thị Dung",
];

#[test]
fn each_encoding_is_told_from_a_single_name() {
    for text in TEXTS {
        assert_eq!(detect(&encoded(text, 1)), Looks::Tcvn3, "{text}");
        assert_eq!(detect(&encoded(text, 2)), Looks::Vni, "{text}");
        assert_eq!(detect(&windows_1258(text)), Looks::Windows1258, "{text}");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide), Looks::Utf16LittleEndian, "{text}");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&wide), Looks::Utf16BigEndian, "{text}");
    }
    assert_eq!(detect(&[0x80, 0x81, 0xff, 0x90]), Looks::Unknown);
}

/// The error of the small extract with the persons in other bytes.
fn error(persons: Vec<u8>) -> ExtractError {
    small().with("persons.csv", persons).read().unwrap_err()
}

#[test]
fn the_error_names_file_line_place_look_and_what_to_do() {
    let text = small().text("persons.csv");
    let first = "031080000001,Nguy";
    let offset = text.find(first).unwrap() + first.len();
    let cases = [
        (encoded(&text, 1), offset, "TCVN3", "UniKey"),
        (encoded(&text, 2), offset + 1, "VNI", "UniKey"),
        (windows_1258(&text), offset, "Windows-1258", "iconv -f WINDOWS-1258 -t UTF-8"),
    ];
    for (bytes, offset, looks, advice) in cases {
        let message = error(bytes).to_string();
        assert!(
            message.starts_with(&format!("persons.csv: dòng 2, byte {offset}: không phải UTF-8")),
            "{message}"
        );
        assert!(message.contains(&format!("persons.csv: line 2, byte {offset}: not UTF-8")), "{message}");
        assert!(message.contains(looks) && message.contains(advice), "{message}");
    }
}

#[test]
fn a_fault_far_into_a_file_is_told_with_its_place() {
    let mut bytes = small().0["persons.csv"].clone();
    for number in 0..20_000 {
        bytes.extend(format!("0310810{number:05},\"Lê\nVăn Ân\",1981,nam,VNM,,,,,alive,,,\n").bytes());
    }
    let offset = bytes.len() + 15;
    bytes.extend(b"031081999999,\"L\xea V\xe3n\",1981,nam,VNM,,,,,alive,,,\n");
    let message = error(bytes).to_string();
    assert!(message.contains(&format!("line 40006, byte {offset}:")), "{message}");
}
