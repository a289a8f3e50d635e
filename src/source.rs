//! What lies on the disk, read once: the configuration, the seeds and their sidecars, the
//! templates and static files of the corpus. The only part of the program that reads inputs.
#![expect(clippy::disallowed_methods, reason = "the one place that reads the disk")]

use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The folders below the root that are read.
const FOLDERS: [&str; 3] = ["seeds", "templates", "static"];
pub const CONFIG: &str = "seedbed.yaml";
/// What `seedbed suggest` proposes, and what the editor says to it.
pub const REVIEW: &str = "suggestions.yaml";

/// Every input by its path below the root, with `/` between folders, in order of path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    files: BTreeMap<String, Content>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Decoded, line ends as `\n`, no byte-order mark.
    Text(String),
    Bytes(Vec<u8>),
}

impl Sources {
    /// Reads what lies below `root`. What cannot be read is a diagnostic; the rest is read all the same.
    pub fn read(root: &Path) -> (Sources, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        for file in [CONFIG, REVIEW] {
            if root.join(file).is_file() {
                sources.take(root, &root.join(file), &mut diagnostics);
            }
        }
        for folder in FOLDERS {
            let walk = walkdir::WalkDir::new(root.join(folder)).follow_links(false).sort_by_file_name();
            if !root.join(folder).is_dir() {
                continue;
            }
            for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry.file_name())) {
                match entry {
                    Ok(entry) if entry.file_type().is_file() => {
                        sources.take(root, entry.path(), &mut diagnostics)
                    }
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => diagnostics.push(not_a_file(&relative(root, entry.path()))),
                    Err(error) => diagnostics.push(Diagnostic::new(Code::Unreadable, error.to_string())),
                }
            }
        }
        (sources, diagnostics)
    }

    /// A corpus from pairs of path and text, as tests write it.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
        let files = pairs.into_iter().map(|(path, text)| (path.to_owned(), Content::Text(text.to_owned())));
        Sources { files: files.collect() }
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Paths and contents below a folder such as `seeds/`, the folder's name cut off.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Content)> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(move |(path, content)| (&path[folder.len()..], content))
    }

    /// The same with one file written anew, or taken out.
    pub fn with(mut self, path: &str, text: Option<String>) -> Sources {
        match text {
            Some(text) => self.files.insert(path.to_owned(), Content::Text(text)),
            None => self.files.remove(path),
        };
        self
    }

    fn take(&mut self, root: &Path, file: &Path, diagnostics: &mut Vec<Diagnostic>) {
        let path = relative(root, file);
        match std::fs::read(file) {
            Ok(bytes) if is_text(&path) => {
                let (text, problem) = decode(&path, &bytes);
                diagnostics.extend(problem);
                self.files.insert(path, Content::Text(text));
            }
            Ok(bytes) => {
                self.files.insert(path, Content::Bytes(bytes));
            }
            Err(error) => diagnostics.push(
                Diagnostic::new(Code::Unreadable, format!("cannot read this file: {error}"))
                    .at(Place::file(path)),
            ),
        }
    }
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

fn not_a_file(path: &str) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, "this is a link or a special file; Seedbed reads neither")
        .at(Place::file(path))
        .hint("put a copy of the file here instead")
}

fn relative(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root).unwrap_or(file);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Seeds, YAML and templates are text; a static file is passed on byte for byte.
fn is_text(path: &str) -> bool {
    const ENDINGS: [&str; 10] =
        [".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".yaml", ".yml", ".lock"];
    path == CONFIG
        || path == REVIEW
        || path.starts_with("templates/")
        || (path.starts_with("seeds/") && ends_with_any(path, &ENDINGS))
}

fn ends_with_any(path: &str, endings: &[&str]) -> bool {
    let path = path.to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

/// UTF-8 and UTF-16 by their byte-order marks, else UTF-8, else Windows-1252 with a warning.
fn decode(path: &str, bytes: &[u8]) -> (String, Option<Diagnostic>) {
    let (encoding, bom) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[bom..]);
    if !broken {
        return (normal(&text), None);
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let problem =
        Diagnostic::new(Code::Encoding, "this text is not valid UTF-8; it was read as Windows-1252")
            .at(Place::file(path))
            .hint("save the file as UTF-8");
    (normal(&text), Some(problem))
}

/// One kind of line end, and no NUL, which HTML does not know.
fn normal(text: &str) -> String {
    if text.contains(['\r', '\0']) {
        text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_line_ends_become_one() {
        assert_eq!(decode("a", b"\xef\xbb\xbfone\r\ntwo\rthree").0, "one\ntwo\nthree");
        assert_eq!(decode("a", b"\xff\xfeh\0i\0").0, "hi");
        let (text, problem) = decode("a", b"caf\xe9");
        assert_eq!((text.as_str(), problem.map(|p| p.code)), ("café", Some(Code::Encoding)));
    }

    #[test]
    fn an_edit_leaves_line_ends_and_the_byte_order_mark() {
        let raw = "\u{feff}é: 1\r\nb: 2\r\n".as_bytes();
        let text = decode("a", raw).0;
        let at = text.find('2').unwrap();
        let new = spliced(raw, &[(at..at + 1, "3"), (text.len()..text.len(), "c: 4\n")]).unwrap();
        assert_eq!(String::from_utf8(new).unwrap(), "\u{feff}é: 1\r\nb: 3\r\nc: 4\r\n");
        assert_eq!(spliced(b"caf\xe9", &[]), None);
    }

    #[test]
    fn a_folder_is_listed_without_its_neighbours() {
        let sources =
            Sources::from_pairs([("seeds/b.txt", ""), ("seeds/a/c.md", ""), ("seedsling/x.txt", "")]);
        let paths: Vec<_> = sources.below("seeds/").map(|(path, _)| path).collect();
        assert_eq!(paths, ["a/c.md", "b.txt"]);
    }
}
