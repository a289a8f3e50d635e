//! Our own styles and scripts as they are published: without what only those who write them need.

#[path = "lean/script.rs"]
mod script;
#[path = "lean/statement.rs"]
mod statement;

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
        (Some((_, "js")), Ok(js)) => {
            let named = script::with_short_names(&lines(js, "\n"));
            statement::joined(&script::without_blanks(&named)).into_bytes()
        }
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
}
