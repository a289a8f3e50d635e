//! Bringing the documents together.

use super::ids::ByName;
use super::namesake::namesakes;
use super::natural::natural;
use super::presence::{by_concept, counts, presences, scores};
use super::target::by_path;
use super::together::Together;
use super::{Addresses, Annotation, Corpus, Length, Text, TextIx};
use crate::anchor::Named;
use crate::concept::Lexicon;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::document::picture::Size;
use crate::document::quote::Quotable;
use crate::document::slug::is_reserved;
use crate::document::{self, Document, Kind, Quotation};
use crate::mention::judge::Judged;
use crate::mention::token::is_unspaced;
use crate::source::CONFIG;
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The texts of an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    /// By path.
    texts: RapidHashMap<String, Arc<Text>>,
    lexicon: Arc<Lexicon>,
    together: Together,
    /// The texts in order, and how other texts link to them.
    order: Vec<Arc<Text>>,
    addresses: Arc<Addresses>,
}

/// What a corpus is made of.
pub struct Parts {
    pub config: Config,
    pub lexicon: Arc<Lexicon>,
    /// In the order of [`ordered`], as are the next two.
    pub documents: Vec<Arc<Document>>,
    pub judged: Vec<Arc<Judged>>,
    pub named: Vec<Arc<Named>>,
    pub media: BTreeMap<String, Option<Size>>,
}

impl Corpus {
    /// Brings the documents together, and resolves what points from one text to another.
    pub fn new(parts: Parts, memory: &mut Memory) -> (Corpus, Vec<Diagnostic>) {
        let Parts { config, lexicon, documents, judged, named, media } = parts;
        let mut diagnostics = Vec::new();
        let slugs = slugs(&documents, &mut diagnostics);
        let apart = namesakes(&documents);
        let annotations = annotations(&documents, &slugs, &lexicon, &mut diagnostics);
        if !Arc::ptr_eq(&lexicon, &memory.lexicon) {
            *memory = Memory { lexicon: lexicon.clone(), ..Memory::default() };
        }
        let before = std::mem::take(&mut memory.texts);
        let parts = documents.into_par_iter().zip(slugs).zip(apart).zip(judged).zip(annotations).zip(named);
        let texts = parts.map(|(((((document, slug), apart), judged), annotations), named)| {
            let is_same = |known: &&Arc<Text>| {
                Arc::ptr_eq(&known.document, &document)
                    && Arc::ptr_eq(&known.judged, &judged)
                    && Arc::ptr_eq(&known.named, &named)
                    && (&known.slug, &known.apart) == (&slug, &apart)
                    && known.annotations == annotations
            };
            match before.get(&document.path).filter(is_same) {
                Some(known) => known.clone(),
                None => {
                    let text = Text::new(document, &judged, &named);
                    Arc::new(Text { slug, apart, annotations, ..text })
                }
            }
        });
        let texts: Vec<Arc<Text>> = texts.collect();
        memory.texts = texts.iter().map(|text| (text.document.path.clone(), text.clone())).collect();
        let presences = presences(&config, &lexicon, &texts, memory.together.of(lexicon.len(), &texts));
        let paths = |texts: &[Arc<Text>], others: &[Arc<Text>]| {
            texts.len() == others.len()
                && std::iter::zip(texts, others).all(|(a, b)| a.document.path == b.document.path)
        };
        if !paths(&texts, &memory.order) || media != memory.addresses.media {
            memory.addresses = Arc::new(Addresses { by_path: by_path(&texts), media });
        }
        memory.order.clone_from(&texts);
        let addresses = memory.addresses.clone();
        let mentions = presences.iter().map(|presence| presence.total).sum();
        (Corpus { config, lexicon, texts, presences, mentions, addresses }, diagnostics)
    }
}

impl Text {
    /// What follows from the text alone.
    fn new(document: Arc<Document>, judged: &Arc<Judged>, named: &Arc<Named>) -> Text {
        let by_concept = by_concept(&judged.mentions);
        let scores = scores(&document, judged, &by_concept);
        Text {
            slug: String::new(),
            apart: None,
            length: length(&document),
            named: named.clone(),
            by_anchor: ByName::default(),
            by_former: ByName::default(),
            numbers: numbers(&document),
            judged: judged.clone(),
            counts: counts(&judged.mentions, &by_concept, &scores),
            by_concept,
            scores,
            annotations: Vec::new(),
            document,
        }
    }
}

/// First the texts that the configuration lists, then by `order`, then by path, numbers in it counting.
pub fn ordered(documents: Vec<Arc<Document>>, config: &Config) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
    let mut places: RapidHashMap<&str, usize> = RapidHashMap::default();
    for (place, name) in config.order.iter().enumerate() {
        places.entry(name).or_insert(place);
    }
    let mut found = vec![false; config.order.len()];
    let mut keyed: Vec<_> = documents
        .into_iter()
        .map(|document| {
            let places = document.names().filter_map(|name| places.get(name));
            let listed = places.inspect(|place| found[**place] = true).min().copied();
            let order = document.meta.order;
            ((listed.is_none(), listed, order.is_none(), order), document)
        })
        .collect();
    keyed.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| natural(&one.path, &other.path)));
    let unknown = config.order.iter().filter(|name| !found[places[name.as_str()]]);
    let problems = unknown.map(|name| {
        Diagnostic::new(Code::UnknownText, format!("`order` names `{name}`, but there is no such text"))
            .at(Place::file(CONFIG))
    });
    let problems = problems.collect();
    (keyed.into_iter().map(|(_, document)| document).collect(), problems)
}

/// Slugs made unique, whatever the case: of two texts of one slug the first by path keeps it.
fn slugs(documents: &[Arc<Document>], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
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
                .at(Place::file(format!("seeds/{}", document.path)))
                .hint("give one of them another `slug`"),
            );
        }
        slugs[ix] = unique(wanted, |name| !taken.contains_key(name) && !is_reserved(name));
        taken.insert(slugs[ix].clone(), ix);
    }
    slugs
}

/// `wanted`, or with the first number behind it that makes it free.
pub fn unique(wanted: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| is_free(name)).expect("the numbers do not end")
}

fn annotations(
    documents: &[Arc<Document>],
    slugs: &[String],
    lexicon: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Annotation>> {
    let mut quotables: RapidHashMap<usize, Quotable> = RapidHashMap::default();
    let by_name = std::cell::OnceCell::new();
    let by_name = || by_name.get_or_init(|| by_name_of(documents, slugs));
    let mut other_end = |with: &document::With| -> Result<(TextIx, Quotation), Diagnostic> {
        let Some(ix) = by_name().get(with.text.as_str()).copied() else {
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

/// By slug and by what editors may call it: the first text of that name.
fn by_name_of<'a>(documents: &'a [Arc<Document>], slugs: &'a [String]) -> RapidHashMap<&'a str, usize> {
    let mut by_name = RapidHashMap::default();
    for (ix, (document, slug)) in documents.iter().zip(slugs).enumerate() {
        for name in document.names().chain([slug.as_str()]) {
            by_name.entry(name).or_insert(ix);
        }
    }
    by_name
}

fn length(document: &Document) -> Length {
    let mut length = Length::default();
    for text in document.passages.iter().map(|passage| passage.text.as_str()) {
        if text.is_ascii() {
            length.words += text.split_whitespace().count();
            continue;
        }
        for word in text.split_whitespace() {
            let letters = word.chars().filter(|c| is_unspaced(*c)).count();
            length.letters += letters;
            if letters == 0 || word.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c)) {
                length.words += 1;
            }
        }
    }
    length
}

/// Passages of the body are numbered as readers count them; headings and cells of tables are not.
fn numbers(document: &Document) -> Vec<Option<u32>> {
    let mut numbers = vec![None; document.passages.len()];
    let mut next = 1;
    for (ix, passage) in document.enumerate() {
        let is_title = document.title == Some(ix);
        if !is_title && !matches!(passage.kind, Kind::Heading | Kind::Table | Kind::Note) {
            numbers[ix.0 as usize] = Some(next);
            next += 1;
        }
    }
    numbers
}
