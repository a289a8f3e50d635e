//! Weaving: the text of a passage, its marks, its mentions and what is put in, as one sequence.
//!
//! A mention stays whole: emphasis that goes beyond it on one side is closed before its edge and opened again behind it;
//! emphasis that holds it and more goes on around it, and links never do. What is put in, such as the mark of a note,
//! moves behind the mention or link that it stands in, because links do not nest.

use super::{Mark, Passage, Style};
use std::ops::Range;

/// A step in writing a passage down. Spots and inserts are named by their places in what was given.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    Text(&'a str),
    Open(&'a Style),
    Close(&'a Style),
    OpenSpot(usize),
    CloseSpot(usize),
    Insert(usize),
}

/// `spots` are in order and apart; an insert is the byte that it stands before.
pub fn weave<'a>(passage: &'a Passage, spots: &[Range<usize>], inserts: &[usize]) -> Vec<Piece<'a>> {
    let whole = whole_stretches(passage, spots);
    let mut order: Vec<(usize, usize)> =
        inserts.iter().enumerate().map(|(index, at)| (settled(&whole, *at), index)).collect();
    order.sort_unstable();
    let threads = threads(passage, spots);
    let mut cuts: Vec<usize> =
        threads.iter().flat_map(|thread| [thread.span.start, thread.span.end]).collect();
    cuts.extend(order.iter().map(|(at, _)| *at));
    cuts.extend([0, passage.text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let (mut next_thread, mut next_insert) = (0, 0);
    let mut weaver = Weaver { open: Vec::new(), pieces: Vec::new() };
    for (index, cut) in cuts.iter().enumerate() {
        weaver.close(*cut);
        while order.get(next_insert).is_some_and(|(at, _)| at <= cut) {
            weaver.pieces.push(Piece::Insert(order[next_insert].1));
            next_insert += 1;
        }
        while threads.get(next_thread).is_some_and(|thread| thread.span.start <= *cut) {
            weaver.open(&threads[next_thread]);
            next_thread += 1;
        }
        let end = cuts.get(index + 1).copied().unwrap_or(*cut);
        if let Some(text) = passage.text.get(*cut..end).filter(|text| !text.is_empty()) {
            weaver.pieces.push(Piece::Text(text));
        }
    }
    weaver.pieces
}

/// What opens at one place and closes at another.
#[derive(Clone, Debug)]
struct Thread<'a> {
    span: Range<usize>,
    what: Spun<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Spun<'a> {
    Spot(usize),
    Mark(&'a Style),
}

/// Spots, and marks cut where they would part one; in the order in which they open.
fn threads<'a>(passage: &'a Passage, spots: &[Range<usize>]) -> Vec<Thread<'a>> {
    let mut threads = Vec::with_capacity(spots.len() + passage.marks.len());
    let whole = spots.iter().enumerate();
    threads.extend(whole.map(|(index, span)| Thread { span: span.clone(), what: Spun::Spot(index) }));
    for mark in &passage.marks {
        let mut span = mark.span.clone();
        let first = spots.partition_point(|spot| spot.end <= span.start);
        let touched = spots[first..].iter().take_while(|spot| spot.start < mark.span.end);
        for spot in touched.filter(|spot| !goes_around(mark, spot)) {
            for edge in [spot.start, spot.end] {
                if span.start < edge && edge < span.end {
                    threads.push(Thread { span: span.start..edge, what: Spun::Mark(&mark.style) });
                    span.start = edge;
                }
            }
        }
        threads.push(Thread { span, what: Spun::Mark(&mark.style) });
    }
    threads.retain(|thread| !thread.span.is_empty());
    // A stable order: of marks over the same words the outer comes first, and a spot before them.
    threads.sort_by_key(|thread| (thread.span.start, std::cmp::Reverse(thread.span.end)));
    threads
}

/// Whether a mark holds a spot and more, and may stand around it.
fn goes_around(mark: &Mark, spot: &Range<usize>) -> bool {
    mark.style.is_look() && mark.span.start <= spot.start && spot.end <= mark.span.end && mark.span != *spot
}

/// What nothing is put into: mentions, links, code and readings, those that overlap as one; in order.
fn whole_stretches(passage: &Passage, spots: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_whole = |style: &Style| {
        matches!(
            style,
            Style::Link { .. } | Style::Wikilink { .. } | Style::Code | Style::Math | Style::Reading(_)
        )
    };
    let marks = passage.marks.iter().filter(|mark| is_whole(&mark.style)).map(|mark| &mark.span);
    let mut spans: Vec<Range<usize>> = spots.iter().chain(marks).cloned().collect();
    spans.sort_by_key(|span| span.start);
    spans.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    spans
}

/// Where something can be put in without standing in one of these.
fn settled(whole: &[Range<usize>], at: usize) -> usize {
    let before = whole.partition_point(|span| span.start < at);
    whole[..before].last().map_or(at, |span| at.max(span.end))
}

struct Weaver<'a> {
    /// What is open, the innermost last.
    open: Vec<Open<'a>>,
    pieces: Vec<Piece<'a>>,
}

struct Open<'a> {
    end: usize,
    /// The first end of this thread and those around it, so that very many need no search.
    soonest: usize,
    what: Spun<'a>,
}

impl<'a> Weaver<'a> {
    fn open(&mut self, thread: &Thread<'a>) {
        let end = thread.span.end;
        let soonest = self.open.last().map_or(end, |outer| end.min(outer.soonest));
        self.open.push(Open { end, soonest, what: thread.what });
        self.pieces.push(match thread.what {
            Spun::Spot(index) => Piece::OpenSpot(index),
            Spun::Mark(style) => Piece::Open(style),
        });
    }

    /// Closes what ends here; marks that end later but were opened inside it are opened again.
    fn close(&mut self, at: usize) {
        let first = self.open.partition_point(|open| open.soonest > at);
        let closed = self.open.split_off(first);
        self.pieces.extend(closed.iter().rev().map(|open| match open.what {
            Spun::Spot(index) => Piece::CloseSpot(index),
            Spun::Mark(style) => Piece::Close(style),
        }));
        for open in closed.into_iter().filter(|open| open.end > at) {
            self.open(&Thread { span: at..open.end, what: open.what });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Mark};

    fn woven(
        text: &str,
        marks: &[(Range<usize>, Style)],
        spots: &[Range<usize>],
        inserts: &[usize],
    ) -> String {
        let marks =
            marks.iter().map(|(span, style)| Mark { span: span.clone(), style: style.clone() }).collect();
        let passage = Passage {
            kind: Kind::Paragraph,
            level: 0,
            text: text.into(),
            marks,
            atoms: Vec::new(),
            source: 0..0,
        };
        let name = |style: &Style| match style {
            Style::Emphasis => "i",
            Style::Strong => "b",
            _ => "x",
        };
        let pieces = weave(&passage, spots, inserts).into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Open(style) => format!("<{}>", name(style)),
            Piece::Close(style) => format!("</{}>", name(style)),
            Piece::OpenSpot(_) => "[".into(),
            Piece::CloseSpot(_) => "]".into(),
            Piece::Insert(index) => format!("*{index}"),
        });
        pieces.collect()
    }

    #[test]
    fn a_mention_across_emphasis_stays_whole() {
        assert_eq!(
            woven("the permanent war", &[(4..13, Style::Emphasis)], &[4..17], &[]),
            "the [<i>permanent</i> war]"
        );
        assert_eq!(woven("a bcd e", &[(0..4, Style::Emphasis)], &[2..5], &[]), "<i>a </i>[<i>bc</i>d] e");
        assert_eq!(woven("a bcd e", &[(3..7, Style::Emphasis)], &[2..5], &[]), "a [b<i>cd</i>]<i> e</i>");
    }

    #[test]
    fn emphasis_goes_on_around_the_mentions_that_it_holds() {
        let all = [(0..7, Style::Strong)];
        assert_eq!(woven("a bcd e", &all, &[0..1, 2..5], &[]), "<b>[a] [bcd] e</b>");
        assert_eq!(woven("a bcd e", &[(2..5, Style::Strong)], &[2..5], &[]), "a [<b>bcd</b>] e");
        let crossing = [(0..4, Style::Strong), (2..7, Style::Emphasis)];
        assert_eq!(woven("a bcd e", &crossing, &[2..4], &[]), "<b>a <i>[bc]</i></b><i>d e</i>");
        let link = [(0..7, Style::Link { href: String::new() })];
        assert_eq!(woven("a bcd e", &link, &[2..5], &[]), "<x>a </x>[<x>bcd</x>]<x> e</x>");
    }

    #[test]
    fn marks_that_overlap_are_nested() {
        let marks = [(0..4, Style::Emphasis), (2..6, Style::Strong)];
        assert_eq!(woven("abcdef", &marks, &[], &[]), "<i>ab<b>cd</b></i><b>ef</b>");
    }

    #[test]
    fn what_is_put_in_moves_out_of_mentions_and_links() {
        assert_eq!(woven("abcdef", &[], &[1..4], &[2, 1, 6]), "a*1[bcd]*0ef*2");
        let link = [(1..4, Style::Link { href: String::new() })];
        assert_eq!(woven("abcdef", &link, &[], &[2]), "a<x>bcd</x>*0ef");
    }

    #[test]
    fn what_is_put_in_stands_behind_the_mark_that_ends_there() {
        assert_eq!(woven("ab cd", &[(0..2, Style::Emphasis)], &[], &[2]), "<i>ab</i>*0 cd");
        assert_eq!(woven("abcd", &[(0..4, Style::Emphasis)], &[1..2, 2..3], &[2]), "<i>a[b]*0[c]d</i>");
    }
}
