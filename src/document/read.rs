//! From sources to documents: each seed parsed by its format, then its sidecar applied.

use super::quote::{Quotable, shorten};
use super::sidecar::{Correction, Sidecar, WrittenAnnotation, WrittenMention};
use super::slug::slug;
use super::{
    Annotation, Block, Document, EditedMention, Kind, Mark, Meta, Parsed, Passage, PassageIx, Quotation,
    Reading, Style, TitledBy, Why, With, front_matter, html, markdown, text,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Content, Sources};
use crate::yaml::{Spanned, Yaml};
use rayon::prelude::*;
use std::ops::Range;

/// How a seed is written, by the ending of its name.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Markdown,
    PlainText,
    Html,
}

/// Endings that may lie beside the texts and are passed on as they are.
const MEDIA: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "mp3", "ogg", "mp4", "webm", "csv", "bib"];

/// All documents, in order of path.
pub fn documents(sources: &Sources) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut seeds = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, content) in sources.below("seeds/") {
        match (format(path), content) {
            _ if path == "concepts.yaml" => {}
            (_, Content::Text(text)) if is_concept(path, text) => {}
            (Some(format), Content::Text(text)) => seeds.push((path, format, text.as_str())),
            _ if path.ends_with(".yaml") || path.ends_with(".yml") => {
                diagnostics.extend(orphan(path, sources))
            }
            _ if is_media(&ending(path)) || path == "anchors.lock" => {}
            _ => diagnostics.push(unknown_format(path)),
        }
    }
    if seeds.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::NoTexts, "there is no text under seeds/")
                .hint("put a .txt, .md or .html file there; no other file is needed"),
        );
    }
    let read: Vec<_> =
        seeds.par_iter().map(|(path, format, text)| document(path, *format, text, sources)).collect();
    let mut documents = Vec::with_capacity(read.len());
    for (document, problems) in read {
        documents.push(document);
        diagnostics.extend(problems);
    }
    (documents, diagnostics)
}

/// Whether a file of this ending may lie beside the texts.
fn is_media(ending: &str) -> bool {
    MEDIA.iter().any(|media| media.eq_ignore_ascii_case(ending))
}

/// The files beside the texts that are published with them, by path below `seeds/`.
pub fn media(sources: &Sources) -> impl Iterator<Item = (&str, &[u8])> {
    sources.below("seeds/").filter_map(|(path, content)| match content {
        Content::Bytes(bytes) if is_media(&ending(path)) => Some((path, bytes.as_slice())),
        _ => None,
    })
}

/// Whether a file below `seeds/` describes one concept: a Markdown file in `concepts/` whose front
/// matter gives a name or id. Texts may have a folder of that name too.
pub fn is_concept(path: &str, text: &str) -> bool {
    let front = front_matter(text).0;
    let named = |line: &str| line.starts_with("name:") || line.starts_with("id:");
    path.starts_with("concepts/") && path.ends_with(".md") && text[front].lines().any(named)
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn format(path: &str) -> Option<Format> {
    match ending(path).as_str() {
        "md" | "markdown" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::PlainText),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        _ => None,
    }
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn orphan(path: &str, sources: &Sources) -> Option<Diagnostic> {
    if let Some(stem) = path.strip_suffix(".yml") {
        let problem = Diagnostic::new(
            Code::OrphanSidecar,
            "Seedbed reads sidecars that end in .yaml; this one was passed over",
        );
        return Some(
            problem.at(Place::file(format!("seeds/{path}"))).hint(format!("rename it to {stem}.yaml")),
        );
    }
    let has_text = ["md", "markdown", "txt", "text", "html", "htm", "xhtml"]
        .iter()
        .any(|ending| sources.text(&format!("seeds/{}.{ending}", stem(path))).is_some());
    (!has_text).then(|| {
        Diagnostic::new(Code::OrphanSidecar, "there is no text of the same name beside this sidecar")
            .at(Place::file(format!("seeds/{path}")))
            .hint("name it as its text is named, with the ending .yaml")
    })
}

fn unknown_format(path: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownFormat, "Seedbed does not read files of this format; it was passed over")
        .at(Place::file(format!("seeds/{path}")))
        .hint("texts end in .txt, .md or .html")
}

fn document(path: &str, format: Format, text: &str, sources: &Sources) -> (Document, Vec<Diagnostic>) {
    let file = format!("seeds/{path}");
    let (mut parsed, mut diagnostics) = parse(&file, format, text);
    let (front, body) = if format == Format::Markdown { front_matter(text) } else { (0..0, 0..text.len()) };
    if front.is_empty() && body.start > 0 && text.starts_with('+') {
        diagnostics.push(
            Diagnostic::new(Code::UnknownFormat, "front matter in TOML is not read; it was set apart")
                .at(Place::new(file.as_str(), 0..3))
                .hint("write it in YAML between `---` lines, or in a sidecar"),
        );
    }
    let front = Yaml { path: &file, text: &text[front.clone()], offset: front.start };
    let mut layers = vec![(front, Sidecar::read_front_matter(front, &mut diagnostics))];
    let beside = format!("seeds/{}.yaml", stem(path));
    if let Some(text) = sources.text(&beside) {
        let yaml = Yaml::file(&beside, text);
        layers.push((yaml, Sidecar::read(yaml, &mut diagnostics)));
    }
    let mut editor = Editor { diagnostics, readings: Vec::new() };
    for (yaml, sidecar) in &layers {
        editor.drop_and_retype(&mut parsed, *yaml, &sidecar.corrections);
    }
    let quotable = Quotable::new(&parsed.passages);
    let (mut annotations, mut added, mut denied) = (Vec::new(), Vec::new(), Vec::new());
    for (yaml, sidecar) in &mut layers {
        editor.read_as(&mut parsed, &quotable, *yaml, &sidecar.corrections);
        annotations.extend(editor.annotations(&quotable, *yaml, std::mem::take(&mut sidecar.annotations)));
        added.extend(editor.mentions(&quotable, *yaml, std::mem::take(&mut sidecar.mentions.add)));
        denied.extend(editor.mentions(&quotable, *yaml, std::mem::take(&mut sidecar.mentions.deny)));
    }
    annotations.sort_by_key(|annotation: &Annotation| (annotation.at.passage, annotation.at.span.start));
    let sidecar = layers.into_iter().map(|(_, sidecar)| sidecar).reduce(|front, beside| beside.over(front));
    let meta = meta(path, sidecar.unwrap_or_default(), &mut parsed);
    let document = Document {
        path: path.to_owned(),
        meta,
        title: parsed.title,
        passages: parsed.passages,
        body: parsed.body,
        notes: parsed.notes,
        removed: parsed.removed,
        ids: parsed.ids,
        readings: editor.readings,
        annotations,
        added,
        denied,
    };
    (document, editor.diagnostics)
}

/// A parser that gives up must not take the other texts with it.
fn parse(file: &str, format: Format, text: &str) -> (Parsed, Vec<Diagnostic>) {
    let parsed = std::panic::catch_unwind(|| match format {
        Format::Markdown => markdown::parse(file, text),
        Format::PlainText => {
            let (recovery, diagnostics) = text::recover(file, text);
            (recovery.parsed, diagnostics)
        }
        Format::Html => {
            let (reading, diagnostics) = html::read(file, text);
            (reading.parsed, diagnostics)
        }
    });
    parsed.unwrap_or_else(|_| {
        let problem =
            Diagnostic::new(Code::Parser, "the parser gave up on this text; it is shown line by line")
                .at(Place::file(file))
                .hint("please report it, with the text");
        (line_by_line(text), vec![problem])
    })
}

fn line_by_line(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let passage = Passage {
                kind: Kind::Paragraph,
                level: 0,
                text: line.trim().to_owned(),
                marks: Vec::new(),
                atoms: Vec::new(),
                source: at..at + line.len(),
            };
            let ix = parsed.push(passage);
            parsed.body.push(Block::Passage(ix));
        }
        at += line.len();
    }
    parsed
}

/// Applies what an editor wrote, and says where it does not fit.
struct Editor {
    diagnostics: Vec<Diagnostic>,
    readings: Vec<Reading>,
}

impl Editor {
    fn locate(&mut self, quotable: &Quotable, yaml: Yaml<'_>, quote: &Spanned<String>) -> Option<Quotation> {
        match quotable.find(&quote.value) {
            Ok(found) => Some(found),
            Err(problem) => {
                self.diagnostics.push(problem.at(yaml.place(quote)));
                None
            }
        }
    }

    /// Corrections that change what a whole passage is.
    fn drop_and_retype(&mut self, parsed: &mut Parsed, yaml: Yaml<'_>, corrections: &[Correction]) {
        for correction in corrections.iter().filter(|correction| correction.is_of_passage()) {
            let Some(at) = self.locate(&Quotable::new(&parsed.passages), yaml, &correction.quote) else {
                continue;
            };
            if correction.drop {
                drop_passage(parsed, at.passage);
            } else if let Some(level) = correction.heading {
                let passage = &mut parsed.passages[at.passage.0 as usize];
                passage.kind = Kind::Heading;
                passage.level = level.clamp(1, 6);
            }
        }
    }

    /// Corrections of single words: the words stay, the reading stands beside them.
    fn read_as(
        &mut self,
        parsed: &mut Parsed,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        corrections: &[Correction],
    ) {
        for correction in corrections.iter().filter(|correction| !correction.is_of_passage()) {
            let Some(at) = self.locate(quotable, yaml, &correction.quote) else { continue };
            let marks = &mut parsed.passages[at.passage.0 as usize].marks;
            let order = |span: &Range<usize>| (span.start, usize::MAX - span.end);
            let place = marks.partition_point(|mark| order(&mark.span) <= order(&at.span));
            marks.insert(place, Mark { span: at.span, style: Style::Reading(self.readings.len()) });
            self.readings.push(Reading { read: correction.read.clone(), note: correction.note.clone() });
        }
    }

    fn annotations(
        &mut self,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        written: Vec<WrittenAnnotation>,
    ) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        for one in written {
            let Some(at) = self.locate(quotable, yaml, &one.quote) else { continue };
            annotations.push(Annotation {
                at,
                relation: one.kind,
                with: one.with.map(|with| With { text: with.text, quote: with.quote }),
                concepts: one.concepts,
                note: one.note,
                place: yaml.place(&one.quote),
            });
        }
        annotations
    }

    fn mentions(
        &mut self,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        written: Vec<WrittenMention>,
    ) -> Vec<EditedMention> {
        let mut mentions = Vec::new();
        for one in written {
            let Some(around) = self.locate(quotable, yaml, &one.quote) else { continue };
            let place = yaml.place(&one.quote);
            match quotable.within(&around, one.words.as_deref()) {
                Ok(at) => mentions.push(EditedMention { at, concept: one.concept, place }),
                Err(problem) => self.diagnostics.push(problem.at(place)),
            }
        }
        mentions
    }
}

/// Takes a passage out of the text; its words stay on the list of what was set apart.
fn drop_passage(parsed: &mut Parsed, dropped: PassageIx) {
    if is_fixed(&parsed.body, dropped) || parsed.notes.iter().any(|note| is_fixed(&note.blocks, dropped)) {
        let passage = &mut parsed.passages[dropped.0 as usize];
        let (text, source) = (std::mem::take(&mut passage.text), passage.source.clone());
        passage.marks.clear();
        passage.atoms.clear();
        parsed.remove(text, source, Why::Correction);
        return;
    }
    let passage = parsed.passages.remove(dropped.0 as usize);
    parsed.remove(passage.text, passage.source, Why::Correction);
    let closed = |ix: &mut PassageIx| {
        if *ix > dropped {
            ix.0 -= 1;
        }
    };
    without(&mut parsed.body, dropped);
    super::each_passage(&mut parsed.body, &mut |ix| closed(ix));
    for note in &mut parsed.notes {
        without(&mut note.blocks, dropped);
        super::each_passage(&mut note.blocks, &mut |ix| closed(ix));
    }
    parsed.title = parsed.title.filter(|title| *title != dropped);
    parsed.title.iter_mut().for_each(closed);
    parsed.ids.retain(|(ix, _)| *ix != dropped);
    parsed.ids.iter_mut().for_each(|(ix, _)| closed(ix));
}

/// Whether a passage is a cell of a table or a term, which others stand beside.
fn is_fixed(blocks: &[Block], wanted: PassageIx) -> bool {
    blocks.iter().any(|block| match block {
        Block::Passage(_) | Block::Rule => false,
        Block::List { items, .. } => items.iter().any(|item| is_fixed(&item.blocks, wanted)),
        Block::Quote(blocks) | Block::Alert { blocks, .. } => is_fixed(blocks, wanted),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).any(|ix| *ix == wanted),
        Block::Definitions(list) => list.iter().any(|definition| {
            definition.term == wanted || definition.descriptions.iter().any(|blocks| is_fixed(blocks, wanted))
        }),
    })
}

/// Takes a passage out of the blocks that hold it, and with it what then holds nothing.
fn without(blocks: &mut Vec<Block>, dropped: PassageIx) {
    blocks.retain_mut(|block| match block {
        Block::Passage(ix) => *ix != dropped,
        Block::List { items, .. } => {
            items.retain_mut(|item| {
                without(&mut item.blocks, dropped);
                !item.blocks.is_empty()
            });
            !items.is_empty()
        }
        Block::Quote(blocks) | Block::Alert { blocks, .. } => {
            without(blocks, dropped);
            !blocks.is_empty()
        }
        // Cells and terms stay in their places, empty: see `drop_passage`.
        Block::Table { .. } => true,
        Block::Definitions(list) => {
            for definition in list.iter_mut() {
                definition.descriptions.iter_mut().for_each(|blocks| without(blocks, dropped));
            }
            true
        }
        Block::Rule => true,
    });
}

fn meta(path: &str, sidecar: Sidecar, parsed: &mut Parsed) -> Meta {
    let own = parsed.title.map(|ix| parsed.passages[ix.0 as usize].text.clone());
    let given = sidecar.title.filter(|title| !title.trim().is_empty());
    let (title, titled_by) = match (given, own) {
        (Some(title), Some(own)) if title.trim() == own => (own, TitledBy::Text),
        (Some(title), _) => {
            // The text's own title is not lost: it opens the body as a heading.
            if let Some(ix) = parsed.title.take() {
                parsed.body.insert(0, Block::Passage(ix));
            }
            (title, TitledBy::Metadata)
        }
        (None, Some(own)) => (own, TitledBy::Text),
        (None, None) => match sidecar.supplied_title {
            Some(title) => (title, TitledBy::Editor),
            None => (first_words(path, parsed), TitledBy::Nobody),
        },
    };
    let found = &parsed.found;
    let authors: Vec<String> = sidecar.authors.into();
    Meta {
        title,
        titled_by,
        description: sidecar.description.or_else(|| found.description.clone()),
        authors: if authors.is_empty() { found.authors.clone() } else { authors },
        date: sidecar.date.or_else(|| found.date.clone()),
        kind: sidecar.kind,
        source: sidecar.source.or_else(|| found.source.clone()),
        licence: sidecar.licence,
        language: sidecar.language.or_else(|| found.language.clone()),
        order: sidecar.order,
        slug: sidecar
            .slug
            .as_deref()
            .map(slug)
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| slug_of_path(path)),
        former_slugs: sidecar
            .former_slugs
            .iter()
            .map(|former| slug(former))
            .filter(|slug| !slug.is_empty())
            .collect(),
        linking: sidecar.linking,
    }
}

/// The title of a text that has none and was given none: its first clause, or its file's name.
fn first_words(path: &str, parsed: &Parsed) -> String {
    match parsed.passages.iter().find(|passage| !passage.text.is_empty() && passage.kind != Kind::Code) {
        Some(passage) => shorten(passage.text.lines().next().unwrap_or(""), 60),
        None => stem(path).to_owned(),
    }
}

/// Folders are part of the address; an index file is known by its folder.
fn slug_of_path(path: &str) -> String {
    let stem = stem(path);
    let stem = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem);
    let parts: Vec<String> = stem.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "text".to_owned() } else { parts.join("-") }
}
