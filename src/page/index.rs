//! The indexes: all texts, and all concepts from A to Z.

use super::links::Links;
use super::matrix::{Matrix, matrix};
use super::strip::{Strip, barcode};
use super::{Content, Facts, Head, Listed, Named, count, facts, listed, quote};
use crate::concept::ConceptIx;
use crate::corpus::TextIx;
use crate::document::TitledBy;
use serde::Serialize;

/// Beyond so many texts the list shows no strips.
const STRIPS: usize = 500;
const ROWS: usize = 100;

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
    let mut parts: Vec<String> = vec![kind(links, ix)];
    parts.extend((!meta.authors.is_empty()).then(|| meta.authors.join(", ")));
    parts.extend(meta.date.clone());
    parts.push(super::text::long(text.length));
    let paragraphs = text.numbers.iter().flatten().count();
    parts.push(count(paragraphs, "paragraph"));
    parts.push(count(concepts, "concept"));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What sort of text it is; of one without a title at least that.
pub fn kind(links: Links<'_>, ix: TextIx) -> String {
    let meta = &links.corpus.text(ix).document.meta;
    match (&meta.kind, meta.titled_by) {
        (Some(kind), _) => kind.clone(),
        (None, TitledBy::Nobody | TitledBy::Editor) => "Untitled text".to_owned(),
        (None, _) => String::new(),
    }
}

/// The language of a text, if it is not that of the site.
pub fn own_language(links: Links<'_>, ix: TextIx) -> Option<String> {
    let language = links.corpus.text(ix).document.meta.language.as_ref()?;
    (!language.eq_ignore_ascii_case(&links.corpus.config.language)).then(|| language.clone())
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

#[derive(Clone, Debug, Serialize)]
pub struct Texts {
    texts: Vec<Shelved>,
}

pub fn texts(links: Links<'_>, facts: &Facts) -> (Head, Content) {
    let corpus = links.corpus;
    let mut texts: Vec<Shelved> = corpus.enumerate().map(|(ix, _)| shelved(links, facts, ix)).collect();
    if texts.len() > STRIPS {
        texts.iter_mut().for_each(|text| text.bar.clear());
    }
    let description = format!("All {} of {}.", count(corpus.texts.len(), "text"), corpus.config.title);
    (Head { title: "Texts".to_owned(), description }, Content::Texts(Box::new(Texts { texts })))
}

#[derive(Clone, Debug, Serialize)]
pub struct Concepts {
    letters: Vec<Letter>,
    matrix: Option<Matrix>,
    concepts: usize,
}

pub fn concepts(links: Links<'_>, facts: &Facts) -> (Head, Content) {
    let concepts = links.corpus.lexicon.len();
    let page =
        Concepts { letters: letters(links, facts.alphabetical()), matrix: matrix(links, ROWS), concepts };
    let description =
        format!("All {} of {}, from A to Z.", count(concepts, "concept"), links.corpus.config.title);
    (Head { title: "Concepts".to_owned(), description }, Content::Concepts(Box::new(page)))
}
