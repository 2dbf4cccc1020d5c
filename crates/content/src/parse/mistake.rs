//! What is wrong with a value of a TOML file, in words for editors instead of those of serde.

use std::fmt::{self, Display};
use std::ops::Range;

use serde::de::{Error, Expected, Unexpected};

use super::stand_in::{Example, Place};

/// What is wrong with a value, and where.
#[derive(Debug)]
pub(super) struct Mistake {
    /// Where in the text, once that is known.
    at: Option<Range<usize>>,
    /// The way to it, known together with that. Of a key that is missing, the way to its table.
    place: Place,
    /// The key whose value it is, once that is known.
    key: Option<Box<str>>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Another kind of value is expected.
    Kind { expected: String, found: String },
    /// A list is expected, and a table is there.
    TableForList,
    /// One of a few names is expected, as a value.
    Name { expected: String, found: String },
    /// A key is missing; how it is written, once that is known.
    Missing(&'static str, Option<Box<Example>>),
    /// A key is not one of those.
    Unknown { expected: String, found: String },
    /// Said by the type of the value itself.
    Said(String),
}

/// A list, with an example.
const LIST: &str = "a list, such as [\"…\", \"…\"]";
/// What serde's own types say that they expect, and what editors are told instead.
const KINDS: [(&str, &str); 6] = [
    ("a string", "a text between quotation marks, such as \"…\""),
    ("a boolean", "true or false, without quotation marks"),
    ("a sequence", LIST),
    ("f64", "a number without quotation marks, such as 4.5"),
    ("u32", "a whole number without quotation marks, such as 3"),
    ("a map", "a table of keys, such as { key = \"…\" }"),
];

impl Mistake {
    /// The same mistake, at `at` unless its place is known better.
    pub(super) fn at(mut self, at: Range<usize>, place: &Place) -> Self {
        if self.at.is_none() {
            self.at = Some(at);
            self.place.clone_from(place);
        }
        self
    }

    /// The same, of the value of `key` unless that is one of a table in it.
    pub(super) fn of(mut self, key: &str) -> Self {
        if self.key.is_none() {
            self.key = Some(key.into());
        }
        self
    }

    /// Where it begins in the text.
    pub(super) fn start(&self) -> usize {
        self.at.as_ref().map_or(0, |at| at.start)
    }

    /// The way to it; of a key that is missing, the way to its table.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// The key that is missing, if that is what is wrong.
    pub(super) fn missing(&self) -> Option<&'static str> {
        match self.what {
            What::Missing(key, _) => Some(key),
            _ => None,
        }
    }

    /// Whether nobody knows the key.
    pub(super) fn is_unknown_key(&self) -> bool {
        matches!(self.what, What::Unknown { .. })
    }

    /// The text between quotation marks that is said to be right.
    pub(super) fn right_text(&self) -> Option<&str> {
        let (What::Kind { expected: said, .. } | What::Said(said)) = &self.what else {
            return None;
        };
        let (_, example) = said.split_once("such as \"")?;
        Some(example.split_once('"')?.0)
    }

    /// How what is missing is written.
    pub(super) fn set_example(&mut self, written: Option<Example>) {
        if let What::Missing(_, example) = &mut self.what {
            *example = written.map(Box::new);
        }
    }

    /// The same.
    pub(super) fn example(&self) -> Option<&Example> {
        match &self.what {
            What::Missing(_, example) => example.as_deref(),
            _ => None,
        }
    }

    fn new(what: What) -> Self {
        Self {
            at: None,
            place: Place::new(),
            key: None,
            what,
        }
    }

    fn kind(found: &Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = in_words(&expected.to_string());
        if *found == Unexpected::Map && expected == LIST {
            return Self::new(What::TableForList);
        }
        let found = match found {
            Unexpected::Str(text) => format!("{text:?}"),
            Unexpected::Signed(number) => number.to_string(),
            Unexpected::Unsigned(number) => number.to_string(),
            Unexpected::Float(number) => number.to_string(),
            Unexpected::Bool(value) => value.to_string(),
            Unexpected::Seq => "a list".into(),
            Unexpected::Map => "a table".into(),
            other => other.to_string(),
        };
        Self::new(What::Kind { expected, found })
    }
}

/// What is expected, in our words: types of our own say it themselves, with an example.
fn in_words(expected: &str) -> String {
    let plain = if expected.starts_with("struct ") {
        "a map"
    } else {
        expected
    };
    let known = KINDS.iter().find(|(known, _)| *known == plain);
    known.map_or(expected, |(_, words)| words).to_owned()
}

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.as_ref();
        match &self.what {
            What::Missing(missing, example) => {
                let example = example.as_deref();
                if let Some(Example::Table(header, lines)) = example {
                    write!(f, "expected a table {header}")?;
                    return match lines.as_slice() {
                        [] => Ok(()),
                        lines => write!(f, " with its keys: {}", lines.join(", ")),
                    };
                }
                write!(f, "expected a key `{missing}`")?;
                if let Some(key) = key {
                    write!(f, " in `{key}`")?;
                }
                return match example {
                    Some(Example::Line(line)) => write!(f, ", such as {line}"),
                    _ => Ok(()),
                };
            }
            What::Unknown { expected, found } => {
                return write!(f, "unknown key `{found}`, expected {expected}");
            }
            What::Kind { .. } | What::TableForList | What::Name { .. } | What::Said(_) => {}
        }
        if let Some(key) = key {
            write!(f, "{key}: ")?;
        }
        match &self.what {
            What::Kind { expected, found } => write!(f, "expected {expected}, found {found}"),
            What::TableForList => {
                let key = key.map_or("…", AsRef::as_ref);
                write!(
                    f,
                    "expected {LIST}, or a table under [[{key}]] for each entry, found a table"
                )
            }
            What::Name { expected, found } => write!(f, "expected {expected}, found {found:?}"),
            What::Said(message) => f.write_str(message),
            What::Missing(..) | What::Unknown { .. } => Ok(()),
        }
    }
}

impl std::error::Error for Mistake {}

impl Error for Mistake {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(What::Said(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::kind(&found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::kind(&found, expected)
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(What::Name {
            expected: one_of(expected),
            found: found.to_owned(),
        })
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(What::Unknown {
            expected: one_of(expected),
            found: found.to_owned(),
        })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Missing(field, None))
    }
}

fn one_of(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [one] => one.clone(),
        _ => format!("one of {}", names.join(", ")),
    }
}
