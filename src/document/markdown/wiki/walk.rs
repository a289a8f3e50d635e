//! The blocks of a wiki's source, line by line.

use super::line::{Opens, opens};
use super::mark::Signed;
use super::pair::Pairs;
use super::{Line, Tongue, table};
use crate::document::Kind;
use crate::document::markdown::grid;
use crate::document::markdown::wording::{Notes, Wording};
use crate::document::markdown::writer::{Writer, Written};
use std::ops::Range;

/// Blocks within more blocks than these stand beside one another.
const DEEPEST: usize = 12;

pub struct Walk<'t, 'l> {
    pub(super) text: &'t str,
    pub(super) lines: &'l [Line],
    pub(super) tongue: Tongue,
    pub(super) writer: Writer<'t>,
    pub(super) pairs: Pairs,
    notes: Notes<'t>,
    /// The signs of the open lists, outermost first, and how many holders stand around each.
    open: Vec<(u8, usize)>,
    /// How many quotations are open that end at a line of their own.
    quoted: usize,
}

impl<'t, 'l> Walk<'t, 'l> {
    pub fn new(text: &'t str, lines: &'l [Line], from: usize, tongue: Tongue) -> Walk<'t, 'l> {
        Walk {
            text,
            lines,
            tongue,
            writer: Writer::new(text, from),
            pairs: Pairs::of(text, from, tongue),
            notes: Notes::default(),
            open: Vec::new(),
            quoted: 0,
        }
    }

    pub fn run(mut self) -> Written {
        let mut at = self.head();
        while at < self.lines.len() {
            at = self.block(at).max(at + 1);
        }
        self.words_in().name_untold();
        self.writer.finish()
    }

    pub(super) fn words(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| &self.text[line.clone()])
    }

    fn opens(&self, at: usize) -> Opens<'t> {
        opens(self.tongue, self.text, &self.lines[at])
    }

    /// Fields over a blank line, as TiddlyWiki keeps them in a file; says where the text begins.
    fn head(&mut self) -> usize {
        let fields: Vec<(&str, &str)> =
            (0..self.lines.len()).map_while(|at| self.words(at).split_once(": ")).collect();
        let key = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte));
        let is_head = fields.len() >= 3
            && self.words(fields.len()).is_empty()
            && fields.iter().all(|(name, _)| key(name));
        if self.tongue != Tongue::TiddlyWiki || !is_head {
            return 0;
        }
        for (at, (name, value)) in fields.iter().enumerate() {
            if *name == "title" {
                let line = self.lines[at].clone();
                self.heading(1, line.end - value.len()..line.end);
            }
        }
        fields.len()
    }

    /// Writes what begins at a line; says where the next begins.
    fn block(&mut self, at: usize) -> usize {
        if self.words(at).is_empty() {
            self.close_lists(0);
            return at + 1;
        }
        if let Some(next) = self.silent(at) {
            return next;
        }
        match self.opens(at) {
            Opens::Item(signs, words) => return self.item(at, &signs, words),
            Opens::Term(term, said) => return self.term(at, term, said),
            _ => self.close_lists(0),
        }
        match self.opens(at) {
            Opens::Heading(level, words) => self.heading(level, words),
            Opens::Quote(depth, _) => return self.quotation(at, depth),
            Opens::Named(sign, words) => return self.named(at, &sign, words),
            Opens::Row => return self.table(at),
            Opens::Fenced("<<<") => self.fence(at),
            Opens::Fenced(name) => return self.fenced(at, name),
            Opens::Rule => {
                self.writer.begin();
                self.writer.put("***");
            }
            Opens::Silent => {}
            Opens::SetIn => return self.set_in(at),
            _ => return self.paragraph(at),
        }
        at + 1
    }

    fn heading(&mut self, level: u8, words: Range<usize>) {
        self.writer.begin();
        self.writer.put(&format!("{} ", "#".repeat(usize::from(level.clamp(1, 6)))));
        self.writer.found(words.start, Kind::Heading, level.clamp(1, 6), self.tongue.heading());
        self.inline(words);
    }

    pub(super) fn inline(&mut self, range: Range<usize>) {
        self.words_in().words(range);
    }

    pub(super) fn words_in(&mut self) -> Wording<'_, 't> {
        Wording::new(&self.pairs, &mut self.writer, &mut self.notes)
    }

    fn paragraph(&mut self, at: usize) -> usize {
        self.paragraph_from(self.lines[at].start, at)
    }

    /// A paragraph from within a line on.
    pub(super) fn paragraph_from(&mut self, start: usize, at: usize) -> usize {
        let mut last = at + 1;
        let mut end = self.pairs.reach(start..self.lines[at].end);
        loop {
            last = last.max(self.line_of(end) + 1);
            end = self.lines[last - 1].end;
            let goes_on = last < self.lines.len()
                && !self.words(last).is_empty()
                && !self.is_silent(last)
                && matches!(self.opens(last), Opens::Words);
            if !goes_on {
                break;
            }
            end = self.pairs.reach(self.lines[last].clone());
            last += 1;
        }
        let words = &self.text[start..end];
        let start = start + (words.len() - words.trim_start().len());
        self.writer.begin();
        self.inline(start..end);
        last
    }

    /// Whether a line ends the paragraph above it though its words are none of those that open a block.
    fn is_silent(&self, at: usize) -> bool {
        let words = self.words(at);
        self.tongue == Tongue::MediaWiki
            && ["<blockquote", "</blockquote", "<references", "<gallery"]
                .iter()
                .any(|tag| words.starts_with(tag))
    }

    fn item(&mut self, at: usize, signs: &str, words: Range<usize>) -> usize {
        // A colon behind the signs goes on with the item above.
        let goes_on = signs.ends_with(':');
        let signs: Vec<u8> = signs.bytes().filter(|sign| *sign != b':').take(DEEPEST).collect();
        let shared = self.open.iter().zip(&signs).take_while(|((open, _), sign)| open == *sign).count();
        if goes_on && shared == signs.len() {
            self.close_lists(signs.len());
        } else {
            if shared == signs.len() {
                let depth = self.open[shared - 1].1;
                self.writer.release(depth);
                self.open.truncate(shared);
            } else {
                self.close_lists(shared);
            }
            for sign in &signs[shared..] {
                if self.open.len() > shared {
                    // A list that opens within another at once.
                    let lead = lead(self.open.last().map_or(b'*', |(sign, _)| *sign));
                    self.writer.hold("    ", Some(lead));
                }
                self.open.push((*sign, self.writer.depth()));
            }
            let lead = lead(signs[signs.len() - 1]);
            self.writer.hold("    ", Some(lead));
        }
        let (end, next) = self.until(at, words.end);
        self.writer.begin();
        self.inline(words.start..end);
        self.writer.close_under();
        next
    }

    /// The end of what begins at a line and may reach over more.
    fn until(&self, at: usize, end: usize) -> (usize, usize) {
        let end = self.pairs.reach(self.lines[at].start..end);
        let mut last = self.line_of(end);
        let mut end = self.lines[last].end.max(end);
        // In these an item goes on in the lines below it.
        let runs = matches!(self.tongue, Tongue::DokuWiki | Tongue::Textile);
        while runs
            && last + 1 < self.lines.len()
            && !self.words(last + 1).is_empty()
            && matches!(opens(self.tongue, self.text, &self.lines[last + 1]), Opens::Words | Opens::SetIn)
        {
            last += 1;
            end = self.lines[last].end;
        }
        (end, last + 1)
    }

    pub(super) fn close_lists(&mut self, count: usize) {
        if let Some((_, depth)) = self.open.get(count) {
            self.writer.release(*depth);
            self.open.truncate(count);
        }
    }

    fn term(&mut self, at: usize, term: Range<usize>, said: Option<Range<usize>>) -> usize {
        self.close_lists(0);
        self.writer.begin();
        self.inline(term);
        let mut next = at + 1;
        let mut told: Vec<Range<usize>> = said.into_iter().filter(|said| !said.is_empty()).collect();
        while next < self.lines.len() && self.words(next).starts_with(':') {
            let Opens::Quote(_, words) = self.opens(next) else { break };
            let (end, after) = self.until(next, words.end);
            told.push(words.start..end);
            next = after;
        }
        let depth = self.writer.depth();
        for words in told {
            self.writer.close_under();
            self.writer.hold("    ", Some(":   "));
            self.writer.begin();
            self.inline(words);
            self.writer.release(depth);
        }
        next
    }

    fn quotation(&mut self, at: usize, depth: usize) -> usize {
        let outer = self.writer.depth();
        for _ in 0..depth.min(DEEPEST) {
            self.writer.hold("> ", None);
        }
        let mut next = at;
        // In the others each line is a paragraph.
        let joins = self.tongue == Tongue::DokuWiki;
        while next < self.lines.len() && !self.words(next).is_empty() {
            let Opens::Quote(own, words) = self.opens(next) else { break };
            if own != depth {
                break;
            }
            let (end, after) = self.until(next, words.end);
            if joins && next > at {
                self.writer.end_line()
            } else {
                self.writer.begin()
            }
            self.inline(words.start..end);
            next = after;
        }
        self.writer.release(outer);
        next
    }

    /// A line that opens a quotation or closes it.
    pub(super) fn fence(&mut self, at: usize) {
        let closes =
            self.words(at).trim_start().starts_with("</") || self.words(at) == "<<<" && self.quoted > 0;
        if closes {
            self.quoted = self.quoted.saturating_sub(1);
            self.writer.release(self.quoted);
        } else if self.quoted < DEEPEST {
            self.quoted += 1;
            self.writer.hold("> ", None);
        }
    }

    /// A block that Textile names.
    fn named(&mut self, at: usize, sign: &Signed<'t>, words: Range<usize>) -> usize {
        let blank = |line: &usize| self.words(*line).is_empty();
        let name = sign.name;
        let ends = |line: &usize| match sign.goes_on {
            false => blank(line),
            true => super::mark::signed(self.words(*line)).is_some(),
        };
        let next = (at + 1..self.lines.len()).find(ends).unwrap_or(self.lines.len());
        let last = (at..next).rev().find(|line| !blank(line)).unwrap_or(at);
        let end = self.lines[last].end;
        match name {
            "bc" | "pre" => {
                let first = (!words.is_empty()).then_some(words);
                let lines: Vec<Line> =
                    first.into_iter().chain(self.lines[at + 1..=last].iter().cloned()).collect();
                self.listing(&lines, None);
            }
            "bq" => {
                let depth = self.writer.depth();
                self.writer.hold("> ", None);
                let mut from = words.start;
                for line in at..=last {
                    let ends_here = line == last || self.words(line + 1).is_empty();
                    if ends_here && !self.words(line).is_empty() {
                        self.writer.begin();
                        self.inline(from..self.lines[line].end);
                    }
                    if ends_here {
                        from = self.lines[(line + 1).min(last)].start;
                    }
                }
                self.writer.release(depth);
            }
            _ if name.starts_with("fn") => self.words_in().tell(&name[2..], words.start..end),
            _ => {
                self.writer.begin();
                self.inline(words.start..end);
            }
        }
        next
    }

    fn table(&mut self, at: usize) -> usize {
        let (grid, next) = if self.tongue == Tongue::MediaWiki {
            let mut depth = 0usize;
            let end = (at..self.lines.len()).find(|line| {
                let words = self.words(*line).trim_start();
                depth += usize::from(words.starts_with("{|"));
                depth -= usize::from(words.starts_with("|}")).min(depth);
                depth == 0
            });
            let end = end.unwrap_or(self.lines.len());
            (table::media(self.text, &self.lines[at + 1..end.max(at + 1)], &self.pairs), end + 1)
        } else {
            let is_row =
                |line: &usize| !self.words(*line).is_empty() && matches!(self.opens(*line), Opens::Row);
            let next = (at..self.lines.len()).find(|line| !is_row(line)).unwrap_or(self.lines.len());
            (table::rows(self.text, &self.lines[at..next], self.tongue, &self.pairs), next)
        };
        if let Some(caption) = grid.caption.clone() {
            self.writer.begin();
            self.inline(caption);
        }
        grid::write(&mut self.words_in(), grid);
        next
    }

    /// Lines between tags, or between strokes.
    fn fenced(&mut self, at: usize, name: &str) -> usize {
        let tagged = !name.starts_with('`');
        let close = if tagged { format!("</{name}>") } else { name.to_owned() };
        let line = self.lines[at].clone();
        let words = self.words(at);
        let tag = if tagged { words.find('>').map_or(words.len(), |end| end + 1) } else { words.len() };
        let told = &words[..tag];
        let language = match told.split_once("lang=") {
            Some((_, rest)) => rest.trim_matches(['"', '\'', '>', '/']).split(['"', '\'', ' ', '>']).next(),
            None => told
                .trim_matches(['<', '>', '`'])
                .trim_start_matches(name)
                .split(' ')
                .find(|word| !word.is_empty()),
        };
        let language = language.filter(|word| !word.is_empty() && *word != "-");
        let from = line.start + tag;
        let place = self.text[from..].find(&close).map(|length| from + length);
        let end = place.unwrap_or(self.text.len());
        let last = self.line_of(end);
        let mut lines: Vec<Line> = self.lines[at..=last].to_vec();
        lines[0].start = from.min(lines[0].end);
        if let Some(own) = lines.last_mut() {
            own.end = own.end.min(end).max(own.start);
        }
        while lines.last().is_some_and(|line| self.text[line.clone()].trim().is_empty()) {
            lines.pop();
        }
        let first = lines.iter().position(|line| !self.text[line.clone()].trim().is_empty()).unwrap_or(0);
        if !lines.is_empty() {
            self.listing(&lines[first..], language);
        }
        let past = place.map_or(self.text.len(), |place| place + close.len());
        if self.text[past..self.lines[last].end.max(past)].trim().is_empty() {
            return last + 1;
        }
        self.paragraph_from(past, last)
    }

    fn listing(&mut self, lines: &[Line], language: Option<&str>) {
        self.writer.listing(lines, language, "a listing of a wiki");
    }

    /// Lines that are set in.
    fn set_in(&mut self, at: usize) -> usize {
        let is_in =
            |line: &usize| !self.words(*line).trim().is_empty() && matches!(self.opens(*line), Opens::SetIn);
        let next = (at..self.lines.len()).find(|line| !is_in(line)).unwrap_or(self.lines.len()).max(at + 1);
        let lines = self.lines[at..next].to_vec();
        self.listing(&lines, None);
        next
    }
}

/// What Markdown writes for the sign of a list.
fn lead(sign: u8) -> &'static str {
    if sign == b'#' { "1.  " } else { "-   " }
}
