//! What stands amid the words of Org: `*so*`, `/so/`, `=so=`, `[[link][words]]`, `[fn:1]`, `\alpha`, `$x$`.

use crate::document::markdown::wording::{Form, Shape, Signs, Spot};
use crate::document::markdown::writer::{destination, escaped};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What a backslash before a name stands for, where it is no letter of Greek.
const ENTITIES: [(&str, &str); 24] = [
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("dots", "…"),
    ("nbsp", "\u{a0}"),
    ("copy", "©"),
    ("reg", "®"),
    ("deg", "°"),
    ("times", "×"),
    ("plusmn", "±"),
    ("pm", "±"),
    ("rarr", "→"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("larr", "←"),
    ("leftarrow", "←"),
    ("Rightarrow", "⇒"),
    ("infin", "∞"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("vert", "|"),
    ("star", "*"),
    ("under", "_"),
];
const GREEK: [&str; 24] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigmaf", "sigma", "tau", "upsilon", "phi", "chi", "psi",
];

/// What the text says of itself that words lead to.
#[derive(Default)]
pub struct Names<'t> {
    /// The ids of headings by what links call them: titles behind a star, and ids behind a cross.
    pub headings: HashMap<String, String>,
    /// The notes that stand as blocks of their own.
    pub notes: HashSet<&'t str>,
    /// Those that are told amid the words.
    pub amid: HashSet<&'t str>,
}

impl<'t> Signs<'t> for Names<'t> {
    fn form(&self, spot: Spot<'t>) -> Option<Form<'t>> {
        let byte = spot.text.as_bytes()[spot.at];
        match byte {
            b'*' => emphasis(&spot, byte, Shape::Strong),
            b'/' | b'_' => emphasis(&spot, byte, Shape::Emphasis),
            b'+' => emphasis(&spot, byte, Shape::Struck),
            b'=' | b'~' => emphasis(&spot, byte, Shape::Code),
            b'^' => lowered(&spot, Shape::Raised),
            b'[' if spot.rest().starts_with("[[") => self.link(&spot),
            b'[' => self.note(&spot),
            b'<' => angle(&spot),
            b'\\' => backslash(&spot),
            b'$' => dollars(&spot),
            b'@' => between(&spot, "@@", "@@", Shape::Silent).map(silent),
            b'{' => between(&spot, "{{{", "}}}", Shape::Silent).map(silent),
            _ => None,
        }
        .or_else(|| if byte == b'_' { lowered(&spot, Shape::Lowered) } else { None })
    }
}

impl<'t> Names<'t> {
    /// `[[address]]`, `[[address][words]]`.
    fn link(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let inner = spot.near().strip_prefix("[[")?;
        let end = inner.find("]]").filter(|end| *end > 0)?;
        let (target, words) = inner[..end].split_once("][").unwrap_or((&inner[..end], ""));
        if target.contains(['[', ']', '\n']) && words.is_empty() {
            return None;
        }
        let start = spot.at + 2;
        let past = start + end + 2;
        let called = start + end - words.len()..start + end;
        let leads = self.leads(target);
        let named = if words.is_empty() { shown(target, start) } else { called };
        // A picture by itself is shown.
        let path = target.strip_prefix("file:").unwrap_or(target);
        if words.is_empty() && is_picture(path) {
            return Some(Form { inner: past..past, past, shape: Shape::Picture(path) });
        }
        // So is one that stands for the words of a link.
        if let Some(source) = words.strip_prefix("file:").filter(|source| is_picture(source)) {
            let picture = format!("![]({})", destination(source));
            let value = leads.map_or(picture.clone(), |href| format!("[{picture}]({})", destination(&href)));
            return Some(Form { inner: past..past, past, shape: Shape::Value(value.into()) });
        }
        let shape = leads.map_or(Shape::Plain, |href| Shape::Link(href.into()));
        Some(Form { inner: named, past, shape })
    }

    /// Where a link leads, if a reader can follow it.
    fn leads(&self, target: &str) -> Option<String> {
        let known = ["http://", "https://", "ftp://", "mailto:", "doi:"];
        if known.iter().any(|scheme| target.starts_with(scheme)) {
            return Some(match target.strip_prefix("doi:") {
                Some(number) => format!("https://doi.org/{number}"),
                None => target.to_owned(),
            });
        }
        if let Some(id) = self.headings.get(target.trim_start_matches('*')) {
            return Some(format!("#{id}"));
        }
        let (path, place) = target.split_once("::").unwrap_or((target, ""));
        let is_path = path.starts_with("file:") || path.starts_with("./") || path.starts_with("../");
        let path = path.strip_prefix("file:").filter(|_| is_path).or(is_path.then_some(path))?;
        let place = place.strip_prefix('#').map_or(String::new(), |place| format!("#{place}"));
        Some(format!("{path}{place}"))
    }

    /// `[fn:1]`, `[fn:name: words]`, `[fn:: words]`.
    fn note(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let rest = spot.near();
        let inner = rest.strip_prefix("[fn:")?;
        let name = inner.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))?;
        let label = &inner[..name];
        if inner[name..].starts_with(']') {
            let past = spot.at + 4 + name + 1;
            let of = |shape| Some(Form { inner: past..past, past, shape });
            return match label {
                _ if self.notes.contains(label) => of(Shape::Mark(mark(label))),
                _ if self.amid.contains(label) => of(Shape::Note(Some(label), Vec::new())),
                _ => None,
            };
        }
        let words = inner[name..].strip_prefix(':')?;
        let end = closing(words)?;
        let start = spot.at + 4 + name + 1;
        let said: Vec<Range<usize>> = vec![start..start + end];
        let label = (!label.is_empty()).then_some(label);
        let past = start + end + 1;
        Some(Form { inner: past..past, past, shape: Shape::Note(label, said) })
    }
}

/// Whether an address is that of a picture.
fn is_picture(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or(address).to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|ending| path.ends_with(ending))
}

/// The label of a note that stands as a block, so that it is none of those that are counted.
pub fn mark(label: &str) -> String {
    format!("fn-{label}")
}

/// The bracket that closes one that was opened before.
fn closing(words: &str) -> Option<usize> {
    let mut depth = 1;
    words.bytes().position(|byte| {
        depth += i32::from(byte == b'[') - i32::from(byte == b']');
        depth == 0
    })
}

/// What is shown of a link without words.
fn shown(target: &str, start: usize) -> Range<usize> {
    let bare = target.strip_prefix("file:").unwrap_or(target);
    let bare = bare.trim_start_matches('*');
    start + target.len() - bare.len()..start + target.len()
}

fn silent(form: Form<'_>) -> Form<'_> {
    Form { inner: form.past..form.past, ..form }
}

/// Words between two of the same sign, where one stands before a word and one behind a word.
fn emphasis<'t>(spot: &Spot<'t>, sign: u8, shape: Shape<'t>) -> Option<Form<'t>> {
    let sign = char::from(sign);
    if spot.before().is_some_and(|c| !c.is_whitespace() && !"-–—({'\"‘“„«[*/_+".contains(c)) {
        return None;
    }
    let inner = &spot.near()[1..];
    if inner.starts_with(char::is_whitespace) || inner.starts_with(sign) {
        return None;
    }
    // No more than a few lines, so that a sign alone opens nothing.
    let mut lines = 0;
    let mut last = ' ';
    for (at, c) in inner.char_indices() {
        if c == '\n' {
            lines += 1;
            if lines > 2 || last == '\n' {
                return None;
            }
        }
        if c == sign && at > 0 && !last.is_whitespace() {
            let after = inner[at + 1..].chars().next().or_else(|| spot.after(spot.at + at + 2));
            if after.is_none_or(|c| c.is_whitespace() || "-–—.,;:!?'\")}[\\]’”“»/*_+…".contains(c))
            {
                let start = spot.at + 1;
                return Some(Form { inner: start..start + at, past: start + at + 1, shape });
            }
        }
        last = c;
    }
    None
}

fn between<'t>(spot: &Spot<'t>, open: &str, close: &str, shape: Shape<'t>) -> Option<Form<'t>> {
    let inner = spot.near().strip_prefix(open)?;
    let length = inner.find(close).filter(|length| *length > 0)?;
    if inner[..length].contains('\n') {
        return None;
    }
    let start = spot.at + open.len();
    Some(Form { inner: start..start + length, past: start + length + close.len(), shape })
}

/// `x^{2}`, `x_{1}`.
fn lowered<'t>(spot: &Spot<'t>, shape: Shape<'t>) -> Option<Form<'t>> {
    spot.before().filter(|c| !c.is_whitespace())?;
    let inner = spot.near()[1..].strip_prefix('{')?;
    let length = inner.find('}').filter(|length| *length > 0 && !inner[..*length].contains(['\n', '{']))?;
    let start = spot.at + 2;
    Some(Form { inner: start..start + length, past: start + length + 1, shape })
}

/// `<https://example.org>`, `<<place>>`.
fn angle<'t>(spot: &Spot<'t>) -> Option<Form<'t>> {
    if let Some(form) = between(spot, "<<<", ">>>", Shape::Plain) {
        return Some(form);
    }
    if spot.rest().starts_with("<<") {
        return between(spot, "<<", ">>", Shape::Silent).map(silent);
    }
    let form = between(spot, "<", ">", Shape::Plain)?;
    let words = &spot.text[form.inner.clone()];
    let known = words.contains("://") || words.starts_with("mailto:");
    (known && !words.contains(char::is_whitespace)).then(|| Form { shape: Shape::Link(words.into()), ..form })
}

/// `\\` at the end of a line, `\(x\)`, `\alpha`.
fn backslash<'t>(spot: &Spot<'t>) -> Option<Form<'t>> {
    let rest = spot.near();
    if let Some(behind) = rest.strip_prefix("\\\\") {
        let ends = behind.is_empty() || behind.trim_start_matches(' ').starts_with('\n');
        return ends.then(|| Form { inner: spot.at..spot.at, past: spot.at + 2, shape: Shape::Break });
    }
    if let Some(inner) = rest.strip_prefix("\\(") {
        let length = inner.find("\\)")?;
        let start = spot.at + 2;
        return Some(Form { inner: start..start + length, past: start + length + 2, shape: Shape::Formula });
    }
    let name = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let past = 1 + name + if rest[1 + name..].starts_with("{}") { 2 } else { 0 };
    let value = entity(&rest[1..=name])?;
    Some(Form { inner: spot.at..spot.at, past: spot.at + past, shape: Shape::Value(escaped(&value).into()) })
}

fn entity(name: &str) -> Option<String> {
    if let Some((_, value)) = ENTITIES.iter().find(|(own, _)| *own == name) {
        return Some((*value).to_owned());
    }
    let small = name.to_ascii_lowercase();
    // In the order of the alphabet, as Unicode has them.
    let place = GREEK.iter().position(|own| *own == small).map(|place| place as u32);
    let place = place.or_else(|| (small == "omega").then_some(24))?;
    let first = if name.starts_with(|c: char| c.is_ascii_uppercase()) { 0x391 } else { 0x3b1 };
    char::from_u32(first + place).map(String::from)
}

/// `$x$`, `$$x$$`.
fn dollars<'t>(spot: &Spot<'t>) -> Option<Form<'t>> {
    if let Some(form) = between(spot, "$$", "$$", Shape::Formula) {
        return Some(form);
    }
    let form = between(spot, "$", "$", Shape::Formula)?;
    let words = &spot.text[form.inner.clone()];
    let ends = spot.after(form.past).is_none_or(|c| !c.is_alphanumeric());
    let bare = words.trim() == words && !words.ends_with([',', '.', ';', '?', '"', '\'']);
    (ends && bare && spot.before().is_none_or(|c| !c.is_alphanumeric() && c != '$')).then_some(form)
}
