//! Words of a text, as the finder sees them.

use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The words of a text with their byte ranges, in order.
///
/// A word is a run of letters, digits and the marks that belong to them; an apostrophe between
/// letters, or after a final `s`, is part of it. Scripts that write no blanks between words have one
/// token a character, so that a phrase is found wherever it stands.
pub fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = word_start(text, rest)?;
        let end =
            ascii_word_end(text.as_bytes(), start).unwrap_or_else(|| start + word_length(&text[start..]));
        rest = end;
        Some(start..end)
    })
}

/// The same, but for katakana, of which a run is one word or a compound of some: parts of `ディストリビューション` are no words.
pub fn whole_words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut tokens = tokens(text).peekable();
    std::iter::from_fn(move || {
        let mut word = tokens.next()?;
        let begins = |token: &Range<usize>| text[token.start..].starts_with(is_katakana);
        if begins(&word) {
            while let Some(next) = tokens.next_if(|next| next.start == word.end && begins(next)) {
                word.end = next.end;
            }
        }
        Some(word)
    })
}

/// Letters and digits of any script in a row: rougher than words, and enough to tell a language by.
pub fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = word_start(text, rest)?;
        let mut end = ascii_run_end(text.as_bytes(), start);
        if text.as_bytes().get(end).is_some_and(|byte| !byte.is_ascii()) {
            let tail = &text[end..];
            end += tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        }
        rest = end;
        Some(start..end)
    })
}

/// Where the first word begins that does not begin before `at`.
#[inline]
fn word_start(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        let c = if byte.is_ascii() { ' ' } else { text[at..].chars().next()? };
        // One of the apostrophes is a letter to Unicode.
        if c.is_alphanumeric() && !is_apostrophe(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The end of a word that begins here, if it and what ends it are plainly ASCII, as most are.
#[inline]
fn ascii_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = ascii_run_end(bytes, start);
    let is_plain = bytes.get(end).is_none_or(|byte| byte.is_ascii() && *byte != b'\'');
    (is_plain && end > start).then_some(end)
}

#[inline]
fn ascii_run_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    loop {
        let run = alphanumeric_run(eight_bytes(bytes, end));
        end += run;
        if run < 8 {
            return end;
        }
    }
}

/// Eight bytes from here on as one number, the first the lowest, with zeros after the last.
#[inline]
pub fn eight_bytes(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    match bytes.get(at..at + 8) {
        Some(bytes) => eight.copy_from_slice(bytes),
        None => {
            let rest = bytes.get(at..).unwrap_or(&[]);
            eight[..rest.len()].copy_from_slice(rest);
        }
    }
    u64::from_le_bytes(eight)
}

/// How many of eight bytes are letters and digits of ASCII before the first that is not: all are looked
/// at in a few operations, where a loop would have to guess its end for every word.
#[inline]
fn alphanumeric_run(eight: u64) -> usize {
    const HIGH: u64 = 0x80 * EACH;
    const EACH: u64 = 0x0101_0101_0101_0101;
    /// The high bit of each byte that is at least `low`, of bytes without a high bit.
    #[inline]
    const fn at_least(bytes: u64, low: u8) -> u64 {
        bytes + (0x80 - low as u64) * EACH
    }
    let plain = eight & !HIGH;
    let small = plain | (0x20 * EACH);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(plain, b'0') & !at_least(plain, b'9' + 1);
    let others = !((letters | digits) & !eight) & HIGH;
    others.trailing_zeros() as usize / 8
}

fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if at == 0 && is_unspaced(c) {
            // Marks that combine with the character stay with it.
            return text[c.len_utf8()..]
                .find(|c| !is_combining_mark(c))
                .map_or(text.len(), |end| c.len_utf8() + end);
        }
        let belongs = match c {
            '\u{ad}' | '\u{200c}' | '\u{200d}' => true,
            c if is_apostrophe(c) && is_elision(&text[..at]) => false,
            c if is_apostrophe(c) => match next {
                Some(next) if next.is_alphanumeric() && !is_unspaced(next) => before.is_alphanumeric(),
                _ => before == 's' || before == 'S',
            },
            c => (c.is_alphanumeric() && !is_unspaced(c)) || is_combining_mark(c),
        };
        if !belongs {
            return at;
        }
        before = c;
    }
    text.len()
}

/// What French, Italian and Catalan put before a word with an apostrophe: a word of its own.
fn is_elision(word: &str) -> bool {
    const ELISIONS: [&str; 18] = [
        "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "dell", "all", "nell",
        "dall", "sull", "un",
    ];
    ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// The letters of Japanese in which foreign words are written, with the sign for a long vowel.
pub fn is_katakana(c: char) -> bool {
    matches!(u32::from(c), 0x30A1..=0x30FA | 0x30FC..=0x30FE | 0x31F0..=0x31FF | 0xFF66..=0xFF9F)
}

/// Letters of Chinese, Japanese, Thai, Lao, Khmer and Burmese, which stand without blanks.
/// Ranges from the Unicode Character Database, Blocks.txt.
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF        // Thai, Lao
        | 0x1000..=0x109F      // Myanmar
        | 0x1780..=0x17FF      // Khmer
        | 0x2E80..=0x2FDF      // CJK radicals
        | 0x3005..=0x3007
        | 0x3040..=0x30FF      // Hiragana, Katakana
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF      // CJK extension A
        | 0x4E00..=0x9FFF      // CJK unified ideographs
        | 0xF900..=0xFAFF      // CJK compatibility ideographs
        | 0xFF66..=0xFF9F      // halfwidth Katakana
        | 0x20000..=0x3FFFF)
}

/// Whether what stands between two words lets them be one phrase that has such signs itself.
pub fn joins_loosely(gap: &str) -> bool {
    joins(gap) || (gap.chars().count() <= 3 && !gap.contains(['.', '!', '?', ';', '\n']))
}

/// Whether what stands between two words lets them be one phrase: blanks, one hyphen, nothing.
pub fn joins(gap: &str) -> bool {
    if gap == " " {
        return true;
    }
    if gap.chars().all(is_apostrophe) {
        return gap.chars().count() <= 1;
    }
    let mut hyphens = 0;
    let plain = gap.chars().all(|c| match c {
        '-' | '‐' | '‑' | '–' | '_' | '\u{ad}' => {
            hyphens += 1;
            true
        }
        c => c.is_whitespace() || c == '\u{200b}',
    });
    // A dash between blanks parts two thoughts; a hyphen inside a word joins it.
    plain
        && (hyphens == 0 || (hyphens == 1 && !gap.contains(char::is_whitespace)))
        && gap.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|span| &text[span]).collect()
    }

    #[test]
    fn apostrophes_belong_to_words_and_quotes_do_not() {
        assert_eq!(words("Trotsky’s 'workers' state' isn't"), ["Trotsky’s", "workers'", "state", "isn't"]);
        assert_eq!(words("‘cool’ socialist"), ["cool", "socialist"]);
    }

    #[test]
    fn no_word_is_empty_whatever_it_begins_with() {
        assert_eq!(words("ʼĔlāhā, ʼ, am ʼAbla, imʼja"), ["Ĕlāhā", "am", "Abla", "imʼja"]);
        for c in '\0'..='\u{1ffff}' {
            let text = format!("{c} {c}a a{c}b");
            let spans = |found: Vec<Range<usize>>| found.iter().all(|span| !span.is_empty());
            assert!(spans(tokens(&text).take(9).collect()), "{c:?}");
            assert!(spans(runs(&text).take(9).collect()), "{c:?}");
        }
    }

    #[test]
    fn scripts_without_blanks_have_a_token_a_character() {
        assert_eq!(
            words("expanded恶性ly Kubernetes集群"),
            ["expanded", "恶", "性", "ly", "Kubernetes", "集", "群"]
        );
    }

    #[test]
    fn an_elided_article_is_a_word_of_its_own() {
        assert_eq!(
            words("l’économie, d'économie, qu’elle"),
            ["l", "économie", "d", "économie", "qu", "elle"]
        );
        assert!(joins("’"));
    }

    #[test]
    fn hyphens_join_and_dashes_part() {
        assert!(joins(" ") && joins("-") && joins("\u{a0}") && joins("") && joins("–") && joins("\n"));
        assert!(!joins(" – ") && !joins("—") && !joins(", ") && !joins(". "));
    }
}
