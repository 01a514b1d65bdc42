//! Articles in words.

use super::super::language::Language;

/// The Vietnamese names of the laws, by how an article of theirs begins. `Art.` without a law's name is an article of
/// law 85/2015/QH13.
const LAWS: [(&str, &str); 3] = [
    ("Art. ", "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND"),
    ("Circ. 21/2025 Art. ", "Thông tư 21/2025/TT-BNV"),
    ("Residence Law Art. ", "Luật Cư trú"),
];

/// Articles as they are cited in the language: in Vietnamese the clauses of one article together.
pub(super) fn words(articles: &[&str], language: Language) -> String {
    match language {
        Language::English => articles.iter().map(|article| english(article)).collect::<Vec<_>>().join("; "),
        Language::Vietnamese => vietnamese(articles),
    }
}

fn english(article: &str) -> String {
    match article.strip_prefix("Art. ") {
        Some(number) => format!("Art. {number} of law 85/2015/QH13"),
        None => article.to_owned(),
    }
}

/// A citation: its clauses, and the article with its law.
type Citation<'a> = (Vec<&'a str>, String);

fn vietnamese(articles: &[&str]) -> String {
    let mut citations: Vec<Citation<'_>> = Vec::new();
    for article in articles {
        let (clause, place) = citation(article);
        match citations.last_mut() {
            Some((clauses, same)) if *same == place => clauses.extend(clause),
            _ => citations.push((clause.into_iter().collect(), place)),
        }
    }
    let word = |(clauses, place): &Citation<'_>| match clauses.as_slice() {
        [] => place.clone(),
        clauses => format!("khoản {} {place}", clauses.join(", khoản ")),
    };
    citations.iter().map(word).collect::<Vec<_>>().join("; ")
}

/// The clause, where one is named, and the article with its law.
fn citation(article: &str) -> (Option<&str>, String) {
    for (prefix, law) in LAWS {
        let Some(number) = article.strip_prefix(prefix) else { continue };
        return match number.split_once('.') {
            Some((number, clause)) => (Some(clause), format!("Điều {number} {law}")),
            None => (None, format!("Điều {number} {law}")),
        };
    }
    (None, article.replace("NEC Q&A", "Hỏi đáp của Hội đồng Bầu cử quốc gia"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_one_article_are_cited_together() {
        let cited = words(&["Art. 29.1", "Art. 29.2", "Circ. 21/2025 Art. 10"], Language::Vietnamese);
        let law = "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND";
        assert_eq!(cited, format!("khoản 1, khoản 2 Điều 29 {law}; Điều 10 Thông tư 21/2025/TT-BNV"));
    }
}
