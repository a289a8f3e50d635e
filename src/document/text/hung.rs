//! Heads close over text that is set in under them, with no line between: `NAME` and, set in, what a manual page or
//! a README says under it.

use super::sheet::{Sheet, ends_sentence};
use super::{heading, marker};
use std::collections::{HashMap, HashSet};

/// A head has no more columns, nor words.
const WIDEST: u32 = 60;
const MOST_WORDS: usize = 8;
/// What is under it is set in by no more: beyond, it is centred, or code.
const DEEPEST: u32 = 12;

/// The lines that are such heads. Several of one indent are, unless the same words come again and again: those are
/// the names of who speaks.
pub fn heads(sheet: &Sheet) -> HashSet<usize> {
    let mut found: HashMap<u32, Vec<usize>> = HashMap::new();
    if sheet.is_copied() {
        return HashSet::new();
    }
    for at in 0..sheet.lines.len() {
        if stands_over(sheet, at) {
            found.entry(sheet.lines[at].indent).or_default().push(at);
        }
    }
    let several = |heads: &Vec<usize>| {
        let words: HashSet<&str> = heads.iter().map(|at| sheet.words(*at)).collect();
        heads.len() >= 2 && words.len() * 4 >= heads.len() * 3
    };
    // In a file that sets its prose in, those between the outermost heads and the prose head parts of sections.
    let outermost = found.iter().filter(|(_, heads)| several(heads)).map(|(indent, _)| *indent).min();
    let under = |indent: u32| sheet.set_in && outermost.is_some_and(|outermost| outermost < indent);
    let heads = found.into_iter().filter(|(indent, heads)| several(heads) || under(*indent));
    heads.flat_map(|(_, heads)| heads).collect()
}

fn stands_over(sheet: &Sheet, at: usize) -> bool {
    let line = &sheet.lines[at];
    let Some(under) = sheet.lines.get(at + 1).filter(|under| !under.is_blank() && !line.is_blank()) else {
        return false;
    };
    let deep = under.indent.saturating_sub(line.indent);
    let apart = at == 0 || sheet.lines[at - 1].is_blank();
    if !apart || !(2..=DEEPEST).contains(&deep) || line.quote + under.quote > 0 || line.width > WIDEST {
        return false;
    }
    let words = line.words(sheet.text);
    let words = if heading::is_capitals(words) { words.trim_end_matches(':') } else { words };
    let loud = heading::is_capitals(words) && line.indent <= sheet.base + 1;
    let out = sheet.stands_out(line) && under.indent >= sheet.base && line.glance.likeness < 1;
    let mut rest = sheet.lines[at + 1..].iter().take_while(|line| !line.is_blank());
    (loud || out)
        && heading::is_title_like(words)
        && !ends_sentence(words)
        && words.split(' ').count() <= MOST_WORDS
        && marker::of(sheet.text, line).is_none()
        && rest.all(|other| other.indent >= line.indent + 2)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn a_manual_page_has_its_heads_at_the_margin() {
        sees(
            "KNOT(1)                    User Commands                    KNOT(1)\n\nNAME\n       knot - tie two ends together\n\nSYNOPSIS\n       knot [OPTION]... END END\n\nDESCRIPTION\n       Tie the two ends together, and say how well it went. Nothing is\n       tied twice.\n\n       With no ends, read them from the standard input, one a line, until\n       there are no more.\n\n   Kinds of knots\n       There are two kinds of them, and both hold, the one for longer than\n       the other.\n\n       -l     let go at the end\n\n       -s, --strong\n              take a knot that holds\n\n       --slow take more time than is needed, and say so at the end of it\n              all\n\nSEE ALSO\n       rope(1), string(3)\n\nknots 2.1                     March 2020                     KNOT(1)\n",
            "title: KNOT(1)
            heading2: NAME
            paragraph: knot - tie two ends together
            heading2: SYNOPSIS
            code: knot [OPTION]... END END
            heading2: DESCRIPTION
            paragraph: Tie the two ends together
            paragraph: With no ends
            heading3: Kinds of knots
            paragraph: There are two kinds
            paragraph: -l
            paragraph: let go at the end
            paragraph: -s, --strong
            paragraph: take a knot that holds
            paragraph: --slow
            paragraph: take more time than is needed, and say so at the end of it all
            heading2: SEE ALSO
            paragraph: rope(1), string(3)",
        );
    }

    #[test]
    fn a_readme_may_set_all_of_its_text_in() {
        sees(
            "pocketclock -- a clock for small terminals\n==========================================\n\nINSTALL\n   Type\n\n      ./configure --prefix=/usr\n      make\n\n   and that should be all. If it is not, write to me.\n\nKNOWN BUGS\n   1) It is always a second late.\n   2) It is never early.\n\nTHANKS\n   To everybody on the list.\n",
            "title: pocketclock -- a clock for small terminals
            heading2: INSTALL
            paragraph: Type
            code: ./configure --prefix=/usr
            paragraph: and that should be all.
            heading2: KNOWN BUGS
            item1: It is always
            item1: It is never early.
            heading2: THANKS
            paragraph: To everybody on the list.",
        );
    }

    #[test]
    fn names_that_come_again_over_speech_are_no_heads() {
        let seen = outline(
            "ANNA\n    Is it late?\n\nJOE\n    It is.\n\nANNA\n    How late?\n\nJOE\n    I have no watch.\n\nANNA\n    Nor I.\n",
        );
        assert!(!seen.contains("heading"), "{seen}");
    }
}
