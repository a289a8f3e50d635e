//! How fast a text is recovered, beside a Markdown parser on the same bytes; and whether time grows no faster than the text.

use crate::readers;
use pulldown_cmark::Parser;
use std::sync::LazyLock;
use std::time::Instant;

/// Best of so many.
const TURNS: usize = 5;
/// A text is repeated up to this size.
const SIZE: usize = 8 << 20;

pub fn run(files: &[String]) {
    println!("| text | MB | Seedbed MB/s | pulldown-cmark MB/s |\n|---|--:|--:|--:|");
    for file in files {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        let text = text.repeat((SIZE / text.len().max(1)).max(1));
        let size = text.len() as f64 / 1e6;
        let own = size / best(|| seedbed::document::text::recover("text.txt", &text).0.decisions.len());
        let other = size / best(|| Parser::new_ext(&text, readers::options()).count());
        let name = std::path::Path::new(file).file_name().unwrap_or_default().to_string_lossy();
        println!("| {name} | {size:.1} | {own:.0} | {other:.0} |");
    }
    println!("\n| hostile text | n | seconds for n, 2n, 4n | MB/s at 4n |\n|---|--:|---|--:|");
    for (name, unit, count) in HOSTILE {
        let mut times = Vec::new();
        let mut rate = 0.0;
        for factor in [1, 2, 4] {
            let text = unit.repeat(count * factor / 4);
            let start = seconds_worked();
            std::hint::black_box(seedbed::document::text::recover("text.txt", &text));
            let seconds = seconds_worked() - start;
            rate = text.len() as f64 / 1e6 / seconds;
            times.push(format!("{seconds:.2}"));
        }
        println!("| {name} | {} | {} | {rate:.0} |", count / 4, times.join(", "));
    }
}

/// What is repeated, and how often at most.
const HOSTILE: [(&str, &str, usize); 31] = [
    ("bullets", "- a\n", 1_000_000),
    ("bullets with blank lines", "• a\n\n", 1_000_000),
    ("opening brackets, one line", "[", 10_000_000),
    ("marks of notes, one line", "[1]", 3_000_000),
    ("marks of notes, a line each", "a[1]\n", 1_000_000),
    ("notes", "[1] a\n", 1_000_000),
    ("one line of prose", "word ", 10_000_000),
    ("one line without a blank", "word", 12_500_000),
    ("blank lines", "\n", 1_000_000),
    ("numbers", "1. a\n", 1_000_000),
    ("short lines", "Name\n\n", 1_000_000),
    ("indents, deeper and deeper", "a\n  b\n    c\n      d\n        e\n          f\n", 200_000),
    ("quotations", "> > > a\n", 1_000_000),
    ("open fences", "```\n~~~\na\n\n", 300_000),
    ("pipes", "| a | b |\n", 1_000_000),
    ("underlines", "A\n=\nB\n-\n", 500_000),
    ("rules of a drawn table", "+---+\n", 400_000),
    ("drawn tables that end badly", "+---+---+\n| a | b |\n", 200_000),
    ("framed lines and others", "| a |\n| a\n", 200_000),
    ("frames", "----\nA b\n----\n\n\n", 200_000),
    ("columns", "a  b  c\n", 400_000),
    ("columns that are none", "Name:  a\nb\n", 200_000),
    ("options", "--all  do it\n", 400_000),
    ("full rules", "----------\n--- ---\na b\n", 200_000),
    ("sentences set in", "    It was so and so it was, and so it had been for long\n", 400_000),
    ("what is said after dashes", "— A, said b. — c\n", 400_000),
    ("cut words", "con-\nword-\n", 400_000),
    ("lines of contents", "A thing ..... 12\n", 400_000),
    ("lines of a mail's head", "From: a\n", 400_000),
    ("pages", "a\n\nPage 1\n\u{c}\n", 400_000),
    ("blank lines over columns", "\n\n\n\n\n\n\n\na   b   c\n", 200_000),
];

fn best<T>(work: impl Fn() -> T) -> f64 {
    let turn = || {
        let start = seconds_worked();
        std::hint::black_box(work());
        seconds_worked() - start
    };
    (0..TURNS).map(|_| turn()).fold(f64::INFINITY, f64::min)
}

/// How long this thread has worked: other programs on the machine do not count, where the system tells it (Linux).
fn seconds_worked() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = worked.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    worked.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
