//! Hostile and broken input: whatever it is, the program ends in order, writes only its output, changes
//! no input, and makes the pages of the other texts as if the bad one were not there.
//!
//! Every kind of input has cases with a name; all of them run once in full, and a few of each kind in
//! the usual test run. `SEEDBED_HOSTILE=full cargo test --test hostile` makes 50 inputs of each kind: the
//! cases, then cases with bytes changed by a seeded generator of random numbers. `SEEDBED_HOSTILE=full:links`
//! makes those of the kinds with these words in their names.
#![allow(clippy::disallowed_methods, reason = "these tests look at the disk as a user would")]
#![allow(clippy::disallowed_macros, reason = "the full run says how many inputs there were")]

mod case;
mod commands;
mod cost;
mod folders;
mod markup;
mod names;
#[path = "../random/mod.rs"]
mod random;
mod sandbox;
mod shape;
mod theme;
mod yaml;

use case::Case;
use cost::Cost;
use random::Rng;
use sandbox::Sandbox;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A kind of input and what makes its cases.
pub type Kind = (&'static str, fn(Scale) -> Vec<Case>);

/// How big the inputs are that are bad by their size.
#[derive(Clone, Copy, PartialEq)]
pub enum Scale {
    Usual,
    Full,
}

impl Scale {
    fn pick(self, usual: usize, full: usize) -> usize {
        if self == Scale::Full { full } else { usual }
    }
}

const KINDS: &[&[Kind]] =
    &[markup::KINDS, shape::KINDS, yaml::KINDS, names::KINDS, folders::KINDS, theme::KINDS, commands::KINDS];
/// Inputs of each kind in the usual run and in the full one.
const INPUTS: (usize, usize) = (3, 50);
/// Texts of the site that a bad one is added to.
const OTHERS: (usize, usize) = (5, 100);

#[test]
fn whatever_the_input_the_program_ends_in_order() {
    let asked = std::env::var("SEEDBED_HOSTILE").unwrap_or_default();
    let (scale, only) = asked.split_once(':').unwrap_or((&asked, ""));
    let scale = if scale == "full" { Scale::Full } else { Scale::Usual };
    let wanted = |kind: &&Kind| kind.0.contains(only);
    let mut inputs = Vec::new();
    for (kind, cases) in KINDS.iter().copied().flatten().filter(wanted) {
        let count = scale.pick(INPUTS.0, INPUTS.1);
        let made = inputs_of(kind, cases(scale), count);
        inputs.extend(made.into_iter().map(|case| (*kind, case)));
    }
    let others = scale.pick(OTHERS.0, OTHERS.1);
    let plain = Sandbox::new("plain", others);
    let (expected, base) = plain.expected();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(8);
    let mut ended: Vec<Ended> = std::thread::scope(|scope| {
        let work = |thread: usize| {
            let (inputs, next, expected) = (&inputs, &next, &expected);
            scope.spawn(move || {
                let mut ended = Vec::new();
                while let Some((kind, case)) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let sandbox = Sandbox::new(&thread.to_string(), others);
                    let (faults, cost) = sandbox.faults(case, expected);
                    // A full run takes an hour or more: what is wrong is said when it is found.
                    faults.iter().for_each(|fault| println!("{kind}: {}: {fault}", case.name));
                    ended.push(Ended { kind, input: case.name.clone(), faults, cost });
                }
                ended
            })
        };
        let running: Vec<_> = (0..threads).map(work).collect();
        running
            .into_iter()
            .flat_map(|thread| thread.join().expect("a thread of the test ended in order"))
            .collect()
    });
    ended.sort_by(|one, other| (one.kind, &one.input).cmp(&(other.kind, &other.input)));
    if scale == Scale::Full {
        let costs: Vec<_> = ended.iter().map(|one| (one.kind, one.input.clone(), one.cost)).collect();
        println!("beside {others} texts\n{}", cost::table(&costs, base));
    }
    let of_input = |ended: &Ended| {
        let input = format!("{}: {}", ended.kind, ended.input);
        ended.faults.iter().map(|fault| format!("{input}: {fault}")).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = ended.iter().flat_map(of_input).collect();
    assert!(wrong.is_empty(), "{} of {} inputs:\n{}", wrong.len(), inputs.len(), wrong.join("\n"));
}

/// How the program dealt with one input.
struct Ended {
    kind: &'static str,
    input: String,
    faults: Vec<String>,
    cost: Cost,
}

/// The cases of a kind, then as many with bytes changed as are wanted. A kind of few cases is run whole
/// only in full; the usual run takes some of them, spread over all.
fn inputs_of(kind: &str, cases: Vec<Case>, wanted: usize) -> Vec<Case> {
    if cases.len() >= wanted {
        let step = cases.len() as f64 / wanted as f64;
        let chosen: Vec<usize> = (0..wanted).map(|at| (at as f64 * step) as usize).collect();
        let keep_all = wanted >= INPUTS.1;
        let cases = cases.into_iter().enumerate();
        return cases.filter(|(at, _)| keep_all || chosen.contains(at)).map(|(_, case)| case).collect();
    }
    let mut random = Rng::of_name(kind);
    let mutants: Vec<Case> =
        (cases.len()..wanted).map(|number| cases[number % cases.len()].mutant(number, &mut random)).collect();
    cases.into_iter().chain(mutants).collect()
}
