//! Formulas that a script of the page would have drawn: TeX between the signs that MathJax and KaTeX look for.

use super::flow::Writer;
use crate::document::Style;
use std::ops::Range;

/// What a page has drawn as a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tex {
    /// `$$…$$`, `\[…\]` and `\(…\)`.
    signs: bool,
    /// `$…$`.
    dollars: bool,
}

/// No formula is longer.
const LONGEST: usize = 2_000;

impl Tex {
    /// What the scripts of a page say that they draw; a notebook draws all of it.
    pub fn of(page: &str) -> Tex {
        const NOTEBOOK: [&str; 2] = ["jp-RenderedHTMLCommon", "text_cell_render"];
        const SCRIPTS: [&str; 7] = [
            "tex2jax",
            "MathJax.js",
            "mathjax@",
            "mathjax/",
            "window.MathJax",
            "MathJax.Hub",
            "renderMathInElement",
        ];
        let notebook = NOTEBOOK.iter().any(|sign| page.contains(sign));
        let draws = || page.contains("<script") && SCRIPTS.iter().any(|sign| page.contains(sign));
        if !(notebook || draws()) {
            return Tex::default();
        }
        let told = ["inlineMath", "left: '", "left: \"", "left:'", "left:\""];
        let single = |rest: &str| {
            let near: String = rest.chars().take(60).filter(|c| !c.is_whitespace()).collect();
            ["'$'", "\"$\""].iter().any(|sign| near.contains(sign))
                || near.starts_with(['$']) && !near.starts_with("$$")
        };
        let says = |sign: &&str| page.match_indices(*sign).any(|(at, _)| single(&page[at + sign.len()..]));
        Tex { signs: true, dollars: notebook || told.iter().any(says) }
    }

    /// Where formulas stand in some words: with their signs, and without.
    pub fn formulas(self, words: &str) -> Vec<(Range<usize>, Range<usize>)> {
        let mut found = Vec::new();
        if !self.signs || !words.contains(['$', '\\']) {
            return found;
        }
        let mut at = 0;
        while let Some(open) = words[at..].find(['$', '\\']).map(|open| at + open) {
            match self.formula(words, open) {
                Some((past, inner)) => {
                    found.push((open..past, inner));
                    at = past;
                }
                None => at = open + if words[open..].starts_with("\\$") { 2 } else { 1 },
            }
        }
        found
    }

    /// The formula that opens at a place: where it ends, and what stands in it.
    fn formula(self, words: &str, open: usize) -> Option<(usize, Range<usize>)> {
        let rest = &words[open..];
        let (sign, close) = [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")]
            .into_iter()
            .find(|(sign, _)| rest.starts_with(sign))?;
        let single = sign == "$";
        if single && !self.dollars || words[..open].ends_with('\\') {
            return None;
        }
        let start = open + sign.len();
        let inner = &words[start..];
        let ends = |at: &usize| {
            let after = inner[at + close.len()..].chars().next();
            let edge =
                !inner[..*at].ends_with(char::is_whitespace) && !after.is_some_and(|c| c.is_ascii_digit());
            !inner[..*at].ends_with('\\') && (!single || edge)
        };
        let length =
            inner.match_indices(close).map(|(at, _)| at).take_while(|at| *at <= LONGEST).find(ends)?;
        let own = &inner[..length];
        let stray = single && own.starts_with(char::is_whitespace);
        let fits = !(stray || own.trim().is_empty() || own.contains("$$"));
        fits.then(|| (start + length + close.len(), start..start + length))
    }
}

impl Writer<'_> {
    /// Words of which some may be drawn as formulas.
    pub fn push_drawn(&mut self, words: &str, source: &Range<usize>, wanted: &[Style]) {
        let mut at = 0;
        if !wanted.contains(&Style::Code) {
            let mut drawn = wanted.to_vec();
            drawn.push(Style::Math);
            for (whole, inner) in self.tex.formulas(words) {
                if at < whole.start {
                    self.push(&words[at..whole.start], source, wanted);
                }
                self.push(words[inner].trim(), source, &drawn);
                at = whole.end;
            }
        }
        if at == 0 || at < words.len() {
            self.push(&words[at..], source, wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;
    use super::Tex;

    #[test]
    fn formulas_stand_between_signs() {
        let all = Tex { signs: true, dollars: true };
        let seen = |words: &str| {
            all.formulas(words).into_iter().map(|(_, inner)| words[inner].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(seen("so $a_1$, \\(b\\) and $$ c $$ or \\[d\\]"), ["a_1", "b", " c ", "d"]);
        assert!(seen("$5 and $6, \\$x\\$, a $ b $ c").is_empty());
        assert!(Tex { signs: true, dollars: false }.formulas("$a$").is_empty());
    }

    #[test]
    fn a_page_that_draws_them_has_formulas() {
        let page = "<main class=jp-Notebook><div class=jp-InputPrompt>In [1]:</div><div class=jp-RenderedHTMLCommon><h1>Gates</h1><p>The width $w$ of a gate follows from the water:</p>\n$$ w = \\frac{q}{v} $$<p>So <code>$x$</code>.</p></div></main>";
        let seen = outline(page);
        assert!(
            seen.contains("The width w of a gate") && seen.contains("math=\"w = \\\\frac{q}{v}\""),
            "{seen}"
        );
        assert!(seen.contains("So $x$.") && !seen.contains("In [1]"), "{seen}");
        let plain = outline("<h1>Prices</h1><p>It is $w$ or $v$, as MathJax would say.</p>");
        assert!(plain.contains("$w$ or $v$"), "{plain}");
    }
}
