# The words of Seedbed's pages, in German; see en.ftl.

thousands = .

## Every page
skip = Zum Inhalt
site = Website
texts = Texte
concepts = Begriffe
search = Suchen
search-passages-and-concepts = Stellen und Begriffe suchen
aa-display-settings = Aa: Darstellung
breadcrumb = Pfad
all-concepts-a-z = Alle Begriffe von A bis Z
no-tracking-works-offline-and-without = Keine Verfolgung; geht auch ohne Netz und ohne JavaScript.

## The home page
annotated-texts = Texte mit Anmerkungen
all-texts-more = Alle Texte: { $shown } weitere
all-concepts-more = Alle Begriffe: { $shown } weitere
concepts-the-texts-share = Begriffe, die die Texte teilen
concepts-of-most-texts = Begriffe der meisten Texte
all-concepts = Alle Begriffe
no-concept-recurs-often-enough-yet = Noch kehrt kein Begriff oft genug wieder. Eigene stehen in
no-texts-yet = Noch ist kein Text da. Eine Datei mit .txt, .md oder .html gehört nach

## The list of texts
all-texts = Alle Texte
pages-of-texts = Seiten der Texte
pages-of-texts-again = Seiten der Texte, noch einmal

## A text’s page
source = Quelle:
licence = Lizenz:
contents-and-concepts = Inhalt und Begriffe
contents = Inhalt
concepts-in-this-text = Begriffe in diesem Text
mentioned-once = Einmal erwähnt
less-often = Seltener
this-text-could-not-be-read = Dieser Text konnte nicht gelesen werden:
notes = Anmerkungen
texts-that-share-most-with-it = Texte, die am meisten mit ihm teilen
side-by-side = nebeneinander
set-apart-from-the-text = Vom Text abgesondert
cite-this-text = Diesen Text zitieren
to-cite-one-paragraph-use-the = Einen einzelnen Absatz zitiert man mit dem Link in seiner Nummer. Dieser Text als
all-texts-as = . Alle Texte als

## The list of concepts
a-to-z = A bis Z
pages-of-concepts = Seiten der Begriffe

## A concept’s page
concept = Begriff
other-texts-silent = { $count ->
    [one] Ein weiterer Text erwähnt ihn nicht.
   *[other] { $shown } weitere Texte erwähnen ihn nicht.
}
also = Auch:
definition = Bestimmung
in-the-words-of-the-texts = In den Worten der Texte
its-own-text = Eigener Text:
where-it-appears = Wo er vorkommt
start-to-end-of-each-text = vom Anfang bis zum Ende jedes Textes
does-not-mention-it = erwähnt ihn nicht
passages = Stellen
show-the-passages-as = Die Stellen zeigen als
lines = Zeilen
sentences = Sätze
in-order-of = Geordnet nach
words-before = Wörtern davor
words-after = Wörtern danach
pages-of-passages = Seiten der Stellen
no-text-mentions-it = Kein Text erwähnt ihn.
related-concepts = Verwandte Begriffe
in-the-same-passages = An denselben Stellen
numbers-count-the-passages-where-both = Die Zahlen zählen die Stellen mit beiden.
passages-with-both = { $count ->
    [one] { $shown } Stelle mit beiden
   *[other] { $shown } Stellen mit beiden
}
no-other-concept-shares-a-passage = Kein anderer Begriff teilt eine Stelle mit ihm.
what-links-here = Was hierher führt
definitions = Bestimmungen
and = und
annotations = Anmerkungen
this-page = Diese Seite
first = Zuerst
not = Nicht
same-as = Dasselbe wie
link = Link
data = Daten
mentions = Erwähnungen
concepts-a-to-z = Begriffe von A bis Z

## More passages of a concept
what-the-word-means-where-it = Was das Wort bedeutet, wo es vorkommt und seine ersten Stellen
pages-of-passages-again = Seiten der Stellen, noch einmal

## Texts compared on a concept
not-mentioned-in = Nicht erwähnt in
and-more = und { $shown } weitere
more-texts-mention-it = { $count ->
    [one] Ein weiterer Text erwähnt ihn:
   *[other] { $shown } weitere Texte erwähnen ihn:
}
place-of-text = { $place } von { $text }
what-the-word-means-and-every = Was das Wort bedeutet und alle Stellen
how-they-answer-each-other = Wie sie einander antworten
how-the-texts-answer-each-other = Wie die Texte einander antworten
all-of-them = alle
two-texts = Zwei Texte
two-texts-in-all-they-share = Zwei Texte mit allem, was sie teilen

## Two texts
two-texts-side-by-side = Zwei Texte nebeneinander
what-both-speak-of = Wovon beide sprechen
mentions-in-this-text = Erwähnungen in diesem Text
and-also = Und auch
no-concept-is-mentioned-in-both = Kein Begriff wird in beiden erwähnt.
only-in = Nur in
nothing-the-other-text-speaks-of = Nichts: Der andere Text spricht von allen seinen Begriffen.
other-comparisons = Andere Vergleiche
other-texts-side-by-side = Andere Texte nebeneinander

## The table
which-text-speaks-of-what = Welcher Text wovon spricht
concepts-by-text = Begriffe nach Texten
pages-of-the-table = Seiten der Tabelle
pages-of-the-table-again = Seiten der Tabelle, noch einmal

## The map
map-of-concepts = Karte der Begriffe
drawing = Zeichnung
size = Größe
normal = Normal
larger = Größer
largest = Am größten
drawing-of-the-map-the-table = Zeichnung der Karte; die Tabelle darunter sagt dasselbe
the-same-as-a-table = Dasselbe als Tabelle
concepts-of-the-same-passages = Begriffe derselben Stellen
with = Mit
such-as = Zum Beispiel

## Disputes and notes
disputes-and-notes = Streitpunkte und Anmerkungen
kinds = Arten
pages = Seiten
pages-again = Seiten, noch einmal

## Parts of pages
previous-text = Voriger Text
previous-concept = Voriger Begriff
next-text = Nächster Text
next-concept = Nächster Begriff
page-number = Seite { $number }
most-its-own = Am meisten eigen:
on = Zu

## An address that leads nowhere
there-is-no-page-at-this = Unter dieser Adresse gibt es keine Seite
it-may-have-been-renamed-or = Sie wurde vielleicht umbenannt, oder die Adresse ist verschrieben.
pages-with-names-like-it = Seiten mit ähnlichem Namen

## Crumbs, titles and descriptions
home = Anfang
compare = Vergleich
by-text = Nach Texten
map = Karte
compared-with = Verglichen mit { $text }
range-of = { $from-shown } bis { $to-shown } von { $all-shown }
one-and-other = { $one } und { $other }
not-found = Nicht gefunden
concepts-of = Begriffe von { $site }
texts-linked-by-concepts = { $texts ->
    [one] { $texts-shown } Text mit Anmerkungen
   *[other] { $texts-shown } Texte mit Anmerkungen
}, verbunden durch { $concepts ->
    [one] { $concepts-shown } Begriff
   *[other] { $concepts-shown } Begriffe
}.
all-texts-of = { $count ->
    [one] Der einzige Text
   *[other] Alle { $shown } Texte
} von { $site }.
all-concepts-of = { $count ->
    [one] Der einzige Begriff
   *[other] Alle { $shown } Begriffe
} von { $site }, von A bis Z.
annotated-text = { $text }: der Text mit Anmerkungen und { $count ->
    [one] { $shown } verlinkten Begriff
   *[other] { $shown } verlinkten Begriffen
}.
what-a-concept-page-has = { $concept }: { $where }, Bestimmung und verwandte Begriffe.
compare-concept = Vergleich: { $concept }
what-texts-say-of = Was { $count ->
    [one] { $shown } Text
   *[other] { $shown } Texte
} zu { $concept } sagen, nebeneinander.
concept-passages = { $concept }, Stellen { $which }
passages-that-mention = Stellen, die { $concept } erwähnen: { $which }.

## Numbers of things
count-words = { $count ->
    [one] { $shown } Wort
   *[other] { $shown } Wörter
}
count-characters = { $shown } Zeichen
count-minutes = { $shown } Min.
count-hours = { $shown } Std.
count-paragraphs = { $count ->
    [one] { $shown } Absatz
   *[other] { $shown } Absätze
}
count-texts = { $count ->
    [one] { $shown } Text
   *[other] { $shown } Texte
}
count-concepts = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
}
count-proposed-concepts = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
} (von Seedbed vorgeschlagen)
count-shared-concepts = { $count ->
    [one] { $shown } gemeinsamer Begriff
   *[other] { $shown } gemeinsame Begriffe
}
count-mentions = { $count ->
    [one] { $shown } Erwähnung
   *[other] { $shown } Erwähnungen
}
count-notes = { $count ->
    [one] { $shown } Anmerkung
   *[other] { $shown } Anmerkungen
}
count-relations = { $count ->
    [one] { $shown } Beziehung
   *[other] { $shown } Beziehungen
}

## A text
text-of-texts = Text { $number-shown } von { $of-shown }
untitled-text = Text ohne Titel
supplied-title = Der Text hat keinen Titel; dieser ist vom Herausgeber
first-words-as-title = Der Text hat keinen Titel; dies sind seine ersten Wörter oder der Name seiner Datei
set-apart-by-the-editor = Vom Herausgeber abgesondert
no-part-of-the-text = Gehört nicht zum Text selbst
shown-at-the-head = Steht am Kopf der Seite
cited-in = In:
annotation = Anmerkung des Herausgebers
note = Anmerkung
back-to-the-text = Zurück zum Text
editors-reading = Lesart des Herausgebers.
also-in = auch in
note-not-given = Der Text hat keine Anmerkung zu diesem Zeichen
table = Tabelle
done = Erledigt
not-done = Nicht erledigt
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht

## What the editor says of two passages
see-also = Siehe auch
side-agrees = Stimmt überein mit
side-disputes = Bestreitet
side-extends = Führt weiter
side-quotes = Zitiert
side-answers = Antwortet auf
referred-to-by = Erwähnt von
disputed-by = Bestritten von
extended-by = Weitergeführt von
quoted-by = Zitiert von
answered-by = Beantwortet von
refers-to = verweist auf
agrees-with = stimmt überein mit
verb-disputes = bestreitet
verb-extends = führt weiter
verb-quotes = zitiert
verb-answers = antwortet auf
disputes = Widerspruch
answers = Antwort
extends = Weiterführung
agrees = Zustimmung
quotes = Zitat
what-disputes-are = Wie Stellen verschiedener Texte einander antworten und was der Herausgeber dazu sagt: { $relations } und { $notes }.

## A concept and its comparison
mentioned-in-no-text = in keinem Text erwähnt
mentions-in-texts = { $mentions ->
    [one] { $mentions-shown } Erwähnung
   *[other] { $mentions-shown } Erwähnungen
} in { $texts ->
    [one] { $texts-shown } Text
   *[other] { $texts-shown } Texten
}
mentions-in-some-texts = { $mentions ->
    [one] { $mentions-shown } Erwähnung
   *[other] { $mentions-shown } Erwähnungen
} in { $texts-shown } von { $all ->
    [one] { $all-shown } Text
   *[other] { $all-shown } Texten
}
most-of-texts = die { $most-shown }, die am meisten von ihm sprechen, von { $shown } Texten
compare-texts = Die { $shown } Texte nebeneinander vergleichen
broader = Weiter
narrower = Enger
related = Verwandt
texts-side-by-side = { $shown } Texte nebeneinander
most-telling-side-by-side = { $shown } Texte, die { $shown-texts-shown } aufschlussreichsten nebeneinander
and-in-other-passages = { $count ->
    [one] und an { $shown } weiteren Stelle
   *[other] und an { $shown } weiteren Stellen
}

## The table, the map, two texts
what-the-matrix-is = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
}, die mindestens zwei Texte teilen, die der meisten Texte zuerst, und wie oft jeder der { $texts-shown } Texte sie erwähnt.
what-the-large-matrix-is = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
}, die mindestens zwei Texte teilen, die der meisten Texte zuerst, und wie oft jeder der { $columns-shown } Texte, die am meisten teilen, von { $texts-shown }, sie erwähnt.
not-shown-here = Hier nicht gezeigt: { $what }.
what-the-map-is = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
}, die an denselben Stellen stehen. Eine Linie verbindet zwei und führt zu der Stelle, die am meisten von beiden sagt; von jedem Begriff sind die { $closest-shown } nächsten gezeichnet.
more-concepts-not-drawn = { $count ->
    [one] { $shown } weiterer Begriff ist nicht gezeichnet: Er hat weniger Texte oder keine Stelle mit einem anderen.
   *[other] { $shown } weitere Begriffe sind nicht gezeichnet: Sie haben weniger Texte oder keine Stelle mit einem anderen.
}
what-the-map-shows = Welche Begriffe von { $site } an denselben Stellen stehen, als Zeichnung und als Tabelle.
what-two-texts-share = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
} in beiden, { $first-shown } nur im ersten, { $second-shown } nur im zweiten.

## What the scripts of the pages say
script-previous = Vorige
script-next = Nächste
script-of-here = { $at } von { $all } hier
script-of = { $at } von { $all }
script-mentions-of = Erwähnungen: { $concept }
script-mention-of = Erwähnung { $at } von { $all }: { $concept }
script-leave-the-trail = Spur verlassen
script-with = Mit { $concept }
script-to-cite = { $passage } zitieren
script-link-copied = Der Link ist kopiert.
script-link-to-copied = Link zu { $passage } kopiert
script-citation = Zitat
script-copy = { $form } kopieren
script-form-copied = { $form } zu { $passage } kopiert
script-whole = { $passage } ganz
script-display-settings = Darstellung
script-colours = Farben
script-system = System
script-light = Hell
script-dark = Dunkel
script-size = Größe
script-small = Klein
script-medium = Mittel
script-large = Groß
script-largest = Am größten
script-typeface = Schrift
script-your-serif = Eigene mit Serifen
script-your-sans = Eigene ohne Serifen
script-concept-marks = Markierte Begriffe
script-all = Alle
script-first-only = Nur der erste
script-none = Keine
script-keyboard-shortcuts = Tastenkürzel
script-show-all = Alle zeigen
script-key-search = suchen
script-key-mention = vorige, nächste Erwähnung eines Begriffs
script-key-page = vorige, nächste Seite
script-key-this = diese Karte
script-key-close = schließen
script-switched-off = Die Darstellung (Aa) schaltet sie ab.
script-close = Schließen
script-no-index = Der Suchindex lässt sich nicht laden

## What the search field answers
answer-concepts = Begriffe
answer-heading = Überschrift
answer-mentions = { $count ->
    [one] { $shown } Erwähnung
   *[other] { $shown } Erwähnungen
}
answer-found-concepts = { $count ->
    [one] { $shown } Begriff
   *[other] { $shown } Begriffe
}
answer-found-passages = { $count ->
    [one] { $shown } Stelle
   *[other] { $shown } Stellen
}
answer-at-most = höchstens { $what }
answer-in-texts = { $what } in { $count ->
    [one] { $shown } Text
   *[other] { $shown } Texten
}
answer-more-passages = { $count ->
    [one] { $shown } weitere Stelle in diesem Text
   *[other] { $shown } weitere Stellen in diesem Text
}
answer-more-texts = { $count ->
    [one] { $shown } weiterer Text
   *[other] { $shown } weitere Texte
}
answer-only-text = nur dieser Text
answer-only-concept = seine Stellen
answer-none-has-all = Keine Stelle hat alle diese Wörter.
answer-nothing-found = Nichts gefunden
answer-guessed = mit „{ $what }“
