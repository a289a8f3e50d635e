//! What the source of a wiki page is known by: never one sign, always several of one kind of wiki.

use super::{Line, Tongue};

/// Signs without one of which no text is of a wiki: most texts are done with here.
pub fn may_be(text: &str) -> bool {
    let begins = |signs: &[&str]| signs.iter().any(|sign| text.starts_with(sign));
    begins(&["=", "!", "h1.", "h2.", "h3."])
        || ["[[", "'''", "\n==", "\n!", "\nh1", "\nh2", "\nh3", "\n{|"].iter().any(|sign| text.contains(sign))
}

/// How much speaks for each kind.
#[derive(Default)]
struct Signs {
    /// `== so ==`: how many, the first of them and the greatest.
    closed: usize,
    first: usize,
    greatest: usize,
    links: usize,
    piped: usize,
    bold: bool,
    italic: bool,
    slashed: bool,
    starred: bool,
    template: bool,
    reference: bool,
    grid: bool,
    /// `{|`.
    braced: bool,
    indented: usize,
    noted: bool,
    marked: usize,
    macros: bool,
    deep: bool,
    fields: usize,
    titled: usize,
    stopped: usize,
    linked: bool,
    /// Lines that such texts have none of.
    foreign: usize,
}

/// Which wiki a text is of, if it is of one.
pub fn tongue(text: &str, lines: &[Line]) -> Option<Tongue> {
    let mut signs = Signs::default();
    for line in lines {
        let raw = &text[line.clone()];
        if !raw.is_empty() {
            signs.block(raw);
            signs.inline(raw);
        }
    }
    signs.tongue()
}

impl Signs {
    /// What opens a line.
    fn block(&mut self, line: &str) {
        match line.as_bytes()[0] {
            b'=' => match closed(line) {
                Some((count, _)) => {
                    self.closed += 1;
                    self.first = if self.closed == 1 { count } else { self.first };
                    self.greatest = self.greatest.max(count);
                }
                None => self.foreign += usize::from(line.starts_with("= ") || line.starts_with("== ")),
            },
            b'{' => {
                self.braced |= line.starts_with("{|");
                self.template |= line.starts_with("{{") && !line.contains('%');
            }
            b' ' => {
                let words = line.trim_start();
                let blanks = line.len() - words.len();
                let item = words.starts_with("* ") || words.starts_with("- ");
                self.indented += usize::from(blanks >= 2 && blanks.is_multiple_of(2) && item);
            }
            b'^' => self.grid |= line.len() > 2 && line.ends_with(['^', '|']),
            b'|' => self.grid |= line.starts_with("|_.") || line.starts_with("|!") && line.ends_with('|'),
            b'!' => {
                let words = line.trim_start_matches('!');
                let titled = line.len() - words.len() <= 6 && words.len() <= 100;
                let opens = words.trim_start().starts_with(char::is_alphanumeric) && !words.contains('!');
                self.marked += usize::from(titled && opens);
            }
            b'*' | b'#' => {
                let words = line.trim_start_matches(['*', '#']);
                let count = line.len() - words.len();
                self.deep |= (2..=6).contains(&count) && words.starts_with(' ') && line.contains("**");
                self.foreign += usize::from(line.starts_with("## ") || line.starts_with("### "));
            }
            b'h' => self.titled += usize::from(signed(line).is_some_and(|sign| sign.name != "p")),
            b'b' | b'f' | b'p' | b'n' => {
                self.stopped += usize::from(signed(line).is_some_and(|sign| sign.name != "p"))
            }
            b'c' | b't' | b'm' => {
                let field = ["created: ", "modified: ", "tags: ", "title: ", "type: text/vnd.tiddlywiki"];
                self.fields += usize::from(field.iter().any(|field| line.starts_with(field)));
            }
            _ => {}
        }
    }

    /// What stands in a line.
    fn inline(&mut self, line: &str) {
        let inner = line.find("[[").map(|at| &line[at + 2..]).and_then(|rest| rest.split_once("]]"));
        if let Some((inner, _)) = inner {
            self.links += usize::from(!inner.is_empty() && !inner.starts_with(' '));
            self.piped += usize::from(inner.contains('|') || is_namespaced(inner));
        }
        if line.contains("''") {
            self.bold |= between(line, "'''");
            self.italic |= !line.contains("'''") && between(line, "''");
        }
        self.slashed |= line.contains(" //") && between(&line.replace("://", ":"), "//");
        self.starred |= !line.starts_with("**") && line.contains("**") && between(line, "**");
        self.template |= line.contains("{{") && line.contains('|') && line.contains("}}");
        self.reference |= line.contains("<ref") && (line.contains("</ref>") || line.contains("/>"));
        self.noted |= line.contains("((") && line.contains("))") || line.contains("\\\\ ");
        self.macros |=
            line.contains("<<") && line.contains(">>") || line.contains("{{") && line.contains("}}");
        self.linked |= line.contains("\":http") || line.contains("\":/");
    }

    fn tongue(&self) -> Option<Tongue> {
        let count = |strong: &[bool], weak: &[bool]| {
            2 * strong.iter().filter(|sign| **sign).count() + weak.iter().filter(|sign| **sign).count()
        };
        let several = self.closed >= 2;
        // The highest headings of DokuWiki have the most signs.
        let falling = self.closed > 0 && self.first == self.greatest && self.first >= 4;
        let doku = count(
            &[falling && self.first >= 5, self.indented >= 2 && several],
            &[falling, self.slashed, self.starred, self.noted, self.links > 0, self.grid, self.indented > 0],
        );
        if self.closed > 0 && (falling || self.indented > 1) && doku >= 3 && self.foreign * 4 <= self.closed {
            return Some(Tongue::DokuWiki);
        }
        let tiddly = count(
            &[self.marked >= 2, self.fields >= 3],
            &[
                self.marked == 1,
                self.links > 0,
                self.italic || self.bold,
                self.slashed,
                self.macros,
                self.deep,
            ],
        );
        let opens = self.marked + self.fields >= 2 && self.closed == 0 && !self.braced;
        if opens && tiddly >= 3 {
            return Some(Tongue::TiddlyWiki);
        }
        let media = count(
            &[several, self.bold, self.piped > 0, self.reference, self.braced],
            &[self.closed == 1, self.template, self.links > 0, self.italic, self.deep],
        );
        let opens = self.closed > 0 || self.piped > 0 || self.braced && self.bold;
        if opens && media >= 3 && self.first <= 4 && self.foreign * 4 <= self.closed + self.links {
            return Some(Tongue::MediaWiki);
        }
        let textile = count(
            &[self.titled >= 2, self.stopped > 0],
            &[self.titled == 1, self.linked, self.grid, self.deep],
        );
        if self.titled + self.stopped >= 2 && textile >= 2 || self.titled > 0 && textile >= 3 {
            return Some(Tongue::Textile);
        }
        None
    }
}

/// Whether words stand between two of the same sign.
fn between(line: &str, sign: &str) -> bool {
    let Some(at) = line.find(sign) else { return false };
    let rest = line[at + sign.len()..].trim_start_matches('\'');
    rest.starts_with(|c: char| !c.is_whitespace()) && rest.find(sign).is_some_and(|end| end > 1)
}

/// `Category:Locks`, `File:gate.jpg`: what stands before the colon is a name of the wiki.
fn is_namespaced(inner: &str) -> bool {
    inner.split_once(':').is_some_and(|(space, rest)| {
        !space.contains(' ')
            && space.starts_with(char::is_uppercase)
            && rest.starts_with(char::is_alphanumeric)
    })
}

/// `== Title ==`: how many signs, and where the title stands.
pub fn closed(line: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let count = line.bytes().take_while(|byte| *byte == b'=').count();
    let end = line.trim_end();
    let behind = end.bytes().rev().take_while(|byte| *byte == b'=').count();
    let inner = end.get(count..end.len().checked_sub(behind)?)?;
    let title = inner.trim();
    let fits = (1..=6).contains(&count) && behind.abs_diff(count) <= 1 && behind > 0;
    let start = count + (inner.len() - inner.trim_start().len());
    (fits && !title.is_empty()).then(|| (count, start..start + title.len()))
}

/// `h2(#id). Title`: what Textile says of a block, and the bytes it takes.
pub struct Signed<'t> {
    pub name: &'t str,
    pub bytes: usize,
    /// Two stops: it goes on over blank lines.
    pub goes_on: bool,
}

pub fn signed(line: &str) -> Option<Signed<'_>> {
    const NAMES: [&str; 13] =
        ["h1", "h2", "h3", "h4", "h5", "h6", "bq", "bc", "pre", "fn", "notextile", "p", "dl"];
    const LONGEST: usize = 120;
    let name = NAMES.iter().find(|name| line.starts_with(**name))?;
    let digits = if *name == "fn" { line[2..].bytes().take_while(u8::is_ascii_digit).count() } else { 0 };
    let mut at = name.len() + digits;
    if *name == "fn" && digits == 0 {
        return None;
    }
    while let Some(close) = match line.as_bytes().get(at) {
        Some(b'(') => Some(')'),
        Some(b'{') => Some('}'),
        Some(b'[') => Some(']'),
        _ => None,
    } {
        at += line[at..].find(close).filter(|length| at + length <= LONGEST)? + 1;
    }
    at += line[at..].bytes().take_while(|byte| matches!(byte, b'<' | b'>' | b'=')).count();
    let stops = line[at..].bytes().take_while(|byte| *byte == b'.').count();
    let rest = &line[at + stops..];
    let ends =
        rest.starts_with(' ') && !rest.trim().is_empty() || rest.is_empty() && matches!(*name, "bc" | "pre");
    ((1..=2).contains(&stops) && ends).then(|| Signed {
        name: &line[..name.len() + digits],
        bytes: at + stops + rest.len() - rest.trim_start().len(),
        goes_on: stops == 2,
    })
}
