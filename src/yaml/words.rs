//! Words in YAML, of which people write one or a list.

use super::Spanned;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

/// A list of words with its place and that of each.
pub type Words = Spanned<Vec<Spanned<String>>>;

/// Words of which one may stand without a list: `aliases: one` or `aliases: [one, two]`.
pub fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(placed_words(deserializer)?.into_iter().map(|word| word.value).collect())
}

/// The same with the place of each.
pub fn placed_words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Spanned<String>>, D::Error> {
    Ok(placed_list(deserializer)?.map_or_else(Vec::new, |list| list.value))
}

/// The same with the place of the list too, which is that of its bracket, else of its first word.
pub fn placed_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Words>, D::Error> {
    let Spanned { value, referenced, defined } = Spanned::<OneOrList>::deserialize(deserializer)?;
    let value = match value {
        OneOrList::Nothing => return Ok(None),
        OneOrList::One(value) => vec![Spanned { value, referenced, defined }],
        OneOrList::List(list) => list,
    };
    Ok(Some(Spanned { value, referenced, defined }))
}

/// An untagged enum would lose the places.
enum OneOrList {
    Nothing,
    One(String),
    List(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for OneOrList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = OneOrList;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("words or a list of words")
            }

            fn visit_str<E>(self, word: &str) -> Result<OneOrList, E> {
                Ok(OneOrList::One(word.to_owned()))
            }

            fn visit_unit<E>(self) -> Result<OneOrList, E> {
                Ok(OneOrList::Nothing)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrList, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = list.next_element()? {
                    words.push(word);
                }
                Ok(OneOrList::List(words))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// A key with one value or several: `authors: A` or `authors: [A, B]`; a value may be a mapping with
/// a name, as other programs have it.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    One(Name),
    More(Vec<Name>),
    #[default]
    None,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Name {
    Plain(String),
    Mapping { name: String },
}

impl From<Name> for String {
    fn from(name: Name) -> String {
        match name {
            Name::Plain(name) | Name::Mapping { name } => name,
        }
    }
}

impl From<OneOrMore> for Vec<String> {
    fn from(names: OneOrMore) -> Vec<String> {
        match names {
            OneOrMore::One(one) => vec![one.into()],
            OneOrMore::More(more) => more.into_iter().map(String::from).collect(),
            OneOrMore::None => Vec::new(),
        }
    }
}

impl From<Vec<String>> for OneOrMore {
    fn from(names: Vec<String>) -> OneOrMore {
        OneOrMore::More(names.into_iter().map(Name::Plain).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Yaml;
    use super::*;

    #[test]
    fn one_word_is_a_list_of_one_with_its_place() {
        #[derive(Debug, Default, Deserialize)]
        #[serde(default)]
        struct Lists {
            #[serde(deserialize_with = "placed_list")]
            list: Option<Words>,
        }
        let read = |text: &str| {
            let mut diagnostics = Vec::new();
            let yaml = Yaml::file("a.yaml", text);
            let list = yaml.read::<Lists>(&mut diagnostics).list;
            let words = list.iter().flat_map(|list| &list.value);
            let words: Vec<String> =
                words.map(|word| format!("{} {:?}", word.value, yaml.bytes(word))).collect();
            let said: Vec<String> = diagnostics.iter().map(|one| one.message.clone()).collect();
            (words.join(", "), list.map(|list| yaml.bytes(&list).start), said.join(", "))
        };
        let nothing = String::new;
        assert_eq!(read("list: one two\n"), ("one two 6..13".to_owned(), Some(6), nothing()));
        assert_eq!(read("list: 'one'\n"), ("one 6..11".to_owned(), Some(6), nothing()));
        assert_eq!(read("list: [a, b]\n"), ("a 7..8, b 10..11".to_owned(), Some(6), nothing()));
        assert_eq!(read("list:\n- a\n- 1984\n"), ("a 8..9, 1984 12..16".to_owned(), Some(8), nothing()));
        assert_eq!(read("list:\n"), (nothing(), None, nothing()));
        assert_eq!(read("list: {a: b}\n").2, "invalid type: map, expected words or a list of words");
        assert_eq!(read("list: 1984\n").2, "invalid type: integer `1984`, expected words or a list of words");
    }
}
