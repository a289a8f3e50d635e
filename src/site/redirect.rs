//! Pages at former addresses that lead to the present ones.

use crate::corpus::Corpus;
use crate::document::slug::{file_name, is_reserved};
use crate::page::links::{escape, percent_encoded};

pub fn pages(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    let mut pages = Vec::new();
    for text in &corpus.texts {
        for former in text.document.meta.former_slugs.iter().filter(|former| !is_reserved(former)) {
            pages.push(redirect(corpus, "texts", former, &text.slug, &text.document.meta.title));
        }
    }
    for (ix, concept) in corpus.lexicon.iter() {
        let slug = &corpus.presence(ix).slug;
        for former in &concept.former_ids {
            let former = file_name(former);
            if !former.is_empty() && !is_reserved(&former) {
                pages.push(redirect(corpus, "concepts", &former, slug, &concept.name));
                if corpus.presence(ix).texts.len() > 1 {
                    pages.push(redirect(corpus, "compare", &former, slug, &concept.name));
                }
            }
        }
    }
    pages
}

/// A page that leads on by itself, and says where to for those whom it does not lead.
fn redirect(corpus: &Corpus, folder: &str, former: &str, slug: &str, name: &str) -> (String, Vec<u8>) {
    let target = format!("{}.html", percent_encoded(slug));
    let canonical = match &corpus.config.base_url {
        Some(base) => format!("<link rel=\"canonical\" href=\"{}{folder}/{target}\">\n", escape(base)),
        None => String::new(),
    };
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n{canonical}<title>{name}</title>\n</head>\n\
         <body>\n<main>\n<h1>{name}</h1>\n<p>This page is now at <a href=\"{target}\">{name}</a>.</p>\n</main>\n</body>\n</html>\n",
        language = escape(&corpus.config.language),
        target = escape(&target),
        name = escape(name),
    );
    (format!("{folder}/{former}.html"), html.into_bytes())
}
