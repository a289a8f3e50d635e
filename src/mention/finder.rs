//! Finding every phrase of the lexicon in a text, in one walk over its words.
//!
//! The phrases form a trie of word keys. At each word of a passage the trie is walked as far as the
//! words go; every phrase met on the way is a candidate. Only then is it decided which candidates
//! stand: an editor's word first, then the longest.

use super::key::{Language, key};
use super::token::{is_unspaced, joins, tokens};
use super::{Mention, Standing};
use crate::concept::{Case, Concept, ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, EditedMention, Kind, Mark, Passage, PassageIx, Style};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// The phrases of a lexicon, ready to be found in texts of one language.
pub struct Finder<'a> {
    lexicon: &'a Lexicon,
    language: Language,
    words: RapidHashMap<String, u32>,
    steps: RapidHashMap<(u32, u32), u32>,
    /// By node of the trie: the phrases that end there.
    ends: Vec<Vec<Phrase>>,
}

struct Phrase {
    concept: ConceptIx,
    rank: Rank,
    /// By word: its exact form, where case matters.
    exact: Vec<Option<String>>,
    /// The phrase as a whole, where it has signs that words do not show: `C++`, `U.S.S.R.`
    literal: Option<String>,
}

/// How firmly a phrase stands for its concept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    Alias,
    /// A phrase that looks like the concept and is not it.
    Not,
}

/// Words of a passage, and the concept that they mean.
#[derive(Clone)]
struct Place {
    span: Range<usize>,
    concept: ConceptIx,
}

/// A phrase met in a passage.
struct Candidate {
    span: Range<usize>,
    concept: ConceptIx,
    rank: Rank,
}

impl<'a> Finder<'a> {
    pub fn new(lexicon: &'a Lexicon, language: Language) -> Finder<'a> {
        let mut finder = Finder {
            lexicon,
            language,
            words: RapidHashMap::default(),
            steps: RapidHashMap::default(),
            ends: vec![Vec::new()],
        };
        for (ix, concept) in lexicon.iter() {
            finder.add(ix, &concept.name, Rank::Name, concept.case);
            concept.aliases.iter().for_each(|alias| finder.add(ix, alias, Rank::Alias, concept.case));
            concept.not.iter().for_each(|phrase| finder.add(ix, phrase, Rank::Not, Case::Insensitive));
        }
        finder
    }

    fn add(&mut self, concept: ConceptIx, phrase: &str, rank: Rank, case: Case) {
        let spans: Vec<_> = tokens(phrase).collect();
        if spans.is_empty() {
            return;
        }
        let mut node = 0;
        for span in &spans {
            let next =
                u32::try_from(self.words.len()).expect("a lexicon of 4 billion words does not fit in memory");
            let word = *self.words.entry(key(&phrase[span.clone()], self.language)).or_insert(next);
            let next = u32::try_from(self.ends.len()).expect("as above");
            node = *self.steps.entry((node, word)).or_insert_with(|| {
                self.ends.push(Vec::new());
                next
            });
        }
        let exact: Vec<_> = spans.iter().map(|span| exact(&phrase[span.clone()], case)).collect();
        let literal = has_signs(phrase, &spans).then(|| literal(phrase));
        let ends = &mut self.ends[node as usize];
        // A form in which any case will do is no repetition of one in capitals.
        let says_no_less = |other: &Phrase| other.exact == exact || other.exact.iter().all(Option::is_none);
        let again = |other: &Phrase| {
            other.concept == concept && other.literal == literal && other.rank <= rank && says_no_less(other)
        };
        if !ends.iter().any(again) {
            ends.push(Phrase { concept, rank, exact, literal });
        }
    }

    /// Begins a search. What it learns of words serves every document that it is used for.
    pub fn search(&self) -> Search<'_> {
        Search { finder: self, seen: RapidHashMap::default(), undecided: RapidHashSet::default() }
    }

    fn edited(&self, edited: &[EditedMention], diagnostics: &mut Vec<Diagnostic>) -> Vec<(PassageIx, Place)> {
        let found = edited.iter().filter_map(|mention| match self.lexicon.find(&mention.concept) {
            Some(concept) => Some((mention.at.passage, Place { span: mention.at.span.clone(), concept })),
            None => {
                diagnostics.push(self.lexicon.unknown(&mention.concept).at(mention.place.clone()));
                None
            }
        });
        found.collect()
    }

    fn wikilinks(&self, passage: &Passage) -> Vec<Place> {
        let links = passage.marks.iter().filter_map(|mark| match &mark.style {
            Style::Wikilink { target } => {
                Some(Place { span: mark.span.clone(), concept: self.lexicon.find(target)? })
            }
            _ => None,
        });
        links.collect()
    }

    fn shared(&self, phrase: &Shared) -> Diagnostic {
        let names: Vec<_> =
            phrase.concepts.iter().map(|ix| format!("`{}`", self.lexicon.get(*ix).id)).collect();
        let message = format!("“{}” may mean {}; it is not linked", phrase.words, names.join(" or "));
        Diagnostic::new(Code::SharedAlias, message)
            .at(self.lexicon.get(phrase.concepts[0]).place.clone())
            .hint("give these concepts a `context`, or write [[...]] where one is meant")
    }
}

/// An alias of several concepts that nothing decides between.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Shared {
    words: String,
    concepts: Vec<ConceptIx>,
}

/// A search through documents, one after the other.
pub struct Search<'a> {
    finder: &'a Finder<'a>,
    /// Words already reduced to keys, and the word of the trie that they are, if any.
    seen: RapidHashMap<String, Option<u32>>,
    undecided: RapidHashSet<Shared>,
}

impl Search<'_> {
    /// All mentions in a document, in order of place, not yet judged by the linking policy.
    pub fn find(&mut self, document: &Document) -> (Vec<Mention>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let added = self.finder.edited(&document.added, &mut diagnostics);
        let denied = self.finder.edited(&document.denied, &mut diagnostics);
        let mut mentions = Vec::new();
        for (ix, passage) in document.enumerate() {
            if passage.kind == Kind::Code {
                continue;
            }
            let here = |list: &[(PassageIx, Place)]| -> Vec<Place> {
                list.iter().filter(|(at, _)| *at == ix).map(|(_, place)| place.clone()).collect()
            };
            let mut explicit = here(&added);
            explicit.extend(self.finder.wikilinks(passage));
            let found = self.passage(passage, explicit, &here(&denied));
            mentions.extend(found.into_iter().map(|(place, standing)| Mention {
                passage: ix,
                span: place.span,
                concept: place.concept,
                standing,
            }));
        }
        diagnostics.extend(self.undecided.drain().map(|phrase| self.finder.shared(&phrase)));
        (mentions, diagnostics)
    }

    fn passage(
        &mut self,
        passage: &Passage,
        explicit: Vec<Place>,
        denied: &[Place],
    ) -> Vec<(Place, Standing)> {
        let mut candidates = self.candidates(passage);
        if candidates.is_empty() && explicit.is_empty() {
            return Vec::new();
        }
        let nots: Vec<_> = candidates.extract_if(.., |candidate| candidate.rank == Rank::Not).collect();
        let code = Spans::of(
            passage.marks.iter().filter(|mark| is_code(passage, mark)).map(|mark| mark.span.clone()),
        );
        candidates.retain(|candidate| {
            let is_not = around(&nots, candidate).any(|not| covers(&not.span, &candidate.span));
            !is_not && code.overlapping(&candidate.span).is_none()
        });
        candidates = self.decide(passage, candidates);
        // A denial comes after the decision: what is denied to one concept does not fall to another.
        candidates.retain(|candidate| {
            !denied.iter().any(|at| at.concept == candidate.concept && overlap(&at.span, &candidate.span))
        });
        // An editor's word stands before the longest, the longest before the first.
        candidates.sort_by_key(|candidate| (usize::MAX - candidate.span.len(), candidate.span.start));
        let mut taken = Spans::default();
        let mut standing = Vec::with_capacity(candidates.len());
        let chosen = explicit.into_iter().chain(candidates.into_iter().map(Candidate::place));
        let mut nested = Vec::new();
        for place in chosen {
            match taken.overlapping(&place.span) {
                Some(by) if by == place.concept => {}
                Some(_) => nested.push(place),
                None => {
                    taken.take(&place);
                    standing.push((place, Standing::Later));
                }
            }
        }
        standing.extend(outermost(nested).map(|place| (place, Standing::Nested)));
        standing.sort_by_key(|(place, _)| (place.span.start, usize::MAX - place.span.end, place.concept));
        standing
    }

    /// Every phrase of the lexicon that the words of a passage spell.
    fn candidates(&mut self, passage: &Passage) -> Vec<Candidate> {
        let text = passage.text.as_str();
        let words: Vec<Word> =
            tokens(text).map(|span| Word { known: self.word(&text[span.clone()]), span }).collect();
        let mut candidates = Vec::new();
        for first in 0..words.len() {
            let mut node = 0;
            let mut joined = true;
            for last in first..words.len() {
                let Some(step) = words[last].known.and_then(|word| self.finder.steps.get(&(node, word)))
                else {
                    break;
                };
                node = *step;
                if last > first {
                    joined = joined && joins(&text[words[last - 1].span.end..words[last].span.start]);
                }
                for phrase in &self.finder.ends[node as usize] {
                    let span = phrase
                        .span(text, &words[first..=last])
                        .filter(|_| joined || phrase.literal.is_some());
                    candidates.extend(span.map(|span| Candidate {
                        span,
                        concept: phrase.concept,
                        rank: phrase.rank,
                    }));
                }
            }
        }
        candidates
    }

    fn word(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.seen.get(word) {
            return *known;
        }
        let found = self.finder.words.get(&key(word, self.finder.language)).copied();
        self.seen.insert(word.to_owned(), found);
        found
    }

    /// Where one phrase may mean several concepts: the contexts decide, then a name before an alias.
    fn decide(&mut self, passage: &Passage, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.retain(|candidate| in_context(self.finder.lexicon.get(candidate.concept), passage));
        candidates.sort_by_key(|candidate| {
            (candidate.span.start, candidate.span.end, candidate.rank, candidate.concept)
        });
        let mut decided = Vec::with_capacity(candidates.len());
        for group in candidates.chunk_by(|a, b| a.span == b.span) {
            // A context that is met weighs as much as a name.
            let has_context = |candidate: &Candidate| {
                let context = &self.finder.lexicon.get(candidate.concept).context;
                !context.any.is_empty() || !context.none.is_empty()
            };
            let firm =
                group.iter().filter(|candidate| candidate.rank == group[0].rank || has_context(candidate));
            let mut concepts: Vec<ConceptIx> = firm.map(|candidate| candidate.concept).collect();
            concepts.dedup();
            match concepts[..] {
                [concept] => {
                    decided.push(Candidate { span: group[0].span.clone(), concept, rank: group[0].rank })
                }
                _ => {
                    let words = passage.text[group[0].span.clone()].to_lowercase();
                    self.undecided.insert(Shared { words, concepts });
                }
            }
        }
        decided
    }
}

/// A word of a passage.
struct Word {
    span: Range<usize>,
    /// Which word of the trie it is, if any.
    known: Option<u32>,
}

impl Candidate {
    fn place(self) -> Place {
        Place { span: self.span, concept: self.concept }
    }
}

impl Phrase {
    /// Where the phrase stands, if these words, whose keys are right, have the right form too.
    fn span(&self, text: &str, words: &[Word]) -> Option<Range<usize>> {
        let fits = words.iter().zip(&self.exact).all(|(word, exact)| {
            exact.as_deref().is_none_or(|exact| is_form_of(&text[word.span.clone()], exact))
        });
        let whole = words.first()?.span.start..words.last()?.span.end;
        match &self.literal {
            _ if !fits => None,
            Some(literal) => literal_span(text, whole.start, literal),
            None => Some(whole),
        }
    }
}

/// The form in which a word must stand, if its case matters: capitals, inner capitals, `Go`.
fn exact(word: &str, case: Case) -> Option<String> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let marked = match case {
        Case::Insensitive => false,
        Case::Sensitive => true,
        Case::Smart => inner || (capitals == letters && letters > 1) || (capitals == 1 && letters == 2),
    };
    marked.then(|| word.to_owned())
}

/// Whether a word is `exact`, or its plural or possessive.
fn is_form_of(word: &str, exact: &str) -> bool {
    match word.strip_prefix(exact) {
        Some(rest) => matches!(rest, "" | "s" | "'s" | "’s" | "'" | "’" | "es"),
        None => false,
    }
}

/// Whether a phrase has signs beside its words, which then count: dots, plus signs, hashes.
fn has_signs(phrase: &str, words: &[Range<usize>]) -> bool {
    let mut at = 0;
    let mut gaps = words.iter().map(|word| {
        let gap = &phrase[at..word.start];
        at = word.end;
        gap
    });
    let trimmed = phrase.trim();
    let head = trimmed.starts_with(['.', '#', '@', '$', '/']);
    let tail = trimmed.ends_with(['+', '#', '*', '!', '?', '%']);
    let inner = gaps.by_ref().skip(1).any(|gap| !joins(gap) && !gap.contains(['(', ')', ',', ':']));
    head || tail || inner
}

/// A phrase for comparing letter by letter: lower case, blanks as one.
fn literal(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where a literal phrase stands, given where its first word does.
fn literal_span(text: &str, first: usize, literal: &str) -> Option<Range<usize>> {
    let lead = literal.find(|c: char| c.is_alphanumeric())?;
    let start = first.checked_sub(lead).filter(|start| text.is_char_boundary(*start))?;
    let mut wanted = literal.chars().peekable();
    let mut end = start;
    for c in text[start..].chars() {
        if wanted.peek().is_none() {
            break;
        }
        for lower in c.to_lowercase() {
            let same = wanted.next() == Some(if lower.is_whitespace() { ' ' } else { lower });
            if !same {
                return None;
            }
        }
        end += c.len_utf8();
    }
    wanted.next().is_none().then_some(start..end)
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether the words of a mark are no words to be understood: code, or an address written out.
fn is_code(passage: &Passage, mark: &Mark) -> bool {
    match &mark.style {
        Style::Code | Style::Math => true,
        Style::Link { href } => {
            let words = &passage.text[mark.span.clone()];
            href == words || href.strip_prefix("mailto:") == Some(words)
        }
        _ => false,
    }
}

/// Spans that do not overlap, by their start, with the concept that each one means.
#[derive(Default)]
struct Spans {
    by_start: BTreeMap<usize, (usize, ConceptIx)>,
}

impl Spans {
    /// Spans that mean no concept.
    fn of(spans: impl Iterator<Item = Range<usize>>) -> Spans {
        Spans { by_start: spans.map(|span| (span.start, (span.end, ConceptIx(u32::MAX)))).collect() }
    }

    fn take(&mut self, place: &Place) {
        self.by_start.insert(place.span.start, (place.span.end, place.concept));
    }

    fn overlapping(&self, span: &Range<usize>) -> Option<ConceptIx> {
        let (_, (end, concept)) = self.by_start.range(..span.end).next_back()?;
        (*end > span.start).then_some(*concept)
    }
}

/// The phrases of the candidate's concept that might cover it; `nots` is in order of start.
fn around<'a>(nots: &'a [Candidate], candidate: &'a Candidate) -> impl Iterator<Item = &'a Candidate> {
    /// No phrase of a lexicon is longer, in bytes.
    const LONGEST: usize = 1_000;
    let end = nots.partition_point(|not| not.span.start <= candidate.span.start);
    let near = nots[..end].iter().rev().take_while(|not| not.span.start + LONGEST > candidate.span.start);
    near.filter(|not| not.concept == candidate.concept)
}

/// Of nested places of one concept that overlap, the first and longest.
fn outermost(mut nested: Vec<Place>) -> impl Iterator<Item = Place> {
    nested.sort_by_key(|place| (place.concept, place.span.start, usize::MAX - place.span.end));
    let mut last: Option<(ConceptIx, usize)> = None;
    nested.into_iter().filter(move |place| {
        let again = last.is_some_and(|(concept, end)| concept == place.concept && place.span.start < end);
        if !again {
            last = Some((place.concept, place.span.end));
        }
        !again
    })
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
