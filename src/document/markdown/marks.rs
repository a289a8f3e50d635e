//! Signs of other dialects amid words: macros, attributes, highlights, comments, embedded pages.
//!
//! Each is left out, or written as the Markdown that says the same; never in code, HTML or a formula.

use super::component::{Braces, LONGEST, component, is_module, within};
use super::draft::Edit;
use super::hidden::is_target;
use super::lines::{Line, lines};
use super::macros::{Macro, macros};
use super::protected::Protected;
use super::shortcode::{Place, Shows, shows, written};
use super::targets::ICONS;
use super::{Events, pandoc, ruled};
use std::ops::Range;

/// Lines that only a program reads.
const MACHINERY: [&str; 10] = [
    "[toc]",
    "[[toc]]",
    "[[_toc_]]",
    "${toc}",
    "{:toc}",
    "[[__toc__]]",
    "\\pagebreak",
    "\\newpage",
    "\\clearpage",
    "{{toc}}",
];
/// Logseq's properties of a block that are not for readers.
const PROPERTIES: [&str; 9] = [
    "id",
    "collapsed",
    "created-at",
    "updated-at",
    "background-color",
    "heading",
    "public",
    "icon",
    "logseq.order-list-type",
];

/// Whether a text has any sign that this file speaks of; most texts have none.
pub fn may_have_marks(text: &str) -> bool {
    let signs = [
        "{",
        "%%",
        "==",
        "![[",
        " ^",
        "\n^",
        "::",
        "- : ",
        "\\pagebreak",
        "\\newpage",
        "\\clearpage",
        "import ",
        "export ",
        "[](",
        ")=",
        "+++",
        "\\begin{",
    ]
    .into_iter()
    .chain(ICONS)
    .chain(pandoc::SIGNS)
    .chain(ruled::SIGNS);
    text.starts_with("% ")
        || signs.into_iter().any(|sign| text.contains(sign))
        || text.match_indices('<').any(|(at, _)| {
            text[at + 1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_uppercase())
        })
        || text
            .as_bytes()
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"toc]") || four.eq_ignore_ascii_case(b"toc_"))
}

/// What is to be written otherwise in a text, of which the parser finds `events`; and the places of words that are written
/// anew.
pub fn edits(text: &str, events: &Events<'_>) -> (Vec<Edit>, Vec<Range<usize>>) {
    let protected = Protected::of(events);
    let lines = lines(text);
    let braces = Braces::of(text);
    let mut marks = Marks {
        text,
        lines: &lines,
        protected: &protected,
        braces: &braces,
        edits: Vec::new(),
        elsewhere: Vec::new(),
    };
    let is_module_text = text.lines().any(|line| {
        is_module(line)
            && (line.starts_with("import ") || line.ends_with(['(', '{', '[', '=', '>', ';', ')']))
    });
    marks.macros();
    marks.properties_of_the_page();
    marks.title_block();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let next = if line.is_blank() || protected.is_code(line.content) {
            None
        } else if is_module_text && marks.opens_paragraph(at) && is_module(&text[line.start..line.end]) {
            Some(marks.module(at))
        } else {
            marks.ruled(at).or_else(|| marks.pandoc(at)).or_else(|| marks.alone(at))
        };
        match next {
            Some(next) => at = next.max(at + 1),
            None => {
                marks.amid_words(line);
                at += 1;
            }
        }
    }
    (marks.edits, marks.elsewhere)
}

pub(super) struct Marks<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) protected: &'a Protected,
    braces: &'a Braces,
    pub(super) edits: Vec<Edit>,
    /// Places of words that are written anew.
    pub(super) elsewhere: Vec<Range<usize>>,
}

/// Whether an odd number of strokes before a sign makes it a letter.
pub(super) fn is_escaped(words: &str, at: usize) -> bool {
    words.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

impl Marks<'_> {
    fn line_of(&self, at: usize) -> &Line {
        let place = self.lines.partition_point(|line| line.start <= at);
        &self.lines[place.saturating_sub(1)]
    }

    pub(super) fn words(&self, line: &Line) -> Range<usize> {
        let words = &self.text[line.content..line.end];
        let quote = words.len() - words.trim_start_matches(['>', ' ']).len();
        line.content + quote..line.content + words.trim_end().len().max(quote)
    }

    fn opens_paragraph(&self, at: usize) -> bool {
        let above = at.checked_sub(1).map(|above| &self.lines[above]);
        above.is_none_or(|above| above.is_blank() || is_module(&self.text[above.start..above.end]))
    }

    /// Leaves out a paragraph of a module, up to the blank line after all its brackets are closed; the place of the line
    /// after it.
    fn module(&mut self, at: usize) -> usize {
        let mut open = 0_i32;
        let is_end = |line: &Line| {
            open += self.text[line.content..line.end].bytes().fold(0, |open, byte| match byte {
                b'(' | b'{' | b'[' => open + 1,
                b')' | b'}' | b']' => open - 1,
                _ => open,
            });
            line.is_blank() && open <= 0
        };
        let end = self.lines[at..].iter().position(is_end).map(|lines| at + lines);
        // What is never closed ends with its paragraph.
        let end = end
            .or_else(|| (at..self.lines.len()).find(|line| self.lines[*line].is_blank()))
            .unwrap_or(self.lines.len());
        self.edits.push(Edit::drop(self.lines[at].start..self.lines[end - 1].end));
        end
    }

    /// Lines that are machinery as a whole; the place of the line after them.
    fn alone(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let range = self.words(line);
        let words = &self.text[range.clone()];
        if words == "%%" {
            let close =
                (at + 1..self.lines.len()).find(|close| &self.text[self.words(&self.lines[*close])] == "%%");
            let close = close?;
            self.edits.push(Edit::drop(range.start..self.lines[close].end));
            return Some(close + 1);
        }
        if let Some(tag) = component(self.text, range.start, self.braces) {
            let end = range.start + tag.length;
            let last = self.lines.partition_point(|line| line.start < end) - 1;
            if self.text[end..self.lines[last].end].trim().is_empty() {
                let put = tag.written();
                self.replace(range.start..end, &put, Place::Alone);
                return Some(last + 1);
            }
        }
        if let Some(next) = self.hidden(at).or_else(|| self.formula(at)) {
            return Some(next);
        }
        let lower = words.to_lowercase();
        let is_list_of_contents =
            words.trim_start_matches(['*', '-', '1', '.', ' ']).eq_ignore_ascii_case("toc")
                && self
                    .lines
                    .get(at + 1)
                    .is_some_and(|next| self.text[next.content..next.end].starts_with("{:toc"));
        let is_attributes = words.starts_with('{') && attributes(words) == Some(words.len());
        let is_property = words.split_once("::").is_some_and(|(key, _)| PROPERTIES.contains(&key));
        let is_identifier = words.starts_with('^') && is_block_identifier(&words[1..]);
        if is_list_of_contents
            || is_target(words)
            || MACHINERY.contains(&lower.as_str())
            || is_attributes
            || is_property
            || is_identifier
        {
            self.edits.push(Edit::drop(range));
            return Some(at + 1);
        }
        None
    }

    /// Logseq's properties of a page are its first lines.
    fn properties_of_the_page(&mut self) {
        let first = self.lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
        for line in &self.lines[first..] {
            let words = &self.text[line.start..line.end];
            let is_property = words.split_once(":: ").is_some_and(|(key, _)| {
                !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
            });
            if !is_property {
                break;
            }
            self.edits.push(Edit::drop(line.start..line.end));
        }
    }

    fn macros(&mut self) {
        let found = macros(self.text, |at| self.protected.is_code(at));
        let mut past = 0;
        for (place, one) in found.iter().enumerate() {
            if one.range.start < past {
                continue;
            }
            let closing = one.mate.filter(|mate| *mate > place).map(|mate| &found[mate].range);
            match (shows(one), closing) {
                (Some(Shows::Comment), Some(close)) => {
                    self.edits.push(Edit::drop(one.range.start..close.end));
                    past = close.end;
                }
                (Some(Shows::Verbatim), Some(close)) => {
                    self.edits.extend([Edit::drop(one.range.clone()), Edit::drop(close.clone())]);
                    past = close.end;
                }
                _ => self.one_macro(one),
            }
        }
    }

    fn one_macro(&mut self, one: &Macro) {
        let before = &self.text[..one.range.start];
        let lead = &self.text[self.line_of(one.range.start).start..one.range.start];
        let rest = &self.text[one.range.end..self.line_of(one.range.end).end.max(one.range.end)];
        let place = if before.ends_with("](") || before.ends_with("](<") {
            Place::InAddress
        } else if lead.trim_start_matches(['>', ' ', '\t']).is_empty() && rest.trim_start().is_empty() {
            Place::Alone
        } else {
            Place::AmidWords
        };
        match written(one, place) {
            // In HTML no Markdown is read.
            Some(words) if self.protected.is_html(one.range.start) => {
                let plain = words.trim_matches('`').replace('<', "&lt;").replace('>', "&gt;");
                self.replace(one.range.clone(), &plain, Place::AmidWords);
            }
            Some(words) => self.replace(one.range.clone(), &words, place),
            None => {
                // What stays as written must not be taken for a tag.
                let signs = self.text[one.range.clone()].match_indices('<');
                let edits = signs.map(|(at, _)| Edit::new(one.range.start + at..one.range.start + at, "\\"));
                self.edits.extend(edits.collect::<Vec<_>>());
            }
        }
    }

    /// Writes words in place of others; those that are the writer's keep their place.
    fn replace(&mut self, range: Range<usize>, words: &str, place: Place) {
        let put = match place {
            Place::Alone => {
                let lead = &self.text[self.line_of(range.start).start..range.start];
                words.replace('\n', &format!("\n{lead}"))
            }
            _ => words.replace("\n\n", " "),
        };
        match within(&range, self.text, &put).filter(|_| !put.is_empty()) {
            Some(kept) => {
                self.edits.extend([Edit::drop(range.start..kept.start), Edit::drop(kept.end..range.end)])
            }
            None => self.edits.push(Edit::new(range, put)),
        }
    }

    fn amid_words(&mut self, line: &Line) {
        let range = self.words(line);
        let words = &self.text[range.clone()];
        if ICONS.iter().any(|icon| words.contains(icon)) {
            self.icons(&range);
        }
        if words.contains("[](") {
            self.wordless(&range);
        }
        if words.contains("==") {
            self.highlights(&range);
        }
        if words.contains("%%") {
            self.comments(&range);
        }
        if words.contains('{') {
            self.braces(&range);
        }
        if words.contains("![[") {
            self.embedded(&range);
        }
        if let Some((before, identifier)) = words.rsplit_once(" ^")
            && !before.trim().is_empty()
            && !self.protected.holds(range.start + before.len())
            && is_block_identifier(identifier)
            && self.text[line.end..].trim_start_matches('\n').len()
                != self.text[line.end..].len().saturating_sub(1)
        {
            self.edits.push(Edit::drop(range.start + before.len()..range.end));
        }
        // MDN writes a description as an item that begins with a colon.
        if let Some(rest) = words.strip_prefix("- : ")
            && !self.protected.holds(range.start)
        {
            let end = range.end - rest.len();
            self.edits.push(Edit::drop(end - 2..end));
        }
        if words.contains('<') {
            for (at, _) in words.match_indices('<') {
                let start = range.start + at;
                if !self.protected.holds(start)
                    && let Some(tag) = component(self.text, start, self.braces)
                    && tag.length <= LONGEST
                    // Without an expression it is HTML, or `Vec<T>`.
                    && self.text[start..start + tag.length].contains('{')
                {
                    self.edits.push(Edit::drop(start..start + tag.length));
                }
            }
        }
    }

    /// `==words==`.
    fn highlights(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        let mut open: Option<usize> = None;
        for (at, _) in words.match_indices("==") {
            let before = words[..at].chars().next_back();
            let after = words[at + 2..].chars().next();
            let is_sign = before != Some('=') && after != Some('=') && !is_escaped(words, at);
            if !is_sign || self.protected.holds(range.start + at) {
                continue;
            }
            let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let holds = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
            match open {
                Some(start) if holds(before) && is_edge(after) => {
                    for place in [start, at] {
                        self.edits.push(Edit::drop(range.start + place..range.start + place + 2));
                    }
                    open = None;
                }
                _ if holds(after) && is_edge(before) => open = Some(at),
                _ => {}
            }
        }
    }

    /// Obsidian's `%%words%%`, at the start or the end of a line: `%%` amid words may be a text about it.
    fn comments(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        let mut places = words.match_indices("%%").map(|(at, _)| at);
        let free = |at: usize| !self.protected.holds(range.start + at);
        while let Some(open) = places.next() {
            if !free(open) || words[..open].chars().next_back().is_some_and(|c| !c.is_whitespace()) {
                continue;
            }
            let Some(close) = places.next().filter(|close| free(*close)) else { return };
            if open == 0 || close + 2 == words.len() {
                self.edits.push(Edit::drop(range.start + open..range.start + close + 2));
            }
        }
    }

    /// Attributes of spans and blocks, roles of MyST, comments of MDX.
    fn braces(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        let is_heading = words.starts_with('#');
        let mut brackets: Vec<usize> = Vec::new();
        let mut span = None;
        for (at, byte) in words.bytes().enumerate() {
            let place = range.start + at;
            if !matches!(byte, b'[' | b']' | b'{') || is_escaped(words, at) || self.protected.holds(place) {
                continue;
            }
            match byte {
                b'[' => brackets.push(at),
                b']' => span = brackets.pop().map(|open| (open, at)),
                _ => {
                    let before = words[..at].chars().next_back();
                    let Some(length) = attributes(&words[at..]) else {
                        self.role(place);
                        continue;
                    };
                    let is_kramdown = words[at + 1..].starts_with(':');
                    let follows = before.is_some_and(|c| matches!(c, ')' | ']' | '`' | '*' | '_' | '"'));
                    let ends_heading = is_heading
                        && at + length == words.len()
                        && (is_kramdown || words[at..].starts_with("{-"));
                    // `$$ {#eq-x}` names a formula.
                    let bare = words[..at].trim_end();
                    if words[at..].starts_with("{#") && bare.ends_with("$$") {
                        self.edits.push(Edit::drop(range.start + bare.len()..place + length));
                        continue;
                    }
                    if !(follows || is_kramdown || ends_heading) {
                        continue;
                    }
                    self.edits.push(Edit::drop(place..place + length));
                    if let Some((open, close)) = span.filter(|(_, close)| close + 1 == at && !is_kramdown) {
                        self.edits.push(Edit::drop(range.start + open..range.start + open + 1));
                        self.edits.push(Edit::drop(range.start + close..range.start + close + 1));
                    }
                }
            }
        }
    }

    /// MyST's ``{term}`words` ``: the name goes; of a reference the words stay without their target.
    fn role(&mut self, place: usize) {
        let rest = &self.text[place + 1..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_:.-".contains(c);
        let length = rest.find(|c| !is_name(c)).unwrap_or(0);
        if length == 0 || !rest[length..].starts_with("}`") {
            return;
        }
        let after = place + 1 + length + 1;
        let Some(code) = self.protected.code_at(after).cloned() else { return };
        let name = &rest[..length];
        let says_words =
            ["ref", "doc", "term", "numref", "abbr", "sub", "sup", "emphasis", "strong", "cite", "any", "eq"]
                .iter()
                .any(|role| name == *role || name.starts_with("cite:"));
        self.edits.push(Edit::drop(place..after));
        if !says_words {
            return;
        }
        let content = self.text[code.clone()].trim_matches('`');
        let shown =
            content.rsplit_once(" <").filter(|_| content.ends_with('>')).map_or(content, |(shown, _)| shown);
        if let Some(kept) = within(&code, self.text, shown).filter(|_| !shown.is_empty()) {
            self.edits.extend([Edit::drop(code.start..kept.start), Edit::drop(kept.end..code.end)]);
        }
    }
}

/// `a1b2c3` behind Obsidian's `^`: what a program or a careful writer makes, not an exponent.
fn is_block_identifier(words: &str) -> bool {
    words.len() >= 4
        && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && words.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// How long the attributes in braces at the start of the words are: `{#id .class key=value}`,
/// `{: .class}`, `{-}`, and MDX's `{/* comment */}`.
pub(super) fn attributes(words: &str) -> Option<usize> {
    if words.starts_with("{/*") {
        return words.find("*/}").map(|at| at + 3);
    }
    let end = words.bytes().take(1_000).skip(1).position(|byte| byte == b'}' || byte == b'{')? + 1;
    if words.as_bytes()[end] != b'}' {
        return None;
    }
    let inner = &words[1..end];
    let is_word = |c: char| c.is_alphanumeric() || "-_:.%/".contains(c);
    let named = |word: &str| {
        let name = word.strip_prefix(['.', '#']).unwrap_or("");
        name.starts_with(char::is_alphabetic) && name.chars().all(is_word)
    };
    let paired = |word: &str| {
        word.split_once('=').is_some_and(|(key, _)| {
            key.starts_with(char::is_alphabetic)
                && key.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
        })
    };
    let is_all = match inner.strip_prefix(':') {
        Some(rest) if rest.starts_with([':', '/']) => {
            rest.len() == 1 || rest[1..].starts_with(|c: char| c.is_ascii_alphabetic())
        }
        Some(rest) => {
            let mut words = rest.split_whitespace().peekable();
            words.peek().is_some() && words.all(|word| named(word) || paired(word) || word == "toc")
        }
        None if inner == "-" => true,
        None => {
            // A value in quotation marks may hold blanks.
            let mut quoted = false;
            let words = inner.split(|c: char| {
                quoted ^= c == '"';
                !quoted && c.is_whitespace()
            });
            let mut words = words.filter(|word| !word.is_empty()).peekable();
            words.peek().is_some() && words.all(|word| named(word) || paired(word))
        }
    };
    is_all.then_some(end + 1)
}
