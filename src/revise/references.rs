//! Where files name a concept by its id or name: relations, sidecars, wikilinks of the lexicon's own
//! Markdown. Those are brought up to date. Seeds are not edited; what they still say is listed.

use super::field::relist;
use super::file::Written;
use super::{Edit, Revision};
use crate::concept::written::LIST;
use crate::concept::{ConceptIx, Lexicon};
use crate::document::front_matter;
use crate::source::ending::is_markdown;
use crate::source::{Content, Sources};
use crate::yaml::{self, Spanned, Words, Yaml, scalar};
use serde::Deserialize;
use std::ops::Range;

/// Old words for a concept and the new ones in their place.
pub struct Renaming<'a> {
    pub lexicon: &'a Lexicon,
    pub of: ConceptIx,
    pub id: &'a str,
    pub name: &'a str,
}

impl Renaming<'_> {
    /// What to write where these words name the concept; `None` where they may stay.
    pub fn instead_of(&self, words: &str) -> Option<String> {
        let old = self.lexicon.get(self.of);
        let words = words.trim();
        if self.lexicon.find(words) != Some(self.of) {
            return None;
        }
        let same_name = words.to_lowercase() == old.name.to_lowercase();
        let new = if words == old.id {
            self.id
        } else if same_name {
            self.name
        } else {
            return None;
        };
        (new != words).then(|| new.to_owned())
    }

    /// The text with `[[old]]` and `[[old|words]]` renamed.
    pub fn wikilinks(&self, text: &str) -> String {
        super::edited(text, &self.wikilink_edits(text, 0))
    }

    /// The wikilinks of a concept's definition renamed.
    pub fn in_definition(&self, text: &str, one: &Written<'_>) -> Vec<Edit> {
        let mut edits = Vec::new();
        if let Some(definition) = &one.fields.definition {
            let span = one.yaml.bytes(definition);
            edits.extend(self.wikilink_edits(text.get(span.clone()).unwrap_or(""), span.start));
        }
        if one.alone {
            let body = front_matter(text).1;
            edits.extend(self.wikilink_edits(&text[body.clone()], body.start));
        }
        edits
    }

    fn wikilink_edits(&self, text: &str, offset: usize) -> Vec<Edit> {
        let renamed = wikilinks(text).into_iter().filter_map(|span| {
            let with = self.instead_of(&text[span.clone()])?;
            Some(Edit { span: span.start + offset..span.end + offset, with })
        });
        renamed.collect()
    }
}

/// The targets of `[[target]]` and `[[target|words]]`.
fn wikilinks(text: &str) -> Vec<Range<usize>> {
    let opens = text.match_indices("[[").filter_map(|(at, _)| {
        let inside = &text[at + 2..];
        let inside = &inside[..inside.find("]]")?];
        let target = inside.split('|').next().unwrap_or(inside);
        (!target.contains(['\n', '['])).then(|| at + 2..at + 2 + target.len())
    });
    opens.collect()
}

/// Renames in every file but the seeds, and lists what the seeds still say.
pub fn rename(sources: &Sources, all: &[Written<'_>], renaming: &Renaming<'_>, revision: &mut Revision) {
    for one in all {
        let path = one.yaml.path;
        let text = sources.text(path).unwrap_or("");
        for list in [&one.fields.broader, &one.fields.narrower, &one.fields.related].into_iter().flatten() {
            revision.edit(path, in_list(one.yaml, text, list, renaming));
        }
        revision.edit(path, renaming.in_definition(text, one));
    }
    sidecars(sources, renaming, revision);
    seeds(sources, renaming, revision);
}

/// The places of a sidecar that name concepts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sidecar {
    annotations: Vec<Annotation>,
    mentions: Mentions,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Annotation {
    #[serde(deserialize_with = "yaml::placed_list")]
    concepts: Option<Words>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Mentions {
    add: Vec<Mention>,
    deny: Vec<Mention>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Mention {
    concept: Option<Spanned<String>>,
}

impl Sidecar {
    fn lists(&self) -> impl Iterator<Item = &Words> {
        self.annotations.iter().filter_map(|annotation| annotation.concepts.as_ref())
    }

    fn mentioned(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.mentions.add.iter().chain(&self.mentions.deny).filter_map(|mention| mention.concept.as_ref())
    }
}

/// Renames in the sidecars. A list that names both of two merged concepts then names one once.
pub fn sidecars(sources: &Sources, renaming: &Renaming<'_>, revision: &mut Revision) {
    for (path, content) in sources.below("") {
        let Content::Text(text) = content else { continue };
        if !path.starts_with("seeds/") || !path.ends_with(".yaml") || path == LIST {
            continue;
        }
        let yaml = Yaml::file(path, text);
        let sidecar: Sidecar = yaml.read(&mut Vec::new());
        for list in sidecar.lists() {
            revision.edit(path, in_list(yaml, text, list, renaming));
        }
        let mentioned = sidecar.mentioned().filter_map(|words| {
            let with = renaming.instead_of(&words.value)?;
            Some(Edit { span: yaml.bytes(words), with: scalar(&with) })
        });
        revision.edit(path, mentioned);
    }
}

fn in_list(yaml: Yaml<'_>, text: &str, list: &Words, renaming: &Renaming<'_>) -> Vec<Edit> {
    let new = renaming.lexicon.by_id(renaming.id);
    let has_new = list.value.iter().any(|word| new.is_some() && renaming.lexicon.find(&word.value) == new);
    let old = |place: &usize| renaming.lexicon.find(&list.value[*place].value) == Some(renaming.of);
    if has_new && new != Some(renaming.of) {
        let gone: Vec<usize> = (0..list.value.len()).filter(old).collect();
        return relist(yaml, text, list, (&gone, &[]));
    }
    let renamed = list.value.iter().filter_map(|word| {
        let with = renaming.instead_of(&word.value)?;
        Some(Edit { span: yaml.bytes(word), with: scalar(&with) })
    });
    renamed.collect()
}

/// Lists where seeds name the concept by words that are no longer its first.
pub fn seeds(sources: &Sources, renaming: &Renaming<'_>, revision: &mut Revision) {
    for (path, content) in sources.below("seeds/") {
        let Content::Text(text) = content else { continue };
        let is_seed = is_markdown(path) && !crate::document::is_concept(path, text);
        if !is_seed {
            continue;
        }
        let front = front_matter(text).0;
        let yaml = Yaml { path, text: &text[front.clone()], offset: front.start };
        let front: Sidecar = yaml.read(&mut Vec::new());
        let named: Vec<Range<usize>> = front
            .lists()
            .flat_map(|list| &list.value)
            .chain(front.mentioned())
            .map(|words| yaml.bytes(words))
            .collect();
        for span in named.into_iter().chain(wikilinks(text)) {
            let words = text.get(span.clone()).unwrap_or("");
            if renaming.instead_of(words.trim_matches(['"', '\''])).is_some() {
                let line = 1 + text[..span.start].matches('\n').count();
                revision.left.push(format!("seeds/{path}:{line}: {words}"));
            }
        }
    }
}
