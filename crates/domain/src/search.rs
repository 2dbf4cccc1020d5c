//! Finding texts by words, as people type them: their beginnings, in the singular or the plural, with one typing error.

/// Shorter words say little: "is", "the", "les".
const LONG: usize = 4;
/// Words that are shorter than this are taken as they are typed.
const SHORTEST_WITH_ERROR: usize = 5;
/// Of shorter words only the whole may have an error: their beginnings are near to too much.
const SHORTEST_BEGINNING_WITH_ERROR: usize = 7;

/// Which of `texts` hold every word of `typed`: all of them when no word was typed. Both are [folded](crate::fold()).
///
/// Short words count only where there is no longer one. A word stands for its singular and plural, and for all words that
/// begin with it; a short one for the latter only where it is no word itself. A longer one without digits that is found
/// nowhere is taken to have a typing error: a letter too many, missing, wrong, or two in the wrong order.
#[must_use]
pub fn matching(typed: &str, texts: &[String]) -> Vec<bool> {
    let mut found = vec![true; texts.len()];
    let words = || typed.split(' ').filter(|word| !word.is_empty());
    let has_long = words().any(is_long);
    for word in words().filter(|word| is_long(word) || !has_long) {
        for (found, with_word) in found.iter_mut().zip(holding_word(texts, word)) {
            *found &= with_word;
        }
    }
    found
}

/// Whether `word` says enough to be looked for alone.
fn is_long(word: &str) -> bool {
    word.len() >= LONG
}

/// Which of `texts` hold `word`, in the best way that any of them does.
fn holding_word(texts: &[String], word: &str) -> Vec<bool> {
    let (root, singular) = (root(word), singular(word).as_bytes());
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    let may_be_wrong = singular.len() >= SHORTEST_WITH_ERROR && !has_digit;
    let mut found = Vec::new();
    for way in 0..3 {
        found = holding(texts, |other| match way {
            0 => !is_long(word) && self::root(other) == root,
            1 => other.starts_with(word) || self::root(other) == root,
            _ => may_be_wrong && is_nearly(self::singular(other).as_bytes(), singular),
        });
        if found.contains(&true) {
            break;
        }
    }
    found
}

/// Which of `texts` hold a word that `is_it`.
fn holding(texts: &[String], is_it: impl Fn(&str) -> bool) -> Vec<bool> {
    let holds = |text: &String| text.split(' ').any(&is_it);
    texts.iter().map(holds).collect()
}

/// `word` without the ending of a plural, in French and English. No other ending has an x: "prix" is a singular.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        _ if !is_long(word) => word,
        Some(shorter) => shorter,
        None if word.ends_with("ux") => &word[..word.len() - 1],
        None => word,
    }
}

/// `word` without the endings of a plural and of a feminine: the same for all its forms.
fn root(word: &str) -> &str {
    let word = singular(word);
    match word.strip_suffix('e') {
        Some(shorter) if shorter.len() >= LONG => shorter,
        _ => word,
    }
}

/// Whether `typed` is `word`, or if it is long enough its beginning, but for one typing error.
fn is_nearly(word: &[u8], typed: &[u8]) -> bool {
    begins_nearly(word, typed)
        && (typed.len() >= SHORTEST_BEGINNING_WITH_ERROR || begins_nearly(typed, word))
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
            ("raie", vec![]),
            // Beside longer words, short ones say nothing.
            ("est-ce gratuit", vec![0]),
            ("le social", vec![2]),
            ("zzzzzz", vec![]),
        ] {
            assert_eq!(found(typed, &TEXTS), expected, "{typed}");
        }
        assert_eq!(found("", &TEXTS), [0, 1, 2, 3, 4]);
        assert_eq!(found(" ’ ", &TEXTS), [0, 1, 2, 3, 4]);
    }

    /// A word is not cut down to the beginning of another.
    #[test]
    fn a_plural_has_its_singular() {
        for (typed, text, is_found) in [
            ("prix", "La vie privée", false),
            ("repas", "La réparation", false),
            ("lieux", "Le lieu", true),
            ("lieu", "Les lieux", true),
            ("attestations", "Une attestation", true),
            ("participantes", "Un participant", true),
            // A short word is meant as it is, where it is one.
            ("don", "Les données", true),
        ] {
            assert_eq!(!found(typed, &[text]).is_empty(), is_found, "{typed}");
        }
        assert_eq!(found("don", &["Les données", "Des dons"]), [1]);
    }

    /// A word that is found as it is typed is not taken for another.
    #[test]
    fn errors_are_looked_for_last() {
        assert_eq!(found("cout", &["Le coût", "Un court trajet"]), [0]);
        assert_eq!(found("couts", &["Un court trajet"]), [] as [usize; 0]);
        assert_eq!(found("trajte", &["Un court trajet"]), [0]);
        // A number is meant as it is.
        assert!(found("2026", &["En 2025"]).is_empty());
    }

    proptest! {
        /// Any word of a text finds it, whatever is typed of it from its beginning, and with any one error in the whole of it
        /// or in a beginning that is long enough.
        #[test]
        fn every_word_is_found(
            // Without the letters that a plural or a feminine may end with.
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
            let typed = &word[..length.max(SHORTEST_BEGINNING_WITH_ERROR).min(word.len())];
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
