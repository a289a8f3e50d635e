//! Finding every phrase of the lexicon in a text, in one walk over its words.
//!
//! The phrases form a trie of word keys, and a second one of stems for the weaker kind of match. At
//! each word of a passage the tries are walked as far as the words go; every phrase met on the way is
//! a spot. Nothing is decided here but what words alone decide: which spots are mentions is for
//! `judge`, once all texts have been seen.

use super::cue::{Markup, Setting};
use super::explained;
use super::gist::{Gists, Seen};
use super::identifier;
use super::index::Index;
use super::introduced;
use super::language::Language;
use super::pattern::Meaning;
use super::phrase::{Kind, LONGEST};
use super::spot::{Edited, Found, Likeness, RuledOut, Spot, best_of_each};
use super::token::is_unspaced;
use super::unspaced;
use super::vocabulary::{Learnt, Start, Vocabulary, Words};
use super::walk::{By, Candidate, Walk, Walker};
use crate::concept::{Case, Concept, ConceptIx, Lexicon};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, EditedMention, Passage, PassageIx, Style};
use std::ops::Range;
use std::sync::Arc;

/// The phrases of a lexicon, ready to be found in texts of one language.
pub struct Finder {
    lexicon: Arc<Lexicon>,
    index: Index,
    gists: Gists,
}

impl Finder {
    pub fn new(lexicon: &Arc<Lexicon>, language: Language) -> Finder {
        let mut index = Index::new(lexicon, language);
        let gists = Gists::new(lexicon, language, &mut index.words);
        Finder { lexicon: lexicon.clone(), index, gists }
    }

    /// Begins a search. What it learns of words serves every document that it is used for.
    pub fn search(&self) -> Search<'_> {
        Search {
            finder: self,
            vocabulary: Vocabulary::new(&self.index),
            walker: Walker::new(&self.index),
            seen: Seen::new(self.index.words.len()),
            spots: Vec::new(),
            candidates: Vec::new(),
        }
    }

    fn edited(&self, edited: &[EditedMention], diagnostics: &mut Vec<Diagnostic>) -> Vec<Edited> {
        let found = edited.iter().filter_map(|mention| match self.lexicon.find(&mention.concept) {
            Some(concept) => {
                Some(Edited { passage: mention.at.passage, span: mention.at.span.clone(), concept })
            }
            None => {
                diagnostics.push(self.lexicon.unknown(&mention.concept).at(mention.place.clone()));
                None
            }
        });
        found.collect()
    }

    fn wikilinks(&self, at: PassageIx, passage: &Passage) -> impl Iterator<Item = Edited> {
        passage.marks.iter().filter_map(move |mark| match &mark.style {
            Style::Wikilink { target } => {
                Some(Edited { passage: at, span: mark.span.clone(), concept: self.lexicon.find(target)? })
            }
            _ => None,
        })
    }
}

/// A search through documents, one after the other.
pub struct Search<'a> {
    finder: &'a Finder,
    vocabulary: Vocabulary<'a>,
    walker: Walker<'a>,
    seen: Seen,
    /// Room for those of a text.
    spots: Vec<Spot>,
    /// Room for those of a passage.
    candidates: Vec<Candidate>,
}

impl Search<'_> {
    /// Every phrase in a document, in order of place.
    pub fn find(&mut self, document: &Document) -> (Found, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let added = self.finder.edited(&document.added, &mut diagnostics);
        let denied = self.finder.edited(&document.denied, &mut diagnostics);
        let mut found = Found { denied, spots: std::mem::take(&mut self.spots), ..Found::default() };
        self.seen.begin_text();
        for (ix, passage) in document.enumerate() {
            if passage.kind == document::Kind::Code {
                continue;
            }
            let here = added.iter().filter(|one| one.passage == ix).cloned();
            let explicit: Vec<Edited> = here.chain(self.finder.wikilinks(ix, passage)).collect();
            self.passage(ix, passage, explicit, &mut found);
        }
        let language = self.finder.index.language;
        introduced::add(document, language, &mut found.spots);
        explained::rule_out(document, &self.finder.lexicon, language, &mut found.spots);
        introduced::add_spelled_out(document, language, &mut found.spots);
        found.gists = self.finder.gists.shared(&found.spots, &self.seen);
        // What is kept takes no more room than it needs; the room of the search serves the next text.
        let kept = found.spots.clone();
        self.spots = std::mem::replace(&mut found.spots, kept);
        self.spots.clear();
        (found, diagnostics)
    }

    /// The concepts that a definition speaks of, in order.
    pub fn concepts_in(&mut self, text: &str) -> Vec<ConceptIx> {
        self.vocabulary.read(text);
        let mut candidates = Vec::new();
        self.candidates(text, &mut candidates);
        let declared = candidates.iter().filter(|candidate| candidate.of.kind.is_declared());
        let mut concepts: Vec<ConceptIx> = declared.map(|candidate| candidate.of.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    fn passage(&mut self, at: PassageIx, passage: &Passage, explicit: Vec<Edited>, found: &mut Found) {
        self.vocabulary.read(&passage.text);
        let (words, _) = self.vocabulary.words(&passage.text);
        found.words += words.len();
        self.seen.begin_passage();
        words.known_keys().for_each(|word| self.seen.see(word));
        let first = found.spots.len();
        found.spots.extend(explicit.into_iter().map(Spot::explicit));
        let mut candidates = std::mem::take(&mut self.candidates);
        self.candidates(&passage.text, &mut candidates);
        if !candidates.is_empty() {
            self.spots(at, passage, &candidates, found);
            best_of_each(&mut found.spots, first);
        }
        candidates.clear();
        self.candidates = candidates;
    }

    /// What the candidates are where they stand.
    fn spots(&self, at: PassageIx, passage: &Passage, candidates: &[Candidate], found: &mut Found) {
        let markup = Markup::of(passage);
        let (words, _) = self.vocabulary.words(&passage.text);
        let setting = Setting { passage, markup: &markup, words, language: self.finder.index.language };
        let is_not = |candidate: &&Candidate| candidate.of.kind == Kind::Not;
        let nots: Vec<&Candidate> = candidates.iter().filter(is_not).collect();
        for candidate in candidates.iter().filter(|candidate| !is_not(candidate)) {
            let Meaning { concept, kind, share, words, has_context } = candidate.of;
            let ruled_out = if markup.is_code(&candidate.span) {
                Some(RuledOut::Code)
            } else if around(&nots, candidate).any(|not| covers(&not.span, &candidate.span)) {
                Some(RuledOut::NotPhrase)
            } else if unspaced::is_part(&passage.text, &candidate.span) {
                Some(RuledOut::InWord)
            } else if identifier::is_code(&passage.text, &candidate.span, setting.language) {
                Some(RuledOut::InProgram)
            } else if setting.is_little_word(candidate.first, candidate.last)
                && self.finder.lexicon.get(concept).case == Case::Smart
            {
                Some(RuledOut::LittleWord)
            } else if has_context && !in_context(self.finder.lexicon.get(concept), passage) {
                Some(RuledOut::Context)
            } else {
                None
            };
            found.spots.push(Spot {
                passage: at,
                concept,
                kind,
                likeness: candidate.likeness,
                words,
                cues: setting.cues(candidate.first, candidate.last),
                share,
                gist: self.finder.gists.near(concept, &self.seen),
                ruled_out,
                span: candidate.span.clone(),
            });
        }
    }

    /// Every phrase of the lexicon that the words of the passage spell that was read last.
    fn candidates(&mut self, text: &str, candidates: &mut Vec<Candidate>) {
        let Search { finder, vocabulary, walker, .. } = self;
        let (words, starts) = vocabulary.words(text);
        for start in starts {
            let first = match *start {
                Start::Word(first) => first as usize,
                Start::Joined(first, node) => {
                    finder.joined(words, first as usize, node, candidates);
                    continue;
                }
            };
            let known = words.known(first);
            finder.alone(words, first, vocabulary.alone(known), candidates);
            if let Some(node) = known.leads {
                walker.walk(Walk { words, first, node, by: By::Word }, candidates);
            }
            if let Some(node) = known.stem_leads {
                walker.walk(Walk { words, first, node, by: By::Stem }, candidates);
            }
        }
    }
}

impl Finder {
    /// The phrases that a word is by itself.
    fn alone(&self, words: Words<'_>, first: usize, alone: &[Learnt], candidates: &mut Vec<Candidate>) {
        for Learnt { phrase, of, likeness, has_signs } in alone.iter().copied() {
            let span = if has_signs {
                self.index.pattern(phrase).span(words.run(first, first))
            } else {
                Some(words.span(first))
            };
            candidates.extend(span.map(|span| Candidate { of, first, last: first, span, likeness }));
        }
    }

    /// The phrases of one word that two words are which a hyphen joins.
    fn joined(&self, words: Words<'_>, first: usize, node: u32, candidates: &mut Vec<Candidate>) {
        let index = &self.index;
        for phrase in index.exact.ends(node).iter().copied() {
            let pattern = index.pattern(phrase);
            if pattern.exact.iter().all(Option::is_none) && pattern.literal.is_none() {
                let span = words.run(first, first + 1).whole();
                let (last, likeness) = (first + 1, Likeness::Inflected);
                candidates.push(Candidate { of: pattern.of, first, last, span, likeness });
            }
        }
    }
}

/// The phrases of the candidate's concept that might cover it; `nots` is in order of start.
fn around<'b>(nots: &'b [&'b Candidate], candidate: &Candidate) -> impl Iterator<Item = &'b Candidate> {
    let (start, wanted) = (candidate.span.start, candidate.of.concept);
    let end = nots.partition_point(|not| not.span.start <= start);
    let near = nots[..end].iter().rev().copied().take_while(move |not| not.span.start + LONGEST > start);
    near.filter(move |not| not.of.concept == wanted)
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether the words that a concept's `context` asks for are in the passage, and none that it excludes.
fn in_context(concept: &Concept, passage: &Passage) -> bool {
    let context = &concept.context;
    if context.any.is_empty() && context.none.is_empty() {
        return true;
    }
    let text = passage.text.to_lowercase();
    // As a word or phrase of the passage, not as letters within a word.
    let has = |wanted: &String| {
        let wanted = wanted.to_lowercase();
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || is_unspaced(c));
        text.match_indices(&wanted).any(|(at, found)| {
            is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
        })
    };
    (context.any.is_empty() || context.any.iter().any(has)) && !context.none.iter().any(has)
}
