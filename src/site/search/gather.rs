//! Which words stand in which items, found in stretches of the corpus at the same time.

use super::Items;
use super::fold::{self, form, words};
use crate::concept::{Concept, ConceptIx};
use crate::corpus::{Corpus, Text, TextIx};
use crate::document::Kind;
use crate::mention::language::Language;
use crate::mention::token::is_unspaced;
use crate::mention::{Standing, key};
use crate::page::editor_plain;
use rapidhash::RapidHashMap;
use rayon::prelude::*;

/// Words that are one word to a reader, such as a singular and its plural.
#[derive(Default)]
pub struct Class {
    /// The same for all of them, and for the same word in other stretches.
    pub key: String,
    /// As readers may type them, without case and accents.
    pub forms: Vec<String>,
    /// Where they stand: the item times four, and [`level`]. In order of item, each once.
    pub postings: Vec<u32>,
}

/// How many words a passage has for its words to count neither more nor less.
const USUAL: f32 = 50.0;

pub fn gather(corpus: &Corpus, items: &Items) -> Vec<Vec<Class>> {
    let texts: Vec<(TextIx, &Text)> = corpus.enumerate().collect();
    let usual = Language::from_tag(&corpus.config.language);
    // More stretches than threads, so that a long one at the end keeps no thread waiting for long.
    let length = texts.len().div_ceil(rayon::current_num_threads() * 2).max(16);
    let mut gathered: Vec<Vec<Class>> = texts
        .par_chunks(length)
        .map(|stretch| {
            let mut collector = Collector::default();
            for (ix, text) in stretch {
                collector.language = text.judged.read_as.unwrap_or(usual);
                collector.text(corpus, items, (*ix, text));
            }
            collector.classes
        })
        .collect();
    let mut collector = Collector { language: usual, ..Collector::default() };
    let names = names(corpus);
    for (at, ix) in (items.first_concept()..).zip(&items.concepts) {
        collector.concept(at, corpus.lexicon.get(*ix));
        collector.names(&corpus.presence(*ix).slug, &names[ix.0 as usize]);
    }
    gathered.push(collector.classes);
    gathered
}

/// By concept: its names that no other concept has.
fn names(corpus: &Corpus) -> Vec<Vec<String>> {
    let mut owners: RapidHashMap<String, Vec<ConceptIx>> = RapidHashMap::default();
    for (ix, concept) in corpus.lexicon.iter() {
        let written = std::iter::once(&concept.name).chain(&concept.aliases);
        for form in written.chain([&corpus.presence(ix).slug]).map(|name| name_form(name)) {
            owners.entry(form).or_default().push(ix);
        }
    }
    let mut names = vec![Vec::new(); corpus.lexicon.len()];
    for (form, owners) in owners {
        if owners.iter().all(|owner| *owner == owners[0]) {
            names[owners[0].0 as usize].push(form);
        }
    }
    names.iter_mut().for_each(|names| names.sort_unstable());
    names
}

/// What the mentions of a concept are kept by. No word of a text has such a sign.
fn mentions_key(slug: &str) -> String {
    format!("#{slug}")
}

fn name_form(name: &str) -> String {
    format!("#{}", fold::name(name))
}

struct Collector<'a> {
    language: Language,
    /// By language, by word as written: its class; none if nothing is left of it.
    known: RapidHashMap<&'static str, RapidHashMap<&'a str, Option<u32>>>,
    keys: RapidHashMap<String, u32>,
    classes: Vec<Class>,
    /// By class: where it stands in `counts` if the item at hand has it.
    slots: Vec<u32>,
    /// Of the item at hand: its classes, and how often it has them.
    counts: Vec<(u32, u16)>,
    /// By concept: the class of its mentions, once there is one.
    mentioned: Vec<Option<u32>>,
}

impl Default for Collector<'_> {
    fn default() -> Self {
        Collector {
            language: Language::OTHER,
            known: RapidHashMap::default(),
            keys: RapidHashMap::default(),
            classes: Vec::new(),
            slots: Vec::new(),
            counts: Vec::new(),
            mentioned: Vec::new(),
        }
    }
}

impl<'a> Collector<'a> {
    fn text(&mut self, corpus: &Corpus, items: &Items, (ix, text): (TextIx, &'a Text)) {
        let meta = &text.document.meta;
        self.words(&meta.title);
        meta.authors.iter().for_each(|author| self.words(author));
        let title = text.document.title;
        if let Some(title) = title {
            self.words(&text.document.passage(title).text);
        }
        self.close(items.text(ix), 3.0);
        let mut mentions = text.judged.mentions.iter().peekable();
        for (at, passage) in text.document.enumerate() {
            if title != Some(at) {
                self.words(&passage.text);
                let boost = if passage.kind == Kind::Heading { 2.0 } else { 1.0 };
                self.close(items.passage(ix, at), boost);
            }
            while let Some(mention) = mentions.next_if(|mention| mention.passage <= at) {
                if mention.standing != Standing::Nested {
                    // The title is found as the text itself.
                    let item = if title == Some(at) { items.text(ix) } else { items.passage(ix, at) };
                    self.mention(corpus, mention.concept, item);
                }
            }
        }
    }

    fn concept(&mut self, item: u32, concept: &'a Concept) {
        self.words(&concept.name);
        self.close(item, 4.0);
        // Where an alias repeats a word of the name, the first place counts.
        concept.aliases.iter().for_each(|alias| self.words(alias));
        self.close(item, 1.0);
        let Some(definition) = &concept.definition else { return };
        // The words of a definition are not the corpus's own, so they are not kept by place.
        let definition = editor_plain(definition);
        let mut found: Vec<u32> = Vec::new();
        for word in words(&definition) {
            found.extend(self.class_of(&definition[word]));
        }
        for class in found {
            let postings = &mut self.classes[class as usize].postings;
            if postings.last().is_none_or(|last| last / 4 != item) {
                postings.push(item * 4 + 2);
            }
        }
    }

    fn words(&mut self, text: &'a str) {
        let tag = self.language.tag();
        let mut known = self.known.remove(tag).unwrap_or_default();
        for word in words(text) {
            let written = &text[word];
            if let Some(class) = *known.entry(written).or_insert_with(|| self.class_of(written)) {
                self.count(class);
            }
        }
        self.known.insert(tag, known);
    }

    fn count(&mut self, class: u32) {
        let slot = self.slots[class as usize] as usize;
        match self.counts.get_mut(slot) {
            Some((there, count)) if *there == class => *count = count.saturating_add(1),
            _ => {
                self.slots[class as usize] = number(self.counts.len());
                self.counts.push((class, 1));
            }
        }
    }

    /// Ends an item: notes where its words stand.
    fn close(&mut self, item: u32, boost: f32) {
        let length: u32 = self.counts.iter().map(|(_, count)| u32::from(*count)).sum();
        for (class, count) in self.counts.drain(..) {
            let level = level(f32::from(count), length, boost);
            self.classes[class as usize].postings.push(item * 4 + level);
        }
    }

    fn mention(&mut self, corpus: &Corpus, ix: ConceptIx, item: u32) {
        self.mentioned.resize(corpus.lexicon.len(), None);
        let class = self.mentioned[ix.0 as usize].unwrap_or_else(|| {
            let slug = &corpus.presence(ix).slug;
            self.class(mentions_key(slug), || name_form(slug))
        });
        self.mentioned[ix.0 as usize] = Some(class);
        let postings = &mut self.classes[class as usize].postings;
        if postings.last().is_none_or(|last| last / 4 != item) {
            postings.push(item * 4 + 2);
        }
    }

    /// Under which names the mentions of a concept are found.
    fn names(&mut self, slug: &str, names: &[String]) {
        let class = self.class(mentions_key(slug), || name_form(slug));
        let forms = &mut self.classes[class as usize].forms;
        forms.extend(names.iter().filter(|name| **name != forms[0]).cloned().collect::<Vec<_>>());
    }

    fn class_of(&mut self, written: &str) -> Option<u32> {
        let form = form(written);
        if form.is_empty() {
            return None;
        }
        let unspaced = written.starts_with(is_unspaced);
        let key = if unspaced { form.clone() } else { class_key(written, self.language) };
        let class = self.class(key, || form.clone());
        let forms = &mut self.classes[class as usize].forms;
        if !forms.contains(&form) {
            forms.push(form);
        }
        Some(class)
    }

    fn class(&mut self, key: String, form: impl FnOnce() -> String) -> u32 {
        let next = number(self.classes.len());
        let class = *self.keys.entry(key.clone()).or_insert(next);
        if class == next {
            self.classes.push(Class { key, forms: vec![form()], postings: Vec::new() });
            self.slots.push(0);
        }
        class
    }
}

/// The same for forms of one word: by its stem, where the language inflects and has no rules of ours.
fn class_key(written: &str, language: Language) -> String {
    let folded = key::fold(key::without_plural_of_capitals(written));
    let stem = if language == Language::ENGLISH { None } else { language.stem(&folded) };
    stem.unwrap_or_else(|| language.key(&folded))
}

/// How much an item is about one of its words, as BM25 has it: 0 much, 1 more than a passage of usual length is about
/// a word that it has once, 2 little.
fn level(count: f32, length: u32, boost: f32) -> u32 {
    #[expect(clippy::cast_precision_loss, reason = "passages are far shorter than 2^24 words")]
    let length = length as f32 / USUAL;
    let weight = boost * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length));
    match weight {
        weight if weight >= 2.0 => 0,
        weight if weight >= 1.3 => 1,
        _ => 2,
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("so many words do not fit in memory")
}
