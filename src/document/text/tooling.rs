//! Lines that speak to programs and not to readers: what an editor is told (`-*- outline -*-`, `vim: tw=72`,
//! `Local variables:`), what a keeper of versions fills in (`$Id: ... $`), the armour of a signed message.

use super::furniture::Apart;
use super::line::Line;
use crate::document::{Removed, Why};
use std::ops::Range;

/// Such lines stand this near the beginning or the end of a text.
const NEAR: usize = 12;
/// What names a licence to programs.
const LICENCE: &str = "SPDX-License-Identifier:";
/// What opens the lines around a signed message.
const ARMOUR: &str = "-----BEGIN PGP";

/// Takes such lines, and such parts of lines, away.
pub fn read(text: &str, lines: &mut [Line]) -> Vec<Apart> {
    let mut removed = Vec::new();
    let armoured = lines.iter().any(|line| line.words(text).starts_with(ARMOUR));
    if !armoured && !may_speak(text, lines) {
        return removed;
    }
    if !text.contains(['$', '*']) && !["vim:", LICENCE, ARMOUR].iter().any(|sign| text.contains(sign)) {
        return removed;
    }
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let near = filled.iter().take(NEAR).chain(filled.iter().rev().take(NEAR));
    for at in near.copied() {
        let line = &mut lines[at];
        let words = line.words(text);
        let part =
            mode(words).or_else(|| (is_keyword(words) || is_modeline(words)).then_some(0..words.len()));
        if let Some(part) = part {
            cut(text, line, part, &mut removed, "a line for an editor or a keeper of versions");
        }
    }
    let variables =
        filled.iter().rev().take(2 * NEAR).copied().find(|at| is_variables(lines[*at].words(text)));
    if let Some(from) = variables {
        let end = |at: &&usize| **at > from && lines[**at].words(text).eq_ignore_ascii_case("end:");
        if let Some(end) = filled.iter().find(end).copied() {
            whole(text, lines, from..end + 1, &mut removed, "what an editor is told");
        }
    }
    if armoured {
        armour(text, lines, &filled, &mut removed);
    }
    removed.sort_by_key(|apart| apart.removed.source.start);
    removed
}

/// Whether one of the first or last lines speaks so: in most texts none does, and these need no second look.
fn may_speak(text: &str, lines: &[Line]) -> bool {
    let filled = || lines.iter().filter(|line| !line.is_blank()).map(|line| line.words(text));
    let told = |words: &str| mode(words).is_some() || is_keyword(words) || is_modeline(words);
    filled().take(NEAR).any(told)
        || filled().rev().take(2 * NEAR).any(|words| told(words) || is_variables(words))
}

/// `-*- text -*-`: the bytes of what tells an editor its mode.
fn mode(words: &str) -> Option<Range<usize>> {
    let open = words.find("-*-")?;
    let close = open + 3 + words[open + 3..].find("-*-")? + 3;
    let own = close == words.len() || open == 0;
    own.then_some(open..close)
}

/// `$Id$`, `$Revision: 1.2 $`: what a keeper of versions fills in.
fn is_keyword(words: &str) -> bool {
    let Some(inner) = words.strip_prefix('$').and_then(|rest| rest.strip_suffix('$')) else { return false };
    let name = inner.split(':').next().unwrap_or("");
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !inner.contains('$')
        && (name.len() == inner.len() || inner[name.len()..].starts_with(": "))
}

/// `vim:tw=78:ts=8`, `ex: set ts=4:`, `.. SPDX-License-Identifier: MIT`.
fn is_modeline(words: &str) -> bool {
    if words.len() <= 90 && words.trim_start_matches(['.', '#', '/', ';', ' ']).starts_with(LICENCE) {
        return true;
    }
    let rest = ["vim:", "vi:", "ex:"].iter().find_map(|name| words.strip_prefix(name));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        let set = rest.strip_prefix("set ").or_else(|| rest.strip_prefix("se ")).unwrap_or(rest);
        set.contains(['=', ':']) && set.split([' ', ':']).all(|word| word.len() <= 24) && set.len() <= 90
    })
}

fn is_variables(words: &str) -> bool {
    words.eq_ignore_ascii_case("local variables:")
}

/// The line over a signed message, and the signature under it.
fn armour(text: &str, lines: &mut [Line], filled: &[usize], removed: &mut Vec<Apart>) {
    /// Signatures have no more lines.
    const LONGEST: usize = 60;
    let mut after = 0;
    for (place, from) in filled.iter().copied().enumerate() {
        if from < after {
            continue;
        }
        let end = match lines[from].words(text) {
            "-----BEGIN PGP SIGNED MESSAGE-----" => {
                let hash = lines.get(from + 1).is_some_and(|line| line.words(text).starts_with("Hash: "));
                Some(from + 1 + usize::from(hash))
            }
            "-----BEGIN PGP SIGNATURE-----" => {
                let close = |at: &&usize| lines[**at].words(text) == "-----END PGP SIGNATURE-----";
                filled[place..].iter().take(LONGEST).find(close).map(|end| end + 1)
            }
            _ => None,
        };
        if let Some(end) = end {
            whole(text, lines, from..end, removed, "the signature of a program on a message");
            after = end;
        }
    }
}

fn whole(text: &str, lines: &mut [Line], range: Range<usize>, removed: &mut Vec<Apart>, rule: &'static str) {
    for line in lines[range].iter_mut().filter(|line| !line.is_blank()) {
        let all = 0..line.words(text).len();
        cut(text, line, all, removed, rule);
    }
}

/// Takes a part of a line away that stands at its beginning or its end.
fn cut(text: &str, line: &mut Line, part: Range<usize>, removed: &mut Vec<Apart>, rule: &'static str) {
    let (from, to) = (line.from, line.to);
    let source = from + part.start..from + part.end;
    removed.push(Apart {
        removed: Removed {
            text: text[source.clone()].to_owned(),
            source: source.clone(),
            why: Why::Metadata,
        },
        rule,
        confidence: 0.95,
    });
    let rest = if part.start == 0 { source.end..to } else { from..source.start };
    let said = &text[rest.clone()];
    let left = rest.start + (said.len() - said.trim_start().len());
    let right = left + said.trim().len();
    line.reword(text, left..right.max(left));
    line.quote = if line.is_blank() { 0 } else { line.quote };
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn what_speaks_to_programs_is_no_text() {
        let text = "$NetBSD: README,v 1.2 1995/03/24 03:58:29 cgd Exp $\n\nThe Mill  -*- outline -*-\n\nIt stands where it stood, and it does not turn any more.\n\nNobody has the key.\n\nLocal variables:\nmode: text\nEnd:\n\nvim:tw=78:ts=8:ft=help\n.. SPDX-License-Identifier: MIT\n";
        let seen = outline(text);
        assert_eq!(
            seen,
            "title: The Mill\nparagraph: It stands where it stood, and it does not turn any more.\nparagraph: Nobody has the key.\n"
        );
    }

    #[test]
    fn sums_of_money_and_stars_stay() {
        let text = "The Till\n\n$12 and 3$\n\nIt holds what it holds, and nobody counts it twice.\n\n*-*-*\n\nex: the till is open.\n";
        let seen = outline(text);
        assert!(seen.contains("$12 and 3$") && seen.contains("ex: the till is open."), "{seen}");
    }

    #[test]
    fn a_signed_message_is_read_without_its_armour() {
        let text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe gate is open\n\nIt was opened in the morning, by the keeper and by nobody else.\n\n-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\niQCVAwUBOuCi3WAM\n=abcd\n-----END PGP SIGNATURE-----\n";
        let seen = outline(text);
        assert_eq!(
            seen,
            "title: The gate is open\nparagraph: It was opened in the morning, by the keeper and by nobody else.\n"
        );
    }
}
