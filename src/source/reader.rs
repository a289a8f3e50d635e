//! The inputs below a root, kept up with the disk while somebody edits them.

use super::{Content, Sources, content, is_hidden, listed, relative};
use crate::diagnostic::Diagnostic;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub struct Reader {
    root: PathBuf,
    sources: Sources,
    /// By path below the root.
    looked: BTreeMap<String, Looked>,
    unlisted: Vec<Diagnostic>,
}

/// A file as it was when it was read.
struct Looked {
    stamp: Option<Stamp>,
    problem: Option<Diagnostic>,
}

/// What the system changes when a file is written or another one takes its place.
type Stamp = [i64; 6];

impl Reader {
    pub fn new(root: &Path) -> Reader {
        let mut reader = Reader {
            // Watchers name files by whole paths.
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()),
            sources: Sources::default(),
            looked: BTreeMap::new(),
            unlisted: Vec::new(),
        };
        reader.look(&BTreeSet::new());
        reader
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What could not be read.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let unread = self.looked.values().filter_map(|looked| looked.problem.clone());
        self.unlisted.iter().cloned().chain(unread).collect()
    }

    /// Reads again what has changed, and says whether anything has. The files that were `touched` are read
    /// whatever the system says of them, for two saves within one tick of its clock look alike; if only
    /// such are touched as are known, nothing else is looked at.
    pub fn again(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> bool {
        let below_root =
            |touched: &&BTreeSet<PathBuf>| touched.iter().all(|file| file.starts_with(&self.root));
        let Some(touched) = touched.filter(below_root) else { return self.look(&BTreeSet::new()) };
        let below = touched
            .iter()
            .filter_map(|file| Some((relative(&self.root, file), file.strip_prefix(&self.root).ok()?)));
        let shown = below.filter(|(_, below)| !below.components().any(|part| is_hidden(part.as_os_str())));
        let touched: BTreeSet<String> = shown.map(|(path, _)| path).collect();
        let is_known = |path: &String| {
            let file = self.root.join(path).symlink_metadata();
            self.looked.contains_key(path) && file.is_ok_and(|file| file.is_file())
        };
        if !touched.iter().all(is_known) {
            return self.look(&touched);
        }
        let mut changed = false;
        for path in touched {
            let file = self.root.join(&path);
            let stamp = stamp(&file);
            let (content, problem) = content(&path, &file);
            changed |= self.sources.files.get(&path) != content.as_ref()
                || self.looked.get(&path).is_none_or(|looked| looked.problem != problem);
            match content {
                Some(content) => drop(self.sources.files.insert(path.clone(), content)),
                None => drop(self.sources.files.remove(&path)),
            }
            self.looked.insert(path, Looked { stamp, problem });
        }
        changed
    }

    /// Looks at every file that there is.
    fn look(&mut self, touched: &BTreeSet<String>) -> bool {
        let mut unlisted = Vec::new();
        let files = listed(&self.root, &mut unlisted);
        let read = |(path, file): (String, PathBuf)| {
            // The stamp goes first: what is written between the two is then read again.
            let stamp = stamp(&file);
            let known = self.looked.get(&path).filter(|looked| stamp.is_some() && looked.stamp == stamp);
            let (content, problem) = match known.filter(|_| !touched.contains(&path)) {
                Some(looked) => (self.sources.files.get(&path).cloned(), looked.problem.clone()),
                None => content(&path, &file),
            };
            (path, content, Looked { stamp, problem })
        };
        let read: Vec<(String, Option<Content>, Looked)> = files.into_par_iter().map(read).collect();
        let mut sources = Sources::default();
        let mut looked = BTreeMap::new();
        for (path, content, one) in read {
            sources.files.extend(content.map(|content| (path.clone(), content)));
            looked.insert(path, one);
        }
        let problems = |looked: &BTreeMap<String, Looked>| -> Vec<Diagnostic> {
            looked.values().filter_map(|looked| looked.problem.clone()).collect()
        };
        let changed = !sources.is_same(&self.sources)
            || unlisted != self.unlisted
            || problems(&looked) != problems(&self.looked);
        (self.sources, self.looked, self.unlisted) = (sources, looked, unlisted);
        changed
    }
}

#[cfg(unix)]
fn stamp(file: &Path) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt as _;
    let file = std::fs::symlink_metadata(file).ok()?;
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Some([
        number(file.ino()),
        number(file.size()),
        file.mtime(),
        file.mtime_nsec(),
        file.ctime(),
        file.ctime_nsec(),
    ])
}

/// Elsewhere every file is read again.
#[cfg(not(unix))]
fn stamp(_file: &Path) -> Option<Stamp> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_saved_is_read_again_however_it_is_named() {
        let root = std::env::temp_dir().join(format!("seedbed-reader-{}", std::process::id()));
        fs::create_dir_all(root.join("seeds")).expect("there is room");
        let file = root.join("seeds/a.txt");
        fs::write(&file, "One.").expect("there is room");
        let mut reader = Reader::new(&root.join("."));
        assert!(!reader.again(Some(&BTreeSet::from([file.clone()]))), "nothing has changed");
        fs::write(&file, "Two.").expect("there is room");
        assert!(reader.again(Some(&BTreeSet::from([file.clone()]))));
        fs::write(&file, "Three.").expect("there is room");
        assert!(reader.again(Some(&BTreeSet::from([PathBuf::from("elsewhere/seeds/a.txt")]))));
        assert_eq!(reader.sources().text("seeds/a.txt"), Some("Three."));
        fs::write(root.join("seeds/b.txt"), "New.").expect("there is room");
        assert!(reader.again(Some(&BTreeSet::from([root.join("seeds/b.txt")]))));
        fs::remove_file(&file).expect("it is there");
        assert!(reader.again(None));
        assert_eq!((reader.sources().text("seeds/a.txt"), reader.sources().len()), (None, 1));
        fs::remove_dir_all(root).expect("it is ours");
    }
}
