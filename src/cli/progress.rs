//! What a long build is at, on a terminal only, in one line that goes away again.

use crate::cli::numbers::grouped;
use crate::pipeline::Step;
use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// What takes less needs no explanation.
const LONG: Duration = Duration::from_millis(500);

/// By step that is done: what follows it.
const NEXT: [(&str, &str); 9] = [
    ("read", "reading the texts"),
    ("parse", "reading the lexicon"),
    ("lexicon", "finding mentions"),
    ("find", "naming passages"),
    ("anchor", "bringing the texts together"),
    ("corpus", "looking for problems"),
    ("check", "laying out the site"),
    ("lay out", "writing the site"),
    ("publish", "keeping the anchors"),
];

pub struct Progress {
    start: Instant,
    /// Standard error is a terminal.
    seen: bool,
    shown: Cell<bool>,
}

impl Progress {
    pub fn start() -> Progress {
        Progress { start: Instant::now(), seen: std::io::stderr().is_terminal(), shown: Cell::new(false) }
    }

    pub fn done(&self, step: Step) {
        let next = NEXT.iter().find(|(name, _)| *name == step.name);
        if let Some((_, next)) = next.filter(|_| self.seen && self.start.elapsed() >= LONG) {
            self.say(&format!("\r\x1b[K  {} {}, {next} …", grouped(step.count), step.of));
            self.shown.set(true);
        }
    }

    fn say(&self, words: &str) {
        let mut stderr = anstream::stderr().lock();
        let _ = stderr.write_all(words.as_bytes()).and_then(|()| stderr.flush());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.get() {
            self.say("\r\x1b[K");
        }
    }
}
