//! Call-outs, tabs, divisions and listings of other programs, line by line.
//!
//! What they hold is written as Markdown holds it: a call-out as a quotation with GitHub's `[!NOTE]`,
//! each of its lines behind `> `; a listing as a fenced block; a division as its lines alone.

use super::callout;
use super::directive::directive;
use super::division::{colons, division_info, divisions};
use super::draft::Edit;
use super::lines::{Line, code_spans, lines};
use super::macros::{Macro, Role, macros};
use super::shortcode::{self, Shows};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// Whether a text has any sign that this file speaks of; most texts have none.
pub fn may_have_blocks(text: &str) -> bool {
    [":::", "///", "!!!", "???", "=== \"", "[!", "```{", "~~~{", "{%", "{{"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// The edits that make Markdown of the blocks of other programs.
pub fn edits(text: &str) -> Vec<Edit> {
    let lines = lines(text);
    let mut walk = Walk {
        text,
        macros: macros_outside_code(text, &lines),
        next_macro: 0,
        divisions: divisions(text, &lines),
        lines: &lines,
        edits: Vec::new(),
        open: Vec::new(),
        in_list: false,
        pending: String::new(),
    };
    let mut at = 0;
    while at < lines.len() {
        at = walk.line(at);
    }
    while let Some(last) = walk.open.len().checked_sub(1) {
        walk.close_from(last);
    }
    if !walk.pending.is_empty() {
        walk.edits.push(Edit::new(text.len()..text.len(), format!("\n{}", walk.pending)));
    }
    walk.edits
}

/// Blocks within more blocks than these are left as they are written.
const DEEPEST: usize = 32;

/// What ends a block.
#[derive(PartialEq)]
pub(super) enum Ends {
    /// A line that stands further left.
    Dedent,
    /// This line.
    Line(usize),
    /// This macro.
    Macro(usize),
}

struct Open {
    ends: Ends,
    /// Where the lines that it holds begin in the text.
    column: usize,
    /// What they begin with in the draft.
    prefix: String,
    /// A line that closes it: who is quoted.
    tail: Option<String>,
}

/// A block to be opened.
pub(super) struct Opening {
    pub(super) ends: Ends,
    pub(super) label: Option<&'static str>,
    pub(super) quotes: bool,
    /// Columns that what it holds is indented by.
    pub(super) indent: usize,
    pub(super) title: Option<Range<usize>>,
    /// The bytes of what opens it, from the first sign of the line.
    pub(super) machinery: Range<usize>,
    pub(super) tail: Option<String>,
}

pub(super) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    macros: Vec<Macro>,
    next_macro: usize,
    /// The lines of `:::` that close each, and those that are closed.
    pub(super) divisions: RapidHashMap<usize, usize>,
    pub(super) edits: Vec<Edit>,
    open: Vec<Open>,
    in_list: bool,
    /// Lines to be written before the next.
    pub(super) pending: String,
}

impl Walk<'_> {
    /// Treats a line; says which comes next.
    fn line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if !line.is_blank() {
            let dedent = |open: &Open| open.ends == Ends::Dedent && line.width < open.column;
            if let Some(first) = self.open.iter().position(dedent) {
                self.close_from(first);
            }
        }
        let inside = self.open.last().map_or(0, |open| open.column);
        let is_code = line.fenced || (line.width >= inside + 4 && !self.in_list);
        if !is_code && !line.is_blank() {
            self.note_list(line);
            if let Some(next) = self.block(at) {
                return next;
            }
        }
        if line.fenced
            && let Some(next) = self.verbatim(at)
        {
            return next;
        }
        self.lead(at);
        if !line.fenced {
            self.close_at_end_of(at);
        }
        at + 1
    }

    /// Lists may hold what would be code elsewhere.
    fn note_list(&mut self, line: &Line) {
        let words = &self.text[line.content..line.end];
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let is_item =
            words.starts_with(['-', '*', '+']) || (digits > 0 && words[digits..].starts_with(['.', ')']));
        self.in_list = is_item || (self.in_list && line.width > 0);
    }

    fn block(&mut self, at: usize) -> Option<usize> {
        if self.open.len() >= DEEPEST {
            return self.close(at);
        }
        let line = &self.lines[at];
        let words = &self.text[line.content..line.end];
        if let Some(next) = self.close(at) {
            return Some(next);
        }
        match words.as_bytes()[0] {
            b':' if words.starts_with(":::") => self.division(at),
            b'/' if words.starts_with("///") => self.slashed(at),
            b'!' | b'?' | b'=' => self.indented(at),
            b'>' => self.quoted_callout(at),
            b'`' | b'~' => self.directive(at),
            b'{' => self.pair(at),
            _ => None,
        }
    }

    /// A line that ends a block and is nothing else.
    fn close(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        if let Some(place) = self.open.iter().position(|open| open.ends == Ends::Line(at)) {
            self.close_from(place);
            self.blank(line.start..line.end);
            return Some(at + 1);
        }
        let index = self.macro_at(line.content)?;
        let place = self.open.iter().position(|open| open.ends == Ends::Macro(index))?;
        let end = self.macros[index].range.end;
        self.close_from(place);
        let mut tail = std::mem::take(&mut self.pending);
        if self.text[end..line.end.max(end)].trim().is_empty() {
            tail.pop();
        } else {
            tail.push_str(self.outer().0);
        }
        self.edits.push(Edit::new(line.start..end, tail));
        Some(at + 1)
    }

    /// The macro that begins at a place.
    fn macro_at(&mut self, at: usize) -> Option<usize> {
        while self.macros.get(self.next_macro).is_some_and(|one| one.range.start < at) {
            self.next_macro += 1;
        }
        self.macros.get(self.next_macro).filter(|one| one.range.start == at).map(|_| self.next_macro)
    }

    /// `::: note Title`, `:::note[Title]`, `::: {.callout-note title="Title"}`, up to `:::`.
    fn division(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let close = *self.divisions.get(&at)?;
        let info = colons(&self.text[line.content..line.end]);
        if let Some((name, title)) = directive(info) {
            return Some(self.held(at, close, name, title));
        }
        let start = line.end - self.text[line.content..line.end].trim_start_matches(':').trim_start().len();
        let (label, title) = division_info(info);
        let title = title.map(|title| start + title.start..start + title.end);
        self.opened(
            at,
            Opening {
                ends: Ends::Line(close),
                label,
                quotes: false,
                indent: 0,
                title,
                machinery: line.content..line.end,
                tail: None,
            },
        );
        Some(at + 1)
    }

    /// MkDocs' `!!! note "Title"`, `??? tip` and `=== "Tab"`, which hold what is indented below them.
    fn indented(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let words = &self.text[line.content..line.end];
        let sign = ["!!!", "???", "==="].into_iter().find(|sign| words.starts_with(sign))?;
        let after = words[3..].strip_prefix(['+', '!']).unwrap_or(&words[3..]);
        let below = self.lines[at + 1..].iter().find(|line| !line.is_blank())?;
        if below.width < line.width + 4 || !after.starts_with(' ') {
            return None;
        }
        let title = quoted(after).map(|title| {
            let start = line.end - after.len();
            start + title.start..start + title.end
        });
        let word = after.split_whitespace().next().filter(|word| !word.starts_with('"'));
        if sign == "===" && (word.is_some() || title.is_none()) {
            return None;
        }
        let label = word.map(|word| callout::label(word).unwrap_or("note"));
        if sign != "===" && label.is_none() {
            return None;
        }
        self.opened(
            at,
            Opening {
                ends: Ends::Dedent,
                label,
                quotes: false,
                indent: 4,
                title,
                machinery: line.content..line.end,
                tail: None,
            },
        );
        Some(at + 1)
    }

    /// Obsidian's `> [!tip]- Title`; GitHub's own five words stay as they are.
    fn quoted_callout(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let words = &self.text[line.content..line.end];
        let depth = words.len() - words.trim_start_matches(['>', ' ']).len();
        let (quote, inner) = words.split_at(depth);
        let (word, after) = inner.strip_prefix("[!")?.split_once(']')?;
        let above =
            at.checked_sub(1).map_or("", |above| &self.text[self.lines[above].start..self.lines[above].end]);
        let signs = |words: &str| {
            words
                .trim_start()
                .bytes()
                .take_while(|byte| b"> ".contains(byte))
                .filter(|byte| *byte == b'>')
                .count()
        };
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
        if !is_word || signs(above) >= signs(quote) {
            return None;
        }
        let github = ["note", "tip", "important", "warning", "caution"];
        let title = after.strip_prefix(['+', '-']).unwrap_or(after).trim();
        if github.contains(&word.to_lowercase().as_str()) && after.is_empty() {
            return None;
        }
        self.lead(at);
        let start = line.content + depth;
        let label = callout::label(word).unwrap_or("note").to_uppercase();
        let (outer, column) = self.outer();
        let prefix = format!("{outer}{}", " ".repeat(line.width.saturating_sub(column)));
        let quote = quote.trim_end();
        let below = self.lines.get(at + 1).map_or("", |below| &self.text[below.content..below.end]);
        // Words that nothing follows are not a title.
        let mark = if below.starts_with('>') && !title.is_empty() { "**" } else { "" };
        let from = line.content + words.trim_end().len() - title.len();
        if title.is_empty() {
            self.edits.push(Edit::new(start..line.end, format!("[!{label}]")));
        } else {
            self.edits.push(Edit::new(start..from, format!("[!{label}]\n{prefix}{quote} {mark}")));
            self.edits.push(Edit::new(from + title.len()..line.end, format!("{mark}\n{prefix}{quote}")));
        }
        Some(at + 1)
    }

    /// A macro of a pair that opens a line.
    fn pair(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let index = self.macro_at(line.content)?;
        let one = self.macros[index].clone();
        let mate = one.mate.filter(|_| one.role == Role::Opens)?;
        let close = self.macros[mate].range.clone();
        let shows = shortcode::shows(&one);
        if one.range.end > line.end {
            return None;
        }
        match shows {
            Some(Shows::Comment | Shows::Verbatim) => None,
            Some(Shows::Listing) => self.listing(at, &one, close),
            // The closing macro must end a line, or what it holds is words amid words.
            _ if !self.ends_a_line(&close) => None,
            _ => {
                let label = match shows {
                    Some(Shows::Callout(fixed)) => Some(shortcode::callout_label(&one, fixed)),
                    _ => None,
                };
                let title = shortcode::title(&one).and_then(|title| {
                    let start = self.text[one.range.clone()].rfind(title)?;
                    Some(one.range.start + start..one.range.start + start + title.len())
                });
                self.opened(
                    at,
                    Opening {
                        ends: Ends::Macro(mate),
                        label,
                        quotes: shows == Some(Shows::Quotation),
                        indent: 0,
                        title,
                        machinery: one.range.clone(),
                        tail: one.first(&["author", "cite", "source", "by"]).map(str::to_owned),
                    },
                );
                self.close_at_end_of(at);
                Some(at + 1)
            }
        }
    }

    fn ends_a_line(&self, range: &Range<usize>) -> bool {
        self.text[range.end..].trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| c == '\n')
    }

    /// A listing becomes a fenced block, whatever it holds.
    fn listing(&mut self, at: usize, one: &Macro, close: Range<usize>) -> Option<usize> {
        let last = self.lines.partition_point(|line| line.start <= close.start) - 1;
        if last == at || !self.text[self.lines[last].content..close.start].trim().is_empty() {
            return None;
        }
        let body = &self.text[one.range.end..close.start];
        let run = body.lines().map(|line| line.trim_start().bytes().take_while(|byte| *byte == b'~').count());
        let fence = "~".repeat(run.max().unwrap_or(0).max(2) + 1);
        let language = shortcode::language(one);
        let outer = self.open.last().map_or("", |open| &open.prefix).to_owned();
        let line = &self.lines[at];
        self.lead(at);
        let rest = if self.text[one.range.end..line.end].trim().is_empty() {
            String::new()
        } else {
            format!("\n{outer}")
        };
        self.edits.push(Edit::new(one.range.clone(), format!("{fence}{language}{rest}")));
        for inner in at + 1..last {
            self.lead(inner);
        }
        let line = &self.lines[last];
        self.lead(last);
        self.edits.push(Edit::new(close.clone(), format!("{fence}\n")));
        debug_assert!(close.end <= line.end || self.text[close].contains('\n'));
        Some(last + 1)
    }

    /// Writes what opens a block in place of what opens it in the text.
    pub(super) fn opened(&mut self, at: usize, opening: Opening) {
        let line = &self.lines[at];
        let pending = std::mem::take(&mut self.pending);
        let (outer, column) = self.outer();
        let blank = outer.trim_end();
        let base = format!("{outer}{}", " ".repeat(line.width.saturating_sub(column)));
        let quotes = opening.quotes || opening.label.is_some();
        let prefix = if quotes { format!("{base}> ") } else { base.clone() };
        let mut head = format!("{pending}{blank}\n");
        if let Some(label) = opening.label {
            head.push_str(&format!("{base}> [!{}]\n", label.to_uppercase()));
        }
        let rest = !self.text[opening.machinery.end..line.end].trim().is_empty();
        match opening.title.filter(|title| !title.is_empty()) {
            Some(title) => {
                head.push_str(&format!("{prefix}**"));
                self.edits.push(Edit::new(line.start..title.start, head));
                let lead = if rest { format!("\n{prefix}") } else { String::new() };
                let tail = format!("**\n{}{lead}", prefix.trim_end());
                self.edits.push(Edit::new(title.end..opening.machinery.end, tail));
            }
            None => {
                head.push_str(if rest { &prefix } else { prefix.trim_end() });
                self.edits.push(Edit::new(line.start..opening.machinery.end, head));
            }
        }
        self.open.push(Open {
            ends: opening.ends,
            column: line.width + opening.indent,
            prefix,
            tail: opening.tail,
        });
    }

    /// Closes the blocks from this one inward.
    fn close_from(&mut self, place: usize) {
        let outer = self.outer_prefix(place);
        for open in self.open.drain(place..).rev() {
            if let Some(tail) = open.tail {
                self.pending.push_str(&format!("{}\n{}— {tail}\n", open.prefix.trim_end(), open.prefix));
            }
        }
        self.pending.push_str(&format!("{outer}\n"));
    }

    /// What lines begin with, and where, in the innermost open block.
    pub(super) fn outer(&self) -> (&str, usize) {
        self.open.last().map_or(("", 0), |open| (open.prefix.as_str(), open.column))
    }

    fn outer_prefix(&self, place: usize) -> String {
        place.checked_sub(1).map_or(String::new(), |outer| self.open[outer].prefix.trim_end().to_owned())
    }

    /// A pair's closing macro may stand at the end of the last line that it holds.
    fn close_at_end_of(&mut self, at: usize) {
        let line = &self.lines[at];
        let closes = |open: &Open| match open.ends {
            Ends::Macro(index) => {
                let range = &self.macros[index].range;
                (line.start..line.end).contains(&range.start)
            }
            _ => false,
        };
        if let Some(place) = self.open.iter().position(closes)
            && let Ends::Macro(index) = self.open[place].ends
        {
            let range = self.macros[index].range.clone();
            self.close_from(place);
            let tail = std::mem::take(&mut self.pending);
            self.edits.push(Edit::new(range, format!("\n{}", tail.trim_end_matches('\n'))));
        }
    }

    /// Begins a line as the block that holds it asks.
    pub(super) fn lead(&mut self, at: usize) {
        let line = &self.lines[at];
        let mut put = std::mem::take(&mut self.pending);
        let Some(open) = self.open.last() else {
            if !put.is_empty() {
                self.edits.push(Edit::new(line.start..line.start, put));
            }
            return;
        };
        let end = if line.is_blank() { line.end } else { line.after_columns(self.text, open.column) };
        put.push_str(if line.is_blank() { open.prefix.trim_end() } else { &open.prefix });
        if put != self.text[line.start..end] {
            self.edits.push(Edit::new(line.start..end, put));
        }
    }

    /// Leaves a line's words out.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        let prefix = self.open.last().map_or("", |open| open.prefix.trim_end());
        let put = format!("{}{prefix}", std::mem::take(&mut self.pending));
        self.edits.push(Edit::new(range, put));
    }
}

fn macros_outside_code(text: &str, lines: &[Line]) -> Vec<Macro> {
    let mut spans: (usize, Vec<Range<usize>>) = (usize::MAX, Vec::new());
    macros(text, |at| {
        let place = lines.partition_point(|line| line.start <= at) - 1;
        let line = &lines[place];
        if spans.0 != place {
            spans = (place, code_spans(&text[line.start..line.end]));
        }
        let next = spans.1.partition_point(|span| line.start + span.end <= at);
        line.fenced || spans.1.get(next).is_some_and(|span| line.start + span.start <= at)
    })
}

/// The words between the first and the last quotation mark.
fn quoted(words: &str) -> Option<Range<usize>> {
    let (start, end) = (words.find('"')? + 1, words.rfind('"')?);
    (start < end).then_some(start..end)
}
