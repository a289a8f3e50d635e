//! Russian: its stemmer takes `канал` for a verb and `каналы` for a noun. So stems are cut until nothing
//! comes off, which makes one of too many words, and the endings then tell which are forms of one word.

use waken_snowball::{Algorithm, stem as snowball};

const VOWELS: [char; 12] = ['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'ь', 'й', 'ъ'];

/// Endings of nouns and adjectives.
const ENDINGS: [&str; 41] = [
    "", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й", "ой", "ей", "ем", "ом", "ам", "ям", "ах", "ях",
    "ами", "ями", "ов", "ев", "ью", "ою", "ею", "ый", "ая", "яя", "ое", "ее", "ые", "ого", "его", "ому",
    "ему", "ым", "ую", "юю", "ых", "ыми",
];
/// Those that adjectives have only after some letters; elsewhere their `и` is the stem's: `партий`.
const SOFT: [&str; 5] = ["ий", "ие", "их", "им", "ими"];
const BEFORE_SOFT: [char; 9] = ['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч', 'н', 'в'];
/// Words in `-мя`, which have `-мен-` in their other forms.
const IN_MEN: [&str; 7] = ["бремя", "время", "знамя", "имя", "пламя", "племя", "семя"];

/// `ё` is mostly written `е`.
pub fn key(folded: &str) -> String {
    folded.replace('ё', "е")
}

pub fn stem(folded: &str) -> String {
    let mut stem = plain(folded);
    // The stemmer would take this for the end of a reflexive verb: `запись`.
    if stem.ends_with("сь") {
        stem.pop();
    }
    loop {
        let shorter = root(&snowball(Algorithm::Russian, &stem));
        if shorter == stem {
            return stem;
        }
        stem = shorter;
    }
}

/// The key, of a word in `-мя` as its other forms have it.
fn plain(folded: &str) -> String {
    let word = key(folded);
    match word.strip_suffix('я').filter(|_| IN_MEN.contains(&word.as_str())) {
        Some(stem) => format!("{stem}ени"),
        None => word,
    }
}

/// Without the vowels at its end and the one before its last letter that comes and goes: `рынок`, `рынка`.
fn root(stem: &str) -> String {
    let mut root = stem;
    while root.chars().count() > 3
        && let Some(shorter) = root.strip_suffix(VOWELS)
    {
        root = shorter;
    }
    // `времена` loses to the stemmer what `времени` keeps.
    let root = root.strip_suffix("ен").filter(|rest| rest.ends_with('м')).unwrap_or(root);
    let verb = root.strip_suffix('т').filter(|rest| rest.ends_with(['а', 'я']) && rest.chars().count() > 3);
    let root = verb.map_or(root, |rest| rest.strip_suffix(VOWELS).unwrap_or(rest));
    without_fleeting(root.strip_suffix("ин").filter(|rest| rest.ends_with('н')).unwrap_or(root))
}

fn without_fleeting(stem: &str) -> String {
    let mut chars = stem.chars().rev();
    let (last, vowel, before) = (chars.next(), chars.next(), chars.next());
    let is_fleeting = matches!(last, Some('к' | 'ц' | 'н' | 'л' | 'р'))
        && matches!(vowel, Some('о' | 'е'))
        && before.is_some_and(|c| !VOWELS.contains(&c))
        && chars.any(|c| VOWELS.contains(&c));
    match (last, stem.char_indices().rev().nth(1)) {
        (Some(last), Some((at, _))) if is_fleeting => format!("{}{last}", &stem[..at]),
        _ => stem.to_owned(),
    }
}

/// Whether two words may be forms of one noun or adjective.
pub fn are_forms(a: &str, b: &str) -> bool {
    let b = stems(b);
    stems(a).iter().any(|stem| b.contains(stem))
}

/// What is left of a word without each of the endings that it may have.
fn stems(folded: &str) -> Vec<String> {
    let word = plain(folded);
    let stems = ENDINGS.iter().chain(&SOFT).filter_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let hard = !SOFT.contains(ending) || stem.ends_with(BEFORE_SOFT);
        (hard && stem.chars().count() > 1).then(|| {
            let stem = stem.strip_suffix("ин").filter(|rest| rest.ends_with('н')).unwrap_or(stem);
            without_fleeting(stem)
        })
    });
    stems.collect()
}
