//! Ukrainian, Polish and Czech, for which there is no stemmer: their stems are words without the endings
//! of nouns and adjectives, as many as can be taken off. That makes one of too many words; which of them
//! are forms of one word is told by taking one ending off each.

use super::latin::without_accents;

/// A stem has as many letters at least.
const LEAST: usize = 3;

const UKRAINIAN: [&str; 47] = [
    "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й", "ою", "ею", "єю", "ом", "ем", "єм", "ам",
    "ям", "ах", "ях", "ами", "ями", "ів", "їв", "ей", "ові", "еві", "єві", "ий", "ій", "ого", "його", "ому",
    "йому", "им", "їм", "ої", "ьої", "их", "їх", "ими", "їми", "ьою", "ов", "ев",
];
const POLISH: [&str; 36] = [
    "a", "e", "i", "y", "o", "u", "ow", "owi", "em", "om", "ami", "ach", "ie", "iem", "ia", "iach", "iami",
    "iom", "iow", "mi", "ej", "iej", "ego", "iego", "emu", "iemu", "ym", "im", "ych", "ich", "ymi", "imi",
    "iu", "owie", "io", "ii",
];
const CZECH: [&str; 32] = [
    "a", "e", "i", "y", "o", "u", "ou", "em", "um", "am", "ami", "emi", "ach", "ech", "ich", "ych", "ovi",
    "ove", "ho", "eho", "mu", "emu", "ym", "im", "ymi", "imi", "mi", "im", "iho", "imu", "ej", "ata",
];

/// An ending is no longer, in letters.
const LONGEST_ENDING: usize = 4;

/// A word in Latin letters without the ending that Cyrillic texts write onto it: `Pod'ы`, `Podʼів`, `podами`.
pub fn latin_bases(folded: &str) -> Vec<String> {
    let base = folded.trim_end_matches(is_cyrillic);
    let ending = folded[base.len()..].chars().count();
    let base = base.trim_end_matches('\'');
    let is_form = (1..=LONGEST_ENDING).contains(&ending) && base.len() > 1 && base.is_ascii();
    is_form.then(|| base.to_owned()).into_iter().collect()
}

pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

pub fn ukrainian_stem(folded: &str) -> String {
    stem(folded.replace('ґ', "г"), &UKRAINIAN)
}

pub fn are_ukrainian_forms(a: &str, b: &str) -> bool {
    are_forms(a, b, &UKRAINIAN)
}

pub fn polish_stem(folded: &str) -> String {
    stem(without_accents(folded).into_owned(), &POLISH)
}

pub fn are_polish_forms(a: &str, b: &str) -> bool {
    are_forms(&without_accents(a), &without_accents(b), &POLISH)
}

pub fn czech_stem(folded: &str) -> String {
    stem(without_accents(folded).into_owned(), &CZECH)
}

pub fn are_czech_forms(a: &str, b: &str) -> bool {
    are_forms(&without_accents(a), &without_accents(b), &CZECH)
}

fn stem(mut word: String, endings: &[&str]) -> String {
    loop {
        word = without_fleeting(&word);
        let long = |stem: &&str| stem.chars().count() >= LEAST;
        let shorter = endings.iter().filter_map(|ending| word.strip_suffix(ending).filter(long));
        match shorter.min_by_key(|stem| stem.len()) {
            Some(shorter) => word.truncate(shorter.len()),
            None => return word,
        }
    }
}

fn are_forms(a: &str, b: &str, endings: &[&str]) -> bool {
    let stems = |word: &str| -> Vec<String> {
        let shorter = endings.iter().filter_map(|ending| word.strip_suffix(ending));
        let whole = std::iter::once(word).chain(shorter);
        whole.filter(|stem| stem.chars().count() >= LEAST).map(without_fleeting).collect()
    };
    let b = stems(b);
    stems(a).iter().any(|stem| b.contains(stem))
}

/// Without the vowel before the last letter that comes and goes or is another one: `вузол`, `вузла`; `węzeł`, `węzła`.
pub fn without_fleeting(stem: &str) -> String {
    // `простір`, `простору`
    let opened = stem.char_indices().rev().nth(1).filter(|(_, c)| *c == 'і');
    let opened = opened.map(|(at, c)| format!("{}о{}", &stem[..at], &stem[at + c.len_utf8()..]));
    let stem = opened.as_deref().unwrap_or(stem);
    let mut chars = stem.chars().rev();
    let (last, vowel, before) = (chars.next(), chars.next(), chars.next());
    let is_vowel = |c: char| "аеєиіїоуыэюяaeiouy".contains(c);
    let is_fleeting = last.is_some_and(|c| "кцнлрkcnlr".contains(c))
        && vowel.is_some_and(|c| "оеоe".contains(c))
        && before.is_some_and(|c| !is_vowel(c))
        && chars.any(is_vowel);
    match (last, stem.char_indices().rev().nth(1)) {
        (Some(last), Some((at, _))) if is_fleeting => format!("{}{last}", &stem[..at]),
        _ => stem.to_owned(),
    }
}
