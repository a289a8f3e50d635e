//! A document: what Seedbed understands of one seed.
//!
//! Text and markup are kept apart: a passage is plain text, and what is emphasised, linked or
//! referred to stands off it as byte ranges of that text. So a concept is found in the words
//! whatever markup crosses them, and the page is woven from text, marks and mentions at the end.

pub mod autolink;
mod blocks;
mod correct;
#[cfg(test)]
mod correct_tests;
mod decision;
pub mod direction;
mod editor;
mod front;
mod front_toml;
pub mod html;
pub mod inline;
mod mail;
pub mod markdown;
pub mod markdown_out;
#[cfg(test)]
mod markdown_out_tests;
pub mod markdown_words;
mod month;
mod naming;
mod passages;
pub mod picture;
pub mod quote;
mod read;
#[cfg(test)]
mod read_tests;
mod sidecar;
pub mod slug;
mod song;
mod svg;
pub mod text;
pub mod weave;

use crate::config::Policy;
use crate::diagnostic::Place;
use serde::Deserialize;
use std::ops::Range;

pub use blocks::each_passage;
pub use decision::Decision;
pub use front::front_matter;
pub use naming::sidecar_path;
pub use read::{Memory, decisions, documents, documents_anew, is_concept, is_seed, media, recovered};

/// The place of a passage in [`Document::passages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageIx(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Heading,
    Paragraph,
    Item,
    Quote,
    Verse,
    Code,
    Table,
    Note,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Heading => "heading",
            Kind::Paragraph => "paragraph",
            Kind::Item => "item",
            Kind::Quote => "quote",
            Kind::Verse => "verse",
            Kind::Code => "code",
            Kind::Table => "table",
            Kind::Note => "note",
        }
    }
}

/// The smallest thing that can be cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub kind: Kind,
    /// Of a heading its level (1 is the title), of an item or quotation its depth from 1, else 0.
    pub level: u8,
    /// A `\n` in it is a line break that the reader shall see.
    pub text: String,
    /// Properly nested or apart, in order of start, the outer before the inner.
    pub marks: Vec<Mark>,
    /// Reference marks and images: shown at a place in the text, but no part of it. In order.
    pub atoms: Vec<Atom>,
    /// The bytes of the seed's decoded text that the passage was made from.
    pub source: Range<usize>,
}

impl Passage {
    /// Words with nothing in them but words.
    pub fn paragraph(text: String, source: Range<usize>) -> Passage {
        Passage { kind: Kind::Paragraph, level: 0, text, marks: Vec::new(), atoms: Vec::new(), source }
    }

    pub fn own_links(&self) -> OwnLinks<'_> {
        let links = self.marks.iter().filter(|mark| matches!(mark.style, Style::Link { .. }));
        OwnLinks { spans: links.map(|mark| &mark.span).collect() }
    }
}

/// Where a passage has links of its own: in order, none within another.
#[derive(Default)]
pub struct OwnLinks<'a> {
    spans: Vec<&'a Range<usize>>,
}

impl<'a> OwnLinks<'a> {
    /// The link that shares a letter with the span.
    pub fn touching(&self, span: &Range<usize>) -> Option<&'a Range<usize>> {
        let before = self.spans.partition_point(|link| link.start < span.end);
        self.spans[..before].last().copied().filter(|link| link.end > span.start)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub span: Range<usize>,
    pub style: Style,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Style {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Code,
    Math,
    /// The words that open a list item and name it: "Term: what is said of it".
    Lead,
    Link {
        href: String,
    },
    /// `[[Concept]]`: an explicit mention. The target is as written.
    Wikilink {
        target: String,
    },
    /// A reference mark whose note the text does not give.
    LostReference,
    /// A place that an editor's correction speaks of: [`Document::readings`].
    Reading(usize),
    /// All of a code passage, where the text names its programming language.
    Language(String),
}

impl Style {
    /// Whether it changes how words look and nothing else, so that it may stand around other elements.
    pub fn is_look(&self) -> bool {
        matches!(
            self,
            Style::Emphasis
                | Style::Strong
                | Style::Lead
                | Style::Strikethrough
                | Style::Superscript
                | Style::Subscript
        )
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    pub at: usize,
    pub what: AtomKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AtomKind {
    /// Leads to [`Document::notes`] by place; `label` is the mark as the text writes it.
    NoteReference { note: usize, label: String },
    Image {
        src: String,
        alt: String,
        title: String,
        /// Where the picture leads, if it is (part of) a link.
        link: Option<String>,
    },
}

/// How passages stand in the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, paragraph, verse or code passage.
    Passage(PassageIx),
    List {
        /// Of an ordered list.
        enumeration: Option<Enumeration>,
        items: Vec<ListItem>,
    },
    Quote(Vec<Block>),
    /// A call-out such as GitHub's `> [!NOTE]`; the word is lower case.
    Alert {
        label: &'static str,
        blocks: Vec<Block>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<PassageIx>,
        rows: Vec<Vec<PassageIx>>,
    },
    Definitions(Vec<Definition>),
    Rule,
}

/// How an ordered list counts its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// The ordinal of the first item.
    pub start: u64,
    pub style: Enumerator,
    pub delimiter: Delimiter,
}

/// What stands around the number or letter of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// `1.`
    #[default]
    Stop,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enumerator {
    Decimal,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct ListItem {
    /// Of a task list: whether it is done.
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    pub term: PassageIx,
    pub descriptions: Vec<Vec<Block>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// A footnote or reference of the seed itself. Its passages have [`Kind::Note`].
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub label: String,
    pub blocks: Vec<Block>,
}

/// Words or marks of the seed that are not in any passage, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    pub text: String,
    pub source: Range<usize>,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A bullet, an enumerator, an underline, a fence: shown by other means.
    Markup,
    /// The mark of a note or of a reference to it: shown as a link.
    NoteMark,
    /// Metadata of the text, shown at its head.
    Metadata,
    /// What a library, a mail program or a web site puts around a text.
    Boilerplate,
    /// An editor's correction dropped it.
    Correction,
    /// HTML tags, comments and what the browser would not show.
    Html,
}

impl Why {
    pub fn name(self) -> &'static str {
        match self {
            Why::Markup => "markup",
            Why::NoteMark => "note mark",
            Why::Metadata => "metadata",
            Why::Boilerplate => "boilerplate",
            Why::Correction => "correction",
            Why::Html => "HTML",
        }
    }
}

/// One seed, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The path of the seed below `seeds/`.
    pub path: String,
    pub meta: Meta,
    /// The passage that is the title, if the title is the text's own. It is no block of the body.
    pub title: Option<PassageIx>,
    /// In reading order: the title, the body, the notes.
    pub passages: Vec<Passage>,
    pub body: Vec<Block>,
    pub notes: Vec<Note>,
    pub removed: Vec<Removed>,
    /// Ids that the text itself gives to passages, as `# Heading {#id}` does; by the first of a passage it is named.
    pub ids: Vec<(PassageIx, String)>,
    /// Ids that say nothing to people, such as `_2` and `23`, in order: no passage is named by them, but links may lead there.
    pub silent_ids: Vec<(String, PassageIx)>,
    /// Why the seed could not be read, in words that follow "it"; there are no passages then.
    pub unread: Option<String>,
    /// What the editor says of garbled places, as [`Style::Reading`] counts them.
    pub readings: Vec<Reading>,
    pub annotations: Vec<Annotation>,
    /// Mentions that the editor adds, and places where the editor denies one.
    pub added: Vec<EditedMention>,
    pub denied: Vec<EditedMention>,
}

impl Document {
    /// The passage of an id that says nothing to people.
    pub fn silent_passage(&self, id: &str) -> Option<PassageIx> {
        let at = self.silent_ids.partition_point(|(known, _)| known.as_str() < id);
        self.silent_ids.get(at).filter(|(known, _)| known == id).map(|(_, passage)| *passage)
    }

    /// What an editor may call this text: its slug, its path, its path without the ending.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let stem = self.path.rsplit_once('.').map(|(stem, _)| stem);
        [self.meta.slug.as_str(), self.path.as_str()].into_iter().chain(stem)
    }

    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }

    pub fn passage(&self, ix: PassageIx) -> &Passage {
        &self.passages[ix.0 as usize]
    }

    pub fn enumerate(&self) -> impl Iterator<Item = (PassageIx, &Passage)> {
        (0..).map(PassageIx).zip(&self.passages)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    pub title: String,
    pub titled_by: TitledBy,
    pub description: Option<String>,
    pub authors: Vec<String>,
    /// As the editor wrote it; no form is asked for.
    pub date: Option<String>,
    /// What sort of text it is: "Essay", "Encyclopedia article".
    pub kind: Option<String>,
    pub source: Option<String>,
    pub licence: Option<String>,
    pub language: Option<String>,
    pub order: Option<i64>,
    pub slug: String,
    pub former_slugs: Vec<String>,
    pub linking: Option<Policy>,
}

/// Who gave a text its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TitledBy {
    #[default]
    Text,
    /// The editor, in place of or without regard to what the text says.
    Metadata,
    /// The editor, because the text has none: shown in square brackets, as library catalogues do.
    Editor,
    /// Nobody; the title is the name of its file, or made of its first words ([`naming`]).
    Nobody,
}

/// An editor's correction of a place in the text. The text keeps its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How the garbled words are to be read.
    pub read: Option<String>,
    /// Markdown.
    pub note: Option<String>,
}

/// Words of one passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    pub passage: PassageIx,
    pub span: Range<usize>,
}

/// What the site's editor says of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    pub at: Quotation,
    pub relation: Relation,
    /// The other end of the relation, not yet looked for.
    pub with: Option<With>,
    /// Ids or names of concepts, not yet looked up.
    pub concepts: Vec<String>,
    /// Markdown.
    pub note: Option<String>,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    #[default]
    Note,
    Agrees,
    Disputes,
    Extends,
    Quotes,
    Answers,
}

/// A passage of another text, by quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    pub text: String,
    pub quote: String,
}

/// A mention that the editor adds or denies. The concept is an id or a name, not yet looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct EditedMention {
    pub at: Quotation,
    pub concept: String,
    pub place: Place,
}

/// What a parser makes of the characters of one seed, before its sidecar is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The passage that is the title of the text, if the text has one. It is no block of the body.
    pub title: Option<PassageIx>,
    /// In reading order: the title, the body, the notes.
    pub passages: Vec<Passage>,
    pub body: Vec<Block>,
    pub notes: Vec<Note>,
    pub removed: Vec<Removed>,
    /// Ids that the text itself gives to passages, as `# Heading {#id}` does; by the first of a passage it is named.
    pub ids: Vec<(PassageIx, String)>,
    /// Ids that say nothing to people: no passage is named by them, but links may lead there.
    pub silent_ids: Vec<(PassageIx, String)>,
    /// What the text says of itself.
    pub found: Found,
}

/// Metadata that a text carries in its own words or markup. What an editor writes goes before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub authors: Vec<String>,
    /// As written.
    pub date: Option<String>,
    pub description: Option<String>,
    pub language: Option<String>,
    /// The address of the text's source.
    pub source: Option<String>,
}

impl Parsed {
    /// Takes a passage in and says where it stands.
    pub fn push(&mut self, passage: Passage) -> PassageIx {
        let ix = PassageIx(
            u32::try_from(self.passages.len())
                .expect("a seed of over 4 billion passages does not fit in memory"),
        );
        self.passages.push(passage);
        ix
    }

    /// Moves the ids of each passage to another one; those of a passage that is gone are gone too.
    pub fn move_ids(&mut self, to: impl Fn(PassageIx) -> Option<PassageIx>) {
        let mut moves = |(ix, _): &mut (PassageIx, String)| to(*ix).inspect(|new| *ix = *new).is_some();
        self.ids.retain_mut(&mut moves);
        self.silent_ids.retain_mut(&mut moves);
    }

    pub fn remove(&mut self, text: impl Into<String>, source: Range<usize>, why: Why) {
        self.removed.push(Removed { text: text.into(), source, why });
    }
}
