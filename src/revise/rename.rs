//! A concept renamed: its new id and name in the lexicon and in sidecars. The old id leads to the new
//! page, the old name goes on being found in the texts and understood in wikilinks.

use super::accept::not_in_lines;
use super::file::{Written, all_written};
use super::references::{self, Renaming};
use super::{Meant, Revision};
use crate::concept::{ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;

/// What a concept is to be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    pub id: String,
    pub name: String,
}

pub fn rename(
    sources: &Sources,
    lexicon: &Lexicon,
    of: ConceptIx,
    new: &NewName,
) -> Result<Revision, Diagnostic> {
    let old = lexicon.get(of);
    refuse_taken(lexicon, of, new)?;
    let all = all_written(sources);
    let place = all.iter().find(|one| one.id == old.id).ok_or_else(|| not_in_lines(&old.id))?;
    let mut revision = Revision::default();
    let renaming = Renaming { lexicon, of, id: &new.id, name: &new.name };
    let meant = meant(lexicon, &renaming);
    let concept = &meant.concepts[&new.id].concept;
    let text = sources.text(place.yaml.path).unwrap_or("");
    let path = place.yaml.path;
    if place.id_after(new) != new.id {
        revision.edit(path, place.set(text, &place.fields.id, "id", &new.id));
    }
    if old.name != new.name {
        revision.edit(path, place.set(text, &place.fields.name, "name", &new.name));
    }
    let lists = [
        ((&place.fields.aliases, "aliases"), &old.aliases, &concept.aliases),
        ((&place.fields.former_ids, "former_ids"), &old.former_ids, &concept.former_ids),
    ];
    for (field, before, after) in lists {
        let gone: Vec<usize> = (0..before.len()).filter(|ix| !after.contains(&before[*ix])).collect();
        let added: Vec<String> = after.iter().filter(|word| !before.contains(word)).cloned().collect();
        revision.edit(path, place.relist(text, field, &gone, &added));
    }
    references::rename(sources, &all, &renaming, &mut revision);
    revision.verified(sources, &meant)
}

impl Written<'_> {
    /// The id that the entry has once the name is changed and nothing else.
    fn id_after(&self, new: &NewName) -> String {
        let by_name = self.fields.id.is_none() && !self.alone;
        if by_name { crate::document::slug::slug(&new.name) } else { self.id.clone() }
    }
}

/// Two concepts cannot have one name.
fn refuse_taken(lexicon: &Lexicon, of: ConceptIx, new: &NewName) -> Result<(), Diagnostic> {
    let old = lexicon.get(of);
    let taken = [lexicon.by_id(&new.id), lexicon.find(&new.name)].into_iter().flatten().find(|ix| *ix != of);
    if let Some(other) = taken {
        let other = &lexicon.get(other).id;
        return Err(Diagnostic::new(
            Code::DuplicateConcept,
            format!("`{other}` is called so already; nothing was changed"),
        )
        .at(lexicon.get(of).place.clone())
        .hint(format!("to make one concept of the two: `seedbed concept merge {} {other}`", old.id)));
    }
    if new.id.is_empty() || new.name.trim().is_empty() {
        return Err(Diagnostic::new(
            Code::EmptyConcept,
            "a concept needs a name with a letter or digit in it",
        )
        .hint("give the new name, and an id with --id if the name makes none"));
    }
    if old.id == new.id && old.name == new.name {
        return Err(Diagnostic::new(Code::DuplicateConcept, format!("`{}` is called so already", old.id))
            .hint("nothing is to be done"));
    }
    Ok(())
}

/// The lexicon as it shall be.
fn meant(lexicon: &Lexicon, renaming: &Renaming<'_>) -> Meant {
    let old = lexicon.get(renaming.of);
    let mut meant = Meant::of(lexicon);
    let mut concept = meant.concepts.remove(&old.id).expect("it is in the lexicon");
    let one = &mut concept.concept;
    one.id = renaming.id.to_owned();
    one.name = renaming.name.to_owned();
    one.aliases.retain(|alias| alias != renaming.name);
    if old.name.to_lowercase() != renaming.name.to_lowercase() && !one.aliases.contains(&old.name) {
        one.aliases.push(old.name.clone());
    }
    one.former_ids.retain(|id| id != renaming.id);
    if old.id != renaming.id && !one.former_ids.contains(&old.id) {
        one.former_ids.push(old.id.clone());
    }
    meant.concepts.insert(renaming.id.to_owned(), concept);
    meant.repoint(&old.id, renaming.id);
    meant.change_definitions(|definition| renaming.wikilinks(definition));
    meant
}
