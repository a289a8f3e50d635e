//! Directives, each by what a reader sees of it.

use super::line::Line;
use super::walk::Walk;
use crate::document::markdown::callout;
use crate::document::markdown::writer::{destination, escaped};
use std::ops::Range;

/// What becomes of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// It speaks to a program, with all that it holds.
    Silent,
    /// What it holds is shown, and not what stands behind its name.
    Holds,
    Code(Told),
    Math,
    Image,
    Callout(&'static str),
    /// A call-out with a title of its own.
    Titled,
    Quote,
    Title,
    Table,
    ListTable,
    Csv,
    Pages,
    Version(&'static str),
    /// Something of a program, and what is said of it.
    Object,
    Unknown,
}

/// What stands behind the name of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Language,
    /// Something else, and the language is the text's.
    Other,
    /// Something else, and there is no language.
    Nothing,
}

/// What is set for the listings that follow.
const LANGUAGE: &str = "highlight";

fn does(name: &str) -> Does {
    let small = name.to_ascii_lowercase();
    match small.as_str() {
        "index" | "meta" | "raw" | "highlight" | "contents" | "sectnum" | "section-numbering" | "include"
        | "literalinclude" | "module" | "py:module" | "currentmodule" | "py:currentmodule"
        | "tabularcolumns" | "default-role" | "role" | "title" | "header" | "footer" | "sectionauthor"
        | "moduleauthor" | "codeauthor" | "program" | "testsetup" | "testcleanup" | "target-notes"
        | "bibliography" | "autosummary" | "kernel-doc" | "genindex" | "default-domain" | "js:module"
        | "audit-event" | "audit-event-table" | "youtube" => Does::Silent,
        "only" | "ifconfig" | "class" | "cssclass" | "rst-class" | "container" | "compound" | "glossary"
        | "hlist" | "nested" | "tabs" | "tab-set" | "grid" | "restructuredtext" | "changelog" | "change"
        | "toggle" => Does::Holds,
        "code-block" | "code" | "sourcecode" => Does::Code(Told::Language),
        "parsed-literal" => Does::Code(Told::Nothing),
        "productionlist" | "graphviz" | "digraph" | "graph" | "mermaid" | "uml" | "plantuml" | "doctest"
        | "testcode" | "testoutput" | "prompt" | "ipython" | "jinja" | "literal" | "plot" | "console"
        | "doctest-requires" | "doctest-skip" | "pyodide" | "jupyter-execute" => Does::Code(Told::Other),
        "math" => Does::Math,
        "image" | "figure" | "image-sg" | "thumbnail" => Does::Image,
        "admonition" => Does::Titled,
        "epigraph" | "highlights" | "pull-quote" => Does::Quote,
        "rubric" | "centered" | "topic" | "sidebar" | "tab" | "tab-item" | "group-tab" | "card"
        | "dropdown" => Does::Title,
        "table" => Does::Table,
        "list-table" => Does::ListTable,
        "csv-table" => Does::Csv,
        "toctree" => Does::Pages,
        "versionadded" => Does::Version("New in version"),
        "versionchanged" => Does::Version("Changed in version"),
        "deprecated" | "deprecated-removed" => Does::Version("Deprecated since version"),
        "versionremoved" => Does::Version("Removed in version"),
        "function" | "method" | "class-method" | "classmethod" | "staticmethod" | "attribute" | "data"
        | "exception" | "decorator" | "describe" | "object" | "option" | "cmdoption" | "envvar"
        | "confval" | "setting" | "opcode" | "coroutinefunction" | "coroutinemethod" | "abstractmethod"
        | "decoratormethod" | "event" | "pdbcommand" | "2to3fixer" => Does::Object,
        own if own.starts_with("auto") => Does::Object,
        own if callout::label(own).is_some() => Does::Callout(callout::label(own).unwrap_or("note")),
        own if own.contains(':') => Does::Object,
        _ => Does::Unknown,
    }
}

/// Whether a directive of this name is one of those that many texts have.
pub fn is_known(name: &str) -> bool {
    does(name) != Does::Unknown
}

/// The parts of a directive, by their lines.
struct Parts {
    /// What stands behind its name, and the lines right under it.
    told: Vec<Range<usize>>,
    options: Range<usize>,
    body: Range<usize>,
    indent: usize,
}

impl<'t> Walk<'t> {
    /// Writes a directive; says where the next block begins.
    pub(super) fn directive(&mut self, at: usize, end: usize, name: &'t str, before: usize) -> usize {
        let own = self.lines[at].indent;
        let next = self.under(at, end, own);
        let depth = self.writer.depth();
        let mut does = does(name);
        // A class of a program has a body, one of a look holds what follows.
        if name == "class" && self.is_object(at, before) {
            does = Does::Object;
        }
        match does {
            Does::Silent => {
                if name == LANGUAGE {
                    let language = self.words(at)[before..].trim();
                    self.language = Some(language).filter(|name| !matches!(*name, "none" | "text" | ""));
                }
            }
            Does::Callout(label) => self.callout(at, next, before, label),
            Does::Version(says) => self.version(at, next, before, says),
            _ => self.parted(at..next, before, does),
        }
        self.writer.release(depth);
        next
    }

    /// Whether `.. class::` names a class of a program: a name in capitals, or with brackets or stops.
    fn is_object(&self, at: usize, before: usize) -> bool {
        let told = self.words(at)[before..].trim();
        told.contains(['(', '.']) || told.starts_with(|c: char| c.is_uppercase())
    }

    /// All that it holds stands in a call-out, from the words behind its name on.
    fn callout(&mut self, at: usize, next: usize, before: usize, label: &str) {
        let body = self.body_indent(at + 1..next, self.lines[at].indent + 3);
        self.set_in(at, before, body);
        let lines = self.without_options(at..next);
        if self.lines[lines.clone()].iter().all(Line::is_blank) {
            return;
        }
        self.writer.begin();
        self.writer.put(&format!("> [!{}]", label.to_uppercase()));
        self.writer.hold("> ", None);
        self.blocks(lines, body);
    }

    /// Lines without the options that open them.
    fn without_options(&self, lines: Range<usize>) -> Range<usize> {
        let mut from = lines.start;
        if self.lines[from].is_blank() {
            from += 1;
            while from < lines.end && is_option(self.words(from)) {
                from += 1;
            }
        }
        from..lines.end
    }

    fn parts(&self, at: usize, next: usize, before: usize) -> Parts {
        let indent = self.body_indent(at + 1..next, self.lines[at].indent + 3);
        let line = &self.lines[at];
        let mut told = vec![line.start + before..line.end];
        let mut from = at + 1;
        while from < next && !self.lines[from].is_blank() && !is_option(self.words(from)) {
            told.push(self.lines[from].range());
            from += 1;
        }
        let first = from;
        while from < next && !self.lines[from].is_blank() {
            from += 1;
        }
        told.retain(|range| !range.is_empty());
        Parts { told, options: first..from, body: from..next, indent }
    }

    fn set_for(&self, parts: &Parts, name: &str) -> Option<Range<usize>> {
        parts.options.clone().find_map(|at| {
            let (own, value) = crate::document::text::field(self.words(at))?;
            let end = self.lines[at].end;
            (own == name && !value.is_empty()).then(|| end - value.len()..end)
        })
    }

    /// Writes what has options between what stands behind its name and what it holds.
    fn parted(&mut self, lines: Range<usize>, before: usize, does: Does) {
        let parts = self.parts(lines.start, lines.end, before);
        match does {
            Does::Code(told) => self.code_block(lines, &parts, told),
            Does::Math => self.math(lines, &parts, before),
            Does::Image => self.image(&parts),
            Does::Titled => {
                self.writer.begin();
                self.writer.put("> [!NOTE]");
                self.writer.hold("> ", None);
                self.strong(&parts.told);
                self.blocks(parts.body, parts.indent);
            }
            Does::Title => {
                self.strong(&parts.told);
                self.blocks(parts.body, parts.indent);
            }
            Does::Quote => {
                let mut body = parts.body;
                if !parts.told.is_empty() {
                    body.start = lines.start;
                    self.set_in(lines.start, before, parts.indent);
                }
                if !body.is_empty() {
                    self.writer.hold("> ", Some("> "));
                    self.blocks(body, parts.indent);
                }
            }
            Does::Table | Does::ListTable | Does::Csv => self.table(parts, does),
            Does::Pages => self.pages(&parts),
            Does::Object => self.object(&parts),
            Does::Holds => self.blocks(parts.body, parts.indent),
            _ => {
                if let (Some(first), Some(last)) = (parts.told.first(), parts.told.last()) {
                    let told = first.start..last.end;
                    self.writer.begin();
                    self.inline(told);
                }
                self.blocks(parts.body, parts.indent);
            }
        }
    }

    fn code_block(&mut self, lines: Range<usize>, parts: &Parts, told: Told) {
        let named =
            parts.told.first().map(|range| &self.text[range.clone()]).filter(|_| told == Told::Language);
        let language = named.or(self.language).filter(|_| told != Told::Nothing);
        // Without a blank line under it, what stands behind its name is not told from what it holds.
        let is_blank = self.lines[parts.body.clone()].iter().all(Line::is_blank);
        let body =
            if parts.told.len() > 1 && is_blank { lines.start + 1..lines.end } else { parts.body.clone() };
        if let Some(caption) = self.set_for(parts, "caption") {
            self.strong(&[caption]);
        }
        self.listing(body, language);
    }

    /// A formula, behind the name or under it.
    fn math(&mut self, lines: Range<usize>, parts: &Parts, before: usize) {
        let at = lines.start;
        if self.words(at)[before..].trim().is_empty() {
            let from = if parts.told.is_empty() { parts.body.start } else { at + 1 };
            return self.formula(from..lines.end);
        }
        self.set_in(at, before, parts.indent);
        let last = lines.rev().find(|line| !is_option(self.words(*line))).unwrap_or(at);
        self.formula(at..last + 1);
    }

    fn table(&mut self, parts: Parts, does: Does) {
        self.strong(&parts.told);
        let heads =
            self.set_for(&parts, "header-rows").and_then(|range| self.text[range].trim().parse().ok());
        match does {
            Does::ListTable => self.list_table(parts.body, heads.unwrap_or(0)),
            Does::Csv => {
                let header = self.set_for(&parts, "header");
                self.csv(header, parts.body, heads.unwrap_or(0));
            }
            _ => self.blocks(parts.body, parts.indent),
        }
    }

    /// Words in bold, as a block of their own.
    fn strong(&mut self, words: &[Range<usize>]) {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        self.writer.begin();
        self.writer.put("**");
        self.inline(first.start..last.end);
        self.writer.put("**");
    }

    fn image(&mut self, parts: &Parts) {
        let Some(source) = parts.told.first() else { return };
        let source = self.text[source.clone()].trim();
        let link = self.set_for(parts, "target").map(|range| self.text[range].trim());
        let link = link.filter(|target| target.contains(['/', '.']));
        let alt = self.set_for(parts, "alt").map_or("", |range| &self.text[range]);
        let picture = format!("![{}]({})", escaped(alt), destination(source));
        self.writer.begin();
        let put = link.map_or(picture.clone(), |target| format!("[{picture}]({})", destination(target)));
        self.writer.put(&put);
        self.blocks(parts.body.clone(), parts.indent);
    }

    /// What was new, changed or given up, and in which version.
    fn version(&mut self, at: usize, next: usize, before: usize, says: &str) {
        let words = &self.words(at)[before..];
        let number = words.split(' ').next().unwrap_or("");
        let start = self.lines[at].start + before;
        let body = self.body_indent(at + 1..next, self.lines[at].indent + 3);
        self.writer.begin();
        self.writer.put(&format!("*{says} "));
        self.inline(start..start + number.len());
        self.set_in(
            at,
            before + number.len() + (words[number.len()..].len() - words[number.len()..].trim_start().len()),
            body,
        );
        let Some(first) = (at..next).find(|line| !self.lines[*line].is_blank()) else {
            self.writer.put(".*");
            return;
        };
        self.writer.put(":*");
        // What is said of it goes on behind the number, if it is a paragraph.
        let plain = self.words(first).starts_with(|c: char| c.is_alphanumeric() || "`:*\"'(".contains(c))
            && super::item::bullet(self.words(first)).is_none();
        let last = (first..next).find(|line| self.lines[*line].is_blank()).unwrap_or(next);
        let range = self.lines[first].start..self.lines[last - 1].end;
        if plain && !self.text[range.clone()].ends_with("::") {
            self.writer.put(" ");
            self.inline(range);
            self.blocks(last..next, body);
        } else {
            self.blocks(first..next, body);
        }
    }

    /// The pages that follow, each as a link.
    fn pages(&mut self, parts: &Parts) {
        if let Some(caption) = self.set_for(parts, "caption") {
            self.strong(&[caption]);
        }
        let depth = self.writer.depth();
        for at in parts.body.clone() {
            let line = self.lines[at].range();
            let words = &self.text[line.clone()];
            if words.is_empty() || words.contains('*') || words == "self" || words.starts_with("..") {
                continue;
            }
            let (shown, target) = match words.strip_suffix('>').and_then(|open| open.split_once(" <")) {
                Some((title, target)) => (line.start..line.start + title.len(), target),
                None => (line.clone(), words),
            };
            let page = target.trim_start_matches('/');
            let page = if page.contains("://") || page.ends_with(".rst") {
                page.to_owned()
            } else {
                format!("{page}.rst")
            };
            self.writer.hold("    ", Some("-   "));
            self.writer.begin();
            self.writer.put("[");
            self.inline(shown);
            self.writer.put(&format!("]({})", destination(&page)));
            self.writer.close_under();
            self.writer.release(depth);
        }
    }

    /// The names of something in a program, and what is said of it.
    fn object(&mut self, parts: &Parts) {
        for told in &parts.told {
            self.term_of_code(told.clone());
        }
        self.describe(parts.body.start, parts.body.end, parts.indent);
    }
}

/// `:name: value`.
fn is_option(words: &str) -> bool {
    crate::document::text::field(words).is_some()
}
