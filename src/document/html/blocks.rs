//! Lists, quotations, definitions, call-outs and verse.

use super::element::{self, Element};
use super::flow::{Context, DEEPEST, Writer};
use super::look::{self, FakeItem};
use super::tree::{NodeIx, Tree};
use crate::document::{
    Block, Definition, Delimiter, Enumeration, Enumerator, Kind, ListItem, PassageIx, Why,
};

/// The words that name a call-out, and what it is called.
const ALERTS: [(&str, &str); 10] = [
    ("note", "note"),
    ("info", "note"),
    ("seealso", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("important", "important"),
    ("warning", "warning"),
    ("attention", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
];

/// Whether every item of a list without numbers is headed by a heading: a list that lays out sections.
fn is_of_sections(tree: &Tree, ix: NodeIx) -> bool {
    let headed = |item: NodeIx| {
        let first =
            tree.within(item).find(|inner| tree.text(*inner).is_some_and(|text| !text.trim().is_empty()));
        first.is_some_and(|first| {
            let within = |outer: &NodeIx| tree.holds(item, *outer) && *outer != item;
            let heads = |outer: NodeIx| element::heading(tree.name(outer)).is_some();
            tree.ancestors(first).take_while(within).any(heads)
        })
    };
    let mut items = tree.children(ix).filter(|child| tree.name(*child) == "li").peekable();
    tree.name(ix) == "ul" && items.peek().is_some() && items.all(headed)
}

/// The bullet or number that an item has in its words, by itself over a block, as LaTeXML writes it.
fn own_sign(tree: &Tree, ix: NodeIx) -> Option<NodeIx> {
    let mut said = tree
        .within(ix)
        .filter_map(|inner| Some((inner, tree.text(inner)?.trim())))
        .filter(|(_, words)| !words.is_empty());
    let (first, words) = said.next()?;
    let (second, _) = said.next()?;
    let is_bullet = words.chars().count() == 1 && "•◦▪▫‣⁃●○■□·–—*-".contains(words);
    let counted = words.trim_start_matches('(').strip_suffix(['.', ')']);
    let is_number = counted.is_some_and(|label| {
        (1..=4).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let numbered = is_number && tree.name(tree.nodes[ix].parent) == "ol";
    let block_of = |node: NodeIx| tree.ancestors(node).find(|outer| element::is_block(tree.name(*outer)));
    let over_block = block_of(first) == Some(ix) && block_of(second) != Some(ix);
    ((is_bullet || numbered) && over_block).then_some(first)
}

impl Writer<'_> {
    /// An element that stands on lines of its own and is none of the special ones.
    pub fn block(&mut self, ix: NodeIx, element: &Element) {
        let alert = alert(element)
            .or_else(|| framed_alert(self.tree, ix))
            .filter(|_| self.single == 0 && self.containers < DEEPEST);
        if let Some(label) = alert {
            return self.alert(ix, label);
        }
        let is_verse = matches!(element.name.as_str(), "div" | "p" | "section")
            && element.classes().any(|class| {
                matches!(class.to_ascii_lowercase().as_str(), "poem" | "poetry" | "verse" | "stanza")
            });
        self.flush();
        if is_verse {
            self.contexts.push(Context::Verse);
        }
        self.inline_or_not(ix, element);
        self.flush();
        if is_verse {
            self.contexts.pop();
        }
    }

    fn inline_or_not(&mut self, ix: NodeIx, element: &Element) {
        let before = self.inline.len();
        if self.is_summary(ix, element) {
            self.inline.push(crate::document::Style::Strong);
        }
        self.children(ix);
        self.inline.truncate(before);
    }

    /// Whether an element is the one line of a part that a reader can fold, and holds no part itself.
    pub fn is_summary(&self, ix: NodeIx, element: &Element) -> bool {
        let is_part = |inner: NodeIx| matches!(self.tree.name(inner), "p" | "pre" | "ul" | "ol" | "table");
        element.name == "summary" && !self.tree.within(ix).any(is_part)
    }

    fn alert(&mut self, ix: NodeIx, label: &'static str) {
        let tree = self.tree;
        let is_framed = framed_alert(tree, ix).is_some();
        if is_framed {
            // The picture in the frame of a call-out says no more than its name.
            self.passed.extend(tree.within(ix).filter(|inner| {
                tree.element(*inner).is_some_and(|cell| cell.name == "td" && cell.has("rowspan"))
                    && tree.words(*inner).trim().is_empty()
            }));
        }
        if tree.name(ix) == "figure" {
            let icon = |inner: &NodeIx| {
                tree.element(*inner).is_some_and(|icon| icon.classes().any(|class| class == "icon"))
            };
            self.passed.extend(
                tree.within(ix)
                    .filter(icon)
                    .filter(|icon| !tree.words(*icon).contains(char::is_alphanumeric)),
            );
        }
        let named = tree.within(ix).find(|inner| {
            tree.element(*inner).is_some_and(|element| {
                element.name == "th" && is_framed
                    || element.classes().any(|class| {
                        class.contains("title") || class.contains("heading") || class.contains("Heading")
                    })
            })
        });
        if let Some(named) = named.filter(|named| tree.words(*named).to_lowercase() == label)
            && self.content.keeps(named)
        {
            self.pass(named, Why::Markup);
        }
        self.contained(|writer| {
            let blocks = writer.blocks_of(|writer| writer.children(ix));
            (!blocks.is_empty()).then_some(Block::Alert { label, blocks })
        });
    }

    /// Adds a block that holds blocks.
    pub fn contained(&mut self, write: impl FnOnce(&mut Self) -> Option<Block>) {
        self.flush();
        self.containers += 1;
        let block = write(self);
        self.containers -= 1;
        if let Some(block) = block {
            self.add(block);
        }
    }

    pub fn quote(&mut self, ix: NodeIx, element: &Element) {
        if self.single > 0 || self.containers >= DEEPEST {
            return self.plainly(ix);
        }
        if let Some(label) = alert(element) {
            return self.alert(ix, label);
        }
        self.contained(|writer| {
            writer.contexts.push(Context::Quote);
            let blocks = writer.blocks_of(|writer| writer.children(ix));
            writer.contexts.pop();
            (!blocks.is_empty()).then_some(Block::Quote(blocks))
        });
    }

    /// Without a container of its own: too deep, or within a cell.
    pub fn plainly(&mut self, ix: NodeIx) {
        self.flush();
        self.children(ix);
        self.flush();
    }

    pub fn list(&mut self, ix: NodeIx, element: &Element) {
        if self.single > 0 || self.containers >= DEEPEST || is_of_sections(self.tree, ix) {
            return self.plainly(ix);
        }
        let docs = look::docs_list(element);
        let enumeration = self.enumeration(ix, element);
        self.flush();
        self.containers += 1;
        let mut items: Vec<ListItem> = Vec::new();
        let children: Vec<NodeIx> = self.tree.children(ix).collect();
        for child in children {
            match self.tree.name(child) {
                "li" => {
                    let item = self.item(child);
                    items.extend(item.filter(|item| !item.blocks.is_empty()));
                }
                name if items.is_empty() && !matches!(name, "ul" | "ol" | "dl" | "dir") => {
                    // Words over the first item head the list.
                    self.containers -= 1;
                    self.node(child);
                    self.flush();
                    self.containers += 1;
                }
                _ => {
                    // Words between items, or a list directly within the list, belong to the item before.
                    self.contexts.push(Context::Item(items.is_empty()));
                    let blocks = self.blocks_of(|writer| writer.node(child));
                    self.contexts.pop();
                    match items.last_mut() {
                        Some(item) => item.blocks.extend(blocks),
                        None if blocks.is_empty() => {}
                        None => items.push(ListItem { task: None, blocks }),
                    }
                }
            }
        }
        self.containers -= 1;
        if items.is_empty() {
            return;
        }
        match docs {
            Some(level) => {
                let is_start = element.has_class("start");
                self.add_docs_list(level, Series { is_start, enumeration, items });
            }
            None => self.add(Block::List { enumeration, items }),
        }
    }

    fn item(&mut self, ix: NodeIx) -> Option<ListItem> {
        if self.is_passed_over(ix) {
            return None;
        }
        if let Some(element) = self.tree.element(ix) {
            self.take_ids(element);
        }
        if let Some(sign) = own_sign(self.tree, ix) {
            self.pass(sign, Why::Markup);
        }
        let outer = self.task.take();
        self.contexts.push(Context::Item(true));
        let blocks = self.blocks_of(|writer| writer.children(ix));
        self.contexts.pop();
        let task = std::mem::replace(&mut self.task, outer);
        Some(ListItem { task, blocks })
    }

    fn enumeration(&self, ix: NodeIx, element: &Element) -> Option<Enumeration> {
        if element.name != "ol" {
            return None;
        }
        let first = self.tree.children(ix).find(|child| self.tree.name(*child) == "li");
        let value = first.and_then(|first| self.tree.element(first)?.get("value"));
        let start = element.get("start").or(value).and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let by_type = element.get("type").map(str::to_owned);
        let by_class = element.classes().find_map(|class| {
            Some(match class.to_ascii_lowercase().as_str() {
                "loweralpha" | "lower-alpha" => "a",
                "upperalpha" | "upper-alpha" => "A",
                "lowerroman" | "lower-roman" => "i",
                "upperroman" | "upper-roman" => "I",
                _ => return None,
            })
        });
        let by_css = element.css("list-style-type").or_else(|| element.css("list-style"));
        let style = match by_type.as_deref().or(by_class).or(by_css.as_deref()) {
            Some("a" | "lower-alpha" | "lower-latin") => Enumerator::LowerAlpha,
            Some("A" | "upper-alpha" | "upper-latin") => Enumerator::UpperAlpha,
            Some("i" | "lower-roman") => Enumerator::LowerRoman,
            Some("I" | "upper-roman") => Enumerator::UpperRoman,
            _ => Enumerator::Decimal,
        };
        Some(Enumeration { start, style, delimiter: Delimiter::default() })
    }

    /// Google Docs writes each level of a list as a list of its own, one behind the other.
    fn add_docs_list(&mut self, level: usize, list: Series) {
        let ixs: Vec<PassageIx> = list
            .items
            .iter()
            .filter_map(|item| match item.blocks.first() {
                Some(Block::Passage(ix)) => Some(*ix),
                _ => None,
            })
            .collect();
        let depth = attach(&mut self.blocks, level, list);
        // How deep they are is known only now.
        for ix in ixs {
            let passage = &mut self.parsed.passages[ix.0 as usize];
            if passage.kind == Kind::Item {
                passage.level = passage.level.saturating_add(depth);
            }
        }
    }

    pub fn fake_item(&self, ix: NodeIx) -> Option<FakeItem> {
        let is_elsewhere = self.passed.contains(&ix) || self.notes.regions.contains_key(&ix);
        look::fake_item(self.tree, ix).filter(|_| !is_elsewhere && self.content.keeps(ix))
    }

    /// Paragraphs that a word processor shows as a list, from one of them on. Says where they end.
    pub fn fake_list(&mut self, first: NodeIx, end: NodeIx) -> NodeIx {
        self.flush();
        let mut blocks: Vec<Block> = Vec::new();
        let mut at = first;
        while at < end {
            let is_blank = self.tree.text(at).is_some_and(|text| text.trim().is_empty());
            match self.fake_item(at) {
                Some(item) => {
                    let marker: Vec<NodeIx> =
                        item.marker.clone().filter(|node| self.tree.text(*node).is_some()).collect();
                    let words: String = marker.iter().filter_map(|node| self.tree.text(*node)).collect();
                    if words.contains(char::is_alphanumeric) {
                        self.parsed.remove(
                            words.trim(),
                            self.tree.nodes[item.marker.start].source.clone(),
                            Why::Markup,
                        );
                    }
                    self.passed.extend(marker);
                    self.containers += item.level;
                    let outer = self.contexts.len();
                    self.contexts.extend((1..item.level).map(|_| Context::Item(false)));
                    let made = self.item(at);
                    self.contexts.truncate(outer);
                    self.containers -= item.level;
                    if let Some(made) = made.filter(|made| !made.blocks.is_empty()) {
                        let enumeration = item.enumerator.map(|(start, style)| Enumeration {
                            start,
                            style,
                            delimiter: look::delimiter(words.trim()),
                        });
                        attach(
                            &mut blocks,
                            item.level - 1,
                            Series { is_start: false, enumeration, items: vec![made] },
                        );
                    }
                }
                None if is_blank => {}
                None => break,
            }
            at = self.tree.nodes[at].end;
        }
        blocks.into_iter().for_each(|block| self.add(block));
        at
    }

    pub fn definitions(&mut self, ix: NodeIx) {
        let has_terms = self.tree.within(ix).any(|inner| self.tree.name(inner) == "dt");
        if self.single > 0 || self.containers >= DEEPEST || !has_terms {
            return self.plainly(ix);
        }
        self.contained(|writer| {
            let mut list = Vec::new();
            writer.definitions_in(ix, &mut list);
            (!list.is_empty()).then_some(Block::Definitions(list))
        });
    }

    fn definitions_in(&mut self, ix: NodeIx, list: &mut Vec<Definition>) {
        let children: Vec<NodeIx> = self.tree.children(ix).collect();
        for child in children {
            if self.is_passed_over(child) {
                continue;
            }
            if let Some(element) = self.tree.element(child) {
                self.take_ids(element);
            }
            match self.tree.name(child) {
                "dt" => {
                    if let Some(term) = self.single(child, Kind::Paragraph, 0) {
                        list.push(Definition { term, descriptions: Vec::new() });
                    }
                }
                "div" => self.definitions_in(child, list),
                _ => {
                    let outer = std::mem::take(&mut self.contexts);
                    let is_text = self.tree.element(child).is_none();
                    let blocks =
                        self.blocks_of(
                            |writer| if is_text { writer.node(child) } else { writer.children(child) },
                        );
                    self.contexts = outer;
                    if !blocks.is_empty() {
                        self.describe(blocks, list, child);
                    }
                }
            }
        }
    }

    fn describe(&mut self, blocks: Vec<Block>, list: &mut Vec<Definition>, child: NodeIx) {
        if list.is_empty() {
            let at = self.tree.nodes[child].source.start;
            let term = self.empty_passage(Kind::Paragraph, at);
            list.push(Definition { term, descriptions: Vec::new() });
        }
        if let Some(definition) = list.last_mut() {
            definition.descriptions.push(blocks);
        }
    }

    /// A cell or term without words.
    pub fn empty_passage(&mut self, kind: Kind, at: usize) -> PassageIx {
        self.put(crate::document::Passage {
            kind,
            level: 0,
            text: String::new(),
            marks: Vec::new(),
            atoms: Vec::new(),
            source: at..at,
        })
    }
}

/// Items of one level that nothing parts.
struct Series {
    is_start: bool,
    enumeration: Option<Enumeration>,
    items: Vec<ListItem>,
}

/// Puts a part of a list where its level says; tells how deep that is.
fn attach(blocks: &mut Vec<Block>, level: usize, list: Series) -> u8 {
    match blocks.last_mut() {
        Some(Block::List { items, .. }) if level > 0 && !items.is_empty() => {
            let last = items.len() - 1;
            1 + attach(&mut items[last].blocks, level - 1, list)
        }
        Some(Block::List { enumeration, items })
            if !list.is_start
                && enumeration.map(|one| one.style) == list.enumeration.map(|one| one.style) =>
        {
            items.extend(list.items);
            0
        }
        _ => {
            blocks.push(Block::List { enumeration: list.enumeration, items: list.items });
            0
        }
    }
}

/// A call-out as DocBook has it: a division of its class, and in it a table that lays it out or a heading that names it.
pub fn framed_alert(tree: &Tree, ix: NodeIx) -> Option<&'static str> {
    let element = tree.element(ix).filter(|element| element.name == "div")?;
    let class = element.classes().next()?.to_ascii_lowercase();
    let (_, label) = ALERTS.iter().find(|(word, _)| *word == class)?;
    let first = tree.children(ix).find_map(|child| tree.element(child))?;
    let framed = first.name == "table" && first.has("summary");
    let named = element::heading(&first.name).is_some() && first.has_class("title");
    (framed || named).then_some(*label)
}

fn alert(element: &Element) -> Option<&'static str> {
    if !element::is_block(&element.name) {
        return None;
    }
    let is_alert = |class: &str| {
        matches!(
            class,
            "admonition"
                | "admonitionblock"
                | "theme-admonition"
                | "markdown-alert"
                | "callout"
                | "alert"
                | "hint"
        )
    };
    let classes: Vec<String> = element.classes().map(str::to_ascii_lowercase).collect();
    if !classes.iter().any(|class| {
        is_alert(class) || class.starts_with("theme-admonition") || class.starts_with("callout-")
    }) {
        return None;
    }
    // Notion's call-outs have an icon for a name.
    if element.name == "figure" && classes.iter().any(|class| class == "callout") {
        return Some("note");
    }
    let words = classes.iter().flat_map(|class| class.split('-')).collect::<Vec<_>>();
    ALERTS.iter().find(|(word, _)| words.contains(word)).map(|(_, label)| *label)
}
