//! Sees that a file of the corpus was saved.

use super::state::State;
use crate::source;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Editors save in several steps; so long after the last one it is over.
const QUIET: Duration = Duration::from_millis(25);
/// However long the storm, the site is made anew after this.
const LONGEST: Duration = Duration::from_millis(500);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// Watches the inputs below `root` until the returned value is dropped.
pub fn watch(root: &Path, state: Arc<State>) -> anyhow::Result<Box<dyn Watcher + Send>> {
    let (sender, receiver) = channel();
    let tell = move |event: notify::Result<Event>| {
        // Reading a file is no change; an error may hide one.
        if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    };
    let mut watcher: Box<dyn Watcher + Send> = match RecommendedWatcher::new(tell.clone(), Config::default())
    {
        Ok(watcher) => Box::new(watcher),
        Err(_) => polling(tell.clone())?,
    };
    if follow(watcher.as_mut(), root).is_err() {
        // The system's watches are used up, or it has none for this file system.
        watcher = polling(tell)?;
        follow(watcher.as_mut(), root)?;
    }
    std::thread::Builder::new()
        .name("rebuild".to_owned())
        .stack_size(super::super::STACK)
        .spawn(move || rebuild(&receiver, &state))?;
    Ok(watcher)
}

fn polling(tell: impl Fn(notify::Result<Event>) + Send + 'static) -> notify::Result<Box<dyn Watcher + Send>> {
    Ok(Box::new(PollWatcher::new(tell, Config::default().with_poll_interval(POLL))?))
}

/// The root itself for the configuration, the folders of the inputs with all below them. The output
/// folder may lie in the root too, and its changes are none of ours.
fn follow(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in source::folders(root) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

fn rebuild(events: &Receiver<()>, state: &State) {
    while events.recv().is_ok() {
        let first = Instant::now();
        loop {
            match events.recv_timeout(QUIET) {
                Ok(()) if first.elapsed() < LONGEST => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // Our own mistake in one state of the files must not end the service of the next.
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| state.refresh()));
        if made.is_err() {
            super::say("  The program failed on this state of the files; the pages are the old ones.\n");
        }
    }
}
