//! What languages in Latin letters share: accents, which many writers leave out, and little words that have an article
//! in them.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folded word without its accents; other scripts keep their marks.
pub fn without_accents(folded: &str) -> Cow<'_, str> {
    let is_latin = |c: char| c < '\u{250}' || is_combining_mark(c);
    if folded.is_ascii() || !folded.chars().all(is_latin) {
        return Cow::Borrowed(folded);
    }
    let mut plain = String::with_capacity(folded.len());
    for c in folded.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            _ => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// As [`super::Rules::contracted`].
pub const ITALIAN_CONTRACTIONS: &[(&str, &str)] = &[
    ("ai", "a"),
    ("agli", "a"),
    ("al", "a"),
    ("all", "a"),
    ("alla", "a"),
    ("alle", "a"),
    ("allo", "a"),
    ("d", "di"),
    ("dai", "da"),
    ("dagli", "da"),
    ("dal", "da"),
    ("dall", "da"),
    ("dalla", "da"),
    ("dalle", "da"),
    ("dallo", "da"),
    ("degli", "di"),
    ("dei", "di"),
    ("del", "di"),
    ("dell", "di"),
    ("della", "di"),
    ("delle", "di"),
    ("dello", "di"),
    ("negli", "in"),
    ("nei", "in"),
    ("nel", "in"),
    ("nell", "in"),
    ("nella", "in"),
    ("nelle", "in"),
    ("nello", "in"),
    ("sugli", "su"),
    ("sui", "su"),
    ("sul", "su"),
    ("sull", "su"),
    ("sulla", "su"),
    ("sulle", "su"),
    ("sullo", "su"),
];

/// As [`super::Rules::contracted`].
pub const PORTUGUESE_CONTRACTIONS: &[(&str, &str)] = &[
    ("ao", "a"),
    ("aos", "a"),
    ("da", "de"),
    ("das", "de"),
    ("do", "de"),
    ("dos", "de"),
    ("duma", "de"),
    ("dum", "de"),
    ("na", "em"),
    ("nas", "em"),
    ("no", "em"),
    ("nos", "em"),
    ("num", "em"),
    ("numa", "em"),
    ("pela", "por"),
    ("pelas", "por"),
    ("pelo", "por"),
    ("pelos", "por"),
    ("à", "a"),
    ("às", "a"),
];
