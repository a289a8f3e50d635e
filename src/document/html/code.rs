//! Code and formulas: words whose blanks or signs are part of them.

use super::element::Element;
use super::flow::Writer;
use super::plain;
use super::tree::{NodeIx, Tree, What};
use crate::document::{Block, Kind, Mark, Passage, Style, Why};

/// Whether a division holds lines of code and nothing else, each a division of its own, as Doxygen has it.
pub fn is_listing(tree: &Tree, ix: NodeIx) -> bool {
    let called = |ix: NodeIx, name: &str| {
        tree.element(ix).is_some_and(|element| element.classes().any(|class| class == name))
    };
    // Lines that a reader can fold stand in a division of their own.
    fn is_line(tree: &Tree, ix: NodeIx, called: &impl Fn(NodeIx, &str) -> bool) -> bool {
        match &tree.nodes[ix].what {
            What::Text(words) => words.trim().is_empty(),
            What::Element(_) => {
                called(ix, "line")
                    || called(ix, "ttc")
                    || (called(ix, "foldopen") || called(ix, "foldclosed") || called(ix, "foldcontent"))
                        && tree.children(ix).all(|inner| is_line(tree, inner, called))
            }
        }
    }
    called(ix, "fragment")
        && tree.children(ix).next().is_some()
        && tree.children(ix).all(|inner| is_line(tree, inner, &called))
}

impl Writer<'_> {
    pub fn code(&mut self, ix: NodeIx, element: &Element) {
        if self.single > 0 {
            return self.plainly(ix);
        }
        self.flush();
        if self.framed && self.containers == 0 && plain::is_prose(self.tree, ix) {
            return plain::write_one(self, ix);
        }
        let text = self.preformatted(ix);
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        if text.trim().is_empty() {
            return;
        }
        let span = 0..text.len();
        let language =
            language(self.tree, ix, element).map(|language| Mark { span, style: Style::Language(language) });
        let passage = Passage {
            kind: Kind::Code,
            level: 0,
            text: text.to_owned(),
            marks: language.into_iter().collect(),
            atoms: Vec::new(),
            source: self.tree.nodes[ix].source.clone(),
        };
        let passage = self.put(passage);
        self.add(Block::Passage(passage));
    }

    /// The words of an element as they are laid out, without the numbers of lines.
    pub fn preformatted(&mut self, ix: NodeIx) -> String {
        let tree = self.tree;
        let mut text = String::new();
        let mut node = ix + 1;
        while node < tree.nodes[ix].end {
            let is_number = tree.element(node).is_some_and(is_line_number);
            if is_number
                || self.passed.contains(&node)
                || self.content.apart[node].is_some()
                || self.notes.regions.contains_key(&node)
            {
                if is_number {
                    self.set_apart(node, Why::Markup);
                } else if !self.is_passed_over(node) {
                    self.set_apart(node, Why::Html);
                }
                node = tree.nodes[node].end;
                continue;
            }
            match &tree.nodes[node].what {
                What::Text(_) if self.content.reason(tree, node).is_some() => {
                    let _ = self.is_passed_over(node);
                }
                What::Text(words) => text.push_str(words),
                What::Element(element) if matches!(element.name.as_str(), "br" | "p" | "div" | "li") => {
                    if element.name == "br" || !(text.is_empty() || text.ends_with('\n')) {
                        text.push('\n');
                    }
                }
                What::Element(_) => {}
            }
            if let Some(element) = tree.element(node) {
                self.take_ids(element);
            }
            node += 1;
        }
        text
    }

    /// A formula: what its writer wrote, where the page still has it.
    pub fn math(&mut self, ix: NodeIx) {
        let tree = self.tree;
        let written = tree.within(ix).find(|inner| tree.name(*inner) == "annotation");
        let (words, source) = match written {
            Some(written) => {
                self.passed.insert(written);
                self.set_apart(ix, Why::Markup);
                (tree.words(written), tree.nodes[written].source.clone())
            }
            None => (tree.words(ix), tree.nodes[ix].source.clone()),
        };
        let mut wanted = self.inline.clone();
        wanted.push(Style::Math);
        self.push(&words, &source, &wanted);
    }
}

/// Whether an element is the number of a line of code.
pub fn is_line_number(element: &Element) -> bool {
    element.classes().any(|class| {
        matches!(
            class,
            "linenos"
                | "lineno"
                | "linenodiv"
                | "line-number"
                | "line-numbers-rows"
                | "gutter"
                | "hljs-ln-numbers"
                | "source-line-no"
        )
    })
}

/// The programming language that the element, what it holds or what holds it names.
fn language(tree: &Tree, ix: NodeIx, element: &Element) -> Option<String> {
    let inner = (ix + 1..tree.nodes[ix].end).take(4);
    let formats = inner
        .flat_map(|node| tree.formats(node).collect::<Vec<_>>())
        .map(|format| &tree.formats[format].element);
    let outer = tree
        .ancestors(ix)
        .take(3)
        .filter_map(|outer| tree.element(outer))
        .filter(|outer| outer.name == "div" || outer.name == "figure");
    std::iter::once(element).chain(formats).chain(outer).find_map(named_language)
}

fn named_language(element: &Element) -> Option<String> {
    let named = element.get("data-lang").or_else(|| element.get("data-language")).map(str::to_owned);
    let by_class = || {
        let prefixes = ["language-", "lang-", "highlight-source-", "highlight-", "brush:"];
        let named =
            element.classes().find_map(|class| prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)));
        // Pandoc's class for code, followed by the language.
        let source_code = element
            .has_class("sourceCode")
            .then(|| element.classes().find(|class| *class != "sourceCode" && !class.contains("umber")))
            .flatten();
        named.or(source_code).map(str::to_owned)
    };
    let language = named.or_else(by_class)?.trim_end_matches(';').to_lowercase();
    let none =
        ["", "text", "plain", "plaintext", "none", "default", "notranslate", "nohighlight", "txt", "wrapper"];
    (!none.contains(&language.as_str()) && language.len() <= 30).then_some(language)
}
