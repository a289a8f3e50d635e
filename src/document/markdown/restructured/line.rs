//! Lines, and how far they are set in.

use std::ops::Range;

#[derive(Clone, Debug)]
pub struct Line {
    /// Where it begins.
    pub from: usize,
    /// Where its words begin, behind blanks and the sign that opens what it stands in.
    pub start: usize,
    /// Without the blanks at its end.
    pub end: usize,
    /// Columns before its words.
    pub indent: usize,
}

impl Line {
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }

    /// The line as it is written, as far as it belongs to what it stands in.
    pub fn whole(&self) -> Range<usize> {
        self.from.min(self.end)..self.end
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

pub fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut at = from;
    let line = |raw: &str| {
        let from = at;
        at += raw.len() + 1;
        let end = from + raw.trim_end().len();
        let mut indent = 0;
        let mut start = end;
        for (place, c) in text[from..end].char_indices() {
            match c {
                '\t' => indent += 8 - indent % 8,
                ' ' => indent += 1,
                _ => {
                    start = from + place;
                    break;
                }
            }
        }
        Line { from, start, end, indent: if start == end { 0 } else { indent } }
    };
    text[from..].split('\n').map(line).collect()
}
