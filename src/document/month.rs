//! The names of months in the languages that dates are written in.

const NAMES: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari", "января", "январь"],
    &["february", "februar", "février", "febrero", "febbraio", "fevereiro", "februari", "февраля", "февраль"],
    &["march", "märz", "mars", "marzo", "março", "maart", "марта", "март"],
    &["april", "avril", "abril", "aprile", "апреля", "апрель"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "мая", "май"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "июня", "июнь"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "июля", "июль"],
    &["august", "août", "agosto", "augustus", "augusti", "августа", "август"],
    &["september", "septembre", "septiembre", "settembre", "setembro", "сентября", "сентябрь"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября", "октябрь"],
    &["november", "novembre", "noviembre", "novembro", "ноября", "ноябрь"],
    &["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "декабря", "декабрь"],
];

/// The month, from 1, that a word in small letters names, whole or in its first letters: `märz`, `sept.`, `oct`.
pub fn number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    // Short names that are rather other words.
    if matches!(word, "out" | "set" | "mag") {
        return None;
    }
    let letters = word.chars().count();
    let names = |name: &str| name == word || (3..=5).contains(&letters) && name.starts_with(word);
    let at = NAMES.iter().position(|month| month.iter().any(|name| names(name)))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn months_have_names_in_many_languages() {
        for (word, month) in
            [("may", 5), ("märz", 3), ("sept.", 9), ("juil", 7), ("декабря", 12), ("août", 8)]
        {
            assert_eq!(number(word), Some(month), "{word}");
        }
        for word in ["ma", "marching", "novel", "de", "decembered", "out", ""] {
            assert_eq!(number(word), None, "{word}");
        }
    }
}
