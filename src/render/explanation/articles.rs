//! Articles in words.

use super::super::language::Language;

/// An article as it is cited in the language; `Art.` without a law's name is an article of law 85/2015/QH13.
pub(super) fn words(article: &str, language: Language) -> String {
    match language {
        Language::English => match article.strip_prefix("Art. ") {
            Some(number) => format!("Art. {number} of law 85/2015/QH13"),
            None => article.to_owned(),
        },
        Language::Vietnamese => vietnamese(article),
    }
}

fn vietnamese(article: &str) -> String {
    let laws = [
        ("Art. ", "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND"),
        ("Circ. 21/2025 Art. ", "Thông tư 21/2025/TT-BNV"),
        ("Residence Law Art. ", "Luật Cư trú"),
    ];
    for (prefix, law) in laws {
        let Some(number) = article.strip_prefix(prefix) else { continue };
        return match number.split_once('.') {
            Some((number, clause)) => format!("khoản {clause} Điều {number} {law}"),
            None => format!("Điều {number} {law}"),
        };
    }
    article.replace("NEC Q&A", "Hỏi đáp của Hội đồng Bầu cử quốc gia")
}
