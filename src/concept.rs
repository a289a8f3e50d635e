//! The lexicon: the concepts that the texts share, as the site's editor names and defines them.

use crate::config::Policy;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::document::slug::slug;
use crate::document::{front_matter, is_concept};
use crate::source::{Content, Sources};
use crate::yaml::{self, Keys, OneOrMore, Spanned, Yaml};
use rapidhash::RapidHashMap;
use serde::Deserialize;

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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Context {
    #[serde(deserialize_with = "yaml::words")]
    pub any: Vec<String>,
    #[serde(deserialize_with = "yaml::words")]
    pub none: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum WrittenLink {
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
        let mut written = Vec::new();
        if let Some(text) = sources.text("seeds/concepts.yaml") {
            from_list(Yaml::file("seeds/concepts.yaml", text), &mut written, &mut diagnostics);
        }
        for (path, content) in sources.below("seeds/") {
            if let Content::Text(text) = content
                && is_concept(path, text)
            {
                written.push(from_page(&format!("seeds/{path}"), text, &mut diagnostics));
            }
        }
        (settle(written, &mut diagnostics), diagnostics)
    }

    /// The lexicon that a list of proposals makes, written as `seeds/concepts.yaml` would be.
    pub fn proposed(list: &str) -> Lexicon {
        let mut written = Vec::new();
        from_list(Yaml::file("seeds/concepts.yaml", list), &mut written, &mut Vec::new());
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    id: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    #[serde(alias = "altLabel", deserialize_with = "yaml::words")]
    aliases: Vec<String>,
    definition: Option<String>,
    #[serde(deserialize_with = "yaml::placed_words")]
    broader: Vec<Spanned<String>>,
    #[serde(deserialize_with = "yaml::placed_words")]
    narrower: Vec<Spanned<String>>,
    #[serde(deserialize_with = "yaml::placed_words")]
    related: Vec<Spanned<String>>,
    #[serde(deserialize_with = "yaml::words")]
    not: Vec<String>,
    context: Context,
    case: Case,
    link: Option<WrittenLink>,
    #[serde(alias = "same-as")]
    same_as: OneOrMore,
    #[serde(alias = "former-ids", deserialize_with = "yaml::words")]
    former_ids: Vec<String>,
    page: Option<String>,
}

/// The keys above as they are written.
const KEYS: [&str; 17] = [
    "id",
    "name",
    "aliases",
    "altLabel",
    "definition",
    "broader",
    "narrower",
    "related",
    "not",
    "context",
    "case",
    "link",
    "same_as",
    "same-as",
    "former_ids",
    "former-ids",
    "page",
];

/// A concept as written, and where.
struct Entry {
    written: Written,
    place: Place,
    relations: [Vec<(String, Place)>; 3],
    /// The name of the file that holds this concept alone.
    stem: Option<String>,
}

impl Entry {
    fn new(mut written: Written, yaml: Yaml<'_>) -> Entry {
        let place = written
            .id
            .as_ref()
            .or(written.name.as_ref())
            .map_or_else(|| Place::file(yaml.path), |id| yaml.place(id));
        let placed = |list: &mut Vec<Spanned<String>>| {
            std::mem::take(list).into_iter().map(|id| (id.value.clone(), yaml.place(&id))).collect()
        };
        let relations =
            [placed(&mut written.broader), placed(&mut written.narrower), placed(&mut written.related)];
        Entry { written, place, relations, stem: None }
    }
}

/// `concepts.yaml` is a list, or a mapping whose `concepts` is the list.
fn from_list(yaml: Yaml<'_>, entries: &mut Vec<Entry>, diagnostics: &mut Vec<Diagnostic>) {
    #[derive(Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Mapping<T: Default> {
        concepts: Vec<T>,
    }
    let first = yaml
        .text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']) && *line != "---");
    let list: Vec<Written> = if first.is_some_and(|line| line.trim_start().starts_with(['-', '['])) {
        diagnostics.extend(yaml.unknown_keys_in_list(&KEYS));
        yaml.read_by_item(diagnostics)
    } else {
        let keys = yaml.read::<Mapping<Keys>>(&mut Vec::new()).concepts;
        diagnostics.extend(yaml.unknown_keys_of(&keys, &KEYS));
        yaml.read_by_key::<Mapping<Written>>(diagnostics).concepts
    };
    entries.extend(list.into_iter().map(|written| Entry::new(written, yaml)));
}

/// One concept a file: front matter, and a definition of any length below it.
fn from_page(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Entry {
    let (front, body) = front_matter(text);
    let yaml = Yaml { path, text: &text[front.clone()], offset: front.start };
    diagnostics.extend(yaml.unknown_keys(&KEYS));
    let mut entry = Entry::new(yaml.read_by_key(diagnostics), yaml);
    let file = path.rsplit('/').next().unwrap_or(path);
    entry.stem = file.strip_suffix(".md").map(str::to_owned);
    let definition = text[body].trim();
    if !definition.is_empty() {
        entry.written.definition = Some(definition.to_owned());
    }
    entry
}

/// Ids made unique and relations made places in the list, both ways.
fn settle(entries: Vec<Entry>, diagnostics: &mut Vec<Diagnostic>) -> Lexicon {
    let mut named: Vec<(String, String, Entry)> = Vec::new();
    for entry in entries {
        let text = |field: &Option<Spanned<String>>| {
            field.as_ref().map(|f| f.value.trim().to_owned()).filter(|f| !f.is_empty())
        };
        let (id, name) = (text(&entry.written.id), text(&entry.written.name));
        let id = id.or_else(|| entry.stem.clone()).or_else(|| name.as_deref().map(slug));
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            diagnostics.push(
                Diagnostic::new(Code::EmptyConcept, "this concept has neither a name nor an id")
                    .at(entry.place)
                    .hint("give it a `name`"),
            );
            continue;
        };
        let name = name.unwrap_or_else(|| id.replace('-', " "));
        named.push((id, name, entry));
    }
    named.sort_by(|a, b| (&a.0, &a.2.place).cmp(&(&b.0, &b.2.place)));
    named.dedup_by(|second, first| {
        let same = second.0 == first.0;
        if same {
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateConcept,
                    format!("there are two concepts `{}`; this one is not used", first.0),
                )
                .at(second.2.place.clone())
                .hint("merge them, or give one another id"),
            );
        }
        same
    });
    let by_id = (0..).map(ConceptIx).zip(&named).map(|(ix, (id, ..))| (id.clone(), ix)).collect();
    let mut lexicon = Lexicon { by_id, ..Lexicon::default() };
    let mut relations = Vec::new();
    for (id, name, entry) in named {
        lexicon.concepts.push(concept(id, name, entry.written, entry.place));
        relations.push(entry.relations);
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

fn concept(id: String, name: String, written: Written, place: Place) -> Concept {
    let trimmed =
        |list: Vec<String>| list.into_iter().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
    Concept {
        id,
        name,
        aliases: trimmed(written.aliases),
        definition: written.definition.map(|d| d.trim().to_owned()).filter(|d| !d.is_empty()),
        broader: Vec::new(),
        narrower: Vec::new(),
        related: Vec::new(),
        not: trimmed(written.not),
        context: written.context,
        case: written.case,
        linked: match written.link {
            None | Some(WrittenLink::Yes(true)) => Linked::ByPolicy,
            Some(WrittenLink::By(Policy::None) | WrittenLink::Yes(false)) => Linked::Never,
            Some(WrittenLink::By(policy)) => Linked::By(policy),
        },
        same_as: written.same_as.into(),
        former_ids: trimmed(written.former_ids),
        page: written.page,
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
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Lexicon, Vec<Diagnostic>) {
        Lexicon::read(&Sources::from_pairs(pairs.iter().copied()))
    }

    #[test]
    fn a_list_or_a_mapping_or_pages() {
        let (lexicon, diagnostics) = read(&[
            ("seeds/concepts.yaml", "concepts:\n- name: Permanent revolution\n  related: [plan]\n"),
            ("seeds/concepts/plan.md", "---\nname: Planning\n---\nWhat is decided *before*.\n"),
        ]);
        assert_eq!(diagnostics, []);
        let ids: Vec<_> = lexicon.iter().map(|(_, c)| c.id.as_str()).collect();
        assert_eq!(ids, ["permanent-revolution", "plan"]);
        let plan = lexicon.get(ConceptIx(1));
        assert_eq!(plan.definition.as_deref(), Some("What is decided *before*."));
        assert_eq!(plan.related, [ConceptIx(0)]);
        assert_eq!(read(&[("seeds/concepts.yaml", "- id: a\n- id: b\n")]).0.len(), 2);
    }

    #[test]
    fn a_stated_relation_holds_both_ways_and_an_unknown_one_is_said() {
        let (lexicon, diagnostics) = read(&[(
            "seeds/concepts.yaml",
            "- id: state\n- id: bureaucracy\n  broader: [state]\n  related: [stat]\n",
        )]);
        let state = lexicon.by_id("state").map(|ix| lexicon.get(ix).narrower.len());
        assert_eq!(state, Some(1));
        assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `state`?"));
    }

    #[test]
    fn a_concept_that_does_not_parse_costs_only_itself() {
        let text = "- name: State\n  broader: Power\n- name: Power\n  aliases: [might\n- name: Law\n  case: never\n- name: Plan\n";
        for text in [text.to_owned(), format!("concepts:\n{text}")] {
            let (lexicon, diagnostics) = read(&[("seeds/concepts.yaml", text.as_str())]);
            let ids: Vec<_> = lexicon.iter().map(|(_, c)| c.id.as_str()).collect();
            assert_eq!(ids, ["plan", "state"], "{diagnostics:?}");
            let codes: Vec<_> = diagnostics.iter().map(|one| one.code).collect();
            assert_eq!(codes, [Code::Yaml, Code::Yaml, Code::UnknownConcept]);
        }
    }

    #[test]
    fn a_mistyped_key_costs_only_itself() {
        let (lexicon, diagnostics) =
            read(&[("seeds/concepts.yaml", "concepts:\n- name: plan\n  aliass: [x]\n- name: market\n")]);
        assert_eq!(lexicon.len(), 2);
        assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `aliases`?"));
    }

    #[test]
    fn an_editor_may_call_a_concept_by_any_of_its_names() {
        let (lexicon, _) = read(&[(
            "seeds/concepts.yaml",
            "- name: C++\n- name: 'C#'\n  id: c-sharp\n- name: Workers’ state\n  id: state\n  aliases: [the State]\n",
        )]);
        let id = |words| lexicon.find(words).map(|ix| lexicon.get(ix).id.as_str());
        assert_eq!(
            [id("c#"), id("C++"), id("workers' State"), id("the-state")],
            [Some("c-sharp"), Some("c"), Some("state"), Some("state")]
        );
        assert_eq!(id("☃"), None);
    }

    #[test]
    fn the_first_of_two_concepts_with_one_id_is_used() {
        let (lexicon, diagnostics) =
            read(&[("seeds/concepts.yaml", "- id: a\n  name: First\n- id: a\n  name: Second\n")]);
        assert_eq!(lexicon.get(ConceptIx(0)).name, "First");
        assert_eq!(diagnostics[0].code, Code::DuplicateConcept);
    }
}
