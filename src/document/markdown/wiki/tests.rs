//! The source of wiki pages under a name of plain text.

use super::super::read_text;
use super::super::tests::{nothing_is_lost, passages, tree_of};
use proptest::prelude::*;

#[track_caller]
fn sees(text: &str, expected: &str) {
    let parsed = read_text("a.txt", text).0.parsed;
    let seen = passages(&parsed);
    let seen: Vec<&str> = seen.lines().collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(seen, expected, "{}", tree_of(&parsed));
    nothing_is_lost(text, &parsed, str::to_owned);
}

const MEDIA: &str = "{{Infobox lock
| name = Upper lock
| built = {{start date|1843}}
}}
[[File:gate.jpg|thumb|right|The gate of the [[upper lock]] in spring]]
The '''upper lock''' is a ''pound lock'' on the [[River Moor|Moor]], built by [[Ada Keeper]]{{'}}s father.<ref name=\"moor\">{{cite book |last=Oar |first=Ben |title=The Moor |url=https://example.org/moor |access-date=2 May 2020}}</ref> It is {{convert|12|m|ft}} long.<!-- check -->

== History ==
=== Before the flood ===
It was ''''the'''' lock.<ref name=moor/><ref>So she said.</ref>
* gates
** upper one
** lower one
*: of oak
# first
# second
; pound: the water between the gates
; sill
: what the gate rests on

{| class=\"wikitable\"
|+ Boats
! Year !! Boats
|-
| 1843 || align=\"right\" | [[Barge|12]]
|-
| 1844
| 14
|}
 boat --open
 boat --close
<syntaxhighlight lang=\"c\">
int gate;
</syntaxhighlight>
<blockquote>
Nobody has counted ''them''.
</blockquote>
See [https://example.org the register].
== Notes ==
{{reflist}}
[[Category:Locks]]
[[de:Schleuse]]
";

#[test]
fn mediawiki_is_read() {
    let parsed = read_text("a.txt", MEDIA).0.parsed;
    insta::assert_snapshot!(format!("{}\n{}", tree_of(&parsed), passages(&parsed)));
    nothing_is_lost(MEDIA, &parsed, str::to_owned);
    let rules: Vec<&str> =
        read_text("a.txt", MEDIA).0.decisions.iter().map(|decision| decision.rule).collect();
    assert!(rules.contains(&"a heading of MediaWiki"), "{rules:?}");
}

#[test]
fn dokuwiki_is_read() {
    sees(
        "====== Locks ======\nThe **upper** //lock// of the [[river:moor|Moor]] and [[doku>Sill]].((So she said.)) See [[https://example.org|the register]] or http://example.org/a//b.\n\n===== Gates =====\n  * upper\n    * of ''oak''\n  * lower\n  - first\n  - second\n\n^ Year ^ Boats ^\n| 1843 | 12 |\n\n> Nobody counted.\n> Nobody.\n\n<code c>\nint gate;\n</code>\n\n  boat --open\n\n{{gate.jpg?200|The gate}} %%**so**%% one \\\\ two\n~~NOTOC~~\n",
        r#"heading1 "Locks"
        paragraph0 "The upper lock of the Moor and Sill. See the register or http://example.org/a//b." strong="upper" emphasis="lock" link(https://example.org)="the register" link(http://example.org/a//b)="http://example.org/a//b" note0[1]@36
        heading2 "Gates"
        item1 "upper"
        item2 "of oak" code="oak"
        item1 "lower"
        item1 "first"
        item1 "second"
        table0 "Year"
        table0 "Boats"
        table0 "1843"
        table0 "12"
        quote1 "Nobody counted. Nobody."
        code0 "int gate;" language(c)="int gate;"
        code0 "boat --open"
        paragraph0 "The gate **so** one \ntwo"
        note0 "So she said.""#,
    );
}

#[test]
fn textile_is_read() {
    sees(
        "h1. Locks\n\nThe *upper* _lock_ of the \"Moor\":https://example.org/moor.[1]\nA second line with @code@ and 2 * 3 * 4.\n\nh2(#gates). Gates\n\n* upper\n** of oak\n# first\n\nbq. Nobody has counted.\n\n|_. Year|_. Boats|\n|1843|12|\n\nbc. int gate;\n\nfn1. So she said.\n",
        r#"heading1 "Locks"
        paragraph0 "The upper lock of the Moor.\nA second line with code and 2 * 3 * 4." strong="upper" emphasis="lock" link(https://example.org/moor)="Moor" code="code" note0[1]@27
        heading2 "Gates"
        item1 "upper"
        item2 "of oak"
        item1 "first"
        quote1 "Nobody has counted."
        table0 "Year"
        table0 "Boats"
        table0 "1843"
        table0 "12"
        code0 "int gate;"
        note0 "So she said.""#,
    );
}

#[test]
fn tiddlywiki_is_read() {
    sees(
        "created: 20200502101112000\ntags: locks\ntitle: Locks\n\n! Gates\nThe ''upper'' //lock// of the [[Moor|River Moor]] and [[Ada]].\n\n* upper\n** of oak\n\n!! Boats\n<<<\nNobody has counted.\n<<<\n```\nint gate;\n```\n|!Year|!Boats|\n|1843|12|\n<<list-links \"[tag[locks]]\">>\n",
        r#"heading1 "Locks"
        heading2 "Gates"
        paragraph0 "The upper lock of the Moor and Ada." strong="upper" emphasis="lock"
        item1 "upper"
        item2 "of oak"
        heading3 "Boats"
        quote1 "Nobody has counted."
        code0 "int gate;"
        table0 "Year"
        table0 "Boats"
        table0 "1843"
        table0 "12""#,
    );
}

#[test]
fn other_texts_are_none() {
    for text in [
        "Locks\n\n== Upper ==\n\nThe gate.\n\n== Lower ==\n\nThe sill.\n",
        "# Locks\n\nSee [[gate]] and [[sill|the sill]].\n\n## Upper\n\n## Lower\n\n- one\n",
        "def f():\n    '''A lock.'''\n    return {{'a': [[1]]}}\n",
        "! A comment\n! Another one\n      PROGRAM LOCK\n! A third\n",
        "if [[ -f $a ]]; then\n  echo ''\nfi\n[[ $b ]] && exit\n",
        "p. 12 and h. 3\n\nh1 is high.\n\nSee p. 14.\n",
        "======\nLocks\n======\n\n==== ====\nA    B\n==== ====\n",
    ] {
        assert!(super::read("a.txt", text).is_none(), "{text}");
    }
}

/// Pieces of which such texts are made, and some that belong to nothing.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "== A ==\n",
    "====== B ======\n",
    "=c=\n",
    "* item ",
    "** deep\n",
    "#: more\n",
    ": said\n",
    "; term: what\n",
    "  * doku\n",
    "    - deep\n",
    "'''",
    "''",
    "'''''",
    "[[",
    "]]",
    "|",
    "{{",
    "}}",
    "[[File:g.jpg|thumb|a caption]]",
    "[[Category:X]]\n",
    "[[de:Y]]",
    "[[page|words]]",
    "{{quote|words|who}}\n",
    "{{cite|a=b|c=d|e=f}}",
    "{{convert|1|m}}",
    "<ref>",
    "</ref>",
    "<ref name=n>",
    "<ref name=\"n\"/>",
    "<references>\n",
    "</references>\n",
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "{|\n",
    "|}\n",
    "|-\n",
    "! head !! two\n",
    "| cell || b\n",
    "|+ cap\n",
    " set in\n",
    "<pre>\n",
    "</pre>\n",
    "<code c>\n",
    "</code>",
    "<blockquote>\n",
    "</blockquote>\n",
    "----\n",
    "((",
    "))",
    "%%",
    "//",
    "**",
    "__",
    "\\\\ ",
    "^ h ^\n",
    "| d | e |\n",
    "> q\n",
    ">> qq\n",
    "h2. T\n",
    "bq. Q\n",
    "bq.. Q\n",
    "bc. code\n",
    "fn1. note\n",
    "[1]",
    "\"w\":http://e.org ",
    "@c@",
    "|_. a|b|\n",
    "- t := d\n",
    "! H\n",
    "!! HH\n",
    "<<<\n",
    "<<m>>",
    "```\n",
    "|!a|b|h\n",
    "|c|c\n",
    "[img[x]]",
    "prose of the text ",
    "<b>&amp;</b>",
    "`",
    "é中\u{a0}",
    "*",
    "_",
    "1. one\n",
    "~~",
    "<br>",
    "&nbsp;",
    "\t",
    "http://e.org/a_b ",
    "[http://e.org w]",
    "{{reflist|refs=\n",
];

#[test]
fn a_number_behind_what_is_not_shown_is_no_item() {
    let text = "== A ==\n'''b''' [[c|d]]\n== E ==\n<ref name=n>[[de:Y]]1. one</ref>\n\n[[de:Y]]2) two\n";
    let parsed = read_text("a.txt", text).0.parsed;
    let words: Vec<&str> = parsed.passages.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(words, ["A", "b d", "E", "", "2) two", "1. one"]);
}

proptest! {
    /// Every letter is in a passage or among what is said to be removed, whatever wiki it is of.
    #[test]
    fn no_word_is_lost(which in 0usize..4, picked in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let head = [
            "== A ==\n'''b''' [[c|d]]\n== E ==\n",
            "====== A ======\n[[c]] **d**\n  * e\n  * f\n===== G =====\n",
            "h1. A\n\nh2. B\n\n",
            "title: A\ntags: b\ncreated: 2\n\n! C\n[[d]]\n! E\n",
        ][which];
        let text = format!("{head}{}", picked.concat());
        assert!(super::read("a.txt", head).is_some());
        let (recovery, _) = read_text("a.txt", &text);
        let counted = |words: &str| words.replace("&amp;", "").replace("&nbsp;", "");
        nothing_is_lost(&text.replace("&nbsp;", "      "), &recovery.parsed, counted);
    }
}

#[test]
fn hostile_signs_are_read_in_time() {
    let heads = [
        "== A ==\n[[b|c]]\n== D ==\n",
        "====== A ======\n[[c]] **d**\n  * e\n  * f\n",
        "h1. A\n\nh2. B\n\n",
        "! A\n[[b]]\n! C\n",
    ];
    let pieces = [
        "''a ",
        "{{a",
        "[[",
        "<ref>",
        "<ref name=a>b",
        "((",
        "<<",
        "* a\n",
        "****a\n",
        "{|\n",
        "|a|b|\n",
        "**a",
        "\"a",
        "[a",
        "<!--",
        "<pre>\n",
        "<b>",
        ":a\n",
    ];
    for (head, piece) in heads.iter().flat_map(|head| pieces.iter().map(move |piece| (head, piece))) {
        let text = format!("{head}{}", piece.repeat(30_000 / piece.len()));
        assert!(!read_text("a.txt", &text).0.parsed.passages.is_empty(), "{piece}");
    }
}
