//! Who asks: a person's browser or a program, and in which language.

use axum::http::{HeaderMap, Uri, header};
use nec_ess_domain::Lang;

/// The two kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A page: a form that was posted without script.
    Html,
    /// JSON: our wasm, and other clients.
    Json,
}

impl Wants {
    /// A browser that posts a form by itself names `text/html`; scripts and tools do not.
    pub(crate) fn from(headers: &HeaderMap) -> Self {
        if text(headers, &header::ACCEPT).contains("text/html") {
            Self::Html
        } else {
            Self::Json
        }
    }
}

/// The language that an address of ours names in its path, else the person's.
pub(crate) fn lang_at(path: &str, headers: &HeaderMap) -> Lang {
    of_path(path).unwrap_or_else(|| lang(headers))
}

/// The language of the page that the request came from, else the first of ours that the browser
/// asks for, else French.
pub(crate) fn lang(headers: &HeaderMap) -> Lang {
    of_page(text(headers, &header::REFERER))
        .or_else(|| preferred(text(headers, &header::ACCEPT_LANGUAGE)))
        .unwrap_or(Lang::Fr)
}

/// The first part of the path of our pages is their language.
fn of_page(address: &str) -> Option<Lang> {
    let address: Uri = address.parse().ok()?;
    of_path(address.path())
}

fn of_path(path: &str) -> Option<Lang> {
    Lang::from_code(path.split('/').nth(1)?)
}

/// The language with the greatest weight in "en-GB, fr;q=0.5"; of several the first.
fn preferred(list: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for entry in list.split(',') {
        let mut parts = entry.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let code = tag.split('-').next().unwrap_or_default();
        let Some(lang) = Lang::from_code(&code.to_ascii_lowercase()) else {
            continue;
        };
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(Ok(1.0), str::parse);
        let Ok(weight) = weight else { continue };
        if weight > best.map_or(0.0, |(most, _)| most) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights decide, then the order; other languages do not count.
    #[test]
    fn preferences() {
        for (list, expected) in [
            ("", None),
            ("de, *", None),
            ("en", Some(Lang::En)),
            ("EN-gb,en;q=0.9", Some(Lang::En)),
            ("de-BE, fr;q=0.5, en;q=0.8", Some(Lang::En)),
            ("fr;q=0.5, en;q=0.5", Some(Lang::Fr)),
            ("en;q=0", None),
            ("en;q=x, fr;q=0.1", Some(Lang::Fr)),
        ] {
            assert_eq!(preferred(list), expected, "{list}");
        }
    }

    /// Only the path tells, wherever the page is.
    #[test]
    fn pages() {
        for (address, expected) in [
            ("https://nec-ess.example/en/registration/", Some(Lang::En)),
            ("/fr/embed/inscription/", Some(Lang::Fr)),
            ("https://en/", None),
            ("https://partenaire.example/english/", None),
            ("", None),
        ] {
            assert_eq!(of_page(address), expected, "{address}");
        }
    }
}
