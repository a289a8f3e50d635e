//! What it costs to find all mentions, beside what it costs to parse the same texts.
//!
//! `cargo bench --bench finding -- CORPUS` (a folder with `seeds/`); without a corpus one is made of
//! the repository's own texts. One thread, CPU time. Two things shall hold: finding costs no more than
//! parsing with pulldown-cmark twice, and ten times the concepts cost less than 1.5 times as much.
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench measures and prints")]

use pulldown_cmark::{Event, Parser};
use seedbed::concept::Lexicon;
use seedbed::config::Config;
use seedbed::document::markdown::options;
use seedbed::document::{self, Document};
use seedbed::mention::{Memory, mentions};
use seedbed::source::{Content, Sources};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The least of this many runs is what counts.
const RUNS: usize = 3;

fn main() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global()
        .expect("the first pool");
    let corpus = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let sources = match &corpus {
        Some(path) => Sources::read(Path::new(path)).0,
        None => made(&Sources::read(Path::new(env!("CARGO_MANIFEST_DIR"))).0),
    };
    let texts: Vec<&str> = sources
        .below("seeds/")
        .filter_map(|(path, content)| match content {
            Content::Text(text) if path.ends_with(".md") => Some(&**text),
            _ => None,
        })
        .collect();
    let events = |text: &&str| {
        Parser::new_ext(text, options()).filter(|event| std::hint::black_box(event) != &Event::Rule).count()
    };
    let parse = cost(|| texts.iter().map(events).sum());
    let (documents, _) = document::documents(&sources);
    let concepts = sources.text("seeds/concepts.yaml").unwrap_or("");
    let few = lexicon(concepts);
    let many = lexicon(&(concepts.trim_end().to_owned() + "\n" + &more(concepts, &texts, 9 * few.len())));
    let config = Config::read(&Sources::default()).0;
    let find = |lexicon: &Arc<Lexicon>| {
        let found = |documents: &[Arc<Document>]| {
            mentions(documents, lexicon, &config, &mut Memory::default(), &mut Vec::new())
                .iter()
                .map(|text| text.mentions.len())
                .sum()
        };
        cost(|| found(&documents))
    };
    let (found, by_few) = find(&few).into();
    let (found_of_many, by_many) = find(&many).into();
    println!("{} texts, {} concepts, {found} mentions; seconds of CPU, one thread", texts.len(), few.len());
    println!("parsing with pulldown-cmark     {:.3}", parse.seconds);
    println!("finding                         {by_few:.3}  ({:.2} times parsing)", by_few / parse.seconds);
    println!("finding, {:6} concepts        {by_many:.3}  ({:.2} times)", many.len(), by_many / by_few);
    println!("                                and {found_of_many} mentions");
}

struct Cost {
    result: usize,
    seconds: f64,
}

impl From<Cost> for (usize, f64) {
    fn from(cost: Cost) -> (usize, f64) {
        (cost.result, cost.seconds)
    }
}

fn cost(work: impl Fn() -> usize) -> Cost {
    let runs = (0..RUNS).map(|_| {
        let start = cpu_seconds();
        let result = work();
        Cost { result, seconds: cpu_seconds() - start }
    });
    runs.min_by(|a, b| a.seconds.total_cmp(&b.seconds)).expect("there are runs")
}

/// CPU time of this thread, or elsewhere than on Linux the time of day.
fn cpu_seconds() -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(
        || std::time::UNIX_EPOCH.elapsed().map_or(0.0, |time| time.as_secs_f64()),
        |nanoseconds| nanoseconds / 1e9,
    )
}

fn lexicon(concepts: &str) -> Arc<Lexicon> {
    Arc::new(Lexicon::read(&Sources::from_pairs([("seeds/concepts.yaml", concepts)])).0)
}

/// More concepts, of two words of the texts each, indented as the list they are added to.
fn more(concepts: &str, texts: &[&str], count: usize) -> String {
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.len() > 3)
        .take(1_000_000)
        .collect();
    let indent = if concepts.lines().any(|line| line.starts_with("- ")) { "" } else { "  " };
    let mut dice = 7_usize;
    let mut pick = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(dice >> 33) % words.len()]
    };
    let mut out = String::new();
    for number in 0..count {
        let _ = writeln!(out, "{indent}- id: more-{number}\n{indent}  name: {} {}", pick(), pick());
    }
    out
}

/// A corpus of a thousand texts out of the passages of a few, with the same lexicon.
fn made(sources: &Sources) -> Sources {
    let (documents, _) = document::documents(sources);
    let passages: Vec<&str> =
        documents.iter().flat_map(|text| &text.passages).map(|passage| passage.text.as_str()).collect();
    let texts: Vec<(String, String)> = (0..1000)
        .map(|number| {
            let body: Vec<&str> =
                (0..25).map(|place| passages[(number * 7 + place * 13) % passages.len()]).collect();
            (format!("seeds/{number}.md"), body.join("\n\n"))
        })
        .collect();
    let concepts = sources.text("seeds/concepts.yaml").unwrap_or("");
    let pairs = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Sources::from_pairs(pairs.chain([("seeds/concepts.yaml", concepts)]))
}
