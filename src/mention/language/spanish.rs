//! Spanish and Portuguese: plurals, whose accents come and go with the stress.

use super::latin::without_accents;

/// Spanish: `imágenes` as `imagen`, `luces` as `luz`. A final `e` goes too: only so are `clases` and
/// `meses`, which end alike, both what their singulars are.
pub fn key(folded: &str) -> String {
    let plain = without_accents(folded);
    let stressed = folded.ends_with("és") || folded.ends_with("ís");
    let mut word = plain.as_ref();
    if word.chars().count() > 3 && !stressed {
        let before = |stem: &&str| !stem.ends_with(['i', 'u', 's']);
        word = word.strip_suffix("es").or_else(|| word.strip_suffix('s').filter(before)).unwrap_or(word);
        word = word.strip_suffix('e').unwrap_or(word);
    }
    match word.strip_suffix('z') {
        Some(stem) => format!("{stem}c"),
        None => word.to_owned(),
    }
}

/// Portuguese: `imagens` as `imagem`, `nações` as `nação`, `níveis` as `nível`.
pub fn portuguese_key(folded: &str) -> String {
    const ENDINGS: [(&str, &str); 9] = [
        ("oes", "ao"),
        ("aes", "ao"),
        ("aos", "ao"),
        ("ns", "m"),
        ("ais", "al"),
        ("eis", "el"),
        ("ois", "ol"),
        ("uis", "ul"),
        ("il", "el"),
    ];
    let word = without_accents(folded);
    let stressed = folded.ends_with("ês") || folded.ends_with("ís");
    if word.chars().count() < 4 || stressed {
        return word.into_owned();
    }
    // `leis` is no plural of `lel`.
    let long = word.chars().count() > 4;
    for (plural, singular) in ENDINGS {
        if let Some(stem) = word.strip_suffix(plural).filter(|_| long || !plural.ends_with("is")) {
            return format!("{stem}{singular}");
        }
    }
    let stem =
        ["res", "zes", "ses"].iter().any(|ending| word.ends_with(ending)).then(|| &word[..word.len() - 2]);
    let stem = stem.or_else(|| word.strip_suffix('s')).unwrap_or(&word);
    stem.strip_suffix('e').unwrap_or(stem).to_owned()
}
