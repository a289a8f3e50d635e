//! Dispersion strips: where in a text a concept is mentioned, as the ticks of a small drawing.

use super::Facts;
use super::facts::counted;
use crate::corpus::{Text, TextIx};
use crate::mention::Mention;
use serde::Serialize;
use std::fmt::Write as _;

/// The ticks of one hue, as the data of an SVG path in a box 1000 wide.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Strip {
    pub hue: u8,
    pub ticks: String,
}

/// All mentions of a text, by hue: what it speaks of, from start to end.
pub fn barcode(facts: &Facts, ix: TextIx, text: &Text, hue: impl Fn(&Mention) -> u8) -> Vec<Strip> {
    let mut by_hue: [Vec<u32>; 8] = Default::default();
    for (_, mention) in counted(text) {
        by_hue[usize::from(hue(mention) % 8)].push(facts.position(ix, mention));
    }
    let strips = (0..).zip(by_hue).filter(|(_, positions)| !positions.is_empty());
    strips.map(|(hue, positions)| Strip { hue, ticks: ticks(positions.into_iter(), 24) }).collect()
}

/// More strokes than this are drawn at every fourth place only: they run together all the same.
const MANY: usize = 250;

/// One upright stroke for each position; those that would fall together are one.
pub fn ticks(positions: impl Iterator<Item = u32>, height: u32) -> String {
    let positions: Vec<u32> = positions.collect();
    let step = if positions.len() > MANY { 4 } else { 1 };
    let mut path = String::new();
    let mut last = None;
    for position in positions.into_iter().map(|position| position.min(1000) / step * step) {
        let _ = match last.replace(position) {
            None => write!(path, "M{position} 0v{height}"),
            Some(last) if last == position => continue,
            // From the foot of the stroke before to the head of this one.
            Some(last) => write!(path, "m{}-{height}v{height}", i64::from(position) - i64::from(last)),
        };
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn ticks_stand_where_the_mentions_do() {
        assert_eq!(ticks([0, 0, 500, 1000].into_iter(), 10), "M0 0v10m500-10v10m500-10v10");
        assert_eq!(ticks(std::iter::empty(), 10), "");
        assert_eq!(ticks(0..=1000, 10).matches('v').count(), 251);
    }

    #[test]
    fn a_text_has_a_stroke_for_each_mention() {
        let corpus = corpus(&[("seeds/a.md", "A plan, a plan.\n"), ("seeds/concepts.yaml", "- id: plan\n")]);
        let bar = barcode(&Facts::new(&corpus), TextIx(0), corpus.text(TextIx(0)), |_| 3);
        assert_eq!(bar.len(), 1);
        assert_eq!(bar[0].ticks.matches('v').count(), 2);
    }
}
