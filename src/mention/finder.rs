//! Finding every phrase of the lexicon in a text, in one walk over its words.
//!
//! The phrases form a trie of word keys, and a second one of stems for the weaker kind of match. At
//! each word of a passage the tries are walked as far as the words go; every phrase met on the way is
//! a spot. Nothing is decided here but what words alone decide: which spots are mentions is for
//! `judge`, once all texts have been seen.

use super::cue::{Markup, Setting};
use super::gist::{Gists, Seen};
use super::index::Index;
use super::introduced;
use super::language::Language;
use super::pattern::Pattern;
use super::phrase::{Kind, LONGEST};
use super::spot::{Edited, Found, Likeness, RuledOut, Spot, best_of_each};
use super::token::{is_unspaced, joins, joins_loosely};
use super::trie::ROOT;
use super::vocabulary::{Vocabulary, Word};
use crate::concept::{Concept, ConceptIx, Lexicon};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, EditedMention, Passage, PassageIx, Style};
use std::ops::Range;

/// The phrases of a lexicon, ready to be found in texts of one language.
pub struct Finder<'a> {
    lexicon: &'a Lexicon,
    index: Index,
    gists: Gists,
}

impl<'a> Finder<'a> {
    pub fn new(lexicon: &'a Lexicon, language: Language) -> Finder<'a> {
        let mut index = Index::new(lexicon, language);
        let gists = Gists::new(lexicon, language, &mut index.words);
        Finder { lexicon, index, gists }
    }

    /// Begins a search. What it learns of words serves every document that it is used for.
    pub fn search(&self) -> Search<'_> {
        Search {
            finder: self,
            vocabulary: Vocabulary::new(&self.index),
            seen: Seen::new(self.index.words.len()),
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
    finder: &'a Finder<'a>,
    vocabulary: Vocabulary<'a>,
    seen: Seen,
}

/// A phrase met in a passage, before it is known where it stands.
struct Candidate {
    phrase: u32,
    first: usize,
    last: usize,
    span: Range<usize>,
    likeness: Likeness,
}

impl Search<'_> {
    /// Every phrase in a document, in order of place.
    pub fn find(&mut self, document: &Document) -> (Found, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let added = self.finder.edited(&document.added, &mut diagnostics);
        let mut found =
            Found { denied: self.finder.edited(&document.denied, &mut diagnostics), ..Found::default() };
        self.seen.begin_text();
        for (ix, passage) in document.enumerate() {
            if passage.kind == document::Kind::Code {
                continue;
            }
            let here = added.iter().filter(|one| one.passage == ix).cloned();
            let explicit: Vec<Edited> = here.chain(self.finder.wikilinks(ix, passage)).collect();
            self.passage(ix, passage, explicit, &mut found);
        }
        introduced::add(document, self.finder.index.language, &mut found.spots);
        found.gists = self.finder.gists.shared(&found.spots, &self.seen);
        (found, diagnostics)
    }

    /// The concepts that a definition speaks of, in order.
    pub fn concepts_in(&mut self, text: &str) -> Vec<ConceptIx> {
        let words = self.vocabulary.words(text);
        let mut concepts: Vec<ConceptIx> = self
            .candidates(text, &words)
            .iter()
            .map(|candidate| self.pattern(candidate))
            .filter(|phrase| phrase.kind.is_declared())
            .map(|phrase| phrase.concept)
            .collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    fn passage(&mut self, at: PassageIx, passage: &Passage, explicit: Vec<Edited>, found: &mut Found) {
        let words = self.vocabulary.words(&passage.text);
        found.words += words.len();
        self.seen.begin_passage();
        words.iter().filter_map(|word| word.known.word).for_each(|word| self.seen.see(word));
        let first = found.spots.len();
        found.spots.extend(explicit.into_iter().map(Spot::explicit));
        let candidates = self.candidates(&passage.text, &words);
        if candidates.is_empty() {
            return;
        }
        let markup = Markup::of(passage);
        let setting =
            Setting { passage, markup: &markup, words: &words, language: self.finder.index.language };
        let is_not = |candidate: &&Candidate| self.pattern(candidate).kind == Kind::Not;
        let nots: Vec<&Candidate> = candidates.iter().filter(is_not).collect();
        for candidate in candidates.iter().filter(|candidate| !is_not(candidate)) {
            let phrase = self.pattern(candidate);
            let concept = self.finder.lexicon.get(phrase.concept);
            let ruled_out = if markup.is_code(&candidate.span) {
                Some(RuledOut::Code)
            } else if self.around(&nots, candidate).any(|not| covers(&not.span, &candidate.span)) {
                Some(RuledOut::NotPhrase)
            } else {
                (!in_context(concept, passage)).then_some(RuledOut::Context)
            };
            found.spots.push(Spot {
                passage: at,
                concept: phrase.concept,
                kind: phrase.kind,
                likeness: candidate.likeness,
                words: u16::try_from(phrase.folded.len()).unwrap_or(u16::MAX),
                cues: setting.cues(candidate.first, candidate.last),
                share: phrase.share,
                gist: self.finder.gists.near(phrase.concept, &self.seen),
                ruled_out,
                span: candidate.span.clone(),
            });
        }
        best_of_each(&mut found.spots, first);
    }

    /// The phrases of the candidate's concept that might cover it; `nots` is in order of start.
    fn around<'b>(
        &'b self,
        nots: &'b [&'b Candidate],
        candidate: &Candidate,
    ) -> impl Iterator<Item = &'b Candidate> {
        let concept = |candidate: &Candidate| self.pattern(candidate).concept;
        let (start, wanted) = (candidate.span.start, concept(candidate));
        let end = nots.partition_point(|not| not.span.start <= start);
        let near = nots[..end].iter().rev().copied().take_while(move |not| not.span.start + LONGEST > start);
        near.filter(move |not| concept(not) == wanted)
    }

    /// Every phrase of the lexicon that the words of a passage spell.
    fn candidates(&mut self, text: &str, words: &[Word]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for (first, word) in words.iter().enumerate() {
            let known = word.known;
            for alone in self.vocabulary.alone(known) {
                let span = if alone.has_signs {
                    self.finder.index.pattern(alone.phrase).span(text, &words[first..=first])
                } else {
                    Some(word.span.clone())
                };
                let candidate = |span| Candidate {
                    phrase: alone.phrase,
                    first,
                    last: first,
                    span,
                    likeness: alone.likeness,
                };
                candidates.extend(span.map(candidate));
            }
            if let Some(node) = known.leads {
                self.walk(Walk { text, words, first, node, by: By::Word }, &mut candidates);
            }
            if let Some(node) = known.stem_leads {
                self.walk(Walk { text, words, first, node, by: By::Stem }, &mut candidates);
            }
            self.hyphenated(text, words, first, &mut candidates);
        }
        candidates
    }

    /// Walks a trie on from the node of the first word.
    fn walk(&self, walk: Walk<'_>, candidates: &mut Vec<Candidate>) {
        let Walk { text, words, first, mut node, by } = walk;
        let index = &self.finder.index;
        let trie = match by {
            By::Word => &index.exact,
            By::Stem => &index.stemmed,
        };
        let mut joined = true;
        let mut close = true;
        let mut skipped = false;
        for last in first + 1..words.len() {
            let known = words[last].known;
            let step = match by {
                By::Word => known.word,
                By::Stem => known.stem,
            };
            let next = step.and_then(|word| trie.step(node, word));
            // An article within a phrase does not make it another: map as (the) territory.
            let skips = known.is_article && !skipped;
            if next.is_none() && !skips {
                break;
            }
            let gap = &text[words[last - 1].span.end..words[last].span.start];
            joined = joined && joins(gap);
            close = close && joins_loosely(gap);
            let Some(next) = next else {
                skipped = true;
                continue;
            };
            node = next;
            for ix in trie.ends(node) {
                let pattern = index.pattern(*ix);
                let fits = joined || pattern.literal.is_some() || (pattern.loose && close);
                if !fits || (skipped && pattern.folded.len() < 3) {
                    continue;
                }
                let spoken = &words[first..=last];
                let by_word = || {
                    spoken.iter().map(|word| word.known.word).eq(pattern.path.iter().map(|word| Some(*word)))
                };
                if by == By::Stem && by_word() {
                    continue;
                }
                let likeness = match by {
                    By::Word => Some(pattern.likeness_of_form(text, spoken)),
                    By::Stem => pattern.likeness(text, spoken, index.language),
                };
                if let (Some(span), Some(likeness)) = (pattern.span(text, spoken), likeness) {
                    self.keep(Candidate { phrase: *ix, first, last, span, likeness }, candidates);
                }
            }
        }
    }

    /// Of the candidates that are one concept in the same words, which come one after the other, keeps the
    /// firmest.
    fn keep(&self, candidate: Candidate, candidates: &mut Vec<Candidate>) {
        let firmness = |candidate: &Candidate| (self.pattern(candidate).kind, candidate.likeness);
        let concept = |candidate: &Candidate| self.pattern(candidate).concept;
        match candidates.last_mut() {
            Some(last) if last.span == candidate.span && concept(last) == concept(&candidate) => {
                let is_not = firmness(last).0 == Kind::Not || firmness(&candidate).0 == Kind::Not;
                if is_not {
                    candidates.push(candidate);
                } else if firmness(&candidate) < firmness(last) {
                    *last = candidate;
                }
            }
            _ => candidates.push(candidate),
        }
    }

    /// A compound that the text writes with a hyphen and the lexicon without: `Arbeiter-Staat`.
    fn hyphenated(&mut self, text: &str, words: &[Word], first: usize, candidates: &mut Vec<Candidate>) {
        let end = words[first].span.end;
        // A look at one byte settles it for most words: a hyphen is one of ASCII, or begins with this byte.
        if !matches!(text.as_bytes().get(end), Some(b'-' | 0xe2)) {
            return;
        }
        let Some(next) = words.get(first + 1) else { return };
        if !matches!(&text[end..next.span.start], "-" | "‐" | "‑") {
            return;
        }
        let span = words[first].span.start..next.span.end;
        let whole = [&text[words[first].span.clone()], &text[next.span.clone()]].concat();
        let Some(word) = self.vocabulary.known(&whole).word else { return };
        if let Some(node) = self.finder.index.exact.step(ROOT, word) {
            for ix in self.finder.index.exact.ends(node) {
                let phrase = self.finder.index.pattern(*ix);
                if phrase.exact.iter().all(Option::is_none) && phrase.literal.is_none() {
                    let likeness = Likeness::Inflected;
                    let span = span.clone();
                    candidates.push(Candidate { phrase: *ix, first, last: first + 1, span, likeness });
                }
            }
        }
    }

    fn pattern(&self, candidate: &Candidate) -> &Pattern {
        self.finder.index.pattern(candidate.phrase)
    }
}

struct Walk<'a> {
    text: &'a str,
    words: &'a [Word],
    first: usize,
    node: u32,
    by: By,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Word,
    Stem,
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
