//! How deep each heading stands: by its look, and by the order in which looks open inside one another.

use super::chunk::{Chunk, Form, Role};
use super::heading::{
    APPENDIX, CLOSING, bare, division, is_call, is_capitals, is_shouted, is_to_come, names_thing,
    names_version, ornaments,
};
use super::marker::{Delimiter, Numbering, Sign};
use super::sheet::Sheet;
use std::collections::{HashMap, HashSet};

/// The look of a heading. Headings of one look have one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Underlined(char),
    Hashed(u8),
    /// In a frame that is drawn of a sign, and how deep its number is under others.
    Framed(char, u8),
    /// Between ornaments of so many bytes.
    Ornate(usize),
    Division(usize),
    /// Numbered `1.2.3`: the number of parts.
    Dotted(u8),
    Numbered(Numbering, Delimiter),
    Capitals,
    /// The head of a scene of a screenplay, or of a day of a diary.
    Scene,
    /// The number of a version and its day: the heads of a list of changes.
    Version,
    /// A name of a program's thing: the heads of a reference.
    Name,
    /// Words that head several sections of one text, as `Example` does: they stand under what tells these sections apart.
    Again,
    /// By itself further out than the prose of its file, or a column further in: how far in.
    Outdented(u32),
    /// In by more than the prose; how deep under others of its look.
    Bare {
        indent: bool,
        nest: u8,
    },
}

/// The look of a chunk that is a heading.
pub fn look(sheet: &Sheet, chunk: &Chunk) -> Look {
    let words = sheet.words(chunk.lines.start);
    match chunk.form {
        Form::Underlined(stroke) => return Look::Underlined(stroke),
        Form::Hashed(level) => return Look::Hashed(level),
        Form::Framed(stroke) => return Look::Framed(stroke, number_depth(words)),
        Form::Ornate => return Look::Ornate(ornaments(words).map_or(0, |inner| inner.start)),
        Form::Scene | Form::Dated => return Look::Scene,
        Form::Hung if !sheet.set_in => return Look::Capitals,
        _ => {}
    }
    if let Some(division) = division(words) {
        return Look::Division(division);
    }
    let sign = chunk.marker.map(|marker| marker.sign);
    // Where prose is set in, the column of a heading says more than whether it has a number.
    let first = matches!(sign, Some(Sign::Number { numbering: Numbering::Decimal, .. }))
        || matches!(sign, Some(Sign::Number { depth: 1, numbering: Numbering::Dotted, .. }));
    if sheet.set_in && first {
        return Look::Outdented(chunk.indent);
    }
    if let Some(Sign::Number { numbering, delimiter, depth, .. }) = sign {
        return if numbering == Numbering::Dotted {
            Look::Dotted(depth)
        } else {
            Look::Numbered(numbering, delimiter)
        };
    }
    if sheet.set_in {
        let middle = chunk.indent >= sheet.base + 12;
        return Look::Outdented(if middle { 0 } else { chunk.indent });
    }
    if super::counted::numeral(words).is_some() {
        return Look::Numbered(Numbering::UpperRoman, Delimiter::None);
    }
    if names_version(words) || is_to_come(words) {
        return Look::Version;
    }
    if is_shouted(words) {
        return Look::Capitals;
    }
    Look::Bare { indent: chunk.indent > sheet.base + 1, nest: 0 }
}

/// How many parts the number at the beginning of words has after its first: 1 of `2.1 Rain`.
fn number_depth(words: &str) -> u8 {
    let number = words.split(' ').next().unwrap_or("").trim_end_matches(['.', ')', ':']);
    let counted = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    u8::try_from(number.matches('.').count()).ok().filter(|_| counted).unwrap_or(0)
}

/// A heading among all of its text.
struct Head<'a> {
    /// Its place among the chunks.
    at: usize,
    look: Look,
    words: &'a str,
    /// The same without number and colon, in small letters.
    bare: String,
}

impl Head<'_> {
    fn is_bare(&self) -> bool {
        matches!(self.look, Look::Bare { .. })
    }
}

fn heads<'a>(sheet: &'a Sheet, chunks: &[Chunk]) -> Vec<Head<'a>> {
    let headings = chunks.iter().enumerate().filter(|(_, chunk)| chunk.role == Role::Heading);
    let head = |(at, chunk): (usize, &Chunk)| {
        let words = sheet.words(chunk.lines.start);
        let bare = bare(words).trim_end_matches(':').to_lowercase();
        Head { at, look: look(sheet, chunk), words, bare }
    };
    headings.map(head).collect()
}

/// Gives every heading its level: looks in the order in which they open inside one another.
/// The title is 1, so the first look is 2, and no level is skipped on the way down.
pub fn levels(sheet: &Sheet, chunks: &mut [Chunk]) {
    let heads = heads(sheet, chunks);
    let mut open: Vec<(Look, u8)> = Vec::new();
    let mut gaps: Vec<u32> = Vec::new();
    let mut under = 0;
    let series = through(chunks, &heads);
    let versions = Versions::of(&heads);
    let again = repeated(&heads);
    let shouts = shouts(&heads);
    let mut last = 1;
    for (ix, head) in heads.iter().enumerate() {
        let mut look = head.look;
        if let Some((like, _)) = series.as_ref().filter(|(_, beside)| beside.contains(&head.at)) {
            look = *like;
        }
        // What is said of a version stands under it, whatever it looks like.
        let held = versions.holds(ix, head).then(|| place_of(&open, Look::Version)).flatten();
        let floor = held.map_or(0, |version| version + 1);
        if held.is_some() && look == Look::Capitals {
            look = Look::Bare { indent: false, nest: 0 };
        }
        // A short word in capitals, such as `BUGS`, is one more of those that are plainly so by choice.
        let short = matches!(look, Look::Bare { .. }) && is_capitals(bare(head.words));
        let directly = ix > 0 && heads[ix - 1].at + 1 == head.at;
        if shouts && short && held.is_none() && !directly {
            look = Look::Capitals;
        }
        if let Look::Bare { indent: false, .. } = look {
            if again.contains(head.bare.as_str()) || again.contains(label(&head.bare)) {
                look = Look::Again;
            } else if names_thing(head.words) {
                look = Look::Name;
            }
        }
        if let Look::Bare { nest, .. } = &mut look {
            under = nested(&heads, ix, under);
            *nest = under;
        }
        let gap = chunks[head.at].before;
        // The first version directly under a heading among others, such as `Changes`, opens under it.
        let opens = look == Look::Version && ix > 1 && directly;
        let place = place_of(&open[floor..], look)
            .or_else(|| spaced(&open[floor..], &gaps[floor..], look, gap))
            .or_else(|| shallower(&open[floor..], look).filter(|_| !opens));
        if let Some(place) = place.map(|place| floor + place) {
            open.truncate(place);
            gaps.truncate(place);
        }
        let line = &sheet.lines[chunks[head.at].lines.start];
        let listed = sheet.depths.get(&line.from).filter(|depth| **depth > 0);
        let level =
            listed.map_or_else(|| open.last().map_or(2, |(_, level)| level + 1), |depth| depth + 1).min(6);
        let level = level.min(last + 1);
        last = level;
        open.push((look, level));
        gaps.push(gap);
        chunks[head.at].level = level;
    }
}

/// Whether short words in capitals head several sections beside longer ones.
fn shouts(heads: &[Head<'_>]) -> bool {
    let long = heads.iter().filter(|head| head.look == Look::Capitals).count();
    let short = heads.iter().filter(|head| head.is_bare() && is_capitals(bare(head.words))).count();
    long >= 1 && short >= 2 || long >= 2 && short == 1
}

/// The words of headings without a number that stand over more than one section, and the labels of several: `Example - A
/// pool`, `Parameter: Options`. A label that few calls of functions stand between is under these calls.
fn repeated<'a>(heads: &'a [Head<'_>]) -> HashSet<&'a str> {
    let (mut seen, mut labels) = (HashMap::<&str, u32>::new(), HashMap::<&str, u32>::new());
    let mut calls = 0;
    for head in heads.iter().filter(|head| matches!(head.look, Look::Bare { indent: false, .. })) {
        calls += u32::from(is_call(head.words));
        *labels.entry(label(&head.bare)).or_default() += 1;
        *seen.entry(&head.bare).or_default() += 1;
    }
    let again = seen.into_iter().filter(|(_, count)| *count > 1);
    let under = labels.into_iter().filter(|(_, count)| calls >= 2 && *count >= 2 && calls * 2 <= count * 3);
    again.chain(under).map(|(words, _)| words).filter(|words| !words.is_empty()).collect()
}

/// What stands before the colon or the dash of a heading, without a number.
fn label(words: &str) -> &str {
    let label = words.split_once(": ").or_else(|| words.split_once(" - ")).map_or("", |(label, _)| label);
    label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

fn place_of(open: &[(Look, u8)], look: Look) -> Option<usize> {
    open.iter().position(|(other, _)| stands_with(*other, look))
}

/// The list of changes in a text: which heading is its last version, and which heads stand under versions.
#[derive(Default)]
struct Versions<'a> {
    last: usize,
    under: HashSet<&'a str>,
}

impl<'a> Versions<'a> {
    fn of(heads: &'a [Head<'_>]) -> Versions<'a> {
        let is_version = |head: &Head<'_>| head.look == Look::Version;
        let Some(last) = heads.iter().rposition(is_version) else { return Versions::default() };
        let inside = heads[..last].iter().skip_while(|head| !is_version(head));
        let under = inside.filter(|head| !is_version(head)).map(|head| head.bare.as_str()).collect();
        Versions { last, under }
    }

    /// Whether a heading without a number is one of those that say what changed in a version.
    fn holds(&self, ix: usize, head: &Head<'_>) -> bool {
        let plain = head.is_bare() || head.look == Look::Capitals;
        plain && (ix <= self.last || self.under.contains(head.bare.as_str()))
    }
}

/// The numbered headings that count through the whole text, and the headings without a number that stand beside them:
/// before the first and after the last, with text of their own. `Abstract`, `1. Introduction`, …, `Acknowledgements`.
fn through(chunks: &[Chunk], heads: &[Head<'_>]) -> Option<(Look, Vec<usize>)> {
    let counted = |look: &Look| matches!(look, Look::Numbered(..) | Look::Dotted(1));
    let bare = |look: &Look| matches!(look, Look::Bare { .. } | Look::Capitals);
    let like = heads.iter().map(|head| head.look).find(counted)?;
    let members: Vec<usize> = heads.iter().filter(|head| head.look == like).map(|head| head.at).collect();
    let (first, last) = (*members.first()?, *members.last()?);
    let value = |at: usize| match chunks[at].marker?.sign {
        Sign::Number { value, .. } => Some(value),
        Sign::Bullet(_) => None,
    };
    let on = |pair: &[usize]| value(pair[0]).is_some_and(|first| value(pair[1]) == Some(first + 1));
    let counts = members.windows(2).all(on);
    let inside = heads.iter().any(|head| (first..last).contains(&head.at) && bare(&head.look));
    if members.len() < 3 || !counts || inside {
        return None;
    }
    let own = |at: usize| {
        chunks[at].indent.abs_diff(chunks[first].indent) <= 1
            && chunks.get(at + 1).is_some_and(|next| !matches!(next.role, Role::Heading | Role::Title))
    };
    let outside = heads.iter().filter(|head| bare(&head.look) && !(first..=last).contains(&head.at));
    Some((like, outside.map(|head| head.at).filter(|at| own(*at)).collect()))
}

/// How deep a heading without any mark of its depth stands among its like. One that follows
/// another with nothing between is under it, and so are the next, until one has others under it.
fn nested(heads: &[Head<'_>], ix: usize, under: u8) -> u8 {
    let head = &heads[ix];
    let after = ix > 0 && heads[ix - 1].at + 1 == head.at && heads[ix - 1].is_bare();
    let over = heads.get(ix + 1).is_some_and(|next| next.at == head.at + 1 && next.is_bare());
    match (after, over) {
        (true, _) => (under + 1).min(3),
        (false, true) => 0,
        _ if CLOSING.contains(&head.bare.as_str()) => 0,
        _ => under,
    }
}

/// Looks that stand on one level.
fn stands_with(open: Look, look: Look) -> bool {
    match (open, look) {
        (Look::Numbered(Numbering::Decimal, _), Look::Dotted(1))
        | (Look::Dotted(1), Look::Numbered(Numbering::Decimal, _)) => true,
        // An appendix is one more of the outermost parts.
        (
            Look::Numbered(Numbering::Decimal, _) | Look::Dotted(1) | Look::Outdented(_),
            Look::Division(APPENDIX),
        )
        | (Look::Division(_), Look::Division(APPENDIX))
        | (
            Look::Division(APPENDIX),
            Look::Numbered(Numbering::Decimal, _) | Look::Dotted(1) | Look::Outdented(_),
        ) => true,
        _ => open == look,
    }
}

/// Where a heading without a number stands by the blank lines over it: with those that have as many, when it
/// has more than is usual.
fn spaced(open: &[(Look, u8)], gaps: &[u32], look: Look, gap: u32) -> Option<usize> {
    let bare = matches!(look, Look::Capitals | Look::Bare { .. });
    let under_less = gaps.last().is_some_and(|last| *last < gap);
    let numbered = |look: Look| matches!(look, Look::Division(_) | Look::Numbered(..) | Look::Dotted(_));
    (bare && gap >= 2 && (under_less || gaps.len() == 1 && gap >= 3))
        .then(|| {
            open.iter().zip(gaps).position(|((look, _), other)| numbered(*look) && (2..=gap).contains(other))
        })
        .flatten()
}

/// Where a look closes open ones that are deeper by their nature, though it was not seen before.
fn shallower(open: &[(Look, u8)], look: Look) -> Option<usize> {
    let rank = |look: Look| match look {
        Look::Hashed(level) => Some((0, usize::from(level))),
        Look::Bare { indent, nest } => Some((3 + usize::from(indent), usize::from(nest))),
        Look::Name => Some((3, 8)),
        Look::Again => Some((3, 9)),
        Look::Dotted(parts) => Some((1, usize::from(parts))),
        Look::Outdented(indent) => Some((5, indent as usize)),
        Look::Underlined('=') => Some((2, 0)),
        Look::Underlined('-') => Some((2, 1)),
        Look::Underlined(_) => Some((2, 2)),
        _ => None,
    };
    if matches!(look, Look::Division(_)) {
        // A chapter stands under parts and under nothing that is no division.
        return open.iter().position(|(other, _)| !matches!(other, Look::Division(_)));
    }
    if let Look::Framed(stroke, deep) = look {
        // A frame stands over all that has none.
        let over = |other: Look| match other {
            Look::Framed(own, other) => own != stroke || other < deep,
            Look::Division(_) | Look::Hashed(_) => true,
            _ => false,
        };
        return open.iter().position(|(other, _)| !over(*other));
    }
    if look == Look::Capitals {
        // Capitals stand over a line without them.
        return open.iter().position(|(other, _)| matches!(other, Look::Bare { .. }));
    }
    if look == Look::Version {
        let plain =
            |look: &Look| matches!(look, Look::Bare { .. } | Look::Capitals | Look::Name | Look::Again);
        return open.iter().position(|(other, _)| plain(other));
    }
    let (family, depth) = rank(look)?;
    open.iter().position(|(other, _)| {
        rank(*other).is_some_and(|(other_family, other_depth)| family == other_family && other_depth >= depth)
    })
}
