//! Notes of every shape, and what only looks like one.

use super::tests::{outline, sees};

#[test]
fn one_mark_for_several_notes_and_notes_set_in() {
    sees(
        "A paper on plans\n\nPlanning is old.[1][2]: 45–47 It was done by many,[1, 2] and by all.[1–3] So it is said.[3]: 12\n\nNOTES\n\n[1] Carr, E. H. (1952). The Bolshevik Revolution.\n    Macmillan, London.\n[2] Nove, Alec. An Economic History.\n    Penguin.\n[3] Ibid., p. 3.\n",
        "title: A paper on plans
        paragraph: Planning is old.{1→0}{2→1}: 45–47 It was done by many,{1→0}{2→1} and by all.{1→0}{2→1}{3→2} So it is said.{3→2}: 12
        note: Carr, E. H. (1952). The Bolshevik Revolution. Macmillan, London.
        note: Nove, Alec. An Economic History. Penguin.
        note: Ibid., p. 3.",
    );
}

#[test]
fn brackets_that_count_nothing_refer_to_nothing() {
    let seen = outline(
        "Say you have two states [1, 0, 1] and [1, 2, 3], as he said.[1] So it was.[2][3]\n\nNotes\n\n[1] He.\n[2] She.\n[3] They.\n",
    );
    assert!(seen.contains("states [1, 0, 1] and [1, 2, 3], as he said.{1→0}"), "{seen}");
}

#[test]
fn numbers_in_parentheses_refer_if_the_text_counts_them_through() {
    let text = |first: &str| {
        format!(
            "Planning {first} is old, as some say. Others (2) do not, in (1921).\n\nNotes\n\n(1) By whom, is not said.\n(2) The others say much.\n"
        )
    };
    let seen = outline(&text("(1)"));
    assert!(seen.starts_with("paragraph: Planning{1→0} is old, as some say. Others{2→1} do not"), "{seen}");
    assert!(!outline(&text("(3)")).contains('→'));
}

#[test]
fn raised_numbers_that_lost_their_style_refer_only_all_together() {
    let text = |third: &str| {
        format!(
            "The plan was good, said Carr1 of it.2 The other was bad, and the third{third} was worse than that.\n\nNotes\n\n1. Carr, p. 2.\n2. Nove, p. 4.\n3. Ibid.\n"
        )
    };
    assert!(
        outline(&text("3")).contains("said Carr{1→0} of it.{2→1} The other was bad, and the third{3→2} was")
    );
    assert!(!outline(&text("")).contains('→'));
}

#[test]
fn signs_begin_anew_on_each_page_and_reach_no_other() {
    sees(
        "The first page says a thing* and another.† It goes on and on until the end of it.\n\n____________\n* The first star.\n† The first dagger.\n\nThe second page says a thing* too. It goes on and on until the very end of it.\n\n* The second star.\n\nThe third page multiplies 2* with 3 and has no note at all, as everybody can see.\n",
        "paragraph: The first page says a thing{*→0} and another.{†→1} It
        paragraph: The second page says a thing{*→2} too.
        paragraph: The third page multiplies 2* with 3
        note: The first star.
        note: The first dagger.
        note: The second star.",
    );
}

#[test]
fn references_have_keys_and_may_hang() {
    sees(
        "1.  Security\n\n   The key words are to be read as in [RFC2119], which everybody knows, and\n   also as in [Lamport78]. Not [sic] a note.\n\n2.  References\n\n   [RFC2119]  Bradner, S., \"Key words for use in RFCs to Indicate\n              Requirement Levels\", March 1997.\n\n   [Lamport78]\n              Lamport, L., \"Time, Clocks, and the Ordering of Events\",\n              July 1978.\n",
        "heading2: 1. Security
        paragraph: The key words are to be read as in {RFC2119→0}, which everybody knows, and also as in {Lamport78→1}. Not [sic] a note.
        note: Bradner, S., \"Key words for use in RFCs to Indicate Requirement Levels\", March 1997.
        note: Lamport, L., \"Time, Clocks, and the Ordering of Events\", July 1978.",
    );
}

#[test]
fn two_lists_of_notes_answer_to_two_series_of_marks() {
    sees(
        "Socialism\n\nSocialism is a theory,[a] which has many forms.[1] Some say so.[b] Others do not.[2]\n\nNotes\n\n^ First of all.\n^ Second of all.\n\nReferences\n\n^ Carr, E. H. (1952).\n^ Nove, Alec (1969).\n",
        "title: Socialism
        paragraph: Socialism is a theory,{a→0} which has many forms.{1→2} Some say so.{b→1} Others do not.{2→3}
        note: First of all.
        note: Second of all.
        note: Carr, E. H. (1952).
        note: Nove, Alec (1969).",
    );
}

#[test]
fn a_transcribers_notes_in_brackets() {
    sees(
        "It was so.[1] And thus.[A]\n\n[Footnote 1: See the other book, which has been\nprinted often.]\n\n[Footnote A: Another.\n\nOf two paragraphs.]\n\nThe end of it is here [see above], and it is good.\n",
        "paragraph: It was so.{1→0} And thus.{A→1}
        paragraph: The end of it is here [see above], and it is good.
        note: See the other book, which has been printed often.
        note: Another.
        note: Of two paragraphs.",
    );
    assert!(
        outline("A text.\n\n[Footnote 1: never closed, and so it stays\n\nwhat it is.\n")
            .contains("[Footnote 1: never")
    );
}

#[test]
fn a_number_and_a_parenthesis_after_a_word_is_a_mark() {
    let text = |mark: &str| {
        format!(
            "Minutes of the meeting\n\nThe meeting is quorate.1) Nobody objects to the agenda, and so it is taken{mark}\nfor agreed by all who are there.\n\n____________________\n1) Section 5 of the statutes.\n2) The report is in the annex.\n\n- 3 -\n"
        )
    };
    sees(
        &text(".2)"),
        "title: Minutes of the meeting
        paragraph: The meeting is quorate.{1→0} Nobody objects to the agenda, and so it is taken.{2→1} for agreed by all who are there.
        note: Section 5 of the statutes.
        note: The report is in the annex.",
    );
    // One of the two has no mark: they are a list.
    assert!(outline(&text("")).contains("item1: Section 5"), "{}", outline(&text("")));
}

#[test]
fn circled_digits_refer_to_notes_and_count_lists() {
    sees(
        "这里专指小型水库①。书中说，十座水库有三座漏水②。\n\n注释\n\n① 指库容以下的水库。\n② 《水利记事》。\n",
        "paragraph: 这里专指小型水库{①→0}。书中说，十座水库有三座漏水{②→1}。
        note: 指库容以下的水库。
        note: 《水利记事》。",
    );
    let list = outline("有两点：①要管，②要修。\n\n① 管好水库。\n\n② 修好水库。\n");
    assert!(list.contains("有两点：①要管，②要修。") && list.contains("① 管好水库。"), "{list}");
}

#[test]
fn a_key_over_its_text_is_a_label_where_the_text_refers_to_it() {
    let text = "On formats\n\nThe bytes are those of [RFC-1952], and nothing else is said of them here.\n\nReferences\n\n[RFC-1952]\nGZIP file format specification version 4.3\n\n[Draft]\nNobody refers to this one, which is a heading in brackets\n";
    let seen = outline(text);
    assert!(seen.contains("note: GZIP file format specification version 4.3"), "{seen}");
    assert!(seen.contains("[Draft]"), "{seen}");
}

#[test]
fn a_paragraph_goes_on_over_notes_at_the_foot_of_its_page() {
    let text = |last: &str| {
        format!(
            "REPORT\n\nThe population at the middle of the year is estimated at 11,840,* which must\nsuppose that it has grown{last}\n\n* The figure is 11,902 for the whole of the re-\n  port.\n\n                                  3\n\n\u{c}since the Census at the rate at which it grew before it, says the report.\n"
        )
    };
    let seen = outline(&text(""));
    assert!(seen.contains("it has grown since the Census"), "{seen}");
    assert!(seen.contains("note: The figure is 11,902 for the whole of the report.\n"), "{seen}");
    let seen = outline(&text("."));
    assert!(seen.contains("has grown.\n") && seen.contains("paragraph: since the Census"), "{seen}");
}

#[test]
fn what_stands_far_in_under_a_note_is_no_part_of_it() {
    let text = |number: &str| {
        format!(
            "REPORT\n\nThe population is estimated at 11,840,* which supposes that it has grown since the\nCensus at the rate at which it grew before it.\n\n* The figure is 11,902.\n\n                                  {number}\n\n\u{c}4                     HEALTH REPORT, 1894.\n\nThe deaths are these, and they are many more than they were in any of the years before it.\n"
        )
    };
    let seen = outline(&text("3"));
    assert!(seen.contains("note: The figure is 11,902.\n") && !seen.contains(": 3\n"), "{seen}");
    let seen = outline(&text("Tidd & Son, Printers."));
    assert!(seen.contains("paragraph: Tidd") || seen.contains("quote1: Tidd"), "{seen}");
}

#[test]
fn what_goes_on_over_the_foot_of_a_page_is_no_heading() {
    super::properties::nothing_is_lost(
        "A title\nName  Size\nChapter IV\nChapter IV\n    note 3. ^ back\nhttps://example.org/x\nA title\nA title\n",
    );
}

#[test]
fn the_head_of_a_library_and_of_a_mail_are_each_set_apart_once() {
    super::properties::nothing_is_lost(
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***\nFrom: a@b.example\n[Illustration]\n title: x\n",
    );
}

#[test]
fn signs_around_words_refer_to_nothing() {
    let seen = outline(
        "Some of it was *never* said, and (*so*) on, as **everybody** says in *folds.txt* and so on.* There it ends.\n\nIt goes on for a while after that, as such texts do.\n\n* The star is a note.\n",
    );
    assert_eq!(seen.matches('→').count(), 1, "{seen}");
    assert!(seen.contains("so on.{*→0} There"), "{seen}");
}

#[test]
fn what_only_looks_like_a_mark_leads_nowhere() {
    let notes = "References\n\n1. ^ Carr, E. H. (1952).\n2. ^ Nove, Alec (1969).\n3. ^ Ibid.\n";
    let seen = outline(&format!(
        "On shelves\n\nA shelf holds books.[1] The program calls it shelves[0], and the next is shelves[1], as it calls store.shelves[2] too.[2]\n\nChoose from 1, 2, 3 [1]: 1\n\nNote\n\nWhat a shelf holds is up to those who own it, and it may be one of these things:\n\n1. books that nobody reads\n2. books that were read once\n3. dust\n\nIt is all the same.[3]\n\n{notes}"
    ));
    assert_eq!(seen.matches('→').count(), 3, "{seen}");
    assert!(seen.contains("item1: dust") && seen.contains("{3→2}"), "{seen}");
}

#[test]
fn stars_of_lists_open_no_notes() {
    let seen = outline(
        "Switches\n\nThe option turns on all the debug* settings at once, and takes nothing else in its turn.\n\nThere are two ways to set it:\n\n* In the file of the program, in which case it holds for all that is done with it.\n\nThat is the way of most people, and it is the one that the manual speaks of.\n\n* On the command line, in which case it holds for as long as the program runs.\n",
    );
    assert!(!seen.contains('→') && !seen.contains("note:"), "{seen}");
}

#[test]
fn what_stands_between_notes_that_the_text_has_all_referred_to_goes_on_with_them() {
    let text = "A paper on plans\n\nPlanning is old, as everybody says who has written of it.[1] It was done by many people in many years.[2]\n\n[1] Some who say so:\n\n- Carr, in his book on it.\n- Nove, in another one.\n\nThey do not agree with one another on anything else.\n\n[2] What they did was:\n\n- count the boats\n- count the locks\n";
    sees(
        text,
        "title: A paper on plans
        paragraph: Planning is old, as everybody says who has written of it.{1→0} It was done by many people in many years.{2→1}
        note: Some who say so:
        note: Carr, in his book on it.
        note: Nove, in another one.
        note: They do not agree with one another on anything else.
        note: What they did was:
        note: count the boats
        note: count the locks",
    );
    // The second mark stands between the notes: what does so too is the text of the next page.
    let pages = "Planning is old, as everybody says who has written of it.[1] And so on it went.\n\n[1] Carr says so.\n\nIt was done by many people in many years.[2] And so it ended.\n\n[2] Nove says so.\n";
    let seen = outline(pages);
    assert!(seen.contains("paragraph: It was done by many people in many years.{2→1}"), "{seen}");
}

#[test]
fn the_only_mark_of_a_note_may_stand_after_a_blank_where_the_others_do_not() {
    let text = "Planning is old.[1] It was done by many.[2] It was done \"a priori.\" [3] It was done well.[4] It has an index [0] and a list [7] of it.\n\nNotes\n\n[1] Carr.\n[2] Nove.\n[3] Kant.\n[4] Bloch.\n";
    let seen = outline(text);
    assert!(seen.contains("\"a priori.\" {3→2} It was"), "{seen}");
    assert!(seen.contains("an index [0] and a list [7] of it"), "{seen}");
}

#[test]
fn notes_may_be_counted_from_nought() {
    sees(
        "On locks\n\nThe gates were built in 1801[0], when the old ones had been carried away[1]. They were opened by the keeper, who lived there.\n\nThe lock was mended in 1850[2] and never since.\n\n[0] The book of gates, page 12.\n[1] The same.\n[2] https://example.org/lock\n",
        "title: On locks
        paragraph: The gates were built in 1801{0→0}, when the old ones had been carried away{1→1}. They
        paragraph: The lock was mended in 1850{2→2} and never since.
        note: The book of gates, page 12.
        note: The same.
        note: {link https://example.org/lock}",
    );
    let seen = outline(
        "On programs\n\nThe name of a program is argv[0], and what it is given begins at argv[1]. So it was in the first of them[0] too.\n\n[0] The book of programs.\n",
    );
    assert!(seen.contains("argv[0], and") && seen.contains("them{0→0} too"), "{seen}");
    let seen = outline("On programs\n\nThe first is list[0], and that is all that is known of it today.\n");
    assert!(seen.contains("list[0], and"), "{seen}");
}
