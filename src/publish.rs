//! Writing the site: whole or not at all, and never over a file that Seedbed did not write.
//!
//! The new site is built up in a folder beside the output folder and then takes its place in one
//! step; a build that is killed leaves the old site, complete. A manifest in the output folder tells
//! which files are Seedbed's. All others are taken along, as they are. The only part of the program
//! that writes.
#![expect(clippy::disallowed_methods, reason = "the one place that writes to the disk")]

mod clean;
mod lock;
mod record;
mod seal;
mod sync;

pub use clean::{Cleaned, clean};
pub use record::{forget_record, write_record};
pub use seal::unchanged;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::site::Site;
use anyhow::{Context as _, bail};
use lock::Lock;
use rayon::prelude::*;
use seal::Seal;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write};
use std::path::{Component, Path, PathBuf};
use sync::Written;

/// The list of Seedbed's own files in an output folder.
const MANIFEST: &str = ".seedbed-manifest";
const MANIFEST_HEAD: &str = "# Files in this folder that Seedbed wrote, and may replace or delete.";

/// Opens the last line, which tells whether the lines before it are whole.
const MANIFEST_END: &str = "# whole ";

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
    let foreign = foreign_files(&output, &old)?;
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

/// Writes the ledger of anchors beside the seeds, whole or not at all, if it has changed.
pub fn write_ledger(root: &Path, path: &str, text: &str) -> Result<(), Diagnostic> {
    let file = root.join(path);
    let is_file = fs::symlink_metadata(&file).map(|file| file.is_file()).ok();
    if is_file == Some(true) && fs::read(&file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let fresh = file.with_extension("lock.new");
    let folder = file.parent().map_or(Ok(false), |folder| Ok(fs::metadata(folder)?.permissions().readonly()));
    let written = folder.and_then(|read_only| {
        if is_file == Some(false) {
            return Err(io::Error::other("in its place is something that is no file"));
        }
        if read_only {
            // The administrator's account could write all the same, and must not.
            return Err(ErrorKind::PermissionDenied.into());
        }
        write_afresh(&fresh, text.as_bytes())?;
        fs::rename(&fresh, &file).inspect_err(|_| drop(fs::remove_file(&fresh)))
    });
    written.map_err(|error| {
        Diagnostic::new(Code::ReadOnlyLedger, format!("cannot write the ledger of passage anchors: {error}"))
            .at(Place::file(path))
            .hint("links to passages may change when their text is edited; make the folder writable to keep them")
    })
}

/// Writes files that are not there yet, all of them or none.
pub fn write_new(files: &[(PathBuf, String)]) -> anyhow::Result<()> {
    if let Some((taken, _)) = files.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        bail!("{} is already there; nothing was written", taken.display());
    }
    for (place, (path, text)) in files.iter().enumerate() {
        if let Err(error) = write_one(path, text.as_bytes()) {
            let made = &files[..place];
            made.iter().for_each(|(path, _)| drop(fs::remove_file(path)));
            return Err(error)
                .with_context(|| format!("cannot write {}; nothing was written", path.display()));
        }
    }
    Ok(())
}

/// Writes a file beside another whose place it will take. A file of that name is left over from a run
/// that was killed; a link may lead to any file of the user's.
fn write_afresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() => {
            return Err(io::Error::other(format!("{} is in the way", path.display())));
        }
        Ok(_) => fs::remove_file(path)?,
        Err(_) => {}
    }
    write_one(path, bytes)
}

/// Writes those of the files that are not there yet, and says of each whether it did.
pub fn write_missing(files: &[(PathBuf, Vec<u8>)]) -> anyhow::Result<Vec<bool>> {
    let write = |(path, bytes): &(PathBuf, Vec<u8>)| {
        if fs::symlink_metadata(path).is_ok() {
            return Ok(false);
        }
        write_one(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(true)
    };
    files.iter().map(write).collect()
}

fn write_one(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes).inspect_err(|_| drop(fs::remove_file(path)))
}

/// An input that is to be written anew or taken away.
pub struct Input {
    /// Below the root.
    pub path: String,
    /// What it held when it was read; `None` if it was not there.
    pub old: Option<Vec<u8>>,
    /// What it shall hold; `None` if it shall go.
    pub new: Option<Vec<u8>>,
}

/// Writes inputs that the user asked to be changed: all of them or none, each whole or not at all, and
/// none that somebody else has changed in the meantime.
pub fn revise_inputs(root: &Path, inputs: &[Input]) -> anyhow::Result<()> {
    for input in inputs {
        let now = fs::read(root.join(&input.path)).ok();
        if now != input.old {
            bail!("{} was changed by somebody else just now; nothing was written, try again", input.path);
        }
    }
    let fresh = |input: &Input| {
        let name = input.path.rsplit('/').next().unwrap_or(&input.path);
        root.join(&input.path).with_file_name(format!(".{name}.seedbed-new"))
    };
    let staged = inputs.iter().try_for_each(|input| match &input.new {
        Some(new) => stage_input(&root.join(&input.path), &fresh(input), new),
        None => Ok(()),
    });
    let mut done = Vec::new();
    let swapped = staged.and_then(|()| {
        inputs.iter().try_for_each(|input| {
            let file = root.join(&input.path);
            match input.new {
                Some(_) => fs::rename(fresh(input), &file),
                None => fs::remove_file(&file),
            }
            .with_context(|| format!("cannot write {}", file.display()))?;
            done.push(input);
            Ok(())
        })
    });
    if swapped.is_err() {
        for input in inputs {
            let _ = fs::remove_file(fresh(input));
        }
        for input in done {
            let file = root.join(&input.path);
            match &input.old {
                Some(old) => fs::write(&file, old),
                None => fs::remove_file(&file),
            }
            .with_context(|| format!("cannot put back {}", file.display()))?;
        }
    }
    swapped
}

/// Puts the new content beside the file, with the file's permissions.
fn stage_input(file: &Path, fresh: &Path, new: &[u8]) -> anyhow::Result<()> {
    let why = || format!("cannot write {}", fresh.display());
    if fs::metadata(file).is_ok_and(|file| file.permissions().readonly()) {
        bail!("{} is read-only; nothing was written", file.display());
    }
    write_afresh(fresh, new).with_context(why)?;
    if let Ok(old) = fs::metadata(file) {
        fs::set_permissions(fresh, old.permissions()).with_context(why)?;
    }
    Ok(())
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

/// The paths that an earlier build wrote.
struct Manifest {
    paths: BTreeSet<PathBuf>,
    /// Whether every byte is as it was written: of a damaged one no line is believed.
    is_whole: bool,
    seal: Option<Seal>,
}

impl Manifest {
    fn read(output: &Path) -> anyhow::Result<Manifest> {
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
    fn made_anew(mut self, output: &Path, site: &Site) -> Manifest {
        if !self.is_whole && output.join(MANIFEST).exists() {
            self.paths.extend(site.paths().map(PathBuf::from));
        }
        self
    }

    /// Whether it lists what is no file of the site, or lacks one of its files.
    fn is_other_than(&self, site: &Site) -> bool {
        !self.is_whole
            || self.paths.len() != site.paths().len() + 1
            || site.paths().any(|path| !self.paths.contains(Path::new(path)))
    }
}

/// What lies in the output folder and is not Seedbed's: files and links, and folders without either.
fn foreign_files(output: &Path, manifest: &Manifest) -> anyhow::Result<Vec<PathBuf>> {
    let mut foreign = Vec::new();
    if !output.exists() {
        return Ok(foreign);
    }
    for entry in walkdir::WalkDir::new(output).follow_links(false).min_depth(1).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot look through {}", output.display()))?;
        let path = entry.path().strip_prefix(output).expect("the walk began there").to_owned();
        let is_empty_folder = || fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none());
        if entry.file_type().is_dir() && !is_empty_folder() {
            continue;
        }
        if !manifest.paths.contains(&path) {
            foreign.push(path);
        }
    }
    Ok(foreign)
}

/// What tells these lines from damaged ones.
pub fn checksum(lines: &str) -> String {
    blake3::hash(lines.as_bytes()).to_hex()[..16].to_owned()
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// What was made of a site: the files that were there already, and what tells all of them from others.
struct Made<'s> {
    kept: Vec<&'s str>,
    content: String,
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

/// The folder beside the output in which the new site grows. It is locked while it is in use.
struct Stage {
    folder: PathBuf,
    new: PathBuf,
    lock: Lock,
}

impl Stage {
    fn open(parent: &Path, output: &Path) -> anyhow::Result<Stage> {
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
    fn write<'s>(&self, site: &'s Site, output: &Path, old: &Manifest) -> anyhow::Result<Made<'s>> {
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
    fn keep(&self, paths: &[&str], output: &Path) -> anyhow::Result<()> {
        paths.par_iter().try_for_each(|path| {
            let (from, to) = (output.join(path), self.new.join(path));
            link_or_copy(&from, &to).with_context(|| format!("cannot keep {}", from.display()))
        })
    }

    fn finish(&self, site: &Site, seal: &Seal) -> anyhow::Result<()> {
        let mut manifest = format!("{MANIFEST_HEAD}\n");
        for path in site.paths() {
            manifest.push_str(path);
            manifest.push('\n');
        }
        manifest.push_str(&seal.line());
        manifest = format!("{manifest}{MANIFEST_END}{}\n", checksum(&manifest));
        let file = self.new.join(MANIFEST);
        fs::write(&file, manifest).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Gives the new site the files that are not Seedbed's: by a second name where the file system
    /// allows it, else by a copy.
    fn take_along(&self, foreign: &[PathBuf], output: &Path) -> anyhow::Result<()> {
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
    fn swap(&self, output: &Path) -> anyhow::Result<()> {
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
    fn clear(&self) -> anyhow::Result<()> {
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

/// A second name for the same file, where the file system allows it.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// A file of the new site. It is written when it turns out to be other than it was; one that is long is
/// written at once, and thrown away if it is not.
struct Fresh<'w> {
    path: PathBuf,
    content: Vec<u8>,
    file: Option<File>,
    digest: blake3::Hasher,
    written: &'w Written,
}

/// As much of a file as is kept in memory.
const LONG: usize = 1 << 20;

impl Write for Fresh<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.content.extend_from_slice(bytes);
        if self.content.len() >= LONG {
            self.spill()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> Fresh<'w> {
    fn new(path: PathBuf, written: &'w Written) -> Fresh<'w> {
        Fresh { path, content: Vec::new(), file: None, digest: blake3::Hasher::new(), written }
    }

    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(File::create(&self.path)?),
        };
        file.write_all(&self.content)?;
        self.written.add(self.content.len());
        self.digest.update(&self.content);
        self.content.clear();
        Ok(())
    }

    /// Whether the file is what it was before, so that nothing was written; and what tells its bytes from others.
    fn finish(mut self, before: Option<&Path>) -> io::Result<(bool, blake3::Hash)> {
        let before = before.filter(|path| fs::symlink_metadata(path).is_ok_and(|file| file.is_file()));
        if self.file.is_none() {
            let digest = blake3::hash(&self.content);
            if before.is_some_and(|path| fs::read(path).is_ok_and(|old| old == self.content)) {
                return Ok((true, digest));
            }
            fs::write(&self.path, &self.content)?;
            self.written.add(self.content.len());
            return Ok((false, digest));
        }
        self.spill()?;
        let same = before.is_some_and(|path| same_content(&self.path, path).unwrap_or(false));
        if same {
            fs::remove_file(&self.path)?;
        }
        Ok((same, self.digest.finalize()))
    }
}

fn same_content(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let mut here = vec![0; LONG];
    let mut there = vec![0; LONG];
    loop {
        let read = one.read(&mut here)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut there[..read])?;
        if here[..read] != there[..read] {
            return Ok(false);
        }
    }
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
