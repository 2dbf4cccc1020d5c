//! Addresses of pages.

use leptos_router::params::ParamsMap;
use nec_ess_domain::Lang;

/// The address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Its path.
    pub(super) path: String,
    /// Its language; none where the path is that of no page of ours.
    pub(super) lang: Option<Lang>,
}

impl Address {
    /// The address that the router is at: `path`, of which it has read `params`.
    pub(super) fn of(params: &ParamsMap, path: String) -> Self {
        let lang = match params.get_str("lang") {
            // The address without a path is the French home page.
            None if path == "/" => Some(Lang::Fr),
            Some(code) if path.ends_with('/') => Lang::from_code(code),
            _ => None,
        };
        Self { path, lang }
    }
}
