//! The command line: the only part that talks, and the only one that looks at the clock.
#![expect(clippy::disallowed_methods, reason = "the one place that looks at the clock and the environment")]

mod build;
mod concept;
mod explain;
mod export;
mod import;
mod init;
mod numbers;
mod progress;
mod report;
mod said;
mod serve;
mod suggest;
mod summary;
mod timings;

use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Listener, Step, Understood};
use crate::publish;
use crate::source::{self, Sources};
use clap::{Args, Parser, Subcommand};
use explain::{Certainty, Question};
use report::Format;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The stack of the threads that parse and render, in bytes: deep nesting in texts and templates.
const STACK: usize = 16 << 20;

/// Turns a folder of texts into an annotated, cross-linked site.
///
/// Without a command, in a folder that has seeds/, the site is built.
#[derive(Parser)]
#[command(name = "seedbed", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: build::Build,
}

#[derive(Subcommand)]
enum Command {
    /// Begin a corpus: settings and two texts to try; nothing is ever overwritten
    Init(init::Init),
    /// Build the site
    Build(build::Build),
    /// Show the site in a browser, and anew whenever a file is saved
    Serve(serve::Serve),
    /// Report problems without writing anything
    Check(Check),
    /// Say what was understood of a text, and why each mention is linked or not; or what a code means
    Explain(Explain),
    /// Write texts as clean Markdown, to go on from there; nothing is ever overwritten
    Import(Import),
    /// Propose concepts and aliases that the texts suggest, as a file to review
    Suggest(Suggest),
    /// Rename, merge or split concepts
    #[command(subcommand)]
    Concept(concept::Command),
    /// Write one data file of the site: passages, annotations, lexicon, bibliography
    Export(export::Export),
    /// Delete the site, and nothing in its folder that Seedbed did not write
    Clean(Clean),
}

#[derive(Args)]
struct Clean {
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    /// Where the site is [default: public/ in the root]
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
}

#[derive(Args)]
struct Check {
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    #[command(flatten)]
    fail: Fail,
    /// How problems are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Args)]
struct Explain {
    /// The text, and a line of it if only that is asked about; or the code of a problem, or `codes` for all
    #[arg(value_name = "FILE[:LINE]|CODE")]
    place: String,
    /// List only what Seedbed is unsure of
    #[arg(long)]
    low: bool,
    /// The folder that holds seeds/
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

#[derive(Args)]
struct Import {
    /// The texts: plain text with any ending, or whatever else Seedbed reads
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where the Markdown goes [default: seeds/ in the root]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Write nothing: print the Markdown, and say on standard error what would be done
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// The folder that holds seeds/
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
}

#[derive(Args)]
struct Suggest {
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    /// At most so many proposals [default: as many as suit the length of the texts]
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Only what occurs in at least so many texts
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_texts: u32,
    /// Show what would change and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

#[derive(Args)]
struct Fail {
    /// Let warnings fail the run as errors do
    #[arg(short, long)]
    strict: bool,
}

impl Fail {
    /// The least severity that makes the program end with 1.
    fn least(&self) -> Severity {
        if self.strict { Severity::Warning } else { Severity::Error }
    }
}

/// Runs the program. 0: fine; 1: problems in the corpus; 2: it could not run.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // A second pool in one process would only mean that a test runs the program twice.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let result = match cli.command {
        Some(Command::Init(arguments)) => init::run(&arguments),
        Some(Command::Build(arguments)) => build::run(&arguments),
        Some(Command::Serve(arguments)) => serve::serve(&arguments),
        Some(Command::Check(arguments)) => check(&arguments),
        Some(Command::Explain(arguments)) => explain(&arguments),
        Some(Command::Import(arguments)) => import(&arguments),
        Some(Command::Suggest(arguments)) => suggest(&arguments),
        Some(Command::Concept(command)) => concept::run(&command),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Clean(arguments)) => clean(&arguments),
        None => build::run(&cli.build),
    };
    result.unwrap_or_else(|error| {
        report::failure(&error);
        ExitCode::from(2)
    })
}

fn clean(arguments: &Clean) -> anyhow::Result<ExitCode> {
    let output = output_folder(arguments.dest_dir.as_deref(), &arguments.root);
    let cleaned = publish::clean(&output, &arguments.root)?;
    publish::forget_record(&arguments.root);
    summary::print_cleaned(&output, cleaned);
    Ok(ExitCode::SUCCESS)
}

fn output_folder(asked: Option<&Path>, root: &Path) -> PathBuf {
    asked.map_or_else(|| root.join("public"), Path::to_owned)
}

/// A site takes the place of its folder, and a home folder is in use.
fn refuse_home(output: &Path) -> anyhow::Result<()> {
    let home = std::env::home_dir().and_then(|home| source::real_path(&home));
    if home.is_some() && source::real_path(output) == home {
        anyhow::bail!("{} is your home folder; choose another output folder", output.display());
    }
    Ok(())
}

fn check(arguments: &Check) -> anyhow::Result<ExitCode> {
    let (sources, Understood { corpus, mut diagnostics, .. }) = understand(&arguments.root)?;
    let site = pipeline::site(corpus.clone(), &sources)?;
    diagnostics.extend(corpus.config.judge(site.broken_links()?));
    report::show(arguments.format, &diagnostics, &sources, Severity::Note);
    if arguments.format != Format::Json {
        report::counts(&diagnostics);
    }
    Ok(exit_code(&diagnostics, arguments.fail.least()))
}

fn explain(arguments: &Explain) -> anyhow::Result<ExitCode> {
    if let Some(page) = explain::of_code(&arguments.place) {
        report::page(&page);
        return Ok(ExitCode::SUCCESS);
    }
    let (sources, Understood { corpus, .. }) = understand(&arguments.root)?;
    let certainty = if arguments.low { Certainty::Low } else { Certainty::Any };
    explain::print(&corpus, &sources, &Question::parse(&arguments.place, certainty))?;
    Ok(ExitCode::SUCCESS)
}

fn import(arguments: &Import) -> anyhow::Result<ExitCode> {
    let seeds = arguments.root.join("seeds");
    let to = arguments.to.clone().unwrap_or_else(|| seeds.clone());
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let imports =
        import::read(&arguments.files, &import::Folders { to, seeds }, &mut sources, &mut diagnostics)?;
    if arguments.dry_run {
        import::print(&imports);
    } else {
        let files = imports.iter().flat_map(import::Import::files);
        publish::write_new(&files.collect::<Vec<_>>())?;
    }
    report::diagnostics(&diagnostics, &sources, Severity::Warning);
    import::say(&imports, arguments.dry_run.into());
    Ok(exit_code(&diagnostics, Severity::Error))
}

fn suggest(arguments: &Suggest) -> anyhow::Result<ExitCode> {
    let (sources, understood) = understand(&arguments.root)?;
    let ask = suggest::Ask {
        root: &arguments.root,
        top: arguments.top,
        min_texts: arguments.min_texts,
        writing: concept::Writing::unless(&arguments.dry_run),
    };
    suggest::run(&ask, &sources, &understood)
}

fn has_seeds(root: &Path) -> anyhow::Result<()> {
    if !root.join("seeds").is_dir() {
        anyhow::bail!(
            "there is no folder seeds/ in {}\n\nPut your texts there (.txt, .md or .html), then run seedbed again, or begin with `seedbed init`; `seedbed --help` tells more.",
            root.display()
        );
    }
    if let Some((folder, error)) = source::refused(root) {
        anyhow::bail!("{} cannot be listed ({error}); nothing was written", folder.display());
    }
    Ok(())
}

/// What lies below a root, and what could not be read.
fn read(root: &Path, done: Listener<'_>) -> anyhow::Result<(Sources, Vec<Diagnostic>)> {
    has_seeds(root)?;
    let (sources, unread) = Sources::read(root);
    done(Step { name: "read", count: sources.len(), of: "files" });
    Ok((sources, unread))
}

fn understand(root: &Path) -> anyhow::Result<(Sources, Understood)> {
    let (sources, unread) = read(root, &|_| {})?;
    let mut understood = pipeline::understand(&sources);
    understood.diagnostics.extend(understood.corpus.config.judge(unread));
    Diagnostic::sort(&mut understood.diagnostics);
    Ok((sources, understood))
}

fn exit_code(diagnostics: &[Diagnostic], least: Severity) -> ExitCode {
    // Severities are in order from the gravest down.
    ExitCode::from(u8::from(diagnostics.iter().any(|diagnostic| diagnostic.severity <= least)))
}
