//! What comes alive on a page.

use nec_ess_domain::named;

/// What comes alive on a page once its script is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// Nothing: it is text.
    Text,
    /// A form or the check.
    Form,
    /// The filter of what it shows: every question of the site, or the sessions of the programme.
    Filtered,
    /// The page for editors of other sites.
    Builder,
}

named!(PageKind {
    Text = "text",
    Form = "form",
    Filtered = "filtered",
    Builder = "builder",
});
