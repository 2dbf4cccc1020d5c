//! Pours a page into the document shell.

use nec_ess_domain::Lang;

/// `template` with its places filled in.
pub(crate) fn pour(template: &str, lang: Lang, head: &str, body: &str) -> String {
    template
        .replacen("%lang%", lang.code(), 1)
        .replacen("%head%", head, 1)
        .replacen("%body%", body, 1)
}
