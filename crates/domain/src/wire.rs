//! What the endpoint answers to programs, as JSON: written by the endpoint, read by the browser.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::named;
use crate::named::Named;
use crate::validate::Code;

/// What has become of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is stored, and each chosen day has a place for the person.
    Registered,
    /// It is stored, and at least one chosen day has no place for the person yet.
    Waiting,
    /// Its person has withdrawn it.
    Cancelled,
    /// Its person had everything erased; only the reference is left.
    Erased,
}

named!(Status {
    Registered = "registered",
    Waiting = "waiting",
    Cancelled = "cancelled",
    Erased = "erased",
});

/// Whether a person has a place on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceStatus {
    /// There is a place for them.
    Confirmed,
    /// They wait for one.
    Waiting,
}

named!(PlaceStatus {
    Confirmed = "confirmed",
    Waiting = "waiting",
});

/// A chosen day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct DayPlace {
    /// The day's identifier.
    pub day: String,
    /// Whether there is a place.
    pub status: PlaceStatus,
}

/// The answer 201 to a submission: it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Stored {
    /// What the person is told.
    pub reference: String,
    /// What has become of it.
    pub status: Status,
    /// The address of its private page; its path alone where it is on the endpoint's own host.
    pub manage_url: String,
    /// The chosen days, where days have a limited number of places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<DayPlace>>,
}

/// An answer that says why nothing was stored (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Problem {
    /// Always "about:blank": the title and the fields say it all.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// Why, for programmers.
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with the fields, where it is that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// The kind of error.
    pub code: Code,
    /// The same for people, in the language of the submission.
    pub message: String,
}

/// Writes a [`Named`] value as its name, and reads one. An unknown name, which a later version may have added, is read as
/// the given value: it must never turn what is stored into a failure.
macro_rules! by_name {
    ($($set:ty, unknown: $unknown:expr;)+) => {
        $(
            impl Serialize for $set {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.name())
                }
            }

            impl<'de> Deserialize<'de> for $set {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let name = String::deserialize(deserializer)?;
                    Ok(Self::from_name(&name).unwrap_or($unknown))
                }
            }
        )+
    };
}

by_name! {
    Status, unknown: Self::Registered;
    PlaceStatus, unknown: Self::Confirmed;
    Code, unknown: Self::Invalid;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names are a contract with other programs.
    #[test]
    fn names() {
        let stored = Stored {
            reference: "NEC-1".into(),
            status: Status::Waiting,
            manage_url: "/api/manage/x".into(),
            days: Some(vec![DayPlace {
                day: "2025-11-25".into(),
                status: PlaceStatus::Confirmed,
            }]),
        };
        assert_eq!(
            serde_json::to_string(&stored).expect("plain data"),
            r#"{"reference":"NEC-1","status":"waiting","manage_url":"/api/manage/x","days":[{"day":"2025-11-25","status":"confirmed"}]}"#
        );
    }

    /// A name of a later version does not make a stored submission unreadable.
    #[test]
    fn later_names_are_read() {
        let text = r#"{"reference":"NEC-1","status":"promoted","manage_url":"","new":1}"#;
        let stored: Stored = serde_json::from_str(text).expect("readable");
        assert_eq!(stored.status, Status::Registered);
        assert_eq!(stored.days, None);
    }
}
