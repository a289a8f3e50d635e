//! The body of one text: every passage with its number, its mentions and what stands beside it.

use super::elsewhere::{Elsewhere, elsewhere};
use super::margin::{Aside, Beside, MOST_NOTES, chained};
use super::room::Room;
use super::{Blocks, Html, Links, Spot, Writer, code, shown};
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
    let source = links.corpus.text(ix);
    let mut title = Html::default();
    if let Some(passage) = source.document.title {
        let (words, notes) = body.words(passage);
        title.html = words;
        body.pending.push_str(&notes);
    }
    body.blocks(&source.document.body);
    body.flush_pending();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    const CONCEPTS: (&str, &str) = ("seeds/concepts.yaml", "- id: plan\n- id: permanent-revolution\n");

    /// The body of the first text.
    fn body(files: &[(&str, &str)]) -> String {
        let files: Vec<_> = files.iter().copied().chain([CONCEPTS]).collect();
        let corpus = corpus(&files);
        let body = text_body(Links::new(&corpus, "texts"), &Facts::new(&corpus), TextIx(0));
        body.body.html + &body.end_notes.html
    }

    #[test]
    fn a_note_to_the_title_stands_at_the_head_of_the_text() {
        for text in ["# Head[^1]\n\nWords.\n\n[^1]: Its note.\n", "[^1]: Its note.\n# Head[^1]\n"] {
            let html = body(&[("seeds/a.md", text)]);
            assert_eq!(html.matches("Its note.").count(), 1, "{html}");
        }
    }

    #[test]
    fn the_notes_of_a_table_or_a_term_find_what_they_stand_beside() {
        let notes = "[^1]: One.\n[^2]: Two.\n[^3]: Three.\n";
        for cells in ["| a[^1] | b[^2] |\n|---|---|\n| c | d[^3] |", "a[^1]\n: b[^2]\n\nc[^3]\n: d"] {
            let html = body(&[("seeds/a.md", &format!("# A\n\nBefore.\n\n{cells}\n\nAfter.\n\n{notes}"))]);
            let (_, shared) =
                html.split_once("<div class=\"ns\">").expect("cells share one scope with their notes");
            let (shared, _) = shared.split_once("After.").expect("the text goes on");
            for (number, note) in ["One.", "Two.", "Three."].iter().enumerate() {
                assert_eq!(shared.matches(note).count(), 1, "{note} {html}");
                let place = if cells.starts_with('|') { number + 1 } else { [1, 1, 2][number] };
                let reference = format!("<a class=\"nr k{place}\" id=\"r.{}.1\"", number + 1);
                assert!(shared.contains(&reference), "{reference} {html}");
            }
        }
    }

    #[test]
    fn the_box_of_a_task_stands_for_the_mark_of_its_item() {
        let html = body(&[("seeds/a.md", "# A\n\n- [x] the plan\n- [ ] rest\n- more\n")]);
        let items: Vec<&str> = html.lines().filter(|line| line.starts_with("<li")).collect();
        assert!(items[0].starts_with("<li class=\"b list\"") && items[0].contains('☑'), "{html}");
        assert!(items[1].starts_with("<li class=\"b list\"") && items[1].contains('☐'), "{html}");
        assert!(items[2].starts_with("<li class=\"b\""), "{html}");
    }

    #[test]
    fn a_mention_across_emphasis_is_one_link() {
        let html = body(&[("seeds/a.md", "# A\n\nThe *permanent* revolution.\n")]);
        assert!(html.contains("permanent-revolution.html\"><em>permanent</em> revolution</a>"), "{html}");
        assert!(html.contains("\" class=\"m f h"), "{html}");
    }

    #[test]
    fn a_repeat_is_no_link_and_can_be_linked_to() {
        let html = body(&[("seeds/a.txt", "The plan and the plan.\n")]);
        assert_eq!(html.matches("plan.html").count(), 1, "{html}");
        assert!(html.contains(".2\">plan</span>"), "{html}");
    }

    #[test]
    fn a_link_of_the_text_stays_whole() {
        let html = body(&[("seeds/a.md", "# A\n\nSee [the plan here](https://a.example/).\n")]);
        assert!(
            html.contains(".1\"></span><a href=\"https://a.example/\" rel=\"external\">the plan here</a>"),
            "{html}"
        );
    }

    #[test]
    fn a_link_whose_words_are_its_address_is_known_to_print() {
        let html = body(&[(
            "seeds/a.md",
            "# A\n\nSee https://a.example/x/ and [a.example](https://a.example) and [it](https://a.example/x).\n",
        )]);
        assert_eq!(html.matches(" class=\"bare\">").count(), 2, "{html}");
        assert!(html.contains("rel=\"external\">it</a>"), "{html}");
    }

    #[test]
    fn a_picture_in_a_link_leads_where_the_link_does() {
        let html = body(&[
            (
                "seeds/a.md",
                "[![moon](p.png)](b.md) and [![badge](https://b.example/i.svg)](https://a.example/x)\n",
            ),
            ("seeds/b.md", "Another.\n"),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        assert!(html.contains("<a class=\"picture\" href=\"b.html\" data-added>moon</a>"), "{html}");
        assert!(
            html.contains("href=\"https://a.example/x\" rel=\"external\" data-added>badge</a>"),
            "{html}"
        );
        assert!(!html.contains("b.example"), "{html}");
    }

    #[test]
    fn markup_in_a_text_is_shown_and_not_obeyed() {
        let html = body(&[("seeds/a.txt", "Cite <ref> and <script>alert(1)</script> & more.\n")]);
        assert!(html.contains("&lt;ref&gt; and &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."), "{html}");
    }

    #[test]
    fn a_note_stands_once_beside_its_first_reference() {
        let html = body(&[("seeds/a.md", "# A\n\nOne.[^1] Two.[^1]\n\n[^1]: The note.\n[^2]: Alone.\n")]);
        assert_eq!(html.matches("The note.").count(), 1, "{html}");
        assert_eq!(html.matches("doc-noteref").count(), 2, "{html}");
        assert_eq!(html.matches("doc-backlink").count(), 2, "{html}");
        assert!(html.ends_with("Alone.</p></li>\n"), "{html}");
    }

    #[test]
    fn a_relation_is_shown_at_both_ends() {
        let yaml = "annotations:\n- quote: no plan\n  kind: disputes\n  with: { text: b, quote: a plan }\n  note: Not *so*.\n";
        let files = [
            ("seeds/a.txt", "There is no plan.\n"),
            ("seeds/a.yaml", yaml),
            ("seeds/b.txt", "There was a plan.\n"),
        ];
        let here = body(&files);
        assert!(here.contains("<b>Disputes</b> <a href=\"b.html#"), "{here}");
        assert!(here.contains("<q>a plan</q> Not <em>so</em>."), "{here}");
        let mut turned = files.to_vec();
        turned.push(("seedbed.yaml", "order: [b]\n"));
        let there = body(&turned);
        assert!(there.contains("<b>Disputed by</b> <a href=\"a.html#"), "{there}");
    }

    #[test]
    fn pictures_of_other_hosts_stand_apart_from_words_and_from_each_other() {
        let text = "# A\n\nPlans ![old](https://a.example/o.svg) ![new](https://a.example/n.svg)\n\nAn ![odd](https://a.example/d.svg) plan.\n";
        let html = body(&[("seeds/a.md", text)]);
        let shown = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words);
        let shown: String = shown.collect();
        assert!(shown.contains("Plans old new"), "{shown}");
        assert!(shown.contains("An odd"), "{shown}");
    }

    #[test]
    fn a_text_has_the_direction_of_its_letters_and_a_passage_against_it_its_own() {
        let arabic = "# الخطة\n\nHTTP 1: هذه هي الخطة الاولى.\n\nSee the docs (all).\n\n- one (1).\n\n```\nls -l\n```\n";
        let html = body(&[("seeds/a.md", arabic)]);
        assert!(html.contains("<p>HTTP 1: "), "the first letter decides nothing: {html}");
        assert!(html.contains("<p dir=\"ltr\">See the docs (all).</p>"), "{html}");
        assert!(
            html.contains("<bdi>one (1).</bdi>") && html.contains("<pre tabindex=\"0\"><code>"),
            "{html}"
        );
        let english = body(&[(
            "seeds/a.md",
            "# A\n\nThe plan is everything to them, and they say so in Hebrew.\n\nהתוכנית היא הכול.\n",
        )]);
        assert!(english.contains("<p dir=\"rtl\">") && english.contains("<p>The "), "{english}");
    }

    #[test]
    fn a_garbled_word_has_its_reading_behind_it() {
        let yaml = "corrections:\n- quote: smoll\n  read: small\n  note: A slip.\n";
        let html = body(&[("seeds/a.txt", "It is a smoll plan.\n"), ("seeds/a.yaml", yaml)]);
        assert!(html.contains("smoll</span><span class=\"read\" data-added> [small]</span>"), "{html}");
        assert!(html.contains("A slip."), "{html}");
    }

    #[test]
    fn levels_of_headings_leave_no_gap() {
        let html =
            body(&[("seeds/a.md", "# A\n\n### Deep\n\nOne.\n\n##### Deeper\n\nTwo.\n\n## Up\n\nThree.\n")]);
        let levels: Vec<&str> = html.match_indices("<h").map(|(at, _)| &html[at + 2..at + 3]).collect();
        assert_eq!(levels, ["2", "3", "2"]);
    }
}
