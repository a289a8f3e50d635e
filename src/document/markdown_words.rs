//! The words of one passage as Markdown: escaped as far as needed, with links, notes and emphasis.
//!
//! Whether a sign would be taken for markup depends on all that stands around it. So the words are
//! first written lightly, as a person would, and read back; only if they come out as anything else
//! are they written with every sign escaped and with tags for emphasis.

mod escaping;

use super::autolink::{autolink, may_hold};
use super::markdown;
use super::weave::{Piece, weave};
use super::{AtomKind, Mark, Passage, Style};
use escaping::{Escaping, program_sign};
use std::fmt::Write as _;

/// What the words stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Prose,
    /// A heading or term: no line of it may be broken.
    Line,
    Cell,
}

#[derive(Clone, Copy, PartialEq)]
enum Care {
    Light,
    Full,
}

/// `labels` are those of the notes, by place.
pub fn words(passage: &Passage, labels: &[String], setting: Setting) -> String {
    if is_plain(passage) {
        return passage.text.clone();
    }
    if let Some(simple) = plain_but_for_links_and_code(passage) {
        return simple;
    }
    let light = write(passage, labels, setting, Care::Light);
    if reads_back(&light, passage, setting) { light } else { write(passage, labels, setting, Care::Full) }
}

/// A text in which nothing is taken for markup, on one line.
pub fn escaped(text: &str) -> String {
    words(&Passage::paragraph(text.to_owned(), 0..0), &[], Setting::Line)
}

/// Words without a sign that means something anywhere.
fn is_plain(passage: &Passage) -> bool {
    passage.marks.is_empty()
        && begins_plainly(passage)
        && !has_sign(&passage.text)
        && !may_hold(&passage.text)
}

/// The same with links and code amid it, one behind the other, whose addresses and words need no escapes either:
/// most passages of a site with mentions. To read them back is to parse the text a second time.
fn plain_but_for_links_and_code(passage: &Passage) -> Option<String> {
    let text = &passage.text;
    if !begins_plainly(passage) || may_hold(text) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + passage.marks.len() * 48);
    let mut end = 0;
    for mark in &passage.marks {
        let words = text.get(mark.span.clone())?;
        let before = text.get(end..mark.span.start).filter(|before| !before.is_empty())?;
        if has_sign(before) || words.is_empty() || words.trim() != words {
            return None;
        }
        end = mark.span.end;
        out.push_str(before);
        match &mark.style {
            Style::Link { href } if is_simple_address(href) && !has_sign(words) => {
                for part in ["[", words, "](", href, ")"] {
                    out.push_str(part);
                }
            }
            Style::Code if !words.contains(|c: char| c.is_control() || "`|$".contains(c)) => {
                for part in ["`", words, "`"] {
                    out.push_str(part);
                }
            }
            _ => return None,
        }
    }
    let rest = text.get(end..).filter(|rest| !has_sign(rest))?;
    out.push_str(rest);
    Some(out)
}

fn is_simple_address(href: &str) -> bool {
    !href.is_empty() && href.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-./#%".contains(&byte))
}

fn begins_plainly(passage: &Passage) -> bool {
    let text = &passage.text;
    passage.atoms.is_empty() && text.starts_with(char::is_alphabetic) && program_sign(text).is_none()
}

fn has_sign(words: &str) -> bool {
    let is_sign = |byte: u8| SIGNS[usize::from(byte)];
    // Nearly all is ASCII; the other control characters are U+0080 to U+009F, of which 0xC2 is the first byte.
    words.bytes().any(|byte| is_sign(byte) || byte == 0xC2)
        && words.contains(|c: char| c.is_control() || u8::try_from(c).is_ok_and(is_sign))
}

const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        signs[at] = true;
        at += 1;
    }
    let others = b"\x7f\\`*_{}[]<>#|&~$^!=@";
    let mut at = 0;
    while at < others.len() {
        signs[others[at] as usize] = true;
        at += 1;
    }
    signs
};

fn write(passage: &Passage, labels: &[String], setting: Setting, care: Care) -> String {
    let links = links(passage);
    let spots: Vec<_> = links.iter().map(|link| link.mark.span.clone()).collect();
    let places: Vec<usize> = passage.atoms.iter().map(|atom| atom.at).collect();
    let mut inner = passage.clone();
    inner.marks.retain(|mark| is_written(&mark.style, care));
    let mut scribe = Scribe {
        passage,
        labels,
        setting,
        care,
        out: String::new(),
        verbatim: None,
        opened: 0,
        in_link: false,
    };
    for piece in weave(&inner, &spots, &places) {
        match piece {
            Piece::Text(text) => scribe.text(text),
            Piece::Open(style) => scribe.open(style),
            Piece::Close(style) => scribe.close(style),
            Piece::OpenSpot(index) => scribe.open_link(&links[index]),
            Piece::CloseSpot(index) => scribe.close_link(&links[index]),
            Piece::Insert(index) => scribe.atom(&passage.atoms[index].what),
        }
    }
    scribe.out
}

/// A link of the passage, and whether its words alone are one.
struct Link<'a> {
    mark: &'a Mark,
    is_bare: bool,
}

/// Links in order, none in another: Markdown cannot say more.
fn links(passage: &Passage) -> Vec<Link<'_>> {
    let is_link = |style: &Style| matches!(style, Style::Link { .. } | Style::Wikilink { .. });
    let mut bare = Vec::new();
    if may_hold(&passage.text) {
        let mut unlinked = passage.clone();
        unlinked.marks.retain(|mark| !is_link(&mark.style));
        autolink(&mut unlinked);
        bare = unlinked.marks;
    }
    let mut links: Vec<Link<'_>> = Vec::new();
    for mark in passage.marks.iter().filter(|mark| is_link(&mark.style)) {
        if links.last().is_none_or(|last| last.mark.span.end <= mark.span.start) {
            links.push(Link { mark, is_bare: bare.contains(mark) });
        }
    }
    links
}

fn is_written(style: &Style, care: Care) -> bool {
    match style {
        Style::Code => true,
        Style::Math => care == Care::Light,
        look => look.is_look(),
    }
}

struct Scribe<'a> {
    passage: &'a Passage,
    labels: &'a [String],
    setting: Setting,
    care: Care,
    out: String,
    /// Words of code or mathematics, in which nothing is escaped, while they are collected.
    verbatim: Option<String>,
    /// Where the words of the open link begin in `out`.
    opened: usize,
    in_link: bool,
}

impl Scribe<'_> {
    fn text(&mut self, text: &str) {
        if let Some(verbatim) = &mut self.verbatim {
            return verbatim.push_str(text);
        }
        let mut rest = text;
        while let Some(at) = rest.find('\n') {
            self.line(&rest[..at]);
            self.line_break();
            rest = &rest[at + 1..];
        }
        self.line(rest);
    }

    fn line_break(&mut self) {
        // A line of nothing would end the paragraph.
        let is_empty_line = self.out.is_empty() || self.out.ends_with('\n');
        let way = if self.setting == Setting::Prose && !is_empty_line { "\\\n" } else { "<br>" };
        self.out.push_str(way);
    }

    fn line(&mut self, line: &str) {
        let at_start = self.out.is_empty() || self.out.ends_with('\n');
        let mut rest = line;
        if at_start && self.setting == Setting::Prose && rest.starts_with([' ', '\t']) {
            // Blanks at the start of a line count only if the first is no blank to Markdown.
            self.out.push_str(if rest.starts_with(' ') { "&#32;" } else { "&#9;" });
            rest = &rest[1..];
        }
        let line_start = at_start && rest.len() == line.len();
        let escaped = Escaping { line: rest, line_start, scribe: self }.escaped();
        self.out.push_str(&escaped);
    }

    fn open(&mut self, style: &Style) {
        if self.verbatim.is_some() {
            return;
        }
        match style {
            Style::Code | Style::Math if self.care == Care::Light => self.verbatim = Some(String::new()),
            _ => {
                let (open, _) = self.signs(style);
                self.out.push_str(open);
            }
        }
    }

    fn close(&mut self, style: &Style) {
        match (style, self.verbatim.take()) {
            (Style::Code, Some(code)) => {
                let code = code_span(&code);
                self.out.push_str(&if self.setting == Setting::Cell {
                    code.replace('|', "\\|")
                } else {
                    code
                });
            }
            (Style::Math, Some(formula)) => {
                let _ = write!(self.out, "${formula}$");
            }
            (_, Some(verbatim)) => self.verbatim = Some(verbatim),
            (_, None) => {
                let (_, close) = self.signs(style);
                self.out.push_str(close);
            }
        }
    }

    fn signs(&self, style: &Style) -> (&'static str, &'static str) {
        match (style, self.care) {
            (Style::Emphasis, Care::Light) => ("*", "*"),
            (Style::Strong | Style::Lead, Care::Light) => ("**", "**"),
            (Style::Strikethrough, Care::Light) => ("~~", "~~"),
            (Style::Emphasis, Care::Full) => ("<em>", "</em>"),
            (Style::Strong | Style::Lead, Care::Full) => ("<strong>", "</strong>"),
            (Style::Strikethrough, Care::Full) => ("<s>", "</s>"),
            (Style::Superscript, _) => ("<sup>", "</sup>"),
            (Style::Subscript, _) => ("<sub>", "</sub>"),
            (Style::Code, _) => ("<code>", "</code>"),
            _ => ("", ""),
        }
    }

    fn open_link(&mut self, link: &Link<'_>) {
        self.in_link = !link.is_bare;
        if self.in_link {
            self.bracket();
        }
        self.opened = self.out.len();
    }

    fn close_link(&mut self, link: &Link<'_>) {
        self.in_link = false;
        if link.is_bare {
            return;
        }
        match &link.mark.style {
            Style::Link { href } => {
                let _ = write!(self.out, "]({})", destination(href));
            }
            Style::Wikilink { target } => {
                let words = &self.passage.text[link.mark.span.clone()];
                self.out.truncate(self.opened);
                let has_sign = |text: &str| text.contains(['[', ']', '|', '\n', '\\']);
                if self.care == Care::Full || has_sign(words) || has_sign(target) {
                    self.out.pop();
                    return self.line(&words.replace('\n', " "));
                }
                let piped = if words == target { target.clone() } else { format!("{target}|{words}") };
                let _ = write!(self.out, "[{piped}]]");
            }
            _ => {}
        }
    }

    /// Opens a bracket; an exclamation mark before it would make it a picture.
    fn bracket(&mut self) {
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
    }

    fn atom(&mut self, atom: &AtomKind) {
        match atom {
            AtomKind::NoteReference { note, label } => {
                self.bracket();
                let label = self.labels.get(*note).unwrap_or(label);
                let _ = write!(self.out, "^{label}]");
            }
            AtomKind::Image { src, alt, title, link } => {
                let alt: String = alt.replace('\n', " ").chars().fold(String::new(), |mut alt, c| {
                    if c.is_ascii_punctuation() && !",.;:()'?/-\"".contains(c) {
                        alt.push('\\');
                    }
                    alt.push(c);
                    alt
                });
                let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
                let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
                if link.is_some() {
                    self.bracket();
                }
                let _ = write!(self.out, "![{alt}]({}{title})", destination(src));
                if let Some(link) = link {
                    let _ = write!(self.out, "]({})", destination(link));
                }
            }
        }
    }
}

/// The address of a link or picture.
fn destination(href: &str) -> String {
    let is_simple = !href.is_empty()
        && !href.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()\\&*_[]`".contains(c));
    if is_simple
        || (!href.is_empty() && href.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./:#?=%".contains(&b)))
    {
        return href.to_owned();
    }
    let mut out = "<".to_owned();
    for c in href.chars() {
        match c {
            '<' | '>' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

fn code_span(code: &str) -> String {
    if code.contains('\n') {
        let lines: Vec<String> = code.split('\n').map(tagged).collect();
        return format!("<code>{}</code>", lines.join("<br>"));
    }
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let is_blank = code.trim_matches(' ').is_empty();
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || (code.starts_with(' ') && code.ends_with(' ') && !is_blank);
    let blank = if padded { " " } else { "" };
    format!("{ticks}{blank}{code}{blank}{ticks}")
}

fn tagged(line: &str) -> String {
    line.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// Whether the words, read as Markdown, are those of the passage, with its links and notes.
fn reads_back(written: &str, passage: &Passage, setting: Setting) -> bool {
    let mut text = match setting {
        Setting::Prose => format!("{written}\n"),
        Setting::Line => format!("## {written}\n"),
        Setting::Cell => format!("| {written} |\n| --- |\n"),
    };
    for reference in written.split("[^").skip(1) {
        if let Some((label, _)) = reference.split_once(']') {
            let _ = write!(text, "\n[^{label}]: x\n");
        }
    }
    let (read, _) = markdown::parse("", &text);
    let [first, notes @ ..] = read.passages.as_slice() else { return false };
    let links = |passage: &Passage| {
        let marks = passage.marks.iter().filter_map(|mark| match &mark.style {
            Style::Link { href } => Some((passage.text.get(mark.span.clone())?.to_owned(), href.clone())),
            Style::Wikilink { target } => {
                Some((passage.text.get(mark.span.clone())?.to_owned(), target.clone()))
            }
            _ => None,
        });
        marks.collect::<Vec<_>>()
    };
    notes.iter().all(|note| note.kind == super::Kind::Note)
        && read.body.len() == 1
        && first.text.trim() == passage.text.trim()
        && first.atoms.len() == passage.atoms.len()
        && links(first) == links(passage)
}
