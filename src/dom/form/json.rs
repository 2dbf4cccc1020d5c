//! JSON that the endpoint answered with.

use js_sys::{Array, JSON, Reflect};
use nec_ess_domain::wire::Object;
use wasm_bindgen::{JsCast, JsValue};

/// A JSON value, read by the browser: its reader costs no wasm.
pub(crate) struct Json(JsValue);

impl Json {
    /// Reads `text`; `None` when it is no JSON.
    pub(crate) fn read(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    fn member(&self, name: &str) -> Option<JsValue> {
        // Fails for values that have no members.
        Reflect::get(&self.0, &name.into()).ok()
    }
}

impl Object for Json {
    fn text(&self, name: &str) -> Option<String> {
        self.member(name)?.as_string()
    }

    fn is(&self, name: &str) -> bool {
        self.member(name).is_some_and(|member| member.is_truthy())
    }

    fn list(&self, name: &str) -> Vec<Self> {
        let list = self
            .member(name)
            .and_then(|list| list.dyn_into::<Array>().ok());
        list.map_or_else(Vec::new, |list| list.iter().map(Self).collect())
    }
}
