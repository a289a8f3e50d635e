//! Pages: what each page of the site shows, as plain values that templates turn into HTML.
//!
//! The types of this module are the only ones that templates see. A page is made from the corpus and
//! the [`Facts`] alone, so that pages can be made in parallel and in any order.

mod about;
mod body;
pub mod cite;
mod compare;
mod concept;
mod concordance;
mod disputes;
mod facts;
mod graph;
mod home;
mod index;
mod layout;
pub mod links;
mod links_here;
mod map;
mod matrix;
mod names;
mod not_found;
mod pair;
mod parts;
mod passages;
pub mod preview;
mod quote;
mod relation;
mod said;
mod strip;
mod text;
pub mod text_markdown;

pub use body::{Html, editor_plain};
pub use facts::{Facts, Postings};
pub use pair::{Memory, pairs};
pub use quote::full_title;

use crate::concept::{ConceptIx, Origin};
use crate::corpus::{Corpus, TextIx};
use crate::document::direction::right_to_left;
use crate::words::Filled;
use links::Links;
use serde::Serialize;
use std::collections::BTreeSet;

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Home,
    Text(TextIx),
    Concept(ConceptIx),
    /// The passages of a concept that its own page has no room for; pages count from that one, so from 2.
    Passages(ConceptIx, usize),
    Compare(ConceptIx),
    /// Two texts against each other, the earlier one first.
    Pair(TextIx, TextIx),
    /// The index of texts; further pages where there are many.
    Texts(usize),
    /// The texts by their titles.
    Names(usize),
    Concepts(usize),
    Matrix(usize),
    Map,
    Disputes(usize),
    NotFound,
}

impl Key {
    /// The path of the page's file in the site.
    pub fn path(self, corpus: &Corpus) -> String {
        match self {
            Key::Home => "index.html".to_owned(),
            Key::Text(ix) => format!("texts/{}.html", corpus.text(ix).slug),
            Key::Concept(ix) => format!("concepts/{}.html", corpus.presence(ix).slug),
            Key::Compare(ix) => format!("compare/{}.html", corpus.presence(ix).slug),
            Key::Passages(ix, part) => format!("concepts/{}/{part}.html", corpus.presence(ix).slug),
            Key::Texts(1) => "texts/index.html".to_owned(),
            Key::Texts(part) => format!("texts/index/{part}.html"),
            Key::Names(1) => "texts/index/a-z.html".to_owned(),
            Key::Names(part) => format!("texts/index/a-z-{part}.html"),
            Key::Concepts(1) => "concepts/index.html".to_owned(),
            Key::Concepts(part) => format!("concepts/index/{part}.html"),
            Key::Matrix(1) => "matrix.html".to_owned(),
            Key::Matrix(part) => format!("matrix/{part}.html"),
            Key::Pair(a, b) => format!("compare/{}--{}.html", corpus.text(a).slug, corpus.text(b).slug),
            // At the root, because any name in the folder of concepts may be that of a concept.
            Key::Map => "map.html".to_owned(),
            Key::Disputes(1) => "disputes.html".to_owned(),
            Key::Disputes(part) => format!("disputes/{part}.html"),
            Key::NotFound => "404.html".to_owned(),
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Key::Home | Key::NotFound | Key::Matrix(1) | Key::Map | Key::Disputes(1) => "",
            Key::Text(_) | Key::Texts(1) => "texts",
            Key::Concept(_) | Key::Concepts(1) => "concepts",
            Key::Compare(_) | Key::Pair(..) => "compare",
            Key::Matrix(_) => "matrix",
            Key::Disputes(_) => "disputes",
            Key::Texts(_) | Key::Names(_) => "texts/*",
            Key::Concepts(_) | Key::Passages(..) => "concepts/*",
        }
    }

    fn template(self) -> &'static str {
        match self {
            Key::Home => "home.html",
            Key::Text(_) => "text.html",
            Key::Concept(_) => "concept.html",
            Key::Compare(_) => "compare.html",
            Key::Passages(..) => "passages.html",
            Key::Texts(_) => "texts.html",
            Key::Names(_) => "names.html",
            Key::Concepts(_) => "concepts.html",
            Key::Matrix(_) => "matrix.html",
            Key::Pair(..) => "pair.html",
            Key::Map => "map.html",
            Key::Disputes(_) => "disputes.html",
            Key::NotFound => "404.html",
        }
    }
}

/// Every page that the site has, in the same order always.
pub fn keys(corpus: &Corpus, pairs: &BTreeSet<(TextIx, TextIx)>) -> Vec<Key> {
    let mut keys = vec![Key::Home];
    keys.extend(corpus.enumerate().map(|(ix, _)| Key::Text(ix)));
    keys.extend(corpus.lexicon.iter().map(|(ix, _)| Key::Concept(ix)));
    let shared = corpus.lexicon.iter().filter(|(ix, _)| is_shared(corpus, *ix));
    keys.extend(shared.map(|(ix, _)| Key::Compare(ix)));
    for (ix, _) in corpus.lexicon.iter() {
        let parts = parts::of_lines(corpus.presence(ix).total);
        keys.extend((2..=parts).map(|part| Key::Passages(ix, part)));
    }
    keys.extend((1..=index::parts_of_texts(corpus)).map(Key::Texts));
    keys.extend((1..=names::parts_of(corpus)).map(Key::Names));
    keys.extend((1..=index::parts_of_concepts(corpus)).map(Key::Concepts));
    keys.extend(pairs.iter().map(|(a, b)| Key::Pair(*a, *b)));
    if has_matrix(corpus) {
        keys.extend((1..=matrix::parts_of(corpus)).map(Key::Matrix));
    }
    keys.extend(map::is_drawn(corpus).then_some(Key::Map));
    keys.extend((1..=disputes::parts_of(corpus)).map(Key::Disputes));
    keys.push(Key::NotFound);
    keys
}

/// The pages that show the whole at once.
fn ways(links: Links<'_>) -> Vec<Named> {
    let corpus = links.corpus;
    let words = links.words();
    let there = [
        (has_matrix(corpus), "concepts-by-text", Key::Matrix(1)),
        (map::is_drawn(corpus), "map-of-concepts", Key::Map),
        (disputes::parts_of(corpus) > 0, "disputes-and-notes", Key::Disputes(1)),
    ];
    let there = there.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, name, key)| Named { name: words.say(name).to_owned(), href: links.page(key) }).collect()
}

fn has_matrix(corpus: &Corpus) -> bool {
    corpus.lexicon.iter().any(|(ix, _)| is_shared(corpus, ix))
}

/// Whether there is something to compare: two texts speak of the concept.
fn is_shared(corpus: &Corpus, ix: ConceptIx) -> bool {
    corpus.presence(ix).texts.len() > 1
}

/// A page of the site, as templates see it.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    #[serde(skip)]
    template: &'static str,
    frame: Frame,
    page: Content,
}

impl Page {
    pub fn path(&self) -> &str {
        &self.frame.path
    }

    pub fn template(&self) -> &'static str {
        self.template
    }
}

/// What all pages have.
#[derive(Clone, Debug, Serialize)]
struct Frame {
    path: String,
    /// What leads from the page to the root of the site.
    root: &'static str,
    site: String,
    language: String,
    /// Whether it is written from right to left.
    rtl: bool,
    /// For the tab of the browser.
    title: String,
    description: String,
    canonical: Option<String>,
    base_url: Option<String>,
    /// Which part of the site, as the header shows it.
    section: &'static str,
    crumbs: Vec<Crumb>,
    about: about::About,
    size: String,
    /// Whether the header has a search field.
    search: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Crumb {
    name: String,
    /// None for the page itself.
    href: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Content {
    Home(Box<home::Home>),
    Text(Box<text::TextPage>),
    Concept(Box<concept::ConceptPage>),
    Compare(Box<compare::Comparison>),
    Passages(Box<passages::Passages>),
    Matrix(Box<matrix::MatrixPage>),
    Pair(Box<pair::Pair>),
    Map(Box<map::Map>),
    Disputes(Box<disputes::Disputes>),
    Texts(Box<index::Texts>),
    Names(Box<names::Names>),
    Concepts(Box<index::Concepts>),
    NotFound(not_found::NotFound),
}

/// What a page says of itself.
struct Head {
    title: String,
    description: String,
}

pub fn make(corpus: &Corpus, facts: &Facts, key: &Key) -> Page {
    let links = Links::new(corpus, key.folder());
    let (head, page) = match *key {
        Key::Home => home::make(links, facts),
        Key::Text(ix) => text::make(links, facts, ix),
        Key::Concept(ix) => concept::make(links, facts, ix),
        Key::Compare(ix) => compare::make(links, facts, ix),
        Key::Passages(ix, part) => passages::make(links, facts, ix, part),
        Key::Texts(part) => index::texts(links, facts, part),
        Key::Names(part) => names::make(links, part),
        Key::Concepts(part) => index::concepts(links, facts, part),
        Key::Matrix(part) => matrix::make(links, part),
        Key::Pair(a, b) => pair::make(links, facts, a, b),
        Key::Map => map::make(links, facts),
        Key::Disputes(part) => disputes::make(links, part),
        Key::NotFound => not_found::make(links),
    };
    Page { template: key.template(), frame: frame(links, *key, head), page }
}

fn frame(links: Links<'_>, key: Key, head: Head) -> Frame {
    let corpus = links.corpus;
    let path = key.path(corpus);
    let site = corpus.title().into_owned();
    let crumbs = crumbs(links, key);
    let about = about::about(links, key, &head, &crumbs);
    let canonical = corpus.config.base_url.as_ref().filter(|_| key != Key::NotFound).map(|base| {
        let path = if key == Key::Home { String::new() } else { links::percent_encoded(&path) };
        format!("{base}{path}")
    });
    Frame {
        root: links.root(),
        language: corpus.config.language.clone(),
        rtl: right_to_left(&corpus.config.language),
        title: if head.title.is_empty() { site.clone() } else { format!("{} · {site}", head.title) },
        description: head.description,
        canonical,
        base_url: corpus.config.base_url.clone(),
        section: match key {
            Key::Text(_) | Key::Texts(_) | Key::Names(_) | Key::Pair(..) | Key::Disputes(_) => "texts",
            Key::Concept(_) | Key::Concepts(_) | Key::Compare(_) | Key::Passages(..) => "concepts",
            Key::Matrix(_) | Key::Map => "concepts",
            Key::Home | Key::NotFound => "",
        },
        crumbs,
        about,
        size: size(corpus),
        search: corpus.config.search,
        path,
        site,
    }
}

fn crumbs(links: Links<'_>, key: Key) -> Vec<Crumb> {
    let corpus = links.corpus;
    let words = links.words();
    let link = |name: &str, href: String| Crumb { name: name.to_owned(), href: Some(href) };
    let here = |name: &str| Crumb { name: name.to_owned(), href: None };
    let home = || link(words.say("home"), format!("{}index.html", links.root()));
    let texts = || link(words.say("texts"), links.page(Key::Texts(1)));
    let concepts = || link(words.say("concepts"), links.page(Key::Concepts(1)));
    let concept = |ix: ConceptIx| link(&corpus.lexicon.get(ix).name, links.concept(ix));
    let part = |part: usize| here(&words.with("page-number", &[("number", Filled::Number(part))]));
    match key {
        Key::Home | Key::NotFound => Vec::new(),
        Key::Texts(1) => vec![home(), here(words.say("texts"))],
        Key::Texts(number) => vec![home(), texts(), part(number)],
        Key::Names(_) => vec![home(), texts(), here(words.say("a-to-z"))],
        Key::Concepts(1) => vec![home(), here(words.say("concepts"))],
        Key::Concepts(number) => vec![home(), concepts(), part(number)],
        Key::Text(ix) => vec![home(), texts(), here(&quote::short_title(corpus.text(ix)))],
        Key::Concept(ix) => vec![home(), concepts(), here(&corpus.lexicon.get(ix).name)],
        Key::Passages(ix, number) => vec![home(), concepts(), concept(ix), part(number)],
        Key::Compare(ix) => vec![home(), concepts(), concept(ix), here(words.say("compare"))],
        Key::Matrix(_) => vec![home(), concepts(), here(words.say("by-text"))],
        Key::Map => vec![home(), concepts(), here(words.say("map"))],
        Key::Disputes(_) => vec![home(), texts(), here(words.say("disputes-and-notes"))],
        Key::Pair(a, b) => {
            let other = quote::short_title(corpus.text(b));
            let other = words.with("compared-with", &[("text", Filled::Words(&other))]);
            vec![home(), texts(), link(&quote::short_title(corpus.text(a)), links.text(a)), here(&other)]
        }
    }
}

fn size(corpus: &Corpus) -> String {
    let whose = match corpus.lexicon.origin {
        Origin::Written => "count-concepts",
        Origin::Proposed => "count-proposed-concepts",
    };
    let words = &corpus.config.words;
    let mut counts = vec![words.count("count-texts", corpus.texts.len())];
    if !corpus.lexicon.is_empty() {
        counts.push(words.count(whose, corpus.lexicon.len()));
        counts.push(words.count("count-mentions", corpus.mentions));
    }
    counts.join(" · ")
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
struct Named {
    name: String,
    href: String,
}

/// A concept in a list.
#[derive(Clone, Debug, Serialize)]
struct Listed {
    name: String,
    href: String,
    hue: u8,
    count: usize,
}

fn listed(links: Links<'_>, ix: ConceptIx, count: usize) -> Listed {
    Listed {
        name: links.corpus.lexicon.get(ix).name.clone(),
        href: links.concept(ix),
        hue: links.corpus.presence(ix).hue,
        count,
    }
}

fn named_text(links: Links<'_>, ix: TextIx) -> Named {
    Named { name: quote::full_title(links.corpus.text(ix)), href: links.text(ix) }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::anchor::{self, Ledger};
    use crate::concept::Lexicon;
    use crate::config::Config;
    use crate::corpus::{self, Parts};
    use crate::document;
    use crate::mention;
    use crate::source::Sources;
    use std::sync::Arc;

    /// A corpus as users write it.
    pub fn corpus(files: &[(&str, &str)]) -> Arc<Corpus> {
        let sources = Sources::from_pairs(files.iter().copied());
        let config = Config::read(&sources).0;
        let lexicon = Arc::new(Lexicon::read(&sources).0);
        let documents = corpus::ordered(document::documents(&sources).0, &config).0;
        let mut known = mention::Memory::default();
        let judged = mention::mentions(&documents, &lexicon, &config, &mut known, &mut Vec::new());
        let naming = Ledger::default().name(&documents, &mut anchor::Memory::default());
        let named = naming.texts().cloned().collect();
        let size = document::picture::size;
        let media = document::media(&sources).map(|(path, bytes)| (path.to_owned(), size(bytes))).collect();
        let parts = Parts { config, lexicon, documents, judged, named, media };
        Arc::new(Corpus::new(parts, &mut corpus::Memory::default()).0)
    }

    #[test]
    fn every_page_has_a_path_of_its_own() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nA plan.\n"),
            ("seeds/b.md", "# B\n\nThe plan.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: war\n"),
        ]);
        let paths: Vec<_> =
            keys(&corpus, Facts::new(&corpus).pairs()).iter().map(|key| key.path(&corpus)).collect();
        assert_eq!(
            paths,
            [
                "index.html",
                "texts/a.html",
                "texts/b.html",
                "concepts/plan.html",
                "concepts/war.html",
                "compare/plan.html",
                "texts/index.html",
                "concepts/index.html",
                "compare/a--b.html",
                "matrix.html",
                "404.html"
            ]
        );
    }
}
