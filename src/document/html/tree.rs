//! HTML as a tree in which every node knows its bytes of the seed.
//!
//! html5gum reads the tokens, as the standard says and with their places; the rules here say which
//! elements hold which, as browsers do: a paragraph ends where a block begins, an item where the
//! next one does. Formatting (`<b>`, `<a>`) is no part of the tree, because writers close it in any
//! order: each node has the formats in effect there. So no input makes more nodes than it has
//! tokens, and the depth has an end.

use super::element::{self, Element};
use html5gum::{DefaultEmitter, EndTag, StartTag, State, Token, Tokenizer};
use std::ops::Range;

/// Elements nested deeper than this are taken out of their parents; what they hold stays.
const DEEPEST: usize = 200;
/// Formats in effect at one place; further ones are passed over.
const MOST_FORMATS: usize = 16;

/// The place of a node in [`Tree::nodes`], which are in order of the seed.
pub type NodeIx = usize;
/// The place of a format in [`Tree::formats`]; the first is none.
pub type FormatIx = usize;

pub const ROOT: NodeIx = 0;
pub const PLAIN: FormatIx = 0;

pub struct Tree {
    pub nodes: Vec<Node>,
    pub formats: Vec<Format>,
    /// Comments in which programs say where a page is from.
    pub comments: Vec<String>,
}

pub struct Node {
    pub what: What,
    pub parent: NodeIx,
    /// One past the last node within this one.
    pub end: NodeIx,
    /// From the first byte of its tag to the last byte of what it holds.
    pub source: Range<usize>,
    /// The innermost format in effect.
    pub format: FormatIx,
}

pub enum What {
    Element(Box<Element>),
    Text(String),
}

/// A formatting element and the one around it.
pub struct Format {
    pub element: Element,
    pub outer: FormatIx,
}

impl Tree {
    pub fn element(&self, ix: NodeIx) -> Option<&Element> {
        match &self.nodes[ix].what {
            What::Element(element) => Some(element),
            What::Text(_) => None,
        }
    }

    pub fn name(&self, ix: NodeIx) -> &str {
        self.element(ix).map_or("", |element| element.name.as_str())
    }

    pub fn text(&self, ix: NodeIx) -> Option<&str> {
        match &self.nodes[ix].what {
            What::Text(text) => Some(text),
            What::Element(_) => None,
        }
    }

    /// All nodes within one, in order.
    pub fn within(&self, ix: NodeIx) -> Range<NodeIx> {
        ix + 1..self.nodes[ix].end
    }

    pub fn children(&self, ix: NodeIx) -> impl Iterator<Item = NodeIx> {
        let end = self.nodes[ix].end;
        let within = move |child: &NodeIx| *child < end;
        let first = Some(ix + 1).filter(within);
        std::iter::successors(first, move |child| Some(self.nodes[*child].end).filter(within))
    }

    pub fn ancestors(&self, ix: NodeIx) -> impl Iterator<Item = NodeIx> {
        let up = |node: &NodeIx| (*node != ROOT).then(|| self.nodes[*node].parent);
        std::iter::successors(Some(ix), up).skip(1)
    }

    pub fn holds(&self, outer: NodeIx, inner: NodeIx) -> bool {
        outer <= inner && inner < self.nodes[outer].end
    }

    /// The formats in effect at a node, the innermost first.
    pub fn formats(&self, ix: NodeIx) -> impl Iterator<Item = FormatIx> {
        let outer = |format: &FormatIx| Some(self.formats[*format].outer);
        std::iter::successors(Some(self.nodes[ix].format), outer).take_while(|format| *format != PLAIN)
    }

    /// The link that a node stands in.
    pub fn link(&self, ix: NodeIx) -> Option<FormatIx> {
        self.formats(ix).find(|format| self.formats[*format].element.has("href"))
    }

    /// The words within a node, blanks as a browser shows them.
    pub fn words(&self, ix: NodeIx) -> String {
        let mut words = String::new();
        for node in ix..self.nodes[ix].end {
            match &self.nodes[node].what {
                What::Text(text) => words.push_str(text),
                What::Element(element) if element::is_block(&element.name) || element.name == "br" => {
                    words.push(' ')
                }
                What::Element(_) => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Reads HTML. Never fails: any text is some HTML.
pub fn parse(text: &str) -> Tree {
    let mut builder = Builder::new(text);
    let mut tokens = Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span());
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                if let Some(state) = builder.start(tag) {
                    tokens.set_state(state);
                }
            }
            Token::EndTag(tag) => builder.end(&tag),
            Token::String(words) => {
                builder.words(String::from_utf8_lossy(&words).into_owned(), words.span.start..words.span.end)
            }
            Token::Comment(comment) if builder.tree.comments.len() < 100 => {
                let comment = String::from_utf8_lossy(&comment);
                builder.tree.comments.push(comment.chars().take(1000).collect());
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.finish()
}

/// An element whose end has not come.
struct Open {
    node: NodeIx,
    /// The formats in effect before it, which come back behind a cell.
    format: FormatIx,
}

struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    stack: Vec<Open>,
    format: FormatIx,
    /// Elements that were too deep to open and whose ends have not come.
    beyond: usize,
    /// In XML, `<a/>` is a whole element.
    is_xml: bool,
    seen_body: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Builder<'t> {
        let root = Node {
            what: What::Element(Box::new(Element::named("html"))),
            parent: ROOT,
            end: 1,
            source: 0..text.len(),
            format: PLAIN,
        };
        let none = Format { element: Element::named(""), outer: PLAIN };
        Builder {
            text,
            tree: Tree { nodes: vec![root], formats: vec![none], comments: Vec::new() },
            stack: vec![Open { node: ROOT, format: PLAIN }],
            format: PLAIN,
            beyond: 0,
            is_xml: text.trim_start().starts_with("<?xml"),
            seen_body: false,
        }
    }

    fn top(&self) -> &str {
        self.stack.last().map_or("", |open| self.tree.name(open.node))
    }

    fn add(&mut self, what: What, source: Range<usize>) -> NodeIx {
        let ix = self.tree.nodes.len();
        let parent = self.stack.last().map_or(ROOT, |open| open.node);
        self.tree.nodes.push(Node { what, parent, end: ix + 1, source, format: self.format });
        ix
    }

    fn words(&mut self, words: String, source: Range<usize>) {
        if self.top() == "head" && !words.trim().is_empty() {
            self.pop(source.start);
        }
        self.add(What::Text(words), self.on_letters(source));
    }

    /// Places are the tokenizer's; a wrong one must not cut a letter in two.
    fn on_letters(&self, source: Range<usize>) -> Range<usize> {
        let floor =
            |at: usize| (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let start = floor(source.start).unwrap_or(0);
        start..floor(source.end).unwrap_or(0).max(start)
    }

    /// Takes a tag in; says how the tokenizer shall read what follows, if not as usual.
    fn start(&mut self, tag: StartTag<usize>) -> Option<State> {
        let source = self.on_letters(tag.span.start..tag.span.end);
        let closed = tag.self_closing;
        let element = Element::of(&tag);
        let name = element.name.clone();
        if matches!(name.as_str(), "html" | "body" | "head") {
            self.document_part(element, source);
            return None;
        }
        self.leave_foreign(&name);
        let is_foreign = self.is_foreign() || matches!(name.as_str(), "svg" | "math");
        if self.top() == "head" && !element::IN_HEAD.contains(&name.as_str()) {
            self.pop(source.start);
        }
        if !is_foreign {
            self.imply_ends(&name, source.start);
        }
        let is_whole = element::is_void(&name) || (closed && (is_foreign || self.is_xml));
        if element::is_format(&name) && !is_foreign {
            self.open_format(element, source);
            if is_whole {
                self.close_format(&name);
            }
            return None;
        }
        let ix = self.add(What::Element(Box::new(element)), source);
        if is_whole {
            return None;
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += 1;
        } else {
            self.stack.push(Open { node: ix, format: self.format });
        }
        if is_foreign { None } else { raw(&name) }
    }

    /// There is one body, whatever is written: attributes of the first count.
    fn document_part(&mut self, element: Element, source: Range<usize>) {
        match element.name.as_str() {
            "html" => {
                if let What::Element(root) = &mut self.tree.nodes[ROOT].what
                    && root.is_bare()
                {
                    **root = element;
                }
            }
            "head" if self.seen_body || self.stack.len() > 1 => {}
            "body" if self.seen_body || (self.stack.len() > 1 && self.top() != "head") => {}
            name => {
                self.seen_body |= name == "body";
                while self.stack.len() > 1 {
                    self.pop(source.start);
                }
                let node = self.add(What::Element(Box::new(element)), source);
                self.stack.push(Open { node, format: self.format });
            }
        }
    }

    fn is_foreign(&self) -> bool {
        let mut names = self.stack.iter().rev().map(|open| self.tree.name(open.node));
        let edge = |name: &&str| matches!(*name, "svg" | "math" | "foreignobject" | "annotation-xml");
        names.find(edge).is_some_and(|name| matches!(name, "svg" | "math"))
    }

    /// A tag that no drawing or formula has ends it, though nobody wrote its end.
    fn leave_foreign(&mut self, name: &str) {
        while element::ends_paragraph(name) && self.is_foreign() {
            let at = self.tree.nodes.len();
            let end = self.tree.nodes[at - 1].source.end;
            self.pop(end);
        }
    }

    /// Ends what the standard ends before such a tag.
    fn imply_ends(&mut self, name: &str, at: usize) {
        match name {
            "li" => self.close_within(&["li"], element::is_list_edge, at),
            "dt" | "dd" => self.close_within(&["dt", "dd"], element::is_list_edge, at),
            "tr" => self.close_within(&["tr"], |name| name == "table", at),
            "td" | "th" => self.close_within(&["td", "th"], |name| matches!(name, "table" | "tr"), at),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => self.close_within(
                &["tbody", "thead", "tfoot", "caption", "colgroup"],
                |name| name == "table",
                at,
            ),
            "table" if matches!(self.top(), "table" | "tr" | "tbody" | "thead" | "tfoot") => {
                self.close_within(&["table"], |_| false, at)
            }
            "option" | "rt" | "rp" if matches!(self.top(), "option" | "rt" | "rp") => self.pop(at),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if element::heading(self.top()).is_some() => self.pop(at),
            _ => {}
        }
        if element::ends_paragraph(name) {
            self.close_within(&["p"], element::is_button_edge, at);
        }
    }

    /// Ends the innermost of some elements, and what is open in it, unless an edge comes first.
    fn close_within(&mut self, names: &[&str], edge: fn(&str) -> bool, at: usize) {
        for place in (1..self.stack.len()).rev() {
            let name = self.tree.name(self.stack[place].node);
            if names.contains(&name) {
                while self.stack.len() > place {
                    self.pop(at);
                }
                return;
            }
            if edge(name) {
                return;
            }
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let at = tag.span.end.min(self.text.len());
        match name.as_str() {
            "html" | "body" => {}
            "br" => {
                let source = self.on_letters(tag.span.start..tag.span.end);
                self.add(What::Element(Box::new(Element::named("br"))), source);
            }
            name if element::is_format(name) && !self.is_foreign() => self.close_format(name),
            name if self.beyond > 0 && !element::is_void(name) => self.beyond -= 1,
            "li" => self.close_within(&["li"], element::is_list_edge, at),
            name if element::heading(name).is_some() => {
                self.close_within(&["h1", "h2", "h3", "h4", "h5", "h6"], element::is_button_edge, at)
            }
            "table" => self.close_within(&["table"], |_| false, at),
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" => {
                self.close_within(&[name.as_str()], |name| name == "table", at)
            }
            "p" => self.close_within(&["p"], element::is_button_edge, at),
            name if element::is_block(name) => self.close_within(&[name], element::is_cell_edge, at),
            name => self.close_within(&[name], element::is_block, at),
        }
    }

    fn pop(&mut self, at: usize) {
        if let Some(open) = self.stack.pop() {
            let end = self.tree.nodes.len();
            let is_cell = element::is_cell_edge(self.tree.name(open.node));
            let node = &mut self.tree.nodes[open.node];
            node.end = end;
            node.source.end = node.source.end.max(at);
            if is_cell {
                self.format = open.format;
            }
        }
    }

    fn open_format(&mut self, element: Element, source: Range<usize>) {
        if matches!(element.name.as_str(), "a" | "nobr") {
            self.close_format(&element.name);
        }
        // A place that may be linked to stands in the tree too.
        if element.has("id") || element.has("name") {
            self.add(What::Element(Box::new(element.clone())), source);
        }
        let depth = self.depth();
        if depth < MOST_FORMATS {
            self.tree.formats.push(Format { element, outer: self.format });
            self.format = self.tree.formats.len() - 1;
        }
    }

    fn depth(&self) -> usize {
        let outer = |format: &FormatIx| Some(self.tree.formats[*format].outer);
        std::iter::successors(Some(self.format), outer).take_while(|format| *format != PLAIN).count()
    }

    /// Ends the innermost format of a name; those within it stay in effect.
    fn close_format(&mut self, name: &str) {
        let floor = self
            .stack
            .iter()
            .rev()
            .find(|open| element::is_cell_edge(self.tree.name(open.node)))
            .map(|open| open.format);
        let mut inner = Vec::new();
        let mut format = self.format;
        while format != PLAIN && Some(format) != floor {
            if self.tree.formats[format].element.name == name {
                self.format = self.tree.formats[format].outer;
                for again in inner.into_iter().rev() {
                    let element: Element = self.tree.formats[again as FormatIx].element.clone();
                    self.tree.formats.push(Format { element, outer: self.format });
                    self.format = self.tree.formats.len() - 1;
                }
                return;
            }
            inner.push(format);
            format = self.tree.formats[format].outer;
        }
    }

    fn finish(mut self) -> Tree {
        while !self.stack.is_empty() {
            self.pop(self.text.len());
        }
        self.tree
    }
}

/// How the tokenizer shall read what such an element holds.
fn raw(name: &str) -> Option<State> {
    Some(match name {
        "title" | "textarea" => State::RcData,
        "script" => State::ScriptData,
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => State::RawText,
        "plaintext" => State::PlainText,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let tree = parse(html);
        fn write(tree: &Tree, ix: NodeIx, out: &mut String) {
            for child in tree.children(ix) {
                match &tree.nodes[child].what {
                    What::Text(text) => {
                        for format in tree.formats(child) {
                            out.push_str(&tree.formats[format].element.name);
                            out.push(':');
                        }
                        out.push_str(text.trim());
                    }
                    What::Element(element) => {
                        out.push_str(&element.name);
                        out.push('(');
                        write(tree, child, out);
                        out.push(')');
                    }
                }
            }
        }
        let mut out = String::new();
        write(&tree, ROOT, &mut out);
        out
    }

    #[test]
    fn ends_that_nobody_wrote_are_implied() {
        assert_eq!(shape("<p>a<p>b<ul><li>c<li>d<ul><li>e</ul></ul>f"), "p(a)p(b)ul(li(c)li(dul(li(e))))f");
        assert_eq!(shape("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(a)dd(b)dt(c))");
        assert_eq!(shape("<table><tr><td>a<td>b<tr><th>c</table>d"), "table(tr(td(a)td(b))tr(th(c)))d");
        assert_eq!(shape("<h2>a<h3>b</h2>c"), "h2(a)h3(b)c");
    }

    #[test]
    fn formats_cross_blocks_and_one_another() {
        assert_eq!(shape("<b>a<i>b</b>c</i>d"), "b:ai:b:bi:cd");
        assert_eq!(shape("<p><b>a<p>b</b>c"), "p(b:a)p(b:bc)");
        assert_eq!(shape("<table><td><b>a<td>b</table>c"), "table(td(b:a)td(b))c");
    }

    #[test]
    fn every_node_knows_its_bytes() {
        let html = "<p id=x>é &amp; b</p>\n<div>c</div>";
        let tree = parse(html);
        let sources: Vec<&str> = tree.nodes.iter().skip(1).map(|node| &html[node.source.clone()]).collect();
        assert_eq!(sources, ["<p id=x>é &amp; b</p>", "é &amp; b", "\n", "<div>c</div>", "c"]);
    }

    #[test]
    fn depth_has_an_end() {
        for tag in ["<div>", "<b>", "<table><td>", "<ul><li>", "<span>", "<svg>"] {
            let tree = parse(&tag.repeat(5_000));
            let depth = tree.ancestors(tree.nodes.len() - 1).count();
            assert!(depth <= DEEPEST, "{tag} is {depth} deep");
        }
    }

    #[test]
    fn a_drawing_ends_where_text_goes_on() {
        assert_eq!(shape("<svg><g><title/><p>a</p>"), "svg(g(title()))p(a)");
        assert_eq!(shape("<svg><path/></svg>a"), "svg(path())a");
    }
}
