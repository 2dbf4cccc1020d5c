//! TOML values into structs. The `toml` crate can do that too, but tells what is wrong in its own words.

use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::found::Found;
pub(super) use super::mistake::Mistake;
use super::stand_in::{Patch, Place, stand_in};

/// A value with its place in the text.
struct Value<'a> {
    inner: &'a DeValue<'a>,
    at: Range<usize>,
    /// The way to it.
    place: Place,
    patch: &'a Patch,
    /// The keys in it whose texts may be empty; `None` where every text may.
    may_be_empty: Option<&'a [&'a str]>,
}

/// Makes a `T` of a whole file, or tells every mistake in it. Its texts say something, but those under the keys
/// `may_be_empty`. The keys `slipped` stand on lines that were complained of, and are not missed.
pub(super) fn read<T: DeserializeOwned>(
    document: &Spanned<DeTable<'_>>,
    may_be_empty: &[&str],
    slipped: &[String],
) -> Result<T, Vec<Mistake>> {
    let mut patch = Patch::default();
    let mut found = Found::default();
    loop {
        let members = members(document.get_ref(), Some(may_be_empty), Place::new(), &patch);
        let read = T::deserialize(Root {
            members,
            at: document.span(),
        });
        match read {
            Ok(value) if patch.is_empty() => return Ok(value),
            Ok(_) => return Err(found.told(&patch)),
            Err(mistake) => {
                if !found.goes_on_after(mistake, &mut patch, slipped) {
                    return Err(found.told(&patch));
                }
            }
        }
    }
}

/// The empty texts of `document` but those under the keys `may_be_empty`: the key, and where the text begins.
pub(super) fn empty<'a>(document: &'a DeTable<'_>, may_be_empty: &[&str]) -> Vec<(&'a str, usize)> {
    let mut found = Vec::new();
    for (key, value) in document {
        let key = key.get_ref().as_ref();
        if !may_be_empty.contains(&key) {
            add_texts(key, value, &mut found);
        }
    }
    let empty = found
        .into_iter()
        .filter(|(.., text)| text.trim().is_empty());
    let mut empty: Vec<_> = empty.map(|(key, at, _)| (key, at)).collect();
    empty.sort_by_key(|(_, at)| *at);
    empty
}

/// Every text of `document`: its key, where it begins, and what it says.
pub(super) fn texts<'a>(document: &'a DeTable<'_>) -> Vec<(&'a str, usize, &'a str)> {
    let mut found = Vec::new();
    for (key, value) in document {
        add_texts(key.get_ref().as_ref(), value, &mut found);
    }
    found
}

fn add_texts<'a>(
    key: &'a str,
    value: &'a Spanned<DeValue<'_>>,
    found: &mut Vec<(&'a str, usize, &'a str)>,
) {
    match value.get_ref() {
        DeValue::String(text) => found.push((key, value.span().start, text)),
        DeValue::Array(list) => {
            for item in list {
                add_texts(key, item, found);
            }
        }
        DeValue::Table(table) => {
            for (key, value) in table {
                add_texts(key.get_ref().as_ref(), value, found);
            }
        }
        _ => {}
    }
}

/// Takes the list of texts that `key` stands for out of `document`; an empty one where there is none.
pub(super) fn take(document: &mut DeTable<'_>, key: &str) -> Result<Vec<String>, Mistake> {
    let Some(taken) = document.remove(key) else {
        return Ok(Vec::new());
    };
    let patch = Patch::default();
    let value = Value {
        inner: taken.get_ref(),
        at: taken.span(),
        place: vec![key.to_owned()],
        patch: &patch,
        may_be_empty: Some(&[]),
    };
    Vec::deserialize(value).map_err(|mistake| mistake.of(key))
}

/// The table that a file is.
struct Root<'a> {
    members: Members<'a>,
    at: Range<usize>,
}

impl<'de> Deserializer<'de> for Root<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let at = self.at;
        visitor
            .visit_map(self.members)
            .map_err(|error| error.at(at, &Place::new()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let said_nothing = || Mistake::custom("expected words, found an empty text");
        let read = match self.inner {
            DeValue::String(text) if self.may_be_empty.is_some() && text.trim().is_empty() => {
                Err(said_nothing())
            }
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => Err(Mistake::invalid_value(
                        Unexpected::Other(number.as_str()),
                        &visitor,
                    )),
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Mistake::invalid_value(
                    Unexpected::Other(number.as_str()),
                    &visitor,
                )),
            },
            DeValue::Boolean(value) => visitor.visit_bool(*value),
            // TOML's dates need no quotation marks; ours may have them.
            DeValue::Datetime(time) => visitor.visit_string(time.to_string()),
            DeValue::Array(list) => visitor.visit_seq(Items {
                items: list.iter(),
                next: 0,
                of: &self,
            }),
            DeValue::Table(table) => visitor.visit_map(members(
                table,
                self.may_be_empty,
                self.place.clone(),
                self.patch,
            )),
        };
        read.map_err(|error| error.at(self.at, &self.place))
    }

    /// A key that is there has a value: TOML knows no other.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    /// Keys are named: serde would take a list for their values, in the order of our code.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self.inner {
            DeValue::Array(_) => {
                Err(Mistake::invalid_type(Unexpected::Seq, &visitor).at(self.at, &self.place))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let read = match self.inner {
            DeValue::String(name) => {
                let name: StrDeserializer<'_, Mistake> = name.as_ref().into_deserializer();
                visitor.visit_enum(name)
            }
            _ => return self.deserialize_any(visitor),
        };
        read.map_err(|error| error.at(self.at, &self.place))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}

/// The values of a list.
struct Items<'a, I> {
    items: I,
    next: usize,
    of: &'a Value<'a>,
}

impl<'de, 'a, I: Iterator<Item = &'a Spanned<DeValue<'a>>>> SeqAccess<'de> for Items<'a, I> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let mut place = self.of.place.clone();
        place.push(self.next.to_string());
        self.next += 1;
        let patch = self.of.patch;
        if patch.allows(&place) {
            return stand_in(seed, place, patch).map(Some);
        }
        let value = Value {
            inner: item.get_ref(),
            at: item.span(),
            place: place.clone(),
            patch,
            may_be_empty: self.of.may_be_empty,
        };
        let read = seed.deserialize(value).map(Some);
        read.map_err(|error| error.at(item.span(), &place))
    }
}

/// A key and its value.
type Member<'a> = (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>);

/// A key of a table as it is read.
enum Entry<'a> {
    Written(Member<'a>),
    /// One that was missed.
    Missed(String),
}

/// The keys of a table, each with its value.
struct Members<'a> {
    members: std::vec::IntoIter<Entry<'a>>,
    /// What the last key stands for.
    next: Option<Entry<'a>>,
    place: Place,
    patch: &'a Patch,
    may_be_empty: Option<&'a [&'a str]>,
}

fn members<'a>(
    table: &'a DeTable<'a>,
    may_be_empty: Option<&'a [&'a str]>,
    place: Place,
    patch: &'a Patch,
) -> Members<'a> {
    let at = |key: &str| [place.as_slice(), &[key.to_owned()]].concat();
    let written = table.iter();
    let mut members: Vec<Entry<'_>> = written
        .filter(|(key, _)| !patch.is_gone(&at(key.get_ref())))
        .map(Entry::Written)
        .collect();
    let missed = patch.keys(&place).into_iter();
    members.extend(
        missed
            .filter(|key| !table.iter().any(|(known, _)| known.get_ref() == key))
            .map(Entry::Missed),
    );
    Members {
        members: members.into_iter(),
        next: None,
        place,
        patch,
        may_be_empty,
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        self.next = self.members.next();
        let (name, at) = match &self.next {
            None => return Ok(None),
            Some(Entry::Written((key, _))) => (key.get_ref().as_ref(), key.span()),
            Some(Entry::Missed(key)) => (key.as_str(), 0..0),
        };
        let read: StrDeserializer<'_, Mistake> = name.into_deserializer();
        let read = seed.deserialize(read);
        let place = || [self.place.as_slice(), &[name.to_owned()]].concat();
        read.map(Some).map_err(|error| error.at(at, &place()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let entry = self
            .next
            .take()
            .expect("serde asks for a value after its key");
        let name = match &entry {
            Entry::Written((key, _)) => key.get_ref().as_ref(),
            Entry::Missed(key) => key.as_str(),
        };
        let place = [self.place.as_slice(), &[name.to_owned()]].concat();
        let patch = self.patch;
        let Entry::Written((_, value)) = &entry else {
            return stand_in(seed, place, patch);
        };
        if patch.allows(&place) {
            return stand_in(seed, place, patch);
        }
        let may_be_empty = self.may_be_empty.filter(|keys| !keys.contains(&name));
        let read = seed.deserialize(Value {
            inner: value.get_ref(),
            at: value.span(),
            place: place.clone(),
            patch,
            may_be_empty: may_be_empty.map(|_| &[][..]),
        });
        read.map_err(|error| error.at(value.span(), &place).of(name))
    }
}
