//! Which links in header and footer are marked.

/// How a link to `url` is marked on the page at `here`: as the page itself, or as the section that the page is in.
pub(crate) fn current(url: &str, here: &str) -> Option<&'static str> {
    if url == here {
        return Some("page");
    }
    // Everything is under the home page of its language.
    let is_section = url.matches('/').count() > 2 && here.starts_with(url);
    is_section.then_some("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page marks itself and its section, and nothing marks the home page but itself.
    #[test]
    fn pages_and_sections() {
        assert_eq!(current("/fr/articles/", "/fr/articles/"), Some("page"));
        assert_eq!(
            current("/fr/articles/", "/fr/articles/aesio/"),
            Some("true")
        );
        assert_eq!(current("/fr/", "/fr/articles/"), None);
        assert_eq!(current("/fr/", "/fr/"), Some("page"));
        assert_eq!(current("/fr/articles/", "/fr/atelier/"), None);
        assert_eq!(current("/en/articles/", "/fr/articles/"), None);
    }
}
