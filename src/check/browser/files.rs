//! Fetches the files that the check may need. They are the same for everyone: fetching one tells its
//! host no more than that what was typed may be near the venue, or is a name.

use std::sync::Arc;

use gloo_net::http::Request;
use leptos::prelude::*;
use nec_ess_domain::check::{File, Files};
use nec_ess_domain::places::Malformed;

/// What the host says where the name of a file is that of an earlier version of the site.
const GONE: [u16; 2] = [404, 410];

/// Fetches `url` into the file of `files` that `pick` picks, unless it is here or on its way. Calls `on_gone` when it
/// is not there any more.
pub(super) fn fetch<T: 'static>(
    files: RwSignal<Files>,
    pick: fn(&mut Files) -> &mut File<T>,
    url: String,
    parse: fn(String) -> Result<T, Malformed>,
    on_gone: impl FnOnce() + 'static,
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
        let (text, is_gone) = match Request::get(&url).send().await {
            Ok(answer) if answer.ok() => (answer.text().await.ok(), false),
            Ok(answer) => (None, GONE.contains(&answer.status())),
            Err(_) => (None, false),
        };
        let parsed = text.and_then(|text| parse(text).ok());
        // The page may have been left meanwhile.
        let file = parsed.map_or(File::Missing, |parsed| File::Here(Arc::new(parsed)));
        files.try_update(|files| *pick(files) = file);
        if is_gone {
            on_gone();
        }
    });
}
