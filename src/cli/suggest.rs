//! `seedbed suggest`: concepts that the lexicon lacks, as a file to review and a table to look at.

use super::concept::{Writing, write};
use super::report;
use crate::cli::numbers::count;
use crate::concept::Lexicon;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::pipeline::Understood;
use crate::publish::Input;
use crate::revise::accept::accept;
use crate::source::{self, REVIEW, Sources};
use crate::suggest::review::Review;
use crate::suggest::{self, Proposal, Suggestions, Wanted};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Rows of the table.
const ROWS: usize = 20;

pub struct Ask<'a> {
    pub root: &'a Path,
    /// How many proposals; as many as suit the texts if absent.
    pub top: Option<usize>,
    pub min_texts: u32,
    pub writing: Writing,
}

pub fn run(ask: &Ask<'_>, sources: &Sources, understood: &Understood) -> anyhow::Result<ExitCode> {
    let (lexicon, problems) = Lexicon::read(sources);
    let review = match Review::read(sources.text(REVIEW).unwrap_or("")) {
        Ok(review) if !problems.iter().any(|problem| problem.severity == Severity::Error) => review,
        Ok(_) => return Ok(failed(&problems, sources)),
        Err(problems) => return Ok(failed(&problems, sources)),
    };
    let decided = review.decided();
    let revision = match accept(sources, &lexicon, &decided) {
        Ok(revision) => revision,
        Err(problem) => return Ok(failed(&[problem], sources)),
    };
    let after = revision.applied(sources);
    let lexicon = Lexicon::read(&after).0;
    let corpus = &understood.corpus;
    let documents: Vec<&Document> = corpus.texts.iter().map(|text| &*text.document).collect();
    let wanted = Wanted {
        language: &corpus.config.language,
        rejected: &review.all_rejected(),
        top: ask.top.unwrap_or_else(|| suggest::suitable_number(suggest::count_words(&documents))),
        min_texts: ask.min_texts,
    };
    let fresh = suggest::suggest(&documents, &lexicon, &wanted);
    let text = review.write(&fresh, |proposal| place(corpus, proposal));
    let mut out = String::new();
    if !revision.changes.is_empty() {
        out.push_str(&revision.preview(sources));
        let concepts = count(decided.concepts.len(), "concept");
        let aliases = match decided.aliases.len() {
            0 => String::new(),
            some => format!(", further aliases of {}", count(some, "concept")),
        };
        out.push_str(&format!("\n  Accepted into the lexicon: {concepts}{aliases}.\n\n"));
    }
    out.push_str(&table(&fresh));
    let changed = sources.text(REVIEW) != Some(text.as_str());
    let mut extra = Vec::new();
    if changed {
        let old = source::raw(ask.root, REVIEW)?;
        extra.push(Input { path: REVIEW.to_owned(), old, new: Some(text.into_bytes()) });
    }
    write(ask.root, &revision, extra, ask.writing)?;
    out.push_str(&next(&fresh, ask.writing));
    let _ = anstream::stdout().lock().write_all(out.as_bytes());
    Ok(ExitCode::SUCCESS)
}

fn failed(problems: &[Diagnostic], sources: &Sources) -> ExitCode {
    report::diagnostics(problems, sources, Severity::Warning);
    ExitCode::from(1)
}

/// The address of the passage that a definition is quoted from.
fn place(corpus: &Corpus, proposal: &Proposal) -> Option<String> {
    let quote = proposal.definition.as_ref()?;
    let text = corpus.texts.iter().find(|text| text.document.path == quote.path)?;
    Some(format!("{}#{}", quote.path, text.anchor(quote.passage)))
}

fn table(fresh: &Suggestions) -> String {
    let width = |name: &str| name.chars().count();
    let shown = &fresh.proposals[..fresh.proposals.len().min(ROWS)];
    let widest = shown.iter().map(|one| width(&one.name)).max().unwrap_or(0).min(40);
    let mut table = String::new();
    if !shown.is_empty() {
        table.push_str(&format!("  {:>5}  {:>8}  concept\n", "texts", "mentions"));
    }
    for one in shown {
        let reasons = &one.reasons;
        let pad = " ".repeat(widest.saturating_sub(width(&one.name)));
        let mut notes = Vec::new();
        let mut note = |count: u32, words: &str| {
            if count > 0 {
                notes.push(words.to_owned());
            }
        };
        note(reasons.titles, "in titles");
        note(reasons.headings, "in headings");
        note(u32::from(one.definition.is_some()), "defined");
        note(reasons.marked, "emphasised or quoted");
        if !one.aliases.is_empty() {
            notes.push(format!("also {}", one.aliases.join(", ")));
        }
        let line = format!(
            "  {:>5}  {:>8}  {}{pad}  {}",
            reasons.texts,
            reasons.mentions,
            one.name,
            notes.join("; ")
        );
        table.push_str(line.trim_end());
        table.push('\n');
    }
    if fresh.proposals.len() > ROWS {
        table.push_str(&format!("  … and {} more\n", fresh.proposals.len() - ROWS));
    }
    for one in fresh.aliases.iter().take(ROWS) {
        table.push_str(&format!("  `{}` may also be called {}\n", one.concept, one.add.join(", ")));
    }
    table
}

fn next(fresh: &Suggestions, writing: Writing) -> String {
    if fresh.proposals.is_empty() && fresh.aliases.is_empty() {
        return "  There is nothing to propose: the lexicon has what the texts repeat.\n".to_owned();
    }
    if writing == Writing::Files {
        format!(
            "\n  The proposals are in {REVIEW}. Set `accept: yes` or `accept: no` there, change names and\n  definitions as you like, and run `seedbed suggest` again: what is accepted moves to seeds/concepts.yaml.\n"
        )
    } else {
        "\n  Nothing was written.\n".to_owned()
    }
}
