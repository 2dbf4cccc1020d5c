//! Text as it is compared.

use js_sys::JsString;

/// `text` folded for comparison, whatever its letters: by the browser's own tables, which cost no wasm.
pub(crate) fn fold(text: &str) -> String {
    nec_ess_domain::fold(&String::from(JsString::from(text).normalize("NFKD")))
}
