//! What languages in Latin letters share: accents, which many writers leave out.

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
