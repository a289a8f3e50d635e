//! Characters that turn the direction of writing, where that misleads who reads or edits the text.

use crate::corpus::{Corpus, Text};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::direction::is_suspect;

/// In one text.
pub fn text(text: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let path = format!("seeds/{}", text.document.path);
    let passages = text.document.passages.iter().filter(|passage| is_suspect(&passage.text));
    diagnostics.extend(
        passages.map(|passage| suspect("this passage").at(Place::new(path.as_str(), passage.source.clone()))),
    );
    if text.document.title.is_none() && is_suspect(&text.document.meta.title) {
        diagnostics.push(suspect("the title").at(Place::file(path)));
    }
}

/// In the lexicon.
pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    for (_, concept) in corpus.lexicon.iter() {
        let words =
            [&concept.id, &concept.name].into_iter().chain(&concept.aliases).chain(&concept.definition);
        if words.into_iter().any(|words| is_suspect(words)) {
            diagnostics.push(suspect("this concept").at(concept.place.clone()));
        }
    }
}

fn suspect(what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Direction,
        format!("{what} holds a character that turns the direction of writing, and misleads who reads it"),
    )
    .hint("take out the characters U+202A to U+202E and U+2066 to U+2069, or close what they open with U+202C or U+2069")
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    #[test]
    fn an_override_is_said_and_right_to_left_words_are_not() {
        let found = diagnose(&[
            ("seeds/a.md", "# In \u{2067}עברית\u{2069}\n\nThe plan.\n\nThe \u{202e}nalp\u{202c}.\n"),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        assert_eq!(
            found,
            [
                "direction seeds/a.md:5 this passage holds a character that turns the direction of writing, and misleads who reads it"
            ]
        );
    }
}
