//! What can be said of a Markdown text when all of it has been read: notes, words not shown, the title.

use super::apart_from;
use super::builder::{Builder, IN_NOTE};
use super::container::Container;
use super::inline_note::shown;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::text::heading::names_version;
use crate::document::{Block, Kind, Note, Parsed, PassageIx, Why, each_passage};
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn finish(mut self) -> (Parsed, Vec<Diagnostic>) {
        self.close_passage();
        while self.containers.len() > 1 {
            self.end_container();
        }
        if let Some(Container::Blocks(blocks)) = self.containers.pop() {
            self.parsed.body = blocks;
        }
        let mut diagnostics = Vec::new();
        let inline = self.settle_notes(&mut diagnostics);
        self.return_to_source();
        self.report_unshown();
        self.return_notes(inline);
        self.find_title();
        if let Some(at) = self.has_html {
            diagnostics.push(
                Diagnostic::new(
                    Code::RawHtml,
                    "the raw HTML in this text was set apart; the words in it are kept",
                )
                .at(Place::new(self.path, self.draft.span(at..at))),
            );
        }
        (self.parsed, diagnostics)
    }

    /// Notes in the order in which the text refers to them; after them those it never refers to. Says which passages are those
    /// of notes that stand amid the words.
    fn settle_notes(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Range<usize>, Range<usize>)> {
        let mut inline = Vec::new();
        for label in std::mem::take(&mut self.definitions) {
            if !self.notes.contains_key(&label) {
                self.notes.insert(label.clone(), self.labels.len());
                self.labels.push(label.clone());
                diagnostics.push(
                    Diagnostic::new(
                        Code::NoteWithoutReference,
                        format!("nothing refers to the note `[^{label}]`"),
                    )
                    .at(Place::file(self.path)),
                );
            }
        }
        for (number, label) in (1..).zip(std::mem::take(&mut self.labels)) {
            let mut blocks = self.defined.remove(&label).unwrap_or_default();
            let first = self.parsed.passages.len();
            each_passage(&mut blocks, &mut |ix: &mut PassageIx| {
                self.parsed.passages.push(self.note_passages[(ix.0 & !IN_NOTE) as usize].clone());
                ix.0 = u32::try_from(self.parsed.passages.len() - 1).expect("counted above");
            });
            self.parsed.notes.push(Note { label: number.to_string(), blocks });
            if let Some(words) = self.inline.remove(&label) {
                inline.push((words, first..self.parsed.passages.len()));
            }
        }
        inline
    }

    /// The passages of notes that stand amid the words are where these stand, and nothing of them was left out.
    fn return_notes(&mut self, inline: Vec<(Range<usize>, Range<usize>)>) {
        let mut elsewhere = Vec::new();
        for (words, passages) in inline {
            let passages = &mut self.parsed.passages[passages];
            let said: String = passages.iter().map(|passage| passage.text.as_str()).collect();
            elsewhere.extend(shown(self.draft.whole(), &words, &said));
            passages.iter_mut().for_each(|passage| passage.source = words.clone());
        }
        elsewhere.sort_by_key(|range| range.start);
        if !elsewhere.is_empty() {
            let removed = std::mem::take(&mut self.parsed.removed).into_iter();
            self.parsed.removed =
                removed.flat_map(|one| apart_from(self.draft.whole(), one, &elsewhere)).collect();
        }
    }

    /// Places become bytes of the seed, and what was left out of the draft is reported.
    pub(super) fn return_to_source(&mut self) {
        let spans = self.parsed.passages.iter_mut().map(|passage| &mut passage.source);
        for span in spans.chain(self.parsed.removed.iter_mut().map(|one| &mut one.source)) {
            *span = self.draft.span(span.clone());
        }
        for span in self.draft.left_out() {
            self.parsed.remove(self.draft.source(&span).trim(), span, Why::Markup);
        }
    }

    /// Letters of the source that no event has shown: addresses, labels, fences, attributes.
    pub(super) fn report_unshown(&mut self) {
        self.shown.sort_by_key(|range| range.start);
        let end = self.draft.text().len();
        let mut at = 0;
        let mut gaps = Vec::new();
        for range in self.shown.drain(..).chain([end..end]) {
            if range.start > at {
                gaps.extend(self.draft.origins(at..range.start));
            }
            at = at.max(range.end);
        }
        for gap in gaps {
            let text = self.draft.source(&gap).trim();
            if text.contains(char::is_alphanumeric) {
                self.parsed.remove(text, gap, Why::Markup);
            }
        }
    }

    /// A heading of level 1 that opens the text is its title, unless it is the first of several versions.
    pub(super) fn find_title(&mut self) {
        let heads = self.parsed.passages.iter().filter(|passage| passage.level == 1);
        let mut versions = heads.filter(|head| head.kind == Kind::Heading && names_version(&head.text));
        if versions.nth(1).is_some() {
            return;
        }
        if let Some(Block::Passage(ix)) = self.parsed.body.first().cloned()
            && let Some(passage) = self.parsed.passages.get(ix.0 as usize)
            && (passage.kind, passage.level) == (Kind::Heading, 1)
        {
            self.parsed.title = Some(ix);
            self.parsed.body.remove(0);
        }
    }
}
