//! Formulas as readers see them.

use super::{Setting, mathml};

/// What is drawn, without what is around every formula.
fn drawn(tex: &str) -> Option<String> {
    let html = mathml(tex, Setting::InLine)?;
    let (_, rest) = html.split_once("<mrow data-added>")?;
    Some(rest.split_once("</mrow><annotation")?.0.to_owned())
}

#[track_caller]
fn draws(tex: &str, mathml: &str) {
    assert_eq!(drawn(tex).as_deref(), Some(mathml), "{tex}");
}

#[test]
fn a_formula_keeps_its_words_beside_what_is_drawn() {
    assert_eq!(
        mathml("x<1", Setting::Alone).as_deref(),
        Some(
            "<math display=\"block\"><semantics><mrow data-added><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow>\
             <annotation encoding=\"application/x-tex\">x&lt;1</annotation></semantics></math>"
        )
    );
}

#[test]
fn letters_numbers_and_signs() {
    draws("a+12.5", "<mi>a</mi><mo>+</mo><mn>12.5</mn>");
    draws("n-1.", "<mi>n</mi><mo>−</mo><mn>1</mn><mo>.</mo>");
    draws("\\alpha\\le\\infty", "<mi>α</mi><mo>≤</mo><mi>∞</mi>");
    draws("f(x)", "<mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>");
    draws("a\\,b", "<mi>a</mi><mspace width=\".17em\"></mspace><mi>b</mi>");
    draws("\\sin x", "<mo lspace=\".17em\" rspace=\".17em\">sin</mo><mi>x</mi>");
}

#[test]
fn what_stands_above_and_below() {
    draws("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>");
    draws("2^{10}", "<msup><mn>2</mn><mrow><mn>10</mn></mrow></msup>");
    draws("f''", "<msup><mi>f</mi><mrow><mo>′′</mo></mrow></msup>");
    draws("\\sum_i x", "<munder><mo>∑</mo><mi>i</mi></munder><mi>x</mi>");
    draws("\\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>");
    draws("\\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>");
    draws("{}_n", "<msub><mrow></mrow><mi>n</mi></msub>");
}

#[test]
fn fractions_roots_and_brackets() {
    draws("\\frac{1}{n}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>n</mi></mrow></mfrac>");
    draws("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>");
    draws("\\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>");
    draws("\\left( x \\right.", "<mrow><mo>(</mo><mi>x</mi></mrow>");
    draws("\\{a\\}", "<mo stretchy=\"false\">{</mo><mi>a</mi><mo stretchy=\"false\">}</mo>");
}

#[test]
fn alphabets_and_words() {
    draws("\\mathbb R", "<mi mathvariant=\"normal\">ℝ</mi>");
    draws("\\mathcal{X}_0", "<msub><mrow><mi mathvariant=\"normal\">𝒳</mi></mrow><mn>0</mn></msub>");
    draws("\\mathrm{gcd}", "<mrow><mi>gcd</mi></mrow>");
    draws("\\mathbf{v_i}", "<mrow><msub><mi mathvariant=\"normal\">𝐯</mi><mi>i</mi></msub></mrow>");
    draws("\\text{ if }", "<mtext>\u{a0}if\u{a0}</mtext>");
    draws("\\not=", "<mo>≠</mo>");
}

#[test]
fn rows_and_tables() {
    draws(
        "a\\\\b",
        "<mtable><mtr><mtd class=\"ar\"><mi>a</mi></mtd></mtr><mtr><mtd class=\"ar\"><mi>b</mi></mtd></mtr></mtable>",
    );
    draws(
        "\\begin{cases}1&x\\\\0&y\\end{cases}",
        "<mrow><mo>{</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi></mtd></mtr>\
         <mtr><mtd><mn>0</mn></mtd><mtd><mi>y</mi></mtd></mtr></mtable></mrow>",
    );
}

#[test]
fn what_is_not_understood_is_no_formula() {
    for tex in ["", "\\unknown", "{a", "a}", "\\frac{1}", "x^", "\\left(a", "\\begin{pmatrix}1", "\\\"o", "$"]
    {
        let drawn = drawn(tex);
        assert!(drawn.is_none(), "{tex}: {drawn:?}");
    }
    assert!(mathml(&"{".repeat(100_000), Setting::InLine).is_none());
    assert!(mathml(&"\\sqrt".repeat(100_000), Setting::InLine).is_none());
    assert!(mathml(&"x^".repeat(100_000), Setting::InLine).is_none());
}

#[test]
fn nothing_in_a_formula_is_markup() {
    let html = mathml("\\text{<b>\"}<\\mathrm{a}&<", Setting::InLine).unwrap_or_default();
    assert!(!html.contains("<b>") && !html.contains("\"}"), "{html}");
}
