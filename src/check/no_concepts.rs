//! Without a lexicon the site is built with what Seedbed proposes; without that, nothing can be linked.

use crate::concept::Origin;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic};

pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    if corpus.lexicon.origin == Origin::Proposed && !corpus.lexicon.is_empty() {
        let concepts = match corpus.lexicon.len() {
            1 => "1 concept".to_owned(),
            more => format!("{more} concepts"),
        };
        diagnostics.push(
            Diagnostic::new(
                Code::ProposedConcepts,
                format!("there is no lexicon; the site is built with {concepts} that Seedbed proposes"),
            )
            .hint("`seedbed suggest` writes them down for you to keep, change or reject"),
        );
    } else if corpus.lexicon.is_empty() && !corpus.texts.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::NoConcepts, "there are no concepts, so nothing is linked").hint(
                "name the concepts that the texts share in seeds/concepts.yaml: `- name: ...`, one an entry",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn texts_alone_are_built_and_the_way_on_is_said() {
        let found = diagnose(&[("seeds/a.txt", "Only the plan.\n")]);
        assert_eq!(found, ["no-concepts there are no concepts, so nothing is linked"]);
    }
}
