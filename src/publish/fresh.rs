//! One file of the new site, written only where it is other than the old one.

use super::sync::Written;
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// A file of the new site. It is written when it turns out to be other than it was; one that is long is
/// written at once, and thrown away if it is not.
pub struct Fresh<'w> {
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
    pub fn new(path: PathBuf, written: &'w Written) -> Fresh<'w> {
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
    pub fn finish(mut self, before: Option<&Path>) -> io::Result<(bool, blake3::Hash)> {
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
