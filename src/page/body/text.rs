//! The body of one text: every passage with its number, its mentions and what stands beside it.

use super::blocks::Blocks;
use super::elsewhere::{Elsewhere, elsewhere};
use super::margin::{Aside, Beside, MOST_NOTES, chained};
use super::room::Room;
use super::{Html, Links, Spot, Writer, code, shown};
use crate::corpus::{Annotation, Text, TextIx};
use crate::document::direction::Direction;
use crate::document::{Block, Document, Kind, PassageIx, Quotation, Style};
use crate::mention::Standing;
use crate::page::facts::Facts;
use crate::page::links::escape;
use crate::words::Words;
use rapidhash::RapidHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A text, ready for its page.
pub struct TextBody {
    /// The words of the text's own title, if it has one.
    pub title: Html,
    pub body: Html,
    /// Notes that stand beside no passage.
    pub end_notes: Html,
    pub headings: Vec<Heading>,
    /// How much further than the text the margin reaches, in pixels, so that nothing stands in its way.
    pub room: u32,
    pub direction: Direction,
}

pub struct Heading {
    /// From 2, without gaps.
    pub level: u8,
    pub anchor: String,
    pub words: String,
}

pub fn text_body(links: Links<'_>, facts: &Facts, ix: TextIx) -> TextBody {
    let mut body = Body::new(links, facts, ix);
    let mut title = body.whole();
    if body.takes_notes && body.room.is_too_small() {
        body = Body { takes_notes: false, ..Body::new(links, facts, ix) };
        title = body.whole();
    }
    let end_notes = body.end_notes();
    let room = body.room.beyond();
    let (headings, direction) = (body.headings, body.direction);
    TextBody { title, body: Html { html: chained(&body.out) }, end_notes, headings, room, direction }
}

/// The direction of most of a text; code says nothing of it.
fn direction(document: &Document) -> Direction {
    let passages = document.passages.iter().filter(|passage| passage.kind != Kind::Code);
    Direction::of_text(passages.map(|passage| passage.text.as_str()))
}

/// Writes the body of one text.
pub struct Body<'a> {
    pub links: Links<'a>,
    pub source: &'a Text,
    writer: Writer<'a>,
    pub out: String,
    /// Asides that wait for a place where they may stand.
    pending: String,
    /// How many asides the cells of the present table or list of definitions have.
    cells_asides: usize,
    /// By note of the text: whether it stands beside a passage already.
    pub placed: Vec<bool>,
    /// Whether notes stand beside their references, or all at the end.
    pub takes_notes: bool,
    /// Whether a note is being written.
    pub in_note: bool,
    /// Whether the notes at the end of the text are being written.
    pub is_at_end: bool,
    /// By note: references written so far, and in all.
    pub references: Vec<usize>,
    pub reference_counts: Vec<usize>,
    pub annotations: usize,
    pub incoming: Vec<(TextIx, &'a Annotation, &'a Quotation)>,
    pub elsewhere: BTreeMap<PassageIx, Elsewhere>,
    pub room: Room,
    pub direction: Direction,
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
        for (from, to) in source.moved() {
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
            cells_asides: 0,
            placed: vec![false; notes],
            takes_notes: notes <= MOST_NOTES,
            in_note: false,
            is_at_end: false,
            references: vec![0; notes],
            reference_counts,
            annotations: 0,
            incoming: incoming.collect(),
            elsewhere: elsewhere(links.corpus, ix),
            room: Room::default(),
            direction: direction(&source.document),
            former_ids,
            headings: Vec::new(),
            under: Vec::new(),
        }
    }

    /// Writes the whole text, but for its title, which is returned, and the notes that stand at its end.
    fn whole(&mut self) -> Html {
        let source = self.source;
        let mut title = Html::default();
        if let Some(passage) = source.document.title {
            let (words, notes) = self.words(passage);
            title.html = words;
            self.pending.push_str(&notes);
        }
        self.blocks(&source.document.body);
        self.flush_pending();
        title
    }

    /// The words of a passage, and the asides that shall follow it.
    fn words(&mut self, ix: PassageIx) -> (String, String) {
        self.words_after(&mut 0, ix)
    }

    /// The same of a passage that shares the places of its asides with others, which have `taken` some.
    fn words_after(&mut self, taken: &mut usize, ix: PassageIx) -> (String, String) {
        let source = self.source;
        let passage = source.document.passage(ix);
        let asides = self.asides(ix, taken);
        let annotations = self.annotations;
        let mut inserts = self.writer.inserts(passage);
        for beside in &asides {
            if let Some(mark) = self.mark(beside) {
                inserts.push((beside.at, mark));
            }
        }
        inserts.extend(self.places_in_links(ix));
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
        if !self.in_note {
            self.room.passage(passage);
        }
        (words, self.notes(&asides, annotations))
    }

    fn spots(&self, ix: PassageIx, asides: &[Beside<'_>]) -> Vec<Spot> {
        let corpus = self.links.corpus;
        let anchor = self.source.anchor(ix);
        let passage = self.source.document.passage(ix);
        let spot = |(number, mention): (usize, &crate::mention::Mention)| {
            let beside = asides.iter().find(|beside| {
                beside.at == mention.span.start
                    && matches!(&beside.aside, Aside::Elsewhere(other) if other.concept == mention.concept)
            });
            let place = beside.map(|beside| format!(" k{}", beside.place)).unwrap_or_default();
            let first = if mention.standing == Standing::First { " f" } else { "" };
            let (open, close) = if mention.standing.is_linked() {
                let hue = corpus.presence(mention.concept).hue;
                let href = self.links.concept(mention.concept);
                (
                    format!("<a id=\"{anchor}.{number}\" class=\"m{first} h{hue}{place}\" href=\"{href}\">"),
                    "</a>",
                )
            } else {
                (format!("<span id=\"{anchor}.{number}\">"), "</span>")
            };
            Spot { span: mention.span.clone(), open, close }
        };
        let links = passage.own_links();
        let apart =
            shown(self.source.mentions_in(ix)).filter(|(_, mention)| links.touching(&mention.span).is_none());
        apart.map(spot).collect()
    }

    /// The ids of mentions that touch a link of the text's own: before the link, so that it stays whole.
    fn places_in_links(&self, ix: PassageIx) -> Vec<(usize, String)> {
        let (passage, anchor) = (self.source.document.passage(ix), self.source.anchor(ix));
        let links = passage.own_links();
        let place = |(number, mention): (usize, &crate::mention::Mention)| {
            let link = links.touching(&mention.span)?;
            Some((link.start, format!("<span id=\"{anchor}.{number}\"></span>")))
        };
        shown(self.source.mentions_in(ix)).filter_map(place).collect()
    }

    /// Words that run against the text around them, as a whole of their own.
    fn apart(&self, ix: PassageIx, words: String) -> String {
        match self.direction.against(&self.source.document.passage(ix).text) {
            Some(_) => format!("<bdi>{words}</bdi>"),
            None => words,
        }
    }

    /// The number of a passage, which is its permalink.
    fn number(&self, ix: PassageIx) -> String {
        match self.source.numbers[ix.0 as usize] {
            Some(number) => {
                format!("<a class=\"pn\" href=\"#{}\">{number}</a>", self.source.anchor(ix))
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
        let link = format!("<a class=\"pn\" href=\"#{anchor}\">§</a>");
        let words = self.apart(ix, words);
        let heading = format!("<h{level} id=\"{anchor}\">{link}{words}</h{level}>");
        let _ = match notes.is_empty() {
            true => writeln!(self.out, "{heading}"),
            false => writeln!(self.out, "<div class=\"b ns\">{heading}{notes}</div>"),
        };
        self.headings.push(Heading { level, anchor, words: crate::page::quote::one_line(&passage.text) });
    }

    pub fn take_pending(&mut self) -> String {
        std::mem::take(&mut self.pending)
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

    fn words_of_site(&self) -> &Words {
        self.links.words()
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
        // Code is always written from left to right.
        let open = match self.direction.against(&source.document.passage(ix).text) {
            Some(own) if kind != Kind::Code => {
                Cow::Owned(open.replacen('>', &format!(" dir=\"{}\">", own.name()), 1))
            }
            _ => Cow::Borrowed(open),
        };
        let number = self.number(ix);
        let scope = scope(&notes);
        let pending = std::mem::take(&mut self.pending);
        let _ = writeln!(
            self.out,
            "<div class=\"b{scope}\" id=\"{anchor}\">{number}{open}{words}{close}{notes}{pending}</div>"
        );
    }

    fn item(&mut self, ix: Option<PassageIx>, task: Option<bool>) {
        let box_of = |done| {
            let (name, sign) = if done { ("done", '☑') } else { ("not-done", '☐') };
            let name = escape(self.links.words().say(name));
            format!("<span class=\"task\" role=\"img\" aria-label=\"{name}\" data-added>{sign} </span>")
        };
        let task = task.map(box_of).unwrap_or_default();
        let plain =
            |ix: &PassageIx| !matches!(self.source.document.passage(*ix).kind, Kind::Code | Kind::Heading);
        match ix {
            Some(ix) if plain(&ix) => {
                let (words, notes) = self.words(ix);
                let words = self.apart(ix, words);
                // The box of a task stands for the mark of its item.
                let class = if task.is_empty() {
                    scope(&notes).to_owned()
                } else {
                    format!(" list{}", scope(&notes))
                };
                let (anchor, number) = (self.source.anchor(ix), self.number(ix));
                let pending = std::mem::take(&mut self.pending);
                let _ = write!(
                    self.out,
                    "<li class=\"b{class}\" id=\"{anchor}\">{number}{task}{words}{notes}{pending}"
                );
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
        let mut taken = self.cells_asides;
        let (words, notes) = self.words_after(&mut taken, ix);
        self.cells_asides = taken;
        let words = self.apart(ix, words);
        self.pending.push_str(&notes);
        let anchor = self.source.anchor(ix);
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let scope = if tag == "th" { " scope=\"col\"" } else { "" };
        let number = if tag == "dt" { self.number(ix) } else { String::new() };
        let _ = write!(self.out, "<{tag} id=\"{anchor}\"{class}{scope}>{number}{words}</{tag}>");
    }

    fn cells(&mut self, write: impl FnOnce(&mut Self)) {
        self.flush_pending();
        let (start, outer) = (self.out.len(), std::mem::take(&mut self.cells_asides));
        write(self);
        self.flush_pending();
        if std::mem::replace(&mut self.cells_asides, outer) > 0 {
            self.out.insert_str(start, "<div class=\"ns\">");
            self.out.push_str("</div>\n");
        }
    }

    fn after_term(&mut self) {
        self.flush_pending();
    }
}

/// The class of an element that has its asides with it: within it they look for what they stand beside.
fn scope(notes: &str) -> &'static str {
    if notes.is_empty() { "" } else { " ns" }
}
