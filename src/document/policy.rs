//! The content security policy.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Our own files, the style `css` and what is `inlined` in `<script>` by their hashes, nothing else.
pub(crate) fn policy(css: &str, inlined: &[&str], form_endpoint: &str) -> String {
    let hash = |text: &str| {
        format!(
            " 'sha256-{}'",
            STANDARD.encode(Sha256::digest(text.as_bytes()))
        )
    };
    // Browsers do not run data, but checkers of policies cannot know.
    let inlined: String = inlined.iter().map(|text| hash(text)).collect();
    let endpoint = if form_endpoint.is_empty() {
        String::new()
    } else {
        format!(" {form_endpoint}")
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{inlined}; style-src{}; \
         img-src 'self' data:; connect-src 'self'{endpoint}; form-action 'self'{endpoint}; \
         base-uri 'none'; object-src 'none'",
        hash(css)
    )
}
