//! Copies text.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, HtmlElement};

use crate::dom;

/// Selects the text of `element` and puts it into the clipboard. False where the browser refuses that: then it can be
/// copied by hand.
pub(super) async fn copy(element: &HtmlElement) -> bool {
    if let Ok(Some(selection)) = dom::window().get_selection() {
        let _ = selection.select_all_children(element);
    }
    let navigator = dom::window().navigator();
    // There is none in a page that did not come over HTTPS.
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    let Some(clipboard) = clipboard.ok().filter(JsValue::is_object) else {
        return false;
    };
    let text = element.text_content().unwrap_or_default();
    let written = clipboard.unchecked_into::<Clipboard>().write_text(&text);
    JsFuture::from(written).await.is_ok()
}
