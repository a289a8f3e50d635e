//! Lexicons as people write them, and what becomes of them.

use super::*;

fn read(pairs: &[(&str, &str)]) -> (Lexicon, Vec<Diagnostic>) {
    Lexicon::read(&Sources::from_pairs(pairs.iter().copied()))
}

#[test]
fn a_list_or_a_mapping_or_pages() {
    let (lexicon, diagnostics) = read(&[
        ("seeds/concepts.yaml", "concepts:\n- name: Permanent revolution\n  related: [plan]\n"),
        ("seeds/concepts/plan.md", "---\nname: Planning\n---\nWhat is decided *before*.\n"),
    ]);
    assert_eq!(diagnostics, []);
    let ids: Vec<_> = lexicon.iter().map(|(_, c)| c.id.as_str()).collect();
    assert_eq!(ids, ["permanent-revolution", "plan"]);
    let plan = lexicon.get(ConceptIx(1));
    assert_eq!(plan.definition.as_deref(), Some("What is decided *before*."));
    assert_eq!(plan.related, [ConceptIx(0)]);
    assert_eq!(read(&[("seeds/concepts.yaml", "- id: a\n- id: b\n")]).0.len(), 2);
}

#[test]
fn a_stated_relation_holds_both_ways_and_an_unknown_one_is_said() {
    let (lexicon, diagnostics) = read(&[(
        "seeds/concepts.yaml",
        "- id: state\n- id: bureaucracy\n  broader: [state]\n  related: [stat]\n",
    )]);
    let state = lexicon.by_id("state").map(|ix| lexicon.get(ix).narrower.len());
    assert_eq!(state, Some(1));
    assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `state`?"));
}

#[test]
fn what_does_not_parse_costs_its_concept_and_what_does_not_fit_only_its_key() {
    let text = "- name: State\n  broader: Power\n- name: Power\n  aliases: [might\n- name: Law\n  case: never\n- name: Plan\n";
    for text in [text.to_owned(), format!("concepts:\n{text}")] {
        let (lexicon, diagnostics) = read(&[("seeds/concepts.yaml", text.as_str())]);
        let ids: Vec<_> = lexicon.iter().map(|(_, c)| c.id.as_str()).collect();
        assert_eq!(ids, ["law", "plan", "state"], "{diagnostics:?}");
        let codes: Vec<_> = diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, [Code::Yaml, Code::Yaml, Code::UnknownConcept]);
    }
}

#[test]
fn a_mistyped_key_costs_only_itself() {
    let (lexicon, diagnostics) =
        read(&[("seeds/concepts.yaml", "concepts:\n- name: plan\n  aliass: [x]\n- name: market\n")]);
    assert_eq!(lexicon.len(), 2);
    assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `aliases`?"));
}

#[test]
fn an_editor_may_call_a_concept_by_any_of_its_names() {
    let (lexicon, _) = read(&[(
        "seeds/concepts.yaml",
        "- name: C++\n- name: 'C#'\n  id: c-sharp\n- name: Workers’ state\n  id: state\n  aliases: [the State]\n",
    )]);
    let id = |words| lexicon.find(words).map(|ix| lexicon.get(ix).id.as_str());
    assert_eq!(
        [id("c#"), id("C++"), id("workers' State"), id("the-state")],
        [Some("c-sharp"), Some("c"), Some("state"), Some("state")]
    );
    assert_eq!(id("☃"), None);
}

#[test]
fn the_first_of_two_concepts_with_one_id_is_used() {
    let (lexicon, diagnostics) =
        read(&[("seeds/concepts.yaml", "- id: a\n  name: First\n- id: a\n  name: Second\n")]);
    assert_eq!(lexicon.get(ConceptIx(0)).name, "First");
    assert_eq!(diagnostics[0].code, Code::DuplicateConcept);
}

/// What comes of a lexicon that somebody writes who has read nothing of how it is written.
fn understood(path: &str, text: &str) -> String {
    let (lexicon, diagnostics) = read(&[(path, text)]);
    let mut told = String::new();
    for line in text.lines() {
        told.push_str(&format!("    {line}\n"));
    }
    for (_, concept) in lexicon.iter() {
        let names = |list: &[ConceptIx]| list.iter().map(|ix| lexicon.get(*ix).id.clone()).collect();
        let lists: [(&str, Vec<String>); 6] = [
            ("also", concept.aliases.clone()),
            ("means", concept.definition.iter().cloned().collect()),
            ("broader", names(&concept.broader)),
            ("related", names(&concept.related)),
            ("not", concept.not.clone()),
            ("near", concept.context.any.clone()),
        ];
        told.push_str(&format!("{} = {}", concept.id, concept.name));
        for (what, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            told.push_str(&format!("; {what} {}", list.join(" | ").replace('\n', "\\n")));
        }
        if concept.linked != Linked::ByPolicy {
            told.push_str(&format!("; {:?}", concept.linked));
        }
        told.push('\n');
    }
    for problem in diagnostics {
        let place = problem.place.as_ref().map_or(0, |place| place.start);
        let line = 1 + text[..place].matches('\n').count();
        told.push_str(&format!("! line {line}: {}\n", problem.message));
        told.push_str(&format!("  {}\n", problem.hint.as_deref().unwrap_or("NO HINT")));
    }
    told + "\n"
}

#[test]
fn what_authors_write_is_understood_or_said() {
    let list = [
        // Words alone, and words that look like something else.
        "- Freedom\n- State of nature\n",
        "concepts:\n  - Freedom\n  - name: State\n",
        "- 1984\n- yes\n- Null\n- 1.10\n",
        "- name: 1984\n  aliases: [1984, yes, 3.50, null]\n  definition: 2024\n",
        "- name: Freedom\n  aliases: 1984\n",
        // A name with what is said of it.
        "- Freedom: the power to act\n- State:\n    aliases: [commonwealth]\n- Law: [statute, rule]\n- Plan:\n",
        "- Freedom:\n  aliases: [liberty]\n- Wage:\n  related: Freedom\n",
        "Freedom: the power to act\nState:\n  aliases: commonwealth\n  broader: power\npower: {aliases: [might]}\nLaw:\n",
        "concepts:\n  freedom: {name: Freedom, aliases: [liberty]}\n  Game: it is played\n",
        "name: Freedom\naliases: [liberty]\n",
        "# mine\nfreedom:\n  - liberty\n  - independence\n",
        "[Freedom, State]\n",
        "Name: Freedom\nAlso known as: liberty\nSee also: Freedom\n",
        // Other words for the keys.
        "- prefLabel: Freedom\n  altLabel: [liberty]\n  hiddenLabel: fredom\n",
        "- title: Freedom\n  synonyms: [liberty]\n  description: The power to act.\n  see also: State\n- term: State\n",
        "- name: Freedom\n  alias: liberty\n  aliases: [independence]\n",
        "- name: Freedom\n  context: politics\n  link: no\n  not: [freedom fries]\n",
        // What cannot be understood costs only itself.
        "- nmae: Freedom\n- name: State\n",
        "- name: Freedom\n  aliases: liberty, independence\n",
        "- name: Freedom\n  aliases: [liberty, {to act: so}, [x]]\n  case: never\n  link: sometimes\n  colour: red\n",
        "- name: [Freedom, Liberty]\n- name: State\n  definition: [a, b]\n  related: {a: b}\n  context: {all: x}\n",
        "-\n- [Freedom, State]\n- name: Law\n",
        "Freedom\nState\n",
        "concepts: Freedom\nState:\n  aliases: [x]\n",
        "- name: Freedom: a novel\n- name: State\n",
        "Freedom: the power: to act\nState: a thing\n",
        "concepts:\n  Freedom: the power: to act\n  State: a thing\n",
        "- *Freedom*\n- @home\n- State\n",
        "- name: Freedom\n  aliases: [liberty]\n  aliases: [independence]\n- name: State\n",
        "- name: Freedom\n\taliases: [liberty]\n- name: State\n",
        "- name: Freedom\n aliases: [liberty]\n- name: State\n",
        "- name: \"Freedom\n- name: State\n",
    ];
    let told: String = list.iter().map(|text| understood("seeds/concepts.yaml", text)).collect();
    let pages = [
        "---\nname: Freedom\ntags: [politics]\ntitle: On freedom\nalias: liberty\n---\nThe power to act.\n",
        "---\nname: 1984\naliass: [x]\nrelated: 7\n---\n",
    ];
    let pages: String = pages.iter().map(|text| understood("seeds/concepts/freedom.md", text)).collect();
    insta::assert_snapshot!(format!("{told}{pages}"));
}
