//! The fields of a form. They belong to the page and to the person: they are read when they are
//! needed, and written only to bring back what was typed.

use nec_ess_domain::{Answers, Field, Form, key};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

use crate::dom::{Listener, find, find_all, on, window};

/// The fields that are typed into.
const TEXTS: &str = ".field :is(input:not([type=checkbox], [type=radio]), textarea)";

/// The fields of a form.
#[derive(Clone)]
pub(crate) struct Fields {
    form: HtmlFormElement,
}

impl Fields {
    /// Those of the element `form`.
    pub(crate) fn of(form: HtmlElement) -> Option<Self> {
        let form = form.dyn_into().ok()?;
        Some(Self { form })
    }

    /// The form's element.
    pub(crate) const fn element(&self) -> &HtmlFormElement {
        &self.form
    }

    /// The identifier of the form.
    pub(crate) fn form_name(&self) -> String {
        self.form.get_attribute("data-form").unwrap_or_default()
    }

    /// Tells this place from others that a page of another site has for the same form; "" for the first.
    pub(crate) fn place_name(&self) -> String {
        self.form.get_attribute("data-nth").unwrap_or_default()
    }

    /// What the ids of the form's elements end with: where a page of another site has several
    /// components, each has an ending of its own.
    pub(crate) fn id_ending(&self, id: &str) -> String {
        let own = self.form.id();
        own.strip_prefix(id).unwrap_or_default().to_owned()
    }

    /// The address that the form is sent to.
    pub(crate) fn action(&self) -> String {
        self.form.action()
    }

    /// Whether the editor of the page named a service that is not ours.
    pub(crate) fn has_foreign_service(&self) -> bool {
        self.form.has_attribute("data-foreign")
    }

    /// The element around the form, which also holds its words.
    pub(crate) fn around(&self) -> Option<HtmlElement> {
        self.form.parent_element()?.dyn_into().ok()
    }

    /// Lets nobody send the form, or lets everybody.
    pub(crate) fn set_locked(&self, is_locked: bool) {
        if let Some(button) = find(&self.form, "[type=submit]") {
            let _ = button.toggle_attribute_with_force("disabled", is_locked);
        }
    }

    /// Keeps the answer to `field` as it is while the form is on its way: what was typed then would be neither sent nor
    /// kept. A text keeps its focus.
    pub(crate) fn set_sending(&self, field: &Field, is_sending: bool) {
        let Some(place) = self.place_of(field) else {
            return;
        };
        // Not `disabled`: such a control holds no answer.
        let (locked, attribute) = match find(&place, TEXTS) {
            Some(text) => (text, "readonly"),
            None => (place, "inert"),
        };
        let _ = locked.toggle_attribute_with_force(attribute, is_sending);
    }

    /// Tells the script of the page around that an answer of the endpoint is awaited.
    pub(crate) fn mark_sending(&self, is_sending: bool) {
        let _ = self
            .form
            .toggle_attribute_with_force("data-sending", is_sending);
    }

    /// Whether it is still part of a page.
    pub(crate) fn is_connected(&self) -> bool {
        self.form.is_connected()
    }

    /// Marks the form as one whose component is on its way, so that it gets no other.
    pub(crate) fn set_coming(&self) {
        super::set_coming(&self.form);
    }

    /// Marks the form as one whose component is there, or as one without: our messages take over from the browser's.
    pub(crate) fn set_live(&self, is_live: bool) {
        self.form.set_no_validate(is_live);
        crate::dom::set_live(&self.form, is_live);
    }

    /// Everything in the form, hidden fields included.
    pub(crate) fn answers(&self) -> Answers {
        let Ok(data) = FormData::new_with_form(&self.form) else {
            return Answers::new();
        };
        data.entries()
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let pair: js_sys::Array = entry.dyn_into().ok()?;
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            })
            .collect()
    }

    /// Puts `values` into the controls called `name` that are still empty; among choices, where nothing is chosen yet.
    pub(crate) fn fill(&self, name: &str, values: &[String]) {
        let Some(first) = values.first() else { return };
        let controls = find_all(&self.form, &format!("[name={name}]"));
        let is_checked = |control: &HtmlElement| {
            let input = control.dyn_ref::<HtmlInputElement>();
            input.is_some_and(HtmlInputElement::checked)
        };
        let is_chosen = controls.iter().any(is_checked);
        for control in controls {
            if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
                if matches!(input.type_().as_str(), "checkbox" | "radio") {
                    if !is_chosen && values.contains(&input.value()) {
                        input.set_checked(true);
                    }
                } else if input.value().is_empty() {
                    input.set_value(first);
                }
            } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
                if area.value().is_empty() {
                    area.set_value(first);
                }
            } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>()
                && select.value().is_empty()
            {
                select.set_value(first);
            }
        }
    }

    /// Empties the form, also of the answers that its page came with.
    pub(crate) fn empty(&self) {
        for chosen in find_all(&self.form, "[checked], [selected]") {
            let _ = chosen.remove_attribute("checked");
            let _ = chosen.remove_attribute("selected");
        }
        for text in find_all(&self.form, TEXTS) {
            let _ = text.remove_attribute("value");
            // Of a field of several lines, this is the same.
            text.set_text_content(None);
        }
        self.form.reset();
    }

    /// Takes away what the form's page came with to say about the form before.
    pub(crate) fn remove_notice(&self) {
        if let Some(notice) = find(&self.form, ".notice") {
            notice.remove();
        }
    }

    /// Gives the form a submission key, another one than it had.
    pub(crate) fn renew_key(&self) {
        if let Some(field) = key_field(&self.form) {
            field.set_value(&new_key());
        }
    }

    /// Gives the form a submission key, unless the page or the draft brought one.
    pub(crate) fn ensure_key(&self) {
        if self.key().is_empty() {
            self.renew_key();
        }
    }

    /// The submission key; "" without one.
    pub(crate) fn key(&self) -> String {
        key_in(&self.form)
    }

    /// Shows or hides `field`; hidden ones send nothing.
    pub(crate) fn show(&self, field: &Field, is_shown: bool) {
        if let Some(place) = self.place_of(field) {
            place.set_hidden(!is_shown);
            for control in find_all(&place, "input, select, textarea") {
                let _ = control.toggle_attribute_with_force("disabled", !is_shown);
            }
        }
    }

    /// Hides `field`, or not; its answer is sent all the same.
    pub(crate) fn set_hidden(&self, field: &Field, is_hidden: bool) {
        if let Some(place) = self.place_of(field) {
            place.set_hidden(is_hidden);
        }
    }

    /// Says to those who hear the page whether the answer to `field` is refused.
    pub(crate) fn mark(&self, field: &Field, is_refused: bool) {
        let place = self.place_of(field);
        if let Some(marked) = place.and_then(|place| find(&place, "[aria-describedby]")) {
            super::set_invalid(&marked, is_refused);
        }
    }

    /// Where the error of `field` is shown.
    pub(crate) fn error_place(&self, field: &Field) -> Option<HtmlElement> {
        self.place_of(field)
            .and_then(|place| find(&place, ".error"))
    }

    fn place_of(&self, field: &Field) -> Option<HtmlElement> {
        find(&self.form, &format!("[data-field={}]", field.name))
    }

    /// The place within the form that `selector` names.
    pub(crate) fn place(&self, selector: &str) -> Option<HtmlElement> {
        find(&self.form, selector)
    }

    /// Calls `run` when someone sends the form; the browser itself does not send it.
    pub(crate) fn on_submit(&self, mut run: impl FnMut() + 'static) -> Listener {
        on(&self.form, "submit", move |event: Event| {
            event.prevent_default();
            run();
        })
    }

    /// Calls `run` when an answer changes: at each letter, and also where a browser or a password manager fills a field
    /// in and tells of nothing but the change.
    pub(crate) fn on_change(&self, run: impl Fn() + Clone + 'static) -> [Listener; 2] {
        ["input", "change"].map(|event| {
            let run = run.clone();
            on(&self.form, event, move |_| run())
        })
    }
}

/// The submission key that `element` holds; "" without one.
pub(crate) fn key_in(element: &Element) -> String {
    key_field(element).map_or_else(String::new, |field| field.value())
}

fn key_field(element: &Element) -> Option<HtmlInputElement> {
    find(element, &format!("input[name={}]", key::FIELD))?
        .dyn_into()
        .ok()
}

/// A submission key that no form has had; "" where the browser draws none.
fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    let drawn = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if drawn.is_err() {
        return String::new();
    }
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]));
    digits.collect()
}

/// Every form of ours in `root` whose component is not there yet.
pub(crate) fn plain_forms(root: &Element) -> Vec<(Fields, &'static Form)> {
    let forms = find_all(root, "form[data-form]:not([data-live],[data-coming])").into_iter();
    forms
        .filter_map(|form| {
            let fields = Fields::of(form)?;
            let schema = nec_ess_domain::forms::by_id(&fields.form_name())?;
            Some((fields, schema))
        })
        .collect()
}
