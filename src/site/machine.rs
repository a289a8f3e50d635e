//! Files for hosts, crawlers and other programs: sitemap, bibliographies, `llms.txt`, each text as Markdown.

use super::Data;
use crate::corpus::{Corpus, Text};
use crate::page;
use std::fmt::Write as _;
use std::io::{self, Write};

pub fn files(corpus: &Corpus) -> Vec<(&'static str, Data)> {
    // GitHub Pages would otherwise leave out what begins with an underscore.
    let mut files: Vec<(&str, Data)> = vec![(".nojekyll", |_, _| Ok(()))];
    files.push(("llms.txt", |corpus, out| out.write_all(llms(corpus).as_bytes())));
    files.push(("data/texts.bib", bibtex));
    if corpus.config.base_url.is_some() {
        files.push(("data/names.js", names));
    }
    files.push(("data/texts.csl.json", csl));
    // Crawlers ask for whole addresses.
    if corpus.config.base_url.is_some() {
        files.push(("sitemap.xml", |corpus, out| out.write_all(sitemap(corpus, base(corpus)).as_bytes())));
        files.push(("robots.txt", |corpus, out| {
            write!(out, "User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", base(corpus))
        }));
    }
    files
}

fn base(corpus: &Corpus) -> &str {
    corpus.config.base_url.as_deref().unwrap_or("")
}

/// What the site holds, for language models: the convention of llmstxt.org.
fn llms(corpus: &Corpus) -> String {
    let base = base(corpus);
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let link = |words: &str, path: String| {
        let words = one_line(words).replace(['[', ']'], "");
        format!("- [{words}]({base}{})", page::links::percent_encoded(&path))
    };
    let mut out = format!("# {}\n", one_line(&corpus.title()));
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

fn bibtex(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    corpus.enumerate().try_for_each(|(ix, _)| write!(out, "{}\n\n", page::cite::bibtex(corpus, ix)))
}

/// Names of pages and where they are, for the page that proposes near ones: a script, because a page
/// opened from disk may load nothing else. Of very many names the concepts come first.
fn names(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    const MOST: usize = 5_000;
    let concepts = corpus.lexicon.iter().map(|(ix, concept)| (concept.name.clone(), page::Key::Concept(ix)));
    let texts = corpus.enumerate().map(|(ix, text)| (page::full_title(text), page::Key::Text(ix)));
    let names: Vec<(String, String)> = concepts
        .chain(texts)
        .take(MOST)
        .map(|(name, key)| (name, page::links::percent_encoded(&key.path(corpus))))
        .collect();
    writeln!(out, "seedbedNames({})", serde_json::to_string(&names)?)
}

fn csl(corpus: &Corpus, out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<_> = corpus.enumerate().map(|(ix, _)| page::cite::csl(corpus, ix)).collect();
    Ok(serde_json::to_writer_pretty(out, &items)?)
}

pub fn markdown_path(text: &Text) -> String {
    format!("texts/{}.md", text.slug)
}

/// The pages as the Sitemaps protocol 0.9 lists them; one that is only a redirect is not listed.
fn sitemap(corpus: &Corpus, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for key in page::keys(corpus, &page::pairs(corpus, &page::Postings::new(corpus))) {
        let path = key.path(corpus);
        if path != "404.html" {
            let path = if path == "index.html" { String::new() } else { page::links::percent_encoded(&path) };
            let _ = writeln!(xml, "<url><loc>{}{path}</loc></url>", base.replace('&', "&amp;"));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
