//! The readers that are compared: Seedbed's recovery, and a Markdown parser that is given the same text.

use crate::reading::{Kind, Reading, Reference};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use seedbed::document::{self, AtomKind};

pub fn seedbed(text: &str) -> Reading {
    let (recovery, _) = document::text::recover("text.txt", text);
    let parsed = recovery.parsed;
    let mut reading = Reading::default();
    let notes: Vec<String> = parsed
        .notes
        .iter()
        .map(|note| {
            let mut texts = Vec::new();
            document::each_passage(&mut note.blocks.clone(), &mut |ix| {
                texts.push(parsed.passages[ix.0 as usize].text.as_str());
            });
            texts.join(" ")
        })
        .collect();
    for (at, passage) in parsed.passages.iter().enumerate() {
        let kind = match passage.kind {
            _ if parsed.title.is_some_and(|ix| ix.0 as usize == at) => Kind::Title,
            document::Kind::Heading => Kind::Heading,
            document::Kind::Paragraph => Kind::Paragraph,
            document::Kind::Item => Kind::Item,
            document::Kind::Quote => Kind::Quote,
            document::Kind::Verse => Kind::Verse,
            document::Kind::Code => Kind::Code,
            document::Kind::Table => Kind::Table,
            document::Kind::Note => Kind::Note,
        };
        reading.push(kind, passage.level, passage.text.clone());
        for atom in &passage.atoms {
            if let AtomKind::NoteReference { note, .. } = atom.what {
                let before = passage.text[..atom.at].to_owned();
                reading.references.push(Reference { before, note: notes[note].clone() });
            }
        }
    }
    reading.apart = parsed.removed.iter().map(|removed| removed.text.as_str()).collect::<Vec<_>>().join("\n");
    reading
}

/// Every extension but those that read metadata: the texts have none.
pub fn options() -> Options {
    Options::all()
        - Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        - Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

pub fn markdown(text: &str) -> Reading {
    let mut events = Events::default();
    for event in Parser::new_ext(text, options()) {
        events.take(event);
    }
    events.flush();
    events.finish()
}

/// The state between Markdown's events.
#[derive(Default)]
struct Events {
    reading: Reading,
    text: String,
    heading: Option<u8>,
    code: bool,
    table: bool,
    quotes: u8,
    /// Of each open item, whether its first words are still to come.
    items: Vec<bool>,
    /// The open note.
    note: Option<String>,
    notes: Vec<(String, String)>,
    marks: Vec<(String, String)>,
}

impl Events {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::FootnoteReference(label) => self.marks.push((self.text.clone(), label.to_string())),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        let inline = matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::Superscript
                | Tag::Subscript
        );
        if !inline {
            self.flush();
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(*level as u8),
            Tag::CodeBlock(_) => self.code = true,
            Tag::Table(_) => self.table = true,
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => self.items.push(true),
            Tag::FootnoteDefinition(label) => {
                self.notes.push((label.to_string(), String::new()));
                self.note = Some(label.to_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
                | TagEnd::Superscript
                | TagEnd::Subscript
        );
        if inline {
            return;
        }
        self.flush();
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Table => self.table = false,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => drop(self.items.pop()),
            TagEnd::FootnoteDefinition => self.note = None,
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if self.note.is_some() {
            if let Some((_, note)) = self.notes.last_mut() {
                note.push_str(&text);
                note.push('\n');
            }
            return;
        }
        let depth = u8::try_from(self.items.len()).unwrap_or(u8::MAX);
        let opens = self.items.last_mut().is_some_and(std::mem::take);
        let (kind, level) = match self.heading {
            Some(level) => (Kind::Heading, level),
            None if self.code => (Kind::Code, 0),
            None if self.table => (Kind::Table, 0),
            None if opens => (Kind::Item, depth),
            None if self.quotes > 0 => (Kind::Quote, 0),
            None => (Kind::Paragraph, 0),
        };
        self.reading.push(kind, level, text);
    }

    fn finish(mut self) -> Reading {
        for (before, label) in std::mem::take(&mut self.marks) {
            if let Some((_, note)) = self.notes.iter().find(|(own, _)| *own == label) {
                self.reading.references.push(Reference { before, note: note.clone() });
            }
        }
        for (_, note) in std::mem::take(&mut self.notes) {
            note.split_terminator('\n').for_each(|part| self.reading.push(Kind::Note, 0, part.to_owned()));
        }
        self.reading
    }
}
