//! Any YAML as a tree with places, for files that people write in more forms than one.

use super::{Spanned, Words, Yaml};
use crate::diagnostic::{Code, Diagnostic};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// A value with its place: of a scalar all of it, of `{` and `[` the sign, of what stands in lines where it begins.
pub type Node = Spanned<Value>;

#[derive(Clone, Debug, Default)]
pub enum Value {
    #[default]
    Nothing,
    Words(String),
    /// A number or the like, which is taken as it is written: `1984`, `yes`, `1.10`.
    AsWritten,
    List(Vec<Node>),
    Keys(Vec<(Spanned<String>, Node)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("words, a list or keys with values")
    }

    fn visit_str<E>(self, words: &str) -> Result<Value, E> {
        Ok(Value::Words(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Value, E> {
        Ok(Value::Words(words))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::AsWritten)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut keys = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            keys.push(entry);
        }
        Ok(Value::Keys(keys))
    }
}

impl<'a> Yaml<'a> {
    /// The words of a scalar; `None` of a list, of keys and of nothing.
    pub fn words(self, node: &Node) -> Option<Spanned<String>> {
        let words = match &node.value {
            Value::Words(words) => words.clone(),
            Value::AsWritten => self.as_written(node).to_owned(),
            Value::Nothing | Value::List(_) | Value::Keys(_) => return None,
        };
        Some(Spanned { value: words, referenced: node.referenced, defined: node.defined })
    }

    /// The same where a word must stand, so that `Null` is one too.
    pub fn words_even_null(self, node: &Node) -> Option<Spanned<String>> {
        let null = matches!(node.value, Value::Nothing).then(|| self.as_written(node));
        let null = null.filter(|written| written.starts_with(char::is_alphabetic));
        self.words(node).or_else(|| {
            let value = null?.to_owned();
            Some(Spanned { value, referenced: node.referenced, defined: node.defined })
        })
    }

    pub fn as_written(self, node: &Node) -> &'a str {
        let bytes = self.bytes(node);
        self.text.get(bytes.start - self.offset..bytes.end - self.offset).unwrap_or("")
    }

    /// The words of a list, or one that stands without; what else stands there is said and passed over.
    pub fn word_list(self, node: &Node, key: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Words> {
        let value = match &node.value {
            Value::Nothing => return None,
            Value::List(items) => {
                let words = items.iter().filter_map(|item| {
                    let words = self.words_even_null(item);
                    if words.is_none() && !matches!(item.value, Value::Nothing) {
                        diagnostics.push(self.no_word(item, key));
                    }
                    words
                });
                words.collect()
            }
            Value::Words(_) | Value::AsWritten => self.words(node).into_iter().collect(),
            Value::Keys(_) => {
                diagnostics.push(self.no_word(node, key));
                return None;
            }
        };
        Some(Spanned { value, referenced: node.referenced, defined: node.defined })
    }

    fn no_word(self, node: &Node, key: &str) -> Diagnostic {
        let hint = match &node.value {
            Value::Keys(keys) if keys.len() == 1 => {
                "words with a colon need quotation marks: `\"...: ...\"`; these were passed over".to_owned()
            }
            _ => format!("write `{key}: [one, two]`; this was passed over"),
        };
        Diagnostic::new(Code::Yaml, format!("`{key}` takes a word or a list of words"))
            .at(self.place(node))
            .hint(hint)
    }
}
