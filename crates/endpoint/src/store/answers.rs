//! Answers as they are kept.

use nec_ess_domain::Answers;

use super::error::Error;

/// Answers as JSON: a list of pairs, so that order and repeated names stay.
pub(super) fn write_answers(answers: &Answers) -> String {
    let pairs: Vec<[&str; 2]> = answers.iter().map(|(name, value)| [name, value]).collect();
    serde_json::json!(pairs).to_string()
}

/// The answers that were written as `text`.
pub(super) fn read_answers(text: &str) -> Result<Answers, Error> {
    let pairs: Vec<[String; 2]> = serde_json::from_str(text)
        .map_err(|_| Error::Unexpected("answers are not a list of pairs".into()))?;
    Ok(pairs
        .into_iter()
        .map(|[name, value]| (name, value))
        .collect())
}
