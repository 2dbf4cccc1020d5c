//! Anchors from headings.

use unicode_normalization::UnicodeNormalization;

/// `text` as an anchor: lower case, accents off, everything else than letters and digits a hyphen.
#[must_use]
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    let spelled = text.replace(['œ', 'Œ'], "oe").replace(['æ', 'Æ'], "ae");
    for c in spelled
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
    {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "section".into()
    } else {
        out.into()
    }
}

/// Whether an editor's own anchor is already of that form.
#[must_use]
pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Accents, ligatures and punctuation leave readable anchors.
    #[test]
    fn slugs() {
        assert_eq!(
            slug("L’ESS numérique : où, quand\u{202f}?"),
            "l-ess-numerique-ou-quand"
        );
        assert_eq!(slug("Cœur"), "coeur");
        assert_eq!(slug("…"), "section");
        assert!(is_slug("ou-et-quand") && !is_slug("Où") && !is_slug("a--b") && !is_slug(""));
    }
}
