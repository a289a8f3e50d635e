//! `seedbed build`: makes the site, or finds that it is made already.

use super::progress::Progress;
use super::report::{self, Format};
use super::said::Said;
use super::summary::{self, Counts};
use super::timings::Timings;
use super::{Fail, exit_code, output_folder, read, refuse_home};
use crate::anchor::{LEDGER, Naming};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{self, Listener, Memory, Step, Understood};
use crate::publish::{self, Published};
use crate::source::Sources;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

#[derive(Args)]
pub struct Build {
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    /// Where the site goes [default: public/ in the root]
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
    /// Open the site in a browser when it is made
    #[arg(short, long)]
    open: bool,
    #[command(flatten)]
    fail: Fail,
    /// How problems are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Say nothing but errors and warnings
    #[arg(short, long)]
    quiet: bool,
    /// Say on standard error what each step took
    #[arg(long)]
    timings: bool,
}

/// What came of a build.
struct Built {
    counts: Counts,
    published: Published,
    /// In order.
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

/// What a build begins with.
struct Read<'a> {
    root: &'a Path,
    output: &'a Path,
    sources: Sources,
    unread: Vec<Diagnostic>,
    /// What tells the sources from others, their ledger left out.
    inputs: blake3::Hash,
}

pub fn run(arguments: &Build) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let (timings, progress) = (Timings::start(), Progress::start());
    let done = |step| {
        timings.done(step);
        progress.done(step);
    };
    let root = arguments.root.as_path();
    let (sources, unread) = read(root, &done)?;
    let output = output_folder(arguments.dest_dir.as_deref(), root);
    refuse_home(&output)?;
    let inputs = sources.digest(LEDGER);
    let read = Read { root, output: &output, sources, unread, inputs };
    let built = match left(&read, &done)? {
        Some(built) => built,
        None => made(read, &done)?,
    };
    drop(progress);
    if arguments.timings {
        report::aside(&timings.table());
    }
    let diagnostics = built.diagnostics.as_slice();
    report::show(arguments.format, diagnostics, &built.sources, Severity::Warning);
    if !arguments.quiet && arguments.format != Format::Json {
        summary::print(&summary::Made {
            counts: built.counts,
            output: &output,
            files: built.published.files,
            written: built.published.written,
            diagnostics,
            time: start.elapsed(),
        });
    }
    if arguments.open {
        report::open(output.join("index.html").as_os_str());
    }
    let code = exit_code(diagnostics, arguments.fail.least());
    leave(built);
    Ok(code)
}

/// Leaves the site as it is if the last build made it of the same files: then it would say the same, too.
fn left(read: &Read<'_>, done: Listener<'_>) -> anyhow::Result<Option<Built>> {
    let Read { root, output, sources, unread, inputs } = read;
    let ledger = sources.text(LEDGER).unwrap_or("");
    let is_last =
        |said: &Said| pipeline::fingerprint(inputs, blake3::hash(ledger.as_bytes())) == said.fingerprint;
    let Some(said) = Said::last(root).filter(is_last).filter(|_| !sources.is_unread(LEDGER)) else {
        return Ok(None);
    };
    let Some(published) = publish::unchanged(output, root, &said.fingerprint)? else { return Ok(None) };
    done(Step { name: "publish", count: published.written, of: "files written" });
    // It says what it shall say; but its line ends may be other ones.
    let problem = publish::write_ledger(root, LEDGER, ledger).err();
    let (config, _) = Config::read(sources);
    let mut diagnostics = said.diagnostics;
    diagnostics.extend(config.judge(unread.clone()));
    Diagnostic::sort(&mut diagnostics);
    diagnostics.extend(config.judge(published.diagnostics.iter().cloned().chain(problem).collect()));
    Ok(Some(Built { counts: said.counts, published, diagnostics, sources: sources.clone() }))
}

/// Finds out what the sources say, and makes the site unless it is there.
fn made(read: Read<'_>, done: Listener<'_>) -> anyhow::Result<Built> {
    let Read { root, output, sources, unread, inputs } = read;
    let understood = pipeline::understand_anew(&sources, &mut Memory::for_once(), done);
    let Understood { corpus, diagnostics, naming } = understood;
    let fingerprint = pipeline::fingerprint(&inputs, digest(&naming));
    let said = Said { fingerprint, counts: Counts::of(&corpus), diagnostics };
    let mut diagnostics = said.diagnostics.clone();
    diagnostics.extend(corpus.config.judge(unread));
    Diagnostic::sort(&mut diagnostics);
    let shown = diagnostics.iter().filter_map(|one| Some(one.place.as_ref()?.path.as_str())).collect();
    // What passages were called before is not to be lost because it could not be read today.
    let keeps_ledger = sources.is_unread(LEDGER);
    let sources = sources.without_seeds_but(&shown);
    let published = match publish::unchanged(output, root, &said.fingerprint)? {
        Some(published) => published,
        None => {
            let site = pipeline::site(corpus.clone(), &sources)?;
            done(Step { name: "lay out", count: site.paths().len(), of: "files" });
            publish::publish(&site, output, root, &said.fingerprint)?
        }
    };
    done(Step { name: "publish", count: published.written, of: "files written" });
    let mut late = published.diagnostics.clone();
    if !corpus.texts.is_empty() && !keeps_ledger {
        late.extend(publish::write_ledger(root, LEDGER, &naming.ledger()).err());
        said.keep(root);
    }
    diagnostics.extend(corpus.config.judge(late));
    done(Step { name: "ledger", count: corpus.texts.len(), of: "texts" });
    let counts = said.counts;
    leave((corpus, naming, said));
    Ok(Built { counts, published, diagnostics, sources })
}

/// What tells the ledger that is to be written from others.
fn digest(naming: &Naming) -> blake3::Hash {
    let mut digest = blake3::Hasher::new();
    naming.write_ledger(|piece| {
        digest.update(piece.as_bytes());
    });
    digest.finalize()
}

/// Leaves a value to the system, which takes back the memory of a program that ends in one step: to give back millions
/// of small pieces takes a large corpus as long as to read it.
fn leave<T>(value: T) {
    std::mem::forget(value);
}
