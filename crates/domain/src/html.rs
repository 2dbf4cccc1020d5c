//! Text inside HTML.

/// `text` as HTML text or as a double-quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing can end the text or the attribute that it stands in, and what is escaped already is not taken for that.
    #[test]
    fn marks_of_html_lose_their_meaning() {
        assert_eq!(
            escape("<a title=\"é\">&amp;"),
            "&lt;a title=&quot;é&quot;&gt;&amp;amp;"
        );
    }
}
