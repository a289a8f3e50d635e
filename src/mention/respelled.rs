//! Other ways of writing a name that has signs, abbreviations or numbers. What is made here is
//! compared like any phrase of the lexicon, and a way that nobody writes does no harm.

use super::language::Language;

/// By language: what the sign `&` is.
const AND: [(&str, &str); 11] = [
    ("ca", "i"),
    ("da", "og"),
    ("de", "und"),
    ("en", "and"),
    ("es", "y"),
    ("fr", "et"),
    ("it", "e"),
    ("nb", "og"),
    ("nl", "en"),
    ("pt", "e"),
    ("sv", "och"),
];
/// English abbreviations that are written with a dot or without.
const DOTTED: [&str; 10] = ["Dr", "Jr", "Mr", "Mrs", "Ms", "Mt", "Prof", "Sr", "St", "vs"];
/// One to twenty.
const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII", "XVIII", "XIX", "XX",
];
/// One to ten, as Chinese and Japanese write them.
const HAN: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ORDINALS: [(&str, &str); 21] = [
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("eleventh", "11th"),
    ("twelfth", "12th"),
    ("thirteenth", "13th"),
    ("fourteenth", "14th"),
    ("fifteenth", "15th"),
    ("sixteenth", "16th"),
    ("seventeenth", "17th"),
    ("eighteenth", "18th"),
    ("nineteenth", "19th"),
    ("twentieth", "20th"),
    ("twenty-first", "21st"),
];
/// The letters of a word that has its number behind it, at most and at least.
const BEFORE_NUMBER: std::ops::RangeInclusive<usize> = 3..=8;
/// Letters of an abbreviation that is written with dots, at most.
const INITIALS: usize = 4;

/// The other ways, without the one at hand.
pub fn respellings(phrase: &str, language: Language) -> Vec<String> {
    // Most names have letters and single blanks alone.
    let mut ways = vec![
        ampersand(phrase, language),
        without_dots(phrase),
        each_word(phrase, |_, word| apart(word)),
        together(phrase),
        each_word(phrase, numeral),
        counted(phrase),
    ];
    if phrase.contains(' ') {
        ways.push(each_word(phrase, |_, word| joined(word)));
    }
    ways.push(initials(phrase));
    if language == Language::ENGLISH {
        ways.push(umlauts(phrase));
        if phrase.contains(' ') {
            ways.push(each_word(phrase, |_, word| ordinal(word)));
            ways.push(each_word(phrase, |_, word| dotted(word)));
        }
    }
    ways.retain(|way| way != phrase);
    ways.sort();
    ways.dedup();
    ways
}

struct At {
    is_first: bool,
    is_last: bool,
}

/// The phrase with each word replaced for which there is another.
fn each_word(phrase: &str, other: impl Fn(&At, &str) -> Option<String>) -> String {
    let last = phrase.split(' ').count() - 1;
    let words = phrase.split(' ').enumerate().map(|(at, word)| {
        other(&At { is_first: at == 0, is_last: at == last }, word).unwrap_or_else(|| word.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `Research & Development`.
fn ampersand(phrase: &str, language: Language) -> String {
    let Some((_, and)) = AND.iter().find(|(tag, _)| *tag == language.tag()) else { return phrase.to_owned() };
    let and = format!(" {and} ");
    if phrase.contains(" & ") { phrase.replace(" & ", &and) } else { phrase.replace(&and, " & ") }
}

/// `St Petersburg` for `St. Petersburg`, `US dollar` for `U.S. dollar`; but the dot of `Node.js` is no abbreviation's.
fn without_dots(phrase: &str) -> String {
    if !phrase.contains(' ') {
        return phrase.to_owned();
    }
    let plain = |word: &str| {
        let bare = word.strip_suffix('.')?;
        let is_short = bare.split('.').all(|part| (1..=4).contains(&part.chars().count()));
        (is_short && bare.starts_with(char::is_alphabetic)).then(|| bare.replace('.', ""))
    };
    each_word(phrase, |_, word| plain(word))
}

/// `J.R.R. Tolkien` for `J. R. R. Tolkien`, and the other way round.
fn initials(phrase: &str) -> String {
    let is_initial = |word: &str| word.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1);
    let are_initials = |word: &str| {
        word.ends_with('.') && word.split_terminator('.').all(|letter| letter.chars().count() == 1)
    };
    let mut words: Vec<String> = Vec::new();
    for word in phrase.split(' ') {
        match words.last_mut() {
            Some(last) if is_initial(word) && are_initials(last) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    let tight = words.join(" ");
    if tight != phrase || !phrase.contains(' ') {
        return tight;
    }
    each_word(phrase, |_, word| are_initials(word).then(|| word.replace('.', ". ").trim_end().to_owned()))
}

/// `HTML 5` for `HTML5`, to which `HTML-5` is the same.
fn apart(word: &str) -> Option<String> {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_numbered = letters.len() < word.len()
        && BEFORE_NUMBER.contains(&letters.len())
        && letters.chars().all(|c| c.is_ascii_alphabetic());
    is_numbered.then(|| format!("{letters} {}", &word[letters.len()..]))
}

/// `UTF8` for `UTF-8` or `UTF 8`.
fn together(phrase: &str) -> String {
    let is_number = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].chars().next().is_none_or(char::is_whitespace)
    };
    let mut joined = String::with_capacity(phrase.len());
    for (at, c) in phrase.char_indices() {
        let word = joined.rsplit([' ', '-']).next().unwrap_or("");
        let is_word = BEFORE_NUMBER.contains(&word.len()) && word.chars().all(|c| c.is_ascii_alphabetic());
        if !(matches!(c, ' ' | '-') && is_word && is_number(&phrase[at + 1..])) {
            joined.push(c);
        }
    }
    joined
}

/// `World War 2`, `type II error`. A single `I` may be who speaks.
fn numeral(at: &At, word: &str) -> Option<String> {
    if at.is_first {
        return None;
    }
    if let Some(before) = ROMAN.iter().position(|roman| *roman == word) {
        return Some((before + 1).to_string());
    }
    let number = word.parse::<usize>().ok().filter(|number| *number > usize::from(at.is_last))?;
    ROMAN.get(number.checked_sub(1)?).map(|roman| (*roman).to_owned())
}

/// `第2次世界大戦` for `第二次世界大戦`, and the other way round.
fn counted(phrase: &str) -> String {
    const MARK: char = '第';
    let Some(at) = phrase.find(MARK).map(|at| at + MARK.len_utf8()) else { return phrase.to_owned() };
    let rest = &phrase[at..];
    let number: String = rest.chars().take_while(|c| HAN.contains(c) || c.is_ascii_digit()).collect();
    let mut digits = number.chars();
    let other = match (digits.next(), digits.next()) {
        (Some(digit), None) => match HAN.iter().position(|han| *han == digit) {
            Some(before) => Some((before + 1).to_string()),
            None => digit
                .to_digit(10)
                .and_then(|digit| HAN.get((digit as usize).checked_sub(1)?))
                .map(char::to_string),
        },
        _ => None,
    };
    other.map_or_else(
        || phrase.to_owned(),
        |other| format!("{}{other}{}", &phrase[..at], &rest[number.len()..]),
    )
}

/// `antiaircraft gun` for `anti-aircraft gun`.
fn joined(word: &str) -> Option<String> {
    let (before, after) = word.split_once('-')?;
    let is_word = |part: &str| part.len() > 1 && part.chars().all(char::is_alphabetic);
    (is_word(before) && is_word(after)).then(|| format!("{before}{after}"))
}

/// `Goedel` for `Gödel`, as English writes German names.
fn umlauts(phrase: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];
    pairs.iter().fold(phrase.to_owned(), |words, (umlaut, letters)| words.replace(umlaut, letters))
}

fn ordinal(word: &str) -> Option<String> {
    let small = word.to_lowercase();
    ORDINALS.iter().find_map(|(letters, digits)| match small.as_str() {
        word if word == *letters => Some((*digits).to_owned()),
        word if word == *digits => Some((*letters).to_owned()),
        _ => None,
    })
}

/// `U.S. dollar` for `US dollar`, `St. Petersburg` for `St Petersburg`.
fn dotted(word: &str) -> Option<String> {
    if DOTTED.contains(&word) {
        return Some(format!("{word}."));
    }
    let is_short = (2..=INITIALS).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_short && !ROMAN.contains(&word)).then(|| word.chars().flat_map(|c| [c, '.']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(phrase: &str, way: &str) -> bool {
        respellings(phrase, Language::ENGLISH).iter().any(|other| other == way)
    }

    #[test]
    fn names_with_signs_and_numbers_are_written_in_several_ways() {
        let pairs = [
            ("Research and development", "Research & development"),
            ("Black & white", "Black and white"),
            ("St. Petersburg", "St Petersburg"),
            ("St Petersburg", "St. Petersburg"),
            ("U.S. dollar", "US dollar"),
            ("US dollar", "U.S. dollar"),
            ("J. R. R. Tolkien", "J.R.R. Tolkien"),
            ("J.R.R. Tolkien", "J. R. R. Tolkien"),
            ("HTML5", "HTML 5"),
            ("UTF-8", "UTF8"),
            ("ISO 8601", "ISO8601"),
            ("World War II", "World War 2"),
            ("Type 1 error", "Type I error"),
            ("Anti-aircraft gun", "Antiaircraft gun"),
            ("First law of thermodynamics", "1st law of thermodynamics"),
            ("20th century", "twentieth century"),
            ("Gödel number", "Goedel number"),
            ("第二次世界大戦", "第2次世界大戦"),
            ("第2章", "第二章"),
            ("第十回", "第10回"),
        ];
        for (phrase, way) in pairs {
            assert!(has(phrase, way), "{phrase}: {:?}", respellings(phrase, Language::ENGLISH));
        }
    }

    #[test]
    fn plain_names_have_one_way() {
        for phrase in ["Plan", "Five-Year", "X chromosome", "Node.js", "MP3", "A 1", "Part 1b", "第十二回"]
        {
            assert_eq!(respellings(phrase, Language::ENGLISH), [""; 0], "{phrase}");
        }
    }
}
