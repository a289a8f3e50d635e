//! A concept that no text mentions has a page with nothing on it.

use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic};

pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    if corpus.texts.is_empty() {
        return;
    }
    for (ix, concept) in corpus.lexicon.iter() {
        // A concept that stands only inside longer ones is mentioned, if never by itself.
        if corpus.presence(ix).passages == 0 {
            diagnostics.push(
                Diagnostic::new(Code::UnmentionedConcept, format!("no text mentions `{}`", concept.id))
                    .at(concept.place.clone())
                    .hint("give it the aliases that the texts use, or take it out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn a_concept_without_mentions_is_named() {
        let found = diagnose(&[
            ("seeds/a.txt", "Only the plan.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: market\n"),
        ]);
        assert_eq!(found, ["unmentioned-concept seeds/concepts.yaml:2 no text mentions `market`"]);
    }
}
