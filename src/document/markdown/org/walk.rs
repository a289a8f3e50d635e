//! The blocks of Org, line by line.

use super::head::{head, is_plan};
use super::item::marker;
use super::signs::{Names, mark};
use super::{Line, keyword, stars};
use crate::document::markdown::wording::{Notes, Wording};
use crate::document::markdown::writer::{Writer, Written};
use crate::document::slug::slug;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Blocks within more blocks than these are left as they are written.
const DEEPEST: usize = 24;

pub struct Walk<'t, 'l> {
    pub(super) text: &'t str,
    pub(super) lines: &'l [Line],
    pub(super) writer: Writer<'t>,
    pub(super) names: Names<'t>,
    notes: Notes<'t>,
    /// The open lists, outermost first: the columns before their marks, and how many holders stand around each.
    pub(super) open: Vec<(usize, usize)>,
    /// The line that tells the title.
    pub(super) title: Option<usize>,
    /// How much deeper headings are than their stars say.
    pub(super) under: usize,
    pub(super) nested: usize,
    /// The lines that end blocks, by the lines that open them.
    closes: HashMap<usize, usize>,
}

impl<'t, 'l> Walk<'t, 'l> {
    pub fn new(text: &'t str, lines: &'l [Line], from: usize) -> Walk<'t, 'l> {
        Walk {
            text,
            lines,
            writer: Writer::new(text, from),
            names: Names::default(),
            notes: Notes::default(),
            open: Vec::new(),
            title: None,
            under: 0,
            nested: 0,
            closes: closes(text, lines),
        }
    }

    pub fn run(mut self) -> Written {
        self.survey();
        self.blocks(0..self.lines.len());
        self.words_in().name_untold();
        self.writer.finish()
    }

    /// Finds what the text calls its parts, before any of it is written.
    fn survey(&mut self) {
        let title = |at: &usize| {
            keyword(self.raw(*at))
                .is_some_and(|(name, value)| name.eq_ignore_ascii_case("title") && !value.is_empty())
        };
        self.title = (0..self.lines.len()).find(title);
        let heads: Vec<usize> = (0..self.lines.len()).filter(|at| stars(self.raw(*at)).is_some()).collect();
        let first = (0..self.lines.len()).find(|at| !self.words(*at).is_empty() && !self.is_silent(*at));
        let outer = heads.iter().filter_map(|at| stars(self.raw(*at))).min().unwrap_or(1);
        let alone = heads.iter().filter(|at| stars(self.raw(**at)) == Some(outer)).count() == 1;
        // One heading over all of the text is its title.
        let is_title = self.title.is_none() && alone && heads.first().copied() == first;
        self.under = usize::from(!is_title);
        let linked: HashSet<&str> =
            self.text.split("[[").skip(1).filter_map(|rest| rest.split(']').next()).collect();
        let linked: HashSet<&str> = linked.into_iter().map(|target| target.trim_start_matches('*')).collect();
        for at in heads {
            let Some(head) = head(self.text, &self.lines[at]) else { continue };
            let words = &self.text[head.words];
            let own = self.own_id(at);
            if let Some(id) = own {
                self.names.headings.insert(format!("#{id}"), id.to_owned());
            }
            if own.is_some() || linked.contains(words) {
                let id = own.map_or_else(|| slug(words), str::to_owned);
                self.names.headings.entry(words.to_owned()).or_insert(id);
            }
        }
        let notes = (0..self.lines.len()).filter_map(|at| self.definition(at));
        self.names.notes = notes.map(|(name, _)| name).collect();
        let amid = self.text.split("[fn:").skip(1).filter_map(|rest| rest.split_once(':'));
        self.names.amid =
            amid.map(|(name, _)| name).filter(|name| !name.contains([']', ' ', '\n'])).collect();
    }

    /// A line as it is written.
    pub(super) fn raw(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    pub(super) fn words(&self, at: usize) -> &'t str {
        self.raw(at).trim_start()
    }

    pub(super) fn indent(&self, at: usize) -> usize {
        self.raw(at).len() - self.words(at).len()
    }

    pub(super) fn words_in(&mut self) -> Wording<'_, 't> {
        Wording::new(&self.names, &mut self.writer, &mut self.notes)
    }

    pub(super) fn inline(&mut self, range: Range<usize>) {
        self.words_in().words(range);
    }

    /// The name of a note that a line tells, and how many bytes stand before its words.
    pub(super) fn definition(&self, at: usize) -> Option<(&'t str, usize)> {
        let rest = self.raw(at).strip_prefix("[fn:")?;
        let (name, behind) = rest.split_once(']')?;
        let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        let blanks = behind.len() - behind.trim_start().len();
        (named && (behind.is_empty() || blanks > 0)).then_some((name, 4 + name.len() + 1 + blanks))
    }

    pub(super) fn blocks(&mut self, lines: Range<usize>) {
        let open = std::mem::take(&mut self.open);
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
            // Two blank lines end every list.
            if blank > 1 {
                self.close_lists(0);
            }
            at = self.block(at, lines.end).clamp(at + 1, lines.end);
            blank = 0;
        }
        self.writer.release(depth);
        self.nested -= 1;
        self.open = open;
    }

    /// Writes what begins at a line; says where the next begins.
    fn block(&mut self, at: usize, end: usize) -> usize {
        if stars(self.raw(at)).is_some() {
            return self.heading(at, end);
        }
        if let Some(marker) = marker(self.text, &self.lines[at]) {
            return self.item(at, end, marker);
        }
        self.close_from(self.indent(at));
        self.taken(at, end)
            .or_else(|| self.note(at, end))
            .or_else(|| self.table(at, end))
            .or_else(|| self.fixed(at, end))
            .or_else(|| self.formula(at, end))
            .unwrap_or_else(|| self.paragraph(at, end))
    }

    /// A line that is no text, with what belongs to it; or a block between two keywords.
    fn taken(&mut self, at: usize, end: usize) -> Option<usize> {
        if let Some(close) = self.drawer(at, end) {
            let kept = !matches!(self.words(at), ":PROPERTIES:" | ":properties:" | ":LOGBOOK:" | ":CLOCK:");
            if kept {
                self.blocks(at + 1..close);
            }
            return Some(close + 1);
        }
        let (name, value) = match keyword(self.words(at)) {
            Some(found) => found,
            None if self.is_silent(at) => return Some(at + 1),
            None => return None,
        };
        if let Some(kind) =
            name.get(..6).filter(|begin| begin.eq_ignore_ascii_case("begin_")).map(|_| &name[6..])
            && let Some(close) =
                self.closes.get(&at).copied().filter(|close| *close < end && self.nested <= DEEPEST)
        {
            self.between(at, close, kind, value);
            return Some(close + 1);
        }
        if name.eq_ignore_ascii_case("caption") && !value.is_empty() {
            let line = self.lines[at].end;
            self.writer.begin();
            self.writer.put("**");
            self.inline(line - value.len()..line);
            self.writer.put("**");
        } else {
            self.take(at);
        }
        Some(at + 1)
    }

    /// `:PROPERTIES:` to `:END:`: where it ends.
    fn drawer(&self, at: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 100;
        let name = self.words(at).strip_prefix(':')?.strip_suffix(':')?;
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
            return None;
        }
        let mut lines = (at + 1..end.min(at + LONGEST)).take_while(|line| stars(self.raw(*line)).is_none());
        lines.find(|line| self.words(*line).eq_ignore_ascii_case(":end:"))
    }

    /// Comments and plans.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        let words = self.words(at);
        words == "#"
            || words.starts_with("# ")
            || is_plan(words)
            || self.title != Some(at) && keyword(words).is_some()
    }

    /// Whether a line is more of the paragraph above it.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let words = self.words(at);
        !words.is_empty()
            && stars(self.raw(at)).is_none()
            && marker(self.text, &self.lines[at]).is_none()
            && keyword(words).is_none()
            && words != "#"
            && !words.starts_with("# ")
            && !words.starts_with('|')
            && !words.starts_with(": ")
            && self.definition(at).is_none()
            && self.drawer(at, self.lines.len()).is_none()
    }

    fn paragraph(&mut self, at: usize, end: usize) -> usize {
        let mut next = at + 1;
        while next < end && self.goes_on(next) {
            next += 1;
        }
        self.writer.begin();
        if is_rule(self.words(at)) && next == at + 1 {
            self.writer.put("***");
        } else {
            self.inline(self.lines[at].start + self.indent(at)..self.lines[next - 1].end);
        }
        next
    }

    /// What a note says, up to the next, a heading or two blank lines.
    fn note(&mut self, at: usize, end: usize) -> Option<usize> {
        let (name, before) = self.definition(at).filter(|_| self.nested == 1)?;
        self.close_lists(0);
        let ends = |next: &usize| {
            let two = self.words(*next).is_empty() && self.words(*next - 1).is_empty();
            two || stars(self.raw(*next)).is_some() || self.definition(*next).is_some()
        };
        let next = (at + 1..end).find(ends).unwrap_or(end);
        let depth = self.writer.depth();
        self.writer.hold("    ", Some(&format!("[^{}]: ", mark(name))));
        let mut last = at + 1;
        while last < next && self.goes_on(last) {
            last += 1;
        }
        self.writer.begin();
        self.inline(self.lines[at].start + before..self.lines[last - 1].end);
        self.blocks(last..next);
        self.writer.release(depth);
        Some(next)
    }
}

/// Five dashes or more.
fn is_rule(words: &str) -> bool {
    words.len() >= 5 && words.bytes().all(|byte| byte == b'-')
}

/// The lines that end blocks, by the lines that open them.
fn closes(text: &str, lines: &[Line]) -> HashMap<usize, usize> {
    let mut ends: HashMap<String, usize> = HashMap::new();
    let mut closes = HashMap::new();
    for (at, line) in lines.iter().enumerate().rev() {
        let Some((name, _)) = keyword(&text[line.clone()]) else { continue };
        let name = name.to_ascii_lowercase();
        if let Some(kind) = name.strip_prefix("end_") {
            ends.insert(kind.to_owned(), at);
        } else if let Some(close) = name.strip_prefix("begin_").and_then(|kind| ends.get(kind)) {
            closes.insert(at, *close);
        }
    }
    closes
}
