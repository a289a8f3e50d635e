//! The line under a title that says who wrote the text and when, where the page's head says it too: a page shows it
//! with the title, and not once more in the text.

use super::content::Content;
use super::element;
use super::tree::Tree;
use crate::document::{Found, Why, month};
use std::collections::HashSet;

const RULE: &str = "who wrote the text, and when, as the page itself says";

/// Bylines are no longer, in words.
const LONGEST: usize = 20;
/// Nor have they more nodes.
const MOST_NODES: usize = 40;
/// A paragraph with as many words is text, and below it no byline stands.
const PROSE: usize = 30;

/// What the head of a page says of who wrote the text, and whether it says when.
struct Known {
    names: Vec<Vec<String>>,
    words: HashSet<String>,
    dated: bool,
}

/// Sets the bylines apart that stand over the text of a page and say nothing that is not known.
pub fn set_apart(tree: &Tree, content: &mut Content, found: &Found) {
    if found.authors.is_empty() {
        return;
    }
    let names: Vec<Vec<String>> = found.authors.iter().map(|author| words(author)).collect();
    let known =
        Known { words: names.iter().flatten().cloned().collect(), names, dated: found.date.is_some() };
    let mut ix = content.root + 1;
    while ix < tree.nodes[content.root].end {
        let block = tree.element(ix).is_some_and(|element| element::is_block(&element.name));
        let heading = element::heading(tree.name(ix)).is_some();
        if !block || heading || !content.keeps(ix) {
            ix = if heading || !content.keeps(ix) { tree.nodes[ix].end } else { ix + 1 };
            continue;
        }
        // What holds more nodes than a byline has is not read: a page may nest without end.
        if tree.nodes[ix].end - ix > MOST_NODES {
            if matches!(tree.name(ix), "p" | "blockquote" | "li" | "td") {
                return;
            }
            ix += 1;
            continue;
        }
        let said = words(&tree.words(ix));
        if says_who(&said, &known) {
            content.set_apart(tree, ix, (Why::Metadata, RULE));
            ix = tree.nodes[ix].end;
            continue;
        }
        if said.len() >= PROSE && matches!(tree.name(ix), "p" | "blockquote" | "li" | "td") {
            return;
        }
        ix += 1;
    }
}

/// Whether words name one of the writers, and hold nothing besides but a date and what leads to both.
fn says_who(said: &[String], known: &Known) -> bool {
    const LEADS: [&str; 36] = [
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "and",
        "und",
        "et",
        "y",
        "e",
        "with",
        "the",
        "author",
        "authors",
        "autor",
        "written",
        "words",
        "text",
        "story",
        "posted",
        "published",
        "updated",
        "last",
        "first",
        "on",
        "at",
        "in",
        "am",
        "pm",
        "um",
        "uhr",
        "le",
        "el",
        "den",
    ];
    let date = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || matches!(word, "st" | "nd" | "rd" | "th" | "gmt" | "utc" | "est" | "z")
            || month::number(word).is_some()
    };
    let named =
        || known.names.iter().any(|name| !name.is_empty() && name.iter().all(|part| said.contains(part)));
    let plain = |word: &String| {
        known.words.contains(word) || LEADS.contains(&word.as_str()) || known.dated && date(word)
    };
    (1..=LONGEST).contains(&said.len()) && said.iter().all(plain) && named()
}

/// The words of a line, small and without signs.
fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).take(PROSE + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn texts(html: &str) -> Vec<String> {
        read("a.html", html).0.parsed.passages.into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn who_wrote_a_page_is_told_once() {
        let prose = "The old bridge carries traffic again, and the ferries go back to their harbour, where they will be mended.";
        let page = |byline: &str| {
            format!(
                "<html><head><title>The bridge</title><meta name=author content=\"Dana Field\"><meta name=date content=\"2024-03-05\"></head><body><article><h1>The bridge</h1>{byline}<p>{prose}</p></article></body></html>"
            )
        };
        for byline in [
            "<p>By Dana Field</p>",
            "<div class=byline>By <a href=/d>Dana Field</a>, <time>March 5, 2024</time></div>",
            "<address>Dana Field</address>",
        ] {
            assert_eq!(texts(&page(byline)), ["The bridge", prose], "{byline}");
        }
        for kept in ["<p>Dana Field was there.</p>", "<p>By Lee Moor</p>", "<p>March 5, 2024</p>"] {
            assert_eq!(texts(&page(kept)).len(), 3, "{kept}");
        }
    }
}
