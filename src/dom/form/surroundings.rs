//! What a component stands in: a page of ours, or one of another site.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, UrlSearchParams};

use crate::dom::{document, window};

/// What a component stands in.
#[derive(Clone)]
pub(crate) struct Surroundings {
    element: Element,
    /// Whether the page around is another site's: its title and its address are not ours.
    pub(crate) is_embedded: bool,
    /// What addresses on our site begin with, seen from here.
    base: String,
}

impl Surroundings {
    /// Those of `element`.
    pub(crate) fn of(element: &Element) -> Self {
        let view = element.closest(".soga-live").ok().flatten();
        let base = view
            .as_ref()
            .and_then(|view| view.get_attribute("data-base"));
        Self {
            element: element.clone(),
            is_embedded: view.is_some(),
            base: base.unwrap_or_default(),
        }
    }

    /// An address of ours, as it reads from here.
    pub(crate) fn address(&self, path: &str) -> String {
        if path.starts_with('/') {
            format!("{}{path}", self.base)
        } else {
            path.to_owned()
        }
    }

    /// What the page around gives a form beforehand, or our page's own address does.
    pub(crate) fn given(&self) -> Option<UrlSearchParams> {
        let view = self.element.closest(".soga-live").ok().flatten();
        let text = match view {
            Some(view) => view.get_attribute("data-given")?,
            None => window().location().search().ok()?,
        };
        UrlSearchParams::new_with_str(&text).ok()
    }

    /// Tells the page around what has happened, by a bubbling event with these members in its detail.
    /// Nothing that a person typed may be in it.
    pub(crate) fn announce(&self, event: &str, members: &[(&str, JsValue)]) {
        let detail = js_sys::Object::new();
        for (name, value) in members {
            let _ = js_sys::Reflect::set(&detail, &JsValue::from(*name), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        // Out of the shadow roots of the page around.
        init.set_composed(true);
        init.set_detail(&detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(event, &init) {
            let _ = self.element.dispatch_event(&event);
        }
    }

    /// Puts `prefix` before the title of our page, or takes it away.
    pub(crate) fn mark_title(&self, prefix: &str, is_marked: bool) {
        if self.is_embedded {
            return;
        }
        let title = document().title();
        let plain = title.strip_prefix(prefix).unwrap_or(&title);
        let wanted = if is_marked {
            format!("{prefix}{plain}")
        } else {
            plain.to_owned()
        };
        if wanted != title {
            document().set_title(&wanted);
        }
    }
}
