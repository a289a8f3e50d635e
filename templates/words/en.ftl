# The words of Seedbed's pages, in English. The format is Fluent: https://projectfluent.org/fluent/guide/
#
# A number such as $texts chooses the form of the word, $texts-shown is the same number as it is written; of $count that
# is $shown.

# Between groups of three digits.
thousands = ,

## Every page
skip = Skip to content
site = Site
texts = Texts
concepts = Concepts
search = Search
search-passages-and-concepts = Search passages and concepts
aa-display-settings = Aa: display settings
breadcrumb = Breadcrumb
all-concepts-a-z = All concepts A–Z
no-tracking-works-offline-and-without = No tracking; works offline and without JavaScript.

## The home page
annotated-texts = Annotated texts
all-texts-more = All texts: { $shown } more
all-concepts-more = All concepts: { $shown } more
concepts-the-texts-share = Concepts the texts share
concepts-of-most-texts = Concepts of most texts
all-concepts = All concepts
no-concept-recurs-often-enough-yet = No concept recurs often enough yet. List your own in
no-texts-yet = There is no text yet. Put a .txt, .md or .html file into

## The list of texts
all-texts = All texts
pages-of-texts = Pages of texts
pages-of-texts-again = Pages of texts, again

## A text’s page
source = Source:
licence = Licence:
contents-and-concepts = Contents and concepts
contents = Contents
concepts-in-this-text = Concepts in this text
mentioned-once = Mentioned once
less-often = Less often
this-text-could-not-be-read = This text could not be read: it
notes = Notes
texts-that-share-most-with-it = Texts that share most with it
side-by-side = side by side
set-apart-from-the-text = Set apart from the text
cite-this-text = Cite this text
to-cite-one-paragraph-use-the = To cite one paragraph, use the link in its number. This text as
all-texts-as = . All texts as

## The list of concepts
a-to-z = A to Z
pages-of-concepts = Pages of concepts

## A concept’s page
concept = Concept
other-texts-silent = { $count ->
    [one] One other text does not mention it.
   *[other] { $shown } other texts do not mention it.
}
also = Also:
definition = Definition
in-the-words-of-the-texts = In the words of the texts
its-own-text = Its own text:
where-it-appears = Where it appears
start-to-end-of-each-text = start to end of each text
does-not-mention-it = does not mention it
passages = Passages
show-the-passages-as = Show the passages as
lines = Lines
sentences = Sentences
in-order-of = In order of
words-before = Words before
words-after = Words after
pages-of-passages = Pages of passages
no-text-mentions-it = No text mentions it.
related-concepts = Related concepts
in-the-same-passages = In the same passages
numbers-count-the-passages-where-both = Numbers count the passages where both appear, and lead to one that says much of both.
passages-with-both = { $count ->
    [one] { $shown } passage with both
   *[other] { $shown } passages with both
}
no-other-concept-shares-a-passage = No other concept shares a passage with this one.
what-links-here = What links here
definitions = Definitions
and = and
annotations = Annotations
this-page = This page
first = First
not = Not
same-as = Same as
link = Link
data = Data
mentions = mentions
concepts-a-to-z = Concepts A to Z

## More passages of a concept
what-the-word-means-where-it = What the word means, where it appears, and its first passages
pages-of-passages-again = Pages of passages, again

## Texts compared on a concept
not-mentioned-in = Not mentioned in
and-more = and { $shown } more
more-texts-mention-it = { $count ->
    [one] One more text mentions it:
   *[other] { $shown } more texts mention it:
}
place-of-text = { $place } of { $text }
what-the-word-means-and-every = What the word means, and every passage
how-they-answer-each-other = How they answer each other
how-the-texts-answer-each-other = How the texts answer each other
all-of-them = all of them
two-texts = Two texts
two-texts-in-all-they-share = Two texts in all they share

## Two texts
two-texts-side-by-side = Two texts side by side
what-both-speak-of = What both speak of
mentions-in-this-text = Mentions in this text
and-also = And also
no-concept-is-mentioned-in-both = No concept is mentioned in both.
only-in = Only in
nothing-the-other-text-speaks-of = Nothing: the other text speaks of all its concepts.
other-comparisons = Other comparisons
other-texts-side-by-side = Other texts side by side

## The table
which-text-speaks-of-what = Which text speaks of what
concepts-by-text = Concepts by text
pages-of-the-table = Pages of the table
pages-of-the-table-again = Pages of the table, again

## The map
map-of-concepts = Map of concepts
drawing = Drawing
size = Size
normal = Normal
larger = Larger
largest = Largest
drawing-of-the-map-the-table = Drawing of the map; the table below says the same
the-same-as-a-table = The same as a table
concepts-of-the-same-passages = Concepts of the same passages
with = With
such-as = Such as

## Disputes and notes
disputes-and-notes = Disputes and notes
kinds = Kinds
pages = Pages
pages-again = Pages, again

## Parts of pages
previous-text = Previous text
previous-concept = Previous concept
next-text = Next text
next-concept = Next concept
page-number = Page { $number }
most-its-own = Most its own:
on = On

## An address that leads nowhere
there-is-no-page-at-this = There is no page at this address
it-may-have-been-renamed-or = It may have been renamed, or the address may be mistyped.
pages-with-names-like-it = Pages with names like it

## Crumbs, titles and descriptions
home = Home
compare = Compare
by-text = By text
map = Map
compared-with = Compared with { $text }
range-of = { $from-shown } to { $to-shown } of { $all-shown }
one-and-other = { $one } and { $other }
not-found = Not found
concepts-of = Concepts of { $site }
texts-linked-by-concepts = { $texts ->
    [one] { $texts-shown } annotated text
   *[other] { $texts-shown } annotated texts
}, linked by { $concepts ->
    [one] { $concepts-shown } concept
   *[other] { $concepts-shown } concepts
}.
all-texts-of = { $count ->
    [one] The only text
   *[other] All { $shown } texts
} of { $site }.
all-concepts-of = { $count ->
    [one] The only concept
   *[other] All { $shown } concepts
} of { $site }, from A to Z.
annotated-text = { $text }: the annotated text with { $count ->
    [one] { $shown } linked concept
   *[other] { $shown } linked concepts
}.
what-a-concept-page-has = { $concept }: { $where }, definition and related concepts.
compare-concept = Compare: { $concept }
what-texts-say-of = What { $count ->
    [one] { $shown } text says
   *[other] { $shown } texts say
} of { $concept }, side by side.
concept-passages = { $concept }, passages { $which }
passages-that-mention = Passages that mention { $concept }: { $which }.

## Numbers of things
count-words = { $count ->
    [one] { $shown } word
   *[other] { $shown } words
}
count-characters = { $count ->
    [one] { $shown } character
   *[other] { $shown } characters
}
count-minutes = { $shown } min
count-hours = { $shown } h
count-paragraphs = { $count ->
    [one] { $shown } paragraph
   *[other] { $shown } paragraphs
}
count-texts = { $count ->
    [one] { $shown } text
   *[other] { $shown } texts
}
count-concepts = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
}
count-proposed-concepts = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
} (proposed by Seedbed)
count-shared-concepts = { $count ->
    [one] { $shown } shared concept
   *[other] { $shown } shared concepts
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
text-of-texts = text { $number-shown } of { $of-shown }
untitled-text = Untitled text
supplied-title = The text has no title; the editor supplied this one
first-words-as-title = The text has no title; these are its first words or the name of its file
set-apart-by-the-editor = Set apart by the editor
no-part-of-the-text = No part of the text itself
shown-at-the-head = Shown at the head of the page
cited-in = In:
annotation = Annotation
note = Note
back-to-the-text = Back to the text
editors-reading = Editor’s reading.
also-in = also in
note-not-given = The text does not give the note that this mark refers to
table = Table
done = Done
not-done = Not done
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## What the editor says of two passages
see-also = See also
side-agrees = Agrees with
side-disputes = Disputes
side-extends = Extends
side-quotes = Quotes
side-answers = Answers
referred-to-by = Referred to by
disputed-by = Disputed by
extended-by = Extended by
quoted-by = Quoted by
answered-by = Answered by
refers-to = refers to
agrees-with = agrees with
verb-disputes = disputes
verb-extends = extends
verb-quotes = quotes
verb-answers = answers
disputes = Disputes
answers = Answers
extends = Extends
agrees = Agrees
quotes = Quotes
what-disputes-are = How passages of different texts answer each other, and what the editor says of them: { $relations } and { $notes }.

## A concept and its comparison
mentioned-in-no-text = mentioned in no text
mentions-in-texts = { $mentions ->
    [one] { $mentions-shown } mention
   *[other] { $mentions-shown } mentions
} in { $texts ->
    [one] { $texts-shown } text
   *[other] { $texts-shown } texts
}
mentions-in-some-texts = { $mentions ->
    [one] { $mentions-shown } mention
   *[other] { $mentions-shown } mentions
} in { $texts-shown } of { $all ->
    [one] { $all-shown } text
   *[other] { $all-shown } texts
}
most-of-texts = the { $most-shown } that speak of it most, of { $shown } texts
compare-texts = Compare the { $shown } texts side by side
broader = Broader
narrower = Narrower
related = Related
texts-side-by-side = { $shown } texts side by side
most-telling-side-by-side = { $shown } texts, the { $shown-texts-shown } that tell most side by side
and-in-other-passages = { $count ->
    [one] and in { $shown } other passage
   *[other] and in { $shown } other passages
}

## The table, the map, two texts
what-the-matrix-is = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
} that at least two texts share, those of most texts first, and how often each of the { $texts-shown } texts mentions them.
what-the-large-matrix-is = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
} that at least two texts share, those of most texts first, and how often each of the { $columns-shown } texts that share most, of { $texts-shown }, mentions them.
not-shown-here = Not shown here: { $what }.
what-the-map-is = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
} that stand in the same passages. A line joins two of them and leads to the passage that tells most of both; of each concept the { $closest-shown } closest are drawn.
more-concepts-not-drawn = { $count ->
    [one] { $shown } more concept is not drawn: it has fewer texts, or no passage with another.
   *[other] { $shown } more concepts are not drawn: they have fewer texts, or no passage with another.
}
what-the-map-shows = Which concepts of { $site } stand in the same passages, as a drawing and a table.
what-two-texts-share = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
} in both, { $first-shown } only in the first, { $second-shown } only in the second.

## What the scripts of the pages say; { $shown } is the number $count
script-previous = Previous
script-next = Next
script-of-here = { $at } of { $all } here
script-of = { $at } of { $all }
script-mentions-of = Mentions of { $concept }
script-mention-of = Mention { $at } of { $all }: { $concept }
script-leave-the-trail = Leave the trail
script-with = With { $concept }
script-to-cite = To cite { $passage }
script-link-copied = The link is copied.
script-link-to-copied = Link to { $passage } copied
script-citation = citation
script-copy = Copy { $form }
script-form-copied = { $form } of { $passage } copied
script-whole = { $passage } whole
script-display-settings = Display settings
script-colours = Colours
script-system = System
script-light = Light
script-dark = Dark
script-size = Size
script-small = Small
script-medium = Medium
script-large = Large
script-largest = Largest
script-typeface = Typeface
script-your-serif = Your serif
script-your-sans = Your sans
script-concept-marks = Concept marks
script-all = All
script-first-only = First only
script-none = None
script-keyboard-shortcuts = Keyboard shortcuts
script-show-all = Show all
script-key-search = search
script-key-mention = previous, next mention of a concept
script-key-page = previous, next page
script-key-this = this card
script-key-close = close
script-switched-off = The display settings (Aa) switch them off.
script-close = Close
script-no-index = The search index cannot be loaded

## What the search field answers
answer-concepts = Concepts
answer-heading = Heading
answer-mentions = { $count ->
    [one] { $shown } mention
   *[other] { $shown } mentions
}
answer-found-concepts = { $count ->
    [one] { $shown } concept
   *[other] { $shown } concepts
}
answer-found-passages = { $count ->
    [one] { $shown } passage
   *[other] { $shown } passages
}
answer-at-most = at most { $what }
answer-in-texts = { $what } in { $count ->
    [one] { $shown } text
   *[other] { $shown } texts
}
answer-more-passages = { $count ->
    [one] { $shown } more passage in this text
   *[other] { $shown } more passages in this text
}
answer-more-texts = { $count ->
    [one] { $shown } more text
   *[other] { $shown } more texts
}
answer-only-text = only this text
answer-only-concept = its passages
answer-none-has-all = No passage has all these words.
answer-nothing-found = Nothing found
answer-guessed = with “{ $what }”
