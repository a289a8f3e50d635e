//! reStructuredText, by name and by its signs.

use super::super::read_text;
use super::super::tests::nothing_is_lost;
use crate::document::markdown_out::markdown;

/// Asserts what a text says, as Markdown.
#[track_caller]
fn holds(text: &str, expected: &str) {
    assert_eq!(markdown(&read_text("a.rst", text).0.parsed).trim_end(), expected);
}

#[test]
fn titles_are_as_deep_as_their_strokes_come() {
    holds(
        "=====\nLocks\n=====\n\nThe gates.\n\nUpper\n-----\n\nOne\n~~~\n\nLower\n-----\n\n----\n\nEnd.\n",
        "# Locks\n\nThe gates.\n\n## Upper\n\n### One\n\n## Lower\n\n***\n\nEnd.",
    );
}

#[test]
fn signs_amid_words_are_marks_and_links() {
    holds(
        "The *upper* and **lower** gate, ``a_*b``; see `the plan <https://example.org/a>`_, `Locks`_, Python_ and `this`__.\n\nNo 2*3, a*b*c, snake_case\\_ or \\*stars\\*. :sup:`2`, :func:`~os.path.join`, :pep:`8`, :math:`a_1`, `\\Gamma`, *in*\\ side.\n\n.. _Locks: https://example.net/locks\n.. _python: https://python.org\n.. __: https://example.com/this\n",
        "The *upper* and **lower** gate, `a_*b`; see [the plan](https://example.org/a), [Locks](https://example.net/locks), [Python](https://python.org) and [this](https://example.com/this).\n\nNo 2\\*3, a\\*b\\*c, snake_case\\_ or \\*stars\\*. <sup>2</sup>, `join`, [PEP 8](https://peps.python.org/pep-0008/), $a_1$, $\\Gamma$, *in*side.",
    );
}

#[test]
fn lists_hold_what_is_set_in_under_them() {
    holds(
        "- one, which\n  goes on\n\n  - deep\n\n  of one\n- two\n\n1. first\n#. second\n\nc) see\nd) dee\n\ngate\n    what opens\n\nlock : place\n    what holds\n\n    water\n\n-a          all\n--file=F    one\n\nA. Keeper was\nhere.\n",
        "- one, which goes on\n  - deep\n\n  of one\n\n- two\n\n1. first\n2. second\n\n<!-- a) -->\n3) see\n4) dee\n\ngate\n: what opens\n\nlock : place\n: what holds\n\n  water\n\n`-a`\n: all\n\n`--file=F`\n: one\n\nA. Keeper was here.",
    );
}

#[test]
fn two_colons_open_a_listing() {
    holds(
        "As in::\n\n    open(gate)\n      close()\n\nor ::\n\n    x\n\n::\n\n  y\n\n> no::\n\n> a\n> b\n\n>>> 1 + 1\n2\n\nEnd.\n",
        "As in:\n\n```\nopen(gate)\n  close()\n```\n\nor\n\n```\nx\n```\n\n```\ny\n```\n\n\\> no:\n\n```\n> a\n> b\n```\n\n```python\n>>> 1 + 1\n2\n```\n\nEnd.",
    );
}

#[test]
fn directives_become_what_a_reader_sees() {
    holds(
        ".. contents::\n   :depth: 2\n\n.. _here:\n\nLocks\n=====\n\n.. note:: The keeper\n   sleeps.\n\n   Still.\n\n.. warning::\n\n   Water.\n\n.. code-block:: c\n   :linenos:\n\n   int gates;\n\n.. image:: gate.png\n   :alt: A gate\n\n.. figure:: lock.png\n\n   The lock.\n\n.. math::\n\n   a = b\n\n.. versionadded:: 1.2\n   The gate.\n\n.. function:: open(gate)\n\n   Opens it. See :ref:`here` and :ref:`there <here>`.\n\n   :param gate: which\n\n.. toctree::\n   :maxdepth: 1\n\n   upper\n   The lower <lower>\n\n.. a comment\n   of two lines\n\n.. rubric:: Last\n\n.. made-up:: of *words*\n\n   And more.\n",
        "# Locks {#here}\n\n> [!NOTE]\n> The keeper sleeps.\n>\n> Still.\n\n> [!WARNING]\n> Water.\n\n```c\nint gates;\n```\n\n![A gate](gate.png)\n\n![](lock.png)\n\nThe lock.\n\n$a = b$\n\n*New in version 1.2:* The gate.\n\n`open(gate)`\n: Opens it. See [Locks](#here) and [there](#here).\n\n  param gate\n  : which\n\n- [upper](upper.rst)\n- [The lower](lower.rst)\n\n**Last**\n\nof *words*\n\nAnd more.",
    );
}

#[test]
fn notes_and_substitutions() {
    holds(
        "One [1]_, two [#]_, three [#name]_, four [Kee21]_ and [none]_ and [0]_. |gate| and |no|.\n\n.. [1] Said.\n.. [#] Counted,\n   on.\n.. [#name] Named.\n\n   More.\n.. [Kee21] A. Keeper.\n.. |gate| replace:: the *gate*\n",
        "One [^1], two [^2], three [^3], four [^4] and [none] and [0]\\_. the *gate* and |no|.\n\n[^1]: Said.\n\n[^2]: Counted, on.\n\n[^3]: Named.\n\n    More.\n\n[^4]: A. Keeper.",
    );
}

#[test]
fn tables_of_all_kinds() {
    holds(
        "=====  =======\nGate   Width\n=====  =======\nupper  5\nlower  *6* or\n       7\n=====  =======\n\n+-------+-------+\n| Gate  | Width |\n+=======+=======+\n| upper | five  |\n| gate  | feet  |\n+-------+-------+\n| both          |\n+-------+-------+\n\n.. list-table:: Widths\n   :header-rows: 1\n\n   * - Gate\n     - Width\n   * - upper\n     - five\n       feet\n\n.. csv-table::\n   :header: \"Gate\", \"Width\"\n\n   \"upper, old\", 5\n",
        "| Gate | Width |\n| --- | --- |\n| upper | 5 |\n| lower | *6* or 7 |\n\n| Gate | Width |\n| --- | --- |\n| upper gate | five feet |\n| both |  |\n\n**Widths**\n\n| Gate | Width |\n| --- | --- |\n| upper | five feet |\n\n| Gate | Width |\n| --- | --- |\n| upper, old | 5 |",
    );
}

#[test]
fn fields_tell_of_the_text_or_stand_as_terms() {
    let text = "Locks\n=====\n\n:Author: Ada Keeper\n:Date: 2021-03-04\n\nWords.\n\n:gate: which\n:slow: whether,\n   or not\n";
    let parsed = read_text("a.rst", text).0.parsed;
    assert_eq!(parsed.found.authors, ["Ada Keeper"]);
    assert_eq!(parsed.found.date.as_deref(), Some("2021-03-04"));
    holds(text, "# Locks\n\nWords.\n\ngate\n: which\n\nslow\n: whether, or not");
}

#[test]
fn it_is_known_by_its_signs() {
    let text = "Locks\n=====\n\nSee :ref:`gates`.\n\n.. note:: So.\n";
    assert!(super::read("a.txt", text).is_some());
    for other in ["Locks\n=====\n\n.. and so on\n\n.. then:: so\n", "See :ref:`gates`.\n\n.. note:: So.\n"] {
        assert!(super::read("a.txt", other).is_none(), "{other}");
    }
}

/// Pieces of which such texts are made, and some that belong to nothing.
const PIECES: &[&str] = &[
    "Title\n=====\n",
    "Sub\n---\n",
    "====\nOver\n====\n",
    "\n",
    "\n",
    "\n",
    "- item\n",
    "  - deep\n",
    "1. one\n",
    "#. two\n",
    "a) let\n",
    "  more\n",
    "    deeper\n",
    "term\n",
    "::\n",
    "words::\n",
    "    code\n",
    ">>> x\n",
    "| verse\n",
    "> q\n",
    "+---+---+\n",
    "| a | b |\n",
    "+===+===+\n",
    "=== ===\n",
    "a   b\n",
    "--- ---\n",
    ".. note:: so\n",
    ".. note::\n",
    ".. code-block:: c\n",
    "   :opt: v\n",
    "   body\n",
    ".. image:: a.png\n",
    ".. figure:: b.png\n",
    ".. toctree::\n",
    ".. list-table:: T\n",
    "   * - a\n",
    "     - b\n",
    ".. csv-table:: T\n",
    "   1, \"2\"\n",
    ".. math:: x\n",
    ".. versionadded:: 1\n",
    ".. function:: f(x)\n",
    ".. unknown:: y\n",
    ".. comment\n",
    "..\n",
    ".. [1] told\n",
    ".. [#] auto\n",
    ".. _a: https://x.org\n",
    ".. _b:\n",
    "__ https://y.org\n",
    ".. |s| replace:: said *so*\n",
    "|s|",
    "[1]_",
    "[#]_",
    "a_",
    "`b`_",
    "`w <https://x.org>`_",
    "`x`__",
    ":ref:`b`",
    ":func:`~a.b`",
    ":math:`x`",
    ":sub:`2`",
    "`t`:role:",
    "``lit``",
    "*em*",
    "**st**",
    ":field: value\n",
    "-a  opt\n",
    "--long=X  opt\n",
    "words of a text ",
    "é中\u{a0}",
    "\\*",
    "\\ ",
    "*",
    "`",
    "|",
    "_",
    "<b>&amp;</b>",
    "&a",
    ";",
    "[",
    "]",
    "-- A. Keeper\n",
    "\t",
    "$",
    "1. ",
    "----\n",
    ".. epigraph::\n",
    ".. rubric:: R\n",
    ".. class:: x\n",
];

proptest::proptest! {
    /// Every letter is in a passage or among what is said to be removed.
    #[test]
    fn no_word_is_lost(picked in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let text = picked.concat();
        let (recovery, _) = read_text("a.rst", &text);
        nothing_is_lost(&text, &recovery.parsed, |words| words.replace("&amp;", ""));
    }
}

#[test]
fn hostile_signs_are_read_in_time() {
    for piece in [
        "*a ",
        "`a ",
        "``a ",
        ":a:`b ",
        "|a ",
        "[a]_ ",
        "a_ ",
        "- a\n",
        "- ",
        "a\n b\n",
        "a::\n\n b\n",
        ".. a:: b\n",
        ".. _a:\n",
        ".. [#] a\n",
        "+-+\n",
        "=== ===\n",
        ":a: b\n",
        "-a  b\n",
        ">>> a\n\n",
        "| a\n",
        "a\n--\n",
        "   ",
        ".. |a| replace:: b\n",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        assert!(read_text("a.rst", &text).0.parsed.passages.len() < 60_001, "{piece}");
    }
}
