//! The words of a block: emphasis, links, notes and the like, each as Markdown writes it; every other sign that
//! Markdown would read is told to mean itself.

use super::form::{Form, Shape, address, angle, bracket, closing, index};
use crate::document::markdown::writer::{Writer, destination, escaped, is_sign};
use crate::document::text::floor;
use std::collections::HashMap;
use std::ops::Range;

/// Marks within more marks than these are left as they are written.
const DEEPEST: u8 = 6;
/// No mark reaches further, so that an opening sign alone costs no more.
const LONGEST: usize = 2_000;

/// Names in braces that every text may use, and what they stand for.
const NAMES: [(&str, &str); 26] = [
    ("empty", ""),
    ("blank", ""),
    ("sp", " "),
    ("nbsp", "\u{a0}"),
    ("zwsp", "\u{200b}"),
    ("apos", "'"),
    ("quot", "\""),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("deg", "°"),
    ("plus", "+"),
    ("brvbar", "¦"),
    ("vbar", "|"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("startsb", "["),
    ("endsb", "]"),
    ("caret", "^"),
    ("asterisk", "*"),
    ("tilde", "~"),
    ("backslash", "\\"),
    ("backtick", "`"),
    ("two-colons", "::"),
];

/// Writes the words of a text as Markdown.
pub struct Inline<'w, 't> {
    pub writer: &'w mut Writer<'t>,
    /// What the text says its own names stand for.
    pub names: &'w HashMap<&'t str, &'t str>,
    depth: u8,
    /// Where the words begin and end that are being written.
    bounds: Range<usize>,
}

/// Writes a part of the text, which may run over several lines.
pub fn write<'t>(writer: &mut Writer<'t>, names: &HashMap<&'t str, &'t str>, range: Range<usize>) {
    let mut inline = Inline { writer, names, depth: 0, bounds: range.clone() };
    inline.words(range);
}

impl<'t> Inline<'_, 't> {
    fn words(&mut self, range: Range<usize>) {
        let text = self.writer.text;
        let mut at = range.start;
        let mut plain = at;
        while at < range.end {
            let byte = text.as_bytes()[at];
            if byte == b'\n' || byte == b' ' && text[at..range.end].starts_with(" +\n") {
                self.writer.keep(plain..at);
                at = self.line_end(at, range.end);
                plain = at;
                continue;
            }
            if !(byte.is_ascii_punctuation() || byte.is_ascii_alphanumeric()) {
                at += 1;
                continue;
            }
            self.writer_at(&mut plain, &mut at, range.end);
        }
        self.writer.keep(plain..range.end);
    }

    /// Writes what begins at a place, if it is more than a letter, and goes on behind it.
    fn writer_at(&mut self, plain: &mut usize, at: &mut usize, end: usize) {
        let Some(form) = self.form(*at, end) else {
            let text = self.writer.text;
            if is_sign(text, *at, end) || self.writer.opens_block(&text[*plain..*at], text.as_bytes()[*at]) {
                self.writer.keep(*plain..*at);
                self.writer.put("\\");
                *plain = *at;
            }
            *at += 1;
            return;
        };
        self.writer.keep(*plain..*at);
        let past = form.past;
        self.form_of(form);
        (*at, *plain) = (past, past);
    }

    /// A new line, wanted if ` +` stands before it.
    fn line_end(&mut self, at: usize, end: usize) -> usize {
        let text = self.writer.text;
        let rest = &text[at..end];
        let wanted = rest.starts_with(" +\n");
        let at = if wanted { at + 2 } else { at };
        let blanks = text[at..end].len() - text[at..end].trim_start().len();
        if wanted && !self.writer.cell {
            self.writer.put("\\");
        }
        self.writer.end_line();
        at + blanks.max(1)
    }

    /// What is more than a letter at a place.
    fn form(&self, at: usize, end: usize) -> Option<Form<'t>> {
        let text: &'t str = self.writer.text;
        let rest = &text[at..floor(text, end.min(at + LONGEST))];
        let byte = rest.as_bytes()[0];
        if self.depth >= 2 * DEEPEST {
            return None;
        }
        if byte.is_ascii_alphabetic() {
            let begins =
                at == self.bounds.start || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            return if begins { self.named(at, rest) } else { None };
        }
        match byte {
            b'*' => self
                .between(at, rest, "**", Shape::Strong)
                .or_else(|| self.between(at, rest, "*", Shape::Strong)),
            b'_' => self
                .between(at, rest, "__", Shape::Emphasis)
                .or_else(|| self.between(at, rest, "_", Shape::Emphasis)),
            b'`' => {
                self.between(at, rest, "``", Shape::Code).or_else(|| self.between(at, rest, "`", Shape::Code))
            }
            b'+' => ["+++", "++", "+"].iter().find_map(|sign| self.between(at, rest, sign, Shape::Literal)),
            b'#' => self
                .between(at, rest, "##", Shape::Plain)
                .or_else(|| self.between(at, rest, "#", Shape::Plain)),
            b'^' => self.raised(at, rest, "^", Shape::Raised),
            b'~' => self.raised(at, rest, "~", Shape::Lowered),
            b'<' => angle(at, rest),
            b'{' => self.name(at, rest),
            b'(' => index(at, rest),
            b'[' => bracket(at, rest),
            b'"' | b'\'' => self.quoted(at, rest),
            b'\\' => {
                let next = rest.as_bytes().get(1)?;
                let meant = b"*_`#^~{[<+('\"\\".contains(next)
                    || ["http", "link:", "image:", "xref:"].iter().any(|name| rest[1..].starts_with(name));
                meant.then(|| Form { inner: at + 1..at + 2, past: at + 2, shape: Shape::Escaped })
            }
            _ => None,
        }
    }

    /// Words between two of the same sign: two signs anywhere, one where a word begins and one where a word ends.
    fn between(&self, at: usize, rest: &'t str, sign: &str, shape: Shape<'t>) -> Option<Form<'t>> {
        if self.depth >= DEEPEST || !rest.starts_with(sign) {
            return None;
        }
        let text = self.writer.text;
        let inner = &rest[sign.len()..];
        let single = sign.len() == 1;
        let before = text[self.bounds.start.min(at)..at].chars().next_back();
        let joined = |c: char| c.is_alphanumeric() || c == '_' || c == '}' || c == ';' || c == ':';
        if inner.starts_with(char::is_whitespace)
            || inner.starts_with(sign)
            || single && before.is_some_and(joined) && !matches!(shape, Shape::Code)
            || single && before.is_some_and(char::is_alphanumeric)
        {
            return None;
        }
        let close = inner.match_indices(sign).map(|(close, _)| close).find(|close| {
            let after = inner[close + sign.len()..].chars().next();
            let ends = !inner[..*close].ends_with(char::is_whitespace)
                // In code every sign means itself.
                && (sign.starts_with('`') || inner[..*close].matches('`').count().is_multiple_of(2));
            *close > 0 && ends && (!single || !after.is_some_and(|c| c.is_alphanumeric() || c == '_'))
        })?;
        if inner[..close].contains("\n\n") {
            return None;
        }
        let start = at + sign.len();
        Some(Form { inner: start..start + close, past: start + close + sign.len(), shape })
    }

    /// Words without a blank between two signs: `x^2^`.
    fn raised(&self, at: usize, rest: &'t str, sign: &str, shape: Shape<'t>) -> Option<Form<'t>> {
        let close = rest[1..].find(sign)?;
        let inner = &rest[1..1 + close];
        let fits = !inner.is_empty()
            && inner.len() <= 30
            && !inner.contains(|c: char| c.is_whitespace() || "\\(<{[".contains(c));
        fits.then(|| Form { inner: at + 1..at + 1 + close, past: at + close + 2, shape })
    }

    /// `{name}`, if it is known what it stands for.
    fn name(&self, at: usize, rest: &'t str) -> Option<Form<'t>> {
        let name = rest[1..].split('}').next()?;
        let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let value = self.names.get(name).copied().or(known)?;
        let past = at + name.len() + 2;
        let after = rest.get(name.len() + 2..)?;
        let address = value.contains("://") && !value.contains(char::is_whitespace);
        if let Some(length) = closing(after).filter(|_| address && after.starts_with('[')) {
            return Some(Form {
                inner: past + 1..past + length,
                past: past + length + 1,
                shape: Shape::Link(value),
            });
        }
        Some(Form { inner: at..at, past, shape: Shape::Value(value) })
    }

    /// Words in quotation marks that the backticks inside make round: "`so`".
    fn quoted(&self, at: usize, rest: &'t str) -> Option<Form<'t>> {
        let (open, close, shape) = match rest.as_bytes() {
            [b'"', b'`', ..] => ("\"`", "`\"", Shape::Quoted('“', '”')),
            [b'\'', b'`', ..] => ("'`", "`'", Shape::Quoted('‘', '’')),
            _ => return None,
        };
        let length = rest[open.len()..].find(close).filter(|length| *length > 0)?;
        let start = at + open.len();
        Some(Form { inner: start..start + length, past: start + length + close.len(), shape })
    }

    /// `link:address[words]`, `https://example.org[words]`, `footnote:[words]` and their like.
    fn named(&self, at: usize, rest: &'t str) -> Option<Form<'t>> {
        let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if !rest[name..].starts_with(':') || name < 3 {
            return None;
        }
        let target = rest[name + 1..]
            .find(|c: char| c.is_whitespace() || c == '[' || c == '<')
            .unwrap_or(rest.len() - name - 1);
        let open = name + 1 + target;
        let words = (rest[open..].starts_with('[')).then(|| closing(&rest[open..])).flatten();
        let target = &rest[name + 1..open];
        let inner = words.map_or(at + open..at + open, |length| at + open + 1..at + open + length);
        let past = words.map_or(at + open, |length| at + open + length + 1);
        let of = |shape| Some(Form { inner: inner.clone(), past, shape });
        if matches!(&rest[..name], "http" | "https" | "ftp" | "irc") && target.starts_with("//") {
            let (address, end) =
                if words.is_some() { (&rest[..open], past) } else { address(&rest[..open], at) };
            return Some(Form { inner, past: end, shape: Shape::Address(address, words.is_some()) });
        }
        words?;
        match &rest[..name] {
            "link" if !target.is_empty() => of(Shape::Link(target)),
            "mailto" => of(Shape::Mail(target)),
            "xref" if !target.is_empty() => of(Shape::Reference(target)),
            "image" | "icon" if !target.is_empty() => of(Shape::Picture(target)),
            "footnote" | "footnoteref" => of(Shape::Note(target)),
            "kbd" | "btn" | "menu" | "stem" | "latexmath" | "asciimath" if words.is_some() => {
                of(if target.is_empty() { Shape::Keys } else { Shape::Menu(target) })
            }
            "pass" => of(Shape::Literal),
            "indexterm" | "anchor" => of(Shape::Silent),
            "indexterm2" => of(Shape::Plain),
            _ => None,
        }
    }

    fn form_of(&mut self, form: Form<'t>) {
        let inner = form.inner;
        match form.shape {
            Shape::Strong => self.around("**", inner, "**"),
            Shape::Emphasis => self.around("*", inner, "*"),
            Shape::Raised => self.around("<sup>", inner, "</sup>"),
            Shape::Lowered => self.around("<sub>", inner, "</sub>"),
            Shape::Plain => self.around("", inner, ""),
            Shape::Quoted(open, close) => self.around(&open.to_string(), inner, &close.to_string()),
            Shape::Code | Shape::Keys => self.code(inner),
            Shape::Menu(first) => {
                self.writer.put(&escaped(first));
                self.writer.put(" › ");
                self.around("", inner, "");
            }
            Shape::Literal | Shape::Escaped => self.literal(inner),
            Shape::Silent => {}
            Shape::Value(value) => {
                let value = escaped(value);
                self.writer.put(&value);
            }
            Shape::Address(address, false) => {
                let address = escaped(address);
                self.writer.put(&address);
            }
            Shape::Address(target, true) | Shape::Link(target) => self.link(target, inner),
            Shape::Mail(target) => self.link(&format!("mailto:{target}"), inner),
            Shape::Reference(target) => self.reference(target, inner),
            Shape::Picture(target) => {
                let words = self.first_of(inner);
                self.writer.put("![");
                self.literal(words);
                self.writer.put(&format!("]({})", destination(target)));
            }
            Shape::Note(label) => self.note(label, inner),
        }
    }

    fn around(&mut self, open: &str, inner: Range<usize>, close: &str) {
        self.writer.put(open);
        let mut within =
            Inline { writer: self.writer, names: self.names, depth: self.depth + 1, bounds: inner.clone() };
        within.words(inner);
        self.writer.put(close);
    }

    /// Code keeps its signs, but names in braces stand for what they mean.
    fn code(&mut self, inner: Range<usize>) {
        let text = self.writer.text;
        // Pluses inside say that nothing is meant but what is written.
        let words = &text[inner.clone()];
        let inner = match words.strip_prefix('+').and_then(|rest| rest.strip_suffix('+')) {
            Some(bare) if !bare.is_empty() => inner.start + 1..inner.end - 1,
            _ => inner,
        };
        let words = &text[inner.clone()];
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
        self.writer.put(&format!("{fence}{pad}"));
        let (mut at, mut plain) = (inner.start, inner.start);
        while at < inner.end {
            let past = match text.as_bytes()[at] {
                b'\n' => {
                    self.writer.keep(plain..at);
                    Some(self.line_end(at, inner.end))
                }
                b'{' => match self.name(at, &text[at..inner.end]) {
                    Some(Form { past, shape: Shape::Value(value), .. }) if !value.contains('`') => {
                        self.writer.keep(plain..at);
                        self.writer.put(value);
                        Some(past)
                    }
                    _ => None,
                },
                b'|' if self.writer.cell => {
                    self.writer.keep(plain..at);
                    self.writer.put("\\");
                    plain = at;
                    None
                }
                _ => None,
            };
            match past {
                Some(past) => (at, plain) = (past.min(inner.end), past.min(inner.end)),
                None => at += 1,
            }
        }
        self.writer.keep(plain..inner.end);
        self.writer.put(&format!("{pad}{fence}"));
    }

    /// Words in which every sign means itself.
    fn literal(&mut self, inner: Range<usize>) {
        let text = self.writer.text;
        let mut plain = inner.start;
        let mut at = inner.start;
        while at < inner.end {
            let byte = text.as_bytes()[at];
            if byte == b'\n' {
                self.writer.keep(plain..at);
                at = self.line_end(at, inner.end).min(inner.end);
                plain = at;
                continue;
            }
            if byte.is_ascii_punctuation() {
                self.writer.keep(plain..at);
                self.writer.put("\\");
                plain = at;
            }
            at += 1;
        }
        self.writer.keep(plain..inner.end);
    }

    fn link(&mut self, target: &str, inner: Range<usize>) {
        let words = self.first_of(inner);
        if words.is_empty() {
            let shown = target.strip_prefix("mailto:").unwrap_or(target);
            self.writer.put(&format!("[{}]({})", escaped(shown), destination(target)));
        } else {
            self.around("[", words, &format!("]({})", destination(target)));
        }
    }

    /// A place of this text, or of another.
    fn reference(&mut self, target: &str, inner: Range<usize>) {
        let own = target.trim_start_matches('#');
        let href = if own.contains(['.', '/', '#']) { own.to_owned() } else { format!("#{own}") };
        if inner.is_empty() {
            self.writer.put(&format!("[{}]({})", escaped(own), destination(&href)));
        } else {
            self.around("[", inner, &format!("]({})", destination(&href)));
        }
    }

    fn note(&mut self, label: &str, inner: Range<usize>) {
        let text = self.writer.text;
        if !label.is_empty() && inner.is_empty() {
            // Said elsewhere: its mark stays as it is written.
            let written = escaped(label);
            return self.writer.put(&format!("[{written}]"));
        }
        if inner.is_empty() || text[inner.clone()].trim().is_empty() {
            return;
        }
        let names = self.names;
        let note = self.writer.beside(|writer| write(writer, names, inner));
        self.writer.notes.push(note);
        let number = self.writer.notes.len();
        self.writer.put(&format!("[^{number}]"));
    }

    /// The words of brackets before what they say of the look: `[A gate,width=300]`.
    fn first_of(&self, inner: Range<usize>) -> Range<usize> {
        let words = &self.writer.text[inner.clone()];
        if let Some(quoted) = words.strip_prefix('"').and_then(|rest| rest.find('"')) {
            return inner.start + 1..inner.start + 1 + quoted;
        }
        let first = words.split(',').next().unwrap_or("");
        let told = words.contains('=') && words.len() > first.len();
        let words = if told { first } else { words };
        if !told && words.contains('=') && !words.contains(' ') && !words.contains(',') {
            return inner.start..inner.start;
        }
        // A caret says that the page opens in another window.
        inner.start..inner.start + words.strip_suffix('^').unwrap_or(words).len()
    }
}
