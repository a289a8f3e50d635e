//! `seedbed explain`: what was understood of a text, and why, line by line.

use crate::corpus::{Corpus, Text};
use crate::document::{Decision, PassageIx, Why, decisions};
use crate::mention::Standing;
use crate::source::Sources;
use std::io::Write as _;

/// Decisions less sure than this are listed by `--low`.
const UNSURE: f32 = 0.75;
/// Characters of a passage that are shown.
const SHOWN: usize = 60;

/// Which part of which text.
pub struct Question {
    /// As the user names it: a path, with or without `seeds/`.
    pub file: String,
    /// From 1; all lines if absent.
    pub line: Option<usize>,
    pub certainty: Certainty,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    Any,
    /// Only what the program is unsure of.
    Low,
}

impl Question {
    /// Reads `FILE` or `FILE:LINE`.
    pub fn parse(words: &str, certainty: Certainty) -> Question {
        let parts = words.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
        let (file, line) = parts.map_or((words, None), |(file, line)| (file, Some(line)));
        Question { file: file.to_owned(), line, certainty }
    }
}

/// Prints the answer; tells if there is no such text.
pub fn print(corpus: &Corpus, sources: &Sources, question: &Question) -> anyhow::Result<()> {
    let wanted = question.file.trim_start_matches("./");
    let wanted = wanted.rsplit_once("seeds/").map_or(wanted, |(_, path)| path);
    let Some(text) = corpus.texts.iter().find(|text| text.document.is_called(wanted)) else {
        anyhow::bail!("there is no text {wanted} under seeds/");
    };
    let path = format!("seeds/{}", text.document.path);
    let source = sources.text(&path).unwrap_or("");
    let decisions = decisions(&text.document.path, sources);
    let mut out = anstream::stdout().lock();
    let _ = writeln!(out, "{path}");
    let starts = Lines::of(source);
    let inside = |first: usize, last: usize| question.line.is_none_or(|line| (first..=last).contains(&line));
    for (ix, passage) in text.document.enumerate() {
        let (first, last) =
            (starts.line(passage.source.start), starts.line(passage.source.end.saturating_sub(1)));
        let decision = decisions.iter().find(|decision| {
            decision.line == first
                && decision.kind == passage.kind
                && (decision.passage.is_some() || decision.runner_up.is_some())
        });
        let unsure = decision.is_some_and(|decision| decision.confidence < UNSURE);
        if inside(first, last) && (question.certainty == Certainty::Any || unsure) {
            let _ = out.write_all(explained(corpus, text, ix, first, decision).as_bytes());
        }
    }
    let set_apart = text
        .document
        .removed
        .iter()
        .filter(|one| inside(starts.line(one.source.start), starts.line(one.source.end)));
    for one in set_apart {
        let line = starts.line(one.source.start);
        let apart = matches!(one.why, Why::Boilerplate | Why::Metadata);
        let decision = decisions.iter().find(|found| apart && found.line == line && found.passage.is_none());
        let unsure = decision.is_some_and(|decision| decision.confidence < UNSURE);
        if question.certainty == Certainty::Any || unsure {
            let said = shortened(&one.text);
            let _ = writeln!(out, "{line:>5}  not shown as text ({}): {said}", one.why.name());
            let _ = out.write_all(decision.map(reasoned).unwrap_or_default().as_bytes());
        }
    }
    Ok(())
}

/// The rule that decided, how sure it is, and what else it could have been.
fn reasoned(decision: &Decision) -> String {
    let sure = (decision.confidence * 100.0).round();
    let mut line = format!("       by the rule “{}”, {sure} % sure", decision.rule);
    if let Some((kind, rule)) = decision.runner_up {
        let name = kind.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        line.push_str(&format!("; else {article} {name} (“{rule}”)"));
    }
    line + "\n"
}

fn explained(
    corpus: &Corpus,
    text: &Text,
    ix: PassageIx,
    line: usize,
    decision: Option<&Decision>,
) -> String {
    let passage = text.document.passage(ix);
    let level = if passage.level > 0 { format!(" {}", passage.level) } else { String::new() };
    let mut lines = format!("{line:>5}  {}{level}: {}\n", passage.kind.name(), shortened(&passage.text));
    lines.push_str(&decision.map(reasoned).unwrap_or_default());
    for mention in text.mentions_in(ix) {
        let words = &passage.text[mention.span.clone()];
        let concept = &corpus.lexicon.get(mention.concept).id;
        lines.push_str(&format!("       {words} → {concept}: {}\n", reason(mention.standing)));
    }
    lines
}

/// What linked a mention, or kept it back.
fn reason(standing: Standing) -> &'static str {
    match standing {
        Standing::First => "linked, the first in this text",
        Standing::Later => "linked",
        Standing::Repeat => "not linked: the policy links an earlier mention (`linking`)",
        Standing::Crowded => "not linked: the passage has enough links (`links-per-100-words`)",
        Standing::Nested => "not linked: part of a longer concept",
        Standing::Heading => "not linked: in a heading",
        Standing::InLink => "not linked: in a link of the text's own",
        Standing::NeverLinked => "not linked: `link: false`, or the concept's own page",
    }
}

fn shortened(text: &str) -> String {
    crate::document::quote::shorten(&text.replace('\n', " ⏎ "), SHOWN)
}

/// Line numbers of byte offsets.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Lines {
        Lines { starts: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect() }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_be_named() {
        let question = |words| {
            let question = Question::parse(words, Certainty::Any);
            (question.file, question.line)
        };
        assert_eq!(question("seeds/a.txt:12"), ("seeds/a.txt".to_owned(), Some(12)));
        assert_eq!(question("seeds/a.txt"), ("seeds/a.txt".to_owned(), None));
    }

    #[test]
    fn offsets_have_lines() {
        let lines = Lines::of("a\nbc\n");
        assert_eq!([0, 1, 2, 4, 5].map(|offset| lines.line(offset)), [1, 1, 2, 2, 3]);
    }
}
