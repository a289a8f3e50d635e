//! `seedbed import`: texts as clean Markdown beside sidecars, for who prefers to go on in Markdown.

use crate::cli::numbers::grouped;
use crate::diagnostic::Diagnostic;
use crate::document::Decision;
use crate::document::markdown_out::markdown;
use crate::document::text::Recovery;
use crate::document::{self, Found, Kind, Parsed, Why, front_matter};
use crate::source::{Sources, files_called, real_path};
use anyhow::{Context as _, bail};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Decisions less sure than this are named.
const UNSURE: f32 = 0.75;
/// As many of them, and of what was set apart, are shown; the rest is counted.
const SHOWN: usize = 8;
/// Characters of a passage that are shown.
const WIDEST: usize = 60;

pub struct Folders {
    /// Where the Markdown goes.
    pub to: PathBuf,
    /// The folder of the corpus's texts.
    pub seeds: PathBuf,
}

/// One text on its way.
pub struct Import {
    from: PathBuf,
    text: PathBuf,
    markdown: String,
    sidecar: Sidecar,
    report: String,
}

/// What becomes of the metadata.
enum Sidecar {
    None,
    New(PathBuf, String),
    /// There is one for this text already; it is left as it is.
    Kept(PathBuf),
}

impl Import {
    pub fn files(&self) -> impl Iterator<Item = (PathBuf, String)> {
        let sidecar = match &self.sidecar {
            Sidecar::New(path, yaml) => Some((path.clone(), yaml.clone())),
            Sidecar::None | Sidecar::Kept(_) => None,
        };
        std::iter::once((self.text.clone(), self.markdown.clone())).chain(sidecar)
    }
}

/// Whether files were written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Yes,
    No,
}

impl From<bool> for Written {
    fn from(dry_run: bool) -> Written {
        if dry_run { Written::No } else { Written::Yes }
    }
}

/// Reads the texts and says what is to be written; an error if any of it is in the way of another.
pub fn read(
    files: &[PathBuf],
    folders: &Folders,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Vec<Import>> {
    let mut imports: Vec<Import> = Vec::new();
    for file in files {
        let path = file.display().to_string();
        diagnostics.extend(sources.read_text(file, &path).with_context(|| format!("cannot read {path}"))?);
        let Some(text) = sources.text(&path).map(str::to_owned) else { bail!("{path} holds no text") };
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let target = folders.to.join(format!("{stem}.md"));
        refuse_unfit(file, &stem, &target, folders)?;
        if let Some(twin) = imports.iter().find(|import| import.text == target) {
            bail!(
                "{} and {path} would both become {}; nothing was written",
                twin.from.display(),
                target.display()
            );
        }
        let (Recovery { parsed, decisions }, problems) = document::recovered(&path, &text);
        diagnostics.extend(problems);
        let mut written = Sidecar::None;
        // Front matter goes on to the Markdown as it is.
        let mut front = text[..front_matter(&text).1.start].to_owned();
        // Front matter says already what was found in it.
        let metadata = if front.is_empty() { metadata(&parsed.found) } else { String::new() };
        let (beside, own) = (target.with_extension("yaml"), file.with_extension("yaml"));
        if !files_called(&folders.to, &stem).contains(&beside) {
            let came_along =
                sources.read_text(&own, "").is_ok().then(|| sources.text("").unwrap_or("").to_owned());
            match came_along {
                Some(yaml) => {
                    written = Sidecar::New(beside, yaml);
                    front.push_str(&as_front_matter(&metadata));
                }
                None if !metadata.is_empty() => written = Sidecar::New(beside, metadata),
                None => {}
            }
        } else {
            written = Sidecar::Kept(beside);
            front.push_str(&as_front_matter(&metadata));
        }
        imports.push(Import {
            from: file.clone(),
            text: target,
            markdown: front + &markdown(&parsed),
            sidecar: written,
            report: report(&text, &parsed, &decisions),
        });
    }
    Ok(imports)
}

/// Two texts of one name would share an address and a sidecar, and the same text twice is no corpus.
fn refuse_unfit(file: &Path, stem: &str, target: &Path, folders: &Folders) -> anyhow::Result<()> {
    let in_seeds = |path: &Path| {
        let seeds = real_path(&folders.seeds);
        real_path(path).zip(seeds).is_some_and(|(path, seeds)| path.starts_with(seeds))
    };
    if in_seeds(file) && in_seeds(&folders.to) {
        bail!(
            "{} is a text of the corpus; beside its Markdown it would be there twice\n\n\
             Move it out of {} and import it from there (its sidecar stays, and goes on to hold),\n\
             or write the Markdown into another folder with --to.",
            file.display(),
            folders.seeds.display()
        );
    }
    for other in files_called(&folders.to, stem) {
        if other == target {
            bail!("{} is already there; nothing was written", target.display());
        }
        if document::is_seed(&other.to_string_lossy()) && in_seeds(&folders.to) {
            bail!(
                "{} has the same name as {} would have; nothing was written\n\nMove one of them away, or rename it.",
                other.display(),
                target.display()
            );
        }
    }
    Ok(())
}

/// What the text says of itself, as YAML.
fn metadata(found: &Found) -> String {
    let mut yaml = String::new();
    // A JSON string is a YAML one, whatever it holds.
    let quoted = |text: &str| serde_json::to_string(text).expect("text is JSON");
    if !found.authors.is_empty() {
        let authors: Vec<String> = found.authors.iter().map(|author| quoted(author)).collect();
        let _ = writeln!(yaml, "authors: [{}]", authors.join(", "));
    }
    let keys = [
        ("date", &found.date),
        ("description", &found.description),
        ("language", &found.language),
        ("source", &found.source),
    ];
    for (key, value) in keys {
        if let Some(value) = value {
            let _ = writeln!(yaml, "{key}: {}", quoted(value));
        }
    }
    yaml
}

fn as_front_matter(metadata: &str) -> String {
    if metadata.is_empty() { String::new() } else { format!("---\n{metadata}---\n\n") }
}

fn report(text: &str, parsed: &Parsed, decisions: &[Decision]) -> String {
    let mut out = String::new();
    let kinds = [
        (Kind::Heading, "heading"),
        (Kind::Paragraph, "paragraph"),
        (Kind::Item, "item"),
        (Kind::Quote, "quotation"),
        (Kind::Verse, "verse passage"),
        (Kind::Code, "code passage"),
        (Kind::Table, "table cell"),
    ];
    let passages = |kind| parsed.passages.iter().filter(|passage| passage.kind == kind).count();
    let counts = kinds.into_iter().map(|(kind, name)| (passages(kind), name));
    let counts: Vec<String> = counts
        .chain([(parsed.notes.len(), "note")])
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{} {name}{}", grouped(count), if count == 1 { "" } else { "s" }))
        .collect();
    let _ =
        writeln!(out, "    {}", if counts.is_empty() { "no words".to_owned() } else { counts.join(", ") });
    let line =
        |offset: usize| 1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count();
    let apart: Vec<_> = parsed
        .removed
        .iter()
        .filter(|one| matches!(one.why, Why::Boilerplate | Why::Metadata) && !one.text.trim().is_empty())
        .collect();
    if !apart.is_empty() {
        let _ = writeln!(out, "    set apart, not in the Markdown:");
    }
    for one in apart.iter().take(SHOWN) {
        let (line, why) = (line(one.source.start), one.why.name());
        let _ = writeln!(out, "    {line:>5}  {why}: {}", shortened(&one.text));
    }
    more(&mut out, apart.len());
    let mut unsure: Vec<_> = decisions.iter().filter(|decision| decision.confidence < UNSURE).collect();
    unsure.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    if !unsure.is_empty() {
        let _ = writeln!(out, "    least sure of:");
    }
    for decision in unsure.iter().take(SHOWN) {
        let words = decision.passage.map_or("", |ix| parsed.passages[ix.0 as usize].text.as_str());
        let sure = (decision.confidence * 100.0).round();
        let instead =
            decision.runner_up.map_or_else(String::new, |(kind, _)| format!(", else {}", kind.name()));
        let (at, kind) = (decision.line, decision.passage.map_or("set apart", |_| decision.kind.name()));
        let _ = writeln!(out, "    {at:>5}  {kind}, {sure} % sure{instead}: {}", shortened(words));
    }
    more(&mut out, unsure.len());
    out
}

fn more(out: &mut String, count: usize) {
    if count > SHOWN {
        let _ = writeln!(out, "           … and {} more", grouped(count - SHOWN));
    }
}

fn shortened(text: &str) -> String {
    document::quote::shorten(&text.trim().replace('\n', " ⏎ "), WIDEST)
}

/// The Markdown, and nothing else.
pub fn print(imports: &[Import]) {
    let mut out = anstream::stdout().lock();
    for import in imports {
        let _ = out.write_all(import.markdown.as_bytes());
    }
    let _ = out.flush();
}

/// What was made of each text.
pub fn say(imports: &[Import], written: Written) {
    let mut screen = String::new();
    for import in imports {
        let _ = writeln!(screen, "  {} → {}", import.from.display(), import.text.display());
        screen.push_str(&import.report);
        let _ = match (&import.sidecar, written) {
            (Sidecar::New(path, _), Written::Yes) => {
                writeln!(screen, "    its metadata are in {}", path.display())
            }
            (Sidecar::New(path, yaml), Written::No) => writeln!(
                screen,
                "    its metadata would go to {}:\n{}",
                path.display(),
                yaml.lines().map(|line| format!("      {line}")).collect::<Vec<_>>().join("\n")
            ),
            (Sidecar::Kept(path), _) => writeln!(screen, "    {} is kept as it is", path.display()),
            (Sidecar::None, _) => Ok(()),
        };
    }
    let _ = match written {
        Written::Yes => anstream::stdout().lock().write_all(screen.as_bytes()),
        Written::No => {
            screen.push_str("  nothing was written\n");
            anstream::stderr().lock().write_all(screen.as_bytes())
        }
    };
}
