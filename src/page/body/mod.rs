//! Passages as HTML: text, marks, mentions, the marks of notes and what the editor adds.
//!
//! The only place that makes [`Html`], which templates show as it is. Whatever Seedbed adds within
//! the text's own containers carries `data-added` or is a passage's number, `pn`, so that the words of
//! the text can be told apart.

mod blocks;
pub mod code;
mod editor;
mod elsewhere;
pub mod lists;
mod margin;
mod math;
mod math_plain;
mod math_signs;
mod room;
mod text;
#[cfg(test)]
mod text_tests;

use super::links::{self, Links, escape, escape_words_into};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Target, TextIx};
use crate::document::weave::{Piece, weave};
use crate::document::{AtomKind, Kind, Passage, PassageIx, Reading, Style};
use crate::mention::Mention;
use serde::Serialize;
use std::fmt::Write as _;
use std::ops::Range;

pub use editor::{editor, editor_plain};
pub use math_plain::plain as said_formula;
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
        self.links.address(self.target(href), href)
    }

    fn target(self, href: &str) -> Target {
        match self.author {
            Author::Text(text) => self.links.corpus.target(text, href),
            Author::Editor(path) => self.links.corpus.target_beside(path, href),
        }
    }

    /// The attributes that keep the room for a picture until it has come.
    fn room(self, src: &str) -> String {
        let size = match self.target(src) {
            Target::Media(path) => self.links.corpus.picture_size(&path),
            _ => None,
        };
        size.map_or_else(String::new, |size| format!(" width=\"{}\" height=\"{}\"", size.width, size.height))
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
                let (room, src, alt) = (self.room(src), escape(&href), escape(alt));
                let image =
                    format!("<img src=\"{src}\" alt=\"{alt}\"{title}{room} loading=\"lazy\" data-added>");
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
