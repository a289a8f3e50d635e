//! Which concepts stand in the same passages, and how often: counted once, and then kept up with what
//! an edit changes.

use super::Text;
use crate::concept::ConceptIx;
use crate::mention::{Mention, Standing};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;
use std::sync::Arc;

/// How many neighbours of a concept are kept.
const NEIGHBOURS: usize = 24;

#[derive(Default)]
pub struct Together {
    /// The texts that are counted, by their address in memory.
    texts: RapidHashMap<usize, Arc<Text>>,
    /// By concept: in how many passages each other one stands with it.
    counts: Vec<RapidHashMap<ConceptIx, usize>>,
    neighbours: Vec<Vec<(ConceptIx, usize)>>,
}

impl Together {
    /// Counts the texts that are new, takes away those that are gone, and says by concept what stands
    /// beside it, the most frequent first. All mentions must be of one lexicon.
    pub fn of(&mut self, concepts: usize, texts: &[Arc<Text>]) -> &[Vec<(ConceptIx, usize)>] {
        self.counts.resize_with(concepts, RapidHashMap::default);
        self.neighbours.resize_with(concepts, Vec::new);
        let mut before = std::mem::take(&mut self.texts);
        let mut new = Vec::new();
        for text in texts {
            let address = Arc::as_ptr(text) as usize;
            if before.remove(&address).is_none() {
                new.push(text);
            }
            self.texts.insert(address, text.clone());
        }
        let mut touched = RapidHashSet::default();
        let found: Vec<Vec<(ConceptIx, ConceptIx)>> = new.par_iter().map(|text| pairs(text)).collect();
        for (a, b) in found.into_iter().flatten() {
            for (a, b) in [(a, b), (b, a)] {
                *self.counts[a.0 as usize].entry(b).or_default() += 1;
                touched.insert(a);
            }
        }
        for (a, b) in before.values().flat_map(|gone| pairs(gone)) {
            for (a, b) in [(a, b), (b, a)] {
                let counts = &mut self.counts[a.0 as usize];
                touched.insert(a);
                match counts.get_mut(&b) {
                    Some(count) if *count > 1 => *count -= 1,
                    _ => drop(counts.remove(&b)),
                }
            }
        }
        for ConceptIx(ix) in touched {
            self.neighbours[ix as usize] = nearest(&self.counts[ix as usize]);
        }
        &self.neighbours
    }
}

/// The pairs of concepts that share a passage of a text, once a passage.
fn pairs(text: &Text) -> Vec<(ConceptIx, ConceptIx)> {
    let counted: Vec<&Mention> =
        text.judged.mentions.iter().filter(|mention| mention.standing != Standing::Nested).collect();
    let mut pairs = Vec::new();
    for passage in counted.chunk_by(|a, b| a.passage == b.passage) {
        let mut concepts: Vec<ConceptIx> = passage.iter().map(|mention| mention.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        for (index, a) in concepts.iter().enumerate() {
            pairs.extend(concepts[index + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
}

fn nearest(counts: &RapidHashMap<ConceptIx, usize>) -> Vec<(ConceptIx, usize)> {
    let mut nearest: Vec<_> = counts.iter().map(|(ix, count)| (*ix, *count)).collect();
    nearest.sort_unstable_by_key(|(ix, count)| (usize::MAX - count, *ix));
    nearest.truncate(NEIGHBOURS);
    nearest
}
