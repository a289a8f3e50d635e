//! Our own styles and scripts as they are published: without what only those who write them need.

/// A file of the built-in theme without comments, indentation and, in a script, blanks that part nothing.
pub fn lean(path: &str, bytes: &[u8]) -> Vec<u8> {
    match (path.rsplit_once('.'), std::str::from_utf8(bytes)) {
        // No string of our styles holds the signs of a comment, and no line of them ends within a value.
        (Some((_, "css")), Ok(css)) => {
            let pieces = css.split("/*").enumerate().map(|(at, piece)| match at {
                0 => piece,
                _ => piece.split_once("*/").map_or("", |(_, rest)| rest),
            });
            with_lengths(lines(&pieces.collect::<String>(), "")).into_bytes()
        }
        // Comments of our scripts have lines of their own; the end of a line may end a statement.
        (Some((_, "js")), Ok(js)) => without_blanks(&lines(js, "\n")).into_bytes(),
        _ => bytes.to_vec(),
    }
}

/// A stylesheet in which a length that has a name for the whole of it, and never another value, stands where the name is
/// used: packed, the names take more than the lengths.
fn with_lengths(css: String) -> String {
    let Some((before, root, after)) = css
        .split_once(":root{")
        .and_then(|(before, rest)| rest.split_once('}').map(|(root, after)| (before, root, after)))
    else {
        return css;
    };
    let is_fixed = |declaration: &&str| {
        let length = declaration.split_once(':').filter(|(name, value)| {
            name.starts_with("--") && value.starts_with(|c: char| c == '.' || c.is_ascii_digit())
        });
        length.is_some_and(|(name, _)| css.matches(&format!("{name}:")).count() == 1)
    };
    let (fixed, other): (Vec<&str>, Vec<&str>) =
        root.split(';').filter(|declaration| !declaration.is_empty()).partition(is_fixed);
    let mut lean = format!("{before}:root{{{}}}{after}", other.join(";"));
    for (name, value) in fixed.iter().filter_map(|declaration| declaration.split_once(':')) {
        lean = lean.replace(&format!("var({name})"), value);
    }
    lean
}

fn lines(text: &str, joint: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join(joint)
}

/// A script without blanks beside signs, and without the ends of lines that end no statement. What stands in quotes,
/// templates and regular expressions stays as it is.
fn without_blanks(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    // Of each template around the code at hand, the braces that are open in that code.
    let mut braces: Vec<u32> = Vec::new();
    let mut rest = js;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => literal(rest, &[c]),
            '/' if begins_regex(&out) => literal(rest, &['/']),
            '`' => template(rest, &mut braces),
            '}' if braces.last() == Some(&0) => {
                braces.pop();
                template(rest, &mut braces)
            }
            ' ' | '\n' => {
                let after = rest.trim_start_matches([' ', '\n']);
                let blanks = &rest[..rest.len() - after.len()];
                rest = after;
                if !is_spare(&out, blanks, after) {
                    out.push(if blanks.contains('\n') { '\n' } else { ' ' });
                }
                continue;
            }
            _ => {
                match (c, braces.last_mut()) {
                    ('{', Some(open)) => *open += 1,
                    ('}', Some(open)) => *open -= 1,
                    _ => {}
                }
                c.len_utf8()
            }
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The length of what a sign begins, up to one of the signs that end it; in brackets a slash ends no regular expression.
fn literal(text: &str, ends: &[char]) -> usize {
    let mut signs = text.char_indices().skip(1);
    let mut bracketed = false;
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' => drop(signs.next()),
            '[' if ends == ['/'] => bracketed = true,
            ']' => bracketed = false,
            c if ends.contains(&c) && !bracketed => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a template, or of what follows code in it, up to its end or the next code.
fn template(text: &str, braces: &mut Vec<u32>) -> usize {
    let mut at = 1;
    loop {
        at += literal(&text[at - 1..], &['`', '{']) - 1;
        if text[..at].ends_with("${") {
            braces.push(0);
            return at;
        }
        if at >= text.len() || text[..at].ends_with('`') {
            return at;
        }
    }
}

/// After a value a slash divides, elsewhere it begins a regular expression.
fn begins_regex(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("return") || !before.ends_with(|c: char| is_of_word(c) || ")]}\"'`/".contains(c))
}

fn is_spare(before: &str, blanks: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if blanks.contains('\n') {
        // Elsewhere the end of a line may stand for a semicolon.
        return "{([,;".contains(last) || "})]".contains(next);
    }
    let parts = is_of_word(last) && is_of_word(next)
        || last == next && "+-".contains(last)
        || last == '/'
        || next == '/';
    !parts
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_left_out() {
        assert_eq!(lean("a.css", b"/* a */\na{\n  b:c;/* d\n e */\n  f:g\n}\n"), b"a{b:c;f:g}");
        assert_eq!(lean("a.js", b"// a\n{\n  // b\n  'c//d'\n}\n"), b"{'c//d'}");
    }

    #[test]
    fn lengths_with_names_stand_where_they_are_used() {
        let written = b":root{--a:1rem;--b:.5rem;--c:#fff;--d:clamp(1em,2vw,3em)}a{b:var(--a) var(--b) var(--c)}@media print{:root{--b:1em}}";
        let published = b":root{--b:.5rem;--c:#fff;--d:clamp(1em,2vw,3em)}a{b:1rem var(--b) var(--c)}@media print{:root{--b:1em}}";
        assert_eq!(lean("a.css", written), published);
    }

    #[test]
    fn what_a_script_says_keeps_its_blanks() {
        for (written, published) in [
            ("const a = b ? ' c  d ' : \"e, f\";", "const a=b?' c  d ':\"e, f\";"),
            ("a = `b ${c + ` d ${ { e: 1 }.e } f `} , ${ g } h`;", "a=`b ${c+` d ${{e:1}.e} f `} , ${g} h`;"),
            ("x = /[ / ] b/g.test(y) || z / 2 / w", "x= /[ / ] b/g.test(y)||z / 2 / w"),
            ("a => ({ b, ...c })", "a=>({b,...c})"),
            ("a + +b - -c + d", "a+ +b- -c+d"),
            ("'it\\'s  a' + `\\` ${ b }`", "'it\\'s  a'+`\\` ${b}`"),
            (
                "for (const [a, b] of c) if (typeof a == 'x') return /a  b/",
                "for(const[a,b]of c)if(typeof a=='x')return /a  b/",
            ),
            ("f(\n  a,\n  b\n)\ng()\nif (a) {\n  b()\n}\nelse c = {}", "f(a,b)\ng()\nif(a){b()}\nelse c={}"),
        ] {
            assert_eq!(without_blanks(&lines(written, "\n")), published);
        }
    }
}
