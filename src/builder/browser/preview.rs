//! The component that was chosen, as other sites show it.

use js_sys::{Array, Reflect};
use leptos::html::Iframe;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    MessageEvent, Window,
};

use crate::dom;

/// A frame with the component that was chosen, as high as that says it is. It loads nothing before it comes near.
#[component]
pub(super) fn Preview(
    /// Of the component's own page.
    address: Signal<String>,
    /// Of its window, with what is given to it.
    name: Signal<String>,
    /// What it is, in words.
    title: Signal<String>,
) -> impl IntoView {
    let frame = NodeRef::<Iframe>::new();
    let is_near = RwSignal::new(false);
    let height = RwSignal::new(None::<f64>);
    let window = move || {
        frame
            .get_untracked()
            .and_then(|frame| frame.content_window())
    };
    // The listener and the observer end with the component.
    let parts = StoredValue::new_local(None);
    frame.on_load(move |frame| {
        let on_message = dom::on(&dom::window(), "message", move |event| {
            if let Some(told) = height_told(&event, window()) {
                height.set(Some(told));
            }
        });
        parts.set_value(Some((on_message, Nearness::watch(&frame, is_near))));
    });
    Effect::new(move |_| {
        let (address, name) = (address.get(), name.get());
        if let Some(window) = is_near.get().then(window).flatten() {
            // It is read by the page that comes.
            let _ = window.set_name(&name);
            // Not by `src`: that would be an entry in the history for each choice.
            let _ = window.location().replace(&address);
        }
    });
    let style = move || height.get().map(|height| format!("{height}px"));
    view! { <iframe class="preview" node_ref=frame title=move || title.get() style:height=style></iframe> }
}

/// The height that the component in `frame` tells the page around it, px.
fn height_told(event: &Event, frame: Option<Window>) -> Option<f64> {
    let event: &MessageEvent = event.dyn_ref()?;
    let source: JsValue = event.source()?.into();
    if source != JsValue::from(frame?) {
        return None;
    }
    let told = event.data();
    let number = |name: &str| Reflect::get(&told, &name.into()).ok()?.as_f64();
    (number("soga")? == 1.0).then(|| number("height"))?
}

/// Tells once when an element comes near the part of the page that is seen.
struct Nearness {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn FnMut(Array, IntersectionObserver)>,
}

impl Nearness {
    fn watch(element: &Element, is_near: RwSignal<bool>) -> Self {
        let callback = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
            move |entries: Array, observer: IntersectionObserver| {
                let mut entries = entries.iter();
                let is_seen = |entry: JsValue| {
                    entry
                        .unchecked_into::<IntersectionObserverEntry>()
                        .is_intersecting()
                };
                if entries.any(is_seen) {
                    observer.disconnect();
                    is_near.set(true);
                }
            },
        );
        let wanted = IntersectionObserverInit::new();
        wanted.set_root_margin("3000px");
        let observer =
            IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &wanted).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _callback: callback,
        }
    }
}

impl Drop for Nearness {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
