//! What the endpoint answers to programs, as JSON: written by the endpoint, read by the browser.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayPlace {
    /// The day's identifier.
    pub day: String,
    /// Whether there is a place.
    pub status: PlaceStatus,
}

/// The answer 201 to a submission: it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// What the person is told.
    pub reference: String,
    /// What has become of it.
    pub status: Status,
    /// The address of its private page; its path alone where it is on the endpoint's own host.
    pub manage_url: String,
    /// Whether a mail that says so is on its way.
    #[serde(rename = "mail", skip_serializing_if = "is_false")]
    pub is_mailed: bool,
    /// The chosen days, where days have a limited number of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<DayPlace>>,
}

/// An answer that says why nothing was stored (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// "about:blank" where status, title and fields say it all; or [`ALREADY_STORED`].
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// Why, for programmers.
    pub title: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with the fields, where it is that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// What is stored under the same key, where that is in the way. A reader takes it for a [`Stored`].
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
}

/// A submission that was stored before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// What the person was told, or was to be told.
    pub reference: String,
    /// As in [`Stored`].
    pub manage_url: String,
}

/// The type of the problem that the same answers are stored already, under another key. It needs a name, since a key that
/// was used for other answers has the same status.
pub const ALREADY_STORED: &str = "already-stored";

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// The kind of error.
    pub code: Code,
    /// The same for people, in the language of the submission.
    pub message: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A JSON object, as far as an answer is read from it: the text of a member, whether one is true, the objects in a list.
pub trait Object: Sized {
    /// The member `name` when it is a text.
    fn text(&self, name: &str) -> Option<String>;
    /// Whether the member `name` is true.
    fn is(&self, name: &str) -> bool;
    /// The members of the list `name`.
    fn list(&self, name: &str) -> Vec<Self>;
}

impl Stored {
    /// Reads the answer to a submission; `None` when it is another one. Without a reference nothing counts as stored.
    ///
    /// By hand, because serde's derived readers cost a visitor more than all that is read. The chosen days are not read:
    /// nothing in the browser says more than the status.
    #[must_use]
    pub fn read(object: &impl Object) -> Option<Self> {
        let status = object
            .text("status")
            .and_then(|name| Status::from_name(&name));
        Some(Self {
            reference: object.text("reference").filter(|text| !text.is_empty())?,
            status: status.unwrap_or(Status::Registered),
            manage_url: object.text("manage_url").unwrap_or_default(),
            is_mailed: object.is("mail"),
            days: None,
        })
    }
}

impl FieldProblem {
    /// Reads what is wrong with the fields from a problem.
    #[must_use]
    pub fn read_all(problem: &impl Object) -> Vec<Self> {
        let errors = problem.list("errors").into_iter();
        errors
            .filter_map(|error| {
                Some(Self {
                    field: error.text("field")?,
                    code: error
                        .text("code")
                        .and_then(|name| Code::from_name(&name))
                        .unwrap_or(Code::Invalid),
                    message: error.text("message")?,
                })
            })
            .collect()
    }
}

/// Writes [`Named`] values as their names.
macro_rules! by_name {
    ($($set:ty),+) => {
        $(
            impl Serialize for $set {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.name())
                }
            }
        )+
    };
}

by_name!(Status, PlaceStatus, Code);

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
            is_mailed: true,
            days: Some(vec![DayPlace {
                day: "2025-11-25".into(),
                status: PlaceStatus::Confirmed,
            }]),
        };
        assert_eq!(
            serde_json::to_string(&stored).expect("plain data"),
            r#"{"reference":"NEC-1","status":"waiting","manage_url":"/api/manage/x","mail":true,"days":[{"day":"2025-11-25","status":"confirmed"}]}"#
        );
    }

    impl Object for serde_json::Value {
        fn text(&self, name: &str) -> Option<String> {
            self[name].as_str().map(str::to_owned)
        }

        fn is(&self, name: &str) -> bool {
            self[name] == true
        }

        fn list(&self, name: &str) -> Vec<Self> {
            self[name].as_array().cloned().unwrap_or_default()
        }
    }

    /// What the endpoint writes is what the browser reads.
    #[test]
    fn both_ends_agree() {
        for &status in Status::ALL {
            let stored = Stored {
                reference: "NEC-1".into(),
                status,
                manage_url: "/api/manage/x".into(),
                is_mailed: status == Status::Registered,
                days: None,
            };
            let json = serde_json::to_value(&stored).expect("plain data");
            assert_eq!(Stored::read(&json), Some(stored));
        }
        let errors: Vec<FieldProblem> = Code::ALL
            .iter()
            .map(|code| FieldProblem {
                field: "email".into(),
                code: *code,
                message: code.name().into(),
            })
            .collect();
        let problem = Problem {
            kind: "about:blank".into(),
            title: "No".into(),
            status: 422,
            errors: errors.clone(),
            earlier: Some(Earlier {
                reference: "NEC-1".into(),
                manage_url: "/api/manage/x".into(),
            }),
        };
        let json = serde_json::to_value(problem).expect("plain data");
        assert_eq!(FieldProblem::read_all(&json), errors);
        let earlier = Stored::read(&json).expect("readable");
        assert_eq!(earlier.reference, "NEC-1");
        assert_eq!(earlier.manage_url, "/api/manage/x");
    }

    /// Nothing without a reference is a success.
    #[test]
    fn a_reference_is_needed() {
        for text in [
            "{}",
            "[]",
            "null",
            r#"{"reference":7}"#,
            r#"{"reference":"","status":"registered"}"#,
            r#"{"status":"registered"}"#,
        ] {
            let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(Stored::read(&json), None, "{text}");
        }
    }

    /// A name of a later version does not make a stored submission unreadable.
    #[test]
    fn later_names_are_read() {
        let text = r#"{"reference":"NEC-1","status":"promoted","manage_url":"","new":1}"#;
        let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let stored = Stored::read(&json).expect("readable");
        assert_eq!(stored.status, Status::Registered);
    }
}
