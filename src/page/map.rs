//! The map: which concepts stand in the same passages, drawn when the site is built, with a table that says the same.

use super::layout::{Spot, layout};
use super::links::Links;
use super::{Content, Facts, Head, Listed, Named, listed, quote};
use crate::concept::ConceptIx;
use crate::corpus::Corpus;
use crate::words::Filled;
use rapidhash::RapidHashMap;
use serde::Serialize;
use std::cmp::Ordering;

/// More names than this cannot be read on one drawing; more lines hide each other.
const NODES: usize = 120;
const EDGES: usize = 200;
/// The strongest links of each concept are drawn, so many.
const STRONGEST: usize = 3;
/// Half the height of a name with its dot, in pixels.
const HALF_HEIGHT: f64 = 17.0;
const MARGIN: f64 = 12.0;
/// Characters of a name.
const NAME: usize = 28;

#[derive(Clone, Debug, Serialize)]
pub struct Map {
    lede: String,
    left_out: Option<String>,
    width: i32,
    height: i32,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Clone, Debug, Serialize)]
struct Node {
    name: String,
    href: String,
    hue: u8,
    x: i32,
    y: i32,
    radius: usize,
    /// Where the name stands.
    text_y: i32,
}

/// Two concepts of the same passages.
#[derive(Clone, Debug, Serialize)]
struct Edge {
    a: Listed,
    b: Listed,
    /// In how many passages they are together.
    count: usize,
    /// The passage that tells most of both.
    place: Named,
    x1: i32,
    y1: i32,
    x2: i32,
    y2: i32,
    /// 1 to 4.
    strength: u8,
}

/// Places in the list of concepts that are drawn, and how often they are together.
struct Link {
    a: usize,
    b: usize,
    count: usize,
    strength: f64,
}

pub fn make(links: Links<'_>, facts: &Facts) -> (Head, Content) {
    let corpus = links.corpus;
    let (concepts, drawn) = graph(corpus);
    let names: Vec<String> =
        concepts.iter().map(|ix| quote::cut(&corpus.lexicon.get(*ix).name, NAME)).collect();
    let half_widths: Vec<f64> = names.iter().map(|name| half_width(name)).collect();
    let pulls: Vec<(usize, usize, f64)> = drawn.iter().map(|link| (link.a, link.b, link.strength)).collect();
    let mut spots = layout(&half_widths, HALF_HEIGHT, &pulls);
    let (width, height) = moved_to_origin(&mut spots);
    let most = concepts.iter().map(|ix| corpus.presence(*ix).total).max().unwrap_or(1).max(1);
    let node = |((ix, name), spot): ((&ConceptIx, String), &Spot)| {
        let radius = 4 + (6.0 * (corpus.presence(*ix).total as f64 / most as f64).sqrt()).round() as usize;
        Node {
            name,
            href: links.concept(*ix),
            hue: corpus.presence(*ix).hue,
            x: rounded(spot.x),
            y: dot(spot),
            radius,
            text_y: rounded(spot.y + HALF_HEIGHT - 5.0),
        }
    };
    let nodes: Vec<Node> = concepts.iter().zip(names).zip(&spots).map(node).collect();
    let mut edges: Vec<Edge> =
        drawn.iter().filter_map(|link| edge(links, facts, &concepts, &spots, link)).collect();
    edges.sort_by_key(|edge| usize::MAX - edge.count);
    let mentioned = corpus.presences.iter().filter(|presence| presence.total > 0).count();
    let left_out = mentioned - nodes.len();
    let words = links.words();
    let page = Map {
        lede: words.with(
            "what-the-map-is",
            &[("count", Filled::Number(nodes.len())), ("closest", Filled::Number(STRONGEST))],
        ),
        left_out: (left_out > 0).then(|| words.count("more-concepts-not-drawn", left_out)),
        width,
        height,
        nodes,
        edges,
    };
    let head = Head {
        title: words.say("map-of-concepts").to_owned(),
        description: words.with("what-the-map-shows", &[("site", Filled::Words(&corpus.title()))]),
    };
    (head, Content::Map(Box::new(page)))
}

/// Whether there is enough to draw.
pub fn is_drawn(corpus: &Corpus) -> bool {
    corpus.presences.iter().filter(|presence| !presence.neighbours.is_empty()).count() > 2
}

/// The concepts of most texts that have a link, and their strongest links.
fn graph(corpus: &Corpus) -> (Vec<ConceptIx>, Vec<Link>) {
    let mut concepts: Vec<ConceptIx> = corpus.lexicon.iter().map(|(ix, _)| ix).collect();
    concepts.retain(|ix| !corpus.presence(*ix).neighbours.is_empty());
    concepts.sort_by_key(|ix| {
        let presence = corpus.presence(*ix);
        (usize::MAX - presence.texts.len(), usize::MAX - presence.total, *ix)
    });
    concepts.truncate(NODES);
    let kept = strongest(corpus, &concepts);
    // A concept whose links all lead to others that are not drawn would stand alone.
    let linked: Vec<bool> =
        (0..concepts.len()).map(|at| kept.iter().any(|link| link.a == at || link.b == at)).collect();
    let mut places = linked.iter().scan(0, |next, linked| {
        let place = *next;
        *next += usize::from(*linked);
        Some(place)
    });
    let places: Vec<usize> = places.by_ref().collect();
    let mut linked = linked.into_iter();
    concepts.retain(|_| linked.next().unwrap_or(false));
    let kept = kept.into_iter().map(|link| Link { a: places[link.a], b: places[link.b], ..link });
    (concepts, kept.collect())
}

fn strongest(corpus: &Corpus, concepts: &[ConceptIx]) -> Vec<Link> {
    let place: RapidHashMap<ConceptIx, usize> = concepts.iter().copied().zip(0..).collect();
    let mut all: Vec<Link> = Vec::new();
    for (a, ix) in concepts.iter().enumerate() {
        for (other, count) in &corpus.presence(*ix).neighbours {
            let Some(b) = place.get(other).copied() else { continue };
            // A pair may be in the list of one of them only, because lists of neighbours end.
            let listed_there = b < a && corpus.presence(*other).neighbours.iter().any(|(back, _)| back == ix);
            if listed_there {
                continue;
            }
            let totals = corpus.presence(*ix).total as f64 * corpus.presence(*other).total as f64;
            all.push(Link { a, b, count: *count, strength: (*count as f64 / totals.sqrt()).min(1.0) });
        }
    }
    let by_strength = |one: &Link, other: &Link| -> Ordering {
        other.strength.total_cmp(&one.strength).then(one.a.cmp(&other.a)).then(one.b.cmp(&other.b))
    };
    all.sort_by(by_strength);
    let mut drawn = vec![0; concepts.len()];
    all.retain(|link| {
        let keep = drawn[link.a] < STRONGEST || drawn[link.b] < STRONGEST;
        drawn[link.a] += 1;
        drawn[link.b] += 1;
        keep
    });
    all.truncate(EDGES);
    all
}

fn edge(
    links: Links<'_>,
    facts: &Facts,
    concepts: &[ConceptIx],
    spots: &[Spot],
    link: &Link,
) -> Option<Edge> {
    let (a, b) = (concepts[link.a], concepts[link.b]);
    let (text, passage) = facts.together(a, b)?;
    let place = format!(
        "{}, {}",
        quote::short_title(links.corpus.text(text)),
        quote::location(links.corpus.text(text), passage)
    );
    let (one, other) = (&spots[link.a], &spots[link.b]);
    Some(Edge {
        a: listed(links, a, 0),
        b: listed(links, b, 0),
        count: link.count,
        place: Named { name: place, href: links.passage(text, passage) },
        x1: rounded(one.x),
        y1: dot(one),
        x2: rounded(other.x),
        y2: dot(other),
        strength: match link.count {
            0 | 1 => 1,
            2..5 => 2,
            5..10 => 3,
            _ => 4,
        },
    })
}

/// About half of what a name takes at 13 pixels; letters of square scripts are twice as wide.
fn half_width(name: &str) -> f64 {
    let width: f64 = name.chars().map(|c| if c >= '\u{2e80}' { 13.5 } else { 7.0 }).sum();
    width.max(24.0) / 2.0
}

/// Moves all so that nothing lies left of or above the margin; the size of the drawing.
fn moved_to_origin(spots: &mut [Spot]) -> (i32, i32) {
    let left = spots.iter().map(|spot| spot.x - spot.half_width).fold(f64::INFINITY, f64::min) - MARGIN;
    let top = spots.iter().map(|spot| spot.y - spot.half_height).fold(f64::INFINITY, f64::min) - MARGIN;
    for spot in spots.iter_mut() {
        (spot.x, spot.y) = (spot.x - left, spot.y - top);
    }
    let right = spots.iter().map(|spot| spot.x + spot.half_width).fold(0.0, f64::max) + MARGIN;
    let bottom = spots.iter().map(|spot| spot.y + spot.half_height).fold(0.0, f64::max) + MARGIN;
    (rounded(right), rounded(bottom))
}

/// The middle of the dot, which stands above the name.
fn dot(spot: &Spot) -> i32 {
    rounded(spot.y - HALF_HEIGHT + 10.0)
}

fn rounded(place: f64) -> i32 {
    place.round() as i32
}

#[cfg(test)]
mod tests {
    use super::super::tests::corpus;
    use super::*;

    #[test]
    fn a_line_leads_to_the_passage_with_both() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nA plan for war.\n\nWar and peace, a plan.\n\nNothing.\n"),
            ("seeds/b.md", "# B\n\nAlone.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: war\n- id: peace\n- id: alone\n"),
        ]);
        assert!(is_drawn(&corpus));
        let (_, page) = make(Links::new(&corpus, ""), &Facts::new(&corpus));
        let Content::Map(map) = page else { panic!("it is the map") };
        assert_eq!(map.nodes.len(), 3);
        assert_eq!(map.left_out.as_deref().map(|words| words.starts_with("1 more concept is")), Some(true));
        let edge = map.edges.iter().find(|edge| edge.count == 2).expect("plan and war are together twice");
        assert!(edge.place.href.starts_with("texts/a.html#p"), "{}", edge.place.href);
        assert_eq!(map.edges.len(), 3);
    }
}
