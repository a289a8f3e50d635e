# The words of Seedbed's pages, in French; see en.ftl.

thousands = { "\u202F" }

## Every page
skip = Aller au contenu
site = Site
texts = Textes
concepts = Notions
search = Rechercher
search-passages-and-concepts = Rechercher des passages et des notions
aa-display-settings = Aa : affichage
breadcrumb = Fil d’Ariane
all-concepts-a-z = Toutes les notions, de A à Z
no-tracking-works-offline-and-without = Aucun pistage ; fonctionne hors ligne et sans JavaScript.

## The home page
annotated-texts = Textes annotés
all-texts-more = Tous les textes : { $shown } de plus
all-concepts-more = Toutes les notions : { $shown } de plus
concepts-the-texts-share = Notions que les textes partagent
concepts-of-most-texts = Notions du plus grand nombre de textes
all-concepts = Toutes les notions
no-concept-recurs-often-enough-yet = Aucune notion ne revient encore assez souvent. Les vôtres se notent dans
no-texts-yet = Il n’y a pas encore de texte. Mettez un fichier .txt, .md ou .html dans

## The list of texts
all-texts = Tous les textes
pages-of-texts = Pages de textes
pages-of-texts-again = Pages de textes, à nouveau

## A text’s page
source = Source :
licence = Licence :
contents-and-concepts = Sommaire et notions
contents = Sommaire
concepts-in-this-text = Notions de ce texte
mentioned-once = Mentionnées une fois
less-often = Moins souvent
this-text-could-not-be-read = Ce texte n’a pas pu être lu :
notes = Notes
texts-that-share-most-with-it = Textes qui partagent le plus avec lui
side-by-side = côte à côte
set-apart-from-the-text = Mis à part du texte
cite-this-text = Citer ce texte
to-cite-one-paragraph-use-the = Pour citer un paragraphe, prenez le lien de son numéro. Ce texte en
all-texts-as = . Tous les textes en

## The list of concepts
a-to-z = De A à Z
pages-of-concepts = Pages de notions

## A concept’s page
concept = Notion
other-texts-silent = { $count ->
    [one] Un autre texte n’en parle pas.
   *[other] { $shown } autres textes n’en parlent pas.
}
also = Aussi :
definition = Définition
in-the-words-of-the-texts = Selon les textes
its-own-text = Son propre texte :
where-it-appears = Où elle apparaît
start-to-end-of-each-text = du début à la fin de chaque texte
does-not-mention-it = n’en parle pas
passages = Passages
show-the-passages-as = Montrer les passages en
lines = Lignes
sentences = Phrases
in-order-of = Dans l’ordre de
words-before = Mots avant
words-after = Mots après
pages-of-passages = Pages de passages
no-text-mentions-it = Aucun texte n’en parle.
related-concepts = Notions voisines
in-the-same-passages = Dans les mêmes passages
numbers-count-the-passages-where-both = Les nombres comptent les passages où toutes deux apparaissent et mènent à celui qui en dit le plus.
passages-with-both = { $count ->
    [one] { $shown } passage avec les deux
   *[other] { $shown } passages avec les deux
}
no-other-concept-shares-a-passage = Aucune autre notion ne partage de passage avec celle-ci.
what-links-here = Ce qui mène ici
definitions = Définitions
and = et
annotations = Annotations
this-page = Cette page
first = Première
not = Pas
same-as = Identique à
link = Lien
data = Données
mentions = mentions
concepts-a-to-z = Notions de A à Z

## More passages of a concept
what-the-word-means-where-it = Ce que le mot veut dire, où il apparaît et ses premiers passages
pages-of-passages-again = Pages de passages, à nouveau

## Texts compared on a concept
not-mentioned-in = Absente de
and-more = et { $shown } de plus
more-texts-mention-it = { $count ->
    [one] Un autre texte en parle :
   *[other] { $shown } autres textes en parlent :
}
place-of-text = { $place } de { $text }
what-the-word-means-and-every = Ce que le mot veut dire, et tous les passages
how-they-answer-each-other = Comment ils se répondent
how-the-texts-answer-each-other = Comment les textes se répondent
all-of-them = tous
two-texts = Deux textes
two-texts-in-all-they-share = Deux textes dans tout ce qu’ils partagent

## Two texts
two-texts-side-by-side = Deux textes côte à côte
what-both-speak-of = Ce dont les deux parlent
mentions-in-this-text = Mentions dans ce texte
and-also = Et aussi
no-concept-is-mentioned-in-both = Aucune notion n’est mentionnée dans les deux.
only-in = Seulement dans
nothing-the-other-text-speaks-of = Rien : l’autre texte parle de toutes ses notions.
other-comparisons = Autres comparaisons
other-texts-side-by-side = Autres textes côte à côte

## The table
which-text-speaks-of-what = Quel texte parle de quoi
concepts-by-text = Notions par texte
pages-of-the-table = Pages du tableau
pages-of-the-table-again = Pages du tableau, à nouveau

## The map
map-of-concepts = Carte des notions
drawing = Dessin
size = Taille
normal = Normale
larger = Plus grande
largest = La plus grande
drawing-of-the-map-the-table = Dessin de la carte ; le tableau ci-dessous dit la même chose
the-same-as-a-table = La même chose en tableau
concepts-of-the-same-passages = Notions des mêmes passages
with = Avec
such-as = Par exemple

## Disputes and notes
disputes-and-notes = Controverses et notes
kinds = Genres
pages = Pages
pages-again = Pages, à nouveau

## Parts of pages
previous-text = Texte précédent
previous-concept = Notion précédente
next-text = Texte suivant
next-concept = Notion suivante
page-number = Page { $number }
most-its-own = Lui sont le plus propres :
on = Sur

## An address that leads nowhere
there-is-no-page-at-this = Il n’y a pas de page à cette adresse
it-may-have-been-renamed-or = Elle a peut-être changé de nom, ou l’adresse est mal écrite.
pages-with-names-like-it = Pages au nom semblable

## Crumbs, titles and descriptions
home = Accueil
compare = Comparer
by-text = Par texte
map = Carte
compared-with = Comparé à { $text }
range-of = { $from-shown } à { $to-shown } sur { $all-shown }
one-and-other = { $one } et { $other }
not-found = Introuvable
concepts-of = Notions de { $site }
texts-linked-by-concepts = { $texts ->
    [one] { $texts-shown } texte annoté
   *[other] { $texts-shown } textes annotés
}, reliés par { $concepts ->
    [one] { $concepts-shown } notion
   *[other] { $concepts-shown } notions
}.
all-texts-of = { $count ->
    [one] Le seul texte
   *[other] Les { $shown } textes
} de { $site }.
all-concepts-of = { $count ->
    [one] La seule notion
   *[other] Les { $shown } notions
} de { $site }, de A à Z.
annotated-text = { $text } : le texte annoté, avec { $count ->
    [one] { $shown } notion liée
   *[other] { $shown } notions liées
}.
what-a-concept-page-has = { $concept } : { $where }, définition et notions voisines.
compare-concept = Comparer : { $concept }
what-texts-say-of = Ce que { $count ->
    [one] { $shown } texte dit
   *[other] { $shown } textes disent
} de { $concept }, côte à côte.
concept-passages = { $concept }, passages { $which }
passages-that-mention = Passages qui mentionnent { $concept } : { $which }.

## Numbers of things
count-words = { $count ->
    [one] { $shown } mot
   *[other] { $shown } mots
}
count-characters = { $count ->
    [one] { $shown } caractère
   *[other] { $shown } caractères
}
count-minutes = { $shown } min
count-hours = { $shown } h
count-paragraphs = { $count ->
    [one] { $shown } paragraphe
   *[other] { $shown } paragraphes
}
count-texts = { $count ->
    [one] { $shown } texte
   *[other] { $shown } textes
}
count-concepts = { $count ->
    [one] { $shown } notion
   *[other] { $shown } notions
}
count-proposed-concepts = { $count ->
    [one] { $shown } notion (proposée par Seedbed)
   *[other] { $shown } notions (proposées par Seedbed)
}
count-shared-concepts = { $count ->
    [one] { $shown } notion partagée
   *[other] { $shown } notions partagées
}
count-mentions = { $count ->
    [one] { $shown } mention
   *[other] { $shown } mentions
}
count-notes = { $count ->
    [one] { $shown } note
   *[other] { $shown } notes
}
count-relations = { $count ->
    [one] { $shown } relation
   *[other] { $shown } relations
}

## A text
text-of-texts = texte { $number-shown } sur { $of-shown }
untitled-text = Texte sans titre
supplied-title = Le texte n’a pas de titre ; celui-ci vient de l’éditeur
first-words-as-title = Le texte n’a pas de titre ; voici ses premiers mots ou le nom de son fichier
set-apart-by-the-editor = Mis à part par l’éditeur
no-part-of-the-text = N’appartient pas au texte
shown-at-the-head = Montré en tête de la page
cited-in = Dans :
annotation = Annotation
note = Note
back-to-the-text = Retour au texte
editors-reading = Lecture de l’éditeur.
also-in = aussi dans
note-not-given = Le texte ne donne pas la note à laquelle cette marque renvoie
table = Tableau
done = Fait
not-done = À faire
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention

## What the editor says of two passages
see-also = Voir aussi
side-agrees = S’accorde avec
side-disputes = Conteste
side-extends = Prolonge
side-quotes = Cite
side-answers = Répond à
referred-to-by = Évoqué par
disputed-by = Contesté par
extended-by = Prolongé par
quoted-by = Cité par
answered-by = Réponse dans
refers-to = renvoie à
agrees-with = s’accorde avec
verb-disputes = conteste
verb-extends = prolonge
verb-quotes = cite
verb-answers = répond à
disputes = Controverses
answers = Réponses
extends = Prolongements
agrees = Accords
quotes = Citations
what-disputes-are = Comment des passages de textes différents se répondent, et ce qu’en dit l’éditeur : { $relations } et { $notes }.

## A concept and its comparison
mentioned-in-no-text = mentionnée dans aucun texte
mentions-in-texts = { $mentions ->
    [one] { $mentions-shown } mention
   *[other] { $mentions-shown } mentions
} dans { $texts ->
    [one] { $texts-shown } texte
   *[other] { $texts-shown } textes
}
mentions-in-some-texts = { $mentions ->
    [one] { $mentions-shown } mention
   *[other] { $mentions-shown } mentions
} dans { $texts-shown } des { $all-shown } textes
most-of-texts = les { $most-shown } qui en parlent le plus, sur { $shown } textes
compare-texts = Comparer les { $shown } textes côte à côte
broader = Plus larges
narrower = Plus étroites
related = Voisines
texts-side-by-side = { $shown } textes côte à côte
most-telling-side-by-side = { $shown } textes, les { $shown-texts-shown } qui en disent le plus côte à côte
and-in-other-passages = { $count ->
    [one] et dans { $shown } autre passage
   *[other] et dans { $shown } autres passages
}

## The table, the map, two texts
what-the-matrix-is = { $count ->
    [one] { $shown } notion qu’au moins deux textes partagent, et combien de fois chacun des { $texts-shown } textes la mentionne.
   *[other] { $shown } notions qu’au moins deux textes partagent, celles du plus grand nombre de textes d’abord, et combien de fois chacun des { $texts-shown } textes les mentionne.
}
what-the-large-matrix-is = { $count ->
    [one] { $shown } notion qu’au moins deux textes partagent
   *[other] { $shown } notions qu’au moins deux textes partagent, celles du plus grand nombre de textes d’abord
}, et combien de fois les mentionne chacun des { $columns-shown } textes qui partagent le plus, sur { $texts-shown }.
not-shown-here = Non montré ici : { $what }.
what-the-map-is = { $count ->
    [one] { $shown } notion présente
   *[other] { $shown } notions présentes
} dans les mêmes passages. Une ligne en joint deux et mène au passage qui dit le plus des deux ; de chaque notion, les { $closest-shown } plus proches sont dessinées.
more-concepts-not-drawn = { $count ->
    [one] { $shown } autre notion n’est pas dessinée : elle a moins de textes, ou aucun passage avec une autre.
   *[other] { $shown } autres notions ne sont pas dessinées : elles ont moins de textes, ou aucun passage avec une autre.
}
what-the-map-shows = Quelles notions de { $site } se trouvent dans les mêmes passages, en dessin et en tableau.
what-two-texts-share = { $count ->
    [one] { $shown } notion
   *[other] { $shown } notions
} dans les deux, { $first-shown } dans le premier seulement, { $second-shown } dans le second seulement.

## What the scripts of the pages say
script-previous = Précédente
script-next = Suivante
script-of-here = { $at } sur { $all } ici
script-of = { $at } sur { $all }
script-mentions-of = Mentions : { $concept }
script-mention-of = Mention { $at } sur { $all } : { $concept }
script-leave-the-trail = Quitter la piste
script-with = Avec { $concept }
script-to-cite = Citer { $passage }
script-link-copied = Le lien est copié.
script-link-to-copied = Lien vers { $passage } copié
script-citation = citation
script-copy = Copier { $form }
script-form-copied = { $form } de { $passage } : copié
script-whole = { $passage } en entier
script-display-settings = Affichage
script-colours = Couleurs
script-system = Système
script-light = Clair
script-dark = Sombre
script-size = Taille
script-small = Petite
script-medium = Moyenne
script-large = Grande
script-largest = La plus grande
script-typeface = Caractères
script-your-serif = Les vôtres, avec empattements
script-your-sans = Les vôtres, sans empattements
script-concept-marks = Notions marquées
script-all = Toutes
script-first-only = La première seulement
script-none = Aucune
script-keyboard-shortcuts = Raccourcis clavier
script-show-all = Les montrer tous
script-key-search = rechercher
script-key-mention = mention précédente, suivante d’une notion
script-key-page = page précédente, suivante
script-key-this = cette fiche
script-key-close = fermer
script-switched-off = L’affichage (Aa) permet de les désactiver.
script-close = Fermer
script-no-index = L’index de recherche ne peut pas être chargé

## What the search field answers
answer-concepts = Notions
answer-heading = Titre
answer-mentions = { $count ->
    [one] { $shown } mention
   *[other] { $shown } mentions
}
answer-found-concepts = { $count ->
    [one] { $shown } notion
   *[other] { $shown } notions
}
answer-found-passages = { $count ->
    [one] { $shown } passage
   *[other] { $shown } passages
}
answer-at-most = au plus { $what }
answer-in-texts = { $what } dans { $count ->
    [one] { $shown } texte
   *[other] { $shown } textes
}
answer-more-passages = { $count ->
    [one] { $shown } autre passage de ce texte
   *[other] { $shown } autres passages de ce texte
}
answer-more-texts = { $count ->
    [one] { $shown } autre texte
   *[other] { $shown } autres textes
}
answer-only-text = ce texte seulement
answer-only-concept = ses passages
answer-none-has-all = Aucun passage n’a tous ces mots.
answer-nothing-found = Rien trouvé
answer-guessed = avec « { $what } »
