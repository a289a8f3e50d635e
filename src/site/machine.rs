//! Files for hosts and crawlers, and each text as Markdown.

use crate::corpus::{Corpus, Text};
use crate::page;
use std::fmt::Write as _;

pub fn files(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    // GitHub Pages would otherwise leave out what begins with an underscore.
    let mut files = vec![(".nojekyll".to_owned(), Vec::new())];
    if let Some(base) = &corpus.config.base_url {
        files.push(("sitemap.xml".to_owned(), sitemap(corpus, base).into_bytes()));
        files.push((
            "robots.txt".to_owned(),
            format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n").into_bytes(),
        ));
    }
    files
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
