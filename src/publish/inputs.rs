//! What is written beside the seeds: the ledger, new files, and edits of inputs that the user asked for.

use crate::diagnostic::{Code, Diagnostic, Place};
use anyhow::{Context as _, bail};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

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
pub fn write_afresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
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
