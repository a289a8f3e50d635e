//! What other generators' Markdown becomes, as outlines.

use super::parse;
use super::tests::tree;

/// The outline of a text without the list of what was left out.
fn shown(text: &str) -> String {
    let tree = tree(text);
    tree.lines().filter(|line| !line.starts_with("less ")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn hugo() {
    insta::assert_snapshot!(tree(
        "Runs in the {{< glossary_tooltip text=\"Pods\" term_id=\"pod\" >}}.\n\n{{< feature-state state=\"beta\" >}}\n\n{{< figure src=\"a.png\" alt=\"Alt\" caption=\"A *fine* picture\" >}}\n\n{{% notice tip \"Mind this\" %}}\nBody\n\n- item\n{{% /notice %}}\n\n1. Step\n\n   {{< caution >}}\n   In a list.\n   {{< /caution >}}\n\n{{< tabs >}}\n{{% tab name=\"Linux\" %}}\nUse apt.\n{{% /tab %}}\n{{< /tabs >}}\n\n{{< highlight go \"linenos\" >}}\nx := {{ 1 }}\n{{< /highlight >}}\n\n## {{% heading \"whatsnext\" %}}\n\n[a]({{< ref \"page.md\" >}}) {{< comment >}}no\n{{< /comment >}}\n\n{{< youtube abc >}}\n"
    ));
}

#[test]
fn jekyll_and_zola() {
    insta::assert_snapshot!(tree(
        "{% include toc.html %}\n\n{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n\n[b]({{ site.baseurl }}/c.html){:target=\"_blank\"} {% raw %}{{ as written }}{% endraw %} {{ page.title }}\n{: .lead}\n\n* TOC\n{:toc}\n\n{% quote(author=\"Vincent\") %}\nWords said.\n{% end %}\n\n{{ youtube(id=\"xyz\") }}\n"
    ));
}

#[test]
fn mdn() {
    insta::assert_snapshot!(tree(
        "{{GlossarySidebar}}\n\nThe {{Glossary(\"DOM\", \"tree\")}} of {{HTMLElement(\"div\")}} and {{domxref(\"X.y()\")}} {{optional_inline}}, {{RFC(2616)}}.\n\n<table><td>In {{HTMLElement(\"canvas\")}}</td></table>\n\n- term\n  - : what it is\n\n{{Compat(\"a.b\")}}\n\nThe macro `{{Glossary(\"x\")}}`.\n"
    ));
}

#[test]
fn divisions_and_admonitions() {
    insta::assert_snapshot!(tree(
        ":::note Docusaurus *title*\nBody\n::::danger\nInner\n::::\n:::\n\n::: {.callout-warning title=\"Quarto\"}\nMind.\n:::\n\n:::: columns\nOne column\n::::\n\n!!! note \"MkDocs\"\n    Body\n\n    ```sh\n    ls\n    ```\n\n??? tip\n    Folded\n\n=== \"Linux\"\n\n    Use apt.\n\n```{warning} MyST\n:class: x\nSee {ref}`the words <target>` and {py:func}`f`.\n```\n"
    ));
}

#[test]
fn obsidian_and_logseq() {
    insta::assert_snapshot!(tree(
        "tags:: a, b\n\n> [!abstract]- Summary\n> What it says.\n\n> [!NOTE]\n> GitHub's.\n\n==Marked== words %%not shown%%\n\n%%\nnor\n\nthis\n%%\n\n![[Page]] and ![[p.png|300]] and [[Page|words]]. ^a1b2c3\n\n- item\n  id:: 6234-ab\n"
    ));
}

#[test]
fn mdx_and_pandoc() {
    insta::assert_snapshot!(tree(
        "import Tabs from '@theme/Tabs';\n\n<Tabs groupId={\"os\"}>\n<TabItem value=\"a\" label=\"Apple\">\n\nAn *apple*.\n\n</TabItem>\n</Tabs>\n\nA <Badge text={1}>new</Badge> one.\n\n[Small]{.smallcaps} and [@doe99, p. 3] :smile:\n\n\\newpage\n\n[[_TOC_]]\n\n## Head {#own .x}\n"
    ));
}

#[test]
fn an_unknown_macro_goes_where_it_stands_alone_and_stays_amid_words() {
    assert_eq!(
        shown(
            "{{< card title=\"Kept\" link=\"x\" >}}\n\n{{< thing >}}\n\nIt is {{<thing a>}} or {{ $x }}.\n"
        ),
        "paragraph \"Kept\"\nparagraph \"It is {{<thing a>}} or {{ $x }}.\"\n"
    );
}

#[test]
fn code_keeps_every_sign() {
    let text =
        "`{{< note >}}` `==a==`\n\n```\n:::note\n{% raw %}\n==b==\n```\n\n    !!! note\n        {{< x >}}\n";
    assert_eq!(
        tree(text),
        "paragraph \"{{< note >}} ==a==\" code code\ncode \":::note\\n{% raw %}\\n==b==\"\ncode \"!!! note\\n    {{< x >}}\"\n"
    );
}

#[test]
fn signs_that_mean_themselves_stay() {
    for text in [
        "if a == b and c == d",
        "printf prints %% for % and %% again, so",
        "Format with {:>5} or {:?} and {x}.",
        "The set {a} in x^2 and 10 ^n",
        "Wow!!! So ??? and ===",
        "::: note that nothing closes",
        "a {{ b that nothing closes",
    ] {
        assert_eq!(tree(text), format!("paragraph {text:?}\n"));
    }
}

#[test]
fn signs_in_code_are_code() {
    for code in ["- : x", "x ^9b526a", "a ==b== %%c%% {{d}} ![[e]]"] {
        let (parsed, _) = parse("a.md", &format!("A\n\n```\n{code}\n\ny\n```\n"));
        assert_eq!(parsed.passages[1].text, format!("{code}\n\ny"));
    }
}

#[test]
fn an_escaped_brace_is_a_letter() {
    assert_eq!(parse("a.md", "A\\{:b=c}d\n").0.passages[0].text, "A{:b=c}d");
}

#[test]
fn a_component_goes_however_long_its_expressions_are() {
    let rows = "    {\n      name: 'gate',\n\n      type: '{ width: number }',\n    },\n".repeat(60);
    assert_eq!(
        shown(&format!("Before.\n\n<PropertiesTable\n  content={{[\n{rows}  ]}}\n/>\n\nAfter.\n")),
        "paragraph \"Before.\"\nparagraph \"After.\"\n"
    );
    assert_eq!(
        shown(
            "<div style={{ overflowX: 'auto' }}>\n| Gate | Width |\n| --- | --- |\n| upper | 7 |\n</div>\n\nA <span style={{color: 'red'}}>red</span> gate.\n"
        ),
        "Table\nparagraph \"A red gate.\"\n"
    );
}

#[test]
fn a_function_that_a_page_exports_goes_up_to_its_end() {
    assert_eq!(
        shown(
            "A gate.\n\nexport const Gate = ({children}) => (\n  <span\n    style={{\n      color: 'red',\n    }}>\n\n    {children}\n  </span>\n);\n\nA <Gate>lock</Gate>.\n"
        ),
        "paragraph \"A gate.\"\nparagraph \"A lock.\"\n"
    );
}

#[test]
fn a_link_without_words_is_called_by_its_address() {
    assert_eq!(
        shown(
            "See [](../guide/cross-reference.md), [](https://locks.example/a_b), [](#the-gate) and ![](a.png) `[](b.md)`.\n"
        ),
        "paragraph \"See cross-reference, locks.example/a_b, the-gate and  [](b.md).\" link(../guide/cross-reference.md) link(https://locks.example/a_b) link(#the-gate) code image(a.png,)\n"
    );
}

#[test]
fn icons_of_a_theme_are_pictures() {
    assert_eq!(
        shown(
            "# Ask :material-comment-question:\n\n[:octicons-heart-fill-24:{ .heart } Thanks](a.md) at 10:simple-minded: `:material-check:`\n"
        ),
        "# Ask\nparagraph \"Thanks at 10:simple-minded: :material-check:\" link(a.md) code\n"
    );
}

#[test]
fn directives_of_myst_hold_markdown_and_their_options_go() {
    assert_eq!(
        shown(
            "```{figure} img/lock.png\n:name: fig-lock\n:alt: A lock\n\nThe *upper* lock.\n```\n\n:::{seealso} Never used it?\n:class: dropdown\n\nA wrapper.\n:::\n\n::::{grid} 1 2\n\n:::{card}\n:header: With `pip`\n\nIn a shell.\n:::\n::::\n\n```{glossary}\nPaddle\n: A sluice.\n```\n"
        ),
        "paragraph \"\" image(img/lock.png,A lock)\nparagraph \"The upper lock.\" emphasis\n! note\n  paragraph \"Never used it?\" strong\n  paragraph \"A wrapper.\"\nparagraph \"With pip\" strong code\nparagraph \"In a shell.\"\nDefinitions\n"
    );
}

#[test]
fn code_that_a_program_runs_is_shown_without_what_is_said_to_it() {
    assert_eq!(
        shown(
            "```{r}\n#| label: fig\n#| echo: false\n\nplot(boats)\n```\n\n```{code-block} python\n:linenos:\n\nopen()\n```\n\n- item\n\n  ```{math}\n  :label: eq\n  v = 1\n  ```\n\n```{toctree}\nintro\n```\n\n```\n#| a: b\n```\n"
        ),
        "code \"plot(boats)\"\ncode \"open()\" language(python)\nlist\n  item \"item\"\n  paragraph \"v = 1\" math\ncode \"#| a: b\"\n"
    );
}

#[test]
fn comments_targets_and_title_blocks_are_set_apart_and_bare_formulas_known() {
    assert_eq!(
        shown(
            "% The Locks\n% Ada Keeper\n\n%% hidden\n\nstill %%\n\n{::comment}\nnot shown\n{:/comment}\n\n(my-target)=\n## Head\n\n+++ {\"part\": 1}\n\n\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\nIt is 5 %% or (so)=\n"
        ),
        "# The Locks\nparagraph \"Ada Keeper\"\nheading2 \"Head\"\nparagraph \"\\\\begin{align}\\na &= b \\\\\\\\\\nc &= d\\n\\\\end{align}\" math\nparagraph \"It is 5 %% or (so)=\"\n"
    );
}

#[test]
fn blocks_of_pymdown_are_call_outs_and_tabs() {
    assert_eq!(
        shown(
            "/// note | Mind *this*\nWords.\n///\n\n/// details | More\n    type: warning\n\nFolded.\n///\n\n//// tab | Linux\n\n/// html | div.result\nUse apt.\n///\n////\n\n/// A comment of a program\n/// and more\n///\n"
        ),
        "! note\n  paragraph \"Mind this\" strong emphasis\n  paragraph \"Words.\"\n! warning\n  paragraph \"More\" strong\n  paragraph \"Folded.\"\nparagraph \"Linux\" strong\nparagraph \"Use apt.\"\nparagraph \"/// A comment of a program /// and more ///\"\n"
    );
}

#[test]
fn notes_that_stand_where_they_belong_are_notes() {
    insta::assert_snapshot!(tree(
        "One.^[See *that* [book](b.md), p. 3.] Two.^[Ibid.]\nx^[n] and `^[no]` \\^[no] ^[open\n\n[^1]: Mine.\n\n- Last[^1].^[On [two]\n  lines.]\n"
    ));
}

#[test]
fn lines_of_pandoc() {
    insta::assert_snapshot!(tree(
        "The HTML of it.\n\n*[HTML]: Hyper Text\n*[W3C]: World Wide Web\n\n#. One\n#. Two\n\nSee (@good).\n\n(@good) Fine\n(@) Else\n\n| The limerick packs\n| In space *that* is\n|\n| So clean.\n\n| a | b |\n|---|---|\n| c | d |\n\n    | code\n    | stays\n\n| one\n\n*[no]:x and `#. x`\n"
    ));
}
