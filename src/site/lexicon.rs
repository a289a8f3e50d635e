//! The lexicon as SKOS (W3C Simple Knowledge Organization System), in JSON-LD 1.1 and Turtle 1.1.
//!
//! A concept is named by the address of its page: in full if it is known where the site will be, else
//! relative to the file.

use super::Data;
use crate::concept::{Concept, ConceptIx};
use crate::corpus::Corpus;
use crate::page::{self, links::percent_encoded};
use serde_json::{Value, json};
use std::fmt::Write as _;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

pub const FILES: [(&str, Data); 2] = [
    ("data/lexicon.jsonld", |corpus, out| {
        Ok(serde_json::to_writer_pretty(out, &Scheme::of(corpus).json_ld())?)
    }),
    ("data/lexicon.ttl", |corpus, out| out.write_all(Scheme::of(corpus).turtle().as_bytes())),
];

struct Scheme<'a> {
    corpus: &'a Corpus,
    base: &'a str,
}

impl Scheme<'_> {
    fn of(corpus: &Corpus) -> Scheme<'_> {
        Scheme { corpus, base: corpus.config.base_url.as_deref().unwrap_or("../") }
    }

    fn iri(&self, ix: ConceptIx) -> String {
        format!("{}concepts/{}.html", self.base, percent_encoded(&self.corpus.presence(ix).slug))
    }

    fn own_iri(&self) -> String {
        format!("{}concepts/index.html", self.base)
    }

    fn iris(&self, concepts: &[ConceptIx]) -> Vec<String> {
        concepts.iter().map(|ix| self.iri(*ix)).collect()
    }

    fn json_ld(&self) -> Value {
        let language = self.corpus.config.language.as_str();
        let term = |name: &str| (name.to_owned(), json!({ "@id": format!("skos:{name}"), "@type": "@id" }));
        let words =
            |name: &str| (name.to_owned(), json!({ "@id": format!("skos:{name}"), "@language": language }));
        let mut context: serde_json::Map<String, Value> =
            ["broader", "narrower", "related", "exactMatch", "inScheme", "topConceptOf"]
                .map(term)
                .into_iter()
                .collect();
        context.extend(["prefLabel", "altLabel", "definition"].map(words));
        context.insert("skos".to_owned(), json!(SKOS));
        let mut graph = vec![json!({
            "@id": self.own_iri(),
            "@type": "skos:ConceptScheme",
            "prefLabel": self.corpus.title(),
        })];
        graph.extend(self.corpus.lexicon.iter().map(|(ix, concept)| self.node(ix, concept)));
        json!({ "@context": context, "@graph": graph })
    }

    fn node(&self, ix: ConceptIx, concept: &Concept) -> Value {
        let mut node = json!({
            "@id": self.iri(ix),
            "@type": "skos:Concept",
            "prefLabel": concept.name,
            "inScheme": self.own_iri(),
        });
        if let Some(definition) = &concept.definition {
            node["definition"] = json!(page::editor_plain(definition));
        }
        for (key, values) in self.lists(concept) {
            if !values.is_empty() {
                node[key] = json!(values);
            }
        }
        node
    }

    /// The properties with any number of values.
    fn lists(&self, concept: &Concept) -> [(&'static str, Vec<String>); 6] {
        let top = if concept.broader.is_empty() { vec![self.own_iri()] } else { Vec::new() };
        [
            ("altLabel", concept.aliases.clone()),
            ("broader", self.iris(&concept.broader)),
            ("narrower", self.iris(&concept.narrower)),
            ("related", self.iris(&concept.related)),
            ("exactMatch", concept.same_as.iter().filter(|url| page::links::is_web(url)).cloned().collect()),
            ("topConceptOf", top),
        ]
    }

    fn turtle(&self) -> String {
        let language = &self.corpus.config.language;
        let words = |words: &str| format!("{}@{language}", literal(words));
        let mut out = format!("@prefix skos: <{SKOS}> .\n\n");
        let title = words(&self.corpus.title());
        let _ =
            writeln!(out, "<{}> a skos:ConceptScheme ;\n  skos:prefLabel {title} .", iri(&self.own_iri()));
        for (ix, concept) in self.corpus.lexicon.iter() {
            let _ = write!(
                out,
                "\n<{}> a skos:Concept ;\n  skos:prefLabel {} ;\n",
                iri(&self.iri(ix)),
                words(&concept.name)
            );
            if let Some(definition) = &concept.definition {
                let _ = writeln!(out, "  skos:definition {} ;", words(&page::editor_plain(definition)));
            }
            for (key, values) in self.lists(concept) {
                let shown = |value: &String| {
                    if key == "altLabel" { words(value) } else { format!("<{}>", iri(value)) }
                };
                let values: Vec<String> = values.iter().map(shown).collect();
                if !values.is_empty() {
                    let _ = writeln!(out, "  skos:{key} {} ;", values.join(", "));
                }
            }
            let _ = writeln!(out, "  skos:inScheme <{}> .", iri(&self.own_iri()));
        }
        out
    }
}

/// A string as Turtle writes it.
fn literal(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An address without the characters that an IRI must not have.
fn iri(address: &str) -> String {
    let mut out = String::new();
    for c in address.chars() {
        if c <= ' ' || "<>\"{}|^`\\".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::pipeline;
    use crate::source::Sources;

    fn file(config: &str, path: &str) -> String {
        let sources = Sources::from_pairs([
            ("seedbed.yaml", config),
            ("seeds/a.md", "# A\n\nThe plan of an economy.\n"),
            (
                "seeds/concepts.yaml",
                "- name: Plan\n  aliases: ['the \"plan\"', 'back\\slash']\n  definition: What is *to be* done.\n  broader: [economy]\n  same_as: 'https://a.example/<x>'\n- name: Economy\n",
            ),
        ]);
        let site =
            pipeline::site(pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
        let file = site.get(path).expect("no template is asked").expect("the site has it");
        String::from_utf8(file).expect("it is UTF-8")
    }

    #[test]
    fn the_lexicon_is_skos_in_turtle() {
        insta::assert_snapshot!(file("title: T\nbase-url: https://t.example/\n", "data/lexicon.ttl"));
    }

    #[test]
    fn the_lexicon_is_skos_in_json_ld() {
        insta::assert_snapshot!(file("title: T\n", "data/lexicon.jsonld"));
    }
}
