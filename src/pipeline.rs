//! The journey, from what lies on the disk to what will.

use crate::anchor::{LEDGER, Ledger};
use crate::check;
use crate::concept::{Lexicon, Origin};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{self, Document};
use crate::site::Site;
use crate::source::{Content, REVIEW, Sources};
use crate::suggest::review::Review;
use crate::suggest::{self, Suggestions, Wanted};
use crate::theme::Theme;
use std::sync::Arc;

/// All that is known of a corpus before a page of it is made.
#[derive(Debug)]
pub struct Understood {
    pub corpus: Arc<Corpus>,
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
    let lexicon = if has_lexicon(sources) { lexicon } else { proposed(&documents, sources, &config) };
    let media = document::media(sources).map(|(path, _)| path.to_owned()).collect();
    let mut ledger = Ledger::parse(sources.text(LEDGER).unwrap_or(""));
    let (corpus, problems) = Corpus::new(config, lexicon, documents, media, &mut ledger);
    diagnostics.extend(problems);
    diagnostics.extend(check::corpus(&corpus));
    if corpus.lexicon.origin == Origin::Proposed {
        diagnostics.iter_mut().for_each(of_no_lexicon);
    }
    let mut diagnostics = corpus.config.judge(diagnostics);
    Diagnostic::sort(&mut diagnostics);
    Understood { corpus: Arc::new(corpus), diagnostics, ledger: ledger.write() }
}

/// From a corpus to a site, whose files are made as they are asked for.
pub fn site(corpus: Arc<Corpus>, sources: &Sources) -> anyhow::Result<Site> {
    let theme = Theme::load(sources, &corpus.config.words)?;
    Site::new(corpus, Arc::new(theme), sources)
}

/// Whether an editor has written a lexicon, be it an empty one.
fn has_lexicon(sources: &Sources) -> bool {
    let in_list = sources.text("seeds/concepts.yaml").is_some();
    let is_page = |(path, content): (&str, &Content)| match content {
        Content::Text(text) => document::is_concept(path, text),
        Content::Bytes(_) => false,
    };
    in_list || sources.below("seeds/").any(is_page)
}

/// The best of what the texts suggest, less what the editor has rejected already.
fn proposed(documents: &[Document], sources: &Sources, config: &Config) -> Lexicon {
    let review = Review::read(sources.text(REVIEW).unwrap_or("")).unwrap_or_default();
    let documents: Vec<&Document> = documents.iter().collect();
    let wanted = Wanted {
        language: &config.language,
        rejected: &review.all_rejected(),
        top: suggest::suitable_number(suggest::count_words(&documents)),
        min_texts: 1,
    };
    let mut suggestions: Suggestions = suggest::suggest(&documents, &Lexicon::default(), &wanted);
    suggestions.proposals.retain(|proposal| proposal.score >= suggest::FIRM);
    Lexicon::proposed(&suggest::entry::lexicon(&suggestions))
}

/// A sidecar may name concepts of a lexicon that is not there: that is no error while there is none.
/// And what is wrong with a proposal has no place in a file.
fn of_no_lexicon(diagnostic: &mut Diagnostic) {
    if diagnostic.code == Code::UnknownConcept {
        diagnostic.severity = Severity::Note;
    }
    diagnostic.place.take_if(|place| place.path == "seeds/concepts.yaml");
}
