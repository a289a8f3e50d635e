//! What belongs to the paper or the library and not to the text: page numbers, running heads,
//! front matter, the contents, the boilerplate of Project Gutenberg. It is taken away and reported.

use super::comment;
use super::contents;
use super::framed;
use super::line::Line;
use super::manual;
use super::paper;
use super::parted;
use super::preamble::{self, Told};
use super::releases;
use super::restructured;
use super::sheet::ends_sentence;
use super::starred;
use super::tooling;
use crate::document::{Found, Removed, Why};
use std::ops::Range;

/// What is left of a text, and what was taken away.
pub struct Bared {
    pub lines: Vec<Line>,
    pub removed: Vec<Apart>,
    pub told: Told,
}

/// What was set apart from the text, by which rule, and how sure that is.
pub struct Apart {
    pub removed: Removed,
    pub rule: &'static str,
    pub confidence: f32,
}

impl Apart {
    pub fn metadata(text: &str, source: Range<usize>, rule: &'static str, confidence: f32) -> Apart {
        Apart { removed: Removed { text: text.to_owned(), source, why: Why::Metadata }, rule, confidence }
    }

    /// The signs at a place, if there are any, that only draw what the text says.
    pub fn signs(text: &str, source: Range<usize>, rule: &'static str, confidence: f32) -> Option<Apart> {
        let signs = text[source.clone()].trim();
        let removed = Removed { text: signs.to_owned(), source, why: Why::Markup };
        (!signs.is_empty()).then_some(Apart { removed, rule, confidence })
    }
}

/// The rule by which the frame of a library is known: whoever has such a text is told.
pub const FRAME: &str = "what Project Gutenberg puts around a text";

/// Lines that are no part of the text, and why.
struct Part {
    lines: Range<usize>,
    why: Why,
    rule: &'static str,
    confidence: f32,
}

impl Part {
    fn boilerplate(lines: Range<usize>, rule: &'static str, confidence: f32) -> Part {
        Part { lines, why: Why::Boilerplate, rule, confidence }
    }
}

/// Takes such lines away, and says which.
pub fn set_apart(text: &str, mut lines: Vec<Line>) -> Bared {
    let mut parts = Vec::new();
    let mut drawn = comment::bare(text, &mut lines);
    let frames = framed::find(text, &lines);
    drawn.extend(framed::bare(text, &mut lines, &frames));
    parts.extend(markup(text, &lines));
    parts.extend(front_matter(text, &lines).map(|lines| Part {
        lines,
        why: Why::Metadata,
        rule: "keys and values between two lines of signs",
        confidence: 0.97,
    }));
    let mut found = Found::default();
    if let Some((lines, told)) = restructured::about(text, &lines) {
        let rule = "fields that tell of the text";
        parts.push(Part { lines, why: Why::Metadata, rule, confidence: 0.9 });
        found = told;
    }
    gutenberg(text, &lines, &mut parts, &mut found);
    chrome(text, &lines, &mut parts);
    footers(text, &lines, &mut parts);
    let pages = paper::pages(text, &lines);
    let free: Vec<paper::Page> =
        pages.into_iter().filter(|page| !parts.iter().any(|part| part.lines.contains(&page.line))).collect();
    parts.extend(
        free.into_iter().map(|page| Part::boilerplate(page.line..page.line + 1, page.rule, page.confidence)),
    );
    let (mut lines, mut removed) =
        if parts.is_empty() { (lines, Vec::new()) } else { remove(text, lines, parts) };
    removed.extend(drawn);
    removed.extend(tooling::read(text, &mut lines));
    let mut told = preamble::read(text, &mut lines, &mut removed);
    if told.found == Found::default() {
        told.found = found;
    }
    told.framed = frames.iter().map(framed::Frame::framed).collect();
    removed.extend(manual::read(text, &mut lines, &mut told));
    removed.extend(starred::read(text, &mut lines, &mut told));
    told.declared.extend(releases::heads(text, &lines));
    parted::join(text, &mut lines);
    if let Some(contents) = contents::find(text, &lines) {
        told.declared.extend(contents.listed.iter().map(|listed| lines[listed.line].from));
        told.depths.extend(contents.listed.iter().map(|listed| (lines[listed.line].from, listed.depth)));
        let (left, taken) = remove(
            text,
            lines,
            vec![Part::boilerplate(contents.lines, "a list of contents, and what it lists follows", 0.85)],
        );
        lines = left;
        removed.extend(taken);
    }
    told.declared.sort_unstable();
    told.declared.dedup();
    Bared { lines, removed, told }
}

/// What reStructuredText says to its program.
fn markup(text: &str, lines: &[Line]) -> Vec<Part> {
    let markup = |lines: Range<usize>, rule| Part { lines, why: Why::Markup, rule, confidence: 0.9 };
    let over = restructured::overlines(text, lines);
    let said = if text.contains(".. ") { restructured::markup(text, lines) } else { Vec::new() };
    over.into_iter()
        .map(|at| markup(at..at + 1, "a stroke over a heading with the same stroke under it"))
        .chain(said.into_iter().map(|lines| markup(lines, "a comment or a directive of reStructuredText")))
        .collect()
}

/// Blanks the lines, joins paragraphs that a page break had cut, and reports.
fn remove(text: &str, mut lines: Vec<Line>, mut parts: Vec<Part>) -> (Vec<Line>, Vec<Apart>) {
    parts.sort_by_key(|part| (part.lines.start, part.lines.end));
    let mut removed = Vec::new();
    let mut cut = vec![false; lines.len()];
    let mut end = 0;
    for Part { lines: part, why, rule, confidence } in parts {
        let part = part.start.max(end)..part.end;
        end = end.max(part.end);
        let filled: Vec<usize> = part.filter(|line| !lines[*line].is_blank()).collect();
        // What was taken away before stands between, and is not taken again.
        let whole = |a: &usize, b: &usize| text[lines[*a].to..lines[*b].start].trim().is_empty();
        for group in filled.chunk_by(whole) {
            let source = lines[group[0]].start..lines[group[group.len() - 1]].to;
            let text = text[source.clone()].trim().to_owned();
            removed.push(Apart { removed: Removed { text, source, why }, rule, confidence });
        }
        for line in filled {
            cut[line] = true;
            let from = lines[line].from;
            lines[line].reword(text, from..from);
            lines[line].quote = 0;
        }
    }
    close_gaps(text, &mut lines, &cut);
    (lines, removed)
}

/// Where a page break stood within a sentence, no gap is left.
fn close_gaps(text: &str, lines: &mut Vec<Line>, cut: &[bool]) {
    let mut keep = vec![true; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        if !lines[at].is_blank() {
            at += 1;
            continue;
        }
        let end = lines[at..].iter().position(|line| !line.is_blank()).map_or(lines.len(), |gap| at + gap);
        let torn = cut[at..end].contains(&true) && at > 0 && end < lines.len() && {
            let (before, after) = (lines[at - 1].words(text), lines[end].words(text));
            !ends_sentence(before) && !before.ends_with(':') && after.starts_with(char::is_lowercase)
        };
        if torn {
            keep[at..end].fill(false);
        }
        at = end;
    }
    let mut kept = keep.iter();
    lines.retain(|_| *kept.next().unwrap_or(&true));
}

/// YAML between two lines of `---` at the very beginning.
fn front_matter(text: &str, lines: &[Line]) -> Option<Range<usize>> {
    let closes: &[&str] = match lines.first()?.words(text) {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let end = lines.iter().take(200).skip(1).position(|line| closes.contains(&line.words(text)))? + 1;
    let sign = if closes[0] == "---" { ':' } else { '=' };
    let keyed = |line: &Line| {
        line.is_blank()
            || line.indent > 0
            || line.words(text).starts_with(['-', '#', '[', ']'])
            || line.words(text).contains(sign)
    };
    (end > 1 && lines[1..end].iter().all(keyed)).then_some(0..end + 1)
}

/// The licence and the header that Project Gutenberg puts around a text.
fn gutenberg(text: &str, lines: &[Line], parts: &mut Vec<Part>, found: &mut Found) {
    if !text.contains("PROJECT GUTENBERG") && !text.contains("Project Gutenberg") {
        return;
    }
    let marks = |line: &Line, word: &str| {
        let words = line.words(text);
        words.starts_with("***") && words.contains("PROJECT GUTENBERG") && words.contains(word)
    };
    if let Some(start) = lines.iter().position(|line| marks(line, "START OF")) {
        let mut end = start + 1;
        // The mark may run over two lines.
        while end < lines.len() && !lines[end - 1].words(text).ends_with("***") && !lines[end].is_blank() {
            end += 1;
        }
        preamble::of_library(text, &lines[..start], found);
        parts.push(Part::boilerplate(0..end, FRAME, 0.97));
        let credits = credits(text, lines, end);
        parts.extend(credits.map(|lines| Part::boilerplate(lines, "who made the electronic text", 0.85)));
    }
    if let Some(end) = lines.iter().rposition(|line| marks(line, "END OF")) {
        let before = (end.saturating_sub(6)..end).find(|at| {
            let words = lines[*at].words(text);
            words.starts_with("End of") && words.contains("Project Gutenberg")
        });
        parts.push(Part::boilerplate(before.unwrap_or(end)..lines.len(), FRAME, 0.97));
    }
    let pictures = lines.iter().enumerate().filter(|(_, line)| line.words(text) == "[Illustration]");
    parts.extend(pictures.map(|(at, _)| Part::boilerplate(at..at + 1, "the place of a picture", 0.9)));
}

/// "Produced by ...": who made the electronic text.
fn credits(text: &str, lines: &[Line], after: usize) -> Option<Range<usize>> {
    let first = (after..lines.len().min(after + 12)).find(|at| !lines[*at].is_blank())?;
    let words = lines[first].words(text);
    let credits = [
        "Produced by",
        "E-text prepared by",
        "This etext was",
        "Transcribed from",
        "[Transcriber",
        "This eBook was produced",
    ];
    let end = lines[first..].iter().take(12).position(Line::is_blank).map(|end| first + end)?;
    credits.iter().any(|opener| words.starts_with(opener)).then_some(first..end)
}

/// Lines of a web page's frame that people copy with the text, word for word.
const CHROME: [&str; 12] = [
    "From Wikipedia, the free encyclopedia",
    "Jump to navigation",
    "Jump to search",
    "Jump to navigation Jump to search",
    "Jump to navigationJump to search",
    "Jump to content",
    "Skip to content",
    "Skip to main content",
    "Add languages",
    "Article Talk",
    "Read Edit View history",
    "Print/export",
];

fn chrome(text: &str, lines: &[Line], parts: &mut Vec<Part>) {
    for (at, line) in lines.iter().enumerate().take(40) {
        if CHROME.contains(&line.words(text)) {
            parts.push(Part::boilerplate(at..at + 1, "words of a web page's frame", 0.95));
        }
    }
}

/// What a mailing list puts under every message: lines below a long line of strokes or two dashes, with the
/// list's address.
fn footers(text: &str, lines: &[Line], parts: &mut Vec<Part>) {
    const LONGEST: usize = 6;
    if !text.match_indices('_').any(|(at, _)| text[at..].starts_with("____")) {
        return;
    }
    for (at, line) in lines.iter().enumerate() {
        let words = line.words(text);
        if words.len() < 30 || !words.bytes().all(|byte| byte == b'_') {
            continue;
        }
        let under = lines[at + 1..].iter().take(LONGEST + 1).take_while(|line| !line.is_blank());
        let count = under.clone().count();
        let says = |word: &str| under.clone().any(|line| line.words(text).to_lowercase().contains(word));
        let listed = says("list") && (says("://") || says("@")) && (says("mailing") || says("listinfo"));
        if (1..=LONGEST).contains(&count) && listed {
            let rule = "the footer of a mailing list, under a line of strokes";
            parts.push(Part::boilerplate(at + 1..at + 1 + count, rule, 0.9));
        }
    }
}
