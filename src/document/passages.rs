//! The passages of a text cut, numbered anew, and their words found again in the seed.

use super::{Atom, AtomKind, Kind, Mark, Parsed, Passage, PassageIx, each_passage};
use std::ops::Range;

/// The passages as they are read: the title, the body, the notes.
pub fn reading_order(parsed: &mut Parsed) -> Vec<PassageIx> {
    let mut order: Vec<PassageIx> = parsed.title.into_iter().collect();
    each_passage(&mut parsed.body, &mut |ix| order.push(*ix));
    for note in &mut parsed.notes {
        each_passage(&mut note.blocks, &mut |ix| order.push(*ix));
    }
    order
}

/// Numbers passages in an order that names each that is left once, and gives back the new number of each old one.
pub fn renumber(parsed: &mut Parsed, order: &[PassageIx]) -> Vec<Option<PassageIx>> {
    let mut places = vec![None; parsed.passages.len()];
    for (new, old) in (0..).map(PassageIx).zip(order) {
        places[old.0 as usize] = Some(new);
    }
    let renumber = |ix: &mut PassageIx| *ix = places[ix.0 as usize].expect("it is in the order");
    parsed.title.iter_mut().for_each(renumber);
    each_passage(&mut parsed.body, &mut |ix| renumber(ix));
    parsed.notes.iter_mut().for_each(|note| each_passage(&mut note.blocks, &mut |ix| renumber(ix)));
    parsed.move_ids(|ix| places[ix.0 as usize]);
    let mut old: Vec<Option<Passage>> = parsed.passages.drain(..).map(Some).collect();
    parsed.passages = order.iter().map(|ix| old[ix.0 as usize].take().expect("each is named once")).collect();
    places
}

/// Cuts a passage in two; what is behind the cut is given back. `place` is the cut in the seed.
pub fn part(first: &mut Passage, cut: usize, place: usize) -> Passage {
    let end = first.text[..cut].trim_end().len();
    let is_code = first.kind == Kind::Code;
    let text = first.text[cut..].to_owned();
    let (mut marks, mut atoms) = (Vec::new(), Vec::new());
    first.marks.retain_mut(|mark| {
        if mark.span.end > cut {
            let span = mark.span.start.max(cut) - cut..mark.span.end - cut;
            marks.push(Mark { span, style: mark.style.clone() });
        }
        mark.span.end = mark.span.end.min(end);
        mark.span.start < mark.span.end
    });
    first.atoms.retain_mut(|atom| {
        // The mark of a note belongs to the word before it, a picture to what follows.
        let goes = atom.at > cut || (atom.at == cut && matches!(atom.what, AtomKind::Image { .. }));
        if goes {
            atoms.push(Atom { at: atom.at - cut, what: atom.what.clone() });
        }
        atom.at = atom.at.min(end);
        !goes
    });
    first.text.truncate(end);
    let place = place.clamp(first.source.start, first.source.end);
    let source = place..first.source.end;
    first.source.end = place;
    // Behind a heading there is text; prose gets its kind from where it stands.
    let kind = if first.kind == Kind::Heading { Kind::Paragraph } else { first.kind };
    let level = if kind == first.kind && !is_code { first.level } else { 0 };
    Passage { kind, level, text, marks, atoms, source }
}

/// The words of a passage with their places in the seed, as far as they are found there.
pub fn located<'p>(
    seed: &'p str,
    passage: &'p Passage,
) -> impl Iterator<Item = (usize, Option<Range<usize>>)> + 'p {
    /// A word stands at most so far behind the one before it, in bytes; between them may be an address.
    const FARTHEST: usize = 400;
    let mut at = 0;
    let mut cursor = passage.source.start;
    passage.text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end();
        if word.is_empty() {
            return None;
        }
        let end = passage.source.end.min(seed.len());
        let mut limit = (cursor + word.len() + FARTHEST).min(end);
        while !seed.is_char_boundary(limit) {
            limit -= 1;
        }
        let found = seed.get(cursor..limit).and_then(|window| window.find(word));
        let span = found.map(|offset| cursor + offset..cursor + offset + word.len());
        cursor = span.as_ref().map_or(cursor, |span| span.end);
        Some((start, span))
    })
}

/// Where the words from an offset on begin in the seed.
pub fn place_in_seed(seed: &str, passage: &Passage, offset: usize) -> Option<usize> {
    located(seed, passage).filter(|(at, _)| *at >= offset).find_map(|(_, span)| span).map(|span| span.start)
}

/// The text of a passage with the line ends that it has in the seed. No offset changes.
pub fn broken_lines(seed: &str, passage: &Passage) -> String {
    let mut breaks = Vec::new();
    let mut last: Option<usize> = None;
    for (at, span) in located(seed, passage) {
        let Some(span) = span else { continue };
        let between = last.and_then(|end| seed.get(end..span.start));
        if between.is_some_and(|between| between.contains('\n')) && passage.text[..at].ends_with(' ') {
            breaks.push(at - 1);
        }
        last = Some(span.end);
    }
    let mut text = passage.text.clone();
    for at in breaks {
        text.replace_range(at..=at, "\n");
    }
    text
}
