//! What each word of the texts is to the lexicon, learnt when the word is first met.

use super::index::Index;
use super::key::{fold, without_plural_of_capitals};
use super::packed::{Packed, Table};
use super::pattern::{Meaning, Pattern};
use super::phrase::Kind;
use super::spot::Likeness;
use super::token::tokens;
use super::trie::{ROOT, Trie, number};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// What a word is to the lexicon.
#[derive(Clone, Copy, PartialEq)]
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
    /// It stands within phrases, not only where they begin; the same of its stem.
    pub follows: bool,
    pub stem_follows: bool,
}

impl Known {
    const NOTHING: Known = Known {
        word: None,
        stem: None,
        leads: None,
        stem_leads: None,
        alone: (0, 0),
        is_article: false,
        is_common: false,
        precedes_verbs: false,
        follows: false,
        stem_follows: false,
    };
}

/// A word of a passage: its bytes, and its place among what is known.
#[derive(Clone, Copy)]
pub struct Word {
    start: u32,
    end: u32,
    known: u32,
}

/// Words of a passage, one after the other, and what is known of them.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub text: &'a str,
    list: &'a [Word],
    known: &'a [Known],
}

/// Where a phrase may begin.
#[derive(Clone, Copy)]
pub enum Start {
    /// At a word that is a phrase, or the first of one.
    Word(u32),
    /// At a word that with the next, to which a hyphen joins it, leads to a node.
    Joined(u32, u32),
}

/// A phrase that certain words are: a word by itself, or two.
#[derive(Clone, Copy)]
pub struct Learnt {
    pub phrase: u32,
    pub of: Meaning,
    pub likeness: Likeness,
    /// It has signs beside the words, for which the text must be asked.
    pub has_signs: bool,
}

pub struct Vocabulary<'a> {
    index: &'a Index,
    /// By word: its place in `known`, and whether a phrase may begin with it.
    short: Table,
    long: RapidHashMap<String, u32>,
    /// The first is what most words are to a lexicon: nothing.
    known: Vec<Known>,
    alone: Vec<Learnt>,
    /// Of the passage that was read last.
    words: Vec<Word>,
    starts: Vec<Start>,
}

/// The bit of a word's number that says whether a phrase may begin with it.
const BEGINS: u32 = 1;

impl Word {
    /// The words of a text that is read for itself.
    pub fn unknown(text: &str) -> Vec<Word> {
        tokens(text).map_while(|span| Word::new(&span, 0)).collect()
    }

    /// None beyond the first 4 GiB of a passage.
    fn new(span: &Range<usize>, number: u32) -> Option<Word> {
        let (start, end) = (u32::try_from(span.start).ok()?, u32::try_from(span.end).ok()?);
        Some(Word { start, end, known: number / 2 })
    }
}

impl<'a> Words<'a> {
    pub fn unknown(text: &'a str, list: &'a [Word]) -> Words<'a> {
        static NOTHING: [Known; 1] = [Known::NOTHING];
        Words { text, list, known: &NOTHING }
    }

    pub fn len(self) -> usize {
        self.list.len()
    }

    pub fn span(self, word: usize) -> Range<usize> {
        self.list[word].start as usize..self.list[word].end as usize
    }

    pub fn word(self, word: usize) -> &'a str {
        &self.text[self.span(word)]
    }

    pub fn known(self, word: usize) -> &'a Known {
        &self.known[self.list[word].known as usize]
    }

    /// What a word that is known and no other word has: by it what is learnt of words is kept.
    pub fn number(self, word: usize) -> u32 {
        self.list[word].known
    }

    /// The words from `first` to `last`.
    pub fn run(self, first: usize, last: usize) -> Words<'a> {
        Words { list: &self.list[first..=last], ..self }
    }

    /// From the first to the last.
    pub fn whole(self) -> Range<usize> {
        let (first, last) = (self.list.first(), self.list.last());
        first.map_or(0, |word| word.start as usize)..last.map_or(0, |word| word.end as usize)
    }

    pub fn each(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |word| self.word(word))
    }

    /// By word: the number of its key, if it has one.
    pub fn keys(self) -> impl Iterator<Item = Option<u32>> {
        self.list.iter().map(move |word| self.known[word.known as usize].word)
    }

    /// The numbers of the words that have one.
    pub fn known_keys(self) -> impl Iterator<Item = u32> {
        let something = self.list.iter().filter(|word| word.known > 0);
        something.filter_map(move |word| self.known[word.known as usize].word)
    }
}

impl<'a> Vocabulary<'a> {
    pub fn new(index: &'a Index) -> Vocabulary<'a> {
        Vocabulary {
            index,
            short: Table::default(),
            long: RapidHashMap::default(),
            known: vec![Known::NOTHING],
            alone: Vec::new(),
            words: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// Reads the words of a passage.
    pub fn read(&mut self, text: &str) {
        self.words.clear();
        self.starts.clear();
        for span in tokens(text) {
            let told = self.numbered(text, &span);
            let Some(word) = Word::new(&span, told) else { break };
            if let Some(before) = self.words.last() {
                let end = before.end as usize;
                // A look at one byte settles it for most words: a hyphen is one of ASCII, or begins with
                // this byte.
                if matches!(text.as_bytes()[end], b'-' | 0xe2)
                    && matches!(&text[end..span.start], "-" | "‐" | "‑")
                {
                    self.join(&[&text[before.start as usize..end], &text[span]].concat());
                }
            }
            if told & BEGINS != 0 {
                self.starts.push(Start::Word(number(self.words.len())));
            }
            self.words.push(word);
        }
    }

    /// The words of the passage that was read last, and where phrases may begin among them.
    pub fn words<'b>(&'b self, text: &'b str) -> (Words<'b>, &'b [Start]) {
        (Words { text, list: &self.words, known: &self.known }, &self.starts)
    }

    /// A compound that the text writes with a hyphen and the lexicon without: `Arbeiter-Staat`.
    fn join(&mut self, whole: &str) {
        let told = self.numbered(whole, &(0..whole.len()));
        let word = self.known[told as usize / 2].word;
        let node = word.and_then(|word| self.index.exact.step(ROOT, word));
        if let Some(node) = node.filter(|node| !self.index.exact.ends(*node).is_empty()) {
            self.starts.push(Start::Joined(number(self.words.len() - 1), node));
        }
    }

    /// Twice the place of a word in `known`, and [`BEGINS`].
    fn numbered(&mut self, text: &str, span: &Range<usize>) -> u32 {
        let packed = Packed::new(text, span);
        let number = match packed {
            Some(packed) => self.short.get(packed),
            None => self.long.get(&text[span.clone()]).copied(),
        };
        number.unwrap_or_else(|| self.learn_number(&text[span.clone()], packed))
    }

    #[cold]
    fn learn_number(&mut self, word: &str, packed: Option<Packed>) -> u32 {
        let known = self.learn(word);
        let number = if known == Known::NOTHING { 0 } else { 2 * number(self.known.len()) };
        if number > 0 {
            self.known.push(known);
        }
        let begins = known.leads.is_some() || known.stem_leads.is_some() || known.alone.1 > known.alone.0;
        let number = number | if begins { BEGINS } else { 0 };
        match packed {
            Some(packed) => self.short.add(packed, number),
            None => {
                self.long.insert(word.to_owned(), number);
            }
        }
        number
    }

    pub fn alone(&self, known: &Known) -> &[Learnt] {
        &self.alone[known.alone.0 as usize..known.alone.1 as usize]
    }

    fn learn(&mut self, word: &str) -> Known {
        let Index { language, words, stems, exact, stemmed, .. } = self.index;
        let folded = fold(word);
        let mut found = words.get(&language.key(&fold(without_plural_of_capitals(word)))).copied();
        // Words of the definitions are known too; but what a phrase may have goes before them.
        let in_phrases = |word: &u32| exact.follows(*word) || exact.step(ROOT, *word).is_some();
        if !found.as_ref().is_some_and(in_phrases) {
            let bases = language.bases(&folded);
            let mut bases = bases.iter().filter_map(|base| words.get(&language.key(base)).copied());
            found = bases.clone().find(in_phrases).or(found).or_else(|| bases.next());
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
            follows: found.is_some_and(|word| exact.follows(word)),
            stem_follows: stem.is_some_and(|stem| stemmed.follows(stem)),
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
        let known = [known];
        let Some(word) = Word::new(&(0..text.len()), 0) else { return };
        let words = Words { text, list: &[word], known: &known };
        let [known] = known;
        let first = self.alone.len();
        for phrase in ends(&self.index.exact, known.word) {
            let pattern = self.index.pattern(*phrase);
            self.add_alone(first, *phrase, pattern.likeness_of_form(words), pattern.span(words));
        }
        for phrase in ends(&self.index.stemmed, known.stem) {
            let pattern = self.index.pattern(*phrase);
            let likeness = pattern.likeness(words, self.index.language);
            if let Some(likeness) = likeness.filter(|_| known.word != Some(pattern.path[0])) {
                self.add_alone(first, *phrase, likeness, pattern.span(words));
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
            let is_same = other.of.concept == pattern.of.concept && other.of.kind != Kind::Not;
            is_same && other.literal.is_none()
        };
        let mut others = self.alone[first..].iter_mut();
        let other = others.find(|other| is_same(self.index.pattern(other.phrase)));
        match other.filter(|_| !has_signs && pattern.of.kind != Kind::Not) {
            Some(other) => {
                if (pattern.of.kind, likeness) < (other.of.kind, other.likeness) {
                    *other = Learnt { phrase, of: pattern.of, likeness, has_signs };
                }
            }
            None => self.alone.push(Learnt { phrase, of: pattern.of, likeness, has_signs }),
        }
    }
}

fn leads(trie: &Trie, word: Option<u32>) -> Option<u32> {
    trie.step(ROOT, word?).filter(|node| trie.goes_on(*node))
}

fn ends(trie: &Trie, word: Option<u32>) -> &[u32] {
    word.and_then(|word| trie.step(ROOT, word)).map_or(&[], |node| trie.ends(node))
}
