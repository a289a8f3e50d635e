//! A corpus with more of everything than one page shows.

use crate::pipeline;
use crate::site::Files;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// No page is larger than this, however many texts and concepts there are.
const LARGEST: usize = 250_000;

fn files() -> Files {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut lexicon = String::from("- id: plan\n  definition: What shall be done.\n");
    for number in 0..520 {
        let _ = writeln!(lexicon, "- id: idea{number}");
    }
    pairs.push(("seeds/concepts.yaml".to_owned(), lexicon));
    for number in 0..120 {
        let mut text = format!("# Text {number}\n\nA plan, and the plan of another.\n\n");
        for idea in 0..5 {
            let _ =
                write!(text, "Here idea{} is near idea{}. ", number * 4 + idea, (number * 7 + idea) % 520);
        }
        pairs.push((format!("seeds/text-{number:03}.md"), text));
    }
    let long = "The plan of old.\n\n".repeat(400);
    pairs.push(("seeds/long.md".to_owned(), format!("# Long\n\n{long}")));
    let sources = Sources::from_pairs(pairs.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = pipeline::site(pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
    assert_eq!(site.broken_links().expect("the templates are whole"), []);
    site.files().expect("the templates are whole")
}

fn pages(files: &Files) -> BTreeMap<&str, &str> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, html)| (path, std::str::from_utf8(html).expect("pages are UTF-8"))).collect()
}

/// Where the links of a page lead.
fn targets(path: &str, html: &str) -> Vec<String> {
    let hrefs = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let inner = hrefs.filter(|href| !href.starts_with('#') && !href.contains(':'));
    inner.filter_map(|href| crate::corpus::joined(path, href.split('#').next()?)).collect()
}

#[test]
fn no_page_is_too_large_and_links_lead_from_home_to_every_page() {
    let files = files();
    let pages = pages(&files);
    let large: Vec<_> =
        pages.iter().filter(|(path, html)| html.len() > LARGEST && **path != "texts/long.html").collect();
    assert!(
        large.is_empty(),
        "{:?}",
        large.iter().map(|(path, html)| (path, html.len())).collect::<Vec<_>>()
    );
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        if let Some(html) = pages.get(path.as_str())
            && seen.insert(path.clone())
        {
            next.extend(targets(&path, html));
        }
    }
    let lost: Vec<_> = pages.keys().filter(|path| **path != "404.html" && !seen.contains(**path)).collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
    for path in
        ["concepts/plan/2.html", "texts/index/3.html", "texts/index/a-z.html", "concepts/index/2.html"]
    {
        assert!(seen.contains(path), "there is no {path}");
    }
}

#[test]
fn a_page_names_the_first_of_many_and_counts_the_rest() {
    let ideas = |numbers: std::ops::Range<usize>, times: usize| -> String {
        numbers.map(|number| format!("Here is idea{number:02}.\n\n").repeat(times)).collect()
    };
    let lexicon: String = (0..30).map(|number| format!("- id: idea{number:02}\n")).collect();
    let mut pairs = vec![
        ("seeds/concepts.yaml".to_owned(), lexicon),
        ("seeds/much.md".to_owned(), format!("# Much\n\n{}{}", ideas(0..25, 2), ideas(25..30, 1))),
        ("seeds/little.md".to_owned(), format!("# Little\n\n{}{}", ideas(0..4, 2), ideas(4..6, 1))),
    ];
    let others =
        (0..13).map(|text| (format!("seeds/other{text}.md"), format!("# Other {text}\n\nSilence.\n")));
    pairs.extend(others);
    let sources = Sources::from_pairs(pairs.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = pipeline::site(pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
    let files = site.files().expect("the templates are whole");
    let pages = pages(&files);
    let (much, little) = (pages["texts/much.html"], pages["texts/little.html"]);
    assert_eq!(much.matches("<li class=\"crow").count(), 20);
    assert!(much.contains("Less often</p><ul class=\"list once\"><li><a href=\"../concepts/idea20.html\">"));
    assert_eq!(little.matches("<li class=\"crow").count(), 4);
    assert!(
        little.contains("Mentioned once</p><ul class=\"list once\"><li><a href=\"../concepts/idea04.html\">")
    );
    let compared = pages["compare/idea01.html"];
    assert!(compared.contains("13 other texts do not mention it.") && !compared.contains("Other 1"));
}
