//! A small graph: a concept and its nearest, laid out when the site is built.

use super::links::Links;
use crate::concept::ConceptIx;
use serde::Serialize;
use std::cmp::Ordering;
use std::f64::consts::TAU;

/// More than these would lie on top of each other.
const MOST: usize = 7;
pub const WIDTH: i32 = 288;
const HEIGHT: i32 = 250;
/// Names longer than this are broken into two lines.
const LINE: usize = 13;

#[derive(Clone, Debug, Serialize)]
pub struct Graph {
    width: i32,
    height: i32,
    x: i32,
    y: i32,
    hue: u8,
    around: Vec<Near>,
}

#[derive(Clone, Debug, Serialize)]
struct Near {
    href: String,
    hue: u8,
    x: i32,
    y: i32,
    /// Tenths of a pixel, so that no floating-point number is printed.
    radius: String,
    width: String,
    /// Where the name stands, and its one or two lines.
    text_x: i32,
    text_y: i32,
    align: &'static str,
    lines: Vec<String>,
}

/// None if there is too little to draw. Neighbours come with how often they are near.
pub fn graph(links: Links<'_>, ix: ConceptIx, neighbours: &[(ConceptIx, usize)]) -> Option<Graph> {
    let shown = &neighbours[..neighbours.len().min(MOST)];
    if shown.len() < 3 {
        return None;
    }
    let (x, y) = (WIDTH / 2, 122);
    let most = shown.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let around = shown.iter().enumerate().map(|(index, (near, count))| {
        let angle = TAU * index as f64 / shown.len() as f64 - TAU / 4.0;
        let (near_x, near_y) =
            (x + (84.0 * angle.cos()).round() as i32, y + (78.0 * angle.sin()).round() as i32);
        let lines = broken(&links.corpus.lexicon.get(*near).name);
        let above = near_y <= y;
        let text_y = if above { near_y - 12 - 13 * (lines.len() as i32 - 1) } else { near_y + 19 };
        // Two names below the middle would run into each other.
        let (text_x, align) = match near_x.cmp(&x) {
            Ordering::Greater if !above && near_x < x + 60 => (near_x - 10, "start"),
            Ordering::Less if !above && near_x > x - 60 => (near_x + 10, "end"),
            _ => (near_x, "middle"),
        };
        let share = count * 10 / most;
        Near {
            href: links.concept(*near),
            hue: links.corpus.presence(*near).hue,
            x: near_x,
            y: near_y,
            radius: tenths(40 + share * 4),
            width: tenths(10 + share * 2),
            text_x,
            text_y,
            align,
            lines,
        }
    });
    let around = around.collect();
    Some(Graph { width: WIDTH, height: HEIGHT, x, y, hue: links.corpus.presence(ix).hue, around })
}

fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// A name on one line, or on two that are as even as its words allow; longer ones are cut.
fn broken(name: &str) -> Vec<String> {
    let name = super::quote::cut(name, 2 * LINE + 4);
    let length = name.chars().count();
    if length <= LINE {
        return vec![name];
    }
    let places = name.match_indices(' ').map(|(at, _)| at);
    match places.min_by_key(|at| name[..*at].chars().count().abs_diff(length / 2)) {
        Some(at) => vec![name[..at].to_owned(), name[at + 1..].to_owned()],
        None => vec![name],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_stands_on_two_lines() {
        assert_eq!(broken("Isolation"), ["Isolation"]);
        assert_eq!(broken("Degenerated workers’ state"), ["Degenerated", "workers’ state"]);
    }
}
