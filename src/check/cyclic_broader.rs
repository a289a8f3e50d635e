//! SKOS leaves cycles of `broader` to the vocabulary; in a lexicon they are a slip.

use crate::concept::ConceptIx;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic};

pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    // Kahn's algorithm: what cannot be taken off from the top lies on a cycle or below one.
    let lexicon = &corpus.lexicon;
    let mut above: Vec<usize> = lexicon.iter().map(|(_, concept)| concept.broader.len()).collect();
    let mut free: Vec<ConceptIx> =
        lexicon.iter().filter(|(_, c)| c.broader.is_empty()).map(|(ix, _)| ix).collect();
    while let Some(ix) = free.pop() {
        for narrower in &lexicon.get(ix).narrower {
            let left = &mut above[narrower.0 as usize];
            *left -= 1;
            if *left == 0 {
                free.push(*narrower);
            }
        }
    }
    let stuck = |ix: ConceptIx| above[ix.0 as usize] > 0;
    for (ix, concept) in lexicon.iter() {
        // Concepts below a cycle are stuck too, but nothing stuck lies below the last of them.
        let on_cycle = stuck(ix) && concept.narrower.iter().any(|narrower| stuck(*narrower));
        if on_cycle {
            diagnostics.push(
                Diagnostic::new(
                    Code::CyclicBroader,
                    format!("`{}` is broader than itself by way of others", concept.id),
                )
                .at(concept.place.clone())
                .hint("take out one of the `broader` or `narrower` that close the circle"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn a_circle_is_said_and_a_tree_is_not() {
        let text = ("seeds/a.txt", "One, two, three, four.\n");
        let circle = "- id: one\n  broader: [two]\n- id: two\n  broader: [one]\n- id: three\n- id: four\n  broader: [three]\n";
        let found = diagnose(&[text, ("seeds/concepts.yaml", circle)]);
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("cyclic-broader seeds/concepts.yaml:1"), "{found:?}");
    }
}
