//! All texts as one stream of words, each a number with what is known of its place.
//!
//! Everything that is counted is counted on this stream, so that no string is looked at twice. A word
//! is its key (`mention/key.rs`): plural and spelling are one already here.

use super::tongue::{Tongue, Tongues};
use super::words::{Words, is_english_grammar, is_particle};
use crate::document::{Document, Kind, Mark, Passage, PassageIx, Style, TitledBy};
use crate::mention::key::key;
use crate::mention::token::{is_katakana, is_unspaced, joins, whole_words};
use rapidhash::RapidHashMap;
use std::ops::Range;

/// A word of the stream: the number of its key, and flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub key: u32,
    flags: u32,
}

/// What may be known of a word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Flag {
    /// No phrase goes across this place: the end of a clause or passage.
    Break,
    Function,
    Everyday,
    Modifier,
    Article,
    Copula,
    BeforeNouns,
    BeforeVerbs,
    /// "Is", "been", "has": what follows is said of something.
    Auxiliary,
    /// "Called", or "as" after "known": a term follows.
    Introducer,
    /// Written with a capital, beyond what the place asks for if it is no [`Flag::Start`].
    Capital,
    /// All capitals, or one within: an acronym or a name such as `iOS`.
    Marked,
    /// The first of a sentence.
    Start,
    Title,
    Heading,
    /// With a full stop right behind it.
    Stopped,
    /// The first or the last word of a passage.
    Opens,
    Closes,
    /// The first or the last word of what is emphasised, quoted, linked or set as code.
    MarkOpens,
    MarkCloses,
    /// The last word of what names a list item or is defined in a list of definitions.
    Names,
    /// Alone in round brackets.
    Bracketed,
    /// A name in the possessive: "Trotsky's".
    Owner,
    /// Of a script without blanks: one character.
    Unspaced,
    /// Set as code.
    Code,
}

impl Word {
    pub fn is(self, flag: Flag) -> bool {
        self.flags & (1 << flag as u32) != 0
    }

    fn set(&mut self, flag: Flag) {
        self.flags |= 1 << flag as u32;
    }

    fn with(mut self, flag: Flag, holds: impl FnOnce() -> bool) -> Word {
        if holds() {
            self.set(flag);
        }
        self
    }

    const BREAK: Word = Word { key: u32::MAX, flags: 1 << Flag::Break as u32 };
}

/// Where a run of the stream comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The first word of the run.
    pub at: usize,
    pub text: u32,
    /// Absent for a title that is no passage.
    pub passage: Option<PassageIx>,
}

#[derive(Debug, Default)]
pub struct Stream {
    pub words: Vec<Word>,
    /// In order.
    pub origins: Vec<Origin>,
    /// Keys by number.
    pub keys: Vec<String>,
    pub texts: usize,
}

impl Stream {
    pub fn of(documents: &[&Document], tongues: &Tongues) -> Stream {
        let mut writer = Writer::default();
        for (text, document) in (0..).zip(documents) {
            writer.document(text, document, tongues.of_text(text as usize));
        }
        writer.stream.texts = documents.len();
        writer.stream
    }
}

#[derive(Default)]
struct Writer<'a> {
    stream: Stream,
    numbers: RapidHashMap<String, u32>,
    /// Words as written, by language, and what they become.
    seen: RapidHashMap<(&'static str, &'a str), Word>,
}

impl<'a> Writer<'a> {
    fn document(&mut self, text: u32, document: &'a Document, tongue: &Tongue) {
        if matches!(document.meta.titled_by, TitledBy::Metadata | TitledBy::Editor) {
            self.begin(text, None);
            self.run(&document.meta.title, &[], tongue, |word| word.set(Flag::Title));
        }
        for (ix, passage) in document.enumerate() {
            if matches!(passage.kind, Kind::Code | Kind::Note) {
                continue;
            }
            self.begin(text, Some(ix));
            let is_title = document.title == Some(ix);
            self.run(&passage.text, &passage.marks, tongue, |word| match passage.kind {
                _ if is_title => word.set(Flag::Title),
                Kind::Heading => word.set(Flag::Heading),
                _ => {}
            });
        }
    }

    fn begin(&mut self, text: u32, passage: Option<PassageIx>) {
        self.stream.words.push(Word::BREAK);
        self.stream.origins.push(Origin { at: self.stream.words.len(), text, passage });
    }

    fn run(&mut self, text: &'a str, marks: &[Mark], tongue: &Tongue, place: impl Fn(&mut Word)) {
        let first = self.stream.words.len();
        let mut spans = Vec::new();
        let mut end = 0;
        for span in whole_words(text) {
            let gap = &text[end..span.start];
            if gap.starts_with('.')
                && let Some(before) = self.stream.words[first..].last_mut()
            {
                before.set(Flag::Stopped);
            }
            if end > 0 && !joins(gap) {
                self.stream.words.push(Word::BREAK);
                spans.push(end..end);
            }
            let mut word = self.word(&text[span.clone()], tongue);
            place(&mut word);
            if end == 0 || ends_sentence(gap) {
                word.set(Flag::Start);
            }
            if gap.ends_with('(') && text[span.end..].starts_with(')') {
                word.set(Flag::Bracketed);
            }
            self.stream.words.push(word);
            end = span.end;
            spans.push(span);
        }
        let words = &mut self.stream.words[first..];
        if text[end..].starts_with('.')
            && let Some(last) = words.last_mut()
        {
            last.set(Flag::Stopped);
        }
        introduce(words, &self.stream.keys);
        if let (Some(open), Some(close)) = (words.first().copied(), words.last().copied()) {
            words[0] = open.with(Flag::Opens, || true);
            let last = words.len() - 1;
            words[last] = if last == 0 { words[0] } else { close }.with(Flag::Closes, || true);
        }
        set_marks(text, marks, &spans, words);
    }

    /// A word, apart from where it stands.
    fn word(&mut self, word: &'a str, tongue: &Tongue) -> Word {
        // Languages without a table share their words; the ones with one are told apart by it.
        let primary = PRIMARY.iter().find(|known| tongue.tag.to_ascii_lowercase().starts_with(**known));
        let english = Words::for_word(&tongue.tag, word);
        let slot = (if english.is_some() { "en" } else { primary.copied().unwrap_or("") }, word);
        if let Some(known) = self.seen.get(&slot) {
            return *known;
        }
        let key = key(word, tongue.language);
        let next = u32::try_from(self.stream.keys.len()).expect("4 billion words do not fit in memory");
        let number = match self.numbers.get(&key) {
            Some(number) => *number,
            None => {
                self.numbers.insert(key.clone(), next);
                self.stream.keys.push(key);
                next
            }
        };
        let lower = word.to_lowercase().replace('’', "'");
        let owner = lower.strip_suffix("'s");
        let table = english.unwrap_or(tongue.words);
        let first = word.chars().next().unwrap_or(' ');
        let unspaced = is_unspaced(first) && !is_katakana(first);
        let no_term = || {
            table.is_function(owner.unwrap_or(&lower))
                || is_english_grammar(&tongue.tag, &lower)
                || (unspaced && is_particle(first))
                || (!unspaced && word.chars().count() < 2)
                || !word.chars().any(char::is_alphabetic)
        };
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let marked = || word.chars().skip(1).any(char::is_uppercase) && letters > 1;
        let word = Word { key: number, flags: 0 }
            .with(Flag::Function, no_term)
            .with(Flag::Everyday, || {
                table.is_everyday(&lower) || table.is_everyday(&self.stream.keys[number as usize])
            })
            .with(Flag::Modifier, || table.is_modifier(&lower))
            .with(Flag::Article, || table.is_article(&lower))
            .with(Flag::Copula, || table.is_copula(&lower))
            .with(Flag::BeforeNouns, || table.is_before_nouns(&lower))
            .with(Flag::BeforeVerbs, || table.is_before_verbs(&lower))
            .with(Flag::Auxiliary, || table.is_auxiliary(&lower))
            .with(Flag::Introducer, || table.is_introducer(&lower))
            .with(Flag::Capital, || first.is_uppercase())
            .with(Flag::Marked, marked)
            .with(Flag::Owner, || owner.is_some() && first.is_uppercase())
            .with(Flag::Unspaced, || unspaced);
        self.seen.insert(slot, word);
        word
    }
}

/// The languages that have tables.
const PRIMARY: [&str; 5] = ["en", "de", "fr", "es", "ru"];

/// Whether a sentence ends in what stands between two words.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '\n', '。', '！', '？', ':', '•']) || gap.contains(['“', '"', '«', '„'])
}

/// "Known as", "referred to as", "defined as": the last word introduces a term.
fn introduce(words: &mut [Word], keys: &[String]) {
    const BEFORE: [&str; 4] = ["known", "referred", "defined", "described"];
    for at in 1..words.len() {
        let is_as = words[at].key != u32::MAX && keys[words[at].key as usize] == "as";
        let near = &words[at.saturating_sub(2)..at];
        let known = |word: &Word| word.key != u32::MAX && BEFORE.contains(&keys[word.key as usize].as_str());
        if is_as && near.iter().any(known) {
            words[at].set(Flag::Introducer);
        }
    }
}

/// Sets the flags of what is emphasised, quoted, linked or named, and breaks phrases at code.
fn set_marks(text: &str, marks: &[Mark], spans: &[Range<usize>], words: &mut [Word]) {
    let inside = |span: &Range<usize>| {
        let mut first = spans.partition_point(|word| word.start < span.start);
        let mut end = spans.partition_point(|word| word.end <= span.end);
        // A break is no word; its empty span lies at the end of the word before it.
        let is_break = |at: usize| spans[at].is_empty();
        while first < end && is_break(first) {
            first += 1;
        }
        while first < end && is_break(end - 1) {
            end -= 1;
        }
        (first < end).then_some(first..end)
    };
    for mark in marks {
        let Some(within) = inside(&mark.span) else { continue };
        let (first, last) = (within.start, within.end - 1);
        match &mark.style {
            Style::Emphasis | Style::Strong | Style::Code | Style::Wikilink { .. } | Style::Link { .. } => {
                let address = matches!(&mark.style, Style::Link { href } if *href == text[mark.span.clone()]);
                if address || (mark.style == Style::Code && within.len() > 1) {
                    words[within].fill(Word::BREAK);
                    continue;
                }
                words[first].set(Flag::MarkOpens);
                words[last].set(Flag::MarkCloses);
                if mark.style == Style::Code {
                    words[first].set(Flag::Code);
                }
            }
            Style::Math => words[within].fill(Word::BREAK),
            Style::Lead => words[last].set(Flag::Names),
            _ => {}
        }
    }
    for quoted in quotations(text) {
        if let Some(within) = inside(&quoted).filter(|within| within.len() <= 6) {
            words[within.start].set(Flag::MarkOpens);
            words[within.end - 1].set(Flag::MarkCloses);
        }
    }
}

/// What stands between quotation marks, where it is short.
fn quotations(text: &str) -> Vec<Range<usize>> {
    const PAIRS: [(char, char); 7] =
        [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"'), ('‘', '’'), ('「', '」'), ('《', '》')];
    const LONGEST: usize = 80;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) =
        text[from..].char_indices().find(|(_, c)| PAIRS.iter().any(|(open, _)| open == c))
    {
        let start = from + at + open.len_utf8();
        let close = PAIRS.iter().find(|(first, _)| *first == open).map_or(open, |(_, close)| *close);
        from = start;
        if let Some(length) = text[start..].find(close)
            && length <= LONGEST
        {
            found.push(start..start + length);
            from = start + length + close.len_utf8();
        }
    }
    found
}

/// The word spans of a passage: the same as the stream's words between two breaks.
pub fn spans(passage: &Passage) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut end = 0;
    for span in whole_words(&passage.text) {
        if end > 0 && !joins(&passage.text[end..span.start]) {
            spans.push(end..end);
        }
        end = span.end;
        spans.push(span);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn stream(text: &str) -> Stream {
        let documents = crate::document::documents(&Sources::from_pairs([("seeds/a.md", text)])).0;
        let documents: Vec<&Document> = documents.iter().map(|document| &**document).collect();
        Stream::of(&documents, &Tongues::of(&documents, "en"))
    }

    /// The words with a flag.
    fn having(flag: Flag, text: &str) -> Vec<String> {
        let stream = stream(text);
        let having = stream.words.iter().filter(|word| word.is(flag) && word.key != u32::MAX);
        having.map(|word| stream.keys[word.key as usize].clone()).collect()
    }

    #[test]
    fn places_are_known() {
        assert_eq!(having(Flag::Heading, "# A\n\nB c.\n\n## Dee eff\n"), ["dee", "eff"]);
        assert_eq!(having(Flag::Start, "The plan is old. Another is not, it seems."), ["the", "another"]);
        assert_eq!(having(Flag::Bracketed, "The Left Opposition (LO) of (not these)"), ["lo"]);
    }

    #[test]
    fn what_is_set_apart_is_marked_at_its_edges() {
        let text = "A *permanent revolution* and “the plan” and `kubectl`.";
        assert_eq!(having(Flag::MarkOpens, text), ["permanent", "the", "kubectl"]);
        assert_eq!(having(Flag::MarkCloses, text), ["revolution", "plan", "kubectl"]);
    }

    #[test]
    fn a_term_is_introduced() {
        assert_eq!(
            having(Flag::Introducer, "It is known as the plan, also called a scheme."),
            ["as", "called"]
        );
    }

    #[test]
    fn the_spans_of_a_passage_are_the_words_of_its_run() {
        let text = "One, two (three) – four.\n\nFive `six seven` eight\n";
        let documents = crate::document::documents(&Sources::from_pairs([("seeds/a.md", text)])).0;
        let stream = Stream::of(&[&documents[0]], &Tongues::of(&[&documents[0]], "en"));
        for (origin, next) in stream.origins.iter().zip(stream.origins.iter().map(|o| o.at - 1).skip(1)) {
            let passage = documents[0].passage(origin.passage.expect("no title is given"));
            assert_eq!(spans(passage).len(), next - origin.at, "{}", passage.text);
        }
    }
}
