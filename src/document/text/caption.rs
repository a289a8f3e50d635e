//! Short lines by themselves that are no headings, whatever they look like: what is written under a figure or a
//! table, to whom a letter goes, where and when it was written, that the text is over.

use super::heading;

/// Whether a line is one of these.
pub fn is_none_of_a_heading(text: &str) -> bool {
    is_caption(text) || is_salutation(text) || is_dateline(text) || is_imprint(text) || is_end(text)
}

/// Whether words open with one of some letters, small or capital, or with a letter of another script: what a look at
/// one byte rules out need not be compared with any list.
fn opens_with(text: &str, letters: &[u8]) -> bool {
    text.bytes()
        .next()
        .is_some_and(|first| !first.is_ascii() || letters.contains(&first.to_ascii_lowercase()))
}

/// The first words in small letters.
fn beginning(text: &str) -> String {
    text[..super::words::floor(text, text.len().min(120))].to_lowercase()
}

const FIGURES: [&str; 20] = [
    "figure",
    "fig.",
    "table",
    "tab.",
    "plate",
    "illustration",
    "listing",
    "exhibit",
    "chart",
    "diagram",
    "abbildung",
    "abb.",
    "tabelle",
    "tafel",
    "tableau",
    "рисунок",
    "рис.",
    "таблица",
    "图",
    "表",
];

/// `Figure 1: The Header`, `Tab. 2`, `图1`.
fn is_caption(text: &str) -> bool {
    if !opens_with(text, b"ftpilecda") {
        return false;
    }
    let lower = beginning(text);
    FIGURES.iter().filter_map(|name| lower.strip_prefix(name)).any(|rest| {
        let label = rest.trim_start_matches([' ', '\u{a0}']);
        let number = label.split([' ', '.', ':', ',', '-', '–', '—']).next().unwrap_or("");
        let spaced = label.len() < rest.len() || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let counts =
            number.starts_with(|c: char| c.is_ascii_digit()) || super::marker::roman_value(number).is_some();
        spaced && counts
    })
}

const SALUTATIONS: [&str; 26] = [
    "dear ",
    "my dear",
    "hi ",
    "hi,",
    "hello",
    "sir,",
    "gentlemen",
    "ladies and gentlemen",
    "to whom it may concern",
    "sehr geehrte",
    "liebe ",
    "lieber ",
    "hallo",
    "cher ",
    "chère ",
    "chers ",
    "monsieur,",
    "madame,",
    "estimad",
    "querid",
    "уважаем",
    "дорог",
    "любезн",
    "милостив",
    "尊敬的",
    "亲爱的",
];

/// `Dear Ines,`: the words and the sign that follows them.
fn is_salutation(text: &str) -> bool {
    if !text.ends_with([',', '!', ':', '，', '！', '：']) || text.split(' ').take(9).count() > 8 {
        return false;
    }
    let lower = beginning(text);
    SALUTATIONS.iter().any(|opener| lower.starts_with(opener))
}

/// `Whitby, October 1926`, `Sallow, den 10. November 1998`: a place, a comma, and a date with nothing after it.
fn is_dateline(text: &str) -> bool {
    let end = text.trim_end_matches([' ', ',', '.', 'г']);
    if !end.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((place, date)) = text.split_once(", ") else { return false };
    let words = || date.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4;
    let small = |word: &str| matches!(word, "den" | "the" | "of" | "le" | "de" | "of the" | "г");
    let months = words().filter(|word| !number(word) && !small(word)).count();
    let last = words().rfind(|word| *word != "г");
    place.split(' ').count() <= 3
        && (2..=5).contains(&words().count())
        && last.is_some_and(year)
        && months == 1
        && words().any(|word| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic))
}

const IMPRINTS: [&str; 12] = [
    "version ",
    "revision ",
    "release ",
    "copyright ",
    "copyright:",
    "©",
    "(c) ",
    "printed ",
    "draft ",
    "isbn",
    "issn",
    "all rights reserved",
];

/// `Version 1.1`, `Copyright © 2004 The Open Group`: what a title page says of an edition.
fn is_imprint(text: &str) -> bool {
    if is_rights(text) {
        return true;
    }
    let said = opens_with(text, b"vrc(pdia") && text.split(' ').take(9).count() <= 8;
    if !said || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    IMPRINTS.iter().filter_map(|opener| lower.strip_prefix(opener)).any(|rest| {
        rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '©' | '(' | '-' | 'v'))
            || lower.starts_with(['©', '('])
            || lower.starts_with("copyright")
    })
}

/// `Copyright (C) 1984 The Regents`, `© 2004 A. Writer`: whose a text is, and since when.
pub fn is_rights(text: &str) -> bool {
    if !opens_with(text, b"c(") {
        return false;
    }
    let opener =
        ["Copyright", "COPYRIGHT", "©", "(c)", "(C)"].iter().find_map(|opener| text.strip_prefix(opener));
    opener.is_some_and(|rest| {
        let rest = rest.trim_start_matches([':', ' ']);
        let sign = ["(c)", "(C)", "©"].iter().any(|sign| rest.starts_with(sign));
        sign || rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

const ENDS: [&str; 12] = [
    "the end",
    "end",
    "finis",
    "fin",
    "ende",
    "конец",
    "fine",
    "完",
    "the end of volume one",
    "by",
    "von",
    "par",
];

/// The word between a title and a name, by itself.
pub fn is_by(text: &str) -> bool {
    matches!(text.trim_end_matches(':').to_lowercase().as_str(), "by" | "von" | "par" | "por")
}

/// `THE END`, and the `BY` between a title and a name.
fn is_end(text: &str) -> bool {
    let bare = heading::bare(text).trim_end_matches(['.', '!', ':']);
    bare.len() <= 40 && opens_with(bare, b"tefbvp") && ENDS.contains(&bare.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_headings() {
        for line in [
            "Figure 1: The Header",
            "Table IV. Flags",
            "图1 水位",
            "Dear Ines,",
            "Любезный друг!",
            "Whitby, October 1926",
            "Sallow, den 10. November 1998",
            "Version 1.1",
            "Copyright © 1989, 2004 The Open Group",
            "THE END",
            "BY",
        ] {
            assert!(is_none_of_a_heading(line), "{line}");
        }
    }

    #[test]
    fn headings_that_begin_like_them() {
        for line in [
            "Figures of Speech",
            "Table of Fees",
            "Tables and Chairs",
            "Dear Leader",
            "Hello World",
            "October 1917",
            "Marx, Engels, and 1848",
            "Version Control",
            "Copyright and Its Enemies",
            "The End of History",
            "End of Life",
            "Release Notes",
            "By the Sea",
        ] {
            assert!(!is_none_of_a_heading(line), "{line}");
        }
    }
}
