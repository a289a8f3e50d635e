//! Terms and what is said of them become lists of definitions.

use super::super::chunk::Chunk;
use super::super::hanging;
use super::super::inline::{self, Frame, Lead};
use super::super::line::columns;
use super::super::words::{self, Breaks};
use super::{Builder, DEEPEST, Open};
use crate::document::{Block, Definition, Kind, Why};

impl Builder<'_, '_> {
    /// A term over its description, in the list of those before it.
    pub(super) fn term(&mut self, chunk: &Chunk) {
        let passage = self.prose(chunk, Kind::Paragraph, 0, Lead::None);
        let term = self.parsed.push(passage);
        let column = self.sheet.lines[chunk.lines.end].indent;
        self.define(chunk.indent, column, vec![Definition { term, descriptions: vec![Vec::new()] }]);
        self.decided(chunk, Kind::Paragraph, Some(term));
    }

    /// Puts definitions into the list that is open at their indent, or opens one.
    fn define(&mut self, at: u32, column: u32, definitions: Vec<Definition>) {
        while let Some(open) = self.open.last() {
            let holds = match open {
                Open::Definitions { indent, .. } => at >= *indent,
                Open::List { column, .. } => at >= *column,
                Open::Quote { marked, indent, .. } => *marked || at >= *indent,
            };
            if holds {
                break;
            }
            self.close_to(self.open.len() - 1);
        }
        let full = self.open.len() >= DEEPEST;
        match self.open.last_mut() {
            Some(Open::Definitions { indent, list, .. }) if *indent == at => list.extend(definitions),
            _ if full => self.push(Block::Definitions(definitions)),
            _ => self.open.push(Open::Definitions { indent: at, column, list: definitions }),
        }
    }

    /// Options and what they do, as terms and descriptions.
    pub(super) fn options(&mut self, chunk: &Chunk) {
        let entries = hanging::entries(self.sheet, chunk.lines.clone())
            .or_else(|| Some(vec![hanging::tagged(self.sheet, chunk.lines.clone())?]))
            .unwrap_or_default();
        let Some(first) = entries.first() else { return self.paragraph(chunk) };
        let (from, indent) = (self.sheet.lines[first.lines.start].from, chunk.indent);
        let column = indent + columns(&self.sheet.text[from..first.content]);
        let mut list = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut draft = words::Draft::default();
            draft.add(&self.sheet.text[entry.term.clone()], entry.term.start);
            let frame =
                Frame { kind: Kind::Paragraph, level: 0, source: entry.term.clone(), lead: Lead::None };
            let passage = inline::weave(&draft, self.book, frame, &mut self.findings);
            let term = self.parsed.push(passage);
            let between = entry.term.end..entry.content;
            let dash = self.sheet.text[between.clone()].trim();
            if !dash.is_empty() {
                self.parsed.remove(dash, between, Why::Markup);
            }
            let end = self.sheet.span(&entry.lines).end;
            let draft = words::prose(self.sheet, entry.lines, entry.content, Breaks::Joined);
            let frame =
                Frame { kind: Kind::Paragraph, level: 0, source: entry.content..end, lead: Lead::None };
            let passage = inline::weave(&draft, self.book, frame, &mut self.findings);
            let said = self.parsed.push(passage);
            list.push(Definition { term, descriptions: vec![vec![Block::Passage(said)]] });
        }
        let first = list.first().map(|definition| definition.term);
        self.define(chunk.indent, column, list);
        self.decided(chunk, Kind::Paragraph, first);
    }
}
