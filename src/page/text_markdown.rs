//! A text as clean Markdown: its headings, lists and notes, its mentions linked to their concepts.

use super::body::shown;
use super::links::Links;
use super::quote;
use crate::corpus::{Corpus, Text, TextIx};
use crate::document::markdown_out::Writer;
use crate::document::markdown_words::escaped;
use crate::document::{AtomKind, Kind, Mark, Passage, PassageIx, Style};

pub fn markdown(corpus: &Corpus, ix: TextIx) -> String {
    let text = corpus.text(ix);
    let links = Links::new(corpus, "texts");
    let passages: Vec<Passage> =
        text.document.enumerate().map(|(passage, _)| linked(links, ix, passage)).collect();
    let writer = Writer::new(&passages, &text.document.notes, &[]);
    let parts = [
        format!("# {}", escaped(&quote::own_title(text))),
        head(text),
        writer.blocks(&text.document.body),
        writer.notes(&text.document.notes),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

fn head(text: &Text) -> String {
    let meta = &text.document.meta;
    let authors = (!meta.authors.is_empty()).then(|| meta.authors.join(", "));
    let source = meta.source.as_ref().map(|source| format!("Source: {source}"));
    let lines = [authors, meta.date.clone(), source].into_iter().flatten();
    lines.map(|line| escaped(&line)).collect::<Vec<_>>().join("\\\n")
}

/// A passage as it stands on the site: mentions are links, and links lead where they lead from there.
fn linked(links: Links<'_>, ix: TextIx, passage: PassageIx) -> Passage {
    let text = links.corpus.text(ix);
    let mut shown_as = text.document.passage(passage).clone();
    if shown_as.kind == Kind::Heading {
        // The title is the one heading of level 1.
        shown_as.level = shown_as.level.clamp(2, 6);
    }
    shown_as.marks.retain_mut(|mark| {
        let href = match &mark.style {
            Style::Link { href } => links.written(ix, href),
            Style::Wikilink { target } => links.corpus.lexicon.find(target).map(|ix| links.concept(ix)),
            _ => return true,
        };
        mark.style = Style::Link { href: href.unwrap_or_default() };
        !matches!(&mark.style, Style::Link { href } if href.is_empty())
    });
    let mentions = shown(text.mentions_in(passage)).map(|(_, mention)| mention);
    for mention in mentions.filter(|mention| mention.standing.is_linked()) {
        let style = Style::Link { href: links.concept(mention.concept) };
        let place = shown_as.marks.partition_point(|mark| mark.span.start < mention.span.start);
        shown_as.marks.insert(place, Mark { span: mention.span.clone(), style });
    }
    shown_as.atoms.retain_mut(|atom| match &mut atom.what {
        AtomKind::NoteReference { .. } => true,
        AtomKind::Image { src, link, .. } => {
            *link = link.take().and_then(|link| links.written(ix, &link));
            *src = links.written(ix, src).unwrap_or_default();
            !src.is_empty()
        }
    });
    shown_as
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn a_text_keeps_its_structure() {
        let corpus = corpus(&[
            (
                "seeds/a.md",
                "# A title\n\n## Part\n\nThe *first* plan.[^1]\n\n- one\n- two\n  1. deep\n\n[^1]: A note.\n",
            ),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        assert_eq!(
            markdown(&corpus, TextIx(0)),
            "# A title\n\n## Part\n\nThe *first* [plan](../concepts/plan.html).[^1]\n\n- one\n- two\n  1. deep\n\n[^1]: A note.\n"
        );
    }

    #[test]
    fn emphasis_goes_on_around_the_links_that_it_holds() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\n**The plan and its end:** no *plan*.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: end\n"),
        ]);
        let text = markdown(&corpus, TextIx(0));
        let plan = "[plan](../concepts/plan.html)";
        assert!(
            text.contains(&format!("**The {plan} and its [end](../concepts/end.html):** no *plan*.")),
            "{text}"
        );
    }
}
