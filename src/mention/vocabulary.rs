//! What each word of the texts is to the lexicon, learnt when the word is first met.

use super::index::Index;
use super::key::{fold, without_plural_of_capitals};
use super::pattern::Pattern;
use super::phrase::Kind;
use super::spot::Likeness;
use super::token::tokens;
use super::trie::{ROOT, Trie, number};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// What a word is to the lexicon.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Known {
    pub word: Option<u32>,
    pub stem: Option<u32>,
    /// Where it leads in the trie of words, and in that of stems, if longer phrases begin with it.
    pub leads: Option<u32>,
    pub stem_leads: Option<u32>,
    /// The phrases that it is by itself: a part of the vocabulary's list.
    alone: (u32, u32),
    pub is_article: bool,
    /// It means nothing by itself.
    pub is_common: bool,
    pub precedes_verbs: bool,
}

/// A word of a passage.
pub struct Word {
    pub span: Range<usize>,
    pub known: Known,
}

/// A phrase that is a word by itself.
#[derive(Clone, Copy)]
pub struct Alone {
    pub phrase: u32,
    pub likeness: Likeness,
    /// It has signs beside the word, for which the text must be asked.
    pub has_signs: bool,
}

pub struct Vocabulary<'a> {
    index: &'a Index,
    /// By the bytes of a word as numbers, which are found faster than a string: its place in `known`.
    short: RapidHashMap<[u64; 2], u32>,
    long: RapidHashMap<String, u32>,
    /// The first is what most words are to a lexicon: nothing.
    known: Vec<Known>,
    alone: Vec<Alone>,
}

impl<'a> Vocabulary<'a> {
    pub fn new(index: &'a Index) -> Vocabulary<'a> {
        Vocabulary {
            index,
            short: RapidHashMap::default(),
            long: RapidHashMap::default(),
            known: vec![Known::default()],
            alone: Vec::new(),
        }
    }

    pub fn words(&mut self, text: &str) -> Vec<Word> {
        // In most languages a word and what stands before the next are about six bytes.
        let mut words = Vec::with_capacity(text.len() / 5);
        words.extend(tokens(text).map(|span| Word { known: self.known(&text[span.clone()]), span }));
        words
    }

    pub fn known(&mut self, word: &str) -> Known {
        let packed = packed(word);
        let at = match packed {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(word),
        };
        if let Some(at) = at {
            return self.known[*at as usize];
        }
        let known = self.learn(word);
        let at = if known == Known::default() { 0 } else { number(self.known.len()) };
        if at > 0 {
            self.known.push(known);
        }
        match packed {
            Some(packed) => self.short.insert(packed, at),
            None => self.long.insert(word.to_owned(), at),
        };
        known
    }

    pub fn alone(&self, known: Known) -> &[Alone] {
        &self.alone[known.alone.0 as usize..known.alone.1 as usize]
    }

    fn learn(&mut self, word: &str) -> Known {
        let Index { language, words, stems, exact, stemmed, .. } = self.index;
        let folded = fold(word);
        let mut found = words.get(&language.key(&fold(without_plural_of_capitals(word)))).copied();
        if found.is_none() {
            let mut bases = language.bases(&folded).into_iter();
            found = bases.find_map(|base| words.get(&language.key(&base)).copied());
        }
        let stem = stems.get(language.stem(&folded).as_deref().unwrap_or(&folded)).copied();
        let mut known = Known {
            word: found,
            stem,
            leads: leads(exact, found),
            stem_leads: leads(stemmed, stem),
            alone: (0, 0),
            is_article: language.is_article(&folded),
            is_common: language.is_common(&folded),
            precedes_verbs: language.precedes_verbs(&folded),
        };
        let first = self.alone.len();
        self.learn_alone(word, known);
        if self.alone.len() > first {
            known.alone = (number(first), number(self.alone.len()));
        }
        known
    }

    /// The phrases of one word, those of the same key before those of the same stem.
    fn learn_alone(&mut self, text: &str, known: Known) {
        let word = [Word { span: 0..text.len(), known }];
        let first = self.alone.len();
        for phrase in ends(&self.index.exact, known.word) {
            let pattern = self.index.pattern(*phrase);
            self.add_alone(first, *phrase, pattern.likeness_of_form(text, &word), pattern.span(text, &word));
        }
        for phrase in ends(&self.index.stemmed, known.stem) {
            let pattern = self.index.pattern(*phrase);
            let likeness = pattern.likeness(text, &word, self.index.language);
            if let Some(likeness) = likeness.filter(|_| known.word != Some(pattern.path[0])) {
                self.add_alone(first, *phrase, likeness, pattern.span(text, &word));
            }
        }
    }

    /// Of the phrases of one concept, of which most have several, keeps the firmest.
    fn add_alone(&mut self, first: usize, phrase: u32, likeness: Likeness, span: Option<Range<usize>>) {
        let pattern = self.index.pattern(phrase);
        let has_signs = pattern.literal.is_some();
        if span.is_none() && !has_signs {
            return;
        }
        let is_same = |other: &Pattern| {
            other.concept == pattern.concept && other.literal.is_none() && other.kind != Kind::Not
        };
        let mut others = self.alone[first..].iter_mut();
        let other = others.find(|other| is_same(self.index.pattern(other.phrase)));
        match other.filter(|_| !has_signs && pattern.kind != Kind::Not) {
            Some(other) => {
                let firmness = (self.index.pattern(other.phrase).kind, other.likeness);
                if (pattern.kind, likeness) < firmness {
                    *other = Alone { phrase, likeness, has_signs };
                }
            }
            None => self.alone.push(Alone { phrase, likeness, has_signs }),
        }
    }
}

/// The bytes of a word, if they are few. No word has a zero among them.
fn packed(word: &str) -> Option<[u64; 2]> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    let [first, second] = [0, 8].map(|at| bytes[at..at + 8].try_into().map(u64::from_le_bytes));
    Some([first.ok()?, second.ok()?])
}

fn leads(trie: &Trie, word: Option<u32>) -> Option<u32> {
    trie.step(ROOT, word?).filter(|node| trie.goes_on(*node))
}

fn ends(trie: &Trie, word: Option<u32>) -> &[u32] {
    word.and_then(|word| trie.step(ROOT, word)).map_or(&[], |node| trie.ends(node))
}
