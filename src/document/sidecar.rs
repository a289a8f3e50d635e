//! What an editor adds to a text without touching it: the sidecar, or a Markdown text's front matter.

use super::Relation;
use crate::config::Policy;
use crate::diagnostic::{Diagnostic, Severity};
use crate::yaml::{OneOrMore, Spanned, Yaml};
use serde::Deserialize;

/// The keys of a sidecar, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Sidecar {
    pub title: Option<String>,
    /// A title for a text that has none.
    pub supplied_title: Option<String>,
    pub description: Option<String>,
    #[serde(alias = "author")]
    pub authors: OneOrMore,
    pub date: Option<String>,
    pub kind: Option<String>,
    pub source: Option<String>,
    #[serde(alias = "license")]
    pub licence: Option<String>,
    #[serde(alias = "lang")]
    pub language: Option<String>,
    pub order: Option<i64>,
    pub slug: Option<String>,
    pub former_slugs: Vec<String>,
    pub linking: Option<Policy>,
    /// How the text is to be read, whatever its name and looks.
    pub format: Option<WrittenFormat>,
    /// Not to be published, as other generators have it.
    pub draft: bool,
    pub corrections: Vec<Correction>,
    pub annotations: Vec<WrittenAnnotation>,
    pub mentions: Mentions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenFormat {
    Markdown,
    Text,
}

/// How a place in the text is to be read. Without any of the keys but `note`, the place is marked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Correction {
    pub quote: Spanned<String>,
    /// How garbled words are to be read.
    pub read: Option<String>,
    /// The whole passage is no part of the text.
    #[serde(default)]
    pub drop: bool,
    /// The whole passage is a heading of this level.
    pub heading: Option<u8>,
    pub note: Option<String>,
}

impl Correction {
    /// Whether it says what a whole passage is, rather than how words in it are to be read.
    pub fn is_of_passage(&self) -> bool {
        self.drop || self.heading.is_some()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenAnnotation {
    pub quote: Spanned<String>,
    #[serde(default)]
    pub kind: Relation,
    pub with: Option<WrittenWith>,
    #[serde(default)]
    pub concepts: Vec<String>,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenWith {
    pub text: String,
    pub quote: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mentions {
    pub add: Vec<WrittenMention>,
    pub deny: Vec<WrittenMention>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenMention {
    pub quote: Spanned<String>,
    /// The words within the quotation that are meant; the whole quotation if absent.
    pub words: Option<String>,
    pub concept: String,
}

impl Sidecar {
    /// A sidecar is written for Seedbed: an unknown key in it is an error.
    pub fn read(yaml: Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Sidecar {
        diagnostics.extend(yaml.unknown_keys(&KEYS));
        yaml.read_by_key(diagnostics)
    }

    /// Front matter may have been written for another program: an unknown key in it is passed over,
    /// unless it looks like a mistyped one of ours.
    pub fn read_front_matter(yaml: Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Sidecar {
        let mistyped =
            |key: &Diagnostic| key.hint.as_ref().is_some_and(|hint| hint.starts_with("did you mean"));
        diagnostics.extend(yaml.unknown_keys(&KEYS).into_iter().filter(mistyped).map(|mut problem| {
            problem.severity = Severity::Warning;
            problem
        }));
        yaml.read_by_key(diagnostics)
    }

    /// What a sidecar says goes before what the front matter says.
    pub fn over(self, front: Sidecar) -> Sidecar {
        let authors: Vec<String> = self.authors.into();
        Sidecar {
            title: self.title.or(front.title),
            supplied_title: self.supplied_title.or(front.supplied_title),
            description: self.description.or(front.description),
            authors: if authors.is_empty() { front.authors } else { authors.into() },
            date: self.date.or(front.date),
            kind: self.kind.or(front.kind),
            source: self.source.or(front.source),
            licence: self.licence.or(front.licence),
            language: self.language.or(front.language),
            order: self.order.or(front.order),
            slug: self.slug.or(front.slug),
            former_slugs: if self.former_slugs.is_empty() { front.former_slugs } else { self.former_slugs },
            linking: self.linking.or(front.linking),
            format: self.format.or(front.format),
            draft: self.draft || front.draft,
            corrections: self.corrections,
            annotations: self.annotations,
            mentions: self.mentions,
        }
    }
}

/// The keys above as they are written.
const KEYS: [&str; 21] = [
    "title",
    "supplied-title",
    "description",
    "authors",
    "author",
    "date",
    "kind",
    "source",
    "licence",
    "license",
    "language",
    "lang",
    "order",
    "slug",
    "former-slugs",
    "linking",
    "format",
    "draft",
    "corrections",
    "annotations",
    "mentions",
];
