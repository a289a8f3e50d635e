//! The whole program on corpora of any size: cold and unchanged builds, and edits in `seedbed serve`, beside a floor of
//! the same run that only reads, parses with pulldown-cmark and writes as many bytes in as many files.
//!
//! `cargo bench --bench whole -- [TEXTS [CONCEPTS [EDITS]]]`; 1000, 1000 and 50 where nothing is said. The corpora are made up
//! here, the same for the same numbers, in `$TMPDIR` or `--in DIR`. `--program PATH` measures another build of the program.
//! `--corpus DIR` only writes the corpus there, for `benches/peers.py`.
//! Quote the ratios: the same run has the same disk and the same neighbours.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a benchmark makes its files, starts the program, looks at the clock and talks"
)]

mod corpus;
mod edits;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The program under test, where no other one is named.
const PROGRAM: &str = env!("CARGO_BIN_EXE_seedbed");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    let folder = option("--in").unwrap_or_else(std::env::temp_dir);
    let program = option("--program").unwrap_or_else(|| PathBuf::from(PROGRAM));
    let numbers: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let number = |at: usize, usual: usize| numbers.get(at).copied().unwrap_or(usual);
    let (texts, concepts, edits) = (number(0, 1000), number(1, 1000), number(2, 50));
    if let Some(root) = option("--corpus") {
        corpus::write(&root, texts, concepts);
        return;
    }
    let root = folder.join(format!("seedbed-whole-{}", std::process::id()));
    let bytes = corpus::write(&root, texts, concepts);
    println!("{texts} texts, {concepts} concepts, {:.1} MB", megabytes(bytes));
    let output = root.join("public");
    let cold = build(&program, &root, &output);
    print!("{}", cold.steps);
    let (files, written) = size(&output);
    println!("  output: {files} files, {:.1} MB", megabytes(written));
    println!("cold build       {cold}");
    let again = build(&program, &root, &output);
    println!("unchanged build  {again}  {:.2} of the cold one", again.wall / cold.wall);
    let floor = floor(&root, files, written);
    println!("floor            {:.2} s  the cold build takes {:.1} times as long", floor, cold.wall / floor);
    if edits > 0 {
        edits::measure(&program, &root, edits);
    }
    std::fs::remove_dir_all(&root).expect("the folder is ours");
}

/// What a run of the program took.
struct Run {
    wall: f64,
    /// Peak memory in MB, where the system tells it.
    memory: f64,
    steps: String,
}

impl std::fmt::Display for Run {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.2} s  {:.0} MB", self.wall, self.memory)
    }
}

fn build(program: &Path, root: &Path, output: &Path) -> Run {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["build", "--quiet", "--timings"])
        .arg("--dest-dir")
        .args([output, root])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Read while it runs: a full pipe would stop it.
    let mut pipe = child.stderr.take().expect("it is piped");
    let listener = std::thread::spawn(move || {
        let mut said = Vec::new();
        pipe.read_to_end(&mut said).expect("the pipe is ours");
        String::from_utf8_lossy(&said).into_owned()
    });
    let mut memory = 0.0;
    let status = format!("/proc/{}/status", child.id());
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("it is our child") {
            break ended;
        }
        memory = peak(&status).unwrap_or(memory);
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    let wall = start.elapsed().as_secs_f64();
    let said = listener.join().expect("it only reads");
    assert!(ended.success(), "{said}");
    let steps =
        said.lines().skip_while(|line| !line.contains("wall ms")).take_while(|line| line.starts_with("  "));
    Run { wall, memory, steps: steps.map(|line| format!("{line}\n")).collect() }
}

fn peak(status: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

fn size(folder: &Path) -> (usize, usize) {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let sizes = walk.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file);
    sizes.fold((0, 0), |(files, bytes), file| (files + 1, bytes + usize::try_from(file.len()).unwrap_or(0)))
}

/// Seconds that reading, parsing and writing take by themselves, on all cores.
fn floor(root: &Path, files: usize, bytes: usize) -> f64 {
    use rayon::prelude::*;
    let start = Instant::now();
    let seeds: Vec<PathBuf> = walkdir::WalkDir::new(root.join("seeds"))
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()).filter(|path| path.is_file()))
        .collect();
    let events: usize = seeds
        .par_iter()
        .map(|seed| {
            let text = std::fs::read_to_string(seed).expect("the corpus is ours");
            pulldown_cmark::Parser::new(&text)
                .filter(|event| std::hint::black_box(event) != &pulldown_cmark::Event::Rule)
                .count()
        })
        .sum();
    assert!(events > 0);
    let folder = root.join("floor");
    std::fs::create_dir_all(&folder).expect("there is room");
    let page = "x".repeat(bytes / files.max(1));
    (0..files).into_par_iter().for_each(|file| {
        std::fs::write(folder.join(format!("{file}.html")), &page).expect("there is room");
    });
    start.elapsed().as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "it is for reading")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
