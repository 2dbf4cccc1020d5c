//! What takes the place of a value that was complained of: it fits whatever is expected there, so that reading goes on to the
//! next mistake, and it tells what that was, as an example for editors.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::mistake::Mistake;

/// The way to a value: the names of tables and the positions in lists, from the top of the file on.
pub(super) type Place = Vec<String>;

/// What is read otherwise than it is written.
#[derive(Debug, Default)]
pub(super) struct Patch {
    /// Where anything fits; with the text that does, where one is known.
    any: BTreeMap<Place, Option<String>>,
    /// Keys that are passed over.
    gone: BTreeSet<Place>,
    /// What was expected where anything fits.
    shapes: RefCell<BTreeMap<Place, Shape>>,
}

/// What a value looks like in a file.
#[derive(Clone, Debug)]
enum Shape {
    /// On the line of its key.
    Value(String),
    /// A table of keys.
    Table,
    List,
}

/// A key with its value, as it may be written.
#[derive(Debug)]
pub(super) enum Example {
    /// `key = …`
    Line(String),
    /// `[key]` or `[[key]]`, and the lines below it.
    Table(String, Vec<String>),
}

impl Patch {
    /// Lets anything fit at `place`; whether it did not yet.
    pub(super) fn allow(&mut self, place: Place) -> bool {
        self.any.insert(place, None).is_none()
    }

    /// Lets `text` fit at `place`; whether that is new.
    pub(super) fn allow_text(&mut self, place: &Place, text: &str) -> bool {
        match self.any.get_mut(place) {
            Some(known @ None) => {
                *known = Some(text.to_owned());
                true
            }
            _ => false,
        }
    }

    /// Passes over the key at `place`.
    pub(super) fn pass_over(&mut self, place: Place) -> bool {
        self.gone.insert(place)
    }

    /// Whether everything is read as it is written.
    pub(super) fn is_empty(&self) -> bool {
        self.any.is_empty() && self.gone.is_empty()
    }

    pub(super) fn is_gone(&self, place: &Place) -> bool {
        self.gone.contains(place)
    }

    /// Whether anything fits at `place`.
    pub(super) fn allows(&self, place: &[String]) -> bool {
        self.any.contains_key(place)
    }

    /// Whether anything fits at `place`, or where it stands.
    pub(super) fn covers(&self, place: &[String]) -> bool {
        (1..=place.len()).any(|length| self.any.contains_key(&place[..length]))
    }

    /// The keys of the table at `place` that anything fits.
    pub(super) fn keys(&self, place: &[String]) -> Vec<String> {
        let is_key = |known: &&Place| known.len() == place.len() + 1 && known.starts_with(place);
        let keys = self.any.keys().filter(is_key);
        keys.filter_map(|known| known.last().cloned()).collect()
    }

    /// How the key at `place` is written, once something was read there.
    pub(super) fn example(&self, place: &Place) -> Option<Example> {
        let key = place.last()?;
        let name = place.join(".");
        match self.shapes.borrow().get(place)? {
            Shape::Value(value) => Some(Example::Line(format!("{key} = {value}"))),
            Shape::Table => Some(Example::Table(format!("[{name}]"), self.lines(place))),
            Shape::List => {
                let first = [place.as_slice(), &["0".to_owned()]].concat();
                match self.shapes.borrow().get(&first) {
                    Some(Shape::Table) => {
                        Some(Example::Table(format!("[[{name}]]"), self.lines(&first)))
                    }
                    Some(Shape::Value(value)) => Some(Example::Line(format!("{key} = [{value}]"))),
                    _ => Some(Example::Line(format!("{key} = []"))),
                }
            }
        }
    }

    /// The keys of the table at `place`, each as it may be written.
    fn lines(&self, place: &[String]) -> Vec<String> {
        let shapes = self.shapes.borrow();
        let keys = self.keys(place).into_iter();
        let lines = keys.filter_map(|key| {
            let at = [place, std::slice::from_ref(&key)].concat();
            match shapes.get(&at)? {
                Shape::Value(value) => Some(format!("{key} = {value}")),
                Shape::Table => Some(format!("{key} = {{ … }}")),
                Shape::List => Some(format!("{key} = [\"…\"]")),
            }
        });
        lines.collect()
    }

    fn is(&self, place: &Place, shape: Shape) {
        self.shapes.borrow_mut().insert(place.clone(), shape);
    }
}

/// What fits at a place, whatever that is.
struct StandIn<'a> {
    place: Place,
    patch: &'a Patch,
}

impl StandIn<'_> {
    fn is(&self, value: impl Into<String>) {
        self.patch.is(&self.place, Shape::Value(value.into()));
    }

    fn whole<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.is("3");
        visitor.visit_i64(3)
    }

    fn fraction<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.is("4.5");
        visitor.visit_f64(4.5)
    }
}

impl<'de> Deserializer<'de> for StandIn<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let known = self.patch.any.get(&self.place).cloned().flatten();
        let text = known.unwrap_or_else(|| "…".into());
        self.is(format!("{text:?}"));
        let read: Result<_, Mistake> = visitor.visit_str(&text);
        read.map_err(|error| error.at(0..0, &self.place))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.is("true");
        visitor.visit_bool(true)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.whole(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.whole(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.whole(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.fraction(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.patch.is(&self.place, Shape::List);
        visitor.visit_seq(One(Some(self)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.patch.is(&self.place, Shape::Table);
        let place = self.place.clone();
        let read = visitor.visit_map(Keys::of(self));
        read.map_err(|error| error.at(0..0, &place))
    }

    /// A type that says how it is written stands on the line of its key.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let expected = (&visitor as &dyn Expected).to_string();
        match expected.split_once("such as ") {
            Some((_, example)) => self.is(example),
            None => self.patch.is(&self.place, Shape::Table),
        }
        let place = self.place.clone();
        let read = visitor.visit_map(Keys::of(self));
        read.map_err(|error| error.at(0..0, &place))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let first = variants.first().copied().unwrap_or_default();
        self.is(format!("{first:?}"));
        let name: StrDeserializer<'_, Mistake> = first.into_deserializer();
        visitor.visit_enum(name)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u64 u128 f32 char str string bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

/// Reads what fits at `place`.
pub(super) fn stand_in<'de, S: DeserializeSeed<'de>>(
    seed: S,
    place: Place,
    patch: &Patch,
) -> Result<S::Value, Mistake> {
    let at = place.clone();
    let read = seed.deserialize(StandIn { place, patch });
    read.map_err(|error| error.at(0..0, &at))
}

/// A list of one.
struct One<'a>(Option<StandIn<'a>>);

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some(mut item) = self.0.take() else {
            return Ok(None);
        };
        item.place.push("0".into());
        stand_in(seed, item.place, item.patch).map(Some)
    }
}

/// The keys that were found to be needed so far.
struct Keys<'a> {
    keys: std::vec::IntoIter<String>,
    next: Option<String>,
    of: StandIn<'a>,
}

impl<'a> Keys<'a> {
    fn of(table: StandIn<'a>) -> Self {
        Self {
            keys: table.patch.keys(&table.place).into_iter(),
            next: None,
            of: table,
        }
    }
}

impl<'de> MapAccess<'de> for Keys<'_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        self.next = self.keys.next();
        let Some(key) = &self.next else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Mistake> = key.as_str().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let key = self
            .next
            .take()
            .expect("serde asks for a value after its key");
        let place = [self.of.place.as_slice(), &[key]].concat();
        stand_in(seed, place, self.of.patch)
    }
}
