//! The passage at hand: words, marks and breaks go into it, and it ends as what its surroundings make of it.

use super::{Context, Writer};
use crate::document::autolink::autolink;
use crate::document::html::tree::FormatIx;
use crate::document::inline::Weaver;
use crate::document::{AtomKind, Block, Kind, Passage, PassageIx, Style};
use std::ops::Range;

/// The passage whose words are being read.
#[derive(Default)]
pub struct Open {
    weaver: Weaver,
    source: Range<usize>,
    styles: Vec<Style>,
    /// Whether a blank comes before the next word, and how many line breaks.
    blank: bool,
    breaks: usize,
    pub ids: Vec<String>,
    pub links: Vec<FormatIx>,
}

impl Writer<'_> {
    /// Words as a browser shows them: one blank for any, none at the ends of lines.
    pub fn push(&mut self, words: &str, source: &Range<usize>, wanted: &[Style]) {
        let written = self.text.get(source.clone()).unwrap_or("");
        let trimmed = source.start + (written.len() - written.trim_start().len())
            ..source.end - (written.len() - written.trim_end().len());
        if words.trim().is_empty() {
            if let Some(open) = &mut self.open {
                open.blank |= !words.is_empty();
            }
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let open = self.open.get_or_insert_with(Open::default);
        open.ids.extend(waiting);
        if open.source.end == 0 {
            open.source = trimmed.clone();
        }
        open.source.end = open.source.end.max(trimmed.end);
        open.blank |= words.starts_with(|c: char| c.is_ascii_whitespace());
        let blank = open.settle_blanks();
        open.restyle(wanted, blank);
        let mut first = true;
        for word in words.split_ascii_whitespace() {
            if !first {
                open.weaver.push_str(" ");
            }
            first = false;
            open.weaver.push_str(word);
        }
        open.blank = words.ends_with(|c: char| c.is_ascii_whitespace());
    }

    pub fn atom(&mut self, what: AtomKind, source: &Range<usize>) {
        let waiting = std::mem::take(&mut self.waiting);
        let open = self.open.get_or_insert_with(|| Open { source: source.clone(), ..Open::default() });
        open.ids.extend(waiting);
        open.source.end = open.source.end.max(source.end);
        // A mark stands at the word before it, a picture apart from it.
        if matches!(what, AtomKind::Image { .. }) {
            let blank = open.settle_blanks();
            open.restyle(&[], blank);
        }
        open.weaver.atom(what);
    }

    /// A line break; a second one ends the paragraph.
    pub fn line_break(&mut self) {
        if let Some(open) = &mut self.open {
            open.breaks += 1;
            if open.breaks >= 2 && self.single == 0 {
                self.flush();
            }
        }
    }

    /// Ends the passage at hand, or the line where all is one passage.
    pub fn flush(&mut self) {
        if self.single > 0 {
            if let Some(open) = &mut self.open {
                open.breaks = open.breaks.max(1);
            }
            return;
        }
        if self.open.is_none() {
            return;
        }
        let (kind, level) = self.kind();
        if let Some(ix) = self.take(kind, level) {
            self.add(Block::Passage(ix));
        }
    }

    /// What a paragraph is, by what holds it.
    fn kind(&self) -> (Kind, u8) {
        let depth = |wanted: fn(&Context) -> bool| {
            u8::try_from(self.contexts.iter().filter(|context| wanted(context)).count()).unwrap_or(u8::MAX)
        };
        match self.contexts.last() {
            Some(Context::Item(true)) => (Kind::Item, depth(|context| matches!(context, Context::Item(_)))),
            Some(Context::Quote) => (Kind::Quote, depth(|context| matches!(context, Context::Quote))),
            Some(Context::Verse) => (Kind::Verse, 0),
            Some(Context::Item(false)) | None => (Kind::Paragraph, 0),
        }
    }

    pub fn take(&mut self, kind: Kind, level: u8) -> Option<PassageIx> {
        let open = self.open.take()?;
        if !open.has_words() {
            self.waiting.extend(open.ids);
            return None;
        }
        let (kind, level) = if self.in_note { (Kind::Note, 0) } else { (kind, level) };
        let mut passage = open.weaver.finish(kind, level, open.source);
        if passage.text.is_empty() && passage.atoms.is_empty() {
            self.waiting.extend(open.ids);
            return None;
        }
        autolink(&mut passage);
        for link in open.links {
            *self.link_uses.entry(link).or_insert(0) += 1;
        }
        let ix = self.parsed.push(passage);
        if !open.ids.is_empty() {
            self.ids.push((ix, open.ids));
        }
        Some(ix)
    }

    /// Takes in a passage that was made otherwise, such as code.
    pub fn put(&mut self, mut passage: Passage) -> PassageIx {
        if self.in_note {
            (passage.kind, passage.level) = (Kind::Note, 0);
        }
        let ids = std::mem::take(&mut self.waiting);
        let ix = self.parsed.push(passage);
        if !ids.is_empty() {
            self.ids.push((ix, ids));
        }
        ix
    }
}

impl Open {
    pub fn has_words(&self) -> bool {
        !self.weaver.is_empty()
    }

    /// What stands before the next word: nothing, a blank or a line break.
    fn settle_blanks(&mut self) -> &'static str {
        let (blank, breaks) = (std::mem::take(&mut self.blank), std::mem::take(&mut self.breaks));
        match (self.weaver.is_empty(), breaks, blank) {
            (true, _, _) | (_, 0, false) => "",
            (_, 0, true) => " ",
            _ => "\n",
        }
    }

    /// Closes styles that end and opens those that begin; blanks stand outside of both.
    fn restyle(&mut self, wanted: &[Style], blank: &str) {
        let same = self.styles.iter().zip(wanted).take_while(|(open, wanted)| open == wanted).count();
        while self.styles.len() > same {
            self.styles.pop();
            self.weaver.close();
        }
        self.weaver.push_str(blank);
        for style in &wanted[same..] {
            self.weaver.open(style.clone());
            self.styles.push(style.clone());
        }
    }
}
