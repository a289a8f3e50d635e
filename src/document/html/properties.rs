//! What holds for any bytes at all: no panic, no word lost or doubled, no mark off its place.

use super::read;
use crate::document::Parsed;
use html5gum::{State, Token, Tokenizer};
use proptest::prelude::*;

/// The letters and digits of all text between tags, by the tokenizer alone.
fn letters_between_tags(html: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let mut tokens = Tokenizer::new(html);
    let mut foreign = 0;
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::String(words) => {
                letters.extend(String::from_utf8_lossy(&words).chars().filter(|c| c.is_alphanumeric()))
            }
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                foreign += u32::from(name == "svg" || name == "math");
                let state = match name.as_str() {
                    "title" | "textarea" => State::RcData,
                    "script" => State::ScriptData,
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => State::RawText,
                    "plaintext" => State::PlainText,
                    _ => continue,
                };
                // Within drawings such elements hold markup; the pieces below do not mix the two.
                if foreign == 0 {
                    tokens.set_state(state);
                }
            }
            Token::EndTag(tag) if matches!(&tag.name[..], b"svg" | b"math") => foreign = 0,
            _ => {}
        }
    }
    letters.sort_unstable();
    letters
}

fn letters_of(parsed: &Parsed) -> Vec<char> {
    let kept = parsed.passages.iter().map(|passage| passage.text.as_str());
    let removed = parsed.removed.iter().map(|removed| removed.text.as_str());
    let mut letters: Vec<char> =
        kept.chain(removed).flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// Every letter is in one passage or one list entry, and every place is one of the seed.
pub fn nothing_is_lost(html: &str) {
    let (reading, _) = read("seed.html", html);
    let parsed = &reading.parsed;
    assert_eq!(
        letters_between_tags(html).iter().collect::<String>(),
        letters_of(parsed).iter().collect::<String>(),
        "{html:?}\n{:#?}\n{:#?}",
        parsed.passages.iter().map(|passage| &passage.text).collect::<Vec<_>>(),
        parsed.removed
    );
    for passage in &parsed.passages {
        assert!(html.get(passage.source.clone()).is_some(), "{passage:?}");
        for mark in &passage.marks {
            assert!(
                passage.text.get(mark.span.clone()).is_some_and(|words| !words.is_empty()),
                "{passage:?}"
            );
        }
        assert!(passage.atoms.iter().all(|atom| passage.text.is_char_boundary(atom.at)), "{passage:?}");
    }
    assert!(parsed.removed.iter().all(|removed| html.get(removed.source.clone()).is_some()));
    assert!(reading.decisions.iter().all(|decision| html.get(decision.source.clone()).is_some()));
    every_passage_stands_once(parsed);
}

fn every_passage_stands_once(parsed: &Parsed) {
    let mut parsed = parsed.clone();
    let mut stands = vec![0; parsed.passages.len()];
    if let Some(title) = parsed.title {
        stands[title.0 as usize] += 1;
    }
    let notes = parsed.notes.iter_mut().map(|note| &mut note.blocks);
    for blocks in std::iter::once(&mut parsed.body).chain(notes) {
        crate::document::each_passage(blocks, &mut |ix| stands[ix.0 as usize] += 1);
    }
    assert!(stands.iter().all(|count| *count == 1), "{stands:?} {parsed:#?}");
}

/// Pieces that real pages are made of.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol start=3 type=a>",
    "</ol>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href='#fn1'>1</a>",
    "<sup><a href=\"#n1\" id=r1>[1]</a></sup>",
    "<li id=fn1>A note <a href=#r1>↩</a></li>",
    "<p id=n1>[1] Another",
    "<a href=x>link",
    "</a>",
    "<a name=n1></a>",
    "[<a href=#n1>2</a>]",
    "<h1>",
    "</h1>",
    "<h2 id=x>",
    "</h2>",
    "<h4>",
    "</h4>",
    "<table>",
    "<tr>",
    "<td>",
    "<th colspan=3>",
    "<td rowspan=2>",
    "</td>",
    "</tr>",
    "</table>",
    "<caption>",
    "<thead>",
    "<tbody>",
    "<tbody hidden>",
    "<tr hidden>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<br>",
    "<hr>",
    "<img src=a.png alt=pic>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<nav>",
    "</nav>",
    "<main>",
    "</main>",
    "<article>",
    "</article>",
    "<aside>",
    "</aside>",
    "<footer>",
    "</footer>",
    "<header>",
    "<span class=sidenote>",
    "<span>",
    "</span>",
    "<div class=sidebar>",
    "<div class=footnotes>",
    "<div hidden>",
    "<section class=poem>",
    "<title>Some words | Site</title>",
    "<script>let a = '<b>';</script>",
    "<style>.c1{font-weight:700}</style>",
    "<!-- no -->",
    "<select><option>",
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>",
    "<ul class=\"lst-kix_a-1\">",
    "<math><mi>x</mi><annotation>x^2</annotation></math>",
    "<div class=\"admonition note\"><p class=admonition-title>Note</p>",
    "<details><summary>",
    "<ruby>",
    "<rt>",
    "<q>",
    "&amp;",
    "&nbsp;",
    "&lt;",
    "&",
    "<",
    ">",
    "\n",
    " ",
    "words",
    "more words, which go on for a while and end as a sentence does.",
    "Notes",
    "Contents",
    "next",
    "é",
    "1",
    "<html lang=en>",
    "<body>",
    "</body>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_its_words(html in "\\PC{0,200}") {
        nothing_is_lost(&html);
    }

    #[test]
    fn any_tags_keep_their_words(html in "(<[/!?]?[a-dpq]{0,2}[ =\"'>a]{0,4}|[a-c&;# \\n]|--|é){0,60}") {
        nothing_is_lost(&html);
    }

    #[test]
    fn pages_of_real_pieces_keep_their_words(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        nothing_is_lost(&pieces.concat());
    }
}
