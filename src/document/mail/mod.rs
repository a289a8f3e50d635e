//! Mails as programs keep them (`.eml`, a mailbox) under a name of plain text: words in other letters than they were sent in
//! are decoded, the bounds between parts and what is no text set apart, and the rest is read as any plain text.

mod code;
#[cfg(test)]
mod tests;

use super::markdown;
use super::markdown::draft::Edit;
use super::text::Recovery;
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// Reads a text, if it is a mail, or several, that must be decoded.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    let may = ["Content-T", "content-t", "CONTENT-T", "=?"].iter().any(|sign| text.contains(sign));
    let edits = if may { edits(text) } else { Vec::new() };
    if edits.is_empty() {
        return None;
    }
    Some(markdown::recover_edited(path, text, edits))
}

/// What must be written otherwise in all mails of a text.
fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut starts = vec![0];
    starts.extend(text.match_indices("\nFrom ").map(|(at, _)| at + 1));
    let messages: Vec<(Range<usize>, Head)> = starts
        .iter()
        .filter_map(|at| Head::read(text, *at).filter(Head::is_mail).map(|head| (*at..head.body, head)))
        .collect();
    for (place, (own, head)) in messages.iter().enumerate() {
        let end = messages.get(place + 1).map_or(text.len(), |(next, _)| next.start);
        words_of_head(text, own.clone(), &mut edits);
        part(text, head, head.body..end, 0, &mut edits);
    }
    edits
}

/// What the head of a mail, or of a part of one, says of what follows.
#[derive(Default)]
struct Head {
    /// Where what follows begins.
    body: usize,
    /// Known keys of a mail.
    known: usize,
    kind: String,
    encoding: String,
    charset: String,
    boundary: Option<String>,
}

impl Head {
    /// The keys from a place on, up to a blank line.
    fn read(text: &str, from: usize) -> Option<Head> {
        let mut head = Head { body: from, ..Head::default() };
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut at = from;
        for line in text[from..].split_inclusive('\n') {
            let words = line.trim_end();
            at += line.len();
            if words.is_empty() {
                if fields.is_empty() && at - line.len() == from {
                    head.body = at;
                    continue;
                }
                break;
            }
            if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(words.trim());
            } else if let Some((key, value)) = words.split_once(':').filter(|(key, _)| is_key(key)) {
                fields.push((key.to_ascii_lowercase(), value.trim().to_owned()));
            } else if !(fields.is_empty() && words.starts_with("From ")) {
                return None;
            }
        }
        head.body = at;
        for (key, value) in &fields {
            match key.as_str() {
                "from" | "to" | "subject" | "date" | "message-id" | "received" | "mime-version" => {
                    head.known += 1
                }
                "content-type" => {
                    head.kind = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
                    head.charset = parameter(value, "charset").unwrap_or_default();
                    head.boundary = parameter(value, "boundary");
                }
                "content-transfer-encoding" => head.encoding = value.to_ascii_lowercase(),
                _ => {}
            }
        }
        (!fields.is_empty()).then_some(head)
    }

    fn is_mail(&self) -> bool {
        self.known >= 3
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The value of `charset="utf-8"` and its like.
fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    });
    found.filter(|value| !value.is_empty())
}

/// Words such as `=?utf-8?Q?K=C3=A4the?=` in a head.
fn words_of_head(text: &str, head: Range<usize>, edits: &mut Vec<Edit>) {
    let mut at = head.start;
    let mut last: Option<usize> = None;
    while let Some(open) = text[at..head.end].find("=?").map(|open| at + open) {
        let Some((length, decoded)) = code::word(&text[open..head.end]) else {
            at = open + 2;
            continue;
        };
        // Blanks between two such words belong to neither.
        let from = last.filter(|last| text[*last..open].trim().is_empty()).unwrap_or(open);
        edits.push(Edit::new(from..open + length, decoded));
        at = open + length;
        last = Some(at);
    }
}

/// Parts within more parts than these are left as they are written.
const DEEPEST: usize = 8;

/// What must be written otherwise in what a head speaks of.
fn part(text: &str, head: &Head, body: Range<usize>, depth: usize, edits: &mut Vec<Edit>) {
    if let Some(boundary) =
        head.boundary.as_ref().filter(|_| depth < DEEPEST && head.kind.starts_with("multipart/"))
    {
        let line = format!("--{boundary}");
        return parts(text, (head, &line), body, depth, edits);
    }
    let is_text = head.kind.is_empty() || head.kind.starts_with("text/") || head.kind.starts_with("message/");
    match head.encoding.as_str() {
        "quoted-printable" => edits.extend(code::printable(text, body, &head.charset)),
        "base64" if is_text => {
            let end = body.start + text[body.clone()].trim_end().len();
            let decoded =
                code::base64(&text[body.start..end]).map(|bytes| code::letters(&bytes, &head.charset));
            edits.extend(decoded.map(|decoded| Edit::new(body.start..end, decoded.replace("\r\n", "\n"))));
        }
        _ if !is_text => edits.push(Edit::new(body, "\n")),
        _ => {}
    }
}

/// The parts between lines of a head's bound.
fn parts(text: &str, (head, line): (&Head, &str), body: Range<usize>, depth: usize, edits: &mut Vec<Edit>) {
    let begins = |at: &usize| *at == body.start || text[..*at].ends_with('\n');
    let bounds: Vec<usize> =
        text[body.clone()].match_indices(line).map(|(at, _)| body.start + at).filter(begins).collect();
    let mut inner = Vec::new();
    for (place, at) in bounds.iter().enumerate() {
        let after = at + line.len();
        let past = text[after..].find('\n').map_or(text.len(), |end| after + end + 1);
        let end = bounds.get(place + 1).copied().unwrap_or(body.end);
        if text[after..].starts_with("--") {
            edits.push(Edit::new(*at..past.min(body.end), ""));
            break;
        }
        let own = Head::read(text, past).unwrap_or(Head { body: past, ..Head::default() });
        edits.push(Edit::new(*at..own.body.min(end), "\n"));
        inner.push((own, end));
    }
    // Of several forms of one text the plain one is read.
    let plain = |(own, _): &(Head, usize)| own.kind == "text/plain";
    let alternative = head.kind == "multipart/alternative" && inner.iter().any(plain);
    for (own, end) in inner {
        let body = own.body.min(end)..end;
        if alternative && own.kind != "text/plain" || body.is_empty() {
            edits.push(Edit::new(body, ""));
        } else {
            part(text, &own, body, depth + 1, edits);
        }
    }
}
