//! Korean: particles, which are written onto the word before them.

/// Particles and endings of the copula, the longest first where one ends in another.
const PARTICLES: [&str; 64] = [
    "에서는",
    "으로서",
    "으로써",
    "이라는",
    "이라고",
    "에게서",
    "입니다",
    "이었다",
    "이라면",
    "이지만",
    "로부터",
    "까지의",
    "마다",
    "만큼",
    "밖에",
    "별로",
    "조차",
    "께서",
    "대로",
    "라면",
    "지만",
    "하고",
    "한테",
    "에서",
    "으로",
    "에게",
    "까지",
    "부터",
    "처럼",
    "보다",
    "이나",
    "이며",
    "이고",
    "이란",
    "라는",
    "라고",
    "이다",
    "에는",
    "과의",
    "와의",
    "들은",
    "들이",
    "들을",
    "들의",
    "들에",
    "로서",
    "로써",
    "들",
    "뿐",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "란",
];

/// The word without its particles, outermost first. Of a Korean word two syllables must be left:
/// `국가` (state) does not end in the particle `가`. After a foreign word any particle may stand.
pub fn bases(folded: &str) -> Vec<String> {
    let mut bases = Vec::new();
    let mut rest = folded;
    while let Some(base) = PARTICLES.iter().find_map(|particle| rest.strip_suffix(particle)) {
        let foreign = base.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        if !foreign && base.chars().count() < 2 {
            break;
        }
        bases.push(base.to_owned());
        rest = base;
    }
    bases
}

/// With other blanks, as they are often put: `데이터 베이스` for `데이터베이스`, where neither part is of one syllable;
/// `제2차 세계대전` for `제2차 세계 대전`.
pub fn parted(phrase: &str) -> Vec<String> {
    let blanks: Vec<usize> = phrase.match_indices(' ').map(|(at, _)| at).collect();
    if blanks.len() > 1 && phrase.chars().all(|c| is_syllable(c) || c == ' ' || c.is_ascii_digit()) {
        let without = |at: &usize| format!("{}{}", &phrase[..*at], &phrase[at + 1..]);
        return blanks.iter().map(without).chain([phrase.replace(' ', "")]).collect();
    }
    let syllables: Vec<(usize, char)> = phrase.char_indices().collect();
    if !syllables.iter().all(|(_, c)| is_syllable(*c)) {
        return Vec::new();
    }
    let ends = 2..syllables.len().saturating_sub(1);
    ends.map(|end| format!("{} {}", &phrase[..syllables[end].0], &phrase[syllables[end].0..])).collect()
}

pub fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_come_off_one_after_the_other() {
        assert_eq!(bases("노동자들의"), ["노동자"]);
        assert_eq!(bases("국가가"), ["국가"]);
        assert_eq!(bases("국가"), [""; 0]);
        assert_eq!(bases("api를"), ["api"]);
    }
}
