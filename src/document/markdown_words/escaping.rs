//! Which signs of a line need a stroke before them, so that they are no markup.

use super::{Care, Scribe, Setting};
use crate::document::markdown::ICONS;
use std::fmt::Write as _;

/// A stretch of one line, in which signs are kept from being markup.
pub struct Escaping<'a, 's> {
    pub line: &'a str,
    pub line_start: bool,
    pub(super) scribe: &'a Scribe<'s>,
}

impl Escaping<'_, '_> {
    pub fn escaped(&self) -> String {
        let mut out = String::with_capacity(self.line.len());
        let program = program_sign(self.line);
        for (at, c) in self.line.char_indices() {
            let is_programs = self.scribe.care == Care::Full && self.line_start && program == Some(at);
            if is_programs && c == ' ' {
                out.push_str("&#32;");
                continue;
            }
            if c.is_alphanumeric() || c == ' ' {
                out.push(c);
                continue;
            }
            if c.is_control() && c != '\t' {
                let _ = write!(out, "&#{};", u32::from(c));
                continue;
            }
            let is_special = match self.scribe.care {
                Care::Full => {
                    "\\`*_{}[]<>#|&~$^!@".contains(c)
                        || self.begins_block(at, c)
                        || self.is_doubled(c)
                        || is_programs
                }
                Care::Light => self.is_special(at, c) || self.begins_block(at, c),
            };
            if is_special {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    /// What is nearly always markup inside a line.
    fn is_special(&self, at: usize, c: char) -> bool {
        let before = self.line[..at].chars().next_back();
        let next = self.line[at + c.len_utf8()..].chars().next();
        match c {
            '\\' | '`' | '*' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '[' => self.scribe.in_link || matches!(next, Some('^' | '[') | None),
            ']' => self.scribe.in_link || matches!(next, Some('(' | '[' | ':' | ']')),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => next.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '~' => before == Some('~') || next == Some('~'),
            '$' => self.scribe.passage.text.matches('$').nth(1).is_some(),
            '|' => self.scribe.setting == Setting::Cell,
            '{' => self.scribe.setting == Setting::Line && self.scribe.passage.text.ends_with('}'),
            _ => false,
        }
    }

    /// What marks words in other programs' Markdown where it stands twice: `==seen==`, `%%hidden%%`.
    fn is_doubled(&self, c: char) -> bool {
        c == '=' && self.line.contains("==")
            || c == '%' && self.line.contains("%%")
            || c == ':' && ICONS.iter().any(|icon| self.line.contains(icon))
    }

    /// What would begin a block at the start of a line, or end a heading at its end.
    fn begins_block(&self, at: usize, c: char) -> bool {
        let (before, behind) = (&self.line[..at], &self.line[at + c.len_utf8()..]);
        if c == '#' && self.scribe.setting == Setting::Line && behind.trim_matches('#').trim().is_empty() {
            return true;
        }
        if c == ':' && at == 0 && self.scribe.out.ends_with(']') {
            // The mark of a note, with a colon, would begin the note.
            return true;
        }
        let ends = behind.is_empty() || behind.starts_with([' ', '\t']);
        self.line_start
            && match c {
                '#' | '>' | '=' | '|' | '~' => before.is_empty(),
                ':' => before.is_empty(),
                '-' | '+' => before.is_empty() && (ends || behind.starts_with([c, '|', '-'])),
                '.' | ')' => {
                    ends && !before.is_empty()
                        && before.len() < 10
                        && before.bytes().all(|byte| byte.is_ascii_digit())
                }
                _ => false,
            }
    }
}

/// Where the sign stands that makes a line one of another program, at its beginning: `id:: 5`, `import x from "y"`,
/// `% Title`, `/// note`, `(place)=`.
pub fn program_sign(line: &str) -> Option<usize> {
    let first = line.split([' ', '\n']).next().unwrap_or_default();
    match first {
        "import" | "export" => Some(first.len()),
        "%" => Some(0),
        _ if first.starts_with("///") => Some(0),
        _ => first.find("::").or_else(|| first.find(")=").map(|at| at + 1)),
    }
}
