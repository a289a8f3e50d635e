//! A text laid out as lines, with what is true of the file as a whole.

use super::copied::{self, Cast};
use super::framed::Framed;
use super::heading;
use super::line::Line;
use super::marker;
use super::script::{self, Script};
use super::words;
use super::wrap::Wrapping;
use std::collections::{HashMap, HashSet};

pub struct Sheet<'t> {
    pub text: &'t str,
    pub lines: Vec<Line>,
    pub wrapping: Wrapping,
    /// The column where prose begins: 0 in most texts, 3 in RFCs and in what text browsers print.
    pub base: u32,
    /// Whole paragraphs stand at the base, and headings and code further out: a text browser printed it.
    pub set_in: bool,
    /// How far the first line of a paragraph is indented, where paragraphs are marked so.
    pub first_line: Option<u32>,
    /// What is set in by four columns or more is code in this file, where it can be told.
    pub code_set_in: bool,
    /// Words that a line break cut with a hyphen and that the text also writes whole.
    pub hyphens: HashSet<String>,
    /// One line is one paragraph, and a blank line stands after each.
    pub spaced: bool,
    /// Paragraphs stand without blank lines between them.
    pub tight: bool,
    /// The first three lines that are not blank.
    pub opening: Vec<usize>,
    /// Where the line begins that the text itself calls its title.
    pub title: Option<usize>,
    /// Where lines begin that the text itself calls headings, in order.
    pub declared: Vec<usize>,
    /// How deep the text's contents list headings, by where their lines begin.
    pub depths: HashMap<usize, u8>,
    /// Heads in a frame, by where they begin.
    pub framed: HashMap<usize, Framed>,
    /// Of a copied page ([`copied`]) what its lines are; of any other text nothing.
    pub copied: Option<Vec<Cast>>,
    /// The names with which its writers sign, word by word.
    pub senders: Vec<String>,
    /// What of it is a play's or a screenplay's, if it is one.
    pub script: Option<Script>,
    /// Its headings end in `[edit]`, as MediaWiki writes them.
    pub edited: bool,
}

impl<'t> Sheet<'t> {
    pub fn new(text: &'t str, lines: Vec<Line>) -> Sheet<'t> {
        let printed = set_in(text, &lines)
            .map(|indent| (indent, Wrapping::of_set_in(text, &lines, indent)))
            .filter(|(_, wrapping)| *wrapping != Wrapping::None);
        let wrapping = printed.map_or_else(|| Wrapping::of(text, &lines), |(_, wrapping)| wrapping);
        let base = printed.map_or_else(|| base(text, &lines, wrapping), |(indent, _)| indent);
        let under = under_heads(text, &lines).filter(|indent| *indent != base);
        let (base, set_in) = under.map_or((base, printed.is_some()), |indent| (indent, true));
        let first_line = first_line(text, &lines, base);
        let code_set_in = code_set_in(&lines, base);
        let spaced = spaced(text, &lines, wrapping);
        let tight = tight(text, &lines, wrapping);
        let hyphens = words::whole_words(text, &lines);
        let opening = (0..lines.len()).filter(|at| !lines[*at].is_blank()).take(3).collect();
        let marked = |line: &&Line| heading::edit_mark(line.words(text)).is_some();
        let edited = lines.iter().filter(marked).take(2).count() == 2;
        let script = script::read(text, &lines);
        let pasted = script.is_none() && copied::is_copied(text, &lines, wrapping);
        let copied = pasted.then(|| copied::cast(text, &lines));
        Sheet {
            text,
            lines,
            wrapping,
            base,
            set_in,
            first_line,
            code_set_in,
            hyphens,
            spaced,
            tight,
            opening,
            title: None,
            declared: Vec::new(),
            depths: HashMap::new(),
            framed: HashMap::new(),
            copied,
            senders: Vec::new(),
            script,
            edited,
        }
    }

    pub fn is_copied(&self) -> bool {
        self.copied.is_some()
    }

    pub fn is_scene(&self, line: usize) -> bool {
        self.script.as_ref().is_some_and(|script| script.scenes.contains(&line))
    }

    pub fn is_cue(&self, line: usize) -> bool {
        self.script.as_ref().is_some_and(|script| script.cues.contains(&line))
    }

    /// Whether a line stands further out than the prose of a file that sets its prose in.
    pub fn stands_out(&self, line: &Line) -> bool {
        self.set_in && line.indent < self.base && !line.is_blank()
    }

    /// Whether words are the name, or a part of the name, of who wrote a message.
    pub fn signs(&self, words: &str) -> bool {
        !self.senders.is_empty()
            && words
                .split([' ', '.', ','])
                .filter(|word| !word.is_empty())
                .all(|word| self.senders.binary_search(&word.to_lowercase()).is_ok())
    }

    #[inline]
    pub fn words(&self, line: usize) -> &'t str {
        self.lines[line].words(self.text)
    }

    /// Whether the text itself calls a line a heading: in its contents, or as its subject.
    pub fn declares(&self, line: usize) -> bool {
        let from = self.lines[line].from;
        self.title == Some(from) || self.declared.binary_search(&from).is_ok()
    }

    /// What is in a frame that begins with a line.
    pub fn framed(&self, line: usize) -> Option<Framed> {
        if self.framed.is_empty() { None } else { self.framed.get(&self.lines[line].from).copied() }
    }

    /// Whether a sentence plainly runs on over a line's end, though the margin did not force it: a long line without any
    /// sign at its end, and a small letter after it.
    pub fn runs_on(&self, line: &Line, next: &Line) -> bool {
        const LONG: u32 = 40;
        let (words, after) = (line.words(self.text), next.words(self.text));
        if line.width < LONG || line.quote != next.quote || !after.starts_with(char::is_lowercase) {
            return false;
        }
        let open = words.ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let open = open && words.starts_with(|c: char| c.is_alphanumeric() || "\"“„«‘'(*†‡[—–".contains(c));
        let small = marker::of(self.text, next).is_none();
        let plain = |line: &Line| line.glance.likeness <= 1 && !line.glance.has_three_spaces();
        plain(line) && plain(next) && open && small
    }

    /// Where the words of some lines begin and end in the text.
    pub fn span(&self, lines: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.lines[lines.start].from..self.lines[lines.end - 1].to
    }
}

/// Indents beyond this are not counted: nobody sets prose there.
const INDENTS: usize = 24;

/// The indent at which whole paragraphs stand where a text browser printed the page: next to nothing else stands
/// further out but single lines and code.
fn set_in(text: &str, lines: &[Line]) -> Option<u32> {
    let (mut paragraphs, mut items, mut singles) = ([0u32; INDENTS], [0u32; INDENTS], [0u32; INDENTS]);
    // Two lines without a stop are a heading, if they stand further out than the rest.
    let mut heads = [0u32; INDENTS];
    let mut after_blank = true;
    for (at, pair) in lines.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        let opens = std::mem::replace(&mut after_blank, line.is_blank()) && !line.is_blank();
        if !opens || line.indent as usize >= INDENTS || line.quote > 0 {
            continue;
        }
        if marker::of(text, line).is_some() {
            items[line.indent as usize] += 1;
        } else if next.is_blank() && line.glance.likeness < 0 && ends_sentence(line.words(text)) {
            singles[line.indent as usize] += 1;
        } else if !next.is_blank()
            && line.indent == next.indent
            && (50..=100).contains(&line.right())
            && line.glance.likeness <= 0
        {
            paragraphs[line.indent as usize] += 1;
            let two = lines.get(at + 2).is_none_or(Line::is_blank) && !ends_sentence(next.words(text));
            heads[line.indent as usize] += u32::from(two);
        }
    }
    let (indent, most) = paragraphs.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    let headed: u32 = heads[..indent].iter().sum();
    let further_out: u32 = paragraphs[..indent].iter().chain(&items[..indent]).sum::<u32>() - headed;
    // Where paragraphs of several lines are few, those of one line say where prose stands.
    let out = further_out + singles[..indent].iter().sum::<u32>();
    let several = *most >= 2 && *most > 3 * further_out;
    let single = *most >= 1 && *most + singles[indent] >= 3 && *most + singles[indent] > 3 * out;
    (indent >= 2 && (several || single)).then(|| u32::try_from(indent).unwrap_or(0))
}

/// The indent at which all text stands under heads in capitals, at the margin with no line between, as in a manual
/// page: nothing else stands at the margin but a first and a last line.
fn under_heads(text: &str, lines: &[Line]) -> Option<u32> {
    let mut under = [0u32; INDENTS];
    let mut others = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && line.indent == 0) {
        let next = lines.get(at + 1).filter(|next| !next.is_blank() && next.indent >= 3);
        let apart = at == 0 || lines[at - 1].is_blank();
        match next.filter(|_| apart && heading::is_capitals(line.words(text))) {
            Some(next) => *under.get_mut(next.indent as usize)? += 1,
            None => others += 1,
        }
        if others > 2 {
            return None;
        }
    }
    let (indent, most) = under.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (*most >= 3).then(|| u32::try_from(indent).unwrap_or(0))
}

/// As many lines of whole paragraphs show where the margin is.
const LEAST_WHOLE: usize = 3;

/// The most common indent of prose lines that continue a paragraph.
fn base(text: &str, lines: &[Line], wrapping: Wrapping) -> u32 {
    let mut counts = [0u32; INDENTS];
    if wrapping == Wrapping::None {
        return 0;
    }
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_blank()
            || next.is_blank()
            || line.glance.has_four_spaces()
            || marker::of(text, next).is_some()
            || marker::of(text, line).is_some()
        {
            continue;
        }
        if let Some(count) =
            counts.get_mut(next.indent as usize).filter(|_| wrapping.forces(text, line, next))
        {
            *count += 1;
        }
    }
    let total: u32 = counts.iter().sum();
    let (indent, most) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count).unwrap_or((0, &0));
    // A line of a whole paragraph at the margin says more than a few broken ones further in.
    let whole = lines.iter().filter(|line| line.indent == 0 && line.width > 90).take(LEAST_WHOLE).count();
    let unindented = if whole == LEAST_WHOLE { total } else { counts[0] };
    if *most * 2 > total && unindented * 4 < *most { u32::try_from(indent).unwrap_or(0) } else { 0 }
}

/// The indent of first lines, if many paragraphs have one.
fn first_line(text: &str, lines: &[Line], base: u32) -> Option<u32> {
    let mut counts = [0u32; INDENTS];
    let mut flush = 0u32;
    let blank = Line::default();
    let before = std::iter::once(&blank).chain(lines);
    for (before, pair) in before.zip(lines.windows(2)) {
        let [line, next] = pair else { continue };
        let inner = line.is_blank() || next.is_blank() || next.indent != base;
        if inner
            || !(before.is_blank() || ends_sentence(before.words(text)))
            || marker::of(text, line).is_some()
            || marker::of(text, next).is_some()
        {
            continue;
        }
        match counts.get_mut(line.indent.saturating_sub(base) as usize) {
            Some(count) if line.indent > base => *count += 1,
            _ => flush += 1,
        }
    }
    let (indent, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let enough = *count >= 2 && *count * 3 >= flush && (1..=10).contains(&indent);
    enough.then(|| base + u32::try_from(indent).unwrap_or(0)).or_else(|| long_lines_set_in(lines, base))
}

/// The indent of long lines in a file of one line a paragraph, if most have the same.
fn long_lines_set_in(lines: &[Line], base: u32) -> Option<u32> {
    let long = || lines.iter().filter(|line| line.width > 100);
    let mut counts = [0u32; INDENTS];
    for line in long() {
        if let Some(count) = counts.get_mut(line.indent as usize) {
            *count += 1;
        }
    }
    let (indent, count) =
        counts.iter().enumerate().skip(base as usize + 1).max_by_key(|(_, count)| **count)?;
    let indent = u32::try_from(indent).unwrap_or(0);
    // Under a term at the margin each time, they are definitions or quotations.
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.is_blank()).collect();
    let stands = |line: &Line| line.width > 100 && line.indent == indent;
    let after_another = filled.windows(2).filter(|pair| stands(pair[0]) && stands(pair[1])).count();
    (*count >= 3 && *count as usize * 3 > long().count() * 2 && after_another * 2 >= *count as usize)
        .then_some(indent)
}

/// Whether the parts that are set in by four columns or more look like code rather than like prose, by a vote.
fn code_set_in(lines: &[Line], base: u32) -> bool {
    let (mut code, mut prose) = (0, 0);
    let set_in = |line: &&Line| !line.is_blank() && line.indent >= base + 4;
    for line in lines.iter().filter(set_in).take(4000) {
        let likeness = line.glance.likeness;
        code += u32::from(likeness > 0);
        prose += u32::from(likeness < -1);
    }
    code >= 2 && code > prose
}

/// Whether blank lines cannot be what separates paragraphs: they are rare, or full paragraphs follow one another
/// without them, as in a copy of printed pages.
fn tight(text: &str, lines: &[Line], wrapping: Wrapping) -> bool {
    const LEAST: usize = 3;
    let blank = lines.iter().filter(|line| line.is_blank()).count();
    if wrapping == Wrapping::None || lines.len() <= 12 || blank * 16 < lines.len() {
        return wrapping != Wrapping::None && lines.len() > 12;
    }
    let forced = |line: &Line, next: &Line| !next.is_blank() && wrapping.forces(text, line, next);
    let (mut close, mut apart) = (0, 0);
    for four in lines.windows(4).filter(|four| !four[0].is_blank() && !four[1].is_blank()) {
        let [over, last, next, second] = four else { continue };
        if !ends_sentence(last.words(text)) || !forced(over, last) {
            continue;
        }
        apart += usize::from(next.is_blank());
        let begins = !next.is_blank() && next.indent == last.indent && starts_upper(next.words(text));
        let plain = || marker::of(text, next).is_none() && next.quote == last.quote;
        close += usize::from(begins && !forced(last, next) && forced(next, second) && plain());
    }
    close >= LEAST && close * 2 >= apart
}

/// Whether most long lines of a file that is not wrapped stand by themselves.
fn spaced(text: &str, lines: &[Line], wrapping: Wrapping) -> bool {
    let (mut alone, mut together) = (0u32, 0u32);
    let blank = Line::default();
    let before = std::iter::once(&blank).chain(lines);
    let after = lines.iter().skip(1).chain(std::iter::once(&blank));
    for ((before, line), after) in before.zip(lines).zip(after) {
        if line.width > 80 && marker::of(text, line).is_none() {
            *(if before.is_blank() && after.is_blank() { &mut alone } else { &mut together }) += 1;
        }
    }
    wrapping == Wrapping::None && alone >= 2 && alone > together * 3
}

/// Whether words end as a sentence does, closing quotation marks and brackets not counted.
pub fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '\'', '”', '“', '’', ')', ']', '»', '_', '*', '」', '』', '）']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether a sentence, a heading or a name may begin with these words.
pub fn starts_upper(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase())
}
