//! How blocks stand: what the body of a text and Markdown of the editor have in common.

use super::super::links::escape;
use crate::document::{
    Alignment, Block, Definition, Delimiter, Enumeration, Enumerator, ListItem, PassageIx,
};
use crate::words::Words;
use std::fmt::Write as _;

/// A passage is written by `passage`, so that each can add what is its own.
pub trait Blocks: Sized {
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
