//! Titles that are marked up: who writes Markdown below writes `The *Lock* and its `gauge`` above, too.

/// The signs, the longer before those that they are made of. Two low lines are rather part of a name, as in `__init__`.
const SIGNS: [&str; 4] = ["**", "*", "_", "`"];
/// Bytes of a title; what is longer is none, and stays as it is.
const LONGEST: usize = 1_000;

/// The words without the signs of emphasis and code around some of them. Only what Markdown would take for such, and no
/// sign within a word: M*A*S*H and snake_case_names stay.
pub fn unmarked(words: &str) -> String {
    if words.len() > LONGEST {
        return words.to_owned();
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['*', '_', '`']) {
        let (before, marked) = rest.split_at(at);
        plain.push_str(before);
        let outside = !plain.ends_with(char::is_alphanumeric);
        let found = SIGNS.iter().filter(|_| outside).find_map(|sign| Some((*sign, inside(marked, sign)?)));
        rest = match found {
            Some((sign, inner)) => {
                plain.push_str(&if sign == "`" { inner.to_owned() } else { unmarked(inner) });
                &marked[inner.len() + 2 * sign.len()..]
            }
            None => {
                let signs = marked.len() - marked.trim_start_matches(['*', '_', '`']).len();
                plain.push_str(&marked[..signs]);
                &marked[signs..]
            }
        };
    }
    plain + rest
}

/// What stands between a sign that opens some words and the next that closes them.
fn inside<'a>(marked: &'a str, sign: &str) -> Option<&'a str> {
    let bounds = |c: char| c.is_whitespace() || sign.starts_with(c);
    let after = marked.strip_prefix(sign).filter(|after| !after.starts_with(bounds))?;
    let closes = |at: &usize| {
        let (inner, behind) = (&after[..*at], &after[*at + sign.len()..]);
        !inner.is_empty()
            && !inner.ends_with(bounds)
            && !behind.starts_with(|c: char| c.is_alphanumeric() || sign.starts_with(c))
    };
    after.match_indices(sign).map(|(at, _)| at).find(closes).map(|at| &after[..at])
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn titles_are_said_without_the_signs_of_emphasis_and_code() {
        for (marked, plain) in [
            ("The *Lock* Model, its `gauge` and H₂O", "The Lock Model, its gauge and H₂O"),
            ("**Notes** on _The Osier Beds_", "Notes on The Osier Beds"),
            ("On **the *two* gates**, (*again*)", "On the two gates, (again)"),
            ("`*args` and `**kwargs`", "*args and **kwargs"),
            ("*«Ворота»*: *水門*", "«Ворота»: 水門"),
        ] {
            assert_eq!(unmarked(marked), plain);
        }
    }

    #[test]
    fn a_sign_that_marks_nothing_stays() {
        for title in [
            "M*A*S*H",
            "snake_case_names and __init__",
            "5 * 3 * 2",
            "f(*args, **kwargs)",
            "Stars: ***** and *",
            "A footnote*",
            "C*-algebras and W*-algebras",
            "`",
            "****",
            "* * *",
            "",
        ] {
            assert_eq!(unmarked(title), title);
        }
    }
}
