//! Walking the tries on from a word: the phrases of several words that begin with it.

use super::acronym::{is_short_form, stands_for};
use super::index::Index;
use super::pattern::Meaning;
use super::phrase::Kind;
use super::spot::Likeness;
use super::token::{is_katakana, joins, joins_loosely};
use super::trie::{Trie, number};
use super::vocabulary::{Known, Learnt, Words};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// A phrase met in a passage, before it is known where it stands.
pub struct Candidate {
    pub of: Meaning,
    pub first: usize,
    pub last: usize,
    pub span: Range<usize>,
    pub likeness: Likeness,
}

#[derive(Clone, Copy)]
pub struct Walk<'a> {
    pub words: Words<'a>,
    pub first: usize,
    /// The node of the first word.
    pub node: u32,
    pub by: By,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    Word,
    Stem,
}

impl By {
    /// What a word is called in the trie, if it stands within phrases.
    #[inline]
    fn word(self, known: &Known) -> Option<u32> {
        match self {
            By::Word => known.word.filter(|_| known.follows),
            By::Stem => known.stem.filter(|_| known.stem_follows),
        }
    }
}

pub struct Walker<'a> {
    index: &'a Index,
    /// What two words are that have a blank between them, learnt when they are first met: a part of the list.
    pairs: RapidHashMap<(By, u32, u32), (u32, u32)>,
    learnt: Vec<Learnt>,
}

impl<'a> Walker<'a> {
    pub fn new(index: &'a Index) -> Walker<'a> {
        Walker { index, pairs: RapidHashMap::default(), learnt: Vec::new() }
    }

    /// Walks a trie on from the node of the first word.
    #[inline]
    pub fn walk(&mut self, walk: Walk<'_>, candidates: &mut Vec<Candidate>) {
        // Most walks end at the second word, whichever it is.
        let second = walk.first + 1;
        if second < walk.words.len() {
            let known = walk.words.known(second);
            let next = walk.by.word(known).and_then(|word| self.trie(walk.by).step(walk.node, word));
            if next.is_some() || known.is_article {
                self.walk_on(walk, candidates);
            }
        }
    }

    #[inline]
    fn trie(&self, by: By) -> &'a Trie {
        match by {
            By::Word => &self.index.exact,
            By::Stem => &self.index.stemmed,
        }
    }

    fn walk_on(&mut self, walk: Walk<'_>, candidates: &mut Vec<Candidate>) {
        let Walk { words, first, mut node, by } = walk;
        let trie = self.trie(by);
        let mut joined = true;
        let mut close = true;
        let mut skipped = false;
        let mut glossed = false;
        for last in first + 1..words.len() {
            let known = words.known(last);
            let next = by.word(known).and_then(|word| trie.step(node, word));
            // An article within a phrase does not make it another: map as (the) territory.
            let skips = known.is_article && !skipped;
            if next.is_none() && !skips {
                if by == By::Word && is_gloss(words, first, last) {
                    glossed = true;
                    continue;
                }
                break;
            }
            let gap = &words.text[words.span(last - 1).end..words.span(last).start];
            let gap = if glossed { gap.trim_start_matches([')', '）']) } else { gap };
            glossed = false;
            joined = joined && (joins(gap) || is_dot_in_name(words, last));
            close = close && joins_loosely(gap);
            let Some(next) = next else {
                skipped = true;
                continue;
            };
            node = next;
            let ends = trie.ends(node);
            if last == first + 1 && gap == " " && !ends.is_empty() {
                self.pair(&walk, ends, candidates);
                continue;
            }
            for phrase in ends.iter().copied() {
                let pattern = self.index.pattern(phrase);
                let fits = joined || pattern.literal.is_some() || (pattern.loose && close);
                if !fits || (skipped && pattern.folded.len() < 3) {
                    continue;
                }
                let spoken = words.run(first, last);
                if let Some(likeness) = self.likeness(phrase, spoken, by)
                    && let Some(span) = pattern.span(spoken)
                {
                    keep(Candidate { of: pattern.of, first, last, span, likeness }, candidates);
                }
            }
        }
    }

    /// The phrases that end at the second word.
    fn pair(&mut self, walk: &Walk<'_>, ends: &[u32], candidates: &mut Vec<Candidate>) {
        let Walk { words, first, by, .. } = *walk;
        let last = first + 1;
        let spoken = words.run(first, last);
        let key = (by, words.number(first), words.number(last));
        let (from, to) = match self.pairs.get(&key) {
            Some(known) => *known,
            None => {
                let learnt = self.learn(ends, spoken, by);
                self.pairs.insert(key, learnt);
                learnt
            }
        };
        for Learnt { phrase, of, likeness, has_signs } in &self.learnt[from as usize..to as usize] {
            let span =
                if *has_signs { self.index.pattern(*phrase).span(spoken) } else { Some(spoken.whole()) };
            if let Some(span) = span {
                keep(Candidate { of: *of, first, last, span, likeness: *likeness }, candidates);
            }
        }
    }

    #[cold]
    fn learn(&mut self, ends: &[u32], spoken: Words<'_>, by: By) -> (u32, u32) {
        let from = number(self.learnt.len());
        for phrase in ends.iter().copied() {
            let pattern = self.index.pattern(phrase);
            let has_signs = pattern.has_signs();
            if let Some(likeness) = self.likeness(phrase, spoken, by)
                && (has_signs || pattern.span(spoken).is_some())
            {
                self.learnt.push(Learnt { phrase, of: pattern.of, likeness, has_signs });
            }
        }
        (from, number(self.learnt.len()))
    }

    /// None if the words are not like the phrase, or found to be so by their keys already.
    fn likeness(&self, phrase: u32, spoken: Words<'_>, by: By) -> Option<Likeness> {
        let pattern = self.index.pattern(phrase);
        match by {
            By::Word => Some(pattern.likeness_of_form(spoken)),
            By::Stem if spoken.keys().eq(pattern.path.iter().map(|word| Some(*word))) => None,
            By::Stem => pattern.likeness(spoken, self.index.language),
        }
    }
}

/// Whether a dot stands before a word that parts a foreign name in katakana: `コンテナ・ランタイム`.
fn is_dot_in_name(words: Words<'_>, word: usize) -> bool {
    let (before, word) = (words.span(word - 1).end, words.span(word).start);
    matches!(&words.text[before..word], "・" | "･")
        && words.text[..before].ends_with(is_katakana)
        && words.text[word..].starts_with(is_katakana)
}

/// Whether a word stands in brackets and is short for the words before it, from the first on: `Quality of
/// Service (QoS) class` is a phrase all the same.
#[cold]
fn is_gloss(words: Words<'_>, first: usize, last: usize) -> bool {
    let (before, word) = (words.run(first, last - 1).whole(), words.span(last));
    let is_bracketed = matches!(&words.text[before.end..word.start], " (" | " （" | "（")
        && words.text[word.end..].starts_with([')', '）']);
    let word = &words.text[word];
    last > first + 1 && is_bracketed && is_short_form(word) && stands_for(word, &words.text[before])
}

/// Of the candidates that are one concept in the same words, which come one after the other, keeps the
/// firmest.
fn keep(candidate: Candidate, candidates: &mut Vec<Candidate>) {
    let firmness = |candidate: &Candidate| (candidate.of.kind, candidate.likeness);
    match candidates.last_mut() {
        Some(last) if last.span == candidate.span && last.of.concept == candidate.of.concept => {
            let is_not = last.of.kind == Kind::Not || candidate.of.kind == Kind::Not;
            if is_not {
                candidates.push(candidate);
            } else if firmness(&candidate) < firmness(last) {
                *last = candidate;
            }
        }
        _ => candidates.push(candidate),
    }
}
