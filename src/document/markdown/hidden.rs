//! Lines of other programs that stand by themselves: comments, targets, title blocks, formulas without a sign.

use super::draft::Edit;
use super::marks::Marks;

/// What LaTeX calls formulas that stand by themselves.
const FORMULAS: [&str; 10] = [
    "align", "aligned", "alignat", "equation", "eqnarray", "gather", "gathered", "multline", "split", "cases",
];
/// A comment or formula of more lines is none.
const LONGEST: usize = 200;

/// `(target)=` and `+++ {"part": "abstract"}`, as MyST marks places and parts.
pub fn is_target(words: &str) -> bool {
    let label = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte))
    };
    words.starts_with("+++ {") && words.ends_with('}') || label.is_some_and(is_label)
}

impl Marks<'_> {
    /// Obsidian's comments over several lines, and kramdown's `{::comment}`; the place of the line after it.
    pub(super) fn hidden(&mut self, at: usize) -> Option<usize> {
        let words = self.line(at);
        let ends: fn(&str) -> bool = if words.starts_with("%%") && words.matches("%%").count() == 1 {
            |words| words.ends_with("%%") && words.matches("%%").count() == 1
        } else if words.starts_with("{::comment}") {
            |words| words.ends_with("{:/comment}") || words.ends_with("{:/}")
        } else {
            return None;
        };
        let close = self.below(at).find(|line| ends(self.line(*line)))?;
        self.edits.push(Edit::drop(self.lines[at].content..self.lines[close].end));
        Some(close + 1)
    }

    /// `\begin{align}` to `\end{align}` is a formula; the place of the line after it.
    pub(super) fn formula(&mut self, at: usize) -> Option<usize> {
        let words = self.line(at);
        let name = words.strip_prefix("\\begin{")?.split_once('}')?.0;
        if !FORMULAS.contains(&name.trim_end_matches('*')) {
            return None;
        }
        let end = format!("\\end{{{name}}}");
        let mut lines =
            std::iter::once(at).chain(self.below(at)).take_while(|line| !self.lines[*line].is_blank());
        let close = lines.find(|line| self.line(*line).ends_with(&end))?;
        drop(lines);
        let (from, to) = (self.lines[at].content, self.lines[close].content + self.line(close).len());
        self.edits.extend([Edit::new(from..from, "$$"), Edit::new(to..to, "$$")]);
        Some(close + 1)
    }

    /// Pandoc's `% Title`, `% Authors`, `% Date` over the text.
    pub(super) fn title_block(&mut self) {
        let is_part = |line: &&super::lines::Line| self.text[line.start..line.end].starts_with("% ");
        let starts: Vec<usize> =
            self.lines.iter().take(3).take_while(is_part).map(|line| line.start).collect();
        for (place, start) in starts.into_iter().enumerate() {
            self.edits.push(Edit::new(start..start + 2, if place == 0 { "# " } else { "\n" }));
        }
    }

    fn line(&self, at: usize) -> &str {
        self.text[self.lines[at].content..self.lines[at].end].trim_end()
    }

    fn below(&self, at: usize) -> std::ops::Range<usize> {
        at + 1..self.lines.len().min(at + LONGEST)
    }
}
