//! Outlines of Org, by name and by their signs.

use super::super::read_text;
use super::super::tests::{nothing_is_lost, passages};
use crate::document::markdown_out::markdown;

#[track_caller]
fn sees(text: &str, expected: &str) {
    let seen = passages(&read_text("a.org", text).0.parsed);
    let seen: Vec<&str> = seen.lines().collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(seen, expected);
}

/// The same as Markdown.
#[track_caller]
fn holds(text: &str, expected: &str) {
    assert_eq!(markdown(&read_text("a.org", text).0.parsed).trim_end(), expected);
}

const TEXT: &str = "#+TITLE: Notes on the locks\n#+AUTHOR: Ada Keeper\n#+DATE: <2021-03-04 Thu>\n#+OPTIONS: toc:nil\n\n* TODO [#A] Introduction :river:\n:PROPERTIES:\n:CUSTOM_ID: intro\n:END:\nThe gates were built in the year of the flood.[fn:1]\n** What to mend\nSCHEDULED: <2021-03-05 Fri>\n- the upper gate\n- the lower gate\n\n* Code\n#+BEGIN_SRC python\n# not a comment\ndef open(gate):\n    return gate\n#+END_SRC\n\n#+BEGIN_QUOTE\nNobody has counted the boats.\n#+END_QUOTE\n# a comment\n\n* Footnotes\n\n[fn:1] It is not known which.\n";

#[test]
fn an_outline_is_read_with_all_that_it_holds() {
    holds(
        TEXT,
        "# Notes on the locks

## TODO Introduction {#intro}

The gates were built in the year of the flood.[^1]

### What to mend

- the upper gate
- the lower gate

## Code

```python
# not a comment
def open(gate):
    return gate
```

> Nobody has counted the boats.

[^1]: It is not known which.",
    );
    let found = read_text("a.txt", TEXT).0.parsed.found;
    assert_eq!(found.authors, ["Ada Keeper"]);
    assert_eq!(found.date.as_deref(), Some("2021-03-04"));
}

#[test]
fn signs_amid_words_are_marks_links_and_formulas() {
    sees(
        "The *upper* gate, /slow/ and =a_b= or ~c*d~, +not+ so; see [[https://example.org/a_b][the /plan/]], [[https://example.org]] and <https://example.net>.\n\nNo 2*3*4, a/b/c, snake_case or 5 = 6 = 7. \\alpha \\to x^{2}, H_{2}O and $a_1 + b$, but $5 and $6.",
        "paragraph0 \"The upper gate, slow and a_b or c*d, not so; see the plan, https://example.org and https://example.net.\" strong=\"upper\" emphasis=\"slow\" code=\"a_b\" code=\"c*d\" strikethrough=\"not\" link(https://example.org/a_b)=\"the plan\" emphasis=\"plan\" link(https://example.org)=\"https://example.org\" link(https://example.net)=\"https://example.net\"
        paragraph0 \"No 2*3*4, a/b/c, snake_case or 5 = 6 = 7. α → x2, H2O and a_1 + b, but $5 and $6.\" superscript=\"2\" subscript=\"2\" math=\"a_1 + b\"",
    );
}

#[test]
fn lists_are_as_deep_as_they_are_set_in_and_hold_what_is_under_them() {
    holds(
        "* Work\n- [X] one, which\n  goes on\n  1. first\n  2. second\n\n     of second\n- [ ] two\n  #+begin_src sh\n  ls\n  #+end_src\nNo item.\n- gate :: what opens\n- lock :: what holds\n  water",
        "# Work

- [x] one, which goes on
  1. first

  2. second

     of second

- [ ] two

  ```sh
  ls
  ```

No item.

gate
: what opens

lock
: what holds water",
    );
}

#[test]
fn tables_have_heads_over_their_first_rule() {
    holds(
        "#+CAPTION: Of gates\n| gate  | width |\n|-------+-------|\n| upper | *5* |\n| lower | 6     |\n#+TBLFM: $2=1\n\nEnd.",
        "**Of gates**

| gate | width |
| --- | --- |
| upper | **5** |
| lower | 6 |

End.",
    );
}

#[test]
fn what_is_not_for_readers_is_set_apart() {
    let text = "* One\nWords.\n# a comment\n* Two :noexport:\nSecret.\n** Deeper\nSecret too.\n* COMMENT Three\nHidden.\n* Four\n:LOGBOOK:\n- a note\n:END:\nCLOCK: [2021-03-04]\nMore.\n#+begin_export html\n<b>no</b>\n#+end_export\n";
    sees(
        text,
        "heading2 \"One\"
        paragraph0 \"Words.\"
        heading2 \"Four\"
        paragraph0 \"More.\"",
    );
}

#[test]
fn links_lead_to_headings_by_their_titles_and_ids() {
    sees(
        "* The gates\nSee [[*The locks][below]], [[#own]] and [[file:other.org][that]]; [[id:1-2][here]].\n* The locks\n* Own\n:PROPERTIES:\n:CUSTOM_ID: own\n:END:\n",
        "heading2 \"The gates\"
        paragraph0 \"See below, #own and that; here.\" link(#the-locks)=\"below\" link(#own)=\"#own\" link(other.org)=\"that\"
        heading2 \"The locks\"
        heading2 \"Own\"",
    );
}

#[test]
fn pictures_are_shown_and_may_be_links() {
    sees(
        "See [[file:gate.png]] and [[https://example.org][file:https://example.org/a.svg?b=c]].",
        "paragraph0 \"See  and .\" image(gate.png,)@4 image(https://example.org/a.svg?b=c,) to https://example.org@9",
    );
}

#[test]
fn notes_stand_amid_words_too() {
    sees(
        "One.[fn:: Said *here*.] Two.[fn:a: Said there.] Three.[fn:a] Four.[fn:none]",
        "paragraph0 \"One. Two. Three. Four.[fn:none]\" note0[1]@4 note1[2]@9 note1[2]@16
        note0 \"Said here.\" strong=\"here\"
        note0 \"Said there.\"",
    );
}

#[test]
fn other_texts_are_none() {
    for text in
        ["* One\n* Two\n\n*bold* words\n", "#+1 for this\n\n* item\n", "C#+: a language\n#+title: so\n"]
    {
        assert!(super::read("a.txt", text).is_none(), "{text}");
    }
}

/// Pieces of which such texts are made, and some that belong to nothing.
const PIECES: &[&str] = &[
    "* Head\n",
    "** TODO [#A] Deep :tag:\n",
    "* Private :noexport:\n",
    "#+TITLE: x\n",
    "#+CAPTION: cap\n",
    "#+begin_src c\n",
    "#+end_src\n",
    "#+begin_quote\n",
    "#+end_quote\n",
    "#+begin_verse\n",
    "#+end_verse\n",
    "#+begin_note\n",
    "#+end_note\n",
    ":PROPERTIES:\n",
    ":END:\n",
    ":CUSTOM_ID: a\n",
    "\n",
    "\n",
    "\n",
    "- item\n",
    "  - deep\n",
    "1. one\n",
    "10) ten\n",
    "- term :: said\n",
    "- [ ] box\n",
    "- [@5] five\n",
    "  more\n",
    ": fixed\n",
    "| a | b |\n",
    "|---+---|\n",
    "-----\n",
    "[fn:1] told\n",
    "[fn:1]",
    "[fn:: amid]",
    "[fn:n: so]",
    "\\begin{align}\n",
    "\\end{align}\n",
    "$$\n",
    "\\[ x \\]\n",
    "*bold*",
    "/it/",
    "=v=",
    "~c~",
    "+s+",
    "_u_",
    "[[a][b]]",
    "[[https://x.org]]",
    "[[file:a.png]]",
    "<<t>>",
    "<https://x.org>",
    "\\alpha",
    "\\\\\n",
    "x^{2}",
    "$x$",
    "@@html:b@@",
    "{{{m}}}",
    "words of a text ",
    "é中\u{a0}",
    "*",
    "/",
    "=",
    "[",
    "]",
    "\\",
    "<b>&amp;</b>",
    "&a",
    ";",
    "# comment\n",
    "SCHEDULED: <x>\n",
    "`",
    "1. ",
    "- ",
    "> ",
];

proptest::proptest! {
    /// Every letter is in a passage or among what is said to be removed.
    #[test]
    fn no_word_is_lost(picked in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let text = picked.concat();
        let (recovery, _) = read_text("a.org", &text);
        nothing_is_lost(&text, &recovery.parsed, |words| words.replace("&amp;", ""));
    }
}

#[test]
fn hostile_signs_are_read_in_time() {
    for piece in [
        "*a ",
        "=a ",
        "[[a",
        "[fn:: ",
        "[fn:1] a\n",
        "- a\n",
        "- a :: b\n",
        "#+begin_quote\n",
        ":A:\n",
        "| a\n",
        "$$\n",
        "\\begin{a}\n",
        "* a\n",
        "* a :noexport:\n",
        "{{{",
        "@@",
        "$a ",
        "<<a",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        assert!(read_text("a.org", &text).0.parsed.passages.len() < 60_001, "{piece}");
    }
}
