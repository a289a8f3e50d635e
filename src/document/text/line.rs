//! The lines of a text: where each stands, how far it is indented, how wide it is.
//!
//! Everything after this asks about lines and never again about raw characters, so that a rule
//! reads like what it says: indented, wider than, blank.

/// One line without its end. Offsets are bytes of the whole text, measures are columns.
#[derive(Clone, Copy, Debug)]
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
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.from == self.to
    }

    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        &text[self.from..self.to]
    }

    /// The column after its last word.
    pub fn right(&self) -> u32 {
        self.indent + self.width
    }
}

/// Tabs stand every four columns, as in most editors and in pandoc.
const TAB: u32 = 4;

/// Deeper quotations than this are one depth: nobody reads them, and a page must not nest without end.
const DEEPEST_QUOTE: u8 = 8;

pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 40 + 1);
    let mut start = 0;
    let paged = text.contains('\u{c}');
    for raw in text.split('\n') {
        lines.push(Line { page: paged && raw.contains('\u{c}'), ..line(raw, start) });
        start += raw.len() + 1;
    }
    lines
}

fn line(raw: &str, start: usize) -> Line {
    let whole = raw.trim_end_matches(is_blank);
    let mut quote: u8 = 0;
    let mut rest = whole;
    let mut indent = 0;
    loop {
        let (columns, bytes) = leading_blank(rest);
        rest = &rest[bytes..];
        indent += columns;
        match quotation_mark(rest, indent) {
            Some(bytes) => {
                quote = (quote + 1).min(DEEPEST_QUOTE);
                rest = &rest[bytes..];
                indent = 0;
            }
            None => break,
        }
    }
    let from = start + (whole.len() - rest.len());
    Line { start, from, to: start + whole.len(), indent, width: columns(rest), quote, page: false }
}

/// The bytes of a `>` that quotes, as e-mail and Markdown write it, with the one blank after it.
fn quotation_mark(rest: &str, indent: u32) -> Option<usize> {
    let after = rest.strip_prefix('>')?;
    let quotes = indent < 4 && (after.is_empty() || after.starts_with([' ', '>', '\t']));
    quotes.then(|| 1 + usize::from(after.starts_with(' ')))
}

/// Columns and bytes of the blanks that open a line.
fn leading_blank(words: &str) -> (u32, usize) {
    let mut columns = 0;
    for (at, c) in words.char_indices() {
        match c {
            '\t' => columns += TAB - columns % TAB,
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
    let count =
        if words.is_ascii() { words.len() } else { words.chars().map(|c| 1 + usize::from(is_wide(c))).sum() };
    u32::try_from(count).unwrap_or(u32::MAX / 4).min(u32::MAX / 4)
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
