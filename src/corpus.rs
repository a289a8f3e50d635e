//! The corpus: all texts, concepts and mentions, resolved both ways.

use crate::anchor::{Anchors, Ledger};
use crate::concept::{ConceptIx, Lexicon};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::document::quote::Quotable;
use crate::document::slug::slug;
use crate::document::{self, Block, Document, Kind, PassageIx, Quotation, Relation};
use crate::mention::finder::Finder;
use crate::mention::key::Language;
use crate::mention::{Mention, Standing, policy};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The place of a text in [`Corpus::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextIx(pub u32);

#[derive(Clone, Debug)]
pub struct Corpus {
    pub config: Config,
    pub lexicon: Lexicon,
    /// In the order in which they are shown.
    pub texts: Vec<Text>,
    /// By concept, as the lexicon counts them.
    pub presences: Vec<Presence>,
    /// Texts by the paths by which other texts may link to them.
    by_path: RapidHashMap<String, TextIx>,
}

/// A document among the others.
#[derive(Clone, Debug)]
pub struct Text {
    pub document: Document,
    /// Unique among the texts; the page is `texts/<slug>.html`.
    pub slug: String,
    /// Words of the body and the notes.
    pub words: usize,
    /// By passage: the id on the page.
    pub anchors: Vec<String>,
    /// Former ids of passages and the ids that they lead to now.
    pub moved: Vec<(String, String)>,
    /// By passage: the number that readers see and cite, for what stands in the body and is no heading.
    pub numbers: Vec<Option<u32>>,
    /// In order of place; of two that begin together the longer first.
    pub mentions: Vec<Mention>,
    /// In order of place.
    pub annotations: Vec<Annotation>,
}

/// What an editor says of a passage, its other end found.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    pub at: Quotation,
    pub relation: Relation,
    pub with: Option<(TextIx, Quotation)>,
    pub concepts: Vec<ConceptIx>,
    /// Markdown.
    pub note: Option<String>,
}

/// Where a concept stands in the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presence {
    /// The file name of its page, without the ending; unique whatever the case.
    pub slug: String,
    /// One of eight, 0 to 7.
    pub hue: u8,
    /// Mentions that count: all but nested ones.
    pub total: usize,
    /// Texts that mention it, in the order of texts, and how often.
    pub texts: Vec<(TextIx, usize)>,
    /// Concepts of the same passages, and in how many passages; the most frequent first.
    pub neighbours: Vec<(ConceptIx, usize)>,
}

impl Corpus {
    pub fn text(&self, ix: TextIx) -> &Text {
        &self.texts[ix.0 as usize]
    }

    pub fn presence(&self, ix: ConceptIx) -> &Presence {
        &self.presences[ix.0 as usize]
    }

    pub fn enumerate(&self) -> impl Iterator<Item = (TextIx, &Text)> {
        (0..).map(TextIx).zip(&self.texts)
    }
}

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another site, or to a person by mail or telephone.
    External,
    /// To a text, and a passage of it by its id on the page.
    Passage {
        text: TextIx,
        anchor: Option<String>,
    },
    /// To a file beside the texts, by its path below `seeds/`.
    Media(String),
    /// By a scheme that a page must not carry.
    Unsafe,
    Unknown,
}

impl Corpus {
    /// Where a link leads that stands in a text. Paths are relative to the text's own.
    pub fn target(&self, from: TextIx, href: &str) -> Target {
        let href: String = href.chars().filter(|c| !c.is_control()).collect();
        let href = href.trim();
        if let Some((scheme, _)) = href.split_once(':')
            && !scheme.contains(['/', '?', '#'])
        {
            let known =
                ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return if known { Target::External } else { Target::Unsafe };
        }
        if href.starts_with("//") || href.contains('\\') {
            return Target::Unsafe;
        }
        let (path, fragment) = match href.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (href, None),
        };
        let path = percent_decoded(path.split('?').next().unwrap_or(""));
        if path.is_empty() {
            return self.passage_target(from, fragment);
        }
        let Some(path) = joined(&self.text(from).document.path, &path) else { return Target::Unknown };
        match self.by_path.get(path.strip_suffix('/').unwrap_or(&path)) {
            Some(text) => self.passage_target(*text, fragment),
            None if path.rsplit_once('.').is_some_and(|(_, ending)| document::is_media(ending)) => {
                Target::Media(path)
            }
            None => Target::Unknown,
        }
    }

    fn passage_target(&self, text: TextIx, fragment: Option<&str>) -> Target {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Target::Passage { text, anchor: None };
        };
        let ids = &self.text(text).anchors;
        let wanted = percent_decoded(fragment);
        let found =
            ids.iter().find(|id| **id == wanted).or_else(|| ids.iter().find(|id| **id == slug(&wanted)));
        match found {
            Some(id) => Target::Passage { text, anchor: Some(id.clone()) },
            None => Target::Unknown,
        }
    }
}

/// A path relative to a text's, as a path below `seeds/`; nothing if it leads out of it.
pub fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Text {
    pub fn anchor(&self, passage: PassageIx) -> &str {
        &self.anchors[passage.0 as usize]
    }

    /// The mentions in one passage.
    pub fn mentions_in(&self, passage: PassageIx) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.passage < passage);
        let end = self.mentions.partition_point(|mention| mention.passage <= passage);
        &self.mentions[start..end]
    }
}

/// How many neighbours of a concept are kept.
const NEIGHBOURS: usize = 24;
const HUES: u8 = 8;

impl Corpus {
    /// Brings the documents together: finds the mentions, names the passages, resolves what points
    /// from one text to another. The ledger is brought up to date.
    pub fn new(
        config: Config,
        lexicon: Lexicon,
        documents: Vec<Document>,
        ledger: &mut Ledger,
    ) -> (Corpus, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let documents = ordered(documents, &config);
        let slugs = slugs(&documents, &mut diagnostics);
        let mentions = mentions(&documents, &lexicon, &config, &mut diagnostics);
        let annotations = annotations(&documents, &slugs, &lexicon, &mut diagnostics);
        let anchors: Vec<Anchors> =
            documents.iter().map(|document| ledger.assign(document, &mut diagnostics)).collect();
        let parts = documents.into_iter().zip(slugs).zip(mentions).zip(annotations).zip(anchors);
        let texts: Vec<Text> = parts
            .map(|((((document, slug), mentions), annotations), anchors)| Text {
                slug,
                words: count_words(&document),
                anchors: anchors.ids,
                moved: anchors.moved,
                numbers: numbers(&document),
                mentions,
                annotations,
                document,
            })
            .collect();
        let presences = presences(&lexicon, &texts);
        let by_path = by_path(&texts);
        (Corpus { config, lexicon, texts, presences, by_path }, diagnostics)
    }
}

/// First the texts that the configuration lists, then by `order`, then by path.
fn ordered(documents: Vec<Document>, config: &Config) -> Vec<Document> {
    let mut documents = documents;
    documents.sort_by_cached_key(|document| {
        let listed = config.order.iter().position(|name| is_called(document, name));
        let order = document.meta.order;
        (listed.is_none(), listed, order.is_none(), order, document.path.clone())
    });
    documents
}

/// By slug, by path, or by path without its ending.
fn is_called(document: &Document, name: &str) -> bool {
    let path = document.path.as_str();
    name == document.meta.slug || name == path || path.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
}

/// Slugs made unique, whatever the case. What the editor asked for goes before what was derived.
fn slugs(documents: &[Document], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut taken: RapidHashMap<String, usize> = RapidHashMap::default();
    taken.insert("index".to_owned(), usize::MAX);
    let mut by_path: Vec<usize> = (0..documents.len()).collect();
    by_path.sort_by_key(|ix| &documents[*ix].path);
    let mut slugs = vec![String::new(); documents.len()];
    for ix in by_path {
        let document = &documents[ix];
        let wanted = &document.meta.slug;
        if let Some(first) = taken.get(wanted).and_then(|first| documents.get(*first)) {
            diagnostics.push(
                Diagnostic::new(
                    Code::SlugCollision,
                    format!("this text and {} would have the same address `{wanted}`", first.path),
                )
                .at(crate::diagnostic::Place::file(format!("seeds/{}", document.path)))
                .hint("give one of them another `slug`"),
            );
        }
        slugs[ix] = unique(wanted, |name| !taken.contains_key(name));
        taken.insert(slugs[ix].clone(), ix);
    }
    slugs
}

/// `wanted`, or with the first number behind it that makes it free.
fn unique(wanted: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| is_free(name)).expect("the numbers do not end")
}

/// By path, with and without the ending; an index file also by its folder.
fn by_path(texts: &[Text]) -> RapidHashMap<String, TextIx> {
    let mut by_path = RapidHashMap::default();
    for (ix, text) in (0..).map(TextIx).zip(texts) {
        let path = text.document.path.as_str();
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        by_path.insert(path.to_owned(), ix);
        by_path.entry(stem.to_owned()).or_insert(ix);
        by_path.entry(format!("{stem}.html")).or_insert(ix);
        if let Some(folder) = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")) {
            by_path.entry(folder.to_owned()).or_insert(ix);
        }
    }
    by_path
}

fn mentions(
    documents: &[Document],
    lexicon: &Lexicon,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Mention>> {
    let language = |document: &Document| {
        Language::from_tag(document.meta.language.as_deref().unwrap_or(&config.language))
    };
    let languages: std::collections::BTreeSet<Language> = documents.iter().map(language).collect();
    let finders: BTreeMap<Language, Finder<'_>> =
        languages.into_iter().map(|language| (language, Finder::new(lexicon, language))).collect();
    let found: Vec<_> = documents
        .par_iter()
        .map_init(BTreeMap::new, |searches, document| {
            let language = language(document);
            let search = searches.entry(language).or_insert_with(|| finders[&language].search());
            let (mut mentions, problems) = search.find(document);
            policy::settle(document, lexicon, &config.linking, &mut mentions);
            (mentions, problems)
        })
        .collect();
    let mut all = Vec::with_capacity(found.len());
    for (mentions, problems) in found {
        all.push(mentions);
        diagnostics.extend(problems);
    }
    // An alias that several concepts share is one problem, however many texts use it.
    Diagnostic::sort(diagnostics);
    diagnostics.dedup();
    all
}

fn annotations(
    documents: &[Document],
    slugs: &[String],
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Annotation>> {
    let mut quotables: RapidHashMap<usize, Quotable> = RapidHashMap::default();
    let mut other_end = |with: &document::With| -> Result<(TextIx, Quotation), Diagnostic> {
        let found =
            (0..documents.len()).find(|ix| slugs[*ix] == with.text || is_called(&documents[*ix], &with.text));
        let Some(ix) = found else {
            let problem = Diagnostic::new(Code::UnknownText, format!("there is no text `{}`", with.text));
            return Err(match did_you_mean(&with.text, slugs.iter().map(String::as_str)) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem,
            });
        };
        let quotable = quotables.entry(ix).or_insert_with(|| Quotable::new(&documents[ix].passages));
        let quotation = quotable.find(&with.quote)?;
        let ix = u32::try_from(ix).expect("over 4 billion texts do not fit in memory");
        Ok((TextIx(ix), quotation))
    };
    let mut all = Vec::with_capacity(documents.len());
    for document in documents {
        let mut resolved = Vec::new();
        for annotation in &document.annotations {
            let with = match annotation.with.as_ref().map(&mut other_end).transpose() {
                Ok(with) => with,
                Err(problem) => {
                    diagnostics.push(problem.at(annotation.place.clone()));
                    None
                }
            };
            let concepts = annotation.concepts.iter().filter_map(|id| {
                let found = lexicon.find(id);
                if found.is_none() {
                    diagnostics.push(lexicon.unknown(id).at(annotation.place.clone()));
                }
                found
            });
            let concepts = concepts.collect();
            resolved.push(Annotation {
                at: annotation.at.clone(),
                relation: annotation.relation,
                with,
                concepts,
                note: annotation.note.clone(),
            });
        }
        all.push(resolved);
    }
    all
}

fn count_words(document: &Document) -> usize {
    document.passages.iter().map(|passage| passage.text.split_whitespace().count()).sum()
}

/// Passages of the body are numbered as readers count them; headings and cells of tables are not.
fn numbers(document: &Document) -> Vec<Option<u32>> {
    let mut numbers = vec![None; document.passages.len()];
    let mut next = 1;
    let mut body: Vec<Block> = document.body.clone();
    document::each_passage(&mut body, &mut |ix| {
        if !matches!(document.passage(*ix).kind, Kind::Heading | Kind::Table | Kind::Note) {
            numbers[ix.0 as usize] = Some(next);
            next += 1;
        }
    });
    numbers
}

fn presences(lexicon: &Lexicon, texts: &[Text]) -> Vec<Presence> {
    let mut presences: Vec<Presence> =
        concept_slugs(lexicon).into_iter().map(|slug| Presence { slug, ..Presence::default() }).collect();
    let mut together: RapidHashMap<(ConceptIx, ConceptIx), usize> = RapidHashMap::default();
    for (ix, text) in (0..).map(TextIx).zip(texts) {
        let counted = text.mentions.iter().filter(|mention| mention.standing != Standing::Nested);
        for mention in counted.clone() {
            let presence = &mut presences[mention.concept.0 as usize];
            presence.total += 1;
            match presence.texts.last_mut() {
                Some((last, count)) if *last == ix => *count += 1,
                _ => presence.texts.push((ix, 1)),
            }
        }
        let counted: Vec<&Mention> = counted.collect();
        for passage in counted.chunk_by(|a, b| a.passage == b.passage) {
            let mut concepts: Vec<ConceptIx> = passage.iter().map(|mention| mention.concept).collect();
            concepts.sort_unstable();
            concepts.dedup();
            for (index, a) in concepts.iter().enumerate() {
                for b in &concepts[index + 1..] {
                    *together.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }
    for ((a, b), count) in together {
        presences[a.0 as usize].neighbours.push((b, count));
        presences[b.0 as usize].neighbours.push((a, count));
    }
    for presence in &mut presences {
        presence.neighbours.sort_unstable_by_key(|(ix, count)| (usize::MAX - count, *ix));
        presence.neighbours.truncate(NEIGHBOURS);
    }
    colour(lexicon, &mut presences);
    presences
}

/// Ids as file names, unique whatever the case.
fn concept_slugs(lexicon: &Lexicon) -> Vec<String> {
    let mut taken: RapidHashSet<String> = RapidHashSet::default();
    taken.insert("index".to_owned());
    let slugs = lexicon.iter().map(|(_, concept)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let wanted = if concept.id.chars().all(plain) { concept.id.clone() } else { slug(&concept.id) };
        let wanted = if wanted.is_empty() { "concept".to_owned() } else { wanted };
        let free = unique(&wanted, |name| !taken.contains(&name.to_lowercase()));
        taken.insert(free.to_lowercase());
        free
    });
    slugs.collect()
}

/// Gives neighbours different hues where it can: the most frequent concept chooses first, and where
/// it has a choice, its id decides, so that the hue stays as the corpus grows.
fn colour(lexicon: &Lexicon, presences: &mut [Presence]) {
    let mut order: Vec<usize> = (0..presences.len()).collect();
    order.sort_by_key(|ix| (usize::MAX - presences[*ix].total, *ix));
    let mut done = vec![false; presences.len()];
    for ix in order {
        let mut weight = [0usize; HUES as usize];
        for (neighbour, count) in &presences[ix].neighbours {
            let neighbour = neighbour.0 as usize;
            if done[neighbour] {
                weight[usize::from(presences[neighbour].hue)] += count;
            }
        }
        let id = &lexicon.get(ConceptIx(u32::try_from(ix).expect("counted in u32"))).id;
        let start = blake3::hash(id.as_bytes()).as_bytes()[0] % HUES;
        let hue = (0..HUES).map(|step| (start + step) % HUES).min_by_key(|hue| weight[usize::from(*hue)]);
        presences[ix].hue = hue.expect("there are hues");
        done[ix] = true;
    }
}
