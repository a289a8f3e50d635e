//! Which part of a page is the text: what a browser shows, less what a site puts around it.
//!
//! A wrong word too many is a blemish, a lost one a failure: what is set apart must be named as
//! something else by its element, role or class, or consist of links outside of all prose. Where
//! the page does not say which part is its text, all of the body is.

use super::bars;
use super::element;
use super::head;
use super::hints::{self, Hint};
use super::tree::{NodeIx, ROOT, Tree};
use crate::document::Why;

/// Why a part is not shown, and the rule that says so.
pub type Reason = (Why, &'static str);

/// What becomes of each node and format.
pub struct Content {
    /// Of a node that is set apart with all that it holds: why.
    pub apart: Vec<Option<Reason>>,
    pub formats_apart: Vec<Option<Reason>>,
    /// By node: whether neither it nor what holds it is set apart.
    kept: Vec<bool>,
    /// The element that holds the text.
    pub root: NodeIx,
    pub rule: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
}

impl Content {
    /// Why a node is no part of the text; by itself or by its formats, not by what holds it.
    pub fn reason(&self, tree: &Tree, ix: NodeIx) -> Option<Reason> {
        self.apart[ix].or_else(|| tree.formats(ix).find_map(|format| self.formats_apart[format]))
    }

    /// Whether a node is part of the text.
    pub fn keeps(&self, ix: NodeIx) -> bool {
        self.kept[ix]
    }

    /// Sets a node apart with all that it holds.
    pub fn set_apart(&mut self, tree: &Tree, ix: NodeIx, reason: Reason) {
        self.apart[ix] = Some(reason);
        self.kept[ix..tree.nodes[ix].end].fill(false);
    }

    /// Finds out what is kept from what is set apart.
    fn settle(&mut self, tree: &Tree) {
        let mut end = 0;
        for ix in 0..tree.nodes.len() {
            if self.apart[ix].is_some() {
                end = end.max(tree.nodes[ix].end);
            }
            self.kept[ix] = ix >= end && self.reason(tree, ix).is_none();
        }
    }
}

/// Letters before each node, in all, in links and in prose: differences say what a node holds.
pub struct Counts {
    all: Vec<u32>,
    linked: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
}

/// What one node holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub all: u32,
    pub linked: u32,
    /// The number of links.
    pub links: u32,
    /// Letters of sentences: long stretches outside of links.
    pub prose: u32,
}

impl Count {
    pub fn density(self) -> f32 {
        if self.all == 0 { 0.0 } else { self.linked as f32 / self.all as f32 }
    }

    fn share(self, of: Count) -> f32 {
        if of.all == 0 { 0.0 } else { self.all as f32 / of.all as f32 }
    }
}

impl Counts {
    /// Counts what is not set apart so far.
    fn of(tree: &Tree, content: &Content) -> Counts {
        let mut counts = Counts { all: vec![0], linked: vec![0], links: vec![0], prose: vec![0] };
        let (mut skip, mut last) = (0, None);
        for ix in 0..tree.nodes.len() {
            let mut one = Count::default();
            if content.apart[ix].is_some() {
                skip = skip.max(tree.nodes[ix].end);
            }
            if ix >= skip
                && let Some(text) = tree.text(ix)
                && tree.formats(ix).all(|format| content.formats_apart[format].is_none())
            {
                let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                one.all = u32::try_from(letters).unwrap_or(u32::MAX);
                match tree.link(ix) {
                    Some(link) => {
                        one.linked = one.all;
                        one.links = u32::from(last != Some(link));
                        last = Some(link);
                    }
                    None if is_prose(text) => one.prose = one.all,
                    None => {}
                }
            }
            let push = |list: &mut Vec<u32>, more: u32| list.push(list[ix].saturating_add(more));
            push(&mut counts.all, one.all);
            push(&mut counts.linked, one.linked);
            push(&mut counts.links, one.links);
            push(&mut counts.prose, one.prose);
        }
        counts
    }

    pub fn within(&self, tree: &Tree, ix: NodeIx) -> Count {
        let end = tree.nodes[ix].end;
        let span = |list: &[u32]| list[end].saturating_sub(list[ix]);
        Count {
            all: span(&self.all),
            linked: span(&self.linked),
            links: span(&self.links),
            prose: span(&self.prose),
        }
    }
}

/// Shorter stretches between tags are labels as often as sentences.
const PROSE: usize = 60;

fn is_prose(text: &str) -> bool {
    let text = text.trim();
    text.len() >= PROSE
        && text.contains(['.', ',', ';', '!', '?', '。', '，', '؟', '।'])
        && text.contains(char::is_alphabetic)
}

pub fn find(tree: &Tree) -> Content {
    let mut content = Content {
        apart: vec![None; tree.nodes.len()],
        formats_apart: vec![None; tree.formats.len()],
        kept: vec![true; tree.nodes.len()],
        root: ROOT,
        rule: "all of the body: nothing says which part is the text",
        confidence: 0.6,
    };
    set_unseen_apart(tree, &mut content);
    let counts = Counts::of(tree, &content);
    set_named_apart(tree, &mut content, &counts);
    content.settle(tree);
    let counts = Counts::of(tree, &content);
    find_root(tree, &mut content, &counts);
    bars::set_link_blocks_apart(tree, &mut content, &counts);
    bars::set_bars_apart(tree, &mut content, &counts);
    bars::set_empty_heads_apart(tree, &mut content);
    content.settle(tree);
    content
}

/// What no browser shows.
fn set_unseen_apart(tree: &Tree, content: &mut Content) {
    let total = Counts::of(tree, content).within(tree, ROOT);
    let counts = Counts::of(tree, content);
    for ix in 1..tree.nodes.len() {
        let Some(element) = tree.element(ix) else { continue };
        content.apart[ix] = match element.name.as_str() {
            // A formula for the program that draws it is the text's.
            "script" if element.get("type").is_some_and(|kind| kind.starts_with("math/tex")) => None,
            "script" | "style" | "template" | "noscript" | "iframe" | "noembed" | "noframes" | "object"
            | "video" | "audio" | "canvas" | "svg" | "map" | "applet" => {
                Some((Why::Html, "no browser shows it as text"))
            }
            "title" => Some((Why::Metadata, "the title of the page")),
            "head" => None,
            "select" | "textarea" | "button" | "option" | "datalist" => {
                Some((Why::Boilerplate, "part of a form"))
            }
            // A dialog that was open when the page was saved may have hidden all that matters.
            _ if is_hidden(element)
                && counts.within(tree, ix).share(total) < 0.4
                && !holds_formula(tree, ix) =>
            {
                Some((Why::Html, "hidden from readers"))
            }
            _ => None,
        };
    }
}

fn is_hidden(element: &element::Element) -> bool {
    element.has("hidden")
        || element.is("aria-hidden", "true")
        || element.css("display").is_some_and(|display| display == "none")
        || element.css("visibility").is_some_and(|visibility| visibility == "hidden")
        || element.css("mso-hide").is_some_and(|hide| hide == "all")
}

/// Formulas stand hidden beside their pictures, for those who cannot see.
fn holds_formula(tree: &Tree, ix: NodeIx) -> bool {
    tree.within(ix).take(3).any(|inner| tree.name(inner) == "math")
}

/// What an element, role or class names as no part of a text.
fn set_named_apart(tree: &Tree, content: &mut Content, counts: &Counts) {
    let said =
        (1..tree.nodes.len()).find(|ix| tree.name(*ix) == "title").map(|ix| head::folded(&tree.words(ix)));
    let said = said.unwrap_or_default();
    let total = counts.within(tree, ROOT);
    for (ix, format) in tree.formats.iter().enumerate().skip(1) {
        content.formats_apart[ix] =
            content.formats_apart[format.outer].or_else(|| hints::of_format(&format.element));
    }
    let mut ix = 1;
    while ix < tree.nodes.len() {
        let name = tree.name(ix);
        // What a program marks in code is code.
        if matches!(name, "pre" | "math") || content.apart[ix].is_some() {
            ix = tree.nodes[ix].end;
            continue;
        }
        let in_code = || tree.formats(ix).any(|format| tree.formats[format].element.name == "code");
        if let Some(hint) = hints::of(tree, ix).filter(|_| !in_code()) {
            let held = counts.within(tree, ix);
            if holds_no_text(tree, ix, hint, (held, total), &said)
                && !is_aside_of_text(tree, ix, hint, counts)
            {
                content.apart[ix] = Some(hint.reason);
                ix = tree.nodes[ix].end;
                continue;
            }
        }
        ix += 1;
    }
}

/// Whether what is called so may be set apart: not if it is most of the page, or has the title that `said` repeats.
fn holds_no_text(tree: &Tree, ix: NodeIx, hint: Hint, (held, total): (Count, Count), said: &str) -> bool {
    let holds_the_text = || tree.within(ix).any(|inner| matches!(tree.name(inner), "main" | "article"));
    let in_text = || tree.ancestors(ix).any(|outer| matches!(tree.name(outer), "main" | "article"));
    match hint.strength {
        hints::Strength::Certain => true,
        hints::Strength::Strong => {
            held.share(total) < 0.6 && !tree.within(ix).any(|inner| tree.name(inner) == "main")
        }
        hints::Strength::OfLinks => {
            let bare = held.density() >= 0.4 || held.prose == 0;
            let titled = tree
                .within(ix)
                .any(|inner| is_head_of_text(tree, inner) || head::is_called_title(tree, inner, said));
            held.share(total) < 0.4 && !titled && !holds_the_text() && (bare || !in_text())
        }
    }
}

/// Whether what is called as blocks of links are says sentences amid the text, as what stands in a frame in a book does:
/// paragraphs stand right before and behind it, or it has a head as DocBook makes them.
fn is_aside_of_text(tree: &Tree, ix: NodeIx, hint: Hint, counts: &Counts) -> bool {
    let held = counts.within(tree, ix);
    if hint.strength != hints::Strength::OfLinks || held.prose == 0 || held.density() >= 0.4 {
        return false;
    }
    let has_class = |inner: NodeIx, class: &str| tree.element(inner).is_some_and(|one| one.has_class(class));
    let of_book = tree.children(ix).any(|child| has_class(child, "titlepage"));
    let is_block = |inner: NodeIx| element::is_block(tree.name(inner));
    let is_paragraph =
        |sibling: NodeIx| counts.within(tree, sibling).prose > 0 && !tree.within(sibling).any(is_block);
    let siblings = || tree.children(tree.nodes[ix].parent);
    of_book
        || siblings().any(|before| before < ix && is_paragraph(before))
            && siblings().any(|after| after > ix && is_paragraph(after))
}

/// Whether a node heads a text: a heading of level 1 that is not the site's name, or within the text what is called a title.
fn is_head_of_text(tree: &Tree, ix: NodeIx) -> bool {
    let called = tree.element(ix).is_some_and(|element| {
        element::heading(&element.name).is_some() && element.classes().any(|class| class == "title")
    });
    let titled = || called && tree.ancestors(ix).any(|outer| matches!(tree.name(outer), "main" | "article"));
    tree.name(ix) == "h1" && !hints::is_site_name(tree, ix) || titled()
}

/// The element that the page itself says is its text.
fn find_root(tree: &Tree, content: &mut Content, counts: &Counts) {
    let elements = || (1..tree.nodes.len()).filter(|ix| tree.element(*ix).is_some() && content.keeps(*ix));
    let is_main = |ix: &NodeIx| {
        tree.element(*ix).is_some_and(|element| element.name == "main" || element.has_role("main"))
    };
    let is_article = |ix: &NodeIx| {
        tree.element(*ix).is_some_and(|element| {
            element.name == "article" || element.has_role("article") || element.is("itemprop", "articleBody")
        })
    };
    let body = elements().find(|ix| tree.name(*ix) == "body").unwrap_or(ROOT);
    let total = counts.within(tree, body);
    let weight = |ix: &NodeIx| counts.within(tree, *ix).all;
    let mains: Vec<NodeIx> = elements().filter(is_main).collect();
    let articles: Vec<NodeIx> = elements().filter(is_article).collect();
    (content.root, content.rule, content.confidence) = (body, content.rule, 0.6);
    let mut within = body;
    let steps = [
        (mains, "the element or role that says it is the main content", 0.95),
        (articles, "the article", 0.9),
    ];
    for (candidates, rule, confidence) in steps {
        let largest = candidates
            .into_iter()
            .filter(|ix| tree.holds(within, *ix) && *ix != within)
            .max_by_key(|ix| (weight(ix), usize::MAX - ix));
        let Some(candidate) = largest else { continue };
        let held = counts.within(tree, candidate);
        let around = counts.within(tree, within);
        let prose = |count: Count| if around.prose > 0 { count.prose } else { count.all };
        // Below a main element only what leaves hardly anything of it is nearer to the text.
        let enough = if within == body { 0.5 } else { 0.9 };
        if held.all > 0
            && prose(held) as f32 >= enough * prose(around) as f32
            && held.all as f32 >= 0.02 * total.all as f32
        {
            within = candidate;
            (content.root, content.rule, content.confidence) = (candidate, rule, confidence);
        }
    }
    if within == body {
        set_around_apart(tree, content, counts);
    }
}

/// Around the element that holds the text in pages of some kinds, what has neither a title nor sentences.
fn set_around_apart(tree: &Tree, content: &mut Content, counts: &Counts) {
    let whole = counts.within(tree, content.root).prose;
    let known = tree.within(content.root).filter(|ix| hints::is_content(tree, *ix) && content.keeps(*ix));
    let Some(holder) = known.max_by_key(|ix| (counts.within(tree, *ix).prose, *ix)) else { return };
    if whole == 0 || (counts.within(tree, holder).prose as f32) < 0.5 * whole as f32 {
        return;
    }
    content.rule = "all of the body but what is around the element that holds the text in pages of this kind";
    content.confidence = 0.8;
    let path: Vec<NodeIx> = tree.ancestors(holder).take_while(|ix| *ix >= content.root).collect();
    for outer in path {
        for child in tree.children(outer).filter(|child| !tree.holds(*child, holder)) {
            let is_title = || (child..tree.nodes[child].end).any(|ix| tree.name(ix) == "h1");
            let held = counts.within(tree, child);
            if content.apart[child].is_none()
                && tree.element(child).is_some()
                && held.prose == 0
                && !is_title()
            {
                content.apart[child] =
                    Some((Why::Boilerplate, "beside the element that holds the text, without a sentence"));
            }
        }
        if outer == content.root {
            break;
        }
    }
}
