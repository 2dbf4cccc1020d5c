//! Copies text.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::window;

/// Puts `text` into the clipboard. False where the browser refuses that.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // There is none in a page that did not come over HTTPS.
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    let Some(clipboard) = clipboard.ok().filter(JsValue::is_object) else {
        return false;
    };
    let written = clipboard.unchecked_into::<Clipboard>().write_text(text);
    JsFuture::from(written).await.is_ok()
}
