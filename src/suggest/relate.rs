//! Relations that the texts suggest: what stands together more often than chance, and what is a kind of what.

use super::occurrence::{Found, Member};
use super::phrase::{PhraseIx, Phrases};
use super::stream::Stream;
use super::tongue::Tongue;
use rapidhash::RapidHashMap;

/// At 10.8 a pair stands together by chance once in a thousand times.
const FIRM: f64 = 10.8;
/// Passages that a pair must share.
const LEAST: u32 = 2;
/// The most relations of one concept that are proposed.
const MOST: usize = 4;

/// By member: the members that stand with it in passages, the firmest pair first.
pub fn related(found: &Found) -> Vec<Vec<Member>> {
    let mut related: Vec<Vec<(f64, Member)>> = vec![Vec::new(); found.places.len()];
    for ((a, b), together) in &found.together {
        let passages = |member: &Member| f64::from(found.places[*member as usize].passages);
        let (in_a, in_b, both) = (passages(a), passages(b), f64::from(*together));
        let all = f64::from(found.passages);
        let more_than_chance = both * all > in_a * in_b;
        let ratio = log_likelihood(both, in_a - both, in_b - both, all - in_a - in_b + both);
        if *together >= LEAST && more_than_chance && ratio >= FIRM {
            related[*a as usize].push((ratio, *b));
            related[*b as usize].push((ratio, *a));
        }
    }
    let firmest = related.into_iter().map(|mut pairs| {
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.into_iter().take(MOST).map(|(_, member)| member).collect()
    });
    firmest.collect()
}

/// Dunning's log-likelihood ratio (1993) of a table of two by two.
fn log_likelihood(both: f64, only_a: f64, only_b: f64, neither: f64) -> f64 {
    let entropy = |counts: &[f64]| -> f64 {
        let sum: f64 = counts.iter().sum();
        counts.iter().filter(|count| **count > 0.0).map(|count| count * (count / sum).ln()).sum()
    };
    let rows = entropy(&[both + only_a, only_b + neither]);
    let columns = entropy(&[both + only_b, only_a + neither]);
    2.0 * (entropy(&[both, only_a, only_b, neither]) - rows - columns)
}

/// The member that a phrase is a kind of, by its head: "permanent revolution" is a revolution.
pub fn broader(
    stream: &Stream,
    phrases: &Phrases,
    phrase: PhraseIx,
    members: &RapidHashMap<PhraseIx, Member>,
    tongue: &Tongue,
) -> Option<Member> {
    const HEAD_FIRST: [&str; 5] = ["fr", "es", "it", "pt", "ca"];
    let keys = phrases.keys(phrase);
    let is_function = |key: &u32| tongue.words.is_function(&stream.keys[*key as usize]);
    let head_end = keys.iter().position(is_function).unwrap_or(keys.len());
    let head = &keys[..head_end];
    let head_first = HEAD_FIRST.iter().any(|known| tongue.tag.to_lowercase().starts_with(known));
    let parts = (1..=head.len())
        .rev()
        .map(|length| if head_first { &head[..length] } else { &head[head.len() - length..] });
    let shorter = parts.filter(|part| part.len() < keys.len());
    let found = shorter.filter_map(|part| members.get(&phrases.find(part)?));
    found.copied().next()
}

#[cfg(test)]
mod tests {
    use super::log_likelihood;

    #[test]
    fn chance_is_nothing_and_company_is_much() {
        assert!(log_likelihood(10.0, 90.0, 90.0, 810.0).abs() < 1e-9);
        assert!(log_likelihood(10.0, 0.0, 0.0, 90.0) > 50.0);
    }
}
