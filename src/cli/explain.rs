//! `seedbed explain`: what was understood of a text, and why, line by line.

use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Text};
use crate::diagnostic::{Code, manual, page};
use crate::document::{self, Decision, PassageIx, decisions, html};
use crate::mention::Standing;
use crate::mention::judge::{Evidence, Tenths, Why};
use crate::mention::spot::RuledOut;
use crate::source::{Sources, is_page};
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

/// The page of the manual, if a code is asked about: `broken-link`; `codes` asks for all of them.
pub fn of_code(asked: &str) -> Option<String> {
    if asked == "codes" { Some(manual()) } else { Code::called(asked).map(page) }
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
    let of_page = if is_page(&path) { html::read(&path, source).0.decisions } else { Vec::new() };
    for decision in &of_page {
        let (first, last) = (starts.line(decision.source.start), starts.line(decision.source.end));
        let unsure = decision.confidence.is_some_and(|confidence| confidence < UNSURE);
        if inside(first, last) && (question.certainty == Certainty::Any || unsure) {
            let _ = writeln!(out, "{}", of_part(decision, first, last));
        }
    }
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
        let apart = matches!(one.why, document::Why::Boilerplate | document::Why::Metadata);
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
    lines.push_str(&candidates(corpus, text, ix));
    lines
}

/// What a part of a page was taken for.
fn of_part(decision: &html::Decision, first: usize, last: usize) -> String {
    let sure = decision.confidence.map(|confidence| format!(", {} % sure", (confidence * 100.0).round()));
    format!(
        "{first:>5}  lines {first} to {last} are {}: {}{}",
        decision.what,
        decision.rule,
        sure.unwrap_or_default()
    )
}

/// Every phrase of the lexicon in a passage: what linked it, or which rule kept it back and what
/// would change that.
fn candidates(corpus: &Corpus, text: &Text, ix: PassageIx) -> String {
    let passage = text.document.passage(ix);
    let id = |concept| corpus.lexicon.get(concept).id.as_str();
    let mut lines: Vec<(usize, String)> = Vec::new();
    for mention in text.mentions_in(ix) {
        let words = passage.text[mention.span.clone()].replace('\n', " ");
        let sure = mention.confidence;
        let mut line = format!("       {words} → {}: {}", id(mention.concept), reason(mention.standing));
        if mention.standing != Standing::Nested {
            line.push_str(&format!("; {sure} % sure{}", because(text, mention.concept, mention.doubt)));
        }
        lines.push((mention.span.start, line));
    }
    for out in text.judged.left_out.iter().filter(|out| out.passage == ix) {
        let words = passage.text[out.span.clone()].replace('\n', " ");
        let why = match out.why {
            Why::RuledOut(RuledOut::Code) => "in code, a formula or an address".to_owned(),
            Why::RuledOut(RuledOut::NotPhrase) => "part of a phrase under `not`".to_owned(),
            Why::RuledOut(RuledOut::Context) => "the passage is not in its `context`".to_owned(),
            Why::RuledOut(RuledOut::Explained) => "the text says that it stands for other words".to_owned(),
            Why::RuledOut(RuledOut::InWord) => "part of a longer word".to_owned(),
            Why::RuledOut(RuledOut::InProgram) => {
                "part of a program's name, or called or set like one".to_owned()
            }
            Why::RuledOut(RuledOut::LittleWord) => {
                "one of the commonest words of the language, written as ever".to_owned()
            }
            Why::RuledOut(RuledOut::SmallName) => "a name is written with a capital".to_owned(),
            Why::Outdone(by) => format!("here it rather means {}", id(by)),
            Why::Undecided => {
                "it may mean several concepts; give them a `context`, or write [[...]]".to_owned()
            }
            Why::Denied => "an editor denies it (`mentions: deny:`)".to_owned(),
            Why::Doubtful(sure) => format!(
                "only {sure} % sure (`confidence: record:` asks for {}){}; `mentions: add:` or [[...]] would make it one",
                corpus.config.confidence.record,
                because(text, out.concept, out.doubt)
            ),
        };
        lines.push((out.span.start, format!("       {words} → no mention of {}: {why}", id(out.concept))));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

/// The strongest evidence for and against a mention.
fn because(text: &Text, concept: ConceptIx, doubt: Option<(Evidence, Tenths)>) -> String {
    /// More would be read by nobody.
    const TOLD: usize = 5;
    let judgement = text.judged.judgements.iter().find(|judgement| judgement.concept == concept);
    let evidence = judgement.into_iter().flat_map(|judgement| judgement.evidence().iter().copied());
    let listed: Vec<String> = doubt
        .into_iter()
        .chain(evidence.take(TOLD))
        .map(|(evidence, weight)| format!("{:+.1} {}", f32::from(weight) / 10.0, evidence.about()))
        .collect();
    if listed.is_empty() { String::new() } else { format!(" ({})", listed.join(", ")) }
}

/// What linked a mention, or kept it back.
fn reason(standing: Standing) -> &'static str {
    match standing {
        Standing::First => "linked, the first in this text",
        Standing::Later => "linked",
        Standing::Repeat => "not linked: the policy links an earlier mention (`linking`)",
        Standing::Crowded => "not linked: the passage has enough links (`links-per-100-words`)",
        Standing::Doubtful => {
            "not linked: too little speaks for it; a lower `confidence: link:`, `mentions: add:` or [[...]] would"
        }
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
