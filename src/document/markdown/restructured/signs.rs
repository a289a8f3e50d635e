//! What stands amid the words of reStructuredText: `*so*`, `**so**`, ``` ``so`` ```, `` :role:`so` ``,
//! `` `words <address>`_ ``, `name_`, `[1]_`, `|name|`.

use super::role::{self, Shown};
use crate::document::markdown::wording::{Form, Shape, Signs, Spot};
use crate::document::markdown::writer::{destination, escaped};
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

/// What the text says of itself that words lead to.
#[derive(Default)]
pub struct Names {
    /// Where names lead, in small letters.
    pub targets: HashMap<String, String>,
    /// Where references without a name lead, in their order.
    pub anonymous: Vec<String>,
    pub asked: Cell<usize>,
    /// What headings are called that a label stands over.
    pub titles: HashMap<String, String>,
    /// The ids of headings, by where their words begin.
    pub ids: HashMap<usize, String>,
    /// What stands for what, as Markdown writes it.
    pub substitutions: HashMap<String, String>,
    /// The labels of the notes, and how many count themselves.
    pub notes: Vec<String>,
    pub counted: Cell<usize>,
}

/// A name as it is compared: small letters, single blanks.
pub fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What Markdown calls a note; `counted` says which of those that count themselves.
pub fn label(name: &str, counted: &Cell<usize>) -> String {
    match name {
        "#" | "*" => {
            counted.set(counted.get() + 1);
            format!("counted-{}", counted.get())
        }
        _ => {
            let name = name.trim_start_matches('#').to_lowercase();
            name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
        }
    }
}

impl<'t> Signs<'t> for Names {
    fn form(&self, spot: Spot<'t>) -> Option<Form<'t>> {
        let rest = spot.near();
        let byte = rest.as_bytes()[0];
        if byte.is_ascii_alphanumeric() {
            return self.named(&spot);
        }
        if byte == b'\\' {
            return backslash(&spot);
        }
        if !opens(&spot) {
            return None;
        }
        match byte {
            b'*' if rest.starts_with("**") => between(&spot, "**", Shape::Strong),
            b'*' => between(&spot, "*", Shape::Emphasis),
            b'`' if rest.starts_with("``") => literal(&spot),
            b'`' => self.phrase(&spot),
            b':' => self.role(&spot),
            b'|' => self.substitution(&spot),
            b'[' => self.note(&spot),
            b'_' if rest.starts_with("_`") => {
                let length = close(&rest[2..], "`")?;
                let start = spot.at + 2;
                Some(Form { inner: start..start + length, past: start + length + 1, shape: Shape::Plain })
            }
            _ => None,
        }
    }

    fn reads_words(&self) -> bool {
        true
    }
}

impl Names {
    /// `name_`, if it is known where it leads.
    fn named<'t>(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        if spot.before().is_some_and(|c| c.is_alphanumeric() || "_`".contains(c)) {
            return None;
        }
        let rest = spot.near();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte);
        let run = rest.bytes().take_while(|byte| is_name(*byte)).count();
        let words = rest[..run].trim_end_matches(['.', '-', '+']);
        let two = words.ends_with("__");
        let name = words.strip_suffix(if two { "__" } else { "_" })?;
        let after = rest[words.len()..].chars().next();
        if name.is_empty() || after.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let target = if two { self.next_anonymous()? } else { self.targets.get(&normal(name))?.clone() };
        let inner = spot.at..spot.at + name.len();
        Some(Form { inner, past: spot.at + words.len(), shape: Shape::Link(target.into()) })
    }

    fn next_anonymous(&self) -> Option<String> {
        let target = self.anonymous.get(self.asked.get())?;
        self.asked.set(self.asked.get() + 1);
        Some(target.clone())
    }

    /// `` `words` `` and what stands behind it.
    fn phrase<'t>(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let length = close(&spot.near()[1..], "`")?;
        let start = spot.at + 1;
        let behind = &spot.text[start + length + 1..spot.end];
        let past = start + length + 1;
        let inner = start..start + length;
        if behind.starts_with('_') {
            let past = past + if behind.starts_with("__") { 2 } else { 1 };
            return Some(self.reference(spot, inner, past));
        }
        if let Some(name) =
            behind.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name)
            && role::is_name(name)
            && !behind.starts_with(": ")
        {
            return Some(self.of_role(spot, name, inner, past + name.len() + 2));
        }
        Some(self.of_role(spot, "", inner, past))
    }

    /// `` `words <address>`_ ``, `` `name`_ ``, `` `words`__ ``.
    fn reference<'t>(&self, spot: &Spot<'t>, inner: Range<usize>, past: usize) -> Form<'t> {
        let (words, target) = embedded(spot.text, inner);
        let own = &spot.text[words.clone()];
        let target = match target {
            Some(target) => {
                let bare: String = target.split_whitespace().collect();
                match bare.strip_suffix('_').filter(|_| !bare.contains("://")) {
                    Some(_) => self.targets.get(&normal(target.trim_end_matches('_'))).cloned(),
                    None => Some(bare.replace('\\', "")),
                }
            }
            None if spot.text[..past].ends_with("__") => self.next_anonymous(),
            None => self.targets.get(&normal(own)).cloned(),
        };
        let shape = target.map_or(Shape::Plain, |target| Shape::Link(target.into()));
        Form { inner: words, past, shape }
    }

    /// `` :role:`words` ``.
    fn role<'t>(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let name = role::before(spot.near())?;
        let open = name.len() + 3;
        let length = close(&spot.near()[open..], "`")?;
        let start = spot.at + open;
        Some(self.of_role(spot, name, start..start + length, start + length + 1))
    }

    fn of_role<'t>(&self, spot: &Spot<'t>, name: &str, inner: Range<usize>, past: usize) -> Form<'t> {
        let shown = role::shown(name);
        if matches!(shown, Shown::Raised | Shown::Lowered | Shown::Formula | Shown::Silent) || name.is_empty()
        {
            let shape = match shown {
                Shown::Raised => Shape::Raised,
                Shown::Lowered => Shape::Lowered,
                Shown::Formula => Shape::Formula,
                Shown::Silent => return Form { inner: past..past, past, shape: Shape::Silent },
                // Some texts have formulas where no role is named.
                _ if is_formula(&spot.text[inner.clone()]) => Shape::Formula,
                _ => Shape::Emphasis,
            };
            return Form { inner, past, shape };
        }
        let (mut words, target) = embedded(spot.text, inner);
        let own = &spot.text[words.clone()];
        if target.is_none() {
            let bare = own.trim_start_matches('!');
            // A tilde asks for the last part of a name.
            let from = match bare.strip_prefix('~') {
                Some(path) => path.rfind('.').map_or(path, |dot| &path[dot + 1..]),
                None => bare
                    .strip_prefix('.')
                    .filter(|rest| shown == Shown::Code && !rest.is_empty())
                    .unwrap_or(bare),
            };
            words.start = words.end - from.len();
        }
        let own = &spot.text[words.clone()];
        let link = |target: String| Form { inner: words.clone(), past, shape: Shape::Link(target.into()) };
        let value = |said: String| Form { inner: past..past, past, shape: Shape::Value(said.into()) };
        let number = target.unwrap_or(own).split('#').next().unwrap_or("").trim();
        let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match shown {
            Shown::Strong => Form { inner: words, past, shape: Shape::Strong },
            Shown::Emphasis => Form { inner: words, past, shape: Shape::Emphasis },
            Shown::Code => Form { inner: words, past, shape: Shape::Code },
            Shown::Pep | Shown::Rfc if counts => {
                let (name, address) = if shown == Shown::Pep {
                    ("PEP", format!("https://peps.python.org/pep-{number:0>4}/"))
                } else {
                    ("RFC", format!("https://www.rfc-editor.org/rfc/rfc{number}"))
                };
                match target {
                    Some(_) => link(address),
                    None => value(format!("[{name} {number}]({address})")),
                }
            }
            Shown::Page => {
                let page = target.unwrap_or(own).trim_start_matches('/');
                link(if page.contains('.') { page.to_owned() } else { format!("{page}.rst") })
            }
            Shown::Place => {
                let name = normal(target.unwrap_or(own));
                match (self.targets.get(&name), self.titles.get(&name)) {
                    (Some(place), Some(title)) if target.is_none() => {
                        value(format!("[{}]({})", escaped(title), destination(place)))
                    }
                    (Some(place), _) => link(place.clone()),
                    _ => Form { inner: words, past, shape: Shape::Plain },
                }
            }
            _ => Form { inner: words, past, shape: Shape::Plain },
        }
    }

    /// `|name|`, if it is said what it stands for.
    fn substitution<'t>(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let length = close(&spot.near()[1..], "|")?;
        let name = &spot.near()[1..1 + length];
        let said = self.substitutions.get(&normal(name))?;
        let mut past = spot.at + length + 2;
        let linked = spot.text[past..spot.end].starts_with('_');
        past += usize::from(linked);
        let target = self.targets.get(&normal(name)).filter(|_| linked);
        let value = target.map_or(said.clone(), |target| format!("[{said}]({})", destination(target)));
        Some(Form { inner: past..past, past, shape: Shape::Value(value.into()) })
    }

    /// `[1]_`, `[#]_`, `[#name]_`, `[*]_`, `[Name]_`.
    fn note<'t>(&self, spot: &Spot<'t>) -> Option<Form<'t>> {
        let rest = spot.near();
        let length = rest.find("]_")?;
        let name = &rest[1..length];
        let fits = name.chars().all(|c| c.is_alphanumeric() || "#*-_.:+".contains(c));
        if !fits || name.is_empty() {
            return None;
        }
        let before = self.counted.get();
        let label = label(name, &self.counted);
        let past = spot.at + length + 2;
        if !self.notes.contains(&label) {
            self.counted.set(before);
            // A source that another text names.
            let named = name.starts_with(char::is_alphabetic);
            return named.then(|| Form { inner: spot.at..past - 1, past, shape: Shape::Literal });
        }
        Some(Form { inner: past..past, past, shape: Shape::Mark(label) })
    }
}

/// Whether a sign may open what it opens: nothing of a word stands before it.
fn opens(spot: &Spot<'_>) -> bool {
    spot.before().is_none_or(|c| !c.is_alphanumeric() && !"_*`|\\)]}".contains(c) || is_ideogram(c))
        && spot.near()[1..].starts_with(|c: char| !c.is_whitespace())
}

/// A letter of a script without blanks between words.
fn is_ideogram(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Where a sign closes that was opened before: behind no blank, and before nothing of a word.
fn close(inner: &str, sign: &str) -> Option<usize> {
    let ends = |(at, _): &(usize, &str)| {
        let before = inner[..*at].chars().next_back();
        *at > 0 && before.is_some_and(|c| !c.is_whitespace() && c != '\\')
    };
    let (at, _) = inner.match_indices(sign).find(ends)?;
    (!inner[..at].contains("\n\n")).then_some(at)
}

fn between<'t>(spot: &Spot<'t>, sign: &str, shape: Shape<'t>) -> Option<Form<'t>> {
    let inner = &spot.near()[sign.len()..];
    if inner.starts_with(char::is_whitespace) || inner.starts_with(sign) {
        return None;
    }
    let mut from = 0;
    loop {
        let at = from + close(&inner[from..], sign)?;
        let after =
            inner[at + sign.len()..].chars().next().or_else(|| spot.after(spot.at + at + 2 * sign.len()));
        // Two stars are no end of one.
        let whole = sign.len() > 1 || !inner[at + 1..].starts_with('*') && !inner[..at].ends_with('*');
        if whole && after.is_none_or(|c| !c.is_alphanumeric() || is_ideogram(c)) {
            let start = spot.at + sign.len();
            return Some(Form { inner: start..start + at, past: start + at + sign.len(), shape });
        }
        from = at + sign.len();
    }
}

/// Words that are shown as they are, backslashes and all.
fn literal<'t>(spot: &Spot<'t>) -> Option<Form<'t>> {
    let inner = &spot.near()[2..];
    let at = inner.match_indices("``").map(|(at, _)| at).find(|at| {
        let after = &inner[at + 2..];
        *at > 0 && !inner[..*at].ends_with(char::is_whitespace) && !after.starts_with('`')
    })?;
    if inner[..at].contains("\n\n") {
        return None;
    }
    let start = spot.at + 2;
    Some(Form { inner: start..start + at, past: start + at + 2, shape: Shape::Code })
}

/// A backslash and what it has mean itself; before a blank, both are nothing.
fn backslash<'t>(spot: &Spot<'t>) -> Option<Form<'t>> {
    let next = spot.near()[1..].chars().next()?;
    let (start, past) = (spot.at + 1, spot.at + 1 + next.len_utf8());
    if next.is_whitespace() {
        return Some(Form { inner: past..past, past, shape: Shape::Silent });
    }
    (!next.is_alphanumeric()).then_some(Form { inner: start..past, past, shape: Shape::Literal })
}

/// `words <target>`: the words, and the target if there is one.
fn embedded(text: &str, inner: Range<usize>) -> (Range<usize>, Option<&str>) {
    let words = &text[inner.clone()];
    let found = words.strip_suffix('>').and_then(|open| Some((open.rfind('<')?, open)));
    match found {
        Some((at, open)) if at > 0 && words[..at].ends_with(char::is_whitespace) => {
            let own = words[..at].trim_end();
            (inner.start..inner.start + own.len(), Some(&open[at + 1..]))
        }
        Some((0, open)) => (inner.start + 1..inner.end - 1, Some(&open[1..])),
        _ => (inner, None),
    }
}

/// Whether words without a role are a formula: a command of TeX opens one of them.
fn is_formula(words: &str) -> bool {
    words.match_indices('\\').any(|(at, _)| {
        let name = words[at + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        name >= 2 && !words[..at].ends_with('\\')
    })
}
