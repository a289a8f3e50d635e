//! Marks that may refer to a note: `[1]`, `[note 2]`, `¹`, `*`, and where a text has them.

use super::sheet::Sheet;
use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

/// Signs that refer to a note by themselves.
pub fn is_sign(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶')
}

/// The digits of superscripts, as a number is written with them.
pub fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

/// Digits in circles, `①` to `⑳`, with which Chinese and Japanese texts count notes and lists.
fn is_circled(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

/// Whether a raised or circled number may be a mark after a character: a circle after what leads in or
/// parts a list counts its parts.
pub fn is_raised(c: char, before: char) -> bool {
    superscript(c).is_some() || is_circled(c) && attaches(before) && !":：;；,，、".contains(before)
}

/// A mark in brackets at the beginning of some words: its label and its bytes.
pub fn bracketed(words: &str) -> Option<(&str, usize)> {
    let inner = words.strip_prefix("[")?;
    let end = inner.char_indices().take(24).find(|(_, c)| matches!(c, ']' | '[' | '\n'))?.0;
    inner[end..].starts_with(']').then(|| (inner[..end].trim().trim_start_matches('^'), end + 2))
}

/// Words that may stand before the number of a mark: `note 2`.
const NAMES: [&str; 10] =
    ["note", "n", "nb", "fn", "footnote", "lower-alpha", "upper-alpha", "注", "註", "ref"];

/// Labels that can be nothing but those of notes: `1`, `a`, `iv`, `note 2`, `n 1`, `*`.
pub fn is_label(label: &str) -> bool {
    // Org writes `[fn:1]`.
    let label = label.strip_prefix("fn:").unwrap_or(label);
    let (word, number) = label.rsplit_once([' ', '\u{a0}']).unwrap_or(("", label));
    let named = word.is_empty() || NAMES.contains(&word.to_ascii_lowercase().as_str());
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let letters = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_lowercase());
    let roman = number.len() <= 5
        && number.bytes().all(|b| b.is_ascii_lowercase())
        && super::marker::roman_value(number).is_some();
    let sign = number.chars().count() <= 3 && !number.is_empty() && number.chars().all(is_sign);
    named && (digits || letters || roman || sign && word.is_empty())
}

/// `[1, 2]`, `[3–5]`: the labels of a mark that refers to several notes.
pub fn several(label: &str) -> Vec<String> {
    /// A span of more notes than this is one of years or pages.
    const MOST: u32 = 20;
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|number| (1..1000).contains(number));
    let mut labels = Vec::new();
    for part in label.split([',', ';']) {
        match part.split_once(['–', '-', '—']) {
            Some((first, last)) => match (number(first), number(last)) {
                (Some(first), Some(last)) if first < last && last - first < MOST => {
                    labels.extend((first..=last).map(|number| number.to_string()));
                }
                _ => return Vec::new(),
            },
            None if is_label(part.trim()) => labels.push(part.trim().to_owned()),
            None => return Vec::new(),
        }
    }
    let value = |label: &String| number(label).unwrap_or(0);
    let counts = labels.windows(2).all(|pair| value(&pair[0]) == 0 || value(&pair[0]) < value(&pair[1]));
    if labels.len() > 1 && counts { labels } else { Vec::new() }
}

/// `¹² Text`: the number in plain digits, and its bytes; `① Text`: the circle.
pub fn superscripted(words: &str) -> Option<(String, usize)> {
    if let Some(circle) = words.chars().next().filter(|c| is_circled(*c)) {
        return Some((circle.to_string(), circle.len_utf8()));
    }
    let label: String = words.chars().take(4).map_while(superscript).collect();
    let bytes = words.chars().take(4).take_while(|c| superscript(*c).is_some()).map(char::len_utf8).sum();
    (!label.is_empty()).then_some((label, bytes))
}

/// What a reference mark may stand directly after.
pub fn attaches(c: char) -> bool {
    c.is_alphanumeric() || ".,;:!?\"”’'»)]%…。，、」』）".contains(c)
}

/// Where the text has marks, before it is known which of them refer.
#[derive(Default)]
pub struct Marks {
    /// First and last place of each label in brackets.
    brackets: HashMap<String, Range<usize>>,
    /// How often each stands in brackets, and how often of these directly after a word.
    counts: HashMap<String, (u32, u32)>,
    superscripts: HashMap<String, Vec<usize>>,
    /// The first place of each sign after a word.
    signs: HashMap<String, usize>,
    /// Marks in brackets with a blank before them, and those without.
    spaced: u32,
    attached: u32,
    /// The places of brackets that are indexes of programs and no marks.
    pub indexes: HashSet<usize>,
    /// Its notes open with marks of return, so that a number alone opens none.
    pub returned: bool,
    /// Stars after words.
    pub stars: usize,
    /// Stars open the items of its lists, so that one before words opens no note.
    pub starred: bool,
}

impl Marks {
    /// Whether the text sets marks apart from the word before: "as in [1]".
    pub fn are_spaced(&self) -> bool {
        self.spaced > self.attached
    }

    /// Whether the text sets marks directly after the word before, so that one after a blank is none.
    pub fn are_attached(&self) -> bool {
        self.attached > 2 && self.spaced * 4 < self.attached
    }

    /// Labels that stand twice, never directly after a word: as a mark after a blank, and before the note.
    pub fn apart(&self) -> HashSet<String> {
        let twice = self.counts.iter().filter(|(_, counts)| **counts == (2, 0));
        twice.map(|(label, _)| label.clone()).collect()
    }

    /// Whether a mark in brackets stands elsewhere than at a place.
    pub fn refer_to(&self, label: &str, at: usize) -> bool {
        self.brackets.get(label).is_some_and(|places| places.start != at || places.end != at)
    }

    /// Where the first mark in brackets of a label stands.
    pub fn first_of(&self, label: &str) -> Option<usize> {
        self.brackets.get(label).map(|places| places.start)
    }

    pub fn raise(&self, label: &str, at: usize) -> bool {
        self.superscripts.get(label).is_some_and(|places| places.iter().any(|place| *place != at))
    }

    /// Whether a sign stands after a word before a place.
    pub fn sign_before(&self, sign: &str, at: usize) -> bool {
        self.signs.get(sign).is_some_and(|place| *place < at)
    }

    /// Two marks that count on from one another are no accident.
    pub fn refers(&self) -> bool {
        ["1", "a", "i"]
            .iter()
            .zip(["2", "b", "ii"])
            .any(|(one, two)| self.brackets.contains_key(*one) && self.brackets.contains_key(two))
    }

    /// The ways in which the text counts its marks in brackets.
    pub fn series(&self) -> Vec<Series> {
        let mut last: HashMap<Style, u32> = HashMap::new();
        for label in self.brackets.keys() {
            if let Some((style, value)) = counted(label) {
                last.entry(style).and_modify(|last| *last = (*last).max(value)).or_insert(value);
            }
        }
        let begins = |style: &Style| self.brackets.contains_key(&style.label(1));
        let mut series: Vec<Series> = last.into_iter().map(|(style, last)| Series { style, last }).collect();
        series.retain(|series| begins(&series.style));
        // `[i]` alone is a letter where there are others, else a Roman number.
        if series.iter().any(|series| series.style == Style::Roman && series.last == 1)
            && series.iter().any(|series| series.style == Style::Letters && series.last >= 8)
        {
            series.retain(|series| series.style != Style::Roman);
        }
        series.sort();
        series
    }
}

/// One way to count marks, and how far the text goes in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    pub style: Style,
    pub last: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    Numbers,
    Letters,
    Roman,
    /// `note 1`: the words before the number.
    Named(String),
}

impl Style {
    /// The label of the note that counts as `value`.
    pub fn label(&self, value: u32) -> String {
        match self {
            Style::Numbers => value.to_string(),
            Style::Letters => char::from_u32(u32::from(b'a') + value - 1)
                .filter(char::is_ascii_lowercase)
                .map_or_else(String::new, String::from),
            Style::Roman => super::marker::roman(value),
            Style::Named(name) => format!("{name} {value}"),
        }
    }
}

/// How a label counts, and its value.
fn counted(label: &str) -> Option<(Style, u32)> {
    if let Some((name, number)) = label.rsplit_once(' ') {
        let named = NAMES.contains(&name.to_ascii_lowercase().as_str());
        return named.then(|| Some((Style::Named(name.to_owned()), number.parse().ok()?))).flatten();
    }
    if let Ok(number) = label.parse::<u32>() {
        return (1..1000).contains(&number).then_some((Style::Numbers, number));
    }
    let lower = !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase());
    if lower && label.len() == 1 && label != "i" {
        return Some((Style::Letters, super::marker::alpha_value(label)));
    }
    super::marker::roman_value(label).filter(|_| lower).map(|value| (Style::Roman, value))
}

pub fn marks(sheet: &Sheet) -> Marks {
    let mut marks = Marks::default();
    let text = sheet.text;
    // Some writers count their notes from nought: then only a name that counts on is a program's.
    let noted = text.contains("\n[0] ") || text.contains("\n[0]: ");
    let counted_from_zero: HashSet<&str> = text
        .match_indices('[')
        .filter(|(at, _)| text[*at..].starts_with("[0]"))
        .map(|(at, _)| name_before(text, at))
        .filter(|name| !name.is_empty())
        .filter(|name| !noted || text.contains(&format!("{name}[1]")))
        .collect();
    let mut doubted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, _) in text.match_indices('[') {
        if let Some((label, bytes)) =
            bracketed(&text[at..]).filter(|(label, _)| !label.is_empty() && label.len() <= 24)
        {
            if is_label(label) && (noted || label != "0") {
                let zero = counted_from_zero.contains(name_before(text, at));
                if zero || is_index(text, at..at + bytes) {
                    marks.indexes.insert(at);
                    if !zero {
                        doubted.entry(label).or_default().push(at);
                    }
                    continue;
                }
                marks.spaced += u32::from(text[..at].ends_with(' '));
                let attached = text[..at].ends_with(attaches);
                marks.attached += u32::from(attached);
                let count = marks.counts.entry(label.to_owned()).or_default();
                *count = (count.0 + 1, count.1 + u32::from(attached));
            }
            marks.take(label.to_owned(), at);
            for label in several(label) {
                marks.take(label, at);
            }
        }
    }
    marks.believe(text, &doubted);
    if !text.is_ascii() {
        for at in raised(text) {
            let before = text[..at].chars().next_back().unwrap_or('\n');
            let first = text[at..].chars().next().unwrap_or('\n');
            if superscript(before).is_none()
                && is_raised(first, before) | (before == '\n')
                && let Some((label, _)) = superscripted(&text[at..])
            {
                marks.superscripts.entry(label).or_default().push(at);
            }
        }
    }
    signs(text, &mut marks);
    marks
}

/// The name that ends at a place: letters, digits and underscores.
fn name_before(text: &str, at: usize) -> &str {
    let name = |c: &char| c.is_alphanumeric() || *c == '_';
    let bytes: usize = text[..at].chars().rev().take(40).take_while(name).map(char::len_utf8).sum();
    &text[at - bytes..at]
}

/// Whether a bracket directly after a name of a program is an index: `spec.volumes[1]`, `volumeMounts[1]`, `a[1].b`.
fn is_index(text: &str, span: Range<usize>) -> bool {
    let name = name_before(text, span.start);
    if name.is_empty() {
        return false;
    }
    let before = &text[..span.start - name.len()];
    let lower = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let member =
        lower && before.ends_with('.') && before[..before.len() - 1].ends_with(char::is_alphanumeric);
    let called = before.ends_with(['$', '>', '=']) || before.ends_with("::");
    let (small, rest) = name.split_at(name.bytes().take_while(u8::is_ascii_lowercase).count());
    let humped = small.len() > 2
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest[1..].starts_with(|c: char| c.is_ascii_lowercase());
    let mut after = text[span.end..].chars();
    let goes_on = match after.next() {
        Some('.') => after.next().is_some_and(|c| c.is_ascii_lowercase()),
        Some('=') => true,
        _ => false,
    };
    // Underscores around a word emphasise it.
    let joined = name.contains('_') && !name.ends_with('_');
    member || called || humped || joined || goes_on
}

impl Marks {
    /// What looks like an index refers all the same where a note of its label stands further down, nothing else refers to
    /// that note, and no other bracket of the label looks like an index.
    fn believe(&mut self, text: &str, doubted: &HashMap<&str, Vec<usize>>) {
        for (label, places) in doubted {
            let ([at], Some(found)) = (places.as_slice(), self.brackets.get_mut(*label)) else { continue };
            let opens = text[..found.start].trim_end_matches(' ').ends_with('\n');
            if opens && found.start == found.end && found.start > *at {
                *found = *at..found.start;
                self.indexes.remove(at);
            }
        }
    }

    fn take(&mut self, label: String, at: usize) {
        self.brackets.entry(label).and_modify(|places| places.end = at).or_insert(at..at);
    }
}

/// The places of raised digits: read as bytes, for texts are long and raised digits few.
pub fn raised(text: &str) -> impl Iterator<Item = usize> {
    let opens = |(at, byte): (usize, u8)| (byte == 0xc2 || byte == 0xe2).then_some(at);
    text.bytes()
        .enumerate()
        .filter_map(opens)
        .filter(|at| text[*at..].chars().next().is_some_and(|c| superscript(c).is_some() || is_circled(c)))
}

/// Signs that stand directly after a word or its punctuation.
fn signs(text: &str, marks: &mut Marks) {
    let mut end = 0;
    let mut places: Vec<usize> = text.match_indices('*').map(|(at, _)| at).collect();
    if !text.is_ascii() {
        places.extend(text.match_indices('†').chain(text.match_indices('‡')).map(|(at, _)| at));
        places.sort_unstable();
    }
    for at in places {
        if at < end {
            continue;
        }
        let signs: usize = text[at..].chars().take(4).take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
        end = at + signs;
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        if (before.is_alphanumeric() || ".,;:!?\"”’)".contains(before))
            && !after.is_alphanumeric()
            && !closes_a_pair(text, at)
        {
            marks.signs.entry(text[at..end].to_owned()).or_insert(at);
            marks.stars += usize::from(&text[at..end] == "*");
        }
    }
}

/// Whether a sign is the second of a pair around words of its line, as in `*so*` or Vim's `*tag*`:
/// emphasis or a name, and no mark.
pub fn closes_a_pair(text: &str, at: usize) -> bool {
    let Some(sign) = text[at..].chars().next() else { return false };
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    line.rfind(sign).is_some_and(|open| {
        let opens = |c: char| c.is_whitespace() || c == sign || "([{\"'“‘|/".contains(c);
        line[..open].chars().next_back().is_none_or(opens)
            && line[open + sign.len_utf8()..].starts_with(|c: char| !c.is_whitespace())
    })
}

/// Numbers without brackets, in a part of the text, that refer to the notes from `first` to `last` after it:
/// only if each of them stands exactly once, and in order. `(1)` with parentheses; without, a number
/// glued to the word before it, as a raised one is when its style is lost.
pub fn placed(
    text: &str,
    within: Range<usize>,
    numbers: RangeInclusive<u32>,
    shape: Shape,
) -> Option<Vec<Range<usize>>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let bytes = &text.as_bytes()[..within.end];
    let mut at = within.start;
    while at < within.end {
        let digits = bytes[at..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 3 {
            at += digits.max(1);
            continue;
        }
        let span = at..at + digits;
        at = span.end;
        let Some(span) = shape.fits(text, span) else { continue };
        let value: u32 = text[span.clone()].trim_matches(['(', ')']).parse().ok()?;
        if !numbers.contains(&value) {
            continue;
        }
        if value as usize != places.len() + *numbers.start() as usize {
            return None;
        }
        places.push(span);
    }
    // `(1) bread, (2) land, (3) peace` in one sentence is a list.
    let inner = &text[places.first()?.end..places.last()?.start.max(places.first()?.end)];
    let apart = shape != Shape::Parens
        || inner.contains("\n\n")
        || inner
            .split_inclusive(' ')
            .any(|word| word.trim_end().len() > 3 && super::sheet::ends_sentence(word.trim_end()));
    (apart && places.len() == numbers.count()).then_some(places)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `(1)`
    Parens,
    /// `word1`
    Glued,
    /// `word1)`
    Closed,
}

impl Shape {
    /// The whole mark that a number is part of.
    fn fits(self, text: &str, digits: Range<usize>) -> Option<Range<usize>> {
        let mut before = text[..digits.start].chars().rev();
        let (last, after) = (before.next()?, text[digits.end..].chars().next());
        match self {
            Shape::Parens => {
                let said = before.next().filter(|c| *c == ' ').map_or_else(|| Some(' '), |_| before.next());
                (last == '(' && after == Some(')') && said.is_some_and(|c| c != '\n'))
                    .then(|| digits.start - 1..digits.end + 1)
            }
            Shape::Glued | Shape::Closed => {
                let closed = usize::from(self == Shape::Closed);
                if closed == 1 && after != Some(')') {
                    return None;
                }
                let after = text[digits.end + closed..].chars().next();
                let stop = ".,;:!?\"”’)]".contains(last);
                let word =
                    if stop { before.clone().find(|c| !".,;:!?\"”’)]".contains(*c)) } else { Some(last) };
                // A sentence may end with a year.
                let year = last == '.' && before.take_while(char::is_ascii_digit).count() == 4;
                let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)”".contains(c));
                (ends && (year || word.is_some_and(char::is_alphabetic)))
                    .then(|| digits.start..digits.end + closed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_may_refer_to_several_notes() {
        assert_eq!(several("1, 2"), ["1", "2"]);
        assert_eq!(several("3–5, 7"), ["3", "4", "5", "7"]);
        for single in ["1", "1905-1906", "see, 2", "a", "1,", "5-3", "1, 0, 1"] {
            assert!(several(single).is_empty(), "{single}");
        }
    }

    #[test]
    fn an_index_of_a_program_is_no_mark() {
        let index = |text: &str| text.find('[').is_some_and(|at| is_index(text, at..at + 3));
        for code in
            ["by spec.volumes[1] and", "in volumeMounts[1]", "argv_all[1]", "$x[1]", "of rows[1].name"]
        {
            assert!(index(code), "{code}");
        }
        for mark in [
            "so it was.[1]",
            "by Carr[1] and",
            "the iPhone[1]",
            "of Node.js[1]",
            "in 1921[1].",
            "Carr[1]. So",
        ] {
            assert!(!index(mark), "{mark}");
        }
        let marks = marks_of(
            "He came to see the index.html[1] and _her_[2] there.\n\n[1] It was his.\n\n[2] The other.\n",
        );
        assert!(marks.indexes.is_empty() && marks.refers());
        let marks = marks_of("The value[0] and the value[1] are in it.[1][2] So it was, said he.[3]");
        assert_eq!(marks.indexes.len(), 1);
    }

    fn marks_of(text: &str) -> Marks {
        marks(&Sheet::new(text, super::super::line::lines(text)))
    }

    #[test]
    fn numbers_refer_only_if_all_of_them_do_and_in_order() {
        let found = |text: &str, count, shape| placed(text, 0..text.len(), 1..=count, shape).is_some();
        assert!(found("so (1) it ended. And so (2) it was", 2, Shape::Parens));
        assert!(!found("they want (1) bread, (2) land and (3) peace", 3, Shape::Parens));
        assert!(!found("so (2) and so (1) it was", 2, Shape::Parens));
        assert!(!found("so (1) and so (1) and (2)", 2, Shape::Parens));
        assert!(found("a plan1 and two.2 And a third,3 too", 3, Shape::Glued));
        assert!(!found("a plan1 of 1.2 and CO2 with a third,3 too.2", 3, Shape::Glued));
    }
}
