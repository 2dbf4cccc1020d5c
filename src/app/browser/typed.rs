//! What each form held when its page was left, so that whoever comes back finds it. It is in memory alone, and so is also what
//! no draft keeps: private answers, and those of a form whose component did not come.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::dom;

/// The forms that were left, each with the value and the mark of every control.
#[derive(Default)]
pub(super) struct Typed(RefCell<Vec<(String, Vec<(String, bool)>)>>);

impl Typed {
    /// The page is left as it is now.
    pub(super) fn remember(&self) {
        let Some((form, controls)) = shown() else {
            return;
        };
        let held = controls.iter();
        let held = held.map(|control| (control.value(), control.checked()));
        let held = held.collect();
        self.0.borrow_mut().push((form, held));
    }

    /// Puts back what the form of this page held. From then on the page has it: once it is sent, nothing brings it back.
    pub(super) fn recall(&self) {
        let Some((form, controls)) = shown() else {
            return;
        };
        let mut forms = self.0.borrow_mut();
        let Some(place) = forms.iter().position(|(known, _)| *known == form) else {
            return;
        };
        let (_, held) = forms.swap_remove(place);
        // The site may have another version of the form by now.
        if held.len() != controls.len() {
            return;
        }
        for (control, (value, is_checked)) in controls.iter().zip(held) {
            if control.value() == value {
                control.set_checked(is_checked);
            } else if !matches!(control.type_().as_str(), "checkbox" | "radio") {
                control.set_value(&value);
            }
        }
    }
}

/// The form of the page and its controls. Lists and fields of several lines have their value where a field has it.
fn shown() -> Option<(String, Vec<HtmlInputElement>)> {
    let form = dom::find(&dom::site::page(), "main form[data-form]")?;
    let controls = dom::find_all(&form, "input,select,textarea").into_iter();
    let controls = controls.map(JsCast::unchecked_into).collect();
    Some((form.get_attribute("data-form")?, controls))
}
