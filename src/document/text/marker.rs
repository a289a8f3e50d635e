//! What opens a list item or a numbered heading: bullets and enumerators.

use super::line::{Line, columns, is_blank};

/// How an enumerator counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    Decimal,
    /// `1.2` and deeper: the number of parts is the depth.
    Dotted,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
    Chinese,
}

/// What stands around an enumerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Dot,
    Paren,
    Parens,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Bullet(char),
    Number { numbering: Numbering, delimiter: Delimiter, value: u32, depth: u8 },
}

/// The opening of a line that may be that of an item or heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    pub sign: Sign,
    /// The byte of the text where the marker ends, blanks not included.
    pub end: usize,
    /// The byte where the words after it begin.
    pub content: usize,
    /// The column where the words after it begin.
    pub column: u32,
    /// The columns between marker and words.
    pub gap: u32,
}

impl Marker {
    /// The marker of an item that shows none.
    pub fn unwritten(line: &Line) -> Marker {
        Marker {
            sign: Sign::Bullet('\0'),
            end: line.from,
            content: line.from,
            column: line.indent + 2,
            gap: 0,
        }
    }

    pub fn is_bullet(&self) -> bool {
        matches!(self.sign, Sign::Bullet(_))
    }

    /// Whether it counts parts of parts: `4.1`.
    pub fn is_dotted(&self) -> bool {
        matches!(self.sign, Sign::Number { numbering: Numbering::Dotted, .. })
    }
}

/// The marker that opens a line, if one does.
#[inline]
pub fn of(text: &str, line: &Line) -> Option<Marker> {
    let words = line.words(text);
    if opens_with_word(words.as_bytes()) { None } else { opening(words, line) }
}

fn opening(words: &str, line: &Line) -> Option<Marker> {
    let first = words.chars().next()?;
    let (sign, bytes) = if let Some(done) = task(words) {
        (Sign::Bullet(if done { '☒' } else { '☐' }), 3)
    } else if words.starts_with("-- ") {
        (Sign::Bullet('–'), 2)
    } else if is_bullet(first) {
        (Sign::Bullet(first), first.len_utf8())
    } else {
        enumerator(words, first)?
    };
    let rest = &words[bytes..];
    let trimmed = rest.trim_start_matches(is_blank);
    let chinese = matches!(sign, Sign::Number { numbering: Numbering::Chinese, .. });
    let dotted = matches!(sign, Sign::Number { numbering: Numbering::Dotted, .. });
    if dotted && is_dated(trimmed) {
        return None;
    }
    let tight_bullet = words[..bytes].ends_with(['、', '．'])
        || matches!(first, '•' | '●' | '▪' | '■' | '‣' | '◦' | '\u{f0b7}' | '☐' | '☒' | '・');
    if trimmed.is_empty() || (trimmed.len() == rest.len() && !chinese && !tight_bullet) {
        return None;
    }
    let blanks = rest.len() - trimmed.len();
    let end = line.from + bytes;
    let marker_columns = columns(&words[..bytes]);
    let gap = columns(&rest[..blanks]);
    Some(Marker { sign, end, content: end + blanks, column: line.indent + marker_columns + gap, gap })
}

/// `(2020-01-31)`, `/ 2020-01-31`, `- 2020-01-31`: what stands after the number of a version, and not of a section.
fn is_dated(words: &str) -> bool {
    let date = words.trim_start_matches(['(', '[', '/', '-', '–', ' ']);
    let digits = |part: Option<&str>, count: usize| {
        part.is_some_and(|part| {
            part.len() >= count && part.bytes().take(count).all(|byte| byte.is_ascii_digit())
        })
    };
    let mut parts = date.splitn(3, '-');
    date.len() < words.len()
        && digits(parts.next().filter(|year| year.len() == 4), 4)
        && digits(parts.next().filter(|month| month.len() == 2), 2)
        && digits(parts.next(), 2)
}

/// `[ ] buy bread`, `[x] write`: whether it is done.
pub fn task(words: &str) -> Option<bool> {
    match words.get(..4)? {
        "[ ] " => Some(false),
        "[x] " | "[X] " => Some(true),
        _ => None,
    }
}

/// A quick look, for most lines open with a word: letters after which no enumerator ends.
fn opens_with_word(words: &[u8]) -> bool {
    let Some(b'a'..=b'n' | b'p'..=b'z' | b'A'..=b'Z') = words.first() else { return false };
    let end = words.iter().take(8).position(|byte| !byte.is_ascii_alphabetic());
    !matches!(end.map(|end| words[end]), Some(b'.' | b')'))
}

/// Bullets. `o` is one in texts that nest, `–` and `—` where several stand together: the lists decide that.
pub fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '▫'
            | '‣'
            | '·'
            | '●'
            | '○'
            | '■'
            | '□'
            | '∙'
            | '・'
            | '⁃'
            | '➢'
            | '➤'
            | '►'
            | '▸'
            | '✓'
            | '✔'
            | '☐'
            | '☒'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '*'
            | '-'
            | '+'
            | '–'
            | '—'
            | 'o'
            | '❖'
            | '➔'
            | '→'
    )
}

fn enumerator(words: &str, first: char) -> Option<(Sign, usize)> {
    if first == '(' || first == '（' {
        return parenthesised(words, first);
    }
    if !(first.is_ascii_alphanumeric() || is_chinese_digit(first)) {
        return None;
    }
    if first.is_ascii_digit() {
        return decimal(words);
    }
    if is_chinese_digit(first) {
        return chinese(words);
    }
    let label = words.len() - words.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if label > 7 {
        return None;
    }
    let (delimiter, bytes) = delimiter(&words[label..])?;
    Some((lettered(&words[..label], delimiter)?, label + bytes))
}

fn delimiter(rest: &str) -> Option<(Delimiter, usize)> {
    match rest.chars().next()? {
        '.' => Some((Delimiter::Dot, 1)),
        ')' => Some((Delimiter::Paren, 1)),
        _ => None,
    }
}

fn parenthesised(words: &str, open: char) -> Option<(Sign, usize)> {
    let close = if open == '(' { ')' } else { '）' };
    let inner = &words[open.len_utf8()..];
    let label = inner.char_indices().take(8).find(|(_, c)| *c == close)?.0;
    let bytes = open.len_utf8() + label + close.len_utf8();
    let label = &inner[..label];
    let sign = if label.bytes().all(|b| b.is_ascii_digit()) {
        number(Numbering::Decimal, Delimiter::Parens, label.parse().ok().filter(|n| *n < 200)?, 1)
    } else if label.chars().all(is_chinese_digit) {
        number(Numbering::Chinese, Delimiter::Parens, chinese_value(label)?, 1)
    } else {
        lettered(label, Delimiter::Parens)?
    };
    Some((sign, bytes))
}

/// `1.`, `1)`, `1.2`, `1.2.3.`; years and other great numbers count nothing.
fn decimal(words: &str) -> Option<(Sign, usize)> {
    let mut at = 0;
    let mut parts: u8 = 0;
    let mut value: u32 = 0;
    loop {
        let digits = words[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 || parts > 6 {
            break;
        }
        value = words[at..at + digits].parse().ok()?;
        parts += 1;
        at += digits;
        match words.as_bytes().get(at) {
            Some(b'.') if parts == 1 && words[at + 1..].starts_with("- ") => {
                return Some((number(Numbering::Decimal, Delimiter::Dot, value, 1), at + 2));
            }
            Some(b'.') if parts == 1 && words[at + 1..].starts_with(") ") => {
                return Some((number(Numbering::Decimal, Delimiter::Paren, value, 1), at + 2));
            }
            Some(b'.') => at += 1,
            Some(b')') if parts == 1 => {
                return Some((number(Numbering::Decimal, Delimiter::Paren, value, 1), at + 1));
            }
            _ if parts > 1 && is_section(&words[..at]) => {
                return Some((number(Numbering::Dotted, Delimiter::None, value, parts), at));
            }
            _ if parts == 1 && words[at..].starts_with("° ") => {
                return Some((number(Numbering::Decimal, Delimiter::Paren, value, 1), at + '°'.len_utf8()));
            }
            _ if words[at..].starts_with('、') => {
                return Some((number(Numbering::Decimal, Delimiter::Dot, value, 1), at + '、'.len_utf8()));
            }
            _ => return None,
        }
    }
    if parts > 1 && !is_section(&words[..at]) {
        return None;
    }
    match parts {
        0 => None,
        1 => Some((number(Numbering::Decimal, Delimiter::Dot, value, 1), at)),
        _ => Some((number(Numbering::Dotted, Delimiter::None, value, parts), at)),
    }
}

/// Whether dotted numbers are those of a section: not an address, a version or an amount.
fn is_section(number: &str) -> bool {
    number.split('.').filter(|part| !part.is_empty()).all(|part| part.len() <= 2 && !part.starts_with('0'))
}

fn number(numbering: Numbering, delimiter: Delimiter, value: u32, depth: u8) -> Sign {
    Sign::Number { numbering, delimiter, value, depth }
}

/// One letter counts as a letter, `i` and `I` and longer labels as Roman; series mend that later.
fn lettered(label: &str, delimiter: Delimiter) -> Option<Sign> {
    let upper = label.bytes().all(|b| b.is_ascii_uppercase());
    let lower = label.bytes().all(|b| b.is_ascii_lowercase());
    if label.is_empty() || !(upper || lower) {
        return None;
    }
    let letter = label.len() == 1 && !label.eq_ignore_ascii_case("i");
    if letter {
        let numbering = if upper { Numbering::UpperAlpha } else { Numbering::LowerAlpha };
        return Some(number(numbering, delimiter, alpha_value(label), 1));
    }
    let numbering = if upper { Numbering::UpperRoman } else { Numbering::LowerRoman };
    Some(number(numbering, delimiter, roman_value(label)?, 1))
}

pub fn alpha_value(label: &str) -> u32 {
    label.bytes().next().map_or(0, |b| u32::from(b.to_ascii_lowercase() - b'a') + 1)
}

/// The value of a Roman numeral written as one writes it (`iv`, not `iiii`; no word that merely looks like one).
pub fn roman_value(label: &str) -> Option<u32> {
    let digit = |b: u8| match b.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = label.bytes().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (at, digit) in digits.iter().enumerate() {
        let subtracts = digits.get(at + 1).is_some_and(|next| next > digit);
        if subtracts { value -= i64::from(*digit) } else { value += i64::from(*digit) }
    }
    let value = u32::try_from(value).ok().filter(|value| *value > 0)?;
    (roman(value).eq_ignore_ascii_case(label)).then_some(value)
}

pub fn roman(mut value: u32) -> String {
    let steps =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut written = String::new();
    for (step, letters) in steps {
        while value >= step && written.len() < 16 {
            written.push_str(letters);
            value -= step;
        }
    }
    written
}

fn is_chinese_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// `一、`, `十二、`
fn chinese(words: &str) -> Option<(Sign, usize)> {
    let label = words.char_indices().take(4).find(|(_, c)| !is_chinese_digit(*c))?.0;
    let delimiter = words[label..].chars().next().filter(|c| matches!(c, '、' | '．'))?;
    let sign = number(Numbering::Chinese, Delimiter::Dot, chinese_value(&words[..label])?, 1);
    Some((sign, label + delimiter.len_utf8()))
}

fn chinese_value(label: &str) -> Option<u32> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u32::try_from(at + 1).ok());
    let letters: Vec<char> = label.chars().collect();
    match letters.as_slice() {
        ['十'] => Some(10),
        ['十', unit] => Some(10 + digit(*unit)?),
        [ten, '十'] => Some(10 * digit(*ten)?),
        [ten, '十', unit] => Some(10 * digit(*ten)? + digit(*unit)?),
        [unit] => digit(*unit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn sign(text: &str) -> Option<Sign> {
        of(text, &lines(text)[0]).map(|marker| marker.sign)
    }

    #[test]
    fn enumerators_of_every_shape() {
        let number =
            |numbering, delimiter, value, depth| Some(Sign::Number { numbering, delimiter, value, depth });
        assert_eq!(sign("1. One"), number(Numbering::Decimal, Delimiter::Dot, 1, 1));
        assert_eq!(sign("12) Twelve"), number(Numbering::Decimal, Delimiter::Paren, 12, 1));
        assert_eq!(sign("2.1 Scope"), number(Numbering::Dotted, Delimiter::None, 1, 2));
        assert_eq!(sign("2.1.3. Scope"), number(Numbering::Dotted, Delimiter::None, 3, 3));
        assert_eq!(sign("(b) Two"), number(Numbering::LowerAlpha, Delimiter::Parens, 2, 1));
        assert_eq!(sign("IV. Four"), number(Numbering::UpperRoman, Delimiter::Dot, 4, 1));
        assert_eq!(sign("三、经济"), number(Numbering::Chinese, Delimiter::Dot, 3, 1));
        assert_eq!(sign("• item"), Some(Sign::Bullet('•')));
        for prose in ["mild. Not", "1.5", "-5 degrees", "(see below) so", "12", "1.", "civil. War", "ill. He"]
        {
            assert_eq!(sign(prose), None, "{prose}");
        }
    }

    #[test]
    fn a_box_is_the_bullet_of_a_task() {
        assert_eq!(
            (sign("[ ] buy bread"), sign("[x] done")),
            (Some(Sign::Bullet('☐')), Some(Sign::Bullet('☒')))
        );
        for mark in ["[1] A note", "[ ]", "[xx] no", "[x]no", "1.11.3 (2020-03-13)", "2.1 / 2020-03-13"] {
            assert_eq!(sign(mark), None, "{mark}");
        }
    }
}
