//! Quiet references: what another text says of a concept, beside the first link to it in this one.

use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Telling, TextIx};
use crate::document::PassageIx;
use crate::mention::{Mention, Standing};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many a page at most, and so many words from one to the next.
const MOST: usize = 8;
const WORDS_BETWEEN: usize = 90;
/// A passage of another text must tell at least so much to be referred to.
const TELLS_ENOUGH: i32 = 0;

/// What another text says of a concept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elsewhere {
    /// The byte of the passage at which the concept is mentioned here.
    pub at: usize,
    pub concept: ConceptIx,
    pub telling: Telling,
}

/// A place for one, in words from the start of the text.
struct Candidate {
    word: usize,
    passage: PassageIx,
    elsewhere: Elsewhere,
}

/// The most telling of them, not more than the margin can hold, by the passages they stand beside.
pub fn elsewhere(corpus: &Corpus, ix: TextIx) -> BTreeMap<PassageIx, Elsewhere> {
    let mut candidates = candidates(corpus, ix);
    candidates.sort_by_key(|candidate| (Reverse(candidate.elsewhere.telling.score), candidate.word));
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let quoted = |candidate: &Candidate| {
            let telling = &candidate.elsewhere.telling;
            (telling.text, telling.passage)
        };
        let near = |other: &Candidate| {
            other.passage == candidate.passage
                || other.word.abs_diff(candidate.word) < WORDS_BETWEEN
                || quoted(other) == quoted(&candidate)
        };
        if chosen.len() < MOST && !chosen.iter().any(near) {
            chosen.push(candidate);
        }
    }
    chosen.into_iter().map(|candidate| (candidate.passage, candidate.elsewhere)).collect()
}

fn candidates(corpus: &Corpus, ix: TextIx) -> Vec<Candidate> {
    let text = corpus.text(ix);
    let language = text.primary_language(&corpus.config);
    let mut bytes = 0;
    let mut before = Vec::with_capacity(text.document.passages.len());
    for passage in &text.document.passages {
        before.push(bytes);
        bytes += passage.text.len();
    }
    // Where the editor speaks, the margin is taken.
    let annotated = |mention: &Mention| text.annotations.iter().any(|one| one.at.passage == mention.passage);
    let first = text.judged.mentions.iter().filter(|mention| mention.standing == Standing::First);
    let candidate = |mention: &Mention| {
        text.numbers[mention.passage.0 as usize]?;
        let telling = corpus
            .presence(mention.concept)
            .most_telling(&language, |telling| telling.text != ix && telling.score >= TELLS_ENOUGH)?;
        // About six letters to a word.
        let word = (before[mention.passage.0 as usize] + mention.span.start) / 6;
        let elsewhere = Elsewhere { at: mention.span.start, concept: mention.concept, telling };
        Some(Candidate { word, passage: mention.passage, elsewhere })
    };
    first.filter(|mention| !annotated(mention)).filter_map(candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn a_text_of_the_same_language_is_quoted_rather_than_one_that_tells_more() {
        let corpus = corpus(&[
            (
                "seeds/a.md",
                "---\nlanguage: de-AT\n---\n# A\n\nSie machten einen Plan, der lange an der Wand des Hauses hing, und gingen.\n",
            ),
            (
                "seeds/b.md",
                "---\nlanguage: en\n---\n# B\n\nA plan is a list of what shall be done, and when.\n",
            ),
            (
                "seeds/c.md",
                "---\nlanguage: de\n---\n# C\n\nDer Plan wurde von allen gelesen, aber niemand hielt sich am Ende daran.\n",
            ),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        let quoted = |here| elsewhere(&corpus, TextIx(here)).values().map(|one| one.telling.text.0).collect();
        let quoted: [Vec<u32>; 3] = [quoted(0), quoted(1), quoted(2)];
        // No other text is in English, so beside the second stands one of the others.
        assert_eq!(quoted, [vec![2], vec![0], vec![0]]);
    }

    #[test]
    fn another_text_is_referred_to_once_and_not_where_the_editor_speaks() {
        let long = "A plan is a list of what shall be done, whoever has made it, and when.";
        let seeds = |sidecar| {
            corpus(&[
                ("seeds/a.md", "# A\n\nThey made a plan, and another plan.\n\nThe plan went on.\n"),
                ("seeds/a.yaml", sidecar),
                ("seeds/b.txt", long),
                ("seeds/concepts.yaml", "- id: plan\n"),
            ])
        };
        let found = |corpus: &std::sync::Arc<Corpus>| elsewhere(corpus, TextIx(0));
        let plain = seeds("");
        let found_plain = found(&plain);
        assert_eq!(found_plain.len(), 1);
        assert_eq!(found_plain.values().next().map(|one| one.telling.text), Some(TextIx(1)));
        assert!(found(&seeds("annotations:\n- quote: They made\n  note: So they did.\n")).is_empty());
    }
}
