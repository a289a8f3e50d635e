//! Files for hosts, crawlers and other programs: sitemap, bibliographies, `llms.txt`, each text as Markdown.

use crate::corpus::{Corpus, Text};
use crate::page;
use std::fmt::Write as _;

pub fn files(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    // GitHub Pages would otherwise leave out what begins with an underscore.
    let mut files = vec![(".nojekyll".to_owned(), Vec::new())];
    files.push(("llms.txt".to_owned(), llms(corpus).into_bytes()));
    files.push(("data/texts.bib".to_owned(), bibtex(corpus).into_bytes()));
    files.push(("data/texts.csl.json".to_owned(), csl(corpus)));
    if let Some(base) = &corpus.config.base_url {
        files.push(("sitemap.xml".to_owned(), sitemap(corpus, base).into_bytes()));
        files.push((
            "robots.txt".to_owned(),
            format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n").into_bytes(),
        ));
    }
    files
}

/// What the site holds, for language models: the convention of llmstxt.org.
fn llms(corpus: &Corpus) -> String {
    let base = corpus.config.base_url.as_deref().unwrap_or("");
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let link = |words: &str, path: String| {
        let words = one_line(words).replace(['[', ']'], "");
        format!("- [{words}]({base}{})", page::links::percent_encoded(&path))
    };
    let mut out = format!("# {}\n", one_line(&corpus.config.title));
    if !corpus.config.description.is_empty() {
        let _ = write!(out, "\n> {}\n", one_line(&corpus.config.description));
    }
    out.push_str("\n## Texts\n\n");
    for (_, text) in corpus.enumerate() {
        let authors = text.document.meta.authors.join(", ");
        let by = if authors.is_empty() { authors } else { format!(": {}", one_line(&authors)) };
        let _ = writeln!(out, "{}{by}", link(&page::full_title(text), markdown_path(text)));
    }
    out.push_str("\n## Concepts\n\n");
    for (ix, concept) in corpus.lexicon.iter() {
        let definition = concept.definition.as_deref().map(page::editor_plain);
        let definition = definition.map_or(String::new(), |words| format!(": {}", one_line(&words)));
        let path = format!("concepts/{}.html", corpus.presence(ix).slug);
        let _ = writeln!(out, "{}{definition}", link(&concept.name, path));
    }
    out.push_str("\n## Data\n\n");
    for (words, path) in [
        ("All passages", "data/passages.jsonl"),
        ("All mentions of concepts", "data/annotations.jsonl"),
        ("The lexicon as SKOS", "data/lexicon.jsonld"),
        ("The texts as CSL-JSON", "data/texts.csl.json"),
    ] {
        let _ = writeln!(out, "{}", link(words, path.to_owned()));
    }
    out
}

fn bibtex(corpus: &Corpus) -> String {
    corpus.enumerate().map(|(ix, _)| page::cite::bibtex(corpus, ix) + "\n\n").collect()
}

fn csl(corpus: &Corpus) -> Vec<u8> {
    let items: Vec<_> = corpus.enumerate().map(|(ix, _)| page::cite::csl(corpus, ix)).collect();
    serde_json::to_vec_pretty(&items).expect("strings and lists are JSON")
}

/// Each text as Markdown.
pub fn texts(corpus: &Corpus) -> impl Iterator<Item = (String, Vec<u8>)> {
    corpus
        .enumerate()
        .map(|(ix, text)| (markdown_path(text), page::text_markdown::markdown(corpus, ix).into_bytes()))
}

pub fn markdown_path(text: &Text) -> String {
    format!("texts/{}.md", text.slug)
}

/// The pages as the Sitemaps protocol 0.9 lists them; one that is only a redirect is not listed.
fn sitemap(corpus: &Corpus, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for key in page::keys(corpus) {
        let path = key.path(corpus);
        if path != "404.html" {
            let path = if path == "index.html" { String::new() } else { page::links::percent_encoded(&path) };
            let _ = writeln!(xml, "<url><loc>{}{path}</loc></url>", base.replace('&', "&amp;"));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
