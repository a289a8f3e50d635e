//! From the tree to passages: words with their marks, and what ends a passage.

use super::code;
use super::content::Content;
use super::element::{self, Element};
use super::grid;
use super::look::{self, Sheet};
use super::notes::{Bracket, Notes, bare};
use super::tex::Tex;
use super::tree::{FormatIx, NodeIx, Tree, What};
use crate::document::{AtomKind, Block, Kind, Note, Parsed, PassageIx, Style, Why};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::ops::Range;

mod address;
mod passage;

use passage::Open;

/// Containers nested deeper than this are shown at this depth.
pub const DEEPEST: usize = 48;
/// A link over more passages than this was left open by mistake.
const LONGEST_LINK: u32 = 40;
/// Longer addresses carry data rather than lead anywhere.
const LONGEST_ADDRESS: usize = 2048;

/// What the words at a place stand in.
pub enum Context {
    /// An item, and whether nothing of it has been written.
    Item(bool),
    Quote,
    Verse,
}

pub struct Writer<'a> {
    pub tree: &'a Tree,
    pub text: &'a str,
    pub content: &'a Content,
    pub notes: &'a Notes,
    pub sheet: Sheet,
    pub tex: Tex,
    pub own_addresses: &'a [String],
    pub parsed: Parsed,
    /// Blocks of the innermost container.
    pub blocks: Vec<Block>,
    pub contexts: Vec<Context>,
    open: Option<Open>,
    /// Styles of the inline elements around.
    pub inline: Vec<Style>,
    /// How many elements are open that make one passage each, such as cells.
    pub single: usize,
    pub containers: usize,
    /// Of the item at hand: whether its box is ticked.
    pub task: Option<bool>,
    /// Nodes that are written elsewhere or not at all.
    pub passed: RapidHashSet<NodeIx>,
    /// Ids that wait for a passage, and those that passages have.
    pub waiting: Vec<String>,
    pub ids: Vec<(PassageIx, Vec<String>)>,
    /// Of the note at hand: its label, until its first words are written.
    label: Option<String>,
    in_note: bool,
    link_uses: RapidHashMap<FormatIx, u32>,
    pub refused_links: usize,
    pub refused_pictures: usize,
    /// What is preformatted and prose is read as plain text is.
    pub framed: bool,
    /// What is written may stand outside of the text, as its title may.
    pub anywhere: bool,
}

impl<'a> Writer<'a> {
    pub fn new(
        tree: &'a Tree,
        text: &'a str,
        content: &'a Content,
        notes: &'a Notes,
        own_addresses: &'a [String],
    ) -> Writer<'a> {
        Writer {
            tree,
            text,
            content,
            notes,
            sheet: Sheet::of(tree),
            tex: Tex::of(text),
            own_addresses,
            parsed: Parsed::default(),
            blocks: Vec::new(),
            contexts: Vec::new(),
            open: None,
            inline: Vec::new(),
            single: 0,
            containers: 0,
            task: None,
            passed: RapidHashSet::default(),
            waiting: Vec::new(),
            ids: Vec::new(),
            label: None,
            in_note: false,
            link_uses: RapidHashMap::default(),
            refused_links: 0,
            refused_pictures: 0,
            framed: false,
            anywhere: false,
        }
    }

    pub fn children(&mut self, ix: NodeIx) {
        let end = self.tree.nodes[ix].end;
        let mut child = ix + 1;
        while child < end {
            child = match self.fake_item(child) {
                Some(_) if self.single == 0 => self.fake_list(child, end),
                _ => {
                    self.node(child);
                    self.tree.nodes[child].end
                }
            };
        }
    }

    pub fn node(&mut self, ix: NodeIx) {
        if self.is_passed_over(ix) {
            return;
        }
        match &self.tree.nodes[ix].what {
            What::Text(_) => self.words(ix),
            What::Element(element) => self.element(ix, element),
        }
    }

    /// Whether a node is no part of what is being written; if so, sees to it that its words are kept elsewhere.
    pub fn is_passed_over(&mut self, ix: NodeIx) -> bool {
        let (tree, content) = (self.tree, self.content);
        if let Some(note) = self.notes.inline.get(&ix).filter(|_| !self.in_note) {
            self.atom(
                AtomKind::NoteReference { note: *note, label: self.notes.notes[*note].label.clone() },
                &tree.nodes[ix].source,
            );
            return true;
        }
        let elsewhere = self.passed.contains(&ix) || self.notes.regions.contains_key(&ix);
        let reason = content.reason(tree, ix).or_else(|| {
            let outside = !self.in_note
                && !self.anywhere
                && tree.name(ix) != "head"
                && !tree.holds(content.root, ix)
                && !tree.holds(ix, content.root);
            outside.then_some((Why::Boilerplate, "outside of the text"))
        });
        if element::is_block(tree.name(ix)) && (elsewhere || reason.is_some()) {
            self.flush();
        }
        if let Some((why, _)) = reason.filter(|_| !elsewhere) {
            self.set_apart(ix, why);
            return true;
        }
        elsewhere
    }

    /// Takes a node out of what is written and lists its words, unless what holds it is out already.
    pub fn pass(&mut self, ix: NodeIx, why: Why) {
        let held = self.tree.ancestors(ix).any(|outer| self.passed.contains(&outer));
        if !held && self.passed.insert(ix) {
            self.set_apart(ix, why);
        }
    }

    /// Lists the words of a node as removed, but for those that are written elsewhere.
    pub fn set_apart(&mut self, ix: NodeIx, why: Why) {
        let tree = self.tree;
        let why = if tree.name(ix) == "title" { Why::Metadata } else { why };
        let mut text = String::new();
        let mut node = ix;
        while node < tree.nodes[ix].end {
            if node > ix && (self.passed.contains(&node) || self.notes.regions.contains_key(&node)) {
                node = tree.nodes[node].end;
                continue;
            }
            match &tree.nodes[node].what {
                What::Text(words) => text.push_str(words),
                What::Element(element) if element::is_block(&element.name) || element.name == "br" => {
                    text.push('\n')
                }
                What::Element(_) => {}
            }
            node += 1;
        }
        if text.contains(char::is_alphanumeric) {
            let text =
                text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            self.parsed.remove(text, tree.nodes[ix].source.clone(), why);
        }
    }

    fn element(&mut self, ix: NodeIx, element: &Element) {
        self.take_ids(element);
        if let Some(level) =
            look::heading_at(self.tree, ix).filter(|_| self.tree.words(ix).len() <= super::LONGEST_HEADING)
        {
            return self.heading(ix, level.max(1));
        }
        let name = element.name.as_str();
        match name {
            "br" => self.line_break(),
            "hr" => {
                self.flush();
                if self.single == 0 {
                    self.add(Block::Rule);
                }
            }
            "img" | "image" => self.image(ix, element),
            "input" => {
                if element.is("type", "checkbox") && matches!(self.contexts.last(), Some(Context::Item(true)))
                {
                    self.task = Some(element.has("checked"));
                }
            }
            "ul" | "ol" | "dir" => self.list(ix, element),
            "dl" => self.definitions(ix),
            "blockquote" => self.quote(ix, element),
            "pre" | "listing" | "xmp" | "plaintext" => self.code(ix, element),
            "div" if code::is_listing(self.tree, ix) => self.code(ix, element),
            "div"
                if self.single == 0
                    && let Some(rows) = grid::rows(self.tree, ix) =>
            {
                self.grid(&rows)
            }
            "table" => self.table(ix, element),
            "math" | "script" => self.math(ix),
            // Who is quoted, over what was said.
            "cite" if self.opens_quote() && self.tree.words(ix).trim_end().ends_with(':') => {
                self.inline_element(ix, element);
                self.flush();
            }
            "div" if element.classes().any(|class| matches!(class, "checkbox-on" | "checkbox-off")) => {
                self.task = Some(element.classes().any(|class| class == "checkbox-on"));
            }
            "q" => {
                self.push("“", &self.tree.nodes[ix].source.clone(), &self.inline.clone());
                self.children(ix);
                self.push("”", &self.tree.nodes[ix].source.clone(), &self.inline.clone());
            }
            "rt" => {
                let source = self.tree.nodes[ix].source.clone();
                let has_brackets =
                    self.tree.children(self.tree.nodes[ix].parent).any(|child| self.tree.name(child) == "rp");
                let around = if has_brackets { ["", ""] } else { ["(", ")"] };
                self.push(around[0], &source, &self.inline.clone());
                self.children(ix);
                self.push(around[1], &source, &self.inline.clone());
            }
            _ if element::is_block(name) => self.block(ix, element),
            _ => self.inline_element(ix, element),
        }
    }

    /// Whether nothing is written yet of a quotation.
    fn opens_quote(&self) -> bool {
        let is_fresh = self.blocks.is_empty() && self.open.is_none() && self.single == 0;
        is_fresh && matches!(self.contexts.last(), Some(Context::Quote))
    }

    fn inline_element(&mut self, ix: NodeIx, element: &Element) {
        let before = self.inline.len();
        for style in self.sheet.styles(element) {
            if !self.inline.contains(&style) {
                self.inline.push(style);
            }
        }
        if self.is_summary(ix, element) && !self.inline.contains(&Style::Strong) {
            self.inline.push(Style::Strong);
        }
        self.children(ix);
        self.inline.truncate(before);
    }

    fn heading(&mut self, ix: NodeIx, level: u8) {
        if self.single > 0 {
            self.flush();
            self.children(ix);
            return self.flush();
        }
        self.flush();
        if let Some(heading) = self.single(ix, Kind::Heading, level) {
            self.add(Block::Passage(heading));
        }
    }

    /// All of an element as one passage.
    pub fn single(&mut self, ix: NodeIx, kind: Kind, level: u8) -> Option<PassageIx> {
        let outer = self.open.take();
        self.single += 1;
        self.children(ix);
        self.single -= 1;
        let passage = self.take(kind, level);
        self.open = outer;
        passage
    }

    /// What some part writes, as blocks of their own.
    pub fn blocks_of(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Block> {
        self.flush();
        let outer = std::mem::take(&mut self.blocks);
        write(self);
        self.flush();
        std::mem::replace(&mut self.blocks, outer)
    }

    pub fn add(&mut self, block: Block) {
        if let Some(Context::Item(is_fresh)) = self.contexts.last_mut() {
            *is_fresh = false;
        }
        self.blocks.push(block);
    }

    pub fn take_ids(&mut self, element: &Element) {
        let waiting = match &mut self.open {
            Some(open) if !element::is_block(&element.name) && open.has_words() => &mut open.ids,
            _ => &mut self.waiting,
        };
        waiting.extend(element.ids().map(str::to_owned));
    }

    /// The words of a text node.
    fn words(&mut self, ix: NodeIx) {
        let tree = self.tree;
        let node = &tree.nodes[ix];
        let mut words = tree.text(ix).unwrap_or("");
        match self.notes.brackets.get(&ix) {
            Some(Bracket::AtEnd) => words = words.strip_suffix('[').unwrap_or(words),
            Some(Bracket::AtStart) => words = words.strip_prefix(']').unwrap_or(words),
            Some(Bracket::Both) => {
                words = words.strip_prefix(']').unwrap_or(words).strip_suffix('[').unwrap_or(words)
            }
            None => {}
        }
        if let Some(note) = self.notes.raised.get(&ix).copied() {
            self.parsed.remove(words.trim(), node.source.clone(), Why::NoteMark);
            let label = self.notes.notes[note].label.clone();
            return self.atom(AtomKind::NoteReference { note, label }, &node.source);
        }
        if let Some(link) = tree.link(ix) {
            if let Some(note) = self.notes.references.get(&link).copied() {
                if words.contains(char::is_alphanumeric) {
                    self.parsed.remove(words.trim(), node.source.clone(), Why::NoteMark);
                }
                if !self.is_in_link(ix, link) && words.contains(|c: char| !c.is_whitespace()) {
                    self.atom(
                        AtomKind::NoteReference { note, label: self.notes.notes[note].label.clone() },
                        &node.source,
                    );
                }
                return;
            }
            if self.notes.back_links.contains(&link) {
                return self.parsed.remove(words.trim(), node.source.clone(), Why::NoteMark);
            }
            // A sign behind a heading that leads to the heading itself.
            let is_local = tree.formats[link].element.get("href").is_some_and(|href| href.contains('#'));
            if is_local && matches!(words.trim(), "¶" | "#" | "§" | "🔗" | "∞") {
                return;
            }
        }
        let words = self.without_label(words, &node.source);
        if words.chars().all(char::is_whitespace) && self.open.is_none() {
            return;
        }
        let wanted = self.styles_at(ix);
        self.push_drawn(words, &node.source, &wanted);
        if let (Some(open), Some(link)) = (&mut self.open, tree.link(ix))
            && open.links.last() != Some(&link)
        {
            open.links.push(link);
        }
    }

    /// The first words of a note without its label, which is shown by other means.
    fn without_label<'w>(&mut self, words: &'w str, source: &Range<usize>) -> &'w str {
        if words.trim().is_empty() {
            return words;
        }
        let Some(label) = self.label.take() else { return words };
        let start = words.trim_start();
        if bare(start) == label || start.trim() == "^" {
            self.parsed.remove(start.trim(), source.clone(), Why::NoteMark);
            if start.trim() == "^" {
                self.label = Some(label);
            }
            return "";
        }
        let rest = start
            .trim_start_matches(['[', '(', '^', ' '])
            .strip_prefix(label.as_str())
            .filter(|_| !label.is_empty());
        let rest = rest.and_then(|rest| {
            rest.strip_prefix([']', ')', '.', ':']).or_else(|| rest.strip_prefix(char::is_whitespace))
        });
        match rest.filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
            Some(rest) => {
                self.parsed.remove(start[..start.len() - rest.len()].trim(), source.clone(), Why::NoteMark);
                rest
            }
            None => words,
        }
    }

    /// Ids behind the last passage lead to it, without a claim to be its name.
    pub fn lead_back(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(last) = self.parsed.passages.len().checked_sub(1) {
            let last = PassageIx(u32::try_from(last).expect("passages are numbered by u32"));
            self.parsed.silent_ids.extend(waiting.into_iter().map(|id| (last, id)));
        }
    }

    /// Writes the notes, behind all else.
    pub fn write_notes(&mut self) {
        self.in_note = true;
        for entry in &self.notes.notes {
            self.contexts.clear();
            self.inline.clear();
            self.label = Some(entry.label.clone());
            let blocks = self.blocks_of(|writer| {
                for node in &entry.nodes {
                    writer.note_part(*node, &entry.label);
                }
            });
            self.parsed.notes.push(Note { label: entry.label.clone(), blocks });
        }
        self.label = None;
    }

    fn note_part(&mut self, node: NodeIx, label: &str) {
        let tree = self.tree;
        if let Some(element) = tree.element(node) {
            self.take_ids(element);
        }
        if tree.name(node) == "dt" {
            self.label = None;
            return self.set_apart(node, Why::NoteMark);
        }
        let mut end = 0;
        for part in tree.within(node) {
            // A note within this one has a label of its own.
            if self.notes.regions.contains_key(&part) {
                end = end.max(tree.nodes[part].end);
            }
            let is_label = tree.element(part).is_some_and(|element| {
                element.classes().any(|class| {
                    matches!(
                        class,
                        "label" | "footnote-definition-label" | "mw-cite-backlink" | "ltx_note_mark"
                    )
                }) || matches!(element.name.as_str(), "td" | "th") && bare(&tree.words(part)) == label
            });
            if is_label && part >= end {
                end = tree.nodes[part].end;
                self.pass(part, Why::NoteMark);
                self.label = None;
            }
        }
        self.children(node);
        self.flush();
    }
}
