//! Writing the site: whole or not at all, and never over a file that Seedbed did not write.
//!
//! The new site is built up in a folder beside the output folder and then takes its place in one
//! step; a build that is killed leaves the old site, complete. A manifest in the output folder tells
//! which files are Seedbed's. All others are taken along, as they are. The only part of the program
//! that writes.
#![expect(clippy::disallowed_methods, reason = "the one place that writes to the disk")]

mod clean;
mod fresh;
mod inputs;
mod lock;
mod manifest;
mod record;
mod seal;
mod stage;
mod sync;

pub use clean::{Cleaned, clean};
pub use inputs::{Input, revise_inputs, write_ledger, write_missing, write_new};
pub use record::{forget_record, write_record};
pub use seal::unchanged;

use crate::diagnostic::{Code, Diagnostic};
use crate::site::Site;
use anyhow::{Context as _, bail};
use manifest::{MANIFEST, Manifest};
use seal::Seal;
use stage::{Made, Stage};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// What came of it.
pub struct Published {
    /// Files of the site.
    pub files: usize,
    /// Files that are new or other than they were; the others were left alone.
    pub written: usize,
    /// Which files in the output folder are not Seedbed's.
    pub diagnostics: Vec<Diagnostic>,
}

/// Puts the site into `output`. The fingerprint is that of all that it was made of.
pub fn publish(site: &Site, output: &Path, root: &Path, fingerprint: &str) -> anyhow::Result<Published> {
    let output = real(output)?;
    refuse_unfit(&output, &real(root)?)?;
    let parent = output.parent().context("the output folder cannot be the root of the file system")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    let stage = Stage::open(parent, &output)?;
    let old = Manifest::read(&output)?.made_anew(&output, site);
    let foreign = old.foreign_files(&output)?;
    if let Some(clash) = foreign.iter().find(|path| site.has(&slashed(path))) {
        bail!(
            "{} was not written by Seedbed, but the site needs that name; move it away, or choose another output folder",
            output.join(clash).display()
        );
    }
    let diagnostics = foreign.iter().map(|path| left_alone(path)).collect();
    let Made { kept, content } = stage.write(site, &output, &old)?;
    let seal = Seal { fingerprint: fingerprint.to_owned(), content };
    let written = site.paths().len() - kept.len();
    if written > 0 || old.is_other_than(site) {
        stage.keep(&kept, &output)?;
        stage.finish(site, &seal)?;
        stage.take_along(&foreign, &output)?;
        stage.swap(&output)?;
    } else if old.seal.as_ref() != Some(&seal) {
        // Other inputs have made the same site.
        stage.finish(site, &seal)?;
        let (from, to) = (stage.new.join(MANIFEST), output.join(MANIFEST));
        fs::rename(&from, &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    stage.clear()?;
    Ok(Published { files: site.paths().len(), written, diagnostics })
}

fn left_alone(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::ForeignFile, format!("{} is not Seedbed's; it was left as it is", path.display()))
}

/// The path without links and dots, also where its end does not exist yet.
fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let absolute =
        std::path::absolute(path).with_context(|| format!("no such folder: {}", path.display()))?;
    let mut missing = Vec::new();
    let mut base = absolute.as_path();
    loop {
        match base.canonicalize() {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path: PathBuf, part| path.join(part))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match base.components().next_back() {
                    Some(Component::Normal(name)) => missing.push(name.to_owned()),
                    _ => bail!("the output folder {} cannot be reached", path.display()),
                }
                base = base.parent().context("the output folder cannot be reached")?;
            }
            Err(error) => return Err(error).with_context(|| format!("cannot reach {}", path.display())),
        }
    }
}

/// An output folder must hold none of the inputs, and lie in none of them.
fn refuse_unfit(output: &Path, root: &Path) -> anyhow::Result<()> {
    if root.starts_with(output) {
        bail!("the output folder {} contains the seeds; choose another one", output.display());
    }
    for input in ["seeds", "templates", "static", "src", ".git"] {
        if output.starts_with(root.join(input)) {
            bail!("the output folder {} lies inside {input}/; choose another one", output.display());
        }
    }
    if output.exists() && !output.is_dir() {
        bail!("{} is a file; the output must be a folder", output.display());
    }
    Ok(())
}

/// What tells these lines from damaged ones.
pub fn checksum(lines: &str) -> String {
    blake3::hash(lines.as_bytes()).to_hex()[..16].to_owned()
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
