//! What is served now: a site, and what is wrong with the corpus.

use crate::cli::report;
use crate::cli::summary;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Memory, Understood};
use crate::site::Site;
use crate::source::{Reader, Sources};
use rapidhash::RapidHashMap;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;
use tokio::sync::watch;

/// One state of the corpus.
pub struct Version {
    pub number: u64,
    /// The last site that could be made: a broken template does not take it away.
    pub site: Arc<Site>,
    /// What is wrong, as a person reads it; empty if nothing is.
    pub problems: String,
    /// What was asked for already.
    made: Mutex<RapidHashMap<String, Arc<[u8]>>>,
}

impl Version {
    pub fn new(number: u64, site: Arc<Site>, problems: String) -> Version {
        Version { number, site, problems, made: Mutex::default() }
    }

    /// The file of that path, if the site has one. An error is a template's.
    pub fn file(&self, path: &str) -> anyhow::Result<Option<Arc<[u8]>>> {
        if let Some(made) = self.made().get(path) {
            return Ok(Some(made.clone()));
        }
        let made: Option<Arc<[u8]>> = self.site.get(path)?.map(Arc::from);
        if let Some(made) = &made {
            self.made().insert(path.to_owned(), made.clone());
        }
        Ok(made)
    }

    fn made(&self) -> MutexGuard<'_, RapidHashMap<String, Arc<[u8]>>> {
        // Only whole files are ever put in, so a thread that died left nothing half done.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub struct State {
    current: RwLock<Arc<Version>>,
    last: Mutex<Last>,
    /// Tells those who wait the number of the newest version.
    newest: watch::Sender<u64>,
}

/// What the current version was made of, and what the next one need not make again.
struct Last {
    reader: Reader,
    memory: Memory,
    diagnostics: Vec<Diagnostic>,
}

impl State {
    pub fn new(root: &Path) -> anyhow::Result<State> {
        super::super::has_seeds(root)?;
        let reader = Reader::new(root);
        let mut memory = Memory::default();
        let (corpus, diagnostics) = understand(&reader, &mut memory);
        let site = site(corpus, reader.sources(), &mut memory)?;
        let problems = report::plain(&diagnostics, reader.sources(), Severity::Warning);
        Ok(State {
            current: RwLock::new(Arc::new(Version::new(1, site, problems))),
            last: Mutex::new(Last { reader, memory, diagnostics }),
            newest: watch::Sender::new(1),
        })
    }

    pub fn current(&self) -> Arc<Version> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn newest(&self) -> watch::Receiver<u64> {
        self.newest.subscribe()
    }

    /// Shows all problems of the corpus in the terminal.
    pub fn show_all(&self) {
        let last = self.last();
        report::diagnostics(&last.diagnostics, last.reader.sources(), Severity::Warning);
    }

    /// Makes a new version if an input has changed, and says so in the terminal. Which files were touched
    /// is not always known.
    pub fn refresh(&self, touched: Option<&BTreeSet<PathBuf>>) {
        let start = Instant::now();
        let mut last = self.last();
        if !last.reader.again(touched) {
            return;
        }
        // A memory that is half made when our own mistake ends this is not looked at again.
        let mut memory = std::mem::take(&mut last.memory);
        let (corpus, diagnostics) = understand(&last.reader, &mut memory);
        let sources = last.reader.sources();
        let key = |one: &Diagnostic| (one.place.clone(), one.code, one.message.clone());
        let known: BTreeSet<_> = last.diagnostics.iter().map(key).collect();
        let fresh: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| !known.contains(&key(one))).cloned().collect();
        let mut problems = report::plain(&diagnostics, sources, Severity::Warning);
        let old = self.current();
        let (site, outcome) = match site(corpus, sources, &mut memory) {
            Ok(site) => {
                let time = summary::seconds(start.elapsed());
                (site, format!("Made anew in {time}: {}", report::counted(&diagnostics)))
            }
            Err(error) => {
                report::failure(&error);
                let outcome = "The pages are still the old ones.";
                problems = format!("{}\n{outcome}\n\n{problems}", report::chain(&error));
                (old.site.clone(), outcome.to_owned())
            }
        };
        let version = Version::new(old.number + 1, site, problems);
        let number = version.number;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(version);
        self.newest.send_replace(number);
        report::diagnostics(&fresh, sources, Severity::Warning);
        super::say(&format!("  {outcome}\n"));
        last.diagnostics = diagnostics;
        last.memory = memory;
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The corpus as it is now, and what is wrong with it.
fn understand(reader: &Reader, memory: &mut Memory) -> (Arc<Corpus>, Vec<Diagnostic>) {
    let Understood { corpus, mut diagnostics, .. } =
        pipeline::understand_anew(reader.sources(), memory, &|_| {});
    let unread = corpus.config.judge(reader.diagnostics());
    if !unread.is_empty() {
        diagnostics.extend(unread);
        Diagnostic::sort(&mut diagnostics);
    }
    (corpus, diagnostics)
}

/// A template that fails on every page fails here, so that a server can go on with what it had.
fn site(corpus: Arc<Corpus>, sources: &Sources, memory: &mut Memory) -> anyhow::Result<Arc<Site>> {
    let site = pipeline::site_anew(corpus, sources, memory)?;
    site.get("index.html")?;
    Ok(Arc::new(site))
}
