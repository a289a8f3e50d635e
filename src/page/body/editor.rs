//! Markdown of the site's editor as HTML.

use super::blocks::Blocks;
use super::{Author, Html, Links, Writer};
use crate::document::{Kind, Parsed, PassageIx, markdown};
use crate::words::Words;
use std::fmt::Write as _;

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
pub fn editor_line(links: Links<'_>, text: &str, path: &str) -> String {
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
