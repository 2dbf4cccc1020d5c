//! Where components are shown.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Shows `view` in `place`, where the page's own content was.
pub(crate) fn put<V: IntoView>(
    place: &HtmlElement,
    view: impl FnOnce() -> V + 'static,
) -> UnmountHandle<V::State> {
    place.set_text_content(None);
    mount_to(place.clone(), view)
}
