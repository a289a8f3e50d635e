//! English: plurals, possessives, and the two spellings. The tables are in order, to be searched.

use super::latin::without_accents;
use waken_snowball::{Algorithm, stem as snowball};

/// The form of a folded word that its plural, its possessive and its other spelling share.
pub fn key(folded: &str) -> String {
    spelling(singular(possessor(&without_accents(folded))))
}

/// Plurals that a rule makes singular only if there is such a word: plural, singular.
const PERHAPS: [(&str, &str); 17] = [
    ("a", "on"),
    ("a", "um"),
    ("ae", "a"),
    ("ata", "a"),
    ("eaux", "eau"),
    ("era", "us"),
    ("i", "us"),
    ("ices", "ex"),
    ("ices", "ix"),
    ("ides", "is"),
    ("is", "i"),
    ("ora", "us"),
    ("ses", "s"),
    ("ses", "sis"),
    ("s", ""),
    ("us", "u"),
    ("zzes", "z"),
];
/// Words that look like such plurals, or have long been singular.
const NOT_PLURAL: [&str; 13] =
    ["bus", "data", "gas", "has", "his", "its", "media", "pus", "thus", "us", "use", "was", "yes"];
/// Plurals that are seldom another word's: plural, singular.
const OWN_PLURAL: [(&str, &str); 3] = [("dice", "die"), ("lice", "louse"), ("people", "person")];

/// What a word may be the plural of: `foci`, `schemata`, `genera`, `gurus`.
pub fn bases(folded: &str) -> Vec<String> {
    let is_number = folded.starts_with(|c: char| c.is_ascii_digit());
    if is_number || NOT_PLURAL.contains(&folded) || folded.len() < 3 {
        return Vec::new();
    }
    let mut bases: Vec<String> = found(&OWN_PLURAL, folded).map(str::to_owned).into_iter().collect();
    bases.extend(PERHAPS.iter().filter_map(|(plural, singular)| {
        let stem = folded.strip_suffix(plural)?;
        // Before a short ending two letters are too few to tell a word by, but for a plain plural: `ids`.
        (stem.len() > 2 || (stem.len() == 2 && (*plural == "s" || plural.len() > 2)))
            .then(|| format!("{stem}{singular}"))
    }));
    bases
}

fn possessor(word: &str) -> &str {
    match word.strip_suffix("'s") {
        Some(owner) if !owner.is_empty() => owner,
        _ => word.strip_suffix('\'').unwrap_or(word),
    }
}

/// Learned words of one family, which the stemmer keeps apart: the ending, and what all of the family have
/// for it. The longer of two endings that fit stands first.
const FAMILIES: [(&str, &str); 18] = [
    ("ologically", "olog"),
    ("ological", "olog"),
    ("ology", "olog"),
    ("graphically", "graph"),
    ("graphical", "graph"),
    ("graphic", "graph"),
    ("graphy", "graph"),
    ("cratically", "crac"),
    ("cratic", "crac"),
    ("cracy", "crac"),
    ("ianism", "ian"),
    ("istically", "is"),
    ("istic", "is"),
    ("ism", "is"),
    ("ist", "is"),
    ("ction", "ct"),
    ("ctor", "ct"),
    ("ption", "pt"),
];

/// Letters that are no root: of `function`, of `list`.
const SHORT: usize = 3;

/// The stem of a folded word. Which words of one stem are near each other is for the pairs of endings to
/// say, so that it may be cut further than the stemmer cuts.
pub fn stem(folded: &str) -> String {
    let word = without_plural(folded);
    let family = FAMILIES.iter().find_map(|(ending, shared)| Some((word.strip_suffix(ending)?, shared)));
    match family {
        // `ideal` is no form of `idealism`: a teaching keeps what makes it one. To `insist` is no teaching.
        Some((root, shared)) if root.len() > SHORT && !root.ends_with('s') => format!("{root}{shared}"),
        _ => fully_cut(folded),
    }
}

/// The stemmer takes one ending a time off: `autoscaler`, `autoscal-ing`.
fn fully_cut(word: &str) -> String {
    let stem = snowball(Algorithm::English, word);
    if stem == word { stem.into_owned() } else { fully_cut(&stem) }
}

/// A word without the plain ending of plurals.
pub fn without_plural(folded: &str) -> &str {
    let stem = folded.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u', 'i']));
    stem.unwrap_or(folded)
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
const IRREGULAR: [(&str, &str); 41] = [
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("axes", "axis"),
    ("calves", "calf"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("dwarves", "dwarf"),
    ("elves", "elf"),
    ("feet", "foot"),
    ("foci", "focus"),
    ("geese", "goose"),
    ("halves", "half"),
    ("hooves", "hoof"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("loaves", "loaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("nuclei", "nucleus"),
    ("oases", "oasis"),
    ("oxen", "ox"),
    ("parentheses", "parenthesis"),
    ("phenomena", "phenomenon"),
    ("scarves", "scarf"),
    ("selves", "self"),
    ("sheaves", "sheaf"),
    ("shelves", "shelf"),
    ("syntheses", "synthesis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("vertices", "vertex"),
    ("wharves", "wharf"),
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
        // Ten years are no year.
        || word.strip_suffix('s').is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_digit()))
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
const PAIRS: [(&str, &str); 28] = [
    ("acknowledgement", "acknowledgment"),
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("analogue", "analog"),
    ("artefact", "artifact"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("defence", "defens"),
    ("defense", "defens"),
    ("dialogue", "dialog"),
    ("disc", "disk"),
    ("doughnut", "donut"),
    ("enrol", "enroll"),
    ("fibre", "fiber"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("licence", "licens"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("offence", "offens"),
    ("pretence", "pretens"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("sceptic", "skeptic"),
    ("theatre", "theater"),
    ("whisky", "whiskey"),
    ("yoghurt", "yogurt"),
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

/// Letters within words: British, American. Most are of Greek or Latin words with a diphthong.
const WITHIN: [(&str, &str); 24] = [
    ("aem", "em"),
    ("aesthe", "esthe"),
    ("aluminium", "aluminum"),
    ("chaeo", "cheo"),
    ("diaev", "diev"),
    ("faec", "fec"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("jewell", "jewel"),
    ("manoeuv", "maneuv"),
    ("moeb", "meb"),
    ("mould", "mold"),
    ("moult", "molt"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("opaed", "oped"),
    ("paedi", "pedi"),
    ("palaeo", "paleo"),
    ("plough", "plow"),
    ("praes", "pres"),
    ("rrhoea", "rrhea"),
    ("sulph", "sulf"),
    ("jewelery", "jewelry"),
];

/// British and American spelling as one.
fn spelling(word: String) -> String {
    if word.len() < 4 {
        return word;
    }
    let word = single_l(within(word));
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

fn within(mut word: String) -> String {
    for (british, american) in WITHIN {
        if word.contains(british) {
            word = word.replace(british, american);
        }
    }
    word
}

/// `travelling` as `traveling`: the `l` is doubled after a stem of two syllables or more.
fn single_l(word: String) -> String {
    for ending in ["lling", "lled", "ller"] {
        if let Some(stem) = word.strip_suffix(ending)
            && syllables(stem) > 1
        {
            return format!("{stem}{}", &ending[1..]);
        }
    }
    word
}

fn syllables(word: &str) -> usize {
    let is_vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let word = word.as_bytes();
    (0..word.len()).filter(|at| is_vowel(&word[*at]) && (*at == 0 || !is_vowel(&word[at - 1]))).count()
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
