//! Revisions of small lexicons: what is meant comes about, and every other byte stays.

use super::merge::merge;
use super::rename::{NewName, rename};
use super::*;
use crate::document::slug::slug;
use crate::suggest::entry::Entry;
use crate::suggest::review::Decided;
use proptest::prelude::*;

const LEXICON: &str = r#"# Concepts, by hand.
concepts:

  # The first group
  - id: plan   # not `planning`
    name: "Planning"
    aliases: [ "plan",  'planner' ] # two
    definition: >
      What is decided in [[Market|its]] place,
      beforehand.
    related: [market, state]

  - name: Market
    aliases:
      - markets   # plural
      - bazaar
    related:
      - plan

  # The state
  - name: State
    broader: [ Market ]
    definition: "See [[Planning]]."
"#;

fn sources(pairs: &[(&str, &str)]) -> Sources {
    Sources::from_pairs([("seeds/concepts.yaml", LEXICON)].into_iter().chain(pairs.iter().copied()))
}

fn renamed(sources: &Sources, old: &str, name: &str) -> Result<Sources, Diagnostic> {
    let lexicon = Lexicon::read(sources).0;
    let new = NewName { id: slug(name), name: name.to_owned() };
    let of = lexicon.find(old).expect("the test names one that is there");
    Ok(rename(sources, &lexicon, of, &new)?.applied(sources))
}

fn list(sources: &Sources) -> &str {
    sources.text("seeds/concepts.yaml").unwrap_or("")
}

#[test]
fn a_concept_is_renamed_where_it_is_named_and_nothing_else_is_touched() {
    let after = renamed(&sources(&[]), "plan", "Central planning").unwrap();
    let expected = LEXICON
        .replace("id: plan   #", "id: central-planning   #")
        .replace("name: \"Planning\"\n", "name: Central planning\n    former_ids: [plan]\n")
        .replace("'planner' ]", "'planner', Planning ]")
        .replace("      - plan\n", "      - central-planning\n")
        .replace("[[Planning]]", "[[Central planning]]");
    assert_eq!(list(&after), expected);
}

#[test]
fn a_word_that_stands_without_a_list_is_renamed_and_may_become_one() {
    let lexicon =
        "- name: Plan\n  aliases: scheme\n  broader: Market\n- name: Market\n  aliases:\n  - bazaar\n";
    let sources = Sources::from_pairs([
        ("seeds/concepts.yaml", lexicon),
        ("seeds/a.yaml", "annotations:\n- quote: x\n  concepts: market\n"),
    ]);
    let after = renamed(&sources, "market", "Exchange").unwrap();
    assert!(list(&after).contains("broader: Exchange\n"), "{}", list(&after));
    assert!(list(&after).contains("  - bazaar\n  - Market\n"), "{}", list(&after));
    assert_eq!(after.text("seeds/a.yaml"), Some("annotations:\n- quote: x\n  concepts: exchange\n"));
    let after = renamed(&sources, "plan", "Design").unwrap();
    assert!(list(&after).contains("aliases: [scheme, Plan]\n"), "{}", list(&after));
}

#[test]
fn a_name_without_an_id_makes_the_new_one() {
    let after = renamed(&sources(&[]), "market", "Exchange").unwrap();
    let text = list(&after);
    assert!(text.contains("- name: Exchange\n    former_ids: [market]\n    aliases:\n      - markets   # plural\n      - bazaar\n      - Market\n"), "{text}");
    assert!(text.contains("[[Exchange|its]]") && text.contains("broader: [ Exchange ]"), "{text}");
}

#[test]
fn sidecars_follow_and_seeds_are_left_with_what_they_say() {
    let sidecar = "annotations:\n  - quote: a\n    concepts: [plan, Planning] # both\nmentions:\n  deny:\n    - {quote: a, concept: plan}\n";
    let seed = "---\ntitle: A\n---\nAn [[Planning|idea]] of [[market]].\n";
    let sources = sources(&[("seeds/a.md", seed), ("seeds/a.yaml", sidecar)]);
    let lexicon = Lexicon::read(&sources).0;
    let new = NewName { id: "design".to_owned(), name: "Design".to_owned() };
    let revision = rename(&sources, &lexicon, lexicon.find("plan").unwrap(), &new).unwrap();
    let after = revision.applied(&sources);
    let expected =
        sidecar.replace("[plan, Planning]", "[design, Design]").replace("concept: plan}", "concept: design}");
    assert_eq!(after.text("seeds/a.yaml"), Some(expected.as_str()));
    assert_eq!(after.text("seeds/a.md"), Some(seed));
    assert_eq!(revision.left, ["seeds/a.md:4: Planning"]);
    assert!(Lexicon::read(&after).0.find("Planning").is_some(), "the old words still lead to it");
}

#[test]
fn a_concept_page_is_renamed_in_its_front_matter() {
    let page = "---\nname: Class # x\n---\nMore on [[class]] and [[State]].\n";
    let after = renamed(&sources(&[("seeds/concepts/class.md", page)]), "class", "Social class").unwrap();
    let expected = "---\nname: Social class # x\nid: social-class\naliases: [Class]\nformer_ids: [class]\n---\nMore on [[social-class]] and [[State]].\n";
    let text = after.text("seeds/concepts/class.md").unwrap();
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(sorted(text), sorted(expected));
}

#[test]
fn a_name_that_is_taken_is_refused_and_merging_is_proposed() {
    let problem = renamed(&sources(&[]), "plan", "bazaar").unwrap_err();
    assert!(problem.hint.unwrap().contains("seedbed concept merge plan market"));
}

#[test]
fn a_lexicon_between_brackets_is_refused_whole() {
    let sources = Sources::from_pairs([("seeds/concepts.yaml", "[{name: Plan}, {name: Market}]\n")]);
    assert_eq!(renamed(&sources, "plan", "Design").unwrap_err().code, Code::NotEditable);
}

/// The ways to write a concept that are not `- name: ...`.
const FORMS: [&str; 15] = [
    "- Plan # mine\n- Market\n",
    "concepts:\n  - Plan\n  - Market # mine\n",
    "- 'Plan': what is decided # mine\n- Market: [bazaar, fair]\n",
    "- Plan:\n    definition: what is decided # mine\n- Market:\n  aliases: [bazaar]\n",
    "Plan: # mine\n\n# the other\nMarket:\n",
    "Plan: what is decided # mine\nMarket: where things are sold\n",
    "Plan: |\n  What is decided.\n\n  # no comment\nMarket: >\n  Where things\n  are sold.\n# mine\n",
    "Plan:\n  what is decided # mine\nMarket:\n  - bazaar\n  - fair\n",
    "Plan:\n  aliases: [scheme] # mine\nMarket:\n  related: [plan]\n",
    "concepts:\n  Plan: {aliases: [scheme]} # mine\n  Market: {}\n",
    "plan: {name: Plan}\nmarket: {name: Market, alias: bazaar} # mine\n",
    "- {name: Plan, aliases: [scheme]}\n# mine\n- {name: Market}\n",
    "- title: Plan\n  synonyms: scheme # mine\n- prefLabel: Market\n  altLabel: [bazaar]\n  hiddenLabel: [fair]\n",
    "Plan:\n  definition: |\n    What is decided.\nMarket:\n  definition: >-\n    Where things\n\n    are sold. # mine",
    "- Plan\n- Market",
];

/// Every word of a lexicon but its keys, in order of the alphabet.
fn words_of(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
}

#[test]
fn however_a_concept_is_written_it_can_be_renamed() {
    let mut told = String::new();
    for text in FORMS {
        let sources = Sources::from_pairs([("seeds/concepts.yaml", text)]);
        let mut after = renamed(&sources, "plan", "Central planning").unwrap_or_else(|problem| {
            panic!("{text}: {problem:?}");
        });
        after = renamed(&after, "market", "Exchange").unwrap_or_else(|problem| {
            panic!("{}: {problem:?}", list(&after));
        });
        let (lexicon, problems) = Lexicon::read(&after);
        assert_eq!(problems, [], "{}", list(&after));
        for (old, new) in [("Plan", "central-planning"), ("Market", "exchange")] {
            let concept = lexicon.find(old).map(|ix| lexicon.get(ix).id.clone());
            assert_eq!(concept.as_deref(), Some(new), "{}", list(&after));
        }
        let lost: Vec<String> = words_of(text).difference(&words_of(list(&after))).cloned().collect();
        assert_eq!(lost, [""; 0], "{}", list(&after));
        told.push_str(&format!("{text}\n----\n{}\n========\n", list(&after)));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn however_concepts_are_written_they_can_be_merged_and_added_to() {
    let mut told = String::new();
    for text in FORMS {
        let before = Sources::from_pairs([("seeds/concepts.yaml", text)]);
        let lexicon = Lexicon::read(&before).0;
        let ix = |words| lexicon.find(words).unwrap();
        let merged = merge(&before, &lexicon, ix("plan"), ix("market")).unwrap_or_else(|problem| {
            panic!("{text}: {problem:?}");
        });
        let merged = merged.applied(&before);
        let decided = Decided {
            concepts: vec![Entry {
                name: "Class".to_owned(),
                related: vec!["Market".to_owned()],
                ..Entry::default()
            }],
            aliases: vec![("market".to_owned(), vec!["mart".to_owned()])],
        };
        let lexicon = Lexicon::read(&merged).0;
        let after = accept::accept(&merged, &lexicon, &decided).unwrap_or_else(|problem| {
            panic!("{}: {problem:?}", list(&merged));
        });
        let after = after.applied(&merged);
        let (lexicon, problems) = Lexicon::read(&after);
        assert_eq!(problems, [], "{}", list(&after));
        let found = ["plan", "Plan", "mart", "class"]
            .map(|words| lexicon.find(words).map(|ix| lexicon.get(ix).id.as_str()));
        assert_eq!(
            found,
            [Some("market"), Some("market"), Some("market"), Some("class")],
            "{}",
            list(&after)
        );
        let lost: Vec<String> = words_of(text).difference(&words_of(list(&after))).cloned().collect();
        assert_eq!(lost, [""; 0], "{}", list(&after));
        told.push_str(&format!("{text}\n----\n{}\n========\n", list(&after)));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_file_that_is_one_concept_becomes_a_list_when_another_is_accepted() {
    let text = "# mine\nname: Market\ndefinition: |\n  Where things\n\n  are sold.\n";
    let sources = Sources::from_pairs([("seeds/concepts.yaml", text)]);
    let lexicon = Lexicon::read(&sources).0;
    let decided = Decided {
        concepts: vec![Entry { name: "Plan".to_owned(), ..Entry::default() }],
        aliases: Vec::new(),
    };
    let after = accept::accept(&sources, &lexicon, &decided).unwrap().applied(&sources);
    let expected =
        "# mine\n- name: Market\n  definition: |\n    Where things\n\n    are sold.\n\n- name: Plan\n";
    assert_eq!(list(&after), expected);
}

#[test]
fn of_two_concepts_one_is_left_and_nothing_is_lost() {
    let sources = sources(&[(
        "seeds/a.yaml",
        "annotations:\n  - {quote: a, concepts: [plan, state]}\n  - {quote: b, concepts: [market, plan]}\n",
    )]);
    let lexicon = Lexicon::read(&sources).0;
    let (plan, market) = (lexicon.find("plan").unwrap(), lexicon.find("market").unwrap());
    let after = merge(&sources, &lexicon, plan, market).unwrap().applied(&sources);
    let merged = Lexicon::read(&after).0;
    assert_eq!(merged.len(), 2);
    let market = merged.get(merged.find("market").unwrap());
    assert_eq!(market.aliases, ["markets", "bazaar", "Planning", "plan", "planner"]);
    assert_eq!(market.former_ids, ["plan"]);
    assert_eq!(market.related.len(), 1, "the relation to the state came along");
    assert!(
        list(&after).contains("    #         What is decided in [[Market|its]] place,\n"),
        "{}",
        list(&after)
    );
    let sidecar = after.text("seeds/a.yaml").unwrap();
    assert!(sidecar.contains("[market, state]") && sidecar.contains("[market]"), "{sidecar}");
}

#[test]
fn a_page_that_is_merged_goes_and_its_text_stays() {
    let page = "---\nname: Class\nrelated: [state]\n---\nA long definition.\n";
    let sources = sources(&[("seeds/concepts/class.md", page)]);
    let lexicon = Lexicon::read(&sources).0;
    let ix = |words| lexicon.find(words).unwrap();
    let after = merge(&sources, &lexicon, ix("class"), ix("plan")).unwrap().applied(&sources);
    assert_eq!(after.text("seeds/concepts/class.md"), None);
    assert!(list(&after).contains("#   A long definition.\n"));
}

#[test]
fn what_is_accepted_stands_at_the_end_and_aliases_where_they_belong() {
    let entry = Entry {
        name: "Class".to_owned(),
        related: vec!["State".to_owned(), "unknown".to_owned()],
        ..Entry::default()
    };
    let decided = Decided {
        concepts: vec![entry],
        aliases: vec![("market".to_owned(), vec!["mart: small".to_owned()])],
    };
    let sources = sources(&[]);
    let lexicon = Lexicon::read(&sources).0;
    let after = accept::accept(&sources, &lexicon, &decided).unwrap().applied(&sources);
    let expected = LEXICON.replace("      - bazaar\n", "      - bazaar\n      - \"mart: small\"\n");
    assert_eq!(list(&after), format!("{expected}\n  - name: Class\n    related: [state]\n"));
}

#[test]
fn the_first_accepted_concept_makes_the_file() {
    let sources = Sources::from_pairs([("seeds/a.txt", "A plan.\n")]);
    let decided = Decided {
        concepts: vec![Entry { name: "plan".to_owned(), ..Entry::default() }],
        aliases: Vec::new(),
    };
    let after = accept::accept(&sources, &Lexicon::default(), &decided).unwrap().applied(&sources);
    assert_eq!(list(&after), "# The concepts of these texts.\n\n- name: plan\n");
}

#[test]
fn a_preview_shows_the_lines_that_change() {
    let sources = sources(&[]);
    let lexicon = Lexicon::read(&sources).0;
    let new = NewName { id: "state".to_owned(), name: "The state".to_owned() };
    let revision = rename(&sources, &lexicon, lexicon.find("state").unwrap(), &new).unwrap();
    insta::assert_snapshot!(revision.preview(&sources));
}

/// Ways to write a lexicon of two concepts and a relation, with what people put around it.
fn written_lexicon() -> impl Strategy<Value = String> {
    let comment = || prop::sample::select(vec!["", "  # a comment", " # é [x]"]);
    let aliases = prop::sample::select(vec![
        "",
        "  aliases: []\n",
        "  aliases: [one, 'two']\n",
        "  aliases:\n    - one # x\n    - \"two\"\n",
        "  aliases:\n  - one\n",
    ]);
    let related = prop::sample::select(vec!["", "  related: [alpha]\n", "  related:\n    - Alpha\n"]);
    let id = prop::sample::select(vec!["- name: Alpha", "- id: alpha\n  name: 'Alpha'", "- id: \"alpha\""]);
    let tail = prop::sample::select(vec!["", "\n# the end\n", "\n\n"]);
    (id, comment(), aliases, related, comment(), tail).prop_map(|(id, first, aliases, related, second, tail)| {
        format!("# head\n{id}{first}\n{aliases}\n- name: Beta{second}\n{related}  definition: |\n    See [[alpha]].\n{tail}")
    })
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_lexicon_but_for_the_way(text in written_lexicon()) {
        let before = Sources::from_pairs([("seeds/concepts.yaml", text.as_str())]);
        let lexicon = Lexicon::read(&before).0;
        let name = lexicon.get(lexicon.find("alpha").unwrap()).name.clone();
        let there = renamed(&before, "alpha", "Gamma ray").unwrap();
        let back = renamed(&there, "gamma-ray", &name).unwrap();
        let mut meant = Meant::of(&lexicon);
        let alpha = &mut meant.concepts.get_mut("alpha").unwrap().concept;
        alpha.aliases.push("Gamma ray".to_owned());
        alpha.former_ids.push("gamma-ray".to_owned());
        let came = Meant::of(&Lexicon::read(&back).0);
        // `[[alpha]]` may come back as `[[Alpha]]`: both are names of the concept.
        let plain = |mut meant: Meant| { meant.change_definitions(str::to_lowercase); meant };
        prop_assert_eq!(plain(came), plain(meant));
    }

    #[test]
    fn an_edit_keeps_every_line_that_it_does_not_mean(text in written_lexicon()) {
        let before = Sources::from_pairs([("seeds/concepts.yaml", text.as_str())]);
        let after = renamed(&before, "alpha", "Gamma ray").unwrap();
        let kept = |line: &&str| !line.to_lowercase().contains("alpha") && !line.contains("aliases");
        let mut lines = list(&after).lines();
        for line in text.lines().filter(kept) {
            prop_assert!(lines.any(|other| other == line), "{line:?} is gone from\n{}", list(&after));
        }
    }
}
