//! Numbers in texts.

use nec_ess_domain::Lang;

const FRENCH: [&str; 12] = [
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
];
const ENGLISH: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A small number as a word, any other in digits.
pub(crate) fn in_words(number: usize, lang: Lang) -> String {
    let words = match lang {
        Lang::Fr => FRENCH,
        Lang::En => ENGLISH,
    };
    let word = number.checked_sub(1).and_then(|index| words.get(index));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// In digits, the thousands set apart: by a narrow no-break space in French, by a comma in English.
pub(crate) fn in_digits(number: u32, lang: Lang) -> String {
    let mark = match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    };
    grouped(number, Some(mark))
}

/// In digits, with `mark` before each group of three.
pub(crate) fn grouped(number: u32, mark: Option<char>) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.extend(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thousands are set apart in each language's way.
    #[test]
    fn thousands() {
        for (number, french, english) in [
            (0, "0", "0"),
            (948, "948", "948"),
            (1948, "1\u{202f}948", "1,948"),
            (1_000_000, "1\u{202f}000\u{202f}000", "1,000,000"),
        ] {
            assert_eq!(in_digits(number, Lang::Fr), french);
            assert_eq!(in_digits(number, Lang::En), english);
        }
        assert_eq!(grouped(1948, None), "1948");
    }

    /// Small numbers have words.
    #[test]
    fn words() {
        assert_eq!(in_words(3, Lang::Fr), "trois");
        assert_eq!(in_words(12, Lang::En), "twelve");
        assert_eq!(in_words(0, Lang::En), "0");
        assert_eq!(in_words(13, Lang::Fr), "13");
    }
}
