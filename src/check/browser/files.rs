//! Fetches the files that the check may need. They are the same for everyone: fetching one tells its
//! host no more than that what was typed may be near the venue, or is a name.

use gloo_net::http::Request;

/// What the host says where the name of a file is that of an earlier version of the site.
const GONE: [u16; 2] = [404, 410];

/// What became of a file.
pub(super) struct Fetched {
    /// Its text; none where it did not come.
    pub(super) text: Option<String>,
    /// Whether it is not there any more.
    pub(super) is_gone: bool,
}

/// Fetches `url`, and calls `then` in the end.
pub(super) fn fetch(url: String, then: Box<dyn FnOnce(Fetched)>) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut fetched = Fetched {
            text: None,
            is_gone: false,
        };
        if let Ok(answer) = Request::get(&url).send().await {
            fetched.is_gone = GONE.contains(&answer.status());
            if answer.ok() {
                fetched.text = answer.text().await.ok();
            }
        }
        then(fetched);
    });
}
