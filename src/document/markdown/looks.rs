//! What a line of plain text looks like: an item, a title, prose.

use crate::document::Enumerator;

const BULLETS: [char; 13] = ['•', '◦', '▪', '‣', '·', '●', '○', '■', '□', '▸', '►', '➢', '–'];

/// A bullet that Markdown does not know, at the start of a line.
pub fn bullet(words: &str) -> Option<char> {
    let first = words.chars().next()?;
    let rest = &words[first.len_utf8()..];
    let is_bullet = BULLETS.contains(&first) || first == 'o';
    (is_bullet && rest.starts_with([' ', '\t', '\u{a0}']) && !rest.trim().is_empty()).then_some(first)
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    pub ordinal: u64,
    pub style: Enumerator,
    /// `.` or `)`.
    pub closes: char,
    /// Bytes, without the blank behind it.
    pub length: usize,
}

/// What counts at the start of a line: `1.`, `(2)`, `a)`, `IV.`
pub fn enumerator(words: &str) -> Option<Written> {
    let inner = words.strip_prefix('(').unwrap_or(words);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let closes = inner[end..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    if (inner.len() < words.len() && closes != ')') || !inner[end + 1..].starts_with([' ', '\t']) {
        return None;
    }
    let sign = &inner[..end];
    let length = words.len() - inner.len() + end + 1;
    let counted = |ordinal, style| Some(Written { ordinal, style, closes, length });
    if let Ok(ordinal) = sign.parse::<u64>() {
        return counted(ordinal, Enumerator::Decimal);
    }
    let is_upper = sign.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_lower = sign.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(ordinal) = roman(sign).filter(|_| sign.len() > 1 || sign.eq_ignore_ascii_case("i")) {
        return counted(ordinal, if is_upper { Enumerator::UpperRoman } else { Enumerator::LowerRoman })
            .filter(|_| is_upper || is_lower);
    }
    if sign.len() != 1 || !(is_upper || is_lower) {
        return None;
    }
    let ordinal = u64::from(sign.as_bytes()[0].to_ascii_lowercase() - b'a') + 1;
    counted(ordinal, if is_upper { Enumerator::UpperAlpha } else { Enumerator::LowerAlpha })
}

fn roman(sign: &str) -> Option<u64> {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    let sign = sign.to_lowercase();
    NUMERALS.iter().zip(1..).find(|(numeral, _)| **numeral == sign).map(|(_, value)| value)
}

/// Few words, the first with a capital, without the stop of a sentence.
pub fn is_title(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c == ']' || c == '[' || c.is_ascii_digit());
    words.split_whitespace().count() <= 12
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“*_".contains(c))
        && !bare.ends_with(['.', ',', ';', ':', '!'])
}

pub fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    words.len() <= 80
        && letters.clone().count() >= 5
        && letters.clone().all(|c| c.is_uppercase())
        && words.starts_with(char::is_alphabetic)
        && words.split_whitespace().count() >= 2
        && words.chars().all(|c| c.is_alphanumeric() || " ,'’&-–—:?()".contains(c))
        && !words.ends_with([',', ':', ';', '.'])
}

/// Words of a sentence, at least so many, without anything that code is made of.
pub fn is_prose(words: &str, least: usize) -> bool {
    let count = words.split_whitespace().count();
    let plain = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " ,.;:'\"!?()-–—’‘“”…\u{a0}".contains(c);
    let first = words.trim_start().trim_start_matches(['"', '“', '‘', '\'', '(']);
    let lower = words
        .split_whitespace()
        .filter(|word| word.chars().all(|c| !c.is_uppercase() && !c.is_numeric()))
        .count();
    count >= least
        && words.chars().all(plain)
        && !words.trim().contains("  ")
        && first.starts_with(char::is_uppercase)
        && lower * 2 > count
}

/// The letters that lead back from a note: `a b c`.
pub fn without_letters(words: &str) -> &str {
    let mut rest = words;
    let mut expected = 'a';
    let mut count = 0;
    while let Some(after) = rest.strip_prefix(expected).filter(|after| after.starts_with(' ')) {
        rest = after.trim_start();
        expected = char::from(expected as u8 + 1);
        count += 1;
    }
    if count >= 2 { rest } else { words }
}
