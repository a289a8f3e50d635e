//! `seedbed init`: the files that a new corpus begins with, or a copy of the theme to change.

use crate::publish;
use crate::theme;
use clap::Args;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Init {
    /// The folder that holds seeds/, or shall
    #[arg(default_value = ".")]
    root: PathBuf,
    /// Copy the templates and static files instead, to change them
    #[arg(long)]
    theme: bool,
}

const CONFIG: &str = "\
title: My texts
description: Texts that speak about the same things.
language: en
# base-url: https://name.github.io/repository/    # where the site will stand on the web
";

const IGNORED: &str = "\
# What Seedbed makes from the seeds.
/public/
";

/// Two short texts that share concepts, so that the first build shows what there is to see.
const SAMPLES: [(&str, &str); 3] = [
    (
        "seeds/on-gardens.md",
        "# On gardens\n\nA garden is a place where somebody decides what may grow. Its beds are a plan made visible, \
         and its weeds are what the plan left out.\n\nWhoever keeps a garden learns patience: no *seedbed* hurries for \
         the gardener.\n",
    ),
    (
        "seeds/on-libraries.txt",
        "On libraries\n\nA library is a garden of books. Its catalogue is the plan, and what nobody has catalogued \
         grows in boxes.\n\nGardeners weed, and so do librarians.\n",
    ),
    (
        "seeds/concepts.yaml",
        "# The concepts that the texts share. `seedbed suggest` proposes more.\nconcepts:\n  - name: Garden\n    \
         aliases: [gardener]\n    definition: A place where somebody decides what may grow.\n  - name: Plan\n    \
         definition: What is decided before anything is there.\n    related: [garden]\n  - name: Weed\n    \
         definition: What grows although the plan left it out.\n",
    ),
];

/// Writes what is missing, and nothing over a file that is there.
pub fn run(arguments: &Init) -> anyhow::Result<ExitCode> {
    let files = if arguments.theme { theme_files() } else { starter_files(&arguments.root) };
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().map(|(path, bytes)| (arguments.root.join(path), bytes)).collect();
    let written = publish::write_missing(&files)?;
    let mut screen = String::new();
    for ((path, _), written) in files.iter().zip(&written) {
        let what = if *written { "made" } else { "left as it is" };
        screen.push_str(&format!("  {}: {what}\n", path.display()));
    }
    screen.push_str(if arguments.theme {
        "\n  A file in templates/ or static/ takes the place of Seedbed's own. Delete those that you do not change:\n  \
         a copy does not follow when Seedbed mends or improves its own.\n"
    } else {
        "\n  Put your texts into seeds/, then: seedbed serve --open\n"
    });
    // A closed pipe is the reader's wish, not our failure.
    let _ = anstream::stdout().lock().write_all(screen.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// Settings, and two texts to look at if there are no seeds yet.
fn starter_files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let samples = if root.join("seeds").is_dir() { &[][..] } else { &SAMPLES };
    let all = [("seedbed.yaml", CONFIG), (".gitignore", IGNORED)].iter().chain(samples);
    all.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn theme_files() -> Vec<(String, Vec<u8>)> {
    theme::built_in().map(|(path, bytes)| (path, bytes.to_vec())).collect()
}
