//! What the words of AsciiDoc may hold besides letters, and the forms that need no look at what stands before them.

use crate::document::markdown::writer;

pub type Form<'t> = writer::Form<Shape<'t>>;

pub enum Shape<'t> {
    Strong,
    Emphasis,
    Code,
    Literal,
    Escaped,
    Plain,
    Raised,
    Lowered,
    Quoted(char, char),
    Value(&'t str),
    /// An address, and whether words stand behind it.
    Address(&'t str, bool),
    Link(&'t str),
    Mail(&'t str),
    Reference(&'t str),
    Picture(&'t str),
    Note(&'t str),
    Keys,
    Menu(&'t str),
    Silent,
}

/// `<<place,words>>`, `<https://example.org>`.
pub fn angle<'t>(at: usize, rest: &'t str) -> Option<Form<'t>> {
    if let Some(inner) = rest.strip_prefix("<<") {
        let length = inner.find(">>").filter(|length| *length > 0)?;
        let target = inner[..length].split(',').next().unwrap_or("").trim();
        let start = at + 2 + inner[..length].find(',').map_or(length, |comma| comma + 1);
        let words = &rest[start - at..2 + length];
        let start = start + (words.len() - words.trim_start().len());
        let named = !target.is_empty() && !target.contains(['<', '"', '\n']) && !target.starts_with(' ');
        return named.then(|| Form {
            inner: start..at + 2 + length,
            past: at + length + 4,
            shape: Shape::Reference(target),
        });
    }
    let length = rest.find('>')?;
    let address = &rest[1..length];
    let known = ["http://", "https://", "ftp://"].iter().any(|scheme| address.starts_with(scheme));
    (known && !address.contains(char::is_whitespace)).then(|| Form {
        inner: at..at,
        past: at + length + 1,
        shape: Shape::Address(address, false),
    })
}

/// `((shown))` and `(((kept for the index)))`.
pub fn index<'t>(at: usize, rest: &str) -> Option<Form<'t>> {
    let shown = rest.strip_prefix("((")?;
    if let Some(hidden) = shown.strip_prefix('(') {
        let length = hidden.find(")))").filter(|length| *length > 0)?;
        return Some(Form { inner: at..at, past: at + length + 6, shape: Shape::Silent });
    }
    let length = shown.find("))").filter(|length| *length > 0)?;
    (!shown[..length].contains(['(', '\n'])).then(|| Form {
        inner: at + 2..at + 2 + length,
        past: at + length + 4,
        shape: Shape::Plain,
    })
}

/// `[[place]]`, and `[.role]` before words between `#`.
pub fn bracket<'t>(at: usize, rest: &'t str) -> Option<Form<'t>> {
    if let Some(inner) = rest.strip_prefix("[[").filter(|inner| !inner.starts_with('[')) {
        let length = inner.find("]]").filter(|length| *length > 0)?;
        let name =
            inner[..length].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:,".contains(&byte));
        return name.then(|| Form { inner: at..at, past: at + length + 4, shape: Shape::Silent });
    }
    let length = rest.find(']')?;
    let role = rest[1..length].starts_with(['.', '#']) && !rest[1..length].contains(char::is_whitespace);
    (role && rest[length + 1..].starts_with(['#', '*', '_', '`'])).then(|| Form {
        inner: at..at,
        past: at + length + 1,
        shape: Shape::Silent,
    })
}

/// The bracket that closes the one at the beginning.
pub fn closing(rest: &str) -> Option<usize> {
    let mut depth = 0;
    let mut last = 0;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'[' if last != b'\\' => depth += 1,
            b']' if last != b'\\' => depth -= 1,
            b'\n' if last == b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        last = byte;
    }
    None
}

/// An address without the stops behind it, and where it ends.
pub fn address(words: &str, at: usize) -> (&str, usize) {
    let bare = words.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '"']);
    (bare, at + bare.len())
}
