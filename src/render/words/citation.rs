//! Citations in words: in Vietnamese the clauses of one article together.

use super::Words;
use crate::law::{Act, Citation};
use crate::render::Language;

/// An act's name, as a sentence and as a narrow place have it.
struct Name {
    whole: &'static str,
    short: &'static str,
    english: &'static str,
}

fn name(act: Act) -> Name {
    let form = |whole, english| Name { whole, short: whole, english };
    match act {
        Act::Election => Name {
            whole: "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND",
            short: "Luật Bầu cử",
            english: "Election Law 85/2015/QH13",
        },
        Act::Procedure => Name {
            whole: "Luật Tố tụng hành chính",
            short: "Luật Tố tụng hành chính",
            english: "Law on Administrative Procedure 93/2015/QH13",
        },
        Act::Residence => form("Luật Cư trú", "Residence Law 68/2020/QH14"),
        Act::Circular => form("Thông tư 21/2025/TT-BNV", "Circular 21/2025/TT-BNV"),
        Act::List => form("Mẫu số 31/HĐBC", "Form 31/HĐBC"),
        Act::Certificate => form("Mẫu số 11/HĐBC", "Form 11/HĐBC"),
        Act::ServicemanCertificate => form("Mẫu số 12/HĐBC", "Form 12/HĐBC"),
    }
}

/// Clauses of one article, or columns of one form, with where they stand.
struct Cited<'a> {
    clauses: Vec<&'a str>,
    place: String,
}

impl Words {
    /// One citation, where there is little room.
    pub(in crate::render) fn citation(self, citation: Citation) -> String {
        let (act, articles) = (citation.act, citation.articles);
        let Name { short, english, .. } = name(act);
        match (act, self.0) {
            (Act::Certificate | Act::ServicemanCertificate, Language::Vietnamese) => short.to_owned(),
            (Act::Certificate | Act::ServicemanCertificate, Language::English) => english.to_owned(),
            (Act::List, Language::Vietnamese) => format!("cột {articles} {short}"),
            (Act::List, Language::English) => format!("{english}, columns {articles}"),
            (_, Language::Vietnamese) => format!("Điều {articles} {short}"),
            (_, Language::English) => format!("{english}, Art. {articles}"),
        }
    }

    /// Citations as data tells them, such as `Art. 29.3`, in a sentence; what is no citation is left as it is.
    pub(in crate::render) fn citations<'a>(self, told: impl IntoIterator<Item = &'a str>) -> String {
        match self.0 {
            Language::English => told.into_iter().map(english).collect::<Vec<_>>().join("; "),
            Language::Vietnamese => vietnamese(told),
        }
    }
}

fn english(told: &str) -> String {
    match Act::read(told) {
        Some((act, "")) => name(act).english.to_owned(),
        Some((Act::List, columns)) => format!("columns {columns} of {}", name(Act::List).english),
        Some((act, articles)) => format!("Art. {articles} of {}", name(act).english),
        None => told.to_owned(),
    }
}

fn vietnamese<'a>(told: impl IntoIterator<Item = &'a str>) -> String {
    let mut cited: Vec<Cited<'a>> = Vec::new();
    for told in told {
        let (clause, place) = clause_and_place(told);
        match cited.last_mut() {
            Some(last) if last.place == place => last.clauses.extend(clause),
            _ => cited.push(Cited { clauses: clause.into_iter().collect(), place }),
        }
    }
    let word = |Cited { clauses, place }: Cited<'_>| match clauses.as_slice() {
        [] => place,
        clauses => format!("khoản {} {place}", clauses.join(", khoản ")),
    };
    cited.into_iter().map(word).collect::<Vec<_>>().join("; ")
}

/// The clause, where one is named, and the article with its act.
fn clause_and_place(told: &str) -> (Option<&str>, String) {
    let Some((act, articles)) = Act::read(told) else { return (None, told.to_owned()) };
    let whole = name(act).whole;
    match (act, articles.split_once('.')) {
        (_, None) if articles.is_empty() => (None, whole.to_owned()),
        (Act::List, _) => (None, format!("cột {articles} {whole}")),
        (_, Some((article, clause))) => (Some(clause), format!("Điều {article} {whole}")),
        (_, None) => (None, format!("Điều {articles} {whole}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_one_article_are_cited_together() {
        let told = ["Art. 29.1", "Art. 29.2", "Circ. 21/2025 Art. 10", "Form 31/HĐBC col. 7c"];
        let law = "Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND";
        assert_eq!(
            Words(Language::Vietnamese).citations(told),
            format!("khoản 1, khoản 2 Điều 29 {law}; Điều 10 Thông tư 21/2025/TT-BNV; cột 7c Mẫu số 31/HĐBC")
        );
    }
}
