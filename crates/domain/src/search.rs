//! Finding texts by words, as people type them: their beginnings, in the singular or the plural, with one typing error.

/// Words that are shorter than this are taken as they are typed.
const SHORTEST_WITH_ERROR: usize = 4;

/// Which of `texts` hold every word of `typed`: all of them when no word was typed. Both are [folded](crate::fold()).
///
/// A word stands for all words that begin with it, its plural aside. One without digits that is found nowhere is taken to
/// have a typing error: a letter too many, missing, wrong, or two in the wrong order.
#[must_use]
pub fn matching(typed: &str, texts: &[String]) -> Vec<bool> {
    let mut found = vec![true; texts.len()];
    for word in typed.split(' ').filter(|word| !word.is_empty()) {
        let word = singular(word).as_bytes();
        let mut with_word = holding(texts, |other| other.starts_with(word));
        let may_be_wrong =
            word.len() >= SHORTEST_WITH_ERROR && !word.iter().any(u8::is_ascii_digit);
        if may_be_wrong && !with_word.contains(&true) {
            with_word = holding(texts, |other| begins_nearly(other, word));
        }
        for (found, with_word) in found.iter_mut().zip(with_word) {
            *found &= with_word;
        }
    }
    found
}

/// Which of `texts` hold a word that `is_it`.
fn holding(texts: &[String], is_it: impl Fn(&[u8]) -> bool) -> Vec<bool> {
    let holds = |text: &String| text.split(' ').any(|word| is_it(word.as_bytes()));
    texts.iter().map(holds).collect()
}

/// `word` without the ending of a plural or of a feminine, in French and English: what all its forms begin with.
fn singular(word: &str) -> &str {
    if word.len() < SHORTEST_WITH_ERROR {
        return word;
    }
    let word = word.strip_suffix(['s', 'x']).unwrap_or(word);
    match word.strip_suffix('e') {
        Some(shorter) if shorter.len() >= SHORTEST_WITH_ERROR => shorter,
        _ => word,
    }
}

/// Whether `word` begins with `typed` but for one typing error.
fn begins_nearly(word: &[u8], typed: &[u8]) -> bool {
    let same = word.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let (word, typed) = (&word[same..], &typed[same..]);
    match (word, typed) {
        ([], _) => typed.len() == 1,
        (_, []) => true,
        ([one, word @ ..], [other, typed @ ..]) => {
            let are_exchanged = word.first() == Some(other) && typed.first() == Some(one);
            word.starts_with(typed)
                || (are_exchanged && word[1..].starts_with(&typed[1..]))
                // A letter too many, or one missing.
                || (typed.first() == Some(one) && word.starts_with(&typed[1..]))
                || (word.first() == Some(other) && word[1..].starts_with(typed))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;
    use proptest::prelude::*;

    fn found(typed: &str, texts: &[&str]) -> Vec<usize> {
        let texts: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let found = matching(&fold(typed), &texts);
        (0..texts.len()).filter(|at| found[*at]).collect()
    }

    const TEXTS: [&str; 5] = [
        "L’inscription est gratuite.",
        "L’IA et l’économie",
        "Un rôle social",
        "Les études disponibles",
        "What studies say about cost",
    ];

    /// What people type, and what they mean.
    #[test]
    fn words_are_found_as_they_are_typed() {
        for (typed, expected) in [
            ("gratuits", vec![0]),
            ("gratuites", vec![0]),
            ("gratui", vec![0]),
            // Not the end of "social".
            ("IA", vec![1]),
            ("economies", vec![1]),
            ("etude", vec![3]),
            ("ETUDES", vec![3]),
            ("l'inscription", vec![0]),
            ("costs", vec![4]),
            ("studies cost", vec![4]),
            ("studies gratuit", vec![]),
            // One error: a letter too many, missing, wrong, two exchanged.
            ("inscripttion", vec![0]),
            ("inscrption", vec![0]),
            ("imscription", vec![0]),
            ("inscirption", vec![0]),
            // Two.
            ("imscripton", vec![]),
            // Too short for any.
            ("etx", vec![]),
            ("zzzzzz", vec![]),
        ] {
            assert_eq!(found(typed, &TEXTS), expected, "{typed}");
        }
        assert_eq!(found("", &TEXTS), [0, 1, 2, 3, 4]);
        assert_eq!(found(" ’ ", &TEXTS), [0, 1, 2, 3, 4]);
    }

    /// A word that is found as it is typed is not taken for another.
    #[test]
    fn errors_are_looked_for_last() {
        assert_eq!(found("cout", &["Le coût", "Un court trajet"]), [0]);
        assert_eq!(found("couts", &["Un court trajet"]), [0]);
        // A number is meant as it is.
        assert!(found("2026", &["En 2025"]).is_empty());
    }

    proptest! {
        /// Any word of a text finds it, whatever is typed of it from its beginning, and with any one error in it.
        #[test]
        fn every_word_is_found(
            // Without the letters that a plural may end with.
            words in proptest::collection::vec("[a-df-rt-wyz]{5,12}", 1..6),
            at in any::<prop::sample::Index>(),
            length in 4..12_usize,
            place in any::<prop::sample::Index>(),
            letter in "[a-df-rt-wyz]",
        ) {
            let texts = [words.join(" ")];
            let word = at.get(&words);
            let typed = &word[..length.min(word.len())];
            prop_assert_eq!(matching(typed, &texts), [true]);
            let place = place.index(typed.len());
            let (before, after) = typed.split_at(place);
            for wrong in [format!("{before}{letter}{after}"), format!("{before}{letter}{}", &after[1..])] {
                prop_assert_eq!(matching(&wrong, &texts), [true], "{}", wrong);
            }
        }

        /// Anything may be typed.
        #[test]
        fn anything_is_answered(typed in "\\PC{0,30}", text in "\\PC{0,60}") {
            let texts = [fold(&text)];
            let _ = matching(&fold(&typed), &texts);
        }
    }
}
