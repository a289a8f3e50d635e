//! Copies of printed pages, as a viewer of PDF files gives them: lines broken by a width on paper, no blank line
//! between paragraphs, words that were hyphenated made whole.

use super::tests::outline;

/// Lines of about as many columns, as letters of unlike widths fill them.
fn paper() -> String {
    let page = |number: u32, head: &str, body: &str| {
        format!("{head}\n\nThe Locks of the Vire\n\n{number} / 30\n\n{body}\n")
    };
    let first = "This report was written for those who keep the gates, and for those who pay for them, in the hope that the two may agree.\nThe river has nine locks, of which four were built by the monks and five by the company that bought the mill from them in the year\nof the flood.\nNobody has counted the boats since then, but the keepers remember more of them than there are now, and the books of the company seem to agree with\nthem.";
    let second = "The upper gate was hung in the spring, and it has leaked since the summer, because the oak had not been left to dry for long enough\nbefore it was sawn. What the carpenters said of it is in the minutes of the council.\nRepairs were made twice, and paid for once. The second time the keeper bought the tar himself and was told that he would be paid for it when\nthe council met again.\nWHO MAY OPEN IT\nThe keeper opens the gate for whoever asks by day, and for the doctor by night. Others have to wait for the morning, as the rule has been since\nthe monks.";
    let third = "There is no agreement on the lower gate. Those who live below it would have it wider, and those who live above it would have it closed, since\nthe cattle drink there.\nThe council has asked for three opinions and received two of them, which do not agree on anything but the depth of the water at the\nsill.";
    format!(
        "The Locks of the Vire\n\n{}\u{c}{}\u{c}{}\u{c}{}",
        page(1, "The Locks of the Vire", first),
        page(2, "", &format!("Chapter 1\n\n{second}")),
        page(3, "", &format!("Chapter 2\n\nThe lower gate\n{third}")),
        page(4, "", first),
    )
}

#[test]
fn lines_broken_by_a_width_on_paper_are_paragraphs_again() {
    let seen = outline(&paper());
    assert!(seen.contains("paragraph: The river has nine locks, of which four were built by the monks and five by the company that bought the mill from them in the year of the flood.\nparagraph: Nobody has counted"), "{seen}");
    assert!(seen.contains("seem to agree with them.\n"), "{seen}");
}

#[test]
fn what_runs_over_every_page_is_the_title_where_it_stands_first() {
    let seen = outline(&paper());
    assert!(seen.starts_with("title: The Locks of the Vire\n"), "{seen}");
    assert!(!seen.contains("/ 30") && seen.matches("The Locks of the Vire").count() == 1, "{seen}");
}

#[test]
fn chapters_keep_their_numbers_and_heads_close_over_text_are_seen() {
    let seen = outline(&paper());
    for heading in
        ["heading2: Chapter 1\n", "heading2: Chapter 2\n", ": The lower gate\n", ": WHO MAY OPEN IT\n"]
    {
        assert!(seen.contains(heading), "{heading} in {seen}");
    }
    assert!(seen.contains("when the council met again.\nheading"), "{seen}");
}

#[test]
fn dots_that_lead_to_numbers_of_pages_prove_a_table_of_contents() {
    let text = "The Locks\n\nContents\n\n1 Introduction\n\n1\n\n1.1\n\nThe monks . . . . . . . . . . . .\n\n1\n\n1.2\n\nThe company . . . . . . . . . . .\n\n2\n\n1.3\n\nThe mill . . . . . . . . . . . . . . .\n\nii\n\n1.4\n\nThe flood . . . . . . . . . . . . .\n\n4\n\n1.5 The council . . . . . . . . . . . . . 5\n\nIntroduction\n\nIt was begun in the year of the flood, when the old gates had been carried away by the ice.\n";
    let seen = outline(text);
    assert_eq!(
        seen,
        "title: The Locks\nheading2: Introduction\nparagraph: It was begun in the year of the flood, when the old gates had been carried away by the ice.\n",
        "{seen}"
    );
}

#[test]
fn heads_that_touch_the_text_are_known_by_their_numbers() {
    let page = |number: u32, body: &str| {
        format!(
            "{body}\nJournal of Water                                       Vol. 7, 2011\nDunmore and Okafor\n{number}\n"
        )
    };
    let body = "The locks between the town and the sea are among the oldest in\nthe country. They have been the subject of several studies, of\nwhich none examined the timber. In this paper we report the dates\nof forty samples, taken over five years by one of us and counted by\nthe other, who had not been told where they came from in the first\nplace.";
    let text = format!("WATER AND OAK\nM. Dunmore\n\n{}{}{}", page(45, body), page(46, body), page(47, body));
    let seen = outline(&text);
    assert!(seen.starts_with("title: WATER AND OAK\n"), "{seen}");
    assert!(!seen.contains("Journal") && !seen.contains("46") && !seen.contains("Okafor"), "{seen}");
}
