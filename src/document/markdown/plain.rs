//! Plain text under a Markdown name: whether a text has no Markdown at all, and its recovery.

use super::draft::{Draft, Edit};
use super::front_of;
use super::mixed::Finding;
use super::survey::has_markdown;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::text::{self, Recovery};
use crate::document::{Why, front_matter};

/// Characters of a paragraph that is more than a line.
const PARAGRAPH: usize = 150;

/// Whether a text is plain: nothing in it is Markdown, and something in it Markdown would garble or
/// not see.
pub fn is_plain(text: &str, findings: &[Finding]) -> bool {
    let has_plain_forms = !findings.is_empty() || bare_headings(text) >= 2;
    has_plain_forms && !has_markdown(text)
}

/// Lines that stand alone, short as titles are, above a paragraph.
fn bare_headings(text: &str) -> usize {
    let blocks: Vec<&str> = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect();
    let is_title = |block: &str| {
        !block.contains('\n')
            && block.split_whitespace().count() <= 8
            && block.starts_with(char::is_uppercase)
            && block.ends_with(|c: char| c.is_alphanumeric() || "?)]".contains(c))
    };
    blocks.windows(2).filter(|pair| is_title(pair[0]) && pair[1].len() >= PARAGRAPH).count()
}

/// Reads a text as plain text. Its front matter is blanked, so that places and lines stay.
pub fn recover(path: &str, text: &str) -> (Recovery, Vec<Diagnostic>) {
    let (yaml, body) = front_matter(text);
    if body.start == 0 {
        return text::recover(path, text);
    }
    let blank = |c: char| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8());
    let blanked: String = text[..body.start].chars().flat_map(blank).collect();
    let (mut recovery, diagnostics) = text::recover(path, &(blanked + &text[body.start..]));
    recovery.parsed.removed.splice(0..0, front_of(text, yaml, body.start));
    (recovery, diagnostics)
}

/// What is said of a text that is plain in spite of its name.
pub fn said(path: &str) -> Diagnostic {
    Diagnostic::new(Code::ReadAsText, "there is no Markdown in this text; it was read as plain text")
        .at(Place::file(path))
        .hint("`format: markdown` in its front matter or sidecar has it read as Markdown")
}

/// Reads a text as plain text of which some parts are written otherwise, or left out.
pub fn recover_edited(path: &str, text: &str, edits: Vec<Edit>) -> (Recovery, Vec<Diagnostic>) {
    let mut draft = Draft::new(text, 0..text.len());
    draft.edit(edits);
    let (mut recovery, mut diagnostics) = recover(path, draft.text());
    let places = recovery.parsed.passages.iter_mut().map(|passage| &mut passage.source);
    for span in places.chain(recovery.parsed.removed.iter_mut().map(|one| &mut one.source)) {
        *span = draft.span(span.clone());
    }
    for span in draft.left_out() {
        recovery.parsed.remove(text[span.clone()].trim(), span, Why::Markup);
    }
    recovery.parsed.removed.sort_by_key(|removed| (removed.source.start, removed.source.end));
    let places = diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.place.as_mut());
    for place in places.filter(|place| place.path == path) {
        let span = draft.span(place.start..place.end);
        (place.start, place.end) = (span.start, span.end);
    }
    count_lines(text, &draft, &mut recovery);
    (recovery, diagnostics)
}

/// Says of every decision on which line of the seed it was made.
fn count_lines(text: &str, draft: &Draft<'_>, recovery: &mut Recovery) {
    let starts: Vec<usize> =
        std::iter::once(0).chain(draft.text().match_indices('\n').map(|(at, _)| at + 1)).collect();
    let own: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for decision in &mut recovery.decisions {
        let at = starts.get(decision.line.saturating_sub(1)).copied().unwrap_or(0);
        let at = draft.span(at..(at + 1).min(draft.text().len())).start;
        decision.line = 1 + own.partition_point(|end| *end < at);
    }
}
