//! The home page: the texts, the concepts they share, all concepts from A to Z.

use super::index::{Letter, Shelved, letters, shelved};
use super::links::Links;
use super::matrix::{Matrix, matrix};
use super::{Content, Facts, Head, count};
use serde::Serialize;

/// Beyond these the home page leads to the index.
const TEXTS: usize = 50;
const CONCEPTS: usize = 300;
const ROWS: usize = 30;

#[derive(Clone, Debug, Serialize)]
pub struct Home {
    title: String,
    description: String,
    texts: Vec<Shelved>,
    /// How many texts are not listed here.
    more_texts: usize,
    matrix: Option<Matrix>,
    letters: Vec<Letter>,
    concepts: usize,
    more_concepts: usize,
}

pub fn make(links: Links<'_>, facts: &Facts) -> (Head, Content) {
    let corpus = links.corpus;
    let concepts = corpus.lexicon.len();
    let listed = &facts.alphabetical()[..concepts.min(CONCEPTS)];
    let home = Home {
        title: corpus.config.title.clone(),
        description: corpus.config.description.clone(),
        texts: corpus.enumerate().take(TEXTS).map(|(ix, _)| shelved(links, facts, ix)).collect(),
        more_texts: corpus.texts.len().saturating_sub(TEXTS),
        matrix: matrix(links, ROWS),
        letters: letters(links, listed),
        concepts,
        more_concepts: concepts.saturating_sub(CONCEPTS),
    };
    let description = if home.description.is_empty() {
        format!("{}, linked by {}.", count(corpus.texts.len(), "annotated text"), count(concepts, "concept"))
    } else {
        home.description.clone()
    };
    (Head { title: String::new(), description }, Content::Home(Box::new(home)))
}
