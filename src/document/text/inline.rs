//! What stands inside the words of a passage: leads, addresses, reference marks, `_emphasis_`.

use super::note::Book;
use super::reference::{self, attaches};
use super::words::Draft;
use crate::document::inline::Weaver;
use crate::document::{AtomKind, Kind, Passage, Style, Why, autolink};
use std::ops::Range;

/// Something found in the words of a draft.
struct Token {
    span: Range<usize>,
    what: What,
}

enum What {
    Link(String),
    Note(usize, String),
    /// One mark for several notes: `[1, 2]`.
    Notes(Vec<(usize, String)>),
    Lost(String),
    /// The words between two underscores.
    Emphasis,
}

/// What weaving one passage brought to light beside the passage.
#[derive(Default)]
pub struct Findings {
    pub removed: Vec<(String, Range<usize>, Why)>,
    /// Notes that were referred to.
    pub referred: Vec<usize>,
    /// Marks that lead nowhere.
    pub lost: Vec<(String, Range<usize>)>,
}

/// The passage that a draft makes.
pub struct Frame {
    pub kind: Kind,
    pub level: u8,
    pub source: Range<usize>,
    /// Its first words name what the rest speaks of.
    pub lead: Lead,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    None,
    Possible,
    /// So many bytes name who speaks.
    Named(usize),
}

pub fn weave(draft: &Draft, book: &Book, frame: Frame, findings: &mut Findings) -> Passage {
    for hyphen in &draft.hyphens {
        findings.removed.push(("-".to_owned(), hyphen.clone(), Why::Markup));
    }
    let tokens = tokens(draft, book);
    let lead = match frame.lead {
        Lead::None => None,
        Lead::Possible => lead(&draft.text),
        Lead::Named(bytes) => Some(bytes).filter(|bytes| draft.text.is_char_boundary(*bytes)),
    };
    let mut weaver = Weaver::default();
    if lead.is_some() {
        weaver.open(Style::Lead);
    }
    let mut open = lead;
    let mut at = 0;
    for token in tokens {
        // A token across the end of the lead would cross its mark: the words matter more.
        if open.is_some_and(|end| token.span.start < end && end < token.span.end) {
            continue;
        }
        at = plain(&mut weaver, &draft.text, at..token.span.start, &mut open);
        at = put(&mut weaver, draft, token, at, findings);
    }
    plain(&mut weaver, &draft.text, at..draft.text.len(), &mut open);
    weaver.finish(frame.kind, frame.level, frame.source)
}

/// Pushes words, closing the lead where it ends.
fn plain(weaver: &mut Weaver, text: &str, span: Range<usize>, lead: &mut Option<usize>) -> usize {
    let mut start = span.start;
    if let Some(end) = lead.filter(|end| *end <= span.end) {
        weaver.push_str(&text[start..end.max(start)]);
        weaver.close();
        start = end.max(start);
        *lead = None;
    }
    weaver.push_str(&text[start..span.end]);
    span.end
}

fn put(weaver: &mut Weaver, draft: &Draft, token: Token, at: usize, findings: &mut Findings) -> usize {
    debug_assert_eq!(at, token.span.start);
    let words = &draft.text[token.span.clone()];
    let source = draft.source_span(&token.span);
    match token.what {
        What::Link(href) => weaver.styled(words, Style::Link { href }),
        What::Note(note, label) => {
            weaver.atom(AtomKind::NoteReference { note, label });
            findings.referred.push(note);
            findings.removed.push((words.trim().to_owned(), source, Why::NoteMark));
        }
        What::Notes(notes) => {
            for (note, label) in notes {
                weaver.atom(AtomKind::NoteReference { note, label });
                findings.referred.push(note);
            }
            findings.removed.push((words.trim().to_owned(), source, Why::NoteMark));
        }
        What::Lost(label) => {
            weaver.styled(words, Style::LostReference);
            findings.lost.push((label, source));
        }
        What::Emphasis => {
            weaver.styled(&words[1..words.len() - 1], Style::Emphasis);
            findings.removed.push(("_".to_owned(), source.start..source.start + 1, Why::Markup));
            findings.removed.push(("_".to_owned(), source.end - 1..source.end, Why::Markup));
        }
    }
    token.span.end
}

/// What is found in a draft, in order, nothing overlapping.
fn tokens(draft: &Draft, book: &Book) -> Vec<Token> {
    let text = draft.text.as_str();
    let mut tokens = Vec::new();
    if autolink::may_hold(text) {
        tokens.extend(
            autolink::addresses(text).into_iter().map(|(span, href)| Token { span, what: What::Link(href) }),
        );
    }
    if text.contains('[') && (book.refers || !book.notes.is_empty()) {
        brackets(draft, book, &mut tokens);
    }
    if !book.notes.is_empty() {
        raised(draft, book, &mut tokens);
    }
    if !book.placed.is_empty() {
        placed(draft, book, &mut tokens);
    }
    if text.contains('_') {
        emphasis(text, &mut tokens);
    }
    tokens.sort_by_key(|token| token.span.start);
    let mut end = 0;
    tokens.retain(|token| {
        let free = token.span.start >= end;
        if free {
            end = token.span.end;
        }
        free
    });
    tokens
}

fn brackets(draft: &Draft, book: &Book, tokens: &mut Vec<Token>) {
    let text = draft.text.as_str();
    for (at, _) in text.match_indices('[') {
        let Some((label, bytes)) = reference::bracketed(&text[at..]).filter(|(label, _)| !label.is_empty())
        else {
            continue;
        };
        let span = at..at + bytes;
        let before = text[..at].chars().next_back();
        // A bracket and a colon after a blank show what is taken if nothing is answered.
        let asks = !book.spaced && text[span.end..].starts_with(':');
        let apart = (book.attached && !book.apart.contains(label) || asks)
            && before == Some(' ')
            && reference::is_label(label);
        if apart || book.refused.contains(&draft.source(at)) {
            continue;
        }
        if let Some(found) = book.find(label, draft.source(at)) {
            tokens.push(Token { span, what: What::Note(found, label.to_owned()) });
        } else if let Some(found) = all(book, label, draft.source(at))
            .filter(|_| before.is_some_and(attaches) || book.spaced && before == Some(' '))
        {
            tokens.push(Token { span, what: What::Notes(found) });
        } else if reference::is_label(label)
            // Programs count from nought, writers seldom: without a note it is an index.
            && label != "0"
            && book.refers
            && before.is_some_and(attaches)
            && !text[span.end..].starts_with(['(', ':'])
        {
            tokens.push(Token { span, what: What::Lost(label.to_owned()) });
        }
    }
}

/// The notes that one mark with several labels refers to, if it refers to all of them.
fn all(book: &Book, label: &str, at: usize) -> Option<Vec<(usize, String)>> {
    let labels = reference::several(label);
    let found: Option<Vec<_>> =
        labels.into_iter().map(|label| Some((book.find(&label, at)?, label))).collect();
    found.filter(|found| !found.is_empty())
}

/// Numbers that only their places show to be marks, with the blank before them.
fn placed(draft: &Draft, book: &Book, tokens: &mut Vec<Token>) {
    let text = draft.text.as_str();
    let opens = |(at, c): (usize, char)| (c == '(' || c.is_ascii_digit()).then_some(at);
    for at in text.char_indices().filter_map(opens) {
        let source = draft.source(at);
        let Some((end, note)) = book.placed.get(&source) else { continue };
        let span = at..at + (end - source);
        let label = text[span.clone()].trim_matches(['(', ')']).to_owned();
        let blank = usize::from(text[..at].ends_with(' ') && label.len() < span.len());
        tokens.push(Token { span: at - blank..span.end, what: What::Note(*note, label) });
    }
}

/// Raised numbers and signs after a word.
fn raised(draft: &Draft, book: &Book, tokens: &mut Vec<Token>) {
    let text = draft.text.as_str();
    let mut end = 0;
    let mut places: Vec<usize> = if text.is_ascii() { Vec::new() } else { reference::raised(text).collect() };
    for sign in &book.signs {
        places.extend(text.match_indices(*sign).map(|(at, _)| at));
    }
    places.sort_unstable();
    for at in places {
        let before = text[..at].chars().next_back();
        let mark = text[at..].chars().next().unwrap_or(' ');
        let raised = |before| reference::is_raised(mark, before) || reference::is_sign(mark);
        if at < end || !before.is_some_and(|before| attaches(before) && raised(before)) {
            continue;
        }
        if reference::is_sign(mark) && reference::closes_a_pair(text, at) {
            continue;
        }
        let (label, bytes) = reference::superscripted(&text[at..]).unwrap_or_else(|| {
            let bytes =
                text[at..].chars().take(3).take_while(|c| reference::is_sign(*c)).map(char::len_utf8).sum();
            (text[at..at + bytes].to_owned(), bytes)
        });
        end = at + bytes;
        if let Some(found) = book.find(&label, draft.source(at)) {
            tokens.push(Token { span: at..end, what: What::Note(found, label) });
        }
    }
}

/// No emphasis is longer: an underscore alone must not reach over a page.
const LONGEST_EMPHASIS: usize = 400;

/// `_words_`, as old e-texts and e-mails write emphasis.
fn emphasis(text: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(open) = text[at..].find('_').map(|open| at + open) {
        at = open + 1;
        let before = text[..open].chars().next_back();
        let opens = text[at..].chars().next().is_some_and(|c| !c.is_whitespace() && c != '_')
            && !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '/');
        if !opens {
            continue;
        }
        let window = &text[at..super::words::floor(text, text.len().min(at + LONGEST_EMPHASIS))];
        let Some(close) = window.find('_').map(|close| at + close) else { continue };
        let inner = &text[at..close];
        let after = text[close + 1..].chars().next();
        let closes =
            !inner.ends_with(char::is_whitespace) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if closes && inner.chars().any(char::is_alphabetic) && !inner.contains('\n') {
            tokens.push(Token { span: open..close + 1, what: What::Emphasis });
            at = close + 1;
        }
    }
}

/// The words of a lead are no more, and no wider, than these.
const LEAD_WORDS: usize = 12;
const LEAD_BYTES: usize = 110;

/// Where the lead of an item ends: `Term: what is said of it`.
pub fn lead(text: &str) -> Option<usize> {
    let head = &text[..super::words::floor(text, text.len().min(LEAD_BYTES * 2))];
    let wide = if head.is_ascii() { None } else { head.find('：') };
    let narrow = head[..wide.unwrap_or(head.len())].find(':');
    let (at, bytes) = narrow.map(|at| (at, 1)).or_else(|| Some((wide?, '：'.len_utf8())))?;
    let end = at + bytes;
    let term = &text[..at];
    let said = &text[end..];
    let spaced = bytes > 1 || said.starts_with([' ', '\u{a0}']);
    let whole = !term.contains(". ")
        && !term.contains("? ")
        && !term.contains(['\n', '。', '['])
        && term.split(' ').count() <= LEAD_WORDS
        && end <= LEAD_BYTES;
    let named = term.chars().any(char::is_alphanumeric) && !term.ends_with(' ');
    (spaced && whole && named && !said.trim().is_empty()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn a_lead_is_a_short_name_before_a_colon() {
        let found = |text: &'static str| lead(text).map(|end| &text[..end]);
        assert_eq!(
            found("\"The betrayed revolution\": Trotsky argued"),
            Some("\"The betrayed revolution\":")
        );
        assert_eq!(found("At 10:30 he came"), None);
        assert_eq!(found("He came. Then: nothing"), None);
        assert_eq!(found("Term:"), None);
    }
}
