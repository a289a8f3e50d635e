//! What a page says of itself to other programs: Open Graph for cards, `citation_…` for reference managers,
//! schema.org in JSON-LD for search engines.
//!
//! No picture is named, because none is made: a broken one is worse than none.

use super::links::{Links, is_web, percent_encoded, tidied};
use super::{Crumb, Head, Html, Key, facts, quote};
use crate::concept::ConceptIx;
use crate::corpus::{TextIx, joined};
use crate::words::Filled;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;

/// The longest headline and description, in characters, and how many concepts a text is said to be about.
const HEADLINE: usize = 110;
const DESCRIPTION: usize = 300;
const ABOUT: usize = 5;
const ALIASES: usize = 12;

#[derive(Clone, Debug, Default, Serialize)]
pub struct About {
    open_graph: Vec<Tag>,
    citation: Vec<Tag>,
    /// JSON, which is data to a browser and never run.
    json_ld: Option<Html>,
}

#[derive(Clone, Debug, Serialize)]
struct Tag {
    name: &'static str,
    content: String,
}

pub fn about(links: Links<'_>, key: Key, head: &Head, crumbs: &[Crumb]) -> About {
    let site = Site { links, base: links.corpus.config.base_url.as_deref(), path: key.path(links.corpus) };
    if key == Key::NotFound {
        return About::default();
    }
    let mut graph: Vec<Value> = Vec::new();
    let mut citation = Vec::new();
    match key {
        Key::Home => graph.push(site.home()),
        Key::Text(ix) => {
            graph.push(site.article(ix));
            citation = site.citation(ix);
        }
        Key::Concept(ix) => graph.push(site.term(ix)),
        Key::Concepts(1) => graph.push(site.term_set()),
        _ => {}
    }
    graph.extend(site.trail(crumbs));
    let json_ld = match graph.len() {
        0 => None,
        1 => graph.pop().map(with_context),
        _ => Some(with_context(json!({ "@graph": graph }))),
    };
    About { open_graph: site.open_graph(head), citation, json_ld: json_ld.map(|json| Html::json(&json)) }
}

fn with_context(mut json: Value) -> Value {
    json["@context"] = json!("https://schema.org");
    json
}

struct Site<'a> {
    links: Links<'a>,
    base: Option<&'a str>,
    /// Of the page.
    path: String,
}

impl Site<'_> {
    fn title(&self) -> Cow<'_, str> {
        self.links.corpus.title()
    }

    /// The address of a page of the site: in full, or as a link if it is not known where the site will be.
    fn address(&self, key: Key) -> String {
        match (self.base, key) {
            (Some(base), Key::Home) => base.to_owned(),
            (Some(base), key) => format!("{base}{}", percent_encoded(&key.path(self.links.corpus))),
            (None, key) => self.links.page(key),
        }
    }

    fn own_address(&self) -> Option<String> {
        let path = if self.path == "index.html" { "" } else { &self.path };
        self.base.map(|base| format!("{base}{}", percent_encoded(path)))
    }

    fn open_graph(&self, head: &Head) -> Vec<Tag> {
        let title = if head.title.is_empty() { self.title() } else { Cow::Borrowed(&head.title[..]) };
        let mut tags = vec![
            Tag { name: "og:title", content: title.into_owned() },
            Tag { name: "og:type", content: "website".to_owned() },
            Tag { name: "og:description", content: head.description.clone() },
        ];
        if !head.title.is_empty() {
            tags.push(Tag { name: "og:site_name", content: self.title().into_owned() });
        }
        tags.extend(self.own_address().map(|content| Tag { name: "og:url", content }));
        tags
    }

    /// A text is cited as a part of the site, which makes it a section of a book to a reference manager.
    fn citation(&self, ix: TextIx) -> Vec<Tag> {
        let corpus = self.links.corpus;
        let meta = &corpus.text(ix).document.meta;
        let mut tags = vec![
            Tag { name: "citation_title", content: quote::own_title(corpus.text(ix)) },
            Tag { name: "citation_book_title", content: self.title().into_owned() },
        ];
        let authors = meta.authors.iter().cloned();
        tags.extend(authors.map(|content| Tag { name: "citation_author", content }));
        tags.extend(meta.date.clone().map(|content| Tag { name: "citation_publication_date", content }));
        let language = corpus.text(ix).language().unwrap_or(&corpus.config.language).to_owned();
        tags.push(Tag { name: "citation_language", content: language });
        tags.extend(self.own_address().map(|content| Tag { name: "citation_public_url", content }));
        tags.extend(meta.licence.clone().map(|content| Tag { name: "dc.rights", content }));
        tags
    }

    fn home(&self) -> Value {
        let config = &self.links.corpus.config;
        let mut home = json!({ "@type": "WebSite", "name": self.title(), "inLanguage": config.language });
        if !config.description.is_empty() {
            home["description"] = json!(config.description);
        }
        if let Some(base) = self.base {
            home["url"] = json!(base);
        }
        home
    }

    fn article(&self, ix: TextIx) -> Value {
        let corpus = self.links.corpus;
        let text = corpus.text(ix);
        let meta = &text.document.meta;
        let mut article = json!({
            "@type": "Article",
            "headline": quote::cut(&quote::own_title(text), HEADLINE),
            "wordCount": text.length.total(),
            "inLanguage": text.language().unwrap_or(&corpus.config.language),
            "isPartOf": { "@type": "WebSite", "name": self.title(), "url": self.address(Key::Home) },
        });
        let mut add = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                article[key] = value;
            }
        };
        let person = |name: &String| json!({ "@type": "Person", "name": name });
        let people: Vec<Value> = meta.authors.iter().map(person).collect();
        add("author", (!people.is_empty()).then(|| json!(people)));
        add("datePublished", meta.date.as_ref().filter(|date| is_date(date)).map(|date| json!(date)));
        add("isBasedOn", meta.source.as_ref().filter(|url| is_web(url)).map(|url| json!(tidied(url))));
        add("license", meta.licence.as_ref().map(|licence| json!(licence)));
        add("url", self.own_address().map(|url| json!(url)));
        let concepts = facts::counts(text).into_iter().take(ABOUT);
        let about: Vec<Value> = concepts
            // Their pages say the rest under the same address.
            .map(|(ix, _)| json!({ "@id": self.address(Key::Concept(ix)) }))
            .collect();
        add("about", (!about.is_empty()).then(|| json!(about)));
        article
    }

    fn term(&self, ix: ConceptIx) -> Value {
        let concept = self.links.corpus.lexicon.get(ix);
        let mut term = json!({
            "@type": "DefinedTerm",
            "@id": self.address(Key::Concept(ix)),
            "name": concept.name,
            "inDefinedTermSet": self.address(Key::Concepts(1)),
        });
        if !concept.aliases.is_empty() {
            let aliases: Vec<&String> = concept.aliases.iter().take(ALIASES).collect();
            term["alternateName"] = json!(aliases);
        }
        if let Some(definition) = &concept.definition {
            term["description"] = json!(quote::cut(&super::editor_plain(definition), DESCRIPTION));
        }
        let same: Vec<String> =
            concept.same_as.iter().filter(|url| is_web(url)).map(|url| tidied(url)).collect();
        if !same.is_empty() {
            term["sameAs"] = json!(same);
        }
        term
    }

    fn term_set(&self) -> Value {
        json!({
            "@type": "DefinedTermSet",
            "@id": self.address(Key::Concepts(1)),
            "name": self.links.words().with("concepts-of", &[("site", Filled::Words(&self.title()))]),
            "inLanguage": self.links.corpus.config.language,
        })
    }

    /// Where the page stands in the site.
    fn trail(&self, crumbs: &[Crumb]) -> Option<Value> {
        let items = (1..).zip(crumbs).map(|(position, crumb)| {
            let mut item = json!({ "@type": "ListItem", "position": position, "name": crumb.name });
            if let Some(href) = &crumb.href {
                let path = joined(&self.path, href).filter(|path| path != "index.html").unwrap_or_default();
                let full = self.base.map(|base| format!("{base}{path}"));
                item["item"] = json!(full.unwrap_or_else(|| href.clone()));
            }
            item
        });
        let items: Vec<Value> = items.collect();
        (!items.is_empty()).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
    }
}

/// Whether it is written as ISO 8601 has it: a year, a month, a day.
fn is_date(date: &str) -> bool {
    let lengths: Vec<usize> = date.split('-').map(str::len).collect();
    date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && [4, 2, 2].starts_with(&lengths)
}

#[cfg(test)]
mod tests {
    use super::super::tests::corpus;
    use super::super::{Facts, make};
    use super::*;

    fn said(files: &[(&str, &str)], key: Key) -> (String, Value) {
        let corpus = corpus(files);
        let page = make(&corpus, &Facts::new(&corpus), &key);
        let about = &page.frame.about;
        let json = about.json_ld.as_ref().expect("it says something").as_str().to_owned();
        let tags: Vec<String> = about
            .open_graph
            .iter()
            .chain(&about.citation)
            .map(|tag| format!("{}={}", tag.name, tag.content))
            .collect();
        assert!(!json.contains('<') && !json.contains('>'), "{json}");
        (tags.join("\n"), serde_json::from_str(&json).expect("it is JSON"))
    }

    #[test]
    fn a_text_can_be_cited_and_is_an_article() {
        let files = [
            ("seedbed.yaml", "title: T\nbase-url: https://t.example/x/\n"),
            (
                "seeds/a.md",
                "---\ntitle: 'A </script><b>'\nauthors: [Ada, Ben]\ndate: 1920-05\nlanguage: de\n---\nA plan.\n",
            ),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ];
        let (tags, json) = said(&files, Key::Text(TextIx(0)));
        for tag in [
            "og:url=https://t.example/x/texts/a.html",
            "citation_title=A </script><b>",
            "citation_author=Ada\ncitation_author=Ben",
            "citation_publication_date=1920-05",
            "citation_language=de",
            "citation_public_url=https://t.example/x/texts/a.html",
        ] {
            assert!(tags.contains(tag), "{tag} is not in:\n{tags}");
        }
        let article = &json["@graph"][0];
        assert_eq!(article["headline"], "A </script><b>");
        assert_eq!(article["datePublished"], "1920-05");
        assert_eq!(article["about"][0]["@id"], "https://t.example/x/concepts/plan.html");
        let trail = &json["@graph"][1]["itemListElement"];
        assert_eq!(trail[1]["item"], "https://t.example/x/texts/index.html");
    }

    #[test]
    fn a_concept_is_a_term_of_the_set() {
        let files = [
            ("seeds/a.md", "A plan.\n"),
            ("seeds/concepts.yaml", "- id: plan\n  aliases: [scheme]\n  definition: What *shall* be.\n"),
        ];
        let (_, json) = said(&files, Key::Concept(ConceptIx(0)));
        let term = &json["@graph"][0];
        assert_eq!(term["@type"], "DefinedTerm");
        assert_eq!(term["description"], "What shall be.");
        assert_eq!(term["alternateName"][0], "scheme");
        assert_eq!(term["inDefinedTermSet"], "index.html");
    }

    #[test]
    fn a_date_is_one_that_programs_read() {
        assert!(is_date("1920") && is_date("1920-05") && is_date("1920-05-01"));
        assert!(!is_date("May 1920") && !is_date("") && !is_date("192-05"));
    }
}
