//! A phrase of the lexicon, ready to be compared with the words of a text.

use super::key::{fold, without_plural_of_capitals};
use super::language::{Language, Nearness, is_cyrillic};
use super::phrase::{Form, Kind, humps};
use super::proper::Share;
use super::spot::Likeness;
use super::token::{is_apostrophe, joins, tokens};
use super::vocabulary::Words;
use crate::concept::{Case, ConceptIx};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// What a phrase stands for, and how.
#[derive(Clone, Copy)]
pub struct Meaning {
    pub concept: ConceptIx,
    pub kind: Kind,
    /// Of a name with capitals.
    pub share: Share,
    /// How many words the phrase has.
    pub words: u16,
    /// The concept asks for words in the passage, or excludes some.
    pub has_context: bool,
}

pub struct Pattern {
    pub of: Meaning,
    /// As the lexicon writes it.
    words: String,
    /// By word: folded.
    pub folded: Vec<String>,
    /// By word: the number of its key.
    pub path: Vec<u32>,
    /// By word: its exact form, where case matters.
    pub exact: Vec<Option<String>>,
    /// The phrase as a whole, where it has signs that words do not show: `C++`, `U.S.S.R.`
    pub literal: Option<String>,
    /// It has commas or colons between its words, and so may the text.
    pub loose: bool,
    /// The bracket at its end.
    close: Option<char>,
}

impl Pattern {
    /// None if the phrase has no words.
    pub fn new(concept: ConceptIx, form: &Form) -> Option<Pattern> {
        let words = form.words.as_str();
        let spans: Vec<_> = tokens(words).collect();
        if spans.is_empty() {
            return None;
        }
        // `print()` is found as it is written; brackets with something in them may be left out.
        let is_call = words.ends_with("()");
        let exact = spans.iter().map(|span| {
            // A single letter is a name only as it is written: `A`, `x`.
            let is_letter = form.case == Case::Smart && words.chars().nth(1).is_none();
            let case = if is_letter { Case::Sensitive } else { form.case };
            exact(&words[span.clone()], case, spans.len())
        });
        Some(Pattern {
            of: Meaning {
                concept,
                kind: form.kind,
                share: Share::None,
                words: u16::try_from(spans.len()).unwrap_or(u16::MAX),
                has_context: false,
            },
            words: words.to_owned(),
            folded: spans.iter().map(|span| fold(without_plural_of_capitals(&words[span.clone()]))).collect(),
            path: Vec::new(),
            exact: exact.collect(),
            literal: (is_call || has_signs(words, &spans)).then(|| literal(words)),
            close: closing_bracket(words).filter(|_| !is_call),
            loose: spans.windows(2).any(|pair| !joins(&words[pair[0].end..pair[1].start])),
        })
    }

    /// Whether wherever the other stands, this one of the same words stands too, and is firmer.
    pub fn outdoes(&self, other: &Pattern) -> bool {
        let is_free = self.literal.is_none() && self.exact.iter().all(Option::is_none);
        let fits = is_free && self.close.is_none() && (self.loose || !other.loose);
        let is_same = other.of.kind != Kind::Not && self.of.concept == other.of.concept;
        fits && is_same && self.of.kind < other.of.kind
    }

    /// Whether it has signs beside its words, for which the text around them must be asked.
    pub fn has_signs(&self) -> bool {
        self.literal.is_some() || self.close.is_some()
    }

    /// Where the phrase stands, if these words, whose keys are right, have the right form too.
    pub fn span(&self, words: Words<'_>) -> Option<Range<usize>> {
        let text = words.text;
        let fits = std::iter::zip(words.each(), &self.exact)
            .all(|(word, exact)| exact.as_deref().is_none_or(|exact| is_form_of(word, exact)));
        let mut whole = words.whole();
        if let Some(close) = self.close {
            // A name with brackets is found with them, or by its parts.
            if !text[whole.clone()].contains(['(', '（']) || !text[whole.end..].starts_with(close) {
                return None;
            }
            whole.end += close.len_utf8();
        }
        match &self.literal {
            _ if !fits => None,
            Some(literal) => literal_span(text, whole.start, literal),
            None => Some(whole),
        }
    }

    /// How like the phrase words are that share its keys.
    pub fn likeness_of_form(&self, words: Words<'_>) -> Likeness {
        if words.text[words.whole()] == self.words {
            Likeness::Same
        } else if self.is_spelled(words) {
            Likeness::OtherCase
        } else {
            Likeness::Inflected
        }
    }

    /// Whether the words are the phrase's own but for their case.
    fn is_spelled(&self, words: Words<'_>) -> bool {
        words.len() == self.folded.len()
            && std::iter::zip(words.each(), &self.folded).all(|(word, wanted)| {
                word.eq_ignore_ascii_case(wanted) || (!word.is_ascii() && fold(word) == *wanted)
            })
    }

    /// How like the phrase words of its stems are, if they are not merely of one stem.
    pub fn likeness(&self, words: Words<'_>, language: Language) -> Option<Likeness> {
        if self.is_spelled(words) {
            return Some(self.likeness_of_form(words));
        }
        let mut likeness = Likeness::OtherCase;
        let is_weighty = |word: &usize| self.folded.len() == words.len() || !words.known(*word).is_article;
        let weighty = (0..words.len()).filter(is_weighty);
        for (at, (wanted, path)) in weighty.zip(std::iter::zip(&self.folded, &self.path)) {
            let same = words.known(at).word == Some(*path);
            let word = fold(words.word(at));
            if word == *wanted {
                continue;
            }
            let near = if same || language.bases(&word).contains(wanted) {
                Some(Likeness::Inflected)
            } else {
                let shared = word.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
                match language.nearness(&word, wanted) {
                    Some(Nearness::Inflected) => Some(Likeness::Inflected),
                    Some(Nearness::Derived) if shared > 4 || words.len() > 1 => Some(Likeness::Derived),
                    Some(Nearness::Doer) if words.len() > 1 => Some(Likeness::Derived),
                    _ => None,
                }
            };
            likeness = likeness.max(near?);
        }
        Some(likeness)
    }
}

/// The form in which a word must stand, if its case matters: capitals, inner capitals, `Go`. Beside
/// other words that match, only a word of two letters may be taken for another: `US`.
fn exact(word: &str, case: Case, of: usize) -> Option<String> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let marked = match case {
        Case::Insensitive => false,
        Case::Sensitive => true,
        Case::Smart => {
            (of == 1 && ((inner && !is_joined(word)) || (capitals == 1 && letters == 2)))
                || (capitals == letters && letters > 1 && (of == 1 || letters == 2))
        }
    };
    marked.then(|| without_plural_of_capitals(&word.nfkc().collect::<String>()).to_owned())
}

/// Whether a word is several written as one, or a word with a letter before it, which is no everyday word
/// however its letters are written: `GitHub`, `cAdvisor`, but not `LaTeX`.
fn is_joined(word: &str) -> bool {
    let parts = humps(word);
    let is_word = |part: &&str| part.chars().count() > 2 && part.chars().skip(1).all(char::is_lowercase);
    let lettered = parts.first().is_some_and(|part| part.len() == 1);
    parts.len() > 1 && parts.iter().skip(usize::from(lettered)).all(is_word)
}

/// Whether a word is `exact`, or its plural or possessive, or has a Korean particle or an ending in Cyrillic letters.
pub fn is_form_of(word: &str, exact: &str) -> bool {
    let wide: String;
    let word = if is_nfkc(word) {
        word
    } else {
        wide = word.nfkc().collect();
        &wide
    };
    match word.strip_prefix(exact) {
        Some("" | "s" | "'s" | "’s" | "'" | "’" | "es") => true,
        Some(rest) => {
            rest.chars().all(|c| matches!(c, '가'..='힣'))
                || rest.trim_start_matches(is_apostrophe).chars().all(is_cyrillic)
        }
        None => false,
    }
}

fn closing_bracket(phrase: &str) -> Option<char> {
    phrase.chars().next_back().filter(|c| matches!(c, ')' | '）'))
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
    let head = trimmed.starts_with(['.', '#', '@', '$', '/']) || is_apart(trimmed.chars());
    let tail = trimmed.ends_with(['+', '#', '*', '!', '?', '%']) || is_apart(trimmed.chars().rev());
    let inner = gaps.by_ref().skip(1).any(|gap| !joins(gap) && !gap.contains(['(', ')', ',', ':']));
    head || tail || inner
}

/// Whether a sign stands apart from the words, which is a word itself: `_ expressions`, `& operator`.
fn is_apart(mut phrase: impl Iterator<Item = char>) -> bool {
    phrase.next().is_some_and(|c| "_&*=<>?!+^|~%".contains(c))
        && phrase.next().is_some_and(char::is_whitespace)
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
