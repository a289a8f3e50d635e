//! What the place of a phrase says of it: its capitals, its neighbours, its markup.

use super::language::Language;
use super::vocabulary::Words;
use crate::document::{Kind, Passage, Style};
use std::ops::Range;

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u16);

impl Cues {
    pub const HEADING: Cues = Cues(1);
    /// In strong or emphatic type, or the lead of a list item.
    pub const MARKED: Cues = Cues(1 << 1);
    /// In a link of the text's own.
    pub const LINKED: Cues = Cues(1 << 2);
    /// A capital where no sentence begins.
    pub const CAPITAL: Cues = Cues(1 << 3);
    /// Part of a longer name: *Planning* Commission.
    pub const IN_NAME: Cues = Cues(1 << 4);
    /// Part of a compound with a hyphen: *time*-consuming.
    pub const IN_COMPOUND: Cues = Cues(1 << 5);
    /// Where a verb stands: to *plan*, they *plan*.
    pub const VERB: Cues = Cues(1 << 6);
    /// After an article.
    pub const ARTICLE: Cues = Cues(1 << 7);
    pub const QUOTED: Cues = Cues(1 << 8);
    /// A single word that is written all in small letters.
    pub const SMALL_WORD: Cues = Cues(1 << 9);
    /// Where a capital tells nothing: at the beginning of a sentence, or in a heading.
    pub const BEGINS: Cues = Cues(1 << 10);

    pub fn has(self, cue: Cues) -> bool {
        self.0 & cue.0 != 0
    }

    fn add(&mut self, cue: Option<Cues>) {
        self.0 |= cue.map_or(0, |cue| cue.0);
    }
}

/// Longer words in capitals are no short forms.
const LONG: usize = 6;

/// Whether a word stands beside a long one in capitals, so that its own capitals tell nothing: the *ROW* of `PATERNOSTER ROW`.
pub fn is_among_capitals(text: &str, span: &Range<usize>) -> bool {
    let is_long = |word: Option<&str>| {
        word.is_some_and(|word| word.chars().count() >= LONG && word.chars().all(char::is_uppercase))
    };
    let before = text[..span.start]
        .strip_suffix(' ')
        .and_then(|text| text.rsplit(|c: char| !c.is_alphanumeric()).next());
    let after =
        text[span.end..].strip_prefix(' ').and_then(|text| text.split(|c: char| !c.is_alphanumeric()).next());
    is_long(before) || is_long(after)
}

/// Where the marks of a passage are, by what they say of the words in them.
pub struct Markup {
    pub code: Vec<Range<usize>>,
    marked: Vec<Range<usize>>,
    links: Vec<Range<usize>>,
}

impl Markup {
    pub fn of(passage: &Passage) -> Markup {
        let mut markup = Markup { code: Vec::new(), marked: Vec::new(), links: Vec::new() };
        for mark in &passage.marks {
            let span = mark.span.clone();
            match &mark.style {
                Style::Code | Style::Math => markup.code.push(span),
                Style::Link { href } => {
                    // An address written out is no words to be understood.
                    let words = &passage.text[span.clone()];
                    let address = href == words || href.strip_prefix("mailto:") == Some(words);
                    if address { &mut markup.code } else { &mut markup.links }.push(span);
                }
                Style::Strong | Style::Emphasis | Style::Lead => markup.marked.push(span),
                _ => {}
            }
        }
        markup
    }

    pub fn is_code(&self, span: &Range<usize>) -> bool {
        overlaps(&self.code, span)
    }
}

/// Of marks of one kind hardly any lie in each other, so the last that begins before the end decides.
fn overlaps(marks: &[Range<usize>], span: &Range<usize>) -> bool {
    let before = marks.partition_point(|mark| mark.start < span.end);
    marks[..before].last().is_some_and(|mark| mark.end > span.start)
}

/// A phrase among the words of its passage.
pub struct Setting<'a> {
    pub passage: &'a Passage,
    pub markup: &'a Markup,
    pub words: Words<'a>,
    pub language: Language,
}

impl Setting<'_> {
    /// The cues of the words from `first` to `last`.
    pub fn cues(&self, first: usize, last: usize) -> Cues {
        let text = self.passage.text.as_str();
        let span = self.words.run(first, last).whole();
        let heading = self.passage.kind == Kind::Heading;
        let capital = text[span.clone()].starts_with(char::is_uppercase);
        let begins = self.begins_sentence(first);
        let mut cues = Cues::default();
        cues.add(heading.then_some(Cues::HEADING));
        cues.add((overlaps(&self.markup.marked, &span)).then_some(Cues::MARKED));
        cues.add((overlaps(&self.markup.links, &span)).then_some(Cues::LINKED));
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        let hyphen = |c: Option<char>| matches!(c, Some('-' | '‐' | '‑'));
        cues.add((matches!(before, Some('"' | '“' | '‘' | '«' | '„'))).then_some(Cues::QUOTED));
        let compound = (hyphen(before) && self.touches_word(span.start, Side::Before))
            || (hyphen(after) && self.touches_word(span.end, Side::After));
        cues.add(compound.then_some(Cues::IN_COMPOUND));
        let small = first == last && text[span.clone()].chars().all(|c| !c.is_uppercase());
        cues.add(small.then_some(Cues::SMALL_WORD));
        cues.add((begins || heading).then_some(Cues::BEGINS));
        if !heading && self.language.capitals_tell() {
            cues.add((capital && !begins).then_some(Cues::CAPITAL));
            cues.add((capital && self.is_in_name(first, last)).then_some(Cues::IN_NAME));
        }
        if first > 0 && self.gap(first).chars().all(char::is_whitespace) {
            let before = self.words.known(first - 1);
            let base = !text[span].ends_with('s');
            cues.add((base && first == last && before.precedes_verbs).then_some(Cues::VERB));
            cues.add((before.is_article).then_some(Cues::ARTICLE));
        }
        cues
    }

    /// Whether the words are one of the language's commonest, written as it always is: small, or with the
    /// capital of a sentence, a heading or a title.
    pub fn is_little_word(&self, first: usize, last: usize) -> bool {
        if first != last || !self.words.known(first).is_common {
            return false;
        }
        let mut chars = self.words.word(first).chars();
        let begins = chars.next().is_some_and(char::is_uppercase);
        let is_plain = chars.all(|c| !c.is_uppercase());
        let tells_nothing = || self.passage.kind == Kind::Heading || self.begins_sentence(first);
        is_plain && (!begins || tells_nothing() || self.is_in_name(first, last))
    }

    /// What stands before a word.
    fn gap(&self, word: usize) -> &str {
        let from = if word == 0 { 0 } else { self.words.span(word - 1).end };
        &self.passage.text[from..self.words.span(word).start]
    }

    fn begins_sentence(&self, word: usize) -> bool {
        let gap = self.gap(word);
        word == 0 || gap.contains(['.', '!', '?', ':', '\n', '…', '•', ';', '|']) || gap.contains("--")
    }

    fn touches_word(&self, at: usize, side: Side) -> bool {
        let text = self.passage.text.as_str();
        match side {
            Side::Before => text[..at].chars().rev().nth(1).is_some_and(char::is_alphanumeric),
            Side::After => text[at..].chars().nth(1).is_some_and(char::is_alphanumeric),
        }
    }

    /// Whether a capitalised word stands right before or after, in the same name.
    fn is_in_name(&self, first: usize, last: usize) -> bool {
        let is_name = |word: usize| {
            let text = self.words.word(word);
            text.starts_with(char::is_uppercase) && text.chars().nth(1).is_some_and(char::is_lowercase)
        };
        let after = last + 1 < self.words.len() && self.gap(last + 1) == " " && is_name(last + 1);
        let before = first > 0
            && self.gap(first) == " "
            && is_name(first - 1)
            && !(self.begins_sentence(first - 1) && self.words.known(first - 1).is_common);
        after || before
    }
}

enum Side {
    Before,
    After,
}
