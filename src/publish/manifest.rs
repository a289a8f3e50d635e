//! The list of Seedbed's own files in an output folder: what may be replaced and deleted.

use super::checksum;
use super::seal::Seal;
use crate::site::Site;
use anyhow::{Context as _, bail};
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The list of Seedbed's own files in an output folder.
pub const MANIFEST: &str = ".seedbed-manifest";
const MANIFEST_HEAD: &str = "# Files in this folder that Seedbed wrote, and may replace or delete.";

/// Opens the last line, which tells whether the lines before it are whole.
const MANIFEST_END: &str = "# whole ";

/// The paths that an earlier build wrote.
pub struct Manifest {
    pub paths: BTreeSet<PathBuf>,
    /// Whether every byte is as it was written: of a damaged one no line is believed.
    pub is_whole: bool,
    pub seal: Option<Seal>,
}

impl Manifest {
    pub fn read(output: &Path) -> anyhow::Result<Manifest> {
        let path = output.join(MANIFEST);
        if fs::symlink_metadata(&path).is_ok_and(|manifest| !manifest.is_file()) {
            bail!("{} is in the way; move it away", path.display());
        }
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            // A damaged manifest claims nothing: every file is then somebody else's.
            Err(error) if error.kind() == ErrorKind::InvalidData => String::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let is_whole =
            text.rsplit_once(MANIFEST_END).is_some_and(|(head, sum)| sum.trim_end() == checksum(head));
        let lines = text.lines().filter(|line| is_whole && !line.starts_with('#'));
        let mut paths: BTreeSet<PathBuf> = lines.map(PathBuf::from).collect();
        paths.insert(PathBuf::from(MANIFEST));
        let seal = text.lines().filter(|_| is_whole).find_map(Seal::parse);
        Ok(Manifest { paths, is_whole, seal })
    }

    /// The folder is Seedbed's, but which files of it are is lost: those are that the site needs. What an
    /// older site had besides stays, as a file of others does.
    pub fn made_anew(mut self, output: &Path, site: &Site) -> Manifest {
        if !self.is_whole && output.join(MANIFEST).exists() {
            self.paths.extend(site.paths().map(PathBuf::from));
        }
        self
    }

    /// Whether it lists what is no file of the site, or lacks one of its files.
    pub fn is_other_than(&self, site: &Site) -> bool {
        !self.is_whole
            || self.paths.len() != site.paths().len() + 1
            || site.paths().any(|path| !self.paths.contains(Path::new(path)))
    }

    /// What lies in the output folder and is not Seedbed's: files and links, and folders without either.
    pub fn foreign_files(&self, output: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let mut foreign = Vec::new();
        if !output.exists() {
            return Ok(foreign);
        }
        for entry in walkdir::WalkDir::new(output).follow_links(false).min_depth(1).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot look through {}", output.display()))?;
            let path = entry.path().strip_prefix(output).expect("the walk began there").to_owned();
            let is_empty_folder =
                || fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none());
            if entry.file_type().is_dir() && !is_empty_folder() {
                continue;
            }
            if !self.paths.contains(&path) {
                foreign.push(path);
            }
        }
        Ok(foreign)
    }

    /// The manifest of a site that is whole.
    pub fn text(site: &Site, seal: &Seal) -> String {
        let mut text = format!("{MANIFEST_HEAD}\n");
        for path in site.paths() {
            text.push_str(path);
            text.push('\n');
        }
        text.push_str(&seal.line());
        format!("{text}{MANIFEST_END}{}\n", checksum(&text))
    }
}
