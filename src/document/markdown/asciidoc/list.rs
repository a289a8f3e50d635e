//! The marks of lists: stars and stops as many as an item is deep, dashes, numbers, letters, and terms before colons.

use super::mark;
use std::ops::Range;

/// What opens an item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    pub series: Series,
    /// What Markdown writes for it.
    pub put: String,
    /// Where its words begin in the line.
    pub words: Range<usize>,
}

/// Items of one series are brothers; another series opens a list inside.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    Bullet(char, usize),
    /// As many stops as it is deep.
    Stops(usize),
    Number,
    Letter,
    /// Numbers between angle brackets, which explain a listing.
    Called,
    /// The sign after the terms.
    Terms(String),
}

/// The marker that opens a line; `line` is a place of the text.
pub fn marker(text: &str, line: &Range<usize>) -> Option<Marker> {
    let raw = &text[line.clone()];
    let blanks = raw.len() - raw.trim_start().len();
    let words = &raw[blanks..];
    let from = line.start + blanks;
    let of = |series, put: &str, bytes: usize| {
        let rest = &words[bytes..];
        let start = from + bytes + (rest.len() - rest.trim_start().len());
        (rest.starts_with([' ', '\t']) && start < line.end).then(|| Marker {
            series,
            put: put.to_owned(),
            words: start..line.end,
        })
    };
    let first = words.chars().next()?;
    let run = |sign: char| words.chars().take_while(|c| *c == sign).count();
    match first {
        '*' => of(Series::Bullet('*', run('*')), "-   ", run('*')).filter(|_| run('*') <= 6),
        '-' => of(Series::Bullet('-', 1), "-   ", 1),
        '•' => of(Series::Bullet('•', 1), "-   ", '•'.len_utf8()),
        '.' => of(Series::Stops(run('.')), "1.  ", run('.')).filter(|_| run('.') <= 6),
        '<' => {
            let length = words.find('>')?;
            let number = &words[1..length];
            let counts =
                number == "." || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            of(Series::Called, "1.  ", length + 1).filter(|_| counts)
        }
        '0'..='9' => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let put = format!("{:<4}", format!("{}.", &words[..digits]));
            let put = if put.ends_with(' ') { put } else { format!("{put} ") };
            (digits <= 4 && words[digits..].starts_with('.')).then(|| of(Series::Number, &put, digits + 1))?
        }
        'a'..='z' => words[1..].starts_with('.').then(|| of(Series::Letter, "1.  ", 2))?,
        _ => None,
    }
}

/// A term, the sign after it, and what is said of it on the same line, as places of the text.
pub fn term(text: &str, line: &Range<usize>) -> Option<(Range<usize>, String, Range<usize>)> {
    let raw = &text[line.clone()];
    if raw.starts_with("//") || raw.starts_with(':') && mark::attribute(raw).is_some() {
        return None;
    }
    let (term, sign, _) = mark::term(raw)?;
    let start = line.start + (raw.len() - raw.trim_start().len());
    let end = start + term.len();
    let rest = &text[end + sign.len()..line.end];
    let said = end + sign.len() + (rest.len() - rest.trim_start().len());
    Some((start..end, sign.to_owned(), said..line.end))
}
