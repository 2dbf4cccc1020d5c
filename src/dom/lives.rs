//! How long a component lives: as long as its element is part of the page.

use std::any::Any;
use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit};

use super::document;

/// A component of the page.
struct Life {
    element: Element,
    /// Listeners, mounted views, reactive owners: all end when this is dropped.
    _parts: Box<dyn Any>,
}

thread_local! {
    static LIVES: RefCell<Vec<Life>> = const { RefCell::new(Vec::new()) };
    static OBSERVER: Option<MutationObserver> = observe();
}

/// Keeps `parts` until `element` has left the page. An element that is moved within a task is not
/// taken for one that left.
pub(crate) fn keep(element: Element, parts: impl Any) {
    OBSERVER.with(|_| ());
    LIVES.with_borrow_mut(|lives| {
        lives.push(Life {
            element,
            _parts: Box::new(parts),
        });
    });
}

/// Whether something that is kept lives as long as an element that `is_such`.
#[cfg(feature = "forms")]
pub(crate) fn has_component(is_such: impl Fn(&Element) -> bool) -> bool {
    LIVES.with_borrow(|lives| lives.iter().any(|life| is_such(&life.element)))
}

fn observe() -> Option<MutationObserver> {
    let sweep = Closure::<dyn FnMut()>::new(sweep).into_js_value();
    let observer = MutationObserver::new(sweep.unchecked_ref()).ok()?;
    let wanted = MutationObserverInit::new();
    wanted.set_child_list(true);
    wanted.set_subtree(true);
    observer.observe_with_options(&document(), &wanted).ok()?;
    Some(observer)
}

/// Ends the components whose elements have left the page.
fn sweep() {
    let ended: Vec<Life> = LIVES.with_borrow_mut(|lives| {
        lives
            .extract_if(.., |life| !life.element.is_connected())
            .collect()
    });
    drop(ended);
}
