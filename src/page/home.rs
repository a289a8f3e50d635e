//! The home page: the texts, the concepts they share, all concepts from A to Z.

use super::index::{Letter, Shelved, jump, letters, shelved};
use super::links::Links;
use super::matrix::{Matrix, matrix};
use super::{Content, Facts, Head, Named};
use crate::concept::ConceptIx;
use crate::corpus::Corpus;
use crate::words::Filled;
use serde::Serialize;
use std::collections::BTreeSet;

/// Beyond these the home page leads to the index; of more concepts than [`CONCEPTS`] it lists [`MOST`].
const TEXTS: usize = 50;
const CONCEPTS: usize = 300;
const MOST: usize = 100;
const ROWS: usize = 30;

#[derive(Clone, Debug, Serialize)]
pub struct Home {
    title: String,
    description: String,
    texts: Vec<Shelved>,
    /// How many texts are not listed here.
    more_texts: usize,
    matrix: Option<Matrix>,
    ways: Vec<Named>,
    letters: Vec<Letter>,
    jump: Vec<Named>,
    concepts: usize,
    more_concepts: usize,
}

pub fn make(links: Links<'_>, facts: &Facts) -> (Head, Content) {
    let corpus = links.corpus;
    let concepts = corpus.lexicon.len();
    let listed = listed(corpus, facts);
    let letters = letters(links, &listed);
    let home = Home {
        title: corpus.title().into_owned(),
        description: corpus.config.description.clone(),
        texts: corpus.enumerate().take(TEXTS).map(|(ix, _)| shelved(links, facts, ix)).collect(),
        more_texts: corpus.texts.len().saturating_sub(TEXTS),
        matrix: matrix(links, ROWS),
        ways: super::ways(links),
        jump: jump(&letters),
        letters,
        concepts,
        more_concepts: concepts - listed.len(),
    };
    let description = if home.description.is_empty() {
        links.words().with(
            "texts-linked-by-concepts",
            &[("texts", Filled::Number(corpus.texts.len())), ("concepts", Filled::Number(concepts))],
        )
    } else {
        home.description.clone()
    };
    (Head { title: String::new(), description }, Content::Home(Box::new(home)))
}

/// All concepts, or those that most texts speak of, from A to Z.
fn listed(corpus: &Corpus, facts: &Facts) -> Vec<ConceptIx> {
    let mut listed = facts.alphabetical().to_vec();
    if listed.len() > CONCEPTS {
        let mut most = listed.clone();
        most.sort_by_key(|ix| (usize::MAX - corpus.presence(*ix).texts.len(), *ix));
        let most: BTreeSet<ConceptIx> = most.into_iter().take(MOST).collect();
        listed.retain(|ix| most.contains(ix));
    }
    listed
}

#[cfg(test)]
mod tests {
    use crate::page::tests::corpus;

    #[test]
    fn a_site_without_a_name_is_called_by_what_it_holds() {
        let title = |files: &[(&str, &str)]| corpus(files).title().into_owned();
        let (a, b) = (("seeds/a.md", "# A plan\n\nWords.\n"), ("seeds/b.md", "# B\n\nWords.\n"));
        assert_eq!(title(&[a]), "A plan");
        assert_eq!(title(&[a, b]), "Annotated texts");
        assert_eq!(title(&[a, b, ("seedbed.yaml", "language: de\n")]), "Texte mit Anmerkungen");
        assert_eq!(title(&[a, ("seedbed.yaml", "title: Mine\n")]), "Mine");
    }
}
