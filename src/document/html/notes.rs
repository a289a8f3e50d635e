//! Footnotes: which links are reference marks, where their notes stand, which links lead back.
//!
//! A link within the page is a reference mark if its words are a label and it is called one, or is
//! raised, or the place that it leads to leads back. The note is the element that begins there.

use super::content::Content;
use super::element::{self, Element};
use super::raised;
use super::tree::{FormatIx, NodeIx, ROOT, Tree};
use rapidhash::{RapidHashMap, RapidHashSet};

/// The notes of a page, in the order in which it refers to them.
#[derive(Default)]
pub struct Notes {
    pub notes: Vec<Entry>,
    /// By the link of a reference mark: its note.
    pub references: RapidHashMap<FormatIx, usize>,
    /// By the words of a raised number that is no link: its note.
    pub raised: RapidHashMap<NodeIx, usize>,
    /// Links that lead from a note back to its references.
    pub back_links: RapidHashSet<FormatIx>,
    /// Notes that stand in a line: the node, and its note.
    pub inline: RapidHashMap<NodeIx, usize>,
    /// All nodes that belong to a note, by the first of them.
    pub regions: RapidHashMap<NodeIx, usize>,
    /// Text nodes next to a mark, and the bracket around it that stands there.
    pub brackets: RapidHashMap<NodeIx, Bracket>,
    /// Where ids are: the node that has them.
    pub ids: RapidHashMap<String, NodeIx>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bracket {
    AtEnd,
    AtStart,
    Both,
}

pub struct Entry {
    pub label: String,
    /// The elements that hold the note, in order.
    pub nodes: Vec<NodeIx>,
}

/// Whether an element is called a note or a list of notes.
pub fn is_named_note(element: &Element) -> bool {
    let kinds = ["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note-list"];
    let by_kind =
        element.get("epub:type").is_some_and(|kind| kind.split(' ').any(|kind| kinds.contains(&kind)));
    by_kind
        || ["doc-endnotes", "doc-footnote", "doc-endnote"].iter().any(|role| element.has_role(role))
        || element.classes().any(|class| {
            let class = class.to_ascii_lowercase();
            class.starts_with("footnote") && !class.contains("ref")
                || class == "references"
                || class == "sdfootnote"
        })
}

/// Finds the notes. `content` says what is shown at all.
pub fn find(tree: &Tree, content: &Content, own_addresses: &[String]) -> Notes {
    let mut notes = Notes { ids: ids(tree), ..Notes::default() };
    let runs = links(tree, own_addresses);
    let mut leads_to: RapidHashMap<NodeIx, Vec<NodeIx>> = RapidHashMap::default();
    for run in &runs {
        if let Some(target) = notes.ids.get(run.id.as_str()) {
            leads_to.entry(block_of(tree, *target)).or_default().push(run.first);
        }
    }
    let mut by_target: RapidHashMap<NodeIx, usize> = RapidHashMap::default();
    for run in &runs {
        if !content.keeps(run.first) || in_region(tree, &notes, run.first) || !is_label(&run.words) {
            continue;
        }
        let Some(target) = notes.ids.get(run.id.as_str()).copied() else { continue };
        let Some(nodes) = region(tree, target, run) else { continue };
        let leads_back = nodes.iter().any(|node| leads_back(tree, &runs, &notes.ids, *node, run));
        if !(is_called_reference(tree, run) || leads_back || (is_raised(tree, run) && target > run.first)) {
            continue;
        }
        let place = *by_target.entry(nodes[0]).or_insert_with(|| {
            notes.notes.push(Entry { label: bare(&run.words).to_owned(), nodes: nodes.clone() });
            notes.notes.len() - 1
        });
        notes.references.insert(run.format, place);
        for node in &nodes {
            notes.regions.insert(*node, place);
        }
        brackets_around(tree, run, &mut notes.brackets);
    }
    if notes.notes.is_empty() {
        raised::find(tree, content, &mut notes);
    }
    inline_notes(tree, content, &mut notes);
    find_back_links(tree, &runs, &mut notes);
    notes
}

fn ids(tree: &Tree) -> RapidHashMap<String, NodeIx> {
    let mut ids = RapidHashMap::default();
    for ix in 1..tree.nodes.len() {
        for id in tree.element(ix).into_iter().flat_map(Element::ids) {
            ids.entry(id.to_owned()).or_insert(ix);
        }
    }
    ids
}

/// A link to a place of the same page.
pub struct Run {
    pub format: FormatIx,
    /// The first and last node with words in it.
    pub first: NodeIx,
    pub last: NodeIx,
    pub id: String,
    pub words: String,
}

fn links(tree: &Tree, own_addresses: &[String]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for ix in 1..tree.nodes.len() {
        let Some(text) = tree.text(ix) else { continue };
        let Some(format) = tree.link(ix) else { continue };
        match runs.last_mut() {
            Some(run) if run.format == format => {
                if run.words.len() < 40 {
                    run.words.push_str(text);
                }
                run.last = ix;
            }
            _ => {
                let href = tree.formats[format].element.get("href").unwrap_or("");
                if let Some(id) = fragment(href, own_addresses) {
                    runs.push(Run {
                        format,
                        first: ix,
                        last: ix,
                        id,
                        words: text.chars().take(40).collect(),
                    });
                }
            }
        }
    }
    runs
}

/// The id that a link to the page itself leads to.
pub fn fragment(href: &str, own_addresses: &[String]) -> Option<String> {
    let (address, id) = href.trim().split_once('#')?;
    let own = address.is_empty() || own_addresses.iter().any(|own| own == address);
    own.then(|| percent_decoded(id)).filter(|id| !id.is_empty())
}

/// `%` codes of a fragment as letters.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]).1,
            None => (bytes.push(*first), rest = after).1,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The words of a mark without what stands around a label.
pub fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || "[](){}^.:↑\u{fe0e}".contains(c))
}

/// Whether words can be the label of a note: a number, a letter or two, a sign, "note 2".
pub fn is_label(words: &str) -> bool {
    let label = bare(words);
    let label = ["note", "nb", "n", "fn"]
        .iter()
        .find_map(|word| {
            Some(label.get(..word.len())?.eq_ignore_ascii_case(word).then(|| &label[word.len()..])?.trim())
        })
        .filter(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
        .unwrap_or(label);
    let count = label.chars().count();
    let is_number = count <= 4 && label.chars().all(|c| c.is_numeric());
    let is_letter = count <= 2 && label.chars().all(char::is_alphabetic);
    let is_roman = count <= 6 && label.chars().all(|c| "ivxlIVXL".contains(c));
    let is_sign = count <= 4 && label.chars().all(|c| "*†‡§¶‖#".contains(c));
    count > 0 && (is_number || is_letter || is_roman || is_sign)
}

fn is_raised(tree: &Tree, run: &Run) -> bool {
    let by_element = |ix: NodeIx| {
        tree.element(ix).is_some_and(|element| {
            element.name == "sup" || element.css("vertical-align").is_some_and(|align| align == "super")
        })
    };
    tree.ancestors(run.first).take_while(|ix| !element::is_block(tree.name(*ix))).any(by_element)
        || run.words.trim().chars().all(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§".contains(c))
}

/// Whether the link or what is around it says that it is a reference mark.
fn is_called_reference(tree: &Tree, run: &Run) -> bool {
    let says = |element: &Element| {
        element.has_role("doc-noteref")
            || element.get("epub:type").is_some_and(|kind| kind.contains("noteref"))
            || element.css("mso-footnote-id").is_some()
            || element.css("mso-endnote-id").is_some()
            || element.classes().any(|class| {
                let class = class.to_ascii_lowercase();
                class == "reference"
                    || class == "footnote"
                    || class == "fn"
                    || (class.contains("note") && (class.contains("ref") || class.ends_with("anc")))
            })
    };
    let id = run.id.to_ascii_lowercase();
    let by_id = [
        "fn",
        "_ftn",
        "_edn",
        "ftnt",
        "cmnt",
        "footnote",
        "endnote",
        "cite_note",
        "cite-note",
        "sdfootnote",
        "sdendnote",
        "note",
    ]
    .iter()
    .any(|start| id.strip_prefix(start).is_some_and(|rest| !rest.contains("ref") && !rest.contains("anc")));
    by_id
        || tree.formats(run.first).any(|format| says(&tree.formats[format].element))
        || tree
            .ancestors(run.first)
            .take_while(|ix| !element::is_block(tree.name(*ix)))
            .any(|ix| tree.element(ix).is_some_and(says))
}

/// The nearest element around a node that stands on lines of its own.
pub fn block_of(tree: &Tree, ix: NodeIx) -> NodeIx {
    std::iter::once(ix)
        .chain(tree.ancestors(ix))
        .find(|node| element::is_block(tree.name(*node)))
        .unwrap_or(ROOT)
}

/// A note is not longer than this, in nodes.
pub const LONGEST: usize = 400;

/// The elements of the note that a mark leads to; none if a note does not begin there.
fn region(tree: &Tree, target: NodeIx, run: &Run) -> Option<Vec<NodeIx>> {
    let block = block_of(tree, target);
    let name = tree.name(block);
    if block == ROOT
        || element::heading(name).is_some()
        || tree.holds(block, run.first)
        || matches!(name, "body" | "main" | "article" | "html" | "thead" | "tbody" | "tfoot" | "caption")
    {
        return None;
    }
    // Words before the place say that it stands in the midst of something.
    let before: String = (block..target).filter_map(|ix| tree.text(ix)).take(8).collect();
    if bare(&before).chars().count() > 6 {
        return None;
    }
    let first = match name {
        // The number is the term, the note what is said of it.
        "dt" => return described(tree, block),
        "td" | "th" => tree.ancestors(block).find(|ix| tree.name(*ix) == "tr")?,
        "p" | "div" => outermost(tree, block, run),
        _ => block,
    };
    let single_row = tree.ancestors(first).find(|ix| tree.name(*ix) == "table").filter(|table| {
        tree.name(first) == "tr"
            && tree.within(*table).filter(|ix| tree.name(*ix) == "tr").take(2).count() == 1
    });
    let first = single_row.unwrap_or(first);
    let held = tree.nodes[first].end - first;
    (held <= LONGEST && !tree.holds(first, run.first)).then(|| vec![first])
}

fn described(tree: &Tree, term: NodeIx) -> Option<Vec<NodeIx>> {
    let mut nodes = vec![term];
    let mut next = tree.nodes[term].end;
    while next < tree.nodes.len() && tree.nodes[next].parent == tree.nodes[term].parent {
        match tree.name(next) {
            "dd" => nodes.push(next),
            "" => {}
            _ => break,
        }
        next = tree.nodes[next].end;
    }
    (nodes.len() > 1).then_some(nodes)
}

/// The element around a paragraph that is a note as a whole, as exports of word processors have it.
fn outermost(tree: &Tree, block: NodeIx, run: &Run) -> NodeIx {
    let parent = tree.nodes[block].parent;
    let is_whole = matches!(tree.name(parent), "div" | "aside" | "li" | "dd" | "section")
        && tree.element(parent).is_some_and(|element| {
            element.has("id") || element.name == "li" || element.css("mso-element").is_some()
        })
        && !tree.holds(parent, run.first)
        && tree.children(parent).find(|child| tree.element(*child).is_some()) == Some(block)
        && tree.children(parent).all(|child| element::heading(tree.name(child)).is_none());
    // A division with many places to lead to holds many notes.
    let places = tree
        .within(parent)
        .filter(|ix| tree.element(*ix).is_some_and(|element| element.ids().next().is_some()))
        .take(4);
    if is_whole && (tree.name(parent) == "li" || places.count() <= 3) { parent } else { block }
}

/// Whether a link in the note leads to the mark or right beside it.
fn leads_back(
    tree: &Tree,
    runs: &[Run],
    ids: &RapidHashMap<String, NodeIx>,
    note: NodeIx,
    run: &Run,
) -> bool {
    let from = runs.partition_point(|other| other.first < note);
    let inside = runs[from..].iter().take_while(|other| other.first < tree.nodes[note].end).take(20);
    inside
        .filter_map(|other| ids.get(other.id.as_str()))
        .any(|place| block_of(tree, *place) == block_of(tree, run.first))
}

/// Whether a node stands in a note.
pub fn in_region(tree: &Tree, notes: &Notes, ix: NodeIx) -> bool {
    tree.ancestors(ix).any(|outer| notes.regions.contains_key(&outer))
}

/// Brackets that stand around a link rather than in it.
fn brackets_around(tree: &Tree, run: &Run, brackets: &mut RapidHashMap<NodeIx, Bracket>) {
    let text = |ix: usize| tree.nodes.get(ix).and_then(|_| tree.text(ix));
    let nearby = |ix: &usize| text(*ix).is_some();
    let before = (run.first.saturating_sub(4)..run.first).rev().find(nearby);
    let after = (run.last + 1..run.last + 4).find(nearby);
    if let (Some(before), Some(after)) = (before, after)
        && text(before).is_some_and(|text| text.ends_with('['))
        && text(after).is_some_and(|text| text.starts_with(']'))
    {
        let mut add = |ix, new| {
            let old = brackets.insert(ix, new);
            if old.is_some_and(|old| old != new) {
                brackets.insert(ix, Bracket::Both);
            }
        };
        add(before, Bracket::AtEnd);
        add(after, Bracket::AtStart);
    }
}

/// Notes that stand where they are referred to, and that style sheets move into the margin.
fn inline_notes(tree: &Tree, content: &Content, notes: &mut Notes) {
    let mut ix = 1;
    while ix < tree.nodes.len() {
        let is_note = tree.element(ix).is_some_and(|element| {
            matches!(element.name.as_str(), "span" | "small" | "aside" | "div")
                && element.classes().any(|class| {
                    matches!(
                        class,
                        "sidenote" | "marginnote" | "ltx_note" | "footnote-inline" | "inline-footnote"
                    )
                })
        });
        let held = tree.nodes[ix].end;
        if is_note
            && held - ix <= LONGEST
            && held - ix > 1
            && content.keeps(ix)
            && !in_region(tree, notes, ix)
        {
            let place = notes.notes.len();
            notes.notes.push(Entry { label: (place + 1).to_string(), nodes: vec![ix] });
            notes.inline.insert(ix, place);
            notes.regions.insert(ix, place);
            ix = held;
        } else {
            ix += 1;
        }
    }
}

fn find_back_links(tree: &Tree, runs: &[Run], notes: &mut Notes) {
    for run in runs {
        if !in_region(tree, notes, run.first) {
            continue;
        }
        let words = run.words.trim();
        let Some(target) = notes.ids.get(run.id.as_str()).copied() else {
            // Saving a page may lose the place that it led back to; the arrow says it all the same.
            if matches!(words.trim_end_matches('\u{fe0e}'), "↩" | "↑" | "^" | "⏎" | "↵") {
                notes.back_links.insert(run.format);
            }
            continue;
        };
        let id = run.id.to_ascii_lowercase();
        let is_named = ["ref", "anc", "back"].iter().any(|part| id.contains(part))
            || tree.formats[run.format].element.classes().any(|class| class.contains("back"))
            || tree.formats[run.format].element.has_role("doc-backlink");
        let is_mark = words.chars().count() <= 3
            || is_label(words)
            || words.contains('↩')
            || words.contains('↑')
            || is_return(words);
        let leads_out = !in_region(tree, notes, target) && target < run.first;
        if is_mark && (is_named || leads_out) {
            notes.back_links.insert(run.format);
        }
    }
}

fn is_return(words: &str) -> bool {
    matches!(
        bare(words).to_lowercase().as_str(),
        "back" | "return" | "go back" | "back to text" | "return to text" | "jump up" | "up"
    )
}

#[cfg(test)]
mod tests {
    use super::is_label;

    #[test]
    fn labels_are_short() {
        for label in ["1", "[12]", "a", "[note 2]", "*", "†", "iv", "¹", "(3)", "^", "1.", "[N 1]"] {
            assert_eq!(is_label(label), label != "^", "{label}");
        }
        for words in ["here", "section 2", "see 1", "", "12345"] {
            assert!(!is_label(words), "{words}");
        }
    }
}
