//! Lists of Org: an item is deeper than another by where it stands.

use super::walk::Walk;
use std::ops::Range;

/// What opens an item.
pub struct Marker {
    /// Columns before the mark.
    pub indent: usize,
    /// What Markdown writes for it.
    pub put: String,
    /// Where its words begin in the line, behind a box to be ticked.
    pub words: Range<usize>,
    pub task: Option<bool>,
}

/// Items within more items than these stand beside one another.
const DEEPEST: usize = 20;

/// The marker that opens a line.
pub fn marker(text: &str, line: &Range<usize>) -> Option<Marker> {
    let raw = &text[line.clone()];
    let words = raw.trim_start();
    let indent = raw.len() - words.len();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (bytes, put) = match words.as_bytes().first()? {
        b'-' | b'+' => (1, "-   ".to_owned()),
        b'*' if indent > 0 => (1, "-   ".to_owned()),
        b'0'..=b'9' if digits <= 6 && words[digits..].starts_with(['.', ')']) => {
            (digits + 1, format!("{:<4}", format!("{}.", &words[..digits])))
        }
        _ => return None,
    };
    let put = if put.ends_with(' ') { put } else { format!("{put} ") };
    let mut rest = &words[bytes..];
    if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    rest = rest.trim_start();
    if let Some((_, after)) = rest.strip_prefix("[@").and_then(|counter| counter.split_once("] ")) {
        rest = after.trim_start();
    }
    let boxes = [("[ ] ", false), ("[-] ", false), ("[X] ", true), ("[x] ", true)];
    let ticked = boxes.iter().find(|(sign, _)| rest.starts_with(sign));
    if let Some((sign, _)) = ticked {
        rest = rest[sign.len()..].trim_start();
    }
    let task = ticked.map(|(_, done)| *done);
    Some(Marker { indent, put, words: line.end - rest.len()..line.end, task })
}

impl Walk<'_, '_> {
    pub(super) fn item(&mut self, at: usize, end: usize, marker: Marker) -> usize {
        self.close_from(marker.indent);
        let depth = self.writer.depth();
        if self.open.len() < DEEPEST {
            self.open.push((marker.indent, depth));
        }
        let mut words = marker.words;
        let term = self.text[words.clone()].find(" :: ").map(|length| (length, 4));
        let term = term.or_else(|| {
            let own = &self.text[words.clone()];
            own.strip_suffix(" ::").map(|term| (term.len(), 3))
        });
        if let Some((length, sign)) = term {
            self.writer.begin();
            self.inline(words.start..words.start + length);
            self.writer.close_under();
            self.writer.hold("    ", Some(":   "));
            words.start += length + sign;
        } else {
            self.writer.hold(&" ".repeat(marker.put.len()), Some(&marker.put));
        }
        let mut next = at + 1;
        while next < end && self.goes_on(next) && self.indent(next) > marker.indent {
            words.end = self.lines[next].end;
            next += 1;
        }
        if !self.text[words.clone()].trim().is_empty() || marker.task.is_some() {
            self.writer.begin();
            self.writer.put(marker.task.map_or("", |done| if done { "[x] " } else { "[ ] " }));
            self.inline(words);
        }
        self.writer.close_under();
        next
    }

    /// Closes the lists whose marks do not stand before this column.
    pub(super) fn close_from(&mut self, indent: usize) {
        let keep = self.open.iter().take_while(|(own, _)| *own < indent).count();
        self.close_lists(keep);
    }

    /// Closes the lists from this one inward.
    pub(super) fn close_lists(&mut self, count: usize) {
        if let Some((_, depth)) = self.open.get(count) {
            let depth = *depth;
            self.writer.release(depth);
            self.open.truncate(count);
        }
    }
}
