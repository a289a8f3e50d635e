//! What is served now: a site, and what is wrong with the corpus.

use crate::cli::report;
use crate::cli::summary;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Understood};
use crate::site::Site;
use crate::source::Sources;
use rapidhash::RapidHashMap;
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
    root: PathBuf,
    current: RwLock<Arc<Version>>,
    last: RwLock<Read>,
    /// Tells those who wait the number of the newest version.
    newest: watch::Sender<u64>,
}

/// What the current version was made of.
struct Read {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl State {
    pub fn new(root: &Path) -> anyhow::Result<State> {
        let (sources, Understood { corpus, diagnostics, .. }) = super::super::understand(root)?;
        let site = site(corpus, &sources)?;
        let problems = report::plain(&diagnostics, &sources, Severity::Warning);
        Ok(State {
            root: root.to_owned(),
            current: RwLock::new(Arc::new(Version::new(1, site, problems))),
            last: RwLock::new(Read { sources, diagnostics }),
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
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        report::diagnostics(&last.diagnostics, &last.sources, Severity::Warning);
    }

    /// Makes a new version if an input has changed, and says so in the terminal.
    pub fn refresh(&self) {
        let start = Instant::now();
        let (sources, unread) = Sources::read(&self.root);
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        if sources == last.sources {
            return;
        }
        let Understood { corpus, mut diagnostics, .. } = pipeline::understand(&sources);
        diagnostics.extend(corpus.config.judge(unread));
        Diagnostic::sort(&mut diagnostics);
        let fresh: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| !last.diagnostics.contains(one)).cloned().collect();
        let mut problems = report::plain(&diagnostics, &sources, Severity::Warning);
        let old = self.current();
        let site = match site(corpus, &sources) {
            Ok(site) => site,
            Err(error) => {
                report::failure(&error);
                problems =
                    format!("{}\nThe pages are still the old ones.\n\n{problems}", report::chain(&error));
                old.site.clone()
            }
        };
        report::diagnostics(&fresh, &sources, Severity::Warning);
        super::say(&format!(
            "  Made anew in {}: {}\n",
            summary::seconds(start.elapsed()),
            report::counted(&diagnostics)
        ));
        let version = Version::new(old.number + 1, site, problems);
        *last = Read { sources, diagnostics };
        let number = version.number;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(version);
        self.newest.send_replace(number);
    }
}

/// A template that fails on every page fails here, so that a server can go on with what it had.
fn site(corpus: Arc<Corpus>, sources: &Sources) -> anyhow::Result<Arc<Site>> {
    let site = pipeline::site(corpus, sources)?;
    site.get("index.html")?;
    Ok(Arc::new(site))
}
