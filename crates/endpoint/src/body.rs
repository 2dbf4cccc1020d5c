//! A request's body as answers: form-encoded, as browsers send forms, or JSON.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{HeaderMap, header};
use nec_ess_domain::{Answers, schema::TICKED};
use percent_encoding::percent_decode;
use serde_json::Value;
use tokio::time::timeout;

use crate::refusal::Refusal;

/// The largest body that is taken, bytes. A form with every field at its limit stays under 8 KiB.
pub(crate) const MAX_BODY: usize = 32 * 1024;
/// How much of a body that is too large is read to its end, bytes.
const MAX_DRAINED: usize = 4 * 1024 * 1024;

/// Reads the whole body, which may take as long as `patience`, and takes it apart.
pub(crate) async fn answers(
    headers: &HeaderMap,
    body: Body,
    patience: Duration,
) -> Result<Answers, Refusal> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(|value| value.trim().to_ascii_lowercase())
        .unwrap_or_default();
    let bytes = timeout(patience, read(body))
        .await
        .map_err(|_| Refusal::TooSlow)??;
    match kind.as_str() {
        "application/x-www-form-urlencoded" if !is_utf8(&bytes) => Err(Refusal::NotUtf8),
        "application/x-www-form-urlencoded" => {
            Ok(form_urlencoded::parse(&bytes).into_owned().collect())
        }
        "application/json" => from_json(&bytes).ok_or(Refusal::Malformed),
        _ => Err(Refusal::UnsupportedType),
    }
}

/// The whole body, if it is no larger than forms are.
async fn read(mut body: Body) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut length = 0;
    // A browser reads no answer before it has sent everything: it would show a broken connection.
    while length <= MAX_DRAINED {
        let frame = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| Refusal::Malformed)?.into_data() else {
            continue;
        };
        length += data.len();
        if length <= MAX_BODY {
            bytes.extend_from_slice(&data);
        }
    }
    if length <= MAX_BODY {
        Ok(bytes)
    } else {
        Err(Refusal::TooLarge)
    }
}

/// Whether what is form-encoded is UTF-8. A browser encodes in the charset of the page, which may be another one; read all
/// the same, each accent would be stored as a question mark.
fn is_utf8(bytes: &[u8]) -> bool {
    bytes
        .split(|byte| matches!(byte, b'&' | b'='))
        .all(|part| percent_decode(part).decode_utf8().is_ok())
}

/// An object whose members are texts, lists of texts, or `true` for a ticked box.
fn from_json(bytes: &[u8]) -> Option<Answers> {
    let Value::Object(members) = serde_json::from_slice(bytes).ok()? else {
        return None;
    };
    let mut answers = Answers::new();
    for (name, value) in members {
        match value {
            Value::String(text) => answers.push(name, text),
            Value::Bool(true) => answers.push(name, TICKED),
            Value::Bool(false) | Value::Null => {}
            Value::Array(items) => {
                for item in items {
                    answers.push(name.clone(), item.as_str()?);
                }
            }
            Value::Number(_) | Value::Object(_) => return None,
        }
    }
    Some(answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// JSON of the documented shape is taken, any other refused whole.
    #[test]
    fn json_shapes() {
        let answers =
            from_json(br#"{"a":"x","days":["1","2"],"consent":true,"newsletter":false,"b":null}"#)
                .expect("a flat object");
        let pairs: Vec<_> = answers.iter().collect();
        assert_eq!(
            pairs,
            [("a", "x"), ("consent", "yes"), ("days", "1"), ("days", "2")]
        );
        for bad in [
            &b"[]"[..],
            b"{\"a\":1}",
            b"{\"a\":{}}",
            b"{\"a\":[1]}",
            b"{",
            b"",
        ] {
            assert_eq!(from_json(bad), None);
        }
    }
}
