//! The lines of a text: where each stands, how far it is indented, how wide it is.
//!
//! Everything after this asks about lines and never again about raw characters, so that a rule
//! reads like what it says: indented, wider than, blank.

use super::glance::Glance;
use std::cell::LazyCell;

/// One line without its end. Offsets are bytes of the whole text, measures are columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// Where the line begins, blanks and quotation marks (`>`) included.
    pub start: usize,
    /// Where its words begin and end.
    pub from: usize,
    pub to: usize,
    pub indent: u32,
    pub width: u32,
    /// How many `>` open it.
    pub quote: u8,
    /// Whether a form feed stands in it: a new page begins here.
    pub page: bool,
    /// Whether it stands in the head of a message within the text: `From: Ada`.
    pub head: bool,
    /// What its words hold.
    pub glance: Glance,
}

impl Line {
    #[inline]
    pub fn is_blank(&self) -> bool {
        self.from == self.to
    }

    #[inline]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        &text[self.from..self.to]
    }

    /// Gives it other words, which begin and end at these bytes.
    pub fn reword(&mut self, text: &str, span: std::ops::Range<usize>) {
        (self.from, self.to) = (span.start, span.end);
        self.width = columns(self.words(text));
        self.glance = Glance::of(self.words(text));
    }

    /// The column after its last word.
    pub fn right(&self) -> u32 {
        self.indent + self.width
    }
}

/// Tabs stand every four columns, as in most editors and in pandoc.
const TAB: u32 = 4;
/// Those of a typewriter stand every eight, and so do those of programs that write them for blanks.
const WIDE_TAB: u32 = 8;

/// How far apart the tabs of a text stand: four blanks or more after one have no place where they stand close.
fn tab(text: &str) -> u32 {
    if !text.contains('\t') || !text.contains("\t    ") {
        return TAB;
    }
    let wide = text.split('\n').filter(|line| {
        let rest = line.trim_start_matches('\t');
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        rest.len() < line.len() && (4..8).contains(&blanks) && rest.len() > blanks
    });
    if wide.take(2).count() == 2 && !text.contains("\n        ") { WIDE_TAB } else { TAB }
}

/// Deeper quotations than this are one depth: nobody reads them, and a page must not nest without end.
const DEEPEST_QUOTE: u8 = 8;

pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 40 + 1);
    let mut start = 0;
    let quotes = LazyCell::new(|| Quotes::of(text));
    let tab = tab(text);
    let paged = text.contains('\u{c}');
    for raw in text.split('\n') {
        lines.push(Line { page: paged && raw.contains('\u{c}'), ..line(raw, start, tab, &quotes) });
        start += raw.len() + 1;
    }
    lines
}

/// How a text sets the `>` of quotations before words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Spaced,
    /// `>words`, as some mail programs write.
    Tight,
}

impl Quotes {
    /// Tight quotations are known by what they stand under: a line that ends in a colon, and a bare `>`
    /// or a second one. FASTA files, prompts and arrows have nothing of the kind.
    fn of(text: &str) -> Quotes {
        let is_tight = |line: &str| {
            let said = line.strip_prefix('>').unwrap_or("");
            said.starts_with(|c: char| c.is_alphanumeric() || "\"“'‘(«„".contains(c)) && said.contains(' ')
        };
        let found = text.match_indices("\n>").any(|(at, _)| {
            let before = text[..at].trim_end_matches(['\n', '\r']);
            let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
            let mut quoted = text[at + 1..].lines().take_while(|line| line.starts_with('>')).take(8);
            let led = before.ends_with([':', '：']);
            led && quoted.clone().count() > 1
                && quoted.clone().any(is_tight)
                && quoted.all(|line| line.trim_end() == ">" || is_tight(line) || line.starts_with(">>"))
        });
        if found { Quotes::Tight } else { Quotes::Spaced }
    }
}

fn line(raw: &str, start: usize, tab: u32, quotes: &LazyCell<Quotes, impl FnOnce() -> Quotes>) -> Line {
    let whole =
        if raw.bytes().next_back().is_some_and(is_ink) { raw } else { raw.trim_end_matches(is_blank) };
    let mut quote: u8 = 0;
    let mut rest = whole;
    let mut indent = 0;
    while !rest.bytes().next().is_some_and(|first| is_ink(first) && first != b'>') {
        let (columns, bytes) = leading_blank(rest, tab);
        rest = &rest[bytes..];
        indent += columns;
        match quotation_mark(rest, indent, quotes) {
            Some(bytes) => {
                quote = (quote + 1).min(DEEPEST_QUOTE);
                rest = &rest[bytes..];
                indent = 0;
            }
            None => break,
        }
    }
    let from = start + (whole.len() - rest.len());
    Line {
        start,
        from,
        to: start + whole.len(),
        indent,
        width: columns(rest),
        quote,
        page: false,
        head: false,
        glance: Glance::of(rest),
    }
}

/// The bytes of a `>` that quotes, as e-mail and Markdown write it, with the one blank after it.
fn quotation_mark(
    rest: &str,
    indent: u32,
    quotes: &LazyCell<Quotes, impl FnOnce() -> Quotes>,
) -> Option<usize> {
    let after = rest.strip_prefix(">")?;
    let tight = **quotes == Quotes::Tight && !after.starts_with('=');
    let quotes = indent < 4 && (tight || after.is_empty() || after.starts_with([' ', '>', '\t']));
    quotes.then(|| 1 + usize::from(after.starts_with(' ')))
}

/// An ASCII character that shows.
fn is_ink(byte: u8) -> bool {
    byte.is_ascii_graphic()
}

/// Columns and bytes of the blanks that open a line.
fn leading_blank(words: &str, tab: u32) -> (u32, usize) {
    let mut columns = 0;
    for (at, c) in words.char_indices() {
        match c {
            '\t' => columns += tab - columns % tab,
            // The blanks that open a Chinese paragraph indent its first line and mean nothing else.
            '\u{3000}' => {}
            ' ' | '\u{a0}' => columns += 1,
            c if is_blank(c) => {}
            _ => return (columns, at),
        }
    }
    (columns, words.len())
}

/// Blank for the eye: white space, and the marks of zero width that copying leaves behind.
pub fn is_blank(c: char) -> bool {
    c == ' '
        || (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'))
}

/// How many columns words take: two for each wide (East Asian) character.
pub fn columns(words: &str) -> u32 {
    let count = if words.is_ascii() {
        words.len()
    } else if may_be_wide(words) {
        words.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
    } else {
        words.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
    };
    u32::try_from(count).unwrap_or(u32::MAX / 4).min(u32::MAX / 4)
}

/// Whether some character may be wide, by the first two bytes of each: letters of the West and the punctuation of
/// printers are none.
fn may_be_wide(words: &str) -> bool {
    words.as_bytes().windows(2).any(|pair| pair[0] >= 0xe1 && !(pair[0] == 0xe2 && pair[1] < 0xba))
}

/// Characters of scripts that write no space between words and take two columns each.
pub fn is_wide(c: char) -> bool {
    c >= '\u{1100}'
        && matches!(u32::from(c),
            0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
            | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_directly_after_a_mark_are_a_quotation_where_a_text_quotes_so() {
        let quotes = |text: &str| lines(text).iter().map(|line| line.quote).collect::<Vec<_>>();
        assert_eq!(quotes("He wrote:\n>So it was.\n>And so on.\n\n>One more."), [0, 1, 1, 0, 1]);
        for text in [
            ">seq1 a protein\nMKV\n>seq2 another one\nMKL",
            "Type:\n>print this\n",
            "if a\n>b then c\n>d or e",
        ] {
            assert!(quotes(text).iter().all(|quote| *quote == 0), "{text}");
        }
    }

    #[test]
    fn tabs_stand_as_far_apart_as_the_blanks_after_them_tell() {
        let indents = |text: &str| lines(text).iter().map(|line| line.indent).collect::<Vec<_>>();
        assert_eq!(indents("\tone\n    two"), [4, 4]);
        assert_eq!(indents("       one\n\t    two\n\t     three\n\t   four"), [7, 12, 13, 11]);
        assert_eq!(indents("\t    one\n\t    two\n        three"), [8, 8, 8]);
    }

    #[test]
    fn a_line_knows_its_indent_width_and_quotation() {
        let text = "  one two \n\t\u{3000}三四\n> > said\n";
        let lines = lines(text);
        assert_eq!(lines.iter().map(|l| l.words(text)).collect::<Vec<_>>(), ["one two", "三四", "said", ""]);
        assert_eq!(
            lines.iter().map(|l| (l.indent, l.width, l.quote)).collect::<Vec<_>>(),
            [(2, 7, 0), (4, 4, 0), (0, 4, 2), (0, 0, 0)]
        );
    }
}
