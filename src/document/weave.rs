//! Weaving: the text of a passage, its marks, its mentions and what is put in, as one sequence.
//!
//! A mention is the outermost element, so that it stays whole; a mark that crosses its edge is
//! closed before the edge and opened again behind it. What is put in, such as the mark of a note,
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
    let mut weaver = Weaver {
        inserts: order,
        next_insert: 0,
        passage,
        next_mark: 0,
        running: Vec::new(),
        open: Vec::new(),
        pieces: Vec::new(),
    };
    let mut at = 0;
    for (index, spot) in spots.iter().enumerate() {
        weaver.run(at..spot.start, Inserts::Here);
        weaver.pieces.push(Piece::OpenSpot(index));
        weaver.run(spot.clone(), Inserts::Elsewhere);
        weaver.pieces.push(Piece::CloseSpot(index));
        at = spot.end;
    }
    weaver.run(at..passage.text.len(), Inserts::Here);
    weaver.pieces
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

#[derive(Clone, Copy, PartialEq)]
enum Inserts {
    Here,
    Elsewhere,
}

struct Weaver<'a> {
    passage: &'a Passage,
    inserts: Vec<(usize, usize)>,
    next_insert: usize,
    next_mark: usize,
    /// Marks that began in an earlier stretch and go on.
    running: Vec<&'a Mark>,
    /// Marks that are open, the innermost last.
    open: Vec<Open<'a>>,
    pieces: Vec<Piece<'a>>,
}

struct Open<'a> {
    end: usize,
    /// The first end of this mark and those around it, so that very many need no search.
    soonest: usize,
    style: &'a Style,
}

impl<'a> Weaver<'a> {
    /// Writes a stretch that no edge of a mention crosses.
    fn run(&mut self, range: Range<usize>, inserts: Inserts) {
        let marks = self.marks(&range);
        let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.extend([range.start, range.end]);
        if inserts == Inserts::Here {
            cuts.extend(
                self.inserts[self.next_insert..].iter().map(|(at, _)| *at).take_while(|at| *at <= range.end),
            );
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts.retain(|cut| range.start <= *cut && *cut <= range.end);
        for (index, cut) in cuts.iter().enumerate() {
            self.close(*cut);
            while inserts == Inserts::Here
                && self.inserts.get(self.next_insert).is_some_and(|(at, _)| at <= cut)
            {
                self.pieces.push(Piece::Insert(self.inserts[self.next_insert].1));
                self.next_insert += 1;
            }
            let first = marks.partition_point(|(span, _)| span.start < *cut);
            for (span, style) in marks[first..].iter().take_while(|(span, _)| span.start == *cut) {
                self.open(span.end, style);
            }
            let end = cuts.get(index + 1).copied().unwrap_or(*cut);
            if let Some(text) = self.passage.text.get(*cut..end).filter(|text| !text.is_empty()) {
                self.pieces.push(Piece::Text(text));
            }
        }
    }

    /// The marks of a stretch, cut to it. Stretches are asked for in order.
    fn marks(&mut self, range: &Range<usize>) -> Vec<(Range<usize>, &'a Style)> {
        let marks = &self.passage.marks[self.next_mark..];
        let new = marks.partition_point(|mark| mark.span.start < range.end);
        self.next_mark += new;
        self.running.extend(&marks[..new]);
        self.running.retain(|mark| mark.span.end > range.start);
        let cut =
            |mark: &&'a Mark| (mark.span.start.max(range.start)..mark.span.end.min(range.end), &mark.style);
        self.running.iter().map(cut).filter(|(span, _)| !span.is_empty()).collect()
    }

    fn open(&mut self, end: usize, style: &'a Style) {
        let soonest = self.open.last().map_or(end, |outer| end.min(outer.soonest));
        self.open.push(Open { end, soonest, style });
        self.pieces.push(Piece::Open(style));
    }

    /// Closes what ends here; marks that end later but were opened inside it are opened again.
    fn close(&mut self, at: usize) {
        let first = self.open.partition_point(|open| open.soonest > at);
        let closed = self.open.split_off(first);
        self.pieces.extend(closed.iter().rev().map(|open| Piece::Close(open.style)));
        for open in closed.into_iter().filter(|open| open.end > at) {
            self.open(open.end, open.style);
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
        assert_eq!(
            woven("abcd", &[(0..4, Style::Emphasis)], &[1..2, 2..3], &[2]),
            "<i>a</i>[<i>b</i>]*0[<i>c</i>]<i>d</i>"
        );
    }
}
