//! What the words of a wiki's source may hold besides letters, but for what only MediaWiki has.

use super::Tongue;
use super::pair::Pairs;
use crate::document::markdown::wording::{self, Shape, Signs};
pub use crate::document::markdown::wording::{Form, LONGEST};
use std::ops::Range;

impl<'t> Signs<'t> for Pairs {
    fn form(&self, spot: wording::Spot<'t>) -> Option<Form<'t>> {
        let wording::Spot { text, at, end, from } = spot;
        Spot { tongue: self.tongue, text, pairs: self, at, end, from }.form()
    }

    fn keeps_lines(&self) -> bool {
        self.tongue == Tongue::Textile
    }
}

/// A place in words that are being written.
#[derive(Clone, Copy)]
pub struct Spot<'p, 't> {
    pub tongue: Tongue,
    pub text: &'t str,
    pub pairs: &'p Pairs,
    pub at: usize,
    pub end: usize,
    /// Where the words begin.
    pub from: usize,
}

impl<'t> Spot<'_, 't> {
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn before(&self) -> Option<char> {
        self.text[self.from..self.at].chars().next_back()
    }

    /// What two signs hold that open and close one another.
    pub fn pair(&self) -> Option<Range<usize>> {
        let end = self.pairs.end(self.at).filter(|end| *end <= self.end && *end >= self.at + 4)?;
        Some(self.at + 2..end - 2)
    }

    pub fn form(&self) -> Option<Form<'t>> {
        let byte = self.text.as_bytes()[self.at];
        match self.tongue {
            Tongue::MediaWiki => self.media(byte),
            Tongue::DokuWiki => self.doku(byte),
            Tongue::Textile => self.textile(byte),
            Tongue::TiddlyWiki => self.tiddly(byte),
        }
    }

    /// Words between a sign and the next of its kind.
    fn between(&self, open: &str, close: &str, shape: Shape<'t>) -> Option<Form<'t>> {
        let rest = self.rest();
        let inner = rest.strip_prefix(open)?;
        let inner = &inner[..crate::document::text::floor(inner, inner.len().min(LONGEST))];
        let length = inner.find(close).filter(|length| *length > 0)?;
        let start = self.at + open.len();
        Some(Form { inner: start..start + length, past: start + length + close.len(), shape })
    }

    /// The same, where the sign stands at words and not between blanks.
    fn around(&self, sign: &str, shape: Shape<'t>) -> Option<Form<'t>> {
        let form = self.between(sign, sign, shape)?;
        let words = &self.text[form.inner.clone()];
        (words.trim().len() == words.len()).then_some(form)
    }

    /// The same, where a sign within a word means itself.
    fn phrase(&self, sign: &str, shape: Shape<'t>) -> Option<Form<'t>> {
        if self.before().is_some_and(|c| c.is_alphanumeric() || sign.starts_with(c)) {
            return None;
        }
        let form = self.around(sign, shape)?;
        let after = self.text[form.past..self.end].chars().next();
        (!after.is_some_and(|c| c.is_alphanumeric() || sign.starts_with(c))).then_some(form)
    }

    fn doku(&self, byte: u8) -> Option<Form<'t>> {
        match byte {
            b'*' => self.around("**", Shape::Strong),
            b'/' => self.slashed(),
            b'_' => self.around("__", Shape::Emphasis),
            b'\'' => self.around("''", Shape::Code),
            b'%' => self.between("%%", "%%", Shape::Literal),
            b'\\' => self.line_break(),
            b'[' => self.linked(LinkOrder::TargetFirst),
            b'{' => {
                let inner = self.pair()?;
                // A picture is shown by what stands under it.
                let caption =
                    self.text[inner.clone()].rfind('|').map_or(inner.end, |bar| inner.start + bar + 1);
                Some(Form { inner: caption..inner.end, past: inner.end + 2, shape: Shape::Plain })
            }
            b'(' => {
                let inner = self.pair().filter(|_| self.rest().starts_with("(("))?;
                Some(Form {
                    past: inner.end + 2,
                    inner: inner.clone(),
                    shape: Shape::Note(None, vec![inner]),
                })
            }
            b'<' => self.tag(),
            _ => None,
        }
    }

    fn tiddly(&self, byte: u8) -> Option<Form<'t>> {
        match byte {
            b'\'' => self.around("''", Shape::Strong),
            b'/' => self.slashed(),
            b'_' => self.around("__", Shape::Emphasis),
            b'~' => self.around("~~", Shape::Struck),
            b'^' => self.around("^^", Shape::Raised),
            b',' => self.around(",,", Shape::Lowered),
            b'`' => self.around("``", Shape::Code).or_else(|| self.around("`", Shape::Code)),
            b'[' if self.rest().starts_with("[img") => {
                let end = self.rest().find("]]").filter(|end| *end < LONGEST)?;
                let past = self.at + end + 2;
                Some(Form { inner: past..past, past, shape: Shape::Silent })
            }
            b'[' => self.linked(LinkOrder::WordsFirst),
            b'{' | b'<' if self.rest().starts_with("{{") || self.rest().starts_with("<<") => {
                let inner = self.pair()?;
                Some(Form { past: inner.end + 2, inner, shape: Shape::Silent })
            }
            b'<' => self.tag(),
            _ => None,
        }
    }

    fn textile(&self, byte: u8) -> Option<Form<'t>> {
        match byte {
            b'*' => self.phrase("**", Shape::Strong).or_else(|| self.phrase("*", Shape::Strong)),
            b'_' => self.phrase("__", Shape::Emphasis).or_else(|| self.phrase("_", Shape::Emphasis)),
            b'-' => self.phrase("-", Shape::Struck),
            b'+' => self.phrase("+", Shape::Emphasis),
            b'^' => self.around("^", Shape::Raised),
            b'~' => self.around("~", Shape::Lowered),
            b'@' => self.phrase("@", Shape::Code),
            b'%' => self.phrase("%", Shape::Plain),
            b'?' => self.phrase("??", Shape::Emphasis),
            b'=' => self.between("==", "==", Shape::Literal),
            b'"' => {
                let inner = &self.rest()[1..];
                let inner = &inner[..crate::document::text::floor(inner, inner.len().min(LONGEST))];
                let length = inner.find("\":").filter(|length| *length > 0)?;
                let target = inner[length + 2..].split([' ', '\n', '\t', '[']).next().unwrap_or("");
                let target = target.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '"', ']']);
                let start = self.at + 1;
                (!target.is_empty() && !inner[..length].contains('"')).then(|| Form {
                    inner: start..start + length,
                    past: start + length + 2 + target.len(),
                    shape: Shape::Link(target.into()),
                })
            }
            b'!' => {
                let form = self.between("!", "!", Shape::Silent)?;
                let words = &self.text[form.inner.clone()];
                let shown = !words.contains(char::is_whitespace) && words.contains(['.', '/']);
                shown.then_some(form)
            }
            b'[' => {
                let form = self.between("[", "]", Shape::Silent)?;
                let number = &self.text[form.inner.clone()];
                let counts = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
                counts.then(|| Form {
                    inner: form.inner.end..form.inner.end,
                    past: form.past,
                    shape: Shape::Note(Some(number), Vec::new()),
                })
            }
            b'<' => self.tag(),
            _ => None,
        }
    }

    /// `//so//`, but no address.
    fn slashed(&self) -> Option<Form<'t>> {
        self.around("//", Shape::Emphasis).filter(|_| self.before() != Some(':'))
    }

    fn line_break(&self) -> Option<Form<'t>> {
        let behind = self.rest().strip_prefix("\\\\")?;
        let ends = behind.is_empty() || behind.starts_with([' ', '\n', '\t']);
        ends.then(|| Form { inner: self.at..self.at, past: self.at + 2, shape: Shape::Break })
    }

    fn linked(&self, order: LinkOrder) -> Option<Form<'t>> {
        let inner = self.pair().filter(|_| self.rest().starts_with("[["))?;
        let words = &self.text[inner.clone()];
        let past = inner.end + 2;
        let (shown, target) = match (words.split_once('|'), order) {
            // Before such a sign stands another wiki, before colons the folder of a page.
            (None, LinkOrder::TargetFirst) if !words.contains("://") => {
                let from = words.rfind(['>', ':']).filter(|at| at + 1 < words.len()).map_or(0, |at| at + 1);
                (inner.start + from..inner.end, words)
            }
            (None, _) => (inner.clone(), words),
            (Some((target, _)), LinkOrder::TargetFirst) => {
                (inner.start + target.len() + 1..inner.end, target)
            }
            (Some((words, target)), LinkOrder::WordsFirst) => {
                (inner.start..inner.start + words.len(), target)
            }
        };
        let shown = if self.text[shown.clone()].trim().is_empty() { inner.clone() } else { shown };
        let leads = target.contains("://") || target.starts_with("mailto:");
        let shape = if leads { Shape::Link(target.trim().into()) } else { Shape::Plain };
        Some(Form { inner: shown, past, shape })
    }

    /// Elements of HTML that every wiki allows.
    pub fn tag(&self) -> Option<Form<'t>> {
        const SILENT: [&str; 14] = [
            "small",
            "big",
            "center",
            "div",
            "span",
            "font",
            "u",
            "ins",
            "p",
            "noinclude",
            "includeonly",
            "onlyinclude",
            "references",
            "gallery",
        ];
        let rest = self.rest();
        let length = rest.bytes().take(300).position(|byte| byte == b'>')?;
        let name = rest[1..length].trim_start_matches('/');
        let name = name.split([' ', '/']).next().unwrap_or("").to_ascii_lowercase();
        if name == "br" {
            return Some(Form { inner: self.at..self.at, past: self.at + length + 1, shape: Shape::Break });
        }
        let shape = match name.as_str() {
            "nowiki" => Some(Shape::Literal),
            "code" | "tt" | "kbd" | "samp" | "var" => Some(Shape::Code),
            "math" => Some(Shape::Math),
            "b" | "strong" => Some(Shape::Strong),
            "i" | "em" | "cite" => Some(Shape::Emphasis),
            "s" | "del" | "strike" => Some(Shape::Struck),
            "sub" => Some(Shape::Lowered),
            "sup" => Some(Shape::Raised),
            _ => None,
        };
        let past = self.at + length + 1;
        if let Some(shape) = shape {
            let inner = &rest[length + 1..];
            let inner = &inner[..crate::document::text::floor(inner, inner.len().min(LONGEST))];
            let close = format!("</{name}>");
            let end = inner.find(&close).filter(|_| !rest.starts_with("</"))?;
            return Some(Form { inner: past..past + end, past: past + end + close.len(), shape });
        }
        SILENT.contains(&name.as_str()).then_some(Form { inner: past..past, past, shape: Shape::Silent })
    }
}

#[derive(Clone, Copy)]
enum LinkOrder {
    TargetFirst,
    WordsFirst,
}
