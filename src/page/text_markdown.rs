//! A text as clean Markdown: its headings, lists and notes, its mentions linked to their concepts.

use super::body::{shown, weave};
use super::links::Links;
use super::quote;
use crate::corpus::{Corpus, Text, TextIx};
use crate::document::{AtomKind, Block, Kind, PassageIx, Style};
use std::fmt::Write as _;
use weave::{Piece, weave};

pub fn markdown(corpus: &Corpus, ix: TextIx) -> String {
    let text = corpus.text(ix);
    let mut writer = Writer { links: Links::new(corpus, "texts"), ix, text, out: String::new() };
    let _ = writeln!(writer.out, "# {}\n", escaped(&quote::full_title(text), Place::Within));
    writer.head();
    writer.blocks(&text.document.body, "");
    for (number, note) in (1..).zip(&text.document.notes) {
        let mut inner = Writer { links: writer.links, ix, text, out: String::new() };
        inner.blocks(&note.blocks, "    ");
        let words = inner.out.trim();
        let _ = writeln!(writer.out, "[^{number}]: {words}\n");
    }
    let end = writer.out.trim_end().len();
    writer.out.truncate(end);
    writer.out.push('\n');
    writer.out
}

/// Where some words stand decides which characters would be taken for markup.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    LineStart,
    Within,
}

struct Writer<'a> {
    links: Links<'a>,
    ix: TextIx,
    text: &'a Text,
    out: String,
}

impl Writer<'_> {
    fn head(&mut self) {
        let meta = &self.text.document.meta;
        let authors = (!meta.authors.is_empty()).then(|| meta.authors.join(", "));
        let lines =
            [authors, meta.date.clone(), meta.source.as_ref().map(|source| format!("Source: {source}"))];
        let lines: Vec<String> =
            lines.into_iter().flatten().map(|line| escaped(&line, Place::LineStart)).collect();
        if !lines.is_empty() {
            let _ = writeln!(self.out, "{}\n", lines.join("  \n"));
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Passage(ix) => self.passage(*ix, indent),
            Block::List { enumeration, items } => {
                // Without blank lines between the items if none holds more than a passage and lists.
                let tight = items
                    .iter()
                    .all(|item| item.blocks.iter().skip(1).all(|block| matches!(block, Block::List { .. })));
                for (number, item) in (enumeration.map_or(1, |one| one.start)..).zip(items) {
                    let bullet = if enumeration.is_some() { format!("{number}. ") } else { "- ".to_owned() };
                    let inner = format!("{indent}{}", " ".repeat(bullet.len()));
                    let task = item.task.map_or("", |done| if done { "[x] " } else { "[ ] " });
                    let mut words = self.apart(|writer| writer.blocks(&item.blocks, &inner));
                    if tight {
                        words = words.replace("\n\n", "\n");
                    }
                    let end = if tight { "\n" } else { "\n\n" };
                    let _ = write!(self.out, "{indent}{bullet}{task}{}{end}", words.trim());
                }
                if tight {
                    self.out.push('\n');
                }
            }
            Block::Quote(blocks) | Block::Alert { blocks, .. } => {
                let label = match block {
                    Block::Alert { label, .. } => format!("{indent}> [!{}]\n", label.to_uppercase()),
                    _ => String::new(),
                };
                self.out.push_str(&label);
                let words = self.apart(|writer| writer.blocks(blocks, ""));
                for line in words.trim_end().lines() {
                    let _ = writeln!(self.out, "{indent}>{}{line}", if line.is_empty() { "" } else { " " });
                }
                self.out.push('\n');
            }
            Block::Table { head, rows, .. } => self.table(head, rows, indent),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    let _ = writeln!(self.out, "{indent}**{}**\n", self.words(definition.term, " ").trim());
                    for description in &definition.descriptions {
                        self.blocks(description, indent);
                    }
                }
            }
            Block::Rule => {
                let _ = writeln!(self.out, "{indent}---\n");
            }
        }
    }

    /// What is written meanwhile, and not here.
    fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }

    fn passage(&mut self, ix: PassageIx, indent: &str) {
        let passage = self.text.document.passage(ix);
        match passage.kind {
            Kind::Heading => {
                let level = usize::from(passage.level.clamp(2, 6));
                let words = self.words(ix, " ");
                let _ = writeln!(self.out, "{indent}{} {words}\n", "#".repeat(level));
            }
            Kind::Code => {
                let fence = fence(&passage.text);
                let language = passage.marks.iter().find_map(|mark| match &mark.style {
                    Style::Language(language) => Some(language.as_str()),
                    _ => None,
                });
                let _ = writeln!(self.out, "{indent}{fence}{}", language.unwrap_or(""));
                for line in passage.text.lines() {
                    let _ = writeln!(self.out, "{indent}{line}");
                }
                let _ = writeln!(self.out, "{indent}{fence}\n");
            }
            _ => {
                let words = self.words(ix, &format!("\\\n{indent}"));
                let _ = writeln!(self.out, "{indent}{words}\n");
            }
        }
    }

    fn table(&mut self, head: &[PassageIx], rows: &[Vec<PassageIx>], indent: &str) {
        let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        let row = |cells: &[PassageIx]| {
            let mut words: Vec<String> =
                cells.iter().map(|cell| self.words(*cell, " ").replace('|', "\\|")).collect();
            words.resize(width, String::new());
            format!("{indent}| {} |\n", words.join(" | "))
        };
        let mut table = row(head);
        let _ = writeln!(table, "{indent}|{}", " --- |".repeat(width));
        table.extend(rows.iter().map(|cells| row(cells)));
        self.out.push_str(&table);
        self.out.push('\n');
    }

    fn words(&self, ix: PassageIx, line_break: &str) -> String {
        let passage = self.text.document.passage(ix);
        let linked: Vec<_> = shown(self.text.mentions_in(ix))
            .map(|(_, mention)| mention)
            .filter(|mention| mention.standing.is_linked())
            .collect();
        let spans: Vec<_> = linked.iter().map(|mention| mention.span.clone()).collect();
        let places: Vec<usize> = passage.atoms.iter().map(|atom| atom.at).collect();
        let mut out = String::new();
        let mut in_mention = false;
        let mut code: Option<String> = None;
        for piece in weave(passage, &spans, &places) {
            match piece {
                Piece::Open(Style::Code) => code = Some(String::new()),
                Piece::Close(Style::Code) => out.push_str(&code_span(&code.take().unwrap_or_default())),
                Piece::Text(text) if code.is_some() => code.iter_mut().for_each(|code| code.push_str(text)),
                Piece::Text(text) => {
                    let place = if out.is_empty() { Place::LineStart } else { Place::Within };
                    out.push_str(&escaped(text, place).replace('\n', line_break));
                }
                Piece::OpenSpot(_) => {
                    in_mention = true;
                    out.push('[');
                }
                Piece::CloseSpot(index) => {
                    in_mention = false;
                    let _ = write!(out, "]({})", self.links.concept(linked[index].concept));
                }
                Piece::Open(style) if !in_mention || !is_link(style) => out.push_str(self.mark(style).0),
                Piece::Close(style) if !in_mention || !is_link(style) => out.push_str(&self.mark(style).1),
                Piece::Open(_) | Piece::Close(_) => {}
                Piece::Insert(index) => out.push_str(&self.atom(&passage.atoms[index].what)),
            }
        }
        out
    }

    /// What stands before and behind words of a style.
    fn mark(&self, style: &Style) -> (&'static str, String) {
        let same = |mark: &'static str| (mark, mark.to_owned());
        match style {
            Style::Emphasis => same("*"),
            Style::Strong | Style::Lead => same("**"),
            Style::Strikethrough => same("~~"),
            Style::Superscript => ("<sup>", "</sup>".to_owned()),
            Style::Subscript => ("<sub>", "</sub>".to_owned()),
            Style::Link { href } => match self.links.written(self.ix, href) {
                Some(href) => ("[", format!("]({})", href.replace('(', "%28").replace(')', "%29"))),
                None => ("", String::new()),
            },
            Style::Wikilink { target } => match self.links.corpus.lexicon.find(target) {
                Some(ix) => ("[", format!("]({})", self.links.concept(ix))),
                None => ("", String::new()),
            },
            _ => ("", String::new()),
        }
    }

    fn atom(&self, atom: &AtomKind) -> String {
        match atom {
            AtomKind::NoteReference { note, .. } => format!("[^{}]", note + 1),
            AtomKind::Image { src, alt, .. } => match self.links.written(self.ix, src) {
                Some(href) => format!("![{}]({})", escaped(alt, Place::Within), href),
                None => escaped(alt, Place::Within),
            },
        }
    }
}

fn is_link(style: &Style) -> bool {
    matches!(style, Style::Link { .. } | Style::Wikilink { .. })
}

/// Longer than any run of backticks inside.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

fn code_span(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let (ticks, blank) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
    format!("{ticks}{blank}{}{blank}{ticks}", code.replace('\n', " "))
}

/// Words in which nothing is taken for markup.
fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = place == Place::LineStart;
    for (at, c) in text.char_indices() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '$');
        let at_start = start && (matches!(c, '#' | '+' | '-' | '=' | '|' | ':') || ends_number(text, at, c));
        if special || at_start {
            out.push('\\');
        }
        out.push(c);
        start = c == '\n' || (start && c.is_ascii_digit());
    }
    out
}

/// The dot of "1." at the start of a line, which would begin a list.
fn ends_number(text: &str, at: usize, c: char) -> bool {
    matches!(c, '.' | ')') && text[..at].ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn a_text_keeps_its_structure() {
        let corpus = corpus(&[
            (
                "seeds/a.md",
                "# A title\n\n## Part\n\nThe *first* plan.[^1]\n\n- one\n- two\n  1. deep\n\n[^1]: A note.\n",
            ),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        assert_eq!(
            markdown(&corpus, TextIx(0)),
            "# A title\n\n## Part\n\nThe *first* [plan](../concepts/plan.html).[^1]\n\n- one\n- two\n  1. deep\n\n[^1]: A note.\n"
        );
    }

    #[test]
    fn words_are_not_taken_for_markup() {
        assert_eq!(escaped("# 1 * <b> [x]", Place::LineStart), "\\# 1 \\* \\<b\\> \\[x\\]");
        assert_eq!(escaped("12. June", Place::LineStart), "12\\. June");
        assert_eq!(escaped("on 12. June", Place::LineStart), "on 12. June");
        assert_eq!(fence("a ``` b"), "````");
    }
}
