//! Where scripts call in. Browser only.

use wasm_bindgen::prelude::wasm_bindgen;

/// Smaller than the one of the standard library, for pages that hold little.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Takes over the page that the visitor is looking at: from now on links are followed in place, and
/// its filter works. Everything on the page has worked without it until then.
#[cfg(feature = "site")]
#[wasm_bindgen]
pub fn hydrate() {
    crate::app::browser::start();
}

/// Gives their components to the forms, and in its part to the check, that stand in `root`, once each. Called by
/// the start script of the site and by the scripts of the embeds. Calls `done` when they are there.
#[cfg(feature = "forms")]
#[wasm_bindgen]
pub fn enliven(root: web_sys::Element, done: js_sys::Function) {
    // Effects need it before the first view is mounted. The second call of a page finds it there.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    wasm_bindgen_futures::spawn_local(async move {
        // To come this far was a task's work.
        crate::dom::breathe().await;
        crate::forms::browser::attach_all(&root).await;
        #[cfg(feature = "check")]
        crate::check::browser::attach_all(&root).await;
        let _ = done.call0(&wasm_bindgen::JsValue::UNDEFINED);
    });
}

/// Gives its component to the builder, which is `root`.
#[cfg(feature = "builder")]
#[wasm_bindgen]
pub fn build(root: web_sys::Element) {
    crate::builder::browser::attach(&root);
}
