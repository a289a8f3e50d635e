//! The page of a concept: what it means, where it appears, what each text says, what is near it.

use super::body::{self, Html};
use super::concordance::{self, Group, concordance};
use super::graph::{Graph, graph};
use super::links::{self, Links};
use super::links_here::{LinksHere, links_here};
use super::parts::{self, Parts};
use super::strip::{LINE, ticks};
use super::{Content, Facts, Head, Listed, Named, listed, quote};
use crate::concept::{Concept, ConceptIx};
use crate::corpus::TextIx;
use crate::mention::language::primary;
use crate::words::Filled;
use serde::Serialize;
use std::cmp::Reverse;

/// Where more texts than [`FEW`] mention a concept, the list of where it appears has the [`TEXTS`] that do so most.
const FEW: usize = 40;
const TEXTS: usize = 20;
/// Silent texts that are named.
const SILENT: usize = 12;

#[derive(Clone, Debug, Serialize)]
pub struct ConceptPage {
    name: String,
    hue: u8,
    kicker: String,
    aliases: Vec<String>,
    definition: Option<Html>,
    /// What the texts themselves say, where no definition is given.
    quoted: Option<Quoted>,
    places: Vec<Place>,
    /// How many of the texts are listed, in words, if not all.
    of_places: Option<String>,
    silent: Vec<Named>,
    more_silent: usize,
    groups: Vec<Group>,
    total: usize,
    parts: Option<Parts>,
    /// Long lists are laid out only where they are looked at.
    long: bool,
    compare: Option<Named>,
    declared: Vec<Declared>,
    graph: Option<Graph>,
    near: Vec<Near>,
    links_here: Option<LinksHere>,
    first: Option<Named>,
    same_as: Vec<Named>,
    not: Vec<String>,
    permalink: String,
    page: Option<Named>,
    previous: Option<Named>,
    next: Option<Named>,
}

/// A concept of the same passages.
#[derive(Clone, Debug, Serialize)]
struct Near {
    concept: Listed,
    /// The passage that tells most of both.
    both: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Quoted {
    words: String,
    source: Named,
}

/// A text that mentions the concept, and where.
#[derive(Clone, Debug, Serialize)]
struct Place {
    title: String,
    href: String,
    count: usize,
    ticks: String,
}

#[derive(Clone, Debug, Serialize)]
struct Declared {
    kind: String,
    concepts: Vec<Listed>,
}

pub fn make(links: Links<'_>, facts: &Facts, ix: ConceptIx) -> (Head, Content) {
    let corpus = links.corpus;
    let concept = corpus.lexicon.get(ix);
    let presence = corpus.presence(ix);
    let definition = concept.definition.as_ref().map(|text| body::editor(links, text, concept.file()));
    let quoted = if definition.is_none() { quoted(links, ix) } else { None };
    let (previous, next) = facts.neighbours(ix);
    let named = |ix: ConceptIx| Named { name: corpus.lexicon.get(ix).name.clone(), href: links.concept(ix) };
    let (silent, more_silent) = silent(links, ix);
    let path = format!("concepts/{}.html", links::percent_encoded(&presence.slug));
    let near = drawn(concept, &presence.neighbours);
    let lines = parts::lines(1, presence.total);
    let words = links.words();
    let page = ConceptPage {
        name: concept.name.clone(),
        hue: presence.hue,
        kicker: kicker(links, ix),
        aliases: concept.aliases.clone(),
        definition,
        quoted,
        places: places(links, facts, ix),
        of_places: (presence.texts.len() > FEW).then(|| {
            words.with(
                "most-of-texts",
                &[("most", Filled::Number(TEXTS)), ("count", Filled::Number(presence.texts.len()))],
            )
        }),
        silent,
        more_silent,
        groups: concordance(links, facts, ix, lines.clone(), concordance::CONTEXT),
        total: presence.total,
        parts: parts::numbered(1, parts::of_lines(presence.total), |part| links.concept_part(ix, part)),
        long: lines.len() > 60,
        compare: super::is_shared(corpus, ix).then(|| Named {
            name: words.count("compare-texts", presence.texts.len()),
            href: links.compare(ix),
        }),
        declared: declared(links, concept),
        graph: graph(links, ix, &near),
        near: near_by(links, facts, ix),
        links_here: links_here(links, facts, ix),
        first: concordance::first(links, ix),
        same_as: same_as(concept),
        not: concept.not.clone(),
        permalink: corpus.config.base_url.as_ref().map_or(path.clone(), |base| format!("{base}{path}")),
        page: own_page(links, concept),
        previous: previous.map(named),
        next: next.map(named),
    };
    let description = match &concept.definition {
        Some(definition) => quote::cut(&body::editor_plain(definition), 200),
        None => words.with(
            "what-a-concept-page-has",
            &[("concept", Filled::Words(&concept.name)), ("where", Filled::Words(&kicker(links, ix)))],
        ),
    };
    (Head { title: concept.name.clone(), description }, Content::Concept(Box::new(page)))
}

pub fn kicker(links: Links<'_>, ix: ConceptIx) -> String {
    let presence = links.corpus.presence(ix);
    let (with, all) = (presence.texts.len(), links.corpus.texts.len());
    if presence.total == 0 {
        return links.words().say("mentioned-in-no-text").to_owned();
    }
    let named = [("mentions", presence.total), ("texts", with), ("all", all)];
    let named = named.map(|(name, number)| (name, Filled::Number(number)));
    links.words().with(if with == all { "mentions-in-texts" } else { "mentions-in-some-texts" }, &named)
}

/// The passage that tells most, quoted in place of a definition.
fn quoted(links: Links<'_>, ix: ConceptIx) -> Option<Quoted> {
    let best = links.corpus.presence(ix).most_telling(&primary(&links.corpus.config.language), |_| true)?;
    let text = links.corpus.text(best.text);
    let mention = &text.judged.mentions[best.mention as usize];
    let words = quote::around(text.document.passage(best.passage), &mention.span, 320);
    let name = format!("{}, {}", quote::full_title(text), quote::location(text, best.passage));
    Some(Quoted { words, source: Named { name, href: links.passage(best.text, best.passage) } })
}

fn places(links: Links<'_>, facts: &Facts, ix: ConceptIx) -> Vec<Place> {
    let mut texts = links.corpus.presence(ix).texts.clone();
    if texts.len() > FEW {
        texts.sort_by_key(|(text, count)| (Reverse(*count), *text));
        texts.truncate(TEXTS);
    }
    let own = links.concept(ix);
    let places = texts.into_iter().map(|(text_ix, count)| {
        let text = links.corpus.text(text_ix);
        let mentions = text.mentions_of(ix).iter().map(|at| text.mention(*at));
        let href = links.concept_in(ix, text_ix);
        Place {
            title: quote::full_title(text),
            href: href.strip_prefix(&own).map_or(href.clone(), str::to_owned),
            count,
            ticks: ticks(mentions.map(|mention| facts.position(text_ix, mention)), &LINE),
        }
    });
    places.collect()
}

/// Texts that do not speak of it: by name if they are few, else how many.
fn silent(links: Links<'_>, ix: ConceptIx) -> (Vec<Named>, usize) {
    let corpus = links.corpus;
    let with = &corpus.presence(ix).texts;
    let is_silent = |text: &TextIx| with.binary_search_by_key(text, |(text, _)| *text).is_err();
    let all = corpus.texts.len() - with.len();
    if all > SILENT {
        return (Vec::new(), all);
    }
    let named = (0..).map(TextIx).take(corpus.texts.len()).filter(is_silent);
    (named.map(|text| super::named_text(links, text)).collect(), 0)
}

fn declared(links: Links<'_>, concept: &Concept) -> Vec<Declared> {
    let lists =
        [("broader", &concept.broader), ("narrower", &concept.narrower), ("related", &concept.related)];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(kind, list)| Declared {
        kind: links.words().say(kind).to_owned(),
        concepts: list.iter().map(|ix| listed(links, *ix, links.corpus.presence(*ix).total)).collect(),
    });
    lists.collect()
}

fn near_by(links: Links<'_>, facts: &Facts, ix: ConceptIx) -> Vec<Near> {
    let neighbours = std::iter::zip(&links.corpus.presence(ix).neighbours, facts.near(ix));
    let near = neighbours.map(|((near, count), both)| Near {
        concept: listed(links, *near, *count),
        both: both.first().map(|telling| links.passage(telling.text, telling.passage)),
    });
    near.collect()
}

/// What the small graph shows: concepts of the same passages, then those that are declared to be near.
fn drawn(concept: &Concept, neighbours: &[(ConceptIx, usize)]) -> Vec<(ConceptIx, usize)> {
    let mut near = neighbours.to_vec();
    for ix in concept.broader.iter().chain(&concept.narrower).chain(&concept.related) {
        if !near.iter().any(|(known, _)| known == ix) {
            near.push((*ix, 0));
        }
    }
    near
}

fn same_as(concept: &Concept) -> Vec<Named> {
    let web = concept.same_as.iter().filter(|url| links::is_web(url));
    web.map(|url| Named { name: links::host(url).to_owned(), href: links::tidied(url) }).collect()
}

/// The text that the lexicon names as the concept's own.
fn own_page(links: Links<'_>, concept: &Concept) -> Option<Named> {
    let page = concept.page.as_ref()?;
    let (ix, _) = links.corpus.enumerate().find(|(_, text)| text.document.is_called(page))?;
    Some(super::named_text(links, ix))
}
