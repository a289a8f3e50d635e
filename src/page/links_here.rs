//! What links to the page of a concept: definitions that name it, annotations that are about it.

use super::Facts;
use super::links::Links;
use super::{Named, quote};
use crate::concept::{ConceptIx, Lexicon};
use crate::corpus::{Corpus, TextIx};
use crate::document::PassageIx;
use crate::mention::key::key;
use crate::mention::language::Language;
use crate::mention::token::tokens;
use rapidhash::RapidHashMap;
use serde::Serialize;
use std::collections::BTreeSet;

/// Definitions and annotations that are named.
const DEFINITIONS: usize = 10;
const ANNOTATIONS: usize = 8;

#[derive(Clone, Debug, Serialize)]
pub struct LinksHere {
    /// Concepts in whose definitions the name stands.
    definitions: Vec<Named>,
    more_definitions: usize,
    /// Passages with an annotation about the concept.
    annotations: Vec<Named>,
    more: usize,
}

/// None if nothing does.
pub fn links_here(links: Links<'_>, facts: &Facts, ix: ConceptIx) -> Option<LinksHere> {
    let corpus = links.corpus;
    let named_by = facts.named_by(ix);
    let definitions = named_by
        .iter()
        .take(DEFINITIONS)
        .map(|by| Named { name: corpus.lexicon.get(*by).name.clone(), href: links.concept(*by) });
    let annotated = facts.annotated(ix);
    let annotations = annotated.iter().take(ANNOTATIONS).map(|(text, passage)| Named {
        name: quote::place(corpus.text(*text), *passage),
        href: links.passage(*text, *passage),
    });
    let here = LinksHere {
        definitions: definitions.collect(),
        more_definitions: named_by.len().saturating_sub(DEFINITIONS),
        annotations: annotations.collect(),
        more: annotated.len().saturating_sub(ANNOTATIONS),
    };
    (!here.definitions.is_empty() || !here.annotations.is_empty()).then_some(here)
}

/// By concept: the passages with an annotation about it, each once, in order.
pub fn annotated(corpus: &Corpus) -> Vec<Vec<(TextIx, PassageIx)>> {
    let mut annotated = vec![BTreeSet::new(); corpus.lexicon.len()];
    for (ix, text) in corpus.enumerate() {
        for annotation in &text.annotations {
            for concept in &annotation.concepts {
                annotated[concept.0 as usize].insert((ix, annotation.at.passage));
            }
        }
    }
    annotated.into_iter().map(|places| places.into_iter().collect()).collect()
}

/// By concept: the others whose definitions name it.
pub fn named_by(lexicon: &Lexicon, language: &str) -> Vec<Vec<ConceptIx>> {
    let language = Language::from_tag(language);
    let keys = |text: &str| tokens(text).map(|span| key(&text[span], language)).collect::<Vec<_>>();
    let mut phrases: RapidHashMap<Vec<String>, ConceptIx> = RapidHashMap::default();
    for (ix, concept) in lexicon.iter() {
        for name in concept.aliases.iter().chain([&concept.name]) {
            phrases.entry(keys(name)).or_insert(ix);
        }
    }
    let longest = phrases.keys().map(Vec::len).max().unwrap_or(0);
    let mut named_by = vec![Vec::new(); lexicon.len()];
    for (ix, concept) in lexicon.iter() {
        let Some(definition) = &concept.definition else { continue };
        let words = keys(&super::editor_plain(definition));
        let mut named = BTreeSet::new();
        let mut at = 0;
        while at < words.len() {
            let found = (1..=longest.min(words.len() - at))
                .rev()
                .find_map(|length| Some((length, *phrases.get(&words[at..at + length])?)));
            named.extend(found.map(|(_, concept)| concept).filter(|found| *found != ix));
            at += found.map_or(1, |(length, _)| length);
        }
        named.into_iter().for_each(|found| named_by[found.0 as usize].push(ix));
    }
    named_by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn definitions_and_annotations_are_found() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nThe plan was made.\n"),
            ("seeds/a.yaml", "annotations:\n- quote: was made\n  note: By whom?\n  concepts: [plan]\n"),
            (
                "seeds/concepts.yaml",
                "- id: five-year-plan\n- id: plan\n- id: market\n  definition: What plans and [[five-year-plan]]s shall replace.\n",
            ),
        ]);
        let facts = Facts::new(&corpus);
        let names = |id: &str| {
            let ix = corpus.lexicon.by_id(id).expect("it is there");
            let here = links_here(Links::new(&corpus, "concepts"), &facts, ix)?;
            let names =
                |list: Vec<Named>| list.into_iter().map(|one| one.name).collect::<Vec<_>>().join(", ");
            Some((names(here.definitions), names(here.annotations)))
        };
        assert_eq!(names("plan"), Some(("market".to_owned(), "A, ¶1".to_owned())));
        assert_eq!(names("five-year-plan"), Some(("market".to_owned(), String::new())));
        assert_eq!(names("market"), None);
    }
}
