//! Mentions: where the texts speak of the concepts of the lexicon.

mod acronym;
mod all;
mod choose;
mod cue;
mod explained;
pub mod finder;
#[cfg(test)]
mod finder_tests;
mod gist;
pub mod identifier;
mod index;
mod introduced;
pub mod judge;
pub mod key;
pub mod language;
mod packed;
mod pattern;
pub mod phrase;
mod policy;
mod proper;
mod reference;
mod respelled;
pub mod spot;
mod survey;
pub mod token;
mod trie;
mod unspaced;
mod vocabulary;
mod walk;

pub use all::{Memory, mentions};

use crate::concept::{ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, PassageIx};
use choose::Shared;
use judge::{Evidence, Tenths};
use language::{Detector, Language};
use std::ops::Range;

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
    /// What speaks most for or against this mention, beside what speaks of its concept in the text.
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
