//! What other programs read: passages, mentions and removals, one JSON object a line.

use super::Data;
use crate::corpus::{Corpus, Text};
use crate::document::{PassageIx, Removed, Why};
use crate::mention::Mention;
use rayon::prelude::*;
use serde::Serialize;
use std::io::{self, Write};

/// As much of the text before and after a mention as tells it apart, in characters.
const CONTEXT: usize = 32;
/// So many texts are written at once.
const TEXTS: usize = 256;

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

pub const FILES: [(&str, Data); 3] = [
    ("data/passages.jsonl", |corpus, out| in_order(corpus, out, add_passages)),
    ("data/annotations.jsonl", |corpus, out| {
        in_order(corpus, out, |text, lines| add_mentions(corpus, text, lines))
    }),
    ("data/removed.jsonl", |corpus, out| in_order(corpus, out, add_removed)),
];

/// Writes the lines of all texts. Those of a few are made at once: all of them would be as long as the
/// corpus itself.
fn in_order(
    corpus: &Corpus,
    out: &mut dyn Write,
    lines_of: impl Fn(&Text, &mut Vec<u8>) + Sync,
) -> io::Result<()> {
    for texts in corpus.texts.chunks(TEXTS) {
        let parts: Vec<Vec<u8>> = texts
            .par_chunks(TEXTS / 16)
            .map(|texts| {
                let mut lines = Vec::new();
                texts.iter().for_each(|text| lines_of(text, &mut lines));
                lines
            })
            .collect();
        parts.iter().try_for_each(|lines| out.write_all(lines))?;
    }
    Ok(())
}

fn add_removed(text: &Text, lines: &mut Vec<u8>) {
    // A comment is the writer's note to themselves.
    let is_comment = |one: &&Removed| one.why == Why::Html && one.text.starts_with("<!--");
    for one in text.document.removed.iter().filter(|one| !is_comment(one)) {
        add(lines, &RemovedLine { doc: &text.document.path, text: &one.text, why: one.why.name() });
    }
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
    for mention in &text.judged.mentions {
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
