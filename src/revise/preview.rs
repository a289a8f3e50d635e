//! A revision as a person reads it: which lines go and which come.

use super::file::{line_end, line_start};
use super::{Change, Edit, Revision, edited};
use crate::source::Sources;
use std::ops::Range;

impl Revision {
    /// The lines that change, file by file, `-` before what goes and `+` before what comes.
    pub fn preview(&self, sources: &Sources) -> String {
        let mut shown = String::new();
        for (path, change) in &self.changes {
            let text = sources.text(path).unwrap_or("");
            match change {
                Change::Edit(edits) => {
                    for (lines, edits) in hunks(text, edits) {
                        let number = 1 + text[..lines.start].matches('\n').count();
                        shown.push_str(&format!("{path}:{number}\n"));
                        let local = edits.iter().map(|edit| Edit {
                            span: edit.span.start - lines.start..edit.span.end - lines.start,
                            with: edit.with.clone(),
                        });
                        let new = edited(&text[lines.clone()], &local.collect::<Vec<_>>());
                        difference(&text[lines], &new, &mut shown);
                    }
                }
                Change::Create(new) => {
                    shown.push_str(&format!("{path} (new)\n"));
                    difference("", new, &mut shown);
                }
                Change::Remove => {
                    shown.push_str(&format!("{path} (removed)\n"));
                    difference(text, "", &mut shown);
                }
            }
        }
        shown
    }
}

/// Edits that touch the same or neighbouring lines, with these lines.
fn hunks<'a>(text: &str, edits: &'a [Edit]) -> Vec<(Range<usize>, &'a [Edit])> {
    let lines = |edit: &Edit| {
        let start = line_start(text, edit.span.start);
        let whole = edit.span.end == start || text[..edit.span.end].ends_with('\n');
        start..if whole { edit.span.end } else { line_end(text, edit.span.end) }
    };
    let mut hunks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (place, edit) in edits.iter().enumerate() {
        let lines = lines(edit);
        match hunks.last_mut() {
            Some((last, places)) if lines.start <= last.end => {
                last.end = last.end.max(lines.end);
                places.end = place + 1;
            }
            _ => hunks.push((lines, place..place + 1)),
        }
    }
    hunks.into_iter().map(|(lines, places)| (lines, &edits[places])).collect()
}

/// What is the same at both ends is left out.
fn difference(old: &str, new: &str, shown: &mut String) {
    let (mut old, mut new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    while !old.is_empty() && !new.is_empty() && old[0] == new[0] {
        old.remove(0);
        new.remove(0);
    }
    while !old.is_empty() && !new.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    old.iter().for_each(|line| shown.push_str(&format!("  - {line}\n")));
    new.iter().for_each(|line| shown.push_str(&format!("  + {line}\n")));
}
