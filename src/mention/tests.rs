//! What is found in a text, and what becomes a link: one case a line.

mod case_table;

use crate::pipeline::understand;
use crate::source::Sources;

/// The mentions in one Markdown text: the words as they stand, the concept, and why it is no link.
fn found_in(config: &str, lexicon: &str, text: &str) -> Vec<String> {
    let files = [("seedbed.yaml", config), ("seeds/concepts.yaml", lexicon), ("seeds/a.md", text)];
    let corpus = understand(&Sources::from_pairs(files)).corpus;
    let text = &corpus.texts[0];
    let said = text.judged.mentions.iter().map(|mention| {
        let words = &text.document.passage(mention.passage).text[mention.span.clone()];
        let id = &corpus.lexicon.get(mention.concept).id;
        if mention.standing.is_linked() {
            format!("{words}={id}")
        } else {
            format!("{words}={id} {:?}", mention.standing)
        }
    });
    said.collect()
}

fn found(lexicon: &str, text: &str) -> Vec<String> {
    found_in("", lexicon, text)
}

const PLAN: &str = "- id: plan\n  aliases: [Five-Year Plan]\n- id: labour\n  name: Division of labour\n- id: state\n  name: Workers' state\n";

#[test]
fn forms_of_a_word_and_of_typography_are_one() {
    let cases = [
        ("Plans fail.", "Plans=plan"),
        ("the plan’s end", "plan’s=plan"),
        ("a FIVE–YEAR\nplan", "FIVE–YEAR plan=plan"),
        ("a Five\u{a0}Year\u{ad}\u{a0}Plan", "Five\u{a0}Year\u{ad}\u{a0}Plan=plan"),
        ("the division of labor", "division of labor=labour"),
        ("a worker's state", "worker's state=state"),
        ("*workers*’ **states**", "workers’ states=state"),
        ("Five&#45;Year P*lan*", "Five-Year Plan=plan"),
    ];
    for (text, expected) in cases {
        assert_eq!(found(PLAN, text), [expected], "{text}");
    }
}

#[test]
fn other_words_are_not_found() {
    for text in [
        "planet",
        "five year old plants",
        "The five; year. plans-",
        "labour",
        "workers, state",
        "`plan`",
        "```\nplan\n```",
    ] {
        let found: Vec<_> = found(PLAN, text).into_iter().filter(|one| !one.starts_with("plans=")).collect();
        assert_eq!(found, [""; 0], "{text}");
    }
}

#[test]
fn capitals_are_exact_where_they_tell_words_apart() {
    let lexicon =
        "- id: us\n  name: US\n- id: go\n  name: Go\n- id: api\n  name: API\n- id: ios\n  name: iOS\n";
    assert_eq!(
        found(lexicon, "Let us go to the US with two APIs on iOS in Go."),
        ["US=us", "APIs=api", "iOS=ios", "Go=go"]
    );
    let lexicon = "- id: us\n  name: US\n  case: insensitive\n- id: rose\n  name: Rose\n  case: sensitive\n";
    assert_eq!(found(lexicon, "Us and a rose for Rose."), ["Us=us", "Rose=rose"]);
    let lexicon = "- id: unesco\n  name: UNESCO\n  aliases: [Unesco]\n";
    assert_eq!(found(lexicon, "Unesco."), ["Unesco=unesco"]);
}

#[test]
fn capitals_tell_nothing_among_capitals() {
    let lexicon =
        "- id: row\n  name: Register of wharves\n- id: api\n  name: Application programming interface\n";
    let links =
        |text: &str| found(lexicon, text).into_iter().filter(|one| !one.contains(' ')).collect::<Vec<_>>();
    assert_eq!(links("He lives in PATERNOSTER ROW, London."), [""; 0]);
    assert_eq!(links("The ROW says so, and the REST API too."), ["ROW=row", "API=api"]);
}

#[test]
fn the_longest_wins_and_the_shorter_is_kept_as_data() {
    let lexicon = "- id: revolution\n- id: permanent-revolution\n  name: Permanent revolution\n- id: theory\n  name: Revolution theory\n";
    assert_eq!(
        found(lexicon, "The permanent revolution theory. A revolution."),
        [
            "permanent revolution=permanent-revolution",
            "revolution theory=theory Nested",
            "revolution=revolution Nested",
            "revolution=revolution",
        ]
    );
}

#[test]
fn a_phrase_that_is_not_the_concept_is_left() {
    let lexicon = "- id: plan\n  not: [Plan B, plan to]\n";
    assert_eq!(found(lexicon, "We plan to use Plan B, not the plan."), ["plan=plan"]);
}

#[test]
fn signs_count_where_the_name_has_them() {
    let lexicon = "- id: cpp\n  name: C++\n- id: ussr\n  name: U.S.S.R.\n";
    assert_eq!(found(lexicon, "C and C++ in the U.S.S.R. or u s s r"), ["C++=cpp", "U.S.S.R.=ussr"]);
}

#[test]
fn context_decides_a_shared_alias_or_nothing_does() {
    let lexicon = "- id: bank-river\n  aliases: [bank]\n  context:\n    any: [river]\n- id: bank-money\n  aliases: [bank]\n  context:\n    any: [money]\n";
    assert_eq!(
        found(lexicon, "The bank of the river.\n\nMoney in the bank.\n\nA bank."),
        ["bank=bank-river", "bank=bank-money"]
    );
    let lexicon = "- id: one\n  aliases: [bank]\n- id: two\n  aliases: [bank]\n";
    assert_eq!(found(lexicon, "A bank."), [""; 0]);
}

#[test]
fn a_wrong_link_is_worse_than_a_missing_one() {
    let lexicon = "- name: Bank\n  context: {any: [money]}\n- name: Shore\n  aliases: [bank]\n  context: {any: [river]}\n";
    assert_eq!(found(lexicon, "The bank of the river gave money."), [""; 0]);
    let lexicon = "- name: Plan\n- name: Document\n  aliases: [plan]\n";
    let text = "---\nmentions: {deny: [{quote: flight plan, words: plan, concept: plan}]}\n---\nA flight plan here.\n";
    assert_eq!(found(lexicon, text), [""; 0]);
    let lexicon = "- name: Planning\n  aliases: [plan]\n- name: Document\n  aliases: [plan]\n";
    assert_eq!(found(lexicon, "See [[plan]]."), [""; 0]);
    assert_eq!(
        found("- id: plan\n", "<https://a.example/plan> [plan](https://a.example)"),
        ["plan=plan InLink"]
    );
}

#[test]
fn an_editor_has_the_last_word() {
    let text = "---\nmentions:\n  add:\n    - {quote: of the whole, words: whole, concept: plan}\n  deny:\n    - {quote: a plan B, words: plan, concept: plan}\n---\nThe plan of the whole was a plan B. See [[plan|it]] and [[Plan]].\n";
    let config = "linking: all\n";
    assert_eq!(found_in(config, PLAN, text), ["plan=plan", "whole=plan", "it=plan", "Plan=plan"]);
}

#[test]
fn scripts_without_blanks_need_none() {
    let lexicon = "- id: cluster\n  name: 集群\n- id: pod\n  name: 容器组\n";
    assert_eq!(found(lexicon, "Kubernetes集群中的容器组。"), ["集群=cluster", "容器组=pod"]);
    assert_eq!(found("- id: plan\n  name: План\n", "По плану? ПЛАН!"), ["ПЛАН=plan"]);
}

#[test]
fn links_follow_the_policy() {
    let text = "# Plan\n\nA plan, a plan.\n\nA plan [and a plan](https://a.example).\n\n# Next\n\nA plan.\n";
    let linked = |policy: &str| {
        let config = format!("linking: {policy}\n");
        let all = found_in(&config, "- id: plan\n", text);
        all.iter().map(|one| if one.contains(' ') { '.' } else { 'x' }).collect::<String>()
    };
    assert_eq!(linked("all"), ".xxx.x");
    assert_eq!(linked("first-per-passage"), ".x.x.x");
    assert_eq!(linked("first-per-section"), ".x...x");
    assert_eq!(linked("first-per-document"), ".x....");
    assert_eq!(linked("none"), "......");
}

#[test]
fn a_ceiling_holds_in_each_passage() {
    let text = "Plan one, labour two, market three, state four, and six more words here.";
    let lexicon = "- id: plan\n- id: labour\n- id: market\n- id: state\n";
    let found = found_in("links-per-100-words: 15\n", lexicon, text);
    assert_eq!(found, ["Plan=plan", "labour=labour", "market=market Crowded", "state=state Crowded"]);
}

#[test]
fn a_concept_is_not_linked_on_its_own_page_or_against_the_lexicon() {
    assert_eq!(
        found("- id: plan\n  page: a\n- id: market\n  link: false\n", "Plan and market."),
        ["Plan=plan NeverLinked", "market=market NeverLinked"]
    );
}

/// A corpus large enough for a word to be seen to be an everyday one.
fn many(lexicon: &str, texts: impl Iterator<Item = String>) -> Vec<(String, Vec<String>)> {
    let mut files = vec![("seeds/concepts.yaml".to_owned(), lexicon.to_owned())];
    files.extend(texts.enumerate().map(|(ix, text)| (format!("seeds/t{ix:02}.md"), text)));
    let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let corpus = understand(&Sources::from_pairs(pairs)).corpus;
    let texts = corpus.texts.iter().map(|text| {
        let mentions = text.judged.mentions.iter().filter(|mention| mention.standing.is_linked());
        let linked = mentions.map(|mention| corpus.lexicon.get(mention.concept).id.clone());
        (text.document.path.clone(), linked.collect())
    });
    texts.collect()
}

#[test]
fn an_everyday_word_is_linked_only_where_its_concept_is_spoken_of() {
    const FILLER: &str = "The rest of the passage says other things about other people, at some length and \
        with many more words that have nothing to do with the matter at hand, so that one is one of many. ";
    let people =
        ["Ada Lovelace", "Alan Turing", "Grace Hopper", "Leslie Lamport", "Edsger Dijkstra", "Tony Hoare"];
    let things =
        ["Logical clocks", "Vector clocks", "Minkowski space", "General relativity", "Partial order"];
    let names = people.iter().chain(&things).map(|name| format!("- name: {name}\n"));
    let lexicon = names.collect::<String>()
        + "- id: time\n  definition: What clocks measure and physics orders events by, in Minkowski space.\n";
    let common = |ix: usize| {
        let person = people.get(ix - 1).copied().unwrap_or("Nobody");
        let thing = things.get(ix - 1).copied().unwrap_or("nothing");
        format!("They and {person} had no time left for {thing}. {}", FILLER.repeat(8))
    };
    let about = "What is time? Physics says that clocks measure time; in Minkowski space, time orders events. \
        And general relativity bends time.";
    let texts = (0..60).map(|ix| if ix == 0 { about.to_owned() } else { common(ix) });
    let linked = many(&lexicon, texts);
    assert!(linked[0].1.contains(&"time".to_owned()), "{:?}", linked[0]);
    assert!(linked[1..].iter().all(|(_, linked)| !linked.contains(&"time".to_owned())), "{:?}", linked[1]);
}

#[test]
fn a_part_of_a_longer_name_is_less_sure_than_the_word() {
    let lexicon = "- id: planning\n  name: Planning\n";
    let confidence = |text: &str| {
        let files = [("seeds/concepts.yaml", lexicon), ("seeds/a.md", text)];
        let corpus = understand(&Sources::from_pairs(files)).corpus;
        corpus.texts[0].judged.mentions[0].confidence
    };
    assert!(
        confidence("In the Planning Commission they sat.") < confidence("In the planning of it they sat.")
    );
    assert!(confidence("All planning-related work.") < confidence("All planning and related work."));
}

#[test]
fn a_name_of_one_word_is_no_word_in_small_letters() {
    let lexicon = "- Flask\n- Leviathan\n";
    let named = "Then Flask spoke to Flask, and they saw Leviathan. ".repeat(12);
    let linked = many(lexicon, [named.clone(), format!("{named}\n\nA flask of rum.\n")].into_iter());
    assert_eq!(linked[1].1.iter().filter(|id| *id == "flask").count(), 1, "{:?}", linked[1]);
    // Where the texts have it both ways, both are meant.
    let both = format!("{named}\n\nThe leviathan dived.\n\nSuch a leviathan!\n");
    let linked = many(lexicon, [both].into_iter());
    assert_eq!(linked[0].1.iter().filter(|id| *id == "leviathan").count(), 3, "{:?}", linked[0]);
}

#[test]
fn what_is_written_small_and_is_another_word_is_not_linked_to_a_name() {
    let more = "They went on to speak of other things at some length. ".repeat(40);
    let text = format!(
        "They signed the Constitution of the land. When the Constitution held, so held the Constitution of the town.\n\nThis would constitute an end.\n\n{more}\n"
    );
    assert_eq!(
        found("- Constitution\n", &text),
        [
            "Constitution=constitution",
            "Constitution=constitution Repeat",
            "Constitution=constitution Repeat",
            "constitute=constitution Doubtful"
        ]
    );
    let german = "---\nlanguage: de\n---\nDer Bericht ist da, denn ein Bericht war nötig, und so kam der Bericht.\n\nDie berichteten Werte sind neu.\n";
    let linked: Vec<String> =
        found("- Bericht\n", german).into_iter().filter(|one| !one.contains(' ')).collect();
    assert_eq!(linked, ["Bericht=bericht"]);
    // A word that is written small itself has its family.
    assert_eq!(
        found("- decryption\n", "The decryption ends.\n\nTo decrypt it takes time.\n"),
        ["decryption=decryption", "decrypt=decryption"]
    );
}

#[test]
fn what_is_recorded_and_what_is_linked_can_be_set() {
    let lexicon = "- id: plan\n";
    let found = |config: &str| found_in(config, lexicon, "The plan.");
    assert_eq!(found(""), ["plan=plan"]);
    assert_eq!(found("confidence: {link: 100}\n"), ["plan=plan Doubtful"]);
    assert_eq!(found("confidence: {record: 100}\n"), [""; 0]);
}

#[test]
fn a_concept_may_have_a_policy_of_its_own() {
    let lexicon = "- id: plan\n  link: first-per-document\n- id: market\n";
    let found = found_in("linking: all\n", lexicon, "The plan, a plan; the market, a market.");
    assert_eq!(found, ["plan=plan", "plan=plan Repeat", "market=market", "market=market"]);
}
