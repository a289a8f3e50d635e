//! Phrases that the texts repeat, counted level by level: a phrase of n words can only be frequent if
//! both phrases of n - 1 words within it are (Agrawal and Srikant, Fast algorithms for mining
//! association rules, 1994). So rare ones are never stored, and the cost is linear in words.

use super::stream::{Flag, Stream, Word};
use rapidhash::RapidHashMap;
use rayon::prelude::*;

/// The most words of a phrase, and the most characters of one in a script without blanks.
pub const LONGEST: usize = 6;
/// A phrase is a term if it may be one at one place of so many.
const SLIPS: u32 = 5;
const NONE: u32 = u32::MAX;

/// The place of a phrase in [`Phrases::list`].
pub type PhraseIx = u32;

/// A phrase that is frequent enough to be stored, and what its occurrences have in common.
#[derive(Clone, Debug, Default)]
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
    /// At how many places it begins and ends as a term may.
    terms: u32,
    last_text: u32,
}

#[derive(Debug, Default)]
pub struct Phrases {
    pub list: Vec<Phrase>,
    /// By key: the phrase of that word alone, or [`NONE`].
    singles: Vec<PhraseIx>,
    /// From a phrase and a further word to the longer phrase.
    steps: RapidHashMap<(PhraseIx, u32), PhraseIx>,
}

impl Phrases {
    /// All phrases of up to [`LONGEST`] words that occur at least `least` times.
    pub fn of(stream: &Stream, least: u32) -> Phrases {
        let mut phrases = Phrases { singles: vec![NONE; stream.keys.len()], ..Phrases::default() };
        let texts = text_of_words(stream);
        // By word of the stream: the phrase of the level before that begins there.
        let mut here = Vec::new();
        for length in 1..=LONGEST {
            let level = Level { stream, texts: &texts, here: &here, length };
            let before = phrases.list.len();
            here = phrases.add(level.count(), least, stream);
            if phrases.list.len() == before {
                break;
            }
        }
        phrases
    }

    /// Adds those that are not too rare, in the order in which they first stand. By word of the stream: the
    /// one of them that begins there.
    fn add(&mut self, counted: Vec<Counted>, least: u32, stream: &Stream) -> Vec<u32> {
        let mut numbers: Vec<Vec<u32>> = counted.iter().map(|share| vec![NONE; share.list.len()]).collect();
        let frequent = counted.iter().enumerate().flat_map(|(share, counted)| {
            let list = counted.list.iter().enumerate();
            list.filter(|(_, (_, phrase))| phrase.count >= least)
                .map(move |(own, (first, _))| (*first, share, own))
        });
        let mut frequent: Vec<(usize, usize, usize)> = frequent.collect();
        frequent.sort_unstable();
        for (_, share, own) in frequent {
            let phrase = counted[share].list[own].1.clone();
            let number = u32::try_from(self.list.len()).expect("4 billion phrases do not fit in memory");
            match phrase.prefix {
                Some(prefix) => drop(self.steps.insert((prefix, phrase.last), number)),
                None => self.singles[phrase.last as usize] = number,
            }
            numbers[share][own] = number;
            // "Five-Year Plan" is a name, "five years" is none; but one slip of the pen makes no name.
            let is_term = phrase.terms * SLIPS >= phrase.count;
            self.list.push(Phrase { is_term, ..phrase });
        }
        let shares = counted.len();
        let mut places: Vec<_> = counted.iter().map(|share| share.places.iter()).collect();
        let number = |word: &Word| {
            let share = word.key as usize % shares;
            places[share].next().and_then(|own| numbers[share].get(*own as usize)).copied().unwrap_or(NONE)
        };
        stream.words.iter().map(number).collect()
    }

    fn step(&self, from: PhraseIx, key: u32) -> Option<PhraseIx> {
        match from {
            NONE => self.singles.get(key as usize).copied().filter(|ix| *ix != NONE),
            _ => self.steps.get(&(from, key)).copied(),
        }
    }

    /// The phrases that begin at a place, from the shortest to the longest.
    pub fn at<'a>(&'a self, stream: &'a Stream, at: usize) -> impl Iterator<Item = PhraseIx> + 'a {
        let mut phrase = NONE;
        stream.words[at..].iter().take(LONGEST).map_while(move |word| {
            if word.is(Flag::Break) {
                return None;
            }
            phrase = self.step(phrase, word.key)?;
            Some(phrase)
        })
    }

    pub fn get(&self, ix: PhraseIx) -> &Phrase {
        &self.list[ix as usize]
    }

    pub fn find(&self, keys: &[u32]) -> Option<PhraseIx> {
        let mut phrase = NONE;
        for key in keys {
            phrase = self.step(phrase, *key)?;
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
}

/// All phrases of one length, given those that are one word shorter.
struct Level<'a> {
    stream: &'a Stream,
    texts: &'a Texts<'a>,
    here: &'a [u32],
    length: usize,
}

impl Level<'_> {
    /// The phrases within the one that begins at a place, and its last word, if it may be frequent.
    fn step(&self, at: usize) -> Option<(Option<PhraseIx>, Option<PhraseIx>, u32)> {
        let last = self.stream.words.get(at + self.length - 1).filter(|word| !word.is(Flag::Break))?;
        if self.length == 1 {
            return Some((None, None, last.key));
        }
        let known = |at: usize| self.here.get(at).copied().filter(|ix| *ix != NONE);
        Some((Some(known(at)?), Some(known(at + 1)?), last.key))
    }

    /// By share of all words: the phrases that begin with a word of it.
    fn count(&self) -> Vec<Counted> {
        let shares = shares();
        (0..shares).into_par_iter().map(|share| self.count_share(share, shares)).collect()
    }

    fn count_share(&self, share: u32, shares: u32) -> Counted {
        let mut numbers: RapidHashMap<(u32, u32), u32> = RapidHashMap::default();
        let mut counted = Counted::default();
        for at in (0..self.stream.words.len()).filter(|at| self.stream.words[*at].key % shares == share) {
            let Some((prefix, suffix, last)) = self.step(at) else {
                counted.places.push(NONE);
                continue;
            };
            let next = u32::try_from(counted.list.len()).expect("4 billion phrases do not fit in memory");
            let number = *numbers.entry((prefix.unwrap_or(NONE), last)).or_insert(next);
            if number == next {
                let words = u8::try_from(self.length).expect("phrases are short");
                let unseen = Phrase { last, words, prefix, suffix, last_text: NONE, ..Phrase::default() };
                counted.list.push((at, unseen));
            }
            counted.places.push(number);
            let phrase = &mut counted.list[number as usize].1;
            phrase.see(&self.stream.words[at..at + self.length], self.texts.at(at));
        }
        counted
    }
}

/// What one share of the words has of a level.
#[derive(Default)]
struct Counted {
    /// With the place where each stands first.
    list: Vec<(usize, Phrase)>,
    /// By place of the share, in order: the number in the list, or [`NONE`].
    places: Vec<u32>,
}

impl Phrase {
    fn see(&mut self, words: &[Word], text: u32) {
        self.terms += u32::from(may_be_term(words));
        self.count += 1;
        if self.last_text != text {
            self.last_text = text;
            self.texts += 1;
        }
    }
}

/// Into how many parts the words are shared out to be counted at once. Each part looks at all places, so
/// there is no use in many.
pub fn shares() -> u32 {
    u32::try_from(rayon::current_num_threads()).unwrap_or(1).clamp(1, 4)
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
    use crate::document::Document;
    use crate::source::Sources;
    use crate::suggest::tongue::Tongues;

    #[test]
    fn repeated_phrases_are_counted_with_their_texts_and_rare_ones_are_not() {
        let sources = Sources::from_pairs([
            ("seeds/a.txt", "The theory of permanent revolution. A permanent revolution, said he.\n"),
            ("seeds/b.txt", "Permanent revolutions need the theory of permanent revolutions.\n"),
        ]);
        let documents = crate::document::documents(&sources).0;
        let documents: Vec<&Document> = documents.iter().map(|document| &**document).collect();
        let stream = Stream::of(&documents, &Tongues::of(&documents, "en"));
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
