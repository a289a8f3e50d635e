//! What pages become, as an outline: kind and level of each passage, its text, what stands off it.

use super::read;
use crate::document::markdown::tests::passages;
use crate::document::{AtomKind, Block, Kind, Style, Why};

pub fn outline(html: &str) -> String {
    super::properties::nothing_is_lost(html);
    passages(&read("a.html", html).0.parsed)
}

/// What is set apart, why, in the order of the page.
pub fn apart(html: &str) -> Vec<(String, Why)> {
    let removed = read("a.html", html).0.parsed.removed;
    removed.into_iter().map(|one| (one.text, one.why)).collect()
}

/// The outline of a fixture, and what is set apart of it.
fn page(html: &str) -> String {
    let apart: String =
        apart(html).into_iter().map(|(text, why)| format!("{}: {:?}\n", why.name(), text)).collect();
    let found = read("a.html", html).0.parsed.found;
    format!("{}\n{apart}\n{found:#?}", outline(html))
}

#[test]
fn every_kind_of_passage() {
    insta::assert_snapshot!(outline(include_str!("fixtures/kinds.html")));
}

#[test]
fn a_saved_news_article() {
    insta::assert_snapshot!(page(include_str!("fixtures/news.html")));
}

#[test]
fn an_encyclopedia_article() {
    insta::assert_snapshot!(page(include_str!("fixtures/wiki.html")));
}

#[test]
fn an_export_of_word() {
    insta::assert_snapshot!(page(include_str!("fixtures/word.html")));
}

#[test]
fn an_export_of_google_docs() {
    insta::assert_snapshot!(page(include_str!("fixtures/gdocs.html")));
}

#[test]
fn an_export_of_libreoffice() {
    insta::assert_snapshot!(page(include_str!("fixtures/libreoffice.html")));
}

#[test]
fn a_page_of_documentation() {
    insta::assert_snapshot!(page(include_str!("fixtures/docs.html")));
}

#[test]
fn a_blog_with_comments() {
    insta::assert_snapshot!(page(include_str!("fixtures/blog.html")));
}

#[test]
fn raised_numbers_without_links_refer_to_the_notes_that_count_the_same() {
    let marks = "<p>It is old.<sup>1</sup> And it is good,<sup>2</sup> they say.<sup>1</sup></p>";
    for notes in [
        "<hr><p>1. Carr, p. 2.</p><p>2. Nove, p. 4.</p>",
        "<h2>Notes</h2><ol><li>Carr, p. 2.</li><li>Nove, p. 4.</li></ol>",
        "<p><sup>1</sup> Carr, p. 2.</p><p><sup>2</sup>Nove, p. 4.</p>",
        "<div>[1] Carr, p. 2.</div><div>[2] Nove, p. 4.</div>",
    ] {
        let seen = outline(&format!("<h1>Plans</h1>{marks}{notes}"));
        assert!(seen.contains("they say.\" note0[1]@10 note1[2]@26 note0[1]@36"), "{notes}\n{seen}");
        assert!(
            seen.contains("note0 \"Carr, p. 2.\"") && seen.contains("note0 \"Nove, p. 4.\""),
            "{notes}\n{seen}"
        );
    }
    for no_notes in [
        "<p>1. Carr, p. 2.</p>",
        "<p>1. Carr, p. 2.</p><p>Something else.</p><p>2. Nove, p. 4.</p>",
        "<ul><li>Carr</li><li>Nove</li></ul>",
        "",
    ] {
        let seen = outline(&format!("<h1>Plans</h1>{marks}{no_notes}"));
        assert!(!seen.contains("note0"), "{no_notes}\n{seen}");
    }
    assert!(!outline("<p>An area of 3 m<sup>2</sup>.</p><p>1. One.</p><p>2. Two.</p>").contains("note0"));
}

#[test]
fn notes_of_every_common_shape() {
    let shapes = [
        // Pandoc.
        "<p>A<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" role=\"doc-noteref\"><sup>1</sup></a> b.</p><section class=\"footnotes\" role=\"doc-endnotes\"><hr><ol><li id=\"fn1\"><p>The note.<a href=\"#fnref1\" class=\"footnote-back\">↩︎</a></p></li></ol></section>",
        // GitHub.
        "<p>A<sup><a href=\"#user-content-fn-1\" id=\"user-content-fnref-1\" data-footnote-ref>1</a></sup> b.</p><section class=\"footnotes\"><h2 class=\"sr-only\">Footnotes</h2><ol><li id=\"user-content-fn-1\"><p>The note. <a href=\"#user-content-fnref-1\" class=\"data-footnote-backref\">↩</a></p></li></ol></section>",
        // Sphinx.
        "<p>A<a class=\"footnote-reference brackets\" href=\"#id2\" id=\"id1\">1</a> b.</p><dl class=\"footnote brackets\"><dt class=\"label\" id=\"id2\"><span class=\"brackets\"><a class=\"fn-backref\" href=\"#id1\">1</a></span></dt><dd><p>The note.</p></dd></dl>",
        "<p>A<a class=\"footnote-reference brackets\" href=\"#id2\" id=\"id1\" role=\"doc-noteref\"><span class=\"fn-bracket\">[</span>1<span class=\"fn-bracket\">]</span></a> b.</p><aside class=\"footnote brackets\" id=\"id2\" role=\"doc-footnote\"><span class=\"label\"><span class=\"fn-bracket\">[</span><a role=\"doc-backlink\" href=\"#id1\">1</a><span class=\"fn-bracket\">]</span></span><p>The note.</p></aside>",
        // mdBook.
        "<p>A<sup class=\"footnote-reference\"><a href=\"#1\">1</a></sup> b.</p><div class=\"footnote-definition\" id=\"1\"><sup class=\"footnote-definition-label\">1</sup><p>The note.</p></div>",
        // MediaWiki.
        "<p>A<sup id=\"cite_ref-1\" class=\"reference\"><a href=\"#cite_note-1\">[1]</a></sup> b.</p><h2>References</h2><ol class=\"references\"><li id=\"cite_note-1\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-1\">^</a></b></span> <span class=\"reference-text\">The note.</span></li></ol>",
        // Word.
        "<p class=MsoNormal>A<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a> b.</p><div style='mso-element:footnote-list'><hr width=\"33%\"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> The note.</p></div></div>",
        // LibreOffice.
        "<p>A<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a> b.</p><div id=\"sdfootnote1\"><p class=\"sdfootnote\"><a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>The note.</p></div>",
        // EPUB.
        // The place that the arrow led back to was lost.
        "<p>A<sup><a href=\"#fn1\">1</a></sup> b.</p><ol class=footnotes><li id=fn1>The note. <a href=\"#r1\">↩</a></li></ol>",
        "<p>A<a epub:type=\"noteref\" href=\"#n1\">1</a> b.</p><aside epub:type=\"footnote\" id=\"n1\"><p>1. The note.</p></aside>",
        // By hand.
        "<p>A[<a href=\"#n1\" name=\"r1\">1</a>] b.</p><p>Between.</p><p><a name=\"n1\"></a>[1] The note. <a href=\"#r1\">back</a></p>",
        // Beside the text.
        "<p>A<label for=\"s1\" class=\"sidenote-number\"></label><input type=\"checkbox\" id=\"s1\"><span class=\"sidenote\">The note.</span> b.</p>",
    ];
    for html in shapes {
        let outline = outline(html);
        assert!(outline.starts_with("paragraph0 \"A b.\" note0[1]@1\n"), "{html}\n{outline}");
        assert!(outline.ends_with("note0 \"The note.\"\n"), "{html}\n{outline}");
        assert!(!outline.contains("heading"), "{html}\n{outline}");
    }
}

#[test]
fn a_note_referred_to_twice_is_one() {
    let html = "<p>A<sup id=cite_ref-x_1-0 class=reference><a href=#cite_note-x-1>[1]</a></sup> b<sup id=cite_ref-x_1-1 class=reference><a href=#cite_note-x-1>[1]</a></sup>.</p><ol class=references><li id=cite_note-x-1><span class=mw-cite-backlink>^ <a href=#cite_ref-x_1-0><sup><i><b>a</b></i></sup></a> <a href=#cite_ref-x_1-1><sup>b</sup></a></span> <span class=reference-text>Note.</span></li></ol>";
    assert_eq!(outline(html), "paragraph0 \"A b.\" note0[1]@1 note0[1]@3\nnote0 \"Note.\"\n");
}

#[test]
fn a_link_to_a_section_is_no_note() {
    let html = "<p>See <a href=#s1>1</a> and <sup><a href=#s2>2</a></sup>.</p><h2 id=s1>One</h2><p>Words.</p><h2 id=s2>Two</h2>";
    assert_eq!(read("a.html", html).0.parsed.notes.len(), 0);
    assert!(outline(html).contains("link(#s1)=\"1\""));
}

#[test]
fn a_heading_that_names_an_author_is_none() {
    let html = "<title>The Plan</title><body><h1 class=TITLE>The Plan</h1><h3 class=AUTHOR>Ada Lovelace</h3>\
                <h3 class=AUTHOR>Mary Shelley</h3><h2>One</h2><p>Said here.</p></body>";
    assert_eq!(read("a.html", html).0.parsed.found.authors, ["Ada Lovelace", "Mary Shelley"]);
    assert!(outline(html).contains("paragraph0 \"Ada Lovelace\""), "{}", outline(html));
}

#[test]
fn a_page_of_a_manual_may_begin_with_a_low_heading() {
    let first = |heading: &str| {
        let html = format!(
            "<title>Structures (the manual)</title><body><h4>{heading}</h4><p>Said here.</p><h5>More</h5><p>And here.</p></body>"
        );
        outline(&html).lines().next().map(str::to_owned)
    };
    assert_eq!(first("2.3.2 Structures").as_deref(), Some("heading1 \"2.3.2 Structures\""));
    assert_eq!(first("2.3.3 Unions").as_deref(), Some("heading1 \"Structures (the manual)\""));
}

#[test]
fn a_heading_that_links_to_itself_is_no_link() {
    let html = "<h1 id=plans><a class=header href=#plans>Plans</a></h1><p>As <a href=#plans>above</a>.</p>";
    assert_eq!(outline(html), "heading1 \"Plans\"\nparagraph0 \"As above.\" link(#plans)=\"above\"\n");
}

#[test]
fn a_picture_leads_where_the_link_around_it_does() {
    let link = |html: &str| {
        let parsed = read("a.html", html).0.parsed;
        let atom = parsed.passages[0].atoms[0].clone();
        let AtomKind::Image { link, .. } = atom.what else { panic!("{atom:?} is a picture") };
        link
    };
    assert_eq!(link("<a href=b.html><img src=p.png alt=moon></a>").as_deref(), Some("b.html"));
    assert_eq!(link("<p>By <a href=b.html><b>day <img src=p.png></b></a></p>").as_deref(), Some("b.html"));
    assert_eq!(link("<a href=b.html>by day</a> <img src=p.png>"), None);
}

#[test]
fn what_runs_or_hides_is_no_text() {
    let vectors = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"javascript:alert(1)\"><img src=x></a>",
        "<a href=\"java&#x09;script:alert(1)\">x</a>",
        "<a href=\" &#14; javascript&colon;alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><a xlink:href=\"javascript:alert(1)\">x</a></math>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<object data=\"javascript:alert(1)\">x</object>",
        "<body onload=alert(1)>",
        "<p style=\"background:url(javascript:alert(1))\">x",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "<base href=\"javascript:alert(1)//\"><a href=\"x\">x</a>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<title></title><img src=x>",
    ];
    for html in vectors {
        super::properties::nothing_is_lost(html);
        let parsed = read("a.html", html).0.parsed;
        for mark in parsed.passages.iter().flat_map(|passage| &passage.marks) {
            if let Style::Link { href } = &mark.style {
                assert!(!href.contains(':'), "{html}: {href}");
            }
        }
        for atom in parsed.passages.iter().flat_map(|passage| &passage.atoms) {
            assert!(!matches!(&atom.what, AtomKind::Image { link: Some(_), .. }), "{html}");
        }
        assert!(parsed.passages.iter().all(|passage| !passage.text.contains("alert")), "{html}");
    }
}

#[test]
fn pages_without_a_single_element_for_text() {
    assert_eq!(
        outline("One line.<br><br>Another<br>in two lines.<p>Third"),
        "paragraph0 \"One line.\"\nparagraph0 \"Another\\nin two lines.\"\nparagraph0 \"Third\"\n"
    );
    assert_eq!(outline(""), "");
    assert_eq!(outline("<title>Only</title>"), "heading1 \"Only\"\n");
}

#[test]
fn a_preformatted_page_is_read_as_plain_text() {
    let paragraph = "It was a plain text that somebody put on the web as it was,\nwith its lines broken by hand and nothing marked up at all,\nwhich many old standards and books still are &amp; remain.\n\n";
    let html = format!(
        "<html><body><pre>1. Introduction\n\n{}2. Terms\n\n{}</pre></body></html>",
        paragraph.repeat(3),
        paragraph.repeat(3)
    );
    let (reading, _) = read("a.html", &html);
    let kinds: Vec<Kind> = reading.parsed.passages.iter().map(|passage| passage.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Heading).count(), 2, "{kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Paragraph).count(), 6, "{kinds:?}");
    let terms =
        reading.parsed.passages.iter().find(|passage| passage.text.contains("Terms")).expect("it is there");
    assert!(html[terms.source.clone()].contains("Terms"));
}

#[test]
fn tables_that_lay_out_a_page_are_no_tables() {
    let html = "<table><tr><td><a href=a>One</a> <a href=b>Two</a> <a href=c>Three</a></td><td><h1>Title</h1><p>A long paragraph of the text, which is what the page is for, after all.</p></td></tr></table>";
    let (reading, _) = read("a.html", html);
    assert!(reading.parsed.body.iter().all(|block| matches!(block, Block::Passage(_))));
    assert_eq!(apart(html)[0], ("One Two Three".to_owned(), Why::Boilerplate));
}

#[test]
fn a_section_of_links_is_text() {
    let text = "<div><p>A long paragraph of the text, which is what the page is for, after all.</p></div>";
    let links = "<a href=a>One</a> <a href=b>Two</a> <a href=c>Three</a>";
    assert_eq!(apart(&format!("{text}<div>{links}</div>")).len(), 1);
    assert_eq!(apart(&format!("{text}<div><h2>See also</h2>{links}</div>")).len(), 0);
}

#[test]
fn cells_that_reach_over_others_leave_room() {
    let html = "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>d<td colspan=2>e<tr><td>f<td>g</table>";
    let (reading, _) = read("a.html", html);
    let Some(Block::Table { head, rows, .. }) = reading.parsed.body.first() else { panic!("no table") };
    let words = |row: &Vec<crate::document::PassageIx>| {
        row.iter().map(|ix| reading.parsed.passages[ix.0 as usize].text.clone()).collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        (words(head), rows.iter().map(words).collect::<Vec<_>>()),
        ("a|b|c".to_owned(), vec!["d|e|".to_owned(), "|f|g".to_owned()])
    );
}

/// Nesting and repetition: no panic, no word lost, and no more passages than there are words and pictures.
#[test]
fn hostile_pages_do_no_harm() {
    let pieces = [
        "<div>",
        "<b>x",
        "<a href=x>x",
        "<table>",
        "<table><tr><td>x",
        "&",
        "&amp",
        "<!--",
        "<blockquote>x",
        "<ul><li>x",
        "<p>",
        "</p>",
        "</div>",
        "<b><i></b>x",
        "<a href=#x>1</a>",
        "<p id=x><a href=#x>1</a>",
        "<svg>",
        "<h1>x",
        "<td rowspan=200>x",
        "<dl><dd>x",
        "<nav>x",
        "<title>",
        "<",
    ];
    for piece in pieces {
        let html = piece.repeat(15_000 / piece.len());
        super::properties::nothing_is_lost(&html);
        let passages = read("a.html", &html).0.parsed.passages.len();
        assert!(passages <= 15_000, "{piece}: {passages} passages");
    }
}

#[test]
fn a_section_is_text_whatever_its_name_and_the_frame_of_a_table_is_no_list_of_contents() {
    let prose = "The old bridge carries traffic again, and the ferries go back to their harbour.";
    let seen = outline(&format!(
        "<main><h1>Bridges</h1><section id=\"handling-security-related-bugs\"><h2><span>5.8. </span>Handling security-related bugs<a class=headerlink href=\"#x\">¶</a></h2><ul><li><a href=a>{prose}</a></li></ul></section><div class=table><p class=title><b>Table 1. Bridges</b></p><div class=table-contents><table summary=Bridges><tr><th>bridge</th><th>year</th></tr><tr><td><a href=b>Old</a></td><td><a href=c>1651</a></td></tr></table></div></div></main>"
    ));
    assert!(seen.contains("Handling security-related bugs") && seen.contains("1651"), "{seen}");
}

#[test]
fn a_list_that_a_sentence_goes_on_in_is_no_table_of_contents() {
    let list = "<ul><li><a href=#a>First name</a></li><li><a href=#b>Second name</a></li><li><a href=#c>The third of them</a></li></ul>";
    let heads = "<h2 id=a>First name</h2><p>One.</p><h2 id=b>Second name</h2><p>Two.</p><h2 id=c>Third name</h2><p>Three.</p>";
    let seen = |before: &str| outline(&format!("<main><h1>Names</h1>{before}{list}{heads}</main>"));
    assert!(seen("<p>It gives the following names:</p>").contains("The third of them"));
    assert!(!seen("<p>On this page:</p>").contains("The third of them"));
}

#[test]
fn a_section_of_a_manual_on_comments_is_no_place_for_comments() {
    let prose =
        "A comment begins with two dashes and goes on to the end of the line, whatever stands in it. "
            .repeat(4);
    let page = format!(
        "<body><div class=sect1 id=SQL-SYNTAX><h2>4.1. Syntax</h2><p>{prose}</p><div class=sect2 id=SQL-SYNTAX-COMMENTS><h3>4.1.5. Comments</h3><p>{prose}</p></div></div><div id=blog-comments><h3>2 comments</h3><p>First!</p></div></body>"
    );
    let seen = outline(&page);
    assert!(seen.contains("4.1.5. Comments") && !seen.contains("First!"), "{seen}");
}

#[test]
fn what_leads_through_a_manual_is_no_text() {
    let seen = outline(
        "<html><head><title>Bridges</title></head><body><div class=navheader><table><tr><th colspan=3>Chapter 1. Bridges</th></tr><tr><td><a href=a>Prev</a></td><th></th><td><a href=b>Next</a></td></tr></table></div><h1>Bridges</h1><p>The old bridge carries traffic again, and the ferries go back to their harbour.</p><ul class=\"docnav\"><li><a href=a>Prev</a></li><li>The manual</li></ul></body></html>",
    );
    assert!(!seen.contains("Prev") && !seen.contains("Chapter 1") && !seen.contains("The manual"), "{seen}");
}

#[test]
fn lines_of_code_that_are_divisions_are_one_listing() {
    let seen = outline(
        "<p>It is so:</p><div class=\"fragment\"><div class=\"line\">MatrixXi mat(3,3); </div>\n<div class=\"line\">mat &lt;&lt; 1, 2;</div>\n</div><p>And so on.</p>",
    );
    assert!(
        seen.contains("code: MatrixXi mat(3,3); / mat << 1, 2;") || seen.contains("mat << 1, 2;"),
        "{seen}"
    );
    assert_eq!(seen.matches("code").count(), 1, "{seen}");
}

#[test]
fn a_call_out_that_a_table_lays_out_is_a_call_out() {
    let parsed = read(
        "a.html",
        "<p>Before.</p><div class=note><table border=0 summary=Note><tr><td rowspan=2><img alt=\"[Note]\" src=note.png></td><th>Note</th></tr><tr><td><p>The gate is open.</p></td></tr></table></div>",
    )
    .0
    .parsed;
    assert!(matches!(parsed.body.last(), Some(Block::Alert { label: "note", .. })), "{:?}", parsed.body);
    assert_eq!(
        parsed.passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>(),
        ["Before.", "The gate is open."]
    );
}
