//! Mentions: where the texts speak of the concepts of the lexicon.

pub mod finder;
pub mod key;
pub mod policy;
pub mod token;

use crate::concept::ConceptIx;
use crate::document::PassageIx;
use std::ops::Range;

/// One occurrence of a concept in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub passage: PassageIx,
    /// Bytes of the passage's text.
    pub span: Range<usize>,
    pub concept: ConceptIx,
    pub standing: Standing,
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

#[cfg(test)]
mod tests;
