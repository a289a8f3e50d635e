//! Titles: words over a stroke, or between two.

use super::line::Line;
use std::ops::Range;

/// What strokes a title has: the sign, and whether one stands over it too.
pub type Strokes = (u8, bool);

pub struct Title {
    pub strokes: Strokes,
    pub words: Range<usize>,
    /// The line after it.
    pub next: usize,
}

/// The sign of which a line is a stroke.
pub fn stroke(words: &str) -> Option<u8> {
    let first = *words.as_bytes().first()?;
    let all = words.bytes().all(|byte| byte == first);
    (first.is_ascii_punctuation() && all && words.len() >= 2).then_some(first)
}

/// The title that begins at a line.
pub fn title(text: &str, lines: &[Line], at: usize, end: usize) -> Option<Title> {
    const SHORTEST: usize = 4;
    let line = lines.get(at)?;
    let words = |at: usize| lines.get(at).filter(|_| at < end).map_or("", |line| line.words(text));
    let fits = |title: &str, stroke: &str| {
        let width = title.chars().count();
        stroke.len() >= width.min(SHORTEST)
    };
    if let Some(sign) = stroke(line.words(text)) {
        let (over, inner, under) = (line.words(text), words(at + 1), words(at + 2));
        let is_one = !inner.is_empty() && over == under && fits(inner, over) && stroke(inner).is_none();
        return is_one.then(|| Title { strokes: (sign, true), words: lines[at + 1].range(), next: at + 3 });
    }
    let sign = stroke(words(at + 1))?;
    let is_one =
        !line.is_blank() && lines[at + 1].indent == line.indent && fits(line.words(text), words(at + 1));
    // Two dots open what is no title, two colons a listing.
    (is_one && words(at + 1) != "..." && words(at + 1) != "::" && words(at + 1) != "..").then(|| Title {
        strokes: (sign, false),
        words: line.range(),
        next: at + 2,
    })
}
