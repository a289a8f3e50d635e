//! Headings without a number: what a line must look like.

use super::line::is_wide;
use super::sheet::starts_upper;
use crate::document::month;
use std::ops::Range;

/// A heading has no more words than this.
const MOST_WORDS: usize = 16;
/// Nor more columns.
const WIDEST: u32 = 110;

/// Whether words could be a heading: short, begun like a name, not ended like a sentence.
pub fn is_title_like(words: &str) -> bool {
    // Where a script without capitals follows, the name of a program may open a title: `kubectl 的用法`.
    let no_capitals = |words: &str| !words.is_ascii() && words.chars().any(is_wide);
    (starts_upper(bare(words)) || no_capitals(words)) && is_short_name(words)
}

/// The same without regard to capitals: `kube-scheduler`, `static files`.
pub fn is_short_name(words: &str) -> bool {
    is_name_within(words, MOST_WORDS, WIDEST)
}

/// The same, of a heading that takes two lines.
pub fn is_long_name(words: &str) -> bool {
    is_name_within(words, 2 * MOST_WORDS, 2 * WIDEST)
}

fn is_name_within(words: &str, most_words: usize, widest: u32) -> bool {
    if words.len() > 4 * widest as usize {
        return false;
    }
    let words = without_abbreviation(bare(words));
    let stops =
        ['.', ',', ';', ':', '…', '。', '，', '；', '：', '、', '-', '—', '{', '}', '\\', '|', '=', '/', '>'];
    !words.ends_with(stops)
        && begins_well(words)
        && super::line::columns(words) <= widest
        && (1..=most_words).contains(&words.split_whitespace().count())
        && words.chars().any(char::is_alphabetic)
        && !holds_sentences(words)
        && !words.contains("://")
        && !is_field(words)
}

/// `:Author: A. Keeper`: a field, as reStructuredText writes it.
fn is_field(words: &str) -> bool {
    let name = words.strip_prefix(':').and_then(|rest| rest.split_once(':')).map_or("", |(name, _)| name);
    name.starts_with(char::is_alphabetic) && !name.contains(char::is_whitespace)
}

/// Whether words end as no heading does, so that a sentence goes on: `The keeper may`, `They are asked to bring the`.
pub fn breaks_off(words: &str) -> bool {
    const OPEN: [&str; 22] = [
        "may", "must", "shall", "should", "might", "the", "a", "an", "of", "and", "or", "that", "is", "are",
        "und", "oder", "et", "ou", "y", "e", "и", "или",
    ];
    let mut words = words.trim_end().rsplit(' ');
    let last = words.next().unwrap_or("");
    words.next().is_some() && OPEN.contains(&last)
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

/// `~~~ A. ~~~`, `.:: Thanks ::.`, `* The mill *`: the bytes of what is between two ornaments, each the other's mirror.
pub fn ornaments(words: &str) -> Option<Range<usize>> {
    let stroke = |c: char| "~*=-–—.:•_<>·".contains(c);
    if !words.starts_with(stroke) || words.len() > 4 * WIDEST as usize {
        return None;
    }
    let open = words.find(' ')?;
    let close = words.rfind(' ').filter(|close| *close > open)?;
    let mirror = |c: char| match c {
        '<' => '>',
        '>' => '<',
        c => c,
    };
    let (before, after) = (&words[..open], &words[close + 1..]);
    // Most of what opens with a stroke is an item of a list.
    if !(before.chars().all(stroke) && before.chars().rev().map(mirror).eq(after.chars())) {
        return None;
    }
    let between = &words[open..close];
    let inner = between.trim();
    let named =
        is_title_like(inner.trim_end_matches(['.', ':'])) && !inner.contains("  ") && !says_page(inner);
    let start = open + (between.len() - between.trim_start().len());
    named.then(|| start..start + inner.len())
}

/// Whether an ornament is long enough to be none of a sentence: then one line is enough, and no series is needed.
pub fn is_ornate(words: &str) -> bool {
    ornaments(words).is_some_and(|inner| words[..inner.start].trim_end().chars().count() >= 3)
}

/// What stands between strokes and heads nothing: the number of a page, the head of a mail that is sent on.
pub fn says_page(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    let page = ["page ", "seite ", "p. ", "стр. "].iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    page || lower.ends_with(" message") || lower.starts_with("begin ") || lower.starts_with("end ")
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
pub fn names_thing(words: &str) -> bool {
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
    // `January 2026`, `(deprecated)`
    let told = |word: &str| {
        let name = word.trim_end_matches(',');
        let stated = word.starts_with('(') && word.ends_with(')') && word.len() <= 14;
        stated || name.len() >= 3 && month::number(&name.to_lowercase()).is_some()
    };
    rest.next().is_some_and(is_version) && rest.all(|word| says(word) || told(word)) || is_day(words)
}

/// `Event: 'close'`, `Parameter: ClientOptions`, `Class: fs.Dir`: the label before the name of a program's thing.
pub fn labelled_name(words: &str) -> Option<&str> {
    let (label, name) = words.split_once(": ").filter(|_| words.len() <= 90)?;
    let worded = label.split(' ').count() <= 2
        && label.starts_with(char::is_uppercase)
        && label.chars().all(|c| c.is_alphabetic() || c == ' ');
    let quoted = ['\'', '"', '`']
        .iter()
        .any(|sign| name.len() > 2 && name.starts_with(*sign) && name.ends_with(*sign));
    let humped =
        name.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let signed = name.contains('_') || name.split_once('.').is_some_and(|(_, rest)| !rest.is_empty());
    let thing = name.starts_with(char::is_alphabetic)
        && (humped || signed)
        && !name.contains(['/', '=', ':', '"'])
        && !name.ends_with(['.', ',', ';', '!', '?']);
    (worded && (!name.contains(' ') && (quoted || thing) || is_call(name))).then_some(label)
}

/// `Unreleased`, `[Unreleased]`: the head over what the next version will bring.
pub fn is_to_come(words: &str) -> bool {
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

/// The `[edit]` that MediaWiki puts after a heading, the `¶` of Sphinx.
pub fn edit_mark(words: &str) -> Option<usize> {
    const MARKS: [&str; 8] = [
        "¶",
        "[edit]",
        "[edit source]",
        "[edit | edit source]",
        "[编辑]",
        "[編輯]",
        "[править]",
        "[modifier]",
    ];
    if !words.ends_with([']', '¶']) {
        return None;
    }
    let words = MARKS.iter().find_map(|mark| words.strip_suffix(mark)).map(|rest| rest.trim_end().len());
    words.filter(|words| *words > 0)
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

pub fn is_pictograph(c: char) -> bool {
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
pub fn is_shouted(words: &str) -> bool {
    let words = bare(words);
    let marked = words.contains(' ') || words.len() >= 8 || words.ends_with('.');
    is_capitals(words) && !words.contains('_') && marked
}

/// Words that open the numbered heads of books and laws.
const DIVISIONS: [&str; 42] = [
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
    "titre ",
    "livre ",
    "título ",
    "capítulo ",
    "artículo ",
    "artikel ",
    "abschnitt ",
    "titolo ",
    "capitolo ",
    "articolo ",
    "hoofdstuk ",
    "rozdział ",
    "статья ",
    "anhang ",
    "annexe ",
    "apéndice ",
    "apêndice ",
    "appendice ",
    "bijlage ",
    "bilaga ",
    "приложение ",
    "додаток ",
    "kapittel ",
];

/// The place of the appendix among them.
pub const APPENDIX: usize = 9;
/// Its names in other languages, among the last of them.
const APPENDICES: std::ops::Range<usize> = 32..41;

/// `Chapter IV`, `Part 2: The Plan`, `第三章`: which division of a book it opens, by place in the list.
pub fn division(words: &str) -> Option<usize> {
    let latin = |name: &str| {
        words.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    // Most words open none, as is seen by their first letter.
    let opens = match words.chars().next()? {
        first if first.is_ascii() => {
            let first = (first as u8).to_ascii_lowercase();
            b"cpbsavlkthr".contains(&first)
                && DIVISIONS.iter().any(|name| name.as_bytes()[0] == first && latin(name))
        }
        first => "гГчЧпПсСдД第".contains(first),
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
        || matches!(label, "the" | "ier" | "ère" | "premier" | "unico" | "único")
        || spelled(label).is_some();
    numbered.then_some(if APPENDICES.contains(&at) { APPENDIX } else { at })
}

/// `CHAPTER 40. Midnight, Forecastle.`: a division with its number apart from its name, which may end as a sentence does.
pub fn opens_division(words: &str) -> bool {
    const LONGEST: u32 = 90;
    // Most lines are none, as their first letter tells.
    if division(words).is_none() {
        return false;
    }
    let mut parts = words.splitn(3, ' ').skip(1);
    let number = parts.next().unwrap_or("");
    let label = number.trim_end_matches(['.', ':', ',', '—', '–']);
    let name = parts.next().unwrap_or("");
    let apart = number.len() > label.len() || name.is_empty() || name.starts_with(['—', '–', '-']);
    let counted = label.bytes().all(|byte| byte.is_ascii_digit())
        || super::marker::roman_value(&label.to_lowercase()).is_some();
    let named = name
        .trim_start_matches(['—', '–', '-', ' '])
        .chars()
        .next()
        .is_none_or(|first| !first.is_lowercase());
    apart && counted && named && !label.is_empty() && super::line::columns(words) <= LONGEST
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

/// Whether words name a section that closes a text, where little may stand under it: `License`, and then `MIT`.
pub fn closes(words: &str) -> bool {
    const NAMES: [&str; 8] =
        ["license", "licence", "copyright", "author", "authors", "contact", "credits", "contributors"];
    let words = bare(words).trim_end_matches(':').to_lowercase();
    NAMES.contains(&words.as_str()) || CLOSING.contains(&words.as_str())
}

/// Names of sections that stand under no other.
pub const CLOSING: [&str; 18] = [
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
