//! Tests of the whole, in memory: small corpora in strings and what a user should see.

mod anew;
mod editing;
mod golden;
mod large;
mod tidy;
mod whole;

use crate::pipeline;
use crate::source::Sources;

/// What `seedbed check` says of a corpus: code, place and message, a line each.
pub fn diagnose(pairs: &[(&str, &str)]) -> Vec<String> {
    let sources = Sources::from_pairs(pairs.iter().copied());
    let diagnostics = pipeline::understand(&sources).diagnostics;
    let said = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
            let before = sources.text(&place.path).map_or("", |text| &text[..place.start]);
            format!(" {}:{}", place.path, 1 + before.matches('\n').count())
        });
        format!("{}{place} {}", diagnostic.code.name(), diagnostic.message)
    });
    said.collect()
}
