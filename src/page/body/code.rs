//! Colours for code: words of a programming language as spans of a dozen short classes.

use super::Html;
use crate::page::links::escape_into;
use rapidhash::RapidHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Highlighting is slow; what is longer than this is shown plain.
const LONGEST: usize = 256_000;
const LONGEST_LINE: usize = 4_000;
/// Code that recurs, in other texts or after an edit, is highlighted once: up to so many bytes are kept, of blocks
/// no longer than the second number.
const KEPT: usize = 16_000_000;
const LONGEST_KEPT: usize = 8_000;

/// Scopes and the classes that the stylesheet knows. The most particular scope that is listed wins.
const CLASSES: [(&str, &str); 22] = [
    ("comment", "c"),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant.character.escape", "e"),
    ("constant", "l"),
    ("keyword.operator", "o"),
    ("keyword", "w"),
    ("storage.type.function", "w"),
    ("storage", "w"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "t"),
    ("entity.name", "y"),
    ("entity.other.attribute-name", "a"),
    ("support.type", "y"),
    ("support.class", "y"),
    ("variable.parameter", "v"),
    ("variable.language", "l"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.heading", "w"),
];

/// The code as HTML. An unknown language and code that is too long are shown plain.
pub fn highlight(code: &str, language: Option<&str>) -> Html {
    let too_long = code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE);
    let syntax =
        language.filter(|_| !too_long).and_then(|language| syntaxes().find_syntax_by_token(language));
    match syntax {
        Some(syntax) if code.len() <= LONGEST_KEPT => kept(code, syntax),
        Some(syntax) => coloured(code, syntax).unwrap_or_else(|| plain(code)),
        None => plain(code),
    }
}

fn plain(code: &str) -> Html {
    let mut html = Html::default();
    escape_into(&mut html.html, code);
    html
}

/// What was highlighted before, by the name of the language and the code.
#[derive(Default)]
struct Kept {
    html: RapidHashMap<(String, String), Arc<str>>,
    bytes: usize,
}

fn kept(code: &str, syntax: &SyntaxReference) -> Html {
    static KNOWN: OnceLock<Mutex<Kept>> = OnceLock::new();
    let known = || KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let key = (syntax.name.clone(), code.to_owned());
    let found = known().html.get(&key).cloned();
    if let Some(html) = found {
        return Html { html: (*html).to_owned() };
    }
    let html = coloured(code, syntax).unwrap_or_else(|| plain(code));
    let mut known = known();
    let bytes = code.len() + html.html.len();
    if known.bytes + bytes <= KEPT {
        known.bytes += bytes;
        known.html.insert(key, html.html.as_str().into());
    }
    html
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

fn classes() -> &'static [(Scope, &'static str)] {
    static SCOPES: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        let scope = |name| Scope::new(name).expect("the table above holds scopes only");
        CLASSES.iter().map(|(name, class)| (scope(name), *class)).collect()
    })
}

/// None if the grammar itself fails; a grammar of another's making may.
fn coloured(code: &str, syntax: &SyntaxReference) -> Option<Html> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Spans::default();
    for line in code.split_inclusive('\n') {
        // The grammars expect every line to end; the last one of a text need not.
        let whole = if line.ends_with('\n') { line.to_owned() } else { format!("{line}\n") };
        let mut at = 0;
        for (end, change) in state.parse_line(&whole, syntaxes()).ok()? {
            spans.push(line.get(at..end.min(line.len())).unwrap_or(""), class(&stack));
            at = end.min(line.len());
            stack.apply(&change).ok()?;
        }
        spans.push(&line[at..], class(&stack));
    }
    Some(spans.finish())
}

fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| {
        classes().iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    };
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}

/// Runs of one class, each as one element.
#[derive(Default)]
struct Spans {
    html: Html,
    class: &'static str,
}

impl Spans {
    fn push(&mut self, words: &str, class: &'static str) {
        if words.is_empty() {
            return;
        }
        let class = if words.trim().is_empty() { self.class } else { class };
        if class != self.class {
            self.end();
            if !class.is_empty() {
                self.html.html.push_str("<span class=\"");
                self.html.html.push_str(class);
                self.html.html.push_str("\">");
            }
            self.class = class;
        }
        escape_into(&mut self.html.html, words);
    }

    fn end(&mut self) {
        if !self.class.is_empty() {
            self.html.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> Html {
        self.end();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_have_classes_and_nothing_is_lost() {
        let html = highlight("fn main() { // a <b>\n}\n", Some("rust")).html;
        assert!(html.contains("<span class=\"w\">fn"), "{html}");
        assert!(html.contains("<span class=\"c\">// a &lt;b&gt;"), "{html}");
        assert!(!html.contains("style"));
    }

    #[test]
    fn the_same_code_is_another_in_another_language() {
        let highlighted = |language| highlight("let x = 1\n# 2\n", Some(language)).html;
        let (rust, python) = (highlighted("rust"), highlighted("python"));
        assert_ne!(rust, python);
        assert_eq!((highlighted("rust"), highlighted("python")), (rust, python));
    }

    #[test]
    fn an_unknown_language_is_plain() {
        assert_eq!(highlight("a < b", Some("no such")).html, "a &lt; b");
        assert_eq!(highlight("a < b", None).html, "a &lt; b");
    }
}
