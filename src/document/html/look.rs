//! What word processors say by style rather than by element: bold, italic, raised, headings, lists.

use super::element::{self, Element, declared};
use super::tree::{NodeIx, Tree};
use crate::document::{Delimiter, Enumerator, Style};
use rapidhash::RapidHashMap;

/// The styles that the page's own style sheets give to classes.
#[derive(Default)]
pub struct Sheet {
    classes: RapidHashMap<String, Vec<Style>>,
}

/// Longer style sheets belong to sites, whose classes say nothing of words.
const LONGEST_SHEET: usize = 200_000;

impl Sheet {
    pub fn of(tree: &Tree) -> Sheet {
        let mut sheet = Sheet::default();
        let styles = (1..tree.nodes.len()).filter(|ix| tree.name(*ix) == "style");
        for text in styles.flat_map(|ix| tree.within(ix)).filter_map(|ix| tree.text(ix)) {
            if text.len() <= LONGEST_SHEET {
                sheet.read(text);
            }
        }
        sheet
    }

    fn read(&mut self, css: &str) {
        for rule in css.split('}') {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
            for selector in selectors.split(',') {
                let class = selector.trim().trim_start_matches("span").strip_prefix('.');
                if let Some(class) =
                    class.filter(|class| class.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'))
                {
                    add_declared(declarations, self.classes.entry(class.to_owned()).or_default());
                }
            }
        }
    }

    /// The styles that an inline element stands for.
    pub fn styles(&self, element: &Element) -> Vec<Style> {
        let mut styles = Vec::new();
        if let Some(style) = super::tags::style(&element.name) {
            let unset = |property: &str| {
                element.css(property).is_some_and(|value| value == "normal" || value == "400")
            };
            // The clipboard of an editor wraps all it copies in such an element.
            if !(style == Style::Strong && unset("font-weight")
                || style == Style::Emphasis && unset("font-style"))
            {
                styles.push(style);
            }
        }
        if matches!(element.name.as_str(), "span" | "font") {
            styles.extend(element.classes().filter_map(|class| self.classes.get(class)).flatten().cloned());
            add_declared(element.get("style").unwrap_or(""), &mut styles);
        }
        styles
    }
}

fn add_declared(declarations: &str, styles: &mut Vec<Style>) {
    let said = |property: &str| declared(declarations, property).unwrap_or_default();
    let weight = said("font-weight");
    let found = [
        (weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600), Style::Strong),
        (matches!(said("font-style").as_str(), "italic" | "oblique"), Style::Emphasis),
        (said("text-decoration").contains("line-through"), Style::Strikethrough),
        (said("vertical-align") == "super", Style::Superscript),
        (said("vertical-align") == "sub", Style::Subscript),
    ];
    for (is_so, style) in found {
        if is_so && !styles.contains(&style) {
            styles.push(style);
        }
    }
}

/// Whether a heading names who wrote the text, as DocBook has it.
pub fn names_author(element: &Element) -> bool {
    element::heading(&element.name).is_some_and(|level| level > 1)
        && element.classes().any(|class| class.eq_ignore_ascii_case("author"))
}

/// The level of a heading at its place: the title of a figure or a list is a caption and heads nothing.
pub fn heading_at(tree: &Tree, ix: NodeIx) -> Option<u8> {
    const FRAMES: [&str; 23] = [
        "figure",
        "informalfigure",
        "example",
        "informalexample",
        "table",
        "informaltable",
        "equation",
        "procedure",
        "variablelist",
        "itemizedlist",
        "orderedlist",
        "calloutlist",
        "segmentedlist",
        "sidebar",
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "blockquote",
        "abstract",
        "epigraph",
        "qandaset",
    ];
    // Around the title of a frame DocBook puts up to three divisions.
    const DEPTH: usize = 4;
    let element = tree.element(ix)?;
    let framed = || {
        let of_frame = |element: &Element| element.classes().any(|class| FRAMES.contains(&class));
        tree.ancestors(ix).take(DEPTH).filter_map(|outer| tree.element(outer)).any(of_frame)
    };
    heading(element).filter(|level| *level > 0 || element.name != "p" || !framed())
}

/// The level of a heading, 0 of what is called a title.
fn heading(element: &Element) -> Option<u8> {
    if names_author(element) {
        return None;
    }
    if let Some(level) = element::heading(&element.name) {
        let titled = element.classes().any(|class| class == "MsoTitle" || class == "title" && level == 1);
        return Some(if titled { 0 } else { level });
    }
    if element.has_role("heading") {
        let level = element.get("aria-level").and_then(|level| level.parse().ok()).unwrap_or(2);
        return Some(u8::clamp(level, 1, 6));
    }
    if !matches!(element.name.as_str(), "p" | "div") {
        return None;
    }
    element.classes().find_map(|class| {
        let class = class.to_ascii_lowercase();
        let is_title = class == "msotitle" || (class == "title" && element.name == "p");
        if is_title {
            return Some(0);
        }
        let level = class.strip_prefix("msoheading").or_else(|| class.strip_prefix("heading"))?;
        level.trim_start_matches(['-', '_']).parse::<u8>().ok().filter(|level| (1..=6).contains(level))
    })
}

/// A paragraph that a word processor shows as a list item.
pub struct FakeItem {
    /// From 1.
    pub level: usize,
    /// The nodes that are the bullet or number.
    pub marker: std::ops::Range<NodeIx>,
    pub enumerator: Option<(u64, Enumerator)>,
}

/// Reads a paragraph of the classes that Word gives to list items.
pub fn fake_item(tree: &Tree, ix: NodeIx) -> Option<FakeItem> {
    let element = tree.element(ix).filter(|element| matches!(element.name.as_str(), "p" | "div"))?;
    let list = element.css("mso-list");
    let is_classed = element.classes().any(|class| {
        class.starts_with("MsoListParagraph")
            || class.starts_with("MsoListBullet")
            || class.starts_with("MsoListNumber")
    });
    if !is_classed && list.as_deref().is_none_or(|list| list == "none" || !list.contains("level")) {
        return None;
    }
    let marker = marker(tree, ix)?;
    let by_list = list
        .and_then(|list| list.split_whitespace().find_map(|word| word.strip_prefix("level")?.parse().ok()));
    let level = by_list.unwrap_or_else(|| by_margin(element)).clamp(1, 9);
    let words: String = marker.clone().filter_map(|node| tree.text(node)).collect();
    Some(FakeItem { level, marker, enumerator: enumerator(words.trim()) })
}

/// The span with the bullet: called so, or the one before the blanks that Word sets in another face.
fn marker(tree: &Tree, ix: NodeIx) -> Option<std::ops::Range<NodeIx>> {
    let spans = || tree.within(ix).filter(|node| tree.name(*node) == "span");
    let style = |node: NodeIx| tree.element(node).and_then(|element| element.get("style")).unwrap_or("");
    if let Some(called) =
        spans().find(|node| style(*node).replace(' ', "").to_ascii_lowercase().contains("mso-list:ignore"))
    {
        return Some(called..tree.nodes[called].end);
    }
    let blanks = spans().find(|node| style(*node).to_ascii_lowercase().contains("font:7.0pt"))?;
    let before: String = (ix..blanks).filter_map(|node| tree.text(node)).collect();
    let is_blank = tree.within(blanks).filter_map(|node| tree.text(node)).all(|text| text.trim().is_empty());
    (is_blank && before.trim().chars().count() <= 6).then(|| ix + 1..tree.nodes[blanks].end)
}

/// Word sets in each level by half an inch.
fn by_margin(element: &Element) -> usize {
    let margin = element.css("margin-left").unwrap_or_default();
    let number: f32 = margin.trim_end_matches(|c: char| c.is_alphabetic()).parse().unwrap_or(0.0);
    let inches = match margin.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-') {
        "cm" => number / 2.54,
        "in" => number,
        _ => number / 72.0,
    };
    (inches * 2.0).round().clamp(1.0, 9.0) as usize
}

/// What stands around a number or letter before an item.
pub fn delimiter(marker: &str) -> Delimiter {
    match (marker.starts_with('('), marker.ends_with(')')) {
        (true, true) => Delimiter::Brackets,
        (false, true) => Delimiter::Bracket,
        _ => Delimiter::Stop,
    }
}

/// What a number or letter before an item counts; none of a bullet.
pub fn enumerator(marker: &str) -> Option<(u64, Enumerator)> {
    let label = marker.trim_matches(|c: char| c.is_whitespace() || "().[]".contains(c));
    if let Ok(number) = label.parse() {
        return Some((number, Enumerator::Decimal));
    }
    let mut chars = label.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if rest.is_none() && first.is_ascii_alphabetic() && first != 'i' && first != 'I' && first != 'o' {
        let style = if first.is_ascii_lowercase() { Enumerator::LowerAlpha } else { Enumerator::UpperAlpha };
        return Some((u64::from(first.to_ascii_lowercase() as u8 - b'a') + 1, style));
    }
    let is_lower = first.is_ascii_lowercase();
    let number = roman(&label.to_ascii_lowercase())?;
    Some((number, if is_lower { Enumerator::LowerRoman } else { Enumerator::UpperRoman }))
}

fn roman(label: &str) -> Option<u64> {
    let value = |c: char| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let digits: Option<Vec<u64>> = label.chars().map(value).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() <= 8)?;
    let next = digits.iter().skip(1).chain([&0]);
    Some(digits.iter().zip(next).fold(0, |sum: u64, (digit, next)| {
        if digit < next { sum.wrapping_sub(*digit) } else { sum.wrapping_add(*digit) }
    }))
}

/// Of a list of Google Docs: its level from 0.
pub fn docs_list(element: &Element) -> Option<usize> {
    element.classes().find_map(|class| class.strip_prefix("lst-kix_")?.rsplit_once('-')?.1.parse().ok())
}

/// The address that a link of an exported document is wrapped around.
pub fn unwrapped(href: &str) -> String {
    let query = href
        .strip_prefix("https://www.google.com/url?")
        .and_then(|query| query.split('&').find_map(|part| part.strip_prefix("q=")));
    query.map_or_else(|| href.to_owned(), super::notes::percent_decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_count() {
        assert_eq!(enumerator("3."), Some((3, Enumerator::Decimal)));
        assert_eq!(enumerator("b)"), Some((2, Enumerator::LowerAlpha)));
        assert_eq!(enumerator("iv."), Some((4, Enumerator::LowerRoman)));
        assert_eq!(enumerator("·"), None);
        assert_eq!(enumerator("o"), None);
    }

    #[test]
    fn wrapped_addresses_are_read() {
        assert_eq!(
            unwrapped("https://www.google.com/url?q=https://a.example/b%3Fc&sa=D"),
            "https://a.example/b?c"
        );
        assert_eq!(unwrapped("https://a.example/"), "https://a.example/");
    }
}
