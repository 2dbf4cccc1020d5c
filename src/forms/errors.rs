//! Shows a form's errors: next to each field, in the summary, in the page's title.

use nec_ess_domain::Answers;
use web_sys::{HtmlElement, HtmlFormElement};

use crate::dom::{self, document};

/// The errors that a form shows at the moment.
#[derive(Default)]
pub(crate) struct Shown {
    fields: Vec<String>,
    /// What the endpoint alone can tell: fields with the answers that it refused.
    refused: Vec<(String, String)>,
}

impl Shown {
    /// Takes over the errors that the page came with, and moves focus to their summary.
    pub(crate) fn adopt(form: &HtmlFormElement) -> Self {
        let fields: Vec<String> = dom::find_all(form, ".field")
            .into_iter()
            .filter(|field| dom::find(field, ".error:not([hidden])").is_some())
            .map(|field| dom::data(&field, "field"))
            .collect();
        if let Some(place) = summary_place(form).filter(|_| !fields.is_empty()) {
            let _ = place.focus();
        }
        Self {
            fields,
            refused: Vec::new(),
        }
    }

    /// Whether no field shows an error.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether the field `name` shows an error.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field == name)
    }

    /// Shows exactly these errors (field and message) and moves focus to their summary.
    pub(crate) fn show(&mut self, form: &HtmlFormElement, errors: &[(String, String)]) {
        self.clear(form);
        for (name, message) in errors {
            show_field(form, name, message);
            self.fields.push(name.clone());
        }
        if !dom::is_embedded(form) {
            let prefix = dom::data(form, "error-prefix");
            document().set_title(&format!("{prefix}{}", document().title()));
        }
        if let Some(place) = summary_place(form) {
            fill_summary(form, &place, errors);
            place.set_hidden(false);
            let _ = place.focus();
        }
    }

    /// Shows what the endpoint refused, which our own rules may find nothing wrong with.
    pub(crate) fn show_refusal(
        &mut self,
        form: &HtmlFormElement,
        errors: &[(String, String)],
        answers: &Answers,
    ) {
        self.show(form, errors);
        self.refused = errors
            .iter()
            .map(|(name, _)| (name.clone(), answers.first(name).to_owned()))
            .collect();
    }

    /// Whether this is an answer that the endpoint refused.
    pub(crate) fn is_refused(&self, name: &str, answer: &str) -> bool {
        self.refused
            .iter()
            .any(|(field, refused)| field == name && refused == answer)
    }

    /// Shows no error.
    pub(crate) fn clear(&mut self, form: &HtmlFormElement) {
        self.refused.clear();
        for name in std::mem::take(&mut self.fields) {
            hide_field(form, &name);
        }
        if let Some(place) = summary_place(form) {
            dom::empty(&place);
            place.set_hidden(true);
        }
        let title = document().title();
        if let Some(plain) = title.strip_prefix(&dom::data(form, "error-prefix")) {
            document().set_title(plain);
        }
    }

    /// Takes the error of one field away; the summary stays until the form is sent again, so that
    /// nothing moves under the person's hands.
    pub(crate) fn clear_field(&mut self, form: &HtmlFormElement, name: &str) {
        self.fields.retain(|field| field != name);
        hide_field(form, name);
    }
}

/// The words for an error of a field, which the page holds.
pub(crate) fn message(form: &HtmlFormElement, field: &str, code: &str) -> String {
    let Some(field) = field_place(form, field) else {
        return String::new();
    };
    let own = dom::data(&field, code);
    if own.is_empty() {
        dom::data(&field, "missing")
    } else {
        own
    }
}

fn show_field(form: &HtmlFormElement, name: &str, message: &str) {
    set_field(form, name, Some(message));
}

fn hide_field(form: &HtmlFormElement, name: &str) {
    set_field(form, name, None);
}

fn set_field(form: &HtmlFormElement, name: &str, message: Option<&str>) {
    let Some(field) = field_place(form, name) else {
        return;
    };
    if let Some(place) = dom::find(&field, ".error") {
        place.set_text_content(message);
        place.set_hidden(message.is_none());
    }
    if let Some(marked) = dom::find(&field, "[aria-describedby]") {
        let _ = match message {
            Some(_) => marked.set_attribute("aria-invalid", "true"),
            None => marked.remove_attribute("aria-invalid"),
        };
    }
}

fn field_place(form: &HtmlFormElement, name: &str) -> Option<HtmlElement> {
    dom::find_all(form, ".field")
        .into_iter()
        .find(|field| dom::data(field, "field") == name)
}

fn control(form: &HtmlFormElement, name: &str) -> Option<HtmlElement> {
    let field = field_place(form, name)?;
    dom::find(&field, "input, select, textarea")
}

fn summary_place(form: &HtmlFormElement) -> Option<HtmlElement> {
    dom::find(form, ".error-summary")
}

/// Fills the box with the summary that the page holds as a template, one line for each error.
fn fill_summary(form: &HtmlFormElement, place: &HtmlElement, errors: &[(String, String)]) {
    if dom::stamp(form, "template[data-summary]", place).is_none() {
        return;
    }
    let (Some(list), Some(pattern)) = (dom::find(place, "ul"), dom::find(place, "li")) else {
        return;
    };
    for (name, message) in errors {
        let Ok(line) = pattern.clone_node_with_deep(true) else {
            continue;
        };
        if list.append_child(&line).is_err() {
            continue;
        }
        if let Some(link) = dom::find(&list, "li:last-child a") {
            let target = control(form, name).map(|control| control.id());
            let _ = link.set_attribute("href", &format!("#{}", target.unwrap_or_default()));
            link.set_text_content(Some(message));
        }
    }
    pattern.remove();
}
