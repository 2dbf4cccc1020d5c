//! The content security policy. It stands in each document, so that it holds on any host; who may frame a page can only
//! be said by a header.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Of a page with a program: our own files, the style `css` and what is `inlined` in `<script>` by their hashes, nothing else.
pub(crate) fn policy(css: &str, inlined: &[&str], form_endpoint: &str) -> String {
    let endpoint = if form_endpoint.is_empty() {
        String::new()
    } else {
        format!(" {form_endpoint}")
    };
    directives(
        css,
        &format!(" 'wasm-unsafe-eval'{}", hashes(inlined)),
        &endpoint,
        &format!("'self'{endpoint}"),
    )
}

/// Of a page or component that is only read: our own files, the style `css` and the data `inlined` in `<script>`.
pub(crate) fn policy_to_read(css: &str, inlined: &[&str]) -> String {
    directives(css, &hashes(inlined), "", "'none'")
}

/// Browsers do not run data, but checkers of policies cannot know.
fn hashes(inlined: &[&str]) -> String {
    inlined.iter().map(|text| hash(text)).collect()
}

fn directives(css: &str, scripts: &str, endpoint: &str, forms: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self'{scripts}; style-src{}; img-src 'self' data:; \
         connect-src 'self'{endpoint}; form-action {forms}; base-uri 'none'; object-src 'none'",
        hash(css)
    )
}

/// A text as policies name it.
fn hash(text: &str) -> String {
    format!(
        " 'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests;
