//! A table of contents: a list of the headings that follow. The page has one of its own, so the
//! text's is set apart; and what it lists is known to be a heading.

use super::heading;
use super::line::Line;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

const HEADS: [&str; 16] = [
    "arrangement of sections",
    "arrangement of clauses",
    "list of chapters",
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "table des matières",
    "sommaire",
    "índice",
    "indice",
    "contenido",
    "содержание",
    "оглавление",
    "目录",
    "目錄",
];

/// A table of contents: its lines, and those of the text that it lists.
pub struct Contents {
    pub lines: Range<usize>,
    pub listed: Vec<Listed>,
}

/// A line that a table of contents lists, and how deep by its number: 2.1 is at 2, and 0 says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    pub line: usize,
    pub depth: u8,
}

/// The most lines that one takes.
const LONGEST: usize = 600;

/// The table of contents of a text, if what it lists follows.
pub fn find(text: &str, lines: &[Line]) -> Option<Contents> {
    let mut heads = (0..lines.len().min(3000)).filter(|at| is_head(&lines[*at], text)).take(3).peekable();
    if heads.peek().is_none() {
        return counted(text, lines);
    }
    heads.find_map(|head| under(text, lines, head))
}

/// Whether a line is the name of a table of contents and nothing else.
pub fn is_head(line: &Line, text: &str) -> bool {
    let words = line.words(text).trim_end_matches([':', '.']);
    !line.is_blank() && line.width <= 30 && HEADS.contains(&words.to_lowercase().as_str())
}

/// The table of contents under its name, if what it lists follows.
fn under(text: &str, lines: &[Line], head: usize) -> Option<Contents> {
    let last_line = lines.len().min(head + LONGEST);
    let places = Places::of(text, lines, head + 1..last_line);
    let mut end = head + 1;
    let mut first: Option<Letters> = None;
    let (mut entries, mut listed) = (0, Vec::new());
    let (mut open, mut last) = (None, head);
    let (mut more, mut numbered, mut led) = (0, false, 0);
    for (at, line) in lines[..last_line].iter().enumerate().skip(head + 1) {
        if line.is_blank() {
            continue;
        }
        let bare = bare(line.words(text));
        // Numbers of pages or sections stand by themselves in a copy of printed pages.
        if is_counted(bare) && (led > 0 || is_led_soon(text, &lines[at + 1..])) {
            last = at;
            end = if led > 0 { at + 1 } else { end };
            continue;
        }
        led += usize::from(is_led(line.words(text)));
        let key = Letters::of(bare);
        let unnumbered = Letters::of(without_number(bare));
        // Where the first entry comes again, the text itself begins.
        if first.is_some_and(|first| first == key || first == unnumbered) {
            if open.is_some() {
                end = last + 1;
            }
            break;
        }
        last = at;
        let joined = open.map_or(key, |open: Letters| open.and(bare));
        let place = [key, joined, unnumbered].into_iter().find_map(|key| places.after(key, at));
        let entry = place.is_some() || bare.len() < line.words(text).len();
        // An entry may run over two lines; over four, if it is numbered.
        more = if entry || open.is_none() { 0 } else { more + 1 };
        if !entry && (more > if numbered { 3 } else { 0 } || line.width > 90) {
            break;
        }
        numbered = if open.is_none() { depth(bare) > 0 } else { numbered };
        open = Some(joined).filter(|key| !entry && *key != Letters::of(""));
        if entry {
            entries += 1;
            listed.extend(place.map(|line| Listed { line, depth: depth(bare) }));
            end = at + 1;
        }
        first.get_or_insert(key);
    }
    listed.retain(|place| place.line >= end);
    // What leads the eye to the number of a page is proof enough.
    let proven = listed.len() * 10 >= entries * 6 || led >= 5 && led * 2 >= entries;
    (entries >= 3 && proven).then_some(Contents { lines: head..end, listed })
}

/// Whether a line is nothing but the number of a page or a section: `12`, `4.1.1`, `xiv`.
fn is_counted(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        || words.bytes().all(|byte| b"ivxlc".contains(&byte))
}

/// Whether dots lead from a line's words to its end or to the number of a page: `Purpose . . . . 12`.
fn is_led(words: &str) -> bool {
    let led = words.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    led.ends_with(". . . .") || led.ends_with(".....") || led.ends_with("……")
}

/// Whether one of the next lines is led to its end.
fn is_led_soon(text: &str, lines: &[Line]) -> bool {
    lines.iter().take(12).filter(|line| !line.is_blank()).take(4).any(|line| is_led(line.words(text)))
}

/// A table of contents without a name: lines under one another that count through sections and their parts,
/// of which the first come again.
fn counted(text: &str, lines: &[Line]) -> Option<Contents> {
    /// It stands near the beginning, and has no fewer entries.
    const WITHIN: usize = 120;
    const LEAST: usize = 8;
    let depths = |at: usize| lines.get(at).map_or(0, |line| depth(line.words(text)));
    let start = (0..lines.len().min(WITHIN)).find(|at| depths(*at) > 0 && depths(at + 1) > 0)?;
    let end = (start..lines.len().min(start + LONGEST)).find(|at| depths(*at) == 0)?;
    let deep = (start..end).any(|at| depths(at) > 1);
    let places = Places::of(text, lines, start..end);
    let place = |at: usize| places.after(Letters::of(bare(lines[at].words(text))), end - 1);
    let listed: Vec<Listed> =
        (start..end).filter_map(|at| Some(Listed { line: place(at)?, depth: depths(at) })).collect();
    let first = (start..end).take(LEAST - 3).all(|at| place(at).is_some());
    (deep && end - start >= LEAST && first && lines[end].is_blank())
        .then_some(Contents { lines: start..end, listed })
}

/// The parts of the number that opens an entry: 3 of `2.3.1 Electricity`, 0 where none does.
fn depth(words: &str) -> u8 {
    let number =
        &words[..words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len()];
    let rest = &words[number.len()..];
    let parts = number.split('.').filter(|part| !part.is_empty()).count();
    let counts =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.split('.').all(|part| part.len() <= 2);
    let named = rest.starts_with([' ', '\t']) && rest.contains(char::is_alphabetic);
    if counts && named { u8::try_from(parts).unwrap_or(0) } else { 0 }
}

/// Where the entries of a table of contents stand last as lines of their own, or as heads of two lines.
struct Places(HashMap<Letters, usize>);

impl Places {
    /// Looks below the first of the lines for what they may list.
    fn of(text: &str, lines: &[Line], listing: Range<usize>) -> Places {
        let wanted = wanted(text, lines, listing.clone());
        let mut places = HashMap::new();
        let mut take = |key: Letters, at: usize| {
            if wanted.contains(&key) {
                places.insert(key, at);
            }
        };
        let mut before: Option<(usize, Letters)> = None;
        let mut over: Option<(usize, Letters)> = None;
        for (at, line) in lines.iter().enumerate().skip(listing.start) {
            if line.is_blank() {
                continue;
            }
            if line.width > 90 {
                before = None;
                continue;
            }
            let words = heading::bare(line.words(text));
            if let Some((place, above)) = before.take().filter(|(place, _)| at - place <= 3) {
                let head = lines[place].words(text);
                if heading::division(head).is_some() {
                    let number = head.rsplit(' ').next().unwrap_or(head);
                    take(Letters::of(number).and(words), place);
                }
                let joined = above.and(words);
                take(joined, place);
                if let Some((top, over)) = over.filter(|(top, _)| at - top <= 3) {
                    take(Letters::and(over, words), top);
                }
                over = Some((place, joined));
            }
            let key = Letters::of(words);
            take(key, at);
            before = Some((at, key));
        }
        Places(places)
    }

    /// Where an entry stands, if below a line.
    fn after(&self, key: Letters, line: usize) -> Option<usize> {
        self.0.get(&key).copied().filter(|place| *place > line)
    }
}

/// All that will be looked for: a line of the contents, the same without its number, and with the line above.
fn wanted(text: &str, lines: &[Line], listing: Range<usize>) -> HashSet<Letters> {
    let mut wanted = HashSet::new();
    let (mut above, mut over): (Option<Letters>, Option<Letters>) = (None, None);
    for line in lines[listing].iter().filter(|line| !line.is_blank()) {
        let bare = bare(line.words(text));
        let key = Letters::of(bare);
        wanted.extend([key, Letters::of(without_number(bare))]);
        let joined = above.map(|above| above.and(bare));
        wanted.extend(joined.into_iter().chain(over.map(|over| over.and(bare))));
        (over, above) = (joined, Some(key));
    }
    wanted
}

/// An entry without the number that opens it: `2.3.1<tab>Electricity`, `1. Purpose`.
fn without_number(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.len() < words.len() && rest.starts_with([' ', '\t']) { rest.trim_start() } else { words }
}

/// An entry without its page number and what leads the eye to it.
fn bare(words: &str) -> &str {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = words.len() - rest.len();
    let led = rest.trim_end_matches(['.', '·', '…', '_', ' ', '\t', '\u{a0}']);
    let leads = rest.len() - led.len() >= 2 || rest.ends_with('\t');
    let paged = (1..=4).contains(&number) && leads || number == 0 && is_led(words);
    if paged && !led.is_empty() { led } else { words }
}

/// The letters and digits of some words, small, as one number (FNV-1a): it takes no memory, and more words may follow.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Letters(u64);

impl Letters {
    fn of(words: &str) -> Letters {
        Letters(0xcbf2_9ce4_8422_2325).and(words)
    }

    fn and(self, words: &str) -> Letters {
        let add = |state: u64, c: u32| (state ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        if words.is_ascii() {
            let letters = words.bytes().filter(u8::is_ascii_alphanumeric);
            return Letters(letters.fold(self.0, |state, c| add(state, u32::from(c.to_ascii_lowercase()))));
        }
        let letters = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        Letters(letters.fold(self.0, |state, c| add(state, u32::from(c))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn a_table_of_contents_is_set_apart_and_its_entries_are_headings() {
        let text = "A SHORT HISTORY\n\nCONTENTS\n\nIntroduction ............ 1\nthe first plan .......... 5\nOf Much Else ............ 12\n\nIntroduction\n\nIt began in the year of the great famine, when there was nothing left to plan for.\n\nthe first plan\n\nIt was made in the year after, and everybody had a part in it.\n\nOf Much Else\n\nAnd so on.\n";
        let seen = outline(text);
        assert!(!seen.contains("...") && !seen.contains("CONTENTS"), "{seen}");
        assert_eq!(seen.matches("heading2: ").count(), 3, "{seen}");
    }

    #[test]
    fn a_list_of_contents_that_do_not_follow_stays() {
        let seen = outline(
            "THE BOX\n\nContents\n\nOne hammer\nTwo nails\nThree planks\n\nThe box is closed, and nobody has opened it in the years since it was made.\n",
        );
        assert!(seen.contains("hammer") && seen.contains("Contents"), "{seen}");
    }

    #[test]
    fn a_chapters_number_and_name_are_one_heading() {
        let text = "Contents\n\n CHAPTER I.   Down the Rabbit-Hole\n CHAPTER II.  The Pool of Tears\n CHAPTER III. A Caucus-Race\n\nCHAPTER I.\nDown the Rabbit-Hole\n\nAlice was beginning to get very tired of sitting by her sister.\n\nCHAPTER II.\nThe Pool of Tears\n\nCuriouser and curiouser, cried Alice, for she was so much surprised.\n\nCHAPTER III.\nA Caucus-Race\n\nThey were indeed a queer-looking party that assembled on the bank.\n";
        let seen = outline(text);
        assert!(seen.starts_with("heading2: CHAPTER I. Down the Rabbit-Hole\nparagraph: Alice"), "{seen}");
        assert_eq!(seen.matches("heading2: CHAPTER").count(), 3, "{seen}");
    }
}
