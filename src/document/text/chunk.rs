//! A chunk: the lines that make one passage (or one preformatted part or table), and what is decided of it.

use super::marker::Marker;
use std::ops::Range;

/// What the lines are, seen by themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    Prose,
    /// Verbatim lines; blank ones inside belong to them.
    Code,
    /// The same between fences, which are the first and last line (or only the first).
    Fenced,
    Table,
    /// Options of a command beside what they do.
    Options,
    /// A line of stars or dashes.
    Rule,
    /// A heading by its look: underlined (its last line), or with `#` before it.
    Underlined(char),
    Hashed(u8),
    /// Between two strokes of a sign, or in a box that is drawn of it.
    Framed(char),
    /// A day over what was written on it.
    Dated,
    /// The head of a scene of a screenplay.
    Scene,
    /// A heading close over text that is set in under it.
    Hung,
    /// A heading between ornaments: `*** The End ***`.
    Ornate,
}

/// What a chunk is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Heading,
    Paragraph,
    Item,
    Quote,
    Verse,
    /// A term, its description set in under it.
    Term,
    /// Terms with their descriptions beside them.
    Options,
    Code,
    Table,
    Rule,
    /// A note, by its place among the notes.
    Note(usize),
    /// A further paragraph of a note.
    NoteMore(usize),
    /// The heading of nothing but notes: they stand under a heading of the page's own.
    NoteHead,
}

#[derive(Clone, Debug)]
pub struct Chunk {
    pub lines: Range<usize>,
    /// Lines that go on with it after the notes at the foot of a page.
    pub tail: Option<Range<usize>>,
    /// Where its words begin: after its marker, if that is taken away.
    pub from: usize,
    pub indent: u32,
    /// Blank lines before it.
    pub before: u32,
    pub marker: Option<Marker>,
    pub form: Form,
    pub quote: u8,
    /// Some of its line breaks were wanted.
    pub broken: bool,
    pub role: Role,
    /// No neighbour opens with the same bullet.
    pub alone: bool,
    /// A later chunk goes on its series.
    pub goes_on: bool,
    /// Its first words may be a lead, as its neighbours' are.
    pub leads: bool,
    /// The bytes of its first words that name who speaks.
    pub speaker: usize,
    /// Of a heading its level, of an item its depth.
    pub level: u8,
    pub rule: &'static str,
    pub confidence: f32,
    pub runner_up: Option<(Role, &'static str)>,
}

impl Chunk {
    pub fn decide(&mut self, role: Role, rule: &'static str, confidence: f32) {
        // What goes on over the foot of its page is a paragraph.
        if self.tail.is_some() && role != Role::Paragraph {
            return;
        }
        if !self.rule.is_empty() && self.role != role {
            self.runner_up = Some((self.role, self.rule));
        }
        self.role = role;
        self.rule = rule;
        self.confidence = confidence;
    }

    pub fn is_prose(&self) -> bool {
        self.form == Form::Prose
    }

    pub fn is_single(&self) -> bool {
        self.lines.len() == 1
    }
}
