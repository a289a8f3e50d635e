//! The key of a word: what is the same in its plural, possessive, spelling and typography.
//!
//! Both the aliases of the lexicon and the words of the texts are reduced by this one function, and
//! they match when their keys are equal. A key need not be a word; it need only be shared by the
//! forms of one word and by no other word's.

use super::token::is_apostrophe;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// The languages whose forms are known. In others only case and typography are reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    English,
    Other,
}

impl Language {
    /// From a language tag such as `en-GB` (BCP 47).
    pub fn from_tag(tag: &str) -> Language {
        match tag.split(['-', '_']).next() {
            Some("en" | "EN" | "En") => Language::English,
            _ => Language::Other,
        }
    }
}

pub fn key(word: &str, language: Language) -> String {
    let folded = fold(without_plural_of_capitals(word));
    match language {
        Language::English => spelling(singular(possessor(&folded))),
        Language::Other => folded,
    }
}

/// `APIs` and `GPUs` are plurals whatever the rules for endings say.
fn without_plural_of_capitals(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && stem.chars().all(char::is_uppercase) => stem,
        _ => word,
    }
}

/// Case and typography: compatibility forms, ligatures, soft hyphens, apostrophes.
fn fold(word: &str) -> String {
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

fn possessor(word: &str) -> &str {
    match word.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => owner,
        _ => word.strip_suffix('\'').unwrap_or(word),
    }
}

/// Words that end in `s` in the singular, beside those in `ss`, `us` and `is`.
const SINGULAR_IN_S: [&str; 30] = [
    "news",
    "lens",
    "always",
    "perhaps",
    "means",
    "chaos",
    "atlas",
    "canvas",
    "bias",
    "alias",
    "politics",
    "economics",
    "physics",
    "mathematics",
    "ethics",
    "statistics",
    "mechanics",
    "dynamics",
    "linguistics",
    "semantics",
    "aesthetics",
    "athletics",
    "logistics",
    "genetics",
    "electronics",
    "graphics",
    "analytics",
    "tactics",
    "optics",
    "robotics",
];

/// Plurals that no rule makes.
const IRREGULAR: [(&str, &str); 34] = [
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("mice", "mouse"),
    ("oxen", "ox"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("analyses", "analysis"),
    ("crises", "crisis"),
    ("theses", "thesis"),
    ("hypotheses", "hypothesis"),
    ("syntheses", "synthesis"),
    ("parentheses", "parenthesis"),
    ("oases", "oasis"),
    ("diagnoses", "diagnosis"),
    ("axes", "axis"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("appendices", "appendix"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("wolves", "wolf"),
    ("shelves", "shelf"),
    ("halves", "half"),
    ("thieves", "thief"),
    ("loaves", "loaf"),
    ("calves", "calf"),
    ("selves", "self"),
    ("foci", "focus"),
    ("nuclei", "nucleus"),
];

/// Plural and singular as one. The silent `e` before a plural ending goes in both.
fn singular(word: &str) -> String {
    let word = IRREGULAR.iter().find(|(plural, _)| *plural == word).map_or(word, |(_, singular)| singular);
    let kept = word.len() <= 3
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || SINGULAR_IN_S.contains(&word);
    let stem = if kept { word } else { word.strip_suffix('s').unwrap_or(word) };
    if stem.len() > 4 && stem.ends_with("ie") {
        return format!("{}y", &stem[..stem.len() - 2]);
    }
    let silent = ["che", "she", "xe", "ze", "se", "oe"].iter().any(|ending| stem.ends_with(ending));
    if silent && stem.len() >= 4 { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

/// Words in `-our` that are written `-or` in American English.
const OUR: [&str; 26] = [
    "labour",
    "colour",
    "favour",
    "honour",
    "neighbour",
    "behaviour",
    "harbour",
    "rumour",
    "vapour",
    "humour",
    "endeavour",
    "armour",
    "flavour",
    "odour",
    "parlour",
    "rigour",
    "savour",
    "splendour",
    "tumour",
    "valour",
    "vigour",
    "saviour",
    "candour",
    "clamour",
    "fervour",
    "demeanour",
];

/// Other pairs, as keys: British, American.
const PAIRS: [(&str, &str); 18] = [
    ("centre", "center"),
    ("theatre", "theater"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("defence", "defens"),
    ("offence", "offens"),
    ("licence", "licens"),
    ("pretence", "pretens"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("analogue", "analog"),
    ("programme", "program"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("defense", "defens"),
    ("sceptic", "skeptic"),
];

/// British and American spelling as one.
fn spelling(word: String) -> String {
    if word.len() < 4 {
        return word;
    }
    if let Some((_, american)) = PAIRS.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    if let Some(british) = OUR.iter().find(|british| word.starts_with(**british)) {
        return format!("{}or{}", &british[..british.len() - 3], &word[british.len()..]);
    }
    // Keys have lost a silent `e`: `organis` is both `organise` and `organises`.
    for (british, american) in [("is", "iz"), ("ys", "yz")] {
        for ending in ["", "ed", "ing", "ation", "er", "able"] {
            let suffix = format!("{british}{ending}");
            if word.len() > suffix.len() + 3
                && let Some(stem) = word.strip_suffix(&suffix)
            {
                return format!("{stem}{american}{ending}");
            }
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        key(a, Language::English) == key(b, Language::English)
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
                key(a, Language::English),
                key(b, Language::English)
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
        assert_eq!(key("Straße", Language::Other), "strasse");
        assert_ne!(key("Plans", Language::Other), key("Plan", Language::Other));
    }
}
