//! The files of the lexicon, concept by concept: where each is written, and how its lines are laid out.

use crate::document::slug::slug;
use crate::document::{front_matter, is_concept};
use crate::source::{Content, Sources};
use crate::yaml::{self, Keys, Spanned, Words, Yaml};
use serde::Deserialize;
use std::ops::Range;

pub const LIST: &str = "seeds/concepts.yaml";

/// The keys of a concept that a revision looks at, with their places.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    pub id: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    #[serde(alias = "altLabel", deserialize_with = "yaml::placed_list")]
    pub aliases: Option<Words>,
    pub definition: Option<Spanned<String>>,
    #[serde(deserialize_with = "yaml::placed_list")]
    pub broader: Option<Words>,
    #[serde(deserialize_with = "yaml::placed_list")]
    pub narrower: Option<Words>,
    #[serde(deserialize_with = "yaml::placed_list")]
    pub related: Option<Words>,
    #[serde(deserialize_with = "yaml::placed_list")]
    pub not: Option<Words>,
    #[serde(alias = "former-ids", deserialize_with = "yaml::placed_list")]
    pub former_ids: Option<Words>,
}

/// One concept as it is written.
pub struct Written<'a> {
    pub yaml: Yaml<'a>,
    pub id: String,
    pub fields: Fields,
    /// Its lines, as bytes of its file.
    pub lines: Range<usize>,
    /// How far its keys are set in.
    pub indent: usize,
    /// Whether the file holds this concept alone.
    pub alone: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Mapping<T: Default> {
    concepts: Vec<T>,
}

/// Every concept of the lexicon that is written in lines of its own.
pub fn written(sources: &Sources) -> Vec<Written<'_>> {
    let mut all = sources.text(LIST).map_or_else(Vec::new, listed);
    for (file, content) in sources.below("") {
        if let Content::Text(text) = content
            && file.strip_prefix("seeds/").is_some_and(|path| is_concept(path, text))
        {
            all.extend(page(file, text));
        }
    }
    all
}

fn listed(text: &str) -> Vec<Written<'_>> {
    let yaml = Yaml::file(LIST, text);
    let mut problems = Vec::new();
    let mut fields: Vec<Fields> = yaml.read(&mut problems);
    let mut keys: Vec<Keys> = yaml.read(&mut Vec::new());
    if !problems.is_empty() {
        fields = yaml.read::<Mapping<Fields>>(&mut Vec::new()).concepts;
        keys = yaml.read::<Mapping<Keys>>(&mut Vec::new()).concepts;
    }
    let starts: Vec<Option<(usize, usize)>> = keys.iter().map(|keys| dash(yaml, keys)).collect();
    let mut all = Vec::new();
    for (place, fields) in fields.into_iter().enumerate() {
        let Some((start, indent)) = starts[place] else { continue };
        let next = starts[place + 1..].iter().flatten().map(|(next, _)| *next).next().unwrap_or(text.len());
        let Some(id) = id(&fields, None) else { continue };
        let lines = start..without_tail(text, start..next, indent);
        all.push(Written { yaml, id, fields, lines, indent, alone: false });
    }
    all
}

fn page<'a>(file: &'a str, text: &'a str) -> Option<Written<'a>> {
    let (front, _) = front_matter(text);
    let yaml = Yaml { path: file, text: &text[front.clone()], offset: front.start };
    let fields: Fields = yaml.read(&mut Vec::new());
    let stem = file.rsplit('/').next().and_then(|file| file.strip_suffix(".md"));
    let id = id(&fields, stem)?;
    Some(Written { yaml, id, fields, lines: front, indent: 0, alone: true })
}

/// As `concept.rs` gives them.
fn id(fields: &Fields, stem: Option<&str>) -> Option<String> {
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.trim().to_owned());
    let id = text(&fields.id).filter(|id| !id.is_empty()).or_else(|| stem.map(str::to_owned));
    id.or_else(|| text(&fields.name).map(|name| slug(&name))).filter(|id| !id.is_empty())
}

/// The start of the line with an entry's dash, and how far its keys are set in. An entry between
/// braces has neither.
fn dash(yaml: Yaml<'_>, keys: &Keys) -> Option<(usize, usize)> {
    let first = keys.values().map(|value| yaml.bytes(value).start).min()?;
    let mut start = line_start(yaml.text, first);
    while !yaml.text[start..].trim_start_matches(' ').starts_with("- ") {
        start = line_start(yaml.text, start.checked_sub(1)?);
    }
    let line = yaml.text[start..].lines().next()?;
    let after = line.trim_start_matches(' ').strip_prefix('-')?.trim_start_matches(' ');
    (!after.starts_with(['{', '&', '!', '?', '#'])).then(|| (start, line.len() - after.len()))
}

/// The end of an entry without the blank lines and comments that belong to the next one.
fn without_tail(text: &str, lines: Range<usize>, indent: usize) -> usize {
    let mut end = lines.end;
    loop {
        let start = line_start(text, end.saturating_sub(1));
        let line = &text[start..end];
        let margin = line.len() - line.trim_start().len();
        let is_tail = line.trim().is_empty() || (line.trim_start().starts_with('#') && margin < indent);
        if start <= lines.start || !is_tail {
            return end;
        }
        end = start;
    }
}

pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line, behind its line end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}
