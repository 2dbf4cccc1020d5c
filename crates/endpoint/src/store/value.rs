//! What statements take and give.

use super::error::Error;

/// A value of a column: both storages have texts and whole numbers only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Number(i64),
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// The values of a statement, in the order of their numbers.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::store::value::Value::from($value)),*]
    };
}
pub(super) use values;

/// A row, its columns in the order of the statement.
#[derive(Clone, Debug)]
pub(super) struct Row(pub(super) Vec<Value>);

impl Row {
    /// The text in this column.
    pub(super) fn text(&self, column: usize) -> Result<String, Error> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text.clone()),
            other => Err(unexpected("text", column, other)),
        }
    }

    /// The text in this column, if there is any.
    pub(super) fn optional_text(&self, column: usize) -> Result<Option<String>, Error> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// The number in this column, if there is one.
    pub(super) fn optional_number(&self, column: usize) -> Result<Option<i64>, Error> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.number(column).map(Some),
        }
    }

    /// The number in this column.
    pub(super) fn number(&self, column: usize) -> Result<i64, Error> {
        match self.0.get(column) {
            Some(Value::Number(number)) => Ok(*number),
            other => Err(unexpected("a number", column, other)),
        }
    }
}

fn unexpected(wanted: &str, column: usize, found: Option<&Value>) -> Error {
    let found = match found {
        None => "nothing",
        Some(Value::Null) => "NULL",
        Some(Value::Number(_)) => "a number",
        Some(Value::Text(_)) => "text",
    };
    Error::Unexpected(format!("column {column}: expected {wanted}, found {found}"))
}
