//! The seal of a site: what it was made of, and what is in it. While the inputs are the same and every byte
//! of the site is as it was written, nothing is made and nothing is written.

use super::manifest::{MANIFEST, Manifest};
use super::stage::Stage;
use super::{Published, left_alone, real, refuse_unfit};
use crate::source::digest_of_all;
use anyhow::Context as _;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

const LINE: &str = "# made of ";
/// As much of a file as is read at once: many blocks together are hashed much faster than one after the other.
const PIECE: usize = 256 << 10;

#[derive(Clone, Debug, PartialEq)]
pub struct Seal {
    pub fingerprint: String,
    pub content: String,
}

impl Seal {
    pub fn parse(line: &str) -> Option<Seal> {
        let (fingerprint, content) = line.strip_prefix(LINE)?.split_once(' ')?;
        Some(Seal { fingerprint: fingerprint.to_owned(), content: content.to_owned() })
    }

    /// As it stands in the manifest.
    pub fn line(&self) -> String {
        format!("{LINE}{} {}\n", self.fingerprint, self.content)
    }
}

/// Says what there is if it is the site of that fingerprint, whole and as it was written. Every file of it is
/// read: times and lengths tell too little to be trusted.
pub fn unchanged(output: &Path, root: &Path, fingerprint: &str) -> anyhow::Result<Option<Published>> {
    let output = real(output)?;
    refuse_unfit(&output, &real(root)?)?;
    let manifest = Manifest::read(&output)?;
    let Some(seal) = manifest.seal.as_ref().filter(|seal| seal.fingerprint == fingerprint) else {
        return Ok(None);
    };
    let own = manifest.paths.iter().filter(|path| path.as_path() != Path::new(MANIFEST));
    let mut paths: Vec<&str> = own.filter_map(|path| path.to_str()).collect();
    paths.sort_unstable();
    let digest = |piece: &mut Vec<u8>, path: &&str| digest(&output.join(path), piece);
    let digests: io::Result<Vec<_>> = paths.par_iter().map_init(|| vec![0; PIECE], digest).collect();
    if !digests.is_ok_and(|digests| content(paths.iter().copied().zip(digests)) == seal.content) {
        return Ok(None);
    }
    let foreign = manifest.foreign_files(&output)?;
    let diagnostics = foreign.iter().map(|path| left_alone(path)).collect();
    // What a killed build left behind goes, as after any other.
    let parent = output.parent().context("the output folder cannot be the root of the file system")?;
    Stage::open(parent, &output)?.clear()?;
    Ok(Some(Published { files: paths.len(), written: 0, diagnostics }))
}

/// What tells these files from others; they come in order of path.
pub fn content<'a>(files: impl Iterator<Item = (&'a str, blake3::Hash)>) -> String {
    digest_of_all(files).to_hex()[..32].to_owned()
}

fn digest(path: &Path, piece: &mut [u8]) -> io::Result<blake3::Hash> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut file = File::open(path)?;
    let mut digest = blake3::Hasher::new();
    loop {
        let read = file.read(piece)?;
        if read == 0 {
            return Ok(digest.finalize());
        }
        digest.update(&piece[..read]);
    }
}
