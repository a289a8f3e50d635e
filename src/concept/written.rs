//! The lexicon as people write it: `seeds/concepts.yaml` in several shapes, and pages of one concept each.
//!
//! A concept is a mapping with a `name`, a word alone, or a name with what is said of it: `Freedom: what it means`. All of
//! them together are a list or a mapping, with or without `concepts:` above. What does not fit costs only itself and is
//! said. Places are kept, for revisions edit what is written here.

use super::keys::{Key, key_of, unknown_key};
use super::{Case, Context, WrittenLink};
use crate::config::Policy;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::document::{front_matter, is_concept};
use crate::source::{Content, Sources};
use crate::yaml::{Node, Spanned, Value, Words, Yaml};
use std::ops::Range;

pub const LIST: &str = "seeds/concepts.yaml";

/// One concept as it is written.
#[derive(Debug)]
pub struct Written<'a> {
    pub yaml: Yaml<'a>,
    pub shape: Shape,
    /// Where it begins, in bytes of its file.
    pub start: usize,
    /// The name of the file that holds this concept alone.
    pub stem: Option<&'a str>,
    /// The Markdown below the front matter of such a file.
    pub body: Option<&'a str>,
    pub id: Option<Spanned<String>>,
    pub name: Option<Spanned<String>>,
    pub aliases: Option<Words>,
    pub definition: Option<Spanned<String>>,
    pub broader: Option<Words>,
    pub narrower: Option<Words>,
    pub related: Option<Words>,
    pub not: Option<Words>,
    pub former_ids: Option<Words>,
    pub same_as: Option<Words>,
    pub context: Context,
    pub case: Case,
    pub link: Option<WrittenLink>,
    pub page: Option<Spanned<String>>,
}

/// How the parts of a concept hang together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Keys below each other: `name: Freedom`, `aliases: ...`.
    Keys,
    /// Keys between braces: `{name: Freedom}`.
    Braces,
    /// A word alone: `- Freedom`.
    Word,
    /// `Freedom: ...`, the key in these bytes of the file, with this below it.
    Under(Range<usize>, Under),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// Nothing: `Freedom:`.
    Nothing,
    /// Its definition or aliases without a key: `Freedom: what it means`.
    Bare,
    /// Keys that begin at this byte of the file, below each other.
    Keys(usize),
    /// Keys between braces that open at this byte.
    Braces(usize),
}

/// How the concepts of `seeds/concepts.yaml` follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Listed {
    #[default]
    Items,
    /// `Freedom: ...` and `State: ...` without dashes.
    Keyed,
    /// The whole file is one concept.
    One,
}

/// Everything that is written of concepts.
pub fn written<'a>(sources: &'a Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Written<'a>> {
    let mut all = sources.text(LIST).map_or_else(Vec::new, |text| listed(text, diagnostics).1);
    for (file, content) in sources.below("") {
        if let Content::Text(text) = content
            && file.strip_prefix("seeds/").is_some_and(|path| is_concept(path, text))
        {
            all.push(page(file, text, diagnostics));
        }
    }
    all
}

/// The concepts of `seeds/concepts.yaml`.
pub fn listed<'a>(text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> (Listed, Vec<Written<'a>>) {
    let yaml = Yaml::file(LIST, text);
    let first =
        text.lines().find(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']) && *line != "---");
    if first.is_some_and(|line| line.trim_start_matches('\u{feff}').trim_start().starts_with(['-', '['])) {
        let items: Vec<Node> = yaml.read_by_item(diagnostics);
        return (Listed::Items, from_items(yaml, &items, diagnostics));
    }
    let whole: Node = match yaml.read_by_key::<Option<Node>>(diagnostics) {
        Some(whole) => whole,
        None => return (Listed::default(), Vec::new()),
    };
    match &whole.value {
        Value::Nothing => (Listed::default(), Vec::new()),
        Value::List(items) => (Listed::Items, from_items(yaml, items, diagnostics)),
        Value::Words(_) | Value::AsWritten => {
            let problem = Diagnostic::new(Code::Yaml, "words are written here, and no list of concepts");
            diagnostics.push(
                problem
                    .at(yaml.place(&whole))
                    .hint("put a dash and a blank before each concept: `- Freedom`"),
            );
            (Listed::default(), Vec::new())
        }
        Value::Keys(keys) => from_keys(yaml, &whole, keys, diagnostics),
    }
}

/// A mapping: `concepts:` and below it all, or each concept by its name, or one concept.
fn from_keys<'a>(
    yaml: Yaml<'a>,
    whole: &Node,
    keys: &[(Spanned<String>, Node)],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Listed, Vec<Written<'a>>) {
    if let Some((_, below)) = keys.iter().find(|(key, _)| key.value.eq_ignore_ascii_case("concepts")) {
        for (key, _) in keys.iter().filter(|(key, _)| !key.value.eq_ignore_ascii_case("concepts")) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("unknown key `{}`", key.value))
                    .at(yaml.place(key))
                    .hint("the concepts all stand below `concepts:`; set this line in as they are"),
            );
        }
        return match &below.value {
            Value::Nothing => (Listed::Items, Vec::new()),
            Value::Keys(keys) => (Listed::Keyed, from_keyed(yaml, keys, diagnostics)),
            Value::List(items) => (Listed::Items, from_items(yaml, items, diagnostics)),
            Value::Words(_) | Value::AsWritten => {
                (Listed::Items, from_items(yaml, std::slice::from_ref(below), diagnostics))
            }
        };
    }
    let named = keys.iter().any(|(key, _)| matches!(key_of(&key.value), Some(Key::Name | Key::Id)));
    if named && keys.iter().all(|(key, _)| key_of(&key.value).is_some() || is_mistyped(&key.value)) {
        return (Listed::One, from_items(yaml, std::slice::from_ref(whole), diagnostics));
    }
    (Listed::Keyed, from_keyed(yaml, keys, diagnostics))
}

fn from_items<'a>(yaml: Yaml<'a>, items: &[Node], diagnostics: &mut Vec<Diagnostic>) -> Vec<Written<'a>> {
    items.iter().filter_map(|item| from_item(yaml, item, diagnostics)).collect()
}

fn from_item<'a>(yaml: Yaml<'a>, item: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Written<'a>> {
    if let Some(word) = yaml.words_even_null(item) {
        let mut concept = Written::new(yaml, Shape::Word, yaml.bytes(item).start);
        concept.name = Some(word);
        return Some(concept);
    }
    match &item.value {
        Value::Keys(keys) => Some(from_mapping(yaml, item, keys, diagnostics)),
        Value::List(_) => {
            let problem = Diagnostic::new(Code::Yaml, "a list stands where a concept is expected");
            diagnostics
                .push(problem.at(yaml.place(item)).hint("write `- name: ...` and `aliases: [...]` below it"));
            None
        }
        Value::Nothing | Value::Words(_) | Value::AsWritten => {
            diagnostics.push(
                Diagnostic::new(Code::EmptyConcept, "this item is empty")
                    .at(yaml.place(item))
                    .hint("write a name after the dash, or take the dash out"),
            );
            None
        }
    }
}

/// An item with keys of its own, or `- Freedom: ...`: then the first key is the name.
fn from_mapping<'a>(
    yaml: Yaml<'a>,
    item: &Node,
    keys: &[(Spanned<String>, Node)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Written<'a> {
    let start = yaml.bytes(item).start;
    let is_named = keys.iter().any(|(key, _)| matches!(key_of(&key.value), Some(Key::Name | Key::Id)));
    // `- Game: ...` is a name, `- nmae: ...` a mistyped key.
    let is_name = |key: &str, value: &Node| {
        let plain = key.starts_with(|c: char| !c.is_uppercase()) && !matches!(value.value, Value::Nothing);
        key_of(key).is_none() && !(plain && is_mistyped(key))
    };
    match keys {
        [(name, value), rest @ ..] if !is_named && is_name(&name.value, value) => {
            let mut concept = under(yaml, name, value, diagnostics);
            if !rest.is_empty() {
                // Keys that should stand below the name stand beside it.
                concept.shape = Shape::Keys;
                concept.fill(rest, diagnostics);
            }
            concept
        }
        _ => {
            let mut concept = Written::new(yaml, shape(yaml, start), start);
            concept.fill(keys, diagnostics);
            concept
        }
    }
}

fn shape(yaml: Yaml<'_>, start: usize) -> Shape {
    if yaml.text[start - yaml.offset..].starts_with('{') { Shape::Braces } else { Shape::Keys }
}

/// `Freedom: ...` and `State: ...`.
fn from_keyed<'a>(
    yaml: Yaml<'a>,
    keys: &[(Spanned<String>, Node)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Written<'a>> {
    keys.iter().map(|(name, value)| under(yaml, name, value, diagnostics)).collect()
}

/// A name with its definition, its aliases, or keys below it.
fn under<'a>(
    yaml: Yaml<'a>,
    key: &Spanned<String>,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Written<'a> {
    let (key_bytes, at) = (yaml.bytes(key), yaml.bytes(value).start);
    let below = match &value.value {
        Value::Nothing => Under::Nothing,
        Value::Words(_) | Value::AsWritten | Value::List(_) => Under::Bare,
        Value::Keys(_) if shape(yaml, at) == Shape::Braces => Under::Braces(at),
        Value::Keys(_) => Under::Keys(at),
    };
    let mut concept = Written::new(yaml, Shape::Under(key_bytes.clone(), below), key_bytes.start);
    match &value.value {
        Value::Nothing => {}
        Value::Words(_) | Value::AsWritten => concept.definition = yaml.words(value),
        Value::List(_) => concept.aliases = yaml.word_list(value, &key.value, diagnostics),
        Value::Keys(keys) => concept.fill(keys, diagnostics),
    }
    // `freedom: {name: Freedom}`: then the key is the id.
    let place = if concept.name.is_none() { &mut concept.name } else { &mut concept.id };
    place.get_or_insert_with(|| key.clone());
    concept
}

/// One concept a file: front matter, and a definition of any length below it.
fn page<'a>(path: &'a str, text: &'a str, diagnostics: &mut Vec<Diagnostic>) -> Written<'a> {
    let (front, body) = front_matter(text);
    let yaml = Yaml { path, text: &text[front.clone()], offset: front.start };
    let whole = yaml.read_by_key::<Option<Node>>(diagnostics);
    let start = whole.as_ref().map_or(front.start, |whole| yaml.bytes(whole).start);
    let mut concept = Written::new(yaml, shape(yaml, start), start);
    concept.stem = path.rsplit('/').next().and_then(|file| file.strip_suffix(".md"));
    concept.body = Some(text[body].trim()).filter(|body| !body.is_empty());
    if let Some(Value::Keys(keys)) = whole.map(|whole| whole.value) {
        concept.fill(&keys, diagnostics);
    }
    concept
}

/// Whether a key is none, but nearly one.
fn is_mistyped(key: &str) -> bool {
    did_you_mean(key, Key::ALL.iter().map(|key| key.name())).is_some()
}

impl<'a> Written<'a> {
    fn new(yaml: Yaml<'a>, shape: Shape, start: usize) -> Written<'a> {
        Written {
            yaml,
            shape,
            start,
            stem: None,
            body: None,
            id: None,
            name: None,
            aliases: None,
            definition: None,
            broader: None,
            narrower: None,
            related: None,
            not: None,
            former_ids: None,
            same_as: None,
            context: Context::default(),
            case: Case::default(),
            link: None,
            page: None,
        }
    }

    /// The id that it has in the lexicon.
    pub fn settled_id(&self) -> Option<String> {
        let text = |field: &Option<Spanned<String>>| {
            field.as_ref().map(|field| field.value.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let id = text(&self.id).or_else(|| self.stem.map(str::to_owned));
        id.or_else(|| text(&self.name).map(|name| crate::document::slug::slug(&name)))
            .filter(|id| !id.is_empty())
    }

    pub fn place(&self) -> Place {
        let head = self.id.as_ref().or(self.name.as_ref());
        head.map_or_else(|| Place::new(self.yaml.path, self.line_at(self.start)), |id| self.yaml.place(id))
    }

    fn line_at(&self, start: usize) -> Range<usize> {
        let rest = self.yaml.text.get(start - self.yaml.offset..).unwrap_or("");
        start..start + rest.lines().next().unwrap_or("").len()
    }

    fn fill(&mut self, keys: &[(Spanned<String>, Node)], diagnostics: &mut Vec<Diagnostic>) {
        let mut said: Vec<(Key, &str)> = Vec::new();
        let is_list = |key: Key| key == Key::Aliases || key == Key::Not || key.is_relation();
        // A page's front matter may be another program's as well: there our own key goes before what means the same.
        let is_own = |key: &str| Key::ALL.iter().any(|own| own.name() == key);
        let mut order: Vec<&(Spanned<String>, Node)> = keys.iter().collect();
        order.sort_by_key(|(key, _)| !is_own(&key.value));
        for (key, value) in order {
            let Some(known) = key_of(&key.value) else {
                if self.stem.is_none() || is_mistyped(&key.value) {
                    diagnostics.push(unknown_key(&key.value).at(self.yaml.place(key)));
                }
                continue;
            };
            match said.iter().find(|(other, _)| *other == known) {
                Some(_) if is_list(known) => self.set(known, &key.value, value, diagnostics),
                Some(_) if self.stem.is_some() => {}
                Some((_, other)) => diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        format!("`{}` says the same as `{other}`, which stands here too", key.value),
                    )
                    .at(self.yaml.place(key))
                    .hint(format!("put its words into `{other}`; they were passed over")),
                ),
                None => {
                    said.push((known, &key.value));
                    self.set(known, &key.value, value, diagnostics);
                }
            }
        }
    }

    fn set(&mut self, key: Key, called: &str, value: &Node, diagnostics: &mut Vec<Diagnostic>) {
        let yaml = self.yaml;
        match key {
            Key::Name => self.name = name(yaml, called, value, diagnostics),
            Key::Id => self.id = one(yaml, called, value, diagnostics),
            Key::Definition => self.definition = one(yaml, called, value, diagnostics),
            Key::Page => self.page = one(yaml, called, value, diagnostics),
            Key::Aliases => more(&mut self.aliases, several(yaml, called, value, diagnostics)),
            Key::Broader => more(&mut self.broader, yaml.word_list(value, called, diagnostics)),
            Key::Narrower => more(&mut self.narrower, yaml.word_list(value, called, diagnostics)),
            Key::Related => more(&mut self.related, yaml.word_list(value, called, diagnostics)),
            Key::Not => more(&mut self.not, several(yaml, called, value, diagnostics)),
            Key::FormerIds => self.former_ids = yaml.word_list(value, called, diagnostics),
            Key::SameAs => self.same_as = yaml.word_list(value, called, diagnostics),
            Key::Context => self.context = context(yaml, value, diagnostics),
            Key::Case => self.case = case(yaml, value, diagnostics).unwrap_or_default(),
            Key::Link => self.link = link(yaml, value, diagnostics),
        }
    }
}

/// Words of a second key that means the same, such as `altLabel` and `hiddenLabel`; the place is that of the last.
fn more(list: &mut Option<Words>, words: Option<Words>) {
    let Some(mut words) = words else { return };
    if let Some(before) = list.take() {
        words.value.splice(0..0, before.value);
    }
    *list = Some(words);
}

/// One word or text.
fn one(
    yaml: Yaml<'_>,
    key: &str,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let words = yaml.words(value);
    if words.is_none() && !matches!(value.value, Value::Nothing) {
        let problem = Diagnostic::new(Code::Yaml, format!("`{key}` takes words, neither a list nor keys"));
        let hint = match (key_of(key), &value.value) {
            (Some(Key::Name), Value::List(_)) => {
                "keep one name here and put the others under `aliases`; this was passed over"
            }
            (_, Value::Keys(_)) => {
                "words with a colon need quotation marks: `\"...: ...\"`; these were passed over"
            }
            _ => "write them in one line, or below the key after a `|`; this was passed over",
        };
        diagnostics.push(problem.at(yaml.place(value)).hint(hint));
    }
    words
}

/// A name, which may look like no word: `Null`.
fn name(
    yaml: Yaml<'_>,
    key: &str,
    value: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    yaml.words_even_null(value).or_else(|| one(yaml, key, value, diagnostics))
}

/// Phrases, of which `one, two` without brackets may be one or two.
fn several(yaml: Yaml<'_>, key: &str, value: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Words> {
    let list = yaml.word_list(value, key, diagnostics)?;
    if let (Value::Words(words), Some(word)) = (&value.value, list.value.first())
        && words.contains(", ")
        && !yaml.as_written(value).starts_with(['"', '\''])
    {
        let problem = Diagnostic::new(Code::BadValue, format!("`{words}` is one phrase here"));
        diagnostics.push(
            problem.at(yaml.place(word)).hint(format!(
                "if there are several: `{key}: [{words}]`; if it is one: `{key}: \"{words}\"`"
            )),
        );
    }
    Some(list)
}

/// `any:` and `none:`; words without either are those of which one must be near.
fn context(yaml: Yaml<'_>, value: &Node, diagnostics: &mut Vec<Diagnostic>) -> Context {
    let words = |node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>| {
        let list = several(yaml, key, node, diagnostics);
        list.map_or_else(Vec::new, |list| list.value.into_iter().map(|word| word.value).collect())
    };
    let mut context = Context::default();
    let Value::Keys(keys) = &value.value else {
        context.any = words(value, "context", diagnostics);
        return context;
    };
    for (key, node) in keys {
        match key.value.as_str() {
            "any" => context.any = words(node, "any", diagnostics),
            "none" => context.none = words(node, "none", diagnostics),
            other => diagnostics.push(
                Diagnostic::new(Code::UnknownKey, format!("unknown key `{other}`"))
                    .at(yaml.place(key))
                    .hint("`context` has `any: [...]`, words of which one must be near, and `none: [...]`"),
            ),
        }
    }
    context
}

fn case(yaml: Yaml<'_>, value: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Case> {
    let written = yaml.words(value)?.value;
    let case = match written.as_str() {
        "smart" => Some(Case::Smart),
        "sensitive" => Some(Case::Sensitive),
        "insensitive" => Some(Case::Insensitive),
        _ => None,
    };
    if case.is_none() {
        diagnostics.push(no_value(yaml, value, "case", "smart, sensitive or insensitive"));
    }
    case
}

fn link(yaml: Yaml<'_>, value: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<WrittenLink> {
    let written = yaml.words(value)?.value;
    let link = match written.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(WrittenLink::Yes(true)),
        "false" | "no" | "off" | "never" => Some(WrittenLink::Yes(false)),
        policy => Policy::named(policy).map(WrittenLink::By),
    };
    if link.is_none() {
        let known = "false, or one of all, first-per-passage, first-per-section, first-per-document and none";
        diagnostics.push(no_value(yaml, value, "link", known));
    }
    link
}

fn no_value(yaml: Yaml<'_>, value: &Node, key: &str, known: &str) -> Diagnostic {
    let written = yaml.words(value).map_or_else(String::new, |words| words.value);
    Diagnostic::new(Code::Yaml, format!("`{key}` cannot be `{written}`"))
        .at(yaml.place(value))
        .hint(format!("it is {known}; this was passed over"))
}
