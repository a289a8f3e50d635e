//! Chunks become passages and blocks: lists inside lists, quotations, and the notes at the end.

use super::chunk::{Chunk, Form, Role};
use super::inline::{self, Findings, Frame, Lead};
use super::marker::{Delimiter, Marker, Numbering, Sign};
use super::note::{self, Book};
use super::sheet::Sheet;
use super::words::{self, Breaks};
use super::{Decision, heading, masthead, source, table};
use crate::document::{
    Block, Definition, Enumeration, Kind, ListItem, Note, Parsed, Passage, PassageIx, Why,
};
use std::ops::Range;

mod define;
mod item;

/// Lists inside lists no deeper than this: a page must not nest without end.
const DEEPEST: usize = 10;

/// What the chunks of a text made.
pub struct Assembly {
    pub parsed: Parsed,
    pub decisions: Vec<Decision>,
    /// Marks that lead to no note.
    pub lost: Vec<(String, Range<usize>)>,
    /// For each note, whether a mark leads to it.
    pub referred: Vec<bool>,
}

pub fn assemble(sheet: &Sheet, chunks: &[Chunk], book: &Book) -> Assembly {
    let mut builder = Builder {
        sheet,
        book,
        parsed: Parsed::default(),
        root: Vec::new(),
        open: Vec::new(),
        findings: Findings::default(),
        decisions: Vec::new(),
        lines: LineNumbers::default(),
    };
    for chunk in chunks.iter().filter(|chunk| !note::is_note(chunk)) {
        builder.place(chunk);
    }
    builder.close_to(0);
    builder.parsed.body = std::mem::take(&mut builder.root);
    builder.notes(chunks);
    builder.finish()
}

/// A list or quotation that is not closed yet.
enum Open {
    List {
        indent: u32,
        column: u32,
        sign: Sign,
        enumeration: Option<Enumeration>,
        items: Vec<ListItem>,
        goes_on: bool,
    },
    Quote {
        indent: u32,
        marked: bool,
        blocks: Vec<Block>,
    },
    Definitions {
        indent: u32,
        /// Where the words of the descriptions begin.
        column: u32,
        list: Vec<Definition>,
    },
}

struct Builder<'s, 't> {
    sheet: &'s Sheet<'t>,
    book: &'s Book,
    parsed: Parsed,
    root: Vec<Block>,
    open: Vec<Open>,
    findings: Findings,
    decisions: Vec<Decision>,
    lines: LineNumbers,
}

impl Builder<'_, '_> {
    fn place(&mut self, chunk: &Chunk) {
        self.quote_marks(chunk.quote);
        match chunk.role {
            Role::Title | Role::Heading => self.heading(chunk),
            Role::Item => self.item(chunk),
            Role::Rule => self.rule(chunk),
            Role::NoteHead => self.note_head(chunk),
            Role::Code => {
                self.close_for(chunk.indent);
                let passage = self.verbatim(chunk);
                self.put(chunk, passage);
            }
            Role::Table => {
                self.close_for(chunk.indent);
                self.table(chunk);
            }
            Role::Verse => {
                self.close_for(chunk.indent);
                let passage = self.prose(chunk, Kind::Verse, 0, lead(chunk));
                self.put(chunk, passage);
            }
            Role::Term => self.term(chunk),
            Role::Options => self.options(chunk),
            Role::Paragraph | Role::Quote | Role::Note(_) | Role::NoteMore(_) => self.paragraph(chunk),
        }
    }

    fn heading(&mut self, chunk: &Chunk) {
        self.close_to(0);
        let level = chunk.level.max(1);
        let passage = self.heading_passage(chunk, level);
        let ix = self.parsed.push(passage);
        self.decided(chunk, Kind::Heading, Some(ix));
        if chunk.role == Role::Title { self.parsed.title = Some(ix) } else { self.push(Block::Passage(ix)) }
    }

    fn heading_passage(&mut self, chunk: &Chunk, level: u8) -> Passage {
        let sheet = self.sheet;
        let mut lines = chunk.lines.clone();
        let mut from = chunk.from;
        match chunk.form {
            Form::Underlined(_) => {
                lines.end -= 1;
                let under = sheet.lines[lines.end].from..sheet.lines[lines.end].to;
                self.parsed.remove(&sheet.text[under.clone()], under, Why::Markup);
            }
            Form::Hashed(level) => {
                let marks = chunk.from..chunk.from + usize::from(level);
                from = marks.end + 1;
                self.parsed.remove(&sheet.text[marks.clone()], marks, Why::Markup);
            }
            Form::Ornate => return self.ornate_heading(chunk, level),
            _ => {}
        }
        let mut draft = words::prose(sheet, lines.clone(), from, Breaks::Joined);
        if let Some(end) = heading::edit_mark(&draft.text) {
            let cut = end..draft.text.len();
            self.parsed.remove(draft.text[cut.clone()].trim(), draft.source_span(&cut), Why::Markup);
            draft.text.truncate(end);
        }
        let source = sheet.span(&lines);
        let frame = Frame { kind: Kind::Heading, level, source, lead: Lead::None };
        inline::weave(&draft, self.book, frame, &mut self.findings)
    }

    /// A heading without the ornaments around it.
    fn ornate_heading(&mut self, chunk: &Chunk, level: u8) -> Passage {
        let words = self.sheet.words(chunk.lines.start);
        let inner = heading::ornaments(words).unwrap_or(0..words.len());
        for strokes in [0..inner.start, inner.end..words.len()] {
            let strokes = chunk.from + strokes.start..chunk.from + strokes.end;
            self.parsed.remove(self.sheet.text[strokes.clone()].trim(), strokes, Why::Markup);
        }
        let source = chunk.from + inner.start..chunk.from + inner.end;
        let mut draft = words::Draft::default();
        draft.add(&self.sheet.text[source.clone()], source.start);
        let frame = Frame { kind: Kind::Heading, level, source, lead: Lead::None };
        inline::weave(&draft, self.book, frame, &mut self.findings)
    }

    fn table(&mut self, chunk: &Chunk) {
        let grid = table::grid(self.sheet, chunk);
        for rule in grid.rules {
            self.parsed.remove(&self.sheet.text[rule.clone()], rule, Why::Markup);
        }
        let first = self.parsed.passages.len();
        let head = self.cells(grid.head);
        let rows = grid.rows.into_iter().map(|row| self.cells(row)).collect();
        self.push(Block::Table { alignments: grid.alignments, head, rows });
        let passage = u32::try_from(first).ok().filter(|_| first < self.parsed.passages.len()).map(PassageIx);
        self.decided(chunk, Kind::Table, passage);
    }

    fn cells(&mut self, row: table::Row) -> Vec<PassageIx> {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let frame = Frame { kind: Kind::Table, level: 0, source: cell.source, lead: Lead::None };
            let passage = inline::weave(&cell.draft, self.book, frame, &mut self.findings);
            cells.push(self.parsed.push(passage));
        }
        cells
    }

    fn rule(&mut self, chunk: &Chunk) {
        self.close_to(0);
        let span = self.sheet.span(&chunk.lines);
        self.parsed.remove(&self.sheet.text[span.clone()], span, Why::Markup);
        self.push(Block::Rule);
    }

    fn note_head(&mut self, chunk: &Chunk) {
        self.close_to(0);
        let span = self.sheet.span(&chunk.lines);
        self.parsed.remove(&self.sheet.text[span.clone()], span, Why::Markup);
        self.decided(chunk, Kind::Heading, None);
    }

    fn paragraph(&mut self, chunk: &Chunk) {
        self.close_for(chunk.indent);
        let held = self.column();
        let first = self.sheet.first_line == Some(chunk.indent);
        let set_in = chunk.indent >= held + 2 && !first && chunk.role == Role::Quote;
        let inside = matches!(self.open.last(), Some(Open::Quote { .. }));
        if set_in && !inside && self.open.len() < DEEPEST {
            self.open.push(Open::Quote { indent: chunk.indent, marked: false, blocks: Vec::new() });
        }
        let depth = self.quotes();
        let (kind, level) = if depth > 0 && matches!(self.open.last(), Some(Open::Quote { .. })) {
            (Kind::Quote, depth)
        } else {
            (Kind::Paragraph, 0)
        };
        let mut passage = self.prose(chunk, kind, level, lead(chunk));
        if let Some(url) = source::mark(&mut passage) {
            self.parsed.found.source.get_or_insert(url);
        }
        self.put(chunk, passage);
    }

    /// The words of a chunk, woven.
    fn prose(&mut self, chunk: &Chunk, kind: Kind, level: u8, lead: Lead) -> Passage {
        let breaks = match kind {
            Kind::Verse => Breaks::All,
            _ if self.sheet.is_cue(chunk.lines.start) => Breaks::Spoken,
            _ if masthead::is_letterhead(self.sheet, chunk) => Breaks::All,
            _ if chunk.broken => Breaks::Wanted,
            _ => Breaks::Joined,
        };
        let content = match (chunk.role, chunk.marker) {
            (Role::Item, Some(marker)) => marker.content,
            (Role::Note(place), _) => self.book.notes[place].content,
            _ => chunk.from,
        };
        let mut draft = words::prose(self.sheet, chunk.lines.clone(), content, breaks);
        let mut end = self.sheet.span(&chunk.lines).end;
        if let Some(tail) = &chunk.tail {
            words::go_on(self.sheet, &mut draft, end, tail.clone());
            end = self.sheet.span(tail).end;
        }
        if matches!(chunk.role, Role::Note(note) | Role::NoteMore(note) if self.book.notes[note].closed_by == Some(end))
        {
            draft.text.pop();
            self.parsed.remove("]", end - 1..end, Why::NoteMark);
        }
        let frame = Frame { kind, level, source: content.min(end)..end, lead };
        inline::weave(&draft, self.book, frame, &mut self.findings)
    }

    fn verbatim(&mut self, chunk: &Chunk) -> Passage {
        let sheet = self.sheet;
        let mut lines = chunk.lines.clone();
        if chunk.form == Form::Fenced {
            for fence in [lines.start, lines.end - 1] {
                let span = sheet.lines[fence].from..sheet.lines[fence].to;
                self.parsed.remove(&sheet.text[span.clone()], span, Why::Markup);
            }
            lines = lines.start + 1..(lines.end - 1).max(lines.start + 1);
        }
        let source = if lines.is_empty() {
            chunk.from..chunk.from
        } else {
            sheet.lines[lines.start].from..sheet.lines[lines.end - 1].to
        };
        let source = source.start..source.end.max(source.start);
        Passage {
            kind: Kind::Code,
            level: 0,
            text: words::verbatim(sheet, lines).text,
            marks: Vec::new(),
            atoms: Vec::new(),
            source,
        }
    }

    fn put(&mut self, chunk: &Chunk, passage: Passage) {
        let kind = passage.kind;
        let ix = self.parsed.push(passage);
        self.push(Block::Passage(ix));
        self.decided(chunk, kind, Some(ix));
    }

    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => {
                items.last_mut().expect("a list opens with its first item").blocks.push(block)
            }
            Some(Open::Quote { blocks, .. }) => blocks.push(block),
            Some(Open::Definitions { list, .. }) => {
                let last = list.last_mut().expect("a list of definitions opens with its first term");
                last.descriptions.last_mut().expect("a term has a description").push(block);
            }
            None => self.root.push(block),
        }
    }

    fn close_to(&mut self, count: usize) {
        while self.open.len() > count {
            let block = match self.open.pop() {
                Some(Open::List { enumeration, items, .. }) => Block::List { enumeration, items },
                Some(Open::Quote { blocks, .. }) => Block::Quote(blocks),
                Some(Open::Definitions { list, .. }) => Block::Definitions(list),
                None => return,
            };
            self.push(block);
        }
    }

    /// Closes what a chunk at an indent does not stand in.
    fn close_for(&mut self, indent: u32) {
        while let Some(open) = self.open.last() {
            let holds = match open {
                Open::List { indent: own, column, .. } => indent >= (*column).min(own + 2).max(own + 1),
                Open::Quote { marked: true, .. } => true,
                Open::Quote { indent: own, .. } => indent + 1 >= *own,
                Open::Definitions { indent: own, .. } => indent > *own,
            };
            if holds {
                break;
            }
            self.close_to(self.open.len() - 1);
        }
    }

    /// Opens and closes quotations as the `>` of the lines say.
    fn quote_marks(&mut self, depth: u8) {
        let marked = self.open.iter().filter(|open| matches!(open, Open::Quote { marked: true, .. })).count();
        let depth = usize::from(depth);
        if depth == marked {
            return;
        }
        if depth < marked {
            let keep = self
                .open
                .iter()
                .enumerate()
                .filter(|(_, open)| matches!(open, Open::Quote { marked: true, .. }))
                .nth(depth)
                .map_or(0, |(at, _)| at);
            self.close_to(keep);
            return;
        }
        if marked == 0 {
            self.close_to(0);
        }
        for _ in marked..depth {
            self.open.push(Open::Quote { indent: 0, marked: true, blocks: Vec::new() });
        }
    }

    /// The column where the words of the innermost container begin.
    fn column(&self) -> u32 {
        match self.open.last() {
            Some(Open::List { column, .. } | Open::Definitions { column, .. }) => *column,
            Some(Open::Quote { indent, .. }) => *indent,
            None => self.sheet.base,
        }
    }

    fn quotes(&self) -> u8 {
        let count = self.open.iter().filter(|open| matches!(open, Open::Quote { .. })).count();
        u8::try_from(count).unwrap_or(u8::MAX)
    }

    fn lists(&self) -> u8 {
        let count = self.open.iter().filter(|open| matches!(open, Open::List { .. })).count();
        u8::try_from(count).unwrap_or(u8::MAX)
    }

    /// The open list that an item goes on.
    fn brother(&self, chunk: &Chunk, marker: &Marker) -> Option<usize> {
        let holds = |open: &Open| match open {
            Open::List { indent, column, sign, .. } => {
                let aligned = !marker.is_bullet() && marker.column == *column;
                (chunk.indent.abs_diff(*indent) <= 1 || aligned) && same_series(*sign, marker.sign)
            }
            Open::Quote { .. } | Open::Definitions { .. } => false,
        };
        let from =
            self.open.iter().rposition(|open| !matches!(open, Open::List { .. })).map_or(0, |at| at + 1);
        self.open[from..].iter().rposition(holds).map(|at| from + at)
    }

    fn notes(&mut self, chunks: &[Chunk]) {
        let mut by_note: Vec<Vec<usize>> = vec![Vec::new(); self.book.notes.len()];
        for (at, chunk) in chunks.iter().enumerate() {
            if let Role::Note(place) | Role::NoteMore(place) = chunk.role {
                by_note[place].push(at);
            }
        }
        for (entry, parts) in self.book.notes.iter().zip(by_note) {
            let (first, decided) = (self.parsed.passages.len(), self.decisions.len());
            for part in parts {
                let chunk = &chunks[part];
                if matches!(chunk.role, Role::NoteMore(_)) && chunk.marker.is_some() {
                    self.item(chunk);
                    continue;
                }
                self.close_to(0);
                let passage = self.prose(chunk, Kind::Note, 0, Lead::None);
                self.put(chunk, passage);
            }
            self.close_to(0);
            // The items of a list in a note are parts of the note.
            self.parsed.passages[first..]
                .iter_mut()
                .for_each(|passage| (passage.kind, passage.level) = (Kind::Note, 0));
            self.decisions[decided..].iter_mut().for_each(|one| (one.kind, one.level) = (Kind::Note, 0));
            let blocks = std::mem::take(&mut self.root);
            let mark = entry.at..entry.content;
            let written = self.sheet.text[mark.clone()].trim_end();
            self.parsed.remove(written, mark.start..mark.start + written.len(), Why::NoteMark);
            self.parsed.notes.push(Note { label: entry.label.clone(), blocks });
        }
    }

    fn decided(&mut self, chunk: &Chunk, kind: Kind, passage: Option<PassageIx>) {
        let line = self.lines.of(self.sheet.text, chunk.from);
        let level = passage.map_or(0, |ix| self.parsed.passages[ix.0 as usize].level);
        let runner_up = chunk.runner_up.map(|(role, rule)| (kind_of(role), rule));
        self.decisions.push(Decision {
            line,
            kind,
            level,
            rule: chunk.rule,
            confidence: chunk.confidence,
            runner_up,
            passage,
        });
    }

    fn finish(mut self) -> Assembly {
        let mut referred = vec![false; self.book.notes.len()];
        for note in self.findings.referred {
            referred[note] = true;
        }
        for (text, source, why) in self.findings.removed {
            self.parsed.remove(text, source, why);
        }
        self.parsed.removed.sort_by_key(|removed| (removed.source.start, removed.source.end));
        Assembly { parsed: self.parsed, decisions: self.decisions, lost: self.findings.lost, referred }
    }
}

fn lead(chunk: &Chunk) -> Lead {
    match chunk.speaker {
        0 if chunk.leads => Lead::Possible,
        0 => Lead::None,
        bytes => Lead::Named(bytes),
    }
}

/// Line numbers of places that are asked for mostly in order.
pub struct LineNumbers {
    at: usize,
    line: usize,
}

impl Default for LineNumbers {
    fn default() -> LineNumbers {
        LineNumbers { at: 0, line: 1 }
    }
}

impl LineNumbers {
    pub fn of(&mut self, text: &str, at: usize) -> usize {
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        self.line += text.as_bytes()[self.at..at].iter().filter(|byte| **byte == b'\n').count();
        self.at = at;
        self.line
    }
}

fn kind_of(role: Role) -> Kind {
    match role {
        Role::Title | Role::Heading | Role::NoteHead => Kind::Heading,
        Role::Item => Kind::Item,
        Role::Quote => Kind::Quote,
        Role::Verse => Kind::Verse,
        Role::Code => Kind::Code,
        Role::Table => Kind::Table,
        Role::Note(_) | Role::NoteMore(_) => Kind::Note,
        Role::Paragraph | Role::Term | Role::Options | Role::Rule => Kind::Paragraph,
    }
}

/// Whether two items with these signs stand in one list.
fn same_series(open: Sign, next: Sign) -> bool {
    match (open, next) {
        (Sign::Bullet(a), Sign::Bullet(b)) => a == b || matches!((a, b), ('☐' | '☒', '☐' | '☒')),
        (
            Sign::Number { numbering, delimiter, .. },
            Sign::Number { numbering: next, delimiter: other, value, .. },
        ) => {
            numbering == next
                && delimiter == other
                && (value > 1
                    || numbering == Numbering::Decimal && delimiter != Delimiter::Parens
                    || value == 0)
        }
        _ => false,
    }
}
