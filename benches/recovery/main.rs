//! The benchmark of plain-text recovery: how much of a document's structure is found again in its plain text, and how fast.
//!
//! `cargo bench --bench recovery -- score FOLDER [half=score|tune] [family=NAME,..] [faults=KIND] [style=NAME]` scores what
//! `render.mjs` prepared in FOLDER; `cargo bench --bench recovery -- speed FILE..` measures time. `docs/recovery.md` says what the
//! figures mean. With no argument nothing is measured: there are no texts in the repository to measure on.

// A benchmark reads texts, asks the time and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod readers;
mod reading;
mod score;
mod speed;

use reading::{Notes, Reading};
use score::{KINDS, Score, Tally};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn main() {
    // `cargo bench` adds a flag of its own.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.split_first() {
        Some((command, rest)) if command == "score" && !rest.is_empty() => run(&Wanted::of(rest)),
        Some((command, rest)) if command == "speed" => speed::run(rest),
        _ => println!("usage: score FOLDER [half=..] [family=..] [style=..] [faults=KIND] | speed FILE.."),
    }
}

/// What of the prepared texts is wanted.
struct Wanted {
    folder: PathBuf,
    half: String,
    families: Option<Vec<String>>,
    style: Option<String>,
    /// The kind whose faults are listed.
    faults: Option<String>,
}

impl Wanted {
    fn of(args: &[String]) -> Wanted {
        let value = |key: &str| {
            args.iter().find_map(|arg| arg.strip_prefix(key)?.strip_prefix('=')).map(str::to_owned)
        };
        Wanted {
            folder: PathBuf::from(&args[0]),
            half: value("half").unwrap_or_else(|| "score".to_owned()),
            families: value("family").map(|names| names.split(',').map(str::to_owned).collect()),
            style: value("style"),
            faults: value("faults"),
        }
    }
}

/// The styles in the order of the table, with what each shows of notes.
const STYLES: [(&str, Notes); 6] = [
    ("wrapped", Notes::Each),
    ("unwrapped", Notes::Each),
    ("wiki", Notes::Once),
    ("marked", Notes::None),
    ("lynx", Notes::None),
    ("browser", Notes::None),
];

const READERS: [&str; 3] = ["Seedbed", "pandoc", "pulldown-cmark"];

fn run(wanted: &Wanted) {
    let mut scores: BTreeMap<(usize, String), [Score; READERS.len()]> = BTreeMap::new();
    for (family, base) in documents(wanted) {
        for (place, (style, notes)) in STYLES.iter().enumerate() {
            if wanted.style.as_ref().is_some_and(|wanted| wanted != style) {
                continue;
            }
            let Some(readings) = read(&base, style, *notes) else { continue };
            let (truth, readings) = readings;
            for name in [family.clone(), "all".to_owned()] {
                let entry = scores.entry((place, name)).or_default();
                for (own, given) in entry.iter_mut().zip(&readings) {
                    *own += score::score(&truth, given).0;
                }
            }
            if let Some(kind) = &wanted.faults {
                list(kind, &truth, &readings[0], &format!("{family}/{style} {}", base.display()));
            }
        }
    }
    print(&scores);
}

/// Families and documents, in order; a document by its path without an ending.
fn documents(wanted: &Wanted) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for family in entries(&wanted.folder) {
        let name = family.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if wanted.families.as_ref().is_some_and(|families| !families.contains(&name)) {
            continue;
        }
        for path in entries(&family.join(&wanted.half)) {
            let text = path.to_string_lossy();
            if let Some(base) = text.strip_suffix(".truth.json").filter(|base| !base.ends_with(".wiki")) {
                found.push((name.clone(), PathBuf::from(base)));
            }
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The truth of a document and what each reader makes of one rendering.
fn read(base: &Path, style: &str, notes: Notes) -> Option<(Reading, [Reading; READERS.len()])> {
    let file = |ending: &str| std::fs::read_to_string(format!("{}.{ending}", base.display())).ok();
    let text = file(&format!("{style}.txt"))?;
    let tree = |ending: &str| serde_json::from_str::<serde_json::Value>(&file(ending)?).ok();
    let truth = reading::truth(&tree(if style == "wiki" { "wiki.truth.json" } else { "truth.json" })?, notes);
    let mut pandoc = reading::of_pandoc(&tree(&format!("{style}.pandoc.json"))?, Notes::Each);
    let mut markdown = readers::markdown(&text);
    for reading in [&mut pandoc, &mut markdown] {
        reading.nest_levels();
    }
    Some((truth, [readers::seedbed(&text), pandoc, markdown]))
}

fn list(kind: &str, truth: &Reading, given: &Reading, place: &str) {
    let wanted = |fault: &score::Fault| format!("{:?}", fault.kind).eq_ignore_ascii_case(kind);
    for fault in score::score(truth, given).1.iter().filter(|fault| wanted(fault)) {
        println!("{place}\t{}\t{}", fault.what, fault.text);
    }
}

fn print(scores: &BTreeMap<(usize, String), [Score; READERS.len()]>) {
    println!(
        "| style | texts | reader | boundaries | headings | level | items | depth | quotations | code | paragraphs | notes | wrong links | words lost |"
    );
    println!("|---|--:|---|---|---|--:|---|--:|---|---|---|--:|--:|--:|");
    for ((style, family), readers) in scores {
        for (reader, score) in READERS.iter().zip(readers) {
            let kinds: Vec<String> = score.kinds.iter().map(|tally| shown(*tally)).collect();
            debug_assert_eq!(kinds.len(), KINDS.len());
            let lost = if score.apart > 0 {
                format!("{} + {}", score.lost, score.apart)
            } else {
                score.lost.to_string()
            };
            println!(
                "| {} {family} | {} | {reader} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {lost} |",
                STYLES[*style].0,
                score.documents,
                shown(score.boundaries),
                kinds[0],
                share(score.levels),
                kinds[1],
                share(score.depths),
                kinds[2],
                kinds[3],
                kinds[4],
                share(score.notes),
                score.notes.given - score.notes.right,
            );
        }
    }
}

/// F1, with precision and recall.
fn shown(tally: Tally) -> String {
    if tally.expected == 0 && tally.given == 0 {
        return "-".to_owned();
    }
    format!("{:.3} ({:.2} {:.2})", tally.f1(), tally.precision(), tally.recall())
}

fn share(tally: Tally) -> String {
    if tally.expected == 0 { "-".to_owned() } else { format!("{:.3}", tally.recall()) }
}
