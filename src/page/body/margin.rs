//! What stands beside a passage: the text's own notes, the editor's annotations and corrections,
//! and quiet references to what other texts say. In the margin where there is room, else in place.

use super::Html;
use super::blocks::Blocks;
use super::editor::editor_line;
use super::elsewhere::Elsewhere;
use super::text::Body;
use crate::corpus::{Annotation, TextIx};
use crate::document::direction::Direction;
use crate::document::{AtomKind, PassageIx, Quotation, Relation, Style};
use crate::page::index::{language_of, own_language};
use crate::page::links::escape;
use crate::page::quote;
use crate::page::said::said;
use std::fmt::Write as _;

/// Places in one passage that the stylesheet can tell apart; later ones share the last.
const PLACES: usize = 9;
/// What stands in a passage of a note shares the note's places on the page, so it begins here.
const PLACES_IN_NOTE: usize = 5;
/// The chain of notes takes its names in turn from so many.
const NAMES: usize = 8;
/// Stands for a name of the chain until all asides are written: names follow the order of the page,
/// which is not the order of writing. No text has this character.
const NAME: char = '\0';
/// The text's own notes stand at its end if there are more than this, or more than the margin can hold.
pub const MOST_NOTES: usize = 150;

/// Something beside a passage.
pub enum Aside<'a> {
    /// A note of the text, at its first reference.
    Note {
        note: usize,
    },
    /// A reference to a note that stands elsewhere.
    Again {
        note: usize,
    },
    Annotation(&'a Annotation),
    /// An annotation of another text that speaks of this one.
    Incoming {
        from: TextIx,
        annotation: &'a Annotation,
    },
    Correction {
        note: &'a str,
    },
    /// What another text says, at the first mention of a concept here.
    Elsewhere(Elsewhere),
}

/// An aside at its place.
pub struct Beside<'a> {
    /// Where in the text of the passage it belongs.
    pub at: usize,
    /// Which of the places that the stylesheet can tell apart.
    pub place: usize,
    pub aside: Aside<'a>,
}

impl<'a> Body<'a> {
    /// What stands beside a passage, in the order of its text. `taken` counts the places that passages with which it
    /// shares them have, and it.
    pub fn asides(&mut self, ix: PassageIx, taken: &mut usize) -> Vec<Beside<'a>> {
        let mut asides = Vec::new();
        let source = self.source;
        let passage = source.document.passage(ix);
        for atom in &passage.atoms {
            if let AtomKind::NoteReference { note, .. } = atom.what {
                let first =
                    self.takes_notes && !self.in_note && !std::mem::replace(&mut self.placed[note], true);
                asides.push((atom.at, if first { Aside::Note { note } } else { Aside::Again { note } }));
            }
        }
        for mark in &passage.marks {
            if let Style::Reading(reading) = mark.style
                && let Some(note) =
                    source.document.readings.get(reading).and_then(|reading| reading.note.as_deref())
            {
                asides.push((mark.span.end, Aside::Correction { note }));
            }
        }
        for annotation in source.annotations.iter().filter(|annotation| annotation.at.passage == ix) {
            asides.push((annotation.at.span.end, Aside::Annotation(annotation)));
        }
        for (from, annotation, at) in &self.incoming {
            if at.passage == ix {
                asides.push((at.span.end, Aside::Incoming { from: *from, annotation }));
            }
        }
        if let Some(elsewhere) = self.elsewhere.get(&ix).filter(|elsewhere| self.room.is_free(elsewhere.at)) {
            asides.push((elsewhere.at, Aside::Elsewhere(*elsewhere)));
        }
        asides.sort_by_key(|(at, _)| *at);
        let first = if self.in_note { PLACES_IN_NOTE } else { 0 };
        let beside = |(at, aside)| {
            *taken += 1;
            Beside { at, place: (first + *taken).min(PLACES), aside }
        };
        asides.into_iter().map(beside).collect()
    }

    /// The mark in the text that leads to what stands beside it; none for a quiet reference.
    pub fn mark(&mut self, Beside { place, aside, .. }: &Beside<'_>) -> Option<String> {
        match aside {
            Aside::Elsewhere(_) => None,
            Aside::Note { note } => Some(self.reference(*note, &format!(" k{place}"))),
            Aside::Again { note } => Some(self.reference(*note, "")),
            _ => {
                self.annotations += 1;
                let number = self.annotations;
                Some(format!(
                    "<a id=\"m.{number}\" href=\"#a.{number}\" class=\"nr ed k{place}\" aria-label=\"{}\" data-added>*</a>",
                    escape(self.links.words().say("annotation"))
                ))
            }
        }
    }

    fn reference(&mut self, note: usize, place: &str) -> String {
        self.references[note] += 1;
        let label = escape(self.label(note));
        format!(
            "<a class=\"nr{place}\" id=\"r.{}.{}\" href=\"#{}\" role=\"doc-noteref\" aria-label=\"{} {label}\" data-added>{label}</a>",
            note + 1,
            self.references[note],
            self.note_id(note),
            escape(self.links.words().say("note")),
        )
    }

    /// The asides of one passage, as an element that follows its words.
    pub fn notes(&mut self, asides: &[Beside<'_>], first_annotation: usize) -> String {
        let shown = asides.iter().filter(|beside| !matches!(beside.aside, Aside::Again { .. })).count();
        if shown == 0 {
            return String::new();
        }
        let summary = escape(&self.links.words().count("count-notes", shown));
        let of_site = self.of_site();
        let mut html = format!("<details class=\"notes\"><summary{of_site} data-added>{summary}</summary>");
        let mut annotation = first_annotation;
        // In a note at the end of the text they follow it, in the column of the text.
        let (beside, name) = match self.is_at_end {
            true => ("", String::new()),
            false => ("sn ", format!(" n{NAME}")),
        };
        for Beside { place, aside, .. } in asides {
            let start = html.len();
            let class = format!(" k{place}{name}");
            match aside {
                Aside::Again { .. } => continue,
                Aside::Note { note } => {
                    let words = self.note(*note);
                    let id = self.own_id(*note);
                    let _ = write!(
                        html,
                        "<aside class=\"{beside}seed-note{class}\"{id} role=\"doc-footnote\">{words}</aside>"
                    );
                }
                Aside::Elsewhere(elsewhere) => {
                    let words = self.elsewhere_words(elsewhere);
                    let hue = self.links.corpus.presence(elsewhere.concept).hue;
                    let _ = write!(
                        html,
                        "<div class=\"{beside}x h{hue}{class}\"{of_site} role=\"note\" data-added>{words}</div>"
                    );
                }
                editorial => {
                    annotation += 1;
                    let words = self.editorial(editorial);
                    let _ = write!(
                        html,
                        "<div id=\"a.{annotation}\" class=\"{beside}ed{class}\"{of_site} role=\"note\" data-added>\
                         <a href=\"#m.{annotation}\" class=\"back\" aria-label=\"{}\">*</a> {words}</div>",
                        escape(self.links.words().say("back-to-the-text"))
                    );
                }
            }
            self.room.note(visible(&html[start..]));
        }
        html.push_str("</details>");
        html
    }

    /// What the site says beside a text has the language and the direction of the site, where the text has others.
    fn of_site(&self) -> String {
        let site = &self.links.corpus.config.language;
        let mut attributes = String::new();
        if language_of(self.links, self.source).is_some() {
            let _ = write!(attributes, " lang=\"{}\"", escape(site));
        }
        let direction = Direction::of_language(site);
        if self.direction != direction {
            let _ = write!(attributes, " dir=\"{}\"", direction.name());
        }
        attributes
    }

    /// A note of the text: its label, its words, the way back.
    pub fn note(&mut self, note: usize) -> String {
        let label = escape(self.label(note));
        let outer = std::mem::take(&mut self.out);
        let source = self.source;
        self.in_note = true;
        self.blocks(&source.document.notes[note].blocks);
        self.in_note = false;
        let words = std::mem::replace(&mut self.out, outer);
        let mut html = format!("<b class=\"label\" data-added>{label} </b>{}", words.trim_end());
        let references = self.reference_counts[note];
        for reference in 1..=references.min(9) {
            let which = if references > 1 { format!("{reference}") } else { String::new() };
            let _ = write!(
                html,
                " <a class=\"back\" href=\"#r.{}.{reference}\" role=\"doc-backlink\" aria-label=\"{} {which}\" data-added>↩{which}</a>",
                note + 1,
                escape(self.links.words().say("back-to-the-text")),
            );
        }
        html
    }

    fn editorial(&self, aside: &Aside<'_>) -> String {
        match aside {
            Aside::Annotation(annotation) => {
                let mut html = String::new();
                if let Some((text, quotation)) = &annotation.with {
                    self.other_end(&mut html, forward(annotation.relation), *text, quotation);
                }
                self.about(&mut html, annotation);
                html
            }
            Aside::Incoming { from, annotation } => {
                let mut html = String::new();
                // What the editor says of the two is read at the other end.
                self.other_end(&mut html, inverse(annotation.relation), *from, &annotation.at);
                html
            }
            Aside::Correction { note } => {
                format!(
                    "<b>{}</b> {}",
                    escape(self.links.words().say("editors-reading")),
                    editor_line(self.links, note, &self.source.document.path)
                )
            }
            _ => String::new(),
        }
    }

    fn other_end(&self, html: &mut String, relation: &str, text: TextIx, quotation: &Quotation) {
        let passage = self.links.corpus.text(text).document.passage(quotation.passage);
        let words = said(passage, quotation.span.clone());
        let _ = write!(
            html,
            "<b>{}</b> {}: {} ",
            escape(self.links.words().say(relation)),
            self.cited(text, quotation.passage),
            self.quoted(text, &quote::cut(&words, 220)),
        );
    }

    fn about(&self, html: &mut String, annotation: &Annotation) {
        if let Some(note) = &annotation.note {
            html.push_str(&editor_line(self.links, note, &self.source.document.path));
        }
        let on = format!(" <span class=\"mute\">{}</span> ", escape(self.links.words().say("on")));
        for (index, concept) in annotation.concepts.iter().enumerate() {
            let presence = self.links.corpus.presence(*concept);
            let _ = write!(
                html,
                "{}<a class=\"m h{}\" href=\"{}\">{}</a>",
                if index == 0 { on.as_str() } else { ", " },
                presence.hue,
                self.links.concept(*concept),
                escape(&self.links.corpus.lexicon.get(*concept).name),
            );
        }
    }

    fn elsewhere_words(&self, elsewhere: &Elsewhere) -> String {
        let telling = &elsewhere.telling;
        let other = self.links.corpus.text(telling.text);
        let mention = &other.judged.mentions[telling.mention as usize];
        let words = quote::around(other.document.passage(telling.passage), &mention.span, 170);
        format!(
            "<b>{}</b> {} {}: {}",
            escape(&self.links.corpus.lexicon.get(elsewhere.concept).name),
            escape(self.links.words().say("also-in")),
            self.cited(telling.text, telling.passage),
            self.quoted(telling.text, &words),
        )
    }

    /// Words of another text, in its language.
    fn quoted(&self, text: TextIx, words: &str) -> String {
        let language = own_language(self.links, text).map(|own| format!(" lang=\"{}\"", escape(&own)));
        format!("<q{}>{}</q>", language.unwrap_or_default(), escape(words))
    }

    /// A link to a passage of another text, as one cites it.
    fn cited(&self, text: TextIx, passage: PassageIx) -> String {
        let other = self.links.corpus.text(text);
        format!(
            "<a href=\"{}\">{}, {}</a>",
            self.links.passage(text, passage),
            escape(&quote::short_title(other)),
            quote::location(other, passage),
        )
    }

    /// The notes of the text that stand beside no passage.
    pub fn end_notes(&mut self) -> Html {
        let mut html = String::new();
        self.is_at_end = true;
        for note in 0..self.source.document.notes.len() {
            if !self.placed[note] {
                let words = self.note(note);
                let asides = self.take_pending();
                let id = self.own_id(note);
                let _ = writeln!(html, "<li class=\"seed-note\"{id}>{words}{asides}</li>");
            }
        }
        Html { html }
    }
}

/// Gives the asides of a page their names, by which each finds the one above it.
pub fn chained(html: &str) -> String {
    let mut chained = String::with_capacity(html.len() + html.len() / 64);
    for (number, part) in html.split(NAME).enumerate() {
        if number > 0 {
            let _ = write!(chained, "{}", number % NAMES);
        }
        chained.push_str(part);
    }
    chained
}

/// How many characters of some HTML are seen.
fn visible(html: &str) -> usize {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words).chars().count()).sum()
}

fn forward(relation: Relation) -> &'static str {
    match relation {
        Relation::Note => "see-also",
        Relation::Agrees => "side-agrees",
        Relation::Disputes => "side-disputes",
        Relation::Extends => "side-extends",
        Relation::Quotes => "side-quotes",
        Relation::Answers => "side-answers",
    }
}

fn inverse(relation: Relation) -> &'static str {
    match relation {
        Relation::Note => "referred-to-by",
        // Whichever of the two says so, both do.
        Relation::Agrees => "side-agrees",
        Relation::Disputes => "disputed-by",
        Relation::Extends => "extended-by",
        Relation::Quotes => "quoted-by",
        Relation::Answers => "answered-by",
    }
}
