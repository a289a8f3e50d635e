//! From sources to documents: each seed parsed by its format, then its sidecar applied.

use super::editor::Editor;
use super::front_toml::{self, Translated};
use super::markdown::Guess;
use super::naming::{self, called, sidecar_path, stem};
use super::quote::Quotable;
use super::sidecar::{Sidecar, WrittenFormat};
use super::slug::{is_portable, slug};
use super::text::Recovery;
use super::{
    Annotation, Block, Decision, Document, Meta, Parsed, Passage, TitledBy, front_matter, html, markdown, svg,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::ending::{self, ending};
use crate::source::{Content, Sources, is_same};
use crate::yaml::{Yaml, unmarked};
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// How a seed is written, by the ending of its name.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    /// Markdown, where plain text in it may be recognised.
    Markdown,
    /// Markdown because the editor says so.
    OnlyMarkdown,
    PlainText,
    /// Plain text because the editor says so, whatever it looks like.
    OnlyPlainText,
    Html,
}

/// Endings that may lie beside the texts and are passed on as they are.
const MEDIA: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "mp3", "ogg", "mp4", "webm", "csv", "bib"];

/// What was made of the texts of an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    /// By path below `seeds/`.
    seeds: RapidHashMap<String, Known>,
}

/// A seed and its sidecar, and what they say.
#[derive(Clone)]
struct Known {
    text: Arc<str>,
    beside: Option<Arc<str>>,
    document: Option<Arc<Document>>,
    problems: Vec<Diagnostic>,
}

/// All documents, in order of path.
pub fn documents(sources: &Sources) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
    documents_anew(sources, &mut Memory::default())
}

/// The same, of which those are read that have changed since the memory was made.
pub fn documents_anew(sources: &Sources, memory: &mut Memory) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
    let mut seeds = Vec::new();
    let mut unread = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, content) in sources.below("seeds/") {
        match (format(path), content) {
            _ if path == "concepts.yaml" => {}
            (_, Content::Text(text)) if is_concept(path, text) => {}
            (Some(format), Content::Text(text)) => seeds.push((path, format, text)),
            (Some(_), Content::Unread(why)) => unread.push((path, why)),
            (None, Content::Unread(_)) => {}
            _ if path.ends_with(".yaml") || path.ends_with(".yml") => {
                diagnostics.extend(orphan(path, sources))
            }
            (_, Content::Bytes(bytes)) if is_media(&ending(path)) => diagnostics.extend(unfit(path, bytes)),
            _ if path == "anchors.lock" => {}
            _ => diagnostics.push(unknown_format(path)),
        }
    }
    if seeds.is_empty() && unread.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::NoTexts, "there is no text under seeds/")
                .hint("put a .txt, .md or .html file there; no other file is needed"),
        );
    }
    let before = std::mem::take(&mut memory.seeds);
    let read = |(path, format, text): &(&str, Format, &Arc<str>)| {
        let beside = sources.shared_text(&sidecar_path(path)).cloned();
        let known = before.get(*path).filter(|known| {
            let beside = known
                .beside
                .as_ref()
                .zip(beside.as_ref())
                .map_or(known.beside == beside, |(a, b)| is_same(a, b));
            is_same(&known.text, text) && beside
        });
        let known = known.cloned().unwrap_or_else(|| {
            let (document, problems) = document(path, *format, text, sources);
            Known { text: Arc::clone(text), beside, document: document.map(Arc::new), problems }
        });
        ((*path).to_owned(), known)
    };
    let read: Vec<(String, Known)> = seeds.par_iter().map(read).collect();
    let mut documents: Vec<Arc<Document>> =
        read.iter().filter_map(|(_, known)| known.document.clone()).collect();
    diagnostics.extend(read.iter().flat_map(|(_, known)| known.problems.iter().cloned()));
    memory.seeds = read.into_iter().collect();
    let unread = unread.into_iter().filter_map(|(path, why)| not_read(path, why, sources, &mut diagnostics));
    documents.extend(unread.map(Arc::new));
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    (documents, diagnostics)
}

/// What a parser makes of one text, by the ending of its name; any other ending is plain text.
pub fn recovered(path: &str, text: &str) -> (Recovery, Vec<Diagnostic>) {
    parse(path, format(path).unwrap_or(Format::PlainText), text)
}

/// Whether files of this name are texts of a corpus.
pub fn is_seed(path: &str) -> bool {
    format(path).is_some()
}

/// Whether a file of this ending may lie beside the texts.
fn is_media(ending: &str) -> bool {
    MEDIA.iter().any(|media| media.eq_ignore_ascii_case(ending))
}

/// The files beside the texts that are published with them, by path below `seeds/`.
pub fn media(sources: &Sources) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
    sources.below("seeds/").filter_map(|(path, content)| match content {
        Content::Bytes(bytes) if is_media(&ending(path)) && unfit(path, bytes).is_none() => {
            Some((path, bytes))
        }
        _ => None,
    })
}

/// Why a file beside the texts must not be published, if it must not.
fn unfit(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    /// In bytes, with the folders: what is longer fits into the seeds and not into the site.
    const LONGEST: usize = 1_000;
    let problem = if path.len() > LONGEST || path.split('/').any(|part| !is_portable(part)) {
        Diagnostic::new(
            Code::UnportableName,
            "not every system can have a file of this name; it was left out",
        )
        .hint("give it a shorter name of letters, digits, hyphens and dots")
    } else if ending(path) == "svg"
        && let Some(why) = svg::danger(bytes)
    {
        Diagnostic::new(Code::UnsafePicture, format!("this drawing {why}; it was left out"))
            .hint("save it anew as plain SVG, without scripts, links and parts of other files")
    } else {
        return None;
    };
    Some(problem.at(Place::file(format!("seeds/{path}"))))
}

/// Whether a file below `seeds/` describes one concept: a Markdown file in `concepts/` whose front
/// matter gives a name or id. Texts may have a folder of that name too.
pub fn is_concept(path: &str, text: &str) -> bool {
    let named = |line: &str| line.starts_with("name:") || line.starts_with("id:");
    path.starts_with("concepts/") && path.ends_with(".md") && text[front_matter(text).0].lines().any(named)
}

fn format(path: &str) -> Option<Format> {
    let kinds = [
        (&ending::MARKDOWN[..], Format::Markdown),
        (&ending::PLAIN[..], Format::PlainText),
        (&ending::PAGES[..], Format::Html),
    ];
    let own = ending(path);
    kinds.iter().find(|(endings, _)| endings.contains(&own.as_str())).map(|(_, format)| *format)
}

fn orphan(path: &str, sources: &Sources) -> Option<Diagnostic> {
    let has_text =
        ending::of_texts().any(|ending| sources.text(&format!("seeds/{}.{ending}", stem(path))).is_some());
    if let Some(problem) = misplaced_lexicon(path).filter(|_| !has_text) {
        return Some(problem.at(Place::file(format!("seeds/{path}"))));
    }
    if let Some(stem) = path.strip_suffix(".yml") {
        let problem = Diagnostic::new(
            Code::OrphanSidecar,
            "Seedbed reads sidecars that end in .yaml; this one was passed over",
        );
        return Some(
            problem.at(Place::file(format!("seeds/{path}"))).hint(format!("rename it to {stem}.yaml")),
        );
    }
    (!has_text).then(|| {
        Diagnostic::new(Code::OrphanSidecar, "there is no text of the same name beside this sidecar")
            .at(Place::file(format!("seeds/{path}")))
            .hint("name it as its text is named, with the ending .yaml")
    })
}

/// A list of concepts that is called as people call one who do not know where Seedbed looks for it.
fn misplaced_lexicon(path: &str) -> Option<Diagnostic> {
    const NAMES: [&str; 7] =
        ["concepts", "concept", "lexicon", "glossary", "terms", "vocabulary", "thesaurus"];
    let problem = Diagnostic::new(
        Code::OrphanSidecar,
        "concepts are read from seeds/concepts.yaml; this file was passed over",
    );
    if let Some(page) = path.strip_prefix("concepts/") {
        let page = stem(page);
        return Some(problem.hint(format!(
            "put its lines into seeds/concepts.yaml, or between two lines `---` into seeds/concepts/{page}.md"
        )));
    }
    NAMES.contains(&stem(path).to_lowercase().as_str()).then(|| problem.hint("rename it to concepts.yaml"))
}

fn unknown_format(path: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownFormat, "Seedbed does not read files of this format; it was passed over")
        .at(Place::file(format!("seeds/{path}")))
        .hint("texts end in .txt, .md or .html")
}

/// What was decided of a text where its form is not plain from its marks; for `seedbed explain`.
pub fn decisions(path: &str, sources: &Sources) -> Vec<Decision> {
    let file = format!("seeds/{path}");
    let (Some(format), Some(text)) = (format(path), sources.text(&file)) else { return Vec::new() };
    let toml = front_toml::translated(&file, text, &mut Vec::new());
    let front = front_matter_of(&file, text, toml.as_ref());
    let beside = sidecar_path(path);
    let format = format_as_written(format, &layers(front, &beside, sources, &mut Vec::new()));
    parse(&file, format, text).0.decisions
}

/// The front matter, then the sidecar: what each says, and where it stands.
fn layers<'a>(
    front: Yaml<'a>,
    beside: &'a str,
    sources: &'a Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Yaml<'a>, Sidecar)> {
    let mut layers = vec![(front, Sidecar::read_front_matter(front, diagnostics))];
    if let Some(text) = sources.text(beside) {
        let yaml = Yaml::file(beside, text);
        layers.push((yaml, Sidecar::read(yaml, diagnostics)));
    }
    layers
}

fn front_matter_of<'a>(file: &'a str, text: &'a str, toml: Option<&'a Translated>) -> Yaml<'a> {
    if let Some(toml) = toml {
        return Yaml { path: front_toml::NOWHERE, text: &toml.yaml, offset: 0 };
    }
    let front = front_matter(text).0;
    Yaml { path: file, text: &text[front.clone()], offset: front.start }
}

/// What the editor says goes before the file's ending; the sidecar before the front matter.
fn format_as_written(format: Format, layers: &[(Yaml<'_>, Sidecar)]) -> Format {
    let written = |(_, sidecar): &(Yaml<'_>, Sidecar)| match sidecar.format.as_ref()?.value {
        WrittenFormat::Markdown => Some(Format::OnlyMarkdown),
        WrittenFormat::Text => Some(Format::OnlyPlainText),
        WrittenFormat::Other(_) => None,
    };
    layers.iter().rev().find_map(written).unwrap_or(format)
}

fn document(
    path: &str,
    format: Format,
    text: &str,
    sources: &Sources,
) -> (Option<Document>, Vec<Diagnostic>) {
    let file = format!("seeds/{path}");
    let mut diagnostics = Vec::new();
    let toml = front_toml::translated(&file, text, &mut diagnostics);
    let front = front_matter_of(&file, text, toml.as_ref());
    let beside = sidecar_path(path);
    let mut layers = layers(front, &beside, sources, &mut diagnostics);
    if layers.iter().any(|(_, sidecar)| sidecar.draft) {
        let draft = Diagnostic::new(Code::Draft, "this text is a draft and was left out");
        toml.iter().for_each(|toml| toml.place(&file, &mut diagnostics));
        diagnostics.push(draft.at(Place::file(file)).hint("take `draft: true` away to publish it"));
        return (None, diagnostics);
    }
    let (recovery, problems) = parse(&file, format_as_written(format, &layers), text);
    diagnostics.extend(problems);
    let mut editor = Editor::new(diagnostics);
    let corrections = layers.iter().map(|(yaml, sidecar)| (*yaml, sidecar.corrections.as_slice()));
    let (mut parsed, quotable) = match layers.iter().any(|(_, sidecar)| sidecar.quotes()) {
        true => editor.restructure(text, recovery.parsed, corrections),
        false => (recovery.parsed, Quotable::default()),
    };
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
    let mut silent_ids: Vec<_> = parsed.silent_ids.into_iter().map(|(ix, id)| (id, ix)).collect();
    silent_ids.sort_unstable();
    let document = Document {
        path: path.to_owned(),
        meta,
        title: parsed.title,
        passages: parsed.passages,
        body: parsed.body,
        notes: parsed.notes,
        removed: parsed.removed,
        ids: parsed.ids,
        silent_ids,
        unread: None,
        readings: editor.readings,
        annotations,
        added,
        denied,
    };
    toml.iter().for_each(|toml| toml.place(&file, &mut editor.diagnostics));
    (Some(document), editor.diagnostics)
}

/// A seed that could not be read: its page says so, under the title that the sidecar gives.
fn not_read(path: &str, why: &str, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let beside = sidecar_path(path);
    let yaml = sources.text(&beside).map(|text| Yaml::file(&beside, text));
    let sidecar = yaml.map_or_else(Sidecar::default, |yaml| Sidecar::read(yaml, diagnostics));
    if sidecar.draft {
        return None;
    }
    let mut parsed = Parsed::default();
    let meta = meta(path, sidecar, &mut parsed);
    Some(Document { path: path.to_owned(), meta, unread: Some(why.to_owned()), ..Document::default() })
}

/// A parser that gives up must not take the other texts with it.
fn parse(file: &str, format: Format, text: &str) -> (Recovery, Vec<Diagnostic>) {
    let parsed = std::panic::catch_unwind(|| match format {
        Format::Markdown => markdown::read(file, text, Guess::On),
        Format::OnlyMarkdown => markdown::read(file, text, Guess::Off),
        Format::PlainText => markdown::read_text(file, text),
        Format::OnlyPlainText => markdown::recover(file, text),
        Format::Html => {
            let (reading, diagnostics) = html::read(file, text);
            (Recovery { parsed: reading.parsed, decisions: Vec::new() }, diagnostics)
        }
    });
    parsed.unwrap_or_else(|_| {
        let problem =
            Diagnostic::new(Code::Parser, "the parser gave up on this text; it is shown line by line")
                .at(Place::file(file))
                .hint("please report it, with the text");
        (Recovery { parsed: line_by_line(text), decisions: Vec::new() }, vec![problem])
    })
}

fn line_by_line(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let passage = Passage::paragraph(line.trim().to_owned(), at..at + line.len());
            let ix = parsed.push(passage);
            parsed.body.push(Block::Passage(ix));
        }
        at += line.len();
    }
    parsed
}

fn meta(path: &str, sidecar: Sidecar, parsed: &mut Parsed) -> Meta {
    let own = parsed.title.map(|ix| parsed.passages[ix.0 as usize].text.clone());
    let given = sidecar.title.map(|title| unmarked(&title)).filter(|title| !title.trim().is_empty());
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
            Some(title) => (unmarked(&title), TitledBy::Editor),
            None => (naming::name(path, parsed), TitledBy::Nobody),
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

/// Folders are part of the address, the innermost if they are many; an index file is known by its folder.
fn slug_of_path(path: &str) -> String {
    /// In bytes: so long a name is too long for some file systems, and for a reader.
    const LONGEST: usize = 120;
    let mut whole = String::new();
    for part in called(path).rsplit('/').map(slug).filter(|part| !part.is_empty()) {
        if !whole.is_empty() && whole.len() + 1 + part.len() > LONGEST {
            break;
        }
        whole = if whole.is_empty() { part } else { format!("{part}-{whole}") };
    }
    if whole.is_empty() { "text".to_owned() } else { whole }
}
