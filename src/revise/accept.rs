//! Accepted suggestions put into the lexicon: new concepts at its end, aliases where they belong.

use super::file::{self, Written, all_written, line_start};
use super::{Change, Edit, Meant, Revision, add_missing, refused};
use crate::concept::Lexicon;
use crate::concept::written::{LIST, Listed};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::slug::slug;
use crate::source::{REVIEW, Sources};
use crate::suggest::entry::Entry;
use crate::suggest::review::Decided;

const HEAD: &str = "# The concepts of these texts.\n";

/// The revision that takes in what was accepted.
pub fn accept(sources: &Sources, lexicon: &Lexicon, decided: &Decided) -> Result<Revision, Diagnostic> {
    let entries = related_to_known(lexicon, &decided.concepts)?;
    let mut revision = Revision::default();
    let mut meant = Meant::of(lexicon);
    let all = all_written(sources);
    for (id, aliases) in &decided.aliases {
        let ix = lexicon.find(id).ok_or_else(|| lexicon.unknown(id).at(Place::file(REVIEW)))?;
        let id = &lexicon.get(ix).id;
        let concept = meant.concepts.get_mut(id).expect("it is in the lexicon");
        let added = add_missing(&mut concept.concept.aliases, aliases.iter().cloned());
        let place = all.iter().find(|one| one.id == *id).ok_or_else(|| not_in_lines(id))?;
        let text = sources.text(place.yaml.path).unwrap_or("");
        revision.edit(place.yaml.path, place.relist(text, (&place.fields.aliases, "aliases"), &[], &added));
    }
    if !entries.is_empty() {
        append(sources, &all, &entries, &mut revision);
        expect(&mut meant, &entries);
    }
    revision.verified(sources, &meant)
}

/// The diagnostic for a concept whose lines cannot be told from others'.
pub fn not_in_lines(id: &str) -> Diagnostic {
    refused(&format!("`{id}` is not written in lines of its own"))
}

/// The entries without relations to what is neither known nor accepted with them.
fn related_to_known(lexicon: &Lexicon, entries: &[Entry]) -> Result<Vec<Entry>, Diagnostic> {
    let names: Vec<String> = entries.iter().map(|entry| slug(&entry.name)).collect();
    let mut all = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let id = &names[place];
        if id.is_empty()
            || lexicon.find(&entry.name).is_some()
            || lexicon.by_id(id).is_some()
            || names[..place].contains(id)
        {
            return Err(Diagnostic::new(
                Code::DuplicateConcept,
                format!("“{}” is accepted, but there is a concept of that name already", entry.name),
            )
            .at(Place::file(REVIEW))
            .hint("set `accept: no`, or give it another name"));
        }
        let known = |name: &String| {
            let found = lexicon.find(name).map(|ix| lexicon.get(ix).id.clone());
            found.or_else(|| names.iter().find(|id| **id == slug(name)).cloned())
        };
        let ids = |list: &[String]| {
            let mut ids: Vec<String> = list.iter().filter_map(known).filter(|other| other != id).collect();
            ids.dedup();
            ids
        };
        all.push(Entry { broader: ids(&entry.broader), related: ids(&entry.related), ..entry.clone() });
    }
    Ok(all)
}

fn append(sources: &Sources, all: &[Written<'_>], entries: &[Entry], revision: &mut Revision) {
    let Some(text) = sources.text(LIST) else {
        let lines: String = entries.iter().map(|entry| format!("\n{}", entry.write(0))).collect();
        revision.changes.insert(LIST.to_owned(), Change::Create(format!("{HEAD}{lines}")));
        return;
    };
    let listed: Vec<&Written<'_>> = all.iter().filter(|one| one.yaml.path == LIST).collect();
    let order = file::order(sources);
    let indent = match listed.last() {
        Some(last) => {
            let line = &text[line_start(text, last.lines.start)..];
            line.len() - line.trim_start_matches(' ').len()
        }
        None if text.lines().any(|line| line.starts_with("concepts:")) => 2,
        None => 0,
    };
    if let (Listed::One, [one]) = (order, listed.as_slice()) {
        revision.edit(LIST, as_item(text, one));
    }
    // Entries are parted as the last two of the user's are.
    let between = match listed.as_slice() {
        [.., before, last] => Some(&text[before.lines.end..last.lines.start]),
        _ => None,
    };
    let apart = between.is_none_or(|between| between.lines().any(|line| line.trim().is_empty()));
    let gap = if apart { "\n" } else { "" };
    let write = |entry: &Entry| match order {
        Listed::Keyed => entry.write_keyed(indent),
        Listed::Items | Listed::One => entry.write(indent),
    };
    let lines: String = entries.iter().map(|entry| format!("{gap}{}", write(entry))).collect();
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    revision.edit(LIST, [Edit { span: text.len()..text.len(), with: format!("{end}{lines}") }]);
}

/// A file that is one concept made the first item of a list.
fn as_item(text: &str, one: &Written<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = one.lines.start;
    for line in text[one.lines.clone()].split_inclusive('\n') {
        let with = if edits.is_empty() { "- " } else { "  " };
        if !line.trim().is_empty() {
            edits.push(Edit { span: at..at, with: with.to_owned() });
        }
        at += line.len();
    }
    edits
}

/// The lexicon with the entries in it.
fn expect(meant: &mut Meant, entries: &[Entry]) {
    for entry in entries {
        let alone = Entry { broader: Vec::new(), related: Vec::new(), ..entry.clone() };
        meant.concepts.extend(Meant::of(&Lexicon::proposed(&alone.write(0))).concepts);
    }
    for entry in entries {
        let id = slug(&entry.name);
        for broader in &entry.broader {
            meant.relate(&id, broader, |one| &mut one.broader, |other| &mut other.narrower);
        }
        for related in &entry.related {
            meant.relate(&id, related, |one| &mut one.related, |other| &mut other.related);
        }
    }
}
