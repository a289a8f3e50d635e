//! What is proposed for small texts.

use super::*;
use crate::source::Sources;

fn of(texts: &[&str], lexicon: &str, rejected: &[&str]) -> Suggestions {
    of_language("en", texts, lexicon, rejected)
}

fn of_language(language: &str, texts: &[&str], lexicon: &str, rejected: &[&str]) -> Suggestions {
    let paths: Vec<String> = (0..texts.len()).map(|number| format!("seeds/{number}.md")).collect();
    let pairs = paths.iter().map(String::as_str).zip(texts.iter().copied());
    let sources = Sources::from_pairs(pairs.chain([("seeds/concepts.yaml", lexicon)]));
    let documents = crate::document::documents(&sources).0;
    let lexicon = Lexicon::read(&sources).0;
    let rejected: Vec<String> = rejected.iter().map(|name| (*name).to_owned()).collect();
    let wanted = Wanted { language, rejected: &rejected, top: 20, min_texts: 1 };
    // In the other order: the order of texts must not matter.
    suggest(&documents.iter().rev().map(|document| &**document).collect::<Vec<_>>(), &lexicon, &wanted)
}

fn names(suggestions: &Suggestions) -> Vec<&str> {
    suggestions.proposals.iter().map(|one| one.name.as_str()).collect()
}

const TEXTS: [&str; 2] = [
    "# Permanent revolution\n\nA permanent revolution is a revolution that does not end. The Left Opposition (LO) held this.\n\n\
     The LO of Leon Trotsky fought the bureaucracy, and the bureaucracies fought the LO.\n",
    "# A reply\n\nThe permanent revolution of Trotsky failed. So the bureaucracy said, and so the Left Opposition feared of Trotsky.\n",
];

#[test]
fn terms_are_proposed_with_their_names_and_what_the_text_says_of_them() {
    let suggestions = of(&TEXTS, "", &[]);
    let first = &suggestions.proposals[0];
    assert_eq!(first.name, "permanent revolution");
    assert_eq!(
        first.definition.as_ref().unwrap().words,
        "A permanent revolution is a revolution that does not end."
    );
    assert_eq!(first.broader, ["revolution"]);
    let find =
        |name: &str| suggestions.proposals.iter().find(|one| one.name == name).map(|one| one.aliases.clone());
    assert_eq!(find("Left Opposition"), Some(vec!["LO".to_owned()]));
    assert_eq!(find("Trotsky"), Some(vec!["Leon Trotsky".to_owned()]));
    assert_eq!(find("bureaucracy"), Some(vec![]), "{:?}", names(&suggestions));
}

#[test]
fn what_is_known_or_rejected_is_not_proposed() {
    let suggestions =
        of(&TEXTS, "- name: Bureaucracies\n- name: class\n  not: [LO]\n", &["Permanent Revolutions"]);
    let names = names(&suggestions);
    assert!(
        !names.iter().any(|name| ["bureaucracy", "permanent revolution", "LO"].contains(name)),
        "{names:?}"
    );
    assert!(names.contains(&"Left Opposition"), "{names:?}");
}

#[test]
fn concepts_are_offered_the_aliases_that_they_lack() {
    let lexicon = "- name: Lev Trotsky\n- name: Left Opposition\n";
    let aliases: Vec<_> =
        of(&TEXTS, lexicon, &[]).aliases.into_iter().map(|one| (one.concept, one.add.join(", "))).collect();
    let expected = [("left-opposition", "LO"), ("lev-trotsky", "Trotsky")];
    assert_eq!(aliases, expected.map(|(concept, add)| (concept.to_owned(), add.to_owned())));
}

#[test]
fn chinese_terms_are_cut_where_they_end() {
    let text = "---\nlanguage: zh\n---\n# 继续革命\n\n继续革命是一种理论。官僚阶层反对继续革命。官僚阶层在苏联掌权，苏联的官僚阶层很强。苏联失败了。\n";
    let suggestions = of(&[text], "", &[]);
    let names = names(&suggestions);
    assert!(
        names.contains(&"继续革命") && names.contains(&"官僚阶层") && names.contains(&"苏联"),
        "{names:?}"
    );
    assert!(!names.iter().any(|name| ["续革", "官僚阶", "僚阶层"].contains(name)), "{names:?}");
}

#[test]
fn forms_of_one_word_are_one_proposal() {
    let german = [
        "# Werkzeuge\n\nDas Werkzeug ist alt. Die Werkzeuge liegen im Schrank. Mit den Werkzeugen wird gebaut. Das Debian-Paket und die Debian-Pakete sind alt.\n",
        "# Der Schrank\n\nIm Schrank liegt das Werkzeug. Die Schränke sind voll von Werkzeugen. Ein Werkzeug fehlt. Ein Debian-Paket fehlt, und von den Debian-Paketen bleibt nichts.\n",
    ];
    let found = of_language("de", &german, "", &[]);
    let tools: Vec<_> = found.proposals.iter().filter(|one| one.name.starts_with("Werkzeug")).collect();
    assert_eq!(tools.len(), 1, "{:?}", names(&found));
    let packages = found.proposals.iter().filter(|one| one.name.starts_with("Debian-Paket"));
    assert_eq!(packages.count(), 1, "{:?}", names(&found));
    assert!(tools[0].aliases.iter().any(|alias| alias != "Werkzeug"), "{:?}", tools[0].aliases);
}

#[test]
fn where_nouns_decline_the_nominative_names_them() {
    let russian = [
        "# Системы\n\nВ файловых системах и без файловых систем нет сетей. О сетях файловой системы и о ядре файловых систем здесь. Из сетей в сети.\n",
        "# Файловые системы\n\nФайловая система есть в ядре. От файловой системы до ядра, с файловой системой и в сетях систем. Сеть стоит, сеть лежит.\n",
        "# О сетях\n\nВ сети систем, от сетей и до сетей. Файловая система одна, и ядро одно, а систем в сетях и в ядре много. Для систем, для сетей. Ядро есть.\n",
    ];
    let found = of_language("ru", &russian, "", &[]);
    let names = names(&found);
    for name in ["сеть", "файловая система", "ядро"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let oblique = ["сетей", "файловых систем", "файловой системы", "ядре", "ядра"];
    assert!(!names.iter().any(|name| oblique.contains(name)), "{names:?}");
}

#[test]
fn english_grammar_is_no_concept_of_a_text_in_other_letters() {
    let text = "# الخطة\n\nالخطة، the، كل شيء. المدينة: the؛ هي الخطة، the.\n\nThe، الخطة. المدينة.\n";
    let found = of_language("ar", &[text, text], "", &[]);
    let names = names(&found);
    assert!(names.contains(&"الخطة") && !names.contains(&"the"), "{names:?}");
}

#[test]
fn texts_without_a_term_have_no_proposals() {
    assert_eq!(of(&["It is what it is, and was so."], "", &[]), Suggestions::default());
    assert_eq!(of(&[], "", &[]), Suggestions::default());
}

#[test]
fn what_is_only_said_of_things_is_no_concept() {
    let texts = [
        "# Parser\n\nThe parser was corrected in October. Errors of the parser are now corrected.\n",
        "# Lexer\n\nThe lexer has been corrected in October, and the parser too. A lexer is never quite corrected.\n",
        "# Notes\n\nIn October the lexer and the parser were corrected.\n",
    ];
    let found = of(&texts, "", &[]);
    let names = names(&found);
    assert!(names.contains(&"lexer") && names.contains(&"parser"), "{names:?}");
    assert!(!names.contains(&"corrected"), "{names:?}");
}

#[test]
fn what_a_chapter_is_about_comes_before_a_word_that_is_everywhere() {
    let plain =
        |text: usize, sentence: usize| format!("It has a cable, and the cable has q{text}x{sentence}. ");
    let texts: Vec<String> = (0..12)
        .map(|text| {
            let plain: String = (0..120).map(|sentence| plain(text, sentence)).collect();
            let chapter = format!("\n\n## Tidal lock\n\nThe tidal lock has z{text}. It has a tidal lock.\n");
            format!("# r{text}\n\n{plain}{}", if text < 3 { chapter } else { String::new() })
        })
        .collect();
    let suggestions = of(&texts.iter().map(String::as_str).collect::<Vec<_>>(), "", &[]);
    let place = |name: &str| names(&suggestions).iter().position(|one| *one == name);
    assert!(place("tidal lock").is_some() && place("cable").is_some(), "{:?}", names(&suggestions));
    assert!(place("tidal lock") < place("cable"), "{:?}", names(&suggestions));
}

#[test]
fn the_name_of_a_section_in_text_after_text_is_no_concept() {
    let texts: Vec<String> = (0..8)
        .map(|text| format!("# r{text}\n\n## Synopsis\n\nIt has a walrus, and the walrus has q{text}. It has a synopsis.\n"))
        .collect();
    let suggestions = of(&texts.iter().map(String::as_str).collect::<Vec<_>>(), "", &[]);
    assert_eq!(names(&suggestions).first(), Some(&"walrus"), "{:?}", names(&suggestions));
}

#[test]
fn a_word_that_stands_in_other_names_is_nobodys_surname() {
    let texts = [
        "# One\n\nThe Vice President spoke. An American President heard the Vice President. The President left, and the President came back.\n",
        "# Two\n\nNo American President has met the Vice President in private. The President was asked, and the Vice President with him.\n",
        "# Three\n\nThe Vice President wrote to the President. American ships and American grain were what the President spoke of, and a vice: each vice that he named.\n",
    ];
    let suggestions = of(&texts, "", &[]);
    let aliases: Vec<_> = suggestions.proposals.iter().flat_map(|one| &one.aliases).collect();
    assert!(!aliases.iter().any(|alias| *alias == "President"), "{aliases:?}");
    assert!(names(&suggestions).contains(&"President"), "{:?}", names(&suggestions));
}

const GERMAN: [&str; 2] = [
    "# Werkstatt\n\nIn der Werkstatt liegen die Werkzeuge, und wer die Werkzeuge sucht, der findet ein Werkzeug. Das Mail-Werkzeug ist neu.\n",
    "# Lager\n\nWer ein Werkzeug sucht, der geht in das Lager. Auch die Werkzeuge der Werkstatt und das Mail-Werkzeug sind da.\n",
];

#[test]
fn texts_that_tell_their_language_need_not_have_it_named() {
    let found = of_language("en", &GERMAN, "", &[]);
    let tools: Vec<_> = found.proposals.iter().filter(|one| one.name == "Werkzeug").collect();
    assert_eq!(tools.len(), 1, "{:?}", names(&found));
    assert_eq!(tools[0].aliases, ["Werkzeuge"], "it is named by its base, and *Mail* is no given name");
    assert!(!names(&found).contains(&"die Werkzeuge"), "{:?}", names(&found));
}

#[test]
fn forms_of_two_languages_that_are_written_alike_are_one_alias() {
    let english = "# Tools\n\nThe caches of the kernel are what the kernel reads first. Each of the caches is a cache.\n";
    let french = "# Outils\n\nLes caches du noyau sont ce que le noyau lit en premier, et chacun des caches est un cache. Un cache du noyau est dans les caches.\n";
    let found = of_language("fr", &[english, french, french], "", &[]);
    let cache = found.proposals.iter().find(|one| one.name == "cache").expect("it is proposed");
    assert_eq!(cache.aliases, ["caches"]);
}

#[test]
fn what_is_only_set_as_code_or_part_of_a_programs_name_is_no_concept() {
    let texts = [
        "# Closures\n\nA closure takes `unwrap` and `Frob`. The `Frob` trait has max_depth. A closure is a value, and `unwrap` ends it.\n",
        "# Traits\n\nThe `Frob` trait of a closure has max_depth and calls `unwrap`. Another trait has a depth.\n",
    ];
    let names = names(&of(&texts, "", &[])).join(", ");
    assert!(names.contains("closure") && names.contains("max_depth") && names.contains("trait"), "{names}");
    assert!(!names.contains("unwrap") && !names.contains("Frob"), "{names}");
}

#[test]
fn a_word_of_katakana_is_not_cut() {
    let text = "# ディストリビューション\n\nこのディストリビューションは新しい。別のディストリビューションをインストールする。\n";
    let names = names(&of_language("ja", &[text, text], "", &[])).join(", ");
    assert!(names.contains("ディストリビューション"), "{names}");
    assert!(!names.split(", ").any(|name| name.chars().count() < 6), "{names}");
}

#[test]
fn part_of_a_sentence_that_is_said_again_and_again_is_no_concept() {
    let one = "All stated exchange rates may vary.\n\nA trade union met. Every trade union asked, for a trade union is one.\n";
    let names_of = |texts: &[&str]| -> Vec<String> {
        of(texts, "", &[]).proposals.into_iter().map(|one| one.name).collect()
    };
    let names = names_of(&[
        one,
        "So all stated exchange rates may vary.\n",
        "Yes, all stated exchange rates may vary.\n",
    ]);
    assert!(names.contains(&"trade union".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("stated")), "{names:?}");
}

#[test]
fn what_stands_in_titles_only_and_never_as_one_is_no_concept() {
    let texts = ["budget", "army", "railways", "schools", "harvest"].map(|of| {
        format!(
            "# Opening address in parliament on the {of}\n\nThe trade union asked. A trade union did not.\n"
        )
    });
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let suggestions = of(&texts, "", &[]);
    let names = names(&suggestions);
    assert!(names.contains(&"trade union"), "{names:?}");
    assert!(!names.iter().any(|name| name.to_lowercase().contains("opening address")), "{names:?}");
}

#[test]
fn the_commonest_words_of_a_language_without_a_table_are_grammar() {
    let text = "---\nlanguage: tr\n---\nBu daha çok olarak devlet olan devlet için. Daha çok devlet ve daha çok olan.\n";
    let suggestions = of_language("tr", &[text, text], "", &[]);
    let names = names(&suggestions);
    assert!(names.contains(&"devlet"), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("daha") || name.contains("olan")), "{names:?}");
}
