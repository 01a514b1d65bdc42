//! Lines no wider than a terminal.

/// A line in as many as it takes, none wider than `width` where its words allow; those under the first are moved in.
pub(super) fn line(line: &str, width: usize, indent: &str) -> String {
    let body = line.trim_start_matches(' ');
    let mut text = line[..line.len() - body.len()].to_owned();
    let mut used = text.len();
    for (at, word) in body.split(' ').enumerate() {
        let length = word.chars().count();
        if at > 0 && used + 1 + length > width {
            text = text.trim_end_matches(' ').to_owned() + "\n" + indent;
            used = indent.len();
        } else if at > 0 {
            text.push(' ');
            used += 1;
        }
        text += word;
        used += length;
    }
    text
}

/// Lines, each as [`line()`] has it; under one that is moved in itself, those that it takes are moved in further.
pub(super) fn lines(text: &str, width: usize) -> String {
    let folded = |one: &str| {
        let lead = one.len() - one.trim_start_matches(' ').len();
        let indent = " ".repeat(if lead == 0 { 0 } else { lead + 3 });
        if one.chars().count() <= width { one.to_owned() + "\n" } else { line(one, width, &indent) + "\n" }
    };
    text.lines().map(folded).collect()
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn no_line_is_wider_than_it_may_be_and_no_word_is_lost() {
        let long = "  1. ".to_owned() + &"một dòng rất dài ".repeat(20);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for width in [20, 80, 120] {
            let folded = lines(&long, width);
            assert!(folded.lines().all(|line| line.chars().count() <= width), "{folded}");
            assert_eq!(words(&folded), words(&long));
        }
        assert_eq!(lines("a  b\n\nc\n", 80), "a  b\n\nc\n", "what fits stays as it is");
        assert_eq!(line("một hai ba", 7, "  "), "một hai\n  ba");
    }
}
