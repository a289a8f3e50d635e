//! `seedbed export`: one data file of the site, without building the rest.

use super::{Fail, exit_code, report, understand};
use crate::diagnostic::Severity;
use crate::pipeline::{self, Understood};
use crate::publish;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct Export {
    /// What to write
    what: What,
    /// The folder that holds seeds/
    #[arg(default_value = ".")]
    root: PathBuf,
    /// A new file for it, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    fail: Fail,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Every passage, as JSON Lines
    Passages,
    /// Every mention, as JSON Lines with W3C Web Annotation selectors
    Annotations,
    /// The lexicon, as SKOS in JSON-LD
    Skos,
    /// The lexicon, as SKOS in Turtle
    Turtle,
    /// The texts, as CSL-JSON for reference managers
    Csl,
    /// The texts, as BibTeX
    Bibtex,
}

impl What {
    /// Where the site has it.
    fn path(self) -> &'static str {
        match self {
            What::Passages => "data/passages.jsonl",
            What::Annotations => "data/annotations.jsonl",
            What::Skos => "data/lexicon.jsonld",
            What::Turtle => "data/lexicon.ttl",
            What::Csl => "data/texts.csl.json",
            What::Bibtex => "data/texts.bib",
        }
    }
}

pub fn run(arguments: &Export) -> anyhow::Result<ExitCode> {
    let (sources, Understood { corpus, diagnostics, .. }) = understand(&arguments.root)?;
    let path = arguments.what.path();
    let content = pipeline::site(corpus, &sources)?.get(path)?.context("the site has no such file")?;
    match &arguments.output {
        Some(file) => {
            let text = String::from_utf8(content.to_vec()).context("the data files are UTF-8")?;
            publish::write_new(&[(file.clone(), text)])?;
        }
        // A closed pipe is the reader's wish, not our failure.
        None => drop(anstream::stdout().lock().write_all(&content)),
    }
    report::diagnostics(&diagnostics, &sources, Severity::Warning);
    Ok(exit_code(&diagnostics, arguments.fail.least()))
}
