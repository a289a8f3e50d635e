//! English: plurals, possessives, and the two spellings. The tables are in order, to be searched.

/// The form of a folded word that its plural, its possessive and its other spelling share.
pub fn key(folded: &str) -> String {
    spelling(singular(possessor(folded)))
}

fn possessor(word: &str) -> &str {
    match word.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => owner,
        _ => word.strip_suffix('\'').unwrap_or(word),
    }
}

/// Words that end in `s` in the singular, beside those in `ss`, `us` and `is`.
const SINGULAR_IN_S: [&str; 30] = [
    "aesthetics",
    "alias",
    "always",
    "analytics",
    "athletics",
    "atlas",
    "bias",
    "canvas",
    "chaos",
    "dynamics",
    "economics",
    "electronics",
    "ethics",
    "genetics",
    "graphics",
    "lens",
    "linguistics",
    "logistics",
    "mathematics",
    "means",
    "mechanics",
    "news",
    "optics",
    "perhaps",
    "physics",
    "politics",
    "robotics",
    "semantics",
    "statistics",
    "tactics",
];

/// Plurals that no rule makes.
const IRREGULAR: [(&str, &str); 34] = [
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("axes", "axis"),
    ("calves", "calf"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("foci", "focus"),
    ("geese", "goose"),
    ("halves", "half"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("loaves", "loaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("nuclei", "nucleus"),
    ("oases", "oasis"),
    ("oxen", "ox"),
    ("parentheses", "parenthesis"),
    ("phenomena", "phenomenon"),
    ("selves", "self"),
    ("shelves", "shelf"),
    ("syntheses", "synthesis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("vertices", "vertex"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// Plural and singular as one. The silent `e` before a plural ending goes in both.
fn singular(word: &str) -> String {
    let word = found(&IRREGULAR, word).unwrap_or(word);
    let kept = word.len() <= 3
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || SINGULAR_IN_S.binary_search(&word).is_ok();
    let stem = if kept { word } else { word.strip_suffix('s').unwrap_or(word) };
    if stem.len() > 4 && stem.ends_with("ie") {
        return format!("{}y", &stem[..stem.len() - 2]);
    }
    let silent = ["che", "she", "xe", "ze", "se", "oe"].iter().any(|ending| stem.ends_with(ending));
    if silent && stem.len() >= 4 { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

/// Words in `-our` that are written `-or` in American English.
const OUR: [&str; 26] = [
    "armour",
    "behaviour",
    "candour",
    "clamour",
    "colour",
    "demeanour",
    "endeavour",
    "favour",
    "fervour",
    "flavour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "neighbour",
    "odour",
    "parlour",
    "rigour",
    "rumour",
    "saviour",
    "savour",
    "splendour",
    "tumour",
    "valour",
    "vapour",
    "vigour",
];

/// Other pairs, as keys: British, American.
const PAIRS: [(&str, &str); 18] = [
    ("acknowledgement", "acknowledgment"),
    ("analogue", "analog"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("defence", "defens"),
    ("defense", "defens"),
    ("dialogue", "dialog"),
    ("fibre", "fiber"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("licence", "licens"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("offence", "offens"),
    ("pretence", "pretens"),
    ("programme", "program"),
    ("sceptic", "skeptic"),
    ("theatre", "theater"),
];

/// Endings: British, American. Keys have lost a silent `e`: `organis` is both `organise` and `organises`.
const ENDINGS: [(&str, &str); 12] = [
    ("is", "iz"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("isation", "ization"),
    ("iser", "izer"),
    ("isable", "izable"),
    ("ys", "yz"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("ysation", "yzation"),
    ("yser", "yzer"),
    ("ysable", "yzable"),
];

/// British and American spelling as one.
fn spelling(word: String) -> String {
    if word.len() < 4 {
        return word;
    }
    if let Some(american) = found(&PAIRS, &word) {
        return american.to_owned();
    }
    // Only the last that is not after the word can be its beginning.
    let before = OUR.partition_point(|british| *british <= word.as_str());
    if let Some(british) = OUR[..before].last().filter(|british| word.starts_with(**british)) {
        return format!("{}or{}", &british[..british.len() - 3], &word[british.len()..]);
    }
    // Keys have lost a silent `e`: `organis` is both `organise` and `organises`.
    for (british, american) in ENDINGS {
        if word.len() > british.len() + 3
            && let Some(stem) = word.strip_suffix(british)
        {
            return format!("{stem}{american}");
        }
    }
    word
}

fn found(pairs: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    pairs.binary_search_by_key(&word, |(first, _)| first).ok().map(|at| pairs[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_are_searched_are_in_order() {
        assert!(SINGULAR_IN_S.is_sorted() && OUR.is_sorted());
        assert!(IRREGULAR.is_sorted() && PAIRS.is_sorted());
        assert!(OUR.windows(2).all(|pair| !pair[1].starts_with(pair[0])));
    }
}
