//! The concordance: every mention of a concept with the words around it, in the order of texts.

use super::links::{self, Links};
use super::said::said;
use super::{Facts, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Text, TextIx};
use serde::Serialize;
use std::fmt::Write as _;
use std::ops::Range;

/// Characters on either side of the words.
pub const CONTEXT: usize = 56;

/// The lines of one text.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub title: String,
    pub slug: String,
    pub href: String,
    pub count: usize,
    /// Passages of the texts before this one: whole passages are numbered through.
    pub from: usize,
    pub language: Option<String>,
    pub lines: Vec<Line>,
    /// Whether the first line is that of the text, none of it being on a page before.
    pub begins: bool,
}

/// A mention in its context.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    pub place: String,
    pub left: String,
    pub words: String,
    pub right: String,
    pub href: String,
}

/// Some of the lines of all texts, with so many characters on either side of the words.
pub fn concordance(
    links: Links<'_>,
    facts: &Facts,
    ix: ConceptIx,
    lines: Range<usize>,
    context: usize,
) -> Vec<Group> {
    let presence = links.corpus.presence(ix);
    let before = &presence.before;
    let start = before.partition_point(|before| *before <= lines.start).saturating_sub(1);
    let end = before.partition_point(|before| *before < lines.end);
    let groups = (start..end).map(|at| {
        let (text_ix, mentions) = links.corpus.mentions_in(ix, at);
        let text = links.corpus.text(text_ix);
        let first = lines.start.saturating_sub(before[at]);
        let last = (lines.end - before[at]).min(mentions.len());
        let shown = &mentions[first..last];
        let from = facts.tellings(ix).partition_point(|telling| telling.text < text_ix);
        Group {
            title: quote::full_title(text),
            slug: text.slug.clone(),
            href: links.text(text_ix),
            count: mentions.len(),
            from,
            language: super::index::own_language(links, text_ix),
            lines: shown.iter().map(|at| line(links, text_ix, *at, context)).collect(),
            begins: first == 0,
        }
    });
    groups.collect()
}

fn line(links: Links<'_>, ix: TextIx, at: u32, context: usize) -> Line {
    let text = links.corpus.text(ix);
    let mention = &text.judged.mentions[at as usize];
    let passage = text.document.passage(mention.passage);
    let Range { start, end } = mention.span;
    Line {
        place: short_place(&quote::location(text, mention.passage)).to_owned(),
        left: quote::tail(&said(passage, 0..start), context),
        words: quote::one_line(&passage.text[start..end]),
        right: quote::head(&said(passage, end..passage.text.len()), context),
        href: href(links, ix, at),
    }
}

fn short_place(place: &str) -> &str {
    match place {
        "heading" | "title" => "§",
        place => place,
    }
}

/// The mention's own place if it has one on the page of its text, else that of its passage.
pub fn href(links: Links<'_>, ix: TextIx, at: u32) -> String {
    let text = links.corpus.text(ix);
    let mut href = links.passage(ix, text.judged.mentions[at as usize].passage);
    if let Some(number) = number(text, at) {
        let _ = write!(href, ".{number}");
    }
    href
}

/// The id of that place on the page.
pub fn id(text: &Text, at: u32) -> String {
    let anchor = links::percent_encoded(text.anchor(text.judged.mentions[at as usize].passage));
    match number(text, at) {
        Some(number) => format!("{anchor}.{number}"),
        None => anchor,
    }
}

fn number(text: &Text, at: u32) -> Option<usize> {
    let place = at as usize;
    let mentions = &text.judged.mentions[..=place];
    let passage = mentions[place].passage;
    let first = mentions.iter().rposition(|mention| mention.passage != passage).map_or(0, |last| last + 1);
    let last = super::body::shown(&mentions[first..]).last().map(|(number, _)| number);
    last.filter(|number| first + number == place + 1)
}

/// A link to the first mention of a concept.
pub fn first(links: Links<'_>, ix: ConceptIx) -> Option<super::Named> {
    links.corpus.presence(ix).texts.first()?;
    let (text_ix, mentions) = links.corpus.mentions_in(ix, 0);
    let (text, at) = (links.corpus.text(text_ix), *mentions.first()?);
    let place = quote::location(text, text.judged.mentions[at as usize].passage);
    Some(super::Named {
        name: format!("{}, {place}", quote::full_title(text)),
        href: href(links, text_ix, at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn a_mention_stands_between_its_neighbours() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nOne and another *plan*,\nwhich <b>was</b> long.\n"),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        let groups =
            concordance(Links::new(&corpus, "concepts"), &Facts::new(&corpus), ConceptIx(0), 0..1, CONTEXT);
        let line = &groups[0].lines[0];
        assert_eq!((line.left.as_str(), line.words.as_str()), ("One and another ", "plan"));
        assert!(line.right.starts_with(", which "), "{line:?}");
        assert!(line.href.starts_with("../texts/a.html#") && line.href.ends_with(".1"), "{line:?}");
    }

    #[test]
    fn long_context_is_cut_at_words() {
        let long = "word ".repeat(60);
        let text = format!("# A\n\n{long}plan {long}\n");
        let corpus = corpus(&[("seeds/a.md", &text), ("seeds/concepts.yaml", "- id: plan\n")]);
        let groups =
            concordance(Links::new(&corpus, "concepts"), &Facts::new(&corpus), ConceptIx(0), 0..1, CONTEXT);
        let line = &groups[0].lines[0];
        assert!(line.left.starts_with("…word ") && line.left.len() < 120, "{line:?}");
        assert!(line.right.ends_with("word…") && line.right.len() < 120, "{line:?}");
    }
}
