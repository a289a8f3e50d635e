//! Outlines in which stars open the headings, as many as these are deep: `* Notes`, `** Systems`, as editors of outlines
//! write them.

use super::sheet::{Sheet, ends_sentence};

/// How deep a line is a heading by its stars: it opens with them at the margin, and words follow.
pub fn depth(sheet: &Sheet, line: usize) -> Option<u8> {
    const DEEPEST: usize = 6;
    let words = sheet.words(line);
    let name = words.trim_start_matches('*');
    let stars = words.len() - name.len();
    let named = name.strip_prefix(' ').is_some_and(|name| !name.trim().is_empty() && !name.ends_with('*'));
    let own = &sheet.lines[line];
    ((1..=DEEPEST).contains(&stars) && named && own.indent == 0 && own.quote == 0)
        .then(|| u8::try_from(stars).unwrap_or(1))
}

/// Whether stars open headings in a text: some have two or more, text stands under most of them, and they are no
/// sentences. In a list one item stands under the other.
pub fn is_outlined(sheet: &Sheet) -> bool {
    if !sheet.text.contains("\n** ") {
        return false;
    }
    let (mut count, mut deep, mut over, mut told) = (0, 0, 0, 0);
    let filled = || (0..sheet.lines.len()).filter(|at| !sheet.lines[*at].is_blank());
    for (at, next) in filled().zip(filled().skip(1)) {
        let Some(stars) = depth(sheet, at) else { continue };
        let words = sheet.words(at);
        count += 1;
        deep += usize::from(stars > 1);
        over += usize::from(depth(sheet, next).is_none());
        told += usize::from(ends_sentence(words) && !words.ends_with('?') || words.len() > 100);
    }
    deep >= 2 && over * 2 >= count && told * 4 <= count
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn stars_are_headings_where_text_stands_under_them() {
        sees(
            "Machines\n\nThis is a list of what runs where, as far as anybody knows.\n\n* Notes\n\n** Mills\n\nMost of them run by water, and some of them by wind.\n\n** Locks\nNobody knows what they run by.\n\n* Old ones\n\nThey do not run any more.\n",
            "title: Machines
            paragraph: This is
            heading2: Notes
            heading3: Mills
            paragraph: Most of
            heading3: Locks
            paragraph: Nobody knows
            heading2: Old ones
            paragraph: They do",
        );
    }

    #[test]
    fn in_a_list_of_a_wiki_stars_are_bullets() {
        let seen = outline(
            "Machines\n\n* Mills\n** by water\n** by wind\n* Locks\n** old\n** new\n\nThat is all.\n",
        );
        assert!(!seen.contains("heading"), "{seen}");
    }
}
