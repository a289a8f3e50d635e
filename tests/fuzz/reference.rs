//! A search for the phrases of a lexicon that is slow and plain: every phrase held against every run of
//! words. The finder must find the same. The tests of the library and those of its outside share it.

use seedbed::concept::{Case, ConceptIx, Lexicon};
use seedbed::document::{self, Document, Passage};
use seedbed::mention::finder::Finder;
use seedbed::mention::key::key;
use seedbed::mention::language::Language;
use seedbed::mention::phrase::{Kind, forms};
use seedbed::mention::token::{joins, tokens};
use seedbed::source::Sources;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words that share forms, parts and beginnings. None is of the family of another without being its form.
pub const WORDS: &[&str] = &[
    "map",
    "maps",
    "territory",
    "territories",
    "black",
    "market",
    "markets",
    "blackmarket",
    "class",
    "classes",
    "worker",
    "workers'",
    "worker’s",
    "state",
    "NATO",
    "straße",
    "café",
    "cafe\u{301}",
    "計画",
    "計",
    "画",
    "7",
];
/// What may stand between the words of a text: what joins them to a phrase, and what does not.
pub const GAPS: &[&str] = &[
    " ", " ", " ", " ", " ", "-", "-", "  ", "\u{a0}", "–", ", ", ". ", " – ", "; ", " the ", " a ", "/", "",
];

/// A word in one of the cases that a text may write it in.
pub fn cased(word: &str, case: u8) -> String {
    match case {
        0 => word.to_uppercase(),
        1 | 2 => {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
        3 => word.to_lowercase(),
        _ => word.to_owned(),
    }
}

/// A place in the text and the concept whose words stand there.
pub type Place = (usize, usize, ConceptIx);

/// What the finder finds too much or too little of the concepts of these names, if anything.
pub fn difference(names: &[String], text: &str, language: Language) -> Option<String> {
    let lexicon = std::sync::Arc::new(lexicon(names));
    let finder = Finder::new(&lexicon, language);
    let found = finder.search().find(&document(text)).0;
    let found: BTreeSet<Place> =
        found.spots.iter().map(|spot| (spot.span.start, spot.span.end, spot.concept)).collect();
    let expected = reference(&lexicon, text, language);
    let shown = |places: Vec<&Place>| -> Vec<String> {
        let show = |place: &&Place| format!("{:?} {:?}", &text[place.0..place.1], lexicon.get(place.2).name);
        places.iter().map(show).collect()
    };
    let more = shown(found.difference(&expected).collect());
    let less = shown(expected.difference(&found).collect());
    let is_same = more.is_empty() && less.is_empty();
    (!is_same).then(|| format!("{names:?} in {text:?}: too many {more:?}, too few {less:?}"))
}

/// Every phrase of every concept, held against every run of words.
pub fn reference(lexicon: &Lexicon, text: &str, language: Language) -> BTreeSet<Place> {
    let words: Vec<Range<usize>> = tokens(text).collect();
    let mut found = BTreeSet::new();
    for (concept, described) in lexicon.iter() {
        for form in forms(described, language).iter().filter(|form| form.kind != Kind::Not) {
            let words_of_it: Vec<&str> = tokens(&form.words).map(|span| &form.words[span]).collect();
            let phrase = Phrase { words: &words_of_it, any_case: form.case == Case::Insensitive };
            for first in 0..words.len() {
                // One word more than the phrase has may be an article.
                for last in first..words.len().min(first + phrase.words.len() + 1) {
                    if phrase.stands(text, &words[first..=last], language) {
                        found.insert((words[first].start, words[last].end, concept));
                    }
                }
            }
        }
    }
    found
}

/// A phrase by its words, and whether one word of it may be in small letters that has capitals alone.
struct Phrase<'a> {
    words: &'a [&'a str],
    any_case: bool,
}

impl Phrase<'_> {
    /// Whether the words of the text are the phrase: one for one, with at most one article more within a
    /// phrase of three or more; or two that a hyphen joins to the one word of the phrase.
    fn stands(&self, text: &str, words: &[Range<usize>], language: Language) -> bool {
        let said: Vec<&str> = words.iter().map(|span| &text[span.clone()]).collect();
        let gaps: Vec<&str> = words.windows(2).map(|pair| &text[pair[0].end..pair[1].start]).collect();
        if let ([wanted], [one, other], ["-" | "–"]) = (self.words, &said[..], &gaps[..]) {
            let is_hyphen = gaps == ["-"];
            let is_same = || key(&[*one, *other].concat(), language) == key(wanted, language);
            return is_hyphen && !self.minds_case() && is_same();
        }
        if !gaps.iter().all(|gap| joins(gap)) {
            return false;
        }
        if self.is_said(&said, language) {
            return true;
        }
        let is_article = |at: &usize| language.is_article(&said[*at].to_lowercase());
        let without = |at: usize| [&said[..at], &said[at + 1..]].concat();
        self.words.len() >= 3
            && (1..said.len().saturating_sub(1))
                .filter(is_article)
                .any(|at| self.is_said(&without(at), language))
    }

    fn is_said(&self, said: &[&str], language: Language) -> bool {
        let same = |(wanted, word): (&&str, &&str)| key(wanted, language) == key(word, language);
        self.words.len() == said.len()
            && std::iter::zip(self.words, said).all(same)
            && (!self.minds_case() || said[0].starts_with(self.words[0]))
    }

    /// Of a word alone that is all capitals, the case matters.
    fn minds_case(&self) -> bool {
        !self.any_case && self.words.len() == 1 && is_capital(self.words[0])
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && word.chars().all(char::is_uppercase)
}

fn document(text: &str) -> Document {
    let passage = Passage {
        kind: document::Kind::Paragraph,
        level: 0,
        text: text.to_owned(),
        marks: Vec::new(),
        atoms: Vec::new(),
        source: 0..text.len(),
    };
    Document { passages: vec![passage], ..Document::default() }
}

/// The lexicon of these names.
fn lexicon(names: &[String]) -> Lexicon {
    let yaml: String =
        names.iter().zip(0..).map(|(name, id)| format!("- id: c{id}\n  name: {name:?}\n")).collect();
    Lexicon::read(&Sources::from_pairs([("seeds/concepts.yaml", yaml.as_str())])).0
}
