# The words of Seedbed's pages, in English. The format is Fluent: https://projectfluent.org/fluent/guide/
#
# $count chooses the form of the word, $shown is the same number as it is written.

# Between groups of three digits.
thousands = ,

## Every page
skip = Skip to content
count-texts = { $count ->
    [one] { $shown } text
   *[other] { $shown } texts
}
