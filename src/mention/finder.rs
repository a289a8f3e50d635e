//! Finding every phrase of the lexicon in a text, in one walk over its words.
//!
//! The phrases form a trie of word keys, and a second one of stems for the weaker kind of match. At
//! each word of a passage the tries are walked as far as the words go; every phrase met on the way is
//! a spot. Nothing is decided here but what words alone decide: which spots are mentions is for
//! `judge`, once all texts have been seen.

use super::cue::{Markup, Setting};
use super::gist::{Gists, Seen};
use super::introduced;
use super::key::{fold, key};
use super::language::Language;
use super::pattern::{Known, Pattern, Word};
use super::phrase::{Kind, forms};
use super::spot::{Edited, Found, Likeness, RuledOut, Spot, best_of_each};
use super::token::{is_unspaced, joins, joins_loosely, tokens};
use super::trie::{ROOT, Trie, number};
use crate::concept::{Concept, ConceptIx, Lexicon};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, EditedMention, Passage, PassageIx, Style};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// The phrases of a lexicon, ready to be found in texts of one language.
pub struct Finder<'a> {
    lexicon: &'a Lexicon,
    language: Language,
    words: RapidHashMap<String, u32>,
    stems: RapidHashMap<String, u32>,
    exact: Trie,
    stemmed: Trie,
    patterns: Vec<Pattern>,
    gists: Gists,
}

impl<'a> Finder<'a> {
    pub fn new(lexicon: &'a Lexicon, language: Language) -> Finder<'a> {
        let mut finder = Finder {
            lexicon,
            language,
            words: RapidHashMap::default(),
            stems: RapidHashMap::default(),
            exact: Trie::default(),
            stemmed: Trie::default(),
            patterns: Vec::new(),
            gists: Gists::default(),
        };
        for (ix, concept) in lexicon.iter() {
            for form in forms(concept, language) {
                if let Some(pattern) = Pattern::new(ix, &form) {
                    finder.add(pattern);
                }
            }
        }
        finder.gists = Gists::new(lexicon, language, &mut finder.words);
        finder
    }

    fn add(&mut self, mut pattern: Pattern) {
        let ix = number(self.patterns.len());
        let path: Vec<u32> = pattern
            .folded
            .iter()
            .map(|word| {
                let next = number(self.words.len());
                *self.words.entry(self.language.key(word)).or_insert(next)
            })
            .collect();
        self.exact.add(&path, ix);
        pattern.path = path;
        let stems: Vec<Option<String>> = pattern.folded.iter().map(|word| self.language.stem(word)).collect();
        let any_case = pattern.exact.iter().any(Option::is_none) && pattern.literal.is_none();
        let made_up = matches!(pattern.kind, Kind::Initials | Kind::Spelled);
        if any_case && !made_up && self.language.has_stems() {
            let path: Vec<u32> = std::iter::zip(stems, &pattern.folded)
                .map(|(stem, folded)| {
                    let next = number(self.stems.len());
                    *self.stems.entry(stem.unwrap_or_else(|| folded.clone())).or_insert(next)
                })
                .collect();
            self.stemmed.add(&path, ix);
        }
        self.patterns.push(pattern);
    }

    /// Begins a search. What it learns of words serves every document that it is used for.
    pub fn search(&self) -> Search<'_> {
        Search { finder: self, known: RapidHashMap::default(), seen: Seen::new(self.words.len()) }
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
    /// Words already reduced to keys and stems.
    known: RapidHashMap<String, Known>,
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
        introduced::add(document, self.finder.language, &mut found.spots);
        found.gists = self.finder.gists.shared(&found.spots, &self.seen);
        (found, diagnostics)
    }

    /// The concepts that a definition speaks of, in order.
    pub fn concepts_in(&mut self, text: &str) -> Vec<ConceptIx> {
        let words = self.words(text);
        let mut concepts: Vec<ConceptIx> = self
            .candidates(text, &words)
            .iter()
            .map(|candidate| &self.finder.patterns[candidate.phrase as usize])
            .filter(|phrase| phrase.kind.is_declared())
            .map(|phrase| phrase.concept)
            .collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    fn passage(&mut self, at: PassageIx, passage: &Passage, explicit: Vec<Edited>, found: &mut Found) {
        let words = self.words(&passage.text);
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
        let setting = Setting { passage, markup: &markup, words: &words, language: self.finder.language };
        let (nots, candidates): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|candidate| self.finder.patterns[candidate.phrase as usize].kind == Kind::Not);
        for candidate in candidates {
            let phrase = &self.finder.patterns[candidate.phrase as usize];
            let concept = self.finder.lexicon.get(phrase.concept);
            let ruled_out = if markup.is_code(&candidate.span) {
                Some(RuledOut::Code)
            } else if self.around(&nots, &candidate).any(|not| covers(&not.span, &candidate.span)) {
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
                gist: self.finder.gists.near(phrase.concept, &self.seen),
                ruled_out,
                span: candidate.span,
            });
        }
        best_of_each(&mut found.spots, first);
    }

    /// The phrases of the candidate's concept that might cover it; `nots` is in order of start.
    fn around<'b>(
        &'b self,
        nots: &'b [Candidate],
        candidate: &Candidate,
    ) -> impl Iterator<Item = &'b Candidate> {
        /// No phrase of a lexicon is longer, in bytes.
        const LONGEST: usize = 1_000;
        let concept = |candidate: &Candidate| self.finder.patterns[candidate.phrase as usize].concept;
        let (start, wanted) = (candidate.span.start, concept(candidate));
        let end = nots.partition_point(|not| not.span.start <= start);
        let near = nots[..end].iter().rev().take_while(move |not| not.span.start + LONGEST > start);
        near.filter(move |not| concept(not) == wanted)
    }

    fn words(&mut self, text: &str) -> Vec<Word> {
        tokens(text).map(|span| Word { known: self.known(&text[span.clone()]), span }).collect()
    }

    /// Every phrase of the lexicon that the words of a passage spell.
    fn candidates(&mut self, text: &str, words: &[Word]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for first in 0..words.len() {
            let known = words[first].known;
            if let Some(word) = known.word
                && self.finder.exact.begins_with(word)
            {
                self.walk(Walk { text, words, first, by: By::Word }, &mut candidates);
            }
            if let Some(stem) = known.stem
                && self.finder.stemmed.begins_with(stem)
            {
                self.walk(Walk { text, words, first, by: By::Stem }, &mut candidates);
            }
            self.hyphenated(text, words, first, &mut candidates);
        }
        candidates
    }

    /// Walks a trie from one word on.
    fn walk(&self, walk: Walk<'_>, candidates: &mut Vec<Candidate>) {
        let Walk { text, words, first, by } = walk;
        let trie = match by {
            By::Word => &self.finder.exact,
            By::Stem => &self.finder.stemmed,
        };
        let mut node = ROOT;
        let mut joined = true;
        let mut close = true;
        let mut skipped = 0;
        for last in first..words.len() {
            let known = words[last].known;
            let step = match by {
                By::Word => known.word,
                By::Stem => known.stem,
            };
            if last > first {
                let gap = &text[words[last - 1].span.end..words[last].span.start];
                joined = joined && joins(gap);
                close = close && joins_loosely(gap);
            }
            match step.and_then(|word| trie.step(node, word)) {
                Some(next) => node = next,
                // An article within a phrase does not make it another: map as (the) territory.
                None if known.is_article && last > first && skipped == 0 => {
                    skipped = 1;
                    continue;
                }
                None => break,
            }
            for ix in trie.ends(node) {
                let pattern = &self.finder.patterns[*ix as usize];
                let fits = joined || pattern.literal.is_some() || (pattern.loose && close);
                if !fits || (skipped > 0 && pattern.folded.len() < 3) {
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
                    By::Stem => pattern.likeness(text, spoken, self.finder.language),
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
        let patterns = &self.finder.patterns;
        let firmness = |candidate: &Candidate| (patterns[candidate.phrase as usize].kind, candidate.likeness);
        let concept = |candidate: &Candidate| patterns[candidate.phrase as usize].concept;
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
        let Some(next) = words.get(first + 1) else { return };
        if !matches!(&text[words[first].span.end..next.span.start], "-" | "‐" | "‑") {
            return;
        }
        let span = words[first].span.start..next.span.end;
        let whole = [&text[words[first].span.clone()], &text[next.span.clone()]].concat();
        let Some(word) = self.known(&whole).word else { return };
        if let Some(node) = self.finder.exact.step(ROOT, word) {
            for ix in self.finder.exact.ends(node) {
                let phrase = &self.finder.patterns[*ix as usize];
                if phrase.exact.iter().all(Option::is_none) && phrase.literal.is_none() {
                    let likeness = Likeness::Inflected;
                    let span = span.clone();
                    candidates.push(Candidate { phrase: *ix, first, last: first + 1, span, likeness });
                }
            }
        }
    }

    fn known(&mut self, word: &str) -> Known {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let language = self.finder.language;
        let folded = fold(word);
        let mut found = self.finder.words.get(&key(word, language)).copied();
        if found.is_none() {
            let mut bases = language.bases(&folded).into_iter();
            found = bases.find_map(|base| self.finder.words.get(&language.key(&base)).copied());
        }
        let stem = language.stem(&folded).unwrap_or_else(|| folded.clone());
        let known = Known {
            word: found,
            stem: self.finder.stems.get(&stem).copied(),
            is_article: language.is_article(&folded),
            is_common: language.is_common(&folded),
            precedes_verbs: language.precedes_verbs(&folded),
        };
        self.known.insert(word.to_owned(), known);
        known
    }
}

struct Walk<'a> {
    text: &'a str,
    words: &'a [Word],
    first: usize,
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
