//! English: plurals, possessives, and the two spellings.

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
    "news",
    "lens",
    "always",
    "perhaps",
    "means",
    "chaos",
    "atlas",
    "canvas",
    "bias",
    "alias",
    "politics",
    "economics",
    "physics",
    "mathematics",
    "ethics",
    "statistics",
    "mechanics",
    "dynamics",
    "linguistics",
    "semantics",
    "aesthetics",
    "athletics",
    "logistics",
    "genetics",
    "electronics",
    "graphics",
    "analytics",
    "tactics",
    "optics",
    "robotics",
];

/// Plurals that no rule makes.
const IRREGULAR: [(&str, &str); 34] = [
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("mice", "mouse"),
    ("oxen", "ox"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("analyses", "analysis"),
    ("crises", "crisis"),
    ("theses", "thesis"),
    ("hypotheses", "hypothesis"),
    ("syntheses", "synthesis"),
    ("parentheses", "parenthesis"),
    ("oases", "oasis"),
    ("diagnoses", "diagnosis"),
    ("axes", "axis"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("appendices", "appendix"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("wolves", "wolf"),
    ("shelves", "shelf"),
    ("halves", "half"),
    ("thieves", "thief"),
    ("loaves", "loaf"),
    ("calves", "calf"),
    ("selves", "self"),
    ("foci", "focus"),
    ("nuclei", "nucleus"),
];

/// Plural and singular as one. The silent `e` before a plural ending goes in both.
fn singular(word: &str) -> String {
    let word = IRREGULAR.iter().find(|(plural, _)| *plural == word).map_or(word, |(_, singular)| singular);
    let kept = word.len() <= 3
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || SINGULAR_IN_S.contains(&word);
    let stem = if kept { word } else { word.strip_suffix('s').unwrap_or(word) };
    if stem.len() > 4 && stem.ends_with("ie") {
        return format!("{}y", &stem[..stem.len() - 2]);
    }
    let silent = ["che", "she", "xe", "ze", "se", "oe"].iter().any(|ending| stem.ends_with(ending));
    if silent && stem.len() >= 4 { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() }
}

/// Words in `-our` that are written `-or` in American English.
const OUR: [&str; 26] = [
    "labour",
    "colour",
    "favour",
    "honour",
    "neighbour",
    "behaviour",
    "harbour",
    "rumour",
    "vapour",
    "humour",
    "endeavour",
    "armour",
    "flavour",
    "odour",
    "parlour",
    "rigour",
    "savour",
    "splendour",
    "tumour",
    "valour",
    "vigour",
    "saviour",
    "candour",
    "clamour",
    "fervour",
    "demeanour",
];

/// Other pairs, as keys: British, American.
const PAIRS: [(&str, &str); 18] = [
    ("centre", "center"),
    ("theatre", "theater"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("defence", "defens"),
    ("offence", "offens"),
    ("licence", "licens"),
    ("pretence", "pretens"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("analogue", "analog"),
    ("programme", "program"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("defense", "defens"),
    ("sceptic", "skeptic"),
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
    if let Some((_, american)) = PAIRS.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    if let Some(british) = OUR.iter().find(|british| word.starts_with(**british)) {
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
