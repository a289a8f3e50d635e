//! How a text is cited: in words, as BibTeX, and as CSL-JSON.

use super::{links, quote};
use crate::corpus::{Corpus, TextIx};
use serde_json::{Value, json};

/// In words, after the manner of library catalogues.
pub fn plain(corpus: &Corpus, ix: TextIx) -> String {
    let meta = &corpus.text(ix).document.meta;
    let ended = |words: &str| {
        if words.ends_with(['.', '?', '!', '…']) { words.to_owned() } else { format!("{words}.") }
    };
    let mut parts: Vec<String> = Vec::new();
    if !meta.authors.is_empty() {
        parts.push(ended(&meta.authors.join(", ")));
    }
    parts.push(format!("“{}”", ended(&title(corpus, ix))));
    let words = &corpus.config.words;
    parts.push(ended(&format!("{} {}", words.say("cited-in"), corpus.title())));
    parts.extend(meta.date.as_deref().map(ended));
    parts.extend(meta.source.as_ref().map(|source| format!("{} {source}", words.say("source"))));
    parts.join(" ")
}

/// The address of the text's page, if it is known where the site will be.
pub fn url(corpus: &Corpus, ix: TextIx) -> Option<String> {
    let path = format!("texts/{}.html", links::percent_encoded(&corpus.text(ix).slug));
    corpus.config.base_url.as_ref().map(|base| format!("{base}{path}"))
}

/// An entry as biblatex reads it, where `date` may have any form.
pub fn bibtex(corpus: &Corpus, ix: TextIx) -> String {
    let text = corpus.text(ix);
    let meta = &text.document.meta;
    let mut bibtex = format!("@misc{{{},\n", text.slug);
    let mut field = |name: &str, value: &str| bibtex.push_str(&format!("  {name} = {{{value}}},\n"));
    field("title", &latex(&title(corpus, ix)));
    if !meta.authors.is_empty() {
        field("author", &latex(&meta.authors.join(" and ")));
    }
    if let Some(date) = &meta.date {
        field("date", &latex(date));
    }
    field("howpublished", &latex(&corpus.title()));
    if let Some(url) = url(corpus, ix).or_else(|| meta.source.clone()) {
        // A field that is read letter by letter: nothing but the braces around it is special.
        field("url", &url.replace('{', "%7B").replace('}', "%7D"));
    }
    bibtex.push('}');
    bibtex
}

/// Words as LaTeX sets them. Braces have names, because those who read BibTeX count even escaped ones.
fn latex(words: &str) -> String {
    let mut latex = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => latex.extend(['\\', c]),
            '{' => latex.push_str("\\textbraceleft{}"),
            '}' => latex.push_str("\\textbraceright{}"),
            '\\' => latex.push_str("\\textbackslash{}"),
            '~' => latex.push_str("\\textasciitilde{}"),
            '^' => latex.push_str("\\textasciicircum{}"),
            c => latex.push(c),
        }
    }
    latex
}

/// An item of CSL-JSON (Citation Style Language 1.0.2). Names and dates are literals: how an editor
/// wrote them, they are printed.
pub fn csl(corpus: &Corpus, ix: TextIx) -> Value {
    let text = corpus.text(ix);
    let meta = &text.document.meta;
    let mut item = json!({
        "id": text.slug,
        "type": "webpage",
        "title": title(corpus, ix),
        "container-title": corpus.title(),
        "language": text.language().unwrap_or(&corpus.config.language),
    });
    let mut add = |key: &str, value: Value| item[key] = value;
    if !meta.authors.is_empty() {
        add("author", meta.authors.iter().map(|name| json!({ "literal": name })).collect());
    }
    if let Some(date) = &meta.date {
        add("issued", json!({ "literal": date }));
    }
    if let Some(url) = url(corpus, ix).or_else(|| meta.source.clone()) {
        add("URL", json!(url));
    }
    if let Some(kind) = &meta.kind {
        add("genre", json!(kind));
    }
    if let Some(words) = &meta.description {
        add("abstract", json!(words));
    }
    item
}

fn title(corpus: &Corpus, ix: TextIx) -> String {
    quote::own_title(corpus.text(ix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn what_is_special_to_latex_is_escaped_in_words_and_not_in_addresses() {
        let text = "---\ntitle: '50 % of A & B_{1} ~ $2 #3 \\x^'\nsource: https://a.example/a_b?c=d&e=%20\n---\nOne.\n";
        let bibtex = bibtex(&corpus(&[("seeds/a.md", text)]), TextIx(0));
        for line in [
            r"  title = {50 \% of A \& B\_\textbraceleft{}1\textbraceright{} \textasciitilde{} \$2 \#3 \textbackslash{}x\textasciicircum{}},",
            r"  url = {https://a.example/a_b?c=d&e=%20},",
        ] {
            assert!(bibtex.lines().any(|found| found == line), "{line}\nis not in\n{bibtex}");
        }
    }
}
