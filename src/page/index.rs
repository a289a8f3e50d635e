//! The indexes: all texts, and all concepts from A to Z.

use super::links::Links;
use super::parts::{self, Parts};
use super::strip::{Strip, barcode};
use super::{Content, Facts, Head, Key, Listed, Named, facts, listed, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Text, TextIx};
use crate::document::TitledBy;
use crate::document::direction::isolated;
use crate::words::Filled;
use serde::Serialize;

/// Beyond so many texts the list shows no strips, and more texts on a page.
const STRIPS: usize = 500;
const TEXTS: usize = 50;
const TEXTS_WITHOUT_STRIPS: usize = 200;
/// Concepts on a page.
const CONCEPTS: usize = 500;
/// Where more letters begin a name than any alphabet has, only those of the page are jumped to.
const ALPHABET: usize = 60;

/// A text on a shelf.
#[derive(Clone, Debug, Serialize)]
pub struct Shelved {
    title: String,
    href: String,
    /// Kind, length, number of concepts.
    line: String,
    description: String,
    language: Option<String>,
    /// The concepts that it speaks of more than others do.
    own: Vec<Named>,
    bar: Vec<Strip>,
}

pub fn shelved(links: Links<'_>, facts: &Facts, ix: TextIx) -> Shelved {
    let corpus = links.corpus;
    let text = corpus.text(ix);
    let counts = facts::counts(text);
    let own = facts.characteristic(corpus, &counts).into_iter().take(3);
    Shelved {
        title: quote::full_title(text),
        href: links.text(ix),
        line: line(links, ix, counts.len()),
        description: text.document.meta.description.clone().unwrap_or_default(),
        language: own_language(links, ix),
        own: own
            .map(|ix| Named { name: corpus.lexicon.get(ix).name.clone(), href: links.concept(ix) })
            .collect(),
        bar: barcode(facts, ix, text, |mention| corpus.presence(mention.concept).hue),
    }
}

fn line(links: Links<'_>, ix: TextIx, concepts: usize) -> String {
    let text = links.corpus.text(ix);
    let meta = &text.document.meta;
    let mut parts: Vec<String> = vec![isolated(kind(links, ix))];
    parts.extend((!meta.authors.is_empty()).then(|| isolated(meta.authors.join(", "))));
    parts.extend(meta.date.clone());
    // A number stays with what it counts, where the line is broken.
    let together = |count: String| count.replace(' ', "\u{a0}");
    parts.push(together(super::text::long(links, text.length)));
    let paragraphs = text.numbers.iter().flatten().count();
    parts.push(together(links.words().count("count-paragraphs", paragraphs)));
    parts.extend((concepts > 0).then(|| together(links.words().count("count-concepts", concepts))));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What sort of text it is; of one without a title at least that.
pub fn kind(links: Links<'_>, ix: TextIx) -> String {
    let meta = &links.corpus.text(ix).document.meta;
    match (&meta.kind, meta.titled_by) {
        (Some(kind), _) => kind.clone(),
        (None, TitledBy::Nobody | TitledBy::Editor) => links.words().say("untitled-text").to_owned(),
        (None, _) => String::new(),
    }
}

/// The language of a text, if it is not that of the site.
pub fn own_language(links: Links<'_>, ix: TextIx) -> Option<String> {
    language_of(links, links.corpus.text(ix))
}

pub fn language_of(links: Links<'_>, text: &Text) -> Option<String> {
    let language = text.language()?;
    (!language.eq_ignore_ascii_case(&links.corpus.config.language)).then(|| language.to_owned())
}

/// The concepts under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    letter: String,
    /// For an id: what is no letter counts as `0`.
    id: String,
    concepts: Vec<Listed>,
}

pub fn letters(links: Links<'_>, concepts: &[ConceptIx]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for ix in concepts {
        let name = &links.corpus.lexicon.get(*ix).name;
        let first = name.chars().next().filter(|c| c.is_alphabetic());
        let letter: String = first.map_or("#".to_owned(), |c| c.to_uppercase().collect());
        let entry = listed(links, *ix, links.corpus.presence(*ix).total);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.concepts.push(entry),
            _ => {
                let id = if letter == "#" { "0".to_owned() } else { letter.clone() };
                letters.push(Letter { letter, id: format!("{id}.{}", letters.len()), concepts: vec![entry] });
            }
        }
    }
    letters
}

/// How many pages the list of texts takes.
pub fn parts_of_texts(corpus: &Corpus) -> usize {
    parts::count(texts_on_a_page(corpus), corpus.texts.len())
}

fn texts_on_a_page(corpus: &Corpus) -> usize {
    if corpus.texts.len() > STRIPS { TEXTS_WITHOUT_STRIPS } else { TEXTS }
}

#[derive(Clone, Debug, Serialize)]
pub struct Texts {
    texts: Vec<Shelved>,
    which: Option<String>,
    parts: Option<Parts>,
    ways: Vec<Named>,
}

pub fn texts(links: Links<'_>, facts: &Facts, part: usize) -> (Head, Content) {
    let corpus = links.corpus;
    let all = corpus.texts.len();
    let range = parts::entries(part, texts_on_a_page(corpus), all);
    let ixs = corpus.enumerate().map(|(ix, _)| ix).take(range.end).skip(range.start);
    let mut texts: Vec<Shelved> = ixs.map(|ix| shelved(links, facts, ix)).collect();
    if all > STRIPS {
        texts.iter_mut().for_each(|text| text.bar.clear());
    }
    let parts = parts::numbered(part, parts_of_texts(corpus), |part| links.page(Key::Texts(part)));
    let words = links.words();
    let which = parts.as_ref().map(|_| words.range(&range, all));
    let title = titled(words.say("texts"), which.as_deref());
    let named = [("count", Filled::Number(all)), ("site", Filled::Words(&corpus.title()))];
    let description = words.with("all-texts-of", &named);
    let by_name = (super::names::parts_of(corpus) > 0)
        .then(|| Named { name: words.say("a-to-z").to_owned(), href: links.page(Key::Names(1)) });
    let ways = by_name.into_iter().chain(super::ways(links)).collect();
    (Head { title, description }, Content::Texts(Box::new(Texts { texts, which, parts, ways })))
}

/// A title, and which part of a list the page holds if it does not hold all.
pub fn titled(title: &str, which: Option<&str>) -> String {
    which.map_or(title.to_owned(), |which| format!("{title}, {which}"))
}

/// How many pages the list of concepts takes.
pub fn parts_of_concepts(corpus: &Corpus) -> usize {
    parts::count(CONCEPTS, corpus.lexicon.len())
}

#[derive(Clone, Debug, Serialize)]
pub struct Concepts {
    letters: Vec<Letter>,
    jump: Vec<Named>,
    which: Option<String>,
    parts: Option<Parts>,
    ways: Vec<Named>,
}

pub fn concepts(links: Links<'_>, facts: &Facts, part: usize) -> (Head, Content) {
    let all = facts.alphabetical();
    let range = parts::entries(part, CONCEPTS, all.len());
    let page = |part: usize| links.page(Key::Concepts(part));
    let parts = parts::numbered(part, parts_of_concepts(links.corpus), page);
    let words = links.words();
    let which = parts.as_ref().map(|_| words.range(&range, all.len()));
    let title = titled(words.say("concepts"), which.as_deref());
    let concepts = Concepts {
        letters: letters(links, &all[range]),
        jump: jump_across(links, all, part),
        which,
        parts,
        ways: super::ways(links),
    };
    let named = [("count", Filled::Number(all.len())), ("site", Filled::Words(&links.corpus.title()))];
    let description = words.with("all-concepts-of", &named);
    (Head { title, description }, Content::Concepts(Box::new(concepts)))
}

/// Links to the letters of one list.
pub fn jump(letters: &[Letter]) -> Vec<Named> {
    let to = |one: &Letter| Named { name: one.letter.clone(), href: format!("#{}", one.id) };
    letters.iter().map(to).collect()
}

/// Links to the letters of all pages, each to where it begins.
fn jump_across(links: Links<'_>, all: &[ConceptIx], here: usize) -> Vec<Named> {
    let mut jump: Vec<Named> = Vec::new();
    for (part, concepts) in (1..).zip(all.chunks(CONCEPTS)) {
        let letters = letters(links, concepts);
        if part == here && letters.len() > ALPHABET {
            return self::jump(&letters);
        }
        let page = if part == here { String::new() } else { links.page(Key::Concepts(part)) };
        for letter in letters {
            if jump.last().is_none_or(|last| last.name != letter.letter) {
                jump.push(Named { name: letter.letter, href: format!("{page}#{}", letter.id) });
            }
        }
    }
    if jump.len() > 2 * ALPHABET {
        jump.retain(|one| one.href.starts_with('#'));
    }
    jump
}
