//! Forms as they were left, so that whoever comes back to one finds in it what they typed. They are in memory alone, and so
//! also hold what no draft keeps: private answers, and those of a form whose component did not come.

use std::cell::RefCell;

use web_sys::HtmlElement;

use crate::dom;

/// The forms of pages that were left.
#[derive(Default)]
pub(super) struct LeftForms(RefCell<Vec<HtmlElement>>);

impl LeftForms {
    /// The page is left as it is now.
    pub(super) fn remember(&self) {
        self.0.borrow_mut().extend(shown());
    }

    /// Puts the form that was left in the place of the one that the page came with, which is the same without answers. From
    /// then on the page has it: where it gives way to a receipt, it does not come back.
    pub(super) fn put_back(&self) {
        let mut left = self.0.borrow_mut();
        let Some(form) = shown() else { return };
        let is_same = |left: &HtmlElement| kind(left) == kind(&form);
        if let Some(place) = left.iter().position(is_same) {
            let _ = form.replace_with_with_node_1(&left.swap_remove(place));
        }
    }
}

/// The form of the page.
fn shown() -> Option<HtmlElement> {
    dom::find(&dom::site::page(), "main form[data-form]")
}

fn kind(form: &HtmlElement) -> Option<String> {
    form.get_attribute("data-form")
}
