//! MyST's directives, ```` ```{note} Title ```` and `:::{figure} a.png`, with their options `:name: x`; the same of the code
//! that Quarto and R Markdown run, with `#| echo: false`.

use super::blocks::{Ends, Opening, Walk};
use super::callout;
use super::division::slashes;
use super::draft::Edit;

/// Directives that hold Markdown, beside call-outs.
const HOLDS: [&str; 17] = [
    "figure",
    "image",
    "list-table",
    "table",
    "glossary",
    "tab-set",
    "tab-item",
    "grid",
    "grid-item",
    "grid-item-card",
    "card",
    "dropdown",
    "details",
    "margin",
    "sidebar",
    "topic",
    "epigraph",
];
/// Those that a program puts something in the place of.
const MACHINERY: [&str; 5] = ["toctree", "include", "contents", "tableofcontents", "bibliography"];
/// Options whose words a reader sees.
const TITLES: [&str; 3] = ["header", "title", "caption"];

/// The name of a directive that holds Markdown, and what stands behind it.
pub fn directive(info: &str) -> Option<(&str, &str)> {
    let (name, rest) = info.trim().strip_prefix('{')?.split_once('}')?;
    (callout::label(name).is_some() || HOLDS.contains(&name)).then_some((name, rest.trim()))
}

/// `:class: tip`.
fn option(words: &str) -> Option<(&str, &str)> {
    let (key, value) = words.strip_prefix(':')?.split_once(':')?;
    (is_key(key) && (value.is_empty() || value.starts_with(' '))).then_some((key, value.trim()))
}

fn is_key(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

impl Walk<'_> {
    /// ```` ```{note} Title ````.
    pub(super) fn directive(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let close = line.closed_by?;
        let words = &self.text[line.content..line.end];
        let (name, title) = directive(words.trim_start_matches(['`', '~']))?;
        Some(self.held(at, close, name, title))
    }

    /// `/// note | Title`, with options set in under it, up to `///`.
    pub(super) fn slashed(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let close = *self.divisions.get(&at)?;
        let (name, title) = slashes(&self.text[line.content..line.end])?;
        let told = (at + 1..close).take_while(|next| {
            let line = &self.lines[*next];
            line.width >= 4
                && self.text[line.content..line.end].split_once(':').is_some_and(|(key, _)| is_key(key))
        });
        let told = told.count();
        let kind = (at + 1..=at + told).find_map(|next| {
            let line = &self.lines[next];
            callout::label(self.text[line.content..line.end].strip_prefix("type:")?.trim())
        });
        let end = line.content + self.text[line.content..line.end].trim_end().len();
        let is_title = !title.is_empty() && name != "html";
        let opening = Opening {
            ends: Ends::Line(close),
            label: callout::label(name).or(kind),
            quotes: false,
            indent: 0,
            title: is_title.then(|| end - title.len()..end),
            machinery: line.content..line.end,
            tail: None,
        };
        self.opened(at, opening);
        for next in at + 1..=at + told {
            let line = &self.lines[next];
            self.blank(line.start..line.end);
        }
        Some(at + 1 + told)
    }

    /// Opens what a directive holds; says which line comes next.
    pub(super) fn held(&mut self, at: usize, close: usize, name: &str, title: &str) -> usize {
        let line = &self.lines[at];
        let picture = matches!(name, "figure" | "image").then(|| title.to_owned());
        let is_title = title.contains(char::is_alphabetic) && picture.is_none();
        let end = line.content + self.text[line.content..line.end].trim_end().len();
        self.opened(
            at,
            Opening {
                ends: Ends::Line(close),
                label: callout::label(name),
                quotes: false,
                indent: 0,
                title: is_title.then(|| end - title.len()..end),
                machinery: line.content..line.end,
                tail: None,
            },
        );
        let (mut next, mut alt, mut shown) = (at + 1, "", Vec::new());
        while let Some(line) = self.lines.get(next).filter(|_| next < close) {
            let Some((key, value)) = option(&self.text[line.content..line.end]) else { break };
            if key == "alt" {
                alt = value;
            }
            shown.extend(Some(value).filter(|value| TITLES.contains(&key) && !value.is_empty()));
            self.blank(line.start..line.end);
            next += 1;
        }
        let prefix = self.outer().0.to_owned();
        let mut show =
            |words: String| self.pending.push_str(&format!("{prefix}{words}\n{}\n", prefix.trim_end()));
        if let Some(source) = picture.filter(|source| !source.is_empty() && !source.contains([' ', '(', ')']))
        {
            show(format!("![{alt}]({source})"));
        }
        shown.into_iter().for_each(|words| show(format!("**{words}**")));
        next
    }

    /// A fenced block for a program: code whose options go, a formula, or what only stands for something else.
    pub(super) fn verbatim(&mut self, at: usize) -> Option<usize> {
        let close = self.lines[at].closed_by?;
        let line = &self.lines[at];
        let words = &self.text[line.content..line.end];
        let sign = words.find(['`', '~'])?;
        let run = words[sign..].len() - words[sign..].trim_start_matches(['`', '~']).len();
        let info = line.content + sign + run..line.end;
        let (name, rest) = self.text[info.clone()].trim().strip_prefix('{')?.split_once('}')?;
        let name = name.split([' ', ',']).next().unwrap_or(name);
        let fence = line.content + sign;
        if MACHINERY.contains(&name) && sign == 0 {
            self.edits.push(Edit::drop(line.content..self.lines[close].end));
            return Some(close + 1);
        }
        let is_code = matches!(name, "code-block" | "code" | "sourcecode" | "code-cell");
        let runs = self.text[info.clone()].trim_start().starts_with('{')
            && !name.starts_with(['.', '#', '=', ':'])
            && !name.is_empty();
        if !runs {
            return None;
        }
        self.lead(at);
        match name {
            "math" => self.edits.push(Edit::new(fence..info.end, "$$")),
            _ if is_code => {
                let language = rest.split_whitespace().next().unwrap_or("").to_owned();
                self.edits.push(Edit::new(info, language));
            }
            _ => {}
        }
        let mut opening = true;
        for inner in at + 1..close {
            let line = &self.lines[inner];
            let words = self.text[line.content..line.end].trim_end();
            let told = words.starts_with("#|") || words.starts_with("//|") || option(words).is_some();
            // A blank line under the options is the last of them.
            let last = opening && words.is_empty() && inner > at + 1;
            let dropped = opening && (told || last);
            opening &= told;
            if dropped && self.lines.get(inner + 1).is_some() {
                self.edits.push(Edit::drop(line.start..self.lines[inner + 1].start));
            } else {
                self.lead(inner);
            }
        }
        self.lead(close);
        if name == "math" {
            let line = &self.lines[close];
            let from =
                self.text[line.start..line.end].find(['`', '~']).map_or(line.end, |at| line.start + at);
            self.edits.push(Edit::new(from..line.end, "$$"));
        }
        Some(close + 1)
    }
}
