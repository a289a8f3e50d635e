//! Hostile and broken input: whatever it is, the program ends in order, writes only its output, changes
//! no input, and makes the pages of the other texts as if the bad one were not there.
//!
//! Every kind of input has cases with a name; all of them run once in full, and a few of each kind in
//! the usual test run. `SEEDBED_HOSTILE=full cargo test --test hostile` makes 50 inputs of each kind: the
//! cases, then cases with bytes changed by a seeded generator of random numbers.
#![allow(clippy::disallowed_methods, reason = "these tests look at the disk as a user would")]
#![allow(clippy::disallowed_macros, reason = "the full run says how many inputs there were")]

mod case;
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
use random::Rng;
use sandbox::{Cost, Sandbox};
use std::collections::BTreeMap;
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
    &[markup::KINDS, shape::KINDS, yaml::KINDS, names::KINDS, folders::KINDS, theme::KINDS];
/// Inputs of each kind in the usual run and in the full one.
const INPUTS: (usize, usize) = (3, 50);
/// Texts of the site that a bad one is added to.
const OTHERS: (usize, usize) = (5, 100);

#[test]
fn whatever_the_input_the_program_ends_in_order() {
    let scale = match std::env::var("SEEDBED_HOSTILE").as_deref() {
        Ok("full") => Scale::Full,
        _ => Scale::Usual,
    };
    let only = std::env::var("SEEDBED_HOSTILE_KIND").ok();
    let wanted = |kind: &&Kind| only.as_deref().is_none_or(|only| kind.0.contains(only));
    let mut inputs = Vec::new();
    let mut kinds = BTreeMap::new();
    for (kind, cases) in KINDS.iter().copied().flatten().filter(wanted) {
        let count = scale.pick(INPUTS.0, INPUTS.1);
        let made = inputs_of(kind, cases(scale), count);
        kinds.insert(*kind, made.len());
        inputs.extend(made.into_iter().map(|case| (*kind, case)));
    }
    let others = scale.pick(OTHERS.0, OTHERS.1);
    let plain = Sandbox::new("plain", others);
    let expected = plain.expected();
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
                    ended.push(Ended { input: format!("{kind}: {}", case.name), faults, cost });
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
    ended.sort_by(|one, other| one.input.cmp(&other.input));
    let of_input = |ended: &Ended| {
        ended.faults.iter().map(|fault| format!("{}: {fault}", ended.input)).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = ended.iter().flat_map(of_input).collect();
    if scale == Scale::Full {
        say_costs(ended);
    }
    assert!(wrong.is_empty(), "{} of {} inputs:\n{}", wrong.len(), inputs.len(), wrong.join("\n"));
    if scale == Scale::Full {
        println!("{} inputs of {} kinds beside {others} texts", inputs.len(), kinds.len());
    }
}

/// How the program dealt with one input.
struct Ended {
    input: String,
    faults: Vec<String>,
    cost: Cost,
}

/// The inputs that cost the most, for the record: what is slow on one machine is quick on another.
fn say_costs(mut ended: Vec<Ended>) {
    ended.sort_by_key(|one| std::cmp::Reverse(one.cost.time));
    let say = |one: &Ended| {
        println!("{:6.1} s {:5} MB  {}", one.cost.time.as_secs_f64(), one.cost.kib / 1024, one.input)
    };
    let slow = ended.iter().filter(|one| one.cost.time.as_secs() >= 2).count();
    println!("{slow} inputs took 2 s or more; the slowest:");
    ended.iter().take(25).for_each(say);
    ended.sort_by_key(|one| std::cmp::Reverse(one.cost.kib));
    println!("those that took the most memory:");
    ended.iter().take(25).for_each(say);
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
