//! Taking the site away again: what the manifest names, and nothing else.

use super::manifest::{MANIFEST, Manifest};
use super::stage::Stage;
use super::{real, refuse_unfit};
use anyhow::Context as _;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

/// What [`clean`] did: how many files it deleted, and how many are left because they are not Seedbed's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cleaned {
    pub deleted: usize,
    pub left: usize,
}

/// Deletes the site from `output`: what the manifest names, and folders that are empty then.
pub fn clean(output: &Path, root: &Path) -> anyhow::Result<Cleaned> {
    let output = real(output)?;
    refuse_unfit(&output, &real(root)?)?;
    let parent = output.parent().context("the output folder cannot be the root of the file system")?;
    if !output.join(MANIFEST).exists() {
        let left =
            Manifest { paths: BTreeSet::new(), is_whole: true, seal: None }.foreign_files(&output)?.len();
        return Ok(Cleaned { deleted: 0, left });
    }
    let stage = Stage::open(parent, &output)?;
    let manifest = Manifest::read(&output)?;
    if !manifest.is_whole {
        anyhow::bail!("{} is damaged; build the site once, then clean", output.join(MANIFEST).display());
    }
    let foreign = manifest.foreign_files(&output)?;
    let is_link = |path: &Path| path.ancestors().skip(1).any(|folder| output.join(folder).is_symlink());
    let mut deleted = 0;
    // The manifest goes last, so that what is left after a failure is still known to be Seedbed's.
    for path in manifest.paths.iter().filter(|path| is_plain(path) && path.as_path() != Path::new(MANIFEST)) {
        let file = output.join(path);
        if !is_link(path) && fs::symlink_metadata(&file).is_ok_and(|file| !file.is_dir()) {
            fs::remove_file(&file).with_context(|| format!("cannot delete {}", file.display()))?;
            deleted += 1;
        }
    }
    fs::remove_file(output.join(MANIFEST)).with_context(|| format!("cannot clear {}", output.display()))?;
    for entry in walkdir::WalkDir::new(&output).follow_links(false).contents_first(true) {
        let entry = entry.with_context(|| format!("cannot look through {}", output.display()))?;
        let path = entry.path().strip_prefix(&output).expect("the walk began there");
        let is_ours = !foreign.iter().any(|foreign| foreign.starts_with(path));
        if entry.file_type().is_dir() && is_ours {
            // A folder with something in it is kept by the system.
            let _ = fs::remove_dir(entry.path());
        }
    }
    stage.clear()?;
    Ok(Cleaned { deleted, left: foreign.len() })
}

/// A path that stays below the folder that it is joined to.
fn is_plain(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}
