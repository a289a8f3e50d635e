//! Finding every phrase of the lexicon in a text, in one walk over its words.
//!
//! The phrases form a trie of word keys. At each word of a passage the trie is walked as far as the
//! words go; every phrase met on the way is a candidate. Only then is it decided which candidates
//! stand: an editor's word first, then the longest.

use super::key::{Language, key};
use super::token::{joins, tokens};
use super::{Mention, Standing};
use crate::concept::{Case, Concept, ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, EditedMention, Kind, Passage, PassageIx, Style};
use rapidhash::{RapidHashMap, RapidHashSet};
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
            let next = u32::try_from(self.words.len()).expect("a lexicon of 4 billion words does not fit in memory");
            let word = *self.words.entry(key(&phrase[span.clone()], self.language)).or_insert(next);
            let next = u32::try_from(self.ends.len()).expect("as above");
            node = *self.steps.entry((node, word)).or_insert_with(|| {
                self.ends.push(Vec::new());
                next
            });
        }
        let exact = spans.iter().map(|span| exact(&phrase[span.clone()], case)).collect();
        let literal = has_signs(phrase, &spans).then(|| literal(phrase));
        let ends = &mut self.ends[node as usize];
        if !ends.iter().any(|other| other.concept == concept && other.literal == literal && other.rank <= rank) {
            ends.push(Phrase { concept, rank, exact, literal });
        }
    }

    /// Begins a search. What it learns of words serves every document that it is used for.
    pub fn search(&self) -> Search<'_> {
        Search { finder: self, seen: RapidHashMap::default(), undecided: RapidHashSet::default() }
    }

    fn edited(
        &self,
        edited: &[EditedMention],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(PassageIx, Range<usize>, ConceptIx)> {
        let found = edited.iter().filter_map(|mention| match self.lexicon.find(&mention.concept) {
            Some(concept) => Some((mention.at.passage, mention.at.span.clone(), concept)),
            None => {
                diagnostics.push(self.lexicon.unknown(&mention.concept).at(mention.place.clone()));
                None
            }
        });
        found.collect()
    }

    fn wikilinks(&self, passage: &Passage) -> Vec<(Range<usize>, ConceptIx)> {
        let links = passage.marks.iter().filter_map(|mark| match &mark.style {
            Style::Wikilink { target } => Some((mark.span.clone(), self.lexicon.find(target)?)),
            _ => None,
        });
        links.collect()
    }

    fn shared(&self, phrase: &Shared) -> Diagnostic {
        let names: Vec<_> = phrase.concepts.iter().map(|ix| format!("`{}`", self.lexicon.get(*ix).id)).collect();
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
            let here = |list: &[(PassageIx, Range<usize>, ConceptIx)]| -> Vec<(Range<usize>, ConceptIx)> {
                list.iter().filter(|(at, ..)| *at == ix).map(|(_, span, concept)| (span.clone(), *concept)).collect()
            };
            let mut explicit = here(&added);
            explicit.extend(self.finder.wikilinks(passage));
            let found = self.passage(passage, explicit, &here(&denied));
            mentions.extend(found.into_iter().map(|(span, concept, standing)| Mention {
                passage: ix,
                span,
                concept,
                standing,
            }));
        }
        diagnostics.extend(self.undecided.drain().map(|phrase| self.finder.shared(&phrase)));
        (mentions, diagnostics)
    }

    fn passage(
        &mut self,
        passage: &Passage,
        explicit: Vec<(Range<usize>, ConceptIx)>,
        denied: &[(Range<usize>, ConceptIx)],
    ) -> Vec<(Range<usize>, ConceptIx, Standing)> {
        let mut candidates = self.candidates(passage);
        if candidates.is_empty() && explicit.is_empty() {
            return Vec::new();
        }
        let nots: Vec<_> = candidates.extract_if(.., |candidate| candidate.rank == Rank::Not).collect();
        candidates.retain(|candidate| {
            let is_not = nots.iter().any(|not| not.concept == candidate.concept && covers(&not.span, &candidate.span));
            let is_denied =
                denied.iter().any(|(span, concept)| *concept == candidate.concept && overlap(span, &candidate.span));
            !is_not && !is_denied && !in_code(passage, &candidate.span)
        });
        candidates = self.decide(passage, candidates);
        // An editor's word stands before the longest, the longest before the first.
        candidates.sort_by_key(|candidate| (usize::MAX - candidate.span.len(), candidate.span.start));
        let mut standing: Vec<(Range<usize>, ConceptIx, Standing)> =
            explicit.into_iter().map(|(span, concept)| (span, concept, Standing::Later)).collect();
        let mut taken: Vec<(Range<usize>, ConceptIx)> =
            standing.iter().map(|(span, concept, _)| (span.clone(), *concept)).collect();
        for candidate in candidates {
            let by = taken.iter().find(|(span, _)| overlap(span, &candidate.span));
            let again = standing.iter().any(|(span, concept, _)| *concept == candidate.concept && overlap(span, &candidate.span));
            match by {
                _ if again => {}
                Some(_) => standing.push((candidate.span, candidate.concept, Standing::Nested)),
                None => {
                    taken.push((candidate.span.clone(), candidate.concept));
                    standing.push((candidate.span, candidate.concept, Standing::Later));
                }
            }
        }
        standing.sort_by_key(|(span, concept, _)| (span.start, usize::MAX - span.end, *concept));
        standing
    }

    /// Every phrase of the lexicon that the words of a passage spell.
    fn candidates(&mut self, passage: &Passage) -> Vec<Candidate> {
        let text = passage.text.as_str();
        let words: Vec<(Range<usize>, Option<u32>)> =
            tokens(text).map(|span| (span.clone(), self.word(&text[span]))).collect();
        let mut candidates = Vec::new();
        for first in 0..words.len() {
            let mut node = 0;
            let mut joined = true;
            for last in first..words.len() {
                let Some(step) = words[last].1.and_then(|word| self.finder.steps.get(&(node, word))) else { break };
                node = *step;
                if last > first {
                    joined &= joins(&text[words[last - 1].0.end..words[last].0.start]);
                }
                for phrase in &self.finder.ends[node as usize] {
                    candidates.extend(phrase.matches(text, &words[first..=last], joined));
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
        candidates.sort_by_key(|candidate| (candidate.span.start, candidate.span.end, candidate.rank, candidate.concept));
        let mut decided = Vec::with_capacity(candidates.len());
        for group in candidates.chunk_by(|a, b| a.span == b.span) {
            let firm = group.iter().filter(|candidate| candidate.rank == group[0].rank);
            let mut concepts: Vec<ConceptIx> = firm.map(|candidate| candidate.concept).collect();
            concepts.dedup();
            match concepts[..] {
                [concept] => decided.push(Candidate { span: group[0].span.clone(), concept, rank: group[0].rank }),
                _ => {
                    let words = passage.text[group[0].span.clone()].to_lowercase();
                    self.undecided.insert(Shared { words, concepts });
                }
            }
        }
        decided
    }
}

impl Phrase {
    fn matches(&self, text: &str, words: &[(Range<usize>, Option<u32>)], joined: bool) -> Option<Candidate> {
        let (first, last) = (&words.first()?.0, &words.last()?.0);
        let fits = words.iter().zip(&self.exact).all(|((span, _), exact)| {
            exact.as_deref().is_none_or(|exact| is_form_of(&text[span.clone()], exact))
        });
        let span = match &self.literal {
            Some(literal) => literal_span(text, first.start, literal)?,
            None if joined => first.start..last.end,
            None => return None,
        };
        fits.then_some(Candidate { span, concept: self.concept, rank: self.rank })
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

fn in_code(passage: &Passage, span: &Range<usize>) -> bool {
    let is_code = |style: &Style| matches!(style, Style::Code | Style::Math);
    passage.marks.iter().any(|mark| is_code(&mark.style) && overlap(&mark.span, span))
}

/// Whether the words that a concept's `context` asks for are in the passage, and none that it excludes.
fn in_context(concept: &Concept, passage: &Passage) -> bool {
    let context = &concept.context;
    if context.any.is_empty() && context.none.is_empty() {
        return true;
    }
    let text = passage.text.to_lowercase();
    let has = |word: &String| text.contains(&word.to_lowercase());
    (context.any.is_empty() || context.any.iter().any(has)) && !context.none.iter().any(has)
}
