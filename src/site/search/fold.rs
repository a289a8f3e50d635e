//! Words as the index writes them: `static/search.js` does the same to what a reader types.

use crate::mention::token::{is_apostrophe, is_unspaced, tokens};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The words that are looked up. Where blanks do not part words they are pairs of neighbouring
/// characters, and the last character of a run alone, so that every character begins a word.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut tokens = tokens(text).peekable();
    std::iter::from_fn(move || {
        let token = tokens.next()?;
        if !text[token.clone()].starts_with(is_unspaced) {
            return Some(token);
        }
        let next = tokens.peek().filter(|next| next.start == token.end);
        let next = next.filter(|next| text[(*next).clone()].starts_with(is_unspaced));
        let end = next.map_or(token.end, |next| next.end);
        Some(token.start..end)
    })
}

/// The word without case, accents and possessive ending. Empty if nothing is left of it.
pub fn form(word: &str) -> String {
    let mut form = if word.is_ascii() { word.to_ascii_lowercase() } else { plain(word) };
    if form.ends_with("'s") {
        form.truncate(form.len() - 2);
    } else if form.ends_with('\'') {
        form.truncate(form.len() - 1);
    }
    form
}

fn plain(word: &str) -> String {
    let unmarked = word.nfkd().filter(|c| !is_dropped(*c));
    let lower = unmarked.nfc().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            c if is_apostrophe(c) => plain.push('\''),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            c => plain.push(c),
        }
    }
    plain
}

/// Accents of the European alphabets, points of Hebrew and Arabic, and what is not seen.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_possessives_are_left_out() {
        let words = [
            "Économie",
            "Trotsky’s",
            "workers'",
            "Straße",
            "ΟΔΟΣ",
            "İstanbul",
            "Ёлка",
            "ﬁle",
            "한국어",
            "がく",
        ];
        let forms = [
            "economie",
            "trotsky",
            "workers",
            "strasse",
            "οδοσ",
            "istanbul",
            "елка",
            "file",
            "한국어",
            "がく",
        ];
        assert_eq!(words.map(form), forms);
    }

    #[test]
    fn writing_without_blanks_is_looked_up_in_pairs() {
        let text = "the Kubernetes集群は new";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["the", "Kubernetes", "集群", "群は", "は", "new"]);
    }
}
