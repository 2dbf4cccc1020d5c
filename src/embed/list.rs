//! The components as a list, for programs that show them in other sites.

use nec_ess_content::Site;
use nec_ess_domain::Lang;
use nec_ess_domain::text::Offer;
use serde_json::{Value, json};

use super::component::Component;
use crate::forms::native::{Question, questions};

/// Where the list is.
pub(crate) const LIST: &str = "/embeds.json";

/// Every component in every language, in the order of the page for editors.
pub(crate) fn list(site: &Site) -> String {
    let components = Lang::ALL.iter().flat_map(|lang| {
        let questions = questions(site, *lang);
        let all = Component::all(site, *lang);
        all.into_iter()
            .map(move |component| described(component.offer(site, *lang), &questions))
    });
    Value::from_iter(components).to_string()
}

fn described(offer: Offer, questions: &[Question]) -> Value {
    let Offer {
        path,
        title,
        kind,
        lang,
        page,
        link,
        height,
    } = offer;
    let asked = |question: &&Question| question.forms.iter().any(|form| form.id == kind);
    let fields = questions.iter().filter(asked).map(|question| {
        json!({
            "name": question.field.name,
            "label": question.label,
            "choices": question.choices,
            "may_be_hidden": question.may_be_hidden(),
        })
    });
    let fields = Value::from_iter(fields);
    json!({
        "path": path,
        "title": title,
        "kind": kind,
        "lang": lang,
        "page": page,
        "link": link,
        "height": height,
        "fields": fields,
    })
}
