# The words of Seedbed's pages, in German; see en.ftl.

thousands = .

## Every page
skip = Zum Inhalt
count-texts = { $count ->
    [one] { $shown } Text
   *[other] { $shown } Texte
}
