//! What a concept is about: the words of its definition, and how many of them a text has.

use super::key::{fold, key};
use super::language::Language;
use super::spot::Spot;
use super::token::tokens;
use super::trie::number;
use crate::concept::{ConceptIx, Lexicon};
use rapidhash::{RapidHashMap, RapidHashSet};

/// Words of a definition that are used; the first say what a thing is.
const MOST: usize = 40;

/// The words of all definitions, weighed: a word of many definitions tells little.
#[derive(Default)]
pub struct Gists {
    /// By concept: words and weights, which add up to one.
    words: Vec<Vec<(u32, f32)>>,
}

impl Gists {
    /// Numbers the words of the definitions among `known`.
    pub fn new(lexicon: &Lexicon, language: Language, known: &mut RapidHashMap<String, u32>) -> Gists {
        let mut lists: Vec<Vec<u32>> = Vec::new();
        let mut spread: RapidHashMap<u32, u32> = RapidHashMap::default();
        for (_, concept) in lexicon.iter() {
            let names: RapidHashSet<String> = std::iter::once(&concept.name)
                .chain(&concept.aliases)
                .flat_map(|name| tokens(name).map(|span| key(&name[span], language)))
                .collect();
            let definition = concept.definition.as_deref().unwrap_or("");
            let mut list = Vec::new();
            for span in tokens(definition) {
                let folded = fold(&definition[span]);
                let key = language.key(&folded);
                if language.is_common(&folded)
                    || folded.is_ascii() && folded.len() < 3
                    || names.contains(&key)
                {
                    continue;
                }
                let next = number(known.len());
                let word = *known.entry(key).or_insert(next);
                if !list.contains(&word) && list.len() < MOST {
                    list.push(word);
                    *spread.entry(word).or_default() += 1;
                }
            }
            lists.push(list);
        }
        let all = number(lists.len());
        #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
        let weigh = |word: u32| ((all + 1) as f32 / (spread[&word] + 1) as f32).ln() + 0.1;
        let words = lists.into_iter().map(|list| {
            let weighed: Vec<(u32, f32)> = list.into_iter().map(|word| (word, weigh(word))).collect();
            let sum: f32 = weighed.iter().map(|(_, weight)| weight).sum();
            weighed.into_iter().map(|(word, weight)| (word, weight / sum)).collect()
        });
        Gists { words: words.collect() }
    }

    /// How much of a concept's gist the passage at hand has.
    pub fn near(&self, concept: ConceptIx, seen: &Seen) -> f32 {
        self.share(concept, |word| seen.last[word as usize] == seen.passage)
    }

    /// How much of the gist of each concept that has spots the text has.
    pub fn shared(&self, spots: &[Spot], seen: &Seen) -> Vec<(ConceptIx, f32)> {
        let mut concepts: Vec<ConceptIx> = spots.iter().map(|spot| spot.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        let share = |concept| self.share(concept, |word| seen.last[word as usize] > seen.before);
        concepts.into_iter().map(|concept| (concept, share(concept))).collect()
    }

    fn share(&self, concept: ConceptIx, has: impl Fn(u32) -> bool) -> f32 {
        self.words[concept.0 as usize].iter().filter(|(word, _)| has(*word)).map(|(_, weight)| weight).sum()
    }
}

/// Which words have been seen in the text and in the passage at hand.
pub struct Seen {
    /// Passages are numbered through all texts; this is the last of the text before.
    before: u32,
    passage: u32,
    /// By word: the passage that had it last.
    last: Vec<u32>,
}

impl Seen {
    pub fn new(words: usize) -> Seen {
        Seen { before: 0, passage: 0, last: vec![0; words] }
    }

    pub fn begin_text(&mut self) {
        self.before = self.passage;
    }

    pub fn begin_passage(&mut self) {
        self.passage += 1;
    }

    pub fn see(&mut self, word: u32) {
        self.last[word as usize] = self.passage;
    }
}
