//! A former address must not be the present address of something else: the link would mislead.

use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::slug::file_name;
use rapidhash::RapidHashSet;

pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    let texts: RapidHashSet<&str> = corpus.texts.iter().map(|text| text.slug.as_str()).collect();
    for text in &corpus.texts {
        for former in text.document.meta.former_slugs.iter().filter(|former| texts.contains(former.as_str()))
        {
            diagnostics.push(reused(former).at(Place::file(format!("seeds/{}", text.document.path))));
        }
    }
    let concepts: RapidHashSet<&str> =
        corpus.presences.iter().map(|presence| presence.slug.as_str()).collect();
    for (_, concept) in corpus.lexicon.iter() {
        for former in concept.former_ids.iter().map(|former| file_name(former)) {
            if concepts.contains(former.as_str()) {
                diagnostics.push(reused(&former).at(concept.place.clone()));
            }
        }
    }
}

fn reused(former: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReusedAddress,
        format!("the former address `{former}` is in use again; no redirect is made"),
    )
    .hint("choose another id or slug for the new one, so that old links stay true")
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn an_address_in_use_is_no_redirect() {
        let found = diagnose(&[
            ("seeds/a.txt", "The plan and the market.\n"),
            ("seeds/concepts.yaml", "- id: plan\n  former_ids: [market]\n- id: market\n"),
        ]);
        assert_eq!(
            found,
            [
                "reused-address seeds/concepts.yaml:1 the former address `market` is in use again; no redirect is made"
            ]
        );
    }
}
