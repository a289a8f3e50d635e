//! Passages as HTML: text, marks, mentions, the marks of notes and what the editor adds.
//!
//! The only place that makes [`Html`], which templates show as it is. Whatever Seedbed adds within
//! the text's own containers carries `data-added` or is a passage's number, `pn`, so that the words of
//! the text can be told apart.

pub mod code;
mod elsewhere;
pub mod lists;
mod margin;
mod math;
mod math_signs;
mod room;
mod text;
#[cfg(test)]
mod text_tests;

use super::links::{self, Links, escape, escape_words_into};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, TextIx};
use crate::document::weave::{Piece, weave};
use crate::document::{
    Alignment, AtomKind, Block, Definition, Delimiter, Enumeration, Enumerator, Kind, ListItem, Parsed,
    Passage, PassageIx, Reading, Style, markdown,
};
use crate::mention::Mention;
use crate::words::Words;
use serde::Serialize;
use std::fmt::Write as _;
use std::ops::Range;

pub use text::{Heading, text_body};

/// HTML that may be shown as it is. Only this module and those below it can make one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Html {
    html: String,
}

impl Html {
    /// JSON as the content of a `script` element that holds data: nothing in it can end the element.
    pub fn json(value: &serde_json::Value) -> Html {
        let json = value.to_string();
        Html { html: json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026") }
    }

    pub fn as_str(&self) -> &str {
        &self.html
    }

    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }
}

/// An element around some words of a passage, such as a mention.
struct Spot {
    span: Range<usize>,
    open: String,
    close: &'static str,
}

/// Where links of a text lead: they are relative to it.
#[derive(Clone, Copy)]
enum Author<'a> {
    Text(TextIx),
    /// The site's editor, in a definition or an annotation: the path below `seeds/` of the file, or of the text that it is
    /// beside.
    Editor(&'a str),
}

/// Writes passages of one author for one page.
#[derive(Clone, Copy)]
struct Writer<'a> {
    links: Links<'a>,
    author: Author<'a>,
    /// What an editor says of garbled places.
    readings: &'a [Reading],
}

impl<'a> Writer<'a> {
    fn of_text(links: Links<'a>, text: TextIx) -> Writer<'a> {
        Writer { links, author: Author::Text(text), readings: &links.corpus.text(text).document.readings }
    }

    fn href(self, href: &str) -> Option<String> {
        match self.author {
            Author::Text(text) => self.links.written(text, href),
            Author::Editor(path) => self.links.written_beside(path, href),
        }
    }

    /// The words of a passage. Images are put in by `inserts` as everything else that is no text.
    fn words(self, out: &mut String, passage: &Passage, spots: &[Spot], inserts: &[(usize, String)]) {
        let spans: Vec<_> = spots.iter().map(|spot| spot.span.clone()).collect();
        let places: Vec<_> = inserts.iter().map(|(at, _)| *at).collect();
        let mut in_link = false;
        let pieces = weave(passage, &spans, &places);
        let mut drawn = 0;
        for (at, piece) in pieces.iter().enumerate() {
            if at < drawn {
                continue;
            }
            match *piece {
                Piece::Open(Style::Math) if let Some(formula) = formula(passage, &pieces[at..]) => {
                    out.push_str(&formula);
                    drawn = at + 3;
                }
                // Links do not nest: within a mention that is a link, its link is the one.
                Piece::Open(style) | Piece::Close(style) if in_link && is_link(style) => {}
                Piece::Text(text) if passage.kind == Kind::Code => escape_words_into(out, text),
                Piece::Text(text) => lines(out, text),
                Piece::Open(style) => {
                    let words = if let Some(Piece::Text(words)) = pieces.get(at + 1) { words } else { "" };
                    self.open(out, style, words);
                }
                Piece::Close(style) => self.close(out, style),
                Piece::OpenSpot(index) => {
                    in_link = spots[index].close == "</a>";
                    out.push_str(&spots[index].open);
                }
                Piece::CloseSpot(index) => {
                    in_link = false;
                    out.push_str(spots[index].close);
                }
                Piece::Insert(index) => out.push_str(&inserts[index].1),
            }
        }
    }

    /// `words` are those that follow. On paper the address of a link stands behind them, unless they are the address.
    fn open(self, out: &mut String, style: &Style, words: &str) {
        match style {
            Style::Link { href } => match self.href(href) {
                Some(href) => {
                    let bare = if links::bare(&href) == links::bare(words) { " class=\"bare\"" } else { "" };
                    let _ = write!(out, "<a href=\"{}\"{}{bare}>", escape(&href), links::rel(&href));
                }
                None => out.push_str("<span>"),
            },
            Style::Wikilink { target } => match self.links.corpus.lexicon.find(target) {
                Some(ix) => out.push_str(&concept_link(self.links, ix)),
                None => out.push_str("<span>"),
            },
            Style::LostReference => {
                let why = escape(self.links.words().say("note-not-given"));
                let _ = write!(out, "<span class=\"lost\" title=\"{why}\">");
            }
            Style::Reading(_) => out.push_str("<span class=\"garbled\">"),
            Style::Lead => out.push_str("<b>"),
            Style::Math => out.push_str("<code class=\"math\">"),
            Style::Language(_) => {}
            plain => {
                let _ = write!(out, "<{}>", tag(plain));
            }
        }
    }

    fn close(self, out: &mut String, style: &Style) {
        match style {
            Style::Link { href } if self.href(href).is_some() => out.push_str("</a>"),
            Style::Wikilink { target } if self.links.corpus.lexicon.find(target).is_some() => {
                out.push_str("</a>")
            }
            Style::Math => out.push_str("</code>"),
            Style::Lead => out.push_str("</b>"),
            Style::Language(_) => {}
            Style::Link { .. } | Style::Wikilink { .. } | Style::LostReference | Style::Reading(_) => {
                out.push_str("</span>");
            }
            plain => {
                let _ = write!(out, "</{}>", tag(plain));
            }
        }
    }

    /// Images, and how garbled words are to be read.
    fn inserts(self, passage: &Passage) -> Vec<(usize, String)> {
        let mut inserts = Vec::new();
        for mark in &passage.marks {
            if let Style::Reading(ix) = mark.style
                && let Some(read) = self.readings.get(ix).and_then(|reading| reading.read.as_ref())
            {
                let html = format!("<span class=\"read\" data-added> [{}]</span>", escape(read));
                inserts.push((mark.span.end, html));
            }
        }
        for atom in &passage.atoms {
            if let AtomKind::Image { src, alt, title, link } = &atom.what {
                let is_after_words = match inserts.last() {
                    Some((at, _)) if *at == atom.at => true,
                    _ => passage.text[..atom.at].ends_with(|c: char| !c.is_whitespace()),
                };
                let apart = if is_after_words { " " } else { "" };
                let image = self.image(src, alt, title, link.as_deref());
                inserts.push((atom.at, format!("{apart}{image}")));
            }
        }
        inserts
    }

    /// A picture beside the texts is shown; one of another host is only linked, so that reading a
    /// page tells nobody that it is read.
    fn image(self, src: &str, alt: &str, title: &str, link: Option<&str>) -> String {
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let leads = link.and_then(|link| self.href(link));
        let anchor = |href: &str, class: &str, content: &str| {
            let (to, rel) = (escape(href), links::rel(href));
            format!("<a{class} href=\"{to}\"{rel}{title} data-added>{content}</a>")
        };
        let words = |href: &str| escape(if alt.trim().is_empty() { links::host(href) } else { alt });
        match (self.href(src), leads) {
            (Some(href), leads) if links::is_web(&href) => {
                anchor(leads.as_deref().unwrap_or(&href), " class=\"picture\"", &words(&href))
            }
            (Some(href), leads) => {
                let (src, alt) = (escape(&href), escape(alt));
                let image = format!("<img src=\"{src}\" alt=\"{alt}\"{title} loading=\"lazy\" data-added>");
                match leads {
                    Some(to) => anchor(&to, "", &image),
                    None => image,
                }
            }
            (None, Some(to)) => anchor(&to, " class=\"picture\"", &words(&to)),
            (None, None) => format!("<span class=\"picture\"{title} data-added>{}</span>", escape(alt)),
        }
    }
}

/// What follows as a drawn formula, if it is one that nothing stands in.
fn formula(passage: &Passage, pieces: &[Piece<'_>]) -> Option<String> {
    match *pieces {
        [_, Piece::Text(tex), Piece::Close(Style::Math), ..] => {
            let is_alone = matches!(passage.kind, Kind::Paragraph | Kind::Quote) && tex == passage.text;
            let setting = if is_alone { math::Setting::Alone } else { math::Setting::InLine };
            math::mathml(tex, setting)
        }
        _ => None,
    }
}

fn is_link(style: &Style) -> bool {
    matches!(style, Style::Link { .. } | Style::Wikilink { .. })
}

fn tag(style: &Style) -> &'static str {
    match style {
        Style::Emphasis => "em",
        Style::Strong => "strong",
        Style::Strikethrough => "s",
        Style::Superscript => "sup",
        Style::Subscript => "sub",
        Style::Code => "code",
        _ => "span",
    }
}

/// A line break in the text is one on the page.
fn lines(out: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<br>\n");
        }
        escape_words_into(out, line);
    }
}

/// The start of a link to the page of a concept.
fn concept_link(links: Links<'_>, ix: ConceptIx) -> String {
    format!("<a class=\"m h{}\" href=\"{}\">", links.corpus.presence(ix).hue, escape(&links.concept(ix)))
}

/// What the body of a text and Markdown of the editor have in common: how blocks stand.
/// A passage is written by `passage`, so that each can add what is its own.
trait Blocks: Sized {
    fn out(&mut self) -> &mut String;
    /// What the page says that no text and no editor wrote.
    fn words_of_site(&self) -> &Words;
    fn passage(&mut self, ix: PassageIx);
    /// The first passage of a list item, between the tags of the item.
    fn item(&mut self, ix: Option<PassageIx>, task: Option<bool>);
    /// A cell or a term, between tags of this name.
    fn cell(&mut self, ix: PassageIx, tag: &str, class: &str);
    /// Writes a table or a list of definitions, between whose cells nothing can stand.
    fn cells(&mut self, write: impl FnOnce(&mut Self)) {
        write(self);
    }
    /// Called where a description begins: the first place where something may stand after a term.
    fn after_term(&mut self) {}

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Passage(ix) => self.passage(*ix),
            Block::List { enumeration, items } => self.list(*enumeration, items),
            Block::Quote(blocks) => self.wrapped("<blockquote>", blocks, "</blockquote>\n"),
            Block::Alert { label, blocks } => {
                let name = escape(self.words_of_site().say(&format!("alert-{label}")));
                let open = format!("<div class=\"alert {label}\"><p class=\"label\" data-added>{name}</p>");
                self.wrapped(&open, blocks, "</div>\n");
            }
            Block::Table { alignments, head, rows } => {
                self.cells(|page| page.table(alignments, head, rows));
            }
            Block::Definitions(definitions) => self.cells(|page| page.definitions(definitions)),
            Block::Rule => self.out().push_str("<hr>\n"),
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.out().push_str(open);
        self.blocks(blocks);
        self.out().push_str(close);
    }

    fn list(&mut self, enumeration: Option<Enumeration>, items: &[ListItem]) {
        match enumeration {
            Some(Enumeration { start, style, delimiter }) => {
                let kind = match style {
                    Enumerator::Decimal => "",
                    Enumerator::LowerAlpha => " type=\"a\"",
                    Enumerator::UpperAlpha => " type=\"A\"",
                    Enumerator::LowerRoman => " type=\"i\"",
                    Enumerator::UpperRoman => " type=\"I\"",
                };
                let start = if start == 1 { String::new() } else { format!(" start=\"{start}\"") };
                let around = around(style, delimiter);
                let _ = writeln!(self.out(), "<ol{around}{kind}{start}>");
            }
            None => self.out().push_str("<ul>\n"),
        }
        for item in items {
            let (first, rest) = match item.blocks.split_first() {
                Some((Block::Passage(ix), rest)) => (Some(*ix), rest),
                _ => (None, item.blocks.as_slice()),
            };
            self.item(first, item.task);
            self.blocks(rest);
            self.out().push_str("</li>\n");
        }
        self.out().push_str(if enumeration.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(&mut self, alignments: &[Alignment], head: &[PassageIx], rows: &[Vec<PassageIx>]) {
        let class = |column: usize| match alignments.get(column) {
            Some(Alignment::Center) => "ac",
            Some(Alignment::Right) => "ar",
            _ => "",
        };
        let name = escape(self.words_of_site().say("table"));
        let _ = write!(
            self.out(),
            "<div class=\"scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table>"
        );
        if !head.is_empty() {
            self.out().push_str("<thead><tr>");
            for (column, cell) in head.iter().enumerate() {
                self.cell(*cell, "th", class(column));
            }
            self.out().push_str("</tr></thead>");
        }
        self.out().push_str("<tbody>");
        for row in rows {
            self.out().push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.cell(*cell, "td", class(column));
            }
            self.out().push_str("</tr>\n");
        }
        self.out().push_str("</tbody></table></div>\n");
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.out().push_str("<dl>\n");
        for definition in definitions {
            self.cell(definition.term, "dt", "");
            for description in &definition.descriptions {
                self.out().push_str("<dd>");
                self.after_term();
                self.blocks(description);
                self.out().push_str("</dd>\n");
            }
        }
        self.out().push_str("</dl>\n");
    }
}

/// Markdown of the site's editor: a definition, an annotation, the note of a correction; and the path below `seeds/` of its
/// file, or of the text that it is beside.
pub fn editor(links: Links<'_>, text: &str, path: &str) -> Html {
    let (parsed, _) = markdown::parse("", text);
    let writer = Writer { links, author: Author::Editor(path), readings: &[] };
    let mut page = Plain { writer, parsed: &parsed, out: String::new() };
    if let Some(title) = parsed.title {
        page.passage(title);
    }
    page.blocks(&parsed.body);
    Html { html: page.out }
}

/// As [`editor`], without a paragraph around it if it is only one: to stand in a line.
fn editor_line(links: Links<'_>, text: &str, path: &str) -> String {
    let html = editor(links, text, path).html;
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// The words of editor's Markdown, without markup.
pub fn editor_plain(text: &str) -> String {
    let (parsed, _) = markdown::parse("", text);
    let words: Vec<&str> = parsed.passages.iter().map(|passage| passage.text.as_str()).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Plain<'a> {
    writer: Writer<'a>,
    parsed: &'a Parsed,
    out: String,
}

impl Plain<'_> {
    fn words(&mut self, ix: PassageIx) {
        let passage = &self.parsed.passages[ix.0 as usize];
        let inserts = self.writer.inserts(passage);
        self.writer.words(&mut self.out, passage, &[], &inserts);
    }
}

impl Blocks for Plain<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn words_of_site(&self) -> &Words {
        self.writer.links.words()
    }

    fn passage(&mut self, ix: PassageIx) {
        let passage = &self.parsed.passages[ix.0 as usize];
        let (open, close) = match passage.kind {
            Kind::Code => ("<pre><code>", "</code></pre>\n"),
            Kind::Heading => ("<p><strong>", "</strong></p>\n"),
            _ => ("<p>", "</p>\n"),
        };
        self.out.push_str(open);
        self.words(ix);
        self.out.push_str(close);
    }

    fn item(&mut self, ix: Option<PassageIx>, _task: Option<bool>) {
        self.out.push_str("<li>");
        if let Some(ix) = ix {
            self.words(ix);
        }
    }

    fn cell(&mut self, ix: PassageIx, tag: &str, _class: &str) {
        let _ = write!(self.out, "<{tag}>");
        self.words(ix);
        let _ = write!(self.out, "</{tag}>");
    }
}

/// A whole passage as another page quotes it, the mentions of one concept marked and linked to
/// their places.
pub fn excerpt(links: Links<'_>, text: TextIx, ix: PassageIx, concept: ConceptIx) -> Html {
    let writer = Writer::of_text(links, text);
    let source = links.corpus.text(text);
    let passage = source.document.passage(ix);
    let own_links = passage.own_links();
    let mut spots: Vec<Spot> = Vec::new();
    for (number, mention) in shown(source.mentions_in(ix)) {
        let free = spots.last().is_none_or(|last| last.span.end <= mention.span.start);
        if mention.concept == concept && free && own_links.touching(&mention.span).is_none() {
            let href = format!("{}.{number}", links.passage(text, ix));
            spots.push(Spot {
                span: mention.span.clone(),
                open: format!("<a class=\"k\" href=\"{href}\">"),
                close: "</a>",
            });
        }
    }
    let inserts = writer.inserts(passage);
    let mut out = String::new();
    writer.words(&mut out, passage, &spots, &inserts);
    Html { html: out }
}

/// The passages of other texts that the page of a text refers to by itself.
pub fn told_elsewhere(corpus: &Corpus, ix: TextIx) -> Vec<(ConceptIx, TextIx, PassageIx)> {
    let found = elsewhere::elsewhere(corpus, ix);
    found.values().map(|found| (found.concept, found.telling.text, found.telling.passage)).collect()
}

/// The mentions of a passage that have an element of their own on the page of the text, and their
/// numbers, which count all mentions of the passage.
pub fn shown(mentions: &[Mention]) -> impl Iterator<Item = (usize, &Mention)> {
    let mut end = 0;
    (1..).zip(mentions).filter(move |(_, mention)| {
        let free = mention.standing != crate::mention::Standing::Nested && mention.span.start >= end;
        if free {
            end = mention.span.end;
        }
        free
    })
}

/// The class of a list that the style sheet counts with brackets: HTML has no way to say so.
fn around(style: Enumerator, delimiter: Delimiter) -> String {
    let around = match delimiter {
        Delimiter::Stop => return String::new(),
        Delimiter::Bracket => "in",
        Delimiter::Brackets => "on",
    };
    let style = match style {
        Enumerator::Decimal => '1',
        Enumerator::LowerAlpha => 'a',
        Enumerator::UpperAlpha => 'A',
        Enumerator::LowerRoman => 'i',
        Enumerator::UpperRoman => 'I',
    };
    format!(" class=\"{around}-{style}\"")
}
