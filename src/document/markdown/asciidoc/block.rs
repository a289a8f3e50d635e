//! The blocks of AsciiDoc, line by line: titles, lists, paragraphs, and what stands between lines of signs.

use super::Line;
use super::inline;
use super::list::{self, Marker, Series};
use super::mark::{attribute, attributes, block_macro, block_title, fence, section, underlined};
use crate::document::markdown::writer::{Writer, Written, escaped};
use crate::document::{Delimiter, Enumerator, Kind};
use std::collections::HashMap;
use std::ops::Range;

/// Blocks within more blocks than these are left as they are written.
const DEEPEST: usize = 24;

/// What lines between brackets say of the block under them.
#[derive(Default, Clone)]
pub struct Told<'t> {
    /// The first word: `source`, `quote`, `NOTE`.
    pub style: &'t str,
    /// What stands behind it, between commas.
    pub more: Vec<&'t str>,
    /// All of it, for what tables look for.
    pub all: String,
    pub title: Option<Range<usize>>,
    pub id: Option<&'t str>,
}

/// An open list.
pub struct Open {
    series: Series,
    /// How many holders stand around it.
    depth: usize,
}

pub struct Walk<'t, 'l> {
    pub(super) text: &'t str,
    pub(super) lines: &'l [Line],
    pub(super) writer: Writer<'t>,
    pub(super) names: HashMap<&'t str, &'t str>,
    told: Told<'t>,
    pub(super) open: Vec<Open>,
    pub(super) nested: usize,
}

impl<'t, 'l> Walk<'t, 'l> {
    pub fn new(text: &'t str, lines: &'l [Line], from: usize) -> Walk<'t, 'l> {
        let said = lines.iter().filter_map(|line| attribute(&text[line.clone()]));
        let names = said.filter(|(_, value)| !value.is_empty() && value.len() <= 300).collect();
        Walk {
            text,
            lines,
            writer: Writer::new(text, from),
            names,
            told: Told::default(),
            open: Vec::new(),
            nested: 0,
        }
    }

    pub fn run(mut self) -> Written {
        let first = self.head();
        self.blocks(first..self.lines.len());
        self.writer.finish()
    }

    pub(super) fn words(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    pub(super) fn blocks(&mut self, lines: Range<usize>) {
        let (open, told) = (std::mem::take(&mut self.open), std::mem::take(&mut self.told));
        self.nested += 1;
        let depth = self.writer.depth();
        let mut at = lines.start;
        let mut blank = 0;
        while at < lines.end {
            if self.words(at).is_empty() {
                blank += 1;
                at += 1;
                continue;
            }
            at = self.block(at, lines.end, blank).clamp(at + 1, lines.end);
            blank = 0;
        }
        self.writer.release(depth);
        self.nested -= 1;
        (self.open, self.told) = (open, told);
    }

    /// Writes what begins at a line, under so many blank ones; says where the next begins.
    fn block(&mut self, at: usize, end: usize, blank: usize) -> usize {
        let words = self.words(at);
        if let Some(next) = self.silent(at, end) {
            return next;
        }
        if words == "+" && !self.open.is_empty() {
            return self.attached(at, end, blank);
        }
        if let Some(next) = self.item(at, end) {
            return next;
        }
        let set_in = self.text[self.lines[at].clone()].starts_with([' ', '\t']);
        // What stands at the margin under a blank line is no part of a list.
        if blank > 0 && (!set_in || self.open.is_empty()) {
            self.close_lists(0);
        }
        self.single(at, end)
    }

    /// One block, wherever it stands.
    fn single(&mut self, at: usize, end: usize) -> usize {
        let words = self.words(at);
        if let Some(next) = self.silent(at, end).or_else(|| self.titled(at, end)) {
            return next;
        }
        if let Some((name, target, inner)) = block_macro(words) {
            return self.shown(at, name, target, inner);
        }
        if let Some(sign) = fence(words) {
            let close = (at + 1..end).find(|line| {
                if sign == '`' { self.words(*line) == "```" } else { self.words(*line) == words }
            });
            if let Some(close) = close.filter(|_| self.nested <= DEEPEST) {
                self.between(sign, at, close);
                return close + 1;
            }
        }
        if matches!(words, "'''" | "---" | "***" | "- - -" | "* * *") {
            self.writer.begin();
            self.writer.put("***");
            return at + 1;
        }
        self.paragraph(at, end)
    }

    /// Lines that are no text: comments, attributes, conditions, what is said of the next block.
    fn silent(&mut self, at: usize, end: usize) -> Option<usize> {
        let words = self.words(at);
        if words.starts_with("////") && words.bytes().all(|byte| byte == b'/') {
            let close = (at + 1..end).find(|line| self.words(*line) == words);
            return Some(close.map_or(at, |close| close) + 1);
        }
        let comment = words.starts_with("//") && !words.starts_with("///");
        let condition = block_macro(words).is_some_and(|(name, _, _)| {
            matches!(name, "ifdef" | "ifndef" | "ifeval" | "endif" | "include" | "toc")
        });
        if comment || condition || words == "<<<" || attribute(words).is_some() {
            return Some(at + 1);
        }
        if let Some(inner) = attributes(words) {
            if self.is_followed(at, end) {
                self.tell(inner);
                return Some(at + 1);
            }
            return None;
        }
        let title = block_title(words).filter(|_| self.is_followed(at, end))?;
        let line = &self.lines[at];
        self.told.title = Some(line.end - title.len()..line.end);
        Some(at + 1)
    }

    /// Whether a block stands directly under a line that speaks of it.
    pub(super) fn is_followed(&self, at: usize, end: usize) -> bool {
        at + 1 < end && (!self.words(at + 1).is_empty() || self.words(at).starts_with("[["))
    }

    fn tell(&mut self, inner: &'t str) {
        if let Some(id) = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            self.told.id = id.split(',').next();
            return;
        }
        let mut parts = inner.split(',').map(|part| part.trim().trim_matches(['"', '\'']));
        let first = parts.next().unwrap_or("");
        let style = first.split(['%', '.', '#']).next().unwrap_or("");
        if let Some(id) = first.split_once('#').map(|(_, id)| id.split(['%', '.']).next().unwrap_or("")) {
            self.told.id = Some(id).filter(|id| !id.is_empty());
        }
        if !style.contains('=') && !style.is_empty() {
            self.told.style = style;
        }
        self.told.more.extend(parts);
        self.told.all.push_str(inner);
        self.told.all.push(',');
    }

    /// The title of a section, on one line or over a stroke.
    fn titled(&mut self, at: usize, end: usize) -> Option<usize> {
        let line = &self.lines[at];
        let words = self.words(at);
        let (level, range, next) = match section(words) {
            Some((level, title)) => {
                let own = title.trim_end_matches(words.chars().next().unwrap_or('=')).trim_end();
                let own = if own.is_empty() { title } else { own };
                let start = line.end - title.len();
                (level, start..start + own.len(), at + 1)
            }
            None if at + 1 < end => (underlined(words, self.words(at + 1))?, line.clone(), at + 2),
            None => return None,
        };
        self.close_lists(0);
        self.heading(range, level);
        Some(next)
    }

    pub(super) fn heading(&mut self, title: Range<usize>, level: u8) {
        let told = std::mem::take(&mut self.told);
        if let Some(title) = told.title {
            self.caption(title);
        }
        self.writer.begin();
        self.writer.put(&format!("{} ", "#".repeat(usize::from(level.min(6)))));
        let rule = "a title of AsciiDoc";
        self.writer.found(title.start, Kind::Heading, level.min(6), rule);
        self.inline(title);
        let id =
            told.id.filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        if let Some(id) = id {
            self.writer.put(&format!(" {{#{id}}}"));
        }
    }

    pub(super) fn inline(&mut self, range: Range<usize>) {
        inline::write(&mut self.writer, &self.names, range);
    }

    /// The title of a block, over it.
    pub(super) fn caption(&mut self, title: Range<usize>) {
        self.writer.begin();
        self.writer.put("**");
        self.inline(title);
        self.writer.put("**");
    }

    /// What was said of the block that begins now; its title is written.
    pub(super) fn take_told(&mut self) -> Told<'t> {
        let mut told = std::mem::take(&mut self.told);
        if let Some(title) = told.title.take() {
            self.caption(title);
        }
        told
    }

    /// A picture, or the address of something else that is shown.
    fn shown(&mut self, at: usize, name: &str, target: &str, inner: &str) -> usize {
        let told = self.take_told();
        let _ = told;
        self.writer.begin();
        let line = self.lines[at].clone();
        let words = line.end - 1 - inner.len()..line.end - 1;
        if name == "image" {
            let first = inner.split(',').next().unwrap_or("");
            let alt = if first.contains('=') {
                words.start..words.start
            } else {
                words.start..words.start + first.len()
            };
            self.writer.put("![");
            self.inline(alt);
            self.writer.put(&format!("](<{target}>)"));
        } else {
            self.writer.put(&format!("[{}](<{target}>)", escaped(target)));
        }
        at + 1
    }

    /// An item of a list, or terms with what is said of them.
    fn item(&mut self, at: usize, end: usize) -> Option<usize> {
        let told = self.told.title.is_some() || !self.told.style.is_empty();
        if let Some(marker) = list::marker(self.text, &self.lines[at]) {
            self.close_lists(if told { 0 } else { self.open.len() });
            return Some(self.marked(at, end, marker));
        }
        if fence(self.words(at)).is_some() || section(self.words(at)).is_some() {
            return None;
        }
        let (term, sign, said) = list::term(self.text, &self.lines[at])?;
        self.close_lists(if told { 0 } else { self.open.len() });
        let fresh = self.enter(&Series::Terms(sign));
        let titled = self.told.title.is_some();
        if fresh && titled {
            let _ = self.take_told();
        }
        self.told = Told::default();
        // Terms that share what is said stand under one another.
        if !fresh && self.shares_with_above(at) {
            self.writer.put(", ")
        } else {
            self.writer.begin()
        }
        self.inline(term);
        let depth = self.writer.depth();
        if let Some(open) = self.open.last_mut() {
            open.depth = depth;
        }
        let mut next = at + 1;
        let mut text = said.clone();
        if text.is_empty() {
            while next < end && self.words(next).is_empty() {
                next += 1;
            }
            if next >= end || self.ends_item(next) {
                if next < end && list::term(self.text, &self.lines[next]).is_none() {
                    self.describe();
                }
                return Some(next);
            }
            text = self.lines[next].clone();
            next += 1;
        }
        self.describe();
        while next < end && !self.words(next).is_empty() && !self.ends_item(next) {
            text.end = self.lines[next].end;
            next += 1;
        }
        let blanks = self.text[text.clone()].len() - self.text[text.clone()].trim_start().len();
        self.writer.begin();
        self.inline(text.start + blanks..text.end);
        Some(next)
    }

    fn describe(&mut self) {
        self.writer.close_under();
        self.writer.hold("    ", Some(":   "));
    }

    /// Whether the line above is another term of the same description.
    fn shares_with_above(&self, at: usize) -> bool {
        let above = (0..at).rev().take(3).find(|above| !self.words(*above).is_empty());
        above.is_some_and(|above| {
            list::term(self.text, &self.lines[above]).is_some_and(|(_, _, said)| said.is_empty())
        })
    }

    fn marked(&mut self, at: usize, end: usize, marker: Marker) -> usize {
        let fresh = self.enter(&marker.series);
        if fresh && self.told.title.is_some() {
            let _ = self.take_told();
        }
        self.told = Told::default();
        if fresh && marker.series == Series::Letter {
            let style = (Enumerator::LowerAlpha, Delimiter::Stop);
            self.writer.written.enumerators.push((self.writer.place(), style));
        }
        let indent = " ".repeat(marker.put.len());
        self.writer.hold(&indent, Some(&marker.put));
        self.writer.begin();
        let mut range = marker.words;
        for (sign, put) in [("[ ] ", "[ ] "), ("[x] ", "[x] "), ("[*] ", "[x] ")] {
            if self.text[range.clone()].starts_with(sign) && matches!(marker.series, Series::Bullet(..)) {
                self.writer.put(put);
                range.start += sign.len();
                break;
            }
        }
        let mut next = at + 1;
        while next < end && !self.words(next).is_empty() && !self.ends_item(next) {
            range.end = self.lines[next].end;
            next += 1;
        }
        self.inline(range);
        self.writer.close_under();
        next
    }

    /// Opens the list of a series, or goes on with it; says whether it was opened.
    fn enter(&mut self, series: &Series) -> bool {
        let found = self.open.iter().rposition(|open| open.series == *series);
        match found {
            Some(place) => {
                self.close_lists(place + 1);
                let depth = self.open[place].depth;
                self.writer.release(depth);
                false
            }
            None => {
                if self.open.len() >= DEEPEST {
                    self.close_lists(DEEPEST - 1);
                }
                self.open.push(Open { series: series.clone(), depth: self.writer.depth() });
                true
            }
        }
    }

    /// Closes the lists from this one inward.
    fn close_lists(&mut self, count: usize) {
        if let Some(open) = self.open.get(count) {
            self.writer.release(open.depth);
            self.open.truncate(count);
        }
    }

    /// Whether a line is no part of the words of the item above it.
    pub(super) fn ends_item(&self, at: usize) -> bool {
        let words = self.words(at);
        words == "+"
            || list::marker(self.text, &self.lines[at]).is_some()
            || list::term(self.text, &self.lines[at]).is_some()
            || fence(words).is_some()
            || attributes(words).is_some() && self.is_followed(at, self.lines.len())
            || words.starts_with("//") && !words.starts_with("///")
            || block_macro(words).is_some()
    }

    /// A block that `+` makes a part of an item: of the one above, or of one further out for each blank line.
    fn attached(&mut self, at: usize, end: usize, blank: usize) -> usize {
        for _ in 0..blank.min(self.open.len().saturating_sub(1)) {
            self.close_lists(self.open.len() - 1);
        }
        let mut next = at + 1;
        while next < end && self.words(next).is_empty() {
            next += 1;
        }
        while next < end {
            match self.silent(next, end) {
                Some(after) => next = after,
                None => break,
            }
        }
        if next >= end || self.words(next) == "+" {
            return next;
        }
        if list::marker(self.text, &self.lines[next]).is_some()
            || list::term(self.text, &self.lines[next]).is_some()
        {
            return next;
        }
        self.single(next, end)
    }
}
