//! Notes: where the text lists them, and which mark leads to which.

use super::chunk::{Chunk, Form, Role};
use super::marker::{Delimiter, Numbering, Sign};
use super::reference::{self, Marks, Series, Shape, Style, bracketed, is_label, is_sign, superscripted};
use super::sheet::Sheet;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// The notes of a text, and how its marks find them.
#[derive(Default)]
pub struct Book {
    pub notes: Vec<Entry>,
    by_label: HashMap<String, Vec<usize>>,
    /// Marks that nothing but their place in the text tells apart from other numbers: where each
    /// begins and ends, and its note.
    pub placed: BTreeMap<usize, (usize, usize)>,
    /// Marks such as `[1]` are this text's way to refer, so that one without a note is worth a warning.
    pub refers: bool,
    /// Marks stand after a blank, as in "see [1]".
    pub spaced: bool,
    /// Marks stand directly after a word, so that what stands after a blank is none.
    pub attached: bool,
    /// Where brackets open that are no marks.
    pub refused: HashSet<usize>,
    /// Labels of signs (`*`, `†`, `²`) that some note has.
    pub signs: Vec<char>,
}

/// One note, before its words are read.
pub struct Entry {
    pub label: String,
    /// Where the note begins in the seed.
    pub at: usize,
    /// Where its words begin, after label and marks of return.
    pub content: usize,
    /// Where the bracket ends that closes the note.
    pub closed_by: Option<usize>,
    /// Which of a list it is, if only its place (or a number the browser gave it) says so.
    counted: Option<u32>,
    /// Marks find it by its label.
    found: bool,
}

impl Book {
    /// The note that a mark leads to: the next of that label, for labels may begin anew with each page or section.
    pub fn find(&self, label: &str, at: usize) -> Option<usize> {
        let places = self.by_label.get(label)?;
        let next = places.partition_point(|note| self.notes[*note].at <= at);
        // A sign belongs to its page, and a label given twice to its section: neither reaches back.
        let reaches_back = places.len() == 1 && !label.starts_with(is_sign);
        places.get(next).or_else(|| places.last().filter(|_| reaches_back)).copied()
    }

    fn take(&mut self, entry: Entry) -> usize {
        self.signs.extend(entry.label.chars().next().filter(|c| is_sign(*c) && !self.signs.contains(c)));
        self.notes.push(entry);
        self.notes.len() - 1
    }

    fn index(&mut self) {
        for (place, entry) in self.notes.iter().enumerate().filter(|(_, entry)| entry.found) {
            self.by_label.entry(entry.label.clone()).or_default().push(place);
        }
    }
}

/// Finds the notes among the chunks, and gives them their role.
pub fn collect(sheet: &Sheet, chunks: &mut Vec<Chunk>) -> Book {
    let mut marks = reference::marks(sheet);
    marks.returned = chunks.iter().any(|chunk| is_returning(sheet, chunk));
    let stars =
        || chunks.iter().filter(|chunk| chunk.marker.is_some_and(|marker| marker.sign == Sign::Bullet('*')));
    marks.starred = stars().any(|chunk| !chunk.alone) || stars().count() > marks.stars;
    let mut book = Book {
        refers: marks.refers(),
        spaced: marks.are_spaced(),
        attached: marks.are_attached(),
        refused: marks.indexes.clone(),
        ..Book::default()
    };
    let mut feet = super::foot::part(sheet, chunks);
    let mut regions = vec![Region { zone: Zone::Text, text: 0..0, notes: 0..0, counted: 0 }];
    let mut at = 0;
    while at < chunks.len() {
        let heads = head(sheet, &chunks[at]);
        if heads != Zone::Text {
            let before = regions.last().map_or(0, |region| region.text.end);
            let none = book.notes.len()..book.notes.len();
            regions.push(Region { zone: heads, text: before..chunks[at].from, notes: none, counted: 0 });
            at += 1;
            continue;
        }
        let region = regions.last_mut().expect("the first region is the text");
        let end = listed(sheet, chunks, at, region, &mut book)
            .or_else(|| transcribed(sheet, chunks, at, &mut book))
            .unwrap_or(at);
        if end > at {
            at = end;
            continue;
        }
        if let Some(foot) = feet.remove(&chunks[at].from) {
            footed(&mut chunks[at], foot, &mut book);
            at += 1;
            continue;
        }
        if let Some(found) = shape(sheet, &chunks[at], &marks, region.zone, region.counted + 1) {
            region.counted = region.counted.max(found.entry.counted.unwrap_or(0));
            let place = book.take(found.entry);
            chunks[at].decide(Role::Note(place), found.rule, found.confidence);
            region.notes.end = book.notes.len();
        } else {
            follow(sheet, chunks, at, &book);
            // A call-out that says "Note" is no head of notes: prose stands under it.
            if region.zone == Zone::Notes && region.notes.is_empty() && is_long(sheet, &chunks[at]) {
                region.zone = Zone::Text;
            }
        }
        at += 1;
    }
    number(&marks.series(), &regions, &mut book.notes);
    book.index();
    over_notes(chunks);
    over_pages(sheet, chunks);
    book
}

/// Takes a note of the foot of a page, with the number in the text that leads to it.
fn footed(chunk: &mut Chunk, foot: super::foot::Foot, book: &mut Book) {
    let note = book.take(Entry {
        label: foot.label.to_string(),
        at: chunk.from,
        content: foot.content,
        closed_by: None,
        counted: None,
        found: false,
    });
    book.placed.insert(foot.mark.start, (foot.mark.end, note));
    chunk.decide(Role::Note(note), "a number at the foot of a page, after a word on that page", 0.85);
}

/// `1. ^ Text`: a number and a mark of return.
fn is_returning(sheet: &Sheet, chunk: &Chunk) -> bool {
    let last = sheet.lines[chunk.lines.start].to;
    chunk
        .marker
        .is_some_and(|marker| !marker.is_bullet() && returns(&sheet.text[marker.content..last]).is_some())
}

/// A paragraph of a line or more.
fn is_long(sheet: &Sheet, chunk: &Chunk) -> bool {
    chunk.role == Role::Paragraph
        && chunk.is_prose()
        && chunk.marker.is_none()
        && (!chunk.is_single() || sheet.lines[chunk.lines.start].width > 60)
}

/// A paragraph that breaks off over the notes of its page goes on under them.
fn over_pages(sheet: &Sheet, chunks: &mut Vec<Chunk>) {
    let plain = |chunk: &Chunk| {
        chunk.is_prose()
            && chunk.role == Role::Paragraph
            && chunk.marker.is_none()
            && chunk.quote == 0
            && !chunk.broken
            && !sheet.declares(chunk.lines.start)
    };
    let mut gone = Vec::new();
    for at in 1..chunks.len() {
        if !is_note(&chunks[at - 1]) || !plain(&chunks[at]) {
            continue;
        }
        let foot = |chunk: &Chunk| is_note(chunk) || chunk.role == Role::NoteHead;
        let Some(before) = chunks[..at].iter().rposition(|chunk| !foot(chunk)) else { continue };
        let (open, next) = (sheet.words(chunks[before].lines.end - 1), sheet.words(chunks[at].lines.start));
        let torn = !super::sheet::ends_sentence(open)
            && open.ends_with(|c: char| c.is_alphanumeric() || c == '-')
            && next.starts_with(char::is_lowercase)
            && chunks[before].lines.len() > 1;
        if torn && plain(&chunks[before]) && chunks[before].tail.is_none() {
            chunks[before].tail = Some(chunks[at].lines.clone());
            gone.push(at);
        }
    }
    let mut gone = gone.into_iter().peekable();
    let mut at = 0..;
    chunks.retain(|_| gone.next_if_eq(&at.next().unwrap_or(0)).is_none());
}

/// The part of a text under one heading of notes; the first is the text itself.
struct Region {
    zone: Zone,
    /// The bytes between the heading before and this one: what its notes are of.
    text: Range<usize>,
    notes: Range<usize>,
    /// How many of its notes only their place tells apart.
    counted: u32,
}

/// Gives the notes that have no label of their own the labels of the marks they answer to. Where two
/// lists could answer to the same marks and nothing decides, neither does: no link is better than a wrong one.
fn number(series: &[Series], regions: &[Region], notes: &mut [Entry]) {
    let counted: Vec<&Region> = regions.iter().filter(|region| region.counted > 0).collect();
    let numbers = series.iter().find(|series| series.style == Style::Numbers);
    let mut free: Vec<&Series> = series
        .iter()
        .filter(|series| series.style != Style::Numbers)
        .filter(|series| !notes.iter().any(|entry| entry.label == series.style.label(1)))
        .collect();
    let mut rest: Vec<&Region> = Vec::new();
    for region in &counted {
        let own = (region.zone == Zone::Notes && (counted.len() > 1 || numbers.is_none()))
            .then(|| free.iter().position(|series| series.last <= region.counted))
            .flatten();
        match own {
            Some(own) => relabel(&mut notes[region.notes.clone()], &free.remove(own).style),
            None => rest.push(region),
        }
    }
    let alike = rest.windows(2).all(|pair| pair[0].zone == pair[1].zone);
    let exact = |region: &&&Region| numbers.is_some_and(|series| series.last == region.counted);
    let claims: Vec<&Region> = if alike { rest } else { rest.iter().filter(exact).copied().collect() };
    if alike || claims.len() == 1 {
        for region in claims {
            relabel(&mut notes[region.notes.clone()], &Style::Numbers);
        }
    }
}

fn relabel(notes: &mut [Entry], style: &Style) {
    for entry in notes {
        if let Some(value) = entry.counted {
            entry.label = style.label(value);
            entry.found = true;
        }
    }
}

/// A paragraph after a note, set in under it, is more of the same note.
fn follow(sheet: &Sheet, chunks: &mut [Chunk], at: usize, book: &Book) {
    let Some(before) = at.checked_sub(1) else { return };
    let (Role::Note(place) | Role::NoteMore(place)) = chunks[before].role else { return };
    let chunk = &chunks[at];
    // What stands further in is set in the middle: a page number, the printer's name.
    const FURTHEST: u32 = 12;
    let least = chunks[before].indent.max(sheet.base)
        + if matches!(chunks[before].role, Role::Note(_)) { 2 } else { 0 };
    let set_in = (least..=least + FURTHEST).contains(&chunk.indent);
    let open = book.notes[place].closed_by.is_none();
    if open && set_in && chunk.is_prose() && !chunk.broken && chunk.marker.is_none() {
        chunks[at].decide(Role::NoteMore(place), "set in under a note", 0.8);
    }
}

/// A rule over nothing but notes only parts them from the text of their page.
fn over_notes(chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        if chunks[at - 1].form == Form::Rule && matches!(chunks[at].role, Role::Note(_)) {
            chunks[at - 1].decide(Role::NoteHead, "a rule over notes", 0.9);
        }
    }
}

/// Where in the text we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Text,
    /// Under a heading such as "Notes".
    Notes,
    /// Under one such as "References".
    References,
}

const NOTE_HEADS: [&str; 27] = [
    "notes",
    "note",
    "footnotes",
    "footnote",
    "endnotes",
    "explanatory notes",
    "anmerkungen",
    "fußnoten",
    "fussnoten",
    "notes de bas de page",
    "notas",
    "notas al pie",
    "notas de rodapé",
    "note a piè di pagina",
    "noten",
    "voetnoten",
    "fodnoter",
    "fotnoter",
    "przypisy",
    "poznámky",
    "примечания",
    "сноски",
    "примітки",
    "注释",
    "註釋",
    "注",
    "脚注",
];

const REFERENCE_HEADS: [&str; 24] = [
    "references",
    "citations",
    "notes and references",
    "references and notes",
    "normative references",
    "informative references",
    "works cited",
    "literature cited",
    "bibliography",
    "sources",
    "literatur",
    "einzelnachweise",
    "quellen",
    "références",
    "notes et références",
    "referencias",
    "referências",
    "riferimenti",
    "bibliografia",
    "литература",
    "источники",
    "参考文献",
    "參考文獻",
    "出典",
];

/// Whether a chunk is the heading of a list of notes.
fn head(sheet: &Sheet, chunk: &Chunk) -> Zone {
    if chunk.lines.len() > 2 || sheet.lines[chunk.lines.start].width > 40 {
        return Zone::Text;
    }
    let words = sheet.words(chunk.lines.start);
    let words = super::heading::bare(words)
        .trim_start_matches(|c: char| c == '#' || c.is_ascii_digit() || c == '.' || c == ' ')
        .trim_end_matches([':', '：'])
        .to_lowercase();
    if NOTE_HEADS.contains(&words.as_str()) {
        Zone::Notes
    } else if REFERENCE_HEADS.contains(&words.as_str()) {
        Zone::References
    } else {
        Zone::Text
    }
}

/// Whether a chunk is the heading of nothing but notes.
pub fn is_head(sheet: &Sheet, chunk: &Chunk) -> bool {
    head(sheet, chunk) != Zone::Text
}

/// A list of notes, 1 to the last, to which bare numbers in the text refer, each once and in order:
/// `(1)` with a block `(1) ...` at the end; a number glued to a word with `1. ...` under a heading of notes.
fn listed(sheet: &Sheet, chunks: &mut [Chunk], at: usize, region: &Region, book: &mut Book) -> Option<usize> {
    let counts = |at: usize| match chunks.get(at)?.marker?.sign {
        Sign::Number { numbering: Numbering::Decimal, delimiter, value, .. } => Some((delimiter, value)),
        _ => None,
    };
    let (delimiter, _) = counts(at).filter(|(_, value)| *value == 1)?;
    let count =
        (1..).take_while(|value| counts(at + *value as usize - 1) == Some((delimiter, *value))).count();
    let count = u32::try_from(count).ok()?;
    let end = at + count as usize;
    let glued = (Shape::Glued, 3, "numbers after words that the text counts through in order");
    let shapes = match delimiter {
        Delimiter::Parens => {
            vec![(Shape::Parens, 2, "numbers in parentheses that the text counts through in order")]
        }
        Delimiter::Paren => {
            vec![
                (
                    Shape::Closed,
                    2,
                    "numbers and parentheses after words that the text counts through in order",
                ),
                glued,
            ]
        }
        _ => vec![glued],
    };
    let headed = region.zone != Zone::Text && at > 0 && is_head(sheet, &chunks[at - 1]);
    let last = end == chunks.len() && at > 0 && chunks[at - 1].form == Form::Rule;
    let text = if headed { region.text.clone() } else { region.text.end..chunks[at].from };
    let (places, rule) = shapes.into_iter().find_map(|(shape, least, rule)| {
        let fits = count >= least && (headed || shape != Shape::Glued && last);
        let places = fits.then(|| reference::placed(sheet.text, text.clone(), 1..=count, shape)).flatten()?;
        Some((places, rule))
    })?;
    for (place, chunk) in places.into_iter().zip(&mut chunks[at..end]) {
        let marker = chunk.marker.expect("a chunk of the list has a marker");
        let label = sheet.text[place.clone()].trim_matches(['(', ')']).to_owned();
        let entry = Entry {
            label,
            at: chunk.from,
            content: marker.content,
            closed_by: None,
            counted: None,
            found: false,
        };
        let note = book.take(entry);
        book.placed.insert(place.start, (place.end, note));
        chunk.decide(Role::Note(note), rule, 0.85);
    }
    Some(end)
}

/// `[Footnote 1: Text]`, as transcribers of books write it: over several paragraphs until the bracket closes.
fn transcribed(sheet: &Sheet, chunks: &mut [Chunk], at: usize, book: &mut Book) -> Option<usize> {
    /// A note of more paragraphs is a bracket that nobody closed.
    const MOST: usize = 30;
    let words = sheet.words(chunks[at].lines.start);
    let rest =
        ["[Footnote", "[Note", "[Anmerkung", "[Fußnote"].iter().find_map(|open| words.strip_prefix(open))?;
    let (label, said) = rest.split_once(':').filter(|(label, _)| label.len() <= 8 && !label.contains(']'))?;
    let closes = |chunk: &Chunk| sheet.words(chunk.lines.end - 1).ends_with(']');
    let end =
        at + 1 + chunks[at..].iter().take(MOST).take_while(|chunk| chunk.is_prose()).position(closes)?;
    let from = chunks[at].from;
    let content = from + words.len() - said.trim_start().len();
    let label = label.trim();
    let entry = Entry {
        label: if label.is_empty() { "*".to_owned() } else { label.to_owned() },
        at: from,
        content,
        closed_by: Some(sheet.span(&chunks[end - 1].lines).end),
        counted: None,
        found: !label.is_empty(),
    };
    let note = book.take(entry);
    for (place, chunk) in (at..end).zip(&mut chunks[at..end]) {
        let role = if place == at { Role::Note(note) } else { Role::NoteMore(note) };
        chunk.marker = None;
        chunk.decide(role, "a note in brackets that calls itself one", 0.97);
    }
    Some(end)
}

struct Found {
    entry: Entry,
    rule: &'static str,
    confidence: f32,
}

/// The shape of a note, if the chunk has one.
fn shape(sheet: &Sheet, chunk: &Chunk, marks: &Marks, zone: Zone, ordinal: u32) -> Option<Found> {
    if !chunk.is_prose() {
        return None;
    }
    let line = &sheet.lines[chunk.lines.start];
    let words = line.words(sheet.text);
    let at = line.from;
    let found = |label: &str, counted: Option<u32>, content: usize, rule, confidence| {
        let content = content + blanks(&sheet.text[content..line.to.max(content)]);
        let entry = Entry {
            label: label.to_owned(),
            at,
            content,
            closed_by: None,
            counted,
            found: counted.is_none(),
        };
        Some(Found { entry, rule, confidence })
    };
    if let Some(content) = returns(words) {
        let noted = zone != Zone::Text || marks.refer_to("1", at) && words[content..].len() > 5;
        return noted
            .then(|| {
                found(&ordinal.to_string(), Some(ordinal), at + content, "a mark of return (^) opens it", 0.9)
            })
            .flatten();
    }
    // A box that is ticked is a task and no note.
    if let Some((label, bytes)) = bracketed(words).filter(|(label, _)| !label.eq_ignore_ascii_case("x")) {
        let known = marks.refer_to(label, at);
        let label_like = is_label(label) || zone != Zone::Text && !label.is_empty() && !label.contains(' ');
        let rest = words[bytes..].trim_start_matches([':', '.']);
        // The label of a long list may stand alone over its text, which then is set in, or is known to be referred to.
        let under = sheet.lines[chunk.lines.clone()].get(1).filter(|_| rest.is_empty());
        let over = under.is_some_and(|next| {
            next.indent > line.indent || known && zone != Zone::Text && !label.is_empty()
        });
        let content = under.filter(|_| over).map_or(line.to - rest.len(), |next| next.from);
        let spaced = rest.starts_with(super::line::is_blank) || over;
        return (label_like && spaced && (known || zone != Zone::Text))
            .then(|| found(label, None, content, "its label in brackets opens it", 0.95))
            .flatten();
    }
    if let Some((label, bytes)) = superscripted(words) {
        // Circles count the items of lists as well.
        let listed = label.is_ascii() || zone != Zone::Text;
        return (listed && marks.raise(&label, at))
            .then(|| found(&label, None, at + bytes, "a raised number opens it", 0.9))
            .flatten();
    }
    if let Some((label, bytes)) = signed(words) {
        let listed = marks.starred && label == "*" && words[bytes..].starts_with(' ');
        return (marks.sign_before(label, at) && chunk.alone && !listed)
            .then(|| found(label, None, at + bytes, "a sign that the text above has after a word", 0.85))
            .flatten();
    }
    if let Some((label, bytes)) = named(words) {
        return found(label, None, at + bytes, "its name and a mark of return (^) open it", 0.95);
    }
    numbered(sheet, chunk, marks, zone).and_then(|(label, counted, content, rule, confidence)| {
        found(&label, counted, content, rule, confidence)
    })
}

/// `note 1. ^ Text`: a label of two words before the mark of return, and the bytes of both.
fn named(words: &str) -> Option<(&str, usize)> {
    let head = &words[..super::words::floor(words, words.len().min(40))];
    let open = head.find(['^', '↑'])?;
    let label = head[..open].trim_end().trim_end_matches('.');
    let bytes = open + returns(&words[open..])?;
    (label.contains(' ') && is_label(label)).then_some((label, bytes))
}

/// `1. ^ Text` anywhere, `1. Text` under the heading of notes when the text refers to 1.
fn numbered(
    sheet: &Sheet,
    chunk: &Chunk,
    marks: &Marks,
    zone: Zone,
) -> Option<(String, Option<u32>, usize, &'static str, f32)> {
    let line = &sheet.lines[chunk.lines.start];
    let marker = chunk.marker?;
    let Sign::Number { numbering, value, .. } = marker.sign else { return None };
    let label = sheet.text[line.from..marker.end].trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(bytes) = returns(&sheet.text[marker.content..line.to]) {
        let counted = (numbering == Numbering::Decimal).then_some(value);
        let rule = "a number and a mark of return (^) open it";
        return Some((label.to_owned(), counted, marker.content + bytes, rule, 0.98));
    }
    let referred = marks.refer_to(label, line.from) || marks.raise(label, line.from);
    (zone != Zone::Text && numbering != Numbering::Dotted && referred && !marks.returned).then(|| {
        let rule = "a number under a heading of notes, to which a mark refers";
        (label.to_owned(), None, marker.content, rule, 0.9)
    })
}

fn blanks(words: &str) -> usize {
    words.len() - words.trim_start_matches(super::line::is_blank).len()
}

/// The bytes of a mark of return and of the letters after it: `^`, `↑`, `Jump up to: a b`.
fn returns(words: &str) -> Option<usize> {
    let mut rest = words;
    let mut any = false;
    for mark in ["^", "↑", "Jump up to:", "Jump up", "↑ Jump up to:"] {
        if let Some(after) = rest.strip_prefix(mark) {
            any = true;
            rest = after.trim_start_matches([' ', '\u{a0}', ':']);
        }
    }
    if !any || words.starts_with("^^") {
        return None;
    }
    let mut expected = b'a';
    while let Some(after) = rest
        .as_bytes()
        .first()
        .filter(|letter| **letter == expected)
        .and_then(|_| rest[1..].strip_prefix([' ', '\u{a0}']))
    {
        // "a" alone may be the article; it is a mark of return when "b" follows.
        if expected == b'a' && !after.starts_with("b ") {
            break;
        }
        rest = after.trim_start();
        expected += 1;
    }
    Some(words.len() - rest.len())
}

/// `* Text`, `†Text`: the signs, and their bytes.
fn signed(words: &str) -> Option<(&str, usize)> {
    let bytes: usize = words.chars().take(3).take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
    (bytes > 0 && !words[bytes..].is_empty()).then(|| (&words[..bytes], bytes))
}

/// Whether a line opens with a sign or a raised number, as a note at the foot of a page does.
pub fn is_signed(words: &str) -> bool {
    signed(words).is_some() || superscripted(words).is_some()
}

/// Whether a line opens a note of a list of notes, by its look alone.
pub fn opens(words: &str) -> bool {
    bracketed(words).is_some_and(|(label, bytes)| {
        is_label(label) && words[bytes..].trim_start_matches([':', '.']).starts_with(' ')
    })
}

/// Whether a chunk is a note or goes on with one.
pub fn is_note(chunk: &Chunk) -> bool {
    chunk.form == Form::Prose && matches!(chunk.role, Role::Note(_) | Role::NoteMore(_))
}
