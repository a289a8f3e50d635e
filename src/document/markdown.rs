//! Markdown (CommonMark with the usual extensions) as a document.
//!
//! pulldown-cmark says what is what and where; this file turns its flat run of events into passages
//! and blocks. Every letter of the source that reaches no passage is reported as removed, by
//! looking at which bytes no event has shown.

use super::autolink::autolink;
use super::html::tags as html;
use super::inline::Weaver;
use super::{
    Alignment, AtomKind, Block, Definition, Enumeration, Enumerator, Kind, ListItem, Note, Parsed, Passage,
    PassageIx, Style, Why, each_passage, front_matter,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use rapidhash::RapidHashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// Blocks nested deeper than this are shown at this depth, so that what walks them may recurse.
const DEEPEST: usize = 64;
/// Passages of notes are counted apart until the body is complete.
const IN_NOTE: u32 = 1 << 31;

/// Never fails: any text is some Markdown. `path` is for diagnostics.
pub fn parse(path: &str, text: &str) -> (Parsed, Vec<Diagnostic>) {
    let (yaml, body) = front_matter(text);
    let mut builder = Builder::new(path, text);
    if body.start > 0 {
        let front = if yaml.is_empty() { 0..body.start } else { yaml };
        builder.parsed.remove(&text[front.clone()], front, Why::Metadata);
    }
    builder.seen(0..body.start);
    for (event, range) in Parser::new_ext(&text[body.clone()], options()).into_offset_iter() {
        builder.event(event, range.start + body.start..range.end + body.start);
    }
    builder.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}

/// What is open around the words that come next.
enum Container {
    Blocks(Vec<Block>),
    Quote(Vec<Block>),
    Alert(&'static str, Vec<Block>),
    List {
        enumeration: Option<Enumeration>,
        items: Vec<ListItem>,
    },
    Item(ListItem),
    Note {
        label: String,
        blocks: Vec<Block>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<PassageIx>,
        rows: Vec<Vec<PassageIx>>,
    },
    Row(Vec<PassageIx>),
    Definitions(Vec<Definition>),
    Description(Vec<Block>),
    /// Too deep to show as what it is: its blocks go to what holds it.
    Flattened(Vec<Block>),
}

/// What has opened a mark of the passage at hand.
#[derive(PartialEq)]
enum Opener {
    Markdown,
    Html(String),
}

/// The passage whose words are being read.
struct Open {
    weaver: Weaver,
    start: usize,
    end: usize,
    openers: Vec<Opener>,
}

struct Builder<'a> {
    path: &'a str,
    text: &'a str,
    parsed: Parsed,
    note_passages: Vec<Passage>,
    containers: Vec<Container>,
    open: Option<Open>,
    heading: Option<u8>,
    heading_id: Option<String>,
    code: Option<Option<String>>,
    image: Option<(String, String, Weaver)>,
    html: Option<(usize, String)>,
    /// Places of notes by the label that the text gives them, and labels by place once referred to.
    notes: RapidHashMap<String, usize>,
    labels: Vec<String>,
    defined: RapidHashMap<String, Vec<Block>>,
    definitions: Vec<String>,
    shown: Vec<Range<usize>>,
    has_html: Option<usize>,
}

impl<'a> Builder<'a> {
    fn new(path: &'a str, text: &'a str) -> Builder<'a> {
        Builder {
            path,
            text,
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
            shown: Vec::new(),
            has_html: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
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

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
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
            Tag::Image { dest_url, title, .. } => {
                self.image = Some((dest_url.into_string(), title.into_string(), Weaver::default()));
            }
            block => {
                self.close_passage();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
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
            Tag::HtmlBlock => self.html = Some((range.start, String::new())),
            Tag::BlockQuote(None) => self.contain(Container::Quote(Vec::new())),
            Tag::BlockQuote(Some(kind)) => self.contain(Container::Alert(alert(kind), Vec::new())),
            Tag::List(start) => {
                let enumeration = start.map(|start| Enumeration { start, style: Enumerator::Decimal });
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

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => self.close_mark(),
            TagEnd::Image => self.end_image(range),
            TagEnd::HtmlBlock => self.end_html(),
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

    /// Opens a container, or a flat one where it would be too deep.
    fn contain(&mut self, container: Container) {
        let deep = self.containers.len() >= DEEPEST;
        self.containers.push(if deep { Container::Flattened(Vec::new()) } else { container });
    }

    fn end_container(&mut self) {
        let Some(container) = self.containers.pop() else { return };
        match container {
            Container::Quote(blocks) => self.add(Block::Quote(blocks)),
            Container::Alert(label, blocks) => self.add(Block::Alert { label, blocks }),
            Container::List { enumeration, items } => self.add(Block::List { enumeration, items }),
            Container::Definitions(list) => self.add(Block::Definitions(list)),
            Container::Table { alignments, head, rows } => self.add(Block::Table { alignments, head, rows }),
            Container::Item(item) => match self.containers.last_mut() {
                Some(Container::List { items, .. }) => items.push(item),
                _ => item.blocks.into_iter().for_each(|block| self.add(block)),
            },
            Container::Note { label, blocks } => match self.defined.entry(label.to_lowercase()) {
                Entry::Vacant(free) => {
                    self.definitions.push(free.key().clone());
                    free.insert(blocks);
                }
                // A label that is defined twice is one note with the words of both.
                Entry::Occupied(first) => first.into_mut().extend(blocks),
            },
            Container::Row(cells) => {
                if let Some(Container::Table { head, rows, .. }) = self.containers.last_mut() {
                    if head.is_empty() { *head = cells } else { rows.push(cells) }
                }
            }
            Container::Description(blocks) => {
                if let Some(Container::Definitions(list)) = self.containers.last_mut()
                    && let Some(definition) = list.last_mut()
                {
                    definition.descriptions.push(blocks);
                }
            }
            Container::Flattened(blocks) => blocks.into_iter().for_each(|block| self.add(block)),
            Container::Blocks(blocks) => self.containers.push(Container::Blocks(blocks)),
        }
    }

    /// Puts a block into the innermost container that holds blocks.
    fn add(&mut self, block: Block) {
        for container in self.containers.iter_mut().rev() {
            match container {
                Container::Blocks(blocks)
                | Container::Quote(blocks)
                | Container::Alert(_, blocks)
                | Container::Item(ListItem { blocks, .. })
                | Container::Note { blocks, .. }
                | Container::Description(blocks)
                | Container::Flattened(blocks) => return blocks.push(block),
                Container::List { .. }
                | Container::Table { .. }
                | Container::Row(_)
                | Container::Definitions(_) => {}
            }
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>, style: Option<Style>) {
        if let Some((_, _, alt)) = &mut self.image {
            alt.push_str(words);
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
    fn passage(&mut self, start: usize) -> &mut Open {
        self.open.get_or_insert_with(|| Open {
            weaver: Weaver::default(),
            start,
            end: start,
            openers: Vec::new(),
        })
    }

    fn open_mark(&mut self, style: Style, range: &Range<usize>) {
        if self.image.is_none() {
            let open = self.passage(range.start);
            open.weaver.open(style);
            open.openers.push(Opener::Markdown);
        }
    }

    fn close_mark(&mut self) {
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

    fn end_image(&mut self, range: Range<usize>) {
        if let Some((src, title, alt)) = self.image.take() {
            let alt = alt.text().to_owned();
            let open = self.passage(range.start);
            open.end = range.end;
            open.weaver.atom(AtomKind::Image { src, alt, title });
        }
    }

    fn note_reference(&mut self, label: &str, range: Range<usize>) {
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

    fn close_passage(&mut self) {
        if self.open.is_none() {
            return;
        }
        let (kind, level) = self.kind();
        if let Some(ix) = self.take_passage(kind, level) {
            self.add(Block::Passage(ix));
        }
    }

    fn take_passage(&mut self, kind: Kind, level: u8) -> Option<PassageIx> {
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

    fn push(&mut self, mut passage: Passage) -> PassageIx {
        if self.containers.iter().any(|container| matches!(container, Container::Note { .. })) {
            passage.kind = Kind::Note;
            passage.level = 0;
            let count = u32::try_from(self.note_passages.len()).expect("the text would not fit in memory");
            self.note_passages.push(passage);
            return PassageIx(count | IN_NOTE);
        }
        self.parsed.push(passage)
    }

    /// What a passage is, by what holds it.
    fn kind(&self) -> (Kind, u8) {
        if let Some(level) = self.heading {
            return (Kind::Heading, level);
        }
        if self.code.is_some() {
            return (Kind::Code, 0);
        }
        let depth = |wanted: fn(&Container) -> bool| {
            u8::try_from(self.containers.iter().filter(|container| wanted(container)).count())
                .unwrap_or(u8::MAX)
        };
        for container in self.containers.iter().rev() {
            match container {
                Container::Item(item) if item.blocks.is_empty() => {
                    return (Kind::Item, depth(|container| matches!(container, Container::Item(_))));
                }
                Container::Item(_) => return (Kind::Paragraph, 0),
                Container::Quote(_) => {
                    return (Kind::Quote, depth(|container| matches!(container, Container::Quote(_))));
                }
                _ => {}
            }
        }
        (Kind::Paragraph, 0)
    }

    fn html_block(&mut self, html: &str, range: Range<usize>) {
        match &mut self.html {
            Some((_, block)) => block.push_str(html),
            None => self.inline_html(html, range.clone()),
        }
        self.has_html.get_or_insert(range.start);
        self.seen(range);
    }

    /// Words between tags are kept; the tags, and what a browser would not show, are reported.
    fn end_html(&mut self) {
        let Some((start, block)) = self.html.take() else { return };
        let range = start..start + block.len();
        for part in html::strip(&block) {
            match part {
                html::Part::Words(words) => {
                    words.split("\n\n").for_each(|words| self.html_paragraph(words, &range))
                }
                html::Part::Markup(markup) => self.parsed.remove(markup, range.clone(), Why::Html),
            }
        }
    }

    fn html_paragraph(&mut self, words: &str, range: &Range<usize>) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let open = self.passage(range.start);
            open.end = range.end;
            open.weaver.push_str(&words);
            self.close_passage();
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        self.has_html.get_or_insert(range.start);
        self.parsed.remove(tag, range.clone(), Why::Html);
        self.seen(range.clone());
        let Some(name) = html::tag_name(tag) else { return };
        if name == "br" {
            return self.words("\n", range, None);
        }
        let Some(style) = html::style(&name) else { return };
        let open = self.passage(range.start);
        if tag.starts_with("</") {
            if open.openers.last() == Some(&Opener::Html(name)) {
                open.openers.pop();
                open.weaver.close();
            }
        } else if !tag.ends_with("/>") {
            open.weaver.open(style);
            open.openers.push(Opener::Html(name));
        }
    }

    fn seen(&mut self, range: Range<usize>) {
        self.shown.push(range);
    }

    fn finish(mut self) -> (Parsed, Vec<Diagnostic>) {
        self.close_passage();
        while self.containers.len() > 1 {
            self.end_container();
        }
        if let Some(Container::Blocks(blocks)) = self.containers.pop() {
            self.parsed.body = blocks;
        }
        let mut diagnostics = Vec::new();
        self.settle_notes(&mut diagnostics);
        self.report_unshown();
        self.find_title();
        if let Some(at) = self.has_html {
            diagnostics.push(
                Diagnostic::new(
                    Code::RawHtml,
                    "the raw HTML in this text was set apart; the words in it are kept",
                )
                .at(Place::new(self.path, at..at)),
            );
        }
        (self.parsed, diagnostics)
    }

    /// Notes in the order in which the text refers to them; after them those it never refers to.
    fn settle_notes(&mut self, diagnostics: &mut Vec<Diagnostic>) {
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
            each_passage(&mut blocks, &mut |ix: &mut PassageIx| {
                self.parsed.passages.push(self.note_passages[(ix.0 & !IN_NOTE) as usize].clone());
                ix.0 = u32::try_from(self.parsed.passages.len() - 1).expect("counted above");
            });
            self.parsed.notes.push(Note { label: number.to_string(), blocks });
        }
    }

    /// Letters of the source that no event has shown: addresses, labels, fences, attributes.
    fn report_unshown(&mut self) {
        self.shown.sort_by_key(|range| range.start);
        let mut at = 0;
        let mut gaps = Vec::new();
        for range in self.shown.drain(..).chain([self.text.len()..self.text.len()]) {
            if range.start > at {
                gaps.push(at..range.start);
            }
            at = at.max(range.end);
        }
        for gap in gaps {
            if let Some(text) = self.text.get(gap.clone())
                && text.contains(char::is_alphanumeric)
            {
                self.parsed.remove(text.trim(), gap, Why::Markup);
            }
        }
    }

    /// A heading of level 1 that opens the text is its title.
    fn find_title(&mut self) {
        if let Some(Block::Passage(ix)) = self.parsed.body.first().cloned()
            && let Some(passage) = self.parsed.passages.get(ix.0 as usize)
            && (passage.kind, passage.level) == (Kind::Heading, 1)
        {
            self.parsed.title = Some(ix);
            self.parsed.body.remove(0);
        }
    }
}

fn code_passage(code: &str, language: Option<String>, source: Range<usize>) -> Passage {
    let text = code.strip_suffix('\n').unwrap_or(code).to_owned();
    let marks = language
        .filter(|_| !text.is_empty())
        .map(|language| super::Mark { span: 0..text.len(), style: Style::Language(language) });
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
