//! Listeners that end.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// A listener, taken off again when this is dropped. Whatever a listener holds cannot be freed while
/// its target has it, and what the wasm holds of a page cannot either: one that is left behind keeps
/// its page in memory for the life of the tab.
#[must_use = "a listener that is dropped hears nothing"]
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

/// Calls `run` at each `event` on `target`, until the listener is dropped.
pub(crate) fn on(
    target: &EventTarget,
    event: &'static str,
    run: impl FnMut(Event) + 'static,
) -> Listener {
    let callback = Closure::<dyn FnMut(Event)>::new(run);
    // Adding a listener fails for no target that exists.
    let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    Listener {
        target: target.clone(),
        event,
        callback,
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, callback);
    }
}
