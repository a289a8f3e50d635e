//! Without a lexicon nothing can be linked.

use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic};

pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    if corpus.lexicon.is_empty() && !corpus.texts.is_empty() {
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
