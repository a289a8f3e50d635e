//! The folder beside the output folder in which the new site grows, until it takes the place of the old one.

use super::fresh::Fresh;
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest};
use super::seal::{self, Seal};
use super::sync::{self, Written};
use crate::site::Site;
use anyhow::{Context as _, bail};
use rayon::prelude::*;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What was made of a site: the files that were there already, and what tells all of them from others.
pub struct Made<'s> {
    pub kept: Vec<&'s str>,
    pub content: String,
}

/// The folder beside the output in which the new site grows. It is locked while it is in use.
pub struct Stage {
    folder: PathBuf,
    pub new: PathBuf,
    lock: Lock,
}

impl Stage {
    pub fn open(parent: &Path, output: &Path) -> anyhow::Result<Stage> {
        let name = output.file_name().context("the output folder has no name")?.to_string_lossy();
        let folder = parent.join(format!(".{name}.seedbed-stage"));
        if fs::symlink_metadata(&folder).is_ok_and(|stage| !stage.is_dir()) {
            bail!("{} is in the way; move it away", folder.display());
        }
        let lock = Lock::take(&folder, output).map_err(|error| elsewhere(error, parent))?;
        let (new, old) = (folder.join("new"), folder.join("old"));
        if old.exists() && !output.exists() {
            // A build was killed between the two steps of a swap: the old site goes back first.
            fs::rename(&old, output).with_context(|| format!("cannot put back {}", output.display()))?;
        }
        remove_folder(&new)?;
        Ok(Stage { folder, new, lock })
    }

    /// Makes every file of the site, and writes those that the old site has not or has otherwise.
    pub fn write<'s>(&self, site: &'s Site, output: &Path, old: &Manifest) -> anyhow::Result<Made<'s>> {
        let paths: Vec<&str> = site.paths().collect();
        let mut folders: Vec<PathBuf> =
            paths.iter().filter_map(|path| Some(self.new.join(path).parent()?.to_owned())).collect();
        folders.dedup();
        for folder in folders {
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let make = |path: &str, written: &Written| -> anyhow::Result<(bool, blake3::Hash)> {
            let before = old.paths.contains(Path::new(path)).then(|| output.join(path));
            let mut file = Fresh::new(self.new.join(path), written);
            site.write(path, &mut file)?;
            file.finish(before.as_deref()).with_context(|| format!("cannot write {path}"))
        };
        // One at a time: some take a hundred times as long as others.
        let made: Vec<(bool, blake3::Hash)> = sync::meanwhile(&self.new, |written| {
            let made = paths.par_iter().with_max_len(1).map(|path| make(path, written));
            made.collect::<anyhow::Result<_>>()
        })?;
        let content =
            seal::content(std::iter::zip(paths.iter().copied(), made.iter().map(|(_, digest)| *digest)));
        let kept = std::iter::zip(paths, made).filter(|(_, (kept, _))| *kept).map(|(path, _)| path).collect();
        Ok(Made { kept, content })
    }

    /// Gives the new site the files of the old one that are as they were.
    pub fn keep(&self, paths: &[&str], output: &Path) -> anyhow::Result<()> {
        paths.par_iter().try_for_each(|path| {
            let (from, to) = (output.join(path), self.new.join(path));
            link_or_copy(&from, &to).with_context(|| format!("cannot keep {}", from.display()))
        })
    }

    pub fn finish(&self, site: &Site, seal: &Seal) -> anyhow::Result<()> {
        let file = self.new.join(MANIFEST);
        fs::write(&file, Manifest::text(site, seal))
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// Gives the new site the files that are not Seedbed's: by a second name where the file system
    /// allows it, else by a copy.
    pub fn take_along(&self, foreign: &[PathBuf], output: &Path) -> anyhow::Result<()> {
        for path in foreign {
            let (from, to) = (output.join(path), self.new.join(path));
            let why = || format!("cannot keep {}", from.display());
            fs::create_dir_all(to.parent().expect("it lies in the stage")).with_context(why)?;
            let kind = fs::symlink_metadata(&from).with_context(why)?.file_type();
            if kind.is_dir() {
                fs::create_dir(&to)
                    .or_else(|error| if to.is_dir() { Ok(()) } else { Err(error) })
                    .with_context(why)?;
            } else if kind.is_symlink() {
                copy_link(&from, &to).with_context(why)?;
            } else {
                link_or_copy(&from, &to).with_context(why)?;
            }
        }
        Ok(())
    }

    /// The new site takes the place of the old one, in one step where the system knows how.
    pub fn swap(&self, output: &Path) -> anyhow::Result<()> {
        sync::whole(&self.new)?;
        if !output.exists() {
            return fs::rename(&self.new, output)
                .with_context(|| format!("cannot make {}", output.display()));
        }
        let permissions = fs::metadata(output)?.permissions();
        fs::set_permissions(&self.new, permissions)?;
        if exchange(&self.new, output).is_ok() {
            return Ok(());
        }
        // Without an exchange there is a moment with no site; a failure in it puts the old one back.
        let old = self.folder.join("old");
        remove_folder(&old)?;
        fs::rename(output, &old).with_context(|| format!("cannot replace {}", output.display()))?;
        if let Err(error) = fs::rename(&self.new, output) {
            fs::rename(&old, output).with_context(|| format!("the old site is in {}", old.display()))?;
            return Err(error).with_context(|| format!("cannot replace {}", output.display()));
        }
        fs::rename(&old, &self.new).with_context(|| format!("cannot clear away {}", old.display()))
    }

    /// What is in the stage now is the old site; its foreign files live on in the new one.
    pub fn clear(&self) -> anyhow::Result<()> {
        self.lock.clear().with_context(|| format!("cannot clear away {}", self.folder.display()))
    }
}

impl Drop for Stage {
    /// A build that failed leaves nothing behind, but the old site if that could not be put back.
    fn drop(&mut self) {
        if !self.folder.join("old").exists() {
            let _ = self.lock.clear();
        }
    }
}

/// Says of a folder in which the account may not write what to do.
fn elsewhere(error: anyhow::Error, parent: &Path) -> anyhow::Error {
    let denied = |error: &io::Error| {
        matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
    };
    match error.downcast_ref::<io::Error>().is_some_and(denied) {
        true => error.context(format!("{} is read-only; choose another output folder", parent.display())),
        false => error,
    }
}

/// A second name for the same file, where the file system allows it.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot clear away {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_new: &Path, _output: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}
