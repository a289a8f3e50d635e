//! What is served now: a site, and what is wrong with the corpus.

use crate::cli::report;
use crate::cli::summary;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Understood};
use crate::site::OnDemand;
use crate::source::Sources;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Instant;
use tokio::sync::watch;

/// One state of the corpus.
pub struct Version {
    pub number: u64,
    /// The last site that could be made: a broken template does not take it away.
    pub site: Arc<OnDemand>,
    /// What is wrong, as a person reads it; empty if nothing is.
    pub problems: String,
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
        let site = Arc::new(pipeline::serve(corpus, &sources)?);
        let problems = report::plain(&diagnostics, &sources, Severity::Warning);
        Ok(State {
            root: root.to_owned(),
            current: RwLock::new(Arc::new(Version { number: 1, site, problems })),
            last: RwLock::new(Read { sources, diagnostics }),
            newest: watch::Sender::new(1),
        })
    }

    pub fn current(&self) -> Arc<Version> {
        self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    pub fn newest(&self) -> watch::Receiver<u64> {
        self.newest.subscribe()
    }

    /// Shows all problems of the corpus in the terminal.
    pub fn show_all(&self) {
        let last = self.last.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        report::diagnostics(&last.diagnostics, &last.sources, Severity::Warning);
    }

    /// Makes a new version if an input has changed, and says so in the terminal.
    pub fn refresh(&self) {
        let start = Instant::now();
        let (sources, unread) = Sources::read(&self.root);
        let mut last = self.last.write().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        let site = match pipeline::serve(corpus, &sources) {
            Ok(site) => Arc::new(site),
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
        let version = Version { number: old.number + 1, site, problems };
        *last = Read { sources, diagnostics };
        let number = version.number;
        *self.current.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(version);
        self.newest.send_replace(number);
    }
}
