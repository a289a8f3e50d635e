//! The last screen of a build: what was made, and where to look at it.

use super::report::counted;
use crate::cli::numbers::grouped;
use crate::concept::Origin;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::publish;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

/// Files that are not Seedbed's and are named; more are counted.
const FOREIGN: usize = 6;

/// How much there is of what a site shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub texts: usize,
    pub words: usize,
    pub passages: usize,
    pub concepts: usize,
    /// Concepts in two texts or more.
    pub shared: usize,
    pub mentions: usize,
    pub links: usize,
    /// Where the concepts come from.
    pub origin: Origin,
}

impl Counts {
    pub fn of(corpus: &Corpus) -> Counts {
        let mentions = corpus.texts.iter().flat_map(|text| &text.judged.mentions);
        Counts {
            texts: corpus.texts.len(),
            words: corpus.texts.iter().map(|text| text.length.total()).sum(),
            passages: corpus.texts.iter().map(|text| text.document.passages.len()).sum(),
            concepts: corpus.lexicon.len(),
            shared: corpus.presences.iter().filter(|presence| presence.texts.len() > 1).count(),
            mentions: corpus.mentions,
            links: mentions.filter(|mention| mention.standing.is_linked()).count(),
            origin: corpus.lexicon.origin,
        }
    }
}

pub struct Made<'a> {
    pub counts: Counts,
    pub output: &'a Path,
    pub files: usize,
    /// Files that were new or had changed.
    pub written: usize,
    pub diagnostics: &'a [Diagnostic],
    pub time: Duration,
}

/// Says what `seedbed clean` did.
pub fn print_cleaned(output: &Path, cleaned: publish::Cleaned) {
    let mut screen = match cleaned.deleted {
        0 => format!("  There is no site in {}.\n", output.display()),
        files => format!("  {} files deleted from {}.\n", grouped(files), output.display()),
    };
    if cleaned.left > 0 {
        screen.push_str(&format!("  {} that Seedbed did not write were left.\n", grouped(cleaned.left)));
    }
    // A closed pipe is the reader's wish, not our failure.
    let _ = anstream::stdout().lock().write_all(screen.as_bytes());
}

pub fn print(made: &Made<'_>) {
    let counts = made.counts;
    let index = std::path::absolute(made.output.join("index.html"))
        .unwrap_or_else(|_| made.output.join("index.html"));
    let rows = [
        (
            counts.texts,
            "text",
            format!("{} words in {} passages", grouped(counts.words), grouped(counts.passages)),
        ),
        (counts.concepts, "concept", format!("{} in two texts or more", grouped(counts.shared))),
        (counts.mentions, "mention", format!("{} linked", grouped(counts.links))),
        (made.files, "file", format!("{} written, in {}", grouped(made.written), seconds(made.time))),
    ];
    let width = rows.iter().map(|(number, ..)| grouped(*number).len()).max().unwrap_or(0);
    let mut screen = String::new();
    for (number, noun, more) in rows {
        let noun = if number == 1 { noun.to_owned() } else { format!("{noun}s") };
        screen.push_str(&format!("  {:>width$} {noun:<9} {more}\n", grouped(number)));
    }
    if counts.origin == Origin::Proposed && counts.concepts > 0 {
        screen.push_str(
            "\n  There is no lexicon: these concepts are Seedbed's own proposals.\n  `seedbed suggest` writes them down for you to keep, change or reject.\n",
        );
    }
    screen.push_str(&format!("\n  {}\n", counted(made.diagnostics)));
    let foreign: Vec<&str> = made
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::ForeignFile)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    for message in foreign.iter().take(FOREIGN) {
        screen.push_str(&format!("  {message}\n"));
    }
    if foreign.len() > FOREIGN {
        screen.push_str(&format!("  … and {} more such files\n", foreign.len() - FOREIGN));
    }
    if made.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Note) {
        screen.push_str("  `seedbed check` shows the notes on the texts.\n");
    }
    screen.push_str(&format!(
        "\n  The site is in {}. Open it in a browser:\n  {}\n",
        made.output.display(),
        file_url(&index)
    ));
    let _ = anstream::stdout().lock().write_all(screen.as_bytes());
}

fn file_url(path: &Path) -> String {
    let path =
        path.to_string_lossy().replace('\\', "/").replace('%', "%25").replace(' ', "%20").replace('#', "%23");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

pub fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(file_url(Path::new("/a b/index.html")), "file:///a%20b/index.html");
    }
}
