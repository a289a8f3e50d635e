//! What lies on the disk, read once: the configuration, the seeds and their sidecars, the
//! templates and static files of the corpus. The only part of the program that reads inputs.
#![expect(clippy::disallowed_methods, reason = "the one place that reads the disk")]

mod declared;
pub mod decode;
pub mod ending;
mod reader;

use crate::diagnostic::{Code, Diagnostic, Place};
use decode::Decoded;
pub use ending::is_page;
use rayon::prelude::*;
pub use reader::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The folders below the root that are read.
const FOLDERS: [&str; 3] = ["seeds", "templates", "static"];
pub const CONFIG: &str = "seedbed.yaml";
/// The ledger of the passages' ids; see `anchor`.
pub const LEDGER: &str = "seeds/anchors.lock";
/// What `seedbed suggest` proposes, and what the editor says to it.
pub const REVIEW: &str = "suggestions.yaml";
/// Where a build keeps what it said, and the folder of that: see `publish`.
pub const RECORD_FOLDER: &str = ".seedbed";
pub const RECORD: &str = ".seedbed/last-build";
/// A larger text is no text that anybody reads on one page; in bytes.
const LONGEST_TEXT: u64 = 16 << 20;
/// The ledger has one or two kilobytes a text; in bytes.
const LONGEST_LEDGER: u64 = 1 << 30;
/// Every file is held in memory, and hosts of static sites take no larger one; in bytes.
const LONGEST_FILE: u64 = 100 << 20;

/// Every input by its path below the root, with `/` between folders, in order of path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    files: BTreeMap<String, Content>,
}

/// Shared, so that what is kept of a former state of the files costs nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Decoded, line ends as `\n`, no byte-order mark.
    Text(Arc<str>),
    Bytes(Arc<[u8]>),
    /// Why the file could not be read, in words that follow "it".
    Unread(Arc<str>),
}

impl Content {
    fn digest(&self) -> blake3::Hash {
        let (kind, bytes) = match self {
            Content::Text(text) => (b"t", text.as_bytes()),
            Content::Bytes(bytes) => (b"b", &bytes[..]),
            Content::Unread(why) => (b"u", why.as_bytes()),
        };
        blake3::Hasher::new().update(kind).update(bytes).finalize()
    }
}

impl Sources {
    /// Reads what lies below `root`. What cannot be read is a diagnostic; the rest is read all the same.
    pub fn read(root: &Path) -> (Sources, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let files = listed(root, &mut diagnostics);
        let read: Vec<_> = files.par_iter().map(|(path, file)| (path, content(path, file))).collect();
        let mut sources = Sources::default();
        for (path, (content, problem)) in read {
            diagnostics.extend(problem);
            sources.files.extend(content.map(|content| (path.clone(), content)));
        }
        (sources, diagnostics)
    }

    /// A corpus from pairs of path and text, as tests write it.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
        let files = pairs.into_iter().map(|(path, text)| (path.to_owned(), Content::Text(text.into())));
        Sources { files: files.collect() }
    }

    /// Whether all files are equal; those that were only kept are not read for it.
    pub fn is_same(&self, other: &Sources) -> bool {
        let same = |one: &Content, other: &Content| match (one, other) {
            (Content::Text(one), Content::Text(other)) => is_same(one, other),
            (Content::Bytes(one), Content::Bytes(other)) => Arc::ptr_eq(one, other) || one == other,
            (one, other) => one == other,
        };
        self.files.len() == other.files.len()
            && std::iter::zip(&self.files, &other.files).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.shared_text(path).map(|text| &**text)
    }

    /// The same, to be kept.
    pub fn shared_text(&self, path: &str) -> Option<&Arc<str>> {
        match self.files.get(path) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether there is such a file and it could not be read.
    pub fn is_unread(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(Content::Unread(_)))
    }

    /// What tells these files from others, one of them left out.
    pub fn digest(&self, without: &str) -> blake3::Hash {
        let files: Vec<_> = self.files.iter().filter(|(path, _)| *path != without).collect();
        let digests: Vec<blake3::Hash> = files.par_iter().map(|(_, content)| content.digest()).collect();
        digest_of_all(files.iter().map(|(path, _)| path.as_str()).zip(digests))
    }

    /// Paths and contents below a folder such as `seeds/`, the folder's name cut off.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Content)> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(move |(path, content)| (&path[folder.len()..], content))
    }

    /// Reads one text, wherever it lies; `path` is what it is called from then on.
    pub fn read_text(&mut self, file: &Path, path: &str) -> std::io::Result<Option<Diagnostic>> {
        // It may be a pipe or a device, whose end nobody knows.
        let mut bytes = Vec::new();
        std::fs::File::open(file)?.take(LONGEST_TEXT + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST_TEXT {
            return Err(std::io::Error::other(format!("it holds over {} MB", LONGEST_TEXT >> 20)));
        }
        let (content, problem) = text(path, &bytes);
        if let Content::Text(_) = content {
            self.files.insert(path.to_owned(), content);
        }
        Ok(problem)
    }

    /// Lets go of all seeds but those of these paths: they are understood, and pages need the memory.
    pub fn without_seeds_but(mut self, shown: &BTreeSet<&str>) -> Sources {
        let is_needed = |path: &str, content: &Content| {
            !path.starts_with("seeds/") || shown.contains(path) || !matches!(content, Content::Text(_))
        };
        self.files.retain(|path, content| is_needed(path, content));
        self
    }

    /// The same with one file written anew, or taken out.
    pub fn with(mut self, path: &str, text: Option<String>) -> Sources {
        match text {
            Some(text) => self.files.insert(path.to_owned(), Content::Text(text.into())),
            None => self.files.remove(path),
        };
        self
    }
}

/// All inputs that there are below a root, by path below it, in order. What is no file is said, and is
/// an input all the same: a text of that name has a page that says so.
fn listed(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, PathBuf)> {
    let single = [CONFIG, REVIEW].map(|file| (file.to_owned(), root.join(file)));
    let mut files: Vec<_> =
        single.into_iter().filter(|(_, file)| std::fs::symlink_metadata(file).is_ok()).collect();
    for folder in folders(root) {
        let walk = walkdir::WalkDir::new(folder).follow_links(false).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry.file_name())) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.path().strip_prefix(root).is_ok_and(|below| below.to_str().is_none()) => {
                    diagnostics.push(misnamed(&relative(root, entry.path())));
                }
                Ok(entry) => files.push((relative(root, entry.path()), entry.into_path())),
                Err(error) => {
                    let folder = error.path().map_or_else(String::new, |folder| relative(root, folder));
                    files.extend(remembered(root, &folder));
                    diagnostics.push(unlisted(&folder, &error));
                }
            }
        }
    }
    files
}

fn unlisted(folder: &str, error: &walkdir::Error) -> Diagnostic {
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::new(Code::Unreadable, format!("what lies in this folder is not known: it cannot be listed ({why})"))
        .at(Place::file(folder))
        .hint("give yourself the right to read it; of its texts those have a page, without their words, that an earlier build knew")
}

/// The texts of a folder that cannot be listed, as far as the ledger of an earlier build names them: so
/// their pages do not vanish.
fn remembered(root: &Path, folder: &str) -> Vec<(String, PathBuf)> {
    let ledger = bytes(&root.join(LEDGER), LONGEST_LEDGER).unwrap_or_else(|_| Vec::new());
    let ledger = String::from_utf8_lossy(&ledger);
    let texts = ledger.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let paths = texts.map(|text| format!("seeds/{text}"));
    let below = paths.filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    // A ledger is no list of files to be read anywhere.
    let plain =
        below.filter(|path| Path::new(path).components().all(|part| matches!(part, Component::Normal(_))));
    plain.map(|path| (path.clone(), root.join(path))).collect()
}

/// What a file holds, and what is wrong with it.
fn content(path: &str, file: &Path) -> (Option<Content>, Option<Diagnostic>) {
    let (longest, smaller) = if path == LEDGER {
        (LONGEST_LEDGER, "it is left as it is; move it away to begin a new one")
    } else if is_text(path) {
        (LONGEST_TEXT, "divide it into several texts")
    } else {
        (LONGEST_FILE, "put it on a server of its own and link to it")
    };
    match bytes(file, longest) {
        Ok(bytes) if is_text(path) => {
            let (content, problem) = text(path, &bytes);
            (Some(content), problem)
        }
        Ok(bytes) => (Some(Content::Bytes(bytes.into())), None),
        Err(unread) => {
            let problem =
                Diagnostic::new(Code::Unreadable, format!("this file could not be read: it {}", unread.why));
            let problem = problem.at(Place::file(path));
            let problem = match unread.hint {
                Hint::None => problem,
                Hint::Copy => problem.hint("put a copy of the file here instead"),
                Hint::Smaller => problem.hint(smaller),
            };
            (Some(Content::Unread(unread.why.into())), Some(problem))
        }
    }
}

/// Why a file was not read, in words that follow "it".
struct Unread {
    why: String,
    hint: Hint,
}

/// What can be done about a file that was not read.
enum Hint {
    None,
    Copy,
    Smaller,
}

/// The bytes of a plain file of bounded size. Between the look and the reading somebody may put a link
/// or a pipe in the place of the file: neither is followed nor waited for.
fn bytes(file: &Path, longest: u64) -> Result<Vec<u8>, Unread> {
    let failed =
        |error: std::io::Error| Unread { why: format!("cannot be opened ({error})"), hint: Hint::None };
    let not_a_file =
        || Unread { why: "is a link or a special file; Seedbed reads neither".to_owned(), hint: Hint::Copy };
    if !std::fs::symlink_metadata(file).map_err(failed)?.is_file() {
        return Err(not_a_file());
    }
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    let opened = options.open(file).map_err(failed)?;
    if !opened.metadata().map_err(failed)?.is_file() {
        return Err(not_a_file());
    }
    let mut bytes = Vec::new();
    opened.take(longest.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > longest {
        let why = format!("is larger than {} MB", longest >> 20);
        return Err(Unread { why, hint: Hint::Smaller });
    }
    Ok(bytes)
}

/// Whether two texts are equal; one that was only kept is not read for it.
pub fn is_same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// A folder below the root that is read and cannot be listed at all, and why.
pub fn refused(root: &Path) -> Option<(PathBuf, std::io::Error)> {
    folders(root).into_iter().find_map(|folder| std::fs::read_dir(&folder).err().map(|error| (folder, error)))
}

/// What tells files of these names and digests from others; they come in order of path.
pub fn digest_of_all<'a>(files: impl Iterator<Item = (&'a str, blake3::Hash)>) -> blake3::Hash {
    let mut whole = blake3::Hasher::new();
    for (path, digest) in files {
        whole.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes()).update(digest.as_bytes());
    }
    whole.finalize()
}

/// The folders below the root that are read, as far as there are any.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()).collect()
}

/// Whether a file is there and holds nothing, as while an editor saves it; or a folder holds such a file.
pub fn is_emptied(path: &Path) -> bool {
    let empty = |file: walkdir::DirEntry| file.metadata().is_ok_and(|file| file.is_file() && file.len() == 0);
    walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok).any(empty)
}

/// The files of a folder that are called so but for their ending, in order.
pub fn files_called(folder: &Path, stem: &str) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<_> =
        entries.filter(|path| path.file_stem().is_some_and(|own| own.to_string_lossy() == stem)).collect();
    files.sort();
    files
}

/// The path without links and dots, if it leads anywhere.
pub fn real_path(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// What the last build said, as it kept it, if it did.
pub fn record(root: &Path) -> Option<String> {
    let is_folder = std::fs::symlink_metadata(root.join(RECORD_FOLDER)).is_ok_and(|folder| folder.is_dir());
    let bytes = bytes(&root.join(RECORD), LONGEST_FILE).ok().filter(|_| is_folder)?;
    String::from_utf8(bytes).ok()
}

/// The bytes of an input as they lie on the disk, to be edited; `None` if there is no such file.
pub fn raw(root: &Path, path: &str) -> std::io::Result<Option<Vec<u8>>> {
    match std::fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Bytes of a file with edits made that were meant for its decoded text: the byte-order mark and the
/// line ends stay. `None` if the file is not in UTF-8.
pub fn spliced(raw: &[u8], edits: &[(Range<usize>, &str)]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(raw).ok()?;
    let windows = text.contains("\r\n");
    // By byte of the decoded text, and one more for its end: the byte of the file.
    let mut origin = Vec::with_capacity(raw.len() + 1);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        let length = match c {
            '\r' if text[at + 1..].starts_with('\n') => 1,
            '\n' if text[..at].ends_with('\r') => continue,
            '\0' => '\u{fffd}'.len_utf8(),
            '\u{2028}' | '\u{2029}' => 1,
            c => c.len_utf8(),
        };
        origin.extend((0..length).map(|part| at + part.min(c.len_utf8() - 1)));
    }
    origin.push(raw.len());
    let mut new = Vec::with_capacity(raw.len());
    let mut at = 0;
    for (span, with) in edits {
        let (from, to) = (*origin.get(span.start)?, *origin.get(span.end)?);
        new.extend_from_slice(raw.get(at..from)?);
        let with = if windows { with.replace('\n', "\r\n") } else { (*with).to_owned() };
        new.extend_from_slice(with.as_bytes());
        at = to;
    }
    new.extend_from_slice(&raw[at..]);
    Some(new)
}

/// Names that begin with a dot belong to editors and version control, not to the corpus.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn misnamed(path: &str) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, "the name of this file is not UTF-8; it was passed over")
        .at(Place::file(path))
        .hint("rename it")
}

fn relative(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root).unwrap_or(file);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Seeds, YAML and templates are text; a static file is passed on byte for byte.
fn is_text(path: &str) -> bool {
    let is_seed =
        || ending::is_text(path) || ["yaml", "yml", "lock"].contains(&ending::ending(path).as_str());
    path == CONFIG
        || path == REVIEW
        || path.starts_with("templates/")
        || (path.starts_with("seeds/") && is_seed())
}

fn encoding_problem(path: &str, said: String) -> Diagnostic {
    Diagnostic::new(Code::Encoding, said).at(Place::file(path)).hint("save the file as UTF-8")
}

/// The text of a file, if it is one, and what there is to say of its encoding.
fn text(path: &str, bytes: &[u8]) -> (Content, Option<Diagnostic>) {
    if is_page(path)
        && let Some((text, problem)) = declared::decode(bytes)
    {
        return (Content::Text(text.into()), problem.map(|said| encoding_problem(path, said)));
    }
    match decode::decode(bytes) {
        Decoded::Text(text) => (Content::Text(text.into()), None),
        Decoded::Guessed(text, said) => (Content::Text(text.into()), Some(encoding_problem(path, said))),
        Decoded::Binary => {
            let problem = Diagnostic::new(Code::Unreadable, "this file could not be read: it holds no text");
            let hint =
                "its name says that it is a text: rename it, or save what it holds as plain text in UTF-8";
            (Content::Unread("holds no text".into()), Some(problem.at(Place::file(path)).hint(hint)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_guessed_is_said_and_a_picture_is_no_text() {
        let (read, problem) = text("seeds/a.txt", b"caf\xe9");
        assert_eq!((read, problem.map(|p| p.code)), (Content::Text("café".into()), Some(Code::Encoding)));
        let (read, problem) = text("seeds/a.txt", b"\x89PNG\0\0");
        assert_eq!(
            (read, problem.map(|p| p.code)),
            (Content::Unread("holds no text".into()), Some(Code::Unreadable))
        );
        assert_eq!(text("seeds/a.txt", "café".as_bytes()), (Content::Text("café".into()), None));
    }

    #[test]
    fn an_edit_leaves_line_ends_and_the_byte_order_mark() {
        let raw = "\u{feff}é: 1\u{2028}\r\nb: 2\r\n".as_bytes();
        let Content::Text(text) = text("a.yaml", raw).0 else { panic!("it is a text") };
        let at = text.find('2').unwrap();
        let new = spliced(raw, &[(at..at + 1, "3"), (text.len()..text.len(), "c: 4\n")]).unwrap();
        assert_eq!(String::from_utf8(new).unwrap(), "\u{feff}é: 1\u{2028}\r\nb: 3\r\nc: 4\r\n");
        assert_eq!(spliced(b"caf\xe9", &[]), None);
    }

    #[test]
    fn a_folder_is_listed_without_its_neighbours() {
        let sources =
            Sources::from_pairs([("seeds/b.txt", ""), ("seeds/a/c.md", ""), ("seedsling/x.txt", "")]);
        let paths: Vec<_> = sources.below("seeds/").map(|(path, _)| path).collect();
        assert_eq!(paths, ["a/c.md", "b.txt"]);
    }

    #[test]
    fn a_folder_with_an_empty_file_is_still_being_written() {
        let folder = std::env::temp_dir().join(format!("seedbed-emptied-{}", std::process::id()));
        let below = folder.join("templates/partials");
        std::fs::create_dir_all(&below).unwrap();
        assert!(!is_emptied(&folder));
        let file = below.join("card.html");
        std::fs::write(&file, "").unwrap();
        assert!(is_emptied(&file) && is_emptied(&folder));
        std::fs::write(&file, "{{ card.name }}").unwrap();
        assert!(!is_emptied(&file) && !is_emptied(&folder));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
