//! Sees that a file of the corpus was saved.

use super::state::State;
use crate::source;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Editors save in several steps; so long after the last one it is over.
const QUIET: Duration = Duration::from_millis(5);
/// And so much longer when a file was emptied: it is about to be written.
const EMPTIED: Duration = Duration::from_millis(60);
/// However long the storm, the site is made anew after this.
const LONGEST: Duration = Duration::from_millis(500);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// The files that an event names, if it names them.
type Touched = Option<Vec<PathBuf>>;

/// Watches the inputs below `root`, in a thread of its own, for as long as the program runs.
pub fn watch(root: &Path, state: Arc<State>) -> anyhow::Result<()> {
    let (sender, events) = channel();
    let tell = move |event: notify::Result<Event>| {
        // Reading a file is no change; an error may hide one.
        let touched = match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if !event.need_rescan() && !event.paths.is_empty() => Some(event.paths),
            _ => None,
        };
        let _ = sender.send(touched);
    };
    let mut inputs = match RecommendedWatcher::new(tell.clone(), Config::default()) {
        Ok(watcher) => Inputs::new(Box::new(watcher), root),
        Err(_) => Inputs::new(polling(tell.clone())?, root),
    };
    if inputs.follow().is_err() {
        // The system's watches are used up, or it has none for this file system.
        inputs = Inputs::new(polling(tell)?, root);
        inputs.follow()?;
    }
    let thread = std::thread::Builder::new().name("rebuild".to_owned()).stack_size(super::super::STACK);
    thread.spawn(move || rebuild(&events, inputs, &state))?;
    Ok(())
}

fn polling(tell: impl Fn(notify::Result<Event>) + Send + 'static) -> notify::Result<Box<dyn Watcher + Send>> {
    Ok(Box::new(PollWatcher::new(tell, Config::default().with_poll_interval(POLL))?))
}

/// What is watched: the root itself for the configuration, the folders of the inputs with all below
/// them. The output folder may lie in the root too, and its changes are none of ours.
struct Inputs {
    watcher: Box<dyn Watcher + Send>,
    root: PathBuf,
    folders: Vec<PathBuf>,
}

impl Inputs {
    fn new(watcher: Box<dyn Watcher + Send>, root: &Path) -> Inputs {
        Inputs { watcher, root: root.to_owned(), folders: Vec::new() }
    }

    /// Watches what is there; a folder that has come since the last call is followed from now on.
    fn follow(&mut self) -> notify::Result<()> {
        if self.folders.is_empty() {
            self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        }
        let there = source::folders(&self.root);
        for folder in there.iter().filter(|folder| !self.folders.contains(folder)) {
            self.watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        self.folders = there;
        Ok(())
    }
}

fn rebuild(events: &Receiver<Touched>, mut inputs: Inputs, state: &State) {
    while let Ok(touched) = events.recv() {
        let first = Instant::now();
        let mut all = touched.map(BTreeSet::from_iter);
        let mut wait = QUIET;
        loop {
            match events.recv_timeout(wait) {
                Ok(touched) => {
                    wait = QUIET;
                    all = all.zip(touched).map(|(mut all, touched)| {
                        all.extend(touched);
                        all
                    });
                    if first.elapsed() >= LONGEST {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let emptied = || all.iter().flatten().any(|path: &PathBuf| source::is_emptied(path));
                    if wait == EMPTIED || !emptied() {
                        break;
                    }
                    wait = EMPTIED;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // A new folder that cannot be watched is read all the same, whenever something else changes.
        let _ = inputs.follow();
        // Our own mistake in one state of the files must not end the service of the next.
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| state.refresh(all.as_ref())));
        if made.is_err() {
            super::say("  The program failed on this state of the files; the pages are the old ones.\n");
        }
    }
}
