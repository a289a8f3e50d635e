//! What a page knows of the places that it links to, in small files beside the pages. A script loads one when
//! a reader points at a link: for a card, for the whole of a passage, for the way to the next mention.
//!
//! The files are scripts that call one function with plain data, because pages opened from disk may load
//! scripts and nothing else.

use super::links::{self, Links};
use super::strip::{LINE, ticks};
use super::{Facts, body, cite, concordance, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Target, Telling, Text, TextIx};
use crate::document::{PassageIx, Style};
use crate::mention::Mention;
use crate::mention::language::primary;
use crate::words::Filled;
use rapidhash::RapidHashMap;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Passages of a concept in one file.
pub const PASSAGES: usize = 40;
/// Characters of a definition, of a quotation, and of a whole passage in a card.
const DEFINITION: usize = 300;
const QUOTATION: usize = 200;
const PASSAGE: usize = 900;
/// Texts whose strips a card shows.
const TEXTS: usize = 4;
/// Linked passages that the page of a text has cards for: an index may link to tens of thousands.
const LINKED: usize = 1_000;
/// Titles in one file; the script that follows a trail counts with it.
const TITLES: usize = 256;

/// One of these files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a card says of a concept.
    Card(ConceptIx),
    /// Whole passages that mention a concept, the first [`PASSAGES`] or those after them.
    Passages(ConceptIx, usize),
    /// What a text's page leads to: passages of other texts, the next mentions there; how passages are cited.
    Around(TextIx),
    /// What texts are called and where they are, the first [`TITLES`] or those after them.
    Titles(usize),
}

impl Part {
    pub fn path(self, corpus: &Corpus) -> String {
        match self {
            Part::Card(ix) => format!("concepts/{}.card.js", corpus.presence(ix).slug),
            Part::Passages(ix, part) => format!("concepts/{}.{part}.js", corpus.presence(ix).slug),
            Part::Around(ix) => format!("texts/{}.around.js", corpus.text(ix).slug),
            // In the folder of the index, since any name beside it may be that of a text.
            Part::Titles(part) => format!("texts/index/{part}.js"),
        }
    }
}

/// All of them, in the same order always.
pub fn parts(corpus: &Corpus) -> Vec<Part> {
    let mut parts: Vec<Part> = corpus.enumerate().map(|(ix, _)| Part::Around(ix)).collect();
    parts.extend((0..corpus.texts.len().div_ceil(TITLES)).map(Part::Titles));
    for (ix, _) in corpus.lexicon.iter() {
        parts.push(Part::Card(ix));
        // Only the concept's own page shows whole passages, not those on which its list goes on.
        let shown = super::parts::lines(1, corpus.presence(ix).total).len();
        let files = corpus.presence(ix).told.min(shown).div_ceil(PASSAGES);
        parts.extend((0..files).map(|part| Part::Passages(ix, part)));
    }
    parts
}

pub fn make(corpus: &Corpus, facts: &Facts, part: Part) -> String {
    // Addresses in these files are those of a page at the root of the site.
    let links = Links::new(corpus, "");
    let path = part.path(corpus);
    let name = path.trim_end_matches(".js");
    match part {
        Part::Card(ix) => script(name, &card(links, facts, ix)),
        Part::Passages(ix, part) => script(name, &passages(links, facts, ix, part)),
        Part::Around(ix) => script(name, &around(links, facts, ix)),
        Part::Titles(part) => script(name, &titles(links, part)),
    }
}

fn script(name: &str, data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).expect("strings, numbers and lists are JSON");
    format!("seedbed(\"{name}\",{json})\n")
}

#[derive(Serialize)]
struct Card<'a> {
    name: &'a str,
    hue: u8,
    /// How often, in how many texts.
    size: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    texts: Vec<Strip>,
    /// What the texts say most tellingly: of any, and of another one.
    said: Vec<Place>,
}

/// A text that mentions the concept.
#[derive(Serialize)]
struct Strip {
    title: String,
    href: String,
    count: usize,
    ticks: String,
}

/// Words of a passage, and where they stand.
#[derive(Serialize)]
struct Place {
    place: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    href: String,
    words: String,
    /// All of the passage, where it is more.
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<String>,
}

fn card<'a>(links: Links<'a>, facts: &Facts, ix: ConceptIx) -> Card<'a> {
    let corpus = links.corpus;
    let concept = corpus.lexicon.get(ix);
    let presence = corpus.presence(ix);
    let mut most = presence.texts.clone();
    most.sort_by_key(|(text, count)| (Reverse(*count), *text));
    let texts = most.into_iter().take(TEXTS).map(|(text_ix, count)| {
        let text = corpus.text(text_ix);
        let mentions = text.mentions_of(ix).iter().map(|at| text.mention(*at));
        Strip {
            title: quote::short_title(text),
            href: links.text(text_ix),
            count,
            ticks: ticks(mentions.map(|mention| facts.position(text_ix, mention)), &LINE),
        }
    });
    let language = primary(&corpus.config.language);
    let best = presence.most_telling(&language, |_| true);
    let next = best.and_then(|best| presence.most_telling(&language, |telling| telling.text != best.text));
    let said = [best, next].into_iter().flatten().map(|telling| {
        let said = said(links, &telling);
        let whole = entire(corpus.text(telling.text), telling.passage);
        Place { whole: Some(whole).filter(|whole| *whole != said.words), ..said }
    });
    Card {
        name: &concept.name,
        hue: presence.hue,
        size: corpus.config.words.with(
            "mentions-in-texts",
            &[("mentions", Filled::Number(presence.total)), ("texts", Filled::Number(presence.texts.len()))],
        ),
        definition: concept.definition.as_ref().map(|text| quote::cut(&body::editor_plain(text), DEFINITION)),
        texts: texts.collect(),
        said: said.collect(),
    }
}

fn entire(text: &Text, passage: PassageIx) -> String {
    let passage = text.document.passage(passage);
    quote::cut(&super::said::said(passage, 0..passage.text.len()), PASSAGE)
}

fn whole(text: &Text, passage: PassageIx) -> Place {
    let words = entire(text, passage);
    Place { place: quote::place(text, passage), href: String::new(), words, whole: None }
}

#[derive(Serialize)]
struct Passages<'a> {
    /// By the address of the passage.
    places: BTreeMap<String, Place>,
    /// By the page of another concept: passages that mention both. In the first file only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    both: BTreeMap<&'a str, Vec<Place>>,
}

fn passages<'a>(links: Links<'a>, facts: &Facts, ix: ConceptIx, part: usize) -> Passages<'a> {
    let presence = links.corpus.presence(ix);
    let near = presence.neighbours.iter().zip(facts.near(ix)).filter(|_| part == 0);
    let both = near.map(|((other, _), both)| {
        let both = both.iter().map(|telling| said(links, telling));
        (links.corpus.presence(*other).slug.as_str(), both.collect())
    });
    Passages { places: whole_passages(links, facts, ix, part), both: both.collect() }
}

/// What a passage says of a concept, and where.
fn said(links: Links<'_>, telling: &Telling) -> Place {
    let text = links.corpus.text(telling.text);
    let span = &text.judged.mentions[telling.mention as usize].span;
    Place {
        place: quote::place(text, telling.passage),
        href: links.passage(telling.text, telling.passage),
        words: quote::around(text.document.passage(telling.passage), span, QUOTATION),
        whole: None,
    }
}

fn whole_passages(links: Links<'_>, facts: &Facts, ix: ConceptIx, part: usize) -> BTreeMap<String, Place> {
    let tellings = facts.tellings(ix).chunks(PASSAGES).nth(part).unwrap_or_default();
    let passages = tellings.iter().map(|telling| {
        let text = links.corpus.text(telling.text);
        (links.passage(telling.text, telling.passage), whole(text, telling.passage))
    });
    passages.collect()
}

#[derive(Serialize)]
struct Around<'a> {
    cite: Cite,
    /// Passages of other texts that the page links to, by their addresses.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    places: BTreeMap<String, Place>,
    /// Such passages that the cards of concepts hold already, and of which concept.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    told: BTreeMap<String, &'a str>,
    trail: Trails<'a>,
}

/// What a script needs to cite one passage.
#[derive(Serialize)]
struct Cite {
    plain: String,
    bibtex: String,
    csl: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// By concept, as its page is called, in the order of the lexicon.
struct Trails<'a>(Vec<(&'a str, Trail)>);

impl Serialize for Trails<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(concept, trail)| (concept, trail)))
    }
}

/// The way from mention to mention, where the page itself does not show it: the last mention in the texts
/// before this one, the first in those after it, the ids of mentions that are no links.
#[derive(Serialize)]
struct Trail(Option<Far>, Option<Far>, Vec<String>);

/// Which of all texts, and the id of the mention there.
#[derive(Serialize)]
struct Far(u32, String);

fn around<'a>(links: Links<'a>, facts: &Facts, ix: TextIx) -> Around<'a> {
    let corpus = links.corpus;
    let cite = Cite {
        plain: cite::plain(corpus, ix),
        bibtex: cite::bibtex(corpus, ix),
        csl: cite::csl(corpus, ix),
        url: cite::url(corpus, ix),
    };
    let told = body::told_elsewhere(corpus, ix).into_iter().map(|(concept, text, passage)| {
        (links.passage(text, passage), corpus.presence(concept).slug.as_str())
    });
    let told: BTreeMap<_, _> = told.collect();
    let places = linked(links, facts, ix)
        .into_iter()
        .map(|(text, passage)| (links.passage(text, passage), text, passage))
        .filter(|(href, ..)| !told.contains_key(href))
        .map(|(href, text, passage)| (href, whole(corpus.text(text), passage)))
        .collect();
    Around { cite, places, told, trail: trails(links, facts, ix) }
}

/// Titles and addresses.
fn titles(links: Links<'_>, part: usize) -> Vec<(String, String)> {
    let texts = links.corpus.enumerate().skip(part * TITLES).take(TITLES);
    texts.map(|(ix, text)| (quote::short_title(text), links.text(ix))).collect()
}

/// Passages of other texts that the page of a text links to, apart from those that tell of a concept.
fn linked(links: Links<'_>, facts: &Facts, ix: TextIx) -> Vec<(TextIx, PassageIx)> {
    let corpus = links.corpus;
    let text = corpus.text(ix);
    let mut linked: Vec<_> = Vec::new();
    let other_ends = text.annotations.iter().filter_map(|annotation| annotation.with.as_ref());
    linked.extend(other_ends.map(|(text, quotation)| (*text, quotation.passage)));
    linked.extend(facts.incoming(ix).iter().map(|incoming| {
        (incoming.from, corpus.text(incoming.from).annotations[incoming.annotation].at.passage)
    }));
    let marks = text.document.passages.iter().flat_map(|passage| &passage.marks);
    let own = marks.filter_map(|mark| match &mark.style {
        Style::Link { href } if !links::is_web(href) => match corpus.target(ix, href) {
            Target::Passage { text, anchor: Some(anchor) } => {
                Some((text, corpus.text(text).passage_at(&anchor)?))
            }
            _ => None,
        },
        _ => None,
    });
    linked.extend(own);
    linked.retain(|(text, _)| *text != ix);
    linked.truncate(LINKED);
    linked
}

fn trails<'a>(links: Links<'a>, facts: &Facts, ix: TextIx) -> Trails<'a> {
    let corpus = links.corpus;
    let text = corpus.text(ix);
    let mut plain: RapidHashMap<ConceptIx, Vec<String>> = RapidHashMap::default();
    for (id, mention) in plain_mentions(text) {
        plain.entry(mention.concept).or_default().push(id);
    }
    let far = |text: TextIx, at: &u32| Far(text.0, concordance::id(corpus.text(text), *at));
    let trail = |(concept, here): (ConceptIx, usize)| {
        let texts = corpus.presence(concept).texts.len();
        let before = here.checked_sub(1).map(|at| corpus.mentions_in(concept, at));
        let after = Some(here + 1).filter(|at| *at < texts).map(|at| corpus.mentions_in(concept, at));
        let trail = Trail(
            before.and_then(|(text, mentions)| Some(far(text, mentions.last()?))),
            after.and_then(|(text, mentions)| Some(far(text, mentions.first()?))),
            plain.remove(&concept).unwrap_or_default(),
        );
        (corpus.presence(concept).slug.as_str(), trail)
    };
    Trails(facts.places(ix).map(trail).collect())
}

/// Mentions that have a place on the page and are no links, with their ids.
fn plain_mentions(text: &Text) -> impl Iterator<Item = (String, &Mention)> {
    let passages = text.document.enumerate().map(|(ix, _)| ix);
    passages.flat_map(move |ix| {
        let links = text.document.passage(ix).own_links();
        body::shown(text.mentions_in(ix))
            .filter(move |(_, mention)| {
                !mention.standing.is_linked() || links.touching(&mention.span).is_some()
            })
            .map(move |(number, mention)| (format!("{}.{number}", text.anchor(ix)), mention))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    fn three() -> std::sync::Arc<Corpus> {
        corpus(&[
            ("seeds/a.md", "# A\n\nA plan is a list of what shall be done.\n\nSee [there](b.md#war).\n"),
            ("seeds/b.md", "# B\n\nThe plan, and again the plan.\n\n## War\n\nNo </script> here.\n"),
            ("seeds/c.md", "# C\n\nOne more plan.\n"),
            ("seeds/concepts.yaml", "- id: plan\n  definition: A *list*.\n- id: zeal\n"),
        ])
    }

    /// The data that a file hands over, and under which name.
    fn data(corpus: &std::sync::Arc<Corpus>, part: Part) -> (String, Value) {
        let script = make(corpus, &Facts::new(corpus), part);
        let call = script.trim_end().strip_prefix("seedbed(\"").and_then(|rest| rest.strip_suffix(')'));
        let (name, json) = call.and_then(|call| call.split_once("\",")).expect("one call");
        (name.to_owned(), serde_json::from_str(json).expect("its data is JSON"))
    }

    #[test]
    fn an_index_of_very_many_links_has_cards_for_the_first() {
        let heads: String = (0..LINKED + 5).map(|n| format!("# Entry {n}\n\n")).collect();
        let links: String = (0..LINKED + 5).map(|n| format!("[Entry {n}](b.md#entry-{n})\n\n")).collect();
        let corpus = corpus(&[("seeds/a.md", &links), ("seeds/b.md", &heads)]);
        let linked = linked(Links::new(&corpus, "texts/"), &Facts::new(&corpus), TextIx(0));
        assert_eq!(linked.len(), LINKED);
    }

    #[test]
    fn a_card_has_the_definition_the_strips_and_the_best_passages() {
        let (name, card) = data(&three(), Part::Card(ConceptIx(0)));
        assert_eq!(name, "concepts/plan.card");
        assert_eq!(
            (card["size"].as_str(), card["definition"].as_str()),
            (Some("4 mentions in 3 texts"), Some("A list."))
        );
        assert_eq!(card["texts"][0]["href"], "texts/b.html");
        assert!(
            card["said"][0]["words"].as_str().is_some_and(|words| words.starts_with("A plan is")),
            "{card}"
        );
        assert_ne!(card["said"][1]["href"], card["said"][0]["href"]);
    }

    #[test]
    fn the_way_leads_on_to_the_neighbouring_texts() {
        let corpus = three();
        let (_, around) = data(&corpus, Part::Around(TextIx(1)));
        let trail = &around["trail"]["plan"];
        assert_eq!((&trail[0][0], &trail[1][0]), (&Value::from(0), &Value::from(2)));
        let (name, titles) = data(&corpus, Part::Titles(0));
        assert_eq!(
            (name.as_str(), &titles[0], &titles[2]),
            (
                "texts/index/0",
                &serde_json::json!(["A", "texts/a.html"]),
                &serde_json::json!(["C", "texts/c.html"])
            )
        );
        // The second mention in its passage is no link, so the page does not tell whose it is.
        let unlinked = trail[2].as_array().map(Vec::len);
        assert_eq!(unlinked, Some(1), "{trail}");
        assert_eq!(around["cite"]["csl"]["title"], "B");
    }

    #[test]
    fn a_passage_that_a_text_links_to_can_be_shown_there() {
        let (_, around) = data(&three(), Part::Around(TextIx(0)));
        assert_eq!(around["places"]["texts/b.html#war"]["place"], "B, heading", "{around}");
    }

    #[test]
    fn a_passage_that_tells_of_a_concept_is_in_its_card_whole() {
        let long = format!("A plan is a list. {}", "And so on, as it was said before. ".repeat(20));
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nThey made a plan.\n"),
            ("seeds/b.md", &long),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        let (_, around) = data(&corpus, Part::Around(TextIx(0)));
        let told = around["told"].as_object().expect("another text tells of it");
        let (href, concept) = told.iter().next().expect("there is one");
        assert!(around.get("places").is_none() && concept == "plan", "{around}");
        let (_, card) = data(&corpus, Part::Card(ConceptIx(0)));
        assert_eq!(card["said"][0]["href"], **href);
        assert_eq!(card["said"][0]["whole"].as_str().map(str::trim), Some(long.trim()));
    }

    #[test]
    fn whole_passages_of_a_concept_are_parted_after_forty() {
        let many = format!("# A\n\n{}", "Some plan.\n\n".repeat(PASSAGES + 1));
        let corpus = corpus(&[("seeds/a.md", &many), ("seeds/concepts.yaml", "- id: plan\n- id: zeal\n")]);
        let files = parts(&corpus);
        assert_eq!(files.len(), 1 + 1 + 2 + 2, "{files:?}");
        let number = |part| data(&corpus, part).1["places"].as_object().map(serde_json::Map::len);
        assert_eq!(number(Part::Passages(ConceptIx(0), 0)), Some(PASSAGES));
        assert_eq!(number(Part::Passages(ConceptIx(0), 1)), Some(1));
    }
}
