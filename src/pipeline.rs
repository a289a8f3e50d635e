//! The journey, from what lies on the disk to what will.

use crate::anchor::{LEDGER, Ledger};
use crate::check;
use crate::concept::Lexicon;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::site::{OnDemand, Site};
use crate::source::Sources;
use crate::theme::Theme;

/// All that is known of a corpus before a page of it is made.
#[derive(Debug)]
pub struct Understood {
    pub corpus: Corpus,
    pub diagnostics: Vec<Diagnostic>,
    /// The new text of the ledger of anchors.
    pub ledger: String,
}

/// From sources to a corpus.
pub fn understand(sources: &Sources) -> Understood {
    let (config, mut diagnostics) = Config::read(sources);
    let (lexicon, problems) = Lexicon::read(sources);
    diagnostics.extend(problems);
    let (documents, problems) = document::documents(sources);
    diagnostics.extend(problems);
    let media = document::media(sources).map(|(path, _)| path.to_owned()).collect();
    let mut ledger = Ledger::parse(sources.text(LEDGER).unwrap_or(""));
    let (corpus, problems) = Corpus::new(config, lexicon, documents, media, &mut ledger);
    diagnostics.extend(problems);
    diagnostics.extend(check::corpus(&corpus));
    let mut diagnostics = corpus.config.judge(diagnostics);
    Diagnostic::sort(&mut diagnostics);
    Understood { corpus, diagnostics, ledger: ledger.write() }
}

/// From a corpus to a site.
pub fn render(corpus: &Corpus, sources: &Sources) -> anyhow::Result<Site> {
    let theme = Theme::load(sources)?;
    Site::new(corpus, &theme, sources)
}

/// From a corpus to a site whose files are made as they are asked for.
pub fn serve(corpus: Corpus, sources: &Sources) -> anyhow::Result<OnDemand> {
    let theme = Theme::load(sources)?;
    OnDemand::new(corpus, theme, sources)
}
