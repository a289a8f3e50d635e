//! The search index: what a browser loads, piece by piece, to find passages and concepts by their words.
//!
//! Every piece is a script that calls one function with its name and its data, because a page on the
//! disk may load scripts and nothing else. `search/index.js` says what the other pieces hold; `w` pieces
//! hold words with the items in which they stand, `m` pieces the titles and anchors, `t` pieces the words
//! of the passages. `docs/search.md` describes the format, `static/search.js` reads it.

mod classes;
mod code;
mod fold;
mod gather;
mod pieces;
#[cfg(test)]
mod tests;

use crate::concept::ConceptIx;
use crate::corpus::{Corpus, TextIx};
use crate::document::PassageIx;
use std::cmp::Reverse;

/// The index as files of the site, by path; none if the site does without.
pub fn files(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    if !corpus.config.search {
        return Vec::new();
    }
    let items = Items::new(corpus);
    let words = classes::merge(gather::gather(corpus, &items), items.count());
    pieces::files(corpus, &items, &words)
}

/// How what can be found is counted: each text, followed by its passages, and then the concepts.
struct Items {
    /// By text: the item that is the text itself. One more for the first concept.
    starts: Vec<u32>,
    /// Those of which there is most to read first, so that they lead where words alone do not decide.
    concepts: Vec<ConceptIx>,
}

impl Items {
    fn new(corpus: &Corpus) -> Items {
        let mut next = 0;
        let mut starts = vec![0];
        for text in &corpus.texts {
            next += 1 + text.document.passages.len();
            starts.push(u32::try_from(next).expect("so many passages do not fit in memory"));
        }
        let mut concepts: Vec<ConceptIx> = corpus.lexicon.iter().map(|(ix, _)| ix).collect();
        concepts.sort_by_key(|ix| Reverse(corpus.presence(*ix).total));
        Items { starts, concepts }
    }

    fn text(&self, ix: TextIx) -> u32 {
        self.starts[ix.0 as usize]
    }

    fn passage(&self, text: TextIx, passage: PassageIx) -> u32 {
        self.text(text) + 1 + passage.0
    }

    fn first_concept(&self) -> u32 {
        self.starts[self.starts.len() - 1]
    }

    fn count(&self) -> u32 {
        let concepts = u32::try_from(self.concepts.len()).expect("so many concepts do not fit in memory");
        self.first_concept() + concepts
    }
}
