//! The finder against a reference that is slow and plain: every phrase of the lexicon held against every
//! run of words of every passage. On random lexicons and texts both find the same.

use crate::mention::Standing;
use crate::mention::language::Language;
use crate::pipeline::understand;
use crate::source::Sources;
use proptest::prelude::*;
use reference::{GAPS, Place, WORDS, cased, difference, reference};
use std::collections::BTreeSet;

// Fuzzing uses it too, from outside the library.
#[path = "../../tests/fuzz/reference.rs"]
mod reference;

fn name() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(WORDS), 1..5);
    (words, prop::sample::select(&[" ", " ", "-"][..])).prop_map(|(words, gap)| words.join(gap))
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
        prop_assert_eq!(difference(&names, &text, Language::ENGLISH), None);
        prop_assert_eq!(difference(&names, &text, Language::OTHER), None);
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
