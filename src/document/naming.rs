//! What the name of a file says, and what a text is called that has no title and was given none.

use super::quote::shorten;
use super::{Kind, Parsed};
use crate::source::ending::is_markdown;

/// Words that files are called by whatever is in them.
const EMPTY: &str = "untitled document documents text texts file page new copy draft scan image note notes sample test final \
     version export output index readme seed unbenannt dokument datei";

/// Where the sidecar of a text lies, from the text's path below `seeds/`.
pub fn sidecar_path(path: &str) -> String {
    format!("seeds/{}.yaml", stem(path))
}

/// A path without its ending.
pub fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The same, of an index that of its folder.
pub fn called(path: &str) -> &str {
    let stem = stem(path);
    stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem)
}

/// The name of its file where that is made of words, as `1961_state_of_the_union.txt` is; else its first clause, or any
/// name. Notes in Markdown are called by their files even where that is one word.
pub fn name(path: &str, parsed: &Parsed) -> String {
    let least = if is_markdown(path) { 1 } else { 2 };
    let stem = called(path).rsplit('/').next().unwrap_or(path);
    let first =
        || parsed.passages.iter().find(|passage| !passage.text.is_empty() && passage.kind != Kind::Code);
    words_of(stem, least)
        .or_else(|| Some(shorten(first()?.text.lines().next().unwrap_or(""), 60)))
        .unwrap_or_else(|| stem.to_owned())
}

/// A file's name as words, if it is made of so many of them or more.
fn words_of(stem: &str, least: usize) -> Option<String> {
    let words: Vec<&str> = stem
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let named: Vec<&&str> = words.iter().filter(|word| is_word(word)).collect();
    let is_empty = |word: &str| EMPTY.split(' ').any(|empty| word.eq_ignore_ascii_case(empty));
    let tells = named.iter().any(|word| !is_empty(word));
    // Letters and digits in one piece are what a program counted, very many letters a number of the web's.
    let clean = words.iter().all(|word| word.chars().count() <= 24 && !mixes(word));
    if named.len() < least || !tells || !clean {
        return None;
    }
    let mut joined = words.join(" ");
    let first = joined.chars().next()?;
    if words.iter().all(|word| !word.contains(char::is_uppercase)) {
        joined.replace_range(..first.len_utf8(), &first.to_uppercase().collect::<String>());
    }
    Some(joined)
}

fn is_word(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', '!', '?', '\'']);
    bare.chars().count() >= 3 && bare.chars().all(char::is_alphabetic)
}

/// Whether letters and digits stand in one word, as in what a program counted: `IMG2041`, `doc00498`.
fn mixes(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_a_title_where_it_is_words() {
        for (stem, title) in [
            ("1961_john_f_kennedy_d", "1961 john f kennedy d"),
            ("notes-on-planning", "Notes on planning"),
            ("The Revolution Betrayed", "The Revolution Betrayed"),
            ("über_die-Planung", "über die Planung"),
            ("доклад-о-плане", "Доклад о плане"),
        ] {
            assert_eq!(words_of(stem, 2).as_deref(), Some(title), "{stem}");
        }
        for stem in [
            "text",
            "letter",
            "untitled-document",
            "new text",
            "IMG_2041",
            "scan0012 page",
            "a-b",
            "doc00498-text-of-page",
            "x",
        ] {
            assert_eq!(words_of(stem, 2), None, "{stem}");
        }
    }

    #[test]
    fn notes_in_markdown_are_called_by_their_files() {
        let named = |path: &str| name(path, &Parsed::default());
        assert_eq!(named("ideas/rhizome.md"), "Rhizome");
        assert_eq!(named("ideas/index.md"), "Ideas");
        assert_eq!(words_of("untitled", 1), None);
        assert_eq!(words_of("pr", 1), None);
    }
}
