//! Words as the index writes them: `static/search.js` does the same to what a reader types.

use crate::mention::token::{is_apostrophe, is_unspaced, tokens};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The words that are looked up. An apostrophe parts words, and what it leaves of a possessive is none.
/// Where blanks do not part words they are pairs of neighbouring characters, and the last character of
/// a run alone, so that every character begins a word.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut tokens = tokens(text).peekable();
    let mut rest = 0..0;
    std::iter::from_fn(move || {
        loop {
            if let Some(part) = next_part(text, &mut rest) {
                return Some(part);
            }
            let token = tokens.next()?;
            if !text[token.clone()].starts_with(is_unspaced) {
                rest = token;
                continue;
            }
            let next = tokens.peek().filter(|next| next.start == token.end);
            let next = next.filter(|next| text[(*next).clone()].starts_with(is_unspaced));
            return Some(token.start..next.map_or(token.end, |next| next.end));
        }
    })
}

/// The next part of a token, between its apostrophes.
fn next_part(text: &str, rest: &mut Range<usize>) -> Option<Range<usize>> {
    while rest.start < rest.end {
        let first = !text[..rest.start].ends_with(is_apostrophe);
        let words = &text[rest.clone()];
        let end = words.find(is_apostrophe).unwrap_or(words.len());
        let part = rest.start..rest.start + end;
        let behind = words[end..].chars().next().map_or(0, char::len_utf8);
        rest.start = part.end + behind;
        let possessive = !first && rest.start >= rest.end && text[part.clone()].eq_ignore_ascii_case("s");
        if !part.is_empty() && !possessive {
            return Some(part);
        }
    }
    None
}

/// A name as a reader may type it behind `concept:`, in one word.
pub fn name(text: &str) -> String {
    let mut forms = Vec::new();
    for token in tokens(text) {
        if text[token.clone()].starts_with(is_unspaced) {
            forms.push(form(&text[token]));
            continue;
        }
        let mut rest = token;
        while let Some(part) = next_part(text, &mut rest) {
            forms.push(form(&text[part]));
        }
    }
    forms.join("-")
}

/// The word without case and accents. Empty if nothing is left of it.
pub fn form(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { plain(word) }
}

fn plain(word: &str) -> String {
    let unmarked = word.nfkd().filter(|c| !is_dropped(*c));
    // Upper case knows that ß is SS and ı is I.
    let lower = unmarked.nfc().collect::<String>().to_uppercase().to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
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
    fn case_and_accents_are_left_out() {
        let words = ["Économie", "Straße", "ΟΔΟΣ", "İstanbul", "Ёлка", "ﬁle", "한국어", "がく"];
        let forms = ["economie", "strasse", "οδος", "istanbul", "елка", "file", "한국어", "がく"];
        assert_eq!(words.map(form), forms);
    }

    #[test]
    fn apostrophes_part_words_and_possessives_end_in_them() {
        let text = "Trotsky’s workers' ‘plan’ isn't l'économie of O'Brien's";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["Trotsky", "workers", "plan", "isn", "t", "l", "économie", "of", "O", "Brien"]);
    }

    #[test]
    fn a_name_is_one_word_in_any_script() {
        let names = ["Workers' state", "Plan", "计划经济", "École d’Été", "c-plus-plus", "Trotsky’s K8s集群"];
        let words =
            ["workers-state", "plan", "计-划-经-济", "ecole-d-ete", "c-plus-plus", "trotsky-k8s-集-群"];
        assert_eq!(names.map(name), words);
    }

    #[test]
    fn writing_without_blanks_is_looked_up_in_pairs() {
        let text = "the Kubernetes集群は new";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["the", "Kubernetes", "集群", "群は", "は", "new"]);
    }
}
