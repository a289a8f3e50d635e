//! The mentions before and after a revision: all must still be there.

use crate::corpus::{Corpus, Text};
use crate::document::PassageIx;
use crate::mention::Standing;
use std::collections::BTreeSet;
use std::ops::Range;

/// What became of the mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub same: usize,
    /// Found now and not before.
    pub more: usize,
    /// Found before and not now: the text and the words.
    pub lost: Vec<String>,
}

/// Compares the mentions of two states of a corpus in which a concept changed its id.
pub fn compare(before: &Corpus, after: &Corpus, (old, new): (&str, &str)) -> Kept {
    let mut kept = Kept::default();
    for text in &before.texts {
        let Some(same) = after.texts.iter().find(|other| other.document.path == text.document.path) else {
            continue;
        };
        let now: BTreeSet<_> = mentions(after, same).into_iter().collect();
        let then = mentions(before, text);
        let mut found = 0;
        for (passage, start, end, id) in then {
            let id = if id == old { new.to_owned() } else { id };
            let span = Range { start, end };
            let words = &text.document.passage(passage).text[span];
            if now.contains(&(passage, start, end, id)) {
                found += 1;
            } else {
                kept.lost.push(format!("seeds/{}: “{words}”", text.document.path));
            }
        }
        kept.same += found;
        kept.more += now.len().saturating_sub(found);
    }
    kept
}

/// What counts as a mention: all but nested ones.
fn mentions(corpus: &Corpus, text: &Text) -> Vec<(PassageIx, usize, usize, String)> {
    let counted = text.judged.mentions.iter().filter(|mention| mention.standing != Standing::Nested);
    let all = counted.map(|mention| {
        let id = corpus.lexicon.get(mention.concept).id.clone();
        (mention.passage, mention.span.start, mention.span.end, id)
    });
    all.collect()
}
