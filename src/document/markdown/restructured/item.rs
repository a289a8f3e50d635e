//! Lists: bullets, numbers, fields, options.

use super::walk::Walk;
use crate::document::markdown::looks;
use crate::document::{Delimiter, Enumerator};

/// How long the sign of an item is, what Markdown writes for it, and how it counts.
type Sign = (usize, String, Option<(Enumerator, Delimiter)>);

impl Walk<'_> {
    /// `- words`, `1. words`, `#. words`.
    pub(super) fn item(&mut self, at: usize, end: usize) -> Option<usize> {
        let words = self.words(at);
        let (length, put, style) = bullet(words)
            .map(|length| (length, "-   ".to_owned(), None))
            .or_else(|| self.enumerator(at, end))?;
        let line = &self.lines[at];
        let (indent, content) = (line.indent, line.indent + words[..length].chars().count());
        // Another list stands under the one above, if its items are of another kind.
        let kind = (put.starts_with('-'), style);
        let goes_on = self.last_item.is_some_and(|(depth, own, last)| {
            depth == self.writer.depth() && own == kind && (last..at).all(|line| self.lines[line].is_blank())
        });
        if !goes_on && let Some(style) = style.filter(|(style, _)| *style != Enumerator::Decimal) {
            self.writer.written.enumerators.push((self.writer.place(), style));
        }
        let next = self.under(at, end, indent);
        let depth = self.writer.depth();
        self.writer.hold(&" ".repeat(put.len()), Some(&put));
        let body = self.body_indent(at + 1..next, content).min(content);
        self.set_in(at, length, body);
        self.blocks(at..next, body);
        self.writer.release(depth);
        // What is one paragraph may have its brother close under it.
        if (at..next).all(|line| !self.lines[line].is_blank()) {
            self.writer.close_under();
        }
        self.last_item = Some((self.writer.depth(), kind, next));
        Some(next)
    }

    /// How long the sign of a counted item is, what Markdown writes for it, and how it counts.
    fn enumerator(&self, at: usize, end: usize) -> Option<Sign> {
        let words = self.words(at);
        let blanks = |length: usize| words[length..].len() - words[length..].trim_start().len();
        let (length, ordinal, style) = if words.starts_with("#. ") || words == "#." {
            (2, None, (Enumerator::Decimal, Delimiter::Stop))
        } else {
            let found = looks::enumerator(words)?;
            let closes = match (words.starts_with('('), found.closes) {
                (true, _) => Delimiter::Brackets,
                (false, ')') => Delimiter::Bracket,
                _ => Delimiter::Stop,
            };
            (found.length, Some(found.ordinal), (found.style, closes))
        };
        // The line under it is set in, or another item.
        let under = (at + 1 < end).then(|| &self.lines[at + 1]).filter(|line| !line.is_blank());
        let fits = under.is_none_or(|line| {
            let words = line.words(self.text);
            line.indent > self.lines[at].indent
                || looks::enumerator(words)
                    .is_some_and(|next| Some(next.ordinal) == ordinal.map(|own| own + 1))
                || words.starts_with("#. ")
        });
        // A letter alone may be the first of a name: `A. Keeper`.
        let alone = matches!(style.0, Enumerator::LowerAlpha | Enumerator::UpperAlpha)
            && !self.has_brother(at, end, ordinal);
        let sign = if style.1 == Delimiter::Stop { '.' } else { ')' };
        let put = format!("{:<4}", format!("{}{sign}", ordinal.unwrap_or(1).min(999_999)));
        let put = if put.ends_with(' ') { put } else { format!("{put} ") };
        (fits && !alone).then(|| (length + blanks(length), put, Some(style)))
    }

    /// Whether an item stands before or behind one that counts on from it.
    fn has_brother(&self, at: usize, end: usize, ordinal: Option<u64>) -> bool {
        let counts = |line: usize| looks::enumerator(self.words(line)).map(|found| found.ordinal);
        let indent = self.lines[at].indent;
        let next = self.under(at, end, indent);
        let next = (next..end).find(|line| !self.lines[*line].is_blank());
        let above = self.last_item.is_some_and(|(depth, (bullet, _), last)| {
            depth == self.writer.depth() && !bullet && (last..at).all(|line| self.lines[line].is_blank())
        });
        above
            || next.is_some_and(|line| {
                self.lines[line].indent == indent && counts(line) == ordinal.map(|own| own + 1)
            })
    }

    /// Lines that tell what options of a program do.
    pub(super) fn option(&mut self, at: usize, end: usize) -> Option<usize> {
        let words = self.words(at);
        let length = option(words)?;
        let indent = self.lines[at].indent;
        let next = self.under(at, end, indent);
        let said = words[length..].len() - words[length..].trim_start().len();
        let has_body = words.len() > length || (at + 1 < next && !self.lines[at + 1].is_blank());
        if !has_body {
            return None;
        }
        let range = self.lines[at].start..self.lines[at].start + length;
        let depth = self.writer.depth();
        self.term_of_code(range);
        let fallback = self.lines[at].indent + length + said;
        let body = self.body_indent(at + 1..next, fallback);
        self.set_in(at, length + said, body);
        self.describe(at, next, body);
        self.writer.release(depth);
        Some(next)
    }
}

/// How long a bullet is with the blanks behind it.
pub fn bullet(words: &str) -> Option<usize> {
    let first = words.chars().next().filter(|c| "-*+•‣⁃".contains(*c))?;
    let rest = &words[first.len_utf8()..];
    let blanks = rest.len() - rest.trim_start().len();
    (rest.is_empty() || blanks > 0).then_some(first.len_utf8() + blanks)
}

/// How long the names of options are that open a line: `-a`, `--file=NAME, -f NAME`.
fn option(words: &str) -> Option<usize> {
    if !words.starts_with('-') {
        return None;
    }
    let end = words.find("  ").unwrap_or(words.len());
    let names = words[..end].trim_end();
    let one = |name: &str| {
        let (name, value) = name.split_once([' ', '=']).unwrap_or((name, ""));
        let long = name.strip_prefix("--").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        });
        let short = name.len() >= 2 && !name.starts_with("--") && name.as_bytes()[1].is_ascii_alphanumeric();
        let single = short && name.len() == 2 || short && value.is_empty() && name.len() <= 20;
        (long || single) && !value.contains(' ')
    };
    names.split(", ").all(one).then_some(names.len())
}
