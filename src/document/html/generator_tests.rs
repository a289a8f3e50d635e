//! Pages as generators of manuals write them: what each adds, and what it makes of titles, tables and code.

use super::tests::{apart, outline};

fn sees(html: &str, wanted: &str) {
    let trimmed = |text: &str| {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(trimmed(&outline(html)), trimmed(wanted));
}

fn set_apart(html: &str) -> Vec<String> {
    apart(html).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn javadoc_has_tables_of_divisions_and_sections_in_lists() {
    sees(
        r##"<html><head><title>Plan (Planner API)</title></head><body><main role="main">
<div class="header"><h1 title="Class Plan" class="title">Class Plan</h1></div>
<section class="summary"><ul class="summary-list"><li><section class="field-summary" id="field-summary"><h2>Field Summary</h2>
<div class="summary-table three-column-summary">
<div class="table-header col-first">Modifier and Type</div>
<div class="table-header col-second">Field</div>
<div class="table-header col-last">Description</div>
<div class="col-first even-row-color"><code>static final Plan</code></div>
<div class="col-second even-row-color"><code>FIRST</code></div>
<div class="col-last even-row-color"><div class="block">The first plan of all.</div></div>
</div></section></li><li><section><h2>Methods</h2><p>There are none.</p></section></li></ul></section></main></body></html>"##,
        r#"heading1 "Class Plan"
        heading2 "Field Summary"
        table0 "Modifier and Type"
        table0 "Field"
        table0 "Description"
        table0 "static final Plan" code="static final Plan"
        table0 "FIRST" code="FIRST"
        table0 "The first plan of all."
        heading2 "Methods"
        paragraph0 "There are none.""#,
    );
}

#[test]
fn a_table_may_be_told_by_its_roles() {
    sees(
        r##"<h1>Plans</h1><div role="table"><div role="rowgroup"><div role="row"><span role="columnheader">Year</span><span role="columnheader">Plan</span></div></div><div role="rowgroup"><div role="row"><span role="cell">1921</span><span role="cell">The first</span></div></div></div>"##,
        r#"heading1 "Plans"
        table0 "Year"
        table0 "Plan"
        table0 "1921"
        table0 "The first""#,
    );
}

#[test]
fn doxygen_calls_a_division_the_title_and_folds_its_code() {
    let page = r##"<html><head><title>Planner: plan::Plan&lt; T &gt; Class Reference</title></head><body>
<div id="top"><div id="titlearea"><table><tr><td id="projectlogo"><img alt="Logo" src="p.png"/></td><td><div id="projectname">Planner 3.4</div></td></tr></table></div></div>
<div class="header"><div class="summary"><a href="#m">Members</a></div><div class="headertitle"><div class="title">plan::Plan&lt; T &gt; Class Reference<div class="ingroups"><a href="g.html">Core</a></div></div></div></div>
<div class="contents"><p>A plan says what is made in a year, by whom, and out of what, as everybody knows.</p>
<div class="fragment"><div class="line"><a id="l1"></a><span class="lineno">    1</span><span>class Plan {</span></div><div class="foldopen" id="f1"><div class="line"><span class="lineno">    2</span>  int year;</div></div><div class="line"><span class="lineno">    3</span>};</div><div class="ttc" id="a1"><div class="ttname">plan::Plan</div></div></div>
</div></body></html>"##;
    sees(
        page,
        r#"heading1 "plan::Plan< T > Class Reference"
        paragraph0 "Members" link(#m)="Members"
        paragraph0 "A plan says what is made in a year, by whom, and out of what, as everybody knows."
        code0 "class Plan {\n  int year;\n};""#,
    );
    assert!(set_apart(page).iter().any(|words| words == "Planner 3.4"));
}

#[test]
fn numbered_lines_are_code_however_long_the_page_is() {
    let line = |at: usize| {
        format!(
            "<span class=\"source-line-no\">{at:03}</span><span id=\"line-{at}\"> * one of the many words of a licence</span>\n"
        )
    };
    let page = format!(
        "<title>Source code</title><main><pre>{}</pre></main>",
        (1..30).map(line).collect::<String>()
    );
    let seen = outline(&page);
    assert_eq!(seen.matches("code").count(), 1 + 1, "{seen}");
}

#[test]
fn the_title_of_a_figure_is_a_caption() {
    sees(
        "<title>4.6. Red eyes</title><h3 class=title>4.6. Red eyes</h3><div class=figure><p class=title><b>Figure 17.41. An example</b></p><div class=figure-contents><img src=a.png alt=eyes></div></div><p>This filter takes the red out of eyes.</p>",
        r#"heading1 "4.6. Red eyes"
        paragraph0 "Figure 17.41. An example" strong="Figure 17.41. An example"
        paragraph0 "" image(a.png,eyes)@0
        paragraph0 "This filter takes the red out of eyes.""#,
    );
}

#[test]
fn words_that_the_pages_title_repeats_are_the_title() {
    sees(
        "<title>The Log</title><div class=fancy><div class=fancy_title>\nThe Log\n</div></div><h1>1. Overview</h1><p>It can call back.</p><h1>2. Setting up</h1><p>There is one.</p>",
        r#"heading1 "The Log"
        heading2 "1. Overview"
        paragraph0 "It can call back."
        heading2 "2. Setting up"
        paragraph0 "There is one.""#,
    );
}

#[test]
fn the_sites_pictures_and_links_over_the_title_are_set_apart() {
    let page = r##"<title>Ports</title><div><a href="../index.html"><img src="banner.gif" alt="Planner"></a></div><table><tr><td><img class="logo" src="l.png" alt="Planner"></td><td><a href="../index.html">Home</a></td></tr></table><h2>Ports</h2><p>A port is where ships come in, as everybody knows.</p><div class="top"><a href="#head"><img src="up.gif" alt="top"></a></div>"##;
    sees(
        page,
        r#"heading1 "Ports"
        paragraph0 "A port is where ships come in, as everybody knows.""#,
    );
    assert_eq!(set_apart(page), ["Ports", "Home"]);
    let own = r##"<title>Ports</title><p><a href="port.jpg"><img src="small.jpg" alt="A port"></a></p><h1>Ports</h1><p>A port is where ships come in.</p>"##;
    assert!(outline(own).contains("A port"), "{}", outline(own));
}

#[test]
fn links_to_other_languages_are_no_text() {
    let page = r##"<h1>Proxy</h1><div class="toplang"><p><span>Available Languages: </span><a href="../en/proxy.html">&nbsp;en&nbsp;</a> | <a href="../fr/proxy.html" hreflang="fr" rel="alternate">&nbsp;fr&nbsp;</a></p></div><p>This module is a proxy.</p>"##;
    sees(
        page,
        r#"heading1 "Proxy"
        paragraph0 "This module is a proxy.""#,
    );
    let text = r##"<h1>Proxy</h1><p>See the <a href="a.html" hreflang="fr">French</a> page and <a href="b.html">that of all of the others who wrote</a>.</p>"##;
    assert!(outline(text).contains("See the French page"));
}

#[test]
fn a_heading_over_nothing_but_a_list_of_contents_goes_with_it() {
    sees(
        r##"<h1>Proxy</h1><h3>Directives</h3><ul id="toc"><li><a href="#a">A</a></li><li><a href="#b">B</a></li></ul><h3>Bugs</h3><p>There are none.</p>"##,
        r#"heading1 "Proxy"
        heading2 "Bugs"
        paragraph0 "There are none.""#,
    );
}

#[test]
fn words_over_the_first_item_are_none() {
    sees(
        "<h1>Changes</h1><ol><p><b>Speed:</b><li>It is faster.<li>It is small.</ol><ul><p>Set in by a list without items.</p></ul>",
        r#"heading1 "Changes"
        paragraph0 "Speed:" strong="Speed:"
        item1 "It is faster."
        item1 "It is small."
        paragraph0 "Set in by a list without items.""#,
    );
}

#[test]
fn a_summary_that_holds_paragraphs_is_not_set_in_bold() {
    sees(
        "<h1>Button</h1><section><summary><p>It is generally used.</p><p>It can hold any other.</p></summary></section><details><summary>More</summary><p>There is.</p></details>",
        r#"heading1 "Button"
        paragraph0 "It is generally used."
        paragraph0 "It can hold any other."
        paragraph0 "More" strong="More"
        paragraph0 "There is.""#,
    );
}

#[test]
fn a_sidebar_amid_the_text_is_text_and_one_beside_it_is_none() {
    let sentence =
        "A plan is a list of things that are to be done, and whoever made it knows why it was made.";
    let sidebar = |class: &str, inner: &str| {
        format!("<div class='{class}'>{inner}<p>In practice, {sentence}</p></div>")
    };
    let amid = format!(
        "<h1>Plans</h1><p>{sentence}</p>{}<p>{sentence}</p><p>{sentence}</p>",
        sidebar("sidebar", "")
    );
    assert!(outline(&amid).contains("In practice"), "{}", outline(&amid));
    let frame = sidebar("sidebar", "<div class='titlepage'><p class='title'>Practice</p></div>");
    let of_book =
        format!("<div class='section'><h1>Plans</h1><p>{sentence}</p><p>{sentence}</p>{frame}</div>");
    assert!(outline(&of_book).contains("In practice"), "{}", outline(&of_book));
    let beside =
        format!("<div><h1>Plans</h1><p>{sentence}</p><p>{sentence}</p></div>{}", sidebar("sidebar", ""));
    assert!(!outline(&beside).contains("In practice"), "{}", outline(&beside));
}

#[test]
fn a_list_of_links_that_a_sentence_introduces_is_text() {
    let page = |before: &str| {
        format!(
            "<main><h1>Names</h1><p>Names are of several kinds, and each has a place of its own to be looked up in.</p><p>{before}</p>\
             <ul><li><a href='a.html'>Modules</a></li><li><a href='b.html'>Crates</a></li><li><a href='c.html'>Traits</a></li></ul></main>"
        )
    };
    assert!(outline(&page("These are the kinds of names:")).contains("Crates"));
    assert!(!outline(&page("Read more.")).contains("Crates"));
}

#[test]
fn an_id_of_texinfo_is_deciphered_before_it_is_held_against_its_heading() {
    let section = "<h2>18.5 User-Defined Widgets</h2><p><a href='a.html'>Widgets</a> and <a href='b.html'>keymaps</a>.</p>";
    let page = format!(
        "<h1>Editor</h1><p>It has lines, and whoever edits them, moves.</p><div id='User_002dDefined-Widgets'>{section}</div>"
    );
    assert!(outline(&page).contains("User-Defined Widgets"), "{}", outline(&page));
}

/// A message as archives of mailing lists frame it.
const MESSAGE: &str = r##"<HTML><HEAD><TITLE> [Locks] Opening the upper gate</TITLE></HEAD><BODY><H1>[Locks] Opening the upper gate</H1>
<B>Ada Keeper</B> <A HREF="mailto:x">ada at locks.example</A><BR><I>Thu Mar 11 10:12:44 CET 2004</I><P><HR>
<PRE>Bo Lock wrote:
&gt;<i> The upper gate does not open when the water is low. I tried
</I>&gt;<i> the crank, and then the other crank.
</I>
No, it is not the spring. You have to do three things, as it is
said in the manual [1]:

  1. lower the paddles,
  2. wait for the water,
  3. push.

[1] <A HREF="http://locks.example/manual">http://locks.example/manual</A>

Regards,
Ada
</PRE><HR></BODY></HTML>"##;

#[test]
fn a_message_in_the_archive_of_a_mailing_list_is_read_as_plain_text() {
    sees(
        MESSAGE,
        r#"heading1 "[Locks] Opening the upper gate"
        paragraph0 "Ada Keeper ada at locks.example\nThu Mar 11 10:12:44 CET 2004" strong="Ada Keeper" link(mailto:x)="ada at locks.example" emphasis="Thu Mar 11 10:12:44 CET 2004"
        paragraph0 "Bo Lock wrote:"
        quote1 "The upper gate does not open when the water is low. I tried the crank, and then the other crank."
        paragraph0 "No, it is not the spring. You have to do three things, as it is said in the manual :" note0[1]@83
        item1 "lower the paddles,"
        item1 "wait for the water,"
        item1 "push."
        paragraph0 "Regards,\nAda"
        note0 "http://locks.example/manual" link(http://locks.example/manual)="http://locks.example/manual""#,
    );
    // A page that has paragraphs of its own says with it that something is preformatted.
    let page = MESSAGE
        .replace("<HR>\n<PRE>", &format!("<P>{}</P><PRE>", "It is so, as everybody knows. ".repeat(8)));
    assert!(outline(&page).contains("code0"), "{}", outline(&page));
    let code = "<h1>Gates</h1><pre>fn open(gate: &mut Gate) {\n    gate.open = true;\n}\n\nfn shut(gate: &mut Gate) {\n    gate.open = false;\n}\n</pre>";
    assert!(outline(code).contains("code0"), "{}", outline(code));
}

#[test]
fn an_item_may_have_its_sign_in_its_words() {
    sees(
        r##"<h1>Locks</h1><ul><li class="ltx_item" style="list-style-type:none;"><span class="ltx_tag">•</span><div class="ltx_para"><p>measure,</p></div></li><li><span>•</span><div><p>compute.</p></div></li></ul><ol><li><span>(1)</span><div><p>wait</p></div></li></ol>"##,
        r#"heading1 "Locks"
        item1 "measure,"
        item1 "compute."
        item1 "wait""#,
    );
}

#[test]
fn the_heading_over_a_question_is_its_title() {
    let page = r##"<html><head><title>hydraulics - Which paddle should be opened first? - Locks Exchange</title></head><body><div id="header"><h1><a href="/q">Which paddle should be opened first?</a></h1></div><div role="main"><p>Going up, do I open the ground or the gate paddles first? I have read it both ways, and nobody knows.</p><p>The old book says that the ground paddles come first, for the water then comes in below the boat and lifts it. The new one says that it does not matter at all.</p></div></body></html>"##;
    assert!(outline(page).contains("heading1 \"Which paddle should be opened first?\""), "{}", outline(page));
}

#[test]
fn quotations_of_forums_say_who_is_quoted_over_the_words() {
    sees(
        r##"<h1>Gates</h1><div class="post"><dl class="postprofile"><dt>Ada</dt><dd>Posts: 12</dd></dl><blockquote><div><cite>Bo wrote:</cite>Is the gate open?</div></blockquote>It is open since this morning.</div>"##,
        r#"heading1 "Gates"
        quote1 "Bo wrote:" emphasis="Bo wrote:"
        quote1 "Is the gate open?"
        paragraph0 "It is open since this morning.""#,
    );
}

#[test]
fn notion_has_call_outs_with_icons_and_lists_of_what_is_to_be_done() {
    let page = r##"<article class="page sans"><h1 class="page-title">Plans</h1><p>The gate must be mended.</p>
<figure class="block-color-gray_background callout"><div><span class="icon">💡</span></div><div>The keeper knows where the tools are.</div></figure>
<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div> <span class="to-do-children-unchecked">buy oil</span></li></ul>
<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span class="to-do-children-checked">call Bo</span></li></ul></article>"##;
    let parsed = super::read("a.html", page).0.parsed;
    let seen = crate::document::markdown_out::markdown(&parsed);
    assert!(seen.contains("> [!NOTE]\n> The keeper knows"), "{seen}");
    assert!(seen.contains("[ ] buy oil") && seen.contains("[x] call Bo") && !seen.contains('💡'), "{seen}");
}

#[test]
fn votes_are_no_text() {
    let page = r##"<h1>How do I open a gate?</h1><div class="post-layout"><div class="votecell"><div class="js-vote-count">12</div></div><div class="postcell"><p>I have a gate and want to open it.</p><div class="js-post-menu"><a>Share</a> <a>Improve</a></div></div></div>"##;
    sees(page, "heading1 \"How do I open a gate?\"\nparagraph0 \"I have a gate and want to open it.\"");
    assert_eq!(set_apart(page), ["12", "Share Improve"]);
}
