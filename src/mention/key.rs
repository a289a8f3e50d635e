//! The key of a word: what is the same in its plural, possessive, spelling and typography.
//!
//! Both the aliases of the lexicon and the words of the texts are reduced by this one function, and
//! they match when their keys are equal. A key need not be a word; it need only be shared by the
//! forms of one word and by no other word's.

use super::language::Language;
use super::token::is_apostrophe;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

pub fn key(word: &str, language: Language) -> String {
    language.key(&fold(without_plural_of_capitals(word)))
}

/// `APIs` and `GPUs` are plurals whatever the rules for endings say, and so is the end of `PDP-10s`; but
/// the `1930s` are ten years.
pub fn without_plural_of_capitals(word: &str) -> &str {
    let is_capital = |stem: &str| stem.len() > 1 && stem.chars().all(char::is_uppercase);
    let is_number =
        |stem: &str| (1..4).contains(&stem.len()) && stem.bytes().all(|byte| byte.is_ascii_digit());
    match word.strip_suffix('s') {
        Some(stem) if is_capital(stem) || is_number(stem) => stem,
        // `OSes`
        Some(stem) => stem.strip_suffix('e').filter(|stem| is_capital(stem)).unwrap_or(word),
        None => word,
    }
}

/// Case and typography: compatibility forms, ligatures, soft hyphens, apostrophes.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain: String = if is_nfkc(word) { word.to_owned() } else { word.nfkc().collect() };
    caseless::default_case_fold_str(&plain)
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}'))
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        key(a, Language::ENGLISH) == key(b, Language::ENGLISH)
    }

    #[test]
    fn forms_of_one_word_share_a_key() {
        let pairs = [
            ("class", "classes"),
            ("cache", "caches"),
            ("theory", "theories"),
            ("movie", "movies"),
            ("hero", "heroes"),
            ("box", "boxes"),
            ("process", "processes"),
            ("status", "statuses"),
            ("Trotsky", "Trotsky’s"),
            ("worker", "workers'"),
            ("Gulag", "GULAGS"),
            ("crisis", "crises"),
            ("woman", "women"),
            ("mouse", "mice"),
            ("goose", "geese"),
            ("axis", "axes"),
            ("labour", "labor"),
            ("organise", "organizes"),
            ("organisation", "organizations"),
            ("behaviour", "behaviors"),
            ("centre", "centers"),
            ("ﬁle", "files"),
            ("analyse", "analyze"),
            ("base", "bases"),
            ("house", "houses"),
            ("defence", "defenses"),
            ("nationalisation", "nationalization"),
        ];
        for (a, b) in pairs {
            assert!(
                same(a, b),
                "{a} and {b}: {} and {}",
                key(a, Language::ENGLISH),
                key(b, Language::ENGLISH)
            );
        }
    }

    #[test]
    fn other_words_do_not() {
        let pairs = [
            ("news", "new"),
            ("economics", "economic"),
            ("politics", "politic"),
            ("us", "u"),
            ("as", "a"),
            ("his", "hi"),
            ("gas", "ga"),
            ("filing", "filling"),
            ("toe", "to"),
            ("lens", "len"),
            ("this", "thi"),
        ];
        for (a, b) in pairs {
            assert!(!same(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn a_language_without_rules_keeps_its_forms() {
        assert_eq!(key("Straße", Language::OTHER), "strasse");
        assert_ne!(key("Plans", Language::OTHER), key("Plan", Language::OTHER));
    }
}
