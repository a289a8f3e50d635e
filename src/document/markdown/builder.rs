//! From the events of the Markdown parser to passages and blocks.
//!
//! pulldown-cmark says what is what and where; this file turns its flat run of events into passages
//! and blocks. Every letter of the source that reaches no passage is reported as removed, by
//! looking at which bytes no event has shown. Places are bytes of the draft until [`Builder::finish`].

use super::container::Container;
use super::draft::Draft;
use crate::document::autolink::autolink;
use crate::document::inline::Weaver;
use crate::document::{
    Alignment, AtomKind, Block, Definition, Delimiter, Enumeration, Enumerator, Kind, ListItem, Mark, Parsed,
    Passage, PassageIx, Style, Why,
};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// Passages of notes are counted apart until the body is complete.
pub const IN_NOTE: u32 = 1 << 31;

#[derive(PartialEq)]
pub(super) enum Opener {
    Markdown,
    Html(String),
}

/// The passage whose words are being read.
pub(super) struct Open {
    pub weaver: Weaver,
    pub start: usize,
    pub end: usize,
    pub openers: Vec<Opener>,
}

/// The picture whose words are being read.
pub(super) struct Picture {
    src: String,
    title: String,
    alt: String,
    /// How many pictures within it are open.
    depth: usize,
}

/// What a comment says of the block behind it, where Markdown has no way to say it.
pub(super) enum Hint {
    Verse,
    Enumerator(Enumerator, Delimiter),
}

impl Hint {
    pub(super) fn of(comment: &str) -> Option<Hint> {
        let said = comment.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        if said == "verse" {
            return Some(Hint::Verse);
        }
        let (label, delimiter) = if let Some(label) = said.strip_suffix('.') {
            (label, Delimiter::Stop)
        } else if let Some(label) = said.strip_prefix('(') {
            (label.strip_suffix(')')?, Delimiter::Brackets)
        } else {
            (said.strip_suffix(')')?, Delimiter::Bracket)
        };
        let style = match label {
            "1" => Enumerator::Decimal,
            "a" => Enumerator::LowerAlpha,
            "A" => Enumerator::UpperAlpha,
            "i" => Enumerator::LowerRoman,
            "I" => Enumerator::UpperRoman,
            _ => return None,
        };
        Some(Hint::Enumerator(style, delimiter))
    }
}

pub(super) struct Builder<'a> {
    pub(super) path: &'a str,
    pub(super) draft: &'a Draft<'a>,
    /// Places of the seed where lists begin that count otherwise than in digits.
    pub(super) enumerators: Vec<(usize, (Enumerator, Delimiter))>,
    pub(super) parsed: Parsed,
    pub(super) note_passages: Vec<Passage>,
    pub(super) containers: Vec<Container>,
    pub(super) open: Option<Open>,
    pub(super) heading: Option<u8>,
    pub(super) heading_id: Option<String>,
    pub(super) code: Option<Option<String>>,
    pub(super) image: Option<Picture>,
    pub(super) html: Option<String>,
    /// Places of notes by the label that the text gives them, and labels by place once referred to.
    pub(super) notes: RapidHashMap<String, usize>,
    pub(super) labels: Vec<String>,
    pub(super) defined: RapidHashMap<String, Vec<Block>>,
    pub(super) definitions: Vec<String>,
    /// Notes that the source has amid the words, by label: what each says there.
    pub(super) inline: RapidHashMap<String, Range<usize>>,
    pub(super) shown: Vec<Range<usize>>,
    pub(super) has_html: Option<usize>,
    pub(super) hint: Option<Hint>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        path: &'a str,
        draft: &'a Draft<'a>,
        enumerators: Vec<(usize, (Enumerator, Delimiter))>,
    ) -> Builder<'a> {
        Builder {
            path,
            draft,
            enumerators,
            parsed: Parsed::default(),
            note_passages: Vec::new(),
            containers: vec![Container::Blocks(Vec::new())],
            open: None,
            heading: None,
            heading_id: None,
            code: None,
            image: None,
            html: None,
            notes: RapidHashMap::default(),
            labels: Vec::new(),
            defined: RapidHashMap::default(),
            definitions: Vec::new(),
            inline: RapidHashMap::default(),
            shown: Vec::new(),
            has_html: None,
            hint: None,
        }
    }

    pub(super) fn events<'e>(&mut self, events: impl IntoIterator<Item = (Event<'e>, Range<usize>)>) {
        for (event, range) in events {
            self.event(event, range);
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // A line end that is written as an entity is a blank, as the browser shows it.
            Event::Text(words) if self.code.is_none() && words.contains('\n') => {
                self.words(&words.replace('\n', " "), range, None)
            }
            Event::Text(words) => self.words(&words, range, None),
            Event::Code(words) => self.words(&words, range, Some(Style::Code)),
            Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.words(&words, range, Some(Style::Math))
            }
            Event::SoftBreak => self.words(" ", range, None),
            Event::HardBreak => self.words("\n", range, None),
            Event::Html(html) => self.html_block(&html, range),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::FootnoteReference(label) => self.note_reference(&label, range),
            Event::Rule => {
                self.close_passage();
                self.add(Block::Rule);
            }
            Event::TaskListMarker(done) => {
                if let Some(Container::Item(item)) = self.containers.last_mut() {
                    item.task = Some(done);
                }
            }
        }
    }

    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.open_mark(Style::Emphasis, &range),
            Tag::Strong => self.open_mark(Style::Strong, &range),
            Tag::Strikethrough => self.open_mark(Style::Strikethrough, &range),
            Tag::Superscript => self.open_mark(Style::Superscript, &range),
            Tag::Subscript => self.open_mark(Style::Subscript, &range),
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.open_mark(Style::Wikilink { target: dest_url.into_string() }, &range);
            }
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.open_mark(Style::Link { href: format!("{mail}{dest_url}") }, &range);
            }
            Tag::Image { dest_url, title, .. } => self.start_image(dest_url.into(), title.into()),
            block => {
                self.close_passage();
                self.start_block(block, range);
            }
        }
    }

    pub(super) fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.heading = Some(level as u8);
                self.heading_id = id.map(pulldown_cmark::CowStr::into_string);
            }
            Tag::CodeBlock(kind) => {
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(info) => {
                        let language = info.split([' ', ',', '{']).next().unwrap_or("");
                        (!language.is_empty()).then(|| language.to_lowercase())
                    }
                    CodeBlockKind::Indented => None,
                });
                let _ = self.passage(range.start);
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::BlockQuote(None) => self.contain(Container::Quote(Vec::new())),
            Tag::BlockQuote(Some(kind)) => self.contain(Container::Alert(alert(kind), Vec::new())),
            Tag::List(start) => {
                let place = self.draft.span(range.start..range.start + 1).start;
                let lettered = self.enumerators.binary_search_by_key(&place, |(at, _)| *at);
                let (style, delimiter) = match (self.hint.take(), lettered) {
                    (Some(Hint::Enumerator(style, delimiter)), _) => (style, delimiter),
                    (_, Ok(found)) => self.enumerators[found].1,
                    _ => (Enumerator::Decimal, Delimiter::Stop),
                };
                let enumeration = start.map(|start| Enumeration { start, style, delimiter });
                self.contain(Container::List { enumeration, items: Vec::new() });
            }
            Tag::Item => self.contain(Container::Item(ListItem::default())),
            Tag::FootnoteDefinition(label) => {
                self.containers.push(Container::Note { label: label.into_string(), blocks: Vec::new() });
            }
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                self.containers.push(Container::Table { alignments, head: Vec::new(), rows: Vec::new() });
            }
            Tag::TableHead | Tag::TableRow => self.containers.push(Container::Row(Vec::new())),
            Tag::TableCell | Tag::DefinitionListTitle => {
                let _ = self.passage(range.start);
            }
            Tag::DefinitionList => self.containers.push(Container::Definitions(Vec::new())),
            Tag::DefinitionListDefinition => self.containers.push(Container::Description(Vec::new())),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => self.close_mark(),
            TagEnd::Image => self.end_image(range),
            TagEnd::HtmlBlock => self.end_html(range),
            TagEnd::TableCell => {
                let cell = self
                    .take_passage(Kind::Table, 0)
                    .unwrap_or_else(|| self.push(Weaver::default().finish(Kind::Table, 0, range)));
                if let Some(Container::Row(cells)) = self.containers.last_mut() {
                    cells.push(cell);
                }
            }
            TagEnd::DefinitionListTitle => {
                let term = self.take_passage(Kind::Paragraph, 0);
                let term =
                    term.unwrap_or_else(|| self.push(Weaver::default().finish(Kind::Paragraph, 0, range)));
                if let Some(Container::Definitions(list)) = self.containers.last_mut() {
                    list.push(Definition { term, descriptions: Vec::new() });
                }
            }
            TagEnd::Heading(_) => {
                self.close_passage();
                self.heading = None;
            }
            TagEnd::CodeBlock => {
                self.close_passage();
                self.code = None;
            }
            TagEnd::Paragraph | TagEnd::MetadataBlock(_) => self.close_passage(),
            _ => {
                self.close_passage();
                self.end_container();
            }
        }
    }

    pub(super) fn words(&mut self, words: &str, range: Range<usize>, style: Option<Style>) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(words);
            return self.seen(range);
        }
        let open = self.passage(range.start);
        open.end = range.end;
        match style {
            Some(style) => open.weaver.styled(words, style),
            None => open.weaver.push_str(words),
        }
        self.seen(range);
    }

    /// The open passage; words outside any paragraph, as in tight lists, open one.
    pub(super) fn passage(&mut self, start: usize) -> &mut Open {
        self.open.get_or_insert_with(|| Open {
            weaver: Weaver::default(),
            start,
            end: start,
            openers: Vec::new(),
        })
    }

    pub(super) fn open_mark(&mut self, style: Style, range: &Range<usize>) {
        if self.image.is_none() {
            let open = self.passage(range.start);
            open.weaver.open(style);
            open.openers.push(Opener::Markdown);
        }
    }

    pub(super) fn close_mark(&mut self) {
        if self.image.is_some() {
            return;
        }
        if let Some(open) = &mut self.open {
            while let Some(opener) = open.openers.pop() {
                open.weaver.close();
                if opener == Opener::Markdown {
                    break;
                }
            }
        }
    }

    /// A picture within the words of another is part of these words.
    pub(super) fn start_image(&mut self, src: String, title: String) {
        match &mut self.image {
            Some(outer) => outer.depth += 1,
            None => self.image = Some(Picture { src, title, alt: String::new(), depth: 0 }),
        }
    }

    pub(super) fn end_image(&mut self, range: Range<usize>) {
        match &mut self.image {
            Some(outer) if outer.depth > 0 => outer.depth -= 1,
            _ => {
                let Some(Picture { src, title, alt, .. }) = self.image.take() else { return };
                let open = self.passage(range.start);
                open.end = range.end;
                let link = open.weaver.link().map(str::to_owned);
                open.weaver.atom(AtomKind::Image { src, alt, title, link });
            }
        }
    }

    pub(super) fn note_reference(&mut self, label: &str, range: Range<usize>) {
        let next = self.labels.len();
        // Labels differ in case alone only by the writer's slip, as CommonMark's references do.
        let key = label.to_lowercase();
        let note = *self.notes.entry(key.clone()).or_insert(next);
        if note == next {
            self.labels.push(key);
        }
        let shown = (note + 1).to_string();
        let open = self.passage(range.start);
        open.end = range.end;
        open.weaver.atom(AtomKind::NoteReference { note, label: shown });
        self.parsed.remove(label, range.clone(), Why::NoteMark);
        self.seen(range);
    }

    pub(super) fn close_passage(&mut self) {
        if self.open.is_none() {
            return;
        }
        let (kind, level) = match (self.kind(), self.hint.take()) {
            ((Kind::Paragraph | Kind::Item | Kind::Quote, _), Some(Hint::Verse)) => (Kind::Verse, 0),
            (own, _) => own,
        };
        if let Some(ix) = self.take_passage(kind, level) {
            self.add(Block::Passage(ix));
        }
    }

    pub(super) fn take_passage(&mut self, kind: Kind, level: u8) -> Option<PassageIx> {
        let open = self.open.take()?;
        if open.weaver.is_empty() {
            return None;
        }
        let range = open.start..open.end.max(open.start);
        if kind == Kind::Code {
            return Some(self.push(code_passage(open.weaver.text(), self.code.clone().flatten(), range)));
        }
        let mut passage = open.weaver.finish(kind, level, range);
        if passage.text.is_empty() && passage.atoms.is_empty() {
            return None;
        }
        autolink(&mut passage);
        let ix = self.push(passage);
        if let Some(id) = self.heading_id.take().filter(|_| ix.0 & IN_NOTE == 0) {
            self.parsed.ids.push((ix, id));
        }
        Some(ix)
    }

    pub(super) fn push(&mut self, mut passage: Passage) -> PassageIx {
        if self.containers.iter().any(|container| matches!(container, Container::Note { .. })) {
            passage.kind = Kind::Note;
            passage.level = 0;
            let count = u32::try_from(self.note_passages.len()).expect("the text would not fit in memory");
            self.note_passages.push(passage);
            return PassageIx(count | IN_NOTE);
        }
        self.parsed.push(passage)
    }

    pub(super) fn seen(&mut self, range: Range<usize>) {
        self.shown.push(range);
    }
}

fn code_passage(code: &str, language: Option<String>, source: Range<usize>) -> Passage {
    let text = code.strip_suffix('\n').unwrap_or(code).to_owned();
    let marks = language
        .filter(|_| !text.is_empty())
        .map(|language| Mark { span: 0..text.len(), style: Style::Language(language) });
    Passage {
        kind: Kind::Code,
        level: 0,
        marks: marks.into_iter().collect(),
        text,
        atoms: Vec::new(),
        source,
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
