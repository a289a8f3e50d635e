use super::*;
use crate::source::Sources;

/// The anchors of the texts, edited one into the next, as a ledger sees them.
fn history(texts: &[&str]) -> Vec<Anchors> {
    let mut ledger = String::new();
    let anchors = texts.iter().map(|text| {
        let sources = Sources::from_pairs([("seeds/a.md", *text)]);
        let documents = crate::document::documents(&sources).0;
        let naming = Ledger::parse(&ledger).name(&documents, &mut Memory::default());
        ledger = naming.ledger();
        naming.texts[0].1.anchors.clone()
    });
    anchors.collect()
}

const LONG: &str =
    "The planners need to be able to allocate those factors, which then need to stay where they are.";

#[test]
fn an_unchanged_passage_keeps_its_anchor_wherever_it_moves() {
    let [before, after] =
        &history(&[&format!("One.\n\n{LONG}\n\n# Head"), &format!("# Head\n\n{LONG}\n\nOne.")])[..]
    else {
        panic!()
    };
    assert_eq!(
        (&before.ids[0], &before.ids[1], &before.ids[2]),
        (&after.ids[2], &after.ids[1], &after.ids[0])
    );
    assert_eq!(after.ids[0], "head");
}

#[test]
fn an_edited_passage_keeps_its_anchor_and_an_inserted_one_is_new() {
    let edited = LONG.replace("need to stay", "have to stay");
    let [before, after] = &history(&[LONG, &format!("Something else stands here now.\n\n{edited}")])[..]
    else {
        panic!()
    };
    assert_eq!(before.ids[0], after.ids[1]);
    assert_ne!(before.ids[0], after.ids[0]);
    assert_eq!(after.moved, []);
}

#[test]
fn a_deleted_passage_leads_to_the_one_before_it() {
    let [before, after] = &history(&[&format!("# Head\n\n{LONG}"), "# Head"])[..] else { panic!() };
    assert_eq!(after.moved, [(before.ids[1].clone(), "head".to_owned())]);
}

#[test]
fn a_passage_that_comes_back_has_its_anchor_again() {
    let whole = format!("Start.\n\n# Head\n\n{LONG}");
    let [before, gone, again] = &history(&[&whole, "Start.", &whole])[..] else { panic!() };
    assert_eq!(gone.moved.len(), 2);
    assert_eq!(before.ids, again.ids);
    assert_eq!(again.moved, []);
}

#[test]
fn a_renamed_file_keeps_its_anchors() {
    let naming = |ledger: &Ledger, path: &str, text: &str| {
        let documents = crate::document::documents(&Sources::from_pairs([(path, text)])).0;
        ledger.name(&documents, &mut Memory::default())
    };
    let text = format!("# Head\n\nStart.\n\n{LONG}");
    let before = naming(&Ledger::default(), "seeds/a.md", &text.replace("Start", "Begin"));
    let after = naming(&Ledger::parse(&before.ledger()), "seeds/b.md", &text);
    let ids = |naming: &Naming| naming.texts[0].1.anchors.ids.clone();
    assert_eq!((&ids(&before)[0], &ids(&before)[2]), (&ids(&after)[0], &ids(&after)[2]));
    assert!(!after.ledger().contains("[a.md]"));
}

#[test]
fn a_ledger_cannot_put_markup_into_pages() {
    let ledger = Ledger::parse("[a]\nx\"><script> 0 0\ngood -> x\"y\nok -> head\nok -> tail\n");
    assert_eq!(*ledger.texts["a"], [Entry { anchor: "ok".into(), fate: Fate::Gone { to: "head".into() } }]);
}

#[test]
fn of_two_that_are_close_none_is_guessed() {
    let two = format!("{LONG}\n\nAgain: {LONG}");
    let [before, after] = &history(&[&two, &LONG.replace("need to stay", "must stay")])[..] else { panic!() };
    assert!(!before.ids.contains(&after.ids[0]));
    assert_eq!(after.moved.len(), 2);
}

#[test]
fn an_id_that_the_text_gives_is_the_name_whatever_becomes_of_the_words() {
    let anchors = history(&["# One of them {#x}", "# Quite another thing {#x}", "# One of them {#y}"]);
    assert_eq!(anchors.iter().map(|anchors| &anchors.ids[0]).collect::<Vec<_>>(), ["x", "x", "y"]);
}

#[test]
fn passages_to_which_the_text_gives_one_id_keep_their_names() {
    let text = "# One {#x}\n\n# Two {#x}\n\n# Three {#x}\n\n# Three {#main}\n\n# X\n\n# Four {#x-2}\n";
    let added = format!("# Zero {{#x}}\n\n{text}");
    let anchors = history(&[text, text, &added, &added]);
    assert_eq!(anchors[0].ids, ["x", "x-2", "x-3", "main-1", "x-4", "x-2-2"]);
    assert_eq!(anchors[0], anchors[1]);
    assert_eq!(anchors[2].ids[1..], anchors[0].ids);
    assert_eq!(anchors[2], anchors[3]);
}

#[test]
fn equal_passages_have_different_anchors() {
    let anchors = history(&["Same.\n\nSame.\n\n# n1\n\n# main"]).remove(0);
    let unique: RapidHashSet<_> = anchors.ids.iter().collect();
    assert_eq!(unique.len(), 4);
    assert_eq!(anchors.ids[2..], ["n1", "main-1"]);
}
