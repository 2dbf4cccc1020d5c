//! The receipt on the page, made from the template that stands beside each form.

use nec_ess_domain::schema::TICKED;
use nec_ess_domain::{Form, Kind};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement};

use super::sent::{self, Sent};
use crate::dom::{self, document, window};

/// Puts the receipt in the place of the form. Called only with a reference that the endpoint gave.
pub(crate) fn show(form: &HtmlFormElement, schema: &'static Form, sent: &Sent, is_new: bool) {
    let Some(around) = form.parent_element() else {
        return;
    };
    let answers = if is_new {
        summary(form, schema)
    } else {
        Vec::new()
    };
    if dom::stamp(&around, "template[data-receipt]", &around).is_none() {
        return;
    }
    let receipt = &sent.receipt;
    dom::set_text(&around, ".reference", &receipt.reference);
    if let Some(note) = dom::find(&around, ".waiting") {
        note.set_hidden(!receipt.is_waiting);
    }
    if let (false, Some(place)) = (
        receipt.private_url.is_empty(),
        dom::find(&around, ".private"),
    ) {
        place.set_hidden(false);
        if let Some(link) = dom::find(&place, "a") {
            let _ = link.set_attribute("href", &receipt.private_url);
        }
    }
    for line in dom::find_all(&around, "[data-day]") {
        let day = dom::data(&line, "day");
        line.set_hidden(!day.is_empty() && !sent.days.split(' ').any(|chosen| chosen == day));
    }
    if let Some(next) = dom::find(&around, "[data-next-form]") {
        next.set_hidden(dom::data(&next, "next-form") != sent.next);
    }
    list(&around, &answers);
    let is_embedded = dom::is_embedded(&around);
    // In an embed its script brings the form back.
    if let Some(again) = dom::find(&around, ".again").filter(|_| !is_embedded) {
        dom::on(&again, "click", move |event| {
            event.prevent_default();
            // Not the router's: the form comes back with a page load.
            event.stop_propagation();
            sent::forget(schema);
            let _ = window().location().reload();
        });
    }
    let Some(heading) = dom::find(&around, ".receipt h2").filter(|_| is_new) else {
        return;
    };
    let _ = heading.focus();
    if is_embedded {
        return heading.scroll_into_view();
    }
    document().set_title(&heading.text_content().unwrap_or_default());
    around.scroll_into_view();
}

/// Each question of the form with its answer, in the words that the form itself shows.
fn summary(form: &HtmlFormElement, schema: &Form) -> Vec<(String, String)> {
    let text = |element: &HtmlElement| element.text_content().unwrap_or_default();
    let answer = |control: HtmlElement| -> Option<String> {
        if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            let option = dom::find(select, "option:checked")?;
            return (!select.value().is_empty()).then(|| text(&option));
        }
        match control.dyn_ref::<HtmlInputElement>() {
            Some(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
                let label = dom::find(&control.parent_element()?, "label")?;
                input.checked().then(|| text(&label))
            }
            Some(input) => Some(input.value()),
            None => Some(
                control
                    .dyn_into::<web_sys::HtmlTextAreaElement>()
                    .ok()?
                    .value(),
            ),
        }
    };
    let mut out = Vec::new();
    for field in schema.fields {
        let selector = format!(".field[data-field={}]", field.name);
        let Some(place) = dom::find(form, &selector) else {
            continue;
        };
        let answers: Vec<String> = dom::find_all(&place, "input, select, textarea")
            .into_iter()
            .filter_map(answer)
            .filter(|answer| !answer.trim().is_empty())
            .collect();
        let label = dom::find(&place, "legend, label");
        if let (false, Some(label)) = (answers.is_empty(), label) {
            // The label of a single tick is its question already.
            let is_tick = field.kind == Kind::Tick;
            let answer = if is_tick {
                TICKED.to_owned()
            } else {
                answers.join(", ")
            };
            out.push((text(&label), answer));
        }
    }
    out
}

fn list(around: &Element, answers: &[(String, String)]) {
    let Some(place) = dom::find(around, "[data-answers]").filter(|_| !answers.is_empty()) else {
        return;
    };
    let append = |name: &str, text: &str| {
        if let Ok(element) = document().create_element(name) {
            element.set_text_content(Some(text.trim()));
            let _ = place.append_child(&element);
        }
    };
    let ticked = dom::data(&place, "ticked");
    for (label, answer) in answers {
        append("dt", label);
        append("dd", if answer == TICKED { &ticked } else { answer });
    }
    place.set_hidden(false);
    if let Some(heading) = place
        .previous_element_sibling()
        .and_then(|heading| heading.dyn_into::<HtmlElement>().ok())
    {
        heading.set_hidden(false);
    }
}
