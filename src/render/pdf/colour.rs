//! What colours mean.

/// An ICC profile of version 2 with the primaries of sRGB, the white of D50 and the plain gamma of 2.2: what "black" means
/// in documents that hold nothing but black.
pub(super) fn profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description("sRGB primaries, gamma 2.2")),
        (b"cprt", [b"text\0\0\0\0".as_slice(), b"No copyright, use freely\0"].concat()),
        (b"wtpt", xyz([0xF6D6, 0x1_0000, 0xD32D])),
        (b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
        (b"rTRC", gamma()),
        (b"gTRC", gamma()),
        (b"bTRC", gamma()),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    for (signature, content) in tags {
        let offset = (128 + 4 + 9 * 12 + data.len()) as u32;
        table.extend_from_slice(signature);
        table.extend(offset.to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [header((128 + table.len() + data.len()) as u32), table, data].concat()
}

fn header(size: u32) -> Vec<u8> {
    let mut out = size.to_be_bytes().to_vec();
    out.extend_from_slice(b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ ");
    for part in [2026u16, 1, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend_from_slice(b"acsp");
    out.resize(68, 0);
    for part in [0xF6D6u32, 0x1_0000, 0xD32D] {
        out.extend(part.to_be_bytes());
    }
    out.resize(128, 0);
    out
}

fn xyz(parts: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(parts.iter().flat_map(|part| part.to_be_bytes()));
    out
}

fn gamma() -> Vec<u8> {
    b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec()
}

fn description(text: &str) -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend((text.len() as u32 + 1).to_be_bytes());
    out.extend_from_slice(text.as_bytes());
    out.resize(out.len() + 1 + 8 + 3 + 67, 0);
    out
}
