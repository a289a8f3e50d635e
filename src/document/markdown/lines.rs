//! The lines of a Markdown text, and which of them are code.

use super::directive::directive;
use std::ops::Range;

#[derive(Clone, Debug)]
pub struct Line {
    pub start: usize,
    /// Without the line end.
    pub end: usize,
    /// Columns of the blanks it begins with; a tab counts to the next multiple of four.
    pub width: usize,
    /// Where its first letter or sign is.
    pub content: usize,
    pub fenced: bool,
    /// Of the first line of a fenced block: the place of the last among the lines.
    pub closed_by: Option<usize>,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.content == self.end
    }

    /// The place behind the blanks of so many columns.
    pub fn after_columns(&self, text: &str, columns: usize) -> usize {
        let mut column = 0;
        for (at, c) in text[self.start..self.content].char_indices() {
            if column >= columns {
                return self.start + at;
            }
            column += if c == '\t' { 4 - column % 4 } else { 1 };
        }
        self.content
    }
}

/// What opens a fenced block: its sign, how often, and what is said behind it.
struct Fence<'a> {
    sign: u8,
    length: usize,
    info: &'a str,
    quoted: bool,
}

pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let words = whole.strip_suffix('\n').unwrap_or(whole);
        let words = words.strip_suffix('\r').unwrap_or(words);
        let mut width = 0;
        let mut content = words.len();
        for (at, c) in words.char_indices() {
            match c {
                ' ' => width += 1,
                '\t' => width += 4 - width % 4,
                _ => {
                    content = at;
                    break;
                }
            }
        }
        lines.push(Line {
            start,
            end: start + words.len(),
            width,
            content: start + content,
            fenced: false,
            closed_by: None,
        });
        start += whole.len();
    }
    let all = 0..lines.len();
    mark_fences(text, &mut lines, all);
    lines
}

fn mark_fences(text: &str, lines: &mut [Line], range: Range<usize>) {
    let mut at = range.start;
    while at < range.end {
        let Some(fence) = fence(&text[lines[at].start..lines[at].end]) else {
            at += 1;
            continue;
        };
        let end = (at + 1..range.end).find(|line| ends(&text[lines[*line].start..lines[*line].end], &fence));
        // Four blanks make code of what looks like a fence, unless a list holds it.
        if end.is_none() && lines[at].width >= 4 {
            at += 1;
            continue;
        }
        let last = end.unwrap_or(range.end);
        lines[at].closed_by = end;
        if end.is_some() && !fence.quoted && directive(fence.info).is_some() {
            mark_fences(text, lines, at + 1..last);
        } else {
            let past = if end.is_some_and(|end| !is_outside(&text[lines[end].start..lines[end].end], &fence))
            {
                last + 1
            } else {
                last
            };
            lines[at..past].iter_mut().for_each(|line| line.fenced = true);
        }
        at = last + 1;
    }
}

fn fence(line: &str) -> Option<Fence<'_>> {
    let trimmed = line.trim_start();
    let quoted = trimmed.starts_with('>');
    let inner = trimmed.trim_start_matches(['>', ' ', '\t']);
    let inner = without_bullet(inner);
    let sign = *inner.as_bytes().first()?;
    if sign != b'`' && sign != b'~' {
        return None;
    }
    let length = inner.bytes().take_while(|byte| *byte == sign).count();
    let info = &inner[length..];
    (length >= 3 && !(sign == b'`' && info.contains('`'))).then_some(Fence { sign, length, info, quoted })
}

/// A fence may be all that a list item has on its first line.
fn without_bullet(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = if digits > 0 { digits + 1 } else { 1 };
    let is_marker = match line.as_bytes().get(marker - 1) {
        Some(b'-' | b'*' | b'+') => digits == 0,
        Some(b'.' | b')') => digits > 0,
        _ => false,
    };
    match line.get(marker..) {
        Some(rest) if is_marker && rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

fn is_outside(line: &str, fence: &Fence<'_>) -> bool {
    fence.quoted && !line.trim_start().starts_with('>')
}

fn ends(line: &str, fence: &Fence<'_>) -> bool {
    if is_outside(line, fence) {
        return true;
    }
    let inner = if fence.quoted { line.trim_start_matches(['>', ' ', '\t']) } else { line.trim_start() };
    let length = inner.bytes().take_while(|byte| *byte == fence.sign).count();
    length >= fence.length && inner[length..].trim().is_empty()
}

/// The spans of a line between runs of backticks of one length: code, wherever lines are joined.
pub fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('`').map(|offset| at + offset) {
        let length = line[start..].bytes().take_while(|byte| *byte == b'`').count();
        runs.push((start, length));
        at = start + length;
    }
    let mut spans = Vec::new();
    let mut next: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut mates = vec![None; runs.len()];
    for (place, (_, length)) in runs.iter().enumerate().rev() {
        mates[place] = next.insert(*length, place);
    }
    let mut place = 0;
    while place < runs.len() {
        match mates[place] {
            Some(mate) => {
                spans.push(runs[place].0..runs[mate].0 + runs[mate].1);
                place = mate + 1;
            }
            None => place += 1,
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_code_and_directives_are_not() {
        let text = "a\n```x\n:::\n```\n````{note}\nb\n```y\nc\n```\n````\n> ~~~\nout\n- ```\n  d\n  ```\ne";
        let marks: String = lines(text).iter().map(|line| if line.fenced { 'x' } else { '.' }).collect();
        assert_eq!(marks, ".xxx..xxx.x.xxx.");
    }

    #[test]
    fn runs_of_backticks_of_one_length_hold_code() {
        assert_eq!(code_spans("a `b` ``c`d`` ` e"), [2..5, 6..13]);
    }
}
