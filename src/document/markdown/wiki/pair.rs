//! Signs that open and close one another, found once for the whole text: `{{a|{{b}}}}`, `[[a]]`, `<!-- a -->`.

use super::Tongue;
use std::collections::BTreeMap;
use std::ops::Range;

/// No more than so many may be open.
const DEEPEST: usize = 40;

/// Where what opens at a place ends.
pub struct Pairs {
    pub tongue: Tongue,
    ends: BTreeMap<usize, usize>,
}

impl Pairs {
    pub fn of(text: &str, from: usize, tongue: Tongue) -> Pairs {
        let signs: &[(&str, &str)] = match tongue {
            Tongue::MediaWiki => &[("{{", "}}"), ("[[", "]]")],
            Tongue::DokuWiki => &[("{{", "}}"), ("[[", "]]"), ("((", "))")],
            Tongue::TiddlyWiki => &[("{{", "}}"), ("[[", "]]"), ("<<", ">>")],
            Tongue::Textile => &[],
        };
        let mut pairs = Pairs { tongue, ends: BTreeMap::new() };
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut elements = Elements { text, closes: [Some(from); 4] };
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            if bytes[at] == b'\n' && bytes.get(at + 1) == Some(&b'\n') {
                // Only templates reach over a blank line.
                open.retain(|(sign, _)| *sign == 0 && tongue == Tongue::MediaWiki);
            }
            if bytes[at] == b'<'
                && tongue == Tongue::MediaWiki
                && let Some(end) = elements.end(at)
            {
                pairs.ends.insert(at, end);
                // What is written for itself opens nothing.
                if !text[at..].starts_with("<ref") {
                    at = end;
                    continue;
                }
            }
            let sign = signs.iter().position(|(opens, closes)| {
                bytes[at..].starts_with(opens.as_bytes()) || bytes[at..].starts_with(closes.as_bytes())
            });
            let Some(sign) = sign else {
                at += 1;
                continue;
            };
            if bytes[at..].starts_with(signs[sign].0.as_bytes()) {
                if open.len() < DEEPEST {
                    open.push((sign, at));
                }
            } else if let Some(place) = open.iter().rposition(|(own, _)| *own == sign) {
                pairs.ends.insert(open[place].1, at + 2);
                open.truncate(place);
            }
            at += 2;
        }
        pairs
    }

    pub fn end(&self, at: usize) -> Option<usize> {
        self.ends.get(&at).copied()
    }

    /// Where what opens within some bytes ends at the latest.
    pub fn reach(&self, range: Range<usize>) -> usize {
        let ends = self.ends.range(range.clone()).map(|(_, end)| *end);
        ends.max().unwrap_or(range.end).max(range.end)
    }
}

/// Elements whose words are no markup, or reach over lines, and what closes them.
const ELEMENTS: [(&str, &str); 4] =
    [("<!--", "-->"), ("<nowiki>", "</nowiki>"), ("<ref", "</ref>"), ("<math", "</math>")];

/// Where such elements end, each sought once.
struct Elements<'t> {
    text: &'t str,
    /// Where the next one of each kind closes, as far as it is known; nothing where none does.
    closes: [Option<usize>; 4],
}

impl Elements<'_> {
    fn end(&mut self, at: usize) -> Option<usize> {
        const LONGEST: usize = 300;
        let rest = &self.text[at..];
        let element = ELEMENTS.iter().position(|(open, _)| rest.starts_with(open))?;
        let (open, close) = ELEMENTS[element];
        if open == "<ref" {
            let tag = rest.bytes().take(LONGEST).position(|byte| byte == b'>')?;
            if rest.starts_with("<references") || rest[..tag].ends_with('/') {
                return (!rest.starts_with("<references")).then_some(at + tag + 1);
            }
        }
        let known = self.closes[element]?;
        let inner = at + open.len();
        if known < inner + close.len() {
            self.closes[element] = self.text[inner..].find(close).map(|end| inner + end + close.len());
        }
        self.closes[element]
    }
}
