//! What is found in a text, and what becomes a link: one case a line.

mod case_table;

use crate::pipeline::understand;
use crate::source::Sources;

/// The mentions in one Markdown text: the words as they stand, the concept, and why it is no link.
fn found_in(config: &str, lexicon: &str, text: &str) -> Vec<String> {
    let files = [("seedbed.yaml", config), ("seeds/concepts.yaml", lexicon), ("seeds/a.md", text)];
    let corpus = understand(&Sources::from_pairs(files)).corpus;
    let text = &corpus.texts[0];
    let said = text.mentions.iter().map(|mention| {
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
