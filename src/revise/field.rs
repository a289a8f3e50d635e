//! Edits of one key of a concept: its value set, a line added, a list made longer or shorter.
//! `text` is always the whole file that the concept is written in.

use super::Edit;
use super::file::{Written, line_end, line_start};
use crate::concept::written::{Shape, Under};
use crate::yaml::{Spanned, Words, Yaml, list, scalar};

impl Written<'_> {
    /// Sets a value, or adds it in a line of its own below the name.
    pub fn set(&self, text: &str, field: &Option<Spanned<String>>, key: &str, value: &str) -> Vec<Edit> {
        match field {
            Some(old) => vec![Edit { span: self.yaml.bytes(old), with: scalar(value) }],
            None => self.line(text, &format!("{key}: {}", scalar(value))),
        }
    }

    /// A line below the name or id. What stands there without a key gets one.
    pub fn line(&self, text: &str, line: &str) -> Vec<Edit> {
        let head = self.name.as_ref().or(self.fields.id.as_ref());
        let below = |end: usize| self.lines_at(text, line_end(text, end), line);
        let inside = |brace: usize| Edit { span: brace + 1..brace + 1, with: format!("{line}, ") };
        match &self.shape {
            Shape::Keys => vec![below(head.map_or(self.lines.start, |head| self.yaml.bytes(head).end))],
            Shape::Braces => vec![inside(self.start)],
            Shape::Word => {
                let end = head.map_or(self.start, |head| self.yaml.bytes(head).end);
                vec![Edit { span: self.start..self.start, with: "name: ".to_owned() }, below(end)]
            }
            Shape::Under(key, Under::Nothing | Under::Keys(_)) => vec![below(key.end)],
            Shape::Under(_, Under::Braces(brace)) => vec![inside(*brace)],
            Shape::Under(key, Under::Bare) => self.line_before_bare(text, key.end, line),
        }
    }

    /// `Freedom: what it means` becomes `Freedom:`, the line and `definition: what it means` below each other.
    fn line_before_bare(&self, text: &str, end: usize, line: &str) -> Vec<Edit> {
        let Some(colon) = text[end..].find(':').map(|colon| end + colon) else { return Vec::new() };
        let margin = " ".repeat(self.indent);
        let key = if self.definition.is_some() { "definition" } else { "aliases" };
        let after = colon + 1;
        let blank = text[after..].chars().next().map_or(0, char::len_utf8);
        vec![
            Edit { span: after..after, with: format!("\n{margin}{line}") },
            // It takes the blank along so that it comes after all lines that are put here.
            Edit {
                span: after..after + blank,
                with: format!("\n{margin}{key}:{}", &text[after..after + blank]),
            },
        ]
    }

    /// Lines at the end of the entry.
    pub fn tail(&self, text: &str, lines: &str) -> Edit {
        self.lines_at(text, self.lines.end, lines)
    }

    fn lines_at(&self, text: &str, at: usize, lines: &str) -> Edit {
        let margin = " ".repeat(self.indent);
        let body: String = lines.lines().map(|line| format!("{margin}{line}\n")).collect();
        let ended = at == 0 || text[..at].ends_with('\n');
        let with = if ended { body } else { format!("\n{}", body.trim_end_matches('\n')) };
        Edit { span: at..at, with }
    }

    /// Takes words out of a list, by place, and puts others at its end.
    pub fn relist(
        &self,
        text: &str,
        (field, key): (&Option<Words>, &str),
        remove: &[usize],
        add: &[String],
    ) -> Vec<Edit> {
        let Some(words) = field else {
            return if add.is_empty() {
                Vec::new()
            } else {
                self.line(text, &format!("{key}: {}", list(add)))
            };
        };
        relist(self.yaml, text, words, (remove, add))
    }
}

/// The same for a list anywhere.
pub fn relist(yaml: Yaml<'_>, text: &str, words: &Words, (remove, add): (&[usize], &[String])) -> Vec<Edit> {
    if remove.is_empty() && add.is_empty() {
        return Vec::new();
    }
    let start = yaml.bytes(words).start;
    let has_dash = text[line_start(text, start)..start].trim() == "-";
    if words.value.last().is_some_and(|word| yaml.bytes(word).start == start) && !has_dash {
        alone(yaml, text, words, (remove, add))
    } else if text[start..].starts_with('[') {
        in_line(yaml, text, words, (remove, add))
    } else {
        in_lines(yaml, text, words, (remove, add))
    }
}

/// Of a word that stands without a list.
fn alone(yaml: Yaml<'_>, text: &str, words: &Words, (remove, add): (&[usize], &[String])) -> Vec<Edit> {
    let last = words.value.len() - 1;
    let span = yaml.bytes(&words.value[last]);
    let kept = (!remove.contains(&last)).then(|| text[span.clone()].to_owned());
    let all: Vec<String> = kept.into_iter().chain(add.iter().map(|word| scalar(word))).collect();
    let with = if all.len() == 1 { all.concat() } else { format!("[{}]", all.join(", ")) };
    vec![Edit { span, with }]
}

fn in_line(yaml: Yaml<'_>, text: &str, words: &Words, (remove, add): (&[usize], &[String])) -> Vec<Edit> {
    let spans: Vec<_> = words.value.iter().map(|word| yaml.bytes(word)).collect();
    let added: Vec<String> = add.iter().map(|word| scalar(word)).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        let at = yaml.bytes(words).start + 1;
        return vec![Edit { span: at..at, with: added.join(", ") }];
    };
    if remove.is_empty() {
        return vec![Edit { span: last.end..last.end, with: format!(", {}", added.join(", ")) }];
    }
    let kept = (0..spans.len()).filter(|place| !remove.contains(place));
    let kept = kept.map(|place| text[spans[place].clone()].to_owned());
    vec![Edit { span: first.start..last.end, with: kept.chain(added).collect::<Vec<_>>().join(", ") }]
}

fn in_lines(yaml: Yaml<'_>, text: &str, words: &Words, (remove, add): (&[usize], &[String])) -> Vec<Edit> {
    let spans: Vec<_> = words.value.iter().map(|word| yaml.bytes(word)).collect();
    let Some(last) = spans.last() else { return Vec::new() };
    let mut edits: Vec<Edit> = Vec::new();
    let mut add = add.iter().map(|word| scalar(word));
    let all_go = remove.len() == spans.len();
    for (order, place) in remove.iter().enumerate() {
        let span = spans[*place].clone();
        let in_place = if all_go && order == 0 { add.next() } else { None };
        match in_place {
            Some(word) => edits.push(Edit { span, with: word }),
            None => edits.push(Edit {
                span: line_start(text, span.start)..line_end(text, span.end),
                with: String::new(),
            }),
        }
    }
    let margin = &text[line_start(text, last.start)..last.start];
    let rest: String = add.map(|word| format!("{margin}{word}\n")).collect();
    if !rest.is_empty() {
        let at = line_end(text, last.end);
        let with = if text[..at].ends_with('\n') { rest } else { format!("\n{}", rest.trim_end()) };
        edits.push(Edit { span: at..at, with });
    } else if all_go && edits.iter().all(|edit| edit.with.is_empty()) {
        let key = text[..yaml.bytes(words).start].rfind(':').map_or(0, |colon| colon + 1);
        edits.insert(0, Edit { span: key..key, with: " []".to_owned() });
    }
    edits
}
