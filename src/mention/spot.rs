//! What the search of one text finds: phrases of the lexicon, and where they stand.

use super::cue::Cues;
use super::phrase::Kind;
use super::proper::Share;
use crate::concept::ConceptIx;
use crate::document::PassageIx;
use std::ops::Range;

/// How like the phrase the words of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Same,
    OtherCase,
    /// Another form of the same words, or other typography.
    Inflected,
    /// Words of the same family.
    Derived,
}

/// A phrase of the lexicon met in a text.
#[derive(Clone, Debug)]
pub struct Spot {
    pub passage: PassageIx,
    pub span: Range<usize>,
    pub concept: ConceptIx,
    pub kind: Kind,
    pub likeness: Likeness,
    /// How many words it is.
    pub words: u16,
    pub cues: Cues,
    pub share: Share,
    /// How much of the concept's definition the passage shares, from 0 to 1.
    pub gist: f32,
    pub ruled_out: Option<RuledOut>,
}

/// What the words around a spot alone say against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuledOut {
    /// In code, a formula or an address.
    Code,
    /// Within a phrase that the lexicon says is not the concept (`not`).
    NotPhrase,
    /// The passage lacks what `context` asks for, or has what it excludes.
    Context,
    /// In small letters, where a proper name is meant.
    SmallName,
    /// A short form, of which the text says that it stands for something else.
    Explained,
    /// Part of a longer word, in a script that writes no blanks.
    InWord,
    /// Words of a program: `key_size`, `key=1`.
    InProgram,
    /// One of the little words of the language, as it is always written: *a*, not the letter *A*.
    LittleWord,
}

/// Words of a passage that an editor gives to a concept, or denies it.
#[derive(Clone, Debug)]
pub struct Edited {
    pub passage: PassageIx,
    pub span: Range<usize>,
    pub concept: ConceptIx,
}

/// All that the words of one text say.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In order of passage.
    pub spots: Vec<Spot>,
    pub denied: Vec<Edited>,
    /// By concept that has spots, in order: the share of its definition's words that the text has.
    pub gists: Vec<(ConceptIx, f32)>,
    pub words: usize,
}

impl Spot {
    pub fn explicit(edited: Edited) -> Spot {
        Spot {
            passage: edited.passage,
            span: edited.span,
            concept: edited.concept,
            kind: Kind::Explicit,
            likeness: Likeness::Same,
            words: 1,
            cues: Cues::default(),
            share: Share::None,
            gist: 0.0,
            ruled_out: None,
        }
    }
}

/// Puts the spots from `first` on in order of place; of those that are the same words and concept,
/// keeps the firmest.
pub fn best_of_each(spots: &mut Vec<Spot>, first: usize) {
    spots[first..].sort_by(|a, b| {
        let key = |spot: &Spot| {
            (spot.passage, spot.span.start, spot.span.end, spot.concept, spot.kind, spot.likeness)
        };
        key(a).cmp(&key(b))
    });
    let mut kept = first;
    for ix in first..spots.len() {
        let again = kept > first && {
            let last = &spots[kept - 1];
            last.passage == spots[ix].passage
                && last.span == spots[ix].span
                && last.concept == spots[ix].concept
        };
        if !again {
            spots.swap(kept, ix);
            kept += 1;
        }
    }
    spots.truncate(kept);
}
