//! The name of a proposed concept, out of the forms in which the texts write it.

use std::collections::BTreeMap;

/// Forms as written: how often within sentences, and how often at their start or in headings.
pub type Forms = BTreeMap<String, (u32, u32)>;

/// The most frequent form; the singular where it is not rare. Capitals that come from the place
/// alone are no part of the name.
pub fn name(forms: &Forms) -> String {
    // A form in lower case tells the same wherever it stands.
    let told = |form: &String| {
        let lower = form.chars().next().is_some_and(char::is_lowercase);
        forms[form].0 + if lower { forms[form].1 } else { 0 }
    };
    let any_told = forms.keys().any(|form| told(form) > 0);
    let count = |form: &String| if any_told { told(form) } else { forms[form].1 };
    let pool: Vec<&String> = forms.keys().filter(|form| count(form) > 0).collect();
    let Some(best) = pool.iter().min_by_key(|form| (u32::MAX - count(form), form.len(), **form)) else {
        return String::new();
    };
    let most = count(best);
    let singular = pool.iter().find(|form| is_singular_of(form, best) && count(form) * 4 >= most);
    let form = singular.unwrap_or(best).as_str();
    let plain = form.replace('’', "'");
    let owner = plain.strip_suffix("'s").unwrap_or(&plain);
    if any_told { owner.to_owned() } else { without_capitals(owner) }
}

/// Whether a form is shorter than another by the ending of the plural alone.
fn is_singular_of(form: &str, plural: &str) -> bool {
    let (form, plural) = (form.to_lowercase(), plural.to_lowercase());
    let stem = form.strip_suffix('y').unwrap_or(&form);
    let rest = plural.strip_prefix(stem);
    form.len() < plural.len() && matches!(rest, Some("s" | "es" | "ies"))
}

/// Lower case, but for words with capitals within them.
fn without_capitals(form: &str) -> String {
    let is_marked = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    let words: Vec<&str> = form.split(' ').collect();
    let all_marked = words.len() > 1 && words.iter().all(|word| is_marked(word));
    let plain = words
        .iter()
        .map(|word| if is_marked(word) && !all_marked { (*word).to_owned() } else { word.to_lowercase() });
    plain.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(forms: &[(&str, u32, u32)]) -> String {
        name(&forms.iter().map(|(form, within, edge)| ((*form).to_owned(), (*within, *edge))).collect())
    }

    #[test]
    fn a_name_is_the_most_frequent_form_in_the_singular() {
        assert_eq!(of(&[("pods", 5, 0), ("Pods", 1, 9), ("pod", 4, 0)]), "pod");
        assert_eq!(of(&[("productive forces", 2, 0)]), "productive forces");
        assert_eq!(of(&[("socialist states", 2, 0), ("socialist state", 0, 1)]), "socialist state");
        assert_eq!(of(&[("policies", 2, 0), ("policy", 1, 0)]), "policy");
    }

    #[test]
    fn capitals_of_the_place_are_not_kept() {
        assert_eq!(of(&[("Permanent Revolution", 0, 2)]), "permanent revolution");
        assert_eq!(of(&[("API Server", 0, 2)]), "API server");
        assert_eq!(of(&[("Soviet Union", 3, 0)]), "Soviet Union");
    }
}
