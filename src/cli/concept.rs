//! `seedbed concept rename | merge | split`: the lexicon changed in all the places that name a concept.

use super::report;
use crate::concept::{ConceptIx, Lexicon};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::slug::slug;
use crate::pipeline::{self, Understood};
use crate::publish::{self, Input};
use crate::revise::compare::compare;
use crate::revise::rename::NewName;
use crate::revise::{Change, Revision, merge, rename, split};
use crate::source::{self, Sources};
use anyhow::Context as _;
use clap::{Args, Subcommand};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Command {
    /// Give a concept another name and id; the old ones go on working
    Rename(Rename),
    /// Make two concepts one
    Merge(Merge),
    /// Show how the mentions of a concept fall into groups
    Split(Split),
}

#[derive(Args)]
pub struct Rename {
    /// The concept, by id or name
    old: String,
    /// Its new name
    #[arg(required_unless_present = "id")]
    new: Option<String>,
    /// Its new id [default: made of the new name]
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
pub struct Merge {
    /// The concept that goes, by id or name
    from: String,
    /// The concept that stays
    into: String,
    #[command(flatten)]
    at: At,
}

#[derive(Args)]
pub struct Split {
    /// The concept, by id or name
    concept: String,
    /// Show the groups; nothing is ever written
    #[arg(long, required = true)]
    suggest: bool,
    /// The folder that holds seeds/
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

#[derive(Args)]
pub struct At {
    /// Show what would change and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// The folder that holds seeds/
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

/// Whether to write, or only to show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    Files,
    Nothing,
}

impl Writing {
    pub fn unless(dry_run: &bool) -> Writing {
        if *dry_run { Writing::Nothing } else { Writing::Files }
    }
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Rename(arguments) => renamed(arguments),
        Command::Merge(arguments) => merged(arguments),
        Command::Split(arguments) => groups(arguments),
    }
}

fn renamed(arguments: &Rename) -> anyhow::Result<ExitCode> {
    let (sources, before) = super::understand(&arguments.at.root)?;
    let lexicon = Lexicon::read(&sources).0;
    let Some(of) = find(&lexicon, &arguments.old, &sources) else { return Ok(ExitCode::from(1)) };
    let old = lexicon.get(of);
    let name = arguments.new.clone().unwrap_or_else(|| old.name.clone());
    let id = arguments.id.clone().unwrap_or_else(|| slug(&name));
    let revision = rename::rename(&sources, &lexicon, of, &NewName { id: id.clone(), name });
    let ids = (old.id.clone(), id);
    finish(&arguments.at, (&sources, &before), revision, &ids)
}

fn merged(arguments: &Merge) -> anyhow::Result<ExitCode> {
    let (sources, before) = super::understand(&arguments.at.root)?;
    let lexicon = Lexicon::read(&sources).0;
    let (from, into) = (find(&lexicon, &arguments.from, &sources), find(&lexicon, &arguments.into, &sources));
    let (Some(from), Some(into)) = (from, into) else { return Ok(ExitCode::from(1)) };
    let revision = merge::merge(&sources, &lexicon, from, into);
    let ids = (lexicon.get(from).id.clone(), lexicon.get(into).id.clone());
    finish(&arguments.at, (&sources, &before), revision, &ids)
}

/// The concept that is meant, or the diagnostic for a name that the lexicon does not have.
fn find(lexicon: &Lexicon, words: &str, sources: &Sources) -> Option<ConceptIx> {
    let found = lexicon.find(words);
    if found.is_none() {
        report::diagnostics(&[lexicon.unknown(words)], sources, Severity::Note);
    }
    found
}

/// Shows the revision, holds the mentions against those before, and writes it.
fn finish(
    at: &At,
    (sources, before): (&Sources, &Understood),
    revision: Result<Revision, Diagnostic>,
    ids: &(String, String),
) -> anyhow::Result<ExitCode> {
    let revision = match revision {
        Ok(revision) => revision,
        Err(problem) => {
            report::diagnostics(&[problem], sources, Severity::Note);
            return Ok(ExitCode::from(1));
        }
    };
    let after = pipeline::understand(&revision.applied(sources));
    let kept = compare(&before.corpus, &after.corpus, (&ids.0, &ids.1));
    let mut out = revision.preview(sources);
    out.push_str(&format!("\n  {} mentions are found as before, {} are new.\n", kept.same, kept.more));
    if !kept.lost.is_empty() {
        anyhow::bail!(
            "{} mentions would no longer be found, so nothing was written:\n{}",
            kept.lost.len(),
            kept.lost.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
        );
    }
    if !revision.left.is_empty() {
        out.push_str("  Seeds are not edited. These still use the old words, which go on working:\n");
        revision.left.iter().for_each(|place| out.push_str(&format!("    {place}\n")));
    }
    let written = write(&at.root, &revision, Vec::new(), Writing::unless(&at.dry_run))?;
    out.push_str(&if written {
        format!("  `{}` is now `{}`; its old address leads to the new page.\n", ids.0, ids.1)
    } else {
        "  Nothing was written.\n".to_owned()
    });
    let _ = anstream::stdout().lock().write_all(out.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// Writes a revision and other inputs, all or none. Tells whether anything was to be written.
pub fn write(root: &Path, revision: &Revision, other: Vec<Input>, writing: Writing) -> anyhow::Result<bool> {
    if writing == Writing::Nothing {
        return Ok(false);
    }
    let mut inputs = other;
    for (path, change) in &revision.changes {
        let old = source::raw(root, path).with_context(|| format!("cannot read {path}"))?;
        let new = match change {
            Change::Create(text) => Some(text.clone().into_bytes()),
            Change::Remove => None,
            Change::Edit(edits) => {
                let edits: Vec<_> =
                    edits.iter().map(|edit| (edit.span.clone(), edit.with.as_str())).collect();
                let raw = old.as_deref().unwrap_or_default();
                let new = source::spliced(raw, &edits);
                Some(new.with_context(|| format!("{path} is not in UTF-8; save it so and try again"))?)
            }
        };
        inputs.push(Input { path: path.clone(), old, new });
    }
    publish::revise_inputs(root, &inputs)?;
    Ok(true)
}

fn groups(arguments: &Split) -> anyhow::Result<ExitCode> {
    let (sources, Understood { corpus, .. }) = super::understand(&arguments.root)?;
    let Some(of) = find(&corpus.lexicon, &arguments.concept, &sources) else { return Ok(ExitCode::from(1)) };
    let (groups, looked_at) = split::split(&corpus, of);
    let concept = corpus.lexicon.get(of);
    let mut out =
        format!("{}: {} mentions, {looked_at} looked at\n", concept.name, corpus.presence(of).total);
    for group in &groups {
        let context: Vec<String> = group.context.iter().map(|word| crate::yaml::scalar(word)).collect();
        out.push_str(&format!("\n  {} ({} mentions)\n", group.name, group.mentions));
        let texts: Vec<_> = group.texts.iter().map(|(title, count)| format!("{title} ({count})")).collect();
        out.push_str(&format!("    in {}\n", texts.join(", ")));
        if !context.is_empty() {
            out.push_str(&format!("    context: {{any: [{}]}}\n", context.join(", ")));
        }
        group.examples.iter().for_each(|example| out.push_str(&format!("    … {example} …\n")));
    }
    out.push_str(match groups.len() {
        0 | 1 => "\n  The mentions do not fall apart: this is one concept.\n",
        _ => "\n  To make two concepts of it, write each into the lexicon with the `context` that tells it apart.\n",
    });
    let _ = anstream::stdout().lock().write_all(out.as_bytes());
    Ok(ExitCode::SUCCESS)
}
