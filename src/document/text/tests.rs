//! Texts as people have them, and what a reader should see.

use super::recover;
use crate::document::{AtomKind, Block, Kind, Parsed, Passage, Style};
use std::fmt::Write;

/// The document as an outline: a line a passage, what stands off the text in brackets.
pub fn outline(text: &str) -> String {
    show(&recover("seed.txt", text).0.parsed)
}

fn show(parsed: &Parsed) -> String {
    let mut out = String::new();
    for passage in &parsed.passages {
        let level = if passage.level > 0 { passage.level.to_string() } else { String::new() };
        let title = parsed.title.is_some_and(|ix| std::ptr::eq(&parsed.passages[ix.0 as usize], passage));
        let name = if title { "title" } else { passage.kind.name() };
        let _ = writeln!(
            out,
            "{name}{}: {}",
            if title { String::new() } else { level },
            decorated(passage).replace('\n', " / ")
        );
    }
    out
}

fn decorated(passage: &Passage) -> String {
    let mut out = String::new();
    for (at, c) in passage.text.char_indices().chain([(passage.text.len(), '\0')]) {
        for mark in passage.marks.iter().filter(|mark| mark.span.end == at).rev() {
            out.push_str(if matches!(mark.style, Style::Lead) { ">" } else { "}" });
        }
        for atom in passage.atoms.iter().filter(|atom| atom.at == at) {
            if let AtomKind::NoteReference { label, note } = &atom.what {
                let _ = write!(out, "{{{label}→{note}}}");
            }
        }
        for mark in passage.marks.iter().filter(|mark| mark.span.start == at) {
            out.push_str(match &mark.style {
                Style::Lead => "<",
                Style::Link { .. } => "{link ",
                Style::LostReference => "{lost ",
                Style::Emphasis => "{em ",
                _ => "{? ",
            });
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// Asserts what a reader sees of a text. An expected line may be the beginning of what is seen.
#[track_caller]
pub fn sees(text: &str, expected: &str) {
    let seen = outline(text);
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    let got: Vec<&str> = seen.lines().collect();
    let begins = |(got, expected): (&&str, &&str)| got.starts_with(expected);
    assert!(got.len() == expected.len() && got.iter().zip(&expected).all(begins), "{seen}");
}

/// The same of every line in full, and that no word is lost.
#[track_caller]
pub fn sees_whole(text: &str, expected: &str) {
    super::properties::nothing_is_lost(text);
    let seen = outline(text);
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(seen.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_first_seed() {
    sees(
        include_str!("../../../seeds/trotskys-socialism.txt"),
        "title: Trotsky's Socialism
        paragraph: Compared to Stalinist socialism, they are completely diff
        heading2: Trotsky on Socialism
        heading3: 1. How did Trotsky define \"socialism\"?
        paragraph: For orthodox Marxist revolutionary Lev Trotsky, socialism
        item1: <Highly developed productive forces:> In Trotsky's view, soci
        item1: <Elimination of classes:> This is not merely abolishing priva
        item1: <True democracy and the withering away of the state:> Trotsky
        item1: <International character:> This is the cornerstone of Trotsky
        paragraph: As such, the socialism advocated by Trotsky is a social f
        heading3: 2. Why did Trotsky deny the possibility of building social
        paragraph: His assertion stems from his understanding of socialism a
        heading4: A. Theoretical Economic Argument: International Division o
        item1: <Marx and Engels' theoretical legacy:> The classical Marxist
        item1: <Economic backwardness of Russia:> Trotsky (in line with Leni
        item1: <Impossibility of self-sufficiency model:> Attempting to esta
        heading4: B. Political Sociological Argument: The Risk of Bureaucrat
        item1: <Isolation breeds a bureaucratic class:> This is the point wh
        item1: <\"The betrayed revolution\":> Trotsky argued that the isolati
        heading4: C. Historical Argument: Permanent Revolution
        paragraph: This theory was proposed by Trotsky as early as 1905-1906
        heading2: Conclusion
        paragraph: In Trotsky's view, the slogan of \"socialism in one countr
        item1: <Utopian nature:> Because it violates the basic principles of
        item1: <Reactionary nature:> Because it serves as an ideological cov
        paragraph: In summary, Trotsky's denial of the possibility of buildi
        paragraph: So, what is socialism? It is more like a myth, and everyo
        paragraph: Original: {link toutiao.com/article/7580946143882904106/}
        paragraph: Disclaimer: This article represents the personal views of",
    );
    let (recovery, diagnostics) = recover("seed.txt", include_str!("../../../seeds/trotskys-socialism.txt"));
    assert_eq!(
        recovery.parsed.found.source.as_deref(),
        Some("https://toutiao.com/article/7580946143882904106/")
    );
    assert_eq!(diagnostics, []);
}

#[test]
fn what_stands_about_a_title_heads_nothing() {
    let seen = outline(
        "А. П. Лодочников\n\nВОДА\n\nРассказ\n\nI\n\nВода стояла низко. Сторож ходил по плотине и считал сваи.\n\nII\n\nНочью пришёл ветер, и вода ушла.\n",
    );
    assert!(
        seen.starts_with("paragraph: А. П. Лодочников\ntitle: ВОДА\nparagraph: Рассказ\nheading2: I\n"),
        "{seen}"
    );
    let seen = outline(
        "论读书\n\n王小明\n\n读书足以怡情，足以博彩，足以长才。其怡情也，最见于独处幽居之时。\n\n一、读书之用\n\n独处之时，书是朋友。\n\n二、读书之法\n\n书有可浅尝者，有可吞食者。\n",
    );
    assert!(
        seen.starts_with("title: 论读书\nparagraph: 王小明\n") && seen.contains("heading2: 一"),
        "{seen}"
    );
    let seen = outline(
        "HOWTO: Mend a Sluice\n\nContents:\n 1. Before you start\n 2. Finding the leak\n 3. Mending it\n\n1. Before you start\n   You need a plank.\n\n2. Finding the leak\n   Throw straw on the water. It goes where the water goes.\n\n3. Mending it\n   Put the plank over it.\n",
    );
    assert_eq!(seen.matches("heading2").count(), 3, "{seen}");
}

#[test]
fn the_second_seed() {
    let text = include_str!("../../../seeds/socialism-in-one-country.txt");
    sees(
        text,
        "title: Socialism in one country
        paragraph: Socialism in one country{lost [a]} was a Soviet state pol
        paragraph: As a political theory, its exponents argue that it contra
        paragraph: Initially, all leading Soviet figures including Stalin ag
        paragraph: The theory was criticized by Trotsky and Grigory Zinoviev
        paragraph: Cite error: There are <ref
        note: \"socialism in one country | Stalinist doctrine\". Encyclopedia
        note: \"For the final victory of socialism, for the organization of s
        note: Evans, Alfred B. (30 October 1993). Soviet Marxism-Leninism: T
        note: Rogovin, Vadim Zakharovich (2021). Was There an Alternative? T
        note: Elwell, Frank W.; Andrews, Brian; Hicks, Kenneth S. (15 Decemb",
    );
    let (recovery, diagnostics) = recover("seed.txt", text);
    let references = recovery.parsed.passages.iter().flat_map(|passage| &passage.atoms);
    let to: Vec<usize> = references
        .filter_map(
            |atom| if let AtomKind::NoteReference { note, .. } = atom.what { Some(note) } else { None },
        )
        .collect();
    assert_eq!(to, [0, 1, 2, 3, 4]);
    let hints: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(hints, ["the mark [a] has no note", "the mark [b] has no note"]);
}

#[test]
fn the_third_seed_has_no_title() {
    let parsed = recover("seed.txt", include_str!("../../../seeds/socialism-and-the-plan.txt")).0.parsed;
    assert_eq!(parsed.title, None);
    assert_eq!(parsed.passages.len(), 16);
    assert!(parsed.passages.iter().all(|passage| passage.kind == Kind::Paragraph));
}

#[test]
fn a_wrapped_essay_with_notes() {
    sees(
        "ON THE DIVISION OF LABOUR\n\nby A. Writer\n\nThe greatest improvement in the productive powers of labour, and the\ngreater part of the skill, dexterity, and judgment, with which it is any-\nwhere directed, or applied, seem to have been the effects of the division\nof labour.[1] They are found anywhere.\n\nI. THE TRIFLING MANUFACTURE\n\nTo take an example, therefore, from a very trifling manufacture, but one\nin which the division of labour has been very often taken notice of, the\ntrade of a pin-maker:[2]\n\n  - one man draws out the wire;\n  - another straights it; a third cuts it, and a fourth points it, which\n    makes three distinct operations;\n    - whitening the pins\n  - a fifth grinds it.\n\nII. THE GREATER ONE\n\nIn every other art and manufacture, the effects of the division of labour\nare similar to what they are in this very trifling one.\n\nNotes\n\n[1] Smith, book I.\n[2] See the Encyclopédie, which has a long article on pins and on how\nthey are made.\n",
        "title: ON THE DIVISION OF LABOUR
        paragraph: The greatest improvement in the productive powers of labo
        heading2: I. THE TRIFLING MANUFACTURE
        paragraph: To take an example, therefore, from a very trifling manuf
        item1: one man draws out the wire;
        item1: another straights it; a third cuts it, and a fourth points it
        item2: whitening the pins
        item1: a fifth grinds it.
        heading2: II. THE GREATER ONE
        paragraph: In every other art and manufacture, the effects of the di
        note: Smith, book I.
        note: See the Encyclopédie, which has a long article on pins and on",
    );
}

#[test]
fn a_word_cut_at_a_line_end_is_whole_if_the_text_writes_it_whole() {
    let prose = "It was a revolution, and a self-evident one, which nobody had fore-\nseen in any of the many papers on the coming revo-\nlution that were written, and it was called a self-\nevident thing by those who had not written any.\n";
    assert_eq!(
        outline(prose),
        "paragraph: It was a revolution, and a self-evident one, which nobody had fore-seen in any of the many papers on the coming revolution that were written, and it was called a self-evident thing by those who had not written any.\n"
    );
}

#[test]
fn initials_years_and_sentences_are_no_lists() {
    sees(
        "B. Russell won the prize in that year, which was a surprise.\n\n1917. What a great year it was for those who had waited for it.\n\nThe version was 1.5 million lines long.\n",
        "paragraph: B. Russell won the prize in that year, which was a surpri
        paragraph: 1917. What a great year it was for those who had waited f
        paragraph: The version was 1.5 million lines long.",
    );
}

#[test]
fn a_wikipedia_paste() {
    sees(
        "Planning\n\nFrom Wikipedia, the free encyclopedia\n\nHistory[edit]\n\nPlanning is old.[1][2] It was done by the Egyptians, and by many others, before it had a name.[note 1]\n\nSee also[edit]\n\n  • Gosplan\n  • Five-year plan\n\nReferences[edit]\n\n 1. ^ Jump up to: a b Carr, E. H. (1952). The Bolshevik Revolution.\n 2. ^ Nove, Alec. An Economic History.\n\nNotes[edit]\n\n[note 1] Not in every land.\n",
        "title: Planning
        heading2: History
        paragraph: Planning is old.{1→0}{2→1} It was done by the Egyptians,
        heading2: See also
        item1: Gosplan
        item1: Five-year plan
        note: Carr, E. H. (1952). The Bolshevik Revolution.
        note: Nove, Alec. An Economic History.
        note: Not in every land.",
    );
}

#[test]
fn notes_at_the_foot_of_each_page_begin_anew() {
    sees(
        "The first page says something that wants a note.[1] And it goes on for a while.\n\n[1] The first page's note.\n\nThe second page says something else that wants one.[1] And so it ends.\n\n[1] The second page's note.\n",
        "paragraph: The first page says something that wants a note.{1→0} And
        paragraph: The second page says something else that wants one.{1→1}
        note: The first page's note.
        note: The second page's note.",
    );
}

#[test]
fn raised_numbers_and_signs_refer() {
    sees(
        "Planning¹ is old.² It was contested,* as many things were that people had called by a new name.\n\n* By Gilchrist.\n\n¹ In the wide sense.\n² See Carr.\n",
        "paragraph: Planning{1→1} is old.{2→2} It was contested,{*→0} as many
        note: By Gilchrist.
        note: In the wide sense.
        note: See Carr.",
    );
}

#[test]
fn verse_keeps_its_lines_and_prose_does_not() {
    sees(
        "  Piping down the valleys wild,\n    Piping songs of pleasant glee,\n  On a cloud I saw a child,\n    And he laughing said to me:\n\nAnd then there was a great deal of prose, which went on and on until it had\nfilled the line to the margin, as prose does in the old books of ours, and\nnobody minded.\n",
        "verse: Piping down the valleys wild, / Piping songs of pleasant glee
        paragraph: And then there was a great deal of prose, which went on a",
    );
}

#[test]
fn an_e_mail_with_quotations_and_a_signature() {
    sees(
        "Dear Charles,\n\nI have read it. See https://example.org/engine.html for the notes.\n\nOn Sunday, Charles wrote:\n> I should like to put in something about the numbers of Bernoulli, in one\n> of my notes, as an example.\n>\n> > Is that so?\n\nYours ever,\nAda Lovelace\nLondon\n",
        "paragraph: Dear Charles,
        paragraph: I have read it. See {link https://example.org/engine.html
        paragraph: On Sunday, Charles wrote:
        quote1: I should like to put in something about the numbers of Berno
        quote2: Is that so?
        paragraph: Yours ever, / Ada Lovelace / London",
    );
}

#[test]
fn questions_and_answers_have_leads() {
    sees(
        "Q: What is a plan?\n\nA: A plan is a list of things.\n\nQ: And who makes it?\n\nA: Those who must carry it out.\n",
        "paragraph: <Q:> What is a plan?
        paragraph: <A:> A plan is a list of things.
        paragraph: <Q:> And who makes it?
        paragraph: <A:> Those who must carry it out.",
    );
}

#[test]
fn tables_of_every_drawing() {
    sees(
        "Name\tYear\tPlace\nGosplan\t1921\tMoscow\n",
        "table: Name\ntable: Year\ntable: Place\ntable: Gosplan\ntable: 1921\ntable: Moscow",
    );
    sees(
        "| Land | Plans |\n|------|------:|\n| USSR | 13 |\n",
        "table: Land\ntable: Plans\ntable: USSR\ntable: 13",
    );
    sees(
        "+-----+------+\n| A   | B    |\n+=====+======+\n| one | two  |\n|     | more |\n+-----+------+\n",
        "table: A\ntable: B\ntable: one\ntable: two more",
    );
    sees("  Right Left\n------- ------\n     12 a b\n", "table: Right\ntable: Left\ntable: 12\ntable: a b");
    let table = recover("seed.txt", "| Land | Plans |\n|------|------:|\n| USSR | 13 |\n").0.parsed.body;
    let [Block::Table { alignments, head, rows }] = table.as_slice() else { panic!("{table:?}") };
    assert_eq!((alignments.len(), head.len(), rows.len()), (2, 2, 1));
}

#[test]
fn code_is_verbatim_and_quotations_are_joined() {
    sees(
        "To list the pods, one runs the following command in a shell, and waits for\nthe answer, which may take a while on a large cluster:\n\n    kubectl get pods\n\n    NAME      READY   STATUS\n    nginx-1   1/1     Running\n\nOf which somebody has said what follows, and it has been quoted many times\nin the years since then:\n\n  It is even a trade by itself to put them into the paper; and the\n  important business of making a pin is divided.\n",
        "paragraph: To list the pods, one runs the following command in a she
        code: kubectl get pods /  / NAME      READY   STATUS / nginx-1   1/1
        paragraph: Of which somebody has said what follows, and it has been
        quote1: It is even a trade by itself to put them into the paper; and",
    );
}

#[test]
fn the_boilerplate_of_project_gutenberg_is_set_apart() {
    let text = "The Project Gutenberg EBook of X\n\nThis eBook is for the use of anyone.\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\nProduced by A Volunteer\n\nTHE BOOK\n\nCHAPTER I\n\nThe story begins here, and it is _not_ long.\n\nEnd of the Project Gutenberg EBook of X\n\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\n\nUpdated editions will replace the previous one.\n";
    sees(
        text,
        "title: THE BOOK\nheading2: CHAPTER I\nparagraph: The story begins here, and it is {em not} long.",
    );
    let removed = recover("seed.txt", text).0.parsed.removed;
    assert_eq!(removed.iter().filter(|removed| removed.why == crate::document::Why::Boilerplate).count(), 3);
}

#[test]
fn page_numbers_and_running_heads_are_set_apart() {
    let page = |number: u32, words: &str| {
        format!(
            "{}\n{words}\n\n{:>40}\n\n\u{c}A HISTORY OF EVERYTHING\n\n",
            "It was a long time before anybody had thought of it in the way that we do.\n".repeat(8),
            number
        )
    };
    let text = [page(11, "and then it"), page(12, "was over. So"), page(13, "we went home.")].concat()
        + "the end.\n";
    let seen = outline(&text);
    assert!(!seen.contains("12") && !seen.contains("HISTORY"), "{seen}");
}

#[test]
fn an_rfc() {
    sees(
        "1.  Introduction\n\n   The key words in this document are to be read as they are described in\n   the other document [1], which everybody knows by heart, or should.\n\n1.1.  Terms\n\n   A term is a word that means something other than what it seems to mean to\n   those who read it for the first time.\n\n2.  Security\n\n   There is none, and there has never been any, and it is not expected that\n   there will be.\n\nReferences\n\n   [1]  Bradner, S., \"Key words for use in RFCs to Indicate Requirement\n        Levels\", March 1997.\n",
        "heading2: 1. Introduction
        paragraph: The key words in this document are to be read as they are
        heading3: 1.1. Terms
        paragraph: A term is a word that means something other than what it
        heading2: 2. Security
        paragraph: There is none, and there has never been any, and it is no
        note: Bradner, S., \"Key words for use in RFCs to Indicate Requiremen",
    );
}

#[test]
fn underlined_hashed_and_chinese_headings() {
    sees(
        "The Title\n=========\n\nFirst\n-----\n\nSome text that goes on.\n\nSecond\n------\n\nMore text that goes on.\n",
        "title: The Title\nheading2: First\nparagraph: Some text that goes on.\nheading2: Second\nparagraph: More text that goes on.",
    );
    sees(
        "论计划经济\n\n一、导言\n\n计划经济是一种经济制度，它以公有制为基础，由国家统一安排生产和分配。\n\n二、历史\n\n苏联从一九二八年开始实行五年计划，其后许多国家也采用了类似的制度。\n",
        "title: 论计划经济\nheading2: 一、导言\nparagraph: 计划经济是一种经济制度，它以公有制为基础，由国家统一安排生产和分配。\nheading2: 二、历史\nparagraph: 苏联从一九二八年开始实行五年计划，其后许多国家也采用了类似的制度。",
    );
}

#[test]
fn nested_numbers_letters_and_romans() {
    sees(
        "What is to be done:\n\n1. Read the text.\n   a) the first part\n   b) the second part\n      i. its opening\n      ii. its end\n2. Write about it.\n",
        "paragraph: What is to be done:
        item1: Read the text.
        item2: the first part
        item2: the second part
        item3: its opening
        item3: its end
        item1: Write about it.",
    );
}

#[test]
fn every_decision_says_its_reason() {
    let recovery = recover("seed.txt", include_str!("../../../seeds/trotskys-socialism.txt")).0;
    let first = recovery
        .decisions
        .iter()
        .find(|decision| decision.line == 7)
        .expect("line 7 is the first numbered heading");
    assert_eq!((first.kind, first.level, first.rule), (Kind::Heading, 3, "a numbered line over other text"));
    assert!(first.confidence > 0.5 && first.runner_up.is_some());
}

#[test]
fn a_licence_with_numbered_heads_that_end_in_stops() {
    sees(
        "                    A LICENCE FOR EVERYBODY\n\n                            Preamble\n\n  This is a licence for everybody who wants one, and it may be used by those\nwho want none as well, if they so wish, at any time.\n\n                       TERMS AND CONDITIONS\n\n  0. Definitions.\n\n  \"This licence\" means the text that you are reading now, and no other text\nthat has the same name.\n\n  1. Conditions.\n\n  You may do what you like, provided that you meet all of these conditions,\nwhich are few:\n\n    a) You tell nobody.\n\n    b) You tell everybody, in a voice that can be heard by all of those who\n    stand near.\n",
        "title: A LICENCE FOR EVERYBODY
        heading2: Preamble
        paragraph: This is a licence for everybody
        heading2: TERMS AND CONDITIONS
        heading3: 0. Definitions.
        paragraph: \"This licence\" means
        heading3: 1. Conditions.
        paragraph: You may do what you like
        item1: You tell nobody.
        item1: You tell everybody, in a voice that can be heard by all",
    );
}

#[test]
fn the_last_item_holds_what_its_words_lead_to() {
    sees(
        "The gates\n\nOf the gates of the river and those who keep them, it is said in this law:\n\n(1) A keeper must open the gate.\n(2) A keeper who fails to do so is liable—\n(a) on the first occasion, to a small fine;\n(b) on any later one, to a large fine.\n\nThe law ends here, and so do the gates.\n",
        "title: The gates
        paragraph: Of the gates of the river and those who keep them, it is said in this law:
        item1: A keeper must open the gate.
        item1: A keeper who fails to do so is liable—
        item2: on the first occasion, to a small fine;
        item2: on any later one, to a large fine.
        paragraph: The law ends here, and so do the gates.",
    );
}
