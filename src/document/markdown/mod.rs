//! Markdown as people write it, as a document.
//!
//! CommonMark with the usual extensions is read by pulldown-cmark. Before it reads, a draft is made in
//! which other programs' macros and call-outs ([`callout`], [`shortcode`], [`marks`]) and plain text
//! amid Markdown ([`mixed`]) are written as the Markdown that says the same. Of a well-formed Markdown
//! text the draft is the text itself.

mod asciidoc;
mod blocks;
mod builder;
mod callout;
mod component;
mod container;
mod directive;
mod division;
pub(super) mod draft;
mod finish;
mod grid;
mod hidden;
mod html;
mod inline_note;
mod lines;
mod looks;
mod macros;
mod marks;
mod mixed;
mod org;
mod pandoc;
mod plain;
mod protected;
mod restructured;
mod ruled;
mod shortcode;
mod survey;
mod targets;
mod wiki;
mod wording;
mod writer;
#[cfg(test)]
mod dialect_tests;
#[cfg(test)]
mod mixed_tests;
#[cfg(test)]
pub(super) mod tests;

use super::text::Recovery;
use super::{Decision, Found, Parsed, PassageIx, Removed, Why, front_matter, mail, song};
use crate::diagnostic::{Code, Diagnostic};
use builder::Builder;
use draft::Draft;
use inline_note::inline_notes;
use mixed::Finding;
pub use plain::{recover, recover_edited};
use protected::Protected;
use pulldown_cmark::{Event, Options, Parser};
use rapidhash::RapidHashMap;
use std::ops::Range;
pub(super) use targets::ICONS;
use writer::Written;

/// Never fails: any text is some Markdown. `path` is for diagnostics.
pub fn parse(path: &str, text: &str) -> (Parsed, Vec<Diagnostic>) {
    let (recovery, diagnostics) = read(path, text, Guess::Off);
    (recovery.parsed, diagnostics)
}

/// Reads what has a name of plain text: some other markup, or none.
pub fn read_text(path: &str, text: &str) -> (Recovery, Vec<Diagnostic>) {
    org::read(path, text)
        .or_else(|| restructured::read(path, text))
        .or_else(|| asciidoc::read(path, text))
        .or_else(|| wiki::read(path, text))
        .or_else(|| mail::read(path, text))
        .or_else(|| song::read(path, text))
        .unwrap_or_else(|| recover(path, text))
}

/// Whether plain text may be recognised in what is called Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    On,
    Off,
}

/// The same, with what was decided where the text is not the Markdown that it seems.
pub fn read(path: &str, text: &str, guess: Guess) -> (Recovery, Vec<Diagnostic>) {
    let (yaml, body) = front_matter(text);
    let mut draft = Draft::new(text, body.clone());
    if blocks::may_have_blocks(draft.text()) {
        draft.edit(blocks::edits(draft.text()));
    }
    // What the parser finds in the text as it is written, if it was asked already.
    let mut found: Option<Events<'_>> = None;
    let mut elsewhere = Vec::new();
    if marks::may_have_marks(draft.text()) {
        let (edits, moved) = match draft.unwritten() {
            Some(text) => marks::edits(text, found.insert(events(text).collect())),
            None => marks::edits(draft.text(), &events(draft.text()).collect()),
        };
        elsewhere = moved.into_iter().map(|words| draft.span(words)).collect();
        draft.edit(edits);
    }
    let mut inline = RapidHashMap::default();
    if draft.text().contains("^[") {
        let found = inline_notes(draft.text(), &Protected::of(&events(draft.text()).collect()));
        inline = found.notes.into_iter().map(|(label, words)| (label, draft.span(words))).collect();
        draft.edit(found.edits);
    }
    let is_rewritten = draft.is_rewritten();
    let mut enumerators = Vec::new();
    let mut findings = Vec::new();
    if guess == Guess::On {
        let repairs = mixed::repairs(draft.text());
        if !is_rewritten && plain::is_plain(draft.text(), &repairs.findings) {
            let (recovery, mut diagnostics) = plain::recover(path, text);
            diagnostics.push(plain::said(path));
            return (recovery, diagnostics);
        }
        let place = |at: usize| draft.span(at..at + 1).start;
        findings = repairs.findings;
        findings.iter_mut().for_each(|finding| finding.at = place(finding.at));
        // In the order of the text, as the parser will ask for them.
        enumerators = repairs.enumerators.iter().map(|(at, style)| (place(*at), *style)).collect();
        draft.edit(repairs.edits);
    }
    let mut builder = Builder { inline, ..Builder::new(path, &draft, enumerators) };
    match found.filter(|_| !draft.is_rewritten()) {
        Some(found) => builder.events(found),
        None => builder.events(events(draft.text())),
    }
    let (mut parsed, diagnostics) = builder.finish();
    if !elsewhere.is_empty() {
        elsewhere.sort_by_key(|range: &Range<usize>| range.start);
        parsed.removed =
            parsed.removed.into_iter().flat_map(|one| apart_from(text, one, &elsewhere)).collect();
    }
    parsed.removed.splice(0..0, front_of(text, yaml, body.start));
    let decisions = decisions(text, &findings, &parsed);
    (Recovery { parsed, decisions }, diagnostics)
}

/// Reads what was written as Markdown in place of some other markup.
fn rewritten(
    path: &str,
    text: &str,
    (yaml, body): (Range<usize>, Range<usize>),
    written: Written,
) -> (Recovery, Vec<Diagnostic>) {
    let Written { edits, findings, enumerators, found, mut elsewhere } = written;
    elsewhere.sort_by_key(|range| (range.start, range.end));
    let mut draft = Draft::new(text, body.clone());
    draft.edit(edits.into_iter().map(|edit| edit.before(body.start)).collect());
    let mut builder = Builder::new(path, &draft, enumerators);
    builder.events(events(draft.text()));
    let (mut parsed, mut diagnostics) = builder.finish();
    // Tags of HTML are ours: in other markup they are words.
    diagnostics.retain(|diagnostic| diagnostic.code != Code::RawHtml);
    parsed.removed.retain(|one| one.why != Why::Html || text[one.source.clone()].contains(&one.text));
    parsed.removed = parsed.removed.into_iter().flat_map(|one| apart_from(text, one, &elsewhere)).collect();
    parsed.found = Found { source: parsed.found.source.take(), ..found };
    parsed.removed.splice(0..0, front_of(text, yaml, body.start));
    let decisions = decisions(text, &findings, &parsed);
    (Recovery { parsed, decisions }, diagnostics)
}

/// What was set apart, without what stands elsewhere in the text after all.
fn apart_from(text: &str, one: Removed, elsewhere: &[Range<usize>]) -> Vec<Removed> {
    let first = elsewhere.partition_point(|range| range.end <= one.source.start);
    let inside = elsewhere[first..].iter().take_while(|range| range.end <= one.source.end);
    let mut parts = Vec::new();
    let mut at = one.source.start;
    for range in inside.filter(|range| range.start >= one.source.start) {
        parts.push(at..range.start.max(at));
        at = range.end.max(at);
    }
    // What stands for a wider place than its words is left as it is.
    if parts.is_empty() || text[one.source.clone()].trim() != one.text {
        return vec![one];
    }
    parts.push(at..one.source.end);
    let part =
        |source: Range<usize>| Removed { text: text[source.clone()].trim().to_owned(), source, why: one.why };
    parts.into_iter().map(part).filter(|part| part.text.contains(char::is_alphanumeric)).collect()
}

/// The front matter as what was set apart; of TOML, which is read elsewhere, all that stands before the text.
fn front_of(text: &str, yaml: Range<usize>, body: usize) -> Option<Removed> {
    let source = if yaml.is_empty() { 0..body } else { yaml };
    (body > 0).then(|| Removed { text: text[source.clone()].to_owned(), source, why: Why::Metadata })
}

/// What was found, by the lines of the seed.
fn decisions(text: &str, findings: &[Finding], parsed: &Parsed) -> Vec<Decision> {
    let (mut line, mut at) = (1, 0);
    let mut starts: Vec<(usize, usize)> =
        parsed.passages.iter().map(|passage| passage.source.start).zip(0..).collect();
    starts.sort_unstable();
    let decide = |finding: &Finding| {
        line += text[at..finding.at.max(at)].matches('\n').count();
        at = finding.at.max(at);
        let last = starts.partition_point(|(start, _)| *start <= finding.at);
        let before = last.checked_sub(1).map(|last| starts[last].1);
        let passage = before.filter(|ix| parsed.passages[*ix].source.end > finding.at);
        Decision {
            line,
            kind: finding.kind,
            level: finding.level,
            rule: finding.rule,
            confidence: finding.confidence,
            runner_up: Some(finding.otherwise),
            passage: passage.and_then(|ix| u32::try_from(ix).ok()).map(PassageIx),
        }
    };
    findings.iter().map(decide).collect()
}

/// What the parser found, and where.
type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// What the parser finds in a text, and where, in whole letters: its own bounds may cut one beside a tab.
fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let whole = |mut range: Range<usize>| {
        while !text.is_char_boundary(range.start) {
            range.start -= 1;
        }
        while !text.is_char_boundary(range.end) {
            range.end += 1;
        }
        range
    };
    Parser::new_ext(text, options()).into_offset_iter().map(move |(event, range)| (event, whole(range)))
}

/// What of Markdown is read beyond CommonMark.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}
