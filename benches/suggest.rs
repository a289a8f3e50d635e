//! How good are the suggestions? Corpora whose lexicon a person wrote are read without it, and what
//! is proposed is held against it, beside a plain TF-IDF and a C-value ranking of the same phrases.
//!
//! `cargo bench --bench suggest -- FOLDER...`, each folder a corpus with `seeds/concepts.yaml`. With
//! `--speed` only the time of `suggest` is taken, for corpora that are too large for the other rankings.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench measures time and prints")]

use seedbed::concept::{ConceptIx, Lexicon};
use seedbed::config::Config;
use seedbed::document::{Document, Kind, documents};
use seedbed::mention::key::key;
use seedbed::mention::language::Language;
use seedbed::mention::token::{joins, tokens};
use seedbed::source::Sources;
use seedbed::suggest::{Wanted, is_function_word, suggest};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

/// The most words of a phrase.
const LONGEST: usize = 5;
/// Beside the number of concepts, the first so many proposals are looked at.
const FIRST: usize = 30;

fn main() {
    println!(
        "set | concepts | ranking | right of the first {FIRST} | concepts among the first N | among the first 2 N | time"
    );
    println!("--- | --: | --- | --: | --: | --: | --:");
    for folder in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        measure(Path::new(&folder));
    }
}

fn measure(folder: &Path) {
    let sources = Sources::read(folder).0;
    let lexicon = Lexicon::read(&sources).0;
    let config = Config::read(&sources).0;
    let texts = documents(&sources).0;
    let gold = Gold::of(&lexicon, &config.language);
    let set = folder.file_name().unwrap_or_default().to_string_lossy();
    let row = |ranking: &str, phrases: &[Vec<String>], time: f64| {
        let number = lexicon.len();
        println!(
            "{set} | {number} | {ranking} | {} | {} | {} | {time:.1} s",
            gold.right(phrases, FIRST),
            gold.concepts(phrases, number),
            gold.concepts(phrases, 2 * number)
        );
    };
    let start = Instant::now();
    let wanted = Wanted {
        language: &config.language,
        rejected: &[],
        top: (2 * lexicon.len()).max(FIRST),
        min_texts: 1,
    };
    let all: Vec<&Document> = texts.iter().map(|text| &**text).collect();
    let suggestions = suggest(&all, &Lexicon::default(), &wanted);
    let proposed: Vec<Vec<String>> = suggestions
        .proposals
        .iter()
        .map(|one| one.aliases.iter().chain([&one.name]).map(|name| keys(name, &config.language)).collect())
        .collect();
    row("seedbed suggest", &proposed, start.elapsed().as_secs_f64());
    if std::env::args().any(|argument| argument == "--speed") {
        return;
    }
    let counts = Counts::of(&texts, &config.language);
    for (ranking, score) in
        [("TF-IDF", Counts::tf_idf as fn(&Counts, &Count) -> f64), ("C-value", Counts::c_value)]
    {
        let start = Instant::now();
        let phrases: Vec<Vec<String>> = counts.ranked(score).into_iter().map(|phrase| vec![phrase]).collect();
        row(ranking, &phrases, start.elapsed().as_secs_f64());
    }
    println!("{set} | {} | all repeated phrases | | {} | | ", lexicon.len(), counts.reach(&gold));
}

fn keys(words: &str, tag: &str) -> String {
    let language = Language::from_tag(tag);
    tokens(words).map(|span| key(&words[span], language)).collect::<Vec<_>>().join(" ")
}

/// The concepts of the lexicon by every name that they have.
struct Gold {
    names: HashMap<String, ConceptIx>,
}

impl Gold {
    fn of(lexicon: &Lexicon, tag: &str) -> Gold {
        let mut names = HashMap::new();
        for (ix, concept) in lexicon.iter() {
            for name in concept.aliases.iter().chain([&concept.name]) {
                names.entry(keys(name, tag)).or_insert(ix);
            }
        }
        Gold { names }
    }

    fn find(&self, names: &[String]) -> Option<ConceptIx> {
        names.iter().find_map(|name| self.names.get(name)).copied()
    }

    fn right(&self, phrases: &[Vec<String>], first: usize) -> usize {
        phrases.iter().take(first).filter(|names| self.find(names).is_some()).count()
    }

    fn concepts(&self, phrases: &[Vec<String>], first: usize) -> usize {
        phrases.iter().take(first).filter_map(|names| self.find(names)).collect::<HashSet<_>>().len()
    }
}

#[derive(Default)]
struct Count {
    count: usize,
    texts: usize,
    last_text: usize,
    words: usize,
    /// Within longer phrases: occurrences, and how many phrases.
    nested: usize,
    containers: usize,
}

/// Phrases of one to five words that begin and end with no function word.
struct Counts {
    phrases: BTreeMap<String, Count>,
    texts: usize,
}

impl Counts {
    fn of(texts: &[std::sync::Arc<Document>], tag: &str) -> Counts {
        let mut phrases: BTreeMap<String, Count> = BTreeMap::new();
        for (number, text) in (1..).zip(texts) {
            let own = text.meta.language.as_deref().unwrap_or(tag);
            for passage in text.passages.iter().filter(|one| !matches!(one.kind, Kind::Code | Kind::Note)) {
                for run in runs(&passage.text, own) {
                    for start in 0..run.len() {
                        for end in start + 1..=(start + LONGEST).min(run.len()) {
                            if run[start].1 || run[end - 1].1 {
                                continue;
                            }
                            let words: Vec<&str> =
                                run[start..end].iter().map(|(key, _)| key.as_str()).collect();
                            let count = phrases.entry(words.join(" ")).or_default();
                            count.count += 1;
                            count.words = end - start;
                            if count.last_text != number {
                                count.last_text = number;
                                count.texts += 1;
                            }
                        }
                    }
                }
            }
        }
        phrases.retain(|_, count| count.count > 1);
        let mut nested: HashMap<String, (usize, usize)> = HashMap::new();
        for (phrase, count) in &phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            for start in 0..words.len() {
                for end in start + 1..=words.len() {
                    if end - start < words.len() {
                        let inner = nested.entry(words[start..end].join(" ")).or_default();
                        inner.0 += count.count;
                        inner.1 += 1;
                    }
                }
            }
        }
        for (phrase, count) in &mut phrases {
            (count.nested, count.containers) = nested.get(phrase).copied().unwrap_or_default();
        }
        Counts { phrases, texts: texts.len() }
    }

    fn tf_idf(&self, count: &Count) -> f64 {
        count.count as f64 * (self.texts as f64 / count.texts as f64).ln()
    }

    /// Frantzi and Ananiadou, with one added to the length so that single words count too.
    fn c_value(&self, count: &Count) -> f64 {
        let nested = count.nested as f64 / count.containers.max(1) as f64;
        (1.0 + count.words as f64).log2() * (count.count as f64 - nested)
    }

    fn ranked(&self, score: fn(&Counts, &Count) -> f64) -> Vec<String> {
        let mut ranked: Vec<(f64, &String)> =
            self.phrases.iter().map(|(phrase, count)| (score(self, count), phrase)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        ranked.into_iter().map(|(_, phrase)| phrase.clone()).collect()
    }

    /// How many concepts any ranking could find.
    fn reach(&self, gold: &Gold) -> usize {
        self.phrases.keys().filter_map(|phrase| gold.names.get(phrase)).collect::<HashSet<_>>().len()
    }
}

/// The words of a text between punctuation: their keys, and whether a phrase may end with them.
fn runs(text: &str, tag: &str) -> Vec<Vec<(String, bool)>> {
    let mut runs = vec![Vec::new()];
    let mut end = 0;
    for span in tokens(text) {
        if end > 0 && !joins(&text[end..span.start]) {
            runs.push(Vec::new());
        }
        let word = &text[span.clone()];
        let edge = is_function_word(word, tag) || !word.chars().any(char::is_alphabetic);
        let last = runs.last_mut().expect("there is one from the start");
        last.push((key(word, Language::from_tag(tag)), edge));
        end = span.end;
    }
    runs
}
