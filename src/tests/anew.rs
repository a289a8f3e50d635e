//! What is made anew after an edit is what is made of the same files with no memory, byte for byte.

use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::{self, Memory, Understood};
use crate::source::Sources;
use proptest::prelude::*;

/// Files that an editor has open, and what they may hold: `None` is no such file.
const FILES: &[(&str, &[Option<&str>])] = &[
    (
        "seeds/a.md",
        &[
            Some(
                "# A\n\nThe plan of a market.[^1]\n\n## More\n\nA plan is a list of what is to be done.\n\n[^1]: A note on planning.\n",
            ),
            Some("# A\n\nThe plan of the markets, see [b](b.txt#head) and [[plan]].\n"),
            Some(
                "---\nslug: other\norder: 2\n---\n# Head\n\nPlan, plan, plan. Die Planung ist alles, und der Markt ist nichts.\n",
            ),
            None,
        ],
    ),
    (
        "seeds/b.txt",
        &[
            Some(
                "Head\n\nA market is where things are sold. The economy is another thing.\n\nThe plan was made.\n",
            ),
            Some(
                "Head\n\nThe plan was made.\n\nA market is where things are sold. The economy is another thing.\n",
            ),
            Some("Another head\n\nThe plan was made.\n"),
            None,
        ],
    ),
    (
        "seeds/sub/b2.txt",
        &[
            None,
            Some(
                "Head\n\nA market is where things are sold. The economy is another thing.\n\nThe plan was made.\n",
            ),
        ],
    ),
    ("seeds/c.html", &[None, Some("<h1>C</h1><p>The <b>market</b> and the <a href='a.md'>plan</a>.</p>")]),
    (
        "seeds/b.yaml",
        &[
            None,
            Some(
                "title: Given\nannotations:\n- quote: things are sold\n  kind: disputes\n  with: {text: a, quote: The plan}\n  concepts: [market]\n",
            ),
            Some("linking: none\ncorrections:\n- {quote: sold, read: bought}\n"),
            Some("draft: true\n"),
        ],
    ),
    (
        "seeds/concepts.yaml",
        &[
            Some(
                "- id: plan\n  name: Plan\n  related: [market]\n- id: market\n  definition: Where a plan is of no use.\n",
            ),
            Some(
                "- id: plan\n  name: Plan\n  aliases: [list]\n- id: market\n- id: economy\n  former_ids: [market-economy]\n",
            ),
            Some("- id: plan\n- id: planning\n  aliases: [plan]\n  link: false\n"),
            None,
        ],
    ),
    ("seeds/concepts/thing.md", &[None, Some("---\nname: Thing\n---\nWhat is *sold* on a market.\n")]),
    (
        "seedbed.yaml",
        &[
            None,
            Some("title: T\nbase-url: https://a.example/\norder: [b, a]\n"),
            Some("language: de\nlinking: all\n"),
            Some("order: [nobody]\nconfidence: {record: 50, link: 90}\nchecks: {broken-link: error}\n"),
        ],
    ),
    ("templates/404.html", &[None, Some("gone: {{ frame.site }}")]),
    ("static/style.css", &[None, Some("p { color: red }")]),
    ("seeds/p.png", &[None, Some("no picture")]),
    ("suggestions.yaml", &[None, Some("")]),
];

/// So many texts that none is few, for most of the files above are then judged as before.
fn others() -> impl Iterator<Item = (String, String)> {
    (0..32).map(|number| {
        let text = format!(
            "Text {number}\n\nA word on the {} of number {number}.\n",
            ["plan", "market", "sea"][number % 3]
        );
        (format!("seeds/more/{number}.txt"), text)
    })
}

fn edit() -> impl Strategy<Value = (usize, usize)> {
    (0..FILES.len()).prop_flat_map(|file| (Just(file), 0..FILES[file].1.len()))
}

/// The site and all that is said of the corpus.
fn whole(sources: &Sources, memory: &mut Memory) -> (crate::site::Files, String) {
    let Understood { corpus, diagnostics, naming } = pipeline::understand_anew(sources, memory, &|_| {});
    let ledger = naming.ledger();
    let site = pipeline::site_anew(corpus, sources, memory).expect("the templates are whole");
    (site.files().expect("the templates are whole"), format!("{diagnostics:#?}\n{ledger}"))
}

/// What is said, and the ledger, when the passages are named by the ledger of a build of the same files: the command
/// line relies on that to leave an unchanged site as it is without looking into its texts.
fn again(sources: &Sources, ledger: &str) -> (Vec<Diagnostic>, String) {
    let sources = sources.clone().with(crate::anchor::LEDGER, Some(ledger.to_owned()));
    let Understood { diagnostics, naming, .. } = pipeline::understand(&sources);
    (diagnostics, naming.ledger())
}

/// All but that passages are gone, which the ledger knows from then on.
fn said_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.into_iter().filter(|one| one.code != Code::AnchorLost).collect()
}

/// How many scripts of edits: each takes a second.
#[allow(clippy::disallowed_methods, reason = "a full run is asked for in the environment")]
fn scripts() -> u32 {
    std::env::var("SEEDBED_EDITS").ok().and_then(|asked| asked.parse().ok()).unwrap_or(10)
}

proptest! {
    // `SEEDBED_EDITS=200` makes as many scripts of edits.
    #![proptest_config(ProptestConfig::with_cases(scripts()))]

    #[test]
    fn an_edit_gives_what_a_clean_build_gives(few in any::<bool>(), keeps in any::<bool>(), edits in prop::collection::vec(edit(), 1..10)) {
        let mut sources = Sources::default();
        for (path, versions) in FILES {
            sources = sources.with(path, versions[0].map(str::to_owned));
        }
        if !few {
            for (path, text) in others() {
                sources = sources.with(&path, Some(text));
            }
        }
        let mut memory = Memory::default();
        whole(&sources, &mut memory);
        for (file, version) in edits {
            let (path, versions) = FILES[file];
            sources = sources.with(path, versions[version].map(str::to_owned));
            let (site, said) = whole(&sources, &mut memory);
            let (clean, clean_said) = whole(&sources, &mut Memory::default());
            prop_assert_eq!(said, clean_said, "after {} became version {}", path, version);
            for (path, content) in clean.iter() {
                prop_assert!(site.get(path) == Some(content), "{} is other than clean", path);
            }
            prop_assert_eq!(site.iter().count(), clean.iter().count());
            let first = pipeline::understand(&sources);
            let ledger = first.naming.ledger();
            prop_assert_eq!(again(&sources, &ledger), (said_once(first.diagnostics), ledger.clone()), "after {}", path);
            if keeps {
                sources = sources.with(crate::anchor::LEDGER, Some(ledger));
            }
        }
    }
}
