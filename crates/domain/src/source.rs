//! Where a person came from: a word that an editor puts into an address or beside a component ("newsletter"), and that
//! organisers read in their exports.

use crate::Answers;

/// The name that it is sent under; no field has it.
pub const FIELD: &str = "source";
/// Characters at the most.
pub const MAX: usize = 64;

/// `typed`, if it is such a word: letters of the English alphabet, digits, `-`, `_` and `.`. Anything else is nobody's
/// word, and is left out: nobody's registration fails for it.
#[must_use]
pub fn clean(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let is_taken = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    (!typed.is_empty() && typed.len() <= MAX && typed.bytes().all(is_taken)).then_some(typed)
}

/// `answers` with the word that stands in `sent`, if there is one. It is no answer: whoever sends the same answers from
/// elsewhere sends the same submission.
#[must_use]
pub fn kept(mut answers: Answers, sent: &Answers) -> Answers {
    if let Some(word) = clean(sent.first(FIELD)) {
        answers.push(FIELD, word);
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word is taken, and nothing that a table or a page could take for something else.
    #[test]
    fn words_are_taken() {
        for word in ["newsletter", " lettre-2025.11 ", "A_b"] {
            assert_eq!(clean(word), Some(word.trim()));
        }
        for other in ["", " ", "=1+1", "<b>", "deux mots", "é", &"a".repeat(65)] {
            assert_eq!(clean(other), None, "{other:?}");
        }
    }
}
