//! Mentions: where the texts speak of the concepts of the lexicon.

mod acronym;
mod choose;
mod cue;
mod finder;
mod gist;
mod index;
mod introduced;
pub mod judge;
pub mod key;
pub mod language;
mod pattern;
mod phrase;
mod policy;
pub mod spot;
mod survey;
pub mod token;
mod trie;
mod vocabulary;

use crate::concept::{ConceptIx, Lexicon};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, PassageIx};
use choose::{Shared, choose};
use finder::{Finder, Search};
use judge::{Evidence, Judged, Tenths};
use language::{Detector, Language};
use rayon::prelude::*;
use spot::Found;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex};
use survey::Survey;

/// Texts that a thread searches one after the other.
const RUN: usize = 16;

/// One occurrence of a concept in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub passage: PassageIx,
    /// Bytes of the passage's text.
    pub span: Range<usize>,
    pub concept: ConceptIx,
    pub standing: Standing,
    /// How sure it is that the text means the concept, in percent.
    pub confidence: u8,
    /// What speaks most against this mention, beside what speaks against its concept in the text.
    pub doubt: Option<(Evidence, Tenths)>,
}

/// Whether a mention is a link on the page of its text, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The first link to the concept in its text: marked more strongly.
    First,
    /// A later link.
    Later,
    /// The policy links an earlier mention instead.
    Repeat,
    /// The passage has as many links as the ceiling allows.
    Crowded,
    /// Too little speaks for it: the words may mean something else.
    Doubtful,
    /// Part of the words of a longer concept.
    Nested,
    Heading,
    /// Inside a link of the text's own.
    InLink,
    /// The lexicon says `link: false`, or the text is the concept's own page.
    NeverLinked,
}

impl Standing {
    pub fn is_linked(self) -> bool {
        matches!(self, Standing::First | Standing::Later)
    }
}

/// What was found in an earlier state of the files.
#[derive(Default)]
pub struct Memory {}

/// The mentions in all texts. Each text is searched by itself; what all of them say of a concept is
/// surveyed; then each text is judged in the light of it.
pub fn mentions(
    documents: &[Arc<Document>],
    lexicon: &Arc<Lexicon>,
    config: &Config,
    _memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Judged> {
    let languages = languages(documents, config);
    let finders: BTreeMap<Language, Finder<'_>> = languages
        .iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|language| (*language, Finder::new(lexicon, *language)))
        .collect();
    // What a search learns of words serves all texts after it: there are no more searches than threads.
    let idle: Mutex<Vec<BTreeMap<Language, Search<'_>>>> = Mutex::default();
    let found: Vec<(Found, Vec<Diagnostic>)> = documents
        .par_chunks(RUN)
        .zip(languages.par_chunks(RUN))
        .flat_map_iter(|(documents, languages)| {
            let mut searches = idle.lock().expect("no search panics").pop().unwrap_or_default();
            let found = std::iter::zip(documents, languages).map(|(document, language)| {
                searches.entry(*language).or_insert_with(|| finders[language].search()).find(document)
            });
            let found: Vec<_> = found.collect();
            idle.lock().expect("no search panics").push(searches);
            found
        })
        .collect();
    let (found, problems): (Vec<Found>, Vec<Vec<Diagnostic>>) = found.into_iter().unzip();
    diagnostics.extend(problems.into_iter().flatten());
    let survey = Survey::new(lexicon, finders.values().next(), &found);
    let judged: Vec<(Judged, Vec<Shared>)> = documents
        .par_iter()
        .zip(&found)
        .map(|(document, found)| {
            let (choices, shared) = choose(document, found, lexicon, &survey);
            let mut judged = judge::judge(document, choices, found, &survey, config.confidence);
            policy::settle(document, lexicon, &config.linking, &mut judged.mentions);
            (judged, shared)
        })
        .collect();
    let (judged, shared): (Vec<Judged>, Vec<Vec<Shared>>) = judged.into_iter().unzip();
    // An alias that several concepts share is one problem, however many texts use it.
    let shared: BTreeSet<Shared> = shared.into_iter().flatten().collect();
    diagnostics.extend(shared.iter().map(|phrase| undecided(phrase, lexicon)));
    judged
}

/// By document, as [`language_of`].
fn languages(documents: &[Arc<Document>], config: &Config) -> Vec<Language> {
    let usual = Language::from_tag(&config.language);
    let detector = Detector::default();
    documents.par_iter().map(|document| language_of(document, usual, &detector)).collect()
}

/// The language of a document: its own, or the one that its words tell, or the usual one.
pub fn language_of(document: &Document, usual: Language, detector: &Detector) -> Language {
    match &document.meta.language {
        Some(tag) => Language::from_tag(tag),
        None => detector.language(document.passages.iter().map(|passage| passage.text.as_str()), usual),
    }
}

fn undecided(phrase: &Shared, lexicon: &Lexicon) -> Diagnostic {
    let names: Vec<_> = phrase.concepts.iter().map(|ix| format!("`{}`", lexicon.get(*ix).id)).collect();
    let message = format!(
        "“{}” may mean {}; where nothing decides, it is not linked",
        phrase.words,
        names.join(" or ")
    );
    Diagnostic::new(Code::SharedAlias, message)
        .at(lexicon.get(phrase.concepts[0]).place.clone())
        .hint("give these concepts a `context`, or write [[...]] where one is meant")
}

#[cfg(test)]
mod tests;
