//! Revisions of the lexicon: concepts accepted, renamed, merged; and how a concept might be split.
//!
//! A revision is a set of small edits of the files that people wrote, by the places that the YAML
//! reader gives, so that comments, order and every other byte stay. Before anything is written the
//! edited files are read again: they must make exactly the lexicon that was meant, else the revision
//! is refused as a whole. Seeds are never edited.

pub mod accept;
pub mod compare;
mod field;
mod file;
pub mod merge;
pub mod preview;
mod references;
pub mod rename;
pub mod split;

use crate::concept::written::LIST;
use crate::concept::{Concept, ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Bytes of a file's decoded text, and what is put in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Range<usize>,
    pub with: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Edit(Vec<Edit>),
    Create(String),
    Remove,
}

/// What is to be done to the inputs, by path below the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    pub changes: BTreeMap<String, Change>,
    /// Seeds that still use old words, which go on working: `path:line` and the words.
    pub left: Vec<String>,
}

impl Revision {
    fn edit(&mut self, path: &str, edits: impl IntoIterator<Item = Edit>) {
        let mut edits = edits.into_iter().peekable();
        if edits.peek().is_none() {
            return;
        }
        if let Change::Edit(all) =
            self.changes.entry(path.to_owned()).or_insert_with(|| Change::Edit(Vec::new()))
        {
            all.extend(edits);
            all.sort_by_key(|edit| (edit.span.start, edit.span.end));
            // What two changes of one concept both need, such as `name: ` before a word alone, is made once.
            all.dedup();
        }
    }

    /// The inputs as they will be.
    pub fn applied(&self, sources: &Sources) -> Sources {
        let mut after = sources.clone();
        for (path, change) in &self.changes {
            let text = match change {
                Change::Edit(edits) => Some(edited(sources.text(path).unwrap_or(""), edits)),
                Change::Create(text) => Some(text.clone()),
                Change::Remove => None,
            };
            after = after.with(path, text);
        }
        after
    }

    /// Passes the revision on if the files that it makes hold exactly the lexicon that was meant.
    fn verified(self, sources: &Sources, meant: &Meant) -> Result<Revision, Diagnostic> {
        let (before, after) = (Lexicon::read(sources), Lexicon::read(&self.applied(sources)));
        let errors = |problems: &[Diagnostic]| {
            problems.iter().filter(|problem| problem.severity == Severity::Error).count()
        };
        if errors(&after.1) > errors(&before.1) || Meant::of(&after.0) != *meant {
            return Err(refused("the lexicon is not written in a way that can be edited line by line"));
        }
        Ok(self)
    }
}

/// The text with the edits made. Edits are in order and do not overlap.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or(""));
        new.push_str(&edit.with);
        at = at.max(edit.span.end);
    }
    new.push_str(text.get(at..).unwrap_or(""));
    new
}

fn refused(message: &str) -> Diagnostic {
    Diagnostic::new(Code::NotEditable, format!("{message}; nothing was changed"))
        .at(Place::file(LIST))
        .hint("make this change by hand, or write each concept as `- name: ...` with one key a line")
}

/// A lexicon without places, to compare what was meant with what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Meant {
    concepts: BTreeMap<String, MeantConcept>,
}

#[derive(Clone, Debug, PartialEq)]
struct MeantConcept {
    /// Its relations and its place are left empty.
    concept: Concept,
    broader: BTreeSet<String>,
    narrower: BTreeSet<String>,
    related: BTreeSet<String>,
}

impl Meant {
    fn of(lexicon: &Lexicon) -> Meant {
        let ids = |list: &[ConceptIx]| list.iter().map(|ix| lexicon.get(*ix).id.clone()).collect();
        let concepts = lexicon.iter().map(|(_, concept)| {
            let bare = Concept {
                broader: Vec::new(),
                narrower: Vec::new(),
                related: Vec::new(),
                place: Place::file(""),
                ..concept.clone()
            };
            let meant = MeantConcept {
                concept: bare,
                broader: ids(&concept.broader),
                narrower: ids(&concept.narrower),
                related: ids(&concept.related),
            };
            (concept.id.clone(), meant)
        });
        Meant { concepts: concepts.collect() }
    }

    /// Every relation to one concept becomes one to another.
    fn repoint(&mut self, from: &str, to: &str) {
        for (id, concept) in &mut self.concepts {
            for list in [&mut concept.broader, &mut concept.narrower, &mut concept.related] {
                if list.remove(from) && id != to {
                    list.insert(to.to_owned());
                }
            }
        }
    }

    /// States a relation on both sides.
    fn relate(
        &mut self,
        one: &str,
        other: &str,
        there: impl Fn(&mut MeantConcept) -> &mut BTreeSet<String>,
        back: impl Fn(&mut MeantConcept) -> &mut BTreeSet<String>,
    ) {
        if let Some(concept) = self.concepts.get_mut(one) {
            there(concept).insert(other.to_owned());
        }
        if let Some(concept) = self.concepts.get_mut(other) {
            back(concept).insert(one.to_owned());
        }
    }

    fn change_definitions(&mut self, change: impl Fn(&str) -> String) {
        for concept in self.concepts.values_mut() {
            if let Some(definition) = &mut concept.concept.definition {
                *definition = change(definition);
            }
        }
    }
}

/// Adds the names that are not among the others yet.
fn add_missing(list: &mut Vec<String>, names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut added = Vec::new();
    for name in names {
        if !list.contains(&name) {
            list.push(name.clone());
            added.push(name);
        }
    }
    added
}

#[cfg(test)]
mod tests;
