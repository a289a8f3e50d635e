//! The finder against a reference that is slow and plain: every phrase of the lexicon held against every
//! run of words of every passage. On random lexicons and texts both find the same.

use super::finder::Finder;
use crate::concept::{ConceptIx, Lexicon};
use crate::document::{self, Document, Passage};
use crate::mention::Standing;
use crate::mention::key::key;
use crate::mention::language::Language;
use crate::mention::phrase::{Kind, forms};
use crate::mention::token::{joins, tokens};
use crate::pipeline::understand;
use crate::source::Sources;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words that share forms, parts and beginnings. None is of the family of another without being its form.
const WORDS: &[&str] = &[
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
const GAPS: &[&str] = &[
    " ", " ", " ", " ", " ", "-", "-", "  ", "\u{a0}", "–", ", ", ". ", " – ", "; ", " the ", " a ", "/", "",
];

fn name() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(WORDS), 1..5);
    (words, prop::sample::select(&[" ", " ", "-"][..])).prop_map(|(words, gap)| words.join(gap))
}

fn cased(word: &str, case: u8) -> String {
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

/// Words one after the other, and now and then a whole name.
fn text(names: Vec<String>) -> impl Strategy<Value = String> {
    let words = prop_oneof![
        3 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => prop::sample::select(names),
    ];
    let word = (words, 0..12_u8, prop::sample::select(GAPS));
    prop::collection::vec(word, 1..40)
        .prop_map(|words| words.into_iter().map(|(word, case, gap)| cased(&word, case) + gap).collect())
}

fn corpus() -> impl Strategy<Value = (Vec<String>, String)> {
    prop::collection::vec(name(), 1..8).prop_flat_map(|names| (Just(names.clone()), text(names)))
}

fn lexicon(names: &[String]) -> Lexicon {
    let yaml: String =
        names.iter().zip(0..).map(|(name, id)| format!("- id: c{id}\n  name: {name:?}\n")).collect();
    Lexicon::read(&Sources::from_pairs([("seeds/concepts.yaml", yaml.as_str())])).0
}

/// A place in the text and the concept whose words stand there.
type Place = (usize, usize, ConceptIx);

/// Every phrase of every concept, held against every run of words.
fn reference(lexicon: &Lexicon, text: &str, language: Language) -> BTreeSet<Place> {
    let words: Vec<Range<usize>> = tokens(text).collect();
    let mut found = BTreeSet::new();
    for (concept, described) in lexicon.iter() {
        for form in forms(described, language).iter().filter(|form| form.kind != Kind::Not) {
            let phrase: Vec<&str> = tokens(&form.words).map(|span| &form.words[span]).collect();
            for first in 0..words.len() {
                for last in first..words.len() {
                    if stands(&phrase, text, &words[first..=last], language) {
                        found.insert((words[first].start, words[last].end, concept));
                    }
                }
            }
        }
    }
    found
}

/// Whether these words of the text are the phrase: one for one, with at most one article more within a
/// phrase of three or more; or two that a hyphen joins to the one word of the phrase.
fn stands(phrase: &[&str], text: &str, words: &[Range<usize>], language: Language) -> bool {
    let said: Vec<&str> = words.iter().map(|span| &text[span.clone()]).collect();
    let gaps: Vec<&str> = words.windows(2).map(|pair| &text[pair[0].end..pair[1].start]).collect();
    if let ([phrase], [one, other], ["-" | "–"]) = (phrase, &said[..], &gaps[..]) {
        let is_hyphen = gaps == ["-"];
        return is_hyphen
            && !is_capital(phrase)
            && key(&[*one, *other].concat(), language) == key(phrase, language);
    }
    if !gaps.iter().all(|gap| joins(gap)) {
        return false;
    }
    if is_phrase(phrase, &said, language) {
        return true;
    }
    let is_article = |at: &usize| language.is_article(&said[*at].to_lowercase());
    let without = |at: usize| [&said[..at], &said[at + 1..]].concat();
    phrase.len() >= 3
        && (1..said.len().saturating_sub(1))
            .filter(is_article)
            .any(|at| is_phrase(phrase, &without(at), language))
}

fn is_phrase(phrase: &[&str], said: &[&str], language: Language) -> bool {
    let same = |(wanted, word): (&&str, &&str)| key(wanted, language) == key(word, language);
    phrase.len() == said.len()
        && std::iter::zip(phrase, said).all(same)
        && !(phrase.len() == 1 && is_capital(phrase[0]) && !said[0].starts_with(phrase[0]))
}

/// Of a word alone that is all capitals, the case matters.
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

fn same_as_the_reference(names: &[String], text: &str, language: Language) -> Result<(), TestCaseError> {
    let lexicon = std::sync::Arc::new(lexicon(names));
    let finder = Finder::new(&lexicon, language);
    let found = finder.search().find(&document(text)).0;
    let found: BTreeSet<Place> =
        found.spots.iter().map(|spot| (spot.span.start, spot.span.end, spot.concept)).collect();
    let expected = reference(&lexicon, text, language);
    let shown = |places: Vec<&Place>| -> Vec<String> {
        places
            .iter()
            .map(|place| format!("{:?} {:?}", &text[place.0..place.1], lexicon.get(place.2).name))
            .collect()
    };
    let (more, less) =
        (shown(found.difference(&expected).collect()), shown(expected.difference(&found).collect()));
    prop_assert!(more.is_empty() && less.is_empty(), "{text:?}: too many {more:?}, too few {less:?}");
    Ok(())
}

/// Of phrases that overlap, the longest, then the first: by looking at all of them.
fn longest(places: &BTreeSet<Place>) -> BTreeSet<(usize, usize)> {
    let mut order: Vec<&Place> = places.iter().collect();
    order.sort_by_key(|(start, end, _)| (std::cmp::Reverse(end - start), *start));
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (start, end, _) in order {
        if taken.iter().all(|(from, to)| (from, to) == (start, end) || end <= from || to <= start) {
            taken.insert((*start, *end));
        }
    }
    taken
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_finder_finds_what_a_slow_search_finds((names, text) in corpus()) {
        same_as_the_reference(&names, &text, Language::ENGLISH)?;
        same_as_the_reference(&names, &text, Language::OTHER)?;
    }

    #[test]
    fn what_is_no_part_of_another_is_the_longest_there((names, text) in corpus()) {
        let yaml: String =
            names.iter().zip(0..).map(|(name, id)| format!("- id: c{id}\n  name: {name:?}\n")).collect();
        let config = "language: en\nlinking: all\nconfidence: {record: 0, link: 0}\n";
        let files = [
            ("seedbed.yaml", config),
            ("seeds/concepts.yaml", &yaml),
            ("seeds/a.txt", &format!("{text}\n")),
            ("seeds/a.yaml", "language: en\n"),
        ];
        let corpus = understand(&Sources::from_pairs(files)).corpus;
        for (ix, passage) in corpus.texts[0].document.enumerate() {
            let expected = longest(&reference(&corpus.lexicon, &passage.text, Language::ENGLISH));
            for mention in corpus.texts[0].mentions_in(ix) {
                let place = (mention.span.start, mention.span.end);
                let is_part = mention.standing == Standing::Nested;
                prop_assert_eq!(expected.contains(&place), !is_part, "{:?} in {:?}", &passage.text[mention.span.clone()], passage.text);
            }
        }
    }
}
