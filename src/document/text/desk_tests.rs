//! Texts as people have them on their desks: what an editor saw on the page and would not have signed.

use super::recover;
use super::tests::{outline, sees};
use crate::document::{Block, Delimiter};

#[test]
fn the_head_of_a_page_may_touch_its_last_line() {
    let body = "Nobody in the village could remember such a winter, and the post came\non foot or not at all, as it had in the years before the railway was\n".repeat(6);
    let text = format!(
        "THE MILL ON THE WATER            41\n\n{body}there, which she had been told\n42            THE MILL ON THE WATER\n\nto do by {body}there.\n\nTHE MILL ON THE WATER            43\n\nSo {body}there.\n"
    );
    let seen = outline(&text);
    assert!(!seen.contains("MILL") && seen.matches("paragraph").count() == 2, "{seen}");
}

#[test]
fn an_agenda_that_counts_with_a_word_is_a_list() {
    sees(
        "Protokoll\n\nEs wird getagt, und alle sind da.\n\nTOP 1  Bericht\nTOP 2  Neubau\n       a) Gutachten\n       b) Kosten\nTOP 3  Verschiedenes\n\nDann wird gegessen, und alle bleiben.\n",
        "title: Protokoll
        paragraph: Es wird
        item1: Bericht
        item1: Neubau
        item2: Gutachten
        item2: Kosten
        item1: Verschiedenes
        paragraph: Dann",
    );
}

#[test]
fn numbers_without_a_stop_count_headings() {
    let text = "Water\n\n1   Introduction\n\nThe fens were marsh, flooded in winter and grazed in summer.\n\n2   Questions\n\n1. Who gained?\n2. Who lost?\n\n3   Answers\n\nThere are none, and nobody has ever asked for any of them.\n";
    assert_eq!(outline(text).matches("heading2").count(), 3, "{}", outline(text));
}

#[test]
fn names_and_colons_line_by_line_are_no_paragraph() {
    let text = "Terms\n\nHere are the words that are used in what follows, and what each of\nthem means to those who use it.\n\nUndertaker: one who undertakes to drain, for a share of all the land\nAdventurer: one who adventures money\nSluice: a gate that lets water out and not in\n";
    assert_eq!(outline(text).matches("paragraph: ").count(), 4, "{}", outline(text));
}

#[test]
fn definitions_of_an_act_and_addresses_set_in_are_no_code() {
    let text = "An Act\n\nIn this Act, unless the context requires another thing,--\n\n    \"boat\" includes any vessel or raft, however moved;\n\n    \"the Board\" means the Board of Trade;\n\nThe rules are to be found at\n\n    https://example.org/rules/of/the/board.html\n\nand nowhere else, whatever anybody says.\n";
    let seen = outline(text);
    assert!(!seen.contains("code") && !seen.contains("quote"), "{seen}");
}

#[test]
fn lines_set_in_on_a_page_of_mediawiki_are_items() {
    let text = "Mill\n\nA mill is driven by the tide, and by nothing else, as long as there is one.\n\nHistory[edit]\n\nThere were mills in Roman times already, and nobody knows how many of them.\n\nSee also[edit]\n\n    Watermill\n    Tidal power\n";
    assert_eq!(outline(text).matches("item1").count(), 2, "{}", outline(text));
}

#[test]
fn what_stands_around_a_number_is_kept() {
    let delimiters = |text: &str| -> Vec<Delimiter> {
        let found = |block: &Block| match block {
            Block::List { enumeration, .. } => enumeration.map(|one| one.delimiter),
            _ => None,
        };
        recover("a.txt", text).0.parsed.body.iter().filter_map(found).collect()
    };
    assert_eq!(delimiters("So:\n\n1. one\n2. two\n"), [Delimiter::Stop]);
    assert_eq!(delimiters("So:\n\na) one\nb) two\n"), [Delimiter::Bracket]);
    assert_eq!(delimiters("So:\n\n(i) one\n(ii) two\n"), [Delimiter::Brackets]);
}

#[test]
fn clauses_keep_the_numbers_by_which_they_are_cited() {
    sees(
        "AGREEMENT\n\n1. DEFINITIONS\n\n1.1 \"Mill\" means the tide mill at Sallow Creek, with its sluice.\n\n1.2 Headings are for convenience and:\n\n(a) do not limit the meaning of a clause; and\n\n(b) do not extend it.\n\n2. SERVICES\n\n2.1 The Miller shall grind what is brought.\n\n2.2 The Miller may refuse what is wet.\n",
        "title: AGREEMENT
        heading2: 1. DEFINITIONS
        paragraph: 1.1 \"Mill\"
        paragraph: 1.2 Headings
        item1: do not limit
        item1: do not extend
        heading2: 2. SERVICES
        paragraph: 2.1 The
        paragraph: 2.2 The",
    );
}

#[test]
fn a_number_a_wide_blank_and_a_few_words_are_items_of_an_agenda() {
    sees(
        "Council\n\nThe council meets, and everybody comes.\n\n1  Apologies\n2  Minutes of the last meeting\n3  The bridge\n4  AOB\n\nThen they go home, and nobody stays.\n",
        "title: Council
        paragraph: The council
        item1: Apologies
        item1: Minutes
        item1: The bridge
        item1: AOB
        paragraph: Then",
    );
}

#[test]
fn names_between_ornaments_are_headings_without_them() {
    let parts = ["~~~ A. ~~~", "*** The Last Chapter ***", "=== After ===", "--- Coda ---", ".:: Thanks ::."];
    let body = "A candle goes out when one opens the door to see who is there, and that is all.";
    let text = parts.iter().fold("Lights\n".to_owned(), |text, part| format!("{text}\n{part}\n\n{body}\n"));
    let seen = outline(&text);
    for name in ["A.", "The Last Chapter", "After", "Coda", "Thanks"] {
        assert!(seen.contains(&format!(": {name}\n")), "{seen}");
    }
    assert_eq!(seen.matches("heading").count(), 5, "{seen}");
    let page = outline(
        "Lights\n\nIt was dark, and nobody could see.\n\n--- Page 12 ---\n\nIt was light again, and nobody looked.\n",
    );
    assert!(!page.contains("heading"), "{page}");
}

#[test]
fn the_name_under_a_letter_is_no_heading() {
    let text = "My dear Agnes,\n\nYou ask about the house, and it stands. The roof is another matter.\n\n              Your affectionate brother,\n\n                        Edmund\n\nP.S. The hens are well.\n";
    assert!(!outline(text).contains("heading"), "{}", outline(text));
}

#[test]
fn what_people_say_in_a_novel_is_no_heading() {
    let mut text = String::from(
        "THE SILL\n\nI.\n\nThe keeper had not slept, and the boats were late, as they were on every such morning.\n\n",
    );
    for turn in 0..8 {
        text.push_str("\"Then, how do you know?\"\n\n\"I have been told so by those who were there before me, and who had no reason to lie about it.\"\n\n");
        if turn % 3 == 0 {
            text.push_str(
                "He looked at the water for a long while, and the water did not look at him at all.\n\n",
            );
        }
    }
    text.push_str("II.\n\nIn the afternoon it rained, and nobody came.\n");
    assert_eq!(outline(&text).matches("heading").count(), 2, "{}", outline(&text));
}

#[test]
fn names_with_colons_over_paragraphs_are_headings_and_what_leads_to_lists_is_none() {
    let prose = "The cards are drawn, and the lower one deals first. If they are equal in rank,\nthey are drawn again by both players. The dealer has the right to shuffle last\nof all, and the other cuts.\n";
    let text = format!(
        "The game\n\n{prose}\nPlayers:\n\n{prose}\nThe Board:\n\n{prose}\nDealing:\n\n{prose}\nLaying Away:\n\n{prose}"
    );
    assert_eq!(outline(&text).matches("heading2").count(), 4, "{}", outline(&text));
    let text = format!(
        "The game\n\n{prose}\nNew in 1.1:\n\n{prose}\nNew in 1.2:\n\n{prose}\nNew in 1.3:\n\n{prose}\nNew in 1.4:\n\n{prose}"
    );
    assert!(!outline(&text).contains("heading"), "{}", outline(&text));
}

#[test]
fn sayings_are_parted_by_signs_of_percent_and_signed_under_them() {
    let seen = outline(
        "Nature is not kind;\nIt treats all things impartially.\nThe sage is not kind,\nAnd treats all people so.\n\t\t-- Lao Tse\n%\nA father does not destroy his children, whatever else he may do to them in a\nlifetime.\n\t\t-- Carolyn Palamas\n%\nBeam me up!\n%\nOne more of them, and it is signed by nobody, since nobody knows who said it or\nwhen.\n",
    );
    assert!(!seen.contains('%') && !seen.contains("item") && !seen.contains("quote"), "{seen}");
    assert!(seen.contains("verse: Nature") && seen.contains("paragraph: -- Lao Tse"), "{seen}");
}

#[test]
fn what_stands_close_under_the_title_of_a_pasted_text_is_no_heading() {
    let seen = outline(
        "Minutes of the Trust\nTuesday 5 March 2024, 7pm, Mill Hall\nPresent: Ines Duarte (chair), Tom Hale\nApologies: J. Penhaligon\n\n1. Matters arising\nThe key has been found by Tom, and nobody asked him where it had been for so long.\n\n2. Gate\nThe quote for oak had come in at last, and there was a long discussion of it.\n",
    );
    assert!(seen.starts_with("title: Minutes of the Trust\nparagraph: Tuesday 5 March"), "{seen}");
    assert_eq!(seen.matches("heading2").count(), 2, "{seen}");
}

#[test]
fn notes_under_one_another_in_a_pasted_text_are_notes() {
    let seen = outline(
        "The Commons\nThis essay asks whether the pastures were ever open to all, as later writers said they were.[i]\n\nIntroduction\nIn the valley each household held a right to a number of beasts, and the reeve wrote it down.[ii]\n\nConclusion\nThe commons were governed, and governed well, for two hundred and fifty years or more.\n\n[i] See for example Thirsk (1964), p. 3.\n[ii] Hardin, G. (1968). \"The Tragedy\". Science 162: 1243-1248.\n",
    );
    assert_eq!(seen.matches("note: ").count(), 2, "{seen}");
    assert!(!seen.contains("code"), "{seen}");
}

#[test]
fn articles_and_titles_of_laws_in_other_languages_are_divisions() {
    let seen = outline(
        "LOI du 3 mars 2004\n\nTITRE Ier\nDISPOSITIONS GÉNÉRALES\n\nArticle 1er\nLa présente loi s'applique à toutes les écluses situées sur le domaine public.\n\nTITRE II\nDE LA MANŒUVRE\n\nArticle 2\nEst puni d'une amende le fait de manœuvrer une porte sans y être autorisé.\n",
    );
    assert!(
        seen.contains("heading2: TITRE II DE LA MANŒUVRE\nheading3: Article 2\nparagraph: Est puni"),
        "{seen}"
    );
}

#[test]
fn the_lines_of_a_work_hang_under_its_first() {
    let seen = outline(
        "Books\n\nDunmore, Mary. Timber and Tide: The Locks of the Vire. Sallow: Mill Press,\n    1998.\nHale, Tom. Water Under. London: Pound Books, 2010.\nNeeson, J. M. Commoners: Common Right, Enclosure and Social Change, 1700-1820.\n    Cambridge: Cambridge University Press, 1993.\n\nThat is all there is to be read on them in the library of the town, as far as is known.\n",
    );
    assert!(seen.contains("Mill Press, 1998.") && !seen.contains("quote"), "{seen}");
}

#[test]
fn terms_before_dashes_in_a_list_lead_their_items() {
    let (recovery, _) = recover(
        "a.txt",
        "Words\n\n- Gate – what is shut at night.\n- Sill – what the gate shuts on.\n- Pound – the water between two locks.\n\nThat is all there is to say of them.\n",
    );
    let strong = |passage: &&crate::document::Passage| {
        passage.marks.iter().any(|mark| mark.style == crate::document::Style::Lead && mark.span == (0..4))
    };
    assert_eq!(recovery.parsed.passages.iter().filter(strong).count(), 2);
}

#[test]
fn lists_that_a_writer_typed_make_no_page_of_a_browser() {
    let seen = outline(
        "ADA KEEPER\n12 River Lane, Lockton\n\nPROFILE\nKeeper of locks with twenty years on rivers and canals.\n\nEXPERIENCE\n\nRiver Board, Lockton                                   2010 - present\nKeeper of the Upper Lock\n  - Opened 12,000 gates\n  - Counted the boats\n\nCanal Company, Weirham                                 2001 - 2010\nAssistant\n  - Painted the gates\n\nEDUCATION\n\nUniversity of Weirham                                  1998 - 2001\nBA Hydraulics (First)\n\nSKILLS\nLanguages: English, Welsh\nTools: rope, boat hook\n",
    );
    for head in ["PROFILE", "EXPERIENCE", "EDUCATION", "SKILLS"] {
        assert!(seen.contains(&format!("heading2: {head}\n")), "{head}: {seen}");
    }
    assert!(!seen.contains("code:") && seen.contains("item1: Opened 12,000 gates\nitem1: Counted"), "{seen}");
    assert!(!seen.contains(": Assistant\n") || seen.contains("paragraph: Assistant"), "{seen}");
}

#[test]
fn names_of_speakers_in_capitals_head_nothing() {
    let seen = outline(
        "At the lock\n\nADA\nIs the gate open, or is it not?\n\nBODO\nIt is open.\n\nCYRIL\nIt was.\n\nADA\nThen we go.\n",
    );
    assert!(!seen.contains("heading2"), "{seen}");
}
