//! Nothing is lost of real texts, and no mention stands beside its words: on the repository's own corpus,
//! and on any others that are at hand.
//!
//! `SEEDBED_TEXTS=FOLDER:FOLDER cargo test --release --test texts -- --nocapture` reads these corpora, each a
//! folder with `seeds/` in it, writes nothing, and says how much there was.
#![allow(clippy::disallowed_methods, reason = "the corpora are named in the environment")]
#![allow(clippy::disallowed_macros, reason = "it says how much there was")]

use seedbed::concept::Concept;
use seedbed::corpus::{Corpus, Text};
use seedbed::document::{AtomKind, Document, Mark, Style};
use seedbed::mention::language::Language;
use seedbed::mention::{Mention, key::key, token};
use seedbed::pipeline;
use seedbed::source::Sources;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn corpora() -> Vec<(PathBuf, Sources, pipeline::Understood)> {
    let named = std::env::var_os("SEEDBED_TEXTS");
    let folders = match &named {
        Some(named) => std::env::split_paths(named).collect(),
        None => vec![PathBuf::from(env!("CARGO_MANIFEST_DIR"))],
    };
    let read = |folder: PathBuf| {
        let (sources, unread) = Sources::read(&folder);
        assert!(unread.is_empty(), "{unread:?}");
        let understood = pipeline::understand(&sources);
        (folder, sources, understood)
    };
    folders.into_iter().map(read).collect()
}

/// Adds how often each letter is there; what stands for a letter, such as `&nbsp;`, is none.
fn count(text: &str, letters: &mut BTreeMap<char, i64>, by: i64) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entity = entity(rest);
        if entity == 0 && c.is_alphanumeric() {
            *letters.entry(c).or_default() += by;
        }
        rest = &rest[entity.max(c.len_utf8())..];
    }
}

/// The length of an entity that the text begins with, if it does.
fn entity(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('&') else { return 0 };
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    if length > 0 && rest[length..].starts_with(';') { length + 2 } else { 0 }
}

/// The letters of a seed that are neither in a passage nor among what is said to be removed.
fn lost(source: &str, document: &Document) -> BTreeMap<char, i64> {
    let mut letters = BTreeMap::new();
    count(source, &mut letters, 1);
    for passage in &document.passages {
        count(&passage.text, &mut letters, -1);
        for atom in &passage.atoms {
            if let AtomKind::Image { alt, .. } = &atom.what {
                count(alt, &mut letters, -1);
            }
        }
    }
    document.removed.iter().for_each(|one| count(&one.text, &mut letters, -1));
    letters.retain(|_, missing| *missing > 0);
    letters
}

#[test]
fn no_letter_of_a_text_is_lost() {
    for (folder, sources, understood) in corpora() {
        let mut read = 0;
        for text in &understood.corpus.texts {
            let document = &text.document;
            let source = sources.text(&format!("seeds/{}", document.path)).expect("it was read from there");
            let lost = lost(source, document);
            assert!(lost.is_empty(), "{}/seeds/{}: {lost:?}", folder.display(), document.path);
            read += source.split_whitespace().count();
        }
        println!("{}: {} texts, {read} words, none lost", folder.display(), understood.corpus.texts.len());
    }
}

/// Why the words of a mention are not what the lexicon calls its concept, if they are not.
fn fault(corpus: &Corpus, text: &Text, mention: &Mention) -> Option<String> {
    let passage = &text.document.passage(mention.passage).text;
    let Some(words) = passage.get(mention.span.clone()) else { return Some("within a letter".to_owned()) };
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !token::is_unspaced(c));
    let cuts = |at: usize, inner: Option<char>, outer: Option<char>| {
        is_letter(inner)
            && is_letter(outer)
            && !token::tokens(passage).any(|word| word.start == at || word.end == at)
    };
    let (start, end) = (mention.span.start, mention.span.end);
    if cuts(start, words.chars().next(), passage[..start].chars().next_back())
        || cuts(end, words.chars().next_back(), passage[end..].chars().next())
    {
        return Some(format!("{words:?} is part of a word"));
    }
    let concept = corpus.lexicon.get(mention.concept);
    (!is_called(concept, words)).then(|| format!("{words:?} is not {:?}", concept.name))
}

/// Whether the text or its editor says that these words are the concept, whatever they are.
fn is_somebodys(text: &Text, mention: &Mention) -> bool {
    let is_link = |mark: &Mark| matches!(mark.style, Style::Wikilink { .. }) && mark.span == mention.span;
    text.document.passage(mention.passage).marks.iter().any(is_link)
        || text
            .document
            .added
            .iter()
            .any(|one| one.at.passage == mention.passage && one.at.span == mention.span)
}

/// Whether words are a name or an alias of a concept, a form or part of one, or its short form.
fn is_called(concept: &Concept, words: &str) -> bool {
    let names: Vec<&str> =
        [concept.name.as_str()].into_iter().chain(concept.aliases.iter().map(String::as_str)).collect();
    let squeezed = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let definition = concept.definition.as_deref().unwrap_or_default();
    names.iter().chain(&[definition]).any(|name| {
        let (short, long) = (squeezed(words), squeezed(name));
        long.contains(&short) || has_words(name, words) || is_within(&short, &long)
    })
}

/// Whether each of the words is of the family of one of the name's.
fn has_words(name: &str, words: &str) -> bool {
    let keys = |text: &str| -> Vec<String> {
        token::tokens(text).map(|word| key(&text[word], Language::ENGLISH)).collect()
    };
    let of_name = keys(name);
    let is_near = |word: &String| {
        of_name.iter().any(|wanted| {
            let shared = word.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
            shared >= 3 || shared == word.chars().count()
        })
    };
    keys(words).iter().all(|word| is_near(word) || ["the", "a", "an"].contains(&word.as_str()))
}

/// Whether the letters of a short form stand in the name, in order.
fn is_within(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.trim_end_matches('s').chars().all(|c| letters.any(|other| other == c))
}

#[test]
fn no_mention_stands_beside_its_words() {
    for (folder, _, understood) in corpora() {
        let corpus = &understood.corpus;
        let mut checked = 0;
        for text in &corpus.texts {
            for mention in text.judged.mentions.iter().filter(|mention| !is_somebodys(text, mention)) {
                let fault = fault(corpus, text, mention);
                assert!(
                    fault.is_none(),
                    "{}/seeds/{}: {}",
                    folder.display(),
                    text.document.path,
                    fault.unwrap_or_default()
                );
                checked += 1;
            }
        }
        println!("{}: {checked} mentions, none wrong", folder.display());
    }
}
