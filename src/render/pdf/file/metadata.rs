//! What a document says of itself: Info dictionary, XMP packet and output intent.

use super::super::layout::Tags;
use chrono::NaiveDate;

/// The program's name in documents; without a version, so that equal rolls stay equal bytes.
const PRODUCER: &str = "cutri";

/// The Info dictionary.
pub(super) fn info(title: &str, date: NaiveDate) -> Vec<u8> {
    let date = date.format("(D:%Y%m%d000000+07'00')");
    let mut out = b"<</Title".to_vec();
    out.extend(text_string(title));
    out.extend(format!("/Producer({PRODUCER})/CreationDate{date}/ModDate{date}>>").into_bytes());
    out
}

/// What tells of PDF/UA-1, and the schema by which PDF/A lets it be told.
const ACCESSIBLE: &str = "
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

/// The XMP packet: the same, and which standards the file follows.
pub(super) fn xmp(title: &str, date: NaiveDate, tags: Tags) -> String {
    let (conformance, accessible) = match tags {
        Tags::Written => ('A', ACCESSIBLE),
        Tags::LeftOut => ('U', ""),
    };
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let date = date.format("%Y-%m-%dT00:00:00+07:00");
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>{accessible}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
        mark = '\u{FEFF}'
    )
}

/// A text string in UTF-16, as hexadecimal figures.
pub(in crate::render::pdf) fn text_string(text: &str) -> Vec<u8> {
    let mut out = b"<FEFF".to_vec();
    for unit in text.encode_utf16() {
        out.extend(format!("{unit:04X}").into_bytes());
    }
    out.push(b'>');
    out
}

/// An ICC profile of version 2 with the primaries of sRGB, the white of D50 and the plain gamma of 2.2: what "black" means
/// in documents that hold nothing but black.
pub(in crate::render::pdf) fn profile() -> Vec<u8> {
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
