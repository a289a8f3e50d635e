//! Words that no concept begins or ends with, by language.
//!
//! Function words bound a phrase but may stand inside it ("theory of permanent revolution"). Loose
//! modifiers begin no term ("new plan"). Everyday words may be part of a term, but are rarely one by
//! themselves ("example"). What stands before a word shows whether it is used as a noun: articles
//! and prepositions, or auxiliaries and pronouns.

use crate::mention::language::{self, primary};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::sync::LazyLock;

/// What is known of one language's words, in lower case.
#[derive(Debug, Default)]
pub struct Words {
    function: RapidHashSet<&'static str>,
    everyday: RapidHashSet<&'static str>,
    modifiers: RapidHashSet<&'static str>,
    before_nouns: RapidHashSet<&'static str>,
    before_verbs: RapidHashSet<&'static str>,
    copulas: RapidHashSet<&'static str>,
    auxiliaries: RapidHashSet<&'static str>,
    articles: RapidHashSet<&'static str>,
    introducers: RapidHashSet<&'static str>,
}

impl Words {
    /// By language tag such as `en-GB`. Of a language without a table the commonest words are known, if it has a row among
    /// the rules for mentions, else none.
    pub fn of(tag: &str) -> &'static Words {
        static NONE: LazyLock<Words> = LazyLock::new(Words::default);
        ALL.get(primary(tag).as_str()).unwrap_or_else(|| &NONE)
    }

    /// The words of English for a Latin word in a language that is written in other letters: there it is nearly always
    /// English.
    pub fn for_word(tag: &str, word: &str) -> Option<&'static Words> {
        const NO_LATIN: [&str; 27] = [
            "am", "ar", "be", "bg", "bn", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "km", "ko", "lo",
            "mk", "mr", "my", "ru", "ta", "te", "th", "uk", "ur", "yi", "zh",
        ];
        (word.is_ascii() && NO_LATIN.contains(&primary(tag).as_str())).then(|| Words::of("en"))
    }

    pub fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
            || self.before_nouns.contains(word)
            || self.before_verbs.contains(word)
            || self.articles.contains(word)
            || self.copulas.contains(word)
            || self.auxiliaries.contains(word)
    }

    pub fn is_everyday(&self, word: &str) -> bool {
        self.everyday.contains(word)
    }

    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.contains(word)
    }

    pub fn is_copula(&self, word: &str) -> bool {
        self.copulas.contains(word)
    }

    pub fn is_article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// Words such as "called", after which a term is given.
    pub fn is_introducer(&self, word: &str) -> bool {
        self.introducers.contains(word)
    }

    /// Whether what follows is said of something: *has been* corrected, *is* broken.
    pub fn is_auxiliary(&self, word: &str) -> bool {
        self.auxiliaries.contains(word) || self.copulas.contains(word)
    }

    pub fn is_before_nouns(&self, word: &str) -> bool {
        self.before_nouns.contains(word) || self.articles.contains(word)
    }

    pub fn is_before_verbs(&self, word: &str) -> bool {
        self.before_verbs.contains(word)
    }
}

/// Whether a word is English grammar in a language of Western Europe whose own it cannot be: half-translated manuals and
/// quotations are full of it.
pub fn is_english_grammar(tag: &str, word: &str) -> bool {
    const LANGUAGES: [&str; 6] = ["de", "fr", "es", "it", "pt", "nl"];
    const WORDS: [&str; 19] = [
        "the", "of", "and", "to", "with", "that", "this", "for", "from", "it", "its", "by", "is", "have",
        "has", "or", "you", "your", "which",
    ];
    WORDS.contains(&word) && LANGUAGES.contains(&primary(tag).as_str())
}

/// Characters with which no Chinese or Japanese term begins or ends: particles, pronouns,
/// conjunctions, auxiliaries and the syllables of Japanese grammar.
pub fn is_particle(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309F}')
        || "的了是在和与及或对将被把从到于为以等这那其中也都就而并可会能要不有个之则若如当该此些我你他她它们所但则请让使用只各每没还很更最又且因由给向着过来去说做后前时里外上下内间"
            .contains(c)
}

static ALL: LazyLock<RapidHashMap<&'static str, Words>> = LazyLock::new(|| {
    let tables = [("en", &ENGLISH), ("de", &GERMAN), ("fr", &FRENCH), ("es", &SPANISH), ("ru", &RUSSIAN)];
    let common = language::common_words()
        .map(|(tag, words)| (tag, Words { function: words.iter().copied().collect(), ..Words::default() }));
    // A table goes before the bare words.
    common.chain(tables.into_iter().map(|(tag, table)| (tag, table.words()))).collect()
});

/// A language as it is written down below: words with blanks between.
struct Table {
    function: &'static str,
    everyday: &'static str,
    modifiers: &'static str,
    before_nouns: &'static str,
    before_verbs: &'static str,
    copulas: &'static str,
    /// Beside the copulas: after them stand participles and adjectives.
    auxiliaries: &'static str,
    articles: &'static str,
    introducers: &'static str,
}

impl Table {
    fn words(&self) -> Words {
        let set = |list: &'static str| list.split_whitespace().collect();
        Words {
            function: set(self.function),
            everyday: set(self.everyday),
            modifiers: set(self.modifiers),
            before_nouns: set(self.before_nouns),
            before_verbs: set(self.before_verbs),
            copulas: set(self.copulas),
            auxiliaries: set(self.auxiliaries),
            articles: set(self.articles),
            introducers: set(self.introducers),
        }
    }
}

const ENGLISH: Table = Table {
    function: "mr mrs madam prof messrs unto thereof therein wherein whereof whereby whoso whosoever whoever \
        whomever whatsoever yourselves yea nay verily lest hither thither wherefore thereby saith spake \
        thee thou thy thine thyself ye hath hast doth dost shalt oh ah aye alas and or but nor yet so if \
        then else than as while because although though since unless until whether when where why how \
        what whatever whenever wherever whose whom there here now ever never always often sometimes \
        usually again once twice already also too very quite rather only just even still almost perhaps \
        maybe however therefore thus hence moreover furthermore nevertheless otherwise instead indeed \
        e.g i.e etc eg ie vs via per be been being have has had having do does did done doing am all \
        both either neither none nobody nothing anything something everything anyone someone everyone \
        somebody anybody everybody me him us them myself itself himself herself themselves yourself \
        ourselves mine yours hers theirs ours up down out off away back forward ahead over together \
        apart aside yes no not n't don't doesn't didn't isn't aren't wasn't weren't can't cannot \
        couldn't won't wouldn't shouldn't it's that's there's let's i'm you're we're they're i've we've \
        they've you've i'd we'd i'll we'll you'll let s t such own same other others another earlier \
        later sooner more most less least much many few fewer several enough last next previous one ones \
        self non pre post anti multi sub semi co re",
    everyday: "able about above accept access according account achieve act action actions actual actually add \
        added adding addition additional additionally after ago agree allow allowed allowing allows \
        alone along already alternative among amount answer appear appears appendix apply approach \
        approaches appropriate april area areas argue argued argument arguments around article articles \
        ask aspect assume attempt attempts august author authors available avoid aware bad bar based \
        basic basically basis become becomes began begin beginning behind believe believed best better \
        bibliography big bit body book books bottom boy break bring brought build building built bunch \
        business call called calls came car care case cases cause certain certainly chance change \
        changed changes changing chapter check child children choice choose chosen circumstance cities \
        city clear clearly close collection come comes coming common commonly communities community \
        companies company complete completely concept conclusion condition conditions consequence \
        consequences consider considered contain contains content continue contradiction copy core \
        correct correctly cost could countries country couple course create created creates creating \
        critic current currently cut date day days deal december decide decided decision decisions \
        default define defined defines depend depending depends describe described describes description \
        desired detail details determine difference differences different difficult directly discuss \
        discussion door effect effort efforts either end ends ensure entire entirely equivalent \
        especially essentially etc even evening event events eventually exact exactly example examples \
        except exist existing exists expect expected experience experiences explain explained explicitly \
        extent extra eye face fact facts fail fails fall family far father feature features february \
        feel feeling figure final finally find fine follow followed following follows food footnote \
        footnotes foreword form forms found framework friday friend friends full fully further future \
        gave general generally get gets getting girl give given gives giving go goal goes going gone \
        good got great group groups grow guide half hand handle happen happens hard head hear heart help \
        helpful helps high higher highly hold home hope hour hours house huge idea ideas identify image \
        images immediately important improve include included includes including increase indicate \
        individual information initial initially inside instance intend interest interested interesting \
        interests introduction involve involved issue issues item items january july june just keep \
        keeps kind kinds knew know known knows lack large larger later latter lead leading learn leave \
        led left let level life like likely limit limited line lines link list little live long longer \
        look looking looks lost lot lots low lower made main mainly major make makes making man manner \
        many march matter may mean meaning means meant member members mention mentioned met method \
        methods might mind moment monday money month months morning mother move much multiple must name \
        named names nation nature near nearly necessary need needed needs new newer nice night normal \
        normally note notes notice november number numbers obvious obviously occur occurs october old \
        open opportunities opportunity opposed optional order ordinary original originally out outside \
        overview page pages paper parent parents part particular particularly parts past path people \
        perform performed person personal phase piece place places play please plus point points popular \
        position possibility possible possibly post potential practice practices preface present \
        pressure prevent previously primary prior private probably problem problems proceed process \
        produce projects proper properly provide provided provides providing purpose purposes put \
        question questions quick quickly quite raise ran range rate rather read reader ready real \
        reality really reason reasons receive recent recently recommend recommended refer reference \
        references refers regard related relevant remain remains remove removed replace report represent \
        represents require required requirement requirements requires research researcher respective \
        respectively respond rest result resulted resulting results return returned returns right risk \
        role rule run running runs said sample saturday saw say saying says school second section \
        sections see seem seems seen sense sent separate september series serve set sets setting \
        settings several shall short show showed shown shows side sign significant similar similarly \
        simple simpler simply since single situation size slightly slow small so society solution solve \
        sort specific specifically specified specify stage stand start started starting starts state \
        stated states status stay step steps stop store story straight strong structure studies study \
        style subject success successful successfully sudden suggest suggested suitable summary sunday \
        support supported supports sure system table take taken takes taking talk task team teams tell \
        term terms text thank theory thing things think thinking third thought thoughts throughout \
        thursday thus time times today together told tool tools top topic total toward towards track \
        tried tries true try trying tuesday turn turned type types typical typically understand \
        understanding unique update updated upon use used useful user users uses using usual usually \
        vain value values variety various version versions very victory view views voice want wants \
        water way ways wednesday week weeks well went whatever whole wide wish within without woman \
        women wonder word words work worked working works world worse worst worth would write writes \
        writing written wrong wrote year years yet young",
    modifiers: "able additional alternative appropriate available bad basic best better big certain clear common \
        complete correct current currently different difficult early easy entire equivalent existing \
        extra final following full further future general given good great hard high higher huge \
        important individual initial interesting large larger late later left little long longer low \
        lower main major minor multiple necessary new newer next normal numerous obvious old older \
        ongoing only open original overall own particular past popular possible potential present \
        previous prior real recent related relevant respective right short significant similar simple \
        single small so-called special specific strong sure true typical unique used useful usual valid \
        various whole wide wrong young two three four five six seven eight nine ten first second third",
    before_nouns: "of in for by with from on at into onto within without between among through during against about \
        under above below across behind beyond despite upon toward towards around near after before like \
        each every any some their our your his her its my this these those which's every's",
    before_verbs: "to will would can could should shall must may might ought we you they i he she it who which that \
        please not never",
    copulas: "is are was were means refers denotes describes",
    auxiliaries: "am be been being got",
    articles: "the a an",
    introducers: "called termed dubbed named",
};

const GERMAN: Table = Table {
    function: "herr herrn frau prof und oder aber denn sondern doch wenn dann als wie ob weil dass damit obwohl \
        während bis seit nicht kein keine keinen keiner keines nur auch noch schon sehr mehr weniger so \
        zu zum zur beim vom im am ins ans es sich selbst man hier dort da nun jetzt immer nie oft wieder \
        etwa bereits jedoch also daher deshalb somit zwar sowie bzw z.b d.h haben hat hatte hatten habe \
        werden wird wurde wurden worden sein gewesen was wer wo wann warum welche welcher welches alle \
        alles andere anderen anderer einige viele mehrere beide ja nein",
    everyday: "art beispiel fall form frage grund jahr jahre mal möglich neue neuen neuer neues gute guten \
        große großen kleine kleinen ganz ganze ganzen eigene eigenen bestimmte verschiedene folgende \
        folgenden gleich gleiche teil teile weise zeit ding dinge leute mensch menschen problem weg \
        seite stelle punkt zahl wort wörter machen gemacht geben gibt gehen geht kommen kommt lassen \
        sagen sagt sehen steht stehen finden heißt etwas nichts januar februar märz april mai juni juli \
        august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag \
        sonnabend sonntag",
    modifiers: "neue neuen neuer neues neuem gute guten guter große großen großer kleine kleinen kleiner ganze \
        ganzen eigene eigenen bestimmte bestimmten verschiedene verschiedenen folgende folgenden gleiche \
        gleichen weitere weiteren letzte letzten möglich mögliche möglichen wichtige wichtigen \
        sogenannte sogenannten zwei drei vier fünf erste ersten erster erstes zweite zweiten dritte \
        dritten",
    before_nouns: "in von mit für auf an bei nach aus über unter gegen ohne um durch zwischen vor hinter neben \
        diese dieser dieses diesen diesem jede jeder jedes jeden jedem ihre ihrer ihren ihrem ihr seine \
        seiner seinen seinem meine unsere unserer unseren",
    before_verbs: "ich du er sie wir kann können konnte muss müssen soll sollen sollte will wollen darf dürfen mag",
    copulas: "ist sind war waren bedeutet bezeichnet",
    auxiliaries: "wird wurde werden wurden worden sein gewesen",
    articles: "der die das den dem des ein eine einen einem einer eines",
    introducers: "genannt namens",
};

const FRENCH: Table = Table {
    function: "monsieur madame mademoiselle messieurs mme mlle et ou mais donc or ni car si que qui quoi dont quel quelle quels quelles \
        où quand comme lorsque puisque quoique ne pas plus moins très trop aussi encore déjà toujours \
        jamais souvent parfois ici là alors ainsi cependant toutefois y en se me te lui leur eux même \
        mêmes tout tous toute toutes autre autres tel telle tels telles avoir a ont avait avaient ayant \
        être été étant fait faire qu c j n s t m lorsqu jusqu puisqu oui non il est-à-dire etc",
    everyday: "cas chose choses exemple façon fois forme jour manière moment monde nombre ordre partie personne \
        personnes point problème question raison sorte temps type vie an ans année années bon bonne \
        grand grande grands grandes nouveau nouvelle nouveaux petit petite certain certaine certains \
        certaines différents différentes plusieurs possible peut doit faut dire dit voir vu mettre mis \
        prendre pris aller va janvier février mars avril mai juin juillet août septembre octobre novembre \
        décembre lundi mardi mercredi jeudi vendredi samedi dimanche",
    modifiers: "bon bonne grand grande grands grandes nouveau nouvelle nouveaux nouvelles petit petite petits \
        petites certain certaine certains certaines différents différentes plusieurs possible possibles \
        dernier dernière derniers important importante seul seule vrai vraie deux trois quatre cinq \
        premier première second seconde",
    before_nouns: "de du des d à au aux dans par pour sur avec sans sous entre vers chez contre depuis pendant \
        selon ce cet cette ces son sa ses leurs notre nos votre vos mon ma mes chaque quelque quelques",
    before_verbs: "je tu nous vous ils elle elles on peuvent doivent",
    copulas: "est sont était étaient désigne signifie",
    auxiliaries: "être été étant fut furent sera seront",
    articles: "le la les l un une",
    introducers: "appelé appelée appelés appelées nommé nommée dit dite",
};

const SPANISH: Table = Table {
    function: "sra señor señora y e o u pero sino ni que quien quienes cual cuales cuyo cuya donde cuando como \
        si porque pues aunque mientras no sí más menos muy también ya aún todavía siempre nunca aquí \
        allí así entonces se me te le les lo nos mismo misma todo toda todos todas otro otra otros otras \
        tal tales haber ha han había habían habiendo ser sido siendo estar está están hay sin embargo \
        etc",
    everyday: "año años caso casos cosa cosas ejemplo forma hecho lugar manera modo momento mundo número orden \
        parte persona personas problema punto razón tiempo tipo vez veces vida gran grande grandes bueno \
        buena nuevo nueva nuevos nuevas pequeño cierto cierta ciertos diferentes varios varias posible \
        puede debe decir dicho ver hacer enero febrero marzo abril mayo junio julio agosto septiembre \
        octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo",
    modifiers: "gran grande grandes bueno buena nuevo nueva nuevos nuevas pequeño pequeña cierto cierta ciertos \
        ciertas diferente diferentes varios varias posible posibles último última importante importantes \
        propio propia verdadero verdadera dos tres cuatro cinco primer primero primera segundo segunda",
    before_nouns: "de del a al en por para con sobre entre desde hasta hacia contra según durante bajo este esta \
        estos estas ese esa esos esas su sus mi mis tu tus nuestro nuestra nuestros cada algún alguna \
        algunos",
    before_verbs: "yo él ella ellos ellas nosotros usted ustedes pueden deben",
    copulas: "es son era eran fue significa designa",
    auxiliaries: "ser sido siendo estar está están estaba estaban fueron será ha han había habían haber",
    articles: "el la los las un una unos unas",
    introducers: "llamado llamada llamados llamadas denominado denominada",
};

const RUSSIAN: Table = Table {
    function: "господин господина госпожа тов и или но а да же ли бы если то что чтобы как когда где куда \
        откуда либо хотя пока вас вам вами нас нам нами них ним ними ней нём нему нее неё меня мне мной тебя тебе тобой \
        ему ей кого кому кем чего чему чем почему потому так также тоже не ни нет уже ещё еще только лишь даже очень более менее \
        всегда никогда здесь там тут теперь тогда поэтому однако который которая которое которые \
        которого которой которых которому котором было был была были будет быть себя себе сам сама сами \
        все всё всех всего вся весь другой другая другое другие другого другую других другим один одна одно одного одной одну \
        одном одним какой какая какое какие какого какую каких каким т.е т.д т.п",
    everyday: "время год года лет день дело случай пример образ вид раз часть человек люди людей место вопрос времени дня дни дней дела случая случаи случае случаев примера примеры образом образа вида виды виде \
        раза части частей места месте вопроса вопросы чисел числе качество качестве слов \
        число слово слова новый новая новое новые большой большая большие хороший разные разных \
        некоторые многие много мало может можно нужно надо должен должна должны сказать говорит делать \
        январь января февраль февраля март марта апрель апреля мая июнь июня июль июля август августа \
        сентябрь сентября октябрь октября ноябрь ноября декабрь декабря",
    modifiers: "новый новая новое новые нового новой новых большой большая большое большие больших хороший \
        хорошая разный разные разных некоторый некоторые некоторых возможный важный важная последний \
        последние следующий следующие главный главная главные собственный два три четыре пять первый \
        первая первое второй вторая второе",
    before_nouns: "в во на с со к ко по о об от до из за у при для без под над через между перед после против этот \
        эта это эти этого этой этих этому этом тот та те того той тех каждый каждая каждое его её ее их \
        наш наша наши свой своя свои своего своей своих мой моя ваш",
    before_verbs: "я ты он она оно мы вы они кто могут",
    copulas: "есть является являются означает называется",
    auxiliaries: "был была было были быть будет будут",
    articles: "",
    introducers: "называемый называемая называемое называемые",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert!(Words::of("en-GB").is_function("the") && Words::of("de").is_function("einer"));
        assert!(!Words::of("eo").is_function("la"));
        let foreign =
            |tag: &str, word: &str| Words::for_word(tag, word).is_some_and(|words| words.is_function(word));
        assert!(
            foreign("ar-MA", "the") && foreign("ru", "the") && !foreign("it", "the") && !foreign("ru", "и")
        );
    }

    #[test]
    fn english_grammar_is_known_among_other_words() {
        assert!(is_english_grammar("de-AT", "the") && is_english_grammar("fr", "or"));
        assert!(!is_english_grammar("de", "not") && !is_english_grammar("da", "is"));
    }

    #[test]
    fn days_and_months_are_everyday_words() {
        assert!(Words::of("en").is_everyday("october") && Words::of("fr").is_everyday("lundi"));
    }

    #[test]
    fn what_belongs_to_no_term_of_chinese_or_japanese() {
        assert!(is_particle('的') && is_particle('の'));
        assert!(!is_particle('集') && !is_particle('ク'));
    }
}
