//! Problems that show only in the whole corpus. One problem, one file, one function.

mod broken_link;
mod cyclic_broader;
mod direction;
mod linking;
mod no_concepts;
mod reused_address;
mod unmentioned_concept;

use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

pub fn corpus(corpus: &Corpus, sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    broken_link::check(corpus, sources, &mut diagnostics);
    cyclic_broader::check(corpus, &mut diagnostics);
    direction::check(corpus, &mut diagnostics);
    linking::check(corpus, &mut diagnostics);
    no_concepts::check(corpus, &mut diagnostics);
    reused_address::check(corpus, &mut diagnostics);
    unmentioned_concept::check(corpus, &mut diagnostics);
    diagnostics
}
