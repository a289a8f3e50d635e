//! The page of a text: the annotated text, its contents, the concepts it speaks of, how to cite it.

use super::body::lists::items;
use super::body::{Html, text_body};
use super::cite;
use super::facts::{self, counted};
use super::index::{kind, own_language};
use super::links::{self, Links};
use super::strip::{RAIL, ticks};
use super::{Content, Facts, Head, Key, Named, named_text, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Length, Text, TextIx};
use crate::document::direction::Direction;
use crate::document::{TitledBy, Why};
use crate::words::Filled;
use rapidhash::RapidHashMap;
use serde::Serialize;

/// Words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;
/// Letters of scripts without blanks: between those of Chinese and those of Japanese.
const LETTERS_A_MINUTE: usize = 300;
/// Concepts of a text whose mentions the rail draws, those with most mentions: more would be a list to scroll through.
const DRAWN: usize = 20;

#[derive(Clone, Debug, Serialize)]
pub struct TextPage {
    kicker: String,
    title: Title,
    authors: String,
    date: Option<String>,
    /// Length, number of concepts.
    facts: Vec<String>,
    source: Option<Source>,
    licence: Option<String>,
    language: Option<String>,
    markdown: String,
    contents: Vec<Entry>,
    concepts: Vec<Spoken>,
    /// The concepts that the text mentions only once or less often than those.
    seldom: Html,
    only_once: bool,
    /// Why there is no body, in words that follow "it".
    unread: Option<String>,
    body: Html,
    /// The height that the notes in the margin need, in pixels.
    room: u32,
    /// Where it is another than that of the site.
    direction: Option<&'static str>,
    end_notes: Html,
    apart: Vec<Apart>,
    cite: Cite,
    related: Vec<Related>,
    previous: Option<Named>,
    next: Option<Named>,
}

/// The title, and whose words it is.
#[derive(Clone, Debug, Serialize)]
struct Title {
    words: String,
    /// The text's own title, with its id on the page.
    own: Option<Html>,
    anchor: Option<String>,
    /// Whether the page is headed by the text's own title.
    same: bool,
    /// Why it stands in square brackets.
    supplied: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Source {
    href: Option<String>,
    words: String,
}

/// A line of the table of contents.
#[derive(Clone, Debug, Serialize)]
struct Entry {
    level: u8,
    href: String,
    words: String,
}

/// A concept that the text speaks of more than once, and where.
#[derive(Clone, Debug, Serialize)]
struct Spoken {
    name: String,
    href: String,
    hue: u8,
    count: usize,
    ticks: String,
}

/// What stands in the seed and not in the text.
#[derive(Clone, Debug, Serialize)]
struct Apart {
    why: String,
    words: String,
}

#[derive(Clone, Debug, Serialize)]
struct Cite {
    plain: String,
    url: Option<String>,
    bibtex: String,
}

#[derive(Clone, Debug, Serialize)]
struct Related {
    title: String,
    href: String,
    /// The page on which both stand against each other, if there is one.
    pair: Option<String>,
    concepts: Vec<Named>,
}

pub fn make(links: Links<'_>, facts: &Facts, ix: TextIx) -> (Head, Content) {
    let corpus = links.corpus;
    let text = corpus.text(ix);
    let meta = &text.document.meta;
    let body = text_body(links, facts, ix);
    let counts = facts::counts(text);
    let drawn = counts.partition_point(|(_, count)| *count > 1).min(DRAWN);
    let entry = |heading: super::body::Heading| Entry {
        level: heading.level,
        href: format!("#{}", heading.anchor),
        words: heading.words,
    };
    let neighbour = |at: Option<u32>| {
        at.filter(|at| (*at as usize) < corpus.texts.len()).map(|at| named_text(links, TextIx(at)))
    };
    let page = TextPage {
        kicker: kicker(links, ix),
        title: title(links, text, body.title),
        authors: meta.authors.join(", "),
        date: meta.date.clone(),
        facts: lengths(links, text, counts.len()),
        source: meta.source.as_ref().map(|source| Source {
            href: links::is_web(source).then(|| links::tidied(source)),
            words: if links::is_web(source) { links::host(source).to_owned() } else { source.clone() },
        }),
        licence: meta.licence.clone(),
        language: own_language(links, ix),
        markdown: format!("{}.md", links::percent_encoded(&text.slug)),
        contents: body.headings.into_iter().map(entry).collect(),
        concepts: spoken(links, facts, ix, &counts[..drawn]),
        seldom: seldom(links, &counts[drawn..]),
        only_once: counts.get(drawn).is_none_or(|(_, count)| *count == 1),
        unread: text.document.unread.clone(),
        body: body.body,
        room: body.room,
        direction: Some(body.direction)
            .filter(|direction| *direction != Direction::of_language(&corpus.config.language))
            .map(Direction::name),
        end_notes: body.end_notes,
        apart: apart(links, text),
        cite: cite(links, ix),
        related: related(links, facts, ix, &counts),
        previous: neighbour(ix.0.checked_sub(1)),
        next: neighbour(Some(ix.0 + 1)),
    };
    let description = meta.description.clone().unwrap_or_else(|| describe(links, text, counts.len()));
    (Head { title: quote::full_title(text), description }, Content::Text(Box::new(page)))
}

fn kicker(links: Links<'_>, ix: TextIx) -> String {
    let texts = links.corpus.texts.len();
    let mut parts = vec![kind(links, ix)];
    if texts > 1 {
        let named = [("number", Filled::Number(ix.0 as usize + 1)), ("of", Filled::Number(texts))];
        parts.push(links.words().with("text-of-texts", &named));
    }
    if parts[0].is_empty() {
        return parts.get(1).map(|number| capitalized(number)).unwrap_or_default();
    }
    parts.join(" · ")
}

/// With a capital where the line begins with a letter.
fn capitalized(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn title(links: Links<'_>, text: &Text, own: Html) -> Title {
    let meta = &text.document.meta;
    let anchor = text.document.title.map(|ix| text.anchor(ix).to_owned());
    let supplied = match meta.titled_by {
        TitledBy::Text | TitledBy::Metadata => None,
        TitledBy::Editor => Some("supplied-title"),
        TitledBy::Nobody => Some("first-words-as-title"),
    };
    let own = anchor.is_some().then_some(own);
    let in_text = text.document.title.map(|ix| quote::one_line(&text.document.passage(ix).text));
    let same = meta.titled_by == TitledBy::Text || in_text.as_ref() == Some(&quote::one_line(&meta.title));
    let supplied = supplied.map(|name| links.words().say(name).to_owned());
    Title { words: meta.title.clone(), own, anchor, same, supplied }
}

fn lengths(links: Links<'_>, text: &Text, concepts: usize) -> Vec<String> {
    let paragraphs = text.numbers.iter().flatten().count();
    let Length { words, letters } = text.length;
    let minutes =
        (words * LETTERS_A_MINUTE + letters * WORDS_A_MINUTE).div_ceil(WORDS_A_MINUTE * LETTERS_A_MINUTE);
    let words = links.words();
    let time = match minutes {
        0..100 => words.count("count-minutes", minutes),
        _ => words.count("count-hours", (minutes + 30) / 60),
    };
    let mut facts = vec![long(links, text.length), time, words.count("count-paragraphs", paragraphs)];
    facts.extend((concepts > 0).then(|| words.count("count-concepts", concepts)));
    facts
}

/// In words, or in characters where most of the text has no blanks between words.
pub fn long(links: Links<'_>, length: Length) -> String {
    let noun = if length.letters > length.words { "count-characters" } else { "count-words" };
    links.words().count(noun, length.total())
}

fn describe(links: Links<'_>, text: &Text, concepts: usize) -> String {
    let title = quote::full_title(text);
    let named = [("text", Filled::Words(&title)), ("count", Filled::Number(concepts))];
    links.words().with("annotated-text", &named)
}

fn spoken(links: Links<'_>, facts: &Facts, ix: TextIx, counts: &[(ConceptIx, usize)]) -> Vec<Spoken> {
    let text = links.corpus.text(ix);
    let mut positions: RapidHashMap<ConceptIx, Vec<u32>> = RapidHashMap::default();
    for (_, mention) in counted(text) {
        positions.entry(mention.concept).or_default().push(facts.position(ix, mention));
    }
    let spoken = counts.iter().map(|(concept, count)| Spoken {
        name: links.corpus.lexicon.get(*concept).name.clone(),
        href: links.concept(*concept),
        hue: links.corpus.presence(*concept).hue,
        count: *count,
        ticks: ticks(positions.remove(concept).unwrap_or_default().into_iter(), &RAIL),
    });
    spoken.collect()
}

fn seldom(links: Links<'_>, counts: &[(ConceptIx, usize)]) -> Html {
    let seldom = counts.iter().map(|(concept, _)| Named {
        name: links.corpus.lexicon.get(*concept).name.clone(),
        href: links.concept(*concept),
    });
    items(&seldom.collect::<Vec<_>>())
}

/// What an editor's correction dropped, boilerplate, and metadata within the text. Marks that are shown by other
/// means, such as bullets, are not listed.
fn apart(links: Links<'_>, text: &Text) -> Vec<Apart> {
    let listed = text
        .document
        .removed
        .iter()
        .filter(|removed| matches!(removed.why, Why::Correction | Why::Metadata | Why::Boilerplate));
    listed
        .filter(|removed| !removed.text.trim().is_empty())
        .map(|removed| Apart {
            why: links
                .words()
                .say(match removed.why {
                    Why::Correction => "set-apart-by-the-editor",
                    Why::Boilerplate => "no-part-of-the-text",
                    _ => "shown-at-the-head",
                })
                .to_owned(),
            words: removed.text.trim().to_owned(),
        })
        .collect()
}

fn cite(links: Links<'_>, ix: TextIx) -> Cite {
    let corpus = links.corpus;
    Cite { plain: cite::plain(corpus, ix), url: cite::url(corpus, ix), bibtex: cite::bibtex(corpus, ix) }
}

fn related(links: Links<'_>, facts: &Facts, ix: TextIx, counts: &[(ConceptIx, usize)]) -> Vec<Related> {
    let corpus = links.corpus;
    let related = facts.related(corpus, ix, counts).into_iter().map(|(other, concepts)| {
        let shared = concepts.into_iter().take(4).map(|concept| {
            let href = if super::is_shared(corpus, concept) {
                links.compare(concept)
            } else {
                links.concept(concept)
            };
            Named { name: corpus.lexicon.get(concept).name.clone(), href }
        });
        Related {
            title: quote::full_title(corpus.text(other)),
            href: links.text(other),
            pair: {
                let pair = (ix.min(other), ix.max(other));
                facts.pairs().contains(&pair).then(|| links.page(Key::Pair(pair.0, pair.1)))
            },
            concepts: shared.collect(),
        }
    });
    related.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    fn facts_of(text: &str) -> Vec<String> {
        let corpus = corpus(&[("seeds/a.md", &format!("# A\n\n{text}\n"))]);
        lengths(Links::new(&corpus, "texts"), corpus.text(TextIx(0)), 0)
    }

    #[test]
    fn texts_without_blanks_between_words_are_measured_in_characters() {
        assert_eq!(facts_of(&"word ".repeat(439))[..2], ["440 words", "2 min"]);
        assert_eq!(facts_of(&"社会主义".repeat(225))[..2], ["901 characters", "4 min"]);
        assert_eq!(facts_of("one 恶性ly two")[..2], ["6 words", "1 min"]);
        assert_eq!(facts_of(&"word ".repeat(21_779))[..2], ["21,780 words", "99 min"]);
        assert_eq!(facts_of(&"word ".repeat(208_000))[1], "16 h");
    }
}
