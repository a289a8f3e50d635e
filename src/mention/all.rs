//! What is kept of the texts' mentions from one state of the files to the next: an edited text is
//! searched again, the others only where the lexicon is another one; a text is judged again where what
//! all texts say of its concepts has changed.

use super::choose::{Shared, choose};
use super::finder::{Finder, Search};
use super::judge::{self, Judged};
use super::language::{Detector, Language};
use super::spot::Found;
use super::survey::{Kin, Share, Survey};
use super::{language_of, policy, proper, undecided};
use crate::concept::Lexicon;
use crate::config::{Confidence, Config, Linking};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Texts that a thread searches one after the other.
const RUN: usize = 16;

/// What was found in an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    lexicon: Arc<Lexicon>,
    rules: Option<Rules>,
    finders: BTreeMap<Language, Finder>,
    kin: Option<(Language, Arc<Kin>)>,
    survey: Survey,
    /// By path of the text.
    texts: RapidHashMap<String, Known>,
}

/// What the configuration says of mentions.
#[derive(PartialEq)]
struct Rules {
    usual: Language,
    linking: Linking,
    confidence: Confidence,
}

/// What is known of one text.
struct Known {
    document: Arc<Document>,
    language: Language,
    searched: Arc<Searched>,
    settled: Arc<Settled>,
}

/// What follows from a text, its language and the lexicon.
struct Searched {
    /// See [`Judged::language`].
    language: Option<&'static str>,
    read_as: Language,
    found: Found,
    share: Share,
    problems: Vec<Diagnostic>,
}

/// What follows from that and the survey of all texts.
struct Settled {
    judged: Arc<Judged>,
    shared: Vec<Shared>,
}

impl Memory {
    /// Kinship is told by the finder of the first language.
    fn kin(&mut self, first: Option<Language>) -> Arc<Kin> {
        match &self.kin {
            Some((language, kin)) if first == Some(*language) => kin.clone(),
            _ => {
                let finder = first.and_then(|first| self.finders.get(&first));
                let kin = Arc::new(Kin::new(&self.lexicon, finder, first.unwrap_or(Language::OTHER)));
                self.kin = first.map(|first| (first, kin.clone()));
                kin
            }
        }
    }
}

/// The mentions in all texts. Each text is searched by itself; what all of them say of a concept is
/// surveyed; then each text is judged in the light of it.
pub fn mentions(
    documents: &[Arc<Document>],
    lexicon: &Arc<Lexicon>,
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Judged>> {
    let rules = Rules {
        usual: Language::from_tag(&config.language),
        linking: config.linking.clone(),
        confidence: config.confidence,
    };
    let same_usual = memory.rules.as_ref().is_some_and(|before| before.usual == rules.usual);
    if !Arc::ptr_eq(lexicon, &memory.lexicon) || !same_usual {
        *memory = Memory { lexicon: lexicon.clone(), ..Memory::default() };
    }
    let before = std::mem::take(&mut memory.texts);
    let known: Vec<Option<&Known>> = documents
        .par_iter()
        .map(|document| before.get(&document.path).filter(|known| Arc::ptr_eq(&known.document, document)))
        .collect();
    let languages = languages(documents, &known, rules.usual);
    let first = languages.iter().min().copied();
    let new: Vec<usize> = (0..documents.len()).filter(|ix| known[*ix].is_none()).collect();
    let mut needed: BTreeSet<Language> = new.iter().map(|ix| languages[*ix]).collect();
    needed.extend(first.filter(|first| memory.kin.as_ref().is_none_or(|(language, _)| language != first)));
    for language in needed {
        memory.finders.entry(language).or_insert_with(|| Finder::new(lexicon, language));
    }
    let kin = memory.kin(first);
    let texts: Vec<(&Document, Language)> = new.iter().map(|ix| (&*documents[*ix], languages[*ix])).collect();
    let mut searched = search(&texts, &memory.finders, rules.usual).into_iter();
    let searched: Vec<Arc<Searched>> = known
        .iter()
        .map(|known| match known {
            Some(known) => known.searched.clone(),
            None => searched.next().expect("what is not known was searched"),
        })
        .collect();
    diagnostics.extend(searched.iter().flat_map(|searched| searched.problems.iter().cloned()));
    let survey = Survey::new(lexicon.len(), kin, searched.iter().map(|searched| &searched.share));
    let same_rules = memory.rules.as_ref() == Some(&rules);
    let settled: Vec<Arc<Settled>> = (documents.par_iter(), &searched, &known)
        .into_par_iter()
        .map(|(document, searched, known)| {
            let as_before = |_: &&&Known| same_rules && survey.says_as(&memory.survey, &searched.share);
            match known.as_ref().filter(as_before) {
                Some(known) => known.settled.clone(),
                None => Arc::new(settle(document, searched, lexicon, config, &survey)),
            }
        })
        .collect();
    // An alias that several concepts share is one problem, however many texts use it.
    let shared: BTreeSet<&Shared> = settled.iter().flat_map(|settled| &settled.shared).collect();
    diagnostics.extend(shared.into_iter().map(|phrase| undecided(phrase, lexicon)));
    let judged = settled.iter().map(|settled| settled.judged.clone()).collect();
    drop(known);
    let parts = documents.iter().zip(languages).zip(searched).zip(settled);
    memory.texts = parts
        .map(|(((document, language), searched), settled)| {
            (document.path.clone(), Known { document: document.clone(), language, searched, settled })
        })
        .collect();
    memory.survey = survey;
    memory.rules = Some(rules);
    judged
}

/// By document, as [`language_of`].
fn languages(documents: &[Arc<Document>], known: &[Option<&Known>], usual: Language) -> Vec<Language> {
    let detector = Detector::default();
    let language = |(document, known): (&Arc<Document>, &Option<&Known>)| match known {
        Some(known) => known.language,
        None => language_of(document, usual, &detector),
    };
    documents.par_iter().zip(known).map(language).collect()
}

fn search(
    texts: &[(&Document, Language)],
    finders: &BTreeMap<Language, Finder>,
    usual: Language,
) -> Vec<Arc<Searched>> {
    // What a search learns of words serves all texts after it: there are no more searches than threads.
    let idle: Mutex<Vec<BTreeMap<Language, Search<'_>>>> = Mutex::default();
    let run = |texts: &[(&Document, Language)]| {
        let mut searches = idle.lock().expect("no search panics").pop().unwrap_or_default();
        let searched = texts.iter().map(|(document, language)| {
            let search = searches.entry(*language).or_insert_with(|| finders[language].search());
            let (found, problems) = search.find(document);
            let is_told = document.meta.language.is_none() && *language != usual;
            let told = Some(language.tag()).filter(|tag| is_told && !tag.is_empty());
            let share = Share::of(&found, document, *language);
            Arc::new(Searched { language: told, read_as: *language, share, found, problems })
        });
        let searched: Vec<_> = searched.collect();
        idle.lock().expect("no search panics").push(searches);
        searched
    };
    texts.par_chunks(RUN).flat_map_iter(run).collect()
}

fn settle(
    document: &Document,
    searched: &Searched,
    lexicon: &Lexicon,
    config: &Config,
    survey: &Survey,
) -> Settled {
    let found = proper::without_small_parts(&searched.found, survey);
    let (choices, shared) = choose(document, &found, lexicon, survey);
    let mut judged = judge::judge(document, choices, &found, survey, config.confidence);
    policy::settle(document, lexicon, &config.linking, &mut judged.mentions);
    judged.language = searched.language;
    judged.read_as = Some(searched.read_as);
    Settled { judged: Arc::new(judged), shared }
}
