//! The lexicon: the concepts that the texts share, as the site's editor names and defines them.

mod keys;
pub mod written;

use crate::config::Policy;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::source::Sources;
use crate::yaml::{Spanned, Words};
use rapidhash::RapidHashMap;
use written::Written;

/// The place of a concept in [`Lexicon::concepts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIx(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// Markdown.
    pub definition: Option<String>,
    pub broader: Vec<ConceptIx>,
    pub narrower: Vec<ConceptIx>,
    pub related: Vec<ConceptIx>,
    /// Phrases that look like the concept and are not it.
    pub not: Vec<String>,
    pub context: Context,
    pub case: Case,
    pub linked: Linked,
    pub same_as: Vec<String>,
    pub former_ids: Vec<String>,
    /// The text that is the concept's own page: it is not linked there.
    pub page: Option<String>,
    pub place: Place,
}

impl Concept {
    /// The path below `seeds/` of the file that has it.
    pub fn file(&self) -> &str {
        self.place.path.strip_prefix("seeds/").unwrap_or(&self.place.path)
    }
}

/// Words that must or must not stand in a passage for an alias to mean the concept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    pub any: Vec<String>,
    pub none: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Case {
    /// Exact for capitals such as `US`, `GDR` or `iOS`, free for the rest.
    #[default]
    Smart,
    Sensitive,
    Insensitive,
}

/// Whether mentions are linked, or only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// As the text or the site has it.
    ByPolicy,
    /// By a policy of the concept's own.
    By(Policy),
    Never,
}

/// `link: false`, or `link: first-per-document`.
#[derive(Clone, Copy, Debug)]
pub enum WrittenLink {
    Yes(bool),
    By(Policy),
}

/// All concepts, in order of id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    by_id: RapidHashMap<String, ConceptIx>,
    /// By what an editor may call it.
    by_words: RapidHashMap<String, Called>,
    pub origin: Origin,
}

/// Whose a lexicon is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The site's editor's, in files.
    #[default]
    Written,
    /// Seedbed's own, out of the texts, because there is none.
    Proposed,
}

impl Lexicon {
    /// Reads `seeds/concepts.yaml` and `seeds/concepts/*.md`.
    pub fn read(sources: &Sources) -> (Lexicon, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let written = written::written(sources, &mut diagnostics);
        (settle(written, &mut diagnostics), diagnostics)
    }

    /// The lexicon that a list of proposals makes, written as `seeds/concepts.yaml` would be.
    pub fn proposed(list: &str) -> Lexicon {
        let written = written::listed(list, &mut Vec::new()).1;
        Lexicon { origin: Origin::Proposed, ..settle(written, &mut Vec::new()) }
    }

    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    pub fn get(&self, ix: ConceptIx) -> &Concept {
        &self.concepts[ix.0 as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (ConceptIx, &Concept)> {
        (0..).map(ConceptIx).zip(&self.concepts)
    }

    pub fn by_id(&self, id: &str) -> Option<ConceptIx> {
        self.by_id.get(id).copied()
    }

    /// By id, name, alias or former id, whatever the case: what an editor writes in `[[...]]`.
    pub fn find(&self, words: &str) -> Option<ConceptIx> {
        self.by_id(words.trim()).or_else(|| match self.by_words.get(&called(words)) {
            Some(Called::One(ix)) => Some(*ix),
            Some(Called::Several) | None => None,
        })
    }

    /// The diagnostic for an id that is in no lexicon.
    pub fn unknown(&self, id: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::UnknownConcept, format!("the lexicon has no concept `{id}`"));
        match did_you_mean(id, self.concepts.iter().map(|concept| concept.id.as_str())) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint("add it to seeds/concepts.yaml, or take the name out"),
        }
    }
}

/// Ids made unique and relations made places in the list, both ways.
fn settle(written: Vec<Written<'_>>, diagnostics: &mut Vec<Diagnostic>) -> Lexicon {
    let mut settled: Vec<(String, Place, Written<'_>)> = Vec::new();
    for one in written {
        let place = one.place();
        match one.settled_id() {
            Some(id) => settled.push((id, place, one)),
            None => diagnostics.push(
                Diagnostic::new(Code::EmptyConcept, "this concept has neither a name nor an id")
                    .at(place)
                    .hint("give it a `name`"),
            ),
        }
    }
    settled.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    settled.dedup_by(|second, first| {
        let same = second.0 == first.0;
        if same {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateConcept,
                    format!("there are two concepts `{}`; this one is not used", first.0),
                )
                .at(second.1.clone())
                .hint("merge them, or give one another id"),
            );
        }
        same
    });
    let by_id = (0..).map(ConceptIx).zip(&settled).map(|(ix, (id, ..))| (id.clone(), ix)).collect();
    let mut lexicon = Lexicon { by_id, ..Lexicon::default() };
    let mut relations = Vec::new();
    for (id, place, one) in settled {
        let placed = |list: &Option<Words>| -> Vec<(String, Place)> {
            let words = list.iter().flat_map(|list| &list.value);
            words.map(|word| (word.value.clone(), one.yaml.place(word))).collect()
        };
        relations.push([placed(&one.broader), placed(&one.narrower), placed(&one.related)]);
        lexicon.concepts.push(concept(id, place, one));
    }
    lexicon.by_words = by_words(&lexicon.concepts);
    relate(&mut lexicon, relations, diagnostics);
    lexicon
}

/// What a word may call.
#[derive(Clone, Debug, PartialEq)]
enum Called {
    One(ConceptIx),
    Several,
}

/// Names that an editor would take for the same: whatever the case, hyphens and quotation marks.
fn called(words: &str) -> String {
    let plain = words.to_lowercase().replace(['-', '_', '‐', '‑'], " ").replace(['’', 'ʼ'], "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids before names, names before aliases, aliases before former ids.
fn by_words(concepts: &[Concept]) -> RapidHashMap<String, Called> {
    let mut words: RapidHashMap<String, Called> = RapidHashMap::default();
    let lists: [fn(&Concept) -> Vec<&String>; 4] = [
        |c| vec![&c.id],
        |c| vec![&c.name],
        |c| c.aliases.iter().collect(),
        |c| c.former_ids.iter().collect(),
    ];
    for list in lists {
        let mut level: RapidHashMap<String, Called> = RapidHashMap::default();
        for (ix, concept) in (0..).map(ConceptIx).zip(concepts) {
            for name in list(concept) {
                let called = level.entry(called(name)).or_insert(Called::One(ix));
                if *called != Called::One(ix) {
                    *called = Called::Several;
                }
            }
        }
        for (word, called) in level {
            words.entry(word).or_insert(called);
        }
    }
    words
}

fn concept(id: String, place: Place, written: Written<'_>) -> Concept {
    let text = |field: Option<Spanned<String>>| {
        field.map(|field| field.value.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let list = |words: Option<Words>| {
        let words = words.map_or_else(Vec::new, |words| words.value);
        words.into_iter().filter_map(|word| text(Some(word))).collect()
    };
    Concept {
        name: text(written.name).unwrap_or_else(|| id.replace('-', " ")),
        id,
        aliases: list(written.aliases),
        definition: written.body.map(str::to_owned).or_else(|| text(written.definition)),
        broader: Vec::new(),
        narrower: Vec::new(),
        related: Vec::new(),
        not: list(written.not),
        context: written.context,
        case: written.case,
        linked: match written.link {
            None | Some(WrittenLink::Yes(true)) => Linked::ByPolicy,
            Some(WrittenLink::By(Policy::None) | WrittenLink::Yes(false)) => Linked::Never,
            Some(WrittenLink::By(policy)) => Linked::By(policy),
        },
        same_as: list(written.same_as),
        former_ids: list(written.former_ids),
        page: text(written.page),
        place,
    }
}

/// A relation that is stated on one side holds on both (SKOS S25, S23).
fn relate(
    lexicon: &mut Lexicon,
    relations: Vec<[Vec<(String, Place)>; 3]>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, [broader, narrower, related]) in (0..).zip(relations) {
        let this = ConceptIx(index);
        let known = |list: Vec<(String, Place)>, diagnostics: &mut Vec<Diagnostic>| -> Vec<ConceptIx> {
            let found = list.into_iter().filter_map(|(id, place)| {
                let found = lexicon.find(&id);
                if found.is_none() {
                    diagnostics.push(lexicon.unknown(&id).at(place));
                }
                found
            });
            found.collect()
        };
        let [broader, narrower, related] =
            [known(broader, diagnostics), known(narrower, diagnostics), known(related, diagnostics)];
        for other in broader {
            lexicon.concepts[this.0 as usize].broader.push(other);
            lexicon.concepts[other.0 as usize].narrower.push(this);
        }
        for other in narrower {
            lexicon.concepts[this.0 as usize].narrower.push(other);
            lexicon.concepts[other.0 as usize].broader.push(this);
        }
        for other in related {
            lexicon.concepts[this.0 as usize].related.push(other);
            lexicon.concepts[other.0 as usize].related.push(this);
        }
    }
    for concept in &mut lexicon.concepts {
        for list in [&mut concept.broader, &mut concept.narrower, &mut concept.related] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

#[cfg(test)]
mod tests;
