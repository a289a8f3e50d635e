//! Headings without a number: what a line must look like, and how deep each look stands.

use super::chunk::{Chunk, Form, Role};
use super::marker::{Delimiter, Numbering, Sign};
use super::sheet::{Sheet, starts_upper};
use std::collections::{HashMap, HashSet};

/// A heading has no more words than this.
const MOST_WORDS: usize = 16;
/// Nor more columns.
const WIDEST: u32 = 110;

/// Whether words could be a heading: short, begun like a name, not ended like a sentence.
pub fn is_title_like(words: &str) -> bool {
    starts_upper(bare(words)) && is_short_name(words)
}

/// The same without regard to capitals: `kube-scheduler`, `static files`.
pub fn is_short_name(words: &str) -> bool {
    if words.len() > 4 * WIDEST as usize {
        return false;
    }
    let words = without_abbreviation(bare(words));
    let stops =
        ['.', ',', ';', ':', '…', '。', '，', '；', '：', '、', '-', '—', '{', '}', '\\', '|', '=', '/', '>'];
    !words.ends_with(stops)
        && begins_well(words)
        && super::line::columns(words) <= WIDEST
        && (1..=MOST_WORDS).contains(&words.split_whitespace().count())
        && words.chars().any(char::is_alphabetic)
        && !holds_sentences(words)
        && !words.contains("://")
}

/// The words without an abbreviation at their end, whose stop ends no sentence: `e. V.`, `Inc.`
fn without_abbreviation(words: &str) -> &str {
    const ENDINGS: [&str; 14] = [
        " e. V.", " e.V.", " Inc.", " Ltd.", " Co.", " Corp.", " Jr.", " Sr.", " Bros.", " etc.", " u.s.w.",
        " u. a.", " M.D.", " Ph.D.",
    ];
    if !words.ends_with(".") {
        return words;
    }
    let ending = ENDINGS.iter().find_map(|ending| words.strip_suffix(ending));
    ending.map_or(words, |rest| rest.trim_end_matches([',', ' ']))
}

/// Whether words name a thing of a program: `fs.access(path)`, `tag-version`, `1.4.0 / 2014-12-18`. A heading may, and so may
/// a line of code: that a file has several of them by themselves decides.
pub fn is_name(words: &str) -> bool {
    let words = bare(words);
    if names_option(words) {
        return true;
    }
    if words.is_empty() || words.len() > 70 || words.ends_with(['.', ',', ';', ':', '!', '{', '\\']) {
        return false;
    }
    let count = words.split(' ').take(7).count();
    if count > 6 {
        return false;
    }
    if is_version(words) {
        return true;
    }
    let opens = words.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '.');
    let code = || [" = ", "&&", "||", "://", "; ", "{"].iter().any(|sign| words.contains(sign));
    let called = words.contains('(') && (words.ends_with(')') || words.contains(" -> "));
    let inner =
        |sign: char| words.split(' ').next().is_some_and(|first| first.trim_matches(sign).contains(sign));
    let lower = words.starts_with(char::is_lowercase) && count <= 3;
    opens && (called || lower || count <= 2 && ['.', '_', ':', '-'].into_iter().any(inner)) && !code()
}

/// Whether words are a name of a program's thing and plainly nothing else: a call, or one word without a capital.
fn names_thing(words: &str) -> bool {
    is_call(words) || is_name(words) && !starts_upper(words) && !words.contains(' ')
}

/// `--watch`, `-c FILE`, `-p, --print "script"`: an option of a command and no more of it than it takes.
fn names_option(words: &str) -> bool {
    let name = words.strip_prefix("--").or_else(|| words.strip_prefix('-')).unwrap_or("");
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && words.len() <= 60
        && words.split(' ').count() <= 4
        && !words.ends_with(['.', ';', ',', ':', '-'])
}

/// Whether words are one call of a function and nothing else: `fs.access(path[, mode])`, `new Agent(options)`.
pub fn is_call(words: &str) -> bool {
    let words = bare(words);
    let called = words.strip_prefix("new ").unwrap_or(words);
    let name = called.split('(').next().unwrap_or("");
    let inner = called.get(name.len() + 1..).and_then(|rest| rest.strip_suffix(')')).unwrap_or("\"");
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | ':'))
        && !inner.contains(['"', '\'', '{', ';', '(', '='])
        && words.len() <= 90
}

/// `1.4.0`, `v2.0.0-beta.1 (2020-01-01)`, `[0.3.1] - 2024-05-06`: the heads of a list of changes.
fn is_version(words: &str) -> bool {
    let number = words.trim_start_matches("Version ").trim_start_matches(['v', '[']);
    let digits = number.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or("");
    digits.matches('.').count() >= 1 && digits.split('.').all(|part| (1..=4).contains(&part.len()))
}

/// Whether a line names a version, and its day, and nothing else: `Release v2.6.22`, `2.0.0 / 2020-01-01`.
pub fn names_version(words: &str) -> bool {
    if words.len() > 60
        || !words.bytes().any(|byte| byte.is_ascii_digit())
        || super::sheet::ends_sentence(words)
    {
        return false;
    }
    let mut rest = words.split(' ').peekable();
    if rest.peek().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')) {
        rest.next();
    }
    let says =
        |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || matches!(word, "/" | "-" | "–" | "—");
    rest.next().is_some_and(is_version) && rest.all(says) || is_day(words)
}

/// `Unreleased`, `[Unreleased]`: the head over what the next version will bring.
fn is_to_come(words: &str) -> bool {
    words.trim_start_matches('[').trim_end_matches(']').eq_ignore_ascii_case("unreleased")
}

/// `2014-10-06`, `20141006`: nothing but a day in figures.
fn is_day(words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    digits == 8
        && words.starts_with(['1', '2'])
        && matches!(words.bytes().filter(|byte| *byte == b'-').count(), 0 | 2)
        && words.len() <= 10
        && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// `Label: value`, as lines of metadata have it: a heading may too, but not several in a row.
pub fn is_labelled(words: &str) -> bool {
    words
        .split_once(": ")
        .is_some_and(|(label, _)| label.split(' ').count() <= 3 && division(words).is_none())
}

/// The words without `[edit]` and reference marks at their end.
pub fn bare(words: &str) -> &str {
    if words.bytes().next_back().is_some_and(|last| last.is_ascii_graphic() && last != b']' && last != b'*') {
        return words;
    }
    let mut words = words.trim_end();
    while let Some(open) = words
        .strip_suffix(']')
        .and_then(|rest| rest.rfind('['))
        .filter(|open| words.len() - open <= 22 && *open > 0)
    {
        words = words[..open].trim_end();
    }
    words.trim_end_matches(['¹', '²', '³', '*', '†', '‡'])
}

/// The `[edit]` that MediaWiki puts after a heading.
pub fn edit_mark(words: &str) -> Option<usize> {
    const MARKS: [&str; 7] =
        ["[edit]", "[edit source]", "[edit | edit source]", "[编辑]", "[編輯]", "[править]", "[modifier]"];
    if !words.ends_with("]") {
        return None;
    }
    MARKS.iter().find_map(|mark| words.strip_suffix(mark)).map(|rest| rest.trim_end().len())
}

fn begins_well(words: &str) -> bool {
    // A pictograph may stand before the words.
    let words = words.trim_start_matches(is_pictograph).trim_start();
    let first = words.chars().next().unwrap_or(' ');
    first.is_alphanumeric()
        || matches!(
            first,
            '"' | '“'
                | '‘'
                | '\''
                | '('
                | '¿'
                | '¡'
                | '«'
                | '`'
                | '§'
                | '_'
                | '.'
                | '$'
                | '@'
                | '<'
                | '「'
                | '《'
                | '【'
                | '&'
                | ':'
        )
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// Whether a sentence ends inside the words. Initials and numbers end none.
fn holds_sentences(words: &str) -> bool {
    let bytes = words.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b'.' | b'!' | b'?' | 0xe3)) {
        return false;
    }
    words.match_indices(['.', '!', '?', '。']).any(|(at, mark)| {
        if mark == "。" {
            return at + mark.len() < words.len();
        }
        let word = words[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let spaced = bytes.get(at + 1) == Some(&b' ');
        let next_upper = words[at + 1..].trim_start().chars().next().is_some_and(char::is_uppercase);
        spaced && next_upper && (mark != "." || word.chars().count() > 3)
    })
}

/// Whether words are all in capitals (and could have been otherwise).
pub fn is_capitals(words: &str) -> bool {
    !words.chars().any(char::is_lowercase) && words.chars().filter(|c| c.is_uppercase()).take(3).count() == 3
}

/// Capitals by choice: not an abbreviation such as `DNS`, nor the name of a constant.
fn is_shouted(words: &str) -> bool {
    let words = bare(words);
    let marked = words.contains(' ') || words.len() >= 8 || words.ends_with('.');
    is_capitals(words) && !words.contains('_') && marked
}

/// Words that open the numbered heads of books and laws.
const DIVISIONS: [&str; 19] = [
    "chapter ",
    "part ",
    "book ",
    "section ",
    "act ",
    "scene ",
    "volume ",
    "canto ",
    "article ",
    "appendix ",
    "letter ",
    "lecture ",
    "kapitel ",
    "teil ",
    "chapitre ",
    "глава ",
    "часть ",
    "письмо ",
    "brief ",
];

/// The place of the appendix among them.
const APPENDIX: usize = 9;

/// `Chapter IV`, `Part 2: The Plan`, `第三章`: which division of a book it opens, by place in the list.
pub fn division(words: &str) -> Option<usize> {
    let latin = |name: &str| {
        words.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    // Most words open none, as is seen by their first letter.
    let opens = match words.chars().next()? {
        first if first.is_ascii() => {
            b"cpbsavlkt".contains(&(first as u8).to_ascii_lowercase())
                && DIVISIONS.iter().any(|name| latin(name))
        }
        first => "гГчЧпП第".contains(first),
    };
    if !opens {
        return None;
    }
    let lower: String = words.chars().take(24).flat_map(char::to_lowercase).collect();
    if let Some(rest) = words.strip_prefix('第') {
        let unit = rest.chars().take(6).find(|c| matches!(c, '章' | '节' | '節' | '编' | '卷' | '部'))?;
        return Some(DIVISIONS.len() + unit as usize);
    }
    let at = DIVISIONS.iter().position(|division| lower.starts_with(division))?;
    let rest = &lower[DIVISIONS[at].len()..];
    let label = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let numbered = label.bytes().next().is_some_and(|b| b.is_ascii_digit())
        || super::marker::roman_value(label).is_some()
        || label.chars().count() == 1
        || label == "the"
        || spelled(label).is_some();
    numbered.then_some(at)
}

/// The numbers that books spell out, and the beginnings of those that decline.
const SPELLED: [&[&str]; 12] = [
    &["one", "first", "eins", "erst", "premier", "première", "un", "перв"],
    &["two", "second", "zwei", "zweit", "deux", "deuxième", "втор"],
    &["three", "third", "drei", "dritt", "trois", "troisième", "трет"],
    &["four", "fourth", "vier", "viert", "quatre", "quatrième", "четвёрт", "четверт"],
    &["five", "fifth", "fünf", "fünft", "cinq", "пят"],
    &["six", "sixth", "sechs", "sechst", "шест"],
    &["seven", "seventh", "sieben", "siebt", "sept", "седьм"],
    &["eight", "eighth", "acht", "huit", "восьм"],
    &["nine", "ninth", "neun", "neunt", "neuf", "девят"],
    &["ten", "tenth", "zehn", "zehnt", "dix", "десят"],
    &["eleven", "eleventh", "elf", "elft", "onze", "одиннадцат"],
    &["twelve", "twelfth", "zwölf", "zwölft", "douze", "двенадцат"],
];

/// The value of a number in words, in small letters.
pub fn spelled(word: &str) -> Option<u32> {
    let endings = ["", "e", "er", "es", "en", "ый", "ая", "ое", "ой", "ий", "ья", "ье"];
    let is = |stem: &&str| word.strip_prefix(*stem).is_some_and(|ending| endings.contains(&ending));
    SPELLED.iter().zip(1..).find(|(stems, _)| stems.iter().any(is)).map(|(_, value)| value)
}

/// Whether two lines are one head: `CHAPTER I.` and under it, with no line between, its title.
pub fn is_second_line(line: &str, next: &str) -> bool {
    let number = line.trim_end_matches(['.', ':']);
    division(line).is_some()
        && number.split(' ').count() == 2
        && next.starts_with(|c: char| !c.is_ascii_digit())
        && is_title_like(next)
        && next.split(' ').count() <= 12
}

/// The look of a heading. Headings of one look have one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Underlined(char),
    Hashed(u8),
    Division(usize),
    /// Numbered `1.2.3`: the number of parts.
    Dotted(u8),
    Numbered(Numbering, Delimiter),
    Capitals,
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
        return Look::Outdented(chunk.indent);
    }
    if names_version(words) || is_to_come(words) {
        return Look::Version;
    }
    if is_shouted(words) {
        return Look::Capitals;
    }
    Look::Bare { indent: chunk.indent > sheet.base + 1, nest: 0 }
}

/// Gives every heading its level: looks in the order in which they open inside one another.
/// The title is 1, so the first look is 2, and no level is skipped on the way down.
pub fn levels(sheet: &Sheet, chunks: &mut [Chunk]) {
    let mut open: Vec<(Look, u8)> = Vec::new();
    let mut gaps: Vec<u32> = Vec::new();
    let mut under = 0;
    let series = through(sheet, chunks);
    let versions = Versions::of(sheet, chunks);
    let again = repeated(sheet, chunks);
    let shouts = shouts(sheet, chunks);
    let mut last = 1;
    let mut seen = 0;
    for at in 0..chunks.len() {
        if chunks[at].role != Role::Heading {
            continue;
        }
        let mut look = look(sheet, &chunks[at]);
        if let Some((like, _)) = series.as_ref().filter(|(_, beside)| beside.contains(&at)) {
            look = *like;
        }
        // What is said of a version stands under it, whatever it looks like.
        let held = versions.holds(sheet, chunks, at).then(|| place_of(&open, Look::Version)).flatten();
        let floor = held.map_or(0, |version| version + 1);
        if held.is_some() && look == Look::Capitals {
            look = Look::Bare { indent: false, nest: 0 };
        }
        // A short word in capitals, such as `BUGS`, is one more of those that are plainly so by choice.
        let short =
            matches!(look, Look::Bare { .. }) && is_capitals(bare(sheet.words(chunks[at].lines.start)));
        let directly = at > 0 && chunks[at - 1].role == Role::Heading;
        if shouts && short && held.is_none() && !directly {
            look = Look::Capitals;
        }
        if let Look::Bare { indent: false, .. } = look {
            let words = bare_words(sheet, &chunks[at]);
            if again.contains(&words) || again.contains(label(&words)) {
                look = Look::Again;
            } else if names_thing(sheet.words(chunks[at].lines.start)) {
                look = Look::Name;
            }
        }
        if let Look::Bare { nest, .. } = &mut look {
            under = nested(sheet, chunks, at, under);
            *nest = under;
        }
        let gap = chunks[at].before;
        // The first version directly under a heading among others, such as `Changes`, opens under it.
        let opens = look == Look::Version && seen > 1 && chunks[at - 1].role == Role::Heading;
        seen += 1;
        let place = place_of(&open[floor..], look)
            .or_else(|| spaced(&open[floor..], &gaps[floor..], look, gap))
            .or_else(|| shallower(&open[floor..], look).filter(|_| !opens));
        if let Some(place) = place.map(|place| floor + place) {
            open.truncate(place);
            gaps.truncate(place);
        }
        let listed = sheet.depths.get(&sheet.lines[chunks[at].lines.start].from).filter(|depth| **depth > 0);
        let level =
            listed.map_or_else(|| open.last().map_or(2, |(_, level)| level + 1), |depth| depth + 1).min(6);
        let level = level.min(last + 1);
        last = level;
        open.push((look, level));
        gaps.push(gap);
        chunks[at].level = level;
    }
}

/// Whether short words in capitals head several sections beside longer ones.
fn shouts(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let (mut long, mut short) = (0, 0);
    for chunk in chunks.iter().filter(|chunk| chunk.role == Role::Heading) {
        match look(sheet, chunk) {
            Look::Capitals => long += 1,
            Look::Bare { .. } if is_capitals(bare(sheet.words(chunk.lines.start))) => short += 1,
            _ => {}
        }
    }
    long > 0 && short > 1
}

/// The words of headings without a number that stand over more than one section, and the labels of several: `Example - A
/// pool`, `Parameter: Options`. A label that few calls of functions stand between is under these calls.
fn repeated(sheet: &Sheet, chunks: &[Chunk]) -> HashSet<String> {
    let (mut seen, mut labels) = (HashMap::<String, u32>::new(), HashMap::<String, u32>::new());
    let mut calls = 0;
    let bare = |chunk: &&Chunk| {
        chunk.role == Role::Heading && matches!(look(sheet, chunk), Look::Bare { indent: false, .. })
    };
    for chunk in chunks.iter().filter(bare) {
        calls += u32::from(is_call(sheet.words(chunk.lines.start)));
        let words = bare_words(sheet, chunk);
        *labels.entry(label(&words).to_owned()).or_default() += 1;
        *seen.entry(words).or_default() += 1;
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

/// The list of changes in a text: where its last version stands, and which heads stand under versions.
#[derive(Default)]
struct Versions {
    last: usize,
    under: HashSet<String>,
}

impl Versions {
    fn of(sheet: &Sheet, chunks: &[Chunk]) -> Versions {
        let is_version = |chunk: &Chunk| chunk.role == Role::Heading && look(sheet, chunk) == Look::Version;
        let Some(last) = chunks.iter().rposition(is_version) else { return Versions::default() };
        let mut inside = false;
        let mut under = HashSet::new();
        for chunk in chunks[..last].iter().filter(|chunk| chunk.role == Role::Heading) {
            match is_version(chunk) {
                true => inside = true,
                false if inside => drop(under.insert(bare_words(sheet, chunk))),
                false => {}
            }
        }
        Versions { last, under }
    }

    /// Whether a heading without a number is one of those that say what changed in a version.
    fn holds(&self, sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
        let plain = matches!(look(sheet, &chunks[at]), Look::Bare { .. } | Look::Capitals);
        plain && (at <= self.last || self.under.contains(&bare_words(sheet, &chunks[at])))
    }
}

/// The numbered headings that count through the whole text, and the headings without a number that stand beside them:
/// before the first and after the last, with text of their own. `Abstract`, `1. Introduction`, …, `Acknowledgements`.
fn through(sheet: &Sheet, chunks: &[Chunk]) -> Option<(Look, Vec<usize>)> {
    let headings: Vec<(usize, Look)> = (0..chunks.len())
        .filter(|at| chunks[*at].role == Role::Heading)
        .map(|at| (at, look(sheet, &chunks[at])))
        .collect();
    let counted = |look: &Look| matches!(look, Look::Numbered(..) | Look::Dotted(1));
    let bare = |look: &Look| matches!(look, Look::Bare { .. } | Look::Capitals);
    let (first, like) = headings.iter().find(|(_, look)| counted(look)).copied()?;
    let members: Vec<usize> = headings.iter().filter(|(_, look)| *look == like).map(|(at, _)| *at).collect();
    let last = *members.last()?;
    let value = |at: usize| match chunks[at].marker?.sign {
        Sign::Number { value, .. } => Some(value),
        Sign::Bullet(_) => None,
    };
    let counts = members.windows(2).all(|pair| value(pair[0]).map(|value| value + 1) == value(pair[1]));
    let inside = headings.iter().any(|(at, look)| (first..last).contains(at) && bare(look));
    if members.len() < 3 || !counts || inside {
        return None;
    }
    let own = |at: usize| {
        chunks[at].indent.abs_diff(chunks[first].indent) <= 1
            && chunks.get(at + 1).is_some_and(|next| !matches!(next.role, Role::Heading | Role::Title))
    };
    let outside = headings.iter().filter(|(at, look)| bare(look) && (*at < first || *at > last) && own(*at));
    Some((like, outside.map(|(at, _)| *at).collect()))
}

/// How deep a heading without any mark of its depth stands among its like. One that follows
/// another with nothing between is under it, and so are the next, until one has others under it.
fn nested(sheet: &Sheet, chunks: &[Chunk], at: usize, under: u8) -> u8 {
    let bare = |chunk: &Chunk| chunk.role == Role::Heading && matches!(look(sheet, chunk), Look::Bare { .. });
    let after = at > 0 && bare(&chunks[at - 1]);
    let over = chunks.get(at + 1).is_some_and(bare);
    let words = bare_words(sheet, &chunks[at]);
    match (after, over) {
        (true, _) => (under + 1).min(3),
        (false, true) => 0,
        _ if CLOSING.contains(&words.as_str()) => 0,
        _ => under,
    }
}

/// Whether words name a section that closes a text, where little may stand under it: `License`, and then `MIT`.
pub fn closes(words: &str) -> bool {
    const NAMES: [&str; 8] =
        ["license", "licence", "copyright", "author", "authors", "contact", "credits", "contributors"];
    let words = bare(words).trim_end_matches(':').to_lowercase();
    NAMES.contains(&words.as_str()) || CLOSING.contains(&words.as_str())
}

fn bare_words(sheet: &Sheet, chunk: &Chunk) -> String {
    bare(sheet.words(chunk.lines.start)).trim_end_matches(':').to_lowercase()
}

/// Names of sections that stand under no other.
const CLOSING: [&str; 18] = [
    "conclusion",
    "conclusions",
    "see also",
    "references",
    "notes",
    "further reading",
    "external links",
    "bibliography",
    "summary",
    "appendix",
    "what's next",
    "what’s next",
    "acknowledgements",
    "acknowledgments",
    "next steps",
    "introduction",
    "before you begin",
    "sources",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_sentences_are_told_apart() {
        for title in [
            "Conclusion",
            "What is socialism?",
            "The Life of J. S. Mill",
            "History[edit]",
            "\"The betrayed revolution\"",
            "CHAPTER IV",
        ] {
            assert!(is_title_like(title), "{title}");
        }
        for prose in
            ["He came. He saw", "as before", "It was so.", "On Unix:", "see https://example.org/", "…"]
        {
            assert!(!is_title_like(prose), "{prose}");
        }
    }
}
