//! The body of one text: every passage with its number, its mentions and what stands beside it.

use super::margin::{Aside, MOST_NOTES};
use super::{Blocks, Html, Links, Spot, Writer, code, crosses_link, shown};
use crate::concept::ConceptIx;
use crate::corpus::{Annotation, Text, TextIx};
use crate::document::{Block, Kind, PassageIx, Quotation, Style};
use crate::mention::Standing;
use crate::page::facts::{Facts, Telling};
use crate::page::links::escape;
use rapidhash::RapidHashMap;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Quiet references to other texts: at most so many a page, and so many words from one to the next.
const MOST_ELSEWHERE: usize = 8;
const WORDS_BETWEEN: usize = 90;
/// A passage of another text must tell at least so much to be referred to.
const TELLS_ENOUGH: i32 = 0;

/// A text, ready for its page.
pub struct TextBody {
    /// The words of the text's own title, if it has one.
    pub title: Html,
    pub body: Html,
    /// Notes that stand beside no passage.
    pub end_notes: Html,
    pub headings: Vec<Heading>,
    /// The least height of the page's columns in pixels, so that the margin does not run out of it.
    pub room: u32,
}

pub struct Heading {
    /// From 2, without gaps.
    pub level: u8,
    pub anchor: String,
    pub words: String,
}

pub fn text_body(links: Links<'_>, facts: &Facts, ix: TextIx) -> TextBody {
    let mut body = Body::new(links, facts, ix);
    let source = links.corpus.text(ix);
    let mut title = Html::default();
    if let Some(passage) = source.document.title {
        let (words, _) = body.words(passage);
        title.html = words;
    }
    body.blocks(&source.document.body);
    let end_notes = body.end_notes();
    let room = body.room.height();
    TextBody { title, body: Html { html: body.out }, end_notes, headings: body.headings, room }
}

/// Writes the body of one text.
pub struct Body<'a> {
    pub links: Links<'a>,
    pub source: &'a Text,
    writer: Writer<'a>,
    pub out: String,
    /// Asides that wait for a place where they may stand.
    pending: String,
    /// By note of the text: whether it stands beside a passage already.
    pub placed: Vec<bool>,
    /// Whether a note may be placed at a reference, which it may not within a note.
    pub takes_notes: bool,
    /// By note: references written so far, and in all.
    pub references: Vec<usize>,
    pub reference_counts: Vec<usize>,
    pub annotations: usize,
    pub incoming: Vec<(TextIx, &'a Annotation, &'a Quotation)>,
    /// By passage: the place in it, and what another text says of the concept there.
    pub elsewhere: BTreeMap<PassageIx, Vec<(usize, (ConceptIx, Telling))>>,
    pub chained: u32,
    pub room: Room,
    former_ids: RapidHashMap<&'a str, Vec<&'a str>>,
    headings: Vec<Heading>,
    /// Levels of the headings that the present place is under, as the text counts them.
    under: Vec<u8>,
}

impl<'a> Body<'a> {
    fn new(links: Links<'a>, facts: &Facts, ix: TextIx) -> Body<'a> {
        let source = links.corpus.text(ix);
        let notes = source.document.notes.len();
        let incoming = facts.incoming(ix).iter().filter_map(|incoming| {
            let annotation = &links.corpus.text(incoming.from).annotations[incoming.annotation];
            Some((incoming.from, annotation, &annotation.with.as_ref()?.1))
        });
        let mut former_ids: RapidHashMap<&str, Vec<&str>> = RapidHashMap::default();
        for (from, to) in &source.moved {
            former_ids.entry(to).or_default().push(from);
        }
        let mut reference_counts = vec![0; notes];
        for atom in source.document.passages.iter().flat_map(|passage| &passage.atoms) {
            if let crate::document::AtomKind::NoteReference { note, .. } = atom.what {
                reference_counts[note] += 1;
            }
        }
        Body {
            links,
            source,
            writer: Writer::of_text(links, ix),
            out: String::new(),
            pending: String::new(),
            placed: vec![false; notes],
            takes_notes: notes <= MOST_NOTES,
            references: vec![0; notes],
            reference_counts,
            annotations: 0,
            incoming: incoming.collect(),
            elsewhere: elsewhere(links, facts, ix),
            chained: 0,
            room: Room::default(),
            former_ids,
            headings: Vec::new(),
            under: Vec::new(),
        }
    }

    /// The words of a passage, and the asides that shall follow it.
    fn words(&mut self, ix: PassageIx) -> (String, String) {
        let source = self.source;
        let passage = source.document.passage(ix);
        let in_note = passage.kind == Kind::Note;
        let takes_notes = self.takes_notes;
        self.takes_notes &= !in_note;
        let asides = self.asides(ix);
        self.takes_notes = takes_notes;
        let annotations = self.annotations;
        let mut inserts = self.writer.inserts(passage);
        for (place, (at, aside)) in (1..).zip(&asides) {
            if let Some(mark) = self.mark(aside, place) {
                inserts.push((*at, mark));
            }
        }
        let mut words = String::new();
        for id in self.former_ids.get(source.anchor(ix)).into_iter().flatten() {
            let _ = write!(words, "<span id=\"{}\" data-added></span>", escape(id));
        }
        let language = passage.marks.iter().find_map(|mark| match &mark.style {
            Style::Language(language) => Some(language.as_str()),
            _ => None,
        });
        if passage.kind == Kind::Code && inserts.is_empty() {
            words.push_str(code::highlight(&passage.text, language).as_str());
        } else {
            let spots = self.spots(ix, &asides);
            self.writer.words(&mut words, passage, &spots, &inserts);
        }
        self.room.passage(passage.text.len());
        (words, self.notes(&asides, annotations))
    }

    fn spots(&self, ix: PassageIx, asides: &[(usize, Aside<'_>)]) -> Vec<Spot> {
        let corpus = self.links.corpus;
        let anchor = self.source.anchor(ix);
        let passage = self.source.document.passage(ix);
        let spot = |(number, mention): (usize, &crate::mention::Mention)| {
            let place = asides.iter().position(|(at, aside)| {
                *at == mention.span.start && matches!(aside, Aside::Elsewhere(concept, _) if *concept == mention.concept)
            });
            let place = place.map(|place| format!(" k{}", (place + 1).min(9))).unwrap_or_default();
            let first = if mention.standing == Standing::First { " f" } else { "" };
            let (open, close) = if mention.standing.is_linked() && !crosses_link(passage, mention) {
                let hue = corpus.presence(mention.concept).hue;
                let href = self.links.concept(mention.concept);
                (format!("<a class=\"m{first} h{hue}{place}\" id=\"{anchor}.{number}\" href=\"{href}\">"), "</a>")
            } else {
                (format!("<span id=\"{anchor}.{number}\">"), "</span>")
            };
            Spot { span: mention.span.clone(), open, close }
        };
        shown(self.source.mentions_in(ix)).map(spot).collect()
    }

    /// The number of a passage, which is its permalink.
    fn number(&self, ix: PassageIx) -> String {
        match self.source.numbers[ix.0 as usize] {
            Some(number) => {
                let anchor = self.source.anchor(ix);
                format!("<a class=\"pn\" href=\"#{anchor}\" aria-label=\"Paragraph {number}\" data-added>{number}</a>")
            }
            None => String::new(),
        }
    }

    fn heading(&mut self, ix: PassageIx) {
        let passage = self.source.document.passage(ix);
        while self.under.last().is_some_and(|level| *level >= passage.level) {
            self.under.pop();
        }
        self.under.push(passage.level);
        let level = u8::try_from(self.under.len() + 1).unwrap_or(6).min(6);
        let (words, notes) = self.words(ix);
        let anchor = self.source.anchor(ix).to_owned();
        let heading = format!("<h{level} id=\"{anchor}\">{words}</h{level}>");
        let _ = match notes.is_empty() {
            true => writeln!(self.out, "{heading}"),
            false => writeln!(self.out, "<div class=\"b\">{heading}{notes}</div>"),
        };
        self.headings.push(Heading { level, anchor, words: crate::page::quote::one_line(&passage.text) });
    }

    fn flush_pending(&mut self) {
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            let _ = writeln!(self.out, "<div class=\"b\">{pending}</div>");
        }
    }

    pub fn label(&self, note: usize) -> &'a str {
        let label = self.source.document.notes[note].label.trim();
        let bare = label.trim_start_matches(['[', '(']).trim_end_matches([']', ')', '.', ':']);
        if bare.is_empty() { label } else { bare }
    }

    /// The id that a reference leads to: that of the note's first passage.
    pub fn note_id(&self, note: usize) -> String {
        match self.source.document.notes[note].blocks.first() {
            Some(Block::Passage(ix)) => self.source.anchor(*ix).to_owned(),
            _ => format!("n.{}", note + 1),
        }
    }

    /// The id of the element around a note, if no passage in it has that id already.
    pub fn own_id(&self, note: usize) -> String {
        let id = self.note_id(note);
        if id.starts_with("n.") { format!(" id=\"{id}\"") } else { String::new() }
    }
}

impl Blocks for Body<'_> {
    fn out(&mut self) -> &mut String {
        &mut self.out
    }

    fn passage(&mut self, ix: PassageIx) {
        let source = self.source;
        let kind = source.document.passage(ix).kind;
        if kind == Kind::Heading {
            return self.heading(ix);
        }
        let (words, notes) = self.words(ix);
        let anchor = source.anchor(ix);
        if kind == Kind::Note {
            self.pending.push_str(&notes);
            let _ = write!(self.out, "<p id=\"{anchor}\">{words}</p>");
            return;
        }
        let (open, close) = match kind {
            Kind::Verse => ("<p class=\"verse\">", "</p>"),
            Kind::Code => ("<pre tabindex=\"0\"><code>", "</code></pre>"),
            _ => ("<p>", "</p>"),
        };
        let number = self.number(ix);
        let pending = std::mem::take(&mut self.pending);
        let _ = writeln!(
            self.out,
            "<div class=\"b\" id=\"{anchor}\">{number}{open}{words}{close}{notes}{pending}</div>"
        );
    }

    fn item(&mut self, ix: Option<PassageIx>, task: Option<bool>) {
        let box_of = |done| match done {
            true => "<span class=\"task\" role=\"img\" aria-label=\"Done\" data-added>☑ </span>",
            false => "<span class=\"task\" role=\"img\" aria-label=\"Not done\" data-added>☐ </span>",
        };
        let task = task.map(box_of).unwrap_or_default();
        let plain = |ix: &PassageIx| !matches!(self.source.document.passage(*ix).kind, Kind::Code | Kind::Heading);
        match ix {
            Some(ix) if plain(&ix) => {
                let (words, notes) = self.words(ix);
                let (anchor, number) = (self.source.anchor(ix), self.number(ix));
                let pending = std::mem::take(&mut self.pending);
                let _ = write!(self.out, "<li class=\"b\" id=\"{anchor}\">{number}{task}{words}{notes}{pending}");
            }
            Some(ix) => {
                let _ = write!(self.out, "<li>{task}");
                self.passage(ix);
            }
            None => {
                let _ = write!(self.out, "<li>{task}");
            }
        }
    }

    fn cell(&mut self, ix: PassageIx, tag: &str, class: &str) {
        let (words, notes) = self.words(ix);
        self.pending.push_str(&notes);
        let anchor = self.source.anchor(ix);
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let scope = if tag == "th" { " scope=\"col\"" } else { "" };
        let number = if tag == "dt" { self.number(ix) } else { String::new() };
        let _ = write!(self.out, "<{tag} id=\"{anchor}\"{class}{scope}>{number}{words}</{tag}>");
    }

    fn after_cells(&mut self) {
        self.flush_pending();
    }
}

/// What other texts say of the concepts of this one, each where it is first linked here: the most
/// telling first, and not more than the margin can hold.
fn elsewhere(
    links: Links<'_>,
    facts: &Facts,
    ix: TextIx,
) -> BTreeMap<PassageIx, Vec<(usize, (ConceptIx, Telling))>> {
    let text = links.corpus.text(ix);
    let mut words = 0;
    let words_before: Vec<usize> = text
        .document
        .passages
        .iter()
        .map(|passage| {
            let before = words;
            words += passage.text.split_whitespace().count();
            before
        })
        .collect();
    let mut candidates: Vec<(usize, &crate::mention::Mention, Telling)> = Vec::new();
    for mention in text.mentions.iter().filter(|mention| mention.standing == Standing::First) {
        let best = facts.best_elsewhere(mention.concept, ix).filter(|telling| telling.score >= TELLS_ENOUGH);
        // Where the editor speaks, the margin is taken.
        let annotated = text.annotations.iter().any(|annotation| annotation.at.passage == mention.passage);
        if text.numbers[mention.passage.0 as usize].is_some()
            && !annotated
            && let Some(telling) = best
        {
            candidates.push((words_before[mention.passage.0 as usize] + mention.span.start / 6, mention, telling));
        }
    }
    candidates.sort_by_key(|(at, _, telling)| (std::cmp::Reverse(telling.score), *at));
    let mut chosen: Vec<(usize, Telling)> = Vec::new();
    let mut by_passage: BTreeMap<PassageIx, Vec<(usize, (ConceptIx, Telling))>> = BTreeMap::new();
    for (at, mention, telling) in candidates {
        let near = |(other, quoted): &(usize, Telling)| {
            other.abs_diff(at) < WORDS_BETWEEN || (quoted.text, quoted.passage) == (telling.text, telling.passage)
        };
        if chosen.len() < MOST_ELSEWHERE && !chosen.iter().any(near) {
            chosen.push((at, telling));
            by_passage.entry(mention.passage).or_default().push((mention.span.start, (mention.concept, telling)));
        }
    }
    by_passage
}

/// How far down the margin reaches, guessed from lengths: notes stand beside their passages, each
/// below the one before.
#[derive(Default)]
pub struct Room {
    /// Pixels from the top of the text to the passage, and to the end of the last note.
    text: usize,
    margin: usize,
}

impl Room {
    fn passage(&mut self, length: usize) {
        self.text += 18 + 31 * (length / 66 + 1);
    }

    /// `html` counts tags too; about a third of a note is tags.
    pub fn note(&mut self, html: usize) {
        self.margin = self.margin.max(self.text) + 14 + 20 * (html / 54 + 1);
    }

    fn height(&self) -> u32 {
        if self.margin == 0 { 0 } else { u32::try_from(self.margin + 160).unwrap_or(u32::MAX) }
    }
}
