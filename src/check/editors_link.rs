//! Links that the editor wrote, in a definition or a note, and that lead to no page, passage or file of the site.

use super::broken_link::problem;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Style, markdown, sidecar_path};
use crate::source::Sources;

pub fn check(corpus: &Corpus, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for (_, concept) in corpus.lexicon.iter() {
        let Some(definition) = &concept.definition else { continue };
        for (href, problem) in broken(corpus, definition, concept.file()) {
            let after = concept.place.start;
            let place = found(sources, &concept.place.path, after, &href);
            diagnostics.push(problem.at(place.unwrap_or_else(|| concept.place.clone())));
        }
    }
    for text in &corpus.texts {
        for note in text.annotations.iter().filter_map(|annotation| annotation.note.as_ref()) {
            for (href, problem) in broken(corpus, note, &text.document.path) {
                diagnostics.push(problem.at(beside(sources, &text.document.path, &href)));
            }
        }
    }
}

/// Where a note on a text has a link: in its sidecar, else in its front matter.
fn beside(sources: &Sources, path: &str, href: &str) -> Place {
    let seed = format!("seeds/{path}");
    let place = found(sources, &sidecar_path(path), 0, href).or_else(|| found(sources, &seed, 0, href));
    place.unwrap_or_else(|| Place::file(&seed))
}

/// The links in the editor's Markdown that lead nowhere.
fn broken(corpus: &Corpus, text: &str, path: &str) -> Vec<(String, Diagnostic)> {
    // Most have no link, and need not be parsed.
    if !text.contains("](") {
        return Vec::new();
    }
    let (parsed, _) = markdown::parse("", text);
    let marks = parsed.passages.into_iter().flat_map(|passage| passage.marks);
    let broken = marks.filter_map(|mark| match mark.style {
        Style::Link { href } => Some((problem(&corpus.target_beside(path, &href), &href)?, href)),
        _ => None,
    });
    broken
        .map(|(problem, href)| (href, problem.hint("paths are relative to the file in which they stand")))
        .collect()
}

/// The first place of some words in a file, from a byte on.
fn found(sources: &Sources, path: &str, after: usize, words: &str) -> Option<Place> {
    let at = after + sources.text(path)?.get(after..)?.find(words)?;
    Some(Place::new(path, at..at + words.len()))
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn a_link_in_a_definition_or_a_note_that_leads_nowhere_is_said_where_it_is_written() {
        let found = diagnose(&[
            (
                "seeds/concepts.yaml",
                "- name: Plan\n  definition: See [a](sub/a.md), [b](b.md) and [c](https://c.example).\n",
            ),
            ("seeds/concepts/web.md", "---\nname: Web\n---\nSee [a](../sub/a.md#a) and [a](sub/a.md).\n"),
            ("seeds/sub/a.md", "# A\n\nA plan of a web.\n"),
            (
                "seeds/sub/a.yaml",
                "annotations:\n- quote: A plan\n  note: See [that](#a) and [gone](gone.md).\n",
            ),
        ]);
        let found: Vec<_> = found.iter().filter(|one| one.starts_with("broken-link")).collect();
        assert_eq!(
            found,
            [
                "broken-link seeds/concepts.yaml:2 the link `b.md` leads nowhere",
                "broken-link seeds/concepts/web.md:4 the link `sub/a.md` leads nowhere",
                "broken-link seeds/sub/a.yaml:3 the link `gone.md` leads nowhere",
            ]
        );
    }
}
