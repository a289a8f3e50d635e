//! Outlines in which stars open the headings, as many as these are deep: `* Notes`, `** Systems`, as editors of outlines
//! write them.

use super::line::Line;
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

/// Whether stars open headings in a text: some have two or more, and they stand by themselves, or text stands under most
/// of them and they are no sentences. Where none has two, all of them stand by themselves over text. In a list one item
/// stands under the other.
pub fn is_outlined(sheet: &Sheet) -> bool {
    const LEAST: usize = 4;
    let starred = |line: &Line| sheet.text.as_bytes().get(line.from) == Some(&b'*');
    if !sheet.lines.iter().any(starred) || !sheet.text.contains("\n* ") && !sheet.text.contains("\n** ") {
        return false;
    }
    let (mut count, mut deep, mut over, mut told, mut alone) = (0, 0, 0, 0, 0);
    let blank = |at: usize| sheet.lines.get(at).is_none_or(Line::is_blank);
    let filled = || (0..sheet.lines.len()).filter(|at| !sheet.lines[*at].is_blank());
    for (at, next) in filled().zip(filled().skip(1)) {
        let Some(stars) = depth(sheet, at) else { continue };
        let words = sheet.words(at);
        let under = depth(sheet, next).is_none() && sheet.lines[next].indent <= 3;
        count += 1;
        deep += usize::from(stars > 1);
        over += usize::from(under);
        told += usize::from(ends_sentence(words) && !words.ends_with('?') || words.len() > 100);
        alone += usize::from((at == 0 || blank(at - 1)) && blank(at + 1));
    }
    let apart = alone * 10 >= count * 7;
    if deep < 2 {
        return deep == 0 && count >= LEAST && alone == count && over * 10 >= count * 9 && told * 8 <= count;
    }
    over * 2 >= count && (apart || told * 4 <= count)
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
    fn sentences_are_headings_of_an_outline_where_they_stand_by_themselves() {
        let entry = |name: &str| {
            format!("* {name}\n\nThis is what happens, and nobody knows why it does, or when.\n\n")
        };
        let one: String =
            ["The mill stops", "The lock leaks", "The gate sticks", "The key is lost"].map(entry).concat();
        let seen = outline(&format!("Problems\n\n{one}"));
        assert_eq!(seen.matches("heading2").count(), 4, "{seen}");
        let deep = "Problems\n\n* Mills\n\n** The mill stops, and does not say why.\n\nIt is the wind.\n\n** The mill turns.\n\nIt is the wind again.\n";
        assert_eq!(outline(deep).matches("heading").count(), 3, "{}", outline(deep));
        let items = "Things\n\n* the mill, which stops.\n\n* the lock, which leaks.\n\n* the gate, which sticks.\n\n* the key, which is lost.\n\nThat is all.\n";
        assert!(!outline(items).contains("heading"), "{}", outline(items));
    }

    #[test]
    fn in_a_list_of_a_wiki_stars_are_bullets() {
        let seen = outline(
            "Machines\n\n* Mills\n** by water\n** by wind\n* Locks\n** old\n** new\n\nThat is all.\n",
        );
        assert!(!seen.contains("heading"), "{seen}");
    }
}
