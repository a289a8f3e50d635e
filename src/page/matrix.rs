//! The matrix: which text speaks how often of which concept.

use super::links::Links;
use super::parts::{self, Parts};
use super::{Content, Head, Key, Listed, listed, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, TextIx};
use crate::words::{Filled, Words};
use serde::Serialize;
use std::ops::Range;

/// More columns than this cannot be read side by side.
const COLUMNS: usize = 12;
/// Concepts on a page of its own.
const ROWS: usize = 100;

#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    texts: Vec<Column>,
    rows: Vec<Row>,
    /// What does not fit, in words.
    left_out: Option<String>,
}

/// A text at the head of a column.
#[derive(Clone, Debug, Serialize)]
struct Column {
    name: String,
    href: String,
    /// By which a browser knows where to break a long word.
    language: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Row {
    concept: Listed,
    cells: Vec<Cell>,
}

#[derive(Clone, Debug, Serialize)]
struct Cell {
    count: usize,
    href: Option<String>,
    /// How strongly it is tinted, 1 to 4.
    strength: u8,
}

/// The page of its own, on which no concept is left out.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixPage {
    matrix: Matrix,
    lede: String,
    which: Option<String>,
    parts: Option<Parts>,
}

pub fn make(links: Links<'_>, part: usize) -> (Head, Content) {
    let all = shared(links);
    let parts = parts::numbered(part, parts::count(ROWS, all.len()), |part| links.page(Key::Matrix(part)));
    let range = parts::entries(part, ROWS, all.len());
    let words = links.words();
    let which = parts.as_ref().map(|_| words.range(&range, all.len()));
    let texts = links.corpus.texts.len();
    let named = [
        ("count", Filled::Number(all.len())),
        ("texts", Filled::Number(texts)),
        ("columns", Filled::Number(COLUMNS)),
    ];
    let lede =
        words.with(if texts > COLUMNS { "what-the-large-matrix-is" } else { "what-the-matrix-is" }, &named);
    let head = Head {
        title: super::index::titled(words.say("concepts-by-text"), which.as_deref()),
        description: lede.clone(),
    };
    let mut matrix = of_rows(links, &all, range);
    matrix.left_out = None;
    (head, Content::Matrix(Box::new(MatrixPage { matrix, lede, which, parts })))
}

/// How many pages it takes.
pub fn parts_of(corpus: &Corpus) -> usize {
    parts::count(ROWS, corpus.lexicon.iter().filter(|(ix, _)| super::is_shared(corpus, *ix)).count())
}

/// Concepts that at least two texts share, those of the most texts first. None if there are none.
pub fn matrix(links: Links<'_>, most: usize) -> Option<Matrix> {
    let all = shared(links);
    (!all.is_empty()).then(|| of_rows(links, &all, 0..most.min(all.len())))
}

fn shared(links: Links<'_>) -> Vec<ConceptIx> {
    let corpus = links.corpus;
    let mut shared: Vec<ConceptIx> =
        corpus.lexicon.iter().map(|(ix, _)| ix).filter(|ix| super::is_shared(corpus, *ix)).collect();
    shared.sort_by_key(|ix| {
        let presence = corpus.presence(*ix);
        (usize::MAX - presence.texts.len(), usize::MAX - presence.total, *ix)
    });
    shared
}

fn of_rows(links: Links<'_>, shared: &[ConceptIx], range: Range<usize>) -> Matrix {
    let corpus = links.corpus;
    let texts = columns(links, shared);
    let left_out = left_out(links.words(), shared.len() - range.len(), corpus.texts.len() - texts.len());
    let rows = shared[range].iter().map(|ix| Row {
        concept: listed(links, *ix, corpus.presence(*ix).total),
        cells: texts.iter().map(|text| cell(links, *ix, *text)).collect(),
    });
    let head = |text: &TextIx| Column {
        name: quote::short_title(corpus.text(*text)),
        href: links.text(*text),
        language: super::index::own_language(links, *text),
    };
    Matrix { rows: rows.collect(), left_out, texts: texts.iter().map(head).collect() }
}

/// The texts that share most, in the order of texts.
fn columns(links: Links<'_>, shared: &[ConceptIx]) -> Vec<TextIx> {
    let mut counts: Vec<(usize, TextIx)> = links.corpus.enumerate().map(|(ix, _)| (0, ix)).collect();
    for ix in shared {
        for (text, _) in &links.corpus.presence(*ix).texts {
            counts[text.0 as usize].0 += 1;
        }
    }
    counts.sort_by_key(|(count, ix)| (usize::MAX - count, *ix));
    let mut texts: Vec<TextIx> = counts.into_iter().map(|(_, ix)| ix).take(COLUMNS).collect();
    texts.sort_unstable();
    texts
}

fn cell(links: Links<'_>, ix: ConceptIx, text: TextIx) -> Cell {
    let count = links.corpus.presence(ix).in_text(text).map_or(0, |(count, _)| count);
    let strength = match count {
        0 | 1 => 1,
        2..5 => 2,
        5..10 => 3,
        _ => 4,
    };
    Cell { count, href: (count > 0).then(|| links.concept_in(ix, text)), strength }
}

fn left_out(words: &Words, concepts: usize, texts: usize) -> Option<String> {
    let parts: Vec<String> = [(concepts, "count-shared-concepts"), (texts, "count-texts")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| words.count(noun, number))
        .collect();
    (!parts.is_empty()).then(|| words.with("not-shown-here", &[("what", Filled::Words(&parts.join(", ")))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn what_two_texts_share_is_a_row_and_silence_an_empty_cell() {
        let corpus = corpus(&[
            ("seeds/a.md", "A plan and a plan.\n"),
            ("seeds/b.md", "The plan, the war.\n"),
            ("seeds/c.md", "Peace.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: war\n"),
        ]);
        let matrix = matrix(Links::new(&corpus, ""), 30).expect("one is shared");
        let counts: Vec<Vec<usize>> =
            matrix.rows.iter().map(|row| row.cells.iter().map(|cell| cell.count).collect()).collect();
        assert_eq!(counts, [[2, 1, 0]]);
        assert_eq!(matrix.rows[0].cells[1].href.as_deref(), Some("concepts/plan.html#in-b"));
        assert_eq!(
            left_out(&Words::default(), 2, 1).as_deref(),
            Some("Not shown here: 2 shared concepts, 1 text.")
        );
    }
}
