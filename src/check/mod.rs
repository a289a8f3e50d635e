//! Problems that show only in the whole corpus. One problem, one file, one function.

mod broken_link;
mod cyclic_broader;
mod direction;
mod editors_link;
mod linking;
mod no_concepts;
mod reused_address;
mod site_language;
mod unmentioned_concept;

use crate::concept::Lexicon;
use crate::corpus::{Addresses, Corpus, Text, TextIx};
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::source::Sources;
use rayon::prelude::*;
use std::sync::Arc;

/// What was found in the texts of an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    lexicon: Arc<Lexicon>,
    addresses: Arc<Addresses>,
    /// In the order of texts.
    texts: Vec<(Arc<Text>, OfText)>,
}

/// What is wrong with one text.
#[derive(Default)]
struct OfText {
    problems: Vec<Diagnostic>,
    /// The texts in which its links look for passages.
    asked: Vec<TextIx>,
    /// Its passages that are not code.
    passages: usize,
}

/// After an edit a text is looked at again where it, or one that it links to, is another one.
pub fn corpus(corpus: &Corpus, sources: &Sources, memory: &mut Memory) -> Vec<Diagnostic> {
    let mut before = std::mem::take(&mut memory.texts);
    if !Arc::ptr_eq(&corpus.lexicon, &memory.lexicon) || !Arc::ptr_eq(&corpus.addresses, &memory.addresses) {
        before.clear();
    }
    let is_same: Vec<bool> =
        std::iter::zip(&before, &corpus.texts).map(|((known, _), text)| Arc::ptr_eq(known, text)).collect();
    let mut before: Vec<Option<OfText>> = before.into_iter().map(|(_, found)| Some(found)).collect();
    before.resize_with(corpus.texts.len(), || None);
    let links = broken_link::Check::new(corpus, sources);
    let found = corpus.texts.par_iter().zip(before).enumerate().map(|(at, (text, known))| {
        let holds = |ix: usize| is_same.get(ix).is_some_and(|same| *same);
        let known = known
            .filter(|known| holds(at) && known.asked.iter().all(|other| holds(other.0 as usize)))
            .unwrap_or_else(|| {
                let ix = TextIx(u32::try_from(at).expect("over 4 billion texts do not fit in memory"));
                of_text(&links, corpus, ix)
            });
        (text.clone(), known)
    });
    memory.texts = found.collect();
    memory.lexicon = corpus.lexicon.clone();
    memory.addresses = corpus.addresses.clone();
    let mut diagnostics: Vec<Diagnostic> =
        memory.texts.iter().flat_map(|(_, found)| found.problems.iter().cloned()).collect();
    cyclic_broader::check(corpus, &mut diagnostics);
    direction::check(corpus, &mut diagnostics);
    editors_link::check(corpus, sources, &mut diagnostics);
    let passages = memory.texts.iter().map(|(_, found)| found.passages).sum();
    linking::check(corpus, passages, &mut diagnostics);
    no_concepts::check(corpus, &mut diagnostics);
    reused_address::check(corpus, &mut diagnostics);
    site_language::check(corpus, &mut diagnostics);
    unmentioned_concept::check(corpus, &mut diagnostics);
    diagnostics
}

/// What follows from one text, the lexicon, the addresses of all texts and the passages that it links to.
fn of_text(links: &broken_link::Check<'_>, corpus: &Corpus, ix: TextIx) -> OfText {
    let text = corpus.text(ix);
    let passages = text.document.passages.iter().filter(|passage| passage.kind != Kind::Code).count();
    let mut found = OfText { passages, ..OfText::default() };
    links.text(ix, &mut found);
    direction::text(text, &mut found.problems);
    if !corpus.lexicon.is_empty() {
        found.problems.extend(linking::density(text));
    }
    found
}
