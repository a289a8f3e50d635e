//! Pages whose own words are in another language than nearly all that they show.

use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic};
use crate::mention::language::primary;
use std::collections::BTreeMap;

/// Where nobody has said what the site's language is, and more than half of the texts are in one other.
pub fn check(corpus: &Corpus, diagnostics: &mut Vec<Diagnostic>) {
    if corpus.config.says_language {
        return;
    }
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &corpus.texts {
        *texts.entry(text.language().unwrap_or(&corpus.config.language)).or_default() += 1;
    }
    let Some((language, count)) = texts.into_iter().max_by_key(|(_, count)| *count) else { return };
    let own = &corpus.config.language;
    // The words of the interface are the same in `en` and `en-GB`.
    if count * 2 > corpus.texts.len() && primary(language) != primary(own) {
        let of = corpus.texts.len();
        let message = format!(
            "{count} of {of} texts are in the language `{language}`, the words around them in `{own}`"
        );
        diagnostics.push(Diagnostic::new(Code::SiteLanguage, message).hint(format!(
            "write `language: {language}` in seedbed.yaml, or `language: {own}` to keep it so"
        )));
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::diagnose;

    const GERMAN: &str = "Der Plan ist nicht nur eine Liste der Dinge, die wir tun wollen, sondern auch das, was uns \
                          verbindet. Wer ihn liest, der weiß, wie es mit der Arbeit weitergeht und warum wir sie tun.\n";

    #[test]
    fn the_language_of_most_texts_is_asked_for_once() {
        let with = |config| {
            diagnose(&[
                ("seedbed.yaml", config),
                ("seeds/a.txt", GERMAN),
                ("seeds/b.txt", GERMAN),
                (
                    "seeds/c.txt",
                    "The plan is what we have in common, and who reads it knows what is to be done.\n",
                ),
                ("seeds/concepts.yaml", "- name: Plan\n"),
            ])
        };
        let asked = "site-language 2 of 3 texts are in the language `de`, the words around them in `en`";
        assert_eq!(with("title: Pläne\n"), [asked]);
        let british = |language: &str| {
            let text = format!("---\nlanguage: {language}\n---\nThe plan is what we have in common.\n");
            diagnose(&[("seeds/a.md", text.as_str()), ("seeds/concepts.yaml", "- name: Plan\n")])
        };
        assert!(british("en-GB").is_empty() && british("nl-BE").len() == 1);
        assert!(with("language: en\n").is_empty() && with("language: de\n").is_empty());
    }
}
