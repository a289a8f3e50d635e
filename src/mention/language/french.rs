//! French: accents that capitals have lost, ligatures, and the plurals that no stemmer undoes.

/// Words that would be others without their circumflex, in which the spelling of 1990 keeps it.
const KEPT: [&str; 7] = ["dû", "jeûne", "mûr", "mûre", "recrû", "sûr", "sûre"];

/// `événement` and `évènement` are one word.
pub fn key(folded: &str) -> String {
    respelled(folded).replace('è', "é")
}

/// `œuvre` is often written `oeuvre`, `clé` is also `clef`, and since 1990 `boîte` and `coût` may be `boite` and `cout`.
pub fn respelled(folded: &str) -> String {
    if let "clef" | "clefs" = folded {
        return folded.replace("ef", "é");
    }
    let plain = folded.replace('œ', "oe").replace('æ', "ae");
    if KEPT.contains(&plain.strip_suffix('s').unwrap_or(&plain)) {
        return plain;
    }
    plain.replace('î', "i").replace('û', "u")
}

/// `Etat` may be `État`, as capitals are often written; `travaux` is of `travail`, `lieux` of `lieu`.
pub fn bases(folded: &str) -> Vec<String> {
    let mut bases: Vec<String> =
        folded.strip_prefix('e').map(|rest| format!("é{rest}")).into_iter().collect();
    if let Some(stem) = folded.strip_suffix("aux") {
        bases.extend(["al", "ail", "au"].map(|ending| format!("{stem}{ending}")));
    }
    bases.extend(folded.strip_suffix('x').filter(|stem| stem.ends_with("eu")).map(str::to_owned));
    bases
}

/// `dégâts` as `dégât`, which the stemmer takes for a verb, so that both are taken for the same one.
pub fn without_plural(folded: &str) -> &str {
    let is_plural =
        |stem: &&str| stem.chars().count() > 3 && stem.ends_with(|c: char| !"aeiouyàâéèêëîïôûùs".contains(c));
    folded.strip_suffix('s').filter(is_plural).unwrap_or(folded)
}
