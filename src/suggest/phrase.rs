//! Phrases that the texts repeat, counted level by level: a phrase of n words can only be frequent if
//! both phrases of n - 1 words within it are (Agrawal and Srikant, Fast algorithms for mining
//! association rules, 1994). So rare ones are never stored, and the cost is linear in words.

use super::stream::{Flag, Stream, Word};
use rapidhash::RapidHashMap;

/// The most words of a phrase, and the most characters of one in a script without blanks.
pub const LONGEST: usize = 6;
const NONE: u32 = u32::MAX;

/// The place of a phrase in [`Phrases::list`].
pub type PhraseIx = u32;

/// A phrase that is frequent enough to be stored, and what its occurrences have in common.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The number of the key of its last word.
    pub last: u32,
    pub words: u8,
    /// Whether it begins and ends as a term may.
    pub is_term: bool,
    /// Without its last word, and without its first; absent of a single word.
    pub prefix: Option<PhraseIx>,
    pub suffix: Option<PhraseIx>,
    pub count: u32,
    pub texts: u32,
    last_text: u32,
}

#[derive(Debug, Default)]
pub struct Phrases {
    pub list: Vec<Phrase>,
    /// From a phrase and a further word to the longer phrase; from [`NONE`] to single words.
    steps: RapidHashMap<(u32, u32), PhraseIx>,
}

impl Phrases {
    /// All phrases of up to [`LONGEST`] words that occur at least `least` times.
    pub fn of(stream: &Stream, least: u32) -> Phrases {
        let mut phrases = Phrases::default();
        let texts = text_of_words(stream);
        // By word of the stream: the phrase of the level at hand that begins there.
        let mut here = vec![NONE; stream.words.len()];
        for (at, word) in stream.words.iter().enumerate().filter(|(_, word)| !word.is(Flag::Break)) {
            here[at] = phrases.count((NONE, word.key), (None, None), &[*word], texts.at(at));
        }
        let mut from = phrases.drop_rare(0, least, &mut here);
        for length in 2..=LONGEST {
            for at in 0..here.len() {
                let next = here.get(at + 1).copied().unwrap_or(NONE);
                let prefix = here[at];
                if prefix == NONE {
                    continue;
                }
                here[at] = NONE;
                let end = at + length;
                if next != NONE && end <= stream.words.len() && !stream.words[end - 1].is(Flag::Break) {
                    let words = &stream.words[at..end];
                    let step = (prefix, words[length - 1].key);
                    here[at] = phrases.count(step, (Some(prefix), Some(next)), words, texts.at(at));
                }
            }
            let longer = phrases.drop_rare(from, least, &mut here);
            if longer == from {
                break;
            }
            from = longer;
        }
        phrases
    }

    /// The phrases that begin at a place, from the shortest to the longest.
    pub fn at<'a>(&'a self, stream: &'a Stream, at: usize) -> impl Iterator<Item = PhraseIx> + 'a {
        let mut phrase = NONE;
        stream.words[at..].iter().take(LONGEST).map_while(move |word| {
            if word.is(Flag::Break) {
                return None;
            }
            phrase = *self.steps.get(&(phrase, word.key))?;
            Some(phrase)
        })
    }

    pub fn get(&self, ix: PhraseIx) -> &Phrase {
        &self.list[ix as usize]
    }

    pub fn find(&self, keys: &[u32]) -> Option<PhraseIx> {
        let mut phrase = NONE;
        for key in keys {
            phrase = *self.steps.get(&(phrase, *key))?;
        }
        (phrase != NONE).then_some(phrase)
    }

    /// The keys of a phrase's words.
    pub fn keys(&self, ix: PhraseIx) -> Vec<u32> {
        let mut keys = Vec::new();
        let mut phrase = Some(ix);
        while let Some(ix) = phrase {
            keys.push(self.get(ix).last);
            phrase = self.get(ix).prefix;
        }
        keys.reverse();
        keys
    }

    /// Every phrase within a phrase, but not itself.
    pub fn parts(&self, ix: PhraseIx) -> Vec<PhraseIx> {
        let mut parts = Vec::new();
        let mut rest = vec![ix];
        while let Some(ix) = rest.pop() {
            let phrase = self.get(ix);
            rest.extend([phrase.prefix, phrase.suffix].into_iter().flatten());
            parts.extend([phrase.prefix, phrase.suffix].into_iter().flatten());
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    fn count(
        &mut self,
        step: (u32, u32),
        within: (Option<PhraseIx>, Option<PhraseIx>),
        words: &[Word],
        text: u32,
    ) -> PhraseIx {
        let next = u32::try_from(self.list.len()).expect("4 billion phrases do not fit in memory");
        let ix = *self.steps.entry(step).or_insert(next);
        if ix == next {
            self.list.push(Phrase {
                last: step.1,
                words: u8::try_from(words.len()).expect("phrases are short"),
                is_term: false,
                prefix: within.0,
                suffix: within.1,
                count: 0,
                texts: 0,
                last_text: NONE,
            });
        }
        let phrase = &mut self.list[ix as usize];
        // "Five-Year Plan" is a name, "five years" is none: one place where it may be a term is enough.
        phrase.is_term = phrase.is_term || may_be_term(words);
        phrase.count += 1;
        if phrase.last_text != text {
            phrase.last_text = text;
            phrase.texts += 1;
        }
        ix
    }

    /// Takes out the phrases from `from` on that are too rare. The rest moves together.
    fn drop_rare(&mut self, from: usize, least: u32, here: &mut [u32]) -> usize {
        let mut moved = vec![NONE; self.list.len() - from];
        let mut kept = from;
        for ix in from..self.list.len() {
            if self.list[ix].count >= least {
                moved[ix - from] = u32::try_from(kept).expect("it was counted");
                self.list.swap(kept, ix);
                kept += 1;
            }
        }
        self.list.truncate(kept);
        self.list.shrink_to_fit();
        let renumbered = |ix: u32| match (ix as usize).checked_sub(from) {
            Some(place) if ix != NONE => moved[place],
            _ => ix,
        };
        self.steps.retain(|_, ix| {
            *ix = renumbered(*ix);
            *ix != NONE
        });
        self.steps.shrink_to_fit();
        here.iter_mut().for_each(|ix| *ix = renumbered(*ix));
        kept
    }
}

/// Whether words may be a term by what stands at their edges.
pub fn may_be_term(words: &[Word]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let edges = ![first, last].iter().any(|word| word.is(Flag::Function) || word.is(Flag::Introducer));
    let in_head = first.is(Flag::Title) || first.is(Flag::Heading);
    let loose = first.is(Flag::Modifier) && (!first.is(Flag::Capital) || first.is(Flag::Start) || in_head);
    let single_character = words.len() == 1 && first.is(Flag::Unspaced);
    let closed = words.iter().all(|word| !word.is(Flag::Copula) && !word.is(Flag::BeforeVerbs));
    edges && !single_character && !loose && closed
}

/// Which text each word belongs to.
struct Texts<'a> {
    stream: &'a Stream,
    by_block: Vec<u32>,
}

/// Words that share one look-up.
const BLOCK: usize = 64;

fn text_of_words(stream: &Stream) -> Texts<'_> {
    let mut by_block = Vec::with_capacity(stream.words.len() / BLOCK + 1);
    let mut origin = 0;
    for at in (0..stream.words.len()).step_by(BLOCK) {
        while stream.origins.get(origin + 1).is_some_and(|next| next.at <= at) {
            origin += 1;
        }
        by_block.push(u32::try_from(origin).expect("there are fewer runs than words"));
    }
    Texts { stream, by_block }
}

impl Texts<'_> {
    fn at(&self, at: usize) -> u32 {
        let mut origin = self.by_block[at / BLOCK] as usize;
        while self.stream.origins.get(origin + 1).is_some_and(|next| next.at <= at) {
            origin += 1;
        }
        self.stream.origins[origin].text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn repeated_phrases_are_counted_with_their_texts_and_rare_ones_are_not() {
        let sources = Sources::from_pairs([
            ("seeds/a.txt", "The theory of permanent revolution. A permanent revolution, said he.\n"),
            ("seeds/b.txt", "Permanent revolutions need the theory of permanent revolutions.\n"),
        ]);
        let documents = crate::document::documents(&sources).0;
        let stream = Stream::of(&documents.iter().map(|document| &**document).collect::<Vec<_>>(), "en");
        let phrases = Phrases::of(&stream, 2);
        let mut found: Vec<_> = (0..)
            .zip(&phrases.list)
            .filter(|(_, phrase)| phrase.is_term)
            .map(|(ix, phrase)| {
                let words: Vec<_> =
                    phrases.keys(ix).iter().map(|key| stream.keys[*key as usize].as_str()).collect();
                (words.join(" "), phrase.count, phrase.texts)
            })
            .collect();
        found.sort();
        let expected = [
            ("permanent", 4, 2),
            ("permanent revolution", 4, 2),
            ("revolution", 4, 2),
            ("theory", 2, 2),
            ("theory of permanent", 2, 2),
            ("theory of permanent revolution", 2, 2),
        ];
        assert_eq!(found, expected.map(|(words, count, texts)| (words.to_owned(), count, texts)));
    }
}
