//! Ends a task in the middle of some work.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Fails where the browser has no such scheduler.
    #[wasm_bindgen(catch, js_namespace = scheduler, js_name = postTask)]
    fn post_task(task: &Function) -> Result<Promise, JsValue>;
}

/// Goes on in a task of its own: what a person does meanwhile comes first. A timer waits 4 ms from the fifth in a row on,
/// even for nothing.
pub(crate) async fn breathe() {
    let mut is_posted = false;
    let next = Promise::new(&mut |then, _| is_posted = post_task(&then).is_ok());
    if is_posted {
        let _ = JsFuture::from(next).await;
    } else {
        TimeoutFuture::new(0).await;
    }
}
