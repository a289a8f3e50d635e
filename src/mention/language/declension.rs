//! Which form of a noun names it, in languages that decline: the one in the nominative, as dictionaries have it. No dictionary
//! is asked. Each form that could be a nominative tells which other forms there would be of it; the one from which most of what
//! stands in the texts follows is taken.

use super::slavic::without_fleeting;

/// The ending of a nominative, and those of the other cases and numbers beside it.
pub type Declension = (&'static str, &'static [&'static str]);

/// Nouns first, then adjectives, which may stand for nouns (`данные`).
pub const RUSSIAN: &[Declension] = &[
    ("", &["а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах"]),
    ("й", &["я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"]),
    ("ь", &["я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях"]),
    ("ь", &["и", "ью", "ей", "ям", "ями", "ях", "ам", "ами", "ах"]),
    ("а", &["ы", "и", "е", "у", "ой", "ою", "ей", "", "ам", "ами", "ах"]),
    ("я", &["и", "е", "ю", "ей", "ею", "ям", "ями", "ях"]),
    ("ия", &["ии", "ию", "ией", "ий", "иям", "иями", "иях"]),
    ("ий", &["ия", "ию", "ием", "ии", "иев", "иям", "иями", "иях"]),
    ("ие", &["ия", "ию", "ием", "ии", "ий", "иям", "иями", "иях"]),
    ("о", &["а", "у", "ом", "е", "", "ам", "ами", "ах"]),
    ("е", &["я", "ю", "ем", "и", "й", "ей", "ям", "ями", "ях"]),
    ("мя", &["мени", "менем", "мена", "мен", "менам", "менами", "менах"]),
    ("ый", &["ого", "ому", "ым", "ом"]),
    ("ий", &["его", "ему", "им", "ем", "ого", "ому", "ом"]),
    ("ой", &["ого", "ому", "ым", "им", "ом"]),
    ("ая", &["ой", "ую", "ою"]),
    ("яя", &["ей", "юю", "ею"]),
    ("ое", &["ого", "ому", "ым", "им", "ом"]),
    ("ее", &["его", "ему", "им", "ем"]),
    ("ые", &["ых", "ым", "ыми"]),
    ("ие", &["их", "им", "ими"]),
];

pub const UKRAINIAN: &[Declension] = &[
    ("", &["а", "у", "ові", "еві", "ом", "ем", "і", "и", "ів", "ам", "ами", "ах"]),
    ("й", &["я", "ю", "єві", "єм", "ї", "їв", "ям", "ями", "ях"]),
    ("ь", &["я", "ю", "еві", "ем", "і", "ів", "ям", "ями", "ях"]),
    ("ість", &["ості", "істю", "остей", "остям", "остями", "остях"]),
    ("а", &["и", "і", "у", "ою", "ею", "", "ам", "ами", "ах"]),
    ("я", &["і", "ю", "ею", "ь", "ям", "ями", "ях"]),
    ("ія", &["ії", "ію", "ією", "ій", "іям", "іями", "іях"]),
    ("ння", &["нню", "нням", "нні", "нь", "ннями", "ннях"]),
    ("о", &["а", "у", "ом", "і", "", "ам", "ами", "ах"]),
    ("е", &["я", "а", "ю", "у", "ем", "і", "ь", "", "ям", "ями", "ях"]),
    ("ий", &["ого", "ому", "им"]),
    ("а", &["ої", "ій", "у", "ою"]),
    ("е", &["ого", "ому", "им"]),
    ("і", &["их", "им", "ими"]),
];

pub const POLISH: &[Declension] = &[
    ("", &["a", "u", "owi", "em", "iem", "ie", "e", "y", "i", "owie", "ów", "om", "ami", "ach"]),
    ("ść", &["ści", "ścią", "ściom", "ściami", "ściach"]),
    ("a", &["y", "i", "ie", "e", "ę", "ą", "o", "", "om", "ami", "ach"]),
    ("ia", &["ii", "i", "ię", "ią", "ie", "iom", "iami", "iach"]),
    ("o", &["a", "u", "em", "iem", "ie", "e", "", "om", "ami", "ach"]),
    ("e", &["a", "u", "em", "", "om", "ami", "ach"]),
    ("nie", &["nia", "niu", "niem", "ń", "niom", "niami", "niach"]),
    ("y", &["ego", "emu", "ym"]),
    ("i", &["iego", "iemu", "im"]),
    ("a", &["ej", "ą"]),
    ("e", &["ych", "ym", "ymi", "ego", "emu"]),
    ("ie", &["ich", "im", "imi"]),
];

pub const CZECH: &[Declension] = &[
    ("", &["u", "a", "e", "ě", "ovi", "em", "y", "i", "ů", "ům", "ech", "ích"]),
    ("ost", &["osti", "ostí", "ostem", "ostmi", "ostech"]),
    ("a", &["y", "ě", "e", "u", "o", "ou", "", "ám", "ami", "ách"]),
    ("e", &["i", "í", "ím", "emi", "ích"]),
    ("o", &["a", "u", "e", "ě", "em", "", "ům", "y", "ech"]),
    ("í", &["ím", "ích", "ími"]),
    ("ý", &["ého", "ému", "ým", "ém"]),
    ("á", &["é", "ou"]),
    ("é", &["ých", "ým", "ými", "ého", "ému"]),
    ("í", &["ího", "ímu", "ím", "ích", "ími"]),
];

/// The place of the form that is the nominative of most of these forms of one word, each with how often it stands, the earlier
/// of two; none if no form follows from another.
pub fn nominative(declensions: &[Declension], forms: &[(&str, u32)]) -> Option<usize> {
    let explained = |form: &str| {
        // Where `-ия` may be taken off, `-я` is not.
        let own = declensions.iter().filter(|(own, _)| form.ends_with(own));
        let longest = own.clone().map(|(own, _)| own.len()).max().unwrap_or(0);
        let following = own.filter(|(own, _)| own.len() == longest).map(|(own, others)| {
            let stem = form.strip_suffix(own).unwrap_or(form);
            let count = |stem: &str| -> u32 {
                let following = forms.iter().filter(|(other, _)| follows(other, stem, own, others));
                following.map(|(_, count)| count).sum()
            };
            // `рынок`, `рынка`
            let shorter = Some(without_fleeting(stem)).filter(|shorter| own.is_empty() && shorter != stem);
            count(stem).max(shorter.map_or(0, |shorter| count(&shorter)))
        });
        following.max().unwrap_or(0)
    };
    let scored = forms.iter().map(|(form, own)| (explained(form), *own)).enumerate();
    let scored = scored.filter(|(_, (explained, _))| *explained > 0);
    let best = scored.max_by_key(|(place, (explained, own))| (explained + own, std::cmp::Reverse(*place)))?;
    Some(best.0)
}

/// Whether a form is one of the others beside the nominative of this stem and ending.
fn follows(other: &str, stem: &str, own: &str, others: &[&str]) -> bool {
    match other.strip_prefix(stem) {
        Some(rest) if rest == own => false,
        Some(rest) if others.contains(&rest) => true,
        // `ссылок` of `ссылка`
        _ => others.contains(&"") && without_fleeting(other) == stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nominative among forms, the most frequent first.
    fn of(declensions: &[Declension], forms: &str) -> String {
        let forms: Vec<(&str, u32)> = forms.split(' ').zip((1..100).rev()).collect();
        nominative(declensions, &forms).map_or_else(String::new, |place| forms[place].0.to_owned())
    }

    #[test]
    fn the_form_from_which_the_others_follow_is_the_nominative() {
        let russian = [
            "систем системы системе система системой",
            "пользователей пользователь пользователя пользователю",
            "ядра ядро ядру ядром",
            "пакетов пакета пакет пакеты пакетом",
            "сети сеть сетей сетью",
            "сервера сервер серверов серверы сервере",
            "версии версию версия версий",
            "действий действия действие действию",
            "рынка рынке рынку рынок рынки рынком",
            "ссылки ссылка ссылок ссылке",
            "зависимостей зависимости зависимость",
            "данных данные данными",
            "виртуальной виртуальная виртуальных",
            "имени имя имена",
        ];
        let named: Vec<String> = russian.iter().map(|forms| of(RUSSIAN, forms)).collect();
        assert_eq!(
            named.join(" "),
            "система пользователь ядро пакет сеть сервер версия действие рынок ссылка зависимость данные виртуальная имя"
        );
        let ukrainian = [
            "мережі мережа мережею мереж",
            "вузла вузол вузлів",
            "питань питання питанню",
            "мови мова мов мовою",
        ];
        let named: Vec<String> = ukrainian.iter().map(|forms| of(UKRAINIAN, forms)).collect();
        assert_eq!(named.join(" "), "мережа вузол питання мова");
        let polish = [
            "pliku plik pliki plików",
            "sieci sieć",
            "wartości wartość wartością",
            "wersji wersja wersję",
            "ustawienia ustawień ustawienie",
        ];
        let named: Vec<String> = polish.iter().map(|forms| of(POLISH, forms)).collect();
        assert_eq!(named.join(" "), "plik  wartość wersja ustawienie");
        let czech = [
            "souboru soubor soubory souborů",
            "stránky stránka stránek",
            "možnosti možnost možností",
            "nastavení nastavením",
        ];
        let named: Vec<String> = czech.iter().map(|forms| of(CZECH, forms)).collect();
        assert_eq!(named.join(" "), "soubor stránka možnost nastavení");
    }

    #[test]
    fn forms_that_tell_nothing_have_none() {
        assert_eq!(of(RUSSIAN, "apt"), "");
    }
}
