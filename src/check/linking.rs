//! How evenly the texts are linked: a page full of links, a long page without one, a concept that is
//! everywhere.

use crate::concept::Linked;
use crate::corpus::{Corpus, Text};
use crate::diagnostic::{Code, Diagnostic, Place};

/// More links than these in a hundred words are more than readers follow.
const MOST_PER_100: usize = 12;
/// A text of as many words without a link has been missed, or the lexicon speaks of other things.
const LONG: usize = 400;
/// A concept of more passages than this share, in percent, tells one passage from another no more.
const EVERYWHERE: usize = 40;
/// Below this number of passages a share says nothing.
const PASSAGES: usize = 200;

/// A concept that is nearly everywhere, of so many passages.
pub fn check(corpus: &Corpus, all: usize, diagnostics: &mut Vec<Diagnostic>) {
    for ((_, concept), presence) in corpus.lexicon.iter().zip(&corpus.presences) {
        let count = presence.passages;
        if all >= PASSAGES && 100 * count > EVERYWHERE * all && concept.linked == Linked::ByPolicy {
            let message = format!("`{}` is in {count} of {all} passages", concept.id);
            diagnostics
                .push(Diagnostic::new(Code::ConceptEverywhere, message).at(concept.place.clone()).hint(
                "link it more seldom with `link: first-per-document`, or only count it with `link: false`",
            ));
        }
    }
}

/// A text with too many links, or with none.
pub fn density(text: &Text) -> Option<Diagnostic> {
    let links = text.judged.mentions.iter().filter(|mention| mention.standing.is_linked()).count();
    let place = Place::file(format!("seeds/{}", text.document.path));
    if text.length.total() >= LONG && 100 * links > MOST_PER_100 * text.length.total() {
        let message = format!("{links} links in {} words", text.length.total());
        let hint = "set `linking: first-per-section` for it, or `links-per-100-words` for the site";
        return Some(Diagnostic::new(Code::OverLinked, message).at(place).hint(hint));
    }
    let none = text.length.total() >= LONG && links == 0;
    none.then(|| {
        let message = format!("no concept is linked in {} words", text.length.total());
        let hint = "`seedbed explain` tells what was found and why it is no link";
        Diagnostic::new(Code::UnderLinked, message).at(place).hint(hint)
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn a_text_full_of_links_and_one_without_are_named() {
        let full = "The plan of the market.\n\n".repeat(100);
        let empty = "Nothing that the lexicon has to say is said here today.\n\n".repeat(50);
        let found = diagnose(&[
            ("seeds/full.md", full.as_str()),
            ("seeds/empty.md", empty.as_str()),
            ("seeds/concepts.yaml", "- id: plan\n- id: market\n"),
        ]);
        assert_eq!(
            found,
            [
                "under-linked seeds/empty.md:1 no concept is linked in 550 words",
                "over-linked seeds/full.md:1 200 links in 500 words",
            ]
        );
    }

    #[test]
    fn a_concept_of_nearly_every_passage_is_named() {
        let text =
            "One plan among the many words of this passage, which are here to be read.\n\n".repeat(250);
        let lexicon = "- id: plan\n";
        let found = diagnose(&[("seeds/a.md", text.as_str()), ("seeds/concepts.yaml", lexicon)]);
        assert_eq!(found, ["concept-everywhere seeds/concepts.yaml:1 `plan` is in 250 of 250 passages"]);
        let text = [
            ("seeds/a.md", text.as_str()),
            ("seeds/concepts.yaml", "- id: plan\n  link: first-per-section\n"),
        ];
        assert_eq!(diagnose(&text), [""; 0]);
    }
}
