//! What tells texts of one title apart: in a list of two hundred texts called "Changelog" none is found.

use crate::document::Document;
use rapidhash::{RapidHashMap, RapidHashSet};
use std::path::Path;
use std::sync::Arc;

/// By document: what stands in brackets behind its title, if others have the same.
pub fn namesakes(documents: &[Arc<Document>]) -> Vec<Option<String>> {
    let mut by_title: RapidHashMap<String, Vec<usize>> = RapidHashMap::default();
    for (ix, document) in documents.iter().enumerate() {
        by_title.entry(document.meta.title.to_lowercase()).or_default().push(ix);
    }
    let mut apart = vec![None; documents.len()];
    for group in by_title.into_values().filter(|group| group.len() > 1) {
        let words = telling_apart(&group.iter().map(|ix| &*documents[*ix]).collect::<Vec<_>>());
        for (ix, words) in group.into_iter().zip(words) {
            apart[ix] = Some(words);
        }
    }
    apart
}

/// Authors, date, name of the file or its path: the first that each of the texts has for itself.
fn telling_apart(group: &[&Document]) -> Vec<String> {
    let ways: [fn(&Document) -> String; 3] = [
        |text| text.meta.authors.join(", "),
        |text| text.meta.date.clone().unwrap_or_default(),
        |text| Path::new(&text.path).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    ];
    let of = |way: fn(&Document) -> String| group.iter().map(|text| way(text)).collect::<Vec<_>>();
    let is_own = |words: &Vec<String>| {
        let mut seen = RapidHashSet::default();
        words.iter().all(|word| !word.is_empty() && seen.insert(word))
    };
    ways.into_iter().map(of).find(is_own).unwrap_or_else(|| of(|text| text.path.clone()))
}

#[cfg(test)]
mod tests {
    use super::namesakes;
    use crate::source::Sources;

    fn apart(files: &[(&str, &str)]) -> Vec<Option<String>> {
        namesakes(&crate::document::documents(&Sources::from_pairs(files.iter().copied())).0)
    }

    #[test]
    fn texts_of_one_title_are_told_apart_by_what_differs() {
        let of = |meta: &str| format!("---\n{meta}\n---\n# Letter\n\nWords.\n");
        let words = |words: [&str; 2]| words.map(|words| Some(words.to_owned())).to_vec();
        let (marx, engels) = (of("author: Marx\ndate: 1877"), of("author: Engels\ndate: 1877"));
        let found = apart(&[("seeds/a.md", &marx), ("seeds/b.md", &engels), ("seeds/c.md", "# Note\n")]);
        assert_eq!(found[..2], words(["Marx", "Engels"]));
        assert_eq!(found[2], None);
        let later = of("author: Marx\ndate: 1881");
        assert_eq!(apart(&[("seeds/a.md", &marx), ("seeds/b.md", &later)]), words(["1877", "1881"]));
        let plain = "# Letter\n\nWords.\n";
        assert_eq!(apart(&[("seeds/a.md", plain), ("seeds/b.md", plain)]), words(["a", "b"]));
        let paths = words(["x/a.md", "y/a.md"]);
        assert_eq!(apart(&[("seeds/x/a.md", plain), ("seeds/y/a.md", plain)]), paths);
    }
}
