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

/// The box of a strip in its own units, and the width of a bar where strokes would run together.
pub struct Frame {
    width: u32,
    height: u32,
    bar: u32,
}

/// The strip of a text in a list or on a card.
pub const LINE: Frame = Frame { width: 1000, height: 24, bar: 10 };

/// The strip of a concept in the rail of a text, one unit a pixel: thousandths would be bytes for nothing.
pub const RAIL: Frame = Frame { width: 216, height: 9, bar: 4 };

/// A text with more mentions is drawn in bars.
const MANY: usize = 250;

/// One upright stroke of a drawing, from its top.
struct Stroke {
    x: u32,
    top: u32,
    height: u32,
}

/// All mentions of a text, by hue: what it speaks of, from start to end.
pub fn barcode(facts: &Facts, ix: TextIx, text: &Text, hue: impl Fn(&Mention) -> u8) -> Vec<Strip> {
    let mut by_hue: [Vec<u32>; 8] = Default::default();
    for (_, mention) in counted(text) {
        by_hue[usize::from(hue(mention) % 8)].push(facts.position(ix, mention));
    }
    let drawn = if by_hue.iter().map(Vec::len).sum::<usize>() > MANY {
        stacked(&by_hue, &LINE)
    } else {
        by_hue.map(|positions| path(&marks(&positions, &LINE)))
    };
    let strips = (0..).zip(drawn).filter(|(_, ticks)| !ticks.is_empty());
    strips.map(|(hue, ticks)| Strip { hue, ticks }).collect()
}

/// One upright stroke for each position in thousandths of the text; those that would fall together are one. So many that
/// they would run together become bars at equal distances, as high as there are mentions near.
pub fn ticks(positions: impl Iterator<Item = u32>, frame: &Frame) -> String {
    let positions: Vec<u32> = positions.collect();
    let marks = marks(&positions, frame);
    let bars = frame.width / frame.bar;
    if marks.len() <= bars as usize { path(&marks) } else { stacked(&[positions], frame).concat() }
}

fn marks(positions: &[u32], frame: &Frame) -> Vec<Stroke> {
    let mut marks: Vec<Stroke> = Vec::new();
    for x in positions.iter().map(|position| (*position).min(1000) * frame.width / 1000) {
        if marks.last().is_none_or(|last| last.x != x) {
            marks.push(Stroke { x, top: 0, height: frame.height });
        }
    }
    marks
}

/// Bars on the middle line, parts of different lists on each other: a path for each list of positions.
fn stacked<const N: usize>(lists: &[Vec<u32>; N], frame: &Frame) -> [String; N] {
    let bars = frame.width / frame.bar;
    let mut counts = vec![[0; N]; bars as usize];
    for (list, positions) in lists.iter().enumerate() {
        for position in positions {
            counts[(position * bars / 1000).min(bars - 1) as usize][list] += 1;
        }
    }
    let most = counts.iter().map(|bar| bar.iter().sum::<u32>()).max().unwrap_or(1).max(1);
    let mut strokes: [Vec<Stroke>; N] = std::array::from_fn(|_| Vec::new());
    let high = |count: u32| (count * frame.height).div_ceil(most);
    for (x, bar) in (0..).map(|bar| bar * frame.bar + frame.bar / 2).zip(&counts) {
        let lowest = (frame.height + high(bar.iter().sum())).div_ceil(2);
        let (mut sum, mut foot) = (0, lowest);
        for (list, count) in bar.iter().enumerate() {
            sum += count;
            let top = lowest - high(sum);
            if top < foot {
                strokes[list].push(Stroke { x, top, height: foot - top });
            }
            foot = top;
        }
    }
    strokes.map(|strokes| path(&strokes))
}

/// The data of an SVG path: from the foot of each stroke to the top of the next.
fn path(strokes: &[Stroke]) -> String {
    let mut path = String::new();
    let mut last: Option<&Stroke> = None;
    for stroke in strokes {
        let _ = match last.replace(stroke) {
            None => write!(path, "M{} {}", stroke.x, stroke.top),
            Some(last) => {
                let down = i64::from(stroke.top) - i64::from(last.top + last.height);
                write!(path, "m{}{}{down}", stroke.x - last.x, if down < 0 { "" } else { " " })
            }
        };
        let _ = write!(path, "v{}", stroke.height);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    const SMALL: Frame = Frame { width: 1000, height: 10, bar: 100 };

    #[test]
    fn ticks_stand_where_the_mentions_do() {
        assert_eq!(ticks([0, 0, 500, 1000].into_iter(), &SMALL), "M0 0v10m500-10v10m500-10v10");
        assert_eq!(ticks(std::iter::empty(), &SMALL), "");
    }

    #[test]
    fn where_ticks_would_run_together_bars_tell_how_many_there_are() {
        let positions = (0..100).map(|n| n * 5).chain([900]);
        assert_eq!(ticks(positions, &SMALL), "M50 0v10m100-10v10m100-10v10m100-10v10m100-10v10m500-5v1");
    }

    #[test]
    fn bars_of_several_hues_stand_on_each_other() {
        let drawn = stacked(&[vec![10, 20, 30], vec![], vec![40, 510]], &SMALL);
        assert_eq!(drawn, ["M50 2v8", "", "M50 0v2m500 2v3"]);
    }

    #[test]
    fn a_text_has_a_stroke_for_each_mention() {
        let corpus = corpus(&[("seeds/a.md", "A plan, a plan.\n"), ("seeds/concepts.yaml", "- id: plan\n")]);
        let bar = barcode(&Facts::new(&corpus), TextIx(0), corpus.text(TextIx(0)), |_| 3);
        assert_eq!(bar.len(), 1);
        assert_eq!(bar[0].ticks.matches('v').count(), 2);
    }
}
