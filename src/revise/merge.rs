//! Two concepts made one. The first gives its words, relations and addresses to the second and is no
//! more; what has no place there is kept as a comment, so that nothing an editor wrote is lost.

use super::accept::not_in_lines;
use super::file::{Written, all_written};
use super::references::{self, Renaming};
use super::{Change, Edit, Meant, Revision, add_missing};
use crate::concept::{ConceptIx, Lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;
use crate::yaml::Words;

pub fn merge(
    sources: &Sources,
    lexicon: &Lexicon,
    from: ConceptIx,
    into: ConceptIx,
) -> Result<Revision, Diagnostic> {
    let (a, b) = (lexicon.get(from), lexicon.get(into));
    if from == into {
        return Err(Diagnostic::new(Code::DuplicateConcept, format!("`{}` is one concept already", a.id))
            .hint("name two different concepts"));
    }
    let all = all_written(sources);
    let find = |id: &str| all.iter().find(|one| one.id == id).ok_or_else(|| not_in_lines(id));
    let (gone, kept) = (find(&a.id)?, find(&b.id)?);
    let mut meant = Meant::of(lexicon);
    let added = meant.merge(&a.id, &b.id);
    let renaming = Renaming { lexicon, of: from, id: &b.id, name: &b.name };
    meant.change_definitions(|definition| renaming.wikilinks(definition));
    let mut revision = Revision::default();
    let text = sources.text(kept.yaml.path).unwrap_or("");
    let path = kept.yaml.path;
    let fields = &kept.fields;
    let words = [
        (&fields.aliases, "aliases", &added.aliases),
        (&fields.not, "not", &added.not),
        (&fields.former_ids, "former_ids", &added.former_ids),
    ];
    for (field, key, add) in words {
        revision.edit(path, kept.relist(text, (field, key), &[], add));
    }
    let relations = [
        (&fields.broader, &gone.fields.broader, "broader"),
        (&fields.narrower, &gone.fields.narrower, "narrower"),
        (&fields.related, &gone.fields.related, "related"),
    ];
    for (field, other, key) in relations {
        let (remove, add) = moved(lexicon, (from, into), field.as_ref(), other.as_ref());
        revision.edit(path, kept.relist(text, (field, key), &remove, &add));
    }
    revision.edit(path, renaming.in_definition(text, kept));
    revision.edit(path, [kept.tail(text, &comment(sources, gone))]);
    take_out(&mut revision, gone);
    let others: Vec<&Written<'_>> = all.iter().filter(|one| one.id != a.id && one.id != b.id).collect();
    repoint(sources, &others, &renaming, into, &mut revision);
    references::sidecars(sources, &renaming, &mut revision);
    references::seeds(sources, &renaming, &mut revision);
    revision.verified(sources, &meant)
}

/// What the second concept gets.
struct Added {
    aliases: Vec<String>,
    not: Vec<String>,
    former_ids: Vec<String>,
}

impl Meant {
    fn merge(&mut self, from: &str, into: &str) -> Added {
        let gone = self.concepts.remove(from).expect("it is in the lexicon");
        self.repoint(from, into);
        let kept = self.concepts.get_mut(into).expect("it is in the lexicon");
        let one = &mut kept.concept;
        let names = std::iter::once(gone.concept.name).chain(gone.concept.aliases);
        let names = names.filter(|name| name.to_lowercase() != one.name.to_lowercase()).collect::<Vec<_>>();
        let added = Added {
            aliases: add_missing(&mut one.aliases, names),
            not: add_missing(&mut one.not, gone.concept.not),
            former_ids: add_missing(
                &mut one.former_ids,
                std::iter::once(gone.concept.id).chain(gone.concept.former_ids),
            ),
        };
        let lists = [
            (&mut kept.broader, gone.broader),
            (&mut kept.narrower, gone.narrower),
            (&mut kept.related, gone.related),
        ];
        for (list, more) in lists {
            list.extend(more.into_iter().filter(|id| id != into));
            list.remove(from);
        }
        added
    }
}

/// Relations of the kept concept that go, by place, and those of the other that come.
fn moved(
    lexicon: &Lexicon,
    (from, into): (ConceptIx, ConceptIx),
    kept: Option<&Words>,
    gone: Option<&Words>,
) -> (Vec<usize>, Vec<String>) {
    let words = |list: Option<&Words>| -> Vec<String> {
        list.map_or_else(Vec::new, |list| list.value.iter().map(|word| word.value.clone()).collect())
    };
    let own = words(kept);
    let remove = (0..own.len()).filter(|place| lexicon.find(&own[*place]) == Some(from)).collect();
    let has = |ix: ConceptIx| own.iter().any(|word| lexicon.find(word) == Some(ix));
    let comes = words(gone)
        .into_iter()
        .filter(|word| lexicon.find(word).is_some_and(|ix| ix != from && ix != into && !has(ix)));
    (remove, comes.collect())
}

/// All that was written of the concept that goes, as a comment.
fn comment(sources: &Sources, gone: &Written<'_>) -> String {
    let text = sources.text(gone.yaml.path).unwrap_or("");
    let lines = if gone.alone { text } else { &text[gone.lines.clone()] };
    let quoted = lines.lines().map(|line| format!("#   {line}").trim_end().to_owned() + "\n");
    format!("# Merged from `{}`, which was written so:\n{}", gone.id, quoted.collect::<String>())
}

fn take_out(revision: &mut Revision, gone: &Written<'_>) {
    let path = gone.yaml.path;
    if gone.alone {
        revision.changes.insert(path.to_owned(), Change::Remove);
    } else {
        revision.edit(path, [Edit { span: gone.lines.clone(), with: String::new() }]);
    }
}

/// In the other concepts: a relation to the one that goes becomes one to the one that stays.
fn repoint(
    sources: &Sources,
    others: &[&Written<'_>],
    renaming: &Renaming<'_>,
    into: ConceptIx,
    revision: &mut Revision,
) {
    for one in others {
        let text = sources.text(one.yaml.path).unwrap_or("");
        let fields = [
            (&one.fields.broader, "broader"),
            (&one.fields.narrower, "narrower"),
            (&one.fields.related, "related"),
        ];
        for (field, key) in fields {
            let Some(list) = field else { continue };
            let find = |word: &str| renaming.lexicon.find(word);
            let old: Vec<usize> = (0..list.value.len())
                .filter(|ix| find(&list.value[*ix].value) == Some(renaming.of))
                .collect();
            let has_new = list.value.iter().any(|word| find(&word.value) == Some(into));
            if has_new {
                revision.edit(one.yaml.path, one.relist(text, (field, key), &old, &[]));
            } else {
                let edits = old.iter().map(|ix| Edit {
                    span: one.yaml.bytes(&list.value[*ix]),
                    with: crate::yaml::scalar(renaming.id),
                });
                revision.edit(one.yaml.path, edits);
            }
        }
        let edits = renaming.in_definition(text, one);
        revision.edit(one.yaml.path, edits);
    }
}
