//! What an editor adds to a text without touching it: the sidecar, or a Markdown text's front matter.

use super::Relation;
use super::correct::Change;
use crate::config::Policy;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::yaml::{self, Keys, OneOrMore, Spanned, Yaml};
use serde::Deserialize;
use serde::de::IgnoredAny;

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
    #[serde(deserialize_with = "yaml::words")]
    pub former_slugs: Vec<String>,
    pub linking: Option<Policy>,
    /// How the text is to be read, whatever its name and looks.
    pub format: Option<Spanned<WrittenFormat>>,
    /// Not to be published, as other generators have it.
    pub draft: bool,
    pub corrections: Vec<Correction>,
    pub annotations: Vec<WrittenAnnotation>,
    pub mentions: Mentions,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrittenFormat {
    Markdown,
    Text,
    /// What another program shall make of the text, as Quarto's `format: html`.
    #[serde(untagged)]
    Other(IgnoredAny),
}

/// How a place in the text is to be read, or what a passage is. One key a correction, and a `note`:
/// beside `read` or alone it is shown at the place, else it is the reason, for who reads the sidecar.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Correction {
    /// Words of the passage; for `split` those that begin the second part.
    pub quote: Spanned<String>,
    /// Words of the last passage, where the correction is of several that follow one another.
    pub through: Option<Spanned<String>>,
    /// How garbled words are to be read.
    pub read: Option<String>,
    pub note: Option<String>,
    pub heading: Option<Spanned<i64>>,
    #[serde(default)]
    pub drop: bool,
    #[serde(default)]
    pub paragraph: bool,
    #[serde(default)]
    pub quotation: bool,
    #[serde(default)]
    pub verse: bool,
    #[serde(default)]
    pub code: bool,
    #[serde(default)]
    pub item: bool,
    #[serde(default)]
    pub join: bool,
    #[serde(default)]
    pub split: bool,
}

impl Correction {
    /// What it asks to do with whole passages, if it is not about words in one.
    pub fn change(&self, yaml: Yaml<'_>) -> Result<Option<Change>, Diagnostic> {
        let given = [
            (self.drop, "drop", Change::Drop),
            (self.paragraph, "paragraph", Change::Paragraph),
            (self.quotation, "quotation", Change::Quotation),
            (self.verse, "verse", Change::Verse),
            (self.code, "code", Change::Code),
            (self.item, "item", Change::Item),
            (self.join, "join", Change::Join),
            (self.split, "split", Change::Split),
        ];
        let mut changes: Vec<_> = given
            .into_iter()
            .filter(|(is_given, ..)| *is_given)
            .map(|(_, key, change)| (key, change))
            .collect();
        if let Some(level) = &self.heading {
            let known = u8::try_from(level.value).ok().filter(|level| (1..=6).contains(level));
            let known = known.ok_or_else(|| no_such_level(level.value).at(yaml.place(level)))?;
            changes.insert(0, ("heading", Change::Heading(known)));
        }
        let place = yaml.place(&self.quote);
        let keys = changes.iter().map(|(key, _)| *key);
        let keys: Vec<&str> = keys.chain(self.read.is_some().then_some("read")).collect();
        if let [one, other, ..] = keys.as_slice() {
            return Err(two_at_once(one, other).at(place));
        }
        let change = changes.first().map(|(_, change)| *change);
        if let Some(through) = &self.through
            && matches!(change, None | Some(Change::Split | Change::Heading(_)))
        {
            let key = keys.first().copied().unwrap_or("quote");
            return Err(Diagnostic::new(Code::Correction, format!("`through` has no meaning with `{key}`"))
                .at(yaml.place(through))
                .hint("it goes with drop, paragraph, quotation, verse, code, item and join"));
        }
        Ok(change)
    }
}

fn no_such_level(level: i64) -> Diagnostic {
    Diagnostic::new(Code::BadValue, format!("a heading has no level {level}"))
        .hint("levels go from 1, the title of the text, to 6")
}

fn two_at_once(one: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::Correction, format!("one correction cannot say both `{one}` and `{other}`"))
        .hint("keep one of them; what both shall do is two corrections, one after the other")
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenAnnotation {
    pub quote: Spanned<String>,
    #[serde(default)]
    pub kind: Relation,
    pub with: Option<WrittenWith>,
    #[serde(default, deserialize_with = "yaml::words")]
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
    /// Whether it speaks of words of the text.
    pub fn quotes(&self) -> bool {
        let Mentions { add, deny } = &self.mentions;
        !(self.corrections.is_empty() && self.annotations.is_empty() && add.is_empty() && deny.is_empty())
    }

    /// A sidecar is written for Seedbed: an unknown key in it is an error.
    pub fn read(yaml: Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Sidecar {
        diagnostics.extend(yaml.unknown_keys(&KEYS));
        diagnostics.extend(unknown_in_corrections(yaml));
        let sidecar: Sidecar = yaml.read_by_key(diagnostics);
        let other = sidecar.format.as_ref().filter(|format| matches!(format.value, WrittenFormat::Other(_)));
        diagnostics.extend(other.map(|format| {
            Diagnostic::new(Code::BadValue, "a text is read as `markdown` or as `text`")
                .at(yaml.place(format))
                .hint("without `format` the ending of its name says how it is read")
        }));
        sidecar
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
        diagnostics.extend(unknown_in_corrections(yaml));
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

/// An unknown key costs only itself: the correction is made all the same.
fn unknown_in_corrections(yaml: Yaml<'_>) -> Vec<Diagnostic> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Lists {
        corrections: Vec<Keys>,
    }
    yaml.unknown_keys_of(&yaml.read::<Lists>(&mut Vec::new()).corrections, &CORRECTION_KEYS)
}

/// The keys of a correction as they are written.
const CORRECTION_KEYS: [&str; 13] = [
    "quote",
    "through",
    "read",
    "note",
    "heading",
    "drop",
    "paragraph",
    "quotation",
    "verse",
    "code",
    "item",
    "join",
    "split",
];

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
