//! Links and pictures of the texts that lead to no page, passage or file of the site.

use super::OfText;
use crate::corpus::{Corpus, Target, TextIx};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::{AtomKind, Passage, Style};
use crate::source::Sources;
use rapidhash::RapidHashMap;
use std::sync::OnceLock;

/// What the links of all texts are held against.
pub struct Check<'a> {
    corpus: &'a Corpus,
    sources: &'a Sources,
    /// By the name of a file without its folders and ending: the first text of that name. Few links are broken.
    by_name: OnceLock<RapidHashMap<&'a str, &'a str>>,
}

impl<'a> Check<'a> {
    pub fn new(corpus: &'a Corpus, sources: &'a Sources) -> Check<'a> {
        Check { corpus, sources, by_name: OnceLock::new() }
    }

    /// Looks at the links of one text.
    pub fn text(&self, ix: TextIx, found: &mut OfText) {
        let corpus = self.corpus;
        let text = corpus.text(ix);
        let place =
            |passage: &Passage, target: &str| place(&text.document.path, self.sources, passage, target);
        for passage in &text.document.passages {
            let links = passage.marks.iter().filter_map(|mark| match &mark.style {
                Style::Link { href } => Some(href),
                _ => None,
            });
            let images = passage.atoms.iter().flat_map(|atom| match &atom.what {
                AtomKind::Image { src, link, .. } => [Some(src), link.as_ref()],
                AtomKind::NoteReference { .. } => [None, None],
            });
            // A link of words and a picture is one link.
            let hrefs: std::collections::BTreeSet<&String> = links.chain(images.flatten()).collect();
            for href in hrefs {
                let (target, asked) = corpus.looked_up(ix, href);
                found.asked.extend(asked.filter(|asked| *asked != ix && !found.asked.contains(asked)));
                if let Some(problem) = problem(&target, href) {
                    let problem = self.hinted(problem, &text.document.path, href);
                    found.problems.push(problem.at(place(passage, href)));
                }
            }
            for mark in &passage.marks {
                if let Style::Wikilink { target } = &mark.style
                    && corpus.lexicon.find(target).is_none()
                {
                    found.problems.push(corpus.lexicon.unknown(target).at(place(passage, target)));
                }
            }
        }
    }

    /// The text of the same name elsewhere, if there is one, is what was meant.
    fn hinted(&self, problem: Diagnostic, from: &str, href: &str) -> Diagnostic {
        if problem.code != Code::BrokenLink {
            return problem;
        }
        let by_name = self.by_name.get_or_init(|| {
            let paths = self.corpus.texts.iter().rev().map(|text| text.document.path.as_str());
            paths.map(|path| (name(path), path)).collect()
        });
        match by_name.get(name(href.split('#').next().unwrap_or(href))) {
            Some(path) => problem.hint(format!("did you mean `/{path}`?")),
            None if from.ends_with("html") || from.ends_with(".htm") => problem.hint(
                "if the page is from the web, give its address as `source:` in a sidecar: such links then lead there",
            ),
            None => problem.hint("link to another text by its path, such as ../notes/letter.md#heading"),
        }
    }
}

/// Where the passage's source has the target for the first time; the whole passage if it writes it another way.
fn place(path: &str, sources: &Sources, passage: &Passage, target: &str) -> Place {
    let path = format!("seeds/{path}");
    let written = sources.text(&path).and_then(|seed| seed.get(passage.source.clone()));
    let found = written.filter(|_| !target.is_empty()).and_then(|written| written.find(target));
    let span = found.map_or_else(
        || passage.source.clone(),
        |at| passage.source.start + at..passage.source.start + at + target.len(),
    );
    Place::new(path, span)
}

pub fn problem(target: &Target, href: &str) -> Option<Diagnostic> {
    match target {
        Target::External | Target::Origin(_) | Target::Passage { .. } | Target::Media(_) => None,
        Target::Unsafe => Some(Diagnostic::new(
            Code::UnsafeLink,
            format!("a page must not carry the link `{href}`; its words are kept without it"),
        )),
        Target::Unknown => {
            Some(Diagnostic::new(Code::BrokenLink, format!("the link `{href}` leads nowhere")))
        }
    }
}

/// The name of a file without its folders and ending.
fn name(path: &str) -> &str {
    let file = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::diagnose;

    #[test]
    fn the_place_is_that_of_the_target() {
        let seed = "A line.\nAnother with [[A plan]] and [one](gone.md).\n";
        let sources = Sources::from_pairs([("seeds/a.md", seed), ("seeds/concepts.yaml", "- id: web\n")]);
        let diagnostics = crate::pipeline::understand(&sources).diagnostics;
        let places =
            diagnostics.iter().filter_map(|one| one.place.as_ref()).filter(|one| one.path == "seeds/a.md");
        let words: Vec<&str> = places.map(|place| &seed[place.start..place.end]).collect();
        assert_eq!(words, ["A plan", "gone.md"]);
    }

    #[test]
    fn links_between_texts_are_looked_up() {
        let found = diagnose(&[
            (
                "seeds/a.md",
                "[there](sub/b.md#head), [here](#gone), [no](c.md), [x](javascript:alert(1)), ![p](p.png)\n",
            ),
            ("seeds/sub/b.md", "# Head\n\n[back](../a.md) [web](https://a.example)\n"),
            ("seeds/concepts.yaml", "- id: web\n"),
        ]);
        assert_eq!(
            found,
            [
                "broken-link seeds/a.md:1 the link `#gone` leads nowhere",
                "broken-link seeds/a.md:1 the link `c.md` leads nowhere",
                "unsafe-link seeds/a.md:1 a page must not carry the link `javascript:alert(1)`; its words are kept without it",
                "broken-link seeds/a.md:1 the link `p.png` leads nowhere",
            ]
        );
    }

    #[test]
    fn a_path_from_the_root_may_have_folders_that_the_corpus_has_not() {
        let found = diagnose(&[
            (
                "seeds/one/a.md",
                "[b](/docs/two/b/#head), [b](/site/docs/two/b.html), [no](/docs/b), [no](docs/two/b.md), [no](/two/c)\n",
            ),
            ("seeds/two/b.md", "# Head\n\nOf the web.\n"),
            ("seeds/concepts.yaml", "- id: web\n"),
        ]);
        assert_eq!(
            found,
            [
                "broken-link seeds/one/a.md:1 the link `/two/c` leads nowhere",
                "broken-link seeds/one/a.md:1 the link `/docs/b` leads nowhere",
                "broken-link seeds/one/a.md:1 the link `docs/two/b.md` leads nowhere",
            ]
        );
    }

    #[test]
    fn a_path_in_a_program_is_no_scheme() {
        let found = diagnose(&[
            (
                "seeds/a.md",
                "[Display](std::fmt::Display), [x](javascript::alert(1)), [y](x-app:open) of the web.\n",
            ),
            ("seeds/concepts.yaml", "- id: web\n"),
        ]);
        assert_eq!(
            found,
            [
                "broken-link seeds/a.md:1 the link `std::fmt::Display` leads nowhere",
                "unsafe-link seeds/a.md:1 a page must not carry the link `javascript::alert(1)`; its words are kept without it",
                "unsafe-link seeds/a.md:1 a page must not carry the link `x-app:open`; its words are kept without it",
            ]
        );
    }

    #[test]
    fn every_id_of_a_page_leads_somewhere_be_it_a_number() {
        let manual = "<h1>Manual</h1><p><a name=\"l1\"></a><h2 id=\"_git\">Git</h2><a name=\"23\"></a><p>It keeps what was.</p>\
            <table><tr id=\"toc-1\"><td></td></tr><tr><td>a</td><td>b</td></tr></table><p>The end.</p><a name=\"_end\"></a>";
        let links = "[a](manual.html#_git) [b](manual.html#23) [c](manual.html#l1) [d](manual.html#toc-1) [e](manual.html#_end)\n";
        let found = |links: &str| {
            diagnose(&[
                ("seeds/a.md", links),
                ("seeds/manual.html", manual),
                ("seeds/concepts.yaml", "- name: Git\n"),
            ])
        };
        assert_eq!(found(links), Vec::<String>::new());
        assert_eq!(found("[a](manual.html#24)\n").len(), 1);
    }
}
