//! The pages on which the passages of a concept go on that its own page has no room for.

use super::body::lists::in_a_row;
use super::concordance::concordance;
use super::links::Links;
use super::parts::{self, Parts};
use super::{Content, Facts, Head, Html, concept};
use crate::concept::ConceptIx;
use crate::words::Filled;
use serde::Serialize;

/// Characters on either side of the words: here one looks up, on the concept's own page one reads.
const CONTEXT: usize = 30;

#[derive(Clone, Debug, Serialize)]
pub struct Passages {
    name: String,
    hue: u8,
    href: String,
    kicker: String,
    which: String,
    /// By text, as the items of a list.
    lines: Html,
    parts: Option<Parts>,
}

pub fn make(links: Links<'_>, facts: &Facts, ix: ConceptIx, part: usize) -> (Head, Content) {
    let presence = links.corpus.presence(ix);
    let name = &links.corpus.lexicon.get(ix).name;
    let lines = parts::lines(part, presence.total);
    let words = links.words();
    let which = words.range(&lines, presence.total);
    let groups = concordance(links, facts, ix, lines, CONTEXT);
    let page = Passages {
        name: name.clone(),
        hue: presence.hue,
        href: links.concept(ix),
        kicker: concept::kicker(links, ix),
        lines: in_a_row(&groups),
        parts: parts::numbered(part, parts::of_lines(presence.total), |part| links.concept_part(ix, part)),
        which,
    };
    let named = [("concept", Filled::Words(name)), ("which", Filled::Words(&page.which))];
    let head = Head {
        title: words.with("concept-passages", &named),
        description: words.with("passages-that-mention", &named),
    };
    (head, Content::Passages(Box::new(page)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::corpus;
    use super::*;
    use std::collections::BTreeMap;

    /// Two texts: one mentions it so often that it takes several pages, the other once.
    #[test]
    fn every_mention_stands_on_exactly_one_page_and_every_text_begins_once() {
        let long = "A plan.\n\n".repeat(460);
        let files = [
            ("seeds/a.md", long.as_str()),
            ("seeds/b.md", "The plan.\n"),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ];
        let corpus = corpus(&files);
        let (facts, ix) = (Facts::new(&corpus), ConceptIx(0));
        let total = corpus.presence(ix).total;
        assert_eq!((total, parts::of_lines(total)), (461, 3));
        let links = Links::new(&corpus, "concepts/*");
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut begun = Vec::new();
        for part in 1..=3 {
            for group in concordance(links, &facts, ix, parts::lines(part, total), CONTEXT) {
                begun.extend(group.begins.then(|| (group.slug.clone(), part)));
                group.lines.into_iter().for_each(|line| *seen.entry(line.href).or_default() += 1);
            }
        }
        assert_eq!(seen.len(), total);
        assert!(seen.values().all(|times| *times == 1), "{seen:?}");
        assert_eq!(begun, [("a".to_owned(), 1), ("b".to_owned(), 3)]);
        let in_b = Links::new(&corpus, "texts").concept_in(ix, crate::corpus::TextIx(1));
        assert_eq!(in_b, "../concepts/plan/3.html#in-b");
    }
}
