//! The languages, a row each. To add one, add its row (and the name of its stemmer, if there is
//! one); the commonest words of the language are enough to have it recognised, so that no rule of
//! another is applied to it.

use super::{
    Kin, Rules, declension, dutch, english, french, german, japanese, korean, latin, russian, slavic, spanish,
};
use waken_snowball::{Algorithm, stem};

fn same(folded: &str) -> String {
    folded.to_owned()
}

fn by(algorithm: Algorithm, folded: &str) -> String {
    stem(algorithm, folded).into_owned()
}

fn none(_: &str) -> Vec<String> {
    Vec::new()
}

/// Any language without a row.
pub const OTHER: Rules = Rules {
    tag: "",
    common: &[],
    letters: "",
    articles: &[],
    contracted: &[],
    key: same,
    bases: none,
    spellings: none,
    parted: none,
    stem: None,
    kin: Kin::Endings(&[]),
    spelled: None,
    declensions: &[],
    before_verbs: &[],
};

/// The endings of nouns in Swedish, Danish and Norwegian; each has some of them.
const SCANDINAVIAN: Kin = Kin::Endings(&[
    "a", "ar", "are", "arna", "e", "en", "ene", "ens", "er", "ere", "erna", "erne", "ers", "es", "et", "ets",
    "n", "na", "ne", "ns", "or", "orna", "r", "rna", "rne", "s", "t",
]);

/// English first: where common words tell two languages apart no better than chance, it is English.
pub static TABLE: [Rules; 29] = [
    Rules {
        tag: "en",
        common: &[
            "of", "and", "to", "in", "is", "that", "it", "for", "was", "on", "are", "as", "with", "be",
            "this", "by", "from", "at", "or", "not", "which", "have", "has", "but", "they", "can", "you",
            "we", "if", "when", "will", "their", "its", "these", "would", "been", "were", "what", "how",
            "he", "his",
        ],
        articles: &["the", "a", "an"],
        key: english::key,
        bases: english::bases,
        stem: Some(english::stem),
        spelled: Some(|word| english::without_plural(word).to_owned()),
        // Verbs and what they do, adjectives and their quality, teachings and their followers, sciences
        // and what is of them. Not `-er` and `-ment`: `container` is not to `contain`, nor `deployment`
        // always to `deploy`.
        kin: Kin::Pairs {
            related: &[
                ("", "ally"),
                ("", "ation"),
                ("", "d"),
                ("", "ed"),
                ("", "ing"),
                ("", "ion"),
                ("", "ism"),
                ("", "ly"),
                ("", "ness"),
                ("cy", "t"),
                ("cy", "tic"),
                ("cy", "tically"),
                ("e", "ation"),
                ("e", "ed"),
                ("e", "ing"),
                ("e", "ion"),
                ("ed", "ation"),
                ("ed", "ing"),
                ("ed", "ion"),
                ("ing", "ation"),
                ("ing", "ion"),
                ("le", "ility"),
                ("m", "t"),
                ("m", "tic"),
                ("m", "tically"),
                ("ng", "on"),
                ("t", "ce"),
                ("y", "ic"),
                ("y", "ical"),
                ("y", "ically"),
            ],
            doers: &[("er", "ation"), ("er", "ing"), ("ion", "or")],
        },
        before_verbs: &[
            "to", "can", "will", "would", "should", "could", "must", "may", "might", "cannot", "can't", "we",
            "you", "they", "i", "don't", "doesn't", "didn't", "please", "let's", "let",
        ],
        ..OTHER
    },
    Rules {
        tag: "de",
        letters: "ß",
        common: &[
            "und", "ist", "nicht", "von", "zu", "mit", "sich", "auf", "für", "im", "dem", "auch", "als",
            "an", "es", "war", "werden", "aus", "wird", "sie", "nach", "bei", "oder", "wie", "nur", "aber",
            "dass", "sind", "zum", "zur", "durch", "über", "er", "wurde", "in",
        ],
        articles: &[
            "der", "die", "das", "des", "den", "dem", "ein", "eine", "einer", "eines", "einem", "einen",
        ],
        key: german::key,
        bases: german::bases,
        stem: Some(|word| german::without_s(by(Algorithm::German, &german::key(word)))),
        spelled: Some(german::without_umlauts),
        kin: Kin::Endings(&["e", "en", "er", "es", "n", "s", "em", "ern", "se", "sen", "ses", "nen"]),
        ..OTHER
    },
    Rules {
        tag: "fr",
        letters: "œ",
        common: &[
            "de", "et", "à", "est", "que", "qui", "en", "dans", "du", "pour", "pas", "par", "sur", "au",
            "ne", "ce", "il", "plus", "avec", "sont", "ou", "mais", "cette", "ses", "aux", "elle", "comme",
            "été", "se", "son", "ces", "d", "n", "qu", "s", "c", "était",
        ],
        articles: &["le", "la", "les", "l", "un", "une", "des"],
        contracted: &[("au", "à"), ("aux", "à"), ("d", "de"), ("des", "de"), ("du", "de")],
        key: french::key,
        bases: french::bases,
        stem: Some(|word| by(Algorithm::French, french::without_plural(&french::respelled(word)))),
        spelled: Some(french::key),
        kin: Kin::Endings(&["s", "x", "e", "es", "l", "ux", "le", "les"]),
        ..OTHER
    },
    Rules {
        tag: "es",
        letters: "ñ",
        common: &[
            "de", "que", "y", "en", "es", "a", "se", "del", "por", "con", "no", "para", "su", "al", "como",
            "más", "o", "pero", "sus", "fue", "este", "ha", "esta", "son", "entre", "está", "muy", "sin",
            "sobre", "ser", "también", "hasta", "ya", "lo", "era",
        ],
        articles: &["el", "la", "los", "las", "un", "una", "unos", "unas"],
        contracted: &[("al", "a"), ("del", "de")],
        key: spanish::key,
        stem: Some(|word| by(Algorithm::Spanish, word)),
        kin: Kin::Endings(&["s", "es", "os", "as", "o", "a", "ones", "ón", "ces", "z"]),
        ..OTHER
    },
    Rules {
        tag: "it",
        common: &[
            "di", "e", "che", "è", "in", "non", "per", "del", "della", "con", "si", "da", "sono", "come",
            "al", "dei", "nel", "alla", "più", "anche", "ma", "delle", "ha", "o", "questo", "nella", "dal",
            "ai", "gli", "essere", "fu", "era", "suo", "sua", "dello", "quella", "mia",
        ],
        articles: &["il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una"],
        contracted: latin::ITALIAN_CONTRACTIONS,
        // `laghi` is of `lago`.
        stem: Some(|word| by(Algorithm::Italian, word).trim_end_matches('h').to_owned()),
        kin: Kin::Endings(&["o", "a", "i", "e", "he", "hi", "io"]),
        ..OTHER
    },
    Rules {
        tag: "pt",
        common: &[
            "de", "que", "e", "do", "da", "em", "para", "é", "com", "não", "os", "no", "se", "na", "por",
            "mais", "dos", "como", "mas", "foi", "ao", "ele", "das", "tem", "seu", "sua", "ou", "ser", "são",
            "pelo", "pela", "até", "isso", "também", "à",
        ],
        articles: &["o", "a", "os", "as", "um", "uma", "uns", "umas"],
        contracted: latin::PORTUGUESE_CONTRACTIONS,
        key: spanish::portuguese_key,
        stem: Some(|word| by(Algorithm::Portuguese, word)),
        kin: Kin::Endings(&["s", "es", "os", "as", "o", "a", "ões", "ão", "is", "l", "ns", "m"]),
        ..OTHER
    },
    Rules {
        tag: "nl",
        common: &[
            "van", "en", "in", "is", "dat", "op", "te", "zijn", "voor", "met", "die", "niet", "aan", "er",
            "om", "ook", "als", "door", "bij", "maar", "uit", "wordt", "naar", "dan", "werd", "over", "zich",
            "hij", "ze", "worden", "deze", "was", "tot",
        ],
        articles: &["de", "het", "een"],
        stem: Some(dutch::dutch_stem),
        spelled: Some(dutch::spelled),
        kin: Kin::Endings(&["en", "s", "e", "n", "'s"]),
        ..OTHER
    },
    Rules {
        tag: "ru",
        letters: "ыэё",
        common: &[
            "и",
            "в",
            "не",
            "на",
            "что",
            "с",
            "по",
            "как",
            "это",
            "к",
            "из",
            "от",
            "его",
            "но",
            "за",
            "для",
            "то",
            "был",
            "была",
            "было",
            "были",
            "а",
            "о",
            "или",
            "при",
            "так",
            "же",
            "до",
            "уже",
            "она",
            "они",
            "он",
            "у",
            "только",
            "бы",
            "если",
            "их",
            "также",
            "которые",
            "который",
        ],
        key: russian::key,
        bases: slavic::latin_bases,
        stem: Some(russian::stem),
        kin: Kin::Told(russian::are_forms),
        declensions: declension::RUSSIAN,
        ..OTHER
    },
    Rules {
        tag: "uk",
        letters: "єїґ",
        common: &[
            "і", "в", "не", "на", "що", "з", "та", "як", "це", "до", "від", "його", "але", "за", "для", "у",
            "був", "була", "було", "були", "й", "або", "при", "так", "вже", "вона", "вони", "він", "є", "їх",
        ],
        bases: slavic::latin_bases,
        stem: Some(slavic::ukrainian_stem),
        kin: Kin::Told(slavic::are_ukrainian_forms),
        declensions: declension::UKRAINIAN,
        ..OTHER
    },
    Rules {
        tag: "pl",
        letters: "ąęłńśźż",
        common: &[
            "i", "w", "z", "o", "nie", "na", "się", "do", "jest", "to", "że", "jak", "za", "po", "ale", "od",
            "przez", "co", "dla", "tym", "oraz", "są", "być", "jego", "który", "która", "które", "był",
            "może", "przy", "tylko", "lub", "można", "także", "ich",
        ],
        stem: Some(slavic::polish_stem),
        kin: Kin::Told(slavic::are_polish_forms),
        declensions: declension::POLISH,
        ..OTHER
    },
    Rules {
        tag: "cs",
        letters: "ěřů",
        common: &[
            "a", "v", "s", "z", "mezi", "jen", "pokud", "má", "tento", "tato", "aby", "podle", "také",
            "pouze", "se", "na", "je", "že", "do", "to", "jako", "za", "by", "jsou", "pro", "ale", "po",
            "jeho", "od", "které", "který", "nebo", "však", "byl", "při", "jsem", "tak", "která", "ve",
            "lze",
        ],
        stem: Some(slavic::czech_stem),
        kin: Kin::Told(slavic::are_czech_forms),
        declensions: declension::CZECH,
        ..OTHER
    },
    Rules {
        tag: "sv",
        common: &[
            "i", "och", "att", "det", "som", "på", "är", "av", "för", "med", "den", "till", "har", "inte",
            "om", "från", "kan", "de", "vid", "eller", "så", "men", "var", "sig", "också", "när", "han",
            "under", "efter", "ut", "ska", "finns",
        ],
        articles: &["en", "ett"],
        stem: Some(|word| by(Algorithm::Swedish, word)),
        kin: SCANDINAVIAN,
        ..OTHER
    },
    Rules {
        tag: "da",
        common: &[
            "i", "og", "at", "det", "som", "på", "er", "af", "for", "med", "den", "til", "har", "ikke", "om",
            "fra", "kan", "de", "ved", "eller", "så", "men", "var", "sig", "også", "når", "han", "under",
            "efter", "ud", "skal", "bliver", "nogle", "noget", "mere", "bruges", "hvad", "mellem",
        ],
        articles: &["en", "et"],
        stem: Some(|word| by(Algorithm::Danish, word)),
        kin: SCANDINAVIAN,
        ..OTHER
    },
    Rules {
        tag: "nb",
        common: &[
            "i", "og", "å", "det", "som", "på", "er", "av", "for", "med", "den", "til", "har", "ikke", "om",
            "fra", "kan", "de", "ved", "eller", "så", "men", "var", "seg", "også", "når", "han", "under",
            "etter", "ut", "skal", "blir", "noen", "noe", "mer", "brukes", "hva", "mellom",
        ],
        articles: &["en", "et", "ei"],
        stem: Some(|word| by(Algorithm::Norwegian, word)),
        kin: SCANDINAVIAN,
        ..OTHER
    },
    Rules {
        tag: "ro",
        letters: "țșţ",
        common: &[
            "și", "în", "de", "la", "cu", "pe", "din", "este", "că", "pentru", "nu", "se", "care", "sau",
            "mai", "fi", "sunt", "prin", "după", "ca", "dar", "fost", "lui", "această", "acest", "unei",
            "unui", "sau", "poate",
        ],
        articles: &["un", "o"],
        stem: Some(|word| by(Algorithm::Romanian, word)),
        kin: Kin::Endings(&[
            "a", "e", "ea", "ei", "elor", "i", "ie", "ii", "ile", "l", "le", "lor", "lui", "ul", "ului",
            "uri", "urile", "urilor", "ă",
        ]),
        ..OTHER
    },
    Rules {
        tag: "ca",
        common: &[
            "de", "i", "que", "en", "per", "a", "amb", "no", "és", "del", "al", "es", "com", "o", "però",
            "més", "dels", "aquesta", "són", "pot", "aquest", "als", "seva", "seu", "també", "va", "ha",
            "ser",
        ],
        articles: &["el", "la", "els", "les", "l", "un", "una", "uns", "unes"],
        contracted: &[
            ("al", "a"),
            ("als", "a"),
            ("d", "de"),
            ("del", "de"),
            ("dels", "de"),
            ("pel", "per"),
            ("pels", "per"),
        ],
        stem: Some(|word| by(Algorithm::Catalan, word)),
        kin: Kin::Endings(&["a", "e", "es", "ns", "o", "os", "s"]),
        ..OTHER
    },
    Rules {
        tag: "sr",
        common: &[
            "и", "у", "је", "да", "се", "на", "за", "са", "од", "не", "су", "као", "или", "који", "која",
            "које", "из", "што", "ће", "по", "али", "бити", "може", "ово", "то", "при", "само",
        ],
        letters: "ћђ",
        ..OTHER
    },
    Rules {
        tag: "bg",
        common: &[
            "и",
            "на",
            "в",
            "да",
            "се",
            "за",
            "от",
            "с",
            "не",
            "е",
            "са",
            "по",
            "че",
            "като",
            "или",
            "при",
            "до",
            "ще",
            "който",
            "това",
            "към",
            "може",
            "само",
            "което",
            "които",
        ],
        ..OTHER
    },
    Rules {
        tag: "mk",
        common: &[
            "и", "на", "во", "да", "се", "за", "од", "не", "е", "со", "што", "како", "или", "ќе", "кои",
            "кој", "која", "ова", "може", "до", "при", "само", "ако",
        ],
        letters: "ѓќѕ",
        ..OTHER
    },
    Rules { tag: "el", ..OTHER },
    Rules {
        tag: "hu",
        common: &[
            "és", "hogy", "nem", "is", "van", "meg", "csak", "mint", "de", "ha", "vagy", "kell", "lehet",
            "ezt", "ez", "azt", "ki", "el", "volt", "már", "minden", "ami", "amely", "akkor", "után",
            "között",
        ],
        letters: "őű",
        articles: &["a", "az", "egy"],
        ..OTHER
    },
    Rules {
        tag: "fi",
        common: &[
            "ja", "on", "ei", "se", "että", "joka", "kun", "tai", "mutta", "ovat", "ole", "oli", "kuin",
            "myös", "sen", "voi", "jos", "niin", "sekä", "hän", "tämä", "ne", "jotka", "vain", "joita",
            "kanssa", "mukaan",
        ],
        ..OTHER
    },
    Rules {
        tag: "tr",
        common: &[
            "ve", "bir", "bu", "için", "ile", "de", "da", "olarak", "olan", "daha", "çok", "gibi", "kadar",
            "ne", "ancak", "ya", "veya", "değil", "ise", "olduğu", "her", "sonra", "var", "eğer", "bütün",
            "tüm",
        ],
        letters: "ğı",
        ..OTHER
    },
    Rules {
        tag: "id",
        common: &[
            "yang", "dan", "di", "untuk", "dengan", "dari", "ini", "pada", "tidak", "adalah", "dalam",
            "akan", "atau", "itu", "ke", "dapat", "oleh", "sebagai", "juga", "ada", "jika",
        ],
        ..OTHER
    },
    Rules {
        tag: "vi",
        common: &[
            "và", "là", "của", "các", "có", "không", "được", "một", "cho", "trong", "với", "những", "để",
            "này", "khi", "đến", "từ", "ra", "như", "cũng", "đã", "sẽ", "hoặc", "nếu",
        ],
        letters: "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư",
        ..OTHER
    },
    Rules { tag: "zh", ..OTHER },
    Rules { tag: "ja", spellings: japanese::spellings, ..OTHER },
    Rules { tag: "ko", bases: korean::bases, parted: korean::parted, ..OTHER },
    Rules { tag: "th", ..OTHER },
];
