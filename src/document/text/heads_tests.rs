//! Headings by what they head: changes of versions, calls of functions, examples; and how a text browser prints them.

use super::tests::{outline, sees};

fn headings(text: &str) -> Vec<String> {
    outline(text).lines().filter(|line| line.starts_with("heading")).map(str::to_owned).collect()
}

#[test]
fn versions_stand_on_one_level_and_what_changed_in_them_under_them() {
    let text = "Changes\n\nUnreleased\n\n-   The parser reads numbers.\n\n1.1.0 (2021-05-02)\n\n⚠ BREAKING CHANGES\n\n-   The names of all functions are new.\n\nBug Fixes\n\n-   A sign is a sign again.\n\n1.0.0 (2020-01-01)\n\nFeatures\n\n-   Everything is new.\n";
    assert_eq!(
        headings(text),
        [
            "heading2: Unreleased",
            "heading2: 1.1.0 (2021-05-02)",
            "heading3: ⚠ BREAKING CHANGES",
            "heading3: Bug Fixes",
            "heading2: 1.0.0 (2020-01-01)",
            "heading3: Features",
        ]
    );
}

#[test]
fn a_list_of_changes_may_open_with_a_version_and_have_no_title() {
    let text = "2.0.0\n\n- The names of all functions are new.\n- Nothing else is.\n\n1.1.0\n\n- A sign is a sign again.\n\n1.0.0\n\n- Everything is new.\n";
    assert_eq!(headings(text), ["heading2: 2.0.0", "heading2: 1.1.0", "heading2: 1.0.0"]);
}

#[test]
fn what_heads_several_sections_stands_under_what_tells_them_apart() {
    let text = "Gates\n\nA gate keeps water where it is, and lets it go when somebody asks it to, which happens often.\n\nOpening\n\nA gate is opened by hand, or by a motor, and takes its time over it in either case.\n\nExample\n\nThe upper gate of the first lock is opened by two people, who lean on its beam.\n\nClosing\n\nA gate is closed by the water, when the paddles of the other gate are drawn up before it.\n\nExample\n\nThe lower gate of the first lock has closed by itself since anybody can remember.\n\nLicense\n\nMIT\n";
    assert_eq!(
        headings(text),
        [
            "heading2: Opening",
            "heading3: Example",
            "heading2: Closing",
            "heading3: Example",
            "heading2: License"
        ]
    );
}

#[test]
fn rows_of_a_table_say_nothing_of_the_margin() {
    let row = |name: &str| {
        format!("  {name:<20} {}\n", "What it means is told at length in one line. ".repeat(3).trim_end())
    };
    let text = format!(
        "States\n\nA lock has a state, which says whether a boat may enter it, and if so, from\nwhere. It is shown by a lamp on the wall of the lower gate, and nowhere else.\n\nMeaning\n\nThese are the states:\n\n  State                Meaning\n  -------------------- ----------------------------------------\n{}{}{}\nChanges\n\nA state changes when a gate is closed, and never while one of them stands\nopen, whatever the keeper may say who wants to go home before it is dark.\n",
        row("Ready"),
        row("Filling"),
        row("Emptying"),
    );
    assert_eq!(headings(&text), ["heading2: Meaning", "heading2: Changes"]);
}

#[test]
fn a_text_browser_prints_heads_over_lists_and_code_by_its_lines() {
    let text = "                                    Locks\n\n   A lock is made by calling for one, and what is called for is given at\n   once, if nobody else has it.\n\nMethods\n\n  lock.open(gate)\n\n   Opens a gate of the lock, and waits for the water to be as high as it\n   is on the other side of the gate.\n\n    Parameter: Gate\n\n     * side string\n     * slow boolean\n\nimport { Lock } from 'locks'\n\nconst lock = new Lock()\n\nawait lock.open('upper')\n\n  lock.close()\n\n   Closes all gates of the lock. Nothing is waited for, since no gate is\n   ever closed in a hurry.\n";
    assert_eq!(
        headings(text),
        [
            "heading2: Methods",
            "heading3: lock.open(gate)",
            "heading4: Parameter: Gate",
            "heading3: lock.close()"
        ],
        "{}",
        outline(text)
    );
    assert_eq!(outline(text).matches("code").count(), 1, "{}", outline(text));
}

#[test]
fn short_words_in_capitals_stand_with_the_long_ones() {
    let text = "TINYQ\n=====\n\nWHAT IT IS\n\ntinyq keeps jobs in a directory, one file a job. No daemon, no database.\n\nUSAGE\n\nIt is called with the name of a directory, and with a command to keep for later.\n\nBUGS\n\nIt does not work with names that have a line end in them, and never will.\n";
    assert_eq!(headings(text), ["heading2: WHAT IT IS", "heading2: USAGE", "heading2: BUGS"]);
}

#[test]
fn minutes_have_their_title_though_their_date_stands_directly_under_it() {
    let text = "Minutes of the Allotment Committee\nDate: 14 March 2023, 19:00\nPlace: Club house\nPresent: M. Huber (chair), T. Okoro\n\nThe chair opened the meeting at 19:05 and welcomed everybody who had come through the rain.\n";
    let seen = outline(text);
    assert!(seen.starts_with("title: Minutes of the Allotment Committee\n"), "{seen}");
}

#[test]
fn a_word_between_two_parties_and_a_name_under_a_title_are_no_headings() {
    let lease = "Lease\n\nThis lease is made on the first day of June in the year 2020, by and between\n\nAnna Berger, of 12 Mill Lane,\n\nand\n\nThe Reading Room, a registered association of those who read to one another.\n";
    assert!(headings(lease).is_empty(), "{}", outline(lease));
    let poems = "Small Waters\n\nPoems by Ada Quill\n\nThe ferry leaves without a sound, and the water closes after it, and nobody says a word.\n";
    assert!(headings(poems).is_empty(), "{}", outline(poems));
}

#[test]
fn a_sentence_that_breaks_off_before_a_list_is_no_heading() {
    let text = "The Keepers\n\nPowers\n\nThe keeper of a lock is chosen by the council for a year, and may be chosen again.\n\nA keeper may\n\n1. open the gate by day;\n2. close it by night.\n\nDuties\n\nThe keeper of a lock counts the boats that pass, and writes their names into the book.\n";
    assert_eq!(headings(text), ["heading2: Powers", "heading2: Duties"]);
}

#[test]
fn an_appendix_stands_beside_chapters_in_any_language() {
    let prose = "Die Schleuse wurde im Jahr der Flut gebaut, als das Eis die alten Tore mitgenommen hatte.";
    let text = format!(
        "Die Schleusen\n\nKapitel 1. Der Anfang\n\n{prose}\n\n1.1. Das erste Tor\n\n{prose}\n\n1.1.1. Das Holz\n\n{prose}\n\nKapitel 2. Das Ende\n\n{prose}\n\n2.1. Das letzte Tor\n\n{prose}\n\nAnhang A. Die Namen\n\n{prose}\n"
    );
    let seen = headings(&text);
    assert!(seen.contains(&"heading2: Kapitel 1. Der Anfang".to_owned()), "{seen:?}");
    assert!(seen.contains(&"heading2: Anhang A. Die Namen".to_owned()), "{seen:?}");
}

#[test]
fn a_sentence_that_a_number_opens_by_chance_is_no_heading_among_them() {
    let heads = |at: u32| {
        format!(
            "1.{at}. The gate of the year {at}\n\nIt was built in the year of the flood, when the old one had been\ncarried away.\n\n"
        )
    };
    let stray =
        "1.10 was meant to be the last of them, as the council had said when it\npaid for it. It was not.\n";
    let text = format!("The Locks\n\n{}{stray}", (1..10).map(heads).collect::<String>());
    let seen = outline(&text);
    assert!(seen.contains("heading2: 1.9. The gate of the year 9"), "{seen}");
    assert!(seen.contains("paragraph: 1.10 was meant"), "{seen}");
}

#[test]
fn names_after_a_label_that_comes_again_are_headings() {
    let text = |last: &str| {
        format!(
            "The gate\n\nThe keeper is told of the gate by events, which are named here one after another.\n\nEvent: 'open'\n\nSee gate: the upper one.\n\n{last}\n\nSee gate: the lower one.\n"
        )
    };
    let seen = outline(&text("Event: 'close'"));
    assert!(
        seen.contains("heading2: Event: 'open'\n") && seen.contains("heading2: Event: 'close'\n"),
        "{seen}"
    );
    let seen = outline(&text("Answer: 'close'"));
    assert!(!seen.contains("heading2: "), "{seen}");
}

#[test]
fn versions_may_have_their_months_and_their_state() {
    let seen = outline(
        "Release notes\n\nv5.2.2 - January 2026\n\n- The gate opens again.\n- The water goes.\n\nv5.2.1 (deprecated)\n\n- The gate shuts.\n\nv4.0.1 - January 6th, 2019\n\n- The first gate.\n",
    );
    assert_eq!(seen.matches("heading2: v").count(), 3, "{seen}");
}

#[test]
fn whose_words_follow_heads_nothing() {
    let prose =
        "The gates were built in the year of the flood, when the old ones had been carried away by the ice.";
    let seen = outline(&format!(
        "Locks\n\n{prose}\n\nFrom Jenny Odell\n\n{prose}\n\nFrom River to Sea\n\n{prose}\n"
    ));
    assert!(seen.contains("paragraph: From Jenny") && seen.contains("heading2: From River"), "{seen}");
}

#[test]
fn a_chapter_may_end_in_a_full_stop() {
    let prose =
        "Call me what you like. Some years ago I thought that I would sail about a little and see the world.";
    let alone = outline(&format!("CHAPTER 1. Loomings.\n\n{prose}\n\n{prose}\n"));
    assert!(alone.starts_with("title: CHAPTER 1. Loomings.\n"), "{alone}");
    let book = outline(&format!(
        "The Whale\n\nCHAPTER I. Loomings.\n\n{prose}\n\nCHAPTER II. The Carpet-Bag. A Street.\n\n{prose}\n"
    ));
    assert!(book.contains("heading2: CHAPTER I. Loomings.\n"), "{book}");
    assert!(book.contains("heading2: CHAPTER II. The Carpet-Bag. A Street.\n"), "{book}");
    let said = outline(&format!("The Plan\n\n{prose}\n\nPart 2 of the plan was never read.\n\n{prose}\n"));
    assert!(!said.contains("heading2"), "{said}");
}

#[test]
fn a_heading_that_a_text_browser_broke_is_one() {
    let text = "The Upper Lock and the Long History of Its Keepers and Their Gates on the River\n                                      Moor\n\n   The upper lock is a pound lock on the river Moor. It was built in 1843\n   by Ada Keeper and has been in use ever since. Nobody knows how many\n   boats have gone through it in all these years.\n\nBefore the flood there was a mill in this place, of which nothing but a wheel is\nleft to be seen\n\n   There was a mill here before the lock, of which nothing is left but a\n   wheel. The wheel stands in the garden of the inn, where the children\n   climb on it and fall off again.\n\n  How the Gates Were Mended in the Winter of 1902, and What It Cost the County\n  and the Keeper\n\n   It cost much, and the county did not pay until the spring of the\n   following year, when the keeper had sold his boat.\n";
    sees(
        text,
        "title: The Upper Lock and the Long History of Its Keepers and Their Gates on the River Moor
        paragraph: The upper lock is a pound lock
        heading2: Before the flood there was a mill in this place, of which nothing but a wheel is left to be seen
        paragraph: There was a mill here
        heading3: How the Gates Were Mended in the Winter of 1902, and What It Cost the County and the Keeper
        paragraph: It cost much",
    );
}
