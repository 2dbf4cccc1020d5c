//! Fetches the files that the check may need. They are the same for everyone: fetching one tells its
//! host no more than that what was typed may be near the venue, or is a name.

use std::sync::Arc;

use gloo_net::http::Request;
use leptos::prelude::*;

use crate::check::state::File;

/// Fetches `url` into `file`, unless it is here or on its way.
pub(super) fn fetch<T: Send + Sync + 'static, E: 'static>(
    file: RwSignal<File<T>>,
    url: String,
    parse: fn(String) -> Result<T, E>,
) {
    if !file.with_untracked(File::can_be_asked) {
        return;
    }
    file.set(File::Coming);
    wasm_bindgen_futures::spawn_local(async move {
        let text = match Request::get(&url).send().await {
            Ok(answer) if answer.ok() => answer.text().await.ok(),
            _ => None,
        };
        let parsed = text.and_then(|text| parse(text).ok());
        // The page may have been left meanwhile.
        file.try_set(parsed.map_or(File::Missing, |parsed| File::Here(Arc::new(parsed))));
    });
}
