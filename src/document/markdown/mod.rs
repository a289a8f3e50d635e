//! Markdown as people write it, as a document.
//!
//! CommonMark with the usual extensions is read by pulldown-cmark. Before it reads, a draft is made in
//! which other programs' macros and call-outs ([`callout`], [`shortcode`], [`marks`]) and plain text
//! amid Markdown ([`mixed`]) are written as the Markdown that says the same. Of a well-formed Markdown
//! text the draft is the text itself.

mod blocks;
mod builder;
mod callout;
mod component;
mod container;
mod draft;
mod finish;
mod html;
mod lines;
mod macros;
mod marks;
mod protected;
mod shortcode;
#[cfg(test)]
mod tests;

use super::{Decision, Parsed, Removed, Why, front_matter};
use crate::diagnostic::Diagnostic;
use builder::Builder;
use draft::Draft;
use pulldown_cmark::{Options, Parser};

/// Never fails: any text is some Markdown. `path` is for diagnostics.
pub fn parse(path: &str, text: &str) -> (Parsed, Vec<Diagnostic>) {
    let (parsed, _, diagnostics) = read(path, text);
    (parsed, diagnostics)
}

/// The same, with what was decided where the text is not the Markdown that it seems.
pub fn read(path: &str, text: &str) -> (Parsed, Vec<Decision>, Vec<Diagnostic>) {
    let (yaml, body) = front_matter(text);
    let mut draft = Draft::new(text, body.clone());
    if blocks::may_have_blocks(draft.text()) {
        draft.edit(blocks::edits(draft.text()));
    }
    if marks::may_have_marks(draft.text()) {
        draft.edit(marks::edits(draft.text()));
    }
    let mut builder = Builder::new(path, &draft);
    for (event, range) in Parser::new_ext(draft.text(), options()).into_offset_iter() {
        builder.event(event, range);
    }
    let (mut parsed, diagnostics) = builder.finish();
    if body.start > 0 {
        let front = if yaml.is_empty() { 0..body.start } else { yaml };
        parsed.removed.insert(0, Removed { text: text[front.clone()].to_owned(), source: front, why: Why::Metadata });
    }
    (parsed, Vec::new(), diagnostics)
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
