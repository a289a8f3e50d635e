//! The journey, from what lies on the disk to what will.
//!
//! A [`Memory`] holds what was made of the last state of the files, so that after an edit only what
//! follows from the edit is made anew. What comes of it is the same with any memory, and with none.

use crate::anchor::{self, LEDGER, Ledger, Naming};
use crate::check;
use crate::concept::{Lexicon, Origin};
use crate::config::Config;
use crate::corpus::{self, Corpus, Parts};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{self, Document, picture};
use crate::mention;
use crate::page;
use crate::site::Site;
use crate::source::{Content, REVIEW, Sources, is_same};
use crate::suggest::review::Review;
use crate::suggest::{self, Suggestions, Wanted};
use crate::theme::Theme;
use std::sync::Arc;

/// All that is known of a corpus before a page of it is made.
#[derive(Debug)]
pub struct Understood {
    pub corpus: Arc<Corpus>,
    pub diagnostics: Vec<Diagnostic>,
    pub naming: Naming,
}

/// A part of the journey that is done, and of how many things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: &'static str,
    pub count: usize,
    pub of: &'static str,
}

/// Hears of each step when it is done. Only the listener may look at a clock.
pub type Listener<'a> = &'a dyn Fn(Step);

/// What was made of the last state of the files.
#[derive(Default)]
pub struct Memory {
    documents: document::Memory,
    lexicon: Option<Known>,
    mentions: mention::Memory,
    ledger: Option<(Arc<str>, Arc<Ledger>)>,
    anchors: anchor::Memory,
    corpus: corpus::Memory,
    checked: check::Memory,
    dressed: Option<Dressed>,
    pages: page::Memory,
    /// Whether nothing will be asked of a later state of the files.
    is_for_once: bool,
}

impl Memory {
    /// A memory that lets go of what has served.
    pub fn for_once() -> Memory {
        Memory { is_for_once: true, ..Memory::default() }
    }
}

/// A theme, and what it follows from.
struct Dressed {
    files: Vec<(String, Content)>,
    language: String,
    theme: Arc<Theme>,
}

/// A lexicon, and the files that it follows from.
struct Known {
    files: Vec<(String, Arc<str>)>,
    lexicon: Arc<Lexicon>,
    problems: Vec<Diagnostic>,
}

/// From sources to a corpus.
pub fn understand(sources: &Sources) -> Understood {
    understand_anew(sources, &mut Memory::for_once(), &|_| {})
}

/// The same after an edit.
pub fn understand_anew(sources: &Sources, memory: &mut Memory, done: Listener<'_>) -> Understood {
    let (config, mut diagnostics) = Config::read(sources);
    let (documents, problems) = document::documents_anew(sources, &mut memory.documents);
    diagnostics.extend(problems);
    done(Step { name: "parse", count: documents.len(), of: "texts" });
    let lexicon = lexicon(sources, &documents, &config, memory, &mut diagnostics);
    done(Step { name: "lexicon", count: lexicon.len(), of: "concepts" });
    let (documents, problems) = corpus::ordered(documents, &config);
    diagnostics.extend(problems);
    let judged = mention::mentions(&documents, &lexicon, &config, &mut memory.mentions, &mut diagnostics);
    if memory.is_for_once {
        memory.mentions = mention::Memory::default();
    }
    let mentions = judged.iter().map(|judged| judged.mentions.len()).sum();
    done(Step { name: "find", count: mentions, of: "mentions" });
    let naming = ledger(sources, memory).name(&documents, &mut memory.anchors);
    if memory.is_for_once {
        (memory.ledger, memory.anchors) = Default::default();
    }
    diagnostics.extend(naming.texts().flat_map(|named| named.diagnostics.iter().cloned()));
    let passages = documents.iter().map(|document| document.passages.len()).sum();
    done(Step { name: "anchor", count: passages, of: "passages" });
    let media =
        document::media(sources).map(|(path, bytes)| (path.to_owned(), picture::size(bytes))).collect();
    let named = naming.texts().cloned().collect();
    let parts = Parts { config, lexicon, documents, judged, named, media };
    let (corpus, problems) = Corpus::new(parts, &mut memory.corpus);
    diagnostics.extend(problems);
    done(Step { name: "corpus", count: corpus.texts.len(), of: "texts" });
    diagnostics.extend(check::corpus(&corpus, sources, &mut memory.checked));
    if corpus.lexicon.origin == Origin::Proposed {
        diagnostics.iter_mut().for_each(of_no_lexicon);
    }
    let mut diagnostics = corpus.config.judge(diagnostics);
    Diagnostic::sort(&mut diagnostics);
    done(Step { name: "check", count: diagnostics.len(), of: "diagnostics" });
    Understood { corpus: Arc::new(corpus), diagnostics, naming }
}

/// From a corpus to a site, whose files are made as they are asked for.
pub fn site(corpus: Arc<Corpus>, sources: &Sources) -> anyhow::Result<Site> {
    site_anew(corpus, sources, &mut Memory::default())
}

/// The same after an edit. The theme is loaded again if one of its files has changed.
pub fn site_anew(corpus: Arc<Corpus>, sources: &Sources, memory: &mut Memory) -> anyhow::Result<Site> {
    let below = |folder| sources.below(folder).map(|(path, content)| (path.to_owned(), content.clone()));
    let files: Vec<(String, Content)> = below("templates/").chain(below("static/")).collect();
    // The words of the interface lie among the templates, one file a language.
    let language = corpus.config.language.clone();
    let is_known = |known: &Dressed| known.files == files && known.language == language;
    let dressed = match memory.dressed.take().filter(is_known) {
        Some(dressed) => dressed,
        None => Dressed { theme: Arc::new(Theme::load(sources, &corpus.config.words)?), files, language },
    };
    let theme = memory.dressed.insert(dressed).theme.clone();
    Site::new(corpus, theme, sources, &mut memory.pages)
}

/// What tells the site of these inputs from all others: the inputs without their ledger, the ledger as it shall be
/// written, which holds all that the ledger as it was read says of the site, and the program.
pub fn fingerprint(inputs: &blake3::Hash, ledger: blake3::Hash) -> String {
    let mut whole = blake3::Hasher::new();
    whole.update(env!("CARGO_PKG_VERSION").as_bytes()).update(env!("SEEDBED_CODE").as_bytes());
    whole.update(inputs.as_bytes()).update(ledger.as_bytes());
    whole.finalize().to_hex()[..32].to_owned()
}

/// The lexicon as it is written, or a proposal where nobody has written one, be it an empty one.
fn lexicon(
    sources: &Sources,
    documents: &[Arc<Document>],
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Lexicon> {
    let is_lexicon = |path: &str, text: &str| path == "concepts.yaml" || document::is_concept(path, text);
    let mut files: Vec<(String, Arc<str>)> = sources
        .below("seeds/")
        .filter_map(|(path, content)| match content {
            Content::Text(text) if is_lexicon(path, text) => Some((path.to_owned(), text.clone())),
            _ => None,
        })
        .collect();
    let is_proposed = files.is_empty();
    if is_proposed {
        files.push((String::new(), proposal(documents, sources, config).into()));
    }
    let is_known = |known: &Known| {
        known.files.len() == files.len()
            && std::iter::zip(&known.files, &files).all(|(a, b)| a.0 == b.0 && is_same(&a.1, &b.1))
    };
    let known = match memory.lexicon.take().filter(is_known) {
        Some(known) => known,
        None if is_proposed => {
            let lexicon = Arc::new(Lexicon::proposed(&files[0].1));
            Known { files, lexicon, problems: Vec::new() }
        }
        None => {
            let (lexicon, problems) = Lexicon::read(sources);
            Known { files, lexicon: Arc::new(lexicon), problems }
        }
    };
    diagnostics.extend(known.problems.iter().cloned());
    memory.lexicon.insert(known).lexicon.clone()
}

fn ledger(sources: &Sources, memory: &mut Memory) -> Arc<Ledger> {
    let text = sources.shared_text(LEDGER).cloned().unwrap_or_default();
    match &memory.ledger {
        Some((known, ledger)) if is_same(known, &text) => ledger.clone(),
        _ => {
            let ledger = Arc::new(Ledger::parse(&text));
            memory.ledger.insert((text, ledger)).1.clone()
        }
    }
}

/// The best of what the texts suggest, less what the editor has rejected already, as a list of concepts.
fn proposal(documents: &[Arc<Document>], sources: &Sources, config: &Config) -> String {
    let review = Review::read(sources.text(REVIEW).unwrap_or("")).unwrap_or_default();
    let documents: Vec<&Document> = documents.iter().map(|document| &**document).collect();
    let wanted = Wanted {
        language: &config.language,
        rejected: &review.all_rejected(),
        top: suggest::suitable_number(suggest::count_words(&documents)),
        min_texts: 1,
    };
    let mut suggestions: Suggestions = suggest::suggest(&documents, &Lexicon::default(), &wanted);
    suggestions.proposals.retain(|proposal| proposal.score >= suggest::FIRM);
    suggest::entry::lexicon(&suggestions)
}

/// A sidecar may name concepts of a lexicon that is not there: that is no error while there is none. What is wrong with a
/// proposal has no place in a file, and that two of them share a word is nothing to mend.
fn of_no_lexicon(diagnostic: &mut Diagnostic) {
    if matches!(diagnostic.code, Code::UnknownConcept | Code::SharedAlias) {
        diagnostic.severity = Severity::Note;
    }
    diagnostic.place.take_if(|place| place.path == "seeds/concepts.yaml");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_proposals_share_a_word_is_a_note() {
        let mut shared = Diagnostic::new(Code::SharedAlias, "two of them");
        assert_eq!(shared.severity, Severity::Warning);
        of_no_lexicon(&mut shared);
        assert_eq!(shared.severity, Severity::Note);
    }
}
