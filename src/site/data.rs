//! What other programs read: passages, mentions and removals, one JSON object a line.

use crate::corpus::{Corpus, Text};
use crate::document::PassageIx;
use crate::mention::Mention;
use serde::Serialize;

/// As much of the text before and after a mention as tells it apart, in characters.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct PassageLine<'a> {
    doc: &'a str,
    passage: &'a str,
    kind: &'a str,
    level: u8,
    text: &'a str,
}

/// A mention with the selectors of the W3C Web Annotation Data Model: TextQuoteSelector, and
/// TextPositionSelector counted in Unicode characters of the passage's text.
#[derive(Serialize)]
struct MentionLine<'a> {
    doc: &'a str,
    passage: &'a str,
    concept: &'a str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    start: usize,
    end: usize,
    linked: bool,
    /// In percent.
    confidence: u8,
}

#[derive(Serialize)]
struct RemovedLine<'a> {
    doc: &'a str,
    text: &'a str,
    why: &'a str,
}

pub fn files(corpus: &Corpus) -> [(String, Vec<u8>); 3] {
    let mut passages = Vec::new();
    let mut annotations = Vec::new();
    let mut removed = Vec::new();
    for text in &corpus.texts {
        add_passages(text, &mut passages);
        add_mentions(corpus, text, &mut annotations);
        for one in &text.document.removed {
            add(
                &mut removed,
                &RemovedLine { doc: &text.document.path, text: &one.text, why: one.why.name() },
            );
        }
    }
    [
        ("data/passages.jsonl".to_owned(), passages),
        ("data/annotations.jsonl".to_owned(), annotations),
        ("data/removed.jsonl".to_owned(), removed),
    ]
}

fn add(lines: &mut Vec<u8>, line: &impl Serialize) {
    serde_json::to_writer(&mut *lines, line).expect("strings and numbers are JSON");
    lines.push(b'\n');
}

fn add_passages(text: &Text, lines: &mut Vec<u8>) {
    for (ix, passage) in text.document.enumerate() {
        add(
            lines,
            &PassageLine {
                doc: &text.document.path,
                passage: text.anchor(ix),
                kind: passage.kind.name(),
                level: passage.level,
                text: &passage.text,
            },
        );
    }
}

fn add_mentions(corpus: &Corpus, text: &Text, lines: &mut Vec<u8>) {
    let mut counter = Counter { passage: None, bytes: 0, chars: 0 };
    for mention in &text.mentions {
        let words = &text.document.passage(mention.passage).text;
        let (before, rest) = words.split_at(mention.span.start);
        let (exact, after) = rest.split_at(mention.span.len());
        let start = counter.chars_before(mention, words);
        add(
            lines,
            &MentionLine {
                doc: &text.document.path,
                passage: text.anchor(mention.passage),
                concept: &corpus.lexicon.get(mention.concept).id,
                exact,
                prefix: last_chars(before),
                suffix: first_chars(after),
                start,
                end: start + exact.chars().count(),
                linked: mention.standing.is_linked(),
                confidence: mention.confidence,
            },
        );
    }
}

/// Counts characters up to mentions that come in order of place, each passage once.
struct Counter {
    passage: Option<PassageIx>,
    bytes: usize,
    chars: usize,
}

impl Counter {
    fn chars_before(&mut self, mention: &Mention, words: &str) -> usize {
        if self.passage != Some(mention.passage) {
            *self = Counter { passage: Some(mention.passage), bytes: 0, chars: 0 };
        }
        self.chars += words[self.bytes..mention.span.start].chars().count();
        self.bytes = mention.span.start;
        self.chars
    }
}

fn first_chars(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(end, _)| &text[..end])
}

fn last_chars(text: &str) -> &str {
    text.char_indices().nth_back(CONTEXT - 1).map_or(text, |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_between_characters() {
        let text = "ж".repeat(40);
        assert_eq!(first_chars(&text).chars().count(), 32);
        assert_eq!(last_chars(&text).chars().count(), 32);
        assert_eq!(last_chars("ab"), "ab");
    }
}
