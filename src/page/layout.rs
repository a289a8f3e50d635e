//! Where the names of a graph stand: forces draw together what is linked and push apart the rest, and then
//! no two names overlap.
//!
//! Everything is computed with the four operations and square roots, which every machine rounds alike, so that
//! the same graph is drawn the same everywhere.

/// A name's place and size: the middle of its box, its half width and half height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    pub half_width: f64,
    pub half_height: f64,
}

/// Rounds of forces; the steps become shorter from first to last.
const ROUNDS: u32 = 300;
/// How much wider than high the drawing is.
const ASPECT: f64 = 1.5;
/// A drawing of few names is spread out as wide as a page, in pixels.
const WIDE: f64 = 900.0;
/// Pixels between two boxes.
const GAP: f64 = 3.0;

/// Places boxes of these half widths; `links` are pairs of them with a strength from 0 to 1.
pub fn layout(half_widths: &[f64], half_height: f64, links: &[(usize, usize, f64)]) -> Vec<Spot> {
    let mut places = scattered(half_widths.len());
    settle(&mut places, links);
    // Room for the names: about three times what they cover.
    let covered: f64 = half_widths.iter().map(|half| half * half_height * 4.0).sum();
    let extent = extent(&places);
    let scale = ((covered * 3.0 / ASPECT).sqrt() / extent).max(WIDE / ASPECT / extent);
    let mut spots: Vec<Spot> = places
        .into_iter()
        .zip(half_widths)
        .map(|((x, y), half)| Spot { x: x * scale * ASPECT, y: y * scale, half_width: *half, half_height })
        .collect();
    part(&mut spots);
    spots
}

/// Points all over a square, the same for the same number.
fn scattered(number: usize) -> Vec<(f64, f64)> {
    let mut state: u32 = 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 24)
    };
    (0..number).map(|_| (next() - 0.5, next() - 0.5)).collect()
}

/// The method of Fruchterman and Reingold (1991), with a pull to the middle that holds parts without links.
fn settle(places: &mut [(f64, f64)], links: &[(usize, usize, f64)]) {
    let number = places.len().max(1) as f64;
    let ideal = 1.0 / number.sqrt();
    for round in 0..ROUNDS {
        let mut moves = vec![(0.0, 0.0); places.len()];
        for a in 0..places.len() {
            for b in 0..a {
                let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
                let push = ideal * ideal / (dx * dx + dy * dy).max(1e-6);
                moves[a] = (moves[a].0 + dx * push, moves[a].1 + dy * push);
                moves[b] = (moves[b].0 - dx * push, moves[b].1 - dy * push);
            }
        }
        for (a, b, strength) in links {
            let (dx, dy) = (places[*a].0 - places[*b].0, places[*a].1 - places[*b].1);
            let pull = (dx * dx + dy * dy).sqrt() / ideal * (0.3 + 0.7 * strength);
            moves[*a] = (moves[*a].0 - dx * pull, moves[*a].1 - dy * pull);
            moves[*b] = (moves[*b].0 + dx * pull, moves[*b].1 + dy * pull);
        }
        let longest = 0.1 * (1.0 - f64::from(round) / f64::from(ROUNDS));
        for (place, by) in places.iter_mut().zip(moves) {
            let by = (by.0 - place.0 * 0.6, by.1 - place.1 * 0.6);
            let length = (by.0 * by.0 + by.1 * by.1).sqrt().max(1e-9);
            let step = length.min(longest) / length;
            *place = (place.0 + by.0 * step, place.1 + by.1 * step);
        }
    }
}

/// The longer side of what the places cover.
fn extent(places: &[(f64, f64)]) -> f64 {
    let side = |of: fn(&(f64, f64)) -> f64| {
        let least = places.iter().map(of).fold(f64::INFINITY, f64::min);
        places.iter().map(of).fold(f64::NEG_INFINITY, f64::max) - least
    };
    side(|place| place.0).max(side(|place| place.1)).max(1e-3)
}

/// Pushes boxes apart until none overlaps. Where there is no room, the drawing grows, so that this ends.
fn part(spots: &mut [Spot]) {
    for round in 1.. {
        let mut apart = true;
        for a in 0..spots.len() {
            for b in 0..a {
                apart &= !push_apart(spots, a, b);
            }
        }
        if apart {
            return;
        }
        if round % 20 == 0 {
            for spot in spots.iter_mut() {
                (spot.x, spot.y) = (spot.x * 1.04, spot.y * 1.04);
            }
        }
    }
}

/// Moves two boxes along the shorter way out of each other; whether they had to.
fn push_apart(spots: &mut [Spot], a: usize, b: usize) -> bool {
    let (one, other) = (spots[a], spots[b]);
    let (dx, dy) = (one.x - other.x, one.y - other.y);
    let across = one.half_width + other.half_width + GAP - dx.abs();
    let down = one.half_height + other.half_height + GAP - dy.abs();
    if across <= 0.0 || down <= 0.0 {
        return false;
    }
    // Of two in the same place the later goes right and down.
    let sign = |difference: f64| if difference < 0.0 { -1.0 } else { 1.0 };
    // A little more than half, so that the last bit of a sum does not hold them together.
    if across < down {
        let by = sign(dx) * (across / 2.0 + 0.01);
        (spots[a].x, spots[b].x) = (one.x + by, other.x - by);
    } else {
        let by = sign(dy) * (down / 2.0 + 0.01);
        (spots[a].y, spots[b].y) = (one.y + by, other.y - by);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(one: &Spot, other: &Spot) -> bool {
        (one.x - other.x).abs() < one.half_width + other.half_width
            && (one.y - other.y).abs() < one.half_height + other.half_height
    }

    #[test]
    fn no_two_names_overlap_and_what_is_linked_is_near() {
        for number in [1, 2, 3, 40, 150] {
            let widths: Vec<f64> = (0..number).map(|at| 20.0 + f64::from((at * 7 % 60) as u32)).collect();
            let links: Vec<_> = (1..number).map(|at| (at, at / 3, 1.0)).collect();
            let spots = layout(&widths, 16.0, &links);
            for (at, one) in spots.iter().enumerate() {
                assert!(one.x.is_finite() && one.y.is_finite());
                assert!(spots[..at].iter().all(|other| !overlap(one, other)), "{number}");
            }
            assert_eq!(spots, layout(&widths, 16.0, &links));
        }
    }

    #[test]
    fn names_in_one_place_part() {
        let mut spots = vec![Spot { x: 0.0, y: 0.0, half_width: 30.0, half_height: 10.0 }; 30];
        part(&mut spots);
        assert!((1..30).all(|a| (0..a).all(|b| !overlap(&spots[a], &spots[b]))));
    }
}
