//! Pages of print that a program took apart into lines, each set at its place: `<p style="position:absolute;top:100px">`, as
//! pdftohtml writes them. Their lines are read as those of plain text are.

use super::content::Content;
use super::tree::{NodeIx, Tree};
use std::collections::HashMap;

/// Where a line stands on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The element that is the page.
    page: NodeIx,
    top: i32,
    left: i32,
}

/// What stands between two lines of print, or two parts of one.
#[derive(Debug, PartialEq, Eq)]
pub enum Between {
    Blank,
    Line,
    Paragraph,
    Page,
}

/// Lines of a page of print rather than a few things that are moved about.
const FEWEST: usize = 5;

/// Whether nearly all words of a page stand in lines that are set at their places.
pub fn is_printed(tree: &Tree, content: &Content) -> bool {
    let (mut lines, mut inside, mut all, mut end) = (0, 0, 0, 0);
    for ix in content.root..tree.nodes[content.root].end {
        if ix >= end && spot(tree, ix).is_some() {
            lines += 1;
            end = tree.nodes[ix].end;
        }
        let letters = tree.text(ix).map_or(0, |text| text.chars().filter(|c| c.is_alphanumeric()).count());
        all += letters;
        inside += if ix < end { letters } else { 0 };
    }
    lines >= FEWEST && inside * 10 >= all * 9
}

/// The place of a paragraph that is set at one.
pub fn spot(tree: &Tree, ix: NodeIx) -> Option<Spot> {
    let element = tree.element(ix).filter(|element| element.name == "p")?;
    let style = element.get("style").filter(|style| style.contains("absolute"))?;
    let of = |name: &str| {
        let value =
            style.split(';').find_map(|part| part.trim().strip_prefix(name)?.trim().strip_prefix(':'))?;
        let digits = value.trim().trim_end_matches("px");
        digits.split('.').next()?.parse::<i32>().ok()
    };
    Some(Spot { page: tree.nodes[ix].parent, top: of("top")?, left: of("left")? })
}

/// What stands between two lines of which the second is usually so far under the first.
pub fn between(above: Spot, next: Spot, step: i32) -> Between {
    let down = next.top.saturating_sub(above.top);
    match down {
        _ if above.page != next.page => Between::Page,
        -4..=4 => Between::Blank,
        // Another column begins where the first did.
        _ if down < 0 || i64::from(down) * 10 > i64::from(step) * 14 => Between::Paragraph,
        _ => Between::Line,
    }
}

/// How far lines stand under one another most often.
pub fn step(spots: &[Spot]) -> i32 {
    let mut steps: Vec<i32> = spots
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| pair[1].top.saturating_sub(pair[0].top))
        .filter(|down| (5..200).contains(down))
        .collect();
    steps.sort_unstable();
    steps.get(steps.len() / 4).copied().unwrap_or(i32::MAX)
}

/// Where the lines of each page begin that begin furthest to the left.
pub fn margins(spots: &[Spot]) -> HashMap<NodeIx, i32> {
    let mut margins = HashMap::new();
    for spot in spots {
        let margin = margins.entry(spot.page).or_insert(spot.left);
        *margin = spot.left.min(*margin);
    }
    margins
}

/// Blanks before a line that is set in.
pub fn indent(margins: &HashMap<NodeIx, i32>, own: Spot) -> usize {
    const LETTER: i32 = 8;
    const WIDEST: usize = 12;
    let margin = margins.get(&own.page).copied().unwrap_or(own.left);
    usize::try_from(own.left.saturating_sub(margin) / LETTER).unwrap_or(0).min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    fn page(number: usize, lines: &[(i32, &str)]) -> String {
        let line = |(top, words): &(i32, &str)| {
            format!(
                "<p style=\"position:absolute;top:{top}px;left:100px;white-space:nowrap\" class=\"ft00\">{}</p>\n",
                words.replace(' ', "&#160;")
            )
        };
        let lines: String = lines.iter().map(line).collect();
        format!(
            "<div id=\"page{number}-div\" style=\"position:relative;\">\n<img src=\"a00{number}.png\" alt=\"background image\"/>\n{lines}</div>\n"
        )
    }

    #[test]
    fn lines_of_print_are_paragraphs() {
        let one = page(
            1,
            &[
                (100, "The gates of the river"),
                (160, "The gates were built in the year of the flood, when the old ones"),
                (180, "had been carried away by the ice and nobody knew how to get over."),
                (220, "The keeper of the upper gate was a man of few words who had seen"),
                (240, "many boats go by, and of whom it was said that he knew each of them"),
            ],
        );
        let two = page(
            2,
            &[
                (100, "by its name."),
                (140, "Nobody has counted the boats since then, for there are too many of"),
                (160, "them."),
            ],
        );
        let seen = outline(&format!("<html><head><title>gates</title></head><body>{one}{two}</body></html>"));
        assert!(seen.contains("heading2 \"The gates of the river\""), "{seen}");
        assert!(seen.contains("paragraph0 \"The gates were built in the year of the flood, when the old ones had been carried away by the ice and nobody knew how to get over.\""), "{seen}");
        assert!(seen.contains("that he knew each of them by its name.\""), "{seen}");
        assert!(seen.contains("for there are too many of them.\""), "{seen}");
    }
}
