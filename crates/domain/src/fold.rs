//! Names and queries in one spelling, so that bytes can be compared.

/// `text` folded for comparison: lower case, no accents, words of letters and digits with single spaces between them, "st",
/// "ste", "ss" and "s/s" before another word spelled out, numbers without leading zeros, ordinal ones ("1er", "7e", "7ème") without
/// their ending.
///
/// Takes composed letters of the Latin-1 range and decomposed ones (NFKD, which the browser's `String.normalize`
/// gives), so the wasm needs no Unicode tables. Letters of other alphabets count as spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len() + 8);
    fold_onto(text, &mut folded);
    String::from_utf8(folded).unwrap_or_default()
}

/// Appends `text`, folded, to `folded`.
pub(crate) fn fold_onto(text: &str, folded: &mut Vec<u8>) {
    let start = folded.len();
    let mut word = start;
    let mut parted = false;
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        // Most bytes are plain letters, and all of France goes through here.
        let (one, two) = match byte {
            b'0'..=b'9' | b'a'..=b'z' => (byte, 0),
            b'A'..=b'Z' => (byte | 0x20, 0),
            ..0x80 => (b' ', 0),
            _ => {
                let c = text[text.len() - after.len() - 1..].chars().next();
                let c = c.unwrap_or(' ');
                rest = &after[c.len_utf8() - 1..];
                if ('\u{300}'..='\u{36f}').contains(&c) {
                    continue;
                }
                letters(c)
            }
        };
        if one == b' ' {
            parted = folded.len() > start;
            continue;
        }
        if parted {
            spell_out(folded, word);
            end_number(folded, word);
            folded.push(b' ');
            word = folded.len();
            parted = false;
        }
        if one <= b'9' && folded.get(word..) == Some(b"0") {
            folded.pop();
        }
        folded.push(one);
        if two > 0 {
            folded.push(two);
        }
    }
    end_number(folded, word);
}

/// Takes the ending off an ordinal number at the end of `folded`, from `word`.
fn end_number(folded: &mut Vec<u8>, word: usize) {
    let digits = folded[word..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let end = word + digits.count();
    if end > word && matches!(&folded[end..], b"e" | b"er" | b"ere" | b"eme" | b"ieme") {
        folded.truncate(end);
    }
}

/// Short words at the end of `folded`, from `word`, in full. "s" alone stays: it is short for "sur" and for "sous".
fn spell_out(folded: &mut Vec<u8>, mut word: usize) {
    let long: &[u8] = match folded.get(word..) {
        Some(b"st") => b"saint",
        Some(b"ste") => b"sainte",
        Some(b"ss") => b"sous",
        Some(b"s") if folded[..word].ends_with(b" s ") => {
            word -= 2;
            b"sous"
        }
        _ => return,
    };
    folded.truncate(word);
    folded.extend_from_slice(long);
}

/// The plain letters from U+00C0 to U+00FF, a space where there is none; æ and ß have a second letter.
const LATIN_1: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// The plain letter of `c` and the second one, or 0; a space for what is no letter of the Latin alphabet.
fn letters(c: char) -> (u8, u8) {
    match c {
        'œ' | 'Œ' => (b'o', b'e'),
        'æ' | 'Æ' => (b'a', b'e'),
        'ß' => (b's', b's'),
        '\u{c0}'..='\u{ff}' => (LATIN_1[c as usize - 0xc0], 0),
        _ => (b' ', 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The spellings of a name that meet.
    #[test]
    fn spellings_meet() {
        for (one, other) in [
            ("Évry-Courcouronnes", "evry courcouronnes"),
            ("E\u{301}vry", "ÉVRY"),
            ("L'Haÿ-les-Roses", "l’hay les roses"),
            ("St Germain", "Saint-Germain"),
            ("ste-geneviève des bois", "Sainte-Geneviève-des-Bois"),
            ("  Saint  Ouen ", "SAINT-OUEN"),
            ("Œuilly", "oeuilly"),
            ("Paris 07", "paris 7"),
            ("Paris 7ème", "Paris 7e"),
            ("PARIS 1ER ARRONDISSEMENT", "Paris 01 arrondissement"),
            ("Fontenay ss Bois", "Fontenay-sous-Bois"),
            ("Fontenay s/s Bois", "Fontenay-sous-Bois"),
            ("Besançon", "BESANC\u{327}ON"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold("œ Æß"), "oe aess");
        assert_eq!(fold("ÀÉÎÕÜŸ ÿ"), "aeiou y");
    }

    /// "St" is spelled out only once another word follows: someone may be typing "Stains".
    #[test]
    fn saint_needs_a_name() {
        assert_eq!(fold("St"), "st");
        assert_eq!(fold("St "), "st");
        assert_eq!(fold("St O"), "saint o");
        assert_eq!(fold("Mont St Ste-Anne"), "mont saint sainte anne");
        assert_eq!(fold("0 00 007"), "0 0 7");
        assert_eq!(fold("北京, Ελλάδα!"), "");
    }

    proptest! {
        /// Folding any text gives words of plain letters and digits parted by single spaces, and folding it again
        /// changes nothing.
        #[test]
        fn any_text(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert!(once.bytes().all(|b| b == b' ' || b.is_ascii_digit() || b.is_ascii_lowercase()));
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
            prop_assert_eq!(&fold(&once), &once);
        }
    }
}
