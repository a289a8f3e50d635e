//! HTML: the text of a saved page or an exported document.
//!
//! The way is: a tree whose nodes know their bytes ([`tree`]), which part of it is the text
//! ([`content`], [`hints`]), its notes ([`notes`]), what it says of itself ([`head`]), and its
//! passages and blocks ([`flow`] and what follows it). What comes out is text, marks and blocks that
//! Seedbed knows, so nothing of the page's own markup can reach a reader. Every word of the page is
//! in a passage or listed as removed.

mod bars;
mod blocks;
mod byline;
mod code;
mod content;
mod element;
mod flow;
#[cfg(test)]
mod generator_tests;
mod grid;
mod head;
mod hints;
mod look;
mod notes;
mod plain;
mod printed;
#[cfg(test)]
mod properties;
mod raised;
mod settle;
mod table;
pub mod tags;
mod tex;
#[cfg(test)]
mod tests;
mod tree;

use super::{Kind, Parsed, Passage, Why};
use crate::diagnostic::{Code, Diagnostic, Place};
use content::Content;
use flow::Writer;
use head::{Head, Title};
use std::ops::Range;
use tree::{ROOT, Tree};

/// What is marked as a heading and is longer is a paragraph, in bytes.
const LONGEST_HEADING: usize = 300;

/// A page understood, with the reasons.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub parsed: Parsed,
    pub decisions: Vec<Decision>,
}

/// What a rule decided of a part of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub source: Range<usize>,
    /// What the part is: "the text", "the title".
    pub what: &'static str,
    pub rule: &'static str,
    /// From 0 to 1; of what is set apart, nothing is said.
    pub confidence: Option<f32>,
}

/// Reads a page. `text` is decoded, with `\n` at line ends; places are bytes of it.
pub fn read(path: &str, text: &str) -> (Reading, Vec<Diagnostic>) {
    let tree = tree::parse(text);
    let mut content = content::find(&tree);
    let head = Head::of(&tree);
    let found = head.found();
    byline::set_apart(&tree, &mut content, &found);
    let own_addresses: Vec<String> =
        found.source.iter().map(|address| address.split('#').next().unwrap_or(address).to_owned()).collect();
    let notes = notes::find(&tree, &content, &own_addresses);
    let (title, title_rule) = head.title(&content, &notes);
    if let Title::Heading(ix) = title
        && head::opens(&tree, &content, ix, 400)
    {
        bars::set_links_over_apart(&tree, &mut content, ix);
    }
    let mut decisions = decisions(&tree, &content);
    let mut writer = Writer::new(&tree, text, &content, &notes, &own_addresses);
    write_title(&mut writer, &head, &title);
    if let Some((source, rule)) = title_place(&tree, &title).map(|source| (source, title_rule)) {
        decisions.insert(1, Decision { source, what: "the title", rule, confidence: Some(0.9) });
    }
    let mut diagnostics = Vec::new();
    if notes.notes.is_empty() && plain::is_plain(&tree, &content) {
        diagnostics.extend(plain::write(&mut writer, path));
        decisions[0].rule = "a page of preformatted text, read as plain text is";
    } else if notes.notes.is_empty() && printed::is_printed(&tree, &content) {
        diagnostics.extend(plain::write(&mut writer, path));
        decisions[0].rule = "lines of print, each set at its place, read as plain text is";
    } else {
        writer.framed = notes.notes.is_empty() && plain::is_frame(&tree, &content);
        settle::pass_headings_of_notes(&mut writer);
        writer.node(ROOT);
        writer.flush();
        writer.lead_back();
        settle::rules(&mut writer.blocks);
        writer.parsed.body = std::mem::take(&mut writer.blocks);
        settle::bold_headings(&mut writer.parsed);
        settle::levels(&mut writer.parsed);
        writer.write_notes();
    }
    settle::ids(&mut writer);
    diagnostics.extend(refusals(path, &writer));
    let mut parsed = writer.parsed;
    parsed.found = found;
    parsed.removed.sort_by_key(|removed| (removed.source.start, removed.source.end));
    (Reading { parsed, decisions }, diagnostics)
}

fn decisions(tree: &Tree, content: &Content) -> Vec<Decision> {
    let text = Decision {
        source: tree.nodes[content.root].source.clone(),
        what: "the text",
        rule: content.rule,
        confidence: Some(content.confidence),
    };
    let apart = (1..tree.nodes.len()).filter_map(|ix| {
        let (why, rule) = content.apart[ix]?;
        let source = tree.nodes[ix].source.clone();
        let is_outermost = content.keeps(tree.nodes[ix].parent);
        (why == Why::Boilerplate && is_outermost).then_some(Decision {
            source,
            what: "set apart",
            rule,
            confidence: None,
        })
    });
    std::iter::once(text).chain(apart).collect()
}

fn title_place(tree: &Tree, title: &Title) -> Option<Range<usize>> {
    match title {
        Title::Heading(ix) | Title::Element(ix, _) => Some(tree.nodes[*ix].source.clone()),
        Title::None => None,
    }
}

/// The title comes before all else, wherever the page has it.
fn write_title(writer: &mut Writer<'_>, head: &Head<'_>, title: &Title) {
    match title {
        Title::Heading(ix) => {
            if let Some(element) = writer.tree.element(*ix) {
                writer.take_ids(element);
            }
            writer.anywhere = true;
            writer.parsed.title = writer.single(*ix, Kind::Heading, 1);
            writer.anywhere = false;
            writer.passed.insert(*ix);
        }
        Title::Element(ix, words) => {
            let source = writer.tree.nodes[*ix].source.clone();
            let passage = Passage {
                kind: Kind::Heading,
                level: 1,
                text: words.clone(),
                marks: Vec::new(),
                atoms: Vec::new(),
                source: source.clone(),
            };
            writer.parsed.title = Some(writer.put(passage));
            writer.passed.insert(*ix);
            let all = head.title_words().map_or("", |(_, all)| all);
            let rest = all.strip_prefix(words.as_str()).unwrap_or("").trim();
            if !rest.is_empty() {
                writer.parsed.remove(rest, source, Why::Metadata);
            }
        }
        Title::None => {}
    }
}

/// What the page has that a page of the site must not have.
fn refusals(path: &str, writer: &Writer<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let count = |count: usize, one: &str, more: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
    };
    if writer.refused_links > 0 {
        let links = count(
            writer.refused_links,
            "link that runs a script or carries data was",
            "links that run scripts or carry data were",
        );
        diagnostics.push(
            Diagnostic::new(Code::UnsafeLink, format!("{links} taken out; the words are kept"))
                .at(Place::file(path)),
        );
    }
    if writer.refused_pictures > 0 {
        let pictures = count(writer.refused_pictures, "picture", "pictures");
        diagnostics.push(
            Diagnostic::new(
                Code::UnsafeLink,
                format!("{pictures} within the page itself (`data:`) left out"),
            )
            .at(Place::file(path))
            .hint("save the pictures as files beside the text and name these in the page"),
        );
    }
    diagnostics
}
