//! Fetches the files that the check may need. They are the same for everyone: fetching one tells its
//! host no more than that what was typed may be near the venue, or is a name.

use std::sync::Arc;

use gloo_net::http::Request;
use leptos::prelude::*;
use nec_ess_domain::places::Malformed;

use crate::check::state::{File, Files};

/// Fetches `url` into the file of `files` that `pick` picks, unless it is here or on its way.
pub(super) fn fetch<T: 'static>(
    files: RwSignal<Files>,
    pick: fn(&mut Files) -> &mut File<T>,
    url: String,
    parse: fn(String) -> Result<T, Malformed>,
) {
    let can_be_asked = files.try_maybe_update(|files| {
        let file = pick(files);
        let can_be_asked = file.can_be_asked();
        if can_be_asked {
            *file = File::Coming;
        }
        (can_be_asked, can_be_asked)
    });
    if can_be_asked != Some(true) {
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let text = match Request::get(&url).send().await {
            Ok(answer) if answer.ok() => answer.text().await.ok(),
            _ => None,
        };
        let parsed = text.and_then(|text| parse(text).ok());
        // The page may have been left meanwhile.
        let file = parsed.map_or(File::Missing, |parsed| File::Here(Arc::new(parsed)));
        files.try_update(|files| *pick(files) = file);
    });
}
